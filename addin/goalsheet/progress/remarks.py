"""What the figures of a goal alone do not say: one sentence each, in the order in which they matter."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

from goalsheet.progress import measure, rhythm
from goalsheet.progress.measure import Yardstick
from goalsheet.progress.status import ACHIEVED, NEEDS_NUMBERS
from goalsheet.progress.timing import day_in_words
from goalsheet.tracker import choices
from goalsheet.tracker.choices import (
    DECREASE,
    DROPPED,
    INCREASE,
    KEEP_WITHIN,
    KEEPS,
    LEVELS,
    MILESTONES,
    OWN_ESTIMATE,
    YES_NO,
)
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn

NO_END = "To (target) needs a number."
NO_START = "From (today) needs a number."
RANGE_TURNED = "From (today) is above To (target): swap them."
NO_WAY = "From (today) and To (target) are the same: change one of them."
NOT_UP = "The target of an increase lies below its start: look at From, To and Measured by."
NOT_DOWN = "The target of a decrease lies above its start: look at From, To and Measured by."
BELOW, BEYOND = "Below the start", "Beyond the target"
OFF_SCALE = "Beyond the scale: levels run from -2 to +2."
AS_SHARE = "Not over 1 %: was a percentage typed with its sign? Type 35 for 35 %."
ESTIMATED = "Own estimate, not measured."
GUARDRAIL = "The guardrail does not hold: look at the way there."
UNPROVEN = "Achieved by a yes alone: say under Evidence what shows it."
AHEAD = "Not counted yet, as dated after today:"
ONE_AHEAD, MORE_AHEAD = "a check-in of", "check-ins, the last of"
FLAT = "The last three check-ins show no change."
MOST_PERCENT = 999
NEAR = 2  # times the larger end, and the smaller one's half: there a value may well lie
_ALMOST = 99  # percent


def remark(
    goal: Goal, actions: Sequence[Action], check_ins: Sequence[CheckIn], status: str, today: dt.date
) -> str | None:
    """Everything worth knowing about a goal in sentences; None if there is nothing."""
    stick = measure.yardstick(goal)
    latest = measure.latest_value(goal, check_ins, today)
    said = (
        mistake(goal, stick, is_asked=latest is not None or status == NEEDS_NUMBERS),
        _level(stick, latest) if goal.measure == LEVELS else _position(stick.raw(latest)),
        AS_SHARE if latest is not None and is_typed_as_share(goal, stick, latest) else None,
        ESTIMATED if goal.measure == OWN_ESTIMATE else None,
        UNPROVEN if _is_unproven(goal, status) else None,
        GUARDRAIL if goal.guardrail_kept == choices.NOT_KEPT else None,
        _dropped(goal, actions),
        _kept(goal, stick, check_ins, today),
        _ahead(check_ins, today),
        _silence(goal, check_ins, status, today),
        FLAT if status not in rhythm.AT_REST and rhythm.is_flat(goal, check_ins, today) else None,
    )
    return " ".join(sentence for sentence in said if sentence) or None


def mistake(goal: Goal, stick: Yardstick, *, is_asked: bool) -> str | None:
    """What is wrong with the goal's From and To; missing ones only matter once there is something to judge."""
    start, end = stick.start, stick.end
    if end is None or start is None:
        missing = NO_END if end is None else NO_START
        return missing if stick.mode == measure.UNKNOWN and is_asked else None
    if stick.mode == measure.UNKNOWN:
        return RANGE_TURNED if goal.measure == KEEP_WITHIN else NO_WAY
    if goal.measure == INCREASE and end < start:
        return NOT_UP
    return NOT_DOWN if goal.measure == DECREASE and end > start else None


def percent(share: float) -> int:
    """A share in whole percent as a spreadsheet rounds it: halves go away from zero; cut off where it says no more.

    What is not the whole is never 100 %: that would say that it is achieved.
    """
    whole = math.floor(min(abs(share * 100), MOST_PERCENT) + 0.5)
    return -whole if share < 0 else min(whole, _ALMOST) if share < 1 else whole


def _position(raw: float | None) -> str | None:
    if raw is None or 0 <= raw <= 1:
        return None
    return f"{BELOW if raw < 0 else BEYOND}: {percent(raw)} % of the way."


def _level(stick: Yardstick, level: float | None) -> str | None:
    """Where a level lies outside its way; levels are an order, not a distance, so without a percentage."""
    if choices.is_off_scale(level):
        return OFF_SCALE
    raw = stick.raw(level)
    return None if raw is None or 0 <= raw <= 1 else f"{BELOW if raw < 0 else BEYOND}."


def is_typed_as_share(goal: Goal, stick: Yardstick, value: float) -> bool:
    """Whether 35 % was typed with its sign, which a spreadsheet keeps as 0.35: seen from where the goal moves."""
    if not (goal.measure == OWN_ESTIMATE or "%" in (goal.unit or "")) or stick.mode in (measure.STEPS, measure.UNKNOWN):
        return False
    ends = [end for end in (stick.start, stick.end) if end is not None]
    return 0 < value <= 1 and min(ends) / NEAR <= 100 * value <= max(ends) * NEAR


def _is_unproven(goal: Goal, status: str) -> bool:
    """Whether a goal counts as achieved because of a yes, and nothing is named that would show it."""
    return goal.measure == YES_NO and status == ACHIEVED and not (goal.evidence or "").strip(" ")


def _dropped(goal: Goal, actions: Sequence[Action]) -> str | None:
    count = sum(action.state == DROPPED for action in actions)
    return f"Dropped steps, no longer counted: {count}." if count and goal.measure == MILESTONES else None


def _kept(goal: Goal, stick: Yardstick, check_ins: Sequence[CheckIn], today: dt.date) -> str | None:
    values = [value for _, _, value in measure.logged(check_ins, today)]
    if not values or goal.measure not in KEEPS or stick.mode == measure.UNKNOWN:
        return None
    return f"In bounds in {sum(map(stick.is_kept, values))} of {len(values)} check-ins."


def _ahead(check_ins: Sequence[CheckIn], today: dt.date) -> str | None:
    """That check-ins do not count because of their dates: a slip in the year, as a rule."""
    days = measure.dated_ahead(check_ins, today)
    if not days:
        return None
    which = ONE_AHEAD if len(days) == 1 else f"{len(days)} {MORE_AHEAD}"
    return f"{AHEAD} {which} {day_in_words(days[-1])}."


def _silence(goal: Goal, check_ins: Sequence[CheckIn], status: str, today: dt.date) -> str | None:
    last = measure.last_check_in(check_ins, today)
    stale = rhythm.staleness(goal, last, status, today)
    return f"{stale}: no check-in for {rhythm.days_silent(goal, last, today)} days." if stale else None
