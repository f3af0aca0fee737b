"""How goals stood on days that are over, as far as dated rows tell: check-ins up to then, steps done by then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from goalsheet.progress import measure, phases, status
from goalsheet.progress.summary import Outlook
from goalsheet.progress.timing import has_period
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
    return tuple(_status(look, limits, day) for day in days)


def _status(look: Outlook, limits: Thresholds, day: dt.date) -> str:
    goal = look.goal
    if goal.start is not None and day < goal.start and not look.check_ins:
        return status.NOT_STARTED if has_period(goal) else status.NEEDS_DATES
    seen = measure.readings(goal, look.check_ins, day)
    progress = measure.progress(goal, look.actions, seen[-1][1] if seen else None, day)
    expected = phases.expected(goal, look.actions, day)
    checked_in = measure.last_check_in(look.check_ins, day) is not None
    found = status.status(goal, progress, expected, limits, day, checked_in=checked_in)
    return status.OVERDUE if found == status.MISSED else found
