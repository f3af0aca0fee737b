"""`goalsheet progress`, as its user types it, and what it says of workbooks that others have edited."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path
from textwrap import dedent

import pytest
from conftest import ANNA, TODAY, Office, read_sheets
from office_edits import edit
from test_computed_cells import lived_in
from test_generate import goalsheet

from goalsheet.progress.appraisal import COLUMNS
from goalsheet.progress.summary import summarise
from goalsheet.template.fill import fill
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import CheckIn
from goalsheet.tracker.schema import table
from goalsheet.tracker.tracker import Cycle, Tracker
from goalsheet.workbook.reading import read_tracker

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
          The weights make 50 %: change them until they make 100 %, or leave them all blank.

          G01  Grow to 100
             ########............  40 %  ✓ On track   183 days left
             40 % done, 50 % expected: 10 points behind.
             About 17 Dec 2026. Pace: 2 a week; needed: 2.3 a week.

          G02  Pass the exam
             ....................   0 %  • In progress   183 days left
             0 % done.

          G03  A bare goal
             ....................   - %  · Needs dates
             Nothing to go by yet.
             No forecast: start and due date are missing or the wrong way round.

        """
    )


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
                        "forecast": {"finish": "2026-12-17", "earliest": "2026-12-17", "latest": "2026-12-17"},
                        "why": "40 % done, 50 % expected: 10 points behind. "
                        "About 17 Dec 2026. Pace: 2 a week; needed: 2.3 a week.",
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
            }
        ]
    }


def test_what_cannot_be_read_is_named_and_the_others_go_on(made: Path) -> None:
    (made.parent / "notes.xlsx").write_text("no workbook")
    done = goalsheet("progress", "notes.xlsx", "gone.xlsx", made.name, "--today", "2026-07-01", cwd=made.parent)
    assert done.returncode == 2
    assert [line.partition(" is ")[0] for line in done.stderr.splitlines()] == [
        "Error: notes.xlsx",
        "Error: There",
    ]
    assert "G01  Grow to 100" in done.stdout


def test_a_folder_without_trackers_is_told(tmp_path: Path) -> None:
    done = goalsheet("progress", ".", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Error: There are no trackers in .. Name a file or another folder.\n"


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


@pytest.mark.slow
@pytest.mark.office
@pytest.mark.parametrize(
    "edits",
    [
        pytest.param("", id="nothing"),
        pytest.param(
            """
            book.Sheets.getByName("Check-ins").Rows.removeByIndex(6, 2)
            book.Sheets.getByName("Actions").Rows.removeByIndex(5, 1)
            """,
            id="rows deleted in the middle",
        ),
        pytest.param(
            """
            book.Sheets.getByName("Check-ins").Rows.insertByIndex(0, 3)
            book.Sheets.getByName("Check-ins").Rows.insertByIndex(9, 2)
            book.Sheets.getByName("Actions").Rows.insertByIndex(1, 1)
            """,
            id="rows inserted above and between",
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
