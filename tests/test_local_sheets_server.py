"""What the local server does besides answering well: quotas, faults, keeping its state, its command, its export."""

from __future__ import annotations

import datetime as dt
import io
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import requests
from command import goalsheet, started
from conftest import Office, read_sheets
from google.auth.transport.requests import Request
from sheets_clients import Plain
from validators import sdk_errors

from goalsheet.errors import BadSetting, CannotRead
from goalsheet.google.local_account import local_account
from goalsheet.google.origins import Origin
from goalsheet.local_sheets.areas import parse_a1
from goalsheet.local_sheets.entered import entered
from goalsheet.local_sheets.locales import locale_of
from goalsheet.local_sheets.server import LocalSheets, listening, running
from goalsheet.local_sheets.storage import Storage
from goalsheet.local_sheets.values import write
from goalsheet.local_sheets.world import World

Json = dict[str, Any]


@pytest.fixture
def server() -> Iterator[LocalSheets]:
    with running() as found:
        yield found


@pytest.fixture
def hr(server: LocalSheets) -> Plain:
    return Plain(server)


def make(client: Plain, **body: Any) -> str:
    return str(client.well("POST", "/v4/spreadsheets", body)["spreadsheetId"])


def put(client: Plain, book: str, text: str) -> int:
    path = f"/v4/spreadsheets/{book}/values/A1"
    return client.ask("PUT", path, {"values": [[text]]}, valueInputOption="RAW")[0]


def a1(client: Plain, book: str) -> str:
    return str(client.well("GET", f"/v4/spreadsheets/{book}/values/A1").get("values", [[""]])[0][0])


@pytest.mark.slow
def test_a_connection_may_rest_for_a_while(server: LocalSheets) -> None:
    """Google's own client for Python writes into a connection without looking whether it is still open."""
    line = HTTPConnection(server.url.removeprefix("http://"), timeout=30)
    line.request("GET", "/")
    line.getresponse().read()
    socket = line.sock
    time.sleep(6)
    line.request("POST", "/token", "")
    assert (line.getresponse().status, line.sock) == (400, socket)
    line.close()


def test_quotas_are_googles(server: LocalSheets) -> None:
    now = dt.datetime(2027, 1, 4, tzinfo=dt.UTC)
    with running(World(now=lambda: now)) as limited:
        limited.world.quotas.switch_on(a_user=3, a_project=5)
        hr, bo = Plain(limited), Plain(limited, "bo@example.com")
        book = make(hr)
        assert [put(hr, book, "x") for _ in range(3)] == [200, 200, 429]
        reads = [hr.ask("GET", f"/v4/spreadsheets/{book}/values/A1")[0] for _ in range(4)]
        assert reads == [200, 200, 200, 429]
        assert [bo.ask("POST", "/v4/spreadsheets", {})[0] for _ in range(3)] == [200, 200, 429]
        _, answer = hr.ask("GET", f"/v4/spreadsheets/{book}/values/A1")
        assert answer["error"]["message"] == (
            "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' of service "
            "'sheets.googleapis.com' for consumer 'project_number:123456789012'."
        )
        assert answer["error"]["details"][0]["metadata"]["quota_limit"] == "ReadRequestsPerMinutePerUser"
        now += dt.timedelta(seconds=61)
        assert put(hr, book, "y") == 200


def test_faults_before_the_write_leave_everything_and_after_it_nothing(server: LocalSheets, hr: Plain) -> None:
    book = make(hr)
    server.fault("503-before")
    assert (put(hr, book, "one"), a1(hr, book)) == (503, "")
    server.fault("503-after")
    assert (put(hr, book, "two"), a1(hr, book)) == (503, "two")
    server.fault("429", times=2, path=":batchUpdate")
    assert put(hr, book, "three") == 200
    server.fault("502-html", method="GET")
    answer = hr.session.get(f"{server.url}/v4/spreadsheets/{book}", timeout=9)
    assert (answer.status_code, answer.headers["content-type"]) == (502, "text/html; charset=UTF-8")


@pytest.mark.parametrize(("name", "left"), [("drop-before", ""), ("drop-after", "x")])
def test_a_connection_is_dropped(name: str, left: str) -> None:
    with running() as server:
        hr = Plain(server)
        book = make(hr)
        server.fault(name, path="batchUpdate|values/A1", method="PUT")
        with pytest.raises(requests.ConnectionError):
            put(hr, book, "x")
        assert a1(hr, book) == left


def test_somebody_edits_between_read_and_write(server: LocalSheets, hr: Plain) -> None:
    book = make(hr)
    other = Plain(server)

    def meanwhile(world: World) -> None:
        old = world.books[book]
        world.put_book(write(old, parse_a1(old, "B1"), [["the manager's"]], "RAW").book, "bo@example.com")

    server.fault("meanwhile", meanwhile=meanwhile, method="PUT")
    assert put(hr, book, "mine") == 200
    values = other.well("GET", f"/v4/spreadsheets/{book}/values/A1:B1")["values"]
    assert values == [["mine", "the manager's"]]


