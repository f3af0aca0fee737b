"""Each endpoint and each kind of request that gspread's own recorded tests use, by name: none is missing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import discovery
import pytest
from sheets_clients import Plain

from goalsheet.local_sheets.endpoints import ENDPOINTS
from goalsheet.local_sheets.server import LocalSheets, running

Json = dict[str, Any]
SHEET = "application/vnd.google-apps.spreadsheet"
SHEETS, FILES = "/v4/spreadsheets/{id}", "/drive/v3/files"
VALUES = {"values": [["1", "two"], [3, True]]}


@pytest.fixture
def server() -> Iterator[LocalSheets]:
    with running() as found:
        yield found


@pytest.fixture
def hr(server: LocalSheets) -> Plain:
    return Plain(server)


@pytest.fixture
def book(hr: Plain) -> str:
    """A spreadsheet with a little in it."""
    made = str(hr.well("POST", FILES, {"name": "Goals", "mimeType": SHEET})["id"])
    hr.well("PUT", f"/v4/spreadsheets/{made}/values/A1:B2", VALUES, valueInputOption="RAW")
    return made


@pytest.mark.parametrize(
    ("method", "path", "body", "query"),
    [
        ("GET", SHEETS, None, {"includeGridData": "false"}),
        ("GET", f"{SHEETS}/values/A1:B2", None, {}),
        ("POST", f"{SHEETS}/values/A1:clear", None, {}),
        ("PUT", f"{SHEETS}/values/A1", VALUES, {"valueInputOption": "USER_ENTERED"}),
        ("POST", f"{SHEETS}/values/A1:append", VALUES, {"valueInputOption": "RAW"}),
        ("POST", f"{SHEETS}:batchUpdate", {"requests": [{"addSheet": {}}]}, {}),
        ("POST", FILES, {"name": "Another", "mimeType": SHEET}, {"supportsAllDrives": "True"}),
        ("DELETE", f"{FILES}/{{id}}", None, {"supportsAllDrives": "True"}),
        ("GET", f"{FILES}/{{id}}", None, {"fields": "id,name,createdTime,modifiedTime"}),
        ("GET", FILES, None, {"q": f'mimeType="{SHEET}"', "pageSize": "1000"}),
        ("GET", f"{SHEETS}/values:batchGet", None, {"ranges": ["A1:B1", "B2"]}),
        (
            "POST",
            f"{SHEETS}/values:batchUpdate",
            {"valueInputOption": "RAW", "data": [{"range": "A1", "values": [["x"]]}]},
            {},
        ),
        ("POST", f"{SHEETS}/values:batchClear", {"ranges": ["A1", "B2"]}, {}),
        ("POST", f"{FILES}/{{id}}/copy", {"name": "A copy", "mimeType": SHEET}, {}),
        ("GET", f"{FILES}/{{id}}/comments", None, {"fields": "comments/content,comments/anchor,nextPageToken"}),
        ("POST", f"{FILES}/{{id}}/comments", {"content": "Well done"}, {"fields": "id"}),
    ],
    ids=lambda part: part.replace("/", " ") if isinstance(part, str) else "",
)
def test_an_endpoint_that_gspreads_tests_use_is_served(
    method: str, path: str, body: Json | None, query: Json, hr: Plain, book: str
) -> None:
    status, answer = hr.ask(method, path.format(id=book), body, **query)
    assert (status in {200, 204}, answer if status >= 400 else None) == (True, None)


def test_a_spreadsheet_goes_out_as_a_file_and_comes_in_as_one(hr: Plain, book: str) -> None:
    exported = hr.session.get(f"{hr.url}{FILES}/{book}/export", params={"mimeType": "text/csv"}, timeout=10)
    assert (exported.status_code, exported.text.splitlines()) == (200, ["1,two", "3,TRUE"])
    headers = {"Content-Type": "text/csv"}
    query = {"uploadType": "media", "convert": "true", "supportsAllDrives": "True"}
    url = f"{hr.url}/upload/drive/v2/files/{book}"
    assert hr.session.put(url, params=query, headers=headers, data=b"a,b", timeout=10).status_code == 200
    assert hr.well("GET", f"/v4/spreadsheets/{book}/values/A1:B2")["values"] == [["a", "b"]]


def span(rows: tuple[int, int] = (0, 2), columns: tuple[int, int] = (0, 2)) -> Json:
    edges = {"startRowIndex": rows[0], "endRowIndex": rows[1]}
    return {"sheetId": 0, **edges, "startColumnIndex": columns[0], "endColumnIndex": columns[1]}


ROWS = {"sheetId": 0, "dimension": "ROWS", "startIndex": 1, "endIndex": 3}
BORN: Json = {"addNamedRange": {"namedRange": {"namedRangeId": "n1", "name": "Here", "range": span()}}}
GUARD: Json = {"addProtectedRange": {"protectedRange": {"protectedRangeId": 7, "range": span(), "warningOnly": True}}}
GROUP: Json = {"addDimensionGroup": {"range": ROWS}}
FILTER: Json = {"setBasicFilter": {"filter": {"range": span()}}}
MERGE: Json = {"mergeCells": {"range": span(), "mergeType": "MERGE_ALL"}}
TAB: Json = {"addSheet": {"properties": {"sheetId": 5, "title": "More"}}}
#: What gspread's own tests send with batchUpdate, each kind with what has to come before it.
LISTED: dict[str, tuple[Json, ...]] = {
    "updateSheetProperties": ({"properties": {"sheetId": 0, "title": "First"}, "fields": "title"},),
    "mergeCells": (MERGE["mergeCells"],),
    "addSheet": (TAB["addSheet"],),
    "updateCells": ({"range": span((0, 1)), "rows": [{"values": [{"note": "Hm"}]}], "fields": "note"},),
    "deleteSheet": ({"sheetId": 5}, TAB),
    "sortRange": ({"range": span(), "sortSpecs": [{"dimensionIndex": 1, "sortOrder": "DESCENDING"}]},),
    "updateSpreadsheetProperties": ({"properties": {"title": "New", "locale": "de_DE"}, "fields": "title,locale"},),
    "updateDimensionProperties": ({"range": ROWS, "properties": {"hiddenByUser": True}, "fields": "hiddenByUser"},),
    "addNamedRange": (BORN["addNamedRange"],),
    "setBasicFilter": (FILTER["setBasicFilter"],),
    "insertDimension": ({"range": ROWS, "inheritFromBefore": True},),
    "deleteNamedRange": ({"namedRangeId": "n1"}, BORN),
    "unmergeCells": ({"range": span()}, MERGE),
    "deleteDimension": ({"range": ROWS},),
    "addDimensionGroup": (GROUP["addDimensionGroup"],),
    "deleteDimensionGroup": ({"range": ROWS}, GROUP),
    "addProtectedRange": (GUARD["addProtectedRange"],),
    "deleteProtectedRange": ({"protectedRangeId": 7}, GUARD),
    "autoResizeDimensions": ({"dimensions": {**ROWS, "dimension": "COLUMNS"}},),
    "clearBasicFilter": ({"sheetId": 0}, FILTER),
    "copyPaste": ({"source": span(), "destination": span((4, 6)), "pasteType": "PASTE_NORMAL"},),
    "cutPaste": ({"source": span(), "destination": {"sheetId": 0, "rowIndex": 8}, "pasteType": "PASTE_NORMAL"},),
    "repeatCell": (
        {"range": span(), "cell": {"userEnteredFormat": {"textFormat": {"bold": True}}}, "fields": "userEnteredFormat"},
    ),
    "setDataValidation": (
        {"range": span(), "rule": {"condition": {"type": "BOOLEAN"}, "showCustomUi": True, "strict": True}},
    ),
}


@pytest.mark.parametrize("kind", LISTED)
def test_a_kind_of_request_that_gspreads_tests_use_is_done(kind: str, hr: Plain, book: str) -> None:
    content, *before = LISTED[kind]
    path = f"/v4/spreadsheets/{book}"
    if before:
        hr.well("POST", f"{path}:batchUpdate", {"requests": before})
    found = hr.well("GET", path, includeGridData="true")
    answer = hr.well("POST", f"{path}:batchUpdate", {"requests": [{kind: content}]})
    assert (answer["spreadsheetId"], len(answer["replies"])) == (book, 1)
    assert hr.well("GET", path, includeGridData="true") != found


def test_the_list_is_whole() -> None:
    assert len(LISTED) == 24


@pytest.mark.parametrize(
    ("method", "path", "body", "fields", "wrong"),
    [
        ("GET", SHEETS, None, "sheets.properties.title.nope", "sheets.properties.title.nope"),
        ("GET", f"{SHEETS}/values/A1:B2", None, "range,nope", "nope"),
        ("GET", f"{SHEETS}/values:batchGet", None, "values", "values"),
        ("PUT", f"{SHEETS}/values/A1", {"values": [["new"]]}, "updatedData.nope", "updatedData.nope"),
        ("POST", f"{SHEETS}/values/A1:clear", {}, "nope", "nope"),
        ("POST", f"{SHEETS}:batchUpdate", {"requests": [{"addSheet": {}}]}, "replies.nope", "replies.nope"),
    ],
)
def test_a_mask_for_what_the_answer_does_not_have_is_refused_and_nothing_is_done(
    hr: Plain, book: str, method: str, path: str, body: Json | None, fields: str, wrong: str
) -> None:
    before = hr.well("GET", f"/v4/spreadsheets/{book}", includeGridData="true")
    query = {"fields": fields} | ({"valueInputOption": "RAW"} if method == "PUT" else {})
    code, answer = hr.ask(method, path.format(id=book), body, **query)
    said = f"Error expanding 'fields' parameter. Cannot find matching fields for path '{wrong}'."
    assert (code, answer["error"]["details"][0]["fieldViolations"]) == (400, [{"field": wrong, "description": said}])
    assert hr.well("GET", f"/v4/spreadsheets/{book}", includeGridData="true") == before


def test_each_endpoint_of_sheets_answers_with_the_message_that_google_names() -> None:
    ours = [one for one in ENDPOINTS if one.counts_as in {"read", "write"}]
    assert [one.answer for one in ours] == [named(one.method, one.pattern.pattern) for one in ours]


def named(method: str, pattern: str) -> str | None:
    """The message with which Google answers what an endpoint's pattern stands for."""
    place = re.sub(r"\(\?P<\w+>[^)]*\)", "x", pattern).replace("\\", "")
    found = discovery.methods("sheets.v4")
    return next(answer for verb, path, answer in found if verb == method and path.fullmatch(place))


