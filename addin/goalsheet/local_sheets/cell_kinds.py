"""Requests that write to cells: values, formats, notes, dropdowns."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from goalsheet.local_sheets.areas import Area, area_of
from goalsheet.local_sheets.colours import styled_cell
from goalsheet.local_sheets.formula_values import whole
from goalsheet.local_sheets.kinds import its_range, kind
from goalsheet.local_sheets.masks import Mask, merged, update_mask
from goalsheet.local_sheets.protection import require_open
from goalsheet.local_sheets.references import moved_formula
from goalsheet.local_sheets.refusals import bad_request
from goalsheet.local_sheets.spreadsheet import NOTHING, RowsDraft, Spreadsheet
from goalsheet.local_sheets.values import LONGEST_CELL, TOO_LONG
from goalsheet.local_sheets.visitors import Visitor

Json = dict[str, Any]

Change = Callable[[Json, Json], Json]
COMPUTED = frozenset({"effectiveValue", "formattedValue", "effectiveFormat"})


def _target(book: Spreadsheet, request: Json) -> Area:
    """The cells that updateCells writes: its range, or as many as it brings from its start on."""
    if "range" in request:
        return area_of(book, request["range"])
    start = request.get("start", {})
    sheet = book.sheet(int(start.get("sheetId", 0)))
    top, left = int(start.get("rowIndex", 0)), int(start.get("columnIndex", 0))
    rows = request.get("rows", [])
    width = max((len(row.get("values", [])) for row in rows), default=0)
    area = Area(sheet.id, top, left, top + len(rows), left + width)
    _refuse_beyond(area, sheet.row_count, sheet.column_count)
    return area


def _its_target(book: Spreadsheet, request: Json) -> Iterable[Area]:
    return (_target(book, request),)


@kind("updateCells", _its_target)
def update_cells(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Write rows of cells; cells of the range that no row brings lose the mask's fields."""
    del visitor
    mask = update_mask(request.get("fields"))
    area = _target(book, request)
    rows = request.get("rows", [])
    if "range" in request:
        width = max((len(row.get("values", [])) for row in rows), default=0)
        _refuse_beyond(area._replace(bottom=area.top + len(rows), right=area.left + width), area.bottom, area.right)
    given = (
        (row, column, _given(rows, row - area.top, column - area.left))
        for row, column in (_brought(area, rows) if "range" not in request else area.cells())
    )
    return _written(book, area, given, _changing(mask)), {}


def _brought(area: Area, rows: list[Json]) -> Iterator[tuple[int, int]]:
    return (
        (area.top + row, area.left + column)
        for row, line in enumerate(rows)
        for column in range(len(line.get("values", [])))
    )


def _refuse_beyond(area: Area, bottom: int, right: int) -> None:
    """Refuse cells below or right of what there is to write to."""
    for side, tried, end in (("row", area.bottom, bottom), ("column", area.right, right)):
        if tried > end:
            raise bad_request(f"Attempting to write {side}: {end}, beyond the last requested {side} of: {end - 1}")


def _given(rows: list[Json], row: int, column: int) -> Json:
    line = rows[row].get("values", ()) if row < len(rows) else ()
    return (line[column] or NOTHING) if column < len(line) else NOTHING


def _written(book: Spreadsheet, area: Area, given: Iterable[tuple[int, int, Json]], change: Change) -> Spreadsheet:
    """The spreadsheet with those cells changed to what is given."""
    sheet = book.sheet(area.sheet)
    draft = RowsDraft(sheet.rows)
    for row, column, cell in given:
        old = draft.get(row, column)
        if cell or old:
            draft.set(row, column, change(old, cell))
    return book.with_sheet(replace(sheet, rows=draft.rows()))


def _changing(mask: Mask) -> Change:
    """A change of the mask's fields."""
    return lambda old, cell: stored(merged(old, styled_cell(cell), mask))


