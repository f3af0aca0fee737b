"""Drive's side of the local server: files, folders, searches, sharing, changes, and who gets in with which token."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import google.auth.transport.requests
import gspread
import pytest
import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.api_core.client_options import ClientOptions
from google.auth.exceptions import RefreshError
from google.oauth2 import credentials, service_account
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError
from sheets_clients import Plain

from goalsheet.local_sheets.server import LocalSheets, running
from goalsheet.local_sheets.world import World

Json = dict[str, Any]
SHEET = "application/vnd.google-apps.spreadsheet"
FOLDER = "application/vnd.google-apps.folder"
FILES = "/drive/v3/files"


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.time = dt.datetime(2027, 1, 4, 9, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.time

    def on(self, **step: float) -> None:
        self.time += dt.timedelta(**step)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server(clock: Clock) -> Iterator[LocalSheets]:
    with running(World(now=clock)) as found:
        yield found


@pytest.fixture
def hr(server: LocalSheets) -> Plain:
    return Plain(server)


def make(client: Plain, name: str = "Team", **body: Any) -> str:
    return str(client.well("POST", FILES, {"name": name, "mimeType": SHEET, **body})["id"])


def share(client: Plain, file: str, email: str, role: str = "writer") -> str:
    body = {"type": "user", "role": role, "emailAddress": email}
    return str(client.well("POST", f"{FILES}/{file}/permissions", body, sendNotificationEmail="false")["id"])


def names(client: Plain, q: str = "", **options: str) -> list[str]:
    return [file["name"] for file in client.well("GET", FILES, q=q, orderBy="name", **options)["files"]]


def test_a_file_is_made_read_changed_and_deleted(hr: Plain) -> None:
    answer = hr.well(
        "POST", FILES, {"name": "Team of Bo", "mimeType": SHEET, "appProperties": {"cycle": "2027", "x": "1"}}
    )
    assert answer == {"kind": "drive#file", "id": answer["id"], "name": "Team of Bo", "mimeType": SHEET}
    path = f"{FILES}/{answer['id']}"
    hr.well("PATCH", path, {"name": "Team of Ann", "appProperties": {"x": None, "y": "2"}})
    fields = "name,version,appProperties,createdTime,modifiedTime,trashed,owners(emailAddress,me),capabilities/canEdit"
    assert hr.well("GET", path, fields=fields) == {
        "name": "Team of Ann",
        "trashed": False,
        "version": "2",
        "createdTime": "2027-01-04T09:00:00.000Z",
        "modifiedTime": "2027-01-04T09:00:00.000Z",
        "owners": [{"me": True, "emailAddress": "hr@example.com"}],
        "capabilities": {"canEdit": True},
        "appProperties": {"cycle": "2027", "y": "2"},
    }
    assert hr.well("GET", f"/v4/spreadsheets/{answer['id']}")["properties"]["title"] == "Team of Ann"
    assert hr.well("DELETE", path) is None
    code, gone = hr.ask("GET", path)
    assert code == 404
    said = f"File not found: {answer['id']}."
    reason = {
        "message": said,
        "domain": "global",
        "reason": "notFound",
        "location": "fileId",
        "locationType": "parameter",
    }
    assert gone == {"error": {"code": 404, "message": said, "errors": [reason]}}


def test_files_are_found_by_what_they_are(hr: Plain, clock: Clock) -> None:
    folder = hr.well("POST", FILES, {"name": "Reviews", "mimeType": FOLDER})["id"]
    make(hr, "Team of Bo", parents=[folder], appProperties={"tenant": "acme", "manager": "7"})
    clock.on(minutes=50)
    make(hr, "Bo's own", appProperties={"tenant": "acme"})
    trash = make(hr, "Old")
    hr.well("PATCH", f"{FILES}/{trash}", {"trashed": True})
    assert names(hr, f"mimeType='{SHEET}' and trashed=false") == ["Bo's own", "Team of Bo"]
    assert names(hr, "appProperties has { key='tenant' and value='acme' } and trashed = false") == [
        "Bo's own",
        "Team of Bo",
    ]
    assert names(hr, "appProperties has {key='manager' and value='8'}") == []
    assert names(hr, r"name = 'Bo\'s own'") == ["Bo's own"]
    assert names(hr, "name contains 'team' and not trashed = true") == ["Team of Bo"]
    assert names(hr, f"'{folder}' in parents") == ["Team of Bo"]
    assert names(hr, "'root' in parents and mimeType != 'x' and trashed=false") == ["Bo's own", "Reviews"]
    assert names(hr, "modifiedTime > '2027-01-04T09:30:00'") == ["Bo's own", "Old"]
    assert names(hr, "'hr@example.com' in owners and (trashed = true or name = 'Reviews')") == ["Old", "Reviews"]
    assert hr.ask("GET", FILES, q="name like 'x'")[1]["error"]["errors"][0]["reason"] == "invalid"


def test_me_is_who_searches(server: LocalSheets, hr: Plain) -> None:
    bo = Plain(server, "bo@example.com")
    share(hr, make(hr, "Written"), "bo@example.com")
    share(hr, make(hr, "Read"), "bo@example.com", "reader")
    make(bo, "Bo's")
    drive = server.world.add_shared_drive("Company", {"hr@example.com": "organizer", "bo@example.com": "writer"})
    hr.well("POST", FILES, {"name": "Company's", "mimeType": SHEET, "parents": [drive]}, supportsAllDrives="true")
    searches = ("'me' in owners", "'me' in writers", "not 'me' in writers", "'me' in readers", "sharedWithMe")
    everywhere = {"includeItemsFromAllDrives": "true", "supportsAllDrives": "true"}
    assert {q: names(bo, q, **everywhere) for q in searches} == {
        "'me' in owners": ["Bo's"],
        "'me' in writers": ["Bo's", "Company's", "Written"],
        "not 'me' in writers": ["Read"],
        "'me' in readers": ["Bo's", "Company's", "Read", "Written"],
        "sharedWithMe": ["Read", "Written"],
    }


def test_the_full_text_of_a_file_is_its_name_its_description_and_what_its_cells_show(hr: Plain) -> None:
    file = make(hr, "Team of Bo", description="Goals of 2027")
    make(hr, "Other")
    cells = {"values": [["Answer faster", "=1+41"], ["=UPPER(A1)"]]}
    hr.well("PUT", f"/v4/spreadsheets/{file}/values/A1", cells, valueInputOption="USER_ENTERED")
    found = ("faster", "faster answer", '"answer faster"', "goals", "team", "42")
    missed = ("fast", '"faster answer"', "faster slower", "UPPER")
    hits = {text: names(hr, f"fullText contains '{text}'") for text in (*found, *missed)}
    assert hits == {text: ["Team of Bo"] if text in found else [] for text in (*found, *missed)}


@pytest.mark.parametrize(
    ("query", "term"),
    [
        ("visibility = 'limited'", "visibility"),
        ("shortcutDetails.targetId = 'x'", "shortcutDetails.targetId"),
        ("viewedByMeTime > '2027-01-01'", "viewedByMeTime"),
        ("trashed = false and 'labels/x' in labels", "labels"),
    ],
)
def test_what_only_drive_can_search_for_is_not_made_up(hr: Plain, query: str, term: str) -> None:
    code, answer = hr.ask("GET", FILES, q=query)
    start = f"The local Sheets server does not know {term} in searches for files."
    assert (code, answer["error"]["message"].startswith(start)) == (501, True)


@pytest.mark.parametrize(
    "query",
    [
        "title = 'x'",
        "nope = 'x'",
        "fullText = 'x'",
        "name < 'x'",
        "name = x",
        "trashed contains 'true'",
        "trashed = maybe",
        "appProperties has {key='x' and color='y'}",
    ],
)
def test_what_drive_cannot_read_in_a_search_is_refused(hr: Plain, query: str) -> None:
    error = {
        "message": "Invalid Value",
        "domain": "global",
        "reason": "invalid",
        "location": "q",
        "locationType": "parameter",
    }
    answer = {"error": {"code": 400, "message": "Invalid Value", "errors": [error]}}
    assert hr.ask("GET", FILES, q=query) == (400, answer)


def test_lists_come_page_by_page(hr: Plain) -> None:
    for number in range(5):
        make(hr, f"Team {number}")
    first = hr.well("GET", FILES, pageSize=3, orderBy="name")
    second = hr.well("GET", FILES, pageSize=3, orderBy="name", pageToken=first["nextPageToken"])
    assert [file["name"] for file in first["files"] + second["files"]] == [f"Team {number}" for number in range(5)]
    assert "nextPageToken" not in second


def test_a_file_moves_from_folder_to_folder(hr: Plain) -> None:
    one, two = (hr.well("POST", FILES, {"name": name, "mimeType": FOLDER})["id"] for name in ("One", "Two"))
    file = make(hr, parents=[one])
    answer = hr.well("PATCH", f"{FILES}/{file}", {}, addParents=two, removeParents=one, fields="parents")
    assert answer == {"parents": [two]}
    hr.well("DELETE", f"{FILES}/{two}")
    assert hr.ask("GET", f"{FILES}/{file}")[0] == 404


def test_people_see_and_do_what_their_role_allows(server: LocalSheets, hr: Plain) -> None:
    file = make(hr)
    path = f"{FILES}/{file}"
    roles = ("reader", "commenter", "writer")
    clients = {role: Plain(server, f"{role}@example.com") for role in roles}
    for role, client in clients.items():
        assert client.ask("GET", path)[0] == 404
        share(hr, file, f"{role}@example.com", role)
    codes = {
        role: [
            client.ask("GET", path)[0],
            client.ask("POST", f"{path}/comments", {"content": "Nice"}, fields="id")[0],
            client.ask("PATCH", path, {"name": "Mine"})[0],
            client.ask("GET", f"{path}/permissions")[0],
            client.ask("PATCH", path, {"trashed": True})[0],
            client.ask("DELETE", path)[0],
        ]
        for role, client in clients.items()
    }
    assert codes == {
        "reader": [200, 403, 403, 403, 403, 403],
        "commenter": [200, 200, 403, 403, 403, 403],
        "writer": [200, 200, 200, 200, 403, 403],
    }
    comments = hr.well("GET", f"{path}/comments", fields="comments(content,author/me)")["comments"]
    assert comments == [{"author": {"me": False}, "content": "Nice"}] * 2


def test_access_is_changed_and_withdrawn(server: LocalSheets, hr: Plain) -> None:
    file, bo = make(hr), Plain(server, "bo@example.com")
    number = share(hr, file, "bo@example.com")
    path = f"{FILES}/{file}/permissions"
    hr.well("PATCH", f"{path}/{number}", {"role": "reader"})
    assert bo.ask("PATCH", f"{FILES}/{file}", {"name": "x"})[0] == 403
    listed = hr.well("GET", path, fields="permissions(emailAddress,role)")["permissions"]
    assert listed == [
        {"emailAddress": "hr@example.com", "role": "owner"},
        {"emailAddress": "bo@example.com", "role": "reader"},
    ]
    hr.well("DELETE", f"{path}/{number}")
    assert bo.ask("GET", f"/v4/spreadsheets/{file}")[0] == 403
    assert hr.ask("DELETE", f"{path}/{number}")[1]["error"]["message"] == f"Permission not found: {number}."
    owner = hr.well("GET", path)["permissions"][0]["id"]
    assert hr.ask("DELETE", f"{path}/{owner}")[0] == 403
    code, answer = hr.ask("POST", path, {"type": "user", "role": "writer", "emailAddress": "nobody"})
    assert (code, answer["error"]["errors"][0]["reason"]) == (400, "invalidSharingRequest")


def test_a_file_whose_writers_may_not_share_is_shared_by_its_owner_alone(server: LocalSheets, hr: Plain) -> None:
    file, bo = make(hr, writersCanShare=False), Plain(server, "bo@example.com")
    path = f"{FILES}/{file}"
    own, ann = share(hr, file, "bo@example.com"), share(hr, file, "ann@example.com", "reader")
    body = {"type": "user", "role": "reader", "emailAddress": "eve@example.com"}
    tries = [
        bo.ask("POST", f"{path}/permissions", body),
        bo.ask("PATCH", f"{path}/permissions/{ann}", {"role": "writer"}),
        bo.ask("DELETE", f"{path}/permissions/{ann}"),
        bo.ask("PATCH", path, {"writersCanShare": True}),
    ]
    assert [(code, answer["error"]["errors"][0]["reason"]) for code, answer in tries] == [
        (403, "insufficientFilePermissions")
    ] * 4
    fields = "writersCanShare,capabilities(canEdit,canShare)"
    assert bo.well("GET", path, fields=fields) == {
        "writersCanShare": False,
        "capabilities": {"canEdit": True, "canShare": False},
    }
    hr.well("PATCH", path, {"writersCanShare": True})
    bo.well("POST", f"{path}/permissions", body)
    assert bo.well("DELETE", f"{path}/permissions/{own}") is None


def reasons(*tries: tuple[int, Json]) -> list[tuple[int, str]]:
    return [(code, answer["error"]["errors"][0]["reason"] if code >= 400 else "") for code, answer in tries]


def test_a_writer_cannot_take_a_file_over(server: LocalSheets, hr: Plain) -> None:
    file, bo = make(hr), Plain(server, "bo@example.com")
    path = f"{FILES}/{file}/permissions"
    own, ann = share(hr, file, "bo@example.com"), share(hr, file, "ann@example.com")
    hr.well("PATCH", f"{path}/{ann}", {"role": "writer", "pendingOwner": True})
    body = {"type": "user", "emailAddress": "bo@example.com"}
    transfer = {"transferOwnership": "true"}
    tries = [
        bo.ask("PATCH", f"{path}/{own}", {"role": "writer", "pendingOwner": True}),
        bo.ask("POST", path, {**body, "role": "writer", "pendingOwner": True}),
        bo.ask("PATCH", f"{path}/{own}", {"role": "owner"}, **transfer),
        bo.ask("POST", path, {**body, "role": "owner"}, **transfer),
        bo.ask("PATCH", f"{path}/{ann}", {"role": "owner"}, **transfer),
        bo.ask("PATCH", f"{path}/{own}", {"role": "organizer"}),
    ]
    assert reasons(*tries) == [(403, "insufficientFilePermissions")] * 6
    assert bo.ask("DELETE", f"{FILES}/{file}")[0] == 403
    shown = hr.well("GET", path, fields="permissions(role,pendingOwner)")["permissions"]
    assert [(one["role"], one["pendingOwner"]) for one in shown] == [
        ("owner", False),
        ("writer", False),
        ("writer", True),
    ]


def test_whom_the_owner_offers_a_file_to_may_take_it_for_themselves_alone(server: LocalSheets, hr: Plain) -> None:
    file, bo = make(hr, writersCanShare=False), Plain(server, "bo@example.com")
    path = f"{FILES}/{file}/permissions"
    ann = share(hr, file, "ann@example.com")
    body = {"type": "user", "role": "writer", "emailAddress": "bo@example.com", "pendingOwner": True}
    transfer = {"transferOwnership": "true"}
    refused = (
        hr.ask("POST", path, {**body, "role": "reader"}),
        hr.ask("POST", path, {"type": "anyone", "role": "owner"}),
    )
    own = hr.well("POST", path, body)["id"]
    tries = bo.ask("PATCH", f"{path}/{ann}", {"role": "owner"}, **transfer), bo.ask("DELETE", f"{path}/{ann}")
    assert reasons(*refused) == [(403, "forbidden")] * 2
    assert reasons(*tries) == [(403, "insufficientFilePermissions")] * 2
    assert hr.ask("PATCH", f"{path}/{own}", {"role": "boss"})[0] == 400
    bo.well("PATCH", f"{path}/{own}", {"role": "owner"}, **transfer)
    shown = bo.well("GET", path, fields="permissions(emailAddress,role,pendingOwner)")["permissions"]
    assert [(one["emailAddress"], one["role"], one["pendingOwner"]) for one in shown] == [
        ("bo@example.com", "owner", False),
        ("hr@example.com", "writer", False),
        ("ann@example.com", "writer", False),
    ]


def test_a_file_is_offered_no_longer_once_it_is_taken_back(server: LocalSheets, hr: Plain) -> None:
    file, bo = make(hr), Plain(server, "bo@example.com")
    own = share(hr, file, "bo@example.com")
    path = f"{FILES}/{file}/permissions/{own}"
    for role in ({"pendingOwner": True}, {"role": "reader"}, {"role": "writer"}):
        hr.well("PATCH", path, role)
    assert bo.ask("PATCH", path, {"role": "owner"}, transferOwnership="true")[0] == 403


def test_a_file_that_readers_may_not_copy_is_neither_copied_nor_exported_by_them(
    server: LocalSheets, hr: Plain
) -> None:
    file = make(hr, copyRequiresWriterPermission=True, description="Goals of 2027")
    share(hr, file, "bo@example.com", "commenter")
    path, bo = f"{FILES}/{file}", Plain(server, "bo@example.com")
    fields = "description,copyRequiresWriterPermission,capabilities(canCopy,canDownload)"
    assert bo.well("GET", path, fields=fields) == {
        "description": "Goals of 2027",
        "copyRequiresWriterPermission": True,
        "capabilities": {"canCopy": False, "canDownload": False},
    }
    tries = [bo.ask("POST", f"{path}/copy", {}), bo.ask("GET", f"{path}/export", mimeType="text/csv")]
    assert [(code, answer["error"]["errors"][0]["reason"]) for code, answer in tries] == [
        (403, "cannotCopyFile"),
        (403, "cannotExportFile"),
    ]
    share(hr, file, "bo@example.com")
    bo.well("POST", f"{path}/copy", {})


def test_details_of_files_that_are_not_kept_are_refused(hr: Plain) -> None:
    assert hr.ask("POST", FILES, {"name": "x", "mimeType": SHEET, "folderColorRgb": "#ff0000"})[0] == 501
    code, answer = hr.ask("PATCH", f"{FILES}/{make(hr)}", {"contentRestrictions": [{"readOnly": True}]})
    said = (
        "The local Sheets server does not know contentRestrictions of files. It serves what goalsheet and gspread use."
    )
    assert (code, answer["error"]["message"]) == (501, said)


@pytest.mark.parametrize("name", ["expirationTime", "view"])
def test_details_of_permissions_that_are_not_kept_are_refused(hr: Plain, name: str) -> None:
    path = f"{FILES}/{make(hr)}/permissions"
    body = {"type": "user", "role": "reader", "emailAddress": "bo@example.com", name: "published"}
    code, answer = hr.ask("POST", path, body)
    said = f"The local Sheets server does not know {name} of permissions. It serves what goalsheet and gspread use."
    assert (code, answer["error"]["message"]) == (501, said)
    assert [one["role"] for one in hr.well("GET", path)["permissions"]] == ["owner"]


@pytest.mark.parametrize(
    ("name", "value"), [("spaces", "appDataFolder"), ("corpora", "domain"), ("corpora", "drive"), ("driveId", "x")]
)
def test_lists_of_what_is_not_kept_are_refused(hr: Plain, name: str, value: str) -> None:
    code, answer = hr.ask("GET", FILES, **{name: value})
    start = f"The local Sheets server does not know {name} {value} for lists of files."
    assert (code, answer["error"]["message"].startswith(start)) == (501, True)
    assert hr.ask("GET", FILES, spaces="drive", corpora="user")[0] == 200


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("{file}", "nope"),
        ("{file}", "id,owners(nope)"),
        ("", "files(id,nope)"),
        ("{file}/permissions", "permissions/nope"),
        ("{file}", "capabilities/nope"),
        ("{file}", "name/nope"),
        ("{file}/comments", "comments(nope)"),
    ],
)
def test_a_mask_names_only_what_drive_has(hr: Plain, path: str, fields: str) -> None:
    place = f"{FILES}/{path.format(file=make(hr))}".removesuffix("/")
    code, answer = hr.ask("GET", place, fields=fields)
    error = answer["error"]
    said = "Invalid field selection nope"
    assert (code, error["message"], error["errors"][0]["reason"]) == (400, said, "invalidParameter")
    assert error["errors"][0]["location"] == "fields"
    assert hr.ask("GET", place, fields="*")[0] == 200


@pytest.mark.parametrize(
    ("query", "reason", "said"),
    [
        ({"pageToken": "nope"}, "invalid", "Invalid Value"),
        ({"orderBy": "nope"}, "invalid", "Invalid Value"),
        ({"orderBy": "name up"}, "invalid", "Invalid Value"),
        ({"pageSize": "0"}, "invalidParameter", "Invalid value '0'. Values must be within the range: [1, 1000]"),
        ({"fields": "files(id"}, "invalidParameter", "Invalid field selection files(id"),
    ],
)
def test_a_list_asked_for_in_a_wrong_way_is_refused_with_what_is_wrong(
    hr: Plain, query: dict[str, str], reason: str, said: str
) -> None:
    code, answer = hr.ask("GET", FILES, **query)
    (name,) = query
    error = {"message": said, "domain": "global", "reason": reason, "location": name, "locationType": "parameter"}
    assert (code, answer) == (400, {"error": {"code": 400, "message": said, "errors": [error]}})


def test_an_order_that_only_drive_knows_is_not_made_up(hr: Plain) -> None:
    assert hr.ask("GET", FILES, orderBy="folder,name")[0] == 501


def test_properties_of_files_have_room_for_124_bytes(hr: Plain) -> None:
    said = (
        "Properties and app properties are limited to 124 bytes in UTF-8 encoding, counting both the key and the value."
    )
    for name in ("properties", "appProperties"):
        body = {"name": "x", "mimeType": SHEET, name: {"key": "ü" * 61}}
        code, answer = hr.ask("POST", FILES, body)
        error = answer["error"]["errors"][0]
        assert (code, error["reason"], error["message"]) == (403, "propertyLengthLimitExceeded", said)
        hr.well("POST", FILES, {**body, name: {"key": "ü" * 60 + "x"}})


def test_what_drive_has_besides_files_is_not_served(hr: Plain) -> None:
    assert [hr.ask("DELETE", f"{FILES}/trash")[0], hr.ask("GET", f"{FILES}/generateIds")[0]] == [501, 501]


def test_changes_tell_edits_deletions_and_lost_access(server: LocalSheets, hr: Plain) -> None:
    bo = Plain(server, "bo@example.com")
    seen, lost, gone = make(hr, "Seen"), make(hr, "Lost"), make(hr, "Gone")
    numbers = {file: share(hr, file, "bo@example.com") for file in (seen, lost, gone)}
    start = bo.well("GET", "/drive/v3/changes/startPageToken")["startPageToken"]
    make(hr, "Not Bo's")
    hr.well("PUT", f"/v4/spreadsheets/{seen}/values/A1", {"values": [["x"]]}, valueInputOption="RAW")
    hr.well("DELETE", f"{FILES}/{lost}/permissions/{numbers[lost]}")
    hr.well("DELETE", f"{FILES}/{gone}")
    answer = bo.well("GET", "/drive/v3/changes", pageToken=start)
    found = [(change["fileId"], change["removed"], change.get("file", {}).get("name")) for change in answer["changes"]]
    assert found == [(seen, False, "Seen"), (lost, True, None), (gone, True, None)]
    assert bo.well("GET", "/drive/v3/changes", pageToken=answer["newStartPageToken"])["changes"] == []


def test_a_copy_belongs_to_who_copies_and_opens_the_protections_to_them(server: LocalSheets, hr: Plain) -> None:
    file, bo = make(hr, appProperties={"cycle": "2027"}), Plain(server, "bo@example.com")
    share(hr, file, "bo@example.com", "reader")
    protect = {"addProtectedRange": {"protectedRange": {"range": {"sheetId": 0}, "editors": {"users": []}}}}
    hr.well("POST", f"/v4/spreadsheets/{file}:batchUpdate", {"requests": [protect]})
    made = bo.well("POST", f"{FILES}/{file}/copy", {"name": "Mine"}, fields="id,owners(emailAddress),appProperties")
    assert made["owners"] == [{"emailAddress": "bo@example.com"}]
    assert made["appProperties"] == {"cycle": "2027"}
    written = bo.ask("PUT", f"/v4/spreadsheets/{made['id']}/values/A1", {"values": [["x"]]}, valueInputOption="RAW")
    assert written[0] == 200
    assert hr.ask("GET", f"{FILES}/{made['id']}")[0] == 404


def test_service_accounts_have_no_storage_but_shared_drives_do(server: LocalSheets) -> None:
    server.world.accounts.without_storage.add("robot@project.iam.gserviceaccount.com")
    drive = server.world.add_shared_drive("HR", {"robot@project.iam.gserviceaccount.com": "fileOrganizer"})
    robot = Plain(server, "robot@project.iam.gserviceaccount.com")
    for method, path, body in (
        ("POST", FILES, {"name": "x", "mimeType": SHEET}),
        ("POST", "/v4/spreadsheets", {}),
    ):
        code, answer = robot.ask(method, path, body)
        error = answer["error"]["errors"][0]
        assert (code, error["domain"], error["reason"]) == (403, "usageLimits", "storageQuotaExceeded")
    assert robot.ask("POST", FILES, {"name": "x", "mimeType": SHEET, "parents": [drive]})[0] == 404
    given = {"name": "Team", "mimeType": SHEET, "parents": [drive]}
    file = robot.well("POST", FILES, given, supportsAllDrives="true")["id"]
    path, fields = f"{FILES}/{file}", "owners,ownedByMe"
    assert robot.ask("GET", path)[0] == 404
    assert robot.well("GET", path, fields=fields, supportsAllDrives="true") == {"owners": [], "ownedByMe": False}
    assert names(robot) == []
    assert names(robot, includeItemsFromAllDrives="true", supportsAllDrives="true") == ["Team"]


def test_members_of_a_shared_drive_are_editors_of_what_lies_in_it(server: LocalSheets) -> None:
    drive = server.world.add_shared_drive("HR", {"hr@example.com": "organizer", "bo@example.com": "writer"})
    bo, ann = Plain(server, "bo@example.com"), Plain(server, "ann@example.com")
    given = {"name": "Team", "mimeType": SHEET, "parents": [drive]}
    file = bo.well("POST", FILES, given, supportsAllDrives="true")["id"]
    body = {"type": "user", "role": "writer", "emailAddress": "ann@example.com"}
    bo.well("POST", f"{FILES}/{file}/permissions", body, supportsAllDrives="true")
    protected = {"range": {"sheetId": 0}, "editors": {"users": ["bo@example.com"]}}
    path = f"/v4/spreadsheets/{file}"
    bo.well("POST", f"{path}:batchUpdate", {"requests": [{"addProtectedRange": {"protectedRange": protected}}]})
    written = {"values": [["x"]]}
    codes = [one.ask("PUT", f"{path}/values/A1", written, valueInputOption="RAW")[0] for one in (bo, ann)]
    assert codes == [200, 400]


def test_modified_time_comes_to_light_late(clock: Clock) -> None:
    with running(World(now=clock, lag=dt.timedelta(minutes=3))) as server:
        hr = Plain(server)
        file = make(hr)
        clock.on(minutes=10)
        hr.well("PUT", f"/v4/spreadsheets/{file}/values/A1", {"values": [["x"]]}, valueInputOption="RAW")
        clock.on(minutes=2)
        early = hr.well("GET", f"{FILES}/{file}", fields="modifiedTime,version")
        clock.on(minutes=2)
        late = hr.well("GET", f"{FILES}/{file}", fields="modifiedTime,version")
    assert early == {"version": "2", "modifiedTime": "2027-01-04T09:00:00.000Z"}
    assert late == {"version": "2", "modifiedTime": "2027-01-04T09:10:00.000Z"}


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def account(server: LocalSheets, key: rsa.RSAPrivateKey) -> Json:
    kind = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return {
        "type": "service_account",
        "client_email": "robot@project.iam.gserviceaccount.com",
        "private_key": key.private_bytes(*kind).decode(),
        "private_key_id": "1",
        "token_uri": f"{server.url}/token",
    }


def public(key: rsa.RSAPrivateKey) -> str:
    kind = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(*kind).decode()


SCOPES = ["https://www.googleapis.com/auth/spreadsheets", "https://www.googleapis.com/auth/drive"]


def signed_in(info: Json, scopes: list[str], subject: str | None = None) -> Any:
    kind: Any = service_account.Credentials  # google-auth has no types here
    found = kind.from_service_account_info(info, scopes=scopes, subject=subject)
    found.refresh(google.auth.transport.requests.Request())
    return found


def who(server: LocalSheets, token: str) -> str:
    headers = {"Authorization": f"Bearer {token}"}
    answer = requests.get(f"{server.url}/drive/v3/about", {"fields": "user/emailAddress"}, headers=headers, timeout=9)
    return str(answer.json()["user"]["emailAddress"])


def test_a_service_account_signs_in_as_itself_or_for_somebody(key: rsa.RSAPrivateKey) -> None:
    with running() as server:
        info = account(server, key)
        assert who(server, signed_in(info, SCOPES).token) == "robot@project.iam.gserviceaccount.com"
        assert who(server, signed_in(info, SCOPES, "hr@example.com").token) == "hr@example.com"


def test_a_registered_key_has_to_be_the_one_that_signs(key: rsa.RSAPrivateKey) -> None:
    with running() as server:
        info = account(server, key)
        server.register_key("robot@project.iam.gserviceaccount.com", public(key))
        assert signed_in(info, SCOPES).valid
        server.register_key("robot@project.iam.gserviceaccount.com", public(rsa.generate_private_key(65537, 2048)))
        with pytest.raises(RefreshError, match="Invalid JWT Signature"):
            signed_in(info, SCOPES)


@pytest.mark.parametrize("hours", [3, -1])
def test_a_clock_that_is_wrong_is_told(key: rsa.RSAPrivateKey, hours: int) -> None:
    googles = dt.datetime.now(dt.UTC) + dt.timedelta(hours=hours)
    with (
        running(World(now=lambda: googles)) as server,
        pytest.raises(RefreshError, match="Check your iat and exp values"),
    ):
        signed_in(account(server, key), SCOPES)


def test_a_token_is_good_for_its_scopes_and_an_hour(server: LocalSheets, hr: Plain, clock: Clock) -> None:
    file = make(hr)
    reader = Plain(server)
    token = server.token("hr@example.com", ("https://www.googleapis.com/auth/spreadsheets.readonly",))
    reader.session.headers["Authorization"] = f"Bearer {token}"
    path = f"/v4/spreadsheets/{file}/values/A1"
    assert reader.ask("GET", path)[0] == 200
    code, answer = reader.ask("PUT", path, {"values": [["x"]]}, valueInputOption="RAW")
    assert (code, answer["error"]["details"][0]["reason"]) == (403, "ACCESS_TOKEN_SCOPE_INSUFFICIENT")
    assert reader.ask("GET", FILES)[1]["error"]["errors"][0]["reason"] == "insufficientPermissions"
    clock.on(hours=2)
    code, answer = hr.ask("GET", path)
    assert (code, answer["error"]["status"], "errors" in answer["error"]) == (401, "UNAUTHENTICATED", False)
    code, answer = hr.ask("GET", FILES)
    assert (code, answer["error"]["errors"][0]["message"]) == (401, "Invalid Credentials")
    del reader.session.headers["Authorization"]
    assert reader.ask("GET", path)[0] == 403


def test_a_refresh_token_serves_until_it_is_taken_back(server: LocalSheets) -> None:
    server.register_refresh_token("1//hr", "hr@example.com")
    user: Any = credentials.Credentials(  # type: ignore[no-untyped-call]  # google-auth has no types here
        None, refresh_token="1//hr", token_uri=f"{server.url}/token", client_id="c", client_secret="s"
    )
    user.refresh(google.auth.transport.requests.Request())
    assert who(server, user.token) == "hr@example.com"
    requests.post(f"{server.url}/revoke", {"token": "1//hr"}, timeout=9)
    with pytest.raises(RefreshError, match="Token has been expired or revoked"):
        user.refresh(google.auth.transport.requests.Request())


def test_the_consent_page_sends_a_code_back_that_becomes_tokens(server: LocalSheets) -> None:
    asked = {"redirect_uri": "http://localhost:9/", "state": "s", "scope": SCOPES[0], "login_hint": "ann@example.com"}
    sent = requests.get(f"{server.url}/auth", asked, allow_redirects=False, timeout=9)
    target = sent.headers["location"]
    assert target.startswith("http://localhost:9/?code=")
    code = target.split("code=")[1].split("&")[0].replace("%2F", "/")
    form = {"grant_type": "authorization_code", "code": code}
    answer = requests.post(f"{server.url}/token", form, timeout=9).json()
    assert answer["scope"] == SCOPES[0]
    assert {"access_token", "refresh_token", "expires_in", "token_type"} <= set(answer)
    assert requests.post(f"{server.url}/token", form, timeout=9).json()["error"] == "invalid_grant"
    for target in ("https://example.com", "http://localhost.example.com/"):
        elsewhere = requests.get(f"{server.url}/auth", asked | {"redirect_uri": target}, timeout=9)
        assert elsewhere.status_code == 400


def test_googles_own_client_works_with_it(server: LocalSheets) -> None:
    auth = credentials.Credentials(server.token("hr@example.com"))  # type: ignore[no-untyped-call]  # google-auth has no types here
    sheets = build(
        "sheets", "v4", credentials=auth, static_discovery=True, client_options=ClientOptions(api_endpoint=server.url)
    ).spreadsheets()
    options = ClientOptions(api_endpoint=f"{server.url}/drive/v3/")
    drive = build("drive", "v3", credentials=auth, static_discovery=True, client_options=options)
    made = sheets.create(body={"properties": {"title": "Team"}}, fields="spreadsheetId").execute()["spreadsheetId"]
    body = {"values": [["a", 1], ["b", 2]]}
    sheets.values().update(spreadsheetId=made, range="A1", valueInputOption="RAW", body=body).execute()
    found = sheets.values().batchGet(spreadsheetId=made, ranges=["A1:B2", "Sheet1!B:B"]).execute()
    assert [one["values"] for one in found["valueRanges"]] == [[["a", "1"], ["b", "2"]], [["1"], ["2"]]]
    rename = {"updateSheetProperties": {"properties": {"sheetId": 0, "title": "Goals"}, "fields": "title"}}
    sheets.batchUpdate(spreadsheetId=made, body={"requests": [rename]}).execute()
    assert sheets.get(spreadsheetId=made, fields="sheets.properties.title").execute() == {
        "sheets": [{"properties": {"title": "Goals"}}]
    }
    drive.permissions().create(
        fileId=made,
        sendNotificationEmail=False,
        body={"type": "user", "role": "writer", "emailAddress": "bo@example.com"},
    ).execute()
    assert [file["name"] for file in drive.files().list(q="trashed=false").execute()["files"]] == ["Team"]
    assert drive.files().export(fileId=made, mimeType="text/csv").execute() == b"a,1\r\nb,2"
    with pytest.raises(HttpError) as refused:
        drive.revisions().list(fileId=made).execute()
    assert refused.value.resp.status == 501
    assert json.loads(refused.value.content)["error"]["message"].startswith("The local Sheets server does not know")
    drive.files().delete(fileId=made).execute()
    drive.close()
    sheets.close()


def test_gspread_signs_in_by_a_service_accounts_file(key: rsa.RSAPrivateKey) -> None:
    with running() as server:
        client = gspread.service_account_from_dict(account(server, key))
        client.http_client.login()
        assert who(server, str(client.http_client.auth.token)) == "robot@project.iam.gserviceaccount.com"


def test_googles_own_client_sends_requests_to_drive_in_batches(server: LocalSheets) -> None:
    auth = credentials.Credentials(server.token("hr@example.com"))  # type: ignore[no-untyped-call]  # google-auth tells no types of it
    drive = build("drive", "v3", credentials=auth, client_options=ClientOptions(api_endpoint=f"{server.url}/drive/v3/"))
    answers: list[tuple[str, Any]] = []
    batch = drive.new_batch_http_request(lambda name, answer, error: answers.append((name, answer or error)))
    batch._batch_uri = f"{server.url}/batch/drive/v3"  # the client has no other way to it than Google's own address
    batch.add(drive.files().create(body={"name": "Ünì\r\n--x", "mimeType": SHEET}, fields="name"))
    batch.add(drive.files().get(fileId="nobody's"))
    batch.execute()
    drive.close()
    (first, made), (second, refused) = answers
    assert (first, made) == ("1", {"name": "Ünì\r\n--x"})
    assert (second, refused.status_code, refused.reason) == ("2", 404, "File not found: nobody's.")


@pytest.mark.parametrize(
    ("parts", "status"),
    [
        (b"", 400),
        (
            b"--x\r\nContent-Type: application/http\r\n\r\nGET /drive/v3/about?fields=user HTTP/1.1\r\n\r\n\r\n" * 101,
            400,
        ),
        (b"--x\r\nContent-Type: application/http\r\n\r\nGET /drive/v3/about?fields=user HTTP/1.1\r\n\r\n\r\n", 200),
    ],
)
def test_a_batch_holds_between_one_and_a_hundred_requests(hr: Plain, parts: bytes, status: int) -> None:
    headers = {"Content-Type": "multipart/mixed; boundary=x"}
    url = f"{hr.url}/batch/drive/v3"
    assert hr.session.post(url, data=parts + b"--x--\r\n", headers=headers, timeout=10).status_code == status
