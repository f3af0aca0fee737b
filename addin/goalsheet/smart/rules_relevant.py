"""Rules on whether a goal is relevant: what it serves, for the company and for oneself."""

from __future__ import annotations

from goalsheet.smart import goal_marks
from goalsheet.smart.case import Case
from goalsheet.smart.rule import RELEVANT, Finding, found, row, rule
from goalsheet.smart.sentence_marks import ABSENT

_OBJECTIVES = {"objectives": ("Safer sites", "Faster service")}


@rule(
    "R8",
    "serves-nothing",
    RELEVANT,
    on_words=False,
    fails="Cut the waiting time at the counter from 12 to 7 minutes by June.",
    passes="Cut the waiting time at the counter from 12 to 7 minutes by June so that patients get home sooner.",
)
def serves_nothing(case: Case) -> Finding | None:
    """Who knows what a goal is for keeps at it when it gets hard; others know why to help."""
    if goal_marks.relevant(case) != ABSENT:
        return None
    where = "; pick an objective or a value" if case.in_workbook else ""
    return found(
        "Nothing says what it is good for.", f"Add what it serves: “so that …”, “to help …”{where}.", column="why"
    )


@rule(
    "R9",
    "unknown-objective",
    RELEVANT,
    on_words=False,
    fails=row("Publish the price list.", objective="World peace", context=_OBJECTIVES),
    passes=row("Publish the price list.", objective="Faster service", context=_OBJECTIVES),
)
def unknown_objective(case: Case) -> Finding | None:
    """An objective that the company no longer has leads the goal astray."""
    if not goal_marks.is_unknown_objective(case):
        return None
    return found(
        f"“{(case.goal.objective or '').strip()}” is none of this cycle's objectives.",
        "Pick one of the list, or leave it blank.",
        column="objective",
    )


@rule(
    "R10",
    "thin-reason",
    RELEVANT,
    on_words=False,
    fails=row("Publish the price list.", why="Important"),
    passes=row("Publish the price list.", why="Customers stop calling to ask what things cost"),
)
def thin_reason(case: Case) -> Finding | None:
    """A word or two tell nobody how this goal contributes."""
    words = (case.goal.why or "").split()
    if not words or len(words) >= goal_marks.LONG_REASON:
        return None
    return found("The reason is short.", "Say in a sentence what gets better, and for whom.", column="why")


@rule(
    "R12",
    "own-parent",
    RELEVANT,
    on_words=False,
    fails=row("Publish the price list.", parent_goal="Publish the price list"),
    passes=row("Publish the price list.", parent_goal="G02 Halve the questions on prices"),
)
def own_parent(case: Case) -> Finding | None:
    """A goal that names itself as the one that it helps shows nobody how it is part of something larger."""
    if not goal_marks.is_own_parent(case):
        return None
    return found(
        "Under Manager's goal stands this goal itself.",
        "Write which goal of your manager's it helps to reach, or leave it blank.",
        column="parent_goal",
    )