def _changing_alike(mask: Mask) -> Change:
    """The same for cells that are mostly one and the same: what becomes of them is worked out, and kept, once."""
    known: dict[tuple[int, int], tuple[Json, Json, Json]] = {}
    change = _changing(mask)

    def changed(old: Json, cell: Json) -> Json:
        key = id(old), id(cell)
        if key not in known:
            known[key] = change(old, cell), old, cell  # what is known by its id must stay alive
        return known[key][0]

    return changed


def stored(cell: Json) -> Json:
    """The cell without empty and computed fields; refuses text that is too long."""
    out = {name: part for name, part in cell.items() if part and name not in COMPUTED}
    if "userEnteredValue" in out:
        ((kind, value),) = out["userEnteredValue"].items()
        if kind == "numberValue":
            if type(value) is not int:
                out["userEnteredValue"] = {kind: _number(value)}
        elif value == "":
            del out["userEnteredValue"]
        elif kind != "boolValue" and len(value) > LONGEST_CELL:
            raise bad_request(TOO_LONG)
    return out


def _number(given: float | str) -> float:
    """A number as it is kept, also one in quotes; refuses what JSON has no number for."""
    number = float(given)
    if not math.isfinite(number):
        raise bad_request(f"Invalid number: {given}")
    return whole(number)


@kind("repeatCell", its_range)
def repeat_cell(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """The same cell for all of a range; formulas move along."""
    del visitor
    mask = update_mask(request.get("fields"))
    area = area_of(book, request.get("range", {}))
    cell = request.get("cell", {})
    formula = cell.get("userEnteredValue", {}).get("formulaValue")
    if formula is None:
        return _written(book, area, ((row, column, cell) for row, column in area.cells()), _changing_alike(mask)), {}
    given = (
        (
            row,
            column,
            {**cell, "userEnteredValue": {"formulaValue": moved_formula(formula, row - area.top, column - area.left)}},
        )
        for row, column in area.cells()
    )
    return _written(book, area, given, _changing(mask)), {}


@kind("setDataValidation", its_range)
def set_data_validation(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """A dropdown or check box for a range; none takes it away."""
    del visitor
    area = area_of(book, request.get("range", {}))
    rule = {name: part for name, part in request.get("rule", {}).items() if part not in (False, None)}
    cell = {"dataValidation": rule}
    given = ((row, column, cell) for row, column in area.cells())
    return _written(book, area, given, _changing_alike({"dataValidation": {}})), {}


@kind("updateBorders", its_range)
def update_borders(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Lines around and inside a range."""
    del visitor
    area = area_of(book, request.get("range", {}))
    given = []
    for row, column in area.cells():
        lines = _lines(request, area, row, column)
        cell = book.sheet(area.sheet).cell(row, column)
        look = cell.get("userEnteredFormat", {})
        borders = {**look.get("borders", {}), **lines}
        kept = {side: line for side, line in borders.items() if line.get("style") not in (None, "NONE")}
        given.append((row, column, {"userEnteredFormat": {**look, "borders": kept}}))
    return _written(book, area, given, _changing({"userEnteredFormat": {}})), {}


def _lines(request: Json, area: Area, row: int, column: int) -> Json:
    """The sides of one cell that the request draws."""
    sides = {
        "top": "top" if row == area.top else "innerHorizontal",
        "bottom": "bottom" if row == area.bottom - 1 else "innerHorizontal",
        "left": "left" if column == area.left else "innerVertical",
        "right": "right" if column == area.right - 1 else "innerVertical",
    }
    return {side: request[field] for side, field in sides.items() if field in request}


@kind("appendCells")
def append_cells(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Rows after the last that holds anything; the grid grows as needed."""
    sheet = book.sheet(int(request.get("sheetId", 0)))
    rows = request.get("rows", [])
    top = max(sheet.rows, default=-1) + 1
    width = max((len(row.get("values", [])) for row in rows), default=0)
    sheet = sheet.with_size(max(sheet.row_count, top + len(rows)), max(sheet.column_count, width))
    book = book.with_sheet(sheet)
    area = Area(sheet.id, top, 0, top + len(rows), width)
    require_open(book, visitor, [area])
    given = ((row, column, _given(rows, row - top, column)) for row, column in area.cells())
    return _written(book, area, given, _changing(update_mask(request.get("fields")))), {}
