"""The computed columns of a goal, all at once."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from goalsheet.progress import measure, timing
from goalsheet.progress.status import status
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn
from goalsheet.tracker.tracker import Thresholds


def appraise(
    goal: Goal,
    actions: Sequence[Action],
    check_ins: Sequence[CheckIn],
    thresholds: Thresholds,
    today: dt.date,
) -> Goal:
    """The goal with latest value, progress, expected, status, days left and last check-in as of `today`.

    `actions` and `check_ins` are those that name the goal. A row without a statement stays blank.
    """
    if not (goal.statement and goal.statement.strip(" ")):
        return goal
    latest = measure.latest_value(goal, check_ins, today)
    progress = measure.progress(goal, actions, latest)
    expected = timing.expected(goal, today)
    last_check_in = measure.last_check_in(check_ins, today)
    state = status(goal, progress, expected, thresholds, today, checked_in=last_check_in is not None)
    return dataclasses.replace(
        goal,
        latest=latest,
        progress=progress,
        expected=expected,
        status=state,
        days_left=timing.days_left(goal, state, today),
        last_check_in=last_check_in,
    )
