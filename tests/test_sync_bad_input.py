"""What people, programs and disks do to a sync's two sides: it is said or carried, and nothing is lost."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys

import openpyxl
import pytest
from both_sides import Team, well
from local_google import HR
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from teams import DAY, FIRST

from goalsheet.layout.review_tabs import GOALS_TAB
from goalsheet.sync.memory import NAME
from goalsheet.sync.steps import Done
from goalsheet.tracker.goal import Goal
from goalsheet.workbook.reading import read_tracker

pytestmark = pytest.mark.slow


def is_quiet(team: Team) -> bool:
    """Whether a further sync has nothing to do."""
    before = {path: path.read_bytes() for path in team.folder.glob("*.xlsx")}
    line = team.server.line()
    result = well(team.sync(line=line))
    after = {path: path.read_bytes() for path in team.folder.glob("*.xlsx")}
    return (result.outcome.done, line.traffic.sent["Sheets writes"], after) == (Done.UNCHANGED, 0, before)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 30_000,
        "👩‍👩‍👧‍👦 Well done 🎉",
        "שלום Anna, \u200fمرحبا",
        "=HYPERLINK(1)",
        "+49 30 1234",
        "@Anna",
        "007",
        "1e3",
        "TRUE",
        "é",
    ],
    ids=["long", "emoji", "right to left", "formula", "plus", "at", "zeros", "number", "boolean", "accent"],
)
def test_every_text_comes_over_and_back_as_it_is(team: Team, text: str) -> None:
    team.manager(comment=text)
    team.employee(index=1, statement=text)
    well(team.sync())
    assert team.in_workbook()["comment"] == team.in_sheet()["comment"] == text
    assert team.in_workbook(index=1)["statement"] == team.in_sheet("0007/G02")["statement"] == text
    assert is_quiet(team)


def test_a_comment_of_40000_characters_stays_in_the_sheet_as_no_workbook_can_hold_it(team: Team) -> None:
    team.manager(comment="x" * 40_000)
    team.employee(target=85.0)
    well(team.sync())
    assert (team.in_workbook()["comment"], team.in_sheet()["target"]) == (None, 85)
    assert len(str(team.in_sheet()["comment"])) == 40_000


def test_line_ends_of_another_program_are_no_change(team: Team) -> None:
    team.manager(comment="One\nTwo")
    well(team.sync())
    team.employee(comment="One\r\nTwo")
    assert is_quiet(team)


def test_a_clock_that_goes_back_loses_nothing(team: Team) -> None:
    team.employee(target=85.0)
    os.utime(team.path(), (0, 0))
    well(team.sync())
    assert team.in_sheet()["target"] == 85


def test_a_sync_on_a_computer_whose_day_is_wrong_loses_nothing_and_the_next_day_is_right_again(team: Team) -> None:
    team.manager(agreement="Agreed")
    well(team.sync(day=DAY - dt.timedelta(days=400)))
    team.employee(target=85.0)
    team.manager(comment="Good start")
    well(team.sync(day=DAY + dt.timedelta(days=4000)))
    well(team.sync())
    assert team.in_sheet() == team.in_workbook()
    assert (team.in_sheet()["target"], team.in_sheet()["comment"]) == (85, "Good start")
    assert team.in_workbook(columns=["changed_since_agreed"]) == {"changed_since_agreed": "target 80 → 85"}


def test_days_of_a_workbook_that_counts_from_1904_are_the_same_days_on_both_sides(team: Team) -> None:
    book = openpyxl.load_workbook(team.path())
    book.epoch = CALENDAR_MAC_1904
    book.save(team.path())
    assert is_quiet(team)
    team.employee(due=dt.date(2026, 11, 30))
    team.manager(agreement="Agreed")
    well(team.sync())
    assert team.in_sheet()["due"] == team.in_workbook()["due"] == dt.date(2026, 11, 30)
    assert team.in_workbook(columns=["agreed_on"]) == {"agreed_on": DAY}
    assert is_quiet(team)


def test_numbers_as_text_are_no_change_and_stay_as_they_stand(team: Team) -> None:
    book = openpyxl.load_workbook(team.path())
    place = read_tracker(team.path()).place(Goal, 0, "target")
    assert place
    book["Goals"][place.address].value = "80"
    book["Goals"][place.address].data_type = "s"
    book.save(team.path())
    team.manager(target=90.0, email=HR)
    well(team.sync())
    file = read_tracker(team.path())
    assert [one.where for one in file.problems] == [f"Anna Müller.xlsx, Goals!{place.address}"]
    assert team.in_sheet()["target"] == 90  # neither compared nor touched


def test_a_renamed_and_moved_workbook_is_known_by_whose_it_is(team: Team) -> None:
    team.employee(target=85.0)
    (team.folder / "2026").mkdir()
    team.path().rename(team.folder / "2026" / "Goals of A.xlsx")
    well(team.sync())
    assert team.in_sheet()["target"] == 85


def test_a_copy_in_which_a_colleague_works_overwrites_nobody(team: Team) -> None:
    copy = team.folder / "Ben.xlsx"
    copy.write_bytes(team.path().read_bytes())
    team.employee("Ben", statement="Ben's own goal")
    team.employee(target=85.0)
    team.employee("Cleo", target=70.0)
    team.sync()
    assert (team.in_sheet()["statement"], team.in_sheet()["target"]) == (FIRST.statement, 80)
    assert team.in_sheet("0008/G01")["target"] == 70  # others go on
    copy.unlink()
    well(team.sync())
    assert team.in_sheet()["target"] == 85


def test_a_row_deleted_in_the_sheet_while_its_employee_edits_it_comes_back_with_everything(team: Team) -> None:
    team.manager(comment="Good start")
    team.sync()
    row = team.rows()["0007/G01"]
    rows = {"sheetId": GOALS_TAB.sheet_id, "dimension": "ROWS", "startIndex": row - 1, "endIndex": row}
    team.change(HR, {"deleteDimension": {"range": rows}})
    team.employee(due=dt.date(2026, 11, 30))
    well(team.sync())
    assert (team.in_sheet()["comment"], team.in_sheet()["due"]) == ("Good start", dt.date(2026, 11, 30))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits of that kind")
def test_a_full_disk_after_the_sheet_was_written_is_said_and_heals(team: Team) -> None:
    team.manager(comment="Good start")
    team.employee(target=85.0)
    before = {path.name: path.read_bytes() for path in team.folder.iterdir()}
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200)); "
    command = [sys.executable, "-c", f"{limited}from goalsheet.scripts import main; main()", "sync", str(team.folder)]
    command += ["--google-url", team.server.sheets.url, "--today", DAY.isoformat()]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120)
    assert done.returncode == 2
    assert "Anna Müller.xlsx cannot be written" in done.stderr
    assert f"{team.folder / NAME} cannot be written" in done.stderr
    assert "1 spreadsheet: 1 brought up to date; 1 cell in Google sheets; 1 workbook not written." in done.stdout
    assert {path.name: path.read_bytes() for path in team.folder.iterdir()} == before
    assert team.in_sheet()["target"] == 85
    well(team.sync())
    assert team.in_workbook()["comment"] == "Good start"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is write-protected for root")
def test_a_write_protected_workbook_is_named_and_gets_everything_later(team: Team) -> None:
    team.manager(comment="Good start")
    team.path().chmod(0o444)
    (result,) = team.sync()
    assert "write-protected" in str(result.people[0].error)
    team.path().chmod(0o644)
    well(team.sync())
    assert team.in_workbook()["comment"] == "Good start"
