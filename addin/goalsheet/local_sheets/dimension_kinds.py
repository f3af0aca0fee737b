"""Requests on whole rows and columns: insert, append, delete, move, size, hide, group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from goalsheet.local_sheets.areas import Area
from goalsheet.local_sheets.kinds import kind
from goalsheet.local_sheets.masks import merged, update_mask
from goalsheet.local_sheets.protection import require_open_sheet, require_room
from goalsheet.local_sheets.refusals import bad_request
from goalsheet.local_sheets.sheet_kinds import refuse_too_large
from goalsheet.local_sheets.shifts import deletion, insertion, move, shifted
from goalsheet.local_sheets.spreadsheet import Sheet, Spreadsheet
from goalsheet.local_sheets.visitors import Visitor

Json = dict[str, Any]
Stretch = tuple[Sheet, str, int, int]


def _stretch(book: Spreadsheet, place: Json) -> Stretch:
    """Tab, dimension, start and end of a DimensionRange, cut to the grid."""
    sheet = book.sheet(int(place.get("sheetId", 0)))
    dimension = place.get("dimension", "")
    if dimension not in {"ROWS", "COLUMNS"}:
        raise bad_request("No dimension specified.")
    size = sheet.row_count if dimension == "ROWS" else sheet.column_count
    start, end = int(place.get("startIndex", 0)), int(place.get("endIndex", size))
    if start < 0 or end < 0:
        raise bad_request("DimensionRange indexes must be >= 0")
    if "endIndex" not in place and start >= size:
        raise bad_request(f"range.startIndex is larger than current grid size ({size})")
    if start >= end:
        raise bad_request(f"range.startIndex[{start}] must be before range.endIndex[{end}]")
    return sheet, dimension, start, end


def _reach(book: Spreadsheet, place: Json) -> Iterable[Area]:
    sheet, dimension, start, end = _stretch(book, place)
    if dimension == "ROWS":
        return (Area(sheet.id, start, 0, end, sheet.column_count),)
    return (Area(sheet.id, 0, start, sheet.row_count, end),)


def _in_grid(book: Spreadsheet, place: Json) -> Stretch:
    """A stretch that is there already, cut to the grid; refuses one that starts outside."""
    sheet, dimension, start, end = _stretch(book, place)
    size = sheet.row_count if dimension == "ROWS" else sheet.column_count
    if start >= size:
        raise bad_request(f"range.startIndex is larger than current grid size ({size})")
    return sheet, dimension, start, min(end, size)


def _its_range(book: Spreadsheet, request: Json) -> Iterable[Area]:
    return _reach(book, request.get("range", {}))


def _its_source(book: Spreadsheet, request: Json) -> Iterable[Area]:
    return _reach(book, request.get("source", {}))


def _its_dimensions(book: Spreadsheet, request: Json) -> Iterable[Area]:
    return _reach(book, request.get("dimensions", {}))


def _grown(sheet: Sheet, dimension: str, count: int) -> Sheet:
    rows = count if dimension == "ROWS" else 0
    return sheet.with_size(sheet.row_count + rows, sheet.column_count + count - rows)


def _with_grown(book: Spreadsheet, sheet: Sheet, dimension: str, count: int) -> Spreadsheet:
    """The spreadsheet with more rows or columns in the tab; refuses more cells than it can have."""
    book = book.with_sheet(_grown(sheet, dimension, count))
    refuse_too_large(book, book.sheet(sheet.id))
    return book


@kind("insertDimension")
def insert_dimension(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """New rows or columns; they look like those before or after them."""
    sheet, dimension, start, end = _stretch(book, request.get("range", {}))
    require_room(book, visitor, sheet.id, dimension, start)
    size = sheet.row_count if dimension == "ROWS" else sheet.column_count
    if start > size:
        raise bad_request(f"range.startIndex is larger than current grid size ({size})")
    if start == size and not request.get("inheritFromBefore"):
        raise bad_request(f"range.startIndex must be less than the grid size ({size}) if inheritFromBefore is false.")
    model = start - 1 if request.get("inheritFromBefore") else end
    if request.get("inheritFromBefore") and start == 0:
        raise bad_request("inheritFromBefore cannot be true when inserting at the first row or column.")
    book = _with_grown(book, sheet, dimension, end - start)
    book = shifted(book, insertion(sheet.id, dimension, start, end - start))
    return _with_looks_of(book, sheet.id, dimension, range(start, end), model), {}


def _with_looks_of(book: Spreadsheet, sheet_id: int, dimension: str, new: range, model: int) -> Spreadsheet:
    """The spreadsheet with new rows or columns formatted (and with dropdowns) as the model row or column is."""
    sheet = book.sheet(sheet_id)
    rows = {number: dict(cells) for number, cells in sheet.rows.items()}
    for number in new:
        for row, column, cell in _line(sheet, dimension, model):
            kept = {name: part for name, part in cell.items() if name in {"userEnteredFormat", "dataValidation"}}
            if kept:
                place = (number, column) if dimension == "ROWS" else (row, number)
                rows.setdefault(place[0], {})[place[1]] = kept
    return book.with_sheet(replace(sheet, rows=rows))


def _line(sheet: Sheet, dimension: str, number: int) -> list[tuple[int, int, Json]]:
    if dimension == "ROWS":
        return [(number, column, cell) for column, cell in sheet.rows.get(number, {}).items()]
    return [(row, number, cells[number]) for row, cells in sheet.rows.items() if number in cells]


@kind("appendDimension")
def append_dimension(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """New rows at the bottom or columns at the right."""
    sheet, dimension = book.sheet(int(request.get("sheetId", 0))), request.get("dimension")
    length = int(request.get("length", 0))
    if dimension not in {"ROWS", "COLUMNS"}:
        raise bad_request("No dimension specified.")
    if length < 1:
        raise bad_request("length must be greater than 0.")
    size = sheet.row_count if dimension == "ROWS" else sheet.column_count
    require_room(book, visitor, sheet.id, dimension, size)
    return _with_grown(book, sheet, dimension, length), {}


@kind("deleteDimension", _its_range)
def delete_dimension(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Rows or columns go, and what stands on them."""
    del visitor
    sheet, dimension, start, end = _stretch(book, request.get("range", {}))
    size = sheet.row_count if dimension == "ROWS" else sheet.column_count
    word = "rows" if dimension == "ROWS" else "columns"
    if start >= size:
        raise bad_request(
            f"Cannot delete a {word[:-1]} that doesn't exist. Tried to delete {word[:-1]} index {start} "
            f"but there are only {size} {word}."
        )
    end = min(end, size)
    if end - start >= size - int(sheet.properties["gridProperties"].get(f"frozen{word[:-1].title()}Count") or 0):
        raise bad_request(f"You can't delete all the {word} on the sheet.")
    book = book.with_sheet(_grown(sheet, dimension, start - end))
    return shifted(book, deletion(sheet.id, dimension, start, end)), {}


