"""Requests that carry cells from one place to another: copy, cut, sort, find and replace."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from goalsheet.local_sheets.areas import Area, asked_area, require_in_grid, whole
from goalsheet.local_sheets.contents import Contents, contents_of
from goalsheet.local_sheets.formula_values import FormulaError
from goalsheet.local_sheets.kinds import its_range, kind
from goalsheet.local_sheets.protection import require_open
from goalsheet.local_sheets.references import moved_formula
from goalsheet.local_sheets.refusals import bad_request, not_served
from goalsheet.local_sheets.spreadsheet import RowsDraft, Spreadsheet
from goalsheet.local_sheets.visitors import Visitor

Json = dict[str, Any]

#: What each kind of pasting takes along.
PASTES = {
    "PASTE_NORMAL": {"userEnteredValue", "userEnteredFormat", "note", "dataValidation", "textFormatRuns"},
    "PASTE_VALUES": {"userEnteredValue"},
    "PASTE_FORMAT": {"userEnteredFormat"},
    "PASTE_NO_BORDERS": {"userEnteredValue", "userEnteredFormat", "note", "dataValidation", "textFormatRuns"},
    "PASTE_FORMULA": {"userEnteredValue"},
    "PASTE_DATA_VALIDATION": {"dataValidation"},
}


def _spread(book: Spreadsheet, request: Json) -> Area:
    """The cells that a copy fills: as many whole copies of the source as the destination holds, at least one."""
    source, target = asked_area(book, request, "source"), asked_area(book, request, "destination")
    height, width = source.bottom - source.top, source.right - source.left
    if not height or not width:
        raise bad_request("source must not be empty.")
    if request.get("pasteOrientation") == "TRANSPOSE":
        height, width = width, height
    rows = max(1, (target.bottom - target.top) // height) * height
    columns = max(1, (target.right - target.left) // width) * width
    sheet = book.sheet(target.sheet)
    require_in_grid(sheet, target.top + rows - 1, target.left + columns - 1)
    return target._replace(bottom=target.top + rows, right=target.left + columns)


def _its_spread(book: Spreadsheet, request: Json) -> Iterable[Area]:
    return (_spread(book, request),)


@kind("copyPaste", _its_spread)
def copy_paste(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Copy a range, again and again where the destination is larger; formulas move along."""
    del visitor
    fields = PASTES.get(request.get("pasteType", "PASTE_NORMAL"))
    if fields is None:
        raise not_served(f"the paste type {request['pasteType']}")
    source, target = asked_area(book, request, "source"), _spread(book, request)
    turned = request.get("pasteOrientation") == "TRANSPOSE"
    contents = contents_of(book)
    draft = RowsDraft(book.sheet(target.sheet).rows)
    for row, column in target.cells():
        down, right = row - target.top, column - target.left
        down, right = (right, down) if turned else (down, right)
        place = source.top + down % (source.bottom - source.top), source.left + right % (source.right - source.left)
        cell = _carried(contents, source.sheet, place, (row, column), request.get("pasteType", "PASTE_NORMAL"))
        kept = {name: part for name, part in draft.get(row, column).items() if name not in fields}
        draft.set(row, column, kept | {name: part for name, part in cell.items() if name in fields})
    sheet = book.sheet(target.sheet)
    return book.with_sheet(replace(sheet, rows=draft.rows())), {}


def _carried(contents: Contents, sheet_id: int, place: tuple[int, int], target: tuple[int, int], paste: str) -> Json:
    """The cell at a place as it reads at its target."""
    sheet = contents.book.sheet(sheet_id)
    cell = sheet.cell(*place)
    formula = cell.get("userEnteredValue", {}).get("formulaValue")
    if formula is None:
        return cell
    if paste == "PASTE_VALUES":
        return {**cell, "userEnteredValue": _frozen(contents.value(sheet, *place))}
    moved = moved_formula(formula, target[0] - place[0], target[1] - place[1])
    return {**cell, "userEnteredValue": {"formulaValue": moved}}


def _frozen(value: Any) -> Json:
    """A worked out value as if it had been entered."""
    if isinstance(value, FormulaError):
        return {"stringValue": value.shown}
    if isinstance(value, bool):
        return {"boolValue": value}
    return {"numberValue": value} if isinstance(value, int | float) else {"stringValue": value or ""}


def _cut_reach(book: Spreadsheet, request: Json) -> Iterable[Area]:
    return asked_area(book, request, "source"), _cut_target(book, request)


def _cut_target(book: Spreadsheet, request: Json) -> Area:
    source = asked_area(book, request, "source")
    if "destination" not in request:
        raise bad_request("destination is required.")
    place = request["destination"]
    top, left = int(place.get("rowIndex", 0)), int(place.get("columnIndex", 0))
    sheet = book.sheet(int(place.get("sheetId", 0)))
    target = Area(sheet.id, top, left, top + source.bottom - source.top, left + source.right - source.left)
    require_in_grid(sheet, top, left)
    require_in_grid(sheet, max(top, target.bottom - 1), max(left, target.right - 1))
    return target


