"""The burn-up of one goal: its hidden figures on Lists as live formulas, their twins being in layout/burn_up_lines.py.

Which goal it is, is chosen on the Dashboard.
"""

from __future__ import annotations

from functools import cache, partial

from goalsheet.layout import line_formulas, looks, reward_lines
from goalsheet.layout.burn_up_lines import POINTS
from goalsheet.layout.facts import Figures
from goalsheet.layout.lines import NEVER
from goalsheet.layout.places import LINE_COLUMNS, LINES_FIRST_COLUMN, LISTS, goal_at, line_range
from goalsheet.layout.plan import Cell, Field, Live, Look, Value
from goalsheet.layout.room import address, letters
from goalsheet.progress.timeline import NOT_DRAWN
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.schema import table

_DONE, _DUE = ("day", "key", "value", "progress", "across"), ("due_day", "past", "next", "expected", "along")
_COLUMNS = (*_DONE, *_DUE)
_HEADS = ("place", "first", "last", "until")
_ARRAYS = ("key", "past", "next")
_HEADS_ROW = reward_lines.LAST_ROW + 3  # titles stand in the row above
_FIRST_ROW = _HEADS_ROW + 3
_PLAIN, _DAY = Look(format="0.######"), Look(format="d mmm yyyy")
_DAYS = ("first", "last", "until", "day", "due_day")
_NOT_DRAWN = f"{NOT_DRAWN:g}"


def cells(chosen: str) -> dict[tuple[int, int], Cell]:
    """The figures' cells on Lists; `chosen` is the cell with the number of the goal."""
    found = {}
    for place, name in enumerate(_HEADS, LINES_FIRST_COLUMN):
        found[_HEADS_ROW - 1, place] = Cell(f"burn_up_{name}", looks.LABEL)
        live = Live(_HEAD_FORMULAS[name].format(chosen=chosen, **_known()), partial(_head, name))
        found[_HEADS_ROW, place] = Cell(live, _look(name))
    for place, name in enumerate(_COLUMNS, LINES_FIRST_COLUMN):
        found[_FIRST_ROW - 1, place] = Cell(f"burn_up_{name}", looks.LABEL)
        for point in range(POINTS):
            rows = "burn_up.done" if name in _DONE else "burn_up.due"
            live = Live(_formula(name, point), Field(rows, point, name), array=name in _ARRAYS)
            found[_FIRST_ROW + point, place] = Cell(live, _look(name))
    return found


def _look(name: str) -> Look:
    return _DAY if name in _DAYS else _PLAIN


def _head(name: str, figures: Figures) -> Value:
    value: Value = getattr(figures.burn_up, name)
    return value


def head(name: str) -> str:
    """The cell of what is said once: the goal's place, the chart's first and last day, the last one of what is done."""
    return f"{LISTS}!{address(_HEADS_ROW, LINES_FIRST_COLUMN + _HEADS.index(name), fixed='cr')}"


def column(name: str) -> str:
    """The cells of a figure, from point to point."""
    place = letters(LINES_FIRST_COLUMN + _COLUMNS.index(name))
    return f"'{LISTS}'!${place}${_FIRST_ROW}:${place}${_FIRST_ROW + POINTS - 1}"


@cache
def _known() -> dict[str, str]:
    """What formulas name: the chosen goal's own cells and hidden figures, and what is said once."""
    heads = {name: head(name) for name in _HEADS}
    goal = {f"goal_{one.name}": goal_at(one.name, heads["place"]) for one in table(Goal).columns}
    lines = {name: f"INDEX({line_range(name)},{heads['place']})" for name in LINE_COLUMNS if not name[-1].isdigit()}
    return {**goal, **lines, **{f"of_{name}": cell for name, cell in heads.items()}}


_HEAD_FORMULAS = {
    "place": "IFERROR(IF(INDEX(goals_used,MATCH({chosen},goal_id,0)-1)=1,MATCH({chosen},goal_id,0)-1,0),0)",
    "first": "IF({of_place}=0,cycle_start,IF({begins}>0,INT({begins}),cycle_start))",
    "last": (
        "MAX({of_first}+1,IF({of_place}=0,cycle_end,"
        "MAX(IF({begins}>0,INT({ends}),cycle_end),{last_date},IF(ISNUMBER({due_key}),TODAY(),0))))"
    ),
    "until": "MAX({of_first},MIN({of_last},TODAY()))",
}
_SPREAD = f"{{of_first}}+INT(({{end}}-{{of_first}})*{{point}}/{POINTS - 1})"
_ALONG = "({at}-{of_first})/({of_last}-{of_first})"
_POINT_FORMULAS = {
    "day": _SPREAD.replace("{end}", "{of_until}"),
    "key": f"IF({{of_place}}=0,0,{line_formulas.newest('{day}+1')})",
    "value": f'IF({{of_place}}=0,"",{line_formulas.POINT_VALUE})',
    "progress": f"IF({{of_place}}=0,{_NOT_DRAWN},IF(TODAY()<{{of_first}},{_NOT_DRAWN},{line_formulas.POINT_SHARE}))",
    "across": _ALONG.replace("{at}", "{day}"),
    "due_day": _SPREAD.replace("{end}", "{of_last}"),
    "past": f"IF({{of_place}}=0,0,{line_formulas.POINT_PAST.replace('{day}', '{due_day}')})",
    "next": f"IF({{of_place}}=0,{NEVER},{line_formulas.POINT_NEXT.replace('{day}', '{due_day}')})",
    "expected": (
        f"IF({{of_place}}=0,{_NOT_DRAWN},IF(AND({{begins}}>0,ISNUMBER({{goal_expected}})),"
        f"{line_formulas.POINT_DUE.replace('{day}', '{due_day}')},{_NOT_DRAWN}))"
    ),
    "along": _ALONG.replace("{at}", "{due_day}"),
}
#: The last day is now: say what Goals says.
_NOW = line_formulas.POINT_SHARE, "N({goal_progress})"


def _formula(name: str, point: int) -> str:
    formula = _POINT_FORMULAS[name]
    if name == "progress" and point == POINTS - 1:
        formula = formula.replace(*_NOW)
    row = _FIRST_ROW + point
    beside = {one: address(row, LINES_FIRST_COLUMN + place, fixed="c") for place, one in enumerate(_COLUMNS)}
    return formula.format(**{**_known(), **beside, "point": str(point)})
