"""The agenda of a talk about goals: what went well, where help is needed, which steps are open and whose they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from goalsheet.feedback.topics import requests
from goalsheet.progress import actions, status
from goalsheet.progress.reviews import next_review
from goalsheet.progress.summary import WORST_FIRST, Outlook, summarise
from goalsheet.tracker.logs import Action
from goalsheet.tracker.tracker import Tracker

_WELL = (status.ACHIEVED, status.ON_TRACK, status.IN_PROGRESS)
_HELP = (status.MISSED, status.OVERDUE, status.OFF_TRACK, status.AT_RISK)


@dataclass(frozen=True)
class GoalLine:
    """A goal with its status, and why it is that."""

    goal: str
    statement: str
    status: str
    why: str


@dataclass(frozen=True)
class StepLine:
    """A step that is open: for which goal, whose it is, and by when."""

    goal: str
    action: str
    who: str
    due: dt.date | None
    alert: str


@dataclass(frozen=True)
class Agenda:
    """What a talk on one day is about; goals in the order of their urgency, steps in that of their dates."""

    person: str
    manager: str
    cycle: str
    day: dt.date
    well: tuple[GoalLine, ...]
    help: tuple[GoalLine, ...]
    unclear: tuple[GoalLine, ...]
    steps: tuple[StepLine, ...]
    waiting: int  # requests for feedback without an answer
    next_review: dt.date | None


def agenda(tracker: Tracker, day: dt.date) -> Agenda:
    """The agenda of a talk on that day."""
    outlooks = [one for _, one in summarise(tracker, day).outlooks]
    found = sorted(outlooks, key=lambda one: WORST_FIRST.index(one.goal.status or status.NEEDS_DATES))
    used = {(one.goal.id or "").upper() for one in outlooks}
    return Agenda(
        person=tracker.person.name,
        manager=tracker.person.manager.name,
        cycle=tracker.cycle.name,
        day=day,
        well=_lines(found, _WELL)[::-1],
        help=_lines(found, _HELP),
        unclear=_lines(found, [word for word in status.STATUSES if word not in (*_WELL, *_HELP)]),
        steps=_steps([step for step in tracker.actions if (step.goal or "").upper() in used], day),
        waiting=len(requests(tracker.feedback)),
        next_review=next_review(tracker.reviews, tracker.cycle, tracker.review_months, day),
    )


def _lines(outlooks: Sequence[Outlook], statuses: Sequence[str]) -> tuple[GoalLine, ...]:
    found = [(one.goal, one.why) for one in outlooks if one.goal.status in statuses]
    return tuple(GoalLine(goal.id or "", goal.statement or "", goal.status or "", why) for goal, why in found)


def _steps(steps: Sequence[Action], day: dt.date) -> tuple[StepLine, ...]:
    """The open ones, by their dates; those without one come last."""
    is_open = [step for step in steps if actions.is_open(step) and step.action]
    ordered = sorted(is_open, key=lambda step: step.due or dt.date.max)
    return tuple(
        StepLine(step.goal or "", step.action or "", step.who or "", step.due, actions.alert(step, day) or "")
        for step in ordered
    )
