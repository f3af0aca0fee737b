"""Exact days in a sentence: 2026-06-30, 31/12/2026, 12/31, "30 June", "June 30th"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from goalsheet.smart.days import FRIDAY, WEEKDAYS, Habits, add_months, month_end, weekday_of
from goalsheet.smart.lexicon import DIRECTIONS, STOP_WORDS
from goalsheet.smart.timewords import (
    BY,
    DAY,
    LONGEST_MONTH,
    MONTH,
    MONTHS,
    NO_DAY,
    ORDINALS,
    WHICH_YEAR,
    Match,
    Reader,
    coming,
    day_in_month,
    named_month,
    nearest_day,
    real_day,
    register,
    said_year,
)

READERS: list[Reader] = []
reader = register(READERS)
_DIGITS_AND_MARK = ("0-0", "0/0", "0.0")


@reader(r"(?<!\d)(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?!\d)", "00000000", is_day=True)
@reader(r"\b(?P<year>20\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})\b", "0000-", "0000/", "0000.", is_day=True)
def _iso(match: Match, _today: dt.date, _habits: Habits) -> dt.date | None:
    return nearest_day(int(match["year"]), int(match["month"]), int(match["day"]))


@reader(
    r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4}|\d\d)(?![\d/-]|\.\d)",
    *_DIGITS_AND_MARK,
    is_day=True,
)
def _numeric(match: Match, _today: dt.date, habits: Habits) -> dt.date | None:
    year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)  # noqa: PLR2004 - two digits of a year
    day = _in_order(match, habits, lambda in_year: in_year(year))
    return day or (NO_DAY if match["year"].startswith("20") else None)  # 45/13/2027 means a day, whichever


@reader(
    rf"\b(?P<by>{BY}|on|deadline|:)\s*(?:the\s+)?(?P<a>\d{{1,2}})(?P<sep>[/.])(?P<b>\d{{1,2}})\b(?![\d/%.]\d|\s*%)",
    *_DIGITS_AND_MARK,
    is_day=True,
)
def _short_numeric(match: Match, today: dt.date, habits: Habits) -> dt.date | None:
    can_be_number = match["by"] in ("to", "up to", "for", "over", "through", "thru") or (
        match["sep"] == "." and match["by"] not in ("until", "till", "before", "on")
    )
    if re.match(r"\s+(?:of|[a-z]{3,}s)\b", match.string[match.end() :]) or _is_fraction(match):
        return None  # "on 1/4 of the boards"
    if can_be_number and max(int(match["a"]), int(match["b"])) <= 12:  # noqa: PLR2004 - months
        return None  # "to 8/10" is a score, "by 4.5 points" a step
    return _coming_in_order(match, today, habits)


def _is_fraction(match: Match) -> bool:
    """Whether it says by how much something changes: "cut waste by 1/3" with no number before it."""
    before = match.string[: match.start()]
    is_part = match["by"] == "by" and match["sep"] == "/" and _PART.fullmatch(match["a"] + "/" + match["b"])
    return bool(is_part and _CHANGES.search(before)) and not re.search(r"\d", before)


_PART = re.compile(r"1/[2-58]|2/[35]|3/[458]")
_CHANGES = re.compile(rf"\b(?:{'|'.join(sorted(DIRECTIONS))})\b")


@reader(
    r"(?<![\w/.-])(?P<a>1[3-9]|2[0-9]|3[01]|0?[1-9]|1[0-2])/(?P<b>1[3-9]|2[0-9]|3[01]|0?[1-9]|1[0-2])\s*[.)]?$",
    "0/0",
    is_day=True,
)
def _short_numeric_at_the_end(match: Match, today: dt.date, habits: Habits) -> dt.date | None:
    if max(int(match["a"]), int(match["b"])) <= 12 or match.group().startswith("24/7"):  # noqa: PLR2004 - months
        return None
    return _coming_in_order(match, today, habits)


def _coming_in_order(match: Match, today: dt.date, habits: Habits) -> dt.date | None:
    return _in_order(match, habits, lambda in_year: coming(today, in_year))


InYear = Callable[[int], dt.date | None]


def _in_order(match: Match, habits: Habits, dated: Callable[[InYear], dt.date | None]) -> dt.date | None:
    """The day by the house's order, else by the other one, else the last of a month that lacks the day ("31/06")."""
    a, b = int(match["a"]), int(match["b"])
    month, day = (b, a) if habits.date_order == "dmy" else (a, b)
    found = dated(lambda year: real_day(year, month, day)) or dated(lambda year: real_day(year, day, month))
    if found or not (_SHORTEST_MONTH < max(a, b) <= LONGEST_MONTH and 0 < min(a, b) <= len(MONTHS)):
        return found
    return dated(lambda year: nearest_day(year, min(a, b), max(a, b)))


_SHORTEST_MONTH = 28  # days


