"""`goalsheet progress`, as its user types it, and what it says of workbooks that others have edited."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path
from textwrap import dedent

import openpyxl
import pytest
from command import goalsheet
from conftest import ANNA, TODAY, Office, read_sheets, sheet_part, without_results
from office_edits import edit
from packing import packed
from test_computed_cells import lived_in

from goalsheet.layout.places import CellPlace
from goalsheet.progress.appraisal import COLUMNS
from goalsheet.progress.summary import summarise
from goalsheet.smart.verdict import judge_tracker
from goalsheet.template.fill import fill
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import CheckIn
from goalsheet.tracker.schema import table
from goalsheet.tracker.tracker import Cycle, Tracker
from goalsheet.workbook.cells import map_sheet
from goalsheet.workbook.package import read_members
from goalsheet.workbook.reading import read_tracker
from goalsheet.workbook.setting import set_cells

pytestmark = pytest.mark.slow

JAN1, DEC31, JUL1 = dt.date(2026, 1, 1), dt.date(2026, 12, 31), dt.date(2026, 7, 1)


@pytest.fixture(scope="module")
def tracker() -> Tracker:
    return dataclasses.replace(
        fill(load("career-year"), ANNA, JUL1),
        cycle=Cycle("2026", JAN1, DEC31),
        goals=(
            Goal(statement="Grow to 100", measure="Increase", target=100, start=JAN1, due=DEC31, weight=0.5),
            Goal(statement="Pass the exam", measure="Yes / no", start=JAN1, due=DEC31),
            Goal(statement="A bare goal"),
        ),
        actions=(),
        check_ins=tuple(
            CheckIn(date=JAN1 + dt.timedelta(days=70 * n), goal="G01", value=20 * n, feeling="On track")
            for n in range(3)
        ),
    )


@pytest.fixture
def made(tracker: Tracker, tmp_path: Path) -> Path:
    path = tmp_path / "Anna - goals.xlsx"
    path.write_bytes(TrackerMaker(load("career-year"), JUL1).make_from(tracker))
    return path


def test_it_tells_how_goals_stand(made: Path) -> None:
    done = goalsheet("progress", made.name, "--today", "2026-07-01", cwd=made.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == dedent(
        """\
        Anna Müller  2026, as of 1 Jul 2026  (Anna - goals.xlsx)
          All goals: 40 % done, 50 % expected.
          Left out for want of data: 1 goal.
          The weights make 50 %: change them until they make 100 %, or leave them all blank. Goals without
          weight do not count: 2.

          G01  Grow to 100
             ########............  40 %  ✓ On track   183 days left
             40 % done, 50 % expected: 10 points behind.
             About 27 Jan 2027: 27 days late. Pace: 2 a week; needed: 2.3 a week.

          G02  Pass the exam
             ....................   0 %  • In progress   183 days left
             0 % done.

          G03  A bare goal
             ....................   -  · Needs dates
             Nothing to go by yet.
             No forecast: start and due date are missing or the wrong way round.

        """
    )


def test_goals_that_all_weigh_nothing_have_no_progress_together(made: Path) -> None:
    place = read_tracker(made).place(Goal, 0, "weight")
    assert place is not None
    set_cells(made, {place: 0})
    done = goalsheet("progress", made.name, "--today", "2026-07-01", cwd=made.parent)
    assert done.stdout.split("\n\n")[0].splitlines()[1:] == [
        "  Left out for want of data: 1 goal.",
        "  No weight is above 0, so all goals together have no progress: change the weights until they make",
        "  100 %, or leave them all blank.",
    ]
    told = json.loads(goalsheet("progress", ".", "--format", "json", cwd=made.parent).stdout)["files"][0]
    assert (told["overall"]["progress"], told["overall"]["expected"]) == (None, None)


def test_scripts_get_json(made: Path) -> None:
    done = goalsheet("progress", ".", "--format", "json", "--today", "2026-07-01", cwd=made.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {
        "files": [
            {
                "file": "Anna - goals.xlsx",
                "person": "Anna Müller",
                "overall": {
                    "progress": 0.4,
                    "expected": 0.49863,
                    "status": "Needs dates",
                    "goals": 3,
                    "without_data": 1,
                    "t_score": None,
                },
                "goals": [
                    {
                        "id": "G01",
                        "progress": 0.4,
                        "expected": 0.49863,
                        "status": "On track",
                        "days_left": 183,
                        "forecast": {"finish": "2027-01-27", "earliest": "2027-01-27", "latest": "2027-01-27"},
                        "why": "40 % done, 50 % expected: 10 points behind. "
                        "About 27 Jan 2027: 27 days late. Pace: 2 a week; needed: 2.3 a week.",
                    },
                    {
                        "id": "G02",
                        "progress": 0.0,
                        "expected": None,
                        "status": "In progress",
                        "days_left": 183,
                        "forecast": None,
                        "why": "0 % done. No forecast: this measure has no pace.",
                    },
                    {
                        "id": "G03",
                        "progress": None,
                        "expected": None,
                        "status": "Needs dates",
                        "days_left": None,
                        "forecast": None,
                        "why": "Nothing to go by yet. "
                        "No forecast: start and due date are missing or the wrong way round.",
                    },
                ],
                "problems": [],
            }
        ]
    }


def test_cells_that_cannot_be_read_are_named_beside_the_goals_and_in_json(made: Path) -> None:
    set_cells(made, {CellPlace("Goals", "I6"): "ten", CellPlace("Check-ins", "B6"): "G77"})
    said = [
        ("Goals!I6", '"ten" is no number. Type the number alone; words and units go elsewhere.'),
        ("Check-ins!B6", 'there is no goal "G77". Pick its number.'),
    ]
    done = goalsheet("progress", ".", "--format", "json", "--today", "2026-07-01", cwd=made.parent)
    assert done.returncode == 1
    assert done.stderr == "".join(f"Look at {made.name}, {address}: {message}\n" for address, message in said)
    (file,) = json.loads(done.stdout)["files"]
    assert file["problems"] == [{"address": address, "message": message} for address, message in said]
    done = goalsheet("check", ".", "--format", "json", "--today", "2026-07-01", cwd=made.parent)
    assert json.loads(done.stdout)["files"][0]["problems"] == file["problems"]


def test_what_cannot_be_read_is_named_and_the_others_go_on(made: Path) -> None:
    (made.parent / "notes.xlsx").write_text("no workbook")
    done = goalsheet("progress", "notes.xlsx", made.name, "--today", "2026-07-01", cwd=made.parent)
    assert done.returncode == 2
    assert [line.partition(" is ")[0] for line in done.stderr.splitlines()] == ["Error: notes.xlsx"]
    assert "G01  Grow to 100" in done.stdout
    done = goalsheet("progress", "notes.xlsx", made.name, "--format", "json", "--today", "2026-07-01", cwd=made.parent)
    last = json.loads(done.stdout)["files"][-1]
    assert (done.returncode, last["problems"]) == (2, [{"address": None, "message": done.stderr[7:].rstrip()}])
    nothing = {"progress": None, "expected": None, "status": None, "goals": 0, "without_data": 0, "t_score": None}
    assert {**last, "problems": []} == {
        "file": "notes.xlsx", "person": None, "overall": nothing, "goals": [], "problems": []
    }  # fmt: skip


def test_levels_show_their_t_score_and_a_goal_is_due_today(tracker: Tracker, tmp_path: Path) -> None:
    levels = Goal(statement="Lead meetings", measure="Levels -2 to +2", current=1, start=JAN1, due=DEC31)
    due = Goal(statement="Grow", measure="Increase", target=10, current=5, start=JAN1, due=JUL1)
    path = tmp_path / "Anna - goals.xlsx"
    kept = dataclasses.replace(tracker, goals=(levels, due), check_ins=())
    path.write_bytes(TrackerMaker(load("career-year"), JUL1).make_from(kept))
    shown = goalsheet("progress", path.name, "--today", "2026-07-01", cwd=tmp_path).stdout
    assert "  Levels: T-score 60; 50 is as expected throughout.\n" in shown
    assert "50 %  ✗ Off track   due today" in shown


def test_a_folder_without_trackers_is_told(tmp_path: Path) -> None:
    done = goalsheet("progress", ".", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Error: There are no trackers in .. Name a tracker (.xlsx or .xlsm) or another folder.\n"


def test_forecasts_are_written_and_nothing_else_changes(made: Path) -> None:
    before = made.read_bytes()
    done = goalsheet("progress", made.name, "--write", "--today", "2026-07-01", cwd=made.parent)
    assert done.returncode == 0
    assert done.stderr == "Wrote the forecasts into Anna - goals.xlsx. As it was before: Anna - goals (backup 1).xlsx\n"
    assert (made.parent / "Anna - goals (backup 1).xlsx").read_bytes() == before
    old, new = read_members(before, "before"), read_members(made.read_bytes(), "after")
    assert [name for name in new if new[name] != old.get(name)] == [sheet_part("Goals")]
    assert len(new) == len(old)
    cells = {place: map_sheet(xml[sheet_part("Goals")]).cells for place, xml in (("old", old), ("new", new))}
    texts = {
        place: {name: xml[sheet_part("Goals")][cell.start : cell.end] for name, cell in cells[place].items()}
        for place, xml in (("old", old), ("new", new))
    }
    changed = {name.rstrip("0123456789") for name, text in texts["new"].items() if text != texts["old"].get(name)}
    titles = {cell.column_letter: cell.value for cell in openpyxl.load_workbook(made)["Goals"][5]}
    assert {titles[column] for column in changed} == {"Forecast", "Forecast of", "Words forecast", "Numbers forecast"}
    assert [text for text in texts["new"].values() if b"<f" in text and b"<v" not in text] == []  # all or none


def test_the_workbook_asks_for_no_calculation_where_every_result_is_renewed(made: Path) -> None:
    """LibreOffice saves workbooks that do not ask to be calculated when they are opened; they stay like that."""
    members = read_members(made.read_bytes(), "before")
    asked = b' fullCalcOnLoad="1"'
    assert asked in members["xl/workbook.xml"]
    members["xl/workbook.xml"] = members["xl/workbook.xml"].replace(asked, b"")
    made.write_bytes(packed(members))
    goalsheet("progress", made.name, "--write", "--today", "2026-07-01", cwd=made.parent)
    written = read_members(made.read_bytes(), "after")
    assert [name for name in written if written[name] != members[name]] == [sheet_part("Goals")]


def test_a_written_forecast_is_read_again_and_knows_when_it_is_outdated(made: Path) -> None:
    goalsheet("progress", made.name, "--write", "--today", "2026-07-01", cwd=made.parent)
    goal = read_tracker(made).tracker.goals[0]
    assert (goal.forecast, goal.forecast_of) == (
        "About 27 Jan 2027: 27 days late. Pace: 2 a week; needed: 2.3 a week.",
        JUL1,
    )
    again = goalsheet("progress", made.name, "--write", "--today", "2026-07-01", cwd=made.parent)
    assert (again.returncode, again.stderr) == (
        0,
        "The forecasts in Anna - goals.xlsx are those of 2026-07-01 already.\n",
    )
    file = read_tracker(made)
    place = file.place(CheckIn, 2, "value")
    assert place is not None
    set_cells(made, {place: 50})
    edited = [one.goal.forecast_edited for _, one in summarise(read_tracker(made).tracker, JUL1).outlooks]
    assert edited == ["Edited since", None, None]


def test_a_file_that_is_open_in_excel_stays_as_it_is_and_the_others_go_on(made: Path, tracker: Tracker) -> None:
    other = made.parent / "Bo - goals.xlsx"
    other.write_bytes(made.read_bytes())
    (made.parent / "~$Anna - goals.xlsx").write_bytes(b"lock")
    before = made.read_bytes()
    done = goalsheet("progress", ".", "--write", "--today", "2026-07-01", cwd=made.parent)
    assert done.returncode == 2
    assert done.stderr == (
        "Error: Anna - goals.xlsx is open in Excel or another program. Close it there and try again. "
        "If nobody has it open, delete the file ~$Anna - goals.xlsx beside it.\n"
        "Wrote the forecasts into Bo - goals.xlsx. As it was before: Bo - goals (backup 1).xlsx\n"
    )
    assert made.read_bytes() == before


@pytest.mark.office
def test_libreoffice_finds_a_written_forecast_untouched(office: Office, tmp_path: Path) -> None:
    """The marks kept beside a forecast are those that the workbook's formulas work out themselves."""
    path = tmp_path / "lived in.xlsx"
    path.write_bytes(TrackerMaker(load("career-year"), TODAY).make_from(lived_in()))
    goalsheet("progress", path.name, "--write", cwd=tmp_path)
    [calculated] = office({"book.xlsx": without_results(path.read_bytes())}, "xlsx").values()
    (tmp_path / "book.xlsx").write_bytes(calculated)
    assert {number: row["forecast_edited"] for number, row in shown(tmp_path / "book.xlsx").items()} == {
        f"G{number:02}": "" for number in range(1, 26) if number != 10
    }


