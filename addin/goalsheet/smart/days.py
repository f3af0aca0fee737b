"""Days of the calendar that people name: ends of months, quarters and years, weekdays, holidays."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FRIDAY = WEEKDAYS.index("friday")


@dataclass(frozen=True)
class Habits:
    """How a company writes and counts: the first month of its fiscal year, and whether the day or the month is first.

    A fiscal year has the name of the calendar year in which it ends.
    """

    fiscal_start: int = 1
    date_order: str = "dmy"


#: Calendar years, the day before the month.
USUAL = Habits()


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month; months beyond 12 run on into the next years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months on, or the last day of a shorter month."""
    last = month_end(day.year, day.month + months)
    return last.replace(day=min(day.day, last.day))


def fiscal_year(day: dt.date, habits: Habits) -> int:
    """The fiscal year that a day belongs to, by the calendar year in which it ends."""
    return day.year + (1 if habits.fiscal_start > 1 and day.month >= habits.fiscal_start else 0)


def fiscal_year_end(year: int, habits: Habits) -> dt.date:
    """The last day of a fiscal year."""
    return month_end(year, 12) if habits.fiscal_start == 1 else month_end(year, habits.fiscal_start - 1)


def quarter_end(year: int, quarter: int, habits: Habits) -> dt.date:
    """The last day of a quarter of a fiscal year."""
    last = fiscal_year_end(year, habits)
    return month_end(last.year, last.month - 12 + 3 * quarter)


def quarter(day: dt.date, habits: Habits) -> int:
    """The quarter (1 to 4) of the fiscal year that a day lies in."""
    return (day.month - habits.fiscal_start) % 12 // 3 + 1


def weekday_of(week: dt.date, weekday: int) -> dt.date:
    """The day of that weekday (Monday is 0) in the week of a day."""
    return week + dt.timedelta(days=weekday - week.weekday())


def easter(year: int) -> dt.date:
    """Easter Sunday by the Gregorian calendar (the method known as Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def thanksgiving(year: int) -> dt.date:
    """The fourth Thursday of November."""
    first = dt.date(year, 11, 1)
    return first + dt.timedelta(days=(3 - first.weekday()) % 7 + 21)


_DAYS_FROM_EASTER = {
    "easter": 0,
    "easter sunday": 0,
    "shrove tuesday": -47,
    "ash wednesday": -46,
    "palm sunday": -7,
    "maundy thursday": -3,
    "good friday": -2,
    "easter monday": 1,
    "ascension day": 39,
    "whitsun": 49,
    "whit sunday": 49,
    "whit monday": 50,
    "corpus christi": 60,
    "pentecost": 49,
}
_FIXED_HOLIDAYS = {
    "christmas": (12, 25),
    "xmas": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "turn of the year": (12, 31),
    "new year's day": (1, 1),
    "new year": (12, 31),
    "epiphany": (1, 6),
    "burns night": (1, 25),
    "st david's day": (3, 1),
    "candlemas": (2, 2),
    "valentine's day": (2, 14),
    "st patrick's day": (3, 17),
    "st george's day": (4, 23),
    "may day": (5, 1),
    "michaelmas": (9, 29),
    "halloween": (10, 31),
    "all saints' day": (11, 1),
    "bonfire night": (11, 5),
    "guy fawkes": (11, 5),
    "martinmas": (11, 11),
    "st andrew's day": (11, 30),
    "st nicholas": (12, 6),
}
_DAYS_FROM_THANKSGIVING = {"thanksgiving": 0, "black friday": 1, "cyber monday": 4}
HOLIDAYS = (*_FIXED_HOLIDAYS, *_DAYS_FROM_EASTER, *_DAYS_FROM_THANKSGIVING, "memorial day", "labor day")


def holiday(name: str, year: int) -> dt.date:
    """The day of a holiday in a year; KeyError for an unknown one."""
    if name in _DAYS_FROM_EASTER:
        return easter(year) + dt.timedelta(days=_DAYS_FROM_EASTER[name])
    if name in _DAYS_FROM_THANKSGIVING:
        return thanksgiving(year) + dt.timedelta(days=_DAYS_FROM_THANKSGIVING[name])
    if name == "memorial day":  # the last Monday of May
        return weekday_of(dt.date(year, 5, 31), 0)
    if name == "labor day":  # the first Monday of September
        return weekday_of(dt.date(year, 9, 7), 0)
    return dt.date(year, *_FIXED_HOLIDAYS[name])
