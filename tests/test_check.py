"""`goalsheet check`, as its user types it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path
from textwrap import dedent

import openpyxl
import pytest
from command import goalsheet
from conftest import ANNA

from goalsheet.template.fill import fill
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action
from goalsheet.workbook.reading import read_tracker

pytestmark = pytest.mark.slow

DAY = dt.date(2027, 1, 15)
CLEAR = Goal(
    statement="Raise on-time deliveries from 88 % to 95 % by 30 June 2027 by confirming each slot with the driver",
    category="Improve performance",
    kind="Performance",
    measure="Increase",
    unit="%",
    baseline=88,
    target=95,
    evidence="Dispatch report",
    resources="Slot list",
    depends_on="Dispatcher Kim",
    obstacle_plan="If a driver does not answer, I ask the depot.",
    confidence=8,
    why="Customers plan their day around our slot",
    objective="Customers who stay with us",
    hours_per_week=2,
    start=dt.date(2027, 1, 1),
    due=dt.date(2027, 6, 30),
    rhythm="Monthly",
)
STEPS = tuple(
    Action(goal="G01", action=text, due=dt.date(2027, 2, day))
    for day, text in ((1, "List slots"), (15, "Call drivers"))
)


def save(folder: Path, *goals: Goal, actions: tuple[Action, ...] = STEPS) -> Path:
    tracker = dataclasses.replace(
        fill(load("career-year"), ANNA, DAY),
        objectives=("Customers who stay with us",),
        goals=goals,
        actions=actions,
        check_ins=(),
    )
    path = folder / "Anna - goals.xlsx"
    path.write_bytes(TrackerMaker(load("career-year"), DAY).make_from(tracker))
    return path


def check_lines(text: str, *flags: str, cwd: Path) -> tuple[int, list[dict[str, object]]]:
    done = goalsheet("check", "--lines", "-", *flags, cwd=cwd, answers=text)
    assert done.stderr == ""
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_a_clear_goal_gets_its_marks_and_no_advice(tmp_path: Path) -> None:
    save(tmp_path, CLEAR)
    done = goalsheet("check", "Anna - goals.xlsx", "--today", "2027-01-15", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == dedent(
        """\
        Anna Müller · Anna - goals.xlsx

          G01 SMART    Raise on-time deliveries from 88 % to 95 % by 30 June 2027 by confirming each slot
                       with the driver
                       specific strong · measurable strong · timely strong
                       achievable strong · relevant strong · realistic good

          The goal is SMART. Nothing was changed.

        """
    )


def test_a_vague_goal_gets_what_helps_most_first(tmp_path: Path) -> None:
    save(tmp_path, Goal(statement="Improve communication"), actions=())
    done = goalsheet("check", "Anna - goals.xlsx", "--today", "2027-01-15", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == dedent(
        """\
        Anna Müller · Anna - goals.xlsx

          G01 Not yet  Improve communication
                       specific vague · measurable vague · timely missing
                       achievable missing · relevant missing · realistic cannot be judged
                       → “Improve” does not say what you will do or what will be different. Say what you
                         will do, or what changes from how much to how much: “Improve … from … to …”. (S1)
                       · “communication” could mean anything here. Name the thing: which report, which
                         customers, which skill, which process? (S2)
                       · Nothing says how one will see that it is reached. Add how much of what (“six
                         handovers”, “from 9 days to 4”), or a result that is either there or not (a
                         certificate, a launch). (M1)
                         and 6 more, with --all
                       Could be filled in from the sentence: Category: Improve performance, Type:
                         Performance

          The goal is not SMART yet. Nothing was changed.

        """
    )
    everything = goalsheet("check", "Anna - goals.xlsx", "--today", "2027-01-15", "--all", cwd=tmp_path)
    assert everything.stdout.count("\n               · ") == 8


def test_json_tells_marks_findings_and_what_the_sentence_offers(tmp_path: Path) -> None:
    save(
        tmp_path,
        Goal(statement="Win 5 clinics by June", category="Other", kind="Performance", confidence=8),
        actions=(),
    )
    done = goalsheet("check", "Anna - goals.xlsx", "--today", "2027-01-15", "--format", "json", cwd=tmp_path)
    (file,) = json.loads(done.stdout)["files"]
    (goal,) = file["goals"]
    assert (file["person"], file["problems"]) == ("Anna Müller", [])
    assert [finding.pop("rule") for finding in goal.pop("findings")] == ["M11", "A1", "A3", "R8"]
    assert goal == {
        "id": "G01",
        "text": "Win 5 clinics by June",
        "label": "Not yet",
        "ready": True,
        "specific": 2,
        "measurable": 2,
        "achievable": 0,
        "relevant": 0,
        "timely": 2,
        "realistic": 2,
        "deadline": "2027-06-30",
        "quantities": [{"text": "5 clinics", "kind": "count", "value": 5.0, "unit": "clinics"}],
        "proposals": [
            {"column": "measure", "value": "Increase"},
            {"column": "unit", "value": "clinics"},
            {"column": "target", "value": 5.0},
            {"column": "due", "value": "2027-06-30"},
        ],
    }


def test_each_line_gets_one_answer_in_its_order(tmp_path: Path) -> None:
    code, (clear, blank) = check_lines(
        "Cut scrap from 4 % to 2 % by 30/06/2027\n\n", "--today", "2027-01-15", cwd=tmp_path
    )
    assert code == 1
    assert blank["text"] == ""
    assert clear == {
        "text": "Cut scrap from 4 % to 2 % by 30/06/2027",
        "specific": 2,
        "measurable": 3,
        "achievable": 0,
        "relevant": 0,
        "timely": 3,
        "ready": True,
        "deadline": "2027-06-30",
        "quantities": [{"text": "from 4 % to 2 %", "kind": "percent", "value": 2.0, "unit": "%", "from": 4.0}],
        "findings": [
            {
                "rule": "A1",
                "criterion": "achievable",
                "message": "Nothing says how you will do it.",
                "hint": "Add the means: “by …ing”, “using …”, “with the help of …”, or fill in Means and support.",
                "span": None,
            },
            {
                "rule": "R8",
                "criterion": "relevant",
                "message": "Nothing says what it is good for.",
                "hint": "Add what it serves: “so that …”, “to help …”.",
                "span": None,
            },
        ],
    }


def test_no_findings_exit_with_0(tmp_path: Path) -> None:
    text = (
        "Cut scrap on line 2 from 4 % to 2 % by 30 June 2027 by weekly tool checks so that customers stop complaining\n"
    )
    assert check_lines(text, "--today", "2027-01-15", cwd=tmp_path)[0] == 0


def test_a_file_of_lines_may_begin_with_a_mark_and_hold_odd_bytes(tmp_path: Path) -> None:
    (tmp_path / "goals.txt").write_bytes("\ufeffPass the exam by June\r\n".encode() + b"\xff\xfe by July\n")
    done = goalsheet("check", "--lines", "goals.txt", "--today", "2027-01-15", cwd=tmp_path)
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["text"], first["deadline"], second["deadline"]) == (
        "Pass the exam by June",
        "2027-06-30",
        "2027-07-31",
    )


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-16", ""),
        (
            "cp1252",
            (
                "goals.txt is not UTF-8 and was read as Windows text (cp1252). "
                "If accented letters look wrong, save it as UTF-8 and try again.\n"
            ),
        ),
    ],
)
def test_lines_are_read_in_the_encodings_that_windows_writes(encoding: str, note: str, tmp_path: Path) -> None:
    (tmp_path / "goals.txt").write_bytes("Open the café by June\r\nPass the exam by July".encode(encoding))
    done = goalsheet("check", "--lines", "goals.txt", "--today", "2027-01-15", cwd=tmp_path)
    assert [json.loads(line)["text"] for line in done.stdout.splitlines()] == [
        "Open the café by June",
        "Pass the exam by July",
    ]
    assert (done.returncode, done.stderr) == (1, note)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04\x81\x8d\xff", "goals.txt is not text in any usual encoding."),
        (b"\x01\x02\x03" * 9, "goals.txt does not hold readable text."),
    ],
)
def test_what_is_no_text_is_not_judged(data: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "goals.txt").write_bytes(data)
    done = goalsheet("check", "--lines", "goals.txt", cwd=tmp_path)
    expected = f"Error: {message} Name a text file with one goal a line.\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", expected)


def test_the_folder_says_how_dates_are_written_and_a_flag_wins(tmp_path: Path) -> None:
    (tmp_path / "goals.txt").write_text("Pass the exam by 04/05/2027\nPass the test in Q1\n", encoding="utf-8")
    (tmp_path / "goalsheet.toml").write_text('date_order = "mdy"\nfiscal_year_starts = 4\n', encoding="utf-8")

    def days(*flags: str) -> list[str]:
        done = goalsheet("check", "--lines", "goals.txt", "--today", "2027-01-15", *flags, cwd=tmp_path)
        return [json.loads(line)["deadline"] for line in done.stdout.splitlines()]

    assert days() == ["2027-04-05", "2027-06-30"]
    assert days("--dates", "dmy", "--fiscal-start", "1") == ["2027-05-04", "2027-03-31"]


def test_wrong_settings_of_a_folder_are_told_all_at_once(tmp_path: Path) -> None:
    (tmp_path / "goals.txt").write_text("Pass the exam\n", encoding="utf-8")
    file = tmp_path / "goalsheet.toml"
    file.write_text('date_order = "ymd"\nfiscal_year_starts = 13\n', encoding="utf-8")
    done = goalsheet("check", "--lines", "goals.txt", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"Error: {file} has 2 settings to mend.\n"
        f'  {file}, date_order: \'ymd\' is no order of dates. Write "dmy" (31/12) or "mdy" (12/31).\n'
        f"  {file}, fiscal_year_starts: 13 is no month. Write its number, for instance 4 for April.\n"
    )


def test_each_folder_has_its_own_settings_and_a_misspelt_one_is_told(tmp_path: Path) -> None:
    goal = dataclasses.replace(CLEAR, statement="Pass the exam by 04/05/2027", due=dt.date(2027, 4, 5))
    for name, order in (("british", "dmy"), ("american", "mdy")):
        (tmp_path / name).mkdir()
        save(tmp_path / name, goal)
        (tmp_path / name / "goalsheet.toml").write_text(f'date_order = "{order}"\n', encoding="utf-8")
    done = goalsheet("check", "british", "american", "--today", "2027-01-15", "--format", "json", cwd=tmp_path)
    days = [file["goals"][0]["deadline"] for file in json.loads(done.stdout)["files"]]
    assert days == ["2027-05-04", "2027-04-05"]
    (tmp_path / "american" / "goalsheet.toml").write_text('date_orders = "mdy"\n', encoding="utf-8")
    done = goalsheet("check", "american", cwd=tmp_path)
    file = tmp_path / "american" / "goalsheet.toml"
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"Error: {file} has 1 setting to mend.\n"
        f"  {file}, date_orders: there is no such setting. Did you mean date_order?\n"
    )


def test_a_mark_in_front_of_standard_input_is_no_part_of_the_goal(tmp_path: Path) -> None:
    _, (answer,) = check_lines("\ufeffPass the exam by June\n", "--today", "2027-01-15", cwd=tmp_path)
    assert answer["text"] == "Pass the exam by June"


def test_steps_count_however_their_goal_is_spelled(tmp_path: Path) -> None:
    save(tmp_path, CLEAR, actions=tuple(dataclasses.replace(step, goal="g01") for step in STEPS))
    done = goalsheet("check", "Anna - goals.xlsx", "--today", "2027-01-15", cwd=tmp_path)
    assert (done.returncode, "A3" in done.stdout) == (0, False)


def test_workbooks_in_a_folder_that_hold_no_tracker_are_counted(tmp_path: Path) -> None:
    save(tmp_path, CLEAR)
    openpyxl.Workbook().save(tmp_path / "budget.xlsx")
    done = goalsheet("check", ".", "--today", "2027-01-15", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "1 file is no goal tracker and was left out: budget.xlsx\n")
    for name in ("plan.xlsx", "rota.xlsx", "stock.xlsx"):
        openpyxl.Workbook().save(tmp_path / name)
    assert goalsheet("progress", ".", cwd=tmp_path).stderr == (
        "4 files are no goal trackers and were left out: budget.xlsx, plan.xlsx, rota.xlsx and 1 more\n"
    )


def test_a_goal_that_cannot_be_read_is_what_is_wrong_and_not_the_weights(tmp_path: Path) -> None:
    path = save(tmp_path, dataclasses.replace(CLEAR, weight=0.8), Goal(statement="Sell 30 bikes", weight=0.2))
    book = openpyxl.load_workbook(path)
    place = read_tracker(path).place(Goal, 1, "statement")
    assert place is not None
    book["Goals"][place.address] = "#N/A"
    book.save(path)
    done = goalsheet("check", path.name, "--all", "--today", "2027-01-15", cwd=tmp_path)
    assert ("weights" in done.stdout, place.address in done.stdout) == (False, True)
    done = goalsheet("progress", path.name, "--today", "2027-01-15", cwd=tmp_path)
    said = "The weights cannot be added up: in G02 the goal or its weight cannot be read."
    assert (said in done.stdout, "80 %" in done.stdout) == (True, False)


def test_a_file_that_is_no_tracker_is_one_line_and_the_others_go_on(tmp_path: Path) -> None:
    save(tmp_path, CLEAR)
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 not really")
    done = goalsheet("check", ".", "--today", "2027-01-15", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("Error: broken.xlsx ")
    assert "The goal is SMART" in done.stdout
    done = goalsheet("check", ".", "--format", "json", "--today", "2027-01-15", cwd=tmp_path)
    assert json.loads(done.stdout)["files"][-1] == {
        "file": "broken.xlsx",
        "person": None,
        "goals": [],
        "problems": [{"address": None, "message": done.stderr.removeprefix("Error: ").rstrip()}],
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Error: Name the trackers to check, or --lines with a file of sentences (- for standard input).\n"),
        (("gone.xlsx",), "Error: gone.xlsx cannot be found. Check the name and the folder.\n"),
        (
            ("--lines", "gone.txt"),
            "Error: gone.txt cannot be read: No such file or directory. Name a text file with one goal a line.\n",
        ),
        (
            ("--lines", "-", "--today", "9999-12-31"),
            "Error: --today 9999-12-31: the year has to lie between 1950 and 2500.\n",
        ),
        ((".",), "Error: There are no trackers in .. Name a tracker (.xlsx or .xlsm) or another folder.\n"),
    ],
)
def test_what_cannot_be_checked_is_said_in_a_sentence(arguments: tuple[str, ...], message: str, tmp_path: Path) -> None:
    done = goalsheet("check", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", message)
