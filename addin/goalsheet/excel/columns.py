"""Columns of a table that a button sets: where they hold something else, and never over what stands between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goalsheet.excel.blocks import Block, blocks, is_long, write_blocks
from goalsheet.excel.rectangles import Cell
from goalsheet.excel.tables import OpenTable, as_cell
from goalsheet.layout.plan import Value
from goalsheet.layout.room import letters
from goalsheet.progress.edits import LONGEST_TEXT

#: What is said where not all could be set in the calls of one press.
AGAIN = "Columns that stand between those of goalsheet keep some cells for the next press: press the button again."


def write(table: OpenTable, first_row: int, columns: Mapping[str, Sequence[Value]]) -> None:
    """Set the columns downwards from a row; texts stay texts."""
    write_blocks(table.sheet, renewals(table, first_row, columns))


def renewals(table: OpenTable, first_row: int, columns: Mapping[str, Sequence[Value]]) -> list[Block]:
    """The blocks, a call each, that set the columns downwards from a row; none for what they hold already.

    In the columns' order: of a part of them, the first ones are whole.
    """
    order = {table.place(name): number for number, name in enumerate(columns)}
    cells = {(row, table.place(name)): one for name, held in columns.items() for row, one in enumerate(held, first_row)}
    again = {cell: as_cell(one) for cell, one in cells.items() if not is_long(one)}
    found = blocks({cell: one for cell, one in cells.items() if not _holds(table, cell, one)}, lambda _: again)
    return sorted(found, key=lambda one: max(order[column] for column in range(one.first[1], one.last[1] + 1)))


def _holds(table: OpenTable, cell: Cell, value: Value) -> bool:
    row, column = cell
    held = table.rows.get(row, {}).get(letters(column))
    if value is None or value == "":
        return held is None
    if isinstance(value, str):
        return type(held) is str and held == value[:LONGEST_TEXT]
    is_number = isinstance(value, int | float) and type(held) is float
    return (is_number or type(held) is type(value)) and held == value
