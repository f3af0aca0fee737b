"""The bar of commands that take a while: seen on a terminal, and nowhere else."""

import re
import sys
from pathlib import Path

import pytest
from command import goalsheet
from terminal import on_a_terminal

pytestmark = pytest.mark.slow

GENERATE = [sys.executable, "-m", "goalsheet.scripts", "generate", "people.csv"]


def people(folder: Path, number: int) -> None:
    rows = "".join(f"{index},Person {index}\n" for index in range(number))
    (folder / "people.csv").write_text(f"Employee ID,Name\n{rows}", encoding="utf-8")


def test_a_terminal_shows_how_far_it_is_and_how_long_it_takes(tmp_path: Path) -> None:
    people(tmp_path, 21)
    shown = on_a_terminal(GENERATE, tmp_path)
    bars = [line.split() for line in re.split(r"[\r\n]+", shown) if line.startswith("Making workbooks")]
    assert [bar[:2] + bar[3:4] for bar in (bars[0], bars[-1])] == [
        ["Making", "workbooks", "0/21"],
        ["Making", "workbooks", "21/21"],
    ]
    assert bars[-1][-1] == "0:00:00"


def test_what_is_no_terminal_gets_no_bar(tmp_path: Path) -> None:
    people(tmp_path, 3)
    done = goalsheet("generate", "people.csv", cwd=tmp_path)
    assert (done.returncode, "Making workbooks" in done.stdout + done.stderr) == (0, False)
