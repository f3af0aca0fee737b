"""The hidden Lists sheet: what the dropdowns offer, and the figures behind goals and charts."""

from __future__ import annotations

from functools import cache, partial

from goalsheet.layout import badges, burn_up, line_formulas, looks, reward_lines, room
from goalsheet.layout.facts import Figures
from goalsheet.layout.places import (
    CHOSEN_GOAL,
    EXPECTED_ROW,
    LINE_COLUMNS,
    LINES_DAYS_ROW,
    LINES_FIRST_COLUMN,
    LINES_FIRST_ROW,
    LINES_LAST_ROW,
    LISTS,
    TOTALS_ROW,
    all_goals,
    goal_cell,
    line_column,
    line_range,
    line_row,
)
from goalsheet.layout.plan import Cell, Field, Live, Look, Sheet, Slot, Value
from goalsheet.layout.room import address, letters
from goalsheet.layout.vision_places import IDEAS_TYPED, keys, nth_value
from goalsheet.progress.timeline import POINTS
from goalsheet.smart.readiness import READY, READY_COLUMNS
from goalsheet.tracker import choices
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.schema import Choices, table
from goalsheet.tracker.tracker import TABLES
from goalsheet.vision import journal

_FIGURES_COLUMN = LINES_FIRST_COLUMN + 1
_FIRST_WORD_ROW = 2
_FIGURE = Look(format="0.######")  # or LibreOffice shows days as dates


#: No dropdown, but a list all the same: the journal's questions.
PROMPT = Choices("prompt", journal.PROMPTS)


def all_choices() -> list[Choices]:
    """Every dropdown that some column uses, in the schema's order, each once; then the other lists."""
    used = [column.choices for of in TABLES for column in of.columns if column.choices]
    return [*dict.fromkeys(used), PROMPT]


def names() -> dict[str, str]:
    """The defined name of every dropdown's list; lists that vary end at their last filled cell."""
    found = {}
    for column, choice in enumerate(all_choices(), 1):
        words = [f"{LISTS}!${letters(column)}${row}" for row in (_FIRST_WORD_ROW, _last_word_row(choice))]
        found[f"list_{choice.name}"] = _filled(*words) if choice is choices.OBJECTIVE else ":".join(words)
    ids = line_range("id")
    first = ids.partition(":")[0]
    found |= {
        "goals_used": line_range("used"),
        "goal_weights": line_range("weight"),
        "goal_due_keys": line_range("due_key"),
    }
    found |= {f"line_{name}": line_range(name) for name in LINE_COLUMNS if not name.rpartition("_")[2].isdigit()}
    own = f"{LISTS}!{_first_word(choices.OWN_VALUE)}"
    found["list_own_value"] = f"{own}:INDEX({found['list_own_value']},{_offered_values()})"
    found["list_idea"] = f"{IDEAS_TYPED[0]}:INDEX({':'.join(IDEAS_TYPED)},MAX(1,COUNTA({':'.join(IDEAS_TYPED)})))"
    found["list_goal_id"] = f"{first}:INDEX({ids},MAX(1,SUM({line_range('used')})))"
    return found | {
        name: f"{LISTS}!{address(row, _FIGURES_COLUMN, fixed='cr')}" for row, (name, _) in _figures().items()
    }


def _first_word(choice: Choices) -> str:
    return address(_FIRST_WORD_ROW, all_choices().index(choice) + 1, fixed="cr")


def objective_cell(place: int) -> str:
    """The cell of the organisation's objective at that place (from 0), as any sheet names it."""
    return f"{LISTS}!{address(_FIRST_WORD_ROW + place, all_choices().index(choices.OBJECTIVE) + 1, fixed='cr')}"


def _offered_values() -> str:
    """How many values Goals offers: one's own, or the usual ones as long as there are none."""
    return f"IF(COUNT({keys()})=0,{len(choices.VALUE.words)},COUNT({keys()}))"


def _filled(first: str, last: str) -> str:
    cells = f"{first}:{last}"
    return f"{first}:INDEX({cells},MAX(1,COUNTA({cells})))"


