"""The open workbook as one side of a sync: read as a file is, set in few calls, and saved by nobody but its user."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from xlwings import Book, Sheet

from goalsheet.errors import CannotWrite, Problem
from goalsheet.excel.blocks import Block, Surroundings, blocks, calls, write_blocks
from goalsheet.excel.open_tracker import (
    MOST_CALLS,
    LaterTable,
    OpenTracker,
    read_goals_again,
    read_later,
    read_open_tracker,
)
from goalsheet.excel.program import program_of, unlocked
from goalsheet.excel.rectangles import Cell
from goalsheet.excel.tables import OpenTable, refuse_merged
from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.layout.room import letters, split_reference
from goalsheet.layout.settings import SettingsSheet
from goalsheet.layout.table_rows import TableRows
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import ConflictEntry, Feedback, Review, Reward
from goalsheet.tracker.tracker import Tracker

_LATER = (Feedback, Reward)  # what a sync reads besides goals
_LISTED = (ConflictEntry, Review)  # what it reads only where it has something to list there


class OpenSide:
    """An open workbook as sync needs it; cells are set in order, so that what it remembers is never ahead of them."""

    def __init__(
        self,
        opened: OpenTracker,
        changed: set[str] | None = None,
        listed: dict[type, LaterTable | None] | None = None,
        settings: SettingsSheet | None = None,
    ) -> None:
        self._opened, self._settings = opened, settings or opened.settings
        # Known to all that it was: the titles of sheets, and tables that were read.
        self._changed: set[str] = set() if changed is None else changed
        self._listed: dict[type, LaterTable | None] = {} if listed is None else listed
        self._around: dict[str, Surroundings] = {}

    @classmethod
    def of(cls, book: Book) -> OpenSide:
        """The tracker that is open; CannotRead if it is none, CannotWrite where nothing could be set in it."""
        opened = read_open_tracker(book, with_objectives=True, later=_LATER)
        if program_of(book).is_read_only(book.api):
            cure = "Close it where else it is open, or save it under another name, then press the button again."
            raise CannotWrite(f"{book.name} is open read-only, so nothing was synced. {cure}")
        for sheet in (opened.goals.sheet, book.sheets[opened.settings.title]):
            with unlocked(sheet):
                pass  # a password is said before anything is sent, not after
        return cls(opened)

    @property
    def book(self) -> Book:
        """The workbook."""
        return self._opened.book

    @property
    def path(self) -> Path:
        """Where it lies; only its name counts where that is in a cloud."""
        return Path(self.book.fullname)

    @property
    def tracker(self) -> Tracker:
        """What it holds."""
        return self._opened.tracker

    @property
    def tables(self) -> Mapping[type, TableRows]:
        """Its tables by the rows' class; those on which lines gather only where something is about to be listed."""
        return {**self._opened.tables, **{row: one.rows for row, one in self._listed.items() if one}}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read of it."""
        return self._opened.problems

    @property
    def settings(self) -> SettingsSheet:
        """Its settings, as they were read and set since."""
        return self._settings

    @property
    def keeps_what_is_set(self) -> bool:
        """No: it is gone if the workbook is closed without saving."""
        return False

    @property
    def is_changed(self) -> bool:
        """Whether anything was set in it, be it only what it remembers."""
        return bool(self._changed)

    def has_room_for(self, values: Mapping[CellPlace, Value]) -> bool:
        """Whether a press has enough calls left to set those cells, and what it remembers."""
        return self._left(values) >= 0

    def waits(self, lists: Collection[type], beside: Mapping[CellPlace, Value]) -> frozenset[type]:
        """Those of the tables of lines for which no calls are left beside setting those cells; the others are read."""
        left = self._left(beside)
        waiting = set()
        for row in lists:
            if row not in self._listed and left > 1:
                self._listed[row] = read_later(self._opened, row)
                left -= 1 if self._listed[row] else 0
            is_missing = row in self._listed and self._listed[row] is None
            if is_missing:
                continue  # a workbook from before it: there is nothing to wait for
            if row in self._listed and left > 0:
                left -= 1
            else:
                waiting.add(row)
        return frozenset(waiting)

    def again(self, touched: Collection[type] = (), wanted: Mapping[CellPlace, Value] | None = None) -> OpenSide:
        """It as it is now, as far as goals are about to be set: nothing else has to be read twice.

        Where so much is set that goals cannot be read again within the calls of a press, they are not.
        """
        can_read = Goal in touched and self._left(wanted or {}) > 0
        again = read_goals_again(self._opened, self._settings) if can_read else self._opened
        return OpenSide(again, self._changed, self._listed, self._settings)

    def refuse(self, values: Mapping[CellPlace, Value]) -> None:
        """CannotWrite where some are merged or a sheet is locked, without setting anything."""
        found = self._blocks(values)
        for sheet, parts in found.items():
            refuse_merged(sheet, [sheet.range(one.first, one.last) for one in parts])
            with unlocked(sheet):
                pass

    def _left(self, beside: Mapping[CellPlace, Value]) -> int:
        """How many calls of a press are left beside those that were made, set those cells, and what it remembers."""
        listed = sum(one is not None for one in self._listed.values())
        found = {sheet.name: calls(parts) for sheet, parts in self._blocks(beside).items()}
        writes = sum(({self._settings.title: 1} | found).values())
        return MOST_CALLS - self._opened.reads - listed - writes

    def set_cells(
        self,
        values: Mapping[CellPlace, Value],
        steady: Collection[CellPlace],
        *,
        keeps: bool,
        shows: Collection[str] = (),
    ) -> None:
        """Set cells; CannotWrite, before anything is set, where `refuse` says so.

        The program works formulas out by itself, and the file stays as it is until its user saves it: that is the
        backup.
        """
        del steady, keeps
        found = self._blocks(values)
        self.refuse(values)
        with contextlib.ExitStack() as locks:
            for sheet in found:
                locks.enter_context(unlocked(sheet))
            for sheet, parts in found.items():
                self._write(sheet, parts)
        for title in shows:
            self.book.sheets[title].visible = True
        self._remember(values)

    def _blocks(self, values: Mapping[CellPlace, Value]) -> dict[Sheet, list[Block]]:
        wanted = {self.book.sheets[title]: cells for title, cells in _by_sheet(values).items()}
        return {sheet: blocks(cells, self._around_on(sheet)) for sheet, cells in wanted.items()}

    def _around_on(self, sheet: Sheet) -> Surroundings | None:
        table = self._table_on(sheet)
        return self._around.setdefault(sheet.name, Surroundings(table)) if table else None

    def _write(self, sheet: Sheet, parts: Sequence[Block]) -> None:
        self._changed.add(sheet.name)
        table = self._table_on(sheet)
        if table:
            table.make_room(max(row for row, _ in (one.last for one in parts)))
        write_blocks(sheet, parts)

    def _table_on(self, sheet: Sheet) -> OpenTable | None:
        places = [*self._opened.places.values(), *(one.place for one in self._listed.values() if one)]
        return next((one for one in places if one.sheet.name == sheet.name), None)

    def _remember(self, values: Mapping[CellPlace, Value]) -> None:
        """Know what the settings hold now without reading them again."""
        rows = {row: dict(cells) for row, cells in self._settings.rows.items()}
        for (row, column), value in _by_sheet(values).get(self._settings.title, {}).items():
            cells = rows.setdefault(row, {})
            cells.pop(letters(column), None)
            if isinstance(value, str):
                cells[letters(column)] = value
        self._settings = replace(self._settings, rows=rows)


def _by_sheet(values: Mapping[CellPlace, Value]) -> dict[str, dict[Cell, Value]]:
    found: dict[str, dict[Cell, Value]] = {}
    for place, value in values.items():
        found.setdefault(place.sheet, {})[split_reference(place.address)] = value
    return found
