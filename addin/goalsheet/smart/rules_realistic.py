"""Rules on whether a goal is realistic: pace, hours, confidence, commitment, and how many goals there are."""

from __future__ import annotations

import datetime as dt
from typing import Any

from goalsheet.smart import goal_marks
from goalsheet.smart.case import Case
from goalsheet.smart.rule import REALISTIC, Finding, found, row, rule
from goalsheet.tracker import choices
from goalsheet.tracker.agreement import is_by_both
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import CheckIn

_CLINICS: dict[str, Any] = {
    "measure": choices.INCREASE,
    "unit": "clinics",
    "baseline": 0.0,
    "target": 8.0,
    "start": dt.date(2026, 10, 1),
    "due": dt.date(2027, 3, 31),
}
_DAYS = (dt.date(2026, 11, 1), dt.date(2026, 12, 1), dt.date(2027, 1, 10))
_SLOW = [CheckIn(date=day, value=value) for day, value in zip(_DAYS, (1.0, 1.4, 2.0), strict=True)]
_FAST = [CheckIn(date=day, value=value) for day, value in zip(_DAYS, (2.0, 5.0, 7.0), strict=True)]
MOST_GOALS = 5  # get attention; the sixth competes with all others
_FIRM_COMMITMENT = 3
_WEIGHT_TOLERANCE = 0.00005


@rule(
    "R1",
    "not-judged",
    REALISTIC,
    on_words=False,
    fails=row("Win eight new clinics as customers."),
    passes=row("Win eight new clinics as customers.", confidence=7.0),
)
def not_judged(case: Case) -> Finding | None:
    """Without hours, confidence or earlier values nobody can tell whether the goal fits; that is no pass."""
    if not case.in_workbook or goal_marks.realistic(case) is not None:
        return None
    return found(
        "Whether it is realistic cannot be judged.",
        "Fill in your confidence (1 to 10) and the hours a week.",
        column="confidence",
    )


@rule(
    "R2",
    "too-fast",
    REALISTIC,
    on_words=False,
    fails=row("Win eight new clinics as customers.", context={"pace": 5.6}, check_ins=_SLOW, **_CLINICS),
    passes=row("Win eight new clinics as customers.", context={"pace": 1.1}),
)
def too_fast(case: Case) -> Finding | None:
    """A pace needed from now on that is far above the pace so far rarely comes by itself."""
    if case.pace is None or case.pace <= goal_marks.TOO_FAST or case.goal.kind == choices.LEARNING:
        return None
    return found(
        f"From now on you would need {case.pace:.1f} times the pace so far.",
        "Look at target and date with your manager, or say what will make the difference.",
        column="target",
    )


@rule(
    "R3",
    "too-easy",
    REALISTIC,
    on_words=False,
    fails=row("Win eight new clinics as customers.", context={"pace": 0.2}, check_ins=_FAST, **_CLINICS),
    passes=row("Win eight new clinics as customers.", context={"pace": 0.9}),
)
def too_easy(case: Case) -> Finding | None:
    """Easy targets look realistic and move nobody; specific and difficult goals work best (Locke and Latham 2002)."""
    if case.pace is None or not 0 <= case.pace < goal_marks.TOO_EASY:
        return None
    return found(
        "Too easy? Half the pace so far would be enough.",
        "Aim higher, or finish it earlier and take on something new.",
        column="target",
    )


@rule(
    "R4",
    "too-many-hours",
    REALISTIC,
    on_words=False,
    fails=row("Win eight new clinics as customers.", hours_per_week=36.0),
    passes=row("Win eight new clinics as customers.", hours_per_week=6.0),
)
def too_many_hours(case: Case) -> Finding | None:
    """Goals that fill more than four fifths of the week leave no room for the daily work and for surprises."""
    planned = goal_marks.planned_hours(case)
    if case.goal.hours_per_week is None or planned <= goal_marks.ROOM * case.hours_a_week:
        return None
    return found(
        f"All goals together take {planned:g} of {case.hours_a_week:g} hours a week.",
        "Move a goal to later, or ask what you can leave out.",
        column="hours_per_week",
    )


