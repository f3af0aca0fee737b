"""The rows of feedback and recognition in a workbook: its side of the merge, and the cells that a plan sets there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from goalsheet.errors import CannotWrite
from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.layout.table_rows import Location, TableRows
from goalsheet.merge.actions import AddRow, Plan, SetCell
from goalsheet.merge.copy import Base, Copy, Row, Side, TableCopy
from goalsheet.merge.values import same
from goalsheet.tracker.logs import Feedback, Reward
from goalsheet.tracker.schema import table

#: The tables whose rows managers add in their spreadsheets.
FROM_MANAGERS: tuple[type, ...] = (Feedback, Reward)
_ID = "id"

Tables = Mapping[type, TableRows]  # a workbook's, by the rows' class


def from_managers(tables: Tables) -> dict[type, tuple[TableRows, Location]]:
    """Where rows of managers have their place in the workbook; older ones have none."""
    found = {row: tables[row] for row in FROM_MANAGERS if row in tables}
    placed = {row: (rows, rows.location) for row, rows in found.items() if rows.location}
    return {row: (rows, location) for row, (rows, location) in placed.items() if _ID in location.columns}


def managers_rows(tables: Tables) -> Copy:
    """The rows that came from a manager: those with an id. What employees add by themselves stays with them."""
    copies = {}
    for of, (rows, location) in from_managers(tables).items():
        columns = [name for name in location.columns if name != _ID and not table(of).column(name).computed]
        held = [(number, row) for number, row in zip(rows.numbers, rows.rows, strict=True) if row.id]
        copies[of.__name__] = TableCopy(
            frozenset(columns), tuple(_row(number, row, columns) for number, row in held), rows.spare_ids
        )
    return copies


def _row(number: int, row: Any, columns: list[str]) -> Row:
    return Row(number, row.id, {name: getattr(row, name) for name in columns}, row.unread)


def is_as_remembered(tables: Tables, base: Base) -> bool:
    """Whether the rows say what they said at the last sync, so that nothing has to be told to the manager."""
    return all(
        sorted(row.id for row in copy.rows) == sorted(base.tables.get(name, {}))
        and all(_is_known(row, base.tables[name][row.id].cells) for row in copy.rows)
        for name, copy in managers_rows(tables).items()
    )


def _is_known(row: Row, known: Mapping[str, Value]) -> bool:
    return all(same(row.cells.get(name), was) for name, was in known.items() if name not in row.unread)


def row_cells(workbook: str, tables: Tables, plan: Plan) -> dict[CellPlace, Value]:
    """The cells that a plan sets in rows that are there, and in new ones below the last; CannotWrite without room."""
    cells: dict[CellPlace, Value] = {}
    for of, (rows, location) in from_managers(tables).items():
        numbers = {
            row.id: number for number, row in reversed(list(zip(rows.numbers, rows.rows, strict=True))) if row.id
        }
        free = rows_below(workbook, rows, location)
        for action in plan.actions:
            match action:
                case SetCell(Side.WORKBOOK, key, _, new) if key.table == of.__name__ and key.id in numbers:
                    cells |= location.cells(numbers[key.id], {key.column: new})
                case AddRow(Side.WORKBOOK, name, one, held) if name == of.__name__:
                    said = {column: value for column, value in held.items() if value is not None} | {_ID: one}
                    number = next(free)
                    cells |= location.cells(number, said)
    return cells


def rows_below(workbook: str, rows: TableRows, location: Location) -> Iterator[int]:
    """The free rows below a table's last one; CannotWrite where there is none left."""
    yield from rows.free()
    cure = "Delete old rows there, then run the same command again."
    raise CannotWrite(f"{workbook}: on the sheet {location.sheet} there is no room for more rows. {cure}")
