"""A brief as a file: what it is called, and that it is written whole."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from goalsheet.errors import BadSetting, CannotWrite
from goalsheet.language.catalogue import ENGLISH, Catalogue
from goalsheet.report.brief import brief
from goalsheet.report.brief_page import brief_page
from goalsheet.smart.days import Habits
from goalsheet.tracker.tracker import Tracker
from goalsheet.workbook.files import write_whole
from goalsheet.workbook.names import safe_name

_SUFFIXES = (".html", ".htm")
_HEAD = 1000  # among its first bytes every brief, of today or of former versions, has one of these
_MARKS = (b'content="goalsheet brief"', b"<title>1:1 brief")


def write_brief(
    tracker: Tracker,
    day: dt.date,
    habits: Habits,
    path: Path | None,
    folder: Path,
    since: dt.date | None = None,
    language: Catalogue = ENGLISH,
) -> Path:
    """Write the brief on a tracker and tell where; one made before is made anew, for nobody writes in it.

    BadSetting where the path is no page's or something else is there, CannotWrite where it cannot be written.
    """
    where = path or folder / f"{safe_name(tracker.person.name)} - 1-1 brief {day}.html"
    if where.suffix.lower() not in _SUFFIXES:
        raise BadSetting(f"{where} has to end with .html.")
    try:
        if where.exists() and not any(mark in where.read_bytes()[:_HEAD] for mark in _MARKS):
            raise BadSetting(f"{where} is there already and no brief. Name another file with -o.")
        where.parent.mkdir(parents=True, exist_ok=True)
        write_whole(where, brief_page(brief(tracker, day, since, habits), language).encode())
    except OSError as error:
        raise CannotWrite(f"{where} cannot be written ({error.strerror or error}). Check the folder.") from error
    return where
