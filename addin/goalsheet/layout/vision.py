"""The Vision sheet: five questions, values, strengths and growth areas, and which goals live up to them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence

from goalsheet.layout import columns, coverage_formulas, lists, looks, room
from goalsheet.layout.facts import Figures
from goalsheet.layout.places import PREFIXES, all_goals
from goalsheet.layout.plan import Cell, Field, Highlight, Live, Look, Page, Sheet, Slot, Validation
from goalsheet.layout.room import address, letters
from goalsheet.layout.vision_places import (
    ANSWER_ROWS,
    CHOSEN_ROWS,
    COVERAGE_ROW,
    GOAL_COLUMNS,
    GOALS_ROW,
    OBJECTIVE_ROWS,
    OBJECTIVES_ROW,
    QUESTIONS_ROW,
    REFLECTION,
    TRAIT_ROWS,
    TRAITS,
    TRAITS_ROW,
    VALUE_ROWS,
    VALUES,
    VALUES_ROW,
    VISION,
)
from goalsheet.tracker.schema import Column, Owner, Table
from goalsheet.vision.coverage import DOT, NOTHING_SERVES, NOTHING_SERVES_IT
from goalsheet.vision.questions import ANSWERED, OPEN, QUESTIONS

_LAST = GOAL_COLUMNS[-1]
#: B carries names; the goals' narrow columns carry all else, several at a time. A and the last one are margins.
WIDTHS = {1: 2.0, 2: 31.0, _LAST + 1: 2.0} | dict.fromkeys(GOAL_COLUMNS, 4.2)
#: The first and last column of each column of a table.
SPANS: Mapping[str, Sequence[tuple[int, int]]] = {
    "Reflection": ((2, 2), (3, 11), (12, 24), (25, 27)),
    "PersonalValue": ((2, 2), (3, 4), (5, 21), (22, 27)),
    "Trait": ((2, 2), (3, 14), (15, 27)),
}
PARTS = ((REFLECTION, QUESTIONS_ROW, ANSWER_ROWS), (VALUES, VALUES_ROW, CHOSEN_ROWS), (TRAITS, TRAITS_ROW, TRAIT_ROWS))
_ROWS_IN_FIGURES = {"Reflection": "vision.reflections", "PersonalValue": "vision.values", "Trait": "vision.traits"}
HEADINGS = {
    QUESTIONS_ROW: "Five questions to begin with",
    VALUES_ROW: "What matters to me",
    TRAITS_ROW: "What I am good at, and where I want to grow",
    COVERAGE_ROW: "What my goals live up to",
}
PRIVATE = (
    "Yours alone: nothing on this sheet is ever sent, synced or reported. "
    "Whoever is given this file can read it, though."
)
_LEAST = {"Reflection": 62.0, "PersonalValue": 20.0, "Trait": 20.0}
_LINE_HEIGHT = 13.0
_NAME_LEAST, _NAME_LINE = 16.0, 12.0  # of the names of values and objectives, which are smaller
_NAME_LETTERS = 36  # that surely fit into column B at that size
_SO_FAR = 11  # the column from which it is said how far the sheet is filled in


def sheet() -> Sheet:
    """The sheet as a plan."""
    cells = _head() | _coverage()
    for of, top, rows in PARTS:
        cells |= _table(of, top, rows)
    return Sheet(
        title=VISION,
        cells=cells,
        widths=WIDTHS,
        heights=_heights(),
        merges=_merges(),
        validations=[one for of, _, rows in PARTS for one in _validations(of, rows)],
        highlights=_highlights(),
        protected=True,
        color=looks.INDIGO,
        page=Page(f"'{VISION}'!$A$1:${letters(_LAST + 1)}${OBJECTIVE_ROWS[-1] + 1}"),
    )


def names() -> dict[str, str]:
    """The defined name of each column of the tables here: value_rank is all ranks."""
    return {
        f"{PREFIXES[of.name]}_{column.name}": f"{VISION}!${letters(span[0])}${rows[0]}:${letters(span[0])}${rows[-1]}"
        for of, _, rows in PARTS
        for column, span in zip(of.columns, SPANS[of.name], strict=True)
    }


def _heights() -> dict[int, float | Callable[[Figures], float] | Slot]:
    heights: dict[int, float | Callable[[Figures], float] | Slot] = {2: 30.0, 3: 18.0, 4: 18.0}
    heights |= dict.fromkeys(HEADINGS, 24.0) | dict.fromkeys((top + 1 for _, top, _ in PARTS), 20.0)
    heights |= dict.fromkeys(VALUE_ROWS, _NAME_LEAST)
    heights |= {row: _objective_height(place) for place, row in enumerate(OBJECTIVE_ROWS)}
    heights |= {row: _height(of, index) for of, _, rows in PARTS for index, row in enumerate(rows)}
    return heights | {OBJECTIVES_ROW: 20.0, GOALS_ROW: 20.0}


def _objective_height(place: int) -> Callable[[Figures], float]:
    """The height that an objective needs, which is known when the workbook is made."""

    def height(figures: Figures) -> float:
        objectives = figures.vision.coverage.objectives
        text = objectives[place] if place < len(objectives) else ""
        return max(_NAME_LEAST, columns.line_count(text, _NAME_LETTERS) * _NAME_LINE + 4)

    return height


def _height(of: Table, index: int) -> Callable[[Figures], float]:
    """The height that the texts of a row need; programs measure no merged cells."""
    typed = [
        (column.name, int(sum(WIDTHS[place] for place in range(first, last + 1))))
        for column, (first, last) in zip(of.columns, SPANS[of.name], strict=True)
        if column.owner is Owner.EMPLOYEE
    ]
    rows = _ROWS_IN_FIGURES[of.name].partition(".")[2]

    def height(figures: Figures) -> float:
        row = getattr(figures.vision, rows)[index]
        lines = max(columns.line_count(str(getattr(row, name) or ""), width) for name, width in typed)
        return max(_LEAST[of.name], lines * _LINE_HEIGHT + 6)

    return height


def _merges() -> list[str]:
    spans = [
        f"{letters(first)}{row}:{letters(last)}{row}"
        for of, top, rows in PARTS
        for row in (top + 1, *rows)
        for first, last in SPANS[of.name]
        if last > first
    ]
    wide = (2, 3, *(COVERAGE_ROW + row for row in (1, 2, 3)))
    return [*(f"B{row}:{letters(_LAST)}{row}" for row in wide), f"{letters(_SO_FAR)}4:{letters(_LAST)}4", *spans]


def _head() -> dict[tuple[int, int], Cell]:
    cells: dict[tuple[int, int], Cell] = {
        (2, 2): Cell("Vision and values", dataclasses.replace(looks.TITLE, size=22)),
        (3, 2): Cell(PRIVATE, looks.SUBTITLE),
        (4, 2): Cell("← Start", looks.LINK, link="'Start'!A1"),
        (4, 3): Cell("Vision board", looks.LINK, link="'Vision board'!A1"),
        (4, 7): Cell("Mind map", looks.LINK, link="'Mind map'!A1"),
        (4, _SO_FAR): Cell(_so_far(), dataclasses.replace(looks.LABEL, align="right")),
    }
    for row, text in HEADINGS.items():
        cells |= {(row, place): Cell(text if place == 2 else None, looks.HEADING) for place in range(2, _LAST + 1)}  # noqa: PLR2004 - B
    return cells


def _so_far() -> Live:
    """How far the sheet is filled in."""
    formula = (
        f'COUNTIF(reflection_state,"{ANSWERED}")&" of {len(QUESTIONS)} questions answered  ·  "'
        f'&SUMPRODUCT((TRIM(value_value)<>"")*1)&" of up to {room.VALUES} values  ·  "'
        f'&SUMPRODUCT((TRIM(trait_trait)<>"")*1)&" of up to {room.TRAITS} strengths and growth areas"'
    )

    def twin(figures: Figures) -> str:
        vision = figures.vision
        return (
            f"{vision.answered} of {len(QUESTIONS)} questions answered  ·  "
            f"{len(vision.coverage.values)} of up to {room.VALUES} values  ·  "
            f"{vision.trait_count} of up to {room.TRAITS} strengths and growth areas"
        )

    return Live(formula, twin)


def _table(of: Table, top: int, rows: range) -> dict[tuple[int, int], Cell]:
    cells = {}
    for column, (first, last) in zip(of.columns, SPANS[of.name], strict=True):
        for place in range(first, last + 1):
            title = column.title if place == first else None
            cells[top + 1, place] = Cell(title, columns.header(column))
            for index, row in enumerate(rows):
                content = _content(of, column, index, row) if place == first else None
                cells[row, place] = Cell(content, _look(column))
    return cells


def _look(column: Column) -> Look:
    if column.name == "question":
        return dataclasses.replace(looks.COMPUTED, bold=True, size=11, color=looks.TEAL_DARK, indent=1, valign="center")
    if column.name == "examples":
        return dataclasses.replace(looks.COMPUTED, size=9, indent=1, valign="center")
    return dataclasses.replace(columns.look(column), valign="center")


def _content(of: Table, column: Column, index: int, row: int) -> str | Slot | Live:
    if column.name in ("question", "examples"):
        question = QUESTIONS[index]
        return question.text if column.name == "question" else question.shown
    value = Field(_ROWS_IN_FIGURES[of.name], index, column.name)
    if not column.computed:
        return Slot(value)
    spans = {c.name: address(row, span[0], fixed="c") for c, span in zip(of.columns, SPANS[of.name], strict=True)}
    return Live(FORMULAS[of.name, column.name].format(**spans), value)


_SERVING = f"SUMPRODUCT((TRIM({all_goals('goal_value')})=TRIM({{value}}))*goals_used)"
FORMULAS = {
    ("Reflection", "state"): f'IF(TRIM({{answer}})="","{OPEN}","{ANSWERED}")',
    ("PersonalValue", "served"): (
        f'IF(TRIM({{value}})="","",IF({_SERVING}=0,"{NOTHING_SERVES_IT}",{_SERVING}&IF({_SERVING}=1," goal"," goals")))'
    ),
}


def _validations(of: Table, rows: range) -> list[Validation]:
    found = []
    for column, (first, last) in zip(of.columns, SPANS[of.name], strict=True):
        said = columns.validation(of, column, rows[0], rows[-1])
        cells = f"{letters(first)}{rows[0]}:{letters(last)}{rows[-1]}"
        found.append(dataclasses.replace(said, cells=cells))
    return found


def _coverage() -> dict[tuple[int, int], Cell]:
    said = (coverage_formulas.ABOUT_VALUES, coverage_formulas.ABOUT_OBJECTIVES, coverage_formulas.ABOUT_GOALS)
    cells = {(COVERAGE_ROW + row, 2): Cell(live, looks.TEXT) for row, live in enumerate(said, 1)}
    cells[GOALS_ROW, 2] = Cell("My values", dataclasses.replace(looks.HEADER, indent=1, line=None))
    cells[OBJECTIVES_ROW, 2] = Cell("The company's objectives", dataclasses.replace(looks.HEADER, indent=1, line=None))
    for goal, place in enumerate(GOAL_COLUMNS):
        cells[GOALS_ROW, place] = Cell(coverage_formulas.goal_number(goal), _HEAD)
        cells[OBJECTIVES_ROW, place] = Cell(None, _HEAD)
    return cells | _dots("value", VALUE_ROWS) | _dots("objective", OBJECTIVE_ROWS)


_HEAD = dataclasses.replace(looks.HEADER, size=8, align="center", wrap=False, line=None)
_OBJECTIVE_NAME = Look(size=9, indent=1, wrap=True)
_VALUE_NAME = Look(size=9, indent=1, shrink=True)  # typed later on, when no row gets higher by itself
_DOT = Look(size=12, color=looks.TEAL, align="center")


def _dots(column: str, rows: range) -> dict[tuple[int, int], Cell]:
    cells = {}
    for name, row in enumerate(rows):
        if column == "value":
            cells[row, 2] = Cell(coverage_formulas.value_name(name), _VALUE_NAME)
        else:
            cells[row, 2] = Cell(_objective(name), _OBJECTIVE_NAME)
        for goal, place in enumerate(GOAL_COLUMNS):
            cells[row, place] = Cell(coverage_formulas.dot(column, goal, row, name), _DOT)
    return cells


def _objective(place: int) -> Live:
    return coverage_formulas.objective_name(place, lists.objective_cell(place))


def _highlights() -> list[Highlight]:
    first, last = letters(GOAL_COLUMNS[0]), letters(_LAST)
    state = f"{letters(SPANS['Reflection'][3][0])}{ANSWER_ROWS[0]}:{last}{ANSWER_ROWS[-1]}"
    served = f"{letters(SPANS['PersonalValue'][3][0])}{CHOSEN_ROWS[0]}"
    rules = [
        Highlight(state, f'${letters(SPANS["Reflection"][3][0])}{ANSWER_ROWS[0]}="{ANSWERED}"', looks.GREEN, bold=True),
        Highlight(
            f"{served}:{last}{CHOSEN_ROWS[-1]}", f'${served}="{NOTHING_SERVES_IT}"', looks.AMBER, looks.AMBER_SOFT
        ),
    ]
    said = f"B{COVERAGE_ROW + 1}:{last}{COVERAGE_ROW + 3}"
    rules.append(Highlight(said, f'ISNUMBER(SEARCH("{NOTHING_SERVES}",$B{COVERAGE_ROW + 1}))', looks.AMBER, bold=True))
    for rows in (VALUE_ROWS, OBJECTIVE_ROWS):
        area, own = f"B{rows[0]}:{last}{rows[-1]}", f"${first}{rows[0]}:${last}{rows[0]}"
        empty = f'AND($B{rows[0]}<>"",SUM(goals_used)>0,COUNTIF({own},"{DOT}")=0)'
        rules.append(Highlight(area, empty, looks.AMBER, looks.AMBER_SOFT))
        # Values have lines to be chosen for, as the tables above; objectives come with the template.
        rules.append(Highlight(area, "TRUE" if rows is VALUE_ROWS else f'$B{rows[0]}<>""', underline=looks.LINE))
    return rules
