"""`goalsheet map`: the mind map of one's own workbook as a picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from resvg_py import svg_to_bytes

from goalsheet.errors import BadSetting, CannotWrite, Problem
from goalsheet.layout.map_picture import map_picture
from goalsheet.tracker.vision import MindMapIdea
from goalsheet.vision.mind_map import ROOM, TOO_MANY, MindMap, mind_map
from goalsheet.workbook.files import write_whole
from goalsheet.workbook.names import safe_name
from goalsheet.workbook.private_reading import read_own_tracker
from goalsheet.workbook.reading import TrackerFile

from . import ALL_WELL, TO_LOOK_AT

_WIDE = 3080  # pixels of a PNG: sharp on a page of paper, and on a wide screen


@click.command("map")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE.svg|FILE.png", help="[default: NAME - mind map.svg]"
)
def command(file: Path, out: Path | None) -> int:
    """Draw the mind map of your own workbook as a picture (SVG or PNG), for a wall or a slide.

    Ideas that cannot be drawn, or not where they should hang, are named with their cells.

    The map is private: whoever has the picture sees it. Browsers, Word and PowerPoint show both; SVG stays sharp at any
    size, and PNG is what everything else takes.

    \b
    Example:
      goalsheet map "Bo Ek - goals.xlsx"
      goalsheet map "Bo Ek - goals.xlsx" --out map.png
    """  # noqa: D301 - click's own mark for lines to keep
    found = read_own_tracker(file)
    tracker = found.tracker
    drawn = mind_map(tracker.vision.ideas)
    if not drawn.middle:
        raise BadSetting(f"There is no idea yet on the sheet Mind map of {file}. Write the first one there.")
    path = out or Path(f"{safe_name(tracker.person.name)} - mind map.svg")
    if path.suffix.lower() not in (".svg", ".png"):
        raise BadSetting(f"{path} has to end with .svg or .png.")
    if path.exists():
        raise BadSetting(f"{path} is there already. Name another file with --out.")
    try:
        write_whole(path, _picture(drawn, f"Mind map of {tracker.person.name}", path.suffix.lower()))
    except OSError as error:
        raise CannotWrite(f"{path} cannot be written ({error.strerror or error}). Check the folder.") from error
    click.echo(f"Drew {path}. It is private: keep it where only those look who may.")
    problems = (*found.problems, *_notes(found, drawn))
    for problem in problems:
        click.echo(f"Look at {problem}", err=True)
    return TO_LOOK_AT if problems else ALL_WELL


def _notes(found: TrackerFile, drawn: MindMap) -> Iterator[Problem]:
    """What keeps ideas from hanging where somebody wanted them, as the sheet says it beside them."""
    for index, _ in enumerate(found.tracker.vision.ideas[:ROOM]):
        if note := drawn.spots[index].note:
            yield Problem(_where(found, index), note)
    left = len(found.tracker.vision.ideas) - ROOM
    if left > 0:
        others = f" So it is with {left - 1} more below." if left > 1 else ""
        yield Problem(_where(found, ROOM), f"{TOO_MANY}{others}")


def _where(found: TrackerFile, index: int) -> str:
    return f"{found.path.name}, {found.place(MindMapIdea, index, 'idea')}"


def _picture(of: MindMap, title: str, kind: str) -> bytes:
    drawing = map_picture(of, title)
    return svg_to_bytes(svg_string=drawing, width=_WIDE) if kind == ".png" else drawing.encode()
