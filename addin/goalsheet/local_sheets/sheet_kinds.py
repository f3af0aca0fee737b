"""Requests on tabs and on the spreadsheet's own properties."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from goalsheet.local_sheets.areas import Area, whole
from goalsheet.local_sheets.blank import sheet_properties
from goalsheet.local_sheets.colours import with_styles
from goalsheet.local_sheets.kinds import kind
from goalsheet.local_sheets.masks import merged, update_mask
from goalsheet.local_sheets.places_and_times import require_known_place
from goalsheet.local_sheets.presentation import shown_properties
from goalsheet.local_sheets.protection import require_no_closed_part, require_open, require_open_sheet
from goalsheet.local_sheets.ranges import mapped_ranges
from goalsheet.local_sheets.refusals import bad_request
from goalsheet.local_sheets.spreadsheet import Sheet, Spreadsheet
from goalsheet.local_sheets.visitors import Visitor

Json = dict[str, Any]

MOST_CELLS = 10_000_000
MOST_COLUMNS = 18_278
LONGEST_TITLE = 100
TOO_MANY = "This action would increase the number of cells in the workbook above the limit of 10000000 cells."


@kind("updateSpreadsheetProperties")
def update_spreadsheet_properties(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Title, locale, time zone and the like."""
    del visitor
    mask = update_mask(request.get("fields"))
    properties = merged(book.properties, with_styles(request.get("properties", {})), mask)
    if not properties.get("title", book.properties["title"]) or ("title" in mask and not properties.get("title")):
        raise bad_request("Spreadsheet title cannot be empty")
    require_known_place(properties)
    return replace(book, properties={**book.properties, **properties}), {}


