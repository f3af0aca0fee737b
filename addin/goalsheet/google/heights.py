"""How high rows have to be for their texts: other programs do not see to that, and on a protected tab nobody can."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from goalsheet.google.cells import Json
from goalsheet.google.tab_requests import dimension
from goalsheet.layout.columns import line_count, room_of
from goalsheet.layout.review import FIRST_ROW, Tab

_LINE, _MARGIN, _MOST = 17, 8, 400  # pixels
_EMPTY = 21  # pixels: as high as Google makes rows in which nothing stands
_BEGINNING = 12  # lines of a text that no row shows whole: the others should stay in sight

Cells = Mapping[tuple[int, int], Json]


def fitting(tab: Tab, cells: Cells, there: Mapping[int, int]) -> Iterator[Json]:
    """The requests that fit the rows to what stands in them; `there` are the heights by row."""
    if not tab.row_height:
        return
    needed = {**_too_high(there), **_needed(tab, cells)}
    wrong = [(row, height) for row, height in sorted(needed.items()) if there.get(row) != height]
    for height, run in groupby(enumerate(wrong), key=lambda one: (one[1][1], one[1][0] - one[0])):
        rows = [row for _, (row, _) in run]
        yield dimension(tab.sheet_id, "ROWS", rows[0], {"pixelSize": height[0]}, rows[-1])


def _too_high(there: Mapping[int, int]) -> dict[int, int]:
    """Rows that are higher than empty ones: right where nothing stands in them any more."""
    return {row: _EMPTY for row, height in there.items() if row >= FIRST_ROW and height > _EMPTY}


def _needed(tab: Tab, cells: Cells) -> dict[int, int]:
    """The height of each row in which something stands."""
    found: dict[int, int] = {}
    for (row, place), value in cells.items():
        if row >= FIRST_ROW and value:
            found[row] = max(found.get(row, tab.row_height), _height(tab, place, value))
    return found


def _height(tab: Tab, place: int, value: Json) -> int:
    column = tab.columns[place - 1] if place <= len(tab.columns) else None
    text = value.get("stringValue")
    if column is None or column.hidden or not column.look.wrap or not text:
        return 0
    height = line_count(text, room_of(column.width - 1, column.look)) * _LINE + _MARGIN
    return height if height <= _MOST else _BEGINNING * _LINE + _MARGIN
