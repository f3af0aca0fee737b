"""Dates as templates write them: `{{ cycle.start | months_later(3) | spelled }}`."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from goalsheet.language.catalogue import ENGLISH
from goalsheet.language.shelf import catalogue
from goalsheet.progress.timing import months_later


def days_later(day: dt.date, days: int) -> dt.date:
    """The day so many days later (earlier, if negative)."""
    return day + dt.timedelta(days=days)


def month_end(day: dt.date) -> dt.date:
    """The last day of the day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def quarter_start(day: dt.date) -> dt.date:
    """The first day of the day's quarter."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def year_start(day: dt.date) -> dt.date:
    """The first day of the day's year."""
    return day.replace(month=1, day=1)


def part_way(start: dt.date, end: dt.date, share: float) -> dt.date:
    """The day that lies `share` (0 to 1) of the way from `start` to `end`."""
    return start + dt.timedelta(days=round((end - start).days * share))


def spelled(day: dt.date, language: str = ENGLISH.code) -> str:
    """A date for people to read: 1 January 2027, or as that language writes it."""
    return catalogue(language).days(f"{day.day} {calendar.month_name[day.month]} {day.year}")


def _explained(work: Callable[..., Any], takes: str, example: str) -> Callable[..., Any]:
    """The same for templates: ValueError, in words for people, where it gets what it cannot work with."""

    @wraps(work)
    def explained(*given: Any) -> Any:
        try:
            return work(*given)
        except (TypeError, AttributeError, ValueError, OverflowError) as error:
            got = " and ".join(_said(one) for one in given)
            raise ValueError(f"{work.__name__} takes {takes}, as in {example}; here it got {got}") from error

    return explained


def _said(value: Any) -> str:
    if value is None:
        return "a blank"
    return spelled(value) if isinstance(value, dt.date) else repr(value)


#: What a template may write behind a bar, and what in front of brackets.
FILTERS = {
    work.__name__: _explained(work, takes, example)
    for work, takes, example in (
        (days_later, "a date and a whole number of days", "cycle.start | days_later(7)"),
        (months_later, "a date and a whole number of months", "cycle.start | months_later(3)"),
        (month_end, "a date", "cycle.start | month_end"),
        (quarter_start, "a date", "cycle.start | quarter_start"),
        (year_start, "a date", "cycle.start | year_start"),
        (spelled, "a date", "cycle.end | spelled"),
    )
}
FUNCTIONS = {
    "part_way": _explained(part_way, "two dates and a share from 0 to 1", "part_way(cycle.start, cycle.end, 0.5)")
}
