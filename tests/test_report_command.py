"""`goalsheet report`, as its user types it, over folders as they come."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import stat
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command import goalsheet
from teams import DAY, FIRST, SECOND, tracker
from thin_workbooks import thin_workbook

from goalsheet.folder import FolderSettings
from goalsheet.report.collecting import collect, listed
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.person import Manager
from goalsheet.tracker.tracker import Cycle, Tracker

CY = Manager("0002", "Cy Ito", "cy@example.com")
AS_OF = ("--today", DAY.isoformat())
AGREED = dataclasses.replace(FIRST, agreement="Agreed", weight=1.0)


def put(folder: Path, *trackers: Tracker) -> Path:
    folder.mkdir(exist_ok=True)
    for one in trackers:
        (folder / f"{one.person.id}.xlsx").write_bytes(thin_workbook(one))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path / "workbooks", tracker(goals=[AGREED]), tracker(8, "Cleo", CY, [SECOND], []))
    return tmp_path


def told(folder: Path, *more: str) -> Any:
    done = goalsheet("report", "workbooks", "--format", "json", *AS_OF, *more, cwd=folder)
    assert done.returncode < 2, done.stderr
    return json.loads(done.stdout)


def test_a_report_as_json_says_how_each_person_and_all_together_stand(folder: Path) -> None:
    found = told(folder)
    anna, cleo = found["people"]
    (goal,) = anna.pop("goals")
    assert anna == {
        "id": "0007",
        "name": "Anna Müller",
        "department": "",
        "manager": "Bo Ek",
        "cycle": "2026",
        "file": "0007.xlsx",
        "status": "On track",
        "progress": 0.5,
        "expected": 0.49863,
        "open_goals": 1,
        "agreed": 1,
        "smart": 0,
        "nearly": 1,
        "not_yet": 0,
        "behind": 0,
        "hours": 0.0,
        "feedback": 0,
        "recognised_on": None,
        "checked_in_on": "2026-06-20",
        "lacks": ["no_feedback", "no_recognition"],
        "loads": [],
    }
    assert goal == {
        "id": "G01",
        "status": "On track",
        "agreement": "Agreed",
        "smart": "Nearly",
        "marks": {
            "specific": 3,
            "measurable": 3,
            "timely": 3,
            "achievable": 2,
            "relevant": 0,
            "realistic": None,
        },
        "progress": 0.5,
        "expected": 0.49863,
        "staleness": None,
        "pace": None,
        "finish": None,
        "days_late": None,
        "due": "2026-12-31",
        "hours": None,
        "weight": 1.0,
        "objective": None,
        "helps": None,
    }
    assert cleo["lacks"] == ["not_proposed", "not_agreed", "no_feedback", "no_recognition"]
    assert (found["as_of"], found["manager"], found["everybody"]["people"]) == ("2026-07-01", None, 2)
    assert [(one["manager"], one["people"], one["agreed"]) for one in found["teams"]] == [
        ("Bo Ek", 1, 1),
        ("Cy Ito", 1, 0),
    ]
    assert found["notes"]["managers_without_tracker"] == {"Bo Ek": 1, "Cy Ito": 1}


def test_without_a_manager_no_report_has_a_word_of_a_goal(folder: Path) -> None:
    for form in ("json", "csv", "html"):
        done = goalsheet("report", "workbooks", "--format", form, "-o", f"report.{form}", *AS_OF, cwd=folder)
        assert done.returncode == 0
        text = (folder / f"report.{form}").read_text(encoding="utf-8")
        assert "Anna Müller" in text
        assert "first-call" not in text
        assert "Pass the exam" not in text


def test_a_manager_reads_the_goals_of_the_own_reports_and_nothing_of_others(folder: Path) -> None:
    found = told(folder, "--manager", "cy ito")
    assert found["manager"] == "Cy Ito"
    assert [one["name"] for one in found["people"]] == ["Cleo"]
    assert found["people"][0]["goals"][0]["statement"] == "Pass the exam"
    assert "Anna" not in json.dumps(found, ensure_ascii=False)
    assert "statement" not in told(folder, "--manager", "cy ito", "--private")["people"][0]["goals"][0]
    done = goalsheet("report", "workbooks", "--manager", "Cy Itto", cwd=folder)
    assert done.returncode == 2
    assert done.stderr.endswith(
        'Error: --manager "Cy Itto": nobody here has a manager of that name. Did you mean Cy Ito?\n'
    )


def test_a_report_as_csv_has_a_line_a_person_and_no_formula(folder: Path) -> None:
    evil = tracker(9, '=HYPERLINK("http://example.com")', goals=[])
    put(folder / "workbooks", evil)
    done = goalsheet("report", "workbooks", "--format", "csv", *AS_OF, cwd=folder)
    rows = list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"))))
    assert [(row["id"], row["name"], row["goals"], row["no_goals"], row["on_track"]) for row in rows] == [
        ("0009", '\'=HYPERLINK("http://example.com")', "0", "1", "0"),
        ("0007", "Anna Müller", "1", "0", "1"),
        ("0008", "Cleo", "1", "0", "0"),
    ]


@pytest.mark.slow
def test_figures_are_those_that_openpyxl_counts_in_whole_workbooks(maker: TrackerMaker, tmp_path: Path) -> None:
    """What the formulas' results say, without any reader of ours."""
    from conftest import TODAY  # noqa: PLC0415 - the day as of which results are stored

    folder = tmp_path / "workbooks"
    folder.mkdir()
    for number, agreement in enumerate(("Agreed", "Draft", "Proposed"), 7):
        goals = [dataclasses.replace(one, agreement=agreement) for one in (FIRST, SECOND)]
        (folder / f"{number}.xlsx").write_bytes(maker.make_from(tracker(number, f"P{number}", goals=goals)))
    counted: Counter[tuple[str, str]] = Counter()
    for path in folder.glob("*.xlsx"):
        sheet = openpyxl.load_workbook(path, data_only=True)["Goals"]
        rows = list(sheet.iter_rows(values_only=True))
        heads = next(row for row in rows if "Status" in row)
        for row in rows[rows.index(heads) + 1 :]:
            if row[heads.index("Status")] not in (None, ""):
                counted["status", str(row[heads.index("Status")])] += 1
                counted["agreement", str(row[heads.index("Agreement")])] += 1
    found = json.loads(
        goalsheet("report", "workbooks", "--format", "json", "--today", TODAY.isoformat(), cwd=tmp_path).stdout
    )
    statuses = {word: number for word, number in found["everybody"]["statuses"].items() if number}
    assert statuses == {word: number for (column, word), number in counted.items() if column == "status"}
    assert found["everybody"]["agreed"] == counted["agreement", "Agreed"] == 2
    assert found["everybody"]["lacks"]["not_proposed"] == counted["agreement", "Draft"] / 2 == 1


