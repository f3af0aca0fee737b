"""Columns that people made wider and rows that they made higher, which they do to read more at once.

What is narrower or lower than in the new workbook is left, and so is what is only a little wider where the workbook is
of a former version: that is the design of before, and nothing is lost by it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from goalsheet.layout.room import split_reference
from goalsheet.upgrade.grounds import Ground, Sides, Spot
from goalsheet.workbook.additions import Additions
from goalsheet.workbook.markup import attributes, prefix_of
from goalsheet.workbook.opened import OpenedWorkbook
from goalsheet.workbook.row_heights import shown_widths

_COLUMN = re.compile(rb"<col\s([^>]*?)/?>")
_ROW = re.compile(rb'<row r="(\d+)"[^>]*>')
_MARGIN = 1.0  # characters or points: programs round in their own ways
_MUCH = 1.5  # times as wide as the new column: no design has changed that much
_YES = ("1", "true")


def carry_sizes(sides: Sides, additions: Additions, book: OpenedWorkbook, *, is_former: bool) -> int:
    """Make those columns and rows of the new workbook as large; how many they are."""
    least = _MUCH if is_former else 1.0
    widths: dict[str, dict[int, float]] = {}
    heights: dict[str, dict[int, float]] = {}
    for old, sheet in sides.shown():
        before, after = _widths(sides.old, old), _widths(sides.new, sheet)
        for (rows, letters), spot in sides.old.spots(old).items():
            to = sides.destination(spot, rows.start)
            if to is None or to.sheet != sheet:
                continue
            column, new = split_reference(f"{letters}1")[1], split_reference(to.address)[1]
            width = before.get(column, 0.0)
            if new in after and width > least * after[new] + _MARGIN:  # what is hidden now stays so
                widths.setdefault(sheet, {})[new] = width
        for place, row, height in _higher(sides, old):
            heights.setdefault(place, {})[row] = height
    for title in widths.keys() | heights.keys():
        part = book.directory.sheets[title]
        xml = _with_widths(additions.part(part) or b"", widths.get(title, {}))
        additions.changes[part] = _with_heights(xml, heights.get(title, {}))
    return sum(map(len, (*widths.values(), *heights.values())))


def _widths(ground: Ground, sheet: str) -> Mapping[int, float]:
    """The widths of a sheet's columns, in characters."""
    return shown_widths(ground.book.part(ground.book.directory.sheets[sheet]))


def _higher(sides: Sides, old: str) -> Iterator[tuple[str, int, float]]:
    """Rows of tables that are higher than most of them, and than the new one: where each goes, and how high it is."""
    before = _heights(sides.old, old)
    for of, table in sides.old.tables.items():
        if table.location and table.location.sheet == old:
            own = {row: before[row] for row in table.location.rows if row in before}
            usual = Counter(own.values()).most_common(1)[0][0] if own else 0.0
            spot = Spot(of, next(iter(table.location.columns)), is_typed=True)
            for row, height in own.items():
                to = sides.destination(spot, row)
                if to is None or height <= usual + _MARGIN:
                    continue
                number = split_reference(to.address)[0]
                if height > _heights(sides.new, to.sheet, by_hand=False).get(number, 0.0) + _MARGIN:
                    yield to.sheet, number, height


def _heights(ground: Ground, sheet: str, *, by_hand: bool = True) -> Mapping[int, float]:
    """The heights of a sheet's rows, in points; only those that somebody set `by_hand`, or all that are told."""
    xml = ground.book.part(ground.book.directory.sheets[sheet])
    tags = re.findall(rb"<%brow\s([^>]*?)/?>" % re.escape(prefix_of(xml)), xml)
    return {
        int(about["r"]): float(about["ht"])
        for about in map(attributes, tags)
        if "ht" in about and "r" in about and (about.get("customHeight") in _YES or not by_hand)
    }


def _with_widths(xml: bytes, wanted: Mapping[int, float]) -> bytes:
    """A sheet of ours, in which each column's width stands by itself, with those widths."""

    def changed(tag: re.Match[bytes]) -> bytes:
        about = attributes(tag[1])
        width = wanted.get(int(about["min"])) if about["min"] == about["max"] else None
        return re.sub(rb'width="[^"]*"', b'width="%g"' % width, tag[0], count=1) if width else tag[0]

    return _COLUMN.sub(changed, xml)


def _with_heights(xml: bytes, wanted: Mapping[int, float]) -> bytes:
    def changed(tag: re.Match[bytes]) -> bytes:
        height = wanted.get(int(tag[1]))
        if height is None:
            return tag[0]
        bare = re.sub(rb'\s(?:ht|customHeight)="[^"]*"', b"", tag[0])
        return re.sub(rb"/?>$", lambda end: b' ht="%g" customHeight="1"%b' % (height, end[0]), bare)

    return _ROW.sub(changed, xml) if wanted else xml
