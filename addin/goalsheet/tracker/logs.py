"""The logs that grow during the year: actions, check-ins, feedback, rewards, reviews."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from goalsheet.tracker import choices
from goalsheet.tracker.schema import Kind, Owner, column

EMPLOYEE, MANAGER, TOOL = Owner.EMPLOYEE, Owner.MANAGER, Owner.TOOL

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
    """What somebody said about a goal or about the work as a whole."""

    TITLE: ClassVar[str] = "Feedback"

    date: dt.date | None = column("Date", Kind.DATE, MANAGER, "The day the feedback was given.")
    source: str | None = column(
        "From", Kind.CHOICE, MANAGER, "Manager, mentor, peer or self.", choices=choices.FEEDBACK_SOURCE
    )
    form: str | None = column(
        "How", Kind.CHOICE, MANAGER, "Survey, interview or meeting.", choices=choices.FEEDBACK_FORM
    )
    goal: str | None = column(
        "Goal no.", Kind.CHOICE, MANAGER, "The goal it is about; blank if general.", choices=choices.GOAL_ID
    )
    strengths: str | None = column("What works", Kind.TEXT, MANAGER, "What to keep doing, with an example.")
    ideas: str | None = column("What to try", Kind.TEXT, MANAGER, "One thing to do differently, with an example.")
    rating: float | None = column(
        "Rating", Kind.WHOLE, MANAGER, "From 1 (rarely seen) to 5 (always seen).", lowest=1, highest=5
    )
    my_answer: str | None = column("My answer", Kind.TEXT, EMPLOYEE, "What you take from it.")
    id: str | None = column("Row id", Kind.TEXT, TOOL, ID_HELP)


@dataclass(frozen=True)
class Reward:
    """Something to look forward to, or a thank-you already given."""

    TITLE: ClassVar[str] = "Rewards"

    kind: str | None = column(
        "Kind", Kind.CHOICE, EMPLOYEE, "Incentive, reward, celebration or recognition.", choices=choices.REWARD_KIND
    )
    reward: str | None = column("What", Kind.TEXT, EMPLOYEE, "What you will treat yourself to, or what was given.")
    goal: str | None = column("Goal no.", Kind.CHOICE, EMPLOYEE, GOAL_HELP, choices=choices.GOAL_ID)
    when: str | None = column("When", Kind.TEXT, EMPLOYEE, "What earns it: goal achieved, half-way, a streak, a date.")
    given_by: str | None = column("Given by", Kind.TEXT, MANAGER, "Who gives it.")
    reason: str | None = column("Reason", Kind.TEXT, MANAGER, "What it is given for, in a sentence.")
    earned_on: dt.date | None = column("Earned on", Kind.DATE, TOOL, "The day its condition was met.")
    celebrated_on: dt.date | None = column("Celebrated on", Kind.DATE, EMPLOYEE, "The day you celebrated.")
    id: str | None = column("Row id", Kind.TEXT, TOOL, ID_HELP)


@dataclass(frozen=True)
class Review:
    """One adjustment made in a review: what was changed, from what, to what, and why."""

    TITLE: ClassVar[str] = "Reviews"

    date: dt.date | None = column("Date", Kind.DATE, EMPLOYEE, "The day of the review.")
    kind: str | None = column("Review", Kind.CHOICE, EMPLOYEE, "Which review it was.", choices=choices.REVIEW_KIND)
    goal: str | None = column("Goal no.", Kind.CHOICE, EMPLOYEE, GOAL_HELP, choices=choices.GOAL_ID)
    decision: str | None = column(
        "Decision", Kind.CHOICE, EMPLOYEE, "Keep, adjust, drop or celebrate.", choices=choices.DECISION
    )
    field: str | None = column("What changed", Kind.TEXT, TOOL, "The column that was changed.")
    old: str | None = column("From", Kind.TEXT, TOOL, "What stood there before.")
    new: str | None = column("To", Kind.TEXT, TOOL, "What stands there now.")
    reason: str | None = column("Reason", Kind.TEXT, EMPLOYEE, "Why, in a sentence.")
    id: str | None = column("Row id", Kind.TEXT, TOOL, ID_HELP)
