"""Was a goal edited after its forecast or its check was made? Told by comparing it with what was kept from then.

Texts are compared as they are; numbers and days as one weighted sum, which no language of Excel writes differently.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goalsheet.progress import measure
from goalsheet.tracker.choices import MILESTONES
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn
from goalsheet.tracker.schema import Kind, Owner, table

EDITED = "Edited since"
FIRST_DAY = dt.date(2000, 1, 1)  # days are counted from here
TOLERANCE = 1e-10  # relative: sums differ in their last digits between programs
LONGEST_TEXT = 32_767  # characters that a formula's result may have
SEPARATOR = "|"

#: Without the later columns: workbooks from before them compare a check by what they have.
_TYPED = [column for column in table(Goal).columns if column.owner is Owner.EMPLOYEE and not column.later]
_TEXTS = (Kind.TEXT, Kind.CHOICE)


@dataclass(frozen=True)
class Print:
    """What is kept of a goal: the texts of some columns, and the numbers and days of others.

    `log`: its check-ins, too, and its steps where these are what is measured.
    """

    texts: tuple[str, ...]
    numbers: tuple[str, ...]
    log: bool = False


FORECAST = Print(("measure",), ("baseline", "target", "current", "start", "due"), log=True)
CHECK = Print(
    tuple(column.name for column in _TYPED if column.kind in _TEXTS),
    tuple(column.name for column in _TYPED if column.kind not in _TEXTS and column.name != "current"),
)


def weights(names: Sequence[str]) -> list[tuple[str, float, float]]:
    """Each number's column, what it counts for being there at all, and by how much its value is multiplied."""
    return [(name, 0.377 + 0.611 * place, 1.414 + 1.732 * place) for place, name in enumerate(names)]


LOG_SHIFT = 0.577  # so that a check-in of 0, or a step without weight, counts, too
STEPS_WEIGHTS = (1.618, 2.718)  # of all steps together, and of those that are done


def words(goal: Goal, of: Print) -> str:
    """The texts, joined."""
    return SEPARATOR.join(getattr(goal, name) or "" for name in of.texts)


def number(goal: Goal, of: Print, check_ins: Iterable[CheckIn], actions: Sequence[Action] = ()) -> float:
    """The weighted sum of the numbers, days, check-ins and steps."""
    total = 0.0  # not rounded: programs would round what is just half differently
    for name, there, weight in weights(of.numbers):
        value = getattr(goal, name)
        if value is not None:
            total += there + weight * (_days(value) if isinstance(value, dt.date) else value)
    if of.log:
        total += sum(
            (entry.value + LOG_SHIFT) * _days(entry.date)
            for entry in check_ins
            if entry.date is not None and entry.value is not None
        )
        total += _steps(actions) if goal.measure == MILESTONES else 0.0
    return total


def _steps(actions: Sequence[Action]) -> float:
    done = measure.done_steps(actions)
    sums = (measure.total_weight(measure.kept_steps(actions)), measure.total_weight(done))
    return sum(weight * one for weight, one in zip(STEPS_WEIGHTS, sums, strict=True)) + sum(
        (measure.action_weight(step) + LOG_SHIFT) * _days(step.done_on) for step in done if step.done_on
    )


def _days(day: dt.date) -> int:
    return (day - FIRST_DAY).days


def forecast_edited(goal: Goal, check_ins: Iterable[CheckIn], actions: Sequence[Action]) -> str | None:
    """Says so when the goal's numbers, check-ins or steps were edited after its forecast."""
    if goal.forecast_of is None:
        return None
    same = words(goal, FORECAST) == (goal.forecast_words or "")
    return None if same and _equal(number(goal, FORECAST, check_ins, actions), goal.forecast_numbers) else EDITED


def check_edited(goal: Goal) -> str | None:
    """Says so when the goal was edited after its check."""
    if goal.checked_on is None:
        return None
    now = words(goal, CHECK)
    same = now == (goal.checked_words or "") and len(now) <= LONGEST_TEXT
    return None if same and _equal(number(goal, CHECK, ()), goal.checked_numbers) else EDITED


def _equal(now: float, then: float | None) -> bool:
    return abs((then or 0.0) - now) <= TOLERANCE * (1 + abs(now))
