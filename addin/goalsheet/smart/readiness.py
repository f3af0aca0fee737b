"""Is everything filled in that a letter of SMART asks for? What the words say is judged elsewhere."""

from __future__ import annotations

from goalsheet.tracker.choices import DECREASE, INCREASE, KEEP_WITHIN, KEEPS, MILESTONES, RUNNING_TOTAL
from goalsheet.tracker.goal import Goal

READY = "Ready"
TO_DO = "To do"
MARK_WORDS = ("missing", "vague", "good", "strong")  # for the marks 0 to 3
READY_COLUMNS = ("specific_ready", "measurable_ready", "achievable_ready", "relevant_ready", "timely_ready")

_NUMBER_MEASURES = (INCREASE, DECREASE, RUNNING_TOTAL, *KEEPS)


def is_filled(text: str | None) -> bool:
    """Whether a text cell holds more than blanks."""
    return bool(text and text.strip(" "))


def is_specific(goal: Goal) -> bool:
    """The goal, its category and its type are filled in."""
    return is_filled(goal.statement) and is_filled(goal.category) and is_filled(goal.kind)


def has_enough_to_measure(goal: Goal, action_count: int) -> bool:
    """Whether the measure has what it needs: target and unit, both ends of a range, actions for milestones."""
    if not is_filled(goal.measure):
        return False
    if goal.measure in _NUMBER_MEASURES:
        bounded = goal.measure != KEEP_WITHIN or goal.baseline is not None
        return goal.target is not None and bounded and is_filled(goal.unit)
    if goal.measure == MILESTONES:
        return action_count > 0
    return True


def is_measurable(goal: Goal, action_count: int) -> bool:
    """The measure has what it needs, and the evidence is named."""
    return has_enough_to_measure(goal, action_count) and is_filled(goal.evidence)


def is_achievable(goal: Goal, action_count: int) -> bool:
    """The means are named, and there is an action or an if-then plan."""
    return is_filled(goal.resources) and (action_count > 0 or is_filled(goal.obstacle_plan))


def is_relevant(goal: Goal) -> bool:
    """The reason and what it serves are named, and hours a week or confidence say that it is realistic."""
    serves = is_filled(goal.objective) or is_filled(goal.value)
    realistic = goal.hours_per_week is not None or goal.confidence is not None
    return is_filled(goal.why) and serves and realistic


def is_timely(goal: Goal) -> bool:
    """Start and due date are there, in order, and a check-in rhythm is chosen."""
    dated = goal.start is not None and goal.due is not None and goal.due >= goal.start
    return dated and is_filled(goal.rhythm)


def readiness(goal: Goal, action_count: int) -> dict[str, str | None]:
    """The five `…_ready` columns of a goal; all None for a row that is not used.

    `action_count` is the number of actions that name the goal.
    """
    if not is_filled(goal.statement):
        return dict.fromkeys(READY_COLUMNS)
    answers = (
        is_specific(goal),
        is_measurable(goal, action_count),
        is_achievable(goal, action_count),
        is_relevant(goal),
        is_timely(goal),
    )
    return {name: READY if answer else TO_DO for name, answer in zip(READY_COLUMNS, answers, strict=True)}


def letters_ready(goal: Goal) -> int:
    """How many of the five letters are ready, 0 to 5."""
    return sum(getattr(goal, name) == READY for name in READY_COLUMNS)
