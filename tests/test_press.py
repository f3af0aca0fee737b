"""A button pressed from a terminal in LibreOffice, as its user types it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from command import started
from conftest import ANNA, Office, read_sheets
from goalsheet.scripts import CANNOT_GO_ON
from goalsheet.scripts.press import press

from goalsheet.errors import BadSetting, CannotRead, GoalsheetError
from goalsheet.excel import libreoffice, libreoffice_process
from goalsheet.excel.libreoffice_watch import Watch
from goalsheet.template.maker import TrackerMaker


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(press, [*arguments, "--engine", "libreoffice"], input=typed)


@pytest.mark.slow
@pytest.mark.office
def test_a_button_pressed_from_a_terminal_asks_there_and_saves_a_copy(
    office: Office, maker: TrackerMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    source, copy = tmp_path / "Anna & Bo's goals (1).xlsx", tmp_path / "checked.xlsx"
    source.write_bytes(maker.make(ANNA))
    before = source.read_bytes()
    done = run("check_goals", str(source), "--out", str(copy), typed="n\n")
    assert (done.exit_code, done.exception) == (0, None)
    assert "goals are SMART." in done.stdout
    assert "Findings" in read_sheets(copy)
    assert source.read_bytes() == before
    assert list((tmp_path / "cache" / "goalsheet").iterdir()) == []


@pytest.mark.slow
@pytest.mark.office
def test_a_button_that_asks_for_a_row_is_told_the_goal(office: Office, maker: TrackerMaker, tmp_path: Path) -> None:
    source, copy = tmp_path / "goals.xlsx", tmp_path / "checked.xlsx"
    source.write_bytes(maker.make(ANNA))
    done = run("check_this_goal", str(source), "--goal", "g02", "--out", str(copy), typed="n\n")
    assert (done.exit_code, done.exception) == (0, None)
    rows = read_sheets(copy)["Goals"]
    marked = [bool(rows[row][rows[4].index("Checked on")]) for row in range(5, 9)]
    assert marked == [False, True, False, False]
    done = run("check_this_goal", str(source), "--goal", "G99", "--out", str(tmp_path / "other.xlsx"))
    assert isinstance(done.exception, CannotRead)
    assert str(done.exception).startswith("There is no goal G99. Goals here: G01, G02")
    assert not (tmp_path / "other.xlsx").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check_goals", "--out", "x.xlsx"], "--out saves what LibreOffice makes of a FILE: name the file, and "),
        (["check_goals", "here.xlsx", "--out", "here.xlsx"], "here.xlsx is there already. Name another file"),
        (["check_goals", "here.xlsx", "--out", "x.ods"], "x.ods: name a file that ends in .xlsx or .xlsm."),
        (["log_check_in", "here.xlsx", "--out", "x.xlsx"], "log_check_in is for one goal, and without a window nobody"),
        (["check_goals", "here.xlsx"], "There is no screen here to open LibreOffice on. Name a file for the result"),
    ],
)
def test_what_does_not_go_together_is_said(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "here.xlsx").write_bytes(b"")
    found = run(*arguments).exception
    assert isinstance(found, BadSetting)
    assert str(found).startswith(said)


def test_a_file_that_is_no_workbook_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "hosts").write_text("127.0.0.1 localhost", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "holiday.xlsx", "w") as archive:
        archive.writestr("beach.txt", "sand")
    for name in ("hosts", "holiday.xlsx"):
        found = run("check_goals", str(tmp_path / name), "--out", str(tmp_path / "x.xlsx")).exception
        assert isinstance(found, CannotRead)
        assert str(found) == f"{tmp_path / name} is no Excel workbook. Save it as .xlsx in Excel."
    assert not (tmp_path / "x.xlsx").exists()


@pytest.mark.slow
@pytest.mark.office
def test_a_press_that_is_refused_leaves_no_lock_and_a_lock_is_named(
    office: Office, maker: TrackerMaker, tmp_path: Path
) -> None:
    goals, copy = tmp_path / "goals.xlsx", tmp_path / "copy.xlsx"
    goals.write_bytes(maker.make(ANNA))
    refused = run("check_goals", str(goals), "--out", str(copy), "--goal", "G99").exception
    assert isinstance(refused, GoalsheetError)
    assert [path.name for path in tmp_path.iterdir()] == ["goals.xlsx"]
    (tmp_path / ".~lock.goals.xlsx#").write_text("", encoding="utf-8")
    assert str(run("check_goals", str(goals), "--out", str(copy)).exception) == (
        "goals.xlsx is open in Excel or another program. Close it there and try again. "
        "If nobody has it open, delete the file .~lock.goals.xlsx# beside it."
    )


@pytest.mark.office
def test_a_libreoffice_that_is_gone_can_be_quit(office: Office, tmp_path: Path) -> None:
    pipe = f"goalsheet-gone-{os.getpid()}"
    silent = libreoffice_process.start(pipe, tmp_path / "profile", visible=False)
    app = libreoffice.connect(pipe, lambda _message, _title, _buttons: "ok")
    (tmp_path / "beach.xlsx").write_bytes(b"PK no workbook")
    with pytest.raises(CannotRead, match=r"beach.xlsx is no workbook that LibreOffice can open\."):
        app.books.open(str(tmp_path / "beach.xlsx"))
    os.killpg(silent.pid, signal.SIGKILL)  # its session is its own
    silent.wait(60)
    with (
        pytest.raises(CannotRead, match=r"^LibreOffice ended before the button was done, and nothing was"),
        Watch(silent),
    ):
        app.books.open(str(tmp_path / "beach.xlsx"))
    app.quit()


@pytest.mark.slow
@pytest.mark.office
@pytest.mark.skipif(sys.platform == "win32", reason="nothing can be stopped there so that it goes on later")
def test_a_libreoffice_of_our_own_that_does_not_answer_is_ended_and_that_is_said(
    office: Office, maker: TrackerMaker, tmp_path: Path
) -> None:
    (tmp_path / "goals.xlsx").write_bytes(maker.make(ANNA))
    pipe = f"goalsheet-silent-{os.getpid()}"
    silent = libreoffice_process.start(pipe, tmp_path / "profile", visible=False)
    app = libreoffice.connect(pipe, lambda _message, _title, _buttons: "ok")
    book = app.books.open(str(tmp_path / "goals.xlsx"))
    os.killpg(silent.pid, signal.SIGSTOP)
    with (
        pytest.raises(CannotRead, match=r"^LibreOffice did not answer for 1 seconds, so it was ended and nothing was"),
        Watch(silent, 1.0),
    ):
        book.save(str(tmp_path / "copy.xlsx"))
    silent.wait(60)


def test_the_time_in_which_somebody_is_asked_does_not_count(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "input()"]
    with started(command, stdin=subprocess.PIPE, start_new_session=True) as program:
        with Watch(program, 0.2) as watch, watch.resting():
            time.sleep(0.5)
            assert program.poll() is None
            program.communicate("yes\n", timeout=60)
        assert program.returncode == 0


@pytest.mark.office
@pytest.mark.parametrize("button", ["check_goals", "one_to_one_brief"])
def test_a_refusal_ends_with_code_2_and_makes_no_copy(button: str, office: Office, tmp_path: Path) -> None:
    source, copy = tmp_path / "list.xlsx", tmp_path / "copy.xlsx"
    openpyxl.Workbook().save(source)
    done = CliRunner().invoke(press, [button, str(source), "--out", str(copy)], standalone_mode=False)
    assert "is no goal tracker made by goalsheet" in done.stdout
    assert done.return_value == CANNOT_GO_ON
    assert not copy.exists()
