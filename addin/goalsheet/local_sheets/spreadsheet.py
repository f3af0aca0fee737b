"""A spreadsheet as a plain value: what Google's JSON says of it, cells kept sparsely by row and column from 0."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from goalsheet.local_sheets.refusals import bad_request

Json = dict[str, Any]
Row = Mapping[int, Json]
Rows = Mapping[int, Row]

#: What stands in an empty cell; it is never changed.
NOTHING: Json = {}
NO_ROW: Row = {}
#: Larger ids would not fit Google's int32.
LARGEST_ID = 2**31 - 1


@dataclass(frozen=True)
class Sheet:
    """One tab; `parts` holds merges, protectedRanges and the like under Google's names."""

    properties: Json
    rows: Rows = field(default_factory=dict)
    row_looks: Mapping[int, Json] = field(default_factory=dict)
    column_looks: Mapping[int, Json] = field(default_factory=dict)
    parts: Mapping[str, tuple[Json, ...]] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """The sheetId."""
        return int(self.properties["sheetId"])

    @property
    def title(self) -> str:
        """What stands on the tab."""
        return str(self.properties["title"])

    @property
    def row_count(self) -> int:
        """How many rows the grid has."""
        return int(self.properties["gridProperties"]["rowCount"])

    @property
    def column_count(self) -> int:
        """How many columns the grid has."""
        return int(self.properties["gridProperties"]["columnCount"])

    def part(self, name: str) -> tuple[Json, ...]:
        """The merges, protectedRanges … of this tab."""
        return self.parts.get(name, ())

    def with_part(self, name: str, items: tuple[Json, ...]) -> Sheet:
        """The tab with other merges or protectedRanges or the like."""
        return replace(self, parts={**self.parts, name: items})

    def cell(self, row: int, column: int) -> Json:
        """What was entered in a cell; empty where nothing was."""
        return self.rows.get(row, NO_ROW).get(column, NOTHING)

    def with_size(self, rows: int, columns: int) -> Sheet:
        """The tab with a grid of that size."""
        grid = {**self.properties["gridProperties"], "rowCount": rows, "columnCount": columns}
        return replace(self, properties={**self.properties, "gridProperties": grid})


@dataclass(frozen=True)
class Spreadsheet:
    """A whole spreadsheet; `serial` counts the ids given out (the same requests give the same ids), `moment` is now."""

    id: str
    properties: Json
    sheets: tuple[Sheet, ...]
    named_ranges: tuple[Json, ...] = ()
    metadata: tuple[Json, ...] = ()
    serial: int = 1
    moment: float = 0.0

    def sheet(self, sheet_id: int) -> Sheet:
        """The tab with that id; refuses an unknown one."""
        for sheet in self.sheets:
            if sheet.id == sheet_id:
                return sheet
        raise bad_request(f"No grid with id: {sheet_id}")

    def titled(self, title: str) -> Sheet | None:
        """The tab with that title; Google compares titles without regard to case."""
        return next((sheet for sheet in self.sheets if sheet.title.lower() == title.lower()), None)

    def with_sheet(self, changed: Sheet) -> Spreadsheet:
        """The spreadsheet with that tab in place of the one with its id."""
        return replace(self, sheets=tuple(changed if sheet.id == changed.id else sheet for sheet in self.sheets))

    def with_new_id(self) -> tuple[Spreadsheet, int]:
        """The spreadsheet that has given out one more id, and the id: scattered, as Google's look."""
        return replace(self, serial=self.serial + 1), self.serial * 1_181_783_497 % LARGEST_ID


def entered_cells(sheet: Sheet) -> Iterator[tuple[int, int, Json]]:
    """Row, column and content of each cell that holds anything, from the top left on."""
    for row in sorted(sheet.rows):
        for column in sorted(sheet.rows[row]):
            yield row, column, sheet.rows[row][column]


class RowsDraft:
    """Rows being changed: copies a row when it is first touched, so that the value it came from stays as it was."""

    def __init__(self, rows: Rows) -> None:
        self._rows: dict[int, Row] = dict(rows)
        self._own: dict[int, dict[int, Json]] = {}

    def set(self, row: int, column: int, cell: Json) -> None:
        """Put a cell there; an empty one takes it away."""
        own = self._own.get(row)
        if own is None:
            own = self._own[row] = dict(self._rows.get(row, {}))
            self._rows[row] = own
        if cell:
            own[column] = cell
        else:
            own.pop(column, None)

    def get(self, row: int, column: int) -> Json:
        """What stands there now."""
        return self._rows.get(row, NO_ROW).get(column, NOTHING)

    def rows(self) -> Rows:
        """The changed rows, without those that became empty; the draft ends here."""
        for number in [number for number, row in self._own.items() if not row]:
            del self._rows[number]
        return self._rows
