"""`goalsheet generate --carry-forward`, as its user types it."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import os
from pathlib import Path
from textwrap import dedent

import pytest
from command import goalsheet, goalsheet_process
from packing import packed
from test_generate import digests
from test_upgrade import DOT, with_picture

from goalsheet.layout.places import CellPlace
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, Reward
from goalsheet.tracker.person import Manager, Person
from goalsheet.tracker.tracker import Cycle, TemplateName, Tracker
from goalsheet.tracker.vision import JournalEntry, Vision
from goalsheet.workbook.package import read_members
from goalsheet.workbook.private_reading import read_own_tracker
from goalsheet.workbook.setting import set_cells

JAN1, DEC31 = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
YEAR = Cycle("2026", JAN1, DEC31)
OPEN = Goal(
    id="G01", statement="Write the handbook", measure="Increase", target=10.0, start=JAN1, due=DEC31, current=4.0
)
OVER = dataclasses.replace(OPEN, id="G02", statement="Sell 10 boats", current=10.0)
PEOPLE = """\
    ID,Name,Email,Job title,Manager
    0001,Ingrid Solberg,ingrid@example.com,Managing Director,
    0002,Bo Ek,bo@example.com,Head of Sales,0001
    0003,Anna Müller,anna@example.com,Sales Manager,0002
