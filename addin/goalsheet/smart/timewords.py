"""The words by which people name days, and the register of readers that turn them into days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from goalsheet.smart.days import MONTH_NAMES, Habits, month_end
from goalsheet.smart.lexicon import STOP_WORDS
from goalsheet.smart.numerals import NUMBER_WORD, words_value
from goalsheet.smart.text import word_set

#: What a reader gives for a bounded time that no calendar knows.
NO_DAY = dt.date.min

Match = re.Match[str]
Resolve = Callable[[Match, dt.date, Habits], "dt.date | None"]


@dataclass(frozen=True)
class Reader:
    """A way of naming a day; `hints` are letters of which one must be in the sentence, where 0 is any digit."""

    pattern: re.Pattern[str]
    resolve: Resolve
    hints: tuple[str, ...]
    is_day: bool = False
    minds_before: bool = False  # "before Christmas": the reader itself takes the day before


#: The numbers of the months by their first three letters.
MONTHS = {name[:3]: number for number, name in enumerate(MONTH_NAMES, 1)}
#: Months that are first names, too.
MONTHS_AND_NAMES = {"may", "april", "june", "august", "jan", "mar"}
#: Month names with the slips that people make when they type ("febuary", "septmber").
MONTH = (
    r"(?P<month>jan(?:u?r?u?ary)?|feb(?:r?u?r?ary)?|mar(?:ch)?|apr(?:il|l)?|may|june?|july?|aug(?:u?st)?"
    r"|sept?(?:e?m?b?er)?|oct(?:ob?er)?|nov(?:e?m?ber)?|dec(?:e?m?e?ber)?)\b\.?"
)
YEAR = r"(?P<year>(?:19|20)\d\d|'\d\d)\b"
WHICH_YEAR = rf"(?:,?\s*(?:of\s+)?(?:{YEAR}|(?P<whichyear>this|next)\s+year\b))?"
DAY = r"(?P<day>[0-3]?\d)(?:\.|st|nd|rd|th)?"
BY = (
    r"(?:by|until|untill|till|til|before|b4|ahead of|no later than|not later than"
    r"|(?<!no )(?<!not )earlier than|latest|due|up to|through|thru|to)"
)
IN = r"(?:in|during|within|throughout|over|for|on|at|after|of|come)"
COUNT = rf"(?P<count>(?:\d+|{NUMBER_WORD}) and a half|\d+(?:[.,]5)?|{NUMBER_WORD}|a|an|half a|a couple of)"

_AND_A_HALF = " and a half"


def amount(count: str) -> float:
    """The number that `COUNT` found."""
    special = {"a": 1.0, "an": 1.0, "half a": 0.5, "a couple of": 2.0}
    if count in special:
        return special[count]
    if count.endswith(_AND_A_HALF):
        return amount(count.removesuffix(_AND_A_HALF)) + 0.5
    return float(count.replace(",", ".")) if count[0].isdigit() else words_value(count)


def register(readers: list[Reader]) -> Callable[..., Callable[[Resolve], Resolve]]:
    """A decorator that adds a function, with the pattern of the words it resolves, to a module's readers."""

    def reader(
        pattern: str, *hints: str, is_day: bool = False, minds_before: bool = False
    ) -> Callable[[Resolve], Resolve]:
        def add(resolve: Resolve) -> Resolve:
            readers.append(Reader(re.compile(pattern), resolve, hints, is_day=is_day, minds_before=minds_before))
            return resolve

        return add

    return reader


def is_before(match: Match) -> bool:
    """Whether the words mean the time before: "before June", "ahead of the first quarter"."""
    start = match.start()
    said = _BEFORE.match(match.string, start) or _BEFORE_THE.search(match.string, max(0, start - _LOOK_BACK), start)
    return said is not None


_LOOK_BACK = 50  # letters before a day in which "before" may stand
_BEFORE = re.compile(r"(?:before|b4|ahead of|earlier than)\b")
_BEFORE_THE = re.compile(
    r"(?<!on or )\b(?:before|b4|ahead of|(?<!no )(?<!not )earlier than)\s+(?:the\s+)?(?:start of\s+|beginning of\s+)?$"
)


def full_year(text: str) -> int:
    """The year of 2027, '27 or 27."""
    year = int(text.removeprefix("'"))
    return year if year >= 100 else 2000 + year  # noqa: PLR2004 - two digits of a year


