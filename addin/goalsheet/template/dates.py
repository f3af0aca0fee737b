"""Dates as templates write them: `{{ cycle.start | months_later(3) | spelled }}`."""

from __future__ import annotations

import calendar
import datetime as dt


def days_later(day: dt.date, days: int) -> dt.date:
    """The day so many days later (earlier, if negative)."""
    return day + dt.timedelta(days=days)


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or that month's last day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


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


def spelled(day: dt.date) -> str:
    """A date for people to read: 1 January 2027."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


FILTERS = {
    "days_later": days_later,
    "months_later": months_later,
    "month_end": month_end,
    "quarter_start": quarter_start,
    "year_start": year_start,
    "spelled": spelled,
}
