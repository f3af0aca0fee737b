"""How goals stood on days that are over, as far as dated rows tell: check-ins up to then, steps done by then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from goalsheet.progress import measure, phases, status
from goalsheet.progress.summary import Outlook
from goalsheet.progress.timing import has_period
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.tracker import Thresholds

MONTHS_BACK = 6


def month_ends(today: dt.date, months: int = MONTHS_BACK) -> list[dt.date]:
    """The last days of the months before this one, oldest first."""
    day, found = today, []
    for _ in range(months):
        day = day.replace(day=1) - dt.timedelta(days=1)
        found.append(day)
    return found[::-1]


def statuses(look: Outlook, limits: Thresholds, days: Sequence[dt.date]) -> tuple[str, ...]:
    """The status of a goal on each of those days.

    What stands under Now has no day, and whether a goal was closed by then nobody wrote down: neither counts.
    """
    goal = replace(look.goal, current=None, agreement=None)
    return tuple(_status(goal, look, limits, day) for day in days)


def _status(goal: Goal, look: Outlook, limits: Thresholds, day: dt.date) -> str:
    if goal.start is not None and day < goal.start and not look.check_ins:
        return status.NOT_STARTED if has_period(goal) else status.NEEDS_DATES
    progress = measure.progress(goal, look.actions, measure.latest_value(goal, look.check_ins, day), day)
    expected = phases.expected(goal, look.actions, day)
    checked_in = measure.last_check_in(look.check_ins, day) is not None
    return status.status(goal, progress, expected, limits, day, checked_in=checked_in)
