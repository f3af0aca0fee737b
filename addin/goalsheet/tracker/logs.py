"""The logs that grow during the year: actions, check-ins, feedback, rewards, reviews."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from goalsheet.tracker import choices
from goalsheet.tracker.schema import Kind, Owner, column

EMPLOYEE, TOOL = Owner.EMPLOYEE, Owner.TOOL

GOAL_TEXT_HELP = "The goal in words, so that you see you picked the right one."
GOAL_HELP = "Which goal? Pick its number."
ID_HELP = "The row's own number; filled in by sync so that rows are never mixed up."


@dataclass(frozen=True)
class Action:
    """One step towards a goal; for a goal measured by milestones, its actions are the milestones."""

    TITLE: ClassVar[str] = "Actions"

    goal: str | None = column("Goal no.", Kind.CHOICE, EMPLOYEE, GOAL_HELP, choices=choices.GOAL_ID)
    goal_text: str | None = column("Goal", Kind.TEXT, TOOL, GOAL_TEXT_HELP, computed=True)
    action: str | None = column(
        "Action", Kind.TEXT, EMPLOYEE, "The next concrete step, small enough to finish in a week or two."
    )
    who: str | None = column("Who", Kind.TEXT, EMPLOYEE, "Who does it: you, or the person who helps you.")
    due: dt.date | None = column("Due", Kind.DATE, EMPLOYEE, "The day by which the step is done.")
    state: str | None = column(
        "State",
        Kind.CHOICE,
        EMPLOYEE,
        "Open, in progress, done or dropped. Dropped steps no longer count.",
        choices=choices.ACTION_STATE,
    )
    alert: str | None = column(
        "Alert", Kind.TEXT, TOOL, "Late, today or this week, for steps that are not done yet.", computed=True
    )
    done_on: dt.date | None = column("Done on", Kind.DATE, EMPLOYEE, "The day on which you finished it.")
    weight: float | None = column(
        "Weight",
        Kind.NUMBER,
        EMPLOYEE,
        "For milestones: how much this step counts. Blank counts as 1.",
        lowest=0,
    )
    value_by_then: float | None = column(
        "Value by then",
        Kind.NUMBER,
        EMPLOYEE,
        "For a phased target: where the goal should stand on this step's due date, in the goal's unit. Else blank.",
        later=True,
    )
    result: str | None = column(
        "Result", Kind.TEXT, EMPLOYEE, "What came of it; a link to the evidence if you have one."
    )
    id: str | None = column("Row id", Kind.TEXT, TOOL, ID_HELP)


@dataclass(frozen=True)
class CheckIn:
    """One look at one goal on one day."""

    TITLE: ClassVar[str] = "Check-ins"

    date: dt.date | None = column("Date", Kind.DATE, EMPLOYEE, "The day you looked at the goal (Ctrl+; enters today).")
    goal: str | None = column("Goal no.", Kind.CHOICE, EMPLOYEE, GOAL_HELP, choices=choices.GOAL_ID)
    goal_text: str | None = column("Goal", Kind.TEXT, TOOL, GOAL_TEXT_HELP, computed=True)
    value: float | None = column(
        "Value now",
        Kind.NUMBER,
        EMPLOYEE,
        "Where the goal stands, in its unit (yes / no: 1 when done; running total: what came on top since the last "
        "check-in). May be blank.",
    )
    feeling: str | None = column(
        "How I see it",
        Kind.CHOICE,
        EMPLOYEE,
        "Your own view, whatever the numbers say: on track, at risk or off track.",
        choices=choices.FEELING,
    )
    confidence: float | None = column(
        "Confidence",
        Kind.WHOLE,
        EMPLOYEE,
        "How sure are you to get there, from 1 (not at all) to 10 (certain)?",
        lowest=1,
        highest=10,
    )
    note: str | None = column("What happened", Kind.TEXT, EMPLOYEE, "What moved, what is in the way, in a line or two.")
    next_step: str | None = column("Next step", Kind.TEXT, EMPLOYEE, "What you will do before the next check-in.")
    private_note: str | None = column(
        "Private note", Kind.TEXT, EMPLOYEE, "For your eyes only: it never leaves this workbook.", private=True
    )
    id: str | None = column("Row id", Kind.TEXT, TOOL, ID_HELP)


Entry = TypeVar("Entry", Action, CheckIn)


def by_goal(rows: Iterable[Entry], first: int = 0) -> dict[str, list[tuple[int, Entry]]]:
    """The rows of a log, counted from `first`, by the goal they name, in upper case as spreadsheets compare text."""
    found: dict[str, list[tuple[int, Entry]]] = {}
    for place, row in enumerate(rows, first):
        found.setdefault((row.goal or "").upper(), []).append((place, row))
    return found


@dataclass(frozen=True)
class Feedback:
    """What somebody said about a goal or about the work as a whole, or a request for it that still waits."""

    TITLE: ClassVar[str] = "Feedback"
    #: What managers fill in where they add a row of their own.
    BY_MANAGER: ClassVar[tuple[str, ...]] = ("date", "source", "form", "goal", "strengths", "ideas", "rating")

    date: dt.date | None = column("Date", Kind.DATE, EMPLOYEE, "The day the feedback was given.")
    source: str | None = column(
        "From",
        Kind.CHOICE,
        EMPLOYEE,
        "Manager, mentor, peer or self; others are mentors and peers together.",
        choices=choices.FEEDBACK_SOURCE,
    )
    form: str | None = column(
        "How", Kind.CHOICE, EMPLOYEE, "Survey, interview or meeting.", choices=choices.FEEDBACK_FORM
    )
    goal: str | None = column(
        "Goal no.", Kind.CHOICE, EMPLOYEE, "The goal it is about; blank if general.", choices=choices.GOAL_ID
    )
    goal_text: str | None = column("Goal", Kind.TEXT, TOOL, GOAL_TEXT_HELP, computed=True)
    strengths: str | None = column("What works", Kind.TEXT, EMPLOYEE, "What to keep doing, with an example.")
    ideas: str | None = column("What to try", Kind.TEXT, EMPLOYEE, "One thing to do differently, with an example.")
    rating: float | None = column(
        "Rating", Kind.WHOLE, EMPLOYEE, "From 1 (rarely seen) to 5 (always seen).", lowest=1, highest=5
    )
    theme: str | None = column(
        "Theme",
        Kind.CHOICE,
        EMPLOYEE,
        "What it is about most, as you read it. Pick one; the Dashboard counts them.",
        choices=choices.FEEDBACK_THEME,
        later=True,
    )
    my_answer: str | None = column("My answer", Kind.TEXT, EMPLOYEE, "What you take from it.")
    asked_on: dt.date | None = column(
        "Asked on", Kind.DATE, EMPLOYEE, "The day you asked for it. Until a date is filled in, the row is a request."
    )
    question: str | None = column(
        "What I asked",
        Kind.TEXT,
        EMPLOYEE,
        "A question that can be answered with an example. Everybody who is asked reads it, so leave out names.",
    )
    waiting: str | None = column(
        "Waiting",
        Kind.TEXT,
        TOOL,
        "A request without an answer; after two weeks: ask again.",
        computed=True,
    )
    id: str | None = column("Row id", Kind.TEXT, TOOL, ID_HELP)

    #: The columns in whose cells something stands that cannot be read.
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reward:
    """Something to look forward to, or a thank-you already given."""

    TITLE: ClassVar[str] = "Rewards"
    BY_MANAGER: ClassVar[tuple[str, ...]] = ("date", "reward", "reason", "kind", "goal", "given_by")

    kind: str | None = column(
        "Kind", Kind.CHOICE, EMPLOYEE, "Incentive, reward, celebration or recognition.", choices=choices.REWARD_KIND
    )
    reward: str | None = column("What", Kind.TEXT, EMPLOYEE, "What you will treat yourself to, or what was given.")
    when: str | None = column(
        "When",
        Kind.CHOICE,
        EMPLOYEE,
        "What earns it: a goal that is achieved or part of the way, check-ins, weeks in a row with a check-in, steps "
        "of a learning goal, a date, or your manager.",
        choices=choices.REWARD_TRIGGER,
    )
    count: float | None = column(
        "How many",
        Kind.WHOLE,
        EMPLOYEE,
        "How many check-ins, weeks in a row, or steps of a learning goal it takes. Blank: 1.",
        lowest=1,
        highest=100,
    )
    goal: str | None = column(
        "Goal no.",
        Kind.CHOICE,
        EMPLOYEE,
        "The goal that earns it; for check-ins, weeks and steps blank for all.",
        choices=choices.GOAL_ID,
    )
    goal_text: str | None = column("Goal", Kind.TEXT, TOOL, GOAL_TEXT_HELP, computed=True)
    date: dt.date | None = column("Date", Kind.DATE, EMPLOYEE, "The date that earns it, or on which it was given.")
    given_by: str | None = column("Given by", Kind.TEXT, EMPLOYEE, "Who gives it: you, your manager, the company.")
    reason: str | None = column("Reason", Kind.TEXT, EMPLOYEE, "What it is given for, in a sentence.")
    earned_on: dt.date | None = column(
        "Earned on", Kind.DATE, TOOL, "The day its condition was met, as far as dates tell.", computed=True
    )
    celebrated_on: dt.date | None = column("Celebrated on", Kind.DATE, EMPLOYEE, "The day you celebrated.")
    state: str | None = column(
        "State", Kind.TEXT, TOOL, "Still to come, earned (then celebrate!), received, or celebrated.", computed=True
    )
    id: str | None = column("Row id", Kind.TEXT, TOOL, ID_HELP)

    #: The columns in whose cells something stands that cannot be read.
    unread: frozenset[str] = frozenset()


#: What changes where two people talk about a goal; such lines come from sync.
AGREEMENT, COMMENT = "agreement", "comment"


@dataclass(frozen=True)
class Review:
    """What was decided about one goal in a review: keep it, or change something from what to what, and why."""

    TITLE: ClassVar[str] = "Reviews"

    date: dt.date | None = column("Date", Kind.DATE, EMPLOYEE, "The day of the review.")
    kind: str | None = column(
        "Review",
        Kind.CHOICE,
        EMPLOYEE,
        "Which review it was. A change between two reviews is Other.",
        choices=choices.REVIEW_KIND,
    )
    goal: str | None = column("Goal no.", Kind.CHOICE, EMPLOYEE, GOAL_HELP, choices=choices.GOAL_ID)
    goal_text: str | None = column("Goal", Kind.TEXT, TOOL, GOAL_TEXT_HELP, computed=True)
    moved: str | None = column("What moved", Kind.TEXT, EMPLOYEE, "What got better since the last review, and why.")
    stuck: str | None = column("What did not", Kind.TEXT, EMPLOYEE, "What is in the way, and what would help.")
    decision: str | None = column(
        "Decision", Kind.CHOICE, EMPLOYEE, "Keep, adjust, drop or celebrate.", choices=choices.DECISION
    )
    rating: str | None = column(
        "My rating",
        Kind.CHOICE,
        EMPLOYEE,
        "At the end: how you see the goal yourself. Your manager's view stands on Goals; both together count.",
        choices=choices.RATING,
    )
    field: str | None = column(
        "What changes",
        Kind.CHOICE,
        EMPLOYEE,
        "Where you adjust: the wording, the target, the due date, the weight; a line for each.",
        choices=choices.CHANGE,
    )
    old: str | None = column("From", Kind.TEXT, EMPLOYEE, "What stood there before.")
    new: str | None = column("To", Kind.TEXT, EMPLOYEE, "What stands there from now on.")
    reason: str | None = column("Reason", Kind.TEXT, EMPLOYEE, "Why, in a sentence.")
    id: str | None = column("Row id", Kind.TEXT, TOOL, ID_HELP)

    @property
    def held_on(self) -> dt.date | None:
        """The day on which a review was held; None for a line that only tells of a change, as all that sync adds do."""
        return None if self.field and self.kind == choices.NO_REVIEW else self.date


@dataclass(frozen=True)
class ConflictEntry:
    """An edit that gave way to another one in the same cell, as the list in the workbook tells of it."""

    TITLE: ClassVar[str] = "Conflicts"

    date: dt.date | None = column("Date", Kind.DATE, TOOL, "The day of the sync that found it.")
    row: str | None = column("Row", Kind.TEXT, TOOL, "The goal's number, or the row id of feedback or recognition.")
    where: str | None = column("Column", Kind.TEXT, TOOL, "In which column it was.")
    workbook: str | None = column("In this workbook", Kind.TEXT, TOOL, "What stood here.")
    sheet: str | None = column("In the Google sheet", Kind.TEXT, TOOL, "What stood there.")
    whose: str | None = column("Whose cell", Kind.TEXT, TOOL, "Who writes in that column: the employee or the manager.")
    outcome: str | None = column("What became of it", Kind.TEXT, TOOL, "Which one was kept, and why.")
