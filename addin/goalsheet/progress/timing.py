"""How much of a goal's time has passed, and how long it has left."""

from __future__ import annotations

import calendar
import datetime as dt

from goalsheet.tracker.choices import KEEPS, LEVELS, YES_NO
from goalsheet.tracker.goal import Goal

_WEEK = 7  # days


def has_period(goal: Goal) -> bool:
    """Whether the goal has a start and a due date, in that order."""
    return goal.start is not None and goal.due is not None and goal.due >= goal.start


def has_expectation(goal: Goal) -> bool:
    """Whether progress grows with time: not for yes / no and for what is only kept in bounds."""
    return has_period(goal) and goal.measure != YES_NO and goal.measure not in KEEPS


def elapsed_share(start: dt.date, due: dt.date, day: dt.date) -> float:
    """The share of the days from `start` to `due`, both counted, that have passed on the evening of `day`.

    Both ends count, as in Engagedly's published example: 1-30 April, on the 15th, is 50 %.
    """
    return max(0.0, min(1.0, ((day - start).days + 1) / ((due - start).days + 1)))


def days_left(goal: Goal, today: dt.date) -> int | None:
    """Days from today to the due date, negative when it has passed."""
    return None if goal.due is None else (goal.due - today).days


def average_pace(goal: Goal, travelled: float | None, today: dt.date) -> float | None:
    """What was `travelled` a week, on average from the start until today or the due date, both days counted."""
    if travelled is None or not has_period(goal) or goal.measure == LEVELS:
        return None  # levels are an order, not a distance
    assert goal.start is not None
    assert goal.due is not None
    days = (min(today, goal.due) - goal.start).days + 1
    return _WEEK * travelled / days if days > 0 else None


#: English in every program and on every computer, three letters a month.
MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"


def day_in_words(day: dt.date) -> str:
    """A day as 30 Jun 2027."""
    return f"{day.day} {MONTHS[3 * day.month - 3 : 3 * day.month]} {day.year}"


def days_in_words(days: int) -> str:
    """Days until a due date as people say it: 3 days left, due today, 92 days overdue."""
    if days == 0:
        return "due today"
    count = f"{abs(days)} {'day' if abs(days) == 1 else 'days'}"
    return f"{count} overdue" if days < 0 else f"{count} left"


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or that month's last day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))
