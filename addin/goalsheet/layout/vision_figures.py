"""The hidden sheet Vision figures: what the mind map is drawn from, the values' order, and what is told of both."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from goalsheet.layout import coverage_formulas, looks, room
from goalsheet.layout.facts import Figures
from goalsheet.layout.map_formulas import ARRAYS, SINGLE_FORMULAS, SPOT_FORMULAS
from goalsheet.layout.places import row_cell
from goalsheet.layout.plan import Cell, Field, Live, Look, Sheet, Value
from goalsheet.layout.room import letters
from goalsheet.layout.vision_places import (
    FIGURES,
    HEADS_ROW,
    KEYS_COLUMN,
    SINGLES,
    SINGLES_ROW,
    SPOTS_FIRST,
    spot_cell,
    spot_range,
)
from goalsheet.vision.coverage import LAST_RANK, trimmed
from goalsheet.vision.journal import MOST_WEEKS
from goalsheet.vision.mind_map import COLUMNS, ROOM

_FIGURE = Look(format="0.######")

_MONDAY = "(TODAY()-MOD(TODAY()-2,7))"
_EMPTY = letters(KEYS_COLUMN + 1)
_WEEK = f"(ROW(${_EMPTY}$1:${_EMPTY}${MOST_WEEKS + 1})-1)"  # nobody inserts rows on a hidden sheet


def _written(week: str) -> str:
    """How many entries there are in the week so many weeks ago."""
    first = f"{_MONDAY}-7*{week}"
    return f'COUNTIFS(journal_date,">="&({first}),journal_date,"<"&({first}+7))'


_BEGUN = f"IF({_written('0')}=0,1,0)"
#: See vision.journal.week_streak: the weeks up to the first one without an entry, not counting one that still runs.
_STREAK = f"MIN(IF(IF({_WEEK}>={_BEGUN},{_written(_WEEK)},1)=0,{_WEEK},{MOST_WEEKS + 1}))-{_BEGUN}"


def sheet() -> Sheet:
    """The sheet as a plan."""
    return Sheet(title=FIGURES, cells=_singles() | _spots() | _keys(), state="hidden", protected=True)


@cache
def _columns() -> dict[str, str]:
    return {f"all_{name}": spot_range(name) for name in COLUMNS}


def _singles() -> dict[tuple[int, int], Cell]:
    told: dict[str, Live] = {
        name: Live(SINGLE_FORMULAS[name].format(**_columns()), _of_map(name)) for name in SINGLE_FORMULAS
    }
    told["streak"] = Live(_STREAK, lambda figures: figures.vision.streak, array=True)
    told |= coverage_formulas.lists_of_gaps()
    cells = {(SINGLES_ROW - 1, place): Cell(name, looks.LABEL) for place, name in enumerate(SINGLES, 1)}
    return cells | {(SINGLES_ROW, place): Cell(told[name], _FIGURE) for place, name in enumerate(SINGLES, 1)}


def _of_map(name: str) -> Callable[[Figures], Value]:
    def figure(figures: Figures) -> Value:
        value: Value = getattr(figures.vision.map, name)
        return value

    return figure


def _spots() -> dict[tuple[int, int], Cell]:
    cells = {(HEADS_ROW, place): Cell(name, looks.LABEL) for place, name in enumerate(COLUMNS, 1)}
    for index in range(ROOM):
        own = {name: spot_cell(name, index) for name in COLUMNS} | {"row": str(index + 1)}
        own |= {f"typed_{name}": row_cell(f"idea_{name}", index) for name in ("idea", "parent")}
        for place, name in enumerate(COLUMNS, 1):
            formula = SPOT_FORMULAS[name].format(**own, **_columns())
            live = Live(formula, Field("vision.spots", index, name), array=name in ARRAYS)
            cells[SPOTS_FIRST + index, place] = Cell(live, _FIGURE)
    return cells


def _keys() -> dict[tuple[int, int], Cell]:
    """What orders the values: the rank, then the row."""
    cells = {(HEADS_ROW, KEYS_COLUMN): Cell("value_key", looks.LABEL)}
    for place in range(1, room.VALUES + 1):
        rank = f"INDEX(value_rank,{place})"
        number = f"IF(AND(ISNUMBER({rank}),NOT(ISLOGICAL({rank}))),INT({rank}),{LAST_RANK})"
        formula = f'IF(TRIM(INDEX(value_value,{place}))="","",100*{number}+{place})'
        cells[SPOTS_FIRST + place - 1, KEYS_COLUMN] = Cell(Live(formula, _key(place)), _FIGURE)
    return cells


def _key(place: int) -> Callable[[Figures], Value]:
    def key(figures: Figures) -> Value:
        row = figures.vision.values[place - 1]
        rank = LAST_RANK if row.rank is None else int(row.rank)
        return 100 * rank + place if trimmed(row.value) else None

    return key
