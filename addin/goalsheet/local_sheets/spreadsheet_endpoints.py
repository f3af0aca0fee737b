"""Sheets v4: spreadsheets and their developer metadata."""

from __future__ import annotations

import copy
import datetime as dt
import json
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from goalsheet.local_sheets.areas import parse_a1
from goalsheet.local_sheets.batch import batch_update
from goalsheet.local_sheets.blank import PROPERTIES, new_spreadsheet, sheet_properties
from goalsheet.local_sheets.cell_writing import stored
from goalsheet.local_sheets.colours import styled_cell, with_styles
from goalsheet.local_sheets.endpoints import Answer, Request, endpoint
from goalsheet.local_sheets.faults import no_storage
from goalsheet.local_sheets.kinds import KINDS
from goalsheet.local_sheets.masks import Mask, parse_mask
from goalsheet.local_sheets.metadata import filter_areas, matching, require_filters
from goalsheet.local_sheets.places_and_times import require_known_place
from goalsheet.local_sheets.presentation import shown_properties, shown_spreadsheet
from goalsheet.local_sheets.refusals import Refusal, bad_request, bad_value, no_such_spreadsheet, not_allowed, placed
from goalsheet.local_sheets.serials import serial_of
from goalsheet.local_sheets.sheet_kinds import copied_sheet, free_id, free_title, refuse_taken_title
from goalsheet.local_sheets.spreadsheet import Sheet, Spreadsheet
from goalsheet.local_sheets.visitors import Visitor
from goalsheet.local_sheets.world import World

Json = dict[str, Any]


def opened(
    world: World, request: Request, role: str = "reader", spreadsheet_id: str = ""
) -> tuple[Spreadsheet, Visitor]:
    """The spreadsheet that a request names, and who asks; refuses what is not there and who may not."""
    book = world.books.get(spreadsheet_id or request.places["id"])
    if book is None or book.id not in world.files:
        raise no_such_spreadsheet()
    visitor = world.visitor(book.id, request.email)
    if visitor is None or not visitor.may(role):
        raise not_allowed()
    return replace(book, moment=_local_time(world, book)), visitor


def _local_time(world: World, book: Spreadsheet) -> float:
    """What TODAY and NOW say: the time in the spreadsheet's zone; where that is unknown, in Greenwich."""
    try:
        zone: dt.tzinfo = ZoneInfo(str(book.properties.get("timeZone", "UTC")))
    except (ZoneInfoNotFoundError, ValueError):
        zone = dt.UTC
    return serial_of(world.now().astimezone(zone).replace(tzinfo=None))


def answer_mask(request: Request) -> Mask | None:
    """Which fields of a spreadsheet the answer is to have; None for all."""
    text = request.option("fields")
    return parse_mask(text) if text else None


@endpoint("POST", "/v4/spreadsheets", "write", "Spreadsheet", answer="Spreadsheet")
def create(world: World, request: Request) -> Answer:
    """spreadsheets.create: with all its tabs, cells and protections."""
    if not world.accounts.has_storage(request.email):
        raise no_storage()
    body = request.json
    title = body.get("properties", {}).get("title") or PROPERTIES["title"]
    file_id = world.new_id()
    visitor = Visitor(request.email, "owner", (request.email,), request.email)
    book = _filled(new_spreadsheet(file_id, title), body, visitor)
    file = world.new_file(title, request.email, "application/vnd.google-apps.spreadsheet")
    book = replace(book, id=file.id)
    world.books[file.id] = book
    grid = any(sheet.get("data") for sheet in body.get("sheets", ()))
    mask = answer_mask(request)
    return Answer(shown_spreadsheet(book, visitor, mask=mask, grid=grid))


