"""What several tests share: LibreOffice, a person, makers."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import struct
import subprocess
import webbrowser
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from pathlib import Path

import pytest
from both_sides import Team
from discovery import complaints
from hypothesis import HealthCheck, settings
from live_office import LiveOffice
from local_google import google
from packing import packed
from python_calamine import CalamineWorkbook
from teams import FIRST, tracker

from goalsheet.excel import libreoffice_process
from goalsheet.layout.design import design
from goalsheet.local_sheets.application import LISTENERS
from goalsheet.local_sheets.endpoints import Answer, Request
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.person import Manager, Person
from goalsheet.workbook.cells import strip_results
from goalsheet.workbook.package import read_members

# How busy a computer is says nothing about the code.
settings.register_profile("usual", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("usual")

#: How often LibreOffice is given trackers that Hypothesis makes, ten at a time: GitHub's workflow asks for more.
EXAMPLES = int(os.environ.get("GOALSHEET_EXAMPLES", "1"))

TODAY = dt.datetime.now().astimezone().date()  # formulas ask TODAY(), so LibreOffice and Python must mean one day

ANNA = Person(
    id="0007",
    first_name="Anna",
    last_name="Müller",
    name="Anna Müller",
    email="anna@example.com",
    job_title="Sales Manager",
    job_family="sales",
    department="Sales",
    manager=Manager("0001", "Bo Ek", "bo@example.com", "Bo"),
)

Office = Callable[[Mapping[str, bytes], str], dict[str, bytes]]


_MISFITS: list[str] = []


def _judge(request: Request, reply: Answer) -> None:
    if reply.code == HTTPStatus.OK and isinstance(reply.content, dict):
        said = complaints(request.method, request.path, reply.content)
        _MISFITS.extend(f"{request.method} {request.path}: {one}" for one in said)


LISTENERS.append(_judge)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests come first, so that none is left at the end where several processes share the tests."""
    slow = {item.path for item in items if item.get_closest_marker("slow") or item.get_closest_marker("office")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(autouse=True)
def every_answer_is_as_google_describes_it() -> Iterator[None]:
    """Whatever a test asks of the local server, by whatever client: Google's discovery documents allow the answer."""
    _MISFITS.clear()
    yield
    assert _MISFITS == []


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that would have been opened in a browser: nothing pops up because of a test."""
    found: list[str] = []

    def note(page: str) -> bool:
        found.append(page)
        return True

    monkeypatch.setattr(webbrowser, "open", note)
    return found


@pytest.fixture(scope="session")
def maker() -> TrackerMaker:
    """The maker of the default template's trackers."""
    return TrackerMaker(load("career-year"), TODAY)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Converts workbooks by LibreOffice: (files by name, format) -> converted files by name."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        if os.environ.get("GOALSHEET_OFFICE") == "required":
            pytest.fail("LibreOffice is required here, but there is no soffice on the PATH")
        pytest.skip("needs LibreOffice (soffice on the PATH)")
    profile = tmp_path_factory.mktemp("profile")

    def convert(books: Mapping[str, bytes], target: str) -> dict[str, bytes]:
        folder = tmp_path_factory.mktemp("office")
        (folder / "out").mkdir()
        for name, data in books.items():
            (folder / name).write_bytes(data)
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", target]
        names = [str(folder / name) for name in books]
        subprocess.run(
            [*command, "--outdir", str(folder / "out"), *names], check=True, capture_output=True, timeout=300
        )
        return {path.name: path.read_bytes() for path in sorted((folder / "out").iterdir())}

    return convert


@pytest.fixture(scope="session")
def live(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveOffice]:
    """A LibreOffice in which workbooks are open."""
    folder = tmp_path_factory.mktemp("live")
    pipe = f"goalsheet-test-{os.getpid()}"
    program = libreoffice_process.start(pipe, folder / "profile", visible=False)
    office_open = LiveOffice(pipe, folder)
    try:
        yield office_open
    finally:
        office_open.close()
        office_open.app.quit()
        program.wait(60)


@pytest.fixture
def new_team(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Team]:
    """Bo's team of two, Anna Müller and Cleo: their workbooks, which nobody has synced yet, and a local server.

    The workbooks are thin, unless a test is marked as one for which they have to be whole.
    """
    folder = tmp_path / "workbooks"
    folder.mkdir()
    with google() as server:
        team = Team(server, folder, is_thin=request.node.get_closest_marker("whole") is None)
        team.make(tracker(), tracker(8, "Cleo", goals=[FIRST]))
        yield team


@pytest.fixture
def team(new_team: Team) -> Team:
    """The same after the first sync."""
    new_team.sync()
    return new_team


def sheet_part(title: str) -> str:
    """The part that holds the sheet of that title in a workbook of our own design."""
    return f"xl/worksheets/sheet{[sheet.title for sheet in design().sheets].index(title) + 1}.xml"


def without_results(data: bytes) -> bytes:
    """The workbook without stored results, so that whoever opens it has to calculate."""
    members = read_members(data, "test")
    bare = {name: strip_results(xml) if "worksheets/" in name else xml for name, xml in members.items()}
    return packed(bare)


def read_sheets(path: Path) -> dict[str, list[list[object]]]:
    """All sheets of a workbook as calamine reads them."""
    book = CalamineWorkbook.from_path(str(path))
    sheets = {name: book.get_sheet_by_name(name) for name in book.sheet_names}
    return {name: [list(row) for row in sheet.to_python(skip_empty_area=False)] for name, sheet in sheets.items()}


def compound(*streams: str) -> bytes:
    """A compound file's header and a directory that names those streams, as far as anybody looks at it."""
    names = [name.encode("utf-16-le") + b"\0\0" for name in streams]
    entries = [name.ljust(64, b"\0") + struct.pack("<HB", len(name), 2).ljust(64, b"\0") for name in names]
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + b"".join(entries)