def _last_word_row(choice: Choices) -> int:
    return _FIRST_WORD_ROW + (len(choice.words) or room.OBJECTIVES) - 1


def sheet() -> Sheet:
    """The sheet as a plan."""
    return Sheet(
        title=LISTS,
        cells=_words() | _lines() | _days() | _totals() | _figure_cells() | _rewards() | burn_up.cells(CHOSEN_GOAL),
        state="hidden",
        protected=True,
    )


def _words() -> dict[tuple[int, int], Cell]:
    cells = {}
    for column, choice in enumerate(all_choices(), 1):
        cells[1, column] = Cell(choice.name, looks.LABEL)
        for place, word in enumerate(choice.words):
            content = _own_value(place) if choice is choices.OWN_VALUE else word
            cells[_FIRST_WORD_ROW + place, column] = Cell(content, looks.TEXT)
        if choice is choices.OBJECTIVE:
            for index in range(room.OBJECTIVES):
                cells[_FIRST_WORD_ROW + index, column] = Cell(Slot(Field("objectives", index, "text")), looks.TEXT)
    return cells


def _own_value(place: int) -> Live:
    """What Goals offers at that place (from 0)."""

    def twin(figures: Figures) -> Value:
        offered = figures.vision.offered_values
        return offered[place] if place < len(offered) else None

    count = f"COUNT({keys()})"
    own = f'IF({count}<{place + 1},"",{nth_value(place + 1)})' if place < room.VALUES else '""'
    return Live(f'IF({count}=0,"{choices.VALUE.words[place]}",{own})', twin)


def _lines() -> dict[tuple[int, int], Cell]:
    cells = {(line_row(name, -1), line_column(name)): Cell(name, looks.LABEL) for name in LINE_COLUMNS}
    for index in range(room.GOALS):
        for name in LINE_COLUMNS:
            cells[line_row(name, index), line_column(name)] = Cell(_line(name, index), _FIGURE)
    return cells


def _line(name: str, index: int) -> Live:
    kind, _, point = name.partition("_")
    if point.isdigit():
        return _point(kind, int(point), index)
    formula = line_formulas.LINE_FORMULAS[name].format(**_own_cells(index))
    return Live(formula, Field("lines", index, name), array=name in line_formulas.ARRAYS)


@cache
def _own_cells(index: int) -> dict[str, str]:
    goal = {f"goal_{column.name}": goal_cell(column.name, index) for column in table(Goal).columns}
    own = {name: address(line_row(name, index), line_column(name), fixed="c") for name in LINE_COLUMNS}
    used, rank = letters(line_column("used")), letters(line_column("rank"))
    return (
        goal
        | own
        | {
            "position": str(index + 1),
            "used_so_far": f"${used}${LINES_FIRST_ROW}:${used}{LINES_FIRST_ROW + index}",
            "ranks": f"${rank}${LINES_FIRST_ROW}:${rank}${LINES_LAST_ROW}",
        }
    )


def _point(kind: str, point: int, index: int) -> Live:
    """One figure of one goal on one day of the timeline.

    Its newest entry's key, that entry's number, its share; the keys of the phases around the day, what is expected.
    """
    own = _own_cells(index)
    cells = own | {name: own[f"{name}_{point}"] for name in ("key", "value", "share", "past", "next", "due")}
    cells["day"] = address(LINES_DAYS_ROW, line_column(f"share_{point}"), fixed="cr")
    formula = {
        "key": line_formulas.newest("{day}+1"),
        "value": line_formulas.POINT_VALUE,
        "share": line_formulas.POINT_SHARE,
        "past": line_formulas.POINT_PAST,
        "next": line_formulas.POINT_NEXT,
        "due": line_formulas.POINT_DUE,
    }[kind].format(**cells)
    return Live(formula, Field("lines", index, f"{kind}_{point}"), array=kind in ("key", "past", "next"))