def shown(path: Path) -> dict[str, dict[str, object]]:
    """What a workbook shows in the computed columns of its goals, by number and column."""
    rows = read_sheets(path)["Goals"]
    head = next(row for row in rows if "Worth knowing" in row)
    places = {name: head.index(table(Goal).column(name).title) for name in COLUMNS}
    goals = [row for row in rows[rows.index(head) + 1 :] if str(row[head.index("Goal")]).strip()]
    return {str(row[0]): {name: row[place] for name, place in places.items()} for row in goals}


def told(path: Path) -> dict[str, dict[str, object]]:
    """What Python tells of the same file."""
    file = read_tracker(path)
    goals = [one.goal for _, one in summarise(file.tracker, TODAY).outlooks]
    return {goal.id or "": {name: _cell(getattr(goal, name)) for name in COLUMNS} for goal in goals}


def _cell(value: object) -> object:
    if isinstance(value, float):
        return pytest.approx(value, abs=1e-9)
    return "" if value is None else value


@pytest.mark.office
@pytest.mark.parametrize(
    "edits",
    [
        pytest.param(
            """
            book.Sheets.getByName("Check-ins").Rows.removeByIndex(6, 2)
            book.Sheets.getByName("Actions").Rows.removeByIndex(5, 1)
            book.Sheets.getByName("Check-ins").Rows.insertByIndex(0, 3)
            book.Sheets.getByName("Check-ins").Rows.insertByIndex(9, 2)
            book.Sheets.getByName("Actions").Rows.insertByIndex(1, 1)
            """,
            id="rows deleted in the middle, inserted above and between",
        ),
        pytest.param(
            """
            book.Sheets.getByName("Check-ins").Rows.removeByIndex(4, 1)
            book.Sheets.getByName("Actions").Rows.removeByIndex(4, 1)
            """,
            id="the first row of each log deleted",
        ),
    ],
)
def test_a_workbook_that_was_edited_shows_what_python_tells(edits: str, office: Office, tmp_path: Path) -> None:
    data = TrackerMaker(load("career-year"), TODAY).make_from(lived_in())
    after = edit(data, edits, tmp_path)
    assert told(after) == shown(after)


