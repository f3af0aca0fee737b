"""Cells written row by row: what becomes of each, and of the rows that they stand in."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from goalsheet.local_sheets.areas import Area
from goalsheet.local_sheets.colours import styled_cell
from goalsheet.local_sheets.formula_values import whole
from goalsheet.local_sheets.google_functions import require_functions
from goalsheet.local_sheets.masks import Mask, merged
from goalsheet.local_sheets.refusals import bad_request
from goalsheet.local_sheets.spreadsheet import NO_ROW, NOTHING, Row, Rows, Spreadsheet
from goalsheet.local_sheets.values import LONGEST_CELL, TOO_LONG

Json = dict[str, Any]

Change = Callable[[Json, Json], Json]
#: What is given for cells: rows, and in each the columns with their cells.
Given = Iterable[tuple[int, Iterable[tuple[int, Json]]]]
COMPUTED = frozenset({"effectiveValue", "formattedValue", "effectiveFormat"})
_VALUE = "userEnteredValue"


def alike(area: Area, cell: Json) -> Given:
    """The same cell for all of an area."""
    line = [(column, cell) for column in range(area.left, area.right)]
    return ((row, line) for row in range(area.top, area.bottom))


def each(area: Area, cell: Callable[[int, int], Json]) -> Given:
    """What the function says for each cell of an area."""
    return (
        (row, ((column, cell(row, column)) for column in range(area.left, area.right)))
        for row in range(area.top, area.bottom)
    )


def written(book: Spreadsheet, sheet_id: int, given: Given, change: Change) -> Spreadsheet:
    """The spreadsheet with those cells changed to what is given; rows that nothing is left in go."""
    sheet = book.sheet(sheet_id)
    rows: dict[int, Row] = dict(sheet.rows)
    for number, cells in given:
        line = _line(rows.get(number, NO_ROW), cells, change)
        if line:
            rows[number] = line
        else:
            rows.pop(number, None)
    changed: Rows = rows
    return book.with_sheet(replace(sheet, rows=changed))


def _line(row: Row, cells: Iterable[tuple[int, Json]], change: Change) -> Row:
    line = dict(row)
    for column, cell in cells:
        old = line.get(column, NOTHING)
        if cell or old:
            new = change(old, cell or NOTHING)
            if new:
                line[column] = new
            else:
                line.pop(column, None)
    return line


def changing(mask: Mask) -> Change:
    """A change of the mask's fields."""
    if mask == {_VALUE: {}}:
        return _revalued
    return lambda old, cell: stored(merged(old, styled_cell(cell), mask))


def changing_alike(mask: Mask) -> Change:
    """The same for cells that are mostly one and the same: what becomes of them is worked out, and kept, once."""
    known: dict[tuple[int, int], tuple[Json, Json, Json]] = {}
    change = changing(mask)

    def changed(old: Json, cell: Json) -> Json:
        key = id(old), id(cell)
        found = known.get(key)
        if found is None:
            found = known[key] = change(old, cell), old, cell  # what is known by its id must stay alive
        return found[0]

    return changed


def _revalued(old: Json, cell: Json) -> Json:
    """The cell with another value and nothing else changed: by far the most that is ever written."""
    entered = cell.get(_VALUE)
    value = _kept(entered)
    if value is entered is not None and len(cell) == 1 and len(old) == (_VALUE in old):
        return cell
    if value is None:
        return {name: part for name, part in old.items() if name != _VALUE}
    return {**old, _VALUE: value} if old else {_VALUE: value}


def stored(cell: Json) -> Json:
    """The cell without empty and computed fields; refuses text that is too long."""
    out = {name: part for name, part in cell.items() if part and name not in COMPUTED}
    if _VALUE in out:
        value = _kept(out[_VALUE])
        if value is None:
            del out[_VALUE]
        else:
            out[_VALUE] = value
    return out


def _kept(value: Json | None) -> Json | None:
    """A value as it is kept; None for none, as a blank text is. Refuses text that is too long."""
    if not value:
        return None
    ((kind, content),) = value.items()
    if kind == "numberValue":
        return value if type(content) is int else {kind: _number(content)}
    if content == "":
        return None
    if kind != "boolValue" and len(content) > LONGEST_CELL:
        raise bad_request(TOO_LONG)
    if kind == "formulaValue":
        require_functions(content)
    return value


def _number(given: float | str) -> float:
    """A number as it is kept, also one in quotes; refuses what JSON has no number for."""
    number = float(given)
    if not math.isfinite(number):
        raise bad_request(f"Invalid number: {given}")
    return whole(number)