def _rewards() -> dict[tuple[int, int], Cell]:
    cells = {
        (reward_lines.FIRST_ROW - 1, reward_lines.column(name)): Cell(f"reward_{name}", looks.LABEL)
        for name in reward_lines.COLUMNS
    }
    for index in range(room.LOG_ROWS):
        for name in reward_lines.COLUMNS:
            figure = Live(
                reward_lines.formula(name, index),
                Field("reward_lines", index, name),
                array=name in reward_lines.ARRAYS,
            )
            cells[reward_lines.FIRST_ROW + index, reward_lines.column(name)] = Cell(figure, _FIGURE)
    return cells


def _days() -> dict[tuple[int, int], Cell]:
    """The timeline's days above the columns of shares; see progress.timeline.days."""
    last = "IF(TODAY()<=cycle_start,cycle_end,MIN(cycle_end,TODAY()))"
    cells = {}
    for point in range(POINTS):
        formula = f"cycle_start+INT(({last}-cycle_start)*{point}/{POINTS - 1})"
        day = Live(formula, partial(_day, point))
        cells[LINES_DAYS_ROW, line_column(f"share_{point}")] = Cell(day, Look(format="d mmm"))
    return cells


def _day(point: int, figures: Figures) -> Value:
    return figures.days[point]


def _totals() -> dict[tuple[int, int], Cell]:
    label_column = line_column("share_0") - 1
    cells = {
        (TOTALS_ROW, label_column): Cell("Progress", looks.LABEL),
        (EXPECTED_ROW, label_column): Cell("Expected", looks.LABEL),
    }
    ranges = {name: line_range(name) for name in ("used", "weight", "begins")}
    for point in range(POINTS):
        column = line_column(f"share_{point}")
        own = ranges | {name: line_range(f"{name}_{point}") for name in ("share", "due")}
        past, due = line_formulas.TIMELINE_PROGRESS, line_formulas.TIMELINE_EXPECTED
        if point == POINTS - 1:  # the last day is now: say what the Dashboard says
            past, due = "N(overall_progress)", f"IF(TODAY()<=cycle_start,{due},N(overall_expected))"
        progress = line_formulas.drawn(past, line_formulas.NO_PROGRESS).format(**own)
        cells[TOTALS_ROW, column] = Cell(Live(progress, partial(_progress, point)), looks.TEXT)
        expected = line_formulas.drawn(due, line_formulas.NOTHING_EXPECTED).format(**own)
        cells[EXPECTED_ROW, column] = Cell(Live(expected, partial(_expected, point)), looks.TEXT)
    return cells


def _progress(point: int, figures: Figures) -> Value:
    return figures.progress_over_time[point]


def _expected(point: int, figures: Figures) -> Value:
    return figures.expected_over_time[point]


def _figures() -> dict[int, tuple[str, Live]]:
    """Figures that several sheets show: their row, their defined name, the figure."""
    ready = "*".join(f'(goal_{name}="{READY}")' for name in READY_COLUMNS)
    return {
        TOTALS_ROW: (
            "overall_progress",
            Live(line_formulas.weighted(all_goals("goal_progress")), lambda figures: figures.progress),
        ),
        TOTALS_ROW + 1: (
            "overall_expected",
            Live(
                line_formulas.weighted_beside(all_goals("goal_expected"), all_goals("goal_progress")),
                lambda figures: figures.expected,
            ),
        ),
        TOTALS_ROW + 2: ("goals_smart_ready", Live(f"SUMPRODUCT({ready})", lambda figures: figures.smart_ready)),
        TOTALS_ROW + 3: ("levels_t_score", Live(line_formulas.T_SCORE, lambda figures: figures.t_score)),
        TOTALS_ROW + 4: ("reward_badges", badges.badges()),
        TOTALS_ROW + 5: ("next_review", badges.next_review()),
        TOTALS_ROW + 6: ("goals_above", Live("ROW(INDEX(goal_id,1))", lambda _: room.GOALS_HEADER)),
    }


def _figure_cells() -> dict[tuple[int, int], Cell]:
    cells = {}
    for row, (name, figure) in _figures().items():
        cells[row, _FIGURES_COLUMN - 1] = Cell(name, looks.LABEL)
        cells[row, _FIGURES_COLUMN] = Cell(figure, looks.TEXT)
    return cells
