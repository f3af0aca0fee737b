"""`goalsheet addin`: Excel's add-in with the buttons."""

from __future__ import annotations

from pathlib import Path

import click

from goalsheet.errors import BadSetting
from goalsheet.excel.doctor import AWKWARD
from goalsheet.excel.setup import find_xlwings
from goalsheet.layout.buttons import ADDIN
from goalsheet.workbook.addin import build_addin, embed_addin
from goalsheet.workbook.files import write_whole

from .addin_setup import doctor, install, uninstall
from .press import press


@click.group("addin")
def command() -> None:
    """The buttons of Excel's tab Goals: set them up, press them, or find out why they do not work.

    \b
    Example:
      goalsheet addin install
      goalsheet addin doctor
    """  # noqa: D301 - click's own mark for lines to keep


for verb in (install, uninstall, doctor, press):
    command.add_command(verb)


@command.command("build")
@click.option("--out", type=click.Path(path_type=Path), help=f"The file or folder to write to. [default: {ADDIN}]")
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
        target = _target(out, Path(ADDIN))
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, build_addin(find_xlwings().folder))
        click.echo(f"Wrote {target}. Copy it into Excel's start folder, or add it under File > Options > Add-ins.")
        return 0
    target = _target(out, workbook.with_name(f"{workbook.stem} (no add-in needed).xlsm"))
    if AWKWARD in target.name:
        raise BadSetting(
            f"{target}: Excel's buttons fail at a name with {AWKWARD} in it. Name another file with --out."
        )
    if target.exists():
        raise BadSetting(f"{target} is there already. Name another file with --out.")
    data = embed_addin(workbook, find_xlwings().folder)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, data)
    click.echo(f"Wrote {target}. Its buttons need goalsheet on the computer, but no add-in.")
    return 0


def _target(out: Path | None, usual: Path) -> Path:
    """The file to write to; BadSetting where its name has an ending with which Excel does not open it."""
    if out is None or out.is_dir():
        return out / usual.name if out else usual
    if not out.suffix:
        return out.with_name(out.name + usual.suffix)
    if out.suffix.lower() != usual.suffix:
        raise BadSetting(f"--out {out}: Excel would not open it by that name. Let the name end in {usual.suffix}.")
    return out
