"""One person's workbook in a two-way sync: its side of the merge, and what it is once a plan is carried out."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from goalsheet.google.goal_copy import COLUMNS
from goalsheet.layout import last_state, table_rows
from goalsheet.layout.last_state import LastState
from goalsheet.layout.places import GOALS, CellPlace
from goalsheet.layout.review_content import Seen, look_at
from goalsheet.layout.settings import SettingsSheet
from goalsheet.layout.table_rows import READ_TABLES, TableRows
from goalsheet.merge.actions import GiveId, Plan, SetCell
from goalsheet.merge.agreement import CHANGED
from goalsheet.merge.cells import STATEMENT
from goalsheet.merge.copy import Base, Copy, Row, Side, TableCopy
from goalsheet.merge.values import Value
from goalsheet.progress.summary import Summary, summarise
from goalsheet.smart.days import USUAL, Habits
from goalsheet.sync.log_rows import managers_rows
from goalsheet.tracker.agreement import AGREED_BY, AGREED_ON, AS_AGREED
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.schema import Owner
from goalsheet.tracker.tracker import Tracker

if TYPE_CHECKING:
    from goalsheet.workbook.setting import Saved

#: What sync compares of a goal, and what it says of the agreement.
_COLUMNS = (*(column.name for column in COLUMNS), "weight", AGREED_ON, AGREED_BY, *AS_AGREED.values(), CHANGED)

#: The columns in which the employee writes and that the spreadsheet shows.
SENT = frozenset(column.name for column in COLUMNS if column.owner is Owner.EMPLOYEE)


class Workbook(Protocol):
    """A workbook as sync needs it, be it a file or open in a program: what was read of it, and two ways to it."""

    @property
    def path(self) -> Path:
        """Where it lies."""
        ...

    @property
    def tracker(self) -> Tracker:
        """What it holds."""
        ...

    @property
    def tables(self) -> Mapping[type, TableRows]:
        """Its tables by the rows' class."""
        ...

    @property
    def settings(self) -> SettingsSheet:
        """Its settings, with what it remembers of the last sync."""
        ...

    @property
    def keeps_what_is_set(self) -> bool:
        """Whether what is set in it stays, whatever stops the run."""
        ...

    def has_room_for(self, values: Mapping[CellPlace, Value]) -> bool:
        """Whether those cells can be set in one go."""
        ...

    def waits(self, lists: Collection[type], beside: Mapping[CellPlace, Value]) -> frozenset[type]:
        """Those of the tables of lines in which none can be listed in one go with those cells; the others are read."""
        ...

    def again(self, touched: Collection[type] = (), wanted: Mapping[CellPlace, Value] | None = None) -> Workbook:
        """It as it is now; those cells are about to be set, in rows of those tables."""
        ...

    def refuse(self, values: Mapping[CellPlace, Value]) -> None:
        """CannotWrite where it is known that those cells cannot be set."""
        ...

    def set_cells(
        self,
        values: Mapping[CellPlace, Value],
        steady: Collection[CellPlace],
        *,
        keeps: bool,
        shows: Collection[str] = (),
    ) -> Saved | None:
        """Set cells, in this order; a file tells what it is then, and where the backup is, if it `keeps` one.

        CannotWrite where that fails.

        Formulas in `steady` cells are known to give what they gave before. The sheets that it `shows` get a tab.
        """
        ...


def refuse_incomplete(workbook: Workbook) -> None:
    """CannotRead where something was taken out of the workbook's tables: see layout/table_rows.py."""
    table_rows.refuse_incomplete(str(workbook.path), {row: workbook.tables[row].location for row in READ_TABLES})