def test_a_goal_of_a_line_break_alone_is_judged_as_it_is_counted(tracker: Tracker) -> None:
    odd = dataclasses.replace(
        tracker, goals=(Goal(statement="\n"), Goal(statement="  "), Goal(statement="A bare goal"))
    )
    assert len(judge_tracker(odd, JUL1)) == len(summarise(odd, JUL1).outlooks) == 2


@pytest.mark.filterwarnings("ignore:Print area")
def test_forecasts_are_written_into_a_workbook_from_before_the_columns_that_say_what_they_were_made_of(
    made: Path,
) -> None:
    book = openpyxl.load_workbook(made)
    titles = {cell.value: cell for cell in book["Goals"][5]}
    for column in table(Goal).columns:
        if column.later or column.name == "forecast_edited":
            titles[column.title].value = f"Mine {column.name}"
            book.defined_names.pop(f"goal_{column.name}", None)
    book.save(made)
    done = goalsheet("progress", made.name, "--write", "--today", "2026-07-01", cwd=made.parent)
    assert (done.returncode, done.stderr) == (
        0,
        "Wrote the forecasts into Anna - goals.xlsx. As it was before: Anna - goals (backup 1).xlsx\n",
    )
    after, before = (
        openpyxl.load_workbook(path)["Goals"] for path in (made, made.with_stem("Anna - goals (backup 1)"))
    )
    changed = {
        (after.cell(5, cell.column).value, cell.value)
        for row in after.iter_rows(min_row=6, max_row=30)
        for cell in row
        if cell.value != before[cell.coordinate].value and type(cell.value) is str
    }
    assert changed == {
        ("Forecast", "About 27 Jan 2027: 27 days late. Pace: 2 a week; needed: 2.3 a week."),
        ("Forecast", "No forecast: this measure has no pace."),
        ("Forecast", "No forecast: start and due date are missing or the wrong way round."),
    }


