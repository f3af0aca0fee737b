"""Rules on whether a goal is achievable: by which means, with whose help, and what if something gets in the way."""

from __future__ import annotations

from goalsheet.smart import goal_marks
from goalsheet.smart.case import Case
from goalsheet.smart.rule import ACHIEVABLE, Finding, found, row, rule
from goalsheet.smart.sentence_marks import ABSENT, MET
from goalsheet.tracker.logs import Action

_TWO_STEPS = (
    Action(goal="G01", action="Book the course", who="Ana"),
    Action(goal="G01", action="Take the test", who="Ana"),
)


@rule(
    "A1",
    "no-means",
    ACHIEVABLE,
    on_words=False,
    fails="Cut the waiting time at the counter from 12 to 7 minutes by June.",
    passes="Cut the waiting time at the counter from 12 to 7 minutes by June by opening a second desk at noon.",
)
def no_means(case: Case) -> Finding | None:
    """A goal with its means named is a plan; without them it is a wish."""
    if goal_marks.achievable(case) != ABSENT:
        return None
    return found(
        "Nothing says how you will do it.",
        "Add the means: “by …ing”, “using …”, “with the help of …”, or fill in Means and support.",
        column="resources",
    )


@rule(
    "A2",
    "others-decide",
    ACHIEVABLE,
    fails="Achieve a promotion to senior nurse by December.",
    passes=row("Achieve a promotion to senior nurse by December.", depends_on="Ward manager Kim Osei"),
)
def others_decide(case: Case) -> Finding | None:
    """A promotion, a budget or an approval is not in your hands alone; whoever decides should know about the goal."""
    word = goal_marks.others_decide(case)
    if word is None:
        return None
    return found(
        f"“{word.text}”: somebody else decides on this.",
        "Name who decides under Depends on, and add what is in your own hands.",
        at=word,
        column="depends_on",
    )


@rule(
    "A3",
    "no-steps",
    ACHIEVABLE,
    on_words=False,
    fails=row("Pass the forklift licence by May.", resources="Course at the depot"),
    passes=row("Pass the forklift licence by May.", resources="Course at the depot", actions=_TWO_STEPS),
)
def no_steps(case: Case) -> Finding | None:
    """The next small step, with a date or a doer, is what gets a goal moving."""
    if not case.in_workbook or goal_marks.has_planned_steps(case):
        return None
    return found(
        "Fewer than two steps have a date or a doer.",
        "Write the next two steps under Actions, each with a date.",
        column="id",
    )


@rule(
    "A4",
    "no-plan-for-obstacles",
    ACHIEVABLE,
    on_words=False,
    fails=row("Pass the forklift licence by May.", resources="Course at the depot", actions=_TWO_STEPS),
    passes=row(
        "Pass the forklift licence by May.",
        resources="Course at the depot",
        actions=_TWO_STEPS,
        obstacle_plan="If the course is full, I take the April one.",
    ),
)
def no_plan_for_obstacles(case: Case) -> Finding | None:
    """An if-then plan for the likeliest obstacle raises the odds (g = 0.34; Wang, Wang and Gai 2021)."""
    mark = goal_marks.achievable(case)
    if not case.in_workbook or case.has("obstacle_plan") or mark is None or mark < MET:
        return None
    return found(
        "Nothing says what you do if something gets in the way.",
        "Write one line: “If …, then I …”.",
        column="obstacle_plan",
    )
