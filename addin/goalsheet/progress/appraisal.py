"""The computed columns of a goal: the one place that knows which function works each of them out."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from goalsheet.progress import agreed, edits, measure, phases, remarks, timing
from goalsheet.progress import status as statuses
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn
from goalsheet.tracker.schema import table
from goalsheet.tracker.tracker import Thresholds


@dataclass
class Appraisal:
    """One goal on one day with the actions and check-ins that name it; each property is the column of that name."""

    goal: Goal
    actions: Sequence[Action]
    check_ins: Sequence[CheckIn]
    thresholds: Thresholds
    today: dt.date

    @cached_property
    def latest(self) -> float | None:
        """What counts today."""
        return measure.latest_value(self.goal, self.check_ins, self.today)

    @cached_property
    def progress(self) -> float | None:
        """How far it is."""
        return measure.progress(self.goal, self.actions, self.latest)

    @cached_property
    def expected(self) -> float | None:
        """How far it should be."""
        return phases.expected(self.goal, self.actions, self.today)

    @cached_property
    def status(self) -> str:
        """How it goes, in a word."""
        checked_in = self.last_check_in is not None
        return statuses.status(
            self.goal, self.progress, self.expected, self.thresholds, self.today, checked_in=checked_in
        )

    @cached_property
    def days_left(self) -> int | None:
        """How much time is left; None once it is achieved."""
        return None if self.status == statuses.ACHIEVED else timing.days_left(self.goal, self.today)

    @cached_property
    def last_check_in(self) -> dt.date | None:
        """The day of the latest check-in."""
        return measure.last_check_in(self.check_ins, self.today)

    @cached_property
    def remark(self) -> str | None:
        """What the figures alone do not say."""
        return remarks.remark(self.goal, self.actions, self.check_ins, self.status, self.today)

    @cached_property
    def average_pace(self) -> float | None:
        """The change a week since the start."""
        return timing.average_pace(self.goal, measure.yardstick(self.goal).travelled(self.latest), self.today)

    @cached_property
    def since_agreed(self) -> str | None:
        """What is no longer as it was agreed."""
        return agreed.since_agreed(self.goal)

    @cached_property
    def forecast_edited(self) -> str | None:
        """Whether the forecast is out of date."""
        return edits.forecast_edited(self.goal, self.check_ins, self.actions)

    @cached_property
    def check_edited(self) -> str | None:
        """Whether the marks are out of date."""
        return edits.check_edited(self.goal)


#: The computed columns that are worked out here; the others are readiness's.
COLUMNS = tuple(
    column.name
    for column in table(Goal).columns
    if column.computed and isinstance(getattr(Appraisal, column.name, None), cached_property)
)
#: Those of them that other figures are made of; the rest is told to people.
COUNTED = ("latest", "progress", "expected", "last_check_in", "status")


def appraise(
    goal: Goal,
    actions: Sequence[Action],
    check_ins: Sequence[CheckIn],
    thresholds: Thresholds,
    today: dt.date,
    columns: Sequence[str] = COLUMNS,
) -> Goal:
    """The goal with its computed columns, or only those, as of `today`; a row without a statement stays blank.

    `actions` and `check_ins` are those that name the goal.
    """
    if not goal.is_used:
        return goal
    appraisal = Appraisal(goal, actions, check_ins, thresholds, today)
    return dataclasses.replace(goal, **{name: getattr(appraisal, name) for name in columns})
