"""The open workbook as one side of a sync: read as a file is, set in few calls, and saved by nobody but its user."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from xlwings import Book, Sheet

from goalsheet.errors import CannotWrite, Problem
from goalsheet.excel.open_tracker import OpenTracker, read_goals_again, read_open_tracker, with_table
from goalsheet.excel.program import program_of, unlocked
from goalsheet.excel.rectangles import Cell, rectangles
from goalsheet.excel.tables import OpenTable, as_cell, refuse_merged
from goalsheet.layout.contents import Content
from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.layout.room import letters, split_reference
from goalsheet.layout.settings import SettingsSheet
from goalsheet.layout.table_rows import TableRows
from goalsheet.tracker.logs import ConflictEntry, Feedback, Reward
from goalsheet.tracker.tracker import Tracker

_LATER = (Feedback, Reward, ConflictEntry)  # what a sync reads and writes besides goals
_MOST_AREAS = 2  # on a sheet that are written as they are; of more, those near each other are written as one
_LONGEST_IN_A_BLOCK = 8_000  # characters of a text: Excel takes longer ones (from 8,204 on) only cell by cell


class OpenSide:
    """An open workbook as sync needs it; cells are set in order, so that what it remembers is never ahead of them."""

    def __init__(self, opened: OpenTracker, changed: set[str] | None = None) -> None:
        self._opened, self._settings = opened, opened.settings
        self._changed: set[str] = set() if changed is None else changed  # titles of sheets, known to all that it was

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
        """Its tables by the rows' class."""
        return self._opened.tables

    def log(self, row: type) -> TableRows | None:
        """A table that not every sync looks at, by its rows' class: read when it is asked for."""
        self._opened = with_table(self._opened, row)
        return self.tables.get(row)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read of it."""
        return self._opened.problems

    @property
    def settings(self) -> SettingsSheet:
        """Its settings, as they were read and set since."""
        return self._settings

    @property
    def is_changed(self) -> bool:
        """Whether anything was set in it, be it only what it remembers."""
        return bool(self._changed)

    def again(self) -> OpenSide:
        """It with its goals as they are now: nothing else in it is set by a sync."""
        return OpenSide(read_goals_again(self._opened, self._settings), self._changed)

    def set_cells(
        self,
        values: Mapping[CellPlace, Value],
        steady: Collection[CellPlace],
        *,
        keeps: bool,
        shows: Collection[str] = (),
    ) -> None:
        """Set cells; CannotWrite, before anything is set, where some are merged or a sheet is locked.

        The program works formulas out by itself, and the file stays as it is until its user saves it: that is the
        backup.
        """
        del steady, keeps
        wanted = {self.book.sheets[title]: cells for title, cells in _by_sheet(values).items()}
        for sheet, cells in wanted.items():
            refuse_merged(sheet, [sheet.range(min(area), max(area)) for area in rectangles(cells, cells)])
        with contextlib.ExitStack() as locks:
            for sheet in wanted:
                locks.enter_context(unlocked(sheet))
            for sheet, cells in wanted.items():
                self._changed.add(sheet.name)
                for log in self._tables_on(sheet):
                    log.make_room(max(row for row, _ in cells))
                self._write(sheet, cells)
        for title in shows:
            self.book.sheets[title].visible = True
        self._remember(values)

    def _write(self, sheet: Sheet, cells: Mapping[Cell, Value]) -> None:
        alone = {cell for cell, value in cells.items() if isinstance(value, str) and len(value) > _LONGEST_IN_A_BLOCK}
        for area in self._areas(sheet, {cell: value for cell, value in cells.items() if cell not in alone}):
            (top, left), (bottom, right) = min(area), max(area)
            block = [
                [as_cell(area[row, column]) for column in range(left, right + 1)] for row in range(top, bottom + 1)
            ]
            sheet.range((top, left), (bottom, right)).value = block
        for cell in sorted(alone):
            sheet.range(cell).value = as_cell(cells[cell])

    def _areas(self, sheet: Sheet, cells: Mapping[Cell, Value]) -> Iterable[Mapping[Cell, Value]]:
        """Rectangles that hold the cells: just these if there are few, else with those between that stay the same."""
        areas = list(rectangles(cells, cells))
        held = dict(cells)
        if len(areas) > _MOST_AREAS:
            held = self._between(sheet, cells) | held
            areas = list(rectangles(cells, held))
        return [{cell: held[cell] for cell in area} for area in areas]

    def _between(self, sheet: Sheet, cells: Collection[Cell]) -> dict[Cell, Value]:
        """What stands around the cells and can be written again: texts, days and nothing, but no formula."""
        rows, columns = {row for row, _ in cells}, {column for _, column in cells}
        first, last = (min(rows), min(columns)), (max(rows), max(columns))
        found: dict[Cell, Value] = {}
        table = next(iter(self._tables_on(sheet)), None)
        if table is None:
            return found
        for row, line in enumerate(sheet.range(first, last).formula, first[0]):
            for column, formula in enumerate(line, first[1]):
                held: Content | None = table.rows.get(row, {}).get(letters(column))
                is_formula = formula.startswith("=") and formula != held
                if not is_formula and (held is None or isinstance(held, dt.date) or type(held) is str):
                    found[row, column] = held
        return found

    def _tables_on(self, sheet: Sheet) -> list[OpenTable]:
        return [one for one in self._opened.places.values() if one.sheet.name == sheet.name]

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