@kind("updateSheetProperties")
def update_sheet_properties(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """A tab's title, place, size, colour, frozen rows, hiding."""
    given = with_styles(request.get("properties", {}))
    sheet = book.sheet(int(given.get("sheetId", 0)))
    require_open_sheet(book, visitor, sheet.id)
    mask = update_mask(request.get("fields"))
    refuse_taken_title(book, given.get("title") if "title" in mask else None, sheet.id)
    if "title" in mask and not given.get("title"):
        raise bad_request("Sheet title cannot be empty")
    properties = merged(sheet.properties, given, mask) | {"sheetId": sheet.id}
    for part in ("title", "gridProperties", "sheetType"):
        properties.setdefault(part, sheet.properties[part])
    grid = {**properties["gridProperties"]}
    for side in ("rowCount", "columnCount"):
        grid.setdefault(side, sheet.properties["gridProperties"][side])
    index = properties.pop("index", None) if "index" in mask or "*" in mask else None
    require_open(book, visitor, _cut_off(sheet, grid))
    changed = _cut_to_size(replace(sheet, properties={**properties, "gridProperties": grid}))
    book = _moved(book.with_sheet(changed), changed, index)
    _refuse_impossible(book, changed)
    return book, {}


def refuse_taken_title(book: Spreadsheet, title: str | None, but: int | None = None) -> None:
    """Refuse a title that another tab has, and an empty one."""
    taken = book.titled(title) if title else None
    if taken is not None and taken.id != but:
        raise bad_request(f'A sheet with the name "{title}" already exists. Please enter another name.')
    if title == "":
        raise bad_request("Sheet title cannot be empty")
    if title and len(title) > LONGEST_TITLE:
        raise bad_request(f"The sheet name cannot be greater than {LONGEST_TITLE} characters.")


def _refuse_impossible(book: Spreadsheet, sheet: Sheet) -> None:
    if all(other.properties.get("hidden") for other in book.sheets):
        raise bad_request("You can't hide all the sheets in a document.")
    grid = sheet.properties["gridProperties"]
    for side, size, word in (
        ("frozenRowCount", sheet.row_count, "rows"),
        ("frozenColumnCount", sheet.column_count, "columns"),
    ):
        if int(grid.get(side) or 0) >= size > 0:
            raise bad_request(f"You can't freeze all visible {word} on the sheet.")
    if min(sheet.row_count, sheet.column_count) < 1:
        raise bad_request("You can't delete all the rows or columns on the sheet.")
    refuse_too_large(book, sheet)


def refuse_too_large(book: Spreadsheet, sheet: Sheet) -> None:
    """Refuse a tab with more columns, and a spreadsheet with more cells, than there can be."""
    if sheet.column_count > MOST_COLUMNS:
        raise bad_request(f"Invalid column count: a sheet has at most {MOST_COLUMNS} columns.")
    if sum(other.row_count * other.column_count for other in book.sheets) > MOST_CELLS:
        raise bad_request(TOO_MANY)


def _cut_off(sheet: Sheet, grid: Json) -> list[Area]:
    """The cells that a smaller grid takes away."""
    rows, columns = int(grid["rowCount"]), int(grid["columnCount"])
    kept = Area(sheet.id, 0, 0, rows, columns)
    return whole(sheet).without(kept)


def _cut_to_size(sheet: Sheet) -> Sheet:
    """The tab without what lies outside its grid."""
    rows, columns = sheet.row_count, sheet.column_count
    kept = {
        row: {column: cell for column, cell in cells.items() if column < columns}
        for row, cells in sheet.rows.items()
        if row < rows
    }
    return replace(sheet, rows={row: cells for row, cells in kept.items() if cells})


def _moved(book: Spreadsheet, sheet: Sheet, index: int | None) -> Spreadsheet:
    """The spreadsheet with the tab put before the one that stood at that index."""
    if index is None:
        return book
    if not 0 <= index <= len(book.sheets):
        raise bad_request(f"Invalid sheet index: {index}")
    place = book.sheets.index(sheet)
    others = [other for other in book.sheets if other.id != sheet.id]
    target = index - 1 if index > place + 1 else index  # Google counts as if the tab were still in its old place
    others.insert(min(target, len(others)), sheet)
    return replace(book, sheets=tuple(others))


@kind("addSheet")
def add_sheet(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """A new tab."""
    del visitor
    given = request.get("properties", {})
    refuse_taken_title(book, given.get("title"))
    book, sheet_id = free_id(book, given.get("sheetId"))
    sheet = Sheet(sheet_properties(given, sheet_id, given.get("title") or free_title(book)))
    book = _inserted(book, sheet, given.get("index"))
    _refuse_impossible(book, sheet)
    return book, {"addSheet": {"properties": shown_properties(book, sheet)}}


def free_id(book: Spreadsheet, wanted: int | None) -> tuple[Spreadsheet, int]:
    """The wanted id, or a new one; refuses one that is taken."""
    if wanted is None:
        return book.with_new_id()
    if int(wanted) < 0:
        raise bad_request("Sheet id must be non-negative.")
    if any(sheet.id == int(wanted) for sheet in book.sheets):
        raise bad_request(f"Sheet with id {wanted} already exists.")
    return book, int(wanted)


def free_title(book: Spreadsheet) -> str:
    """The title of a tab that nobody named."""
    number = len(book.sheets) + 1
    while book.titled(f"Sheet{number}"):
        number += 1
    return f"Sheet{number}"


def _inserted(book: Spreadsheet, sheet: Sheet, index: int | None) -> Spreadsheet:
    sheets = list(book.sheets)
    if index is not None and not 0 <= int(index) <= len(sheets):
        raise bad_request(f"Invalid sheet index: {index}")
    sheets.insert(len(sheets) if index is None else int(index), sheet)
    return replace(book, sheets=tuple(sheets))


@kind("deleteSheet")
def delete_sheet(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Take a tab away, with what refers to it."""
    sheet = book.sheet(int(request.get("sheetId", 0)))
    require_no_closed_part(book, visitor, sheet.id)
    left = tuple(other for other in book.sheets if other.id != sheet.id)
    if not left:
        raise bad_request("You can't remove all the sheets in a document.")
    if all(other.properties.get("hidden") for other in left):
        raise bad_request("You can't remove all the visible sheets in a document.")
    named = tuple(entry for entry in book.named_ranges if entry["range"].get("sheetId", 0) != sheet.id)
    metadata = tuple(entry for entry in book.metadata if _sheet_of(entry) != sheet.id)
    return replace(book, sheets=left, named_ranges=named, metadata=metadata), {}


def _sheet_of(entry: Json) -> int | None:
    """The tab that developer metadata hangs on, if it does."""
    place = entry["location"]
    if "dimensionRange" in place:
        return int(place["dimensionRange"].get("sheetId", 0))
    return int(place["sheetId"]) if "sheetId" in place else None


@kind("duplicateSheet")
def duplicate_sheet(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """A copy of a tab; the copy's protections let only those through that those of the first do."""
    del visitor
    source = book.sheet(int(request.get("sourceSheetId", 0)))
    title = request.get("newSheetName") or _copy_title(book, source.title)
    refuse_taken_title(book, title)
    book, sheet_id = free_id(book, request.get("newSheetId"))
    book, sheet = copied_sheet(book, source, sheet_id, title)
    book = _inserted(book, sheet, request.get("insertSheetIndex", 0))
    refuse_too_large(book, sheet)
    return book, {"duplicateSheet": {"properties": shown_properties(book, sheet)}}


def _copy_title(book: Spreadsheet, title: str) -> str:
    number, wanted = 1, f"Copy of {title}"
    while book.titled(wanted):
        number += 1
        wanted = f"Copy of {title} {number}"
    return wanted


def copied_sheet(book: Spreadsheet, source: Sheet, sheet_id: int, title: str) -> tuple[Spreadsheet, Sheet]:
    """The tab under another id and title, its ranges pointing to itself, its filter views and the like with new ids.

    With it the spreadsheet that gave the ids out.
    """
    parts: dict[str, tuple[Json, ...]] = {}
    for name, items in source.parts.items():
        copies = []
        for item in items:
            copy = mapped_ranges(item, lambda place: {**place, "sheetId": sheet_id})
            for own in _OWN_IDS & copy.keys():
                book, number = book.with_new_id()
                copy = {**copy, own: number}
            copies.append(copy)
        parts[name] = tuple(copies)
    properties = {**source.properties, "sheetId": sheet_id, "title": title}
    return book, replace(source, properties=properties, parts=parts)


_OWN_IDS = {"filterViewId", "protectedRangeId", "bandedRangeId", "chartId"}