def _filled(book: Spreadsheet, body: Json, visitor: Visitor) -> Spreadsheet:
    properties = {**copy.deepcopy(PROPERTIES), **with_styles(body.get("properties", {}))}
    require_known_place(properties)
    book = replace(book, properties={**properties, "title": book.properties["title"]})
    given = body.get("sheets", [])
    if given:
        book = replace(book, sheets=())
        for number, sheet in enumerate(given):
            try:
                book = _with_tab(book, sheet, number)
            except Refusal as refusal:
                raise placed(refusal, f"Invalid sheets[{number}]: ") from refusal
    for sheet in given:
        book = _with_parts(book, sheet, visitor)
    for named in body.get("namedRanges", ()):
        book, _ = KINDS["addNamedRange"].change(book, {"namedRange": named}, visitor)
    for entry in body.get("developerMetadata", ()):
        location = entry.get("location") or {"spreadsheet": True}
        metadata = {"visibility": "DOCUMENT", **entry, "location": location}
        book, _ = KINDS["createDeveloperMetadata"].change(book, {"developerMetadata": metadata}, visitor)
    return book


def _with_tab(book: Spreadsheet, given: Json, number: int) -> Spreadsheet:
    properties = given.get("properties", {})
    refuse_taken_title(book, properties.get("title"))
    book, sheet_id = free_id(book, properties.get("sheetId", None if number else 0))
    sheet = Sheet(sheet_properties(properties, sheet_id, properties.get("title") or free_title(book)))
    return replace(book, sheets=(*book.sheets, _with_data(sheet, given.get("data", []))))


def _with_data(sheet: Sheet, grids: list[Json]) -> Sheet:
    """The tab with the cells, heights and widths that its GridData bring."""
    rows: dict[int, dict[int, Json]] = {row: dict(cells) for row, cells in sheet.rows.items()}
    row_looks, column_looks = dict(sheet.row_looks), dict(sheet.column_looks)
    for grid in grids:
        top, left = int(grid.get("startRow", 0)), int(grid.get("startColumn", 0))
        for row, line in enumerate(grid.get("rowData", ()), top):
            cells = {
                column: stored(styled_cell(cell)) for column, cell in enumerate(line.get("values", ()), left) if cell
            }
            rows[row] = {**rows.get(row, {}), **{column: cell for column, cell in cells.items() if cell}}
        row_looks |= dict(enumerate(grid.get("rowMetadata", ()), top))
        column_looks |= dict(enumerate(grid.get("columnMetadata", ()), left))
    needed_rows, needed_columns = (
        max(rows, default=-1) + 1,
        max((max(cells, default=-1) for cells in rows.values()), default=-1) + 1,
    )
    sheet = sheet.with_size(max(sheet.row_count, needed_rows), max(sheet.column_count, needed_columns))
    return replace(
        sheet, rows={row: cells for row, cells in rows.items() if cells}, row_looks=row_looks, column_looks=column_looks
    )


#: The parts of a tab that spreadsheets.create can bring, the request that adds one, and its field.
ADDING = {
    "merges": ("mergeCells", "range"),
    "conditionalFormats": ("addConditionalFormatRule", "rule"),
    "filterViews": ("addFilterView", "filter"),
    "protectedRanges": ("addProtectedRange", "protectedRange"),
    "charts": ("addChart", "chart"),
    "bandedRanges": ("addBanding", "bandedRange"),
    "developerMetadata": ("createDeveloperMetadata", "developerMetadata"),
}


def _with_parts(book: Spreadsheet, given: Json, visitor: Visitor) -> Spreadsheet:
    for part, (kind, field) in ADDING.items():
        for item in given.get(part, ()):
            book, _ = KINDS[kind].change(book, {field: item}, visitor)
    if "basicFilter" in given:
        book, _ = KINDS["setBasicFilter"].change(book, {"filter": given["basicFilter"]}, visitor)
    return book


