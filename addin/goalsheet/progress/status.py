"""One word for how a goal is doing: computed progress against expected progress."""

from __future__ import annotations

import datetime as dt

from goalsheet.progress.measure import UNKNOWN, yardstick
from goalsheet.progress.timing import has_period
from goalsheet.tracker import choices
from goalsheet.tracker.choices import KEEPS, YES_NO
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.tracker import Thresholds

ACHIEVED = choices.ACHIEVED
ON_TRACK, AT_RISK, OFF_TRACK = choices.FEELING.words  # stated or computed, the same words
IN_PROGRESS = "In progress"
OVERDUE = "Overdue"
MISSED = "Missed"
NOT_STARTED = "Not started"
NO_CHECK_IN = "No check-in yet"
NEEDS_DATES = "Needs dates"
NEEDS_NUMBERS = "Needs numbers"

STATUSES = (
    ACHIEVED,
    ON_TRACK,
    IN_PROGRESS,
    AT_RISK,
    OFF_TRACK,
    OVERDUE,
    MISSED,
    NOT_STARTED,
    NO_CHECK_IN,
    NEEDS_DATES,
    NEEDS_NUMBERS,
)


def status(  # noqa: PLR0911 - one question a line, in the order that is the rule
    goal: Goal,
    progress: float | None,
    expected: float | None,
    thresholds: Thresholds,
    today: dt.date,
    *,
    checked_in: bool = False,
) -> str:
    """The status of a goal that has a statement; the order of the questions is the rule.

    Who checks in (`checked_in`) or gets somewhere before the start has started. Where From and To tell no way (the
    same, turned, missing or no numbers), that is said before anybody is asked to check in.
    """
    if not has_period(goal):
        return NEEDS_DATES
    assert goal.start is not None
    assert goal.due is not None
    done = progress is not None and progress >= 1
    if done and (goal.measure not in KEEPS or today > goal.due):
        return ACHIEVED
    if today < goal.start:
        return IN_PROGRESS if checked_in or (progress or 0) > 0 else NOT_STARTED
    if today > goal.due:
        return MISSED if goal.agreement == choices.CLOSED else OVERDUE
    if progress is None:
        return NEEDS_NUMBERS if yardstick(goal).mode == UNKNOWN else NO_CHECK_IN
    if goal.measure in KEEPS:
        return ON_TRACK if done else OFF_TRACK
    if goal.measure == YES_NO or is_early(goal.start, goal.due, thresholds, today):
        return IN_PROGRESS
    return _by_gap((expected or 0.0) - progress, thresholds)


def is_early(start: dt.date, due: dt.date, thresholds: Thresholds, today: dt.date) -> bool:
    """Whether the goal has only just begun: too soon for a colour."""
    days = (due - start).days + 1
    return (today - start).days < max(thresholds.grace_days, thresholds.grace_share * days)


def _by_gap(gap: float, thresholds: Thresholds) -> str:
    # A gap, not a ratio: ratios explode near the start. Rounded, so that Excel and Python agree on the edge.
    gap = round(gap, 6)
    if gap <= thresholds.on_track:
        return ON_TRACK
    return AT_RISK if gap <= thresholds.at_risk else OFF_TRACK
