"""How far a goal should be by now, and how long it has left."""

from __future__ import annotations

import datetime as dt

from goalsheet.tracker.choices import KEEPS, YES_NO
from goalsheet.tracker.goal import Goal


def has_period(goal: Goal) -> bool:
    """Whether the goal has a start and a due date, in that order."""
    return goal.start is not None and goal.due is not None and goal.due >= goal.start


def elapsed_share(start: dt.date, due: dt.date, day: dt.date) -> float:
    """The share of the days from `start` to `due`, both counted, that have passed on the evening of `day`.

    Both ends count, as in Engagedly's published example: 1-30 April, on the 15th, is 50 %.
    """
    return max(0.0, min(1.0, ((day - start).days + 1) / ((due - start).days + 1)))


def expected(goal: Goal, today: dt.date) -> float | None:
    """How far the goal should be; None where time says nothing: no period, yes / no, keeping in range."""
    if not has_period(goal) or goal.measure == YES_NO or goal.measure in KEEPS:
        return None
    assert goal.start is not None
    assert goal.due is not None
    return elapsed_share(goal.start, goal.due, today)


def days_left(goal: Goal, status: str | None, today: dt.date) -> int | None:
    """Days from today to the due date, negative when it has passed; None once the goal is achieved."""
    if goal.due is None or status == "Achieved":
        return None
    return (goal.due - today).days
