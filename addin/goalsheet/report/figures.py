"""The figures of one person on one day: each goal in numbers and words from lists, and all of them together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from goalsheet.progress import rhythm
from goalsheet.progress.appraisal import COUNTED
from goalsheet.progress.forecast import NOT_REACHED
from goalsheet.progress.rollup import WEIGHT_TOLERANCE, is_weightless, weight_total
from goalsheet.progress.status import ACHIEVED, MISSED
from goalsheet.progress.summary import Outlook, Summary, summarise
from goalsheet.report.outline import WRITTEN, Judgement, Outline
from goalsheet.report.past import statuses
from goalsheet.tracker import choices
from goalsheet.tracker.agreement import is_by_both
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.person import Manager
from goalsheet.tracker.tracker import Cycle

#: What the pace says of a goal.
LATE, NEVER, IN_TIME, UNKNOWN = "late", "never", "in time", ""


@dataclass(frozen=True, slots=True)
class GoalFigures:
    """One goal in figures; shares are None where nothing can be told, `late` is in days after the due date."""

    id: str
    status: str
    agreement: str
    is_agreed: bool  # by both sides, once
    label: str
    marks: tuple[int | None, ...]
    progress: float | None
    expected: float | None
    staleness: str
    pace: str
    finish: dt.date | None
    late: int | None
    due: dt.date | None
    hours: float | None
    weight: float | None
    objective: str
    parent: str  # the number of the manager's goal that it helps to reach
    past: tuple[str, ...]  # its status on each day that is looked back to

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to work on it."""
        return self.agreement != choices.CLOSED and self.status not in (ACHIEVED, MISSED)


@dataclass(frozen=True, slots=True)
class PersonFigures:
    """One person's tracker in figures; `file` is where it lies in the folder, `saved` when it was, in nanoseconds."""

    file: str
    saved: int
    id: str
    name: str
    email: str
    department: str
    manager: Manager
    cycle: Cycle
    goals: tuple[GoalFigures, ...]
    progress: float | None
    expected: float | None
    status: str
    weights_off: bool
    objectives: tuple[str, ...]
    feedback: int
    recognised_on: dt.date | None
    checked_in_on: dt.date | None
    problems: int

    @property
    def hours(self) -> float:
        """The hours a week that all open goals take."""
        return sum(goal.hours or 0.0 for goal in self.goals if goal.is_open)

    @property
    def open_goals(self) -> int:
        """How many goals are still worked on."""
        return sum(goal.is_open for goal in self.goals)


def figures(
    one: Outline,
    file: str,
    saved: int,
    today: dt.date,
    past: Sequence[dt.date],
    summary: Summary | None = None,
) -> PersonFigures:
    """The figures of a tracker on one day, looking back to the days of `past`.

    The `summary` of the whole tracker says the same as that of its outline; where it is there, no other is made.
    """
    tracker = one.tracker
    summary = summary or summarise(tracker, today, COUNTED)
    then = [statuses(look, tracker.thresholds, past) for _, look in summary.outlooks]
    goals = tuple(
        _goal(bare, look, judgement, was, today)
        for bare, (_, look), judgement, was in zip(tracker.goals, summary.outlooks, one.judgements, then, strict=True)
    )
    return PersonFigures(
        file=file,
        saved=saved,
        id=tracker.person.id,
        name=tracker.person.name,
        email=tracker.person.email,
        department=tracker.person.department,
        manager=tracker.person.manager,
        cycle=tracker.cycle,
        goals=goals,
        progress=summary.overall.progress,
        expected=summary.overall.expected,
        status=summary.overall.status or "",
        weights_off=_are_off(tracker.goals),
        objectives=tracker.objectives,
        feedback=one.feedback,
        recognised_on=one.recognised_on,
        checked_in_on=max((day for _, look in summary.outlooks if (day := look.goal.last_check_in)), default=None),
        problems=one.problems,
    )


def _goal(bare: Goal, look: Outlook, judgement: Judgement, past: tuple[str, ...], today: dt.date) -> GoalFigures:
    goal, finish = look.goal, look.forecast.finish
    late = (finish.finish - goal.due).days if finish and goal.due else None
    return GoalFigures(
        id=bare.id or "",
        status=goal.status or "",
        agreement=bare.agreement or choices.DRAFT,
        is_agreed=is_by_both(bare.agreement, bare.agreed_by),
        label=judgement.label,
        marks=judgement.marks,
        progress=goal.progress,
        expected=goal.expected,
        staleness=rhythm.staleness(goal, goal.last_check_in, goal.status or "", today) or "",
        pace=_pace(look, late),
        finish=finish.finish if finish else None,
        late=late if late and late > 0 else None,
        due=goal.due,
        hours=goal.hours_per_week,
        weight=goal.weight,
        objective=bare.objective or "",
        parent="" if bare.parent_goal in (None, WRITTEN) else bare.parent_goal,
        past=past,
    )


def _pace(look: Outlook, late: int | None) -> str:
    if late is not None:
        return LATE if late > 0 else IN_TIME
    return NEVER if look.forecast.words.startswith(NOT_REACHED) else UNKNOWN


def _are_off(goals: Sequence[Goal]) -> bool:
    """Whether weights are given that do not make 100 %; unknown, and so not said, where one cannot be read."""
    if any(goal.unread & {"statement", "weight"} for goal in goals):
        return False
    total = weight_total(goals)
    return is_weightless(goals) or (total > 0 and abs(total - 1) >= WEIGHT_TOLERANCE)