@endpoint("GET", "/v4/spreadsheets/{id}", "read", answer="Spreadsheet")
def get(world: World, request: Request) -> Answer:
    """spreadsheets.get."""
    book, visitor = opened(world, request)
    areas = [parse_a1(book, text) for text in request.query.get("ranges", ())]
    mask = answer_mask(request)
    grid = request.flag("includeGridData")
    return Answer(shown_spreadsheet(book, visitor, mask=mask, areas=areas, grid=grid))


@endpoint(
    "POST", "/v4/spreadsheets/{id}:getByDataFilter", "read", "GetSpreadsheetByDataFilterRequest", answer="Spreadsheet"
)
def get_by_data_filter(world: World, request: Request) -> Answer:
    """spreadsheets.getByDataFilter."""
    book, visitor = opened(world, request)
    filters = request.json.get("dataFilters", ())
    if filters:
        require_filters(filters)
    areas = [area for one in filters for area in filter_areas(book, one)]
    mask = answer_mask(request)
    grid = bool(request.json.get("includeGridData"))
    return Answer(shown_spreadsheet(book, visitor, mask=mask, areas=areas, grid=grid))


@endpoint(
    "POST",
    "/v4/spreadsheets/{id}:batchUpdate",
    "write",
    "BatchUpdateSpreadsheetRequest",
    answer="BatchUpdateSpreadsheetResponse",
)
def update(world: World, request: Request) -> Answer:
    """spreadsheets.batchUpdate."""
    book, visitor = opened(world, request, "writer")
    fields = request.option("fields")
    book, answer = batch_update(book, request.json, visitor, parse_mask(fields) if fields else None)
    world.put_book(book, request.email)
    return Answer(answer)


@endpoint(
    "POST",
    "/v4/spreadsheets/{id}/sheets/{sheet}:copyTo",
    "write",
    "CopySheetToAnotherSpreadsheetRequest",
    answer="SheetProperties",
)
def copy_to(world: World, request: Request) -> Answer:
    """spreadsheets.sheets.copyTo: a tab goes into another spreadsheet, too."""
    book, _ = opened(world, request)
    destination = str(request.json.get("destinationSpreadsheetId", ""))
    if not destination:
        raise bad_request("destinationSpreadsheetId is required.")
    target, _ = opened(world, request, "writer", destination)
    named = request.places["sheet"]
    if not named.isdigit():
        raise bad_value("sheet_id", "TYPE_INT32", json.dumps(named))
    source = book.sheet(int(named))
    target, sheet_id = target.with_new_id()
    title, number = f"Copy of {source.title}", 1
    while target.titled(title):
        number += 1
        title = f"Copy of {source.title} {number}"
    target, sheet = copied_sheet(target, source, sheet_id, title)
    target = replace(target, sheets=(*target.sheets, sheet))
    world.put_book(target, request.email)
    return Answer(shown_properties(target, sheet))


@endpoint("GET", "/v4/spreadsheets/{id}/developerMetadata/{metadata}", "read", answer="DeveloperMetadata")
def get_metadata(world: World, request: Request) -> Answer:
    """spreadsheets.developerMetadata.get."""
    book, _ = opened(world, request)
    for entry in book.metadata:
        if str(entry["metadataId"]) == request.places["metadata"]:
            return Answer(entry)
    raise Refusal(404, {"error": {"code": 404, "message": "Requested entity was not found.", "status": "NOT_FOUND"}})


@endpoint(
    "POST",
    "/v4/spreadsheets/{id}/developerMetadata:search",
    "read",
    "SearchDeveloperMetadataRequest",
    answer="SearchDeveloperMetadataResponse",
)
def search_metadata(world: World, request: Request) -> Answer:
    """spreadsheets.developerMetadata.search."""
    book, _ = opened(world, request)
    filters = request.json.get("dataFilters", ())
    require_filters(filters)
    found = [
        {"developerMetadata": entry, "dataFilters": [one for one in filters if entry in matching(book, [one])]}
        for entry in matching(book, filters)
    ]
    return Answer({"matchedDeveloperMetadata": found} if found else {})