@dataclass(frozen=True)
class Participant:
    """A tracker with what it remembers of the last sync, seen on one day by somebody's habits of writing dates."""

    file: Workbook
    today: dt.date
    habits: Habits = USUAL
    held: Tracker | None = None  # as far as it counts while nothing can be noted down in the workbook

    @cached_property
    def state(self) -> LastState:
        """What the workbook remembers of the last sync."""
        return last_state.read(self.file.settings.rows)

    @cached_property
    def summary(self) -> Summary:
        """All that can be said about the tracker."""
        return summarise(self.tracker, self.today)

    @cached_property
    def seen(self) -> Seen:
        """The tracker with what the coach says about it."""
        return look_at(self.tracker, self.summary, self.today, self.habits)

    @property
    def path(self) -> Path:
        """The workbook's file."""
        return self.file.path

    @property
    def tracker(self) -> Tracker:
        """What the workbook holds."""
        return self.held or self.file.tracker

    def holding(self, shown: Collection[str]) -> Participant:
        """It without what would have to be noted down first: goals are as the sheet shows them, others not there yet.

        `shown` are the ids of the goals of which the sheet has a row.
        """
        left, goals = set(shown), []
        for goal in self.tracker.goals:
            goals.append(dataclasses.replace(goal, unread=frozenset(_COLUMNS)) if goal.id in left else Goal())
            left.discard(goal.id or "")
        return dataclasses.replace(self, held=dataclasses.replace(self.tracker, goals=tuple(goals)))

    def seen_as(self, tracker: Tracker) -> Seen:
        """The same of the tracker as it would be."""
        if tracker is self.tracker:
            return self.seen
        return look_at(tracker, summarise(tracker, self.today), self.today, self.habits)

    def base(self, partner: str) -> Base:
        """The last state with that spreadsheet."""
        return self.state.base if self.state.partner == partner else self.state.base.with_somebody_else()

    def ids(self) -> set[str]:
        """The goals that the workbook has, or had at the last sync."""
        known = self.state.base.tables.get(GOALS.name, {})
        return {goal.id for goal in self.tracker.goals if goal.id} | known.keys()

    def rewordings(self) -> dict[str, list[Value]]:
        """What stood in the sheet's statements and gave way, by the goals' ids."""
        found: dict[str, list[Value]] = {}
        for one in (kept.conflict for kept in self.state.kept):
            if (one.key.table, one.key.column) == (GOALS.name, STATEMENT):
                found.setdefault(one.key.id, []).append(one.sheet)
        return found

    def copy(self) -> Copy:
        """The workbook's side of a merge: the goals that are in use, and the rows that the manager added."""
        found = self.file.tables[Goal]
        if found.location is None:
            return {}
        columns = [name for name in _COLUMNS if name in found.location.columns]
        rows = tuple(
            Row(
                number,
                goal.id or "",
                {name: getattr(goal, name) for name in columns},
                goal.unread & set(columns),
            )
            for number, goal in zip(found.numbers, self.tracker.goals, strict=True)
            if goal.is_used
        )
        return {GOALS.name: TableCopy(frozenset(columns), rows, found.spare_ids), **managers_rows(self.file.tables)}

    def changes(self, plan: Plan) -> dict[int, dict[str, Value]]:
        """What a plan sets in the workbook, by the goals' places in the tracker."""
        numbers = self.file.tables[Goal].numbers
        found: dict[int, dict[str, Value]] = {}
        actions = [one for one in plan.actions if isinstance(one, GiveId | SetCell) and one.side is Side.WORKBOOK]
        given = [one for one in actions if isinstance(one, GiveId) and one.table == GOALS.name]
        for one in given:
            found[numbers.index(one.place)] = {"id": one.id}
        renumbered = {one.id: numbers.index(one.place) for one in given}
        places = {goal.id: place for place, goal in reversed(list(enumerate(self.tracker.goals))) if place not in found}
        for action in actions:
            if isinstance(action, SetCell) and action.key.table == GOALS.name:
                place = renumbered.get(action.key.id, places.get(action.key.id, -1))
                found.setdefault(place, {})[action.key.column] = action.new
        return found

    def after(self, plan: Plan, sheet: Copy) -> Tracker:
        """The tracker once the plan is carried out; what cannot be read in it is as the sheet shows it."""
        changes = self._shown_instead(sheet)
        for place, new in self.changes(plan).items():
            changes.setdefault(place, {}).update(new)
        goals = list(self.tracker.goals)
        for place, new in changes.items():
            goals[place] = dataclasses.replace(goals[place], **new)  # type: ignore[arg-type]  # by the schema's kinds
        return dataclasses.replace(self.tracker, goals=tuple(goals)) if changes else self.tracker

    def _shown_instead(self, sheet: Copy) -> dict[int, dict[str, Value]]:
        shown: Mapping[str, Row] = {row.id: row for row in sheet[GOALS.name].rows} if GOALS.name in sheet else {}
        made: dict[int, dict[str, Value]] = {}
        for place, goal in enumerate(self.tracker.goals):
            row = shown.get(goal.id or "")
            unread = goal.unread & row.cells.keys() if row else ()
            if row and unread:
                made[place] = {name: row.cells[name] for name in unread}
        return made

    def steady(self, changes: Collection[int], after: Tracker) -> list[int]:
        """Of the goals that change, those whose status stays: no other figure follows from what sync sets."""
        new = {place: one.goal.status for place, one in summarise(after, self.today).outlooks}
        old = {place: one.goal.status for place, one in self.summary.outlooks}
        return [place for place in changes if new.get(place) == old.get(place)]


def again(one: Participant) -> Participant:
    """The workbook read anew."""
    return Participant(one.file.again(), one.today, one.habits)
