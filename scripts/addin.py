"""`goalsheet addin`: Excel's add-in with the buttons."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from goalsheet.errors import BadSetting, CannotRead
from goalsheet.workbook.addin import FILE, build_addin, embed_addin
from goalsheet.workbook.files import write_whole


@click.group("addin")
def command() -> None:
    """The buttons of Excel's tab Goals: the add-in goalsheet.xlam.

    \b
    Example:
      goalsheet addin build
    """  # noqa: D301 - click's own mark for lines to keep


@command.command("build")
@click.option("--out", type=click.Path(path_type=Path), help=f"The file to write. [default: {FILE}]")
@click.option(
    "--embed-xlwings",
    "workbook",
    type=click.Path(path_type=Path),
    metavar="WORKBOOK",
    help="Instead of an add-in, write this tracker (made with --buttons) with the macros inside it.",
)
def build(out: Path | None, workbook: Path | None) -> int:
    """Write the add-in, or a tracker that works without it.

    \b
    Example:
      goalsheet addin build
      goalsheet addin build --embed-xlwings "Anna Berg - goals.xlsm"
    """  # noqa: D301 - click's own mark for lines to keep
    if workbook is None:
        target = out or Path(FILE)
        write_whole(target, build_addin(xlwings_folder()))
        click.echo(f"Wrote {target}. Copy it into Excel's start folder, or add it under File > Options > Add-ins.")
        return 0
    target = out or workbook.with_name(f"{workbook.stem} (no add-in needed).xlsm")
    if target.exists():
        raise BadSetting(f"{target} is there already. Name another file with --out.")
    write_whole(target, embed_addin(workbook, xlwings_folder()))
    click.echo(f"Wrote {target}. Its buttons need goalsheet on the computer, but no add-in.")
    return 0


def xlwings_folder() -> Path:
    """Where the package xlwings is installed; CannotRead where it is not."""
    found = find_spec("xlwings")
    if found is None or found.origin is None:
        raise CannotRead("xlwings is not installed here. Install goalsheet again, which brings it with it.")
    return Path(found.origin).parent
