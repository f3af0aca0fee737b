"""The two copies of a tracker as sync sees them: each is typed in by people, read, and set."""

from __future__ import annotations

import dataclasses
from abc import ABC, abstractmethod
from pathlib import Path

from both_sides import Team
from in_process import in_process
from local_google import HR, Time
from sheet_people import SheetPeople
from teams import DAY, seen, tracker
from thin_workbooks import thin_workbook

from goalsheet.google import spreadsheet
from goalsheet.google.goal_copy import goal_copy
from goalsheet.google.visit import mending
from goalsheet.layout.plan import Value
from goalsheet.layout.review_tabs import GOALS_TAB
from goalsheet.merge.actions import CellKey, Plan, SetCell
from goalsheet.merge.copy import Row, Side
from goalsheet.sync.carry import Carrying, carry
from goalsheet.sync.participant import Participant
from goalsheet.sync.teams import retold, targets
from goalsheet.tracker.goal import Goal
from goalsheet.workbook.reading import read_tracker
from goalsheet.workbook.setting import set_cells

_GOAL = "G01"


class TriedSide(ABC):
    """A side with Anna's tracker of two goals on it."""

    @abstractmethod
    def type(self, column: str, value: Value) -> None:
        """Somebody types into a cell of the first goal."""

    @abstractmethod
    def read(self) -> list[Row]:
        """The goals as the merge gets them."""

    @abstractmethod
    def set(self, column: str, value: Value) -> None:
        """Sync sets a cell of the first goal."""

    def cell(self, column: str) -> Value:
        """What stands in a cell of the first goal."""
        return next(row.cells.get(column) for row in self.read() if row.id == _GOAL)


class FileSide(TriedSide):
    """A workbook file."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "Anna.xlsx"
        self._path.write_bytes(thin_workbook(tracker()))

    def _participant(self) -> Participant:
        return Participant(read_tracker(self._path), DAY)

    def type(self, column: str, value: Value) -> None:
        place = read_tracker(self._path).place(Goal, 0, column)
        assert place
        set_cells(self._path, {place: value}, keeps=False)

    def read(self) -> list[Row]:
        return [*self._participant().copy()["Goal"].rows]

    def set(self, column: str, value: Value) -> None:
        one = self._participant()
        action = SetCell(Side.WORKBOOK, CellKey("Goal", _GOAL, column), None, value, "")
        plan = Plan((action,), one.state.base)
        carry(Carrying(one, plan, one.after(plan, {}), one.state))


class GoogleSide(TriedSide):
    """A spreadsheet on the local server."""

    def __init__(self, folder: Path) -> None:
        self._team = Team(in_process(Time()), folder)
        self._team.make(tracker())
        self._team.sync()

    def type(self, column: str, value: Value) -> None:
        SheetPeople(self._team.server.sheets.world).type(HR, f"0007/{_GOAL}", column, value)

    def read(self) -> list[Row]:
        return [*goal_copy(self._team.found(), "0007", {"G01", "G02"})["Goal"].rows]

    def set(self, column: str, value: Value) -> None:
        is_managers = GOALS_TAB.columns[GOALS_TAB.place(column) - 1].is_managers
        said = {f"0007/{_GOAL}": {column: value}} if is_managers else {}
        first, second = tracker().goals
        changed = dataclasses.replace(first, **{} if is_managers else {column: value})  # type: ignore[arg-type]
        shown = seen(dataclasses.replace(tracker(), goals=(changed, second)))
        (target,) = targets("team", seen(tracker()), DAY).targets
        needed = mending(retold(target, shown).review, self._team.found(), (HR,), said)
        if needed.requests:
            spreadsheet.write(self._team.server.client(HR), self._team.file(), needed.requests)
