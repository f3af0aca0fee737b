"""Two managers and an employee with tokens of their own: nobody gets at a spreadsheet by any way that is not theirs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from sheets_clients import Plain

from goalsheet.local_sheets.endpoints import ENDPOINTS
from goalsheet.local_sheets.server import LocalSheets, running

Json = dict[str, Any]
OWN_ROWS = {"sheetId": 0, "startRowIndex": 1, "startColumnIndex": 1, "endColumnIndex": 2}
SECRET = "Secret goal"


@pytest.fixture(scope="module")
def server() -> Iterator[LocalSheets]:
    with running() as found:
        yield found


def shared(server: LocalSheets, title: str, goal: str, people: dict[str, str]) -> str:
    """HR's spreadsheet of a team: column B is the manager's, the rest is protected."""
    hr = Plain(server)
    closed = {"protectedRangeId": 7, "range": {"sheetId": 0}, "unprotectedRanges": [OWN_ROWS], "editors": {"users": []}}
    cells = [{"rowData": [{"values": [{"userEnteredValue": {"stringValue": goal}}]}]}]
    note = {"metadataId": 9, "metadataKey": "team", "metadataValue": goal, "location": {"spreadsheet": True}}
    body = {
        "properties": {"title": title},
        "sheets": [{"properties": {"sheetId": 0}, "data": cells, "protectedRanges": [closed]}],
        "developerMetadata": [{**note, "visibility": "DOCUMENT"}],
    }
    book = str(hr.well("POST", "/v4/spreadsheets", body)["spreadsheetId"])
    for email, role in people.items():
        given = {"type": "user", "role": role, "emailAddress": email}
        hr.well("POST", f"/drive/v3/files/{book}/permissions", given, sendNotificationEmail="false")
    hr.well("POST", f"/drive/v3/files/{book}/comments", {"content": goal}, fields="id")
    return book


@pytest.fixture(scope="module")
def theirs(server: LocalSheets) -> str:
    """Bo's team, which Anna may comment on."""
    return shared(server, "Bo's team", SECRET, {"bo@example.com": "writer", "anna@example.com": "commenter"})


@pytest.fixture(scope="module")
def own(server: LocalSheets) -> str:
    return shared(server, "Cy's team", "Cy's goal", {"cy@example.com": "writer"})


GRID = {"sheetId": 0}
FILTER = {"dataFilters": [{"gridRange": GRID}]}
ROW = {"dataFilter": {"gridRange": {**GRID, "startRowIndex": 1}}, "values": [["x"]]}
VALUES = {"values": [["x"]]}
GIVEN = {"type": "user", "role": "writer", "emailAddress": "cy@example.com"}
#: By endpoint (places left blank) the body and query that it takes.
ATTACKS: dict[str, tuple[Any, Json]] = {
    "GET /v4/spreadsheets/{}": (None, {"includeGridData": "true"}),
    "POST /v4/spreadsheets/{}:getByDataFilter": ({**FILTER, "includeGridData": True}, {}),
    "POST /v4/spreadsheets/{}:batchUpdate": ({"requests": [{"deleteProtectedRange": {"protectedRangeId": 7}}]}, {}),
    "POST /v4/spreadsheets/{}/sheets/{}:copyTo": ({"destinationSpreadsheetId": "own"}, {}),
    "GET /v4/spreadsheets/{}/developerMetadata/{}": (None, {}),
    "POST /v4/spreadsheets/{}/developerMetadata:search": (
        {"dataFilters": [{"developerMetadataLookup": {"metadataKey": "team"}}]},
        {},
    ),
    "GET /v4/spreadsheets/{}/values/{}": (None, {}),
    "GET /v4/spreadsheets/{}/values:batchGet": (None, {"ranges": "A1"}),
    "POST /v4/spreadsheets/{}/values:batchGetByDataFilter": (FILTER, {}),
    "PUT /v4/spreadsheets/{}/values/{}": (VALUES, {"valueInputOption": "RAW"}),
    "POST /v4/spreadsheets/{}/values:batchUpdate": (
        {"valueInputOption": "RAW", "data": [{"range": "B2", **VALUES}]},
        {},
    ),
    "POST /v4/spreadsheets/{}/values:batchUpdateByDataFilter": ({"valueInputOption": "RAW", "data": [ROW]}, {}),
    "POST /v4/spreadsheets/{}/values/{}:append": (VALUES, {"valueInputOption": "RAW"}),
    "POST /v4/spreadsheets/{}/values/{}:clear": ({}, {}),
    "POST /v4/spreadsheets/{}/values:batchClear": ({"ranges": ["A1"]}, {}),
    "POST /v4/spreadsheets/{}/values:batchClearByDataFilter": (FILTER, {}),
    "GET /drive/v3/files/{}": (None, {"fields": "*"}),
    "PATCH /drive/v3/files/{}": ({"name": "Mine"}, {}),
    "DELETE /drive/v3/files/{}": (None, {}),
    "POST /drive/v3/files/{}/copy": ({}, {}),
    "GET /drive/v3/files/{}/export": (None, {"mimeType": "text/csv"}),
    "GET /drive/v3/files/{}/comments": (None, {"fields": "*"}),
    "POST /drive/v3/files/{}/comments": ({"content": "x"}, {"fields": "id"}),
    "POST /drive/v3/files/{}/permissions": (GIVEN, {}),
    "GET /drive/v3/files/{}/permissions": (None, {}),
    "GET /drive/v3/files/{}/permissions/{}": (None, {}),
    "PATCH /drive/v3/files/{}/permissions/{}": ({"role": "writer"}, {}),
    "DELETE /drive/v3/files/{}/permissions/{}": (None, {}),
    "PUT /upload/drive/v2/files/{}": (VALUES, {}),
    "GET /page/spreadsheets/{}": (None, {}),
    "GET /page/spreadsheets/{}/{}": (None, {}),
    "PUT /page/spreadsheets/{}/values/{}": (VALUES, {}),
}


