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
from dataclasses import dataclass
from itertools import chain

from goalsheet.smart import exact_days, months, occasions, periods, stretches, weeks
from goalsheet.smart.days import USUAL, WEEKDAYS, Habits
from goalsheet.smart.text import Phrase, Span, fold, mentions, overlaps
from goalsheet.smart.timewords import BY, IN, MONTHS_AND_NAMES, NO_DAY, Match, Reader, is_before

#: In this order: what an earlier reader takes, a later one no longer sees.
_READERS = (
    *exact_days.READERS,
    *months.READERS,
    *weeks.READERS,
    *periods.READERS,
    *stretches.READERS,
    *occasions.READERS,
)

#: The readers' places in that order, by the hints that they share.
_BY_HINTS: dict[tuple[str, ...], list[int]] = {}
for _place, _reader in enumerate(_READERS):
    _BY_HINTS.setdefault(_reader.hints, []).append(_place)


@dataclass(frozen=True)
class Deadline:
    """A day that a sentence names, with its words.

    `day` is None for a bounded time that no calendar knows ("by the end of term"); `is_day` tells an exact day from the
    last day of a period; a day that is not real ("31 June") is read as the last one of its month.
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
    r"|compared (?:to|with)|last|previous|past|against|over (?=q)|every|each|per)"
    r"\s+(?:on\s+|in\s+|the\s+|our\s+|my\s+|end of\s+|from\s+|early\s+|mid-?\s*|late\s+)*$"
)


_LOOK_BACK = 80  # letters before a day in which something may say that it is no deadline


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
        taken.append(match.span())
        start, end = _with_preposition(low, match)
        if any(_NOT_A_DEADLINE.search(low[max(0, place - _LOOK_BACK) : place]) for place in (start, match.start())):
            continue
        is_real = not reader.is_day or _is_real(match, day)
        if is_before(match) and reader.is_day and not reader.minds_before:
            day -= dt.timedelta(days=1)
        words = text[start:end].strip(" ,.;:(")
        found.append(Deadline(None if day == NO_DAY else day, words, (start, end), reader.is_day, is_real))
    return sorted(found, key=lambda deadline: deadline.span)


def _resolved(reader: Reader, match: Match, today: dt.date, habits: Habits) -> dt.date | None:
    try:
        return reader.resolve(match, today, habits)
    except (OverflowError, ValueError):  # beyond the year 9999, or before 1
        return None


def _is_real(match: Match, day: dt.date) -> bool:
    """Whether the calendar has the day that is written: then day and month of what was read are those numbers."""
    written = (match.groupdict().get(name) or "" for name in ("day", "month", "a", "b"))
    return all(int(number) in (day.day, day.month) for number in written if number.isdigit())


def _matches(low: str) -> Iterator[tuple[Reader, Match]]:
    holds = low.__contains__
    near = [places for hints, places in _BY_HINTS.items() if any(map(holds, hints))]  # as in `mentions`, without a call
    for place in sorted(chain.from_iterable(near)):
        reader = _READERS[place]
        for match in reader.pattern.finditer(low):
            yield reader, match


def _is_person(text: str, match: Match) -> bool:
    """Whether the month or weekday is a first name: a surname with a capital follows, and with it the phrase ends."""
    said = match.groupdict()
    name = "month" if said.get("month") else "weekday"
    if said.get(name) not in _TIMES_AND_NAMES or said.get("day") or said.get("year"):
        return False
    return (
        bool(text[: match.start()].strip())
        and text[match.start(name)].isupper()
        and bool(_SURNAME.match(text, match.end()))
    )


_TIMES_AND_NAMES = MONTHS_AND_NAMES | set(WEEKDAYS)
#: A capitalised word with which the phrase ends ("by June Carter", and not "by August Bank Holiday").
_SURNAME = re.compile(
    r" (?!(?:Morning|Noon|Lunch|Afternoon|Evening|Night|Midnight|Close|Week)\b)[A-Z](?:'[A-Z])?[a-z]+(?:-[A-Z][a-z]+)?"
    r"(?=\s*(?:[.,;:)]|$)|'s\b| (?:from|in|of|and|or|at|by)\b)"
)
_PREPOSITION = re.compile(
    rf"(?:\b(?:{BY}|{IN}|the|end|close|start|beginning|latest)\s+)*$",
)


def _with_preposition(low: str, match: Match) -> Span:
    before = _PREPOSITION.search(low, max(0, match.start() - 30), match.start())
    return (before.start() if before else match.start()), match.end()


def final_deadline(deadlines: list[Deadline]) -> Deadline | None:
    """The one that the goal itself is due by: the last day named, or else the last bounded time."""
    dated = [deadline for deadline in deadlines if deadline.day is not None]
    exact = next((deadline for deadline in dated if deadline.is_day and _is_by(deadline)), None)
    if exact:  # a month before it belongs to the thing: "the stand for the fair in June by 1 May"
        dated = [deadline for deadline in dated if _is_by(deadline) or deadline.span > exact.span or deadline.is_day]
    if dated:
        return max(dated, key=lambda deadline: (deadline.day or dt.date.min, deadline.span))
    return deadlines[-1] if deadlines else None


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
