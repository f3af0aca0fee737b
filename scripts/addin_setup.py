"""`goalsheet addin install | uninstall | doctor`: the buttons in Excel on this computer, and why they do not work."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from goalsheet.errors import CannotRead, CannotWrite
from goalsheet.excel import libreoffice_process
from goalsheet.excel.computer import Computer, find_computer, runs_excel
from goalsheet.excel.doctor import Diagnosis, examine, examine_elsewhere
from goalsheet.excel.facts import look_at_file, look_up
from goalsheet.excel.settings_file import UNREADABLE
from goalsheet.excel.setup import Change, find_xlwings, installation, removal
from goalsheet.workbook.addin import build_addin
from goalsheet.workbook.files import write_whole

from . import ALL_WELL, TO_LOOK_AT

_MARKS = {True: "ok     ", False: "WRONG  ", None: "unseen "}
_START_FOLDER = click.option(
    "--start-folder", type=click.Path(path_type=Path), help="Excel's start folder, if yours is another one."
)
_QUIT = "If Excel is running, quit it and try again."


@click.command("install")
@_START_FOLDER
@click.option(
    "--program",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Windows: start this goalsheet-buttons.exe instead of a Python.",
)
def install(start_folder: Path | None, program: Path | None) -> None:
    """Put the add-in into Excel's start folder and let its buttons start this very Python."""
    computer, xlwings = _this_computer(start_folder), find_xlwings()
    addin = build_addin(xlwings.folder)
    instead = str(program.absolute()) if program else None
    _carry_out(installation(computer, addin, xlwings, sys.executable, _settings(computer), instead))
    click.echo(f"The add-in is in {computer.start_folder}. Start Excel again: it has a tab Goals now.")


@click.command("uninstall")
@_START_FOLDER
def uninstall(start_folder: Path | None) -> None:
    """Take the add-in out of Excel again. Workbooks stay as they are."""
    computer = _this_computer(start_folder)
    _carry_out(removal(computer, _settings(computer)))
    click.echo("The add-in is gone. Start Excel again to see the tab Goals go.")


@click.command("doctor")
@click.argument("workbook", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON document for scripts.")
@_START_FOLDER
def doctor(workbook: str | None, start_folder: Path | None, *, as_json: bool) -> int:
    """Look at everything between a click and its answer, and say what to do where it is not well.

    WORKBOOK is a file whose buttons do not work, if there is one.
    """
    found = _elsewhere(workbook) if not runs_excel(sys.platform) else _in_excel(start_folder, workbook)
    if as_json:
        click.echo(json.dumps({"causes": [dataclasses.asdict(one) for one in found]}, ensure_ascii=False, indent=2))
    else:
        _show(found)
    return TO_LOOK_AT if any(one.well is False for one in found) else ALL_WELL


def _in_excel(start_folder: Path | None, workbook: str | None) -> list[Diagnosis]:
    return examine(look_up(_this_computer(start_folder), build_addin(find_xlwings().folder), workbook))


def _elsewhere(workbook: str | None) -> list[Diagnosis]:
    has_libreoffice = bool(libreoffice_process.soffice(missing_ok=True))
    file = look_at_file(workbook) if workbook else None
    try:
        libreoffice_process.uno()
    except CannotRead as error:
        return examine_elsewhere(has_libreoffice=has_libreoffice, bridge=str(error), file=file)
    return examine_elsewhere(has_libreoffice=has_libreoffice, bridge="", file=file)


def _show(found: list[Diagnosis]) -> None:
    width = max(len(one.cause) for one in found)
    for one in found:
        click.echo(f"{_MARKS[one.well]} {one.cause:{width}}  {one.what}")
        if one.cure:
            click.echo(f"{'':{width + 9}} → {one.cure}")


def _this_computer(start_folder: Path | None) -> Computer:
    computer = find_computer(sys.platform, Path.home(), os.environ)
    return dataclasses.replace(computer, start_folder=start_folder) if start_folder else computer


def _settings(computer: Computer) -> str:
    try:
        return computer.settings.read_text(encoding=computer.encoding, errors=UNREADABLE)
    except FileNotFoundError:
        return ""


def _carry_out(change: Change) -> None:
    """Write and delete; CannotWrite with the file and what to do where Excel holds it or nobody may."""
    try:
        _write(change.write)
        for path in change.delete:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(f"{error.filename} cannot be changed ({error.strerror}). {_QUIT}") from error


def _write(files: Mapping[Path, bytes]) -> None:
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