def test_broken_files_are_told_and_left_alone_and_the_others_reported(folder: Path) -> None:
    broken = folder / "workbooks" / "broken.xlsx"
    broken.write_bytes(b"PK nothing")
    openpyxl.Workbook().save(folder / "workbooks" / "budget.xlsx")
    done = goalsheet("report", "workbooks", "--format", "json", *AS_OF, cwd=folder)
    assert done.returncode == 1
    why = "broken.xlsx is damaged: its end is missing. Take a backup of it."
    assert done.stderr == f"Left out: broken.xlsx: {why}\n"
    found = json.loads(done.stdout)
    assert found["notes"]["unread"] == {
        "broken.xlsx": "broken.xlsx is damaged: its end is missing. Take a backup of it."
    }
    assert found["notes"]["no_trackers"] == ["budget.xlsx"]
    assert found["everybody"]["people"] == 2
    assert broken.read_bytes() == b"PK nothing"


def test_only_files_that_changed_are_read_again(folder: Path) -> None:
    first = told(folder)
    kept = folder / "workbooks" / ".goalsheet-report"
    before = kept.read_bytes()
    done = goalsheet("report", "workbooks", "--format", "json", *AS_OF, cwd=folder)
    assert done.stderr == "2 files have not changed since the last report.\n"
    assert json.loads(done.stdout) == first
    assert kept.read_bytes() == before
    put(folder / "workbooks", tracker(8, "Cleo", CY, [SECOND, AGREED], []))
    done = goalsheet("report", "workbooks", "--format", "json", *AS_OF, cwd=folder)
    assert done.stderr == "1 file has not changed since the last report.\n"
    assert json.loads(done.stdout)["everybody"]["goals"] == 3


