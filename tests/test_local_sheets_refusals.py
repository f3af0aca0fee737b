"""What the local server says no to, as Google does: requests and queries with one thing wrong, methods it lacks."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

import discovery
import pytest
from sheets_clients import Plain

from goalsheet.local_sheets.endpoints import ENDPOINTS
from goalsheet.local_sheets.kinds import KINDS
from goalsheet.local_sheets.server import LocalSheets, running

Json = dict[str, Any]
TYPES = "type.googleapis.com/google.apps.sheets.v4"
UNKNOWN_NAME = "Invalid JSON payload received. Unknown name"
PIE = "requests[0].add_chart.chart.spec.pie_chart"


@pytest.fixture(scope="module")
def server() -> Iterator[LocalSheets]:
    with running() as found:
        yield found


@pytest.fixture(scope="module")
def hr(server: LocalSheets) -> Plain:
    return Plain(server)


@pytest.fixture(scope="module")
def book(hr: Plain) -> str:
    """A spreadsheet with one of everything in it; nothing in this file ever changes it."""
    made = str(hr.well("POST", "/v4/spreadsheets", {})["spreadsheetId"])
    hr.well("POST", f"/v4/spreadsheets/{made}:batchUpdate", {"requests": THERE})
    return made


def span(top: int, bottom: int, left: int = 0, right: int = 2) -> Json:
    edges = {"startRowIndex": top, "endRowIndex": bottom, "startColumnIndex": left, "endColumnIndex": right}
    return {"sheetId": 0, **edges}


ROWS = {"sheetId": 0, "dimension": "ROWS", "startIndex": 1, "endIndex": 3}
BLANK = {"condition": {"type": "NOT_BLANK"}, "format": {"textFormat": {"bold": True}}}
RULE = {"ranges": [span(0, 2)], "booleanRule": BLANK}
BARS = {"chartType": "BAR", "series": [{"series": {"sourceRange": {"sources": [span(0, 2)]}}}]}
ANCHOR = {"overlayPosition": {"anchorCell": {"sheetId": 0, "rowIndex": 1, "columnIndex": 1}}}
BANDS = {"firstBandColor": {"red": 1}, "secondBandColor": {"blue": 1}}
KEY = {"metadataKey": "key", "location": {"sheetId": 0}, "visibility": "DOCUMENT"}
LOOKUP = {"developerMetadataLookup": {"metadataId": 9}}
WORDS = {"condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "a"}]}}
THERE: list[Json] = [
    {"addSheet": {"properties": {"sheetId": 5, "title": "More"}}},
    {"addNamedRange": {"namedRange": {"namedRangeId": "n1", "name": "Here", "range": span(0, 2)}}},
    {"addProtectedRange": {"protectedRange": {"protectedRangeId": 7, "range": span(0, 2), "editors": {}}}},
    {"addFilterView": {"filter": {"filterViewId": 66, "title": "V", "range": span(0, 2)}}},
    {"addConditionalFormatRule": {"rule": RULE, "index": 0}},
    {"addBanding": {"bandedRange": {"bandedRangeId": 55, "range": span(0, 2), "rowProperties": BANDS}}},
    {"addChart": {"chart": {"chartId": 77, "spec": {"basicChart": BARS}, "position": ANCHOR}}},
    {"createDeveloperMetadata": {"developerMetadata": {**KEY, "metadataId": 9}}},
    {"addDimensionGroup": {"range": ROWS}},
]
#: A request of each kind that the server does; what is wrong with others is one thing in it.
WELL: dict[str, Json] = {
    "updateSpreadsheetProperties": {"properties": {"title": "New"}, "fields": "title"},
    "updateSheetProperties": {"properties": {"sheetId": 0, "title": "First"}, "fields": "title"},
    "mergeCells": {"range": span(0, 2), "mergeType": "MERGE_ALL"},
    "unmergeCells": {"range": span(0, 2)},
    "addSheet": {"properties": {"sheetId": 8, "title": "Third", "index": 0}},
    "deleteSheet": {"sheetId": 5},
    "duplicateSheet": {"sourceSheetId": 5, "newSheetId": 12, "newSheetName": "Again", "insertSheetIndex": 0},
    "updateCells": {"range": span(0, 1), "rows": [{"values": [{"note": "Hm"}]}], "fields": "note"},
    "repeatCell": {"range": span(0, 2), "cell": {"note": "x"}, "fields": "note"},
    "appendCells": {"sheetId": 0, "rows": [{"values": [{"note": "Hm"}]}], "fields": "note"},
    "setDataValidation": {"range": span(0, 2), "rule": WORDS},
    "updateBorders": {"range": span(0, 2), "top": {"style": "SOLID"}},
    "sortRange": {"range": span(0, 2), "sortSpecs": [{"dimensionIndex": 1, "sortOrder": "DESCENDING"}]},
    "findReplace": {"find": "a", "replacement": "b", "sheetId": 0},
    "copyPaste": {"source": span(0, 2), "destination": span(4, 6), "pasteType": "PASTE_NORMAL"},
    "cutPaste": {"source": span(0, 2), "destination": {"sheetId": 0, "rowIndex": 8, "columnIndex": 0}},
    "insertDimension": {"range": ROWS, "inheritFromBefore": True},
    "appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 3},
    "deleteDimension": {"range": ROWS},
    "moveDimension": {"source": ROWS, "destinationIndex": 6},
    "updateDimensionProperties": {"range": ROWS, "properties": {"pixelSize": 30}, "fields": "pixelSize"},
    "autoResizeDimensions": {"dimensions": ROWS},
    "addDimensionGroup": {"range": ROWS},
    "deleteDimensionGroup": {"range": ROWS},
    "addNamedRange": {"namedRange": {"name": "There", "range": span(0, 2)}},
    "updateNamedRange": {"namedRange": {"namedRangeId": "n1", "name": "There", "range": span(0, 2)}, "fields": "*"},
    "deleteNamedRange": {"namedRangeId": "n1"},
    "addProtectedRange": {"protectedRange": {"range": span(0, 2), "editors": {"users": []}}},
    "updateProtectedRange": {
        "protectedRange": {"protectedRangeId": 7, "range": span(0, 3)},
        "fields": "range",
    },
    "deleteProtectedRange": {"protectedRangeId": 7},
    "setBasicFilter": {"filter": {"range": span(0, 2)}},
    "clearBasicFilter": {"sheetId": 0},
    "addFilterView": {"filter": {"title": "W", "range": span(0, 2)}},
    "updateFilterView": {"filter": {"filterViewId": 66, "title": "W", "range": span(0, 2)}, "fields": "title,range"},
    "deleteFilterView": {"filterId": 66},
    "addConditionalFormatRule": {"rule": RULE, "index": 0},
    "updateConditionalFormatRule": {"sheetId": 0, "index": 0, "rule": RULE},
    "deleteConditionalFormatRule": {"sheetId": 0, "index": 0},
    "addBanding": {"bandedRange": {"range": span(5, 8), "rowProperties": BANDS}},
    "updateBanding": {"bandedRange": {"bandedRangeId": 55, "range": span(0, 3)}, "fields": "range"},
    "deleteBanding": {"bandedRangeId": 55},
    "addChart": {"chart": {"spec": {"basicChart": BARS}, "position": ANCHOR}},
    "updateChartSpec": {"chartId": 77, "spec": {"basicChart": BARS}},
    "deleteEmbeddedObject": {"objectId": 77},
    "createDeveloperMetadata": {"developerMetadata": KEY},
    "updateDeveloperMetadata": {
        "dataFilters": [LOOKUP],
        "developerMetadata": {"metadataValue": "w"},
        "fields": "metadataValue",
    },
    "deleteDeveloperMetadata": {"dataFilter": LOOKUP},
}


def refused(hr: Plain, book: str, kind: str, content: Any) -> tuple[int, str]:
    """The answer to a request in a batch whose last one always fails, so that nothing is ever changed."""
    body = {"requests": [{kind: content}, {"deleteSheet": {"sheetId": 404}}]}
    code, answer = hr.ask("POST", f"/v4/spreadsheets/{book}:batchUpdate", body)
    return code, answer["error"]["message"]


AFTERWARDS = (400, "Invalid requests[1].deleteSheet: No grid with id: 404")


def test_every_kind_is_in_the_table() -> None:
    assert sorted(WELL) == sorted(KINDS)


@pytest.mark.parametrize("kind", WELL)
def test_a_request_of_each_kind_is_done_as_it_stands_in_the_table(hr: Plain, book: str, kind: str) -> None:
    assert refused(hr, book, kind, WELL[kind]) == AFTERWARDS


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each field in a value."""
    for name, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*path, name)
        yield from places(part, (*path, name))