def real_day(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None if the calendar has none such."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def nearest_day(year: int, month: int, day: int) -> dt.date:
    """The day, or what was meant, nearly: of 31 June the 30th, of a thirteenth month none that a calendar knows."""
    if month not in MONTHS.values():
        return NO_DAY
    return real_day(year, month, day) or month_end(year, month)


def coming(today: dt.date, in_year: Callable[[int], dt.date | None]) -> dt.date | None:
    """The first of a yearly day that is not over."""
    found = in_year(today.year)
    return found if found is not None and found >= today else in_year(today.year + 1)


LONGEST_MONTH = 31  # days


def day_in_month(year: int | None, month: int, day: int, today: dt.date) -> dt.date | None:
    """A day of a month, without a year the coming one; None for a number that no day has."""
    if not 0 < day <= LONGEST_MONTH:
        return None

    def in_year(year: int) -> dt.date:
        return nearest_day(year, month, day)

    return in_year(year) if year else coming(today, in_year)


def said_year(match: Match, today: dt.date) -> int | None:
    """The year that stands with a day or month, if one does."""
    groups = match.groupdict()
    if groups.get("year"):
        return full_year(groups["year"])
    return {"this": today.year, "next": today.year + 1}.get(groups.get("whichyear") or "")


def named_month(match: Match) -> int:
    """The number of the month that is named."""
    return MONTHS[match["month"][:3]]


ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}
ORDINAL = "|".join(ORDINALS)
#: "Q1/27" and "H2-27" as well; elsewhere two digits are no year.
YEAR_OF_PART = r"(?P<year>(?:19|20)\d\d\b|'\d\d\b|(?<=[qh][1-4][/-])[2-9]\d\b(?!\s*%|[.,/-]\d))"
OF_YEAR = (
    rf"(?:[ /,-]*(?:of\s+)?(?:the\s+)?(?:{YEAR_OF_PART}|fy\s*'?(?P<fy>\d\d(?:\d\d)?)\b|(?P<whichyear>this|next)"
    rf" year\b|year\b))?"
)


NOUNS = re.compile(
    r"\s+(?:report|survey|result|number|figure|baseline|level|budget|campaign|review|audit|goal|target|plan|average"
    r"|close|score|value|forecast|launch|release|data|revenue|sales|backlog|roadmap|update|newsletter|accounts|stock)"
)
ENDS = re.compile(
    r"\b(?:end|close|rest|remainder|late|last day|last week|start|beginning|middle|mid|early)"
    r"(?:\s+of)?[\s-]+(?:the\s+)?$"
)


def is_noun_before_noun(match: Match) -> bool:
    """Whether a thing is named and no time: "the Q2 report"."""
    return bool(NOUNS.match(match.string, match.end())) and not ENDS.search(match.string[: match.start()])


#: The end of a period in the short form that as well may stand before a thing: "the month-end close".
_SHORT_END = re.compile(
    r"(?:the\s+)?(?:(?:month|quarter|year|fy|(?:fiscal|financial) year)(?:[- ]|'s )?end|years?'?s? end"
    r"|end[- ]of[- ](?:month|quarter|year)|eo[myq]|ye|fye|mid[- ]?year)"
)
_DUE = re.compile(
    r"\b(?:by|until|untill|till|til|before|b4|ahead of|than|latest|due|at)\s+"
    r"(?:(?:the|our|my|this|next|calendar)\s+)*$"
)
_NEXT_WORD = re.compile(r"\s+([a-z][a-z'-]*)")


def is_adjective(match: Match) -> bool:
    """Whether the short form of a period's end only says which thing: the "year-end audit", but "by year-end"."""
    following = _NEXT_WORD.match(match.string, match.end())
    if following is None or not _SHORT_END.fullmatch(match.group()):
        return False
    is_small = following[1] in STOP_WORDS or following[1] in _BEHIND or following[1][:3] in MONTHS
    return not is_small and _DUE.search(match.string, max(0, match.start() - _LOOK_BACK), match.start()) is None


#: What may follow a time besides the smallest words: "year-end latest", "month-end through calls".
_BEHIND = word_set("latest thanks")


_PLACED = re.compile(
    rf"(?:\b(?:{BY}|{IN}|and|end|close|late|early|mid|deadline|per|this|next|coming)|[,;:(/&=>-]|\.)[\s-]*(?:of\s+)?"
    r"(?:the\s+)?(?:end of\s+|start of\s+)?$"
)


def is_placed(match: Match) -> bool:
    """Whether something before it, or the sentence's end after it, tells that a time is meant."""
    ends = not match.string[match.end() :].strip(" .!)")
    return ends or not match.string[: match.start()].strip() or bool(_PLACED.search(match.string[: match.start()]))