@reader(
    rf"\b(?P<nth>first|1st|second|2nd|third|3rd|last)\s+(?P<weekday>{'|'.join(WEEKDAYS)})\s+(?:in|of)\s+{MONTH}"
    rf"{WHICH_YEAR}",
    *WEEKDAYS,
    is_day=True,
)
def _nth_weekday(match: Match, today: dt.date, _habits: Habits) -> dt.date | None:
    month, weekday, nth = named_month(match), WEEKDAYS.index(match["weekday"]), ORDINALS[match["nth"]]

    def in_year(year: int) -> dt.date:
        if match["nth"] == "last":
            last = month_end(year, month)
            return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
        first = dt.date(year, month, 1)
        return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))

    year = said_year(match, today)
    return in_year(year) if year else coming(today, in_year)


@reader(
    rf"\b(?P<nth>first|last)\s+(?:working |business |week)day\s+(?:in|of)\s+{MONTH}{WHICH_YEAR}",
    "working day",
    "business day",
    "weekday",
    is_day=True,
)
def _working_day(match: Match, today: dt.date, _habits: Habits) -> dt.date | None:
    month = named_month(match)

    def in_year(year: int) -> dt.date:
        first, last = dt.date(year, month, 1), month_end(year, month)
        if match["nth"] == "last":
            return last - dt.timedelta(days=max(0, last.weekday() - FRIDAY))
        return first + dt.timedelta(days=(len(WEEKDAYS) - first.weekday()) * (first.weekday() > FRIDAY))

    year = said_year(match, today)
    return in_year(year) if year else coming(today, in_year)


_TENTHS = "first second third fourth fifth sixth seventh eighth ninth"
_NTH_DAYS = (
    f"{_TENTHS} tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
    f"twentieth {' '.join(f'twenty-{nth}' for nth in _TENTHS.split())} thirtieth thirty-first"
).split()


@reader(
    rf"\b(?P<nth>{'|'.join(sorted(_NTH_DAYS, key=len, reverse=True))}) (?:day )?of\s+{MONTH}{WHICH_YEAR}",
    *("st of", "nd of", "rd of", "th of", "day of"),
    is_day=True,
)
def _day_in_words(match: Match, today: dt.date, _habits: Habits) -> dt.date | None:
    month, day, year = named_month(match), _NTH_DAYS.index(match["nth"]) + 1, said_year(match, today)
    return day_in_month(year, month, day, today)


_WEEK_OF = r"(?:w/?c|w/?b|week\s+(?:commencing|beginning|starting|of))\s+(?:the\s+)?"
_WEEK_HINTS = ("wc", "wb", "w/c", "w/b", "week")
_MARK_AND_MONTH = tuple(f"{mark}{month}" for mark in "-/" for month in MONTHS)


@reader(rf"\b{_WEEK_OF}{DAY}\s*(?:of\s+)?{MONTH}{WHICH_YEAR}", *_WEEK_HINTS)
@reader(rf"\b{_WEEK_OF}{MONTH}\s+{DAY}\b{WHICH_YEAR}", *_WEEK_HINTS)
def _week_of(match: Match, today: dt.date, habits: Habits) -> dt.date | None:
    day = _day_of_month(match, today, habits)
    return weekday_of(day, FRIDAY) if day else None


@reader(rf"\b{DAY}(?:[-/]|\s*(?:of\s+)?){MONTH}{WHICH_YEAR}", *MONTHS, is_day=True)
@reader(rf"\b{MONTH}\s+(?:the\s+)?{DAY}\b(?![%.,]?\d|\s*%|:){WHICH_YEAR}", *MONTHS, is_day=True)
@reader(rf"\b{DAY}(?P<sep>[-/]){MONTH}(?P=sep)(?P<year>(?:20)?\d\d)\b(?!\s*%|[.,:]\d)", *_MARK_AND_MONTH, is_day=True)
def _day_of_month(match: Match, today: dt.date, _habits: Habits) -> dt.date | None:
    month, day, year = named_month(match), int(match["day"]), said_year(match, today)
    return day_in_month(year, month, day, today)


@reader(
    r"\b(?:by|on|before|until|till) the (?P<day>[1-3]?\d)(?:st|nd|rd|th)\b(?! of\b)(?=(?: (?P<next>[a-z]+))?)",
    "the 0",
    is_day=True,
)
def _day_only(match: Match, today: dt.date, _habits: Habits) -> dt.date | None:
    if re.search(r"\b(?:every|each|monthly)\b", match.string):
        return None  # a rhythm: "every month … by the 5th"
    if match["next"] and match["next"] not in STOP_WORDS:
        return None  # "by the 1st quarter", "on the 4th floor"
    this, day = today.replace(day=1), int(match["day"])
    return next((found for months in (0, 1, 2) if (found := _in_month(this, months, day)) and found >= today), None)


def _in_month(first: dt.date, months: int, day: int) -> dt.date | None:
    month = add_months(first, months)
    return real_day(month.year, month.month, day)
