"""The Mind map: a list of ideas, each under another, drawn beside it as it is typed."""

from __future__ import annotations

import dataclasses

from goalsheet.layout import logs, looks, places
from goalsheet.layout.plan import Cell, Chart, Live, Page, Series, Sheet
from goalsheet.layout.room import LOG_FIRST, letters
from goalsheet.layout.vision_places import FIGURES, SPOTS_FIRST
from goalsheet.vision.mind_map import COLUMNS, ROOM

LOG = logs.Log(
    places.IDEAS,
    "vision.ideas",
    ROOM,
    "Type an idea, and under which other one it belongs. The map draws itself, for yourself alone.",
    {},
)
BEGIN = "Type your first idea on the left: it becomes the middle of the map."
_FIRST, _COLUMNS, _ROWS = 5, 16, 25  # where the map begins, and the columns and rows it takes
_COLUMN_WIDTH, _ROW_HEIGHT = 8.5, 18.0
_LEFT_OUT = 4  # the column between
_WIDTH, _HEIGHT = 27.0, 15.4  # centimetres
_REACH = (3.62, 1.06)  # the widest label ends just before the edge

ALT = "Mind map: the ideas of the list, from the middle to the right and to the left; the list says the same in words."


def sheet() -> Sheet:
    """The sheet as a plan."""
    plain = logs.sheet(LOG)
    end = _FIRST + _COLUMNS - 1
    widths = {_LEFT_OUT: 2.0} | dict.fromkeys(range(_FIRST, end + 1), _COLUMN_WIDTH)
    return dataclasses.replace(
        plain,
        cells={**plain.cells, **_empty()},
        widths={**plain.widths, **widths},
        charts=(_chart(),),
        color=looks.INDIGO,
        page=Page(
            f"'{plain.title}'!${letters(_FIRST)}${LOG_FIRST}:${letters(end)}${LOG_FIRST + _ROWS - 1}", landscape=True
        ),
    )


def _empty() -> dict[tuple[int, int], Cell]:
    """What is seen through the map as long as it is empty."""
    told = Live(
        f'IF({places.texts_in("idea_idea")}=0,"{BEGIN}","")',
        lambda figures: None if figures.vision.map.middle else BEGIN,
    )
    look = dataclasses.replace(looks.LABEL, size=12, align="center")
    return {(LOG_FIRST + _ROWS // 2, _FIRST + _COLUMNS // 2): Cell(told, look)}


def _chart() -> Chart:
    """A line for each idea, from what it hangs under; the middle is drawn over all that is not there."""
    first = f"'{FIGURES}'!$"

    def cells(begin: str, end: str, row: int) -> str:
        one, other = (letters(COLUMNS.index(name) + 1) for name in (begin, end))
        return f"{first}{one}${row}:${other}${row}"

    series = [
        Series(
            f"{first}{letters(COLUMNS.index('label') + 1)}${row}",
            cells("from_y", "y", row),
            looks.TEAL_LABEL if row == SPOTS_FIRST else looks.MUTED,
            across=cells("from_x", "x", row),
        )
        for row in range(SPOTS_FIRST + ROOM - 1, SPOTS_FIRST - 1, -1)
    ]
    return Chart(
        "map",
        "Mind map",
        f"{letters(_FIRST)}{LOG_FIRST}",
        _WIDTH,
        _HEIGHT,
        "",
        tuple(series),
        ALT,
        reach=_REACH,
    )
