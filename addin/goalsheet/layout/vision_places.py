"""Where the cells of the private sheets are, as formulas on other sheets find them."""

from __future__ import annotations

from goalsheet.layout import room
from goalsheet.layout.places import row_cell
from goalsheet.layout.room import address, letters
from goalsheet.tracker.schema import table
from goalsheet.tracker.vision import PersonalValue, Reflection, Trait, VisionTile
from goalsheet.vision.mind_map import COLUMNS, ROOM
from goalsheet.vision.questions import QUESTIONS

REFLECTION, VALUES, TRAITS = table(Reflection), table(PersonalValue), table(Trait)
TILES = table(VisionTile)

VISION = "Vision"
#: Rows of the sheet Vision: each part has a heading, a row of titles, and its rows.
QUESTIONS_ROW, VALUES_ROW, TRAITS_ROW, COVERAGE_ROW = 6, 14, 25, 34
ANSWER_ROWS = range(QUESTIONS_ROW + 2, QUESTIONS_ROW + 2 + len(QUESTIONS))
CHOSEN_ROWS = range(VALUES_ROW + 2, VALUES_ROW + 2 + room.VALUES)
TRAIT_ROWS = range(TRAITS_ROW + 2, TRAITS_ROW + 2 + room.TRAITS)
GOALS_ROW = COVERAGE_ROW + 4  # the numbers of the goals; above it stands what is said of the map
VALUE_ROWS = range(GOALS_ROW + 1, GOALS_ROW + 1 + room.VALUES)
OBJECTIVES_ROW = VALUE_ROWS.stop
OBJECTIVE_ROWS = range(OBJECTIVES_ROW + 1, OBJECTIVES_ROW + 1 + room.OBJECTIVES)
GOAL_COLUMNS = range(3, 3 + room.GOALS)

IDEAS_TYPED = (row_cell("idea_idea", 0), row_cell("idea_idea", ROOM - 1))  # the first and the last that count

#: The hidden sheet: the figures of the mind map, a row each, then the values' order; single figures on top.
FIGURES = "Vision figures"
SINGLES_ROW, HEADS_ROW, SPOTS_FIRST = 2, 4, 5
SPOTS_LAST = SPOTS_FIRST + ROOM - 1
SINGLES = ("middle", "leaves", "right", "deepest", "streak", "unserved_values", "unserved_objectives", "free_goals")
KEYS_COLUMN = len(COLUMNS) + 2


def spot_cell(name: str, index: int, *, fixed: str = "c") -> str:
    """The cell of a figure of the idea at `index` (from 0), on the hidden sheet itself."""
    return address(SPOTS_FIRST + index, COLUMNS.index(name) + 1, fixed=fixed)


def spot_range(name: str) -> str:
    """All cells of a figure of the mind map, on the hidden sheet itself."""
    column = letters(COLUMNS.index(name) + 1)
    return f"${column}${SPOTS_FIRST}:${column}${SPOTS_LAST}"


def single(name: str) -> str:
    """The cell of a single figure, as any sheet names it."""
    return f"'{FIGURES}'!{address(SINGLES_ROW, SINGLES.index(name) + 1, fixed='cr')}"


def keys() -> str:
    """The cells by which the values are ordered, as any sheet names them."""
    column = letters(KEYS_COLUMN)
    return f"'{FIGURES}'!${column}${SPOTS_FIRST}:${column}${SPOTS_FIRST + room.VALUES - 1}"


def nth_value(place: int) -> str:
    """The formula of the value at that place (from 1) of the order, without blanks around it."""
    return f"TRIM(INDEX(value_value,MOD(SMALL({keys()},{place}),100)))"
