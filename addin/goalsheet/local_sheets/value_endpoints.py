"""Sheets v4: spreadsheets.values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from goalsheet.local_sheets.areas import Area, a1, parse_a1
from goalsheet.local_sheets.contents import contents_of
from goalsheet.local_sheets.endpoints import Answer, Request, endpoint
from goalsheet.local_sheets.kinds import KINDS
from goalsheet.local_sheets.metadata import filter_areas, require_filters
from goalsheet.local_sheets.protection import require_open
from goalsheet.local_sheets.refusals import bad_request
from goalsheet.local_sheets.spreadsheet import Spreadsheet
from goalsheet.local_sheets.spreadsheet_endpoints import opened
from goalsheet.local_sheets.tables import last_row, table_at
from goalsheet.local_sheets.values import (
    Written,
    cleared,
    input_option,
    lines_of,
    read,
    rendering,
    target_of,
    updated_data,
    write,
)
from goalsheet.local_sheets.visitors import Visitor
from goalsheet.local_sheets.world import World

Json = dict[str, Any]
Data = Sequence[tuple[Area, list[list[Any]]]]


@endpoint("GET", "/v4/spreadsheets/{id}/values/{range}", "read", answer="ValueRange")
def get(world: World, request: Request) -> Answer:
    """values.get."""
    book, _ = opened(world, request)
    area = parse_a1(book, request.places["range"])
    return Answer(read(contents_of(book), area, rendering(request.options)))


@endpoint("GET", "/v4/spreadsheets/{id}/values:batchGet", "read", answer="BatchGetValuesResponse")
def batch_get(world: World, request: Request) -> Answer:
    """values.batchGet."""
    book, _ = opened(world, request)
    how = rendering(request.options)
    contents = contents_of(book)
    ranges = [read(contents, parse_a1(book, text), how) for text in request.query.get("ranges", ())]
    return Answer({"spreadsheetId": book.id, "valueRanges": ranges})


@endpoint(
    "POST",
    "/v4/spreadsheets/{id}/values:batchGetByDataFilter",
    "read",
    "BatchGetValuesByDataFilterRequest",
    answer="BatchGetValuesByDataFilterResponse",
)
def batch_get_by_data_filter(world: World, request: Request) -> Answer:
    """values.batchGetByDataFilter."""
    book, _ = opened(world, request)
    require_filters(request.json.get("dataFilters", ()))
    how, contents = rendering(request.json), contents_of(book)
    found = [
        {"valueRange": read(contents, area, how), "dataFilters": [one]}
        for one in request.json.get("dataFilters", ())
        for area in filter_areas(book, one)
    ]
    return Answer({"spreadsheetId": book.id} | ({"valueRanges": found} if found else {}))


@endpoint("PUT", "/v4/spreadsheets/{id}/values/{range}", "write", "ValueRange", answer="UpdateValuesResponse")
def update(world: World, request: Request) -> Answer:
    """values.update."""
    book, visitor = opened(world, request, "writer")
    option = input_option(request.options)
    named = request.json.get("range")
    area = parse_a1(book, request.places["range"])
    if named and parse_a1(book, named) != area:
        raise bad_request(f"Request range[{request.places['range']}] does not match value's range[{named}]")
    lines = lines_of(request.json)
    written = _written(book, visitor, [(area, lines)], option)[-1]
    world.put_book(written.book, request.email)
    return Answer(written.reply() | updated_data(written, request.options))


def _written(book: Spreadsheet, visitor: Visitor, data: Data, option: str) -> list[Written]:
    """Each write on top of the one before; refuses all of them where one may not be done."""
    done = []
    for area, lines in data:
        require_open(book, visitor, [target_of(book, area, lines)])
        done.append(write(book, area, lines, option))
        book = done[-1].book
    return done


@endpoint(
    "POST",
    "/v4/spreadsheets/{id}/values:batchUpdate",
    "write",
    "BatchUpdateValuesRequest",
    answer="BatchUpdateValuesResponse",
)
def batch_update(world: World, request: Request) -> Answer:
    """values.batchUpdate."""
    book, visitor = opened(world, request, "writer")
    option = input_option(request.json)
    data = [(parse_a1(book, part.get("range", "")), lines_of(part)) for part in request.json.get("data", ())]
    done = _written(book, visitor, data, option)
    return _batch_answer(world, request, book, done, [{} for _ in done])


@endpoint(
    "POST",
    "/v4/spreadsheets/{id}/values:batchUpdateByDataFilter",
    "write",
    "BatchUpdateValuesByDataFilterRequest",
    answer="BatchUpdateValuesByDataFilterResponse",
)
def batch_update_by_data_filter(world: World, request: Request) -> Answer:
    """values.batchUpdateByDataFilter."""
    book, visitor = opened(world, request, "writer")
    option = input_option(request.json)
    require_filters([part.get("dataFilter", {}) for part in request.json.get("data", ())])
    found = [
        (area, lines_of(part), part.get("dataFilter", {}))
        for part in request.json.get("data", ())
        for area in filter_areas(book, part.get("dataFilter", {}))
    ]
    done = _written(book, visitor, [(area, lines) for area, lines, _ in found], option)
    return _batch_answer(world, request, book, done, [{"dataFilter": one} for _, _, one in found])


def _batch_answer(
    world: World, request: Request, book: Spreadsheet, done: Sequence[Written], extra: Iterable[Json]
) -> Answer:
    if done:
        world.put_book(done[-1].book, request.email)
    responses = []
    for one, more in zip(done, extra, strict=True):
        reply = one.reply() | updated_data(one, request.json) | more
        if more:
            reply.pop("spreadsheetId")
        responses.append(reply)
    return Answer({"spreadsheetId": book.id} | _totals(done) | {"responses": responses})


def _totals(done: Sequence[Written]) -> Json:
    """Sums over all ranges; columns and rows are counted once each, tabs by themselves."""
    rows = {(one.area.sheet, row) for one in done for row, _ in one.cells}
    columns = {(one.area.sheet, column) for one in done for _, column in one.cells}
    counts = {
        "totalUpdatedRows": len(rows),
        "totalUpdatedColumns": len(columns),
        "totalUpdatedCells": sum(len(one.cells) for one in done),
        "totalUpdatedSheets": len({one.area.sheet for one in done if one.cells}),
    }
    return {name: count for name, count in counts.items() if count}


@endpoint("POST", "/v4/spreadsheets/{id}/values/{range}:append", "write", "ValueRange", answer="AppendValuesResponse")
def append(world: World, request: Request) -> Answer:
    """values.append: after the last row of the table that lies in the range."""
    book, visitor = opened(world, request, "writer")
    option = input_option(request.options)
    area = parse_a1(book, request.places["range"])
    lines = lines_of(request.json)
    table = table_at(book.sheet(area.sheet), area)
    top, left = (table.bottom, table.left) if table else (area.top, area.left)
    book = _with_room(book, visitor, request, Area(area.sheet, top, left, top + max(1, len(lines)), left + 1))
    place = Area(area.sheet, top, left, top + 1, left + 1)
    written = _written(book, visitor, [(place, lines)], option)[-1]
    world.put_book(written.book, request.email)
    answer: Json = {"spreadsheetId": book.id}
    if table:
        answer["tableRange"] = a1(book, table)
    return Answer(answer | {"updates": written.reply() | updated_data(written, request.options)})


def _with_room(book: Spreadsheet, visitor: Visitor, request: Request, target: Area) -> Spreadsheet:
    """The spreadsheet with room for new rows: at the bottom of the grid, or (INSERT_ROWS) pushed in."""
    sheet = book.sheet(target.sheet)
    if request.option("insertDataOption") == "INSERT_ROWS" and target.top < last_row(sheet):
        place = {"sheetId": sheet.id, "dimension": "ROWS", "startIndex": target.top, "endIndex": target.bottom}
        book, _ = KINDS["insertDimension"].change(book, {"range": place, "inheritFromBefore": target.top > 0}, visitor)
    sheet = book.sheet(target.sheet)
    if target.bottom > sheet.row_count:
        book = book.with_sheet(sheet.with_size(target.bottom, sheet.column_count))
    lines = lines_of(request.json)
    width = target.left + max(map(len, lines), default=0)
    sheet = book.sheet(target.sheet)
    if width > sheet.column_count:
        book = book.with_sheet(sheet.with_size(sheet.row_count, width))
    return book


@endpoint("POST", "/v4/spreadsheets/{id}/values/{range}:clear", "write", answer="ClearValuesResponse")
def clear(world: World, request: Request) -> Answer:
    """values.clear."""
    book, visitor = opened(world, request, "writer")
    area = parse_a1(book, request.places["range"])
    require_open(book, visitor, [area])
    world.put_book(cleared(book, area), request.email)
    return Answer({"spreadsheetId": book.id, "clearedRange": a1(book, area)})


@endpoint(
    "POST",
    "/v4/spreadsheets/{id}/values:batchClear",
    "write",
    "BatchClearValuesRequest",
    answer="BatchClearValuesResponse",
)
def batch_clear(world: World, request: Request) -> Answer:
    """values.batchClear."""
    book, visitor = opened(world, request, "writer")
    areas = [parse_a1(book, text) for text in request.json.get("ranges", ())]
    return _cleared(world, request, book, visitor, areas)


@endpoint(
    "POST",
    "/v4/spreadsheets/{id}/values:batchClearByDataFilter",
    "write",
    "BatchClearValuesByDataFilterRequest",
    answer="BatchClearValuesByDataFilterResponse",
)
def batch_clear_by_data_filter(world: World, request: Request) -> Answer:
    """values.batchClearByDataFilter."""
    book, visitor = opened(world, request, "writer")
    require_filters(request.json.get("dataFilters", ()))
    areas = [area for one in request.json["dataFilters"] for area in filter_areas(book, one)]
    return _cleared(world, request, book, visitor, areas)


def _cleared(world: World, request: Request, book: Spreadsheet, visitor: Visitor, areas: Sequence[Area]) -> Answer:
    require_open(book, visitor, areas)
    answer: Mapping[str, Any] = {"spreadsheetId": book.id, "clearedRanges": [a1(book, area) for area in areas]}
    for area in areas:
        book = cleared(book, area)
    world.put_book(book, request.email)
    return Answer(answer)
