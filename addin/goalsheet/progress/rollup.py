"""All goals together: weighted progress, and whether the weights add up. No data is None, never 0."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from goalsheet.tracker.goal import Goal

WEIGHT_TOLERANCE = 0.00005  # less than 0.01 of a percent point, which Frappe HR allows
WEIGHTS_BLANK = "All goals count equally."
WEIGHTS_RIGHT = "The weights make 100 %."
WEIGHTS_ZERO = (
    "No weight is above 0, so all goals together have no progress: "
    "change the weights until they make 100 %, or leave them all blank."
)
NO_WEIGHT = "no weight is above 0"  # beside a figure that there is not
LEFT_OUT = "Goals without weight do not count:"


def weighted(goals: Iterable[Goal], share: Callable[[Goal], float | None]) -> float | None:
    """The mean of the shares that are known, by weight; equal weights where no goal has one that is possible.

    None where nothing is known, or only of goals that do not count.
    """
    listed = list(goals)
    weights = counted_weights(listed)
    known = [
        (weight, value) for goal, weight in zip(listed, weights, strict=True) if (value := share(goal)) is not None
    ]
    total = sum(weight for weight, _ in known)
    return sum(weight * value for weight, value in known) / total if total > 0 else None


def counted_weights(goals: Sequence[Goal]) -> list[float]:
    """How much each goal counts: by its weight, or all the same where none has one."""
    are_equal = not any(goal.has_weight for goal in goals)
    return [1.0 if are_equal else goal.counted_weight for goal in goals]


def is_weightless(goals: Sequence[Goal]) -> bool:
    """Whether weights are given and all of them are 0, so that nothing counts."""
    return any(goal.has_weight for goal in goals) and weight_total(goals) == 0


def expected_beside(goals: Sequence[Goal]) -> float | None:
    """The weighted expected progress over the very goals whose progress is known, if there are any.

    Shown beside the progress of all goals, so both have to speak of the same ones: one of which time says nothing
    (yes / no, kept in bounds, without dates) is expected to be where it is. None where no goal has an expectation.
    """
    known = [goal for goal in goals if goal.progress is not None]
    if all(goal.expected is None for goal in known):
        return weighted(goals, lambda goal: goal.expected)
    return weighted(goals, _expected_or_reached)


def _expected_or_reached(goal: Goal) -> float | None:
    return goal.progress if goal.progress is None or goal.expected is None else goal.expected


def weight_total(goals: Iterable[Goal]) -> float:
    """The sum of the weights given, as a share."""
    return sum(goal.counted_weight for goal in goals)


def unread_message(goals: Iterable[Goal]) -> str | None:
    """Why the weights cannot be added up: goals that cannot be read, or their weights; None where all can."""
    unread = [goal.id or "a goal without a number" for goal in goals if goal.unread & {"statement", "weight"}]
    if not unread:
        return None
    return f"The weights cannot be added up: in {', '.join(unread)} the goal or its weight cannot be read."


def half_up(number: float) -> int:
    """Whole number as a spreadsheet's ROUND gives it, for numbers that are not negative: halves go up."""
    return int(number + 0.5)


def weight_message(goals: Sequence[Goal]) -> str:
    """What to say about the goals' weights: right, left blank, or what is missing, and how many do not count."""
    total = weight_total(goals)
    if total == 0:
        return WEIGHTS_ZERO if is_weightless(goals) else WEIGHTS_BLANK
    left_out = sum(not goal.counted_weight for goal in goals)
    tail = f" {LEFT_OUT} {left_out}." if left_out else ""
    if abs(total - 1) < WEIGHT_TOLERANCE:
        return WEIGHTS_RIGHT + tail
    percent = half_up(total * 1000) / 10
    return f"The weights make {percent:g} %: change them until they make 100 %, or leave them all blank.{tail}"
