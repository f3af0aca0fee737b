"""`goalsheet demo`: everything once, in a folder of its own."""

from __future__ import annotations

from pathlib import Path

from command import goalsheet_process
from test_generate import made


def test_the_demo_goes_from_a_list_to_workbooks_and_says_what_to_try_next(tmp_path: Path) -> None:
    done = goalsheet_process("demo", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1. HR's list: 25 people in " in done.stdout
    assert "2. 25 personal workbooks in 5 folders, one a manager, in " in done.stdout
    assert "3. Open one: " in done.stdout
    assert "4. How SMART are its goals? 4 of 4 goals are SMART." in done.stdout
    assert "6. 4 review spreadsheets, one a manager, on a local server in " in done.stdout
    assert "Next, with your own people: goalsheet generate --sample" in done.stdout
    assert len(made(tmp_path / "goalsheet-demo")) == 25


def test_a_second_demo_finds_everything_up_to_date(tmp_path: Path) -> None:
    goalsheet_process("demo", "--people", "30", "--out", "here", cwd=tmp_path)
    done = goalsheet_process("demo", "--people", "30", "--out", "here", cwd=tmp_path)
    assert "30 were there from last time and are up to date." in done.stdout


def test_the_demo_leaves_somebody_elses_list_alone(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("Name\nMy Own\n", encoding="utf-8")
    done = goalsheet_process("demo", "--out", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert "people.csv is there already and not the demo's" in done.stderr
    assert (tmp_path / "people.csv").read_text(encoding="utf-8") == "Name\nMy Own\n"
