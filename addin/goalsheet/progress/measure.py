"""What share of the way a goal has come, by its measure.

Shares run from 0 to 1; None means "nothing to go by yet", which is never shown as 0. The way from baseline to target
is the rule of 15Five, puzzle/okr and Oslo's tracker; the sign takes care of the direction.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from goalsheet.tracker.choices import (
    DONE,
    DROPPED,
    INCREASE,
    KEEP_ABOVE,
    KEEP_BELOW,
    KEEP_WITHIN,
    LEVELS,
    MILESTONES,
    OWN_ESTIMATE,
    RUNNING_TOTAL,
    YES_NO,
)
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn

#: Where a measure starts if nothing else is said, and where it ends.
DEFAULT_START = {INCREASE: 0.0, RUNNING_TOTAL: 0.0, LEVELS: -2.0}
DEFAULT_END = {LEVELS: 0.0}  # "as expected"
#: Measures with ends of their own, whatever stands under From and To.
FIXED_ENDS = {YES_NO: (None, 1.0), OWN_ESTIMATE: (0.0, 100.0)}


def logged(check_ins: Sequence[CheckIn], day: dt.date) -> list[tuple[dt.date, int, float]]:
    """Date, row and number of the check-ins up to `day` that carry a number, oldest first; then the upper row."""
    return sorted(
        (entry.date, row, entry.value)
        for row, entry in enumerate(check_ins)
        if entry.date is not None and entry.value is not None and entry.date <= day
    )


def readings(goal: Goal, check_ins: Sequence[CheckIn], day: dt.date) -> list[tuple[dt.date, float]]:
    """Where the goal stood after each check-in up to `day`; a running total adds them up, on top of From."""
    entries = [(date, value) for date, _, value in logged(check_ins, day)]
    if goal.measure != RUNNING_TOTAL:
        return entries
    if "baseline" in goal.unread:
        return []  # nobody knows what the check-ins come on top of
    return [(date, total(goal, (v for _, v in entries[: n + 1]))) for n, (date, _) in enumerate(entries)]


def total(goal: Goal, values: Iterable[float]) -> float:
    """What `values` add up to on top of From (blank: 0), free of rounding dust, as in the sheet."""
    return round(math.fsum((goal.baseline or 0.0, *values)), 9)


def latest_value(goal: Goal, check_ins: Sequence[CheckIn], day: dt.date) -> float | None:
    """Where the goal stood after the last check-in with a number up to `day`, else what stands under Now."""
    seen = readings(goal, check_ins, day)
    if seen:
        return seen[-1][1]
    return None if logged(check_ins, day) else goal.current


def last_check_in(check_ins: Iterable[CheckIn], day: dt.date) -> dt.date | None:
    """The date of the last check-in up to `day`, with or without a number."""
    return max((entry.date for entry in check_ins if entry.date is not None and entry.date <= day), default=None)


def dated_ahead(check_ins: Iterable[CheckIn], day: dt.date) -> list[dt.date]:
    """The dates of check-ins that lie after `day`, in order: these do not count yet."""
    return sorted(entry.date for entry in check_ins if entry.date is not None and entry.date > day)


WAY, AT_LEAST, AT_MOST, WITHIN, STEPS, UNKNOWN = "way", "at least", "at most", "within", "steps", ""


@dataclass(frozen=True)
class Yardstick:
    """How a goal's value becomes a share: along a way from `start` to `end`, by bounds, or by steps."""

    mode: str
    start: float | None = None
    end: float | None = None

    def travelled(self, value: float | None) -> float | None:
        """How far `value` is from the start, in the unit and its sign; None where there is no way or no counting."""
        if self.mode != WAY or value is None or self.start is None or self.end is None:
            return None
        travelled = value - self.start
        return travelled if math.isfinite(travelled) and math.isfinite(self.end - self.start) else None

    def raw(self, value: float | None) -> float | None:
        """How much of the way `value` is, below 0 and beyond 1, too; None where there is no way."""
        travelled = self.travelled(value)
        if travelled is None:
            return None
        assert self.start is not None
        assert self.end is not None
        return travelled / (self.end - self.start)

    def is_kept(self, value: float) -> bool:
        """Whether `value` lies in the bounds; False where there are none."""
        if self.end is None or self.mode not in (AT_LEAST, AT_MOST, WITHIN):
            return False
        if self.mode == AT_LEAST:
            return value >= self.end
        return value <= self.end and (self.mode == AT_MOST or (self.start is not None and self.start <= value))

    def share(self, value: float | None) -> float | None:
        """The share that `value` stands for, between 0 and 1; None if it cannot be told."""
        if value is None or self.mode in (STEPS, UNKNOWN):
            return None
        if self.mode != WAY:
            return float(self.is_kept(value))
        raw = self.raw(value)
        return None if raw is None else max(0.0, min(1.0, raw))


def yardstick(goal: Goal) -> Yardstick:
    """The yardstick of a goal's measure; a target equal to the start is no way at all.

    What stands in a cell and cannot be read is unknown, not what a blank cell stands for.
    """
    measure = goal.measure or ""
    start = _end(goal.baseline, DEFAULT_START, measure, is_unread="baseline" in goal.unread)
    end = _end(goal.target, DEFAULT_END, measure, is_unread="target" in goal.unread)
    if measure in FIXED_ENDS:
        start, end = FIXED_ENDS[measure]
    return Yardstick(_mode(measure, start, end), start, end)


def _end(said: float | None, defaults: Mapping[str, float], measure: str, *, is_unread: bool) -> float | None:
    return said if said is not None or is_unread else defaults.get(measure)


def _mode(measure: str, start: float | None, end: float | None) -> str:
    if measure == MILESTONES:
        return STEPS
    if end is None:
        return UNKNOWN
    if bound := {YES_NO: AT_LEAST, KEEP_ABOVE: AT_LEAST, KEEP_BELOW: AT_MOST}.get(measure):
        return bound
    if start is None:
        return UNKNOWN
    if measure == KEEP_WITHIN:
        return WITHIN if start <= end else UNKNOWN
    return WAY if start != end else UNKNOWN


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


def progress(goal: Goal, actions: Sequence[Action], latest: float | None, day: dt.date | None = None) -> float | None:
    """How far the goal is, from 0 to 1; by steps, the weighted share of those that are done (by `day`, if given)."""
    if goal.measure == YES_NO and latest is None:
        return 0.0  # nobody said yes so far
    if goal.measure != MILESTONES:
        return yardstick(goal).share(latest)
    total = total_weight(kept_steps(actions))
    return total_weight(done_steps(actions, day)) / total if total > 0 else None
