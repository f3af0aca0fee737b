"""A tracker's copies as sync sees them, typed in by people, read, and set: a file, an open book, a spreadsheet."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path

import openpyxl
from both_sides import Team
from conftest import Office
from histories import MANAGERS
from in_process import in_process
from live_office import LiveOffice
from local_google import HR, Time
from sheet_people import SheetPeople
from teams import DAY, seen
from thin_workbooks import thin_workbook

from goalsheet.excel.open_side import OpenSide
from goalsheet.google import spreadsheet
from goalsheet.google.goal_copy import goal_copy
from goalsheet.google.visit import mending
from goalsheet.layout.last_state import LastState
from goalsheet.layout.places import place
from goalsheet.layout.plan import Value
from goalsheet.layout.room import GOALS_FIRST, address
from goalsheet.merge.actions import CellKey, Plan, SetCell
from goalsheet.merge.copy import NO_BASE, Row, Side
from goalsheet.sync.carry import carry
from goalsheet.sync.carrying import Carrying
from goalsheet.sync.participant import Participant
from goalsheet.sync.teams import retold, targets
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.schema import table
from goalsheet.tracker.tracker import Tracker
from goalsheet.workbook.reading import read_tracker

Typed = Value | dt.datetime


class TriedSide(ABC):
    """A side with one tracker on it; people type into goals by their place, from 0, sync sets the cells of G01."""

    @abstractmethod
    def type(self, column: str, value: Typed, goal: int = 0) -> None:
        """Somebody types what is to be a text, a number or a day; None empties the cell."""

    @abstractmethod
    def enter(self, column: str, formula: str) -> None:
        """Somebody enters a formula into a cell of the first goal."""

    @abstractmethod
    def read(self) -> list[Row]:
        """The goals as the merge gets them."""

    @abstractmethod
    def set(self, cells: Mapping[str, Value]) -> None:
        """Sync sets cells of the goal G01."""

    def cells(self) -> Mapping[str, Value]:
        """What stands in the cells of the goal G01."""
        return next(row.cells for row in self.read() if row.id == "G01")


class WorkbookSide(TriedSide):
    """A workbook, be it a file or open."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @abstractmethod
    def participant(self) -> Participant:
        """It in a sync."""

    def read(self) -> list[Row]:
        return [*self.participant().copy()["Goal"].rows]

    def set(self, cells: Mapping[str, Value]) -> None:
        self.remember(cells, self.state())

    def remember(self, cells: Mapping[str, Value], state: LastState) -> None:
        """Sync sets cells, and from now on the workbook remembers that."""
        one = self.participant()
        keys = {CellKey("Goal", "G01", column): value for column, value in cells.items()}
        plan = Plan(tuple(SetCell(Side.WORKBOOK, key, None, value, "") for key, value in keys.items()), NO_BASE)
        carry(Carrying(one, plan, one.after(plan, {}), state))

    def state(self) -> LastState:
        """What it remembers."""
        return self.participant().state


class FileSide(WorkbookSide):
    """A workbook file, in which people type with another program than ours; formulas need LibreOffice."""

    def __init__(self, path: Path, office: Office | None = None) -> None:
        super().__init__(path)
        self._office = office

    def participant(self) -> Participant:
        return Participant(read_tracker(self.path), DAY)

    def type(self, column: str, value: Typed, goal: int = 0) -> None:
        book = openpyxl.load_workbook(self.path)
        cell = book["Goals"][_address(goal, column)]
        cell.value = _as_excel_saves(value) if isinstance(value, str) else value
        if isinstance(value, str):
            cell.data_type = "s"
        book.save(self.path)

    def enter(self, column: str, formula: str) -> None:
        assert self._office
        book = openpyxl.load_workbook(self.path)
        book["Goals"][_address(0, column)].value = formula
        book.save(self.path)
        self.path.write_bytes(self._office({"goals.xlsx": self.path.read_bytes()}, "xlsx")["goals.xlsx"])


class OpenBookSide(WorkbookSide):
    """A workbook that is open in LibreOffice."""

    def __init__(self, path: Path, live: LiveOffice) -> None:
        super().__init__(path)
        self._live = live
        live.close()
        self.book = live.reopen(path)

    def participant(self) -> Participant:
        return Participant(OpenSide.of(self.book), DAY)

    def type(self, column: str, value: Typed, goal: int = 0) -> None:
        self._put(column, f"'{value}" if isinstance(value, str) else value, goal)

    def enter(self, column: str, formula: str) -> None:
        self._put(column, formula, 0)

    def _put(self, column: str, content: Typed, goal: int) -> None:
        sheet = self.book.sheets["Goals"]
        sheet.api.unprotect("")  # the file's side lets itself be written everywhere, too
        sheet.range(_address(goal, column)).value = content
        sheet.api.protect("")
        self._live.app.calculate()


def _as_excel_saves(text: str) -> str:
    """With what looks like the spelling of a character in a workbook's XML spelled so that it stays itself."""
    return re.sub("_(x[0-9A-Fa-f]{4}_)", r"_x005F_\1", text)


def _address(goal: int, column: str) -> str:
    return address(GOALS_FIRST + goal, place(table(Goal), column))


class GoogleSide(TriedSide):
    """A spreadsheet on the local server."""

    def __init__(self, folder: Path, tracker: Tracker) -> None:
        self._tracker, self._team = tracker, Team(in_process(Time()), folder)
        self._team.path(tracker.person.name).write_bytes(thin_workbook(tracker))
        self._team.sync()

    def _key(self, goal: str) -> str:
        return f"{self._tracker.person.id}/{goal}"

    def type(self, column: str, value: Typed, goal: int = 0) -> None:
        key = self._key(self._tracker.goals[goal].id or "")
        said = _serial(value) if isinstance(value, dt.datetime) else value
        SheetPeople(self._team.server.sheets.world).type(HR, key, column, said)

    def enter(self, column: str, formula: str) -> None:
        self._team.enter(HR, self._key("G01"), column, formula)

    def read(self) -> list[Row]:
        ids = {str(goal.id) for goal in self._tracker.goals}
        return [*goal_copy(self._team.found(), self._tracker.person.id, {}, ids)["Goal"].rows]

    def set(self, cells: Mapping[str, Value]) -> None:
        said = {column: value for column, value in cells.items() if column in MANAGERS}
        held = {row.id: dict(row.cells) for row in self.read()}
        held["G01"] |= {column: value for column, value in cells.items() if column not in MANAGERS}
        goals = [dataclasses.replace(goal, **held[goal.id or ""]) for goal in self._tracker.goals]  # type: ignore[arg-type]  # a row of columns by name
        shown = seen(dataclasses.replace(self._tracker, goals=tuple(goals)))
        (target,) = targets("team", seen(self._tracker), DAY).targets
        needed = mending(retold(target, shown).review, self._team.found(), (HR,), {self._key("G01"): said})
        if needed.requests:
            spreadsheet.write(self._team.server.client(HR), self._team.file(), needed.requests)


def _serial(moment: dt.datetime) -> float:
    """A day with its time, as a spreadsheet counts."""
    return (moment - dt.datetime(1899, 12, 30)) / dt.timedelta(days=1)  # noqa: DTZ001 - cells know no time zone
