"""`goalsheet sync --push-only`, as its user types it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from command import goalsheet
from local_google import Google, google
from teams import BO, DAY, FIRST, SECOND, tracker

from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.person import Manager
from goalsheet.tracker.tracker import Tracker

CY = Manager("0002", "Cy Ash", "cy@example.com", "Cy")


@pytest.fixture(scope="module")
def maker() -> TrackerMaker:
    return TrackerMaker(load("career-year"), DAY)


@pytest.fixture
def server() -> Iterator[Google]:
    with google() as found:
        yield found


@pytest.fixture
def workbooks(maker: TrackerMaker, tmp_path: Path) -> Path:
    folder = tmp_path / "workbooks"
    people = [tracker(), tracker(8, "Cleo", goals=[FIRST]), tracker(9, "Dee", manager=CY, goals=[SECOND])]
    write(maker, folder, people)
    return folder


def write(maker: TrackerMaker, folder: Path, people: Sequence[Tracker]) -> None:
    folder.mkdir(exist_ok=True)
    for one in people:
        (folder / f"{one.person.name} - goals.xlsx").write_bytes(maker.make_from(one))


def sync(server: Google, workbooks: Path, *more: str) -> tuple[int, str, str]:
    """Exit code, output and messages of a push."""
    arguments = ("sync", "workbooks", "--push-only", "--google-url", server.sheets.url, "--today", DAY.isoformat())
    done = goalsheet(*arguments, *more, cwd=workbooks.parent)
    return done.returncode, re.sub(r"/d/[\w-]+", "/d/ID", done.stdout), done.stderr


@pytest.mark.slow
def test_a_dry_run_says_what_would_be_sent_and_sends_nothing(server: Google, workbooks: Path) -> None:
    code, out, err = sync(server, workbooks, "--dry-run")
    assert (code, out.splitlines(), err) == (
        0,
        [
            "Goals 2026 · team of Bo Ek would be made.",
            "Goals 2026 · team of Cy Ash would be made.",
            "Nothing was sent. Run it again without --dry-run.",
        ],
        "",
    )
    assert {method for method, path, _ in server.sheets.requests if path != "/token"} == {"GET"}
    assert sorted(path.name for path in workbooks.iterdir()) == [
        "Anna Müller - goals.xlsx",
        "Cleo - goals.xlsx",
        "Dee - goals.xlsx",
    ]


def test_a_first_run_makes_spreadsheets_and_a_second_one_finds_nothing_to_do(server: Google, workbooks: Path) -> None:
    assert sync(server, workbooks, "--stats") == (
        0,
        f"2 spreadsheets: 2 made.\nOpen one: {server.sheets.url}/spreadsheets/d/ID\n",
        "7 requests to Google: 0 Sheets reads, 2 Sheets writes, 5 Drive requests; 1 more to sign in.\n",
    )
    assert sync(server, workbooks, "--stats") == (
        0,
        f"2 spreadsheets: 2 the same already.\nOpen one: {server.sheets.url}/spreadsheets/d/ID\n",
        "1 requests to Google: 0 Sheets reads, 0 Sheets writes, 1 Drive requests; 1 more to sign in.\n",
    )


def test_json_says_the_same(server: Google, workbooks: Path) -> None:
    def said(*more: str) -> tuple[int, list[tuple[str, str, object]], str]:
        code, out, err = sync(server, workbooks, "--format", "json", *more)
        made = json.loads(out)["spreadsheets"]
        assert {tuple(one) for one in made} == {KEYS}
        return code, [(one["title"], one["done"], one["error"]) for one in made], err

    bo, cy = "Goals 2026 · team of Bo Ek", "Goals 2026 · team of Cy Ash"
    assert said("--dry-run") == said() == (0, [(bo, "made", None), (cy, "made", None)], "")
    assert said() == (0, [(bo, "unchanged", None), (cy, "unchanged", None)], "")


KEYS = ("title", "file", "done", "notes", "error", "waiting_rows", "people")


def test_individual_spreadsheets_may_be_the_folders_setting(server: Google, workbooks: Path) -> None:
    (workbooks / "goalsheet.toml").write_text('layout = "individual"\n', encoding="utf-8")
    assert sync(server, workbooks)[1].startswith("3 spreadsheets: 3 made.\n")


def test_a_damaged_workbook_is_named_and_the_others_go_on(server: Google, workbooks: Path) -> None:
    (workbooks / "Broken - goals.xlsx").write_bytes(b"PK no workbook")
    code, out, err = sync(server, workbooks)
    assert (code, out.splitlines()[0]) == (2, "2 spreadsheets: 2 made.")
    assert "Broken - goals.xlsx" in err


def test_what_fails_is_named_and_the_others_go_on(server: Google, workbooks: Path, maker: TrackerMaker) -> None:
    strangers = Manager("0009", "No Account", "nobody@nowhere", "No")
    write(maker, workbooks, [tracker(11, "Eve", manager=strangers), tracker(12, "Flo", manager=Manager())])
    code, out, err = sync(server, workbooks)
    assert (code, out.splitlines()[0]) == (2, "3 spreadsheets: 2 made, 1 failed.")
    assert err == (
        "Error: Goals 2026 · team of No Account: Google refuses: this e-mail address has no Google account. "
        "Correct the manager's address in HR's list, or ask the manager to register it with Google.\n"
        "Run the same command again: it goes on where it stopped.\n"
        "Left out, for they have no manager: Flo (0012)\n"
    )


def test_what_stops_several_spreadsheets_for_one_reason_is_told_once(server: Google, workbooks: Path) -> None:
    server.sheets.fault("503-before", method="POST", path=":batchUpdate", times=99)
    code, _, err = sync(server, workbooks)
    assert (code, err.splitlines()) == (
        2,
        [
            (
                "Error: Goals 2026 · team of Bo Ek, Goals 2026 · team of Cy Ash: Google has trouble itself just now "
                "(error 503). Run the same command again in a few minutes; it goes on where it stopped."
            ),
            "Run the same command again: it goes on where it stopped.",
        ],
    )


def test_the_log_names_requests_and_no_goal(server: Google, workbooks: Path) -> None:
    _, _, err = sync(server, workbooks, "--verbose")
    assert f"POST {server.sheets.url.removeprefix('http://')}/batch/drive/v3: 200" in err
    assert "call guide" not in err
    assert BO.email not in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sync", "workbooks", "--push-only", "--google-url", "http://example.com"], "only a server on this very"),
        (
            ["sync", "workbooks", "--push-only", "--google-url", "http://127.0.0.1:9"],
            "No local server answers at http://127.0.0.1:9.",
        ),
        (["sync", "nowhere", "--push-only", "--google-url", "http://127.0.0.1:9"], "nowhere cannot be found."),
        (["sync", "workbooks", "--push-only"], "Nobody is signed in to Google."),
    ],
)
def test_what_cannot_be_done_is_said_with_what_to_do(arguments: list[str], said: str, workbooks: Path) -> None:
    home = {"XDG_CONFIG_HOME": str(workbooks.parent), "HOME": str(workbooks.parent)}
    done = goalsheet(*arguments, cwd=workbooks.parent, env=home)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ('layout = "teams"', '"teams" is no layout. Possible are: team, individual.'),
        (
            'google_url = "http://example.com"',
            "goalsheet.toml, google_url: http://example.com is no server on this very computer. Write an address such",
        ),
        ("folder = 7", '7 is no text. Write it in quotation marks: folder = "…"'),
    ],
)
def test_a_wrong_setting_is_named(setting: str, said: str, server: Google, workbooks: Path) -> None:
    (workbooks / "goalsheet.toml").write_text(setting, encoding="utf-8")
    code, _, err = sync(server, workbooks)
    assert code == 2
    assert said in err
