"""`goalsheet demo`: the whole story, in a folder of its own."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from command import Done, goalsheet_process
from terminal import on_a_terminal

from goalsheet.workbook.collection import tracker_files
from goalsheet.workbook.reading import read_tracker

pytestmark = pytest.mark.slow

#: What the demo tells; a # stands for each number, HERE for the folder in which it runs. Which statuses there are
#: besides the first two depends on the day.
TOLD = """\
#. HR's list: # people in goalsheet-demo/people.csv
#. Generated: # personal workbooks in # folders, one a manager, in # seconds
   Who got what: goalsheet-demo/workbooks/manifest.csv
#. Four months later: # employees have written in theirs: goals good and poor, check-ins, feedback.
   Open one: HERE/goalsheet-demo/workbooks/Marcus Feld/Aisha Rahman - goals.xlsx
#. Checked: # of # goals are SMART.
   Why, goal by goal: goalsheet check "goalsheet-demo/workbooks"
#. Progress: achieved #, on track #, and so on.
   When each will be reached, and why: goalsheet progress "goalsheet-demo/workbooks"
#. Synced: # review spreadsheets, one a manager, on a local server that speaks as Google Sheets does.
#. Managers answered there, each signed in as themselves: # cells.
#. Synced back: # cells and # lines of feedback and thanks in the workbooks, with # requests in all.
#. HR's report, without anybody's wording: HERE/goalsheet-demo/report.html
   Marcus Feld's own, with the wording of the team's goals: HERE/goalsheet-demo/report for the manager.html
#. The page for the next #:# with Aisha Rahman: HERE/goalsheet-demo/brief.html
#. E-mails to those who are waited for: # drafts in HERE/goalsheet-demo/reminders
#. Be a manager in the browser: goalsheet local-sheets --data "goalsheet-demo/google-sheets.db"
Next, with your own people: goalsheet generate --sample, then goalsheet generate people.csv --dry-run
"""
_STATUSES = re.compile(r"(?<=on track #)(, [a-z -]+ #)+\.")
_MOST_REQUESTS = 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def done(folder: Path) -> Done:
    return goalsheet_process("demo", cwd=folder)


def test_the_demo_tells_the_whole_story(done: Done, folder: Path) -> None:
    said = re.sub(r"\d+(\.\d+)?", "#", done.stdout.replace(str(folder.resolve()), "HERE"))
    assert (done.returncode, done.stderr, _STATUSES.sub(", and so on.", said)) == (0, "", TOLD)


@pytest.mark.skipif(sys.platform != "linux", reason="what opens a browser has another name there")
def test_who_keeps_it_serving_at_a_terminal_sees_it_in_the_browser(tmp_path: Path) -> None:
    opener = tmp_path / "xdg-open"
    opener.write_text(f'#!/bin/sh\necho "$1" > {tmp_path / "opened"}\nsleep 1\nkill -INT $PPID\n', encoding="utf-8")
    opener.chmod(0o755)
    # A shell lets what it runs in the background ignore Ctrl-C, and whatever that starts: the tests, and this, too.
    heeding = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    serve = "from goalsheet.scripts.demo_server import keep_serving; keep_serving('http://127.0.0.1:1')"
    env = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    said = on_a_terminal([sys.executable, "-c", f"{heeding}; {serve}"], tmp_path, env)
    assert (tmp_path / "opened").read_text(encoding="utf-8") == "http://127.0.0.1:1\n"
    assert said.splitlines()[-1] == "Ended."


def test_each_path_that_it_names_is_there(done: Done, folder: Path) -> None:
    named = re.findall(r'(?:goalsheet-demo|/)[^":]*?goalsheet-demo[^":\n]*|goalsheet-demo/[\w./-]+', done.stdout)
    assert len(named) == 10
    assert [path for path in named if not (folder / path).exists()] == []
    assert len(list(tracker_files([folder / "goalsheet-demo" / "workbooks"]))) == 25


def test_few_requests_do_it(done: Done) -> None:
    requests = re.search(r"with (\d+) requests", done.stdout)
    assert requests
    assert int(requests[1]) <= _MOST_REQUESTS


def test_the_workbooks_hold_what_managers_answered(done: Done, folder: Path) -> None:
    assert done.returncode == 0
    team = folder / "goalsheet-demo" / "workbooks" / "Marcus Feld"
    aisha = read_tracker(team / "Aisha Rahman - goals.xlsx").tracker
    assert [(goal.id, goal.agreement, goal.comment) for goal in aisha.goals if goal.is_used] == [
        ("G01", "Agreed", "More than I had hoped for. Your list of answers should be everybody's."),
        ("G02", "Agreed", "Looking forward to Thursday."),
        ("G03", "Agreed", "I have spoken with the head of the team: two days next month are fine."),
        ("G04", "Agreed", "Take the later date. Nothing else depends on it."),
    ]
    assert [row.source for row in aisha.feedback] == ["Peer", "Mentor", "Manager", "Manager"]
    assert [row.given_by for row in aisha.rewards] == ["Me", "Me", "Marcus Feld"]
    tomas = read_tracker(team / "Tomás Álvarez - goals.xlsx").tracker
    assert [(goal.statement, goal.agreement) for goal in tomas.goals if goal.is_used] == [
        ("Communicate better with other teams", "Changes requested"),
        ("Be more proactive and try to improve my skills as soon as possible", "Changes requested"),
    ]
    assert (tomas.goals[0].suggested_wording or "").startswith("Meet the two neighbouring teams every second Monday")


def test_as_many_lines_came_back_as_managers_wrote(done: Done, folder: Path) -> None:
    trackers = [read_tracker(path).tracker for path in tracker_files([folder / "goalsheet-demo" / "workbooks"])]
    lines = sum(row.source == "Manager" and row.date is not None for one in trackers for row in one.feedback)
    lines += sum(row.kind == "Recognition" for one in trackers for row in one.rewards)
    assert f" and {lines} lines of feedback and thanks in the workbooks" in done.stdout


def test_a_second_demo_finds_everything_as_it_was_left(tmp_path: Path) -> None:
    goalsheet_process("demo", "--people", "4", "--out", "here", cwd=tmp_path)
    done = goalsheet_process("demo", "--people", "4", "--out", "here", cwd=tmp_path)
    assert "   4 were there from last time and are up to date.\n" in done.stdout
    assert "Managers answered there, each signed in as themselves: 0 cells." in done.stdout
    assert "Synced back: 0 cells and 0 lines of feedback and thanks in the workbooks" in done.stdout


def test_a_demo_for_one_person_goes_through(tmp_path: Path) -> None:
    done = goalsheet_process("demo", "--people", "1", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "6. Synced: 0 review spreadsheets" in done.stdout


def test_the_demo_leaves_somebody_elses_list_alone(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("Name\nMy Own\n", encoding="utf-8")
    done = goalsheet_process("demo", "--out", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert "people.csv is there already and not the demo's" in done.stderr
    assert (tmp_path / "people.csv").read_text(encoding="utf-8") == "Name\nMy Own\n"