def changed(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """The value with something else in one place."""
    value = copy.deepcopy(value)
    inner = value
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = new
    return value


@pytest.mark.parametrize("kind", WELL)
def test_no_field_takes_what_is_not_of_its_type(hr: Plain, book: str, kind: str) -> None:
    for path in places(WELL[kind]):
        for wrong in ({"nonsense": 1}, [[7]], 1.5):
            code, said = refused(hr, book, kind, changed(WELL[kind], path, wrong))
            is_number = isinstance(wrong, float) and path[-1] in {"red", "blue"}
            assert (code, "Invalid" in said or is_number) == (400, True), (path, wrong, said)


UNKNOWN = {"sheetId", "sourceSheetId", "protectedRangeId", "filterViewId", "filterId", "chartId", "objectId"}
EDGES = {"startRowIndex", "startColumnIndex", "rowIndex", "columnIndex", "startIndex", "dimensionIndex"}
ORDERS = {"index", "insertSheetIndex", "destinationIndex", "length"}


@pytest.mark.parametrize("kind", WELL)
def test_nothing_is_found_that_is_not_there(hr: Plain, book: str, kind: str) -> None:
    for path in places(WELL[kind]):
        name = path[-1]
        is_new = kind == "addSheet" and name == "sheetId"
        values = [99_999_999] if name in (UNKNOWN | {"bandedRangeId"}) and not is_new else []
        values += [-1, 99_999_999] if name in EDGES | ORDERS else []
        for wrong in values:
            code, said = refused(hr, book, kind, changed(WELL[kind], path, wrong))
            assert (code, said.startswith(f"Invalid requests[0].{kind}: ")) == (400, True), (path, wrong, said)
            assert "{" not in said


#: Kind, path in the request, what is put there (None: the field is left out), and what Google's answer says.
CASES: list[tuple[str, str, Any, str]] = [
    ("mergeCells", "range", None, "range is required."),
    ("repeatCell", "range", None, "range is required."),
    ("setDataValidation", "range", None, "range is required."),
    ("setBasicFilter", "filter.range", None, "range is required."),
    ("addNamedRange", "namedRange.range", None, "range is required."),
    ("addFilterView", "filter.range", None, "range is required."),
    ("updateCells", "range", None, "Must specify a start or a range to update."),
    ("copyPaste", "source", None, "source is required."),
    ("cutPaste", "destination", None, "destination is required."),
    ("findReplace", "find", None, "find is required."),
    ("findReplace", "sheetId", None, "scope must be specified."),
    ("appendDimension", "dimension", None, "No dimension specified."),
    ("appendDimension", "length", None, "length must be greater than 0."),
    ("addConditionalFormatRule", "rule.booleanRule", None,
     "Conditional format rule must have a booleanRule or a gradientRule."),
    ("addConditionalFormatRule", "rule.booleanRule.condition.type", None, "No condition type specified."),
    ("setDataValidation", "rule.condition.values", [],
     "ConditionType 'ONE_OF_LIST' takes 1 to 500 ConditionValues, but there are 0."),
    ("addBanding", "bandedRange.rowProperties", None,
     "At least one of rowProperties or columnProperties must be specified."),
    ("addChart", "chart.spec", {"title": "x"}, "No chart spec specified."),
    ("updateDeveloperMetadata", "dataFilters", None, "Must specify at least one dataFilter."),
    ("deleteDeveloperMetadata", "dataFilter", {}, "dataFilter.filter must be specified."),
    ("repeatCell", "range.startRowIndex", -1, "GridRange indexes must be >= 0"),
    ("repeatCell", "range", span(5, 2), "range.startRowIndex[5] must be before range.endRowIndex[2]"),
    ("repeatCell", "range", span(1000, 1001),
     "Range (Sheet1!A1001) exceeds grid limits. Max rows: 1000, max columns: 26"),
    ("copyPaste", "source", span(1000, 1002),
     "Range (Sheet1!A1001) exceeds grid limits. Max rows: 1000, max columns: 26"),
    ("copyPaste", "destination", span(999, 1000),
     "Range (Sheet1!B1001) exceeds grid limits. Max rows: 1000, max columns: 26"),
    ("cutPaste", "destination.rowIndex", 999,
     "Range (Sheet1!B1001) exceeds grid limits. Max rows: 1000, max columns: 26"),
    ("cutPaste", "destination.columnIndex", 26,
     "Range (Sheet1!AA9) exceeds grid limits. Max rows: 1000, max columns: 26"),
    ("insertDimension", "range.startIndex", -1, "DimensionRange indexes must be >= 0"),
    ("insertDimension", "range", {**ROWS, "startIndex": 1001, "endIndex": 1002},
     "range.startIndex is larger than current grid size (1000)"),
    ("insertDimension", "range.endIndex", 2_000_000_000,
     "This action would increase the number of cells in the workbook above the limit of 10000000 cells."),
    ("addSheet", "properties.sheetId", -1, "Sheet id must be non-negative."),
    ("addSheet", "properties.sheetId", 5, "Sheet with id 5 already exists."),
    ("addSheet", "properties.title", "x" * 101, "The sheet name cannot be greater than 100 characters."),
    ("addNamedRange", "namedRange.name", "Here",
     "Cannot add named range with name Here, a named range with that name already exists."),
    ("createDeveloperMetadata", "developerMetadata.metadataId", 9,
     "Cannot add developer metadata with ID [9] because developer metadata with that ID already exists."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "path", "put", "said"), CASES)
def test_google_says_what_a_request_lacks_or_has_wrong(
    hr: Plain, book: str, kind: str, path: str, put: Any, said: str
) -> None:
    content = changed(WELL[kind], tuple(path.split(".")), put)
    assert refused(hr, book, kind, content) == (400, f"Invalid requests[0].{kind}: {said}")


@pytest.mark.parametrize(
    ("kind", "path", "put", "said"),
    [
        ("mergeCells", "range.startRowIndex", "x",
         "Invalid value at 'requests[0].merge_cells.range.start_row_index.value' (TYPE_INT32), \"x\""),
        ("mergeCells", "range.sheetId", 2**31,
         "Invalid value at 'requests[0].merge_cells.range.sheet_id' (TYPE_INT32), 2147483648"),
        ("mergeCells", "range", "A1",
         f"Invalid value at 'requests[0].merge_cells.range' ({TYPES}.GridRange), \"A1\""),
        ("mergeCells", "range", [],
         f"{UNKNOWN_NAME} \"range\" at 'requests[0].merge_cells': Proto field is not repeating, cannot start list."),
        ("mergeCells", "mergeType", {},
         "Invalid value at 'requests[0].merge_cells' (merge_type), Starting an object on a scalar field"),
        ("mergeCells", "nope", 1, f"{UNKNOWN_NAME} \"nope\" at 'requests[0].merge_cells': Cannot find field."),
        ("insertDimension", "inheritFromBefore", "perhaps",
         "Invalid value at 'requests[0].insert_dimension.inherit_from_before' (TYPE_BOOL), \"perhaps\""),
        ("insertDimension", "range.dimension", "DIAGONAL",
         f"Invalid value at 'requests[0].insert_dimension.range.dimension' ({TYPES}.Dimension), \"DIAGONAL\""),
        ("updateBorders", "top.style", "WAVY",
         f"Invalid value at 'requests[0].update_borders.top.style' ({TYPES}.Border.Style), \"WAVY\""),
        ("sortRange", "sortSpecs", [{"sortOrder": "UP"}],
         f"Invalid value at 'requests[0].sort_range.sort_specs[0].sort_order' ({TYPES}.SortOrder), \"UP\""),
        ("addChart", "chart.spec", {"pieChart": {"legendPosition": "NONE"}},
         f"Invalid value at '{PIE}.legend_position' ({TYPES}.PieChartSpec.PieChartLegendPosition), \"NONE\""),
    ],
)  # fmt: skip
def test_google_names_the_place_and_the_type_of_what_does_not_fit(
    hr: Plain, book: str, kind: str, path: str, put: Any, said: str
) -> None:
    assert refused(hr, book, kind, changed(WELL[kind], tuple(path.split(".")), put)) == (400, said)


def test_a_request_that_is_no_object_is_named_as_one_in_a_batch(hr: Plain, book: str) -> None:
    code, answer = hr.ask("POST", f"/v4/spreadsheets/{book}:batchUpdate", {"requests": ["repeatCell"]})
    said = f"Invalid value at 'requests[0]' ({TYPES}.BatchUpdateSpreadsheetRequest.Request), \"repeatCell\""
    assert (code, answer["error"]["message"]) == (400, said)


BODIES: dict[str, Json] = {
    "PUT /v4/spreadsheets/{}/values/{}": {"values": [["x"]]},
    "POST /v4/spreadsheets/{}/values/{}:append": {"values": [["x"]]},
    "POST /v4/spreadsheets/{}/values:batchClear": {"ranges": ["A9"]},
}


def asked(hr: Plain, book: str, name: str, query: Json) -> tuple[int, Json]:
    """A method by its name, of a spreadsheet and cell that are there."""
    method, path = name.split()
    path = path.replace("/values/{}", "/values/Sheet1!A9").replace("{}", book, 1).replace("{}", "0")
    return hr.ask(method, path, BODIES.get(name), **query)


QUERIES = [
    (name, parameter, kind)
    for name, parameters in discovery.query_schemas().items()
    for parameter, kind in parameters.items()
    if name in {one.name for one in ENDPOINTS} and ("|" in kind or kind in {"boolean", "integer"})
    if parameter != "corpus"  # of Drive, long out of use
]


@pytest.mark.parametrize(("name", "parameter", "kind"), QUERIES)
def test_no_query_parameter_takes_nonsense(hr: Plain, book: str, name: str, parameter: str, kind: str) -> None:
    code, answer = asked(hr, book, name, {parameter: "perhaps"})
    field = re.sub(r"([A-Z])", lambda found: "_" + found[1].lower(), parameter)
    kinds = {"boolean": "TYPE_BOOL", "integer": "TYPE_INT32"}
    wanted = re.escape(kinds[kind]) if kind in kinds else re.escape(TYPES) + r"[.\w]+"
    said = answer["error"]["message"]
    assert code == 400
    assert re.fullmatch(rf"Invalid value at '{field}' \({wanted}\), \"perhaps\"", said)
    assert answer["error"]["details"][0]["fieldViolations"] == [{"field": field, "description": said}]


SHEETS = [one.name for one in ENDPOINTS if one.counts_as in {"read", "write"}]


@pytest.mark.parametrize("name", SHEETS)
def test_sheets_binds_no_query_parameter_that_the_method_lacks(hr: Plain, book: str, name: str) -> None:
    code, answer = asked(hr, book, name, {"corpora": "user"})
    said = 'Invalid JSON payload received. Unknown name "corpora": Cannot bind query parameter. '
    said += "Field 'corpora' could not be found in request message."
    assert (code, answer["error"]["message"]) == (400, said)


def test_items_of_shared_drives_are_listed_to_who_supports_them(hr: Plain) -> None:
    code, answer = hr.ask("GET", "/drive/v3/files", includeItemsFromAllDrives="true")
    error = {
        "message": "The supportsAllDrives parameter was not set to true.",
        "domain": "global",
        "reason": "supportsTeamDrivesRequired",
    }
    assert (code, answer["error"]["errors"]) == (403, [error])


def test_a_body_names_the_range_of_the_address_or_none(hr: Plain, book: str) -> None:
    code, answer = hr.ask(
        "PUT",
        f"/v4/spreadsheets/{book}/values/Sheet1!B9",
        {"range": "Sheet1!B8", "values": [["x"]]},
        valueInputOption="RAW",
    )
    said = "Request range[Sheet1!B9] does not match value's range[Sheet1!B8]"
    assert (code, answer["error"]["message"]) == (400, said)


SHEET = "/v4/spreadsheets/{}"
NO_FILTER, EMPTY_FILTER = "Must specify at least one dataFilter.", "dataFilter.filter must be specified."


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        (f"{SHEET}/values:batchGetByDataFilter", {}, NO_FILTER),
        (f"{SHEET}/values:batchClearByDataFilter", {"dataFilters": []}, NO_FILTER),
        (f"{SHEET}/values:batchUpdateByDataFilter", {"valueInputOption": "RAW", "data": [{}]}, EMPTY_FILTER),
        (f"{SHEET}/developerMetadata:search", {}, NO_FILTER),
        (f"{SHEET}:getByDataFilter", {"dataFilters": [{}]}, EMPTY_FILTER),
        (f"{SHEET}/sheets/0:copyTo", {}, "destinationSpreadsheetId is required."),
    ],
)
def test_what_a_body_has_to_say_is_asked_for(hr: Plain, book: str, path: str, body: Json, said: str) -> None:
    code, answer = hr.ask("POST", path.format(book), body)
    assert (code, answer["error"]["message"]) == (400, said)