def test_an_answer_can_be_late(server: LocalSheets, hr: Plain) -> None:
    book = make(hr)
    server.fault("delay", seconds=30, path=book)
    with pytest.raises(requests.ReadTimeout):
        hr.session.get(f"{server.url}/v4/spreadsheets/{book}", timeout=0.2)


def test_an_unknown_fault_is_refused(server: LocalSheets) -> None:
    with pytest.raises(ValueError, match="No fault is named 418"):
        server.fault("418")


def test_anything_else_is_not_served(server: LocalSheets, hr: Plain) -> None:
    assert [hr.ask("GET", path)[0] for path in ("/v4/nothing", "/drive/v3/drives", "/v1/documents/x")] == [501] * 3


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.com", "::"])
def test_only_this_computer_is_served(host: str) -> None:
    with pytest.raises(BadSetting, match="serves this computer alone"):
        listening(host, 0)


def test_a_port_that_is_taken_is_told(server: LocalSheets) -> None:
    with pytest.raises(BadSetting, match=r"Port \d+ cannot be used .* Choose another with --port"):
        listening("127.0.0.1", int(server.url.rpartition(":")[2]))


def test_everything_is_there_again_after_a_restart(tmp_path: Path) -> None:
    data = tmp_path / "sheets.db"

    def served() -> tuple[World, Storage]:
        world = World()
        return world, Storage(data, world)

    world, storage = served()
    with running(world, keep=storage.save) as server:
        hr = Plain(server)
        five = number(5, "PERCENT", "0%") | {"note": "n"}
        protected = {"range": {"sheetId": 0}, "editors": {"users": []}}
        requests_ = [
            {"updateCells": {"start": {"rowIndex": 3, "columnIndex": 2}, "rows": [{"values": [five]}], "fields": "*"}},
            {"addProtectedRange": {"protectedRange": protected}},
        ]
        book, gone = make(hr, properties={"title": "Team"}), make(hr)
        hr.well("POST", f"/v4/spreadsheets/{book}:batchUpdate", {"requests": requests_})
        hr.well("PATCH", f"/drive/v3/files/{book}", {"appProperties": {"cycle": "2027"}})
        hr.well("DELETE", f"/drive/v3/files/{gone}")
        token = hr.well("GET", "/drive/v3/changes/startPageToken")
        before = hr.well("GET", f"/v4/spreadsheets/{book}", includeGridData="true")
        listed = hr.well("GET", "/drive/v3/files", fields="*")
    storage.close()
    world, storage = served()
    with running(world) as server:
        hr = Plain(server)
        assert hr.well("GET", f"/v4/spreadsheets/{book}", includeGridData="true") == before
        assert hr.well("GET", "/drive/v3/files", fields="*") == listed
        assert hr.well("GET", "/drive/v3/changes/startPageToken") == token
    storage.close()


def test_a_file_that_is_something_else_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Dear all, " * 200, encoding="utf-8")
    with pytest.raises(CannotRead, match="holds no data of the local Sheets server"):
        Storage(other, World())
    assert other.read_text(encoding="utf-8") == "Dear all, " * 200


def test_another_programs_database_is_left_alone_too(tmp_path: Path) -> None:
    other = tmp_path / "addresses.db"
    base = sqlite3.connect(other)
    base.execute("create table people (name text)")
    base.close()
    before = other.read_bytes()
    with pytest.raises(CannotRead, match="holds no data of the local Sheets server"):
        Storage(other, World())
    assert other.read_bytes() == before


def test_two_servers_never_keep_their_data_in_one_file(tmp_path: Path) -> None:
    first = Storage(tmp_path / "sheets.db", World())
    with pytest.raises(CannotRead, match=r"Another local Sheets server keeps its data in .*sheets\.db"):
        Storage(tmp_path / "sheets.db", World())
    first.close()
    Storage(tmp_path / "sheets.db", World()).close()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match=r"There is no folder .*nowhere\. Make it, or choose another file"):
        Storage(tmp_path / "nowhere" / "sheets.db", World())