def test_what_was_agreed_in_the_workbook_alone_is_kept_and_a_later_change_is_told(
    tracker: Tracker, tmp_path: Path
) -> None:
    path = tmp_path / "Anna - goals.xlsx"
    agreed = dataclasses.replace(tracker.goals[0], agreement="Agreed", agreed_by="Anna Müller, 30 Jun 2026")
    path.write_bytes(TrackerMaker(load("career-year"), JUL1).make_from(dataclasses.replace(tracker, goals=(agreed,))))
    assert goalsheet("progress", path.name, "--write", "--today", "2026-07-01", cwd=tmp_path).returncode == 0
    (kept,) = read_tracker(path).tracker.goals
    assert (kept.agreed_on, kept.agreed_by, kept.agreed_statement, kept.agreed_target, kept.agreed_weight) == (
        JUL1, "Anna Müller, 30 Jun 2026; Bo Ek, 1 Jul 2026", "Grow to 100", 100, 0.5,
    )  # fmt: skip
    place = read_tracker(path).place(Goal, 0, "target")
    assert place
    set_cells(path, {place: 90.0})
    assert goalsheet("progress", path.name, "--write", "--today", "2026-08-01", cwd=tmp_path).returncode == 0
    ((_, outlook),) = summarise(read_tracker(path).tracker, JUL1).outlooks
    assert (outlook.goal.agreed_on, outlook.goal.since_agreed) == (JUL1, "target 100 → 90")


