"""Trackers with few rows and without the figures that follow from goals: enough for a sync or a press, read soon."""

from __future__ import annotations

import datetime as dt
import functools
import re

from packing import packed
from teams import DAY

from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.tracker import Tracker
from goalsheet.workbook.package import read_members, sheet_parts

#: The last row that Goals keeps, and that other sheets do.
_GOALS, _OTHERS = 12, 8
_WHOLE = ("Lists", "Settings")  # formulas and sync look into these
_FORMULA = re.compile(rb'<c r="[A-Z]+[0-9]+"[^>]*><f.*?</c>', re.DOTALL)
_ROW = re.compile(rb'<row r="([0-9]+)"[^>/]*(?:/>|>.*?</row>)', re.DOTALL)


@functools.cache
def _maker(day: dt.date) -> TrackerMaker:
    return TrackerMaker(load("career-year"), day)


def thin_workbook(tracker: Tracker, day: dt.date = DAY) -> bytes:
    """A workbook of that tracker, with what is stored of its goals as of that day."""
    members = read_members(_maker(day).make_from(tracker), "thin")
    parts = sheet_parts(members)
    for title, part in parts.items():
        if title != "Goals":
            members[part] = _FORMULA.sub(b"", members[part])
        if title not in _WHOLE:
            last = _GOALS if title == "Goals" else _OTHERS
            members[part] = _ROW.sub(functools.partial(_kept, last), members[part])
    return packed(members)


def _kept(last: int, row: re.Match[bytes]) -> bytes:
    return row[0] if int(row[1]) <= last else b""
