"""Dates: the orders in which people write them, decided once for a whole file."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from goalsheet.roster.words import fold, word_set

ORDERS = ("dmy", "mdy", "ymd")
IN_WORDS = {"dmy": "day/month/year", "mdy": "month/day/year", "ymd": "year/month/day"}

_TIME = r"(?:[T,\s]+\d{1,2}[:.]\d{2}.*)?"
_NUMERIC = re.compile(rf"(\d{{1,4}})\s*([-/. ])\s*(\d{{1,2}})\s*\2\s*(\d{{1,4}})\.?{_TIME}", re.ASCII)
_COMPACT = re.compile(rf"(\d{{4}})(\d\d)(\d\d){_TIME}", re.ASCII)
_SERIAL = re.compile(r"([2-7]\d{4})(?:\.\d+)?", re.ASCII)  # Excel's day numbers from 1954 to 2118
_EXCEL_DAY_ZERO = dt.date(1899, 12, 30)
_WITH_TIME = re.compile(r"(?:[T,\s]+\d{1,2}:\d{2}.*)$", re.ASCII)
_WEEKDAYS = word_set("mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday")
_SMALL_WORDS = word_set("st nd rd th er de del of the")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier janv enero ene gennaio janeiro januari",
            "feb february februar fevrier fevr fev febrero febbraio fevereiro februari",
            "mar march marz maerz mars marzo marco maart mrz",
            "apr april avril avr abril abr aprile",
            "may mai mayo maggio maio mei",
            "jun june juni juin junio giugno junho",
            "jul july juli juillet juil julio luglio julho",
            "aug august aout agosto ago augustus",
            "sep sept september septembre septiembre settembre setembro",
            "oct october oktober okt octobre octubre ottobre outubro",
            "nov november novembre noviembre novembro",
            "dec december dezember dez decembre diciembre dic dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}


_MONTH_NUMBERS = frozenset(range(1, 13))
_FIRST_YEAR = 1900  # Excel knows no earlier dates; 0202 is 2020 with a slip of the finger


_DAY, _MONTH, _YEAR = "(?:dd?|tt?|jj?)", "mm?", "(?:y+|j+|a+)"  # as in English, German and French headers
_PATTERNS = {
    order: re.compile(r"\b" + r"\W+".join(parts) + r"\b")
    for order, parts in {"dmy": (_DAY, _MONTH, _YEAR), "mdy": (_MONTH, _DAY, _YEAR)}.items()
}


def told_order(header: str) -> str:
    """The order that a header itself names, as in "Start date (MM/DD/YYYY)", or nothing."""
    small = header.casefold().replace("_", " ")
    return next((order for order, pattern in _PATTERNS.items() if pattern.search(small)), "")


class Order(NamedTuple):
    """The order of day and month in a file; dotted dates have one of their own."""

    slashes: str
    dots: str = "dmy"


class Reading(NamedTuple):
    """A date of numbers with the year last, before anyone knows which of the first two is the day."""

    first: int
    second: int
    year: int
    dotted: bool
    text: str

    @property
    def order(self) -> str:
        """The order that this date alone proves, or nothing."""
        return "dmy" if self.first > 12 >= self.second else "mdy" if self.second > 12 >= self.first else ""  # noqa: PLR2004  months

    def is_open(self) -> bool:
        """Tell whether the order matters and this date does not show it."""
        both = {self.first, self.second}
        return len(both) == 2 and both <= _MONTH_NUMBERS and self.year >= _FIRST_YEAR  # noqa: PLR2004  two ways

    def date(self, order: str) -> dt.date:
        """Make the date by the given order."""
        day, month = (self.first, self.second) if order == "dmy" else (self.second, self.first)
        return dt.date(self.year, month, day)


def decide_order(
    texts: Iterable[str], hints: Iterable[str] = (), given: str | None = None, headers: Iterable[str] = ()
) -> Order | Reading:
    """Decide a file's order by its dates, else by what their headers say, else by its other date columns.

    A `Reading` comes back if none of them can.
    """
    readings = [reading for text in texts if (reading := _year_last(text, given))]
    dots = _majority(reading for reading in readings if reading.dotted) or "dmy"
    if given in ("dmy", "mdy"):
        return Order(given, given)
    slashed = [reading for reading in readings if not reading.dotted]
    if order := _majority(slashed):
        return Order(order, dots)
    if not (still_open := next((reading for reading in slashed if reading.is_open()), None)):
        return Order("dmy", dots)
    told = set(filter(None, map(told_order, headers)))
    if len(told) == 1:
        return Order(told.pop(), dots)
    others = [reading for text in hints if (reading := _year_last(text, given)) and not reading.dotted]
    order = _majority(others)
    return Order(order, dots) if order and not _conflict(others) else still_open


def _majority(readings: Iterable[Reading]) -> str:
    votes = Counter(reading.order for reading in readings if reading.order)
    return votes.most_common(1)[0][0] if votes else ""


def _conflict(readings: Iterable[Reading]) -> bool:
    return {"dmy", "mdy"} <= {reading.order for reading in readings}


@lru_cache(maxsize=4_096)  # dates repeat: there are few days in a working life
def _year_last(text: str, given: str | None) -> Reading | None:
    found = _NUMERIC.fullmatch(text.strip())
    if not found or _is_year_first(found, given):
        return None
    first, separator, second, year = found.groups()
    return Reading(int(first), int(second), _full_year(year), separator == ".", text.strip())


def _is_year_first(found: re.Match[str], given: str | None) -> bool:
    first, last = found[1], found[4]
    return len(first) > 2 or (len(last) <= 2 and (int(first) > 31 or given == "ymd"))  # noqa: PLR2004  digits, days


def _full_year(year: str) -> int:
    """Read two digits as POSIX does: 69 to 99 are the last century."""
    if len(year) > 2:  # noqa: PLR2004  digits
        return int(year)
    return int(year) + (2000 if int(year) < 69 else 1900)  # noqa: PLR2004  POSIX


@lru_cache(maxsize=4_096)
def read_date(text: str, order: Order, given: str | None = None) -> dt.date:
    """Read one date; ValueError says in plain words why it is none."""
    date = _read(text.strip(), order, given)
    if date.year < _FIRST_YEAR:
        raise ValueError("is too long ago to be right")
    return date


def _read(text: str, order: Order, given: str | None) -> dt.date:
    if found := _NUMERIC.fullmatch(text):
        if _is_year_first(found, given):
            return _existing(_full_year(found[1]), found[3], found[4])
        return _by_order(_year_last(text, given), order)
    if found := _COMPACT.fullmatch(text):
        return _existing(int(found[1]), found[2], found[3])
    if found := _SERIAL.fullmatch(text):
        return _EXCEL_DAY_ZERO + dt.timedelta(days=int(found[1]))
    return _named_month(text)


def _existing(year: int, month: str, day: str) -> dt.date:
    try:
        return dt.date(year, int(month), int(day))
    except ValueError:
        raise ValueError("is not a day of the calendar") from None


def _by_order(reading: Reading | None, order: Order) -> dt.date:
    assert reading is not None  # the caller has matched it
    own = order.dots if reading.dotted else order.slashes
    try:
        return reading.date(own)
    except ValueError:
        if reading.order and reading.order != own:
            words = IN_WORDS[own].replace("/", ".") if reading.dotted else IN_WORDS[own]
            raise ValueError(f"does not fit the order of the other dates, {words}") from None
        raise ValueError("is not a day of the calendar") from None


def _named_month(text: str) -> dt.date:
    words = re.findall(r"[^\W\d_]+|\d+", fold(_WITH_TIME.sub("", text)))
    months = [_MONTHS[word] for word in words if word in _MONTHS]
    numbers = [word for word in words if word.isdecimal()]
    strange = [w for w in words if w.isalpha() and w not in _MONTHS and w not in _WEEKDAYS and w not in _SMALL_WORDS]
    if len(months) != 1 or len(numbers) != 2 or strange:  # noqa: PLR2004  a day and a year
        raise ValueError("is not a date")
    year, day = numbers if len(numbers[0]) == 4 else reversed(numbers)  # noqa: PLR2004  2026 Dec 31
    return _existing(_full_year(year), str(months[0]), day)