def test_comment_rounds_agreements_and_later_changes_are_listed_on_reviews_once_each(
    tracker: Tracker, tmp_path: Path
) -> None:
    path = tmp_path / "Anna - goals.xlsx"
    asked = dataclasses.replace(tracker.goals[0], agreement="Changes requested", comment="Which market?")
    path.write_bytes(TrackerMaker(load("career-year"), JUL1).make_from(dataclasses.replace(tracker, goals=(asked,))))

    def later(day: str, **typed: str | float) -> list[tuple[str | None, ...]]:
        """What is listed after somebody has typed into the goal, and Update progress was run twice."""
        goal = {name: read_tracker(path).place(Goal, 0, name) for name in typed}
        set_cells(path, {place: typed[name] for name, place in goal.items() if place})
        for _ in range(2):
            assert goalsheet("progress", path.name, "--write", "--today", day, cwd=tmp_path).returncode == 0
        return [(one.field, one.old, one.new) for one in read_tracker(path).tracker.reviews]

    steps: list[tuple[str | None, ...]] = [("agreement", None, "Changes requested: Which market?")]
    assert later("2026-07-01") == steps
    steps += [("agreement", "Changes requested", "Changes requested: And by when?")]
    assert later("2026-07-02", comment="And by when?") == steps
    steps += [("agreement", "Changes requested", "Proposed: Anna Müller, 3 Jul 2026")]
    assert later("2026-07-03", agreement="Proposed") == steps
    steps += [("agreement", "Proposed", "Agreed: Anna Müller, 3 Jul 2026; Bo Ek, 4 Jul 2026")]
    steps += [("comment", "And by when?", "Good luck")]
    assert later("2026-07-04", agreement="Agreed", comment="Good luck") == steps
    steps += [("target", "100", "90")]
    assert later("2026-08-01", target=90.0) == steps
    assert later("2026-08-02", target=100.0) == [*steps, ("target", "90", "100")]