@kind("cutPaste", _cut_reach)
def cut_paste(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Move a range's cells to another place."""
    del visitor
    fields = PASTES.get(request.get("pasteType", "PASTE_NORMAL"), set())
    source, target = asked_area(book, request, "source"), _cut_target(book, request)
    carried = [book.sheet(source.sheet).cell(row, column) for row, column in source.cells()]
    book = _without(book, source, fields)
    sheet = book.sheet(target.sheet)
    draft = RowsDraft(sheet.rows)
    for (row, column), cell in zip(target.cells(), carried, strict=True):
        kept = {name: part for name, part in draft.get(row, column).items() if name not in fields}
        draft.set(row, column, kept | {name: part for name, part in cell.items() if name in fields})
    return book.with_sheet(replace(sheet, rows=draft.rows())), {}


def _without(book: Spreadsheet, area: Area, fields: set[str]) -> Spreadsheet:
    sheet = book.sheet(area.sheet)
    draft = RowsDraft(sheet.rows)
    for row, column in area.cells():
        draft.set(row, column, {name: part for name, part in draft.get(row, column).items() if name not in fields})
    return book.with_sheet(replace(sheet, rows=draft.rows()))


@kind("sortRange", its_range)
def sort_range(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Put a range's rows in order: numbers, text, truths, empty cells last whichever way it goes."""
    del visitor
    area = asked_area(book, request)
    contents = contents_of(book)
    sheet = book.sheet(area.sheet)
    order = list(range(area.top, area.bottom))
    for spec in reversed(request.get("sortSpecs", [])):
        column = int(spec.get("dimensionIndex", 0))
        if not area.left <= column < area.right:
            raise bad_request(f"sortSpecs.dimensionIndex[{column}] is outside of the range to sort.")
        down = spec.get("sortOrder") == "DESCENDING"
        filled = [row for row in order if contents.value(sheet, row, column) is not None]
        filled.sort(key=lambda row: _rank(contents.value(sheet, row, column)), reverse=down)
        order = filled + [row for row in order if contents.value(sheet, row, column) is None]
    draft = RowsDraft(sheet.rows)
    for target, source in zip(range(area.top, area.bottom), order, strict=True):
        for column in range(area.left, area.right):
            draft.set(target, column, _carried(contents, sheet.id, (source, column), (target, column), "PASTE_NORMAL"))
    return book.with_sheet(replace(sheet, rows=draft.rows())), {}


def _rank(value: Any) -> tuple[int, Any]:
    if isinstance(value, bool):
        return 2, value
    if isinstance(value, FormulaError):
        return 3, value.shown
    return (1, value.lower()) if isinstance(value, str) else (0, value)


def _search_areas(book: Spreadsheet, request: Json) -> list[Area]:
    if "range" in request:
        return [asked_area(book, request)]
    if not request.get("allSheets") and "sheetId" not in request:
        raise bad_request("scope must be specified.")
    sheets = book.sheets if request.get("allSheets") else [book.sheet(int(request.get("sheetId", 0)))]
    return [whole(sheet) for sheet in sheets]


@kind("findReplace")
def find_replace(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Replace text in text cells; numbers and formulas stay."""
    pattern = _pattern(request)
    counts = {"valuesChanged": 0, "rowsChanged": 0, "sheetsChanged": 0, "occurrencesChanged": 0}
    for area in _search_areas(book, request):
        sheet, draft, rows = book.sheet(area.sheet), RowsDraft(book.sheet(area.sheet).rows), set()
        for row, column in [place for place in area.cells() if sheet.cell(*place)]:
            text = sheet.cell(row, column).get("userEnteredValue", {}).get("stringValue", "")
            new, found = pattern.subn(lambda _: request.get("replacement", ""), text)
            if found:
                require_open(book, visitor, [Area(sheet.id, row, column, row + 1, column + 1)])
                draft.set(row, column, {**sheet.cell(row, column), "userEnteredValue": {"stringValue": new}})
                counts["valuesChanged"] += 1
                counts["occurrencesChanged"] += found
                rows.add(row)
        counts["rowsChanged"] += len(rows)
        counts["sheetsChanged"] += bool(rows)
        book = book.with_sheet(replace(sheet, rows=draft.rows()))
    return book, {"findReplace": {name: count for name, count in counts.items() if count}}


def _pattern(request: Json) -> re.Pattern[str]:
    find = request.get("find", "")
    if not find:
        raise bad_request("find is required.")
    text = find if request.get("searchByRegex") else re.escape(find)
    whole_cell = f"^(?:{text})$" if request.get("matchEntireCell") else text
    try:
        return re.compile(whole_cell, 0 if request.get("matchCase") else re.IGNORECASE)
    except re.error:
        raise bad_request(f"Invalid regular expression: {find}") from None