def test_every_endpoint_of_a_file_is_attacked() -> None:
    of_files = {one.name for one in ENDPOINTS if "{}" in one.name and not one.name.startswith("GET /page/scripts/")}
    assert sorted(ATTACKS) == sorted(of_files)


def attack(client: Plain, name: str, book: str, own: str) -> tuple[int, Any]:
    """What an endpoint answers to that account for that spreadsheet."""
    method, path = name.split()
    body, query = ATTACKS[name]
    path = (
        path.replace("{}", book, 1)
        .replace("/values/{}", "/values/B2")
        .replace("/developerMetadata/{}", "/developerMetadata/9")
    )
    path = path.replace("/permissions/{}", "/permissions/1").replace("{}", "0")
    body = json.loads(json.dumps(body).replace('"own"', f'"{own}"'))
    answer = client.session.request(method, client.url + path, json=body, params=query, timeout=10)
    return answer.status_code, answer.text


@pytest.mark.parametrize("name", ATTACKS)
def test_another_manager_gets_at_nothing(server: LocalSheets, theirs: str, own: str, name: str) -> None:
    code, said = attack(Plain(server, "cy@example.com"), name, theirs, own)
    drive = "/drive/" in name
    assert (code, SECRET in said) == (404 if drive else 403, False)
    assert ("File not found: " if drive else "The caller does not have permission") in said


#: What somebody who comments may do, as readers may; all else is refused.
READING = {
    *(name for name in ATTACKS if name.startswith("GET ") and "permissions" not in name),
    *("POST /v4/spreadsheets/{}:getByDataFilter", "POST /v4/spreadsheets/{}/developerMetadata:search"),
    *("POST /v4/spreadsheets/{}/values:batchGetByDataFilter", "POST /drive/v3/files/{}/copy"),
    "POST /drive/v3/files/{}/comments",
}


@pytest.mark.parametrize("name", [name for name in ATTACKS if name not in READING])
def test_who_may_comment_changes_and_shares_nothing(server: LocalSheets, theirs: str, own: str, name: str) -> None:
    code, said = attack(Plain(server, "anna@example.com"), name, theirs, own)
    is_permission = name.endswith("permissions/{}") and name.startswith(("PATCH", "DELETE"))
    assert (code, is_permission) in {(403, False), (404, True)}, said


def test_who_may_comment_neither_becomes_a_writer_nor_puts_others_out(server: LocalSheets, theirs: str) -> None:
    anna, files = Plain(server, "anna@example.com"), f"/drive/v3/files/{theirs}/permissions"
    held = Plain(server).well("GET", files, fields="permissions(id,emailAddress)")["permissions"]
    for one in held:
        assert anna.ask("PATCH", f"{files}/{one['id']}", {"role": "writer"})[0] == 403
        if one["emailAddress"] != "anna@example.com":  # one may always leave
            assert anna.ask("DELETE", f"{files}/{one['id']}")[0] == 403


