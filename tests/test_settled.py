"""What a sync leaves unread: workbooks whose spreadsheet and whose own bytes are as they were after the last one."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from both_sides import Team, new_workbook
from goalsheet.scripts.sync_both import Sync
from goalsheet.scripts.sync_gathering import Gathering
from goalsheet.scripts.sync_side import GoogleSide
from local_google import HR, google
from teams import DAY, FIRST, SECOND, tracker
from test_sync import CY

from goalsheet.folder import FolderSettings
from goalsheet.google.client import Line
from goalsheet.sync.memory import NAME, Memory
from goalsheet.sync.steps import Where
from goalsheet.tracker.person import Manager

pytestmark = pytest.mark.slow
TEAM = ["Anna Müller", "Cleo"]
NOTHING = {"Sheets reads": 0, "Sheets writes": 0, "Drive requests": 1}


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """Two teams, synced once."""
    folder = tmp_path / "workbooks"
    folder.mkdir()
    with google() as server:
        found = Team(server, folder)
        found.make(tracker(), tracker(8, "Cleo", goals=[FIRST]), tracker(9, "Dora", CY, [SECOND]))
        sync(found)
        yield found


def sync(team: Team, day: dt.date = DAY, line: Line | None = None, *, dry_run: bool = False) -> list[str]:
    """A sync as the command does it: whose workbooks were read."""
    line = line or team.server.line()
    gathering = Gathering([team.folder], team.folder, day, FolderSettings())
    where = Where("company", own_email=HR, server=team.server.sheets.url)
    client = team.server.client(HR, line)
    side = GoogleSide(client, line, Memory(team.folder), where, "team")
    Sync(side, gathering, None, frozenset(), "text").run(dry_run=dry_run)
    return [one.person.name for one in gathering.cards]


def test_where_nothing_changed_no_workbook_is_read_and_one_request_is_sent(team: Team) -> None:
    before, line = {path: path.read_bytes() for path in team.folder.glob("*.xlsx")}, team.server.line()
    assert sync(team, line=line) == []
    assert line.traffic.sent == NOTHING
    assert {path: path.read_bytes() for path in team.folder.glob("*.xlsx")} == before


def test_a_changed_workbook_costs_one_read_and_one_write_and_no_other_team_is_read(team: Team) -> None:
    team.employee(target=85.0)
    line = team.server.line()
    assert sync(team, line=line) == TEAM
    assert line.traffic.sent == {"Sheets reads": 1, "Sheets writes": 1, "Drive requests": 2}  # two listings
    assert sync(team) == []


def test_a_workbook_is_known_by_its_bytes_and_not_by_its_time_and_size(team: Team) -> None:
    path, held = team.path(), team.path().stat()
    data = bytearray(path.read_bytes())
    data[12] ^= 1  # in the first entry's time: the same workbook, in other bytes
    path.write_bytes(data)
    os.utime(path, ns=(held.st_atime_ns, held.st_mtime_ns))
    assert sync(team) == TEAM


def test_a_new_time_alone_changes_nothing(team: Team) -> None:
    os.utime(team.path())
    assert sync(team) == []


def test_what_the_manager_wrote_is_found_by_the_listing(team: Team) -> None:
    team.manager(comment="Good start")
    assert sync(team) == TEAM
    assert team.in_workbook()["comment"] == "Good start"
    assert sync(team) == []


def test_what_was_made_by_hand_in_google_is_mended(team: Team) -> None:
    team.server.client(HR).open("Goals 2026 · team of Bo Ek").share(
        "stranger@example.com", perm_type="user", role="writer"
    )
    assert [sync(team), sync(team), sync(team)] == [TEAM, TEAM, []]  # what was said is looked at once more


def test_a_workbook_that_is_new_moved_renamed_or_gone_makes_its_team_be_read(team: Team) -> None:
    team.make(tracker(10, "Eva"))
    assert sync(team) == [*TEAM, "Eva"]
    team.path("Eva").rename(team.path("Zoe"))
    assert sync(team) == [*TEAM, "Eva"]
    (team.folder / "team").mkdir()
    team.path("Zoe").rename(team.folder / "team" / "Eva.xlsx")
    assert sync(team) == [*TEAM, "Eva"]
    (team.folder / "team" / "Eva.xlsx").unlink()
    sync(team)
    assert "0010/G01" in team.rows()  # nobody has said that Eva's goals are gone: the row stays


def test_who_goes_to_another_manager_makes_both_teams_be_read(team: Team) -> None:
    team.make(tracker(8, "Cleo", CY, [FIRST]))
    assert sync(team) == [*TEAM, "Dora"]
    assert sync(team) == []


def test_figures_are_others_on_another_day_so_that_all_is_read(team: Team) -> None:
    assert sync(team, DAY + dt.timedelta(1)) == [*TEAM, "Dora"]
    assert sync(team, DAY + dt.timedelta(1)) == []


def test_the_folders_settings_count_too(team: Team) -> None:
    (team.folder / "goalsheet.toml").write_text('date_order = "mdy"\n')
    assert sync(team) == [*TEAM, "Dora"]
    assert sync(team) == []


@pytest.mark.parametrize("held", [b"", b'{"file": "x", "content": "y", "settled": {"cycle": 1}}\n', b"\x00\xff{"])
def test_without_its_memory_a_sync_reads_all_and_still_writes_nothing(team: Team, held: bytes) -> None:
    (team.folder / NAME).write_bytes(held)
    line = team.server.line()
    assert sync(team, line=line) == [*TEAM, "Dora"]
    assert line.traffic.sent["Sheets writes"] == 0


def test_a_cell_that_cannot_be_read_is_said_each_time(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    team.employee(target="eighty")
    for _ in range(3):
        assert sync(team) == TEAM
        assert '"eighty"' in capsys.readouterr().err


def test_a_second_workbook_of_the_same_person_is_found_beside_unread_ones(
    team: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    (team.folder / "Copy of Anna.xlsx").write_bytes(new_workbook(tracker(goals=[SECOND])))
    assert sync(team) == ["Anna Müller", "Cleo", "Anna Müller"]
    assert "there are 2 workbooks" in capsys.readouterr().err


def test_a_dry_run_reads_no_more(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert sync(team, dry_run=True) == []
    said = "2 spreadsheets: 2 the same already.\nNothing was done. Run it again without --dry-run.\n"
    assert capsys.readouterr().out == said


def test_other_workbooks_in_the_folder_are_left_alone(team: Team) -> None:
    (team.folder / "list.xlsx").write_bytes(b"no workbook at all")
    assert sync(team) == []


def test_that_a_spreadsheet_is_shared_with_nobody_is_said_each_time(
    team: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    team.make(tracker(10, "Eve", Manager("0003", "Di Ro", "", "Di"), [SECOND]))
    for _ in range(2):
        assert sync(team) == ["Eve"]
        assert "Look at Di Ro: no e-mail address is known" in capsys.readouterr().err
