"""Requests that write to cells: values, formats, notes, dropdowns."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
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
from goalsheet.local_sheets.spreadsheet import RowsDraft, Spreadsheet
from goalsheet.local_sheets.values import LONGEST_CELL, TOO_LONG
from goalsheet.local_sheets.visitors import Visitor

Json = dict[str, Any]


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
    return _written(book, area, mask, given), {}


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
    line = rows[row].get("values", []) if row < len(rows) else []
    return dict(line[column] or {}) if column < len(line) else {}


def _written(book: Spreadsheet, area: Area, mask: Mask, given: Iterable[tuple[int, int, Json]]) -> Spreadsheet:
    """The spreadsheet with the mask's fields of those cells as given."""
    sheet = book.sheet(area.sheet)
    draft = RowsDraft(sheet.rows)
    for row, column, cell in given:
        old = draft.get(row, column)
        if cell or old:
            draft.set(row, column, stored(merged(old, styled_cell(cell), mask)))
    return book.with_sheet(replace(sheet, rows=draft.rows()))


def stored(cell: Json) -> Json:
    """The cell without empty and computed fields; refuses text that is too long."""
    value = cell.get("userEnteredValue", {})
    text = value.get("stringValue", value.get("formulaValue", ""))
    if len(text) > LONGEST_CELL:
        raise bad_request(TOO_LONG)
    if value == {"stringValue": ""}:
        cell = {**cell, "userEnteredValue": {}}
    if isinstance(value.get("numberValue"), float | str):  # Google takes numbers in quotes, too
        cell = {**cell, "userEnteredValue": {"numberValue": _number(value["numberValue"])}}
    computed = {"effectiveValue", "formattedValue", "effectiveFormat"}
    return {name: part for name, part in cell.items() if part not in (None, "", {}) and name not in computed}


def _number(given: float | str) -> float:
    """A number as it is kept; refuses what JSON has no number for."""
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
        return _written(book, area, mask, ((row, column, cell) for row, column in area.cells())), {}
    given = (
        (
            row,
            column,
            {**cell, "userEnteredValue": {"formulaValue": moved_formula(formula, row - area.top, column - area.left)}},
        )
        for row, column in area.cells()
    )
    return _written(book, area, mask, given), {}


@kind("setDataValidation", its_range)
def set_data_validation(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """A dropdown or check box for a range; none takes it away."""
    del visitor
    area = area_of(book, request.get("range", {}))
    rule = {name: part for name, part in request.get("rule", {}).items() if part not in (False, None)}
    given = ((row, column, {"dataValidation": rule}) for row, column in area.cells())
    return _written(book, area, {"dataValidation": {}}, given), {}


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
    return _written(book, area, {"userEnteredFormat": {}}, given), {}


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
    return _written(book, area, update_mask(request.get("fields")), given), {}