"""


def last(number: str, name: str, **rows: object) -> Tracker:
    person = Person(number, "", "", name, manager=Manager("0002", "Bo Ek"))
    shown = {"cycle": YEAR, "goals": (OPEN, OVER), **rows}
    return Tracker(person=person, template=TemplateName("career-year", "", "1"), **shown)  # type: ignore[arg-type]  # rows


ANNA = last(
    "0003",
    "Anna Müller",
    actions=(Action(goal="G01", action="Write chapter 5", state="Open"),),
    check_ins=(CheckIn(date=dt.date(2026, 11, 1), goal="G01", value=6.0),),
    rewards=(Reward(kind="Reward", reward="A new pen", when="Goal achieved", goal="G01"),),
    vision=Vision(answers=("Music",), journal=(JournalEntry(JAN1, "Good"),)),
)


@pytest.fixture
def folder(maker: TrackerMaker, tmp_path: Path) -> Path:
    (tmp_path / "people.csv").write_text(dedent(PEOPLE), encoding="utf-8")
    (tmp_path / "2026" / "Bo Ek").mkdir(parents=True)
    (tmp_path / "2026" / "Bo Ek" / "Anna - goals.xlsx").write_bytes(maker.make_from(ANNA))
    (tmp_path / "2026" / "Bo - goals.xlsx").write_bytes(maker.make_from(last("0002", "Bo Ek", goals=(OVER,))))
    return tmp_path


def generate(folder: Path, *more: str) -> tuple[int, str, str]:
    command = ("generate", "people.csv", "--out", "2027", "--today", "2026-12-10", "--carry-forward", "2026")
    done = goalsheet(*command, *more, cwd=folder)
    return done.returncode, done.stdout, done.stderr


NEW = "2027/Bo Ek/Anna Müller - goals.xlsx"


def test_the_next_workbook_goes_on_from_the_last_one_which_stays_as_it_is(folder: Path) -> None:
    before = digests(folder / "2026")
    code, said, wrong = generate(folder)
    assert (code, wrong) == (0, "")
    assert said == (
        f"Made 3 workbooks from career-year in 3 folders, one a manager, under {folder / '2027'}\n"
        "2 of them go on from a last one, with 1 goal not achieved yet; 2 achieved stay behind.\n"
        "1 of them begins afresh: there is no last one to go on from.\n"
        f"Open one: {Path('2027/No manager/Ingrid Solberg - goals.xlsx')}\n"
        "Who got what is in manifest.csv. A second run makes only what is missing.\n"
    )
    assert digests(folder / "2026") == before
    found = read_own_tracker(folder / NEW).tracker
    assert [(goal.id, goal.statement, goal.due, goal.agreement) for goal in found.goals] == [
        ("G01", "Write the handbook", None, "Draft")
    ]
    assert [(row.goal, row.action) for row in found.actions] == [("G01", "Write chapter 5")]
    assert [(row.goal, row.value, row.note) for row in found.check_ins] == [("G01", 6.0, "Brought forward from 2026.")]
    assert [(row.goal, row.reward) for row in found.rewards] == [("G01", "A new pen")]
    assert found.vision == Vision(answers=("Music", None, None, None, None))
    assert len(read_own_tracker(folder / "2027/Ingrid Solberg/Bo Ek - goals.xlsx").tracker.goals) > 1  # the starters


def test_the_manifest_names_the_workbook_that_each_goes_on_from(folder: Path) -> None:
    generate(folder)
    with (folder / "2027" / "manifest.csv").open(encoding="utf-8-sig", newline="") as file:
        found = {row["person_id"]: row["carried_from"] for row in csv.DictReader(file)}
    assert found == {"0001": "", "0002": "Bo - goals.xlsx", "0003": "Bo Ek/Anna - goals.xlsx"}


def test_a_dry_run_counts_and_writes_nothing(folder: Path) -> None:
    code, said, wrong = generate(folder, "--dry-run")
    assert (code, wrong) == (0, "")
    assert said.splitlines()[-7:] == [
        "3 workbooks would be made in 2027/, for example:",
        "  No manager/Ingrid Solberg - goals.xlsx",
        "  Ingrid Solberg/Bo Ek - goals.xlsx",
        "  Bo Ek/Anna Müller - goals.xlsx",
        "2 of them go on from a last one, with 1 goal not achieved yet; 2 achieved stay behind.",
        "1 of them begins afresh: there is no last one to go on from.",
        "Nothing was written. Run it again without --dry-run.",
    ]
    assert not (folder / "2027").exists()


def test_of_two_last_workbooks_the_newer_counts_and_others_are_told(maker: TrackerMaker, folder: Path) -> None:
    older = dataclasses.replace(ANNA, goals=(OVER,), actions=(), check_ins=(), rewards=())
    (folder / "2026" / "Anna copy.xlsx").write_bytes(maker.make_from(older))
    os.utime(folder / "2026" / "Anna copy.xlsx", (1, 1))
    (folder / "2026" / "Cy.xlsx").write_bytes(maker.make_from(last("0009", "Cy Dee")))
    this_year = dataclasses.replace(ANNA, cycle=Cycle("2027", dt.date(2027, 1, 1), dt.date(2027, 12, 31)))
    (folder / "2026" / "Anna 2027.xlsx").write_bytes(maker.make_from(this_year))
    code, said, _ = generate(folder)
    assert code == 0
    assert said.splitlines()[3:9] == [
        "1 last workbook is of somebody without a place on the list:",
        "  Cy.xlsx",
        "1 workbook is not of an earlier period, and left aside:",
        "  Anna 2027.xlsx",
        "1 last workbook gives way to a newer one of the same person:",
        "  Anna copy.xlsx (newer: Bo Ek/Anna - goals.xlsx)",
    ]
    assert [goal.statement for goal in read_own_tracker(folder / NEW).tracker.goals] == ["Write the handbook"]


@pytest.mark.slow
def test_a_last_workbook_that_cannot_be_read_stops_the_run_or_its_person_begins_afresh(folder: Path) -> None:
    (folder / "2026" / "Bo Ek" / "Anna - goals.xlsx").write_bytes(b"damaged")
    problem = "Bo Ek/Anna - goals.xlsx: Anna - goals.xlsx is no Excel workbook. Save it as .xlsx in Excel."
    code, said, wrong = generate(folder)
    assert (code, said) == (2, "")
    assert wrong.splitlines()[0] == (
        "Error: 1 problem keeps people from their workbooks. Nothing was made. Mend them, or go on with "
        "--skip-problems: who has one on the list is left out, and other people begin afresh."
    )
    assert problem in wrong
    assert not (folder / "2027").exists()
    code, said, wrong = generate(folder, "--skip-problems")
    assert (code, "2 of them begin afresh" in said) == (1, True)
    assert wrong.startswith(f"Not carried forward: {problem}")
    assert len(read_own_tracker(folder / NEW).tracker.goals) == 4


def test_what_cannot_be_read_in_a_cell_is_named_and_the_rest_goes_on(folder: Path) -> None:
    path = folder / "2026" / "Bo Ek" / "Anna - goals.xlsx"
    place = read_own_tracker(path).place(Goal, 0, "weight")
    assert place
    set_cells(path, {place: "a third", CellPlace("Vision", "C16"): "mine alone"}, keeps=False)
    code, _, wrong = generate(folder)
    assert code == 0
    assert wrong == (
        f'Not carried forward: Bo Ek/Anna - goals.xlsx, {place}: "a third" is no number. '
        "Type the number alone; words and units go elsewhere.\n"
        "Not carried forward: Bo Ek/Anna - goals.xlsx, Vision!C16: what stands here cannot be read.\n"
    )


@pytest.mark.slow
def test_a_second_run_leaves_what_is_there_and_an_edited_last_workbook_shows(maker: TrackerMaker, folder: Path) -> None:
    generate(folder)
    before = digests(folder / "2027")
    assert "3 workbooks are up to date." in generate(folder)[1]
    path = folder / "2026" / "Bo Ek" / "Anna - goals.xlsx"
    path.write_bytes(maker.make_from(dataclasses.replace(ANNA, goals=(OPEN, OPEN))))
    assert "1 workbook is older than the list or the template." in generate(folder)[1]
    assert digests(folder / "2027") == before
    assert generate(folder, "--overwrite")[0] == 0
    assert len(read_own_tracker(folder / NEW).tracker.goals) == 2


@pytest.mark.slow
def test_the_last_workbooks_may_lie_above_but_not_where_new_ones_are_made(folder: Path) -> None:
    command = ("generate", "people.csv", "--today", "2026-12-10", "--carry-forward")
    done = goalsheet(*command, ".", "--out", "2026", cwd=folder)
    assert done.returncode == 2
    assert done.stderr == (
        "Error: Last cycle's workbooks lie in 2026, for instance 2026/Bo - goals.xlsx, and stay as they are: "
        "choose another --out.\n"
    )
    assert goalsheet(*command, ".", "--out", "2027", cwd=folder).returncode == 0
    assert "3 workbooks are up to date." in goalsheet(*command, ".", "--out", "2027", cwd=folder).stdout


@pytest.mark.parametrize("name", ["nowhere", "2027"])
def test_a_folder_without_trackers_is_refused(name: str, folder: Path) -> None:
    (folder / "2027").mkdir()
    done = goalsheet("generate", "people.csv", "--carry-forward", name, cwd=folder)
    said = f"There are no trackers in {name}. Name the folder with last cycle's workbooks."
    assert (done.returncode, done.stderr) == (2, f"Error: {said}\n")
    assert not (folder / "workbooks").exists()


@pytest.mark.slow
def test_two_processes_make_the_same(folder: Path) -> None:
    generate(folder)
    again = ("--out", "again", "--jobs", "2")
    done = goalsheet_process(
        "generate", "people.csv", *again, "--today", "2026-12-10", "--carry-forward", "2026", cwd=folder
    )
    assert done.returncode == 0
    assert digests(folder / "again") == digests(folder / "2027")


def test_pictures_on_the_vision_board_go_on_and_what_cannot_is_named(folder: Path) -> None:
    anna, bo = folder / "2026/Bo Ek/Anna - goals.xlsx", folder / "2026/Bo - goals.xlsx"
    anna.write_bytes(with_picture(anna.read_bytes()))
    members = read_members(with_picture(bo.read_bytes()), "made")
    relations = members["xl/drawings/_rels/drawing9.xml.rels"]
    bo.write_bytes(packed(members | {"xl/drawings/_rels/drawing9.xml.rels": relations.replace(b"/image", b"/diagram")}))
    code, _, wrong = generate(folder)
    what = "what is drawn here stays in the last workbook. Copy it into the new one by hand."
    assert (code, wrong) == (0, f"Not carried forward: Bo - goals.xlsx, Vision board, row 6: {what}\n")
    found = read_members((folder / NEW).read_bytes(), "new")
    assert [data for name, data in found.items() if name.startswith("xl/media/")] == [DOT]
    [drawing] = [xml for name, xml in found.items() if b"Our garden" in xml and name.startswith("xl/drawings/")]
    assert b"<xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>5</xdr:row>" in drawing
    assert read_own_tracker(folder / NEW).problems == ()
    bos = read_members((folder / "2027/Ingrid Solberg/Bo Ek - goals.xlsx").read_bytes(), "new")
    assert [name for name in bos if name.startswith("xl/media/")] == []
