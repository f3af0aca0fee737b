"""Read a tracker that people had, whatever program saved it: what they typed, where it stands, what cannot be read."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from goalsheet.errors import Problem
from goalsheet.language.catalogue import ENGLISH, Catalogue
from goalsheet.language.shelf import catalogue
from goalsheet.layout.contents import Rows
from goalsheet.layout.doubts import doubts
from goalsheet.layout.places import GOALS, LOGS, CellPlace
from goalsheet.layout.plan import Value
from goalsheet.layout.references import areas
from goalsheet.layout.room import letters
from goalsheet.layout.self_description import LABELS
from goalsheet.layout.settings import SettingsSheet
from goalsheet.layout.table_rows import LATER_TABLES, READ_TABLES, Location, TableRows, no_goals, read_tables
from goalsheet.tracker import choices
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.person import Person
from goalsheet.tracker.schema import Table, table
from goalsheet.tracker.tracker import Cycle, Tracker
from goalsheet.workbook.files import digest, read_whole, refuse_open, refuse_protected
from goalsheet.workbook.first_write import note
from goalsheet.workbook.locations import locate, locate_surely
from goalsheet.workbook.opened import OpenedWorkbook
from goalsheet.workbook.setting import Saved, save_cells
from goalsheet.workbook.settings_sheet import read_self_description, settings_sheet

_ALL: Mapping[type, Collection[str]] = {}  # columns of all tables


@dataclass(frozen=True)
class TrackerFile:
    """A tracker that was read from a file, where its rows and columns are there, and what cannot be read in it.

    A problem names its cell; what stands there is neither guessed nor dropped. `tables` is by the rows' class.
    """

    path: Path
    tracker: Tracker
    tables: Mapping[type, TableRows]
    settings: SettingsSheet
    problems: tuple[Problem, ...] = ()
    digest: str = ""  # of the file's bytes, where it was read as a whole
    language: Catalogue = ENGLISH  # of its sheets

    def place(self, row: type, index: int, column: str) -> CellPlace | None:
        """The cell of `tracker.goals[index]` (for Goal) and so on; None where the file has no such column."""
        return self.tables[row].place(index, column) if row in self.tables else None

    @property
    def keeps_what_is_set(self) -> bool:
        """Yes: it is a file."""
        return True

    def has_room_for(self, _values: Mapping[CellPlace, Value]) -> bool:
        """Yes: a file is set in one go, however much it is."""
        return True

    def waits(self, _lists: Collection[type], _beside: Mapping[CellPlace, Value]) -> frozenset[type]:
        """None, for the same reason."""
        return frozenset()

    def refuse(self, values: Mapping[CellPlace, Value]) -> None:
        """IsOpen if a program has the file open, CannotWrite if it is write-protected."""
        if values:
            refuse_open(self.path)
            refuse_protected(self.path)

    def again(self, _touched: Collection[type] = (), _wanted: Mapping[CellPlace, Value] | None = None) -> TrackerFile:
        """The file as it is now, all of it; one with the same bytes is not taken apart again."""
        return self if digest(read_whole(self.path)) == self.digest else read_tracker(self.path)

    def set_cells(
        self,
        values: Mapping[CellPlace, Value],
        steady: Collection[CellPlace],
        *,
        keeps: bool,
        shows: Collection[str] = (),
    ) -> Saved:
        """Set cells; see setting.py. The first time the file notes down what it was before."""
        noted = note(OpenedWorkbook(self.path), self.settings, values) if values else {}
        return save_cells(self.path, {**values, **noted}, {}, steady, keeps=keeps, shows=shows)


def read_tracker(path: Path) -> TrackerFile:
    """The tracker in a file; CannotRead if it holds none, or one that cannot be read as a whole."""
    book = OpenedWorkbook(path)
    return replace(read_opened(path, book), digest=digest(book.members.data))


def read_owner(path: Path) -> tuple[Person, Cycle]:
    """Whose tracker is in a file, and of which cycle; CannotRead if it holds none. No table is looked at."""
    book = OpenedWorkbook(path)
    described = read_self_description(book, settings_sheet(book))
    return described.person(), described.cycle()


def read_opened(
    path: Path,
    book: OpenedWorkbook,
    more: Collection[type] = (),
    later: Collection[type] = LATER_TABLES,
    only: Mapping[type, Collection[str]] = _ALL,
) -> TrackerFile:
    """The same of an opened file, and `more` tables of it, by their rows' class, where it has them.

    Of the tables that not every workbook has, only `later` ones are read; of those named in `only`, no other columns.
    """
    settings = settings_sheet(book)
    described = read_self_description(book, settings)
    language = catalogue(described.text(LABELS))
    tables = _tables(book, (*later, *more), only, language)
    tracker = described.tracker(tables, _objectives(book))
    unread = [problem for one in tables.values() for problem in one.problems]
    problems = (*unread, *doubts(book.name, tables, tracker.cycle.start, described.made_on(), tracker.brought_from))
    return TrackerFile(path, tracker, tables, settings, problems, language=language)


def _tables(
    book: OpenedWorkbook, maybe: Collection[type], only: Mapping[type, Collection[str]], language: Catalogue
) -> dict[type, TableRows]:
    locations: dict[type, Location | None] = {row: locate(table(row), book) for row in READ_TABLES}
    if locations[Goal] is None:
        raise no_goals(book.name)
    later = {row: locate_surely(table(row), book) for row in maybe}
    locations |= {row: location for row, location in later.items() if location}
    rows = {row: _rows(book, table(row), location, only.get(row)) for row, location in locations.items()}
    return read_tables(book.name, locations, rows, from_1904=book.directory.from_1904, language=language)


def _rows(book: OpenedWorkbook, of: Table, location: Location | None, only: Collection[str] | None) -> Rows:
    """From the table's first row to the sheet's last: something may stand below. Not of one among others on a sheet."""
    if location is None:
        return {}
    rows = range(location.rows.start, sys.maxsize) if of in (GOALS, *LOGS) else location.rows
    columns = {place for name, place in location.read_columns(of).items() if only is None or name in only}
    return book.rows(location.sheet, columns, rows)


def _objectives(book: OpenedWorkbook) -> tuple[str, ...]:
    """The organisation's objectives that the dropdown offers."""
    named = areas(book.directory.names.get(f"list_{choices.OBJECTIVE.name}", ""))
    longest = max(named, key=lambda area: len(area.rows), default=None)
    if longest is None:
        return ()
    rows = book.top_rows(longest.sheet, {letters(longest.columns.start)}, longest.rows)
    return tuple(text for row in sorted(rows) for text in rows[row].values() if isinstance(text, str))
