"""All goals together: weighted progress, and whether the weights add up. No data is None, never 0."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from goalsheet.tracker.goal import Goal

WEIGHT_TOLERANCE = 0.00005  # less than 0.01 of a percent point, which Frappe HR allows
WEIGHTS_BLANK = "All goals count equally."
WEIGHTS_RIGHT = "The weights make 100 %."
LEFT_OUT = "Goals without weight do not count:"


def weighted(goals: Iterable[Goal], share: Callable[[Goal], float | None]) -> float | None:
    """The mean of the shares that are known, by weight; equal weights where no goal has one that is possible."""
    known = [(goal.counted_weight, value) for goal in goals if (value := share(goal)) is not None]
    if not known:
        return None
    total = sum(weight for weight, _ in known)
    if total <= 0:
        return sum(value for _, value in known) / len(known)
    return sum(weight * value for weight, value in known) / total


def expected_beside(goals: Sequence[Goal]) -> float | None:
    """The weighted expected progress over the very goals whose progress is known, if there are any.

    Shown beside the progress of all goals, so both have to speak of the same ones: one of which time says nothing
    (yes / no, kept in bounds, without dates) is expected to be where it is. None where no goal has an expectation.
    """
    known = [goal for goal in goals if goal.progress is not None]
    if all(goal.expected is None for goal in known):
        return weighted(goals, lambda goal: goal.expected)
    return weighted(known, lambda goal: goal.progress if goal.expected is None else goal.expected)


def weight_total(goals: Iterable[Goal]) -> float:
    """The sum of the weights given, as a share."""
    return sum(goal.counted_weight for goal in goals)


def half_up(number: float) -> int:
    """Whole number as a spreadsheet's ROUND gives it, for numbers that are not negative: halves go up."""
    return int(number + 0.5)


def weight_message(goals: Sequence[Goal]) -> str:
    """What to say about the goals' weights: right, left blank, or what is missing, and how many do not count."""
    total = weight_total(goals)
    if total == 0:
        return WEIGHTS_BLANK
    left_out = sum(not goal.counted_weight for goal in goals)
    tail = f" {LEFT_OUT} {left_out}." if left_out else ""
    if abs(total - 1) < WEIGHT_TOLERANCE:
        return WEIGHTS_RIGHT + tail
    percent = half_up(total * 1000) / 10
    return f"The weights make {percent:g} %: change them until they make 100 %, or leave them all blank.{tail}"
