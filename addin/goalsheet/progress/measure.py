"""What share of the way a goal has come, by its measure.

Shares run from 0 to 1; None means "nothing to go by yet", which is never shown as 0. The way from baseline to target
is the rule of 15Five, puzzle/okr and Oslo's tracker; the sign takes care of the direction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goalsheet.tracker.choices import DONE, DROPPED, INCREASE, KEEP_ABOVE, KEEP_BELOW, LEVELS, MILESTONES, YES_NO
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn


def latest_value(goal: Goal, check_ins: Sequence[CheckIn], day: dt.date) -> float | None:
    """The number of the last check-in up to `day` (the lower row wins on one day), else what stands under Now."""
    seen = [
        (entry.date, row, entry.value)
        for row, entry in enumerate(check_ins)
        if entry.date is not None and entry.value is not None and entry.date <= day
    ]
    return max(seen)[2] if seen else goal.current


def last_check_in(check_ins: Iterable[CheckIn], day: dt.date) -> dt.date | None:
    """The date of the last check-in up to `day`, with or without a number."""
    return max((entry.date for entry in check_ins if entry.date is not None and entry.date <= day), default=None)


WAY, AT_LEAST, AT_MOST, STEPS, UNKNOWN = "way", "at least", "at most", "steps", ""


@dataclass(frozen=True)
class Yardstick:
    """How a goal's value becomes a share: along a way from `start` to `end`, at least or at most `end`, or by steps."""

    mode: str
    start: float | None = None
    end: float | None = None

    def share(self, value: float | None) -> float | None:
        """The share that `value` stands for, between 0 and 1; None if it cannot be told."""
        if value is None or self.end is None or self.mode not in (WAY, AT_LEAST, AT_MOST):
            return None
        if self.mode == AT_LEAST:
            return 1.0 if value >= self.end else 0.0
        if self.mode == AT_MOST:
            return 1.0 if value <= self.end else 0.0
        assert self.start is not None
        return max(0.0, min(1.0, (value - self.start) / (self.end - self.start)))


def yardstick(goal: Goal) -> Yardstick:
    """The yardstick of a goal's measure.

    An increase without a baseline starts from zero, levels from -2 (and aim at 0, "as expected") where nothing else
    is said; a target equal to the start is no way at all.
    """
    start, end = goal.baseline, goal.target
    if goal.measure == YES_NO:
        end = 1.0
    if goal.measure == LEVELS:
        start, end = -2.0 if start is None else start, 0.0 if end is None else end
    if goal.measure == INCREASE and start is None:
        start = 0.0
    return Yardstick(_mode(goal.measure, start, end), start, end)


def _mode(measure: str | None, start: float | None, end: float | None) -> str:
    if measure == MILESTONES:
        return STEPS
    if end is None:
        return UNKNOWN
    fixed = {YES_NO: AT_LEAST, KEEP_ABOVE: AT_LEAST, KEEP_BELOW: AT_MOST}.get(measure or "")
    if fixed:
        return fixed
    return WAY if start is not None and start != end else UNKNOWN


def action_weight(action: Action) -> float:
    """How much a milestone counts: its weight, 1 if it has none."""
    return action.weight if action.weight is not None and action.weight >= 0 else 1.0


def total_weight(actions: Iterable[Action]) -> float:
    """The weights of actions together, free of rounding dust so that the sheet and Python agree that 0 is 0."""
    return round(sum(map(action_weight, actions)), 9)


def kept_steps(actions: Iterable[Action]) -> list[Action]:
    """The actions that count; dropped ones do not."""
    return [action for action in actions if action.state != DROPPED]


def done_steps(actions: Iterable[Action], day: dt.date | None = None) -> list[Action]:
    """The actions that are done; by `day`, if it is given."""
    done = [action for action in actions if action.state == DONE]
    return done if day is None else [action for action in done if action.done_on and action.done_on <= day]


def progress(goal: Goal, actions: Sequence[Action], latest: float | None) -> float | None:
    """How far the goal is, from 0 to 1; by steps, the weighted share of those that are done."""
    if goal.measure == YES_NO and latest is None:
        return 0.0  # nobody said yes so far
    if goal.measure != MILESTONES:
        return yardstick(goal).share(latest)
    total = total_weight(kept_steps(actions))
    return total_weight(done_steps(actions)) / total if total > 0 else None