@kind("moveDimension", _its_source)
def move_dimension(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Rows or columns go to another place of the same tab."""
    del visitor
    sheet, dimension, start, end = _in_grid(book, request.get("source", {}))
    size = sheet.row_count if dimension == "ROWS" else sheet.column_count
    to = int(request.get("destinationIndex", 0))
    if not 0 <= to <= size:
        raise bad_request(f"destinationIndex is larger than current grid size ({size})")
    if start < to < end:
        raise bad_request("Cannot move a range into itself.")
    return shifted(book, move(sheet.id, dimension, start, end, to)), {}


@kind("updateDimensionProperties", _its_range)
def update_dimension_properties(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Height, width, hiding."""
    del visitor
    mask = update_mask(request.get("fields"))
    sheet, dimension, start, end = _in_grid(book, request.get("range", {}))
    return book.with_sheet(_looking(sheet, dimension, range(start, end), request.get("properties", {}), mask)), {}


def _looking(sheet: Sheet, dimension: str, numbers: range, properties: Json, mask: Any) -> Sheet:
    field = "row_looks" if dimension == "ROWS" else "column_looks"
    looks = dict(getattr(sheet, field))
    for number in numbers:
        looks[number] = merged(looks.get(number, {}), properties, mask)
    return replace(sheet, **{field: looks})


@kind("autoResizeDimensions", _its_dimensions)
def auto_resize_dimensions(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Columns as wide as their longest line, by a rough measure; rows as high as usual."""
    del visitor
    sheet, dimension, start, end = _in_grid(book, request.get("dimensions", {}))
    for number in range(start, end):
        lines = [line for _, _, cell in _line(sheet, dimension, number) for line in _text(cell).splitlines()]
        pixels = {"pixelSize": 21 if dimension == "ROWS" else max([21, *(3 + 7 * len(line) for line in lines)])}
        sheet = _looking(sheet, dimension, range(number, number + 1), pixels, {"pixelSize": {}})
    return book.with_sheet(sheet), {}


def _text(cell: Json) -> str:
    return str(next(iter(cell.get("userEnteredValue", {"": ""}).values())))


@kind("addDimensionGroup")
def add_dimension_group(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Rows or columns that can be folded away together."""
    sheet, dimension, start, end = _in_grid(book, request.get("range", {}))
    require_open_sheet(book, visitor, sheet.id)
    field = _groups(dimension)
    inside = [group for group in sheet.part(field) if _holds(group, start, end)]
    around = [group for group in sheet.part(field) if _within(group, start, end)]
    deeper = tuple(
        {**group, "depth": group["depth"] + 1} if group in around and group not in inside else group
        for group in sheet.part(field)
    )
    place = {"sheetId": sheet.id, "dimension": dimension, "startIndex": start, "endIndex": end}
    group = {
        "range": {name: part for name, part in place.items() if name != "sheetId" or part},
        "depth": len(inside) + 1,
    }
    groups = tuple(sorted((*deeper, group), key=lambda item: (item["range"]["startIndex"], item["depth"])))
    return book.with_sheet(sheet.with_part(field, groups)), {"addDimensionGroup": {"dimensionGroups": list(groups)}}


def _groups(dimension: str) -> str:
    return "rowGroups" if dimension == "ROWS" else "columnGroups"


def _holds(group: Json, start: int, end: int) -> bool:
    return bool(group["range"]["startIndex"] <= start and end <= group["range"]["endIndex"])


def _within(group: Json, start: int, end: int) -> bool:
    return bool(start <= group["range"]["startIndex"] and group["range"]["endIndex"] <= end)


@kind("deleteDimensionGroup")
def delete_dimension_group(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Rows or columns that no longer fold away together (the innermost group that covers them)."""
    sheet, dimension, start, end = _stretch(book, request.get("range", {}))
    require_open_sheet(book, visitor, sheet.id)
    field = _groups(dimension)
    holding = [group for group in sheet.part(field) if _holds(group, start, end)]
    if not holding:
        raise bad_request("Cannot delete a dimension group that does not exist.")
    gone = max(holding, key=lambda group: int(group["depth"]))
    rest = [group for group in sheet.part(field) if group is not gone]
    kept = (gone["range"]["startIndex"], start), (end, gone["range"]["endIndex"])
    pieces = [
        {**gone, "range": {**gone["range"], "startIndex": first, "endIndex": last}}
        for first, last in kept
        if first < last
    ]
    groups = tuple(sorted([*rest, *pieces], key=lambda item: (item["range"]["startIndex"], item["depth"])))
    return book.with_sheet(sheet.with_part(field, groups)), {"deleteDimensionGroup": {"dimensionGroups": list(groups)}}
