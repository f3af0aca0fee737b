"""Read a tracker that people had, whatever program saved it: what they typed, where it stands, what cannot be read."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from goalsheet.errors import CannotRead, Problem
from goalsheet.layout.room import letters
from goalsheet.tracker import choices
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn
from goalsheet.tracker.schema import Table, table
from goalsheet.tracker.tracker import Tracker
from goalsheet.workbook.cell_values import CellReader
from goalsheet.workbook.contents import Rows
from goalsheet.workbook.locations import Location, locate
from goalsheet.workbook.opened import OpenedWorkbook
from goalsheet.workbook.references import CellPlace, areas
from goalsheet.workbook.self_description import read_self_description
from goalsheet.workbook.table_rows import TableReader, TableRows


@dataclass(frozen=True)
class TrackerFile:
    """A tracker that was read from a file, where its rows and columns are there, and what cannot be read in it.

    A problem names its cell; what stands there is neither guessed nor dropped. `tables` is by the rows' class.
    """

    path: Path
    tracker: Tracker
    tables: Mapping[type, TableRows]
    problems: tuple[Problem, ...] = ()

    def place(self, row: type, index: int, column: str) -> CellPlace | None:
        """The cell of `tracker.goals[index]` (for Goal) and so on; None where the file has no such column."""
        found = self.tables[row]
        if found.location is None or column not in found.location.columns:
            return None
        return CellPlace(found.location.sheet, f"{found.location.columns[column]}{found.numbers[index]}")


def read_tracker(path: Path) -> TrackerFile:
    """The tracker in a file; CannotRead if it holds none, or one that cannot be read as a whole."""
    book = OpenedWorkbook(path)
    described = read_self_description(book)
    tables = _tables(book)
    tracker = Tracker(
        person=described.person(),
        cycle=described.cycle(),
        template=described.template(),
        thresholds=described.thresholds(),
        objectives=_objectives(book),
        goals=tables[Goal].rows,
        actions=tables[Action].rows,
        check_ins=tables[CheckIn].rows,
    )
    return TrackerFile(path, tracker, tables, tuple(problem for one in tables.values() for problem in one.problems))


def _tables(book: OpenedWorkbook) -> dict[type, TableRows]:
    goals = locate(table(Goal), book)
    if goals is None:
        cure = "Undo what was done to the sheet Goals, or copy the goals into a new tracker."
        raise CannotRead(f"{book.name} has no goals any more: none of their columns can be found. {cure}")
    locations = {Goal: goals} | {row: locate(table(row), book) for row in (Action, CheckIn)}
    rows = {row: _rows(book, table(row), location) for row, location in locations.items()}
    reader = CellReader(from_1904=book.directory.from_1904, goal_ids=_goal_ids(goals, rows[Goal]))
    return {row: _table(book, table(row), location, rows[row], reader) for row, location in locations.items()}


def _rows(book: OpenedWorkbook, of: Table, location: Location | None) -> Rows:
    """From the table's first row to the sheet's last: something may stand below."""
    if location is None:
        return {}
    return book.rows(location.sheet, set(location.read_columns(of).values()), range(location.rows.start, sys.maxsize))


def _goal_ids(goals: Location, rows: Rows) -> set[str]:
    """The numbers of all goals, in use or not, in upper case."""
    column = goals.columns.get("id", "")
    return {str(cells[column]).upper() for row, cells in rows.items() if row in goals.rows and column in cells}


def _table(book: OpenedWorkbook, of: Table, location: Location | None, rows: Rows, reader: CellReader) -> TableRows:
    if location is None:
        what, cure = f"the table {of.title} cannot be found.", "Copy its rows into a new tracker."
        return TableRows(None, problems=(Problem(book.name, what, cure),))
    return TableReader(book.name, of, location, reader).read(rows)


def _objectives(book: OpenedWorkbook) -> tuple[str, ...]:
    """The organisation's objectives that the dropdown offers."""
    named = areas(book.directory.names.get(f"list_{choices.OBJECTIVE.name}", ""))
    longest = max(named, key=lambda area: len(area.rows), default=None)
    if longest is None:
        return ()
    rows = book.top_rows(longest.sheet, {letters(longest.columns.start)}, longest.rows)
    return tuple(text for row in sorted(rows) for text in rows[row].values() if isinstance(text, str))
