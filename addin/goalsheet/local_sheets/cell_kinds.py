"""Requests that write to cells: values, formats, notes, dropdowns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from goalsheet.local_sheets.areas import Area, asked_area, require_in_grid
from goalsheet.local_sheets.cell_writing import Given, alike, changing, changing_alike, each, written
from goalsheet.local_sheets.condition_values import require_condition
from goalsheet.local_sheets.kinds import its_range, kind
from goalsheet.local_sheets.masks import update_mask
from goalsheet.local_sheets.protection import require_open
from goalsheet.local_sheets.references import moved_formula
from goalsheet.local_sheets.refusals import bad_request
from goalsheet.local_sheets.spreadsheet import NOTHING, Spreadsheet
from goalsheet.local_sheets.visitors import Visitor

Json = dict[str, Any]


def _target(book: Spreadsheet, request: Json) -> Area:
    """The cells that updateCells writes: its range, or as many as it brings from its start on."""
    if "range" in request:
        return asked_area(book, request)
    if "start" not in request:
        raise bad_request("Must specify a start or a range to update.")
    start = request["start"]
    sheet = book.sheet(int(start.get("sheetId", 0)))
    top, left = int(start.get("rowIndex", 0)), int(start.get("columnIndex", 0))
    require_in_grid(sheet, top, left)
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
    width = area.right - area.left if "range" in request else 0
    height = area.bottom - area.top if "range" in request else len(rows)
    return written(book, area.sheet, _lines_of(rows, area.top, area.left, height, width), changing(mask)), {}


def _lines_of(rows: list[Json], top: int, left: int, height: int, width: int) -> Given:
    """The cells that rows bring; up to that height and width, those that they do not bring are empty."""
    for number in range(height):
        cells = rows[number].get("values", []) if number < len(rows) else []
        if len(cells) < width:
            cells = [*cells, *[NOTHING] * (width - len(cells))]
        yield top + number, enumerate(cells, left)


def _refuse_beyond(area: Area, bottom: int, right: int) -> None:
    """Refuse cells below or right of what there is to write to."""
    for side, tried, end in (("row", area.bottom, bottom), ("column", area.right, right)):
        if tried > end:
            raise bad_request(f"Attempting to write {side}: {end}, beyond the last requested {side} of: {end - 1}")


@kind("repeatCell", its_range)
def repeat_cell(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """The same cell for all of a range; formulas move along."""
    del visitor
    mask = update_mask(request.get("fields"))
    area = asked_area(book, request)
    cell = request.get("cell", {})
    formula = cell.get("userEnteredValue", {}).get("formulaValue")
    if formula is None:
        return written(book, area.sheet, alike(area, cell), changing_alike(mask)), {}

    def moved(row: int, column: int) -> Json:
        text = moved_formula(formula, row - area.top, column - area.left)
        return {**cell, "userEnteredValue": {"formulaValue": text}}

    return written(book, area.sheet, each(area, moved), changing(mask)), {}


@kind("setDataValidation", its_range)
def set_data_validation(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """A dropdown or check box for a range; none takes it away."""
    del visitor
    area = asked_area(book, request)
    if "rule" in request:
        require_condition(request["rule"].get("condition"))
    rule = {name: part for name, part in request.get("rule", {}).items() if part not in (False, None)}
    given = alike(area, {"dataValidation": rule})
    return written(book, area.sheet, given, changing_alike({"dataValidation": {}})), {}


@kind("updateBorders", its_range)
def update_borders(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Lines around and inside a range."""
    del visitor
    area = asked_area(book, request)
    sheet = book.sheet(area.sheet)

    def bordered(row: int, column: int) -> Json:
        look = sheet.cell(row, column).get("userEnteredFormat", {})
        borders = {**look.get("borders", {}), **_lines(request, area, row, column)}
        kept = {side: line for side, line in borders.items() if line.get("style") not in (None, "NONE")}
        return {"userEnteredFormat": {**look, "borders": kept}}

    return written(book, area.sheet, each(area, bordered), changing({"userEnteredFormat": {}})), {}


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
    given = _lines_of(rows, top, 0, len(rows), width)
    return written(book, sheet.id, given, changing(update_mask(request.get("fields")))), {}