def test_unchanged_files_are_counted_anew_on_another_day(folder: Path) -> None:
    told(folder)
    done = goalsheet("report", "workbooks", "--format", "json", "--today", "2026-07-31", cwd=folder)
    assert done.stderr == "2 files have not changed since the last report.\n"
    assert json.loads(done.stdout)["people"][0]["expected"] == round(212 / 365, 6)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_what_is_kept_is_its_owners_alone_and_has_no_wording(folder: Path) -> None:
    elsewhere = folder / "elsewhere"
    elsewhere.write_text("mine", encoding="utf-8")
    (folder / "workbooks" / ".goalsheet-report.part").symlink_to(elsewhere)
    told(folder)
    kept = folder / "workbooks" / ".goalsheet-report"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert elsewhere.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff", b'["a", "b"]\n', b"cut"])
def test_what_is_kept_and_damaged_is_done_without(folder: Path, damage: bytes) -> None:
    first, kept = told(folder), folder / "workbooks" / ".goalsheet-report"
    sound = kept.read_bytes()
    head, *lines = sound.splitlines(keepends=True)
    kept.write_bytes(damage if damage != b"cut" else head + b"".join(line[:-90] + b'"]\n' for line in lines))
    assert told(folder) == first
    assert sorted(kept.read_bytes().splitlines()) == sorted(sound.splitlines())


def test_of_two_files_for_one_person_the_newer_counts_and_mixed_cycles_are_noted(folder: Path) -> None:
    last = dataclasses.replace(tracker(), cycle=Cycle("2025", DAY.replace(year=2025, month=1), DAY.replace(year=2025)))
    (folder / "workbooks" / "last year.xlsx").write_bytes(thin_workbook(last))
    half = dataclasses.replace(tracker(9, "Di", goals=[]), cycle=Cycle("H1", last.cycle.start, DAY))
    put(folder / "workbooks", half)
    found = told(folder)["notes"]
    assert found["older"] == [{"file": "last year.xlsx", "counts": "0007.xlsx"}]
    assert found["cycles"] == {"2026": 2, "H1": 1}


def test_folders_without_trackers_are_refused(folder: Path) -> None:
    (folder / "empty").mkdir()
    (folder / "others").mkdir()
    openpyxl.Workbook().save(folder / "others" / "budget.xlsx")
    said = {
        name: goalsheet("report", name, cwd=folder).stderr
        for name in ("empty", "others", "missing", "workbooks/0007.xlsx")
    }
    assert said == {
        "empty": "Error: There are no trackers in empty. Name the folder in which they are.\n",
        "others": "Error: There are no trackers in others. Name the folder in which they are.\n",
        "missing": "Error: missing is no folder. Name the folder in which the trackers are.\n",
        "workbooks/0007.xlsx": "Error: workbooks/0007.xlsx is no folder. Name the folder in which the trackers are.\n",
    }
    assert not (folder / "report.html").exists()


def test_nobody_has_goals_and_there_is_a_report_all_the_same(tmp_path: Path) -> None:
    put(
        tmp_path / "workbooks",
        tracker(goals=[], check_ins=[]),
        tracker(8, "Cleo", goals=[Goal(id="G01")], check_ins=[]),
    )
    done = goalsheet("report", "workbooks", *AS_OF, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Report on 2 people in 1 team: {tmp_path / 'report.html'}\n"
    assert "Nobody has goals yet." in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_a_file_that_is_no_report_is_not_written_over(folder: Path) -> None:
    (folder / "report.html").write_text("<html>my holidays</html>", encoding="utf-8")
    done = goalsheet("report", "workbooks", cwd=folder)
    assert done.returncode == 2
    assert done.stderr == "Error: report.html is there already and no such report. Choose another file: -o NAME\n"
    assert (folder / "report.html").read_text(encoding="utf-8") == "<html>my holidays</html>"
    assert goalsheet("report", "workbooks", "-o", "new/page.html", cwd=folder).returncode == 0
    assert goalsheet("report", "workbooks", "-o", "new/page.html", cwd=folder).returncode == 0
    assert "Name a file: -o new" in goalsheet("report", "workbooks", "-o", "new", cwd=folder).stderr


def test_where_nothing_can_be_kept_there_is_a_report_all_the_same(folder: Path) -> None:
    (folder / "workbooks" / ".goalsheet-report.part").mkdir()
    assert told(folder) == told(folder)
    assert not (folder / "workbooks" / ".goalsheet-report").exists()


def test_what_was_read_before_somebody_stopped_it_is_not_read_again(folder: Path) -> None:
    files = listed(folder / "workbooks", FolderSettings())
    found = collect(folder / "workbooks", files, DAY)
    assert next(found).was_read
    found.close()  # type: ignore[attr-defined]  # it is a generator
    assert [one.was_read for one in collect(folder / "workbooks", files, DAY)] == [False, True]
