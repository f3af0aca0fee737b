"""What is said of values and objectives that no goal serves; twins in vision/coverage.py."""

from __future__ import annotations

from collections.abc import Iterable

from goalsheet.layout.facts import Figures
from goalsheet.layout.places import goal_at, line_cell
from goalsheet.layout.plan import Field, Live, Value
from goalsheet.layout.room import address
from goalsheet.layout.vision_places import GOAL_COLUMNS, GOALS_ROW, OBJECTIVE_ROWS, VALUE_ROWS, keys, nth_value, single
from goalsheet.layout.vision_places import VISION as SHEET
from goalsheet.vision import coverage

_LONGEST = 30_000


def lists_of_gaps() -> dict[str, Live]:
    """The names of what nothing serves and of goals that serve nothing, each behind a comma, by the figure's name."""
    return {
        "unserved_values": Live(
            _named(map(_unserved, VALUE_ROWS)), lambda figures: figures.vision.coverage.unserved_values
        ),
        "unserved_objectives": Live(
            _named(map(_unserved, OBJECTIVE_ROWS)), lambda figures: figures.vision.coverage.unserved_objectives
        ),
        "free_goals": Live(_named(map(_free, GOAL_COLUMNS)), lambda figures: figures.vision.coverage.free_goals),
    }


def _named(parts: Iterable[str]) -> str:
    return f"MID({'&'.join(parts)},3,{_LONGEST})"


def _unserved(row: int) -> str:
    name = f"{SHEET}!{address(row, 2, fixed='cr')}"
    return f'IF({name}="","",IF({_dots(row)}=0,", "&{name},""))'


def _free(column: int) -> str:
    name = f"{SHEET}!{address(GOALS_ROW, column, fixed='cr')}"
    first, last = (address(row, column, fixed="cr") for row in (VALUE_ROWS[0], OBJECTIVE_ROWS[-1]))
    return f'IF({name}="","",IF(COUNTIF({SHEET}!{first}:{last},"{coverage.DOT}")=0,", "&{name},""))'


def value_count() -> str:
    """How many values there are."""
    return f"COUNT({keys()})"


def objective_count() -> str:
    """How many objectives there are."""
    first, last = (address(row, 2, fixed="cr") for row in (OBJECTIVE_ROWS[0], OBJECTIVE_ROWS[-1]))
    return f'COUNTIF({SHEET}!{first}:{last},"?*")'


def served(rows: Iterable[int]) -> str:
    """How many of the names in these rows of the map a goal serves."""
    return "(" + "+".join(f"({_dots(row)}>0)" for row in rows) + ")"


def _dots(row: int) -> str:
    first, last = (address(row, column, fixed="cr") for column in (GOAL_COLUMNS[0], GOAL_COLUMNS[-1]))
    return f'COUNTIF({SHEET}!{first}:{last},"{coverage.DOT}")'


def _said(gaps: str, none: str, otherwise: str) -> str:
    return f'IF({single(gaps)}="","{none}","{otherwise}"&{single(gaps)}&".")'


_NO_GOALS = "SUM(goals_used)=0"
_NO_VALUES = f"{value_count()}=0"

ABOUT_VALUES = Live(
    f'IF({_NO_VALUES},"{coverage.NO_VALUES}",IF({_NO_GOALS},"{coverage.NO_GOALS}",'
    + _said("unserved_values", coverage.ALL_VALUES, coverage.NOTHING_SERVES)
    + "))",
    lambda figures: figures.vision.coverage.about_values,
)
ABOUT_OBJECTIVES = Live(
    f'IF({objective_count()}=0,"{coverage.NO_OBJECTIVES}",IF({_NO_GOALS},"",'
    + _said("unserved_objectives", coverage.ALL_OBJECTIVES, coverage.NOTHING_SERVES)
    + "))",
    lambda figures: figures.vision.coverage.about_objectives,
)
ABOUT_GOALS = Live(
    f'IF(OR({_NO_GOALS},AND({_NO_VALUES},{objective_count()}=0)),"",'
    + _said("free_goals", coverage.NO_FREE_GOALS, coverage.FREE)
    + ")",
    lambda figures: figures.vision.coverage.about_goals,
)


def goal_number(place: int) -> Live:
    """The number of the goal at that place (from 0) among those in use."""
    order = line_cell("order", place)
    return Live(f'IF({order}=0,"",{goal_at("id", order)})', Field("shown", place, "id"))


def value_name(place: int) -> Live:
    """The value at that place (from 0) of the order."""

    def twin(figures: Figures) -> Value:
        values = figures.vision.coverage.values
        return values[place] if place < len(values) else None

    return Live(f'IF(COUNT({keys()})<{place + 1},"",{nth_value(place + 1)})', twin)


def objective_name(place: int, cell: str) -> Live:
    """The objective in that cell of Lists."""

    def twin(figures: Figures) -> Value:
        objectives = figures.vision.coverage.objectives
        return objectives[place] if place < len(objectives) else None

    return Live(f"TRIM({cell})", twin)


def dot(column: str, goal: int, row: int, name: int) -> Live:
    """Whether the goal at a place serves what stands in the row; `column` is the goal's, `name` the row's place."""
    order, of = line_cell("order", goal), address(row, 2, fixed="c")
    formula = f'IF(OR({of}="",{order}=0),"",IF(TRIM({goal_at(column, order)})={of},"{coverage.DOT}",""))'

    def twin(figures: Figures) -> Value:
        served = figures.vision.coverage
        serves = served.serves_value if column == "value" else served.serves_objective
        return coverage.DOT if serves(goal, name) else None

    return Live(formula, twin)
