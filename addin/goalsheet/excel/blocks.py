"""Cells that are set on a sheet, in blocks of one call each; nothing that people made is written over, or again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

from xlwings import Sheet

from goalsheet.excel.rectangles import Cell, rectangles
from goalsheet.excel.tables import LONGEST_IN_A_BLOCK, OpenTable, as_cell, formulas, merged
from goalsheet.layout.contents import Content
from goalsheet.layout.plan import Value
from goalsheet.layout.room import letters
from goalsheet.tracker.schema import Owner

#: Stands for the formula of a cell, which is read only when a block is written that holds the cell.
FORMULA: Final = object()


@dataclass(frozen=True)
class Block:
    """A rectangle of cells, with what is handed to the program for each of them, row by row."""

    first: Cell
    last: Cell
    rows: list[list[Any]]

    @property
    def formulas(self) -> list[Cell]:
        """The cells whose formulas are still to be read."""
        return [
            (row, column)
            for row, held in enumerate(self.rows, self.first[0])
            for column, one in enumerate(held, self.first[1])
            if one is FORMULA
        ]


#: What can be handed over again of what stands around some cells of a sheet.
Around = Callable[[Collection[Cell]], Mapping[Cell, Any]]


def blocks(cells: Mapping[Cell, Value], around: Around | None) -> list[Block]:
    """The blocks that set those cells of a sheet, in as few calls as what stands around them lets it be."""
    long = {cell: one for cell, one in cells.items() if is_long(one)}
    wanted = cells.keys() - long.keys()
    own: dict[Cell, Any] = {cell: as_cell(cells[cell]) for cell in wanted}
    found = _covering(wanted, own)
    if len(found) > 1 and around:
        there = around(wanted)
        values = {cell: one for cell, one in there.items() if one is not FORMULA}
        found = min((found, _covering(wanted, {**values, **own}), _covering(wanted, {**there, **own})), key=calls)
    return found + [Block(cell, cell, [[as_cell(one)]]) for cell, one in sorted(long.items())]


def _covering(wanted: Collection[Cell], handed: Mapping[Cell, Any]) -> list[Block]:
    return [_block(area, handed) for area in rectangles(wanted, handed)]


def _block(area: Collection[Cell], handed: Mapping[Cell, Any]) -> Block:
    first, last = min(area), max(area)
    rows, columns = range(first[0], last[0] + 1), range(first[1], last[1] + 1)
    return Block(first, last, [[handed[row, column] for column in columns] for row in rows])


def calls(found: Sequence[Block]) -> int:
    """How many calls it takes to write those blocks of a sheet, with the one that reads the formulas in them."""
    return len(found) + any(one.formulas for one in found)


def write_blocks(sheet: Sheet, found: Sequence[Block]) -> None:
    """Write them."""
    read = _read_formulas(sheet, [cell for one in found for cell in one.formulas])
    for one in found:
        rows = [
            [read[row, column] if held is FORMULA else held for column, held in enumerate(line, one.first[1])]
            for row, line in enumerate(one.rows, one.first[0])
        ]
        sheet.range(one.first, one.last).value = rows


def _read_formulas(sheet: Sheet, cells: Collection[Cell]) -> dict[Cell, str]:
    """The formulas that stand in those cells, and in the others between them; in one call."""
    if not cells:
        return {}
    rows, columns = _reach(row for row, _ in cells), _reach(column for _, column in cells)
    found = sheet.range((rows.start, columns.start), (rows.stop - 1, columns.stop - 1)).formula
    table = [[found]] if isinstance(found, str) else found
    return {(row, column): table[row - rows.start][column - columns.start] for row, column in product(rows, columns)}


class Surroundings:
    """What stands around cells of a table, which is asked for once: most cells that are tried lie among the first."""

    def __init__(self, table: OpenTable) -> None:
        self._table = table
        self._rows, self._columns = range(0), range(0)
        self._cells: Mapping[Cell, Any] = {}

    def __call__(self, cells: Collection[Cell]) -> Mapping[Cell, Any]:
        """What can be handed over again around those cells."""
        if not all(row in self._rows and column in self._columns for row, column in cells):
            self._rows, self._columns = _reach(row for row, _ in cells), _reach(column for _, column in cells)
            self._cells = dict(_between(self._table, self._rows, self._columns))
        return self._cells


def _reach(numbers: Iterable[int]) -> range:
    found = sorted(numbers)
    return range(found[0], found[-1] + 1)


def is_long(value: Content | None) -> bool:
    """Whether the program takes it only for a cell alone."""
    return isinstance(value, str) and len(value) > LONGEST_IN_A_BLOCK


def _between(table: OpenTable, rows: range, columns: range) -> Iterator[tuple[Cell, Any]]:
    """What is then exactly what stands there: empty cells, what goalsheet or the manager wrote, and a log's formulas.

    Nothing of what people typed in cells of their own: only their program knows what else these hold, such as links
    or letters in bold. Any cell that is left out here is spanned by no block.
    """
    names = {table.place(name): name for name in table.location.columns}
    area = table.sheet.range((rows.start, columns.start), (rows.stop - 1, columns.stop - 1))
    no_place = {(cell.row, cell.column) for cells in merged(area) for cell in cells}
    for column in columns:
        found = _in_a_column(table, rows, column, names.get(column))
        yield from ((cell, one) for cell, one in found if cell not in no_place)


def _in_a_column(table: OpenTable, rows: range, column: int, name: str | None) -> Iterator[tuple[Cell, Any]]:
    cells = table.sheet.range((rows.start, column), (rows.stop - 1, column))
    held = set(formulas(cells))
    formula = table.formula(name) if name else None
    if formula and held and cells.has_array is False:
        yield from ((cell, FORMULA) for cell in held)
    below = table.below(rows) if formula else ()
    for row in rows:
        value, cell = table.rows.get(row, {}).get(letters(column)), (row, column)
        if cell not in held and value is None:
            yield cell, formula if row in below else None
        elif cell not in held and name and not formula and _is_ours(table, name, value):
            yield cell, as_cell(value)  # type: ignore[arg-type]  # a text, number or day


def _is_ours(table: OpenTable, name: str, value: Content | None) -> bool:
    """Whether the tool or the manager wrote it, as it can be handed over again."""
    column = table.of.column(name)
    is_plain = type(value) in {str, float, dt.date} and not is_long(value)  # no error, and no time of day
    return is_plain and column.owner is not Owner.EMPLOYEE and not column.computed
