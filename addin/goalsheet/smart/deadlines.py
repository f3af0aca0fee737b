"""Deadlines in a sentence: the day that "by the end of June", "in Q3" or "within six weeks" means.

Each way of naming a day is one reader: a pattern and a function from the match to a day. An expression without a
preposition counts only where nothing else can be meant ("30 June", "EOM", "FY27"). What a date is compared with ("than
in 2025", "from the Q1 level") and where something begins ("from 1 May") are no deadlines.

Not dateparser, which was measured on 500 of the labelled sentences: it finds 120 of 286 days exactly and 36 where none
is, in 1.8 ms a sentence and 0.1 s to import; these readers find 283 and 1, in 0.07 ms.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import add

from goalsheet.smart import exact_days, foreign_months, months, occasions, periods, stretches, weeks
from goalsheet.smart.days import USUAL, WEEKDAYS, Habits, add_months
from goalsheet.smart.offsets import find_offset
from goalsheet.smart.parts import part_of_period
from goalsheet.smart.text import Phrase, Span, fold, mentions, overlaps
from goalsheet.smart.timewords import BY, IN, MONTHS_AND_NAMES, NO_DAY, Match, Reader, is_before

#: In this order: what an earlier reader takes, a later one no longer sees.
_READERS = (
    *exact_days.READERS,
    *foreign_months.READERS,
    *months.READERS,
    *weeks.READERS,
    *periods.READERS,
    *stretches.READERS,
    *occasions.READERS,
)

#: The readers' hints by their first two letters, each with the places in that order of the readers that have it.
_BY_PAIR: dict[str, dict[str, set[int]]] = {}
for _place, _reader in enumerate(_READERS):
    for _hint in _reader.hints:
        _BY_PAIR.setdefault(_hint[:2], {}).setdefault(_hint, set()).add(_place)


@dataclass(frozen=True)
class Deadline:
    """A day that a sentence names, with its words.

    `day` is None for a bounded time that no calendar knows ("by the end of term") and for a day that is not real
    ("31 June"); `is_day` tells an exact day from the last day of a period.
    """

    day: dt.date | None
    text: str
    span: Span
    is_day: bool = False
    is_real: bool = True


_NOT_A_DEADLINE = re.compile(
    r"\b(?:from|since|starting|starts|start|beginning|begins|commencing|as of|effective|(?<!later )(?<!earlier"
    r" )than|than in|than by|vs\.?"
    r"|versus"
    r"|compared (?:to|with)|last|previous|past|against|over (?=q)|(?:no|not) (?:earlier|sooner) than)"
    r"\s+(?:on\s+|in\s+|the\s+|our\s+|my\s+|end of\s+|from\s+|early\s+|mid-?\s*|late\s+)*$"
)
#: "each Friday"; behind "two lessons each" the day comes with its preposition.
_RHYTHM = re.compile(r"\b(?:every|each|per)\s+(?:the\s+|our\s+|my\s+|end of\s+|early\s+|mid-?\s*|late\s+)*$")
#: Of a thing that begins that day, the goal is due before: "before the season begins on 1 October".
_BEFORE_IT_BEGINS = re.compile(
    r"\bbefore\s+(?:[\w'-]+\s+){1,5}?(?:starts?|begins?|commences?)\s+(?:on\s+|in\s+|the\s+)*$"
)


_LOOK_BACK = 50  # letters before a day in which something may say that it is no deadline


def find_deadlines(text: str, today: dt.date, habits: Habits = USUAL) -> list[Deadline]:
    """All days by which a sentence wants something done, in its order; relative ones as seen from `today`."""
    low = fold(text)
    taken: list[Span] = []
    found: list[Deadline] = []
    for reader, match in _matches(low):
        if overlaps(match.span(), taken) or _is_person(text, match):
            continue
        day = _resolved(reader, match, today, habits)
        if day is None:
            continue
        deadline = _deadline(text, low, reader, match, day)
        taken.append(deadline.span if deadline else match.span())
        if deadline:
            found.append(deadline)
    return _refined(text, low, sorted(found, key=lambda deadline: deadline.span))


def _deadline(text: str, low: str, reader: Reader, match: Match, day: dt.date) -> Deadline | None:
    """The deadline that a day in a sentence is; None for a start, a comparison or a rhythm."""
    start, end = _with_preposition(low, match)
    is_known = day != NO_DAY
    begins = _BEFORE_IT_BEGINS.search(low, 0, match.start()) if reader.is_day and "before" in low else None
    offset = find_offset(low, match.start()) if is_known else None
    if not (begins or offset) and _is_no_deadline(low, start, match.start()):
        return None
    is_real = not reader.is_day or _is_real(match, day)
    if is_known and (begins or (is_before(match) and reader.is_day and not reader.minds_before)):
        day -= dt.timedelta(days=1)
    if offset:
        day = offset.moved(day, is_the_day_before=is_before(match) or not reader.is_day)
    start = begins.start() if begins else offset.start if offset else start
    words = text[start:end].strip(" ,.;:(")
    return Deadline(day if is_known and is_real else None, words, (start, end), reader.is_day, is_real)


def _is_no_deadline(low: str, start: int, bare: int) -> bool:
    """Whether the day that begins at `bare`, with its prepositions at `start`, is a start, a comparison or a rhythm."""
    if any(_NOT_A_DEADLINE.search(low[max(0, place - _LOOK_BACK) : place]) for place in {start, bare}):
        return True
    return bool(_RHYTHM.search(low[max(0, start - _LOOK_BACK) : start])) and not _IN_TIME.match(low, start)


_IN_TIME = re.compile(rf"(?:{BY}|{IN})\b")


def _refined(text: str, low: str, found: list[Deadline]) -> list[Deadline]:
    """The days, where a period and the day in it that directly follows are one: "in May, at the latest on 20 May"."""
    kept: list[Deadline] = []
    for deadline in found:
        whole = _day_in_period(text, low, kept[-1], deadline) if kept else None
        kept[-1:] = [whole] if whole else [*kept[-1:], deadline]
    return kept


def _day_in_period(text: str, low: str, period: Deadline, exact: Deadline) -> Deadline | None:
    """Both as one, in the year of the period if the day names none; None if the day does not make it more exact."""
    if period.is_day or not exact.is_day or period.day is None or exact.day is None:
        return None
    if not _MORE_EXACTLY.fullmatch(low, period.span[1], exact.span[0]):
        return None
    days = [exact.day] if _NAMES_YEAR.search(exact.text) else [_in_year_of(period.day, exact.day), exact.day]
    day = next((day for day in days if day <= period.day), None)
    is_in_brackets = "(" in low[period.span[1] : exact.span[0]] and low.startswith(")", exact.span[1])
    span = (period.span[0], exact.span[1] + is_in_brackets)
    if day is None:
        return None
    return replace(exact, day=day, text=text[slice(*span)].strip(" ,.;:("), span=span)


def _in_year_of(other: dt.date, day: dt.date) -> dt.date:
    return add_months(day, 12 * (other.year - day.year))


_MORE_EXACTLY = re.compile(r"\s*[,;:(-]?\s*(?:(?:at|but|due|deadline|namely|i\.e\.)\s*:?\s*)?")
_NAMES_YEAR = re.compile(r"\d{4}|[/.'-]\d\d\b(?<!\d[/.-]\d\d)|\d[/.-]\d+[/.-]\d")


def _resolved(reader: Reader, match: Match, today: dt.date, habits: Habits) -> dt.date | None:
    try:
        day = reader.resolve(match, today, habits)
        return day if day is None or reader.is_day else part_of_period(match, day)
    except (OverflowError, ValueError):  # beyond the year 9999, or before 1
        return None


def _is_real(match: Match, day: dt.date) -> bool:
    """Whether the calendar has the day that is written: then day and month of what was read are those numbers."""
    written = (match.groupdict().get(name) or "" for name in ("day", "month", "a", "b"))
    return all(int(number) in (day.day, day.month) for number in written if number.isdigit())


_ANY_DIGIT = str.maketrans("123456789", "000000000")  # as the readers' hints have it


def _matches(low: str) -> Iterator[tuple[Reader, Match]]:
    shape = low.translate(_ANY_DIGIT)
    pairs = _BY_PAIR.keys() & set(map(add, shape, shape[1:]))
    near = [places for pair in pairs for hint, places in _BY_PAIR[pair].items() if hint in shape]
    for place in sorted(set().union(*near)):
        reader = _READERS[place]
        for match in reader.pattern.finditer(low):
            yield reader, match


def _is_person(text: str, match: Match) -> bool:
    """Whether the month or weekday is a first name: a surname with a capital follows, and with it the phrase ends."""
    said = match.groupdict()
    name = "month" if said.get("month") else "weekday"
    if said.get(name) not in _TIMES_AND_NAMES or said.get("day") or said.get("year"):
        return False
    if _TITLE.search(text, 0, match.start(name)):
        return True
    return (
        bool(text[: match.start()].strip())
        and text[match.start(name)].isupper()
        and bool(_SURNAME.match(text, match.end()))
    )


_TIMES_AND_NAMES = MONTHS_AND_NAMES | set(WEEKDAYS)
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sister|Sir|Chef)\.? $")
#: A capitalised word with which the phrase ends ("by June Carter", and not "by August Bank Holiday").
_SURNAME = re.compile(
    r" (?!(?:Morning|Noon|Lunch|Afternoon|Evening|Night|Midnight|Close|Week)\b)[A-Z](?:'[A-Z])?[a-z]+(?:-[A-Z][a-z]+)?"
    r"(?=\s*(?:[.,;:)]|$)|'s\b| (?:from|in|of|and|or|at|by)\b)"
)
_PREPOSITION = re.compile(
    rf"(?:\b(?:(?:{BY}|{IN}|the|end|close|start|beginning|latest|rest|remainder|noon|midday|midnight|lunchtime)\s+"
    r"|(?:early|mid|middle|late)(?:[\s-]+(?:to|or)\b)?[\s-]+))*$",
)


def _with_preposition(low: str, match: Match) -> Span:
    before = _PREPOSITION.search(low, max(0, match.start() - 30), match.start())
    return (before.start() if before else match.start()), match.end()


def final_deadline(deadlines: list[Deadline]) -> Deadline | None:
    """The one that the goal itself is due by: the last day named, or else the last bounded time."""
    if not deadlines:
        return None
    dated = [deadline for deadline in deadlines if deadline.day is not None]
    exact = next((deadline for deadline in dated if deadline.is_day and _is_by(deadline)), None)
    if exact:  # a month before it belongs to the thing: "the stand for the fair in June by 1 May"
        dated = [deadline for deadline in dated if _is_by(deadline) or deadline.span > exact.span or deadline.is_day]
    if dated:
        return max(dated, key=lambda deadline: (deadline.day or dt.date.min, deadline.span))
    return deadlines[-1]


def _is_by(deadline: Deadline) -> bool:
    return bool(_BY_TIME.match(deadline.text))


_BY_TIME = re.compile(rf"{BY}\b", re.IGNORECASE)
_SOFT = re.compile(
    r"\b(?:asap|as soon as possible|soon|sooner rather than later|ongoing|on-going|continuously|continually|regularly"
    r"|in the (?:near |long |foreseeable )?future|eventually|at some point|some ?(?:day|time)|when(?:ever)? (?:i"
    r" (?:have|get|find) time|possible)"
    r"|over time|in the (?:long|medium|short) (?:run|term)|one day|in due course|this year or next|in the coming"
    r" (?:days|weeks|months|years)"
    r"|over the coming (?:weeks|months|years)|(?:in|over) (?:the next few|a few) (?:days|weeks|months|years)"
    r"|immediately|quickly|shortly|later on)\b"
)


def find_soft_times(text: str, low: str) -> list[Phrase]:
    """Where a sentence says "soon" and the like; `low` is the folded text."""
    if not mentions(low, _SOFT_HINTS):
        return []
    return [Phrase(text[match.start() : match.end()], match.span()) for match in _SOFT.finditer(low)]


_SOFT_HINTS = (
    "asap", "soon", "going", "continu", "regular", "future", "eventual", "some", "when", "possible", "time", "term",
    " run", "one day", "course", "this year or", "coming", "next few", "a few", "immediate", "quick", "shortly",
    "later",
)  # fmt: skip
