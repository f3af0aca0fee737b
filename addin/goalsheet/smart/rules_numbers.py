"""Rules on the cells that measure a goal: measure, unit, start and target."""

from __future__ import annotations

from goalsheet.smart import goal_marks
from goalsheet.smart.case import Case
from goalsheet.smart.rule import MEASURABLE, Finding, found, row, rule
from goalsheet.tracker import choices
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action


@rule(
    "M7",
    "no-unit",
    MEASURABLE,
    on_words=False,
    fails=row("Answer guest reviews quickly.", measure=choices.DECREASE, baseline=48.0, target=24.0),
    passes=row("Answer guest reviews quickly.", measure=choices.DECREASE, baseline=48.0, target=24.0, unit="hours"),
)
def no_unit(case: Case) -> Finding | None:
    """24 hours or 24 reviews? A number without its unit cannot be read later."""
    if not goal_marks.lacks_unit(case):
        return None
    return found("The target has no unit.", "Write what the number counts: %, days, tickets a week …", column="unit")


@rule(
    "M8",
    "target-is-start",
    MEASURABLE,
    on_words=False,
    fails=row("Cut scrap on line 2.", measure=choices.DECREASE, unit="%", baseline=4.0, target=4.0),
    passes=row("Cut scrap on line 2.", measure=choices.DECREASE, unit="%", baseline=4.0, target=0.0),
)
def target_is_start(case: Case) -> Finding | None:
    """Where start and target are equal there is no way to go, so progress cannot be told; a target of 0 is fine."""
    if not goal_marks.is_target_the_start(case):
        return None
    return found(
        "Start and target are the same number.",
        "Change one of them, or measure it by “Keep at or above” / “Keep at or below”.",
        column="target",
    )


@rule(
    "M9",
    "wrong-direction",
    MEASURABLE,
    on_words=False,
    needs_cells=False,
    fails=row("Raise the share of repeat orders.", measure=choices.INCREASE, unit="%", baseline=40.0, target=30.0),
    passes=row("Raise the share of repeat orders.", measure=choices.INCREASE, unit="%", baseline=30.0, target=40.0),
)
def wrong_direction(case: Case) -> Finding | None:
    """An increase that ends below its start is a slip of the keyboard or the wrong way of measuring."""
    if goal_marks.is_turned_range(case.goal):
        return _range_turned(case.goal)
    way = goal_marks.way_of(case)
    if way is None or not goal_marks.is_wrong_way(case):
        return None
    start, end = way
    direction, place = ("down", "above") if end > start else ("up", "below")
    return found(
        f"It is to go {direction}, but the target {end:g} is {place} the start {start:g}.",
        "Swap the numbers, or choose the other way of measuring.",
        column="target",
    )


def _range_turned(goal: Goal) -> Finding:
    return found(
        f"The range begins at {goal.baseline:g} and ends at {goal.target:g}, so no number lies in it.",
        "Swap From and To.",
        column="target",
    )


@rule(
    "M11",
    "no-measure-chosen",
    MEASURABLE,
    on_words=False,
    fails=row("Win eight new clinics as customers.", target=8.0, unit="clinics"),
    passes=row(
        "Win eight new clinics as customers.", measure=choices.INCREASE, baseline=0.0, target=8.0, unit="clinics"
    ),
)
def no_measure_chosen(case: Case) -> Finding | None:
    """Without a way of measuring the workbook cannot compute progress."""
    if not case.in_workbook or case.has("measure") or not case.has("statement"):
        return None
    return found(
        "No way of measuring is chosen, so progress stays blank.", "Pick one under “Measured by”.", column="measure"
    )


@rule(
    "M12",
    "milestones-without-steps",
    MEASURABLE,
    on_words=False,
    fails=row("Move the payroll to the new provider.", measure=choices.MILESTONES),
    passes=row(
        "Move the payroll to the new provider.",
        measure=choices.MILESTONES,
        actions=[Action(goal="G01", action="Sign the contract")],
    ),
)
def milestones_without_steps(case: Case) -> Finding | None:
    """Milestones are this goal's rows under Actions; without them there is nothing to tick off."""
    if case.goal.measure != choices.MILESTONES or case.actions:
        return None
    return found(
        "It is measured by milestones, but none is written.",
        "Add the milestones under Actions, one a row.",
        column="measure",
    )


@rule(
    "M13",
    "learn-first",
    MEASURABLE,
    on_words=False,
    fails=row(
        "Learn negotiating and win 20 contracts.",
        kind=choices.LEARNING,
        measure=choices.INCREASE,
        target=20.0,
        unit="contracts",
    ),
    passes=row(
        "Learn three ways of negotiating.",
        kind=choices.LEARNING,
        measure=choices.MILESTONES,
        actions=[Action(goal="G01", action="Course")],
    ),
)
def learn_first(case: Case) -> Finding | None:
    """For a skill that is new, learning goals work better than performance numbers (Locke and Latham 2002)."""
    if case.goal.kind != choices.LEARNING or case.goal.measure not in (choices.INCREASE, choices.DECREASE):
        return None
    return found(
        "This is a learning goal with a performance number.",
        "Performance numbers can wait: count what you practise or can show (“three methods tried”, “course passed”).",
        column="measure",
    )


@rule(
    "M18",
    "level-off-scale",
    MEASURABLE,
    on_words=False,
    fails=row("Lead the weekly meeting.", measure=choices.LEVELS, baseline=-2.0, target=0.0, current=5.0),
    passes=row("Lead the weekly meeting.", measure=choices.LEVELS, baseline=-2.0, target=0.0, current=1.0),
)
def level_off_scale(case: Case) -> Finding | None:
    """Levels run from -2 (much less than expected) to +2 (much more); what lies beyond counts as the last of them."""
    goal = case.goal
    if goal.measure != choices.LEVELS:
        return None
    cells = {"baseline": goal.baseline, "target": goal.target, "current": goal.current, "latest": goal.latest}
    off = next((name for name, level in cells.items() if choices.is_off_scale(level)), None)
    if off is None:
        return None
    return found(
        f"{cells[off]:g} is no level: they run from -2 to +2.",
        "Write the level that was reached, 0 where it is as expected.",
        column=off,
    )
