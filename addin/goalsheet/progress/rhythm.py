"""Whether a goal is looked at as often as was meant to, and whether its value still moves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from goalsheet.progress import measure
from goalsheet.progress.status import ACHIEVED, MISSED, NEEDS_DATES, NOT_STARTED
from goalsheet.tracker.choices import RHYTHM, RUNNING_TOTAL
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import CheckIn

#: Days between two check-ins by rhythm.
RHYTHM_DAYS = dict(zip(RHYTHM.words, (7, 14, 30, 91), strict=True))
STALE_AFTER, VERY_STALE_AFTER = 1.5, 3.0  # rhythms without a check-in
STALE, VERY_STALE = "Stale", "Very stale"
FLAT_ENTRIES = 3
#: Nobody has to look at these.
AT_REST = (ACHIEVED, MISSED, NOT_STARTED, NEEDS_DATES)


def days_silent(goal: Goal, last: dt.date | None, today: dt.date) -> int:
    """Days since the last check-in, or since the start where that is later (the goal has one)."""
    assert goal.start is not None
    return (today - max(last or goal.start, goal.start)).days


def staleness(goal: Goal, last: dt.date | None, status: str, today: dt.date) -> str | None:
    """Stale or very stale; None for a goal that is looked at, at rest, or has no rhythm."""
    rhythm = RHYTHM_DAYS.get(goal.rhythm or "")
    if rhythm is None or status in AT_REST:
        return None
    days = days_silent(goal, last, today)
    if days <= STALE_AFTER * rhythm:
        return None
    return VERY_STALE if days > VERY_STALE_AFTER * rhythm else STALE


def is_flat(goal: Goal, check_ins: Sequence[CheckIn], today: dt.date) -> bool:
    """Whether the last three check-ins left the goal where it was; only where there is a way to go."""
    values = [value for _, _, value in measure.logged(check_ins, today)][-FLAT_ENTRIES:]
    if len(values) < FLAT_ENTRIES or measure.yardstick(goal).mode != measure.WAY:
        return False
    if goal.measure == RUNNING_TOTAL:
        return not any(values[1:])
    return values[0] == values[1] == values[2]
