"""`goalsheet addin press`: press a button of the tab Goals from a terminal, in Excel or in LibreOffice."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TextIO

import click
import xlwings

from goalsheet.errors import BadSetting, CannotRead
from goalsheet.excel import buttons, libreoffice, libreoffice_process
from goalsheet.excel.libreoffice_watch import Watch
from goalsheet.excel.open_tracker import read_open_tracker
from goalsheet.excel.selected import select_goal
from goalsheet.layout.buttons import ADOPT_SUGGESTION, BUTTONS, CHECK_THIS_GOAL, LOG_CHECK_IN
from goalsheet.workbook.files import read_whole, refuse_open
from goalsheet.workbook.package import Members

from . import ALL_WELL, CANNOT_GO_ON

EXCEL, LIBREOFFICE = "excel", "libreoffice"
HANDLERS = [button.handler for button in BUTTONS]
_HAS_EXCEL = sys.platform in ("win32", "darwin")
_OF_A_ROW = {one.handler for one in (CHECK_THIS_GOAL, LOG_CHECK_IN, ADOPT_SUGGESTION)}
_PIPE = "goalsheet"


@click.command("press")
@click.argument("button", type=click.Choice(HANDLERS), metavar="BUTTON")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=False)
@click.option(
    "--engine",
    type=click.Choice([EXCEL, LIBREOFFICE]),
    default=EXCEL if _HAS_EXCEL else LIBREOFFICE,
    show_default=True,
    help="The program in which the workbook is open.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="COPY",
    help="LibreOffice only: open no window, and save the workbook under this name.",
)
@click.option("--goal", metavar="NUMBER", help="The goal that is meant, such as G03, by buttons that ask for a row.")
def press(button: str, file: Path | None, engine: str, out: Path | None, goal: str | None) -> int:
    """Press a button on an open tracker: check_goals, update_progress, log_check_in and the others.

    LibreOffice opens FILE in a window of its own, if it is not open there yet, and the window stays. Save in it what
    you want to keep.

    \b
    Example:
      goalsheet addin press check_goals "Anna Berg - goals.xlsx"
      goalsheet addin press check_this_goal "Anna Berg - goals.xlsx" --goal G03 --out checked.xlsx
    """  # noqa: D301 - click's own mark for lines to keep
    _refuse(engine, file, out)
    if out and button in _OF_A_ROW and not goal:
        raise BadSetting(f"{button} is for one goal, and without a window nobody selects it. Name it: --goal G01")
    if file:
        _refuse_no_workbook(file)
    if file and out:
        refuse_open(file)
    if engine == EXCEL:
        return ALL_WELL if _pressed(_open_in_excel(file), button, goal) else CANNOT_GO_ON
    return ALL_WELL if _press_in_libreoffice(button, file, out, goal) else CANNOT_GO_ON


def _pressed(book: xlwings.Book, button: str, goal: str | None) -> bool:
    """Whether the button did what it is for."""
    book.set_mock_caller()
    if goal:
        select_goal(read_open_tracker(book), goal)
    done: bool = getattr(buttons, button)()
    return done


def _refuse(engine: str, file: Path | None, out: Path | None) -> None:
    """BadSetting for what does not go together."""
    if engine == EXCEL and not _HAS_EXCEL:
        raise BadSetting("--engine excel needs Excel on Windows or a Mac. Here it is: --engine libreoffice")
    if out is None:
        no_screen = sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
        if engine == LIBREOFFICE and no_screen:
            raise BadSetting("There is no screen here to open LibreOffice on. Name a file for the result: --out COPY")
        return
    if engine == EXCEL or file is None:
        raise BadSetting("--out saves what LibreOffice makes of a FILE: name the file, and --engine libreoffice.")
    if out.exists():
        raise BadSetting(f"{out} is there already. Name another file with --out.")
    if out.suffix.lower() not in (".xlsx", ".xlsm"):
        raise BadSetting(f"{out}: name a file that ends in .xlsx or .xlsm.")


def _refuse_no_workbook(file: Path) -> None:
    """CannotRead for a file that is no workbook: a program would open it as something else, or not at all."""
    Members(read_whole(file), str(file))


def _open_in_excel(file: Path | None) -> xlwings.Book:
    """The workbook in Excel: opened if it is not, else the one in front; CannotRead if none is open."""
    found = xlwings.Book(str(file.absolute())) if file else next(iter(xlwings.books), None) and xlwings.books.active
    if not found:
        raise CannotRead("No workbook is open in Excel. Open your goal workbook, or name it here.")
    return found


def _press_in_libreoffice(button: str, file: Path | None, out: Path | None, goal: str | None) -> bool:
    """Whether the button did what it is for; only then a copy is saved."""
    terminal = Terminal(sys.stdin, sys.stdout)
    if out:
        return _press_without_window(button, file, out, goal, terminal)
    if not libreoffice_process.is_running(_PIPE):
        libreoffice_process.start(_PIPE, _profile(_PIPE), visible=True)
    app = libreoffice.connect(_PIPE, terminal.answer)
    return _pressed(_open_in_libreoffice(app, file), button, goal)


def _press_without_window(button: str, file: Path | None, out: Path, goal: str | None, terminal: Terminal) -> bool:
    """The same in a LibreOffice of our own, which is ended afterwards, and also where it does not answer."""
    pipe = f"{_PIPE}-{os.getpid()}"
    started = libreoffice_process.start(pipe, _profile(pipe), visible=False)
    try:
        with Watch(started) as watch:

            def answer(*asked: str) -> str:
                with watch.resting():
                    return terminal.answer(*asked)

            app = libreoffice.connect(pipe, answer)
            try:
                book = _open_in_libreoffice(app, file)
                done = _pressed(book, button, goal)
                if done:
                    book.save(str(out))
            finally:
                app.quit()  # one that is ended instead leaves its lock beside the workbook
            started.wait()
    finally:
        libreoffice_process.end(started)
        started.wait()
        shutil.rmtree(_profile(pipe), ignore_errors=True)
    return done


def _open_in_libreoffice(app: xlwings.App, file: Path | None) -> xlwings.Book:
    opened = {Path(book.fullname): book for book in app.books}
    if file:
        return opened.get(file.absolute()) or app.books.open(str(file.absolute()))
    if not opened:
        raise CannotRead("No workbook is open in goalsheet's LibreOffice. Name the file to open.")
    return app.books.active


def _profile(pipe: str) -> Path:
    """A profile of its own, so that LibreOffice may be in use otherwise."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - only when LibreOffice is started

    return user_cache_path("goalsheet", ensure_exists=True) / pipe


class Terminal:
    """Shows messages and asks questions where the command was typed."""

    def __init__(self, keyboard: TextIO, screen: TextIO) -> None:
        self._keyboard, self._screen = keyboard, screen

    def answer(self, message: str, _title: str, buttons_: str) -> str:
        """Show a message; to a question, whatever is not yes is no."""
        is_question = buttons_ == "yes_no"
        self._screen.write(f"{message}{' [y/N] ' if is_question else ''}\n")
        self._screen.flush()
        if not is_question:
            return "ok"
        return "yes" if self._keyboard.readline().strip().lower() in ("y", "yes") else "no"