def test_the_command_serves_until_it_is_stopped(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "goalsheet.scripts", "local-sheets", "--port", "0", "--data", "sheets.db"]
    with started(command, cwd=tmp_path, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        url = said.split()[5]
        assert said == f"Serving Sheets and Drive on {url}  (Ctrl-C stops)\n"
        assert "Local Sheets" in requests.get(url, timeout=9).text
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
    assert (process.returncode, rest) == (0, "Everything is kept in sheets.db.\nStopped.\n")


def test_the_command_gives_service_accounts_no_storage_if_asked_to(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "goalsheet.scripts", "local-sheets", "--port", "0", "--no-service-storage"]
    with started(command, cwd=tmp_path, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        url = process.stdout.readline().split()[5]
        codes = [_made(url, who) for who in ("robot@project.iam.gserviceaccount.com", "hr@example.com")]
        process.send_signal(signal.SIGINT)
        process.stdout.read()
    assert codes == [(403, "storageQuotaExceeded"), (200, "")]


def _made(url: str, who: str) -> tuple[int, str]:
    """What somebody is answered who makes a spreadsheet there."""
    account = local_account(Origin(url), who)
    account.refresh(Request())  # type: ignore[no-untyped-call]  # google-auth is typed in part
    headers = {"Authorization": f"Bearer {account.token}"}
    answer = requests.post(f"{url}/v4/spreadsheets", json={}, headers=headers, timeout=9)
    return answer.status_code, answer.json().get("error", {}).get("errors", [{}])[0].get("reason", "")


def test_the_command_says_no_to_others_addresses(tmp_path: Path) -> None:
    done = goalsheet("local-sheets", "--host", "0.0.0.0", "--port", "0", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "Error: 0.0.0.0 can be reached by others. The local Sheets server serves this computer alone: use 127.0.0.1.\n"
    )


def cell(value: Json, kind: str = "", pattern: str = "", **more: Any) -> Json:
    look = {"userEnteredFormat": {"numberFormat": {"type": kind, "pattern": pattern}}} if kind else {}
    return {"userEnteredValue": value, **look, **more}


def word(text: str, **more: Any) -> Json:
    return cell({"stringValue": text}, **more)


def number(value: float, kind: str = "", pattern: str = "") -> Json:
    return cell({"numberValue": value}, kind, pattern)


LINES = [
    [word("Goal"), word("Done"), word("Due"), word("Weight")],
    [
        word("=not a formula", note="read me"),
        number(0.5, "PERCENT", "0%"),
        number(46387, "DATE", "yyyy-mm-dd"),
        number(40),
        word("0011"),
    ],
    [word("Second"), number(0.25), {}, number(60)],
]
FULL: Json = {
    "properties": {"title": "Team"},
    "sheets": [
        {
            "properties": {"sheetId": 0, "title": "Goals", "gridProperties": {"frozenRowCount": 1}},
            "data": [{"rowData": [{"values": line} for line in LINES], "columnMetadata": [{"pixelSize": 300}]}],
        }
    ],
}

DUE = dt.datetime(2026, 12, 31)  # noqa: DTZ001 - a workbook's dates have no time zone
FORMULAS = [
    "=SUM(B2:B3)",
    "=SUMPRODUCT(B2:B3,D2:D3)/SUM(D2:D3)",
    '=COUNTIF(A2:A3,"S*")',
    '=COUNTIFS(E2:E3,E2)&COUNTIF(E2:E3,"=0011")',
    '=COUNTIFS(B2:B3,">=0.25",D2:D3,"<50")',
    '=AVERAGEIF(D2:D3,">50",B2:B3)',
    '=IFERROR(1/0,"none")',
    '=IF(B2>B3,"more","less")',
    "=ROUND(2.5,0)+ROUNDDOWN(-2.7,0)",
    '=INDEX(A2:A3,MATCH(60,D2:D3,0))&"!"',
    "=SUMPRODUCT((D2:D3>50)*1)",
    '=TEXT(0.256,"0%")',
    "=DATE(2027,1,31)",
    "=EOMONTH(C2,1)-C2",
    "=MAX(B2:B3)-MIN(B2:B3)^2",
    '=LEFT(A3,3)&LEN(A3)&UPPER("x")',
    "=COUNTA(A1:A9)+COUNTBLANK(A1:A9)*10",
    "=SUMIF(A2:A3,A3,D2:D3)",
    "=AND(B2>0,D2>0)",
    "=-2^2",
    "=10%*50",
]


def shown(hr: Plain, *formulas: str, **properties: str) -> list[str]:
    """What formulas in D1 and below show beside 31 December 2026 as a day in A1 and 12 in B1."""
    line = [number(46387, "DATE", "yyyy-mm-dd"), number(12)]
    sheet = {"properties": {"title": "Days"}, "data": [{"rowData": [{"values": line}]}]}
    book = make(hr, properties={"title": "Days", **properties}, sheets=[sheet])
    body = {"values": [[formula] for formula in formulas]}
    hr.well("PUT", f"/v4/spreadsheets/{book}/values/D1", body, valueInputOption="USER_ENTERED")
    lines = hr.well("GET", f"/v4/spreadsheets/{book}/values/D1:D99")["values"]
    return [str(line[0]) for line in lines]


def test_a_formula_that_comes_to_a_day_shows_a_day(hr: Plain) -> None:
    days = ("=DATE(2027,1,31)", "=DATE(2027,1,31)+1", "=1+DATE(2027,1,31)", '=IF(B1>1,DATE(2027,1,31),"")', "=A1")
    assert shown(hr, *days) == ["1/31/2027", "2/1/2027", "2/1/2027", "1/31/2027", "12/31/2026"]
    assert shown(hr, days[0], locale="de_DE") == ["31.01.2027"]
    numbers = ("=DATE(2027,1,31)-A1", "=B1", "=DAY(A1)", "=A1>DATE(2027,1,31)")
    assert shown(hr, *numbers) == ["31", "12", "31", "FALSE"]


def test_today_is_a_day_and_now_has_a_time(hr: Plain) -> None:
    today, now = shown(hr, "=TODAY()", "=NOW()")
    assert re.fullmatch(r"\d+/\d+/20\d\d", today)
    assert re.fullmatch(r"\d+/\d+/20\d\d \d+:\d\d:\d\d", now)


def test_odd_and_even_are_known(hr: Plain) -> None:
    assert shown(hr, "=ISEVEN(B1)", "=ISODD(B1)", "=ISEVEN(-3.9)", "=ISODD(ROW())") == [
        "TRUE",
        "FALSE",
        "FALSE",
        "FALSE",
    ]


@pytest.fixture
def exported(hr: Plain) -> tuple[bytes, list[Any]]:
    """The export of a spreadsheet with formulas in F2 and below, and what the server says they come to."""
    book = make(hr, **FULL)
    lines = {"values": [[formula] for formula in FORMULAS]}
    hr.well("PUT", f"/v4/spreadsheets/{book}/values/F2", lines, valueInputOption="USER_ENTERED")
    path = f"/v4/spreadsheets/{book}/values/F2:F{len(FORMULAS) + 1}"
    values = [line[0] for line in hr.well("GET", path, valueRenderOption="UNFORMATTED_VALUE")["values"]]
    excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    answer = hr.session.get(f"{hr.url}/drive/v3/files/{book}/export", params={"mimeType": excel}, timeout=9)
    return answer.content, values


def test_the_export_holds_values_formats_and_notes(exported: tuple[bytes, list[Any]]) -> None:
    page = openpyxl.load_workbook(io.BytesIO(exported[0]))["Goals"]
    assert [cell.value for cell in page[2]][:4] == ["=not a formula", 0.5, DUE, 40]
    assert [page["A2"].data_type, page["B2"].number_format, page["C2"].number_format] == ["s", "0%", "yyyy-mm-dd"]
    assert (page.freeze_panes, page["A2"].comment.text, round(page.column_dimensions["A"].width)) == (
        "A2",
        "read me",
        43,
    )


def test_the_open_xml_sdk_finds_nothing_wrong_with_the_export(
    exported: tuple[bytes, list[Any]], tmp_path: Path
) -> None:
    (tmp_path / "team.xlsx").write_bytes(exported[0])
    assert sdk_errors(tmp_path / "team.xlsx") == []


@pytest.mark.office
def test_libreoffice_works_out_the_same(office: Office, exported: tuple[bytes, list[Any]], tmp_path: Path) -> None:
    (tmp_path / "out.xlsx").write_bytes(office({"team.xlsx": exported[0]}, "xlsx")["team.xlsx"])
    column = [row[5] for row in read_sheets(tmp_path / "out.xlsx")["Goals"][1:]]
    dates = [(cell - dt.date(1899, 12, 30)).days if isinstance(cell, dt.date) else cell for cell in column]
    assert dates == [pytest.approx(value) if isinstance(value, float) else value for value in exported[1]]


def test_requests_are_served_side_by_side_and_in_order(server: LocalSheets) -> None:
    clients = [Plain(server, f"{number}@example.com") for number in range(4)]
    threads = [threading.Thread(target=make, args=(client,)) for client in clients for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(server.world.books) == 20
    assert [seen for seen in server.requests if seen[2] != 200] == []


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("9 Jun 2027", "d mmm yyyy"),
        ("9 june 2027", "d mmmm yyyy"),
        ("9-Jun-2027", "d-mmm-yyyy"),
        ("Jun 9, 2027", "mmm d, yyyy"),
    ],
)
def test_a_date_may_be_typed_with_its_months_name(text: str, pattern: str) -> None:
    assert entered(text, locale_of("en_GB")) == ({"numberValue": 46547}, {"type": "DATE", "pattern": pattern})


@pytest.mark.parametrize("text", ["9 Juno 2027", "31 Jun 2027", "Sales 9, 2027", "June 2027", "9 Jun 27"])
def test_what_only_looks_like_such_a_date_stays_text(text: str) -> None:
    assert entered(text, locale_of("en_GB")) == ({"stringValue": text}, None)