FILES = "/drive/v3/files"
TABLE = "application/vnd.google-apps.spreadsheet"


@pytest.mark.parametrize(
    ("method", "path", "body", "said"),
    [
        ("POST", FILES, {"mimeType": TABLE, "name": 5}, "Invalid value at 'name' (TYPE_STRING), 5"),
        ("POST", FILES, {"mimeType": TABLE, "starred": "perhaps"},
         "Invalid value at 'starred' (TYPE_BOOL), \"perhaps\""),
        ("POST", FILES, {"mimeType": []},
         f'{UNKNOWN_NAME} "mimeType": Proto field is not repeating, cannot start list.'),
        ("PATCH", f"{FILES}/{{}}", {"appProperties": "x"},
         "Invalid value at 'app_properties' (type.googleapis.com/google.protobuf.Struct), \"x\""),
        ("PATCH", f"{FILES}/{{}}", {"appProperties": {"team": 1}},
         "Invalid value at 'app_properties[\"team\"]' (TYPE_STRING), 1"),
        ("POST", f"{FILES}/{{}}/copy", {"parents": [7]}, "Invalid value at 'parents' (TYPE_STRING), 7"),
        ("POST", f"{FILES}/{{}}/permissions", {"type": "user", "role": {}},
         "Invalid value at 'role' (TYPE_STRING), {}"),
    ],
)  # fmt: skip
def test_bodies_for_drive_hold_what_is_of_their_type(
    hr: Plain, book: str, method: str, path: str, body: Json, said: str
) -> None:
    code, answer = hr.ask(method, path.format(book), body)
    assert (code, answer["error"]["message"], answer["error"]["errors"]) == (
        400,
        said,
        [{"message": said, "reason": "invalid"}],
    )


METHODS = sorted(discovery.query_schemas())
SERVED = {one.name for one in ENDPOINTS}


@pytest.mark.parametrize("name", [name for name in METHODS if name not in SERVED])
def test_a_method_of_googles_that_is_not_served_is_told_so(hr: Plain, name: str) -> None:
    method, path = name.split()
    code, answer = hr.ask(method, path.replace("{}", "1"), {} if method in {"POST", "PATCH"} else None)
    said = f"The local Sheets server does not know {method} {path.replace('{}', '1')}. "
    said += "It serves what goalsheet and gspread use."
    assert (code, answer["error"]) == (501, {"code": 501, "message": said, "status": "UNIMPLEMENTED"})


def test_all_of_sheets_and_a_third_of_drive_are_served() -> None:
    words = {"DELETE /drive/v3/files/trash", "GET /drive/v3/files/generateIds", "GET /drive/v3/files/generateCseToken"}
    served = [name for name in METHODS if name in SERVED - words]
    assert (len([name for name in served if name.startswith(("GET /v4", "PUT /v4", "POST /v4"))]), len(served)) == (
        17,
        17 + 17,
    )
