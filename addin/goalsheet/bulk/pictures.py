"""Pictures on the Vision board, which go on into the next workbook with the tiles that they stand on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from goalsheet.errors import Problem
from goalsheet.tracker.vision import VisionTile
from goalsheet.workbook.additions import Additions
from goalsheet.workbook.drawn import Drawn, draw, drawn_on
from goalsheet.workbook.opened import OpenedWorkbook
from goalsheet.workbook.package import rewritten
from goalsheet.workbook.private_reading import read_own_tracker
from goalsheet.workbook.reading import TrackerFile


def pictures_on(file: TrackerFile) -> list[Drawn]:
    """What is drawn on the board of a tracker that was read with its private tables."""
    sheet = _board(file)
    if sheet is None:
        return []
    book = OpenedWorkbook(file.path)
    return list(drawn_on(book.members, book.directory.sheets[sheet]))


def with_pictures(data: bytes, name: str, drawn: Iterable[Drawn]) -> bytes:
    """A workbook that was just made, with the pictures at the same tiles."""
    can_go = [one for one in drawn if _can_go(one)]
    if not can_go:
        return data
    book = OpenedWorkbook(Path(name), data)
    sheet = _board(read_own_tracker(Path(name), data))
    assert sheet  # it was made with one
    additions = Additions(book.members)
    for one in can_go:
        draw(additions, book.directory.sheets[sheet], one)
    return rewritten(book.members, additions.changes)


def left_behind(file: TrackerFile, name: str) -> Iterator[Problem]:
    """What is drawn on the board of that name and cannot go on."""
    for one in pictures_on(file):
        if not _can_go(one):
            where = f"{name}, {_board(file)}, row {one.cell[0]}"
            yield Problem(where, "what is drawn here stays in the last workbook.", "Copy it into the new one by hand.")


def _can_go(one: Drawn) -> bool:
    return not one.frame and not one.trouble


def _board(file: TrackerFile) -> str | None:
    rows = file.tables.get(VisionTile)
    return rows.location.sheet if rows and rows.location else None
