"""The rows of a table as people filled them in, and what of it cannot be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goalsheet.errors import Problem
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.schema import Owner, Table
from goalsheet.workbook.cell_values import CellReader
from goalsheet.workbook.contents import Content, Rows
from goalsheet.workbook.locations import Location
from goalsheet.workbook.references import CellPlace


@dataclass(frozen=True)
class TableRows:
    """One table as it stands in a workbook: the rows in which somebody typed something, and their numbers there."""

    location: Location | None
    rows: tuple[Any, ...] = ()
    numbers: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()


class TableReader:
    """Reads the rows of one table; computed columns are left blank, for they are computed again."""

    def __init__(self, name: str, of: Table, location: Location, reader: CellReader) -> None:
        self._name, self._of, self._location, self._reader = name, of, location, reader
        self._columns = [(of.column(name), place) for name, place in location.read_columns(of).items()]
        self._typed = {place for column, place in self._columns if column.owner is not Owner.TOOL}
        self._problems: list[Problem] = []

    def read(self, rows: Rows) -> TableRows:
        """The table's rows, without those in which nobody typed anything."""
        numbers = [row for row in sorted(rows) if row in self._location.rows and self._is_typed(rows[row])]
        read = tuple(self._row(number, rows[number]) for number in numbers)
        self._check_ids(read, numbers)
        self._check_below(rows)
        return TableRows(self._location, read, tuple(numbers), tuple(self._problems))

    def _is_typed(self, cells: Mapping[str, Content]) -> bool:
        return any(True for _ in self._typed_in(cells))

    def _typed_in(self, cells: Mapping[str, Content]) -> Iterator[str]:
        for place, content in cells.items():
            if place in self._typed and not (isinstance(content, str) and content.isspace()):
                yield place

    def _row(self, number: int, cells: Mapping[str, Content]) -> Any:
        values = {}
        for column, place in self._columns:
            if place in cells:
                value, what, cure = self._reader.read(column, cells[place])
                values[column.name] = value
                if what:
                    self._complain(place, number, what, cure)
        return self._of.row(**values)

    def _complain(self, column: str, row: int, what: str, cure: str) -> None:
        place = CellPlace(self._location.sheet, f"{column}{row}")
        self._problems.append(Problem(f"{self._name}, {place}", what, cure))

    def _check_ids(self, rows: Sequence[Any], numbers: Sequence[int]) -> None:
        """Every goal needs a number, and no two rows of a table may have the same."""
        place = self._location.columns.get("id")
        if place is None:
            return
        counted = Counter(row.id.upper() for row in rows if row.id)
        for row, number in zip(rows, numbers, strict=True):
            if row.id and counted[row.id.upper()] > 1:
                self._complain(place, number, f"{row.id} stands in more than one row.", "Give each row its own.")
            elif not row.id and self._of.row is Goal:
                self._complain(place, number, "this goal has no number.", "Give it one that no other goal has.")

    def _check_below(self, rows: Rows) -> None:
        last = self._location.rows.stop - 1
        below = sorted(row for row in rows if row > last and self._is_typed(rows[row]))
        if below:
            what = f"{len(below)} row(s) stand below row {last}, where nothing counts, so they were not read."
            self._complain(min(self._typed_in(rows[below[0]])), below[0], what, "Move them up.")
