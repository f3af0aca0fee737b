"""`goalsheet map`: the mind map of one's own workbook as a picture."""

from __future__ import annotations

from pathlib import Path

import click

from goalsheet.errors import BadSetting, CannotWrite
from goalsheet.layout.map_picture import map_picture
from goalsheet.vision.mind_map import mind_map
from goalsheet.workbook.files import write_whole
from goalsheet.workbook.names import safe_name
from goalsheet.workbook.private_reading import read_own_tracker

from . import ALL_WELL


@click.command("map")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE.svg", help="[default: NAME - mind map.svg]")
def command(file: Path, out: Path | None) -> int:
    """Draw the mind map of your own workbook as a picture (SVG), for a wall or a slide.

    The map is private: whoever has the picture sees it. Browsers, Word and PowerPoint show it, and PowerPoint saves it
    as PNG.

    \b
    Example:
      goalsheet map "Bo Ek - goals.xlsx"
      goalsheet map "Bo Ek - goals.xlsx" --out map.svg
    """  # noqa: D301 - click's own mark for lines to keep
    tracker = read_own_tracker(file).tracker
    drawn = mind_map(tracker.vision.ideas)
    if not drawn.middle:
        raise BadSetting(f"There is no idea yet on the sheet Mind map of {file}. Write the first one there.")
    path = out or Path(f"{safe_name(tracker.person.name)} - mind map.svg")
    if path.suffix.lower() != ".svg":
        raise BadSetting(f"{path} has to end with .svg.")
    if path.exists():
        raise BadSetting(f"{path} is there already. Name another file with --out.")
    try:
        write_whole(path, map_picture(drawn, f"Mind map of {tracker.person.name}").encode())
    except OSError as error:
        raise CannotWrite(f"{path} cannot be written ({error.strerror or error}). Check the folder.") from error
    click.echo(f"Drew {path}. It is private: keep it where only those look who may.")
    return ALL_WELL
