"""Cells that sync sets on a sheet, in blocks of one call each; what stands between them is put back as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from goalsheet.excel.rectangles import Cell, rectangles
from goalsheet.excel.tables import (
    LONGEST_IN_A_BLOCK,
    DayOfMoment,
    OpenTable,
    TimeOfDay,
    as_cell,
    formulas,
    formulas_held,
)
from goalsheet.layout.contents import Content
from goalsheet.layout.plan import Value
from goalsheet.layout.room import letters


@dataclass(frozen=True)
class Block:
    """A rectangle of cells, with what is handed to the program for each of them, row by row."""

    first: Cell
    last: Cell
    rows: list[list[Any]]


#: What can be handed over again of what stands around some cells of a sheet.
Around = Callable[[Collection[Cell]], Mapping[Cell, Any]]


def blocks(cells: Mapping[Cell, Value], around: Around | None) -> list[Block]:
    """The blocks that set those cells of a sheet, few of them where it can be known what stands around them."""
    long = {cell: one for cell, one in cells.items() if _is_long(one)}
    wanted = cells.keys() - long.keys()
    handed: dict[Cell, Any] = {cell: as_cell(cells[cell]) for cell in wanted}
    areas = list(rectangles(wanted, wanted))
    if len(areas) > 1 and around:
        handed = {**around(wanted), **handed}
        areas = list(rectangles(wanted, handed))
    alone = [Block(cell, cell, [[as_cell(one)]]) for cell, one in sorted(long.items())]
    return [_block(area, handed) for area in areas] + alone


class Surroundings:
    """What stands around cells of a table, which is asked for once: most cells that are tried lie among the first."""

    def __init__(self, table: OpenTable) -> None:
        self._table = table
        self._rows, self._columns = range(0), range(0)
        self._cells: Mapping[Cell, Any] = {}

    def __call__(self, cells: Collection[Cell]) -> Mapping[Cell, Any]:
        """What was typed around those cells, and the table's own formulas."""
        if not all(row in self._rows and column in self._columns for row, column in cells):
            self._rows, self._columns = _reach(row for row, _ in cells), _reach(column for _, column in cells)
            self._cells = _between(self._table, self._rows, self._columns)
        return self._cells


def _reach(numbers: Iterable[int]) -> range:
    found = sorted(numbers)
    return range(found[0], found[-1] + 1)


def _is_long(value: Content | None) -> bool:
    return isinstance(value, str) and len(value) > LONGEST_IN_A_BLOCK


def _block(area: Collection[Cell], handed: Mapping[Cell, Any]) -> Block:
    first, last = min(area), max(area)
    rows, columns = range(first[0], last[0] + 1), range(first[1], last[1] + 1)
    return Block(first, last, [[handed[row, column] for column in columns] for row in rows])


def _between(table: OpenTable, rows: range, columns: range) -> dict[Cell, Any]:
    """What can be handed over again and is then exactly what stands there: what was typed, and a log's formulas.

    Any other cell is left out, so no block spans it.
    """
    return dict(_typed(table, rows, columns)) | dict(_computed(table, rows, columns))


def _computed(table: OpenTable, rows: range, columns: range) -> Iterator[tuple[Cell, str]]:
    """The formulas in the computed columns of a log; below its Excel table those with which it grows."""
    below = table.below(rows)
    for name in table.location.columns:
        column, formula = table.place(name), table.formula(name)
        if formula and column in columns:
            there = dict(formulas_held(table.sheet.range((rows.start, column), (rows.stop - 1, column))))
            yield from there.items()
            to_come = ((row, column) for row in below if letters(column) not in table.rows.get(row, {}))
            yield from ((cell, formula) for cell in to_come if cell not in there)


def _typed(table: OpenTable, rows: range, columns: range) -> Iterator[tuple[Cell, Any]]:
    """What stands in the columns in which people type, but no formula, no error and no time of day."""
    names = [name for name in table.location.columns if not table.of.column(name).computed]
    for run in table.side_by_side(name for name in names if table.place(name) in columns):
        left, right = table.place(run[0]), table.place(run[-1])
        taken = set(formulas(table.sheet.range((rows.start, left), (rows.stop - 1, right))))
        for cell in product(rows, range(left, right + 1)):
            held = table.rows.get(cell[0], {}).get(letters(cell[1]))
            if isinstance(held, DayOfMoment | TimeOfDay) or _is_long(held) or cell in taken:
                continue
            if held is None or isinstance(held, str | float | dt.date):
                yield cell, as_cell(held)