@rule(
    "R5",
    "low-confidence",
    REALISTIC,
    on_words=False,
    fails=row("Win eight new clinics as customers.", confidence=4.0),
    passes=row("Win eight new clinics as customers.", confidence=8.0),
)
def low_confidence(case: Case) -> Finding | None:
    """Below 7 of 10 people usually know already what is missing."""
    confidence = case.goal.confidence
    if confidence is None or confidence >= goal_marks.FIRM_CONFIDENCE:
        return None
    return found(
        f"Your confidence is {confidence:g} of 10.",
        f"What would make you one point surer of {_aim(case.goal)}? Add that under Means and support.",
        column="confidence",
    )


def _aim(goal: Goal) -> str:
    """What is to be reached, in the goal's own words where its cells have them."""
    has_number = goal.measure in (choices.INCREASE, choices.DECREASE, choices.RUNNING_TOTAL)
    if not has_number or goal.target is None or not goal.unit:
        return "this goal"
    return f"reaching {goal.target:,.10g} {goal.unit.strip()}"


@rule(
    "R11",
    "low-commitment",
    REALISTIC,
    on_words=False,
    fails=row("Win eight new clinics as customers.", commitment=2.0, agreement=choices.AGREED),
    passes=row("Win eight new clinics as customers.", commitment=4.0, agreement=choices.AGREED),
)
def low_commitment(case: Case) -> Finding | None:
    """Difficult goals are reached by those who want them (Locke and Latham 2002); below 3 of 5 hardly anybody does."""
    commitment = case.goal.commitment
    if commitment is None or commitment >= _FIRM_COMMITMENT or goal_marks.is_over(case):
        return None
    if is_by_both(case.goal.agreement, case.goal.agreed_by):
        return found(
            f"It is agreed, but your commitment is {commitment:g} of 5.",
            "Say so in the next 1:1: what would make it yours, or what should take its place?",
            column="commitment",
        )
    return found(
        f"Your commitment is {commitment:g} of 5.",
        "Talk about it before it is agreed: what would make it worth it to you?",
        column="commitment",
    )


_SIX = tuple(Goal(id=f"G0{number}", statement=f"Goal {number}") for number in range(2, 7))


@rule(
    "R6",
    "too-many-goals",
    REALISTIC,
    on_words=False,
    fails=row("Win eight new clinics as customers.", context={"goals": (*_SIX, Goal(id="G01", statement="Win eight"))}),
    passes=row("Win eight new clinics as customers."),
)
def too_many_goals(case: Case) -> Finding | None:
    """Three to five goals get attention; the sixth competes with all others."""
    closed = (choices.CLOSED, choices.ACHIEVED)
    open_goals = [g.id for g in case.goals if g.statement and g.agreement not in closed and g.status not in closed]
    if case.goal.id not in open_goals[MOST_GOALS:]:
        return None
    return found(
        f"This is one of {len(open_goals)} open goals.",
        "Keep the three to five that matter most; park the others.",
        column="id",
    )


@rule(
    "R7",
    "weights-off",
    REALISTIC,
    on_words=False,
    fails=row("Win eight new clinics as customers.", weight=0.6),
    passes=row("Win eight new clinics as customers.", weight=1.0),
)
def weights_off(case: Case) -> Finding | None:
    """Weights that do not make 100 % say something else than was meant."""
    if any("weight" in goal.unread for goal in case.goals):
        return None  # nobody knows what they make; the cell is named as one that cannot be read
    total = sum(goal.counted_weight for goal in case.goals if goal.statement or "statement" in goal.unread)
    counts = case.goal.counted_weight or (case.goal.has_weight and not total)
    if not counts or abs(total - 1) < _WEIGHT_TOLERANCE:
        return None
    return found(
        f"The weights of all goals make {round(total * 100, 1):g} %.",
        f"Change the weights until they make 100 % instead of {round(total * 100, 1):g} %, or leave them all blank.",
        column="weight",
    )
