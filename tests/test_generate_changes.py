"""`goalsheet generate --follow-changes`: joiners, leavers and changes of manager, carried out in the folder."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from command import goalsheet
from test_generate import digests, made

from goalsheet.layout.places import CellPlace
from goalsheet.workbook.reading import read_tracker
from goalsheet.workbook.setting import set_cells

pytestmark = pytest.mark.slow

BEFORE = """\
ID,Name,Email,Manager
1,Ann Ode,ann@example.com,
2,Bo Ek,bo@example.com,1
3,Cy Dee,cy@example.com,2
4,Di Eff,di@example.com,2
5,Ed Gee,ed@example.com,2
"""
#: Cy has another manager, Di a new name, Ed has left, Flo is new.
AFTER = """\
ID,Name,Email,Manager
1,Ann Ode,ann@example.com,
2,Bo Ek,bo@example.com,1
3,Cy Dee,cy@example.com,1
4,Di Smith,di@example.com,2
6,Flo Hay,flo@example.com,2
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where workbooks were made, Cy has worked in hers, and the list has changed."""
    (tmp_path / "people.csv").write_text(BEFORE, encoding="utf-8")
    goalsheet("generate", "people.csv", cwd=tmp_path)
    set_cells(tmp_path / "workbooks/Bo Ek/Cy Dee - goals.xlsx", {CellPlace("Goals", "B6"): "Mine"}, keeps=False)
    (tmp_path / "people.csv").write_text(AFTER, encoding="utf-8")
    return tmp_path


def follow(folder: Path, *more: str) -> tuple[int, list[str], str]:
    done = goalsheet("generate", "people.csv", "--follow-changes", *more, cwd=folder)
    return done.returncode, done.stdout.splitlines(), done.stderr


CHANGES = [
    "  Cy Dee (3): Bo Ek/Cy Dee - goals.xlsx -> Ann Ode/Cy Dee - goals.xlsx",
    "  Di Eff (4): Bo Ek/Di Eff - goals.xlsx -> Bo Ek/Di Smith - goals.xlsx",
]
LEFT = "  Ed Gee (5): Bo Ek/Ed Gee - goals.xlsx -> Left/Bo Ek/Ed Gee - goals.xlsx"


def test_a_dry_run_shows_who_joins_moves_and_leaves_and_writes_nothing(folder: Path) -> None:
    before = digests(folder / "workbooks")
    code, said, wrong = follow(folder, "--dry-run")
    assert (code, wrong) == (0, "")
    assert said[6:] == [
        "2 workbooks would move with their people:",
        *CHANGES,
        "1 workbook of somebody who has left would move:",
        LEFT,
        "1 workbook would be made in workbooks/, for example:",
        "  Bo Ek/Flo Hay - goals.xlsx",
        "2 workbooks are up to date.",
        "Nothing was written. Run it again without --dry-run.",
    ]
    assert digests(folder / "workbooks") == before


def test_workbooks_go_with_their_people_and_those_of_leavers_are_kept_apart(folder: Path) -> None:
    before = digests(folder / "workbooks")
    code, said, wrong = follow(folder)
    assert (code, wrong) == (0, "")
    assert said[:5] == [
        "2 workbooks moved with their people:",
        *CHANGES,
        "1 workbook of somebody who has left moved:",
        LEFT,
    ]
    after = digests(folder / "workbooks")
    assert sorted(after) == [
        "Ann Ode/Bo Ek - goals.xlsx",
        "Ann Ode/Cy Dee - goals.xlsx",
        "Bo Ek/Di Smith - goals.xlsx",
        "Bo Ek/Flo Hay - goals.xlsx",
        "Left/Bo Ek/Ed Gee - goals.xlsx",
        "No manager/Ann Ode - goals.xlsx",
    ]
    assert after["Left/Bo Ek/Ed Gee - goals.xlsx"] == before["Bo Ek/Ed Gee - goals.xlsx"]
    with (folder / "workbooks" / "manifest.csv").open(encoding="utf-8-sig", newline="") as file:
        assert sorted(row["file"] for row in csv.DictReader(file)) == sorted(after)


def test_a_workbook_that_moved_knows_its_new_manager_and_keeps_what_was_written(folder: Path) -> None:
    follow(folder)
    found = read_tracker(folder / "workbooks/Ann Ode/Cy Dee - goals.xlsx").tracker
    assert (found.person.manager.id, found.person.manager.name, found.person.manager.email) == (
        *("1", "Ann Ode", "ann@example.com"),
    )
    assert found.goals[0].statement == "Mine"
    assert read_tracker(folder / "workbooks/Bo Ek/Di Smith - goals.xlsx").tracker.person.name == "Di Smith"


def test_a_second_run_has_nothing_to_do(folder: Path) -> None:
    follow(folder)
    before = digests(folder / "workbooks")
    code, said, wrong = follow(folder)
    assert (code, said, wrong) == (0, ["Nothing to make.", "5 workbooks are up to date."], "")
    assert digests(folder / "workbooks") == before


def test_who_comes_back_gets_the_workbook_that_was_kept(folder: Path) -> None:
    follow(folder)
    (folder / "people.csv").write_text(AFTER + "5,Ed Gee,ed@example.com,1\n", encoding="utf-8")
    assert follow(folder)[1][:2] == [
        "1 workbook moved with its person:",
        "  Ed Gee (5): Left/Bo Ek/Ed Gee - goals.xlsx -> Ann Ode/Ed Gee - goals.xlsx",
    ]
    assert "Left/Bo Ek/Ed Gee - goals.xlsx" not in made(folder / "workbooks")


def test_other_commands_do_not_look_at_those_who_have_left(folder: Path) -> None:
    follow(folder)
    said = goalsheet("progress", "workbooks", cwd=folder).stdout
    assert "Flo Hay" in said
    assert "Ed Gee" not in said


def test_a_workbook_that_is_open_stays_and_is_told(folder: Path) -> None:
    (folder / "workbooks/Bo Ek/~$Cy Dee - goals.xlsx").write_bytes(b"")
    code, said, wrong = follow(folder)
    assert code == 1
    assert wrong.startswith("Stays as it is: Bo Ek/Cy Dee - goals.xlsx: Cy Dee - goals.xlsx is open in Excel")
    assert said[:2] == ["1 workbook moved with its person:", CHANGES[1]]
    assert (folder / "workbooks/Bo Ek/Cy Dee - goals.xlsx").exists()
    (folder / "workbooks/Bo Ek/~$Cy Dee - goals.xlsx").unlink()
    assert follow(folder)[1][:2] == ["1 workbook moved with its person:", CHANGES[0]]


def test_nothing_is_written_over_in_the_folder_of_leavers(folder: Path) -> None:
    kept = folder / "workbooks/Left/Bo Ek/Ed Gee - goals.xlsx"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"from before")
    follow(folder)
    assert kept.read_bytes() == b"from before"
    assert kept.with_name("Ed Gee - goals (2).xlsx").exists()


def test_people_who_change_places_do_so_where_a_place_becomes_free(folder: Path) -> None:
    rows = BEFORE.replace("3,Cy Dee", "3,Ed Gee").replace("5,Ed Gee", "5,Zoe Ray")
    (folder / "people.csv").write_text(rows, encoding="utf-8")
    assert follow(folder)[1][1:3] == [
        "  Ed Gee (5): Bo Ek/Ed Gee - goals.xlsx -> Bo Ek/Zoe Ray - goals.xlsx",
        "  Cy Dee (3): Bo Ek/Cy Dee - goals.xlsx -> Bo Ek/Ed Gee - goals.xlsx",
    ]


def test_a_list_from_which_most_people_are_missing_moves_nobody(folder: Path) -> None:
    (folder / "people.csv").write_text("ID,Name,Email,Manager\n1,Ann Ode,ann@example.com,\n", encoding="utf-8")
    before = digests(folder / "workbooks")
    code, said, wrong = follow(folder)
    assert (code, said) == (2, [])
    assert wrong == (
        "Error: 4 of the 5 people with a workbook in workbooks are not on the list. If the list is only a part, take "
        "all of it. If they have really left, move their workbooks to the folder Left yourself.\n"
    )
    assert digests(folder / "workbooks") == before


def test_a_part_of_the_list_is_no_list_to_follow(folder: Path) -> None:
    for flag in (["--limit", "1"], ["--shard", "1/2"], ["--overwrite"]):
        code, said, wrong = follow(folder, *flag)
        assert (code, said) == (2, [])
        assert wrong.startswith("Error: --follow-changes needs the whole list")