def test_lists_searches_and_changes_name_nobody_elses_spreadsheet(server: LocalSheets, theirs: str, own: str) -> None:
    cy = Plain(server, "cy@example.com")
    asked = [
        ("/drive/v3/files", {}),
        ("/drive/v3/files", {"corpora": "allDrives", "includeItemsFromAllDrives": "true", "supportsAllDrives": "true"}),
        ("/drive/v3/files", {"q": f"fullText contains '{SECRET}'"}),
        ("/drive/v3/files", {"q": "'bo@example.com' in writers"}),
        ("/drive/v3/files", {"q": "name contains 'Bo'"}),
        ("/drive/v3/changes", {"pageToken": "1", "fields": "*"}),
    ]
    answers = [json.dumps(cy.well("GET", path, **query)) for path, query in asked]
    assert [one for one in answers if theirs in one or SECRET in one or "Bo's" in one] == []
    assert own in answers[0]


def test_a_batch_opens_no_door(server: LocalSheets, theirs: str) -> None:
    cy = Plain(server, "cy@example.com")
    lines = [f"GET /drive/v3/files/{theirs}", f"DELETE /drive/v3/files/{theirs}", f"GET /v4/spreadsheets/{theirs}"]
    parts = "".join(f"--b\r\nContent-Type: application/http\r\n\r\n{line}\r\n\r\n\r\n" for line in lines) + "--b--"
    headers = {"Content-Type": "multipart/mixed; boundary=b"}
    answer = cy.session.post(f"{cy.url}/batch/drive/v3", data=parts, headers=headers, timeout=10)
    found = [line for line in answer.text.splitlines() if line.startswith("HTTP/1.1")]
    assert found == ["HTTP/1.1 404 Not Found", "HTTP/1.1 404 Not Found", "HTTP/1.1 400 Bad Request"]


def test_nothing_is_put_into_what_is_somebody_elses(server: LocalSheets, theirs: str, own: str) -> None:
    hr, cy = Plain(server), Plain(server, "cy@example.com")
    sheet, folder = (f"application/vnd.google-apps.{kind}" for kind in ("spreadsheet", "folder"))
    closed = hr.well("POST", "/drive/v3/files", {"name": "HR", "mimeType": folder})["id"]
    copying = {"destinationSpreadsheetId": theirs}
    assert cy.ask("POST", f"/v4/spreadsheets/{own}/sheets/0:copyTo", copying)[0] == 403
    assert cy.ask("POST", "/drive/v3/files", {"name": "In", "mimeType": sheet, "parents": [closed]})[0] == 404
    assert cy.ask("POST", f"/drive/v3/files/{own}/copy", {"parents": [closed]})[0] == 404
    assert cy.ask("PATCH", f"/drive/v3/files/{own}", {}, addParents=closed)[0] == 404


UNPROTECT: list[Json] = [
    {"deleteProtectedRange": {"protectedRangeId": 7}},
    {"updateProtectedRange": {"protectedRange": {"protectedRangeId": 7, "warningOnly": True}, "fields": "warningOnly"}},
    {"updateCells": {"start": GRID, "rows": [{"values": [{"note": "x"}]}], "fields": "note"}},
    {"copyPaste": {"source": {**OWN_ROWS, "endRowIndex": 2}, "destination": {**GRID, "endRowIndex": 1}}},
    {"deleteSheet": GRID},
]


@pytest.mark.parametrize("request_", UNPROTECT, ids=lambda one: next(iter(one)))
def test_a_manager_cannot_unlock_their_own_team(server: LocalSheets, own: str, request_: Json) -> None:
    cy = Plain(server, "cy@example.com")
    code, answer = cy.ask("POST", f"/v4/spreadsheets/{own}:batchUpdate", {"requests": [{"addSheet": {}}, request_]})
    assert (code, "protected cell" in answer["error"]["message"]) == (400, True)


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer ya29.guess", "Basic aHI6aHI="])
def test_without_a_good_token_nobody_comes_in(server: LocalSheets, theirs: str, header: str) -> None:
    headers = {"Authorization": header} if header else {}
    codes = [
        requests.get(f"{server.url}{path}", headers=headers, timeout=10).status_code
        for path in (f"/v4/spreadsheets/{theirs}", f"/drive/v3/files/{theirs}", f"/page/spreadsheets/{theirs}")
    ]
    assert codes == ([401] * 3 if header else [403] * 3)