def test_what_the_server_knows_of_googles_messages_is_googles_own_description() -> None:
    known = {
        name: json.loads((files("goalsheet.local_sheets") / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("sheets_schema", "drive_schema", "queries")
    }
    assert known == {
        "sheets_schema": discovery.request_schemas(),
        "drive_schema": discovery.answer_schemas(),
        "queries": discovery.query_schemas(),
    }


@pytest.mark.parametrize(
    ("asked", "means"),
    [("R1C1", "Sheet1!A1"), ("Sheet1!R1C1:R2C2", "Sheet1!A1:B2"), ("r2c2:r1c1", "Sheet1!A1:B2"), ("R2", "Sheet1!R2")],
)
def test_ranges_may_be_named_by_rows_and_columns(hr: Plain, book: str, asked: str, means: str) -> None:
    assert hr.well("GET", f"/v4/spreadsheets/{book}/values/{asked}")["range"] == means


def test_a_single_item_in_the_place_of_a_list_is_named_as_what_is_not_served(hr: Plain, book: str) -> None:
    code, answer = hr.ask("POST", f"/v4/spreadsheets/{book}:batchUpdate", {"requests": {"addSheet": {}}})
    said = "The local Sheets server does not know lists of which the one item stands by itself."
    assert (code, answer["error"]["message"].startswith(said)) == (501, True)
