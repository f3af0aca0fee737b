"""Phased targets: where a goal should stand on the due dates of its steps, if they say so.

Expected progress is then piecewise linear through them, as in Viva Goals, from 0 on the eve of the start to 1 on the
due date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from goalsheet.progress.measure import WAY, yardstick
from goalsheet.progress.timing import has_expectation
from goalsheet.tracker.choices import DROPPED
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action


@dataclass(frozen=True)
class Phase:
    """One step's target: its day, its row among the goal's actions, and the share of the way that it stands for."""

    day: dt.date
    row: int
    share: float


def phases(goal: Goal, actions: Sequence[Action]) -> list[Phase]:
    """The phased targets of a goal by day, from its start until before its due date; dropped steps have none."""
    way = yardstick(goal)
    if way.mode != WAY or goal.start is None or goal.due is None:
        return []
    found = [
        (action.due, row, share)
        for row, action in enumerate(actions)
        if action.due is not None
        and action.state != DROPPED
        and goal.start <= action.due < goal.due
        and (share := way.share(action.value_by_then)) is not None
    ]
    return [Phase(*one) for one in sorted(found)]


def around(found: Sequence[Phase], day: dt.date) -> tuple[Phase | None, Phase | None]:
    """The last phase up to `day` and the first after it; of several on one day the lower and the upper row."""
    past = [phase for phase in found if phase.day <= day]
    ahead = [phase for phase in found if phase.day > day]
    return (past[-1] if past else None, ahead[0] if ahead else None)


def expected(goal: Goal, actions: Sequence[Action], today: dt.date) -> float | None:
    """How far the goal should be by `today`; None where time says nothing: no period, yes / no, keeping in bounds."""
    return share_by(goal, phases(goal, actions), today) if has_expectation(goal) else None


def share_by(goal: Goal, found: Sequence[Phase], day: dt.date) -> float:
    """The share of a goal's time, which has to be there, that has passed by `day`; through its phases if it has any."""
    assert goal.start is not None
    assert goal.due is not None
    if day < goal.start or day >= goal.due:
        return float(day >= goal.due)
    past, ahead = around(found, day)
    since, done = (past.day, past.share) if past else (goal.start - dt.timedelta(days=1), 0.0)
    until, next_one = (ahead.day, ahead.share) if ahead else (goal.due, 1.0)
    return done + (next_one - done) * ((day - since).days / (until - since).days)
