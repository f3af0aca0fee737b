"""The Goals sheet: one row a goal, letter by letter from left to right."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from functools import cache

from goalsheet.layout import columns, looks, paper
from goalsheet.layout.agreed_formula import by_both
from goalsheet.layout.buttons import (
    ADOPT_SUGGESTION,
    CHECK_GOALS,
    CHECK_THIS_GOAL,
    LOG_CHECK_IN,
    UPDATE_PROGRESS,
    Button,
)
from goalsheet.layout.facts import Figures
from goalsheet.layout.formulas import GOAL_FORMULAS
from goalsheet.layout.pixels import column_pixels, forward
from goalsheet.layout.places import LINE_COLUMNS, own_line
from goalsheet.layout.plan import (
    Bar,
    Cell,
    ExcelTable,
    Field,
    Highlight,
    Live,
    Look,
    Page,
    PlacedButton,
    Sheet,
    Slot,
    Validation,
    Value,
)
from goalsheet.layout.room import GOALS, GOALS_FIRST, GOALS_HEADER, address, letters
from goalsheet.progress.status import STATUSES
from goalsheet.smart.readiness import MARK_WORDS, READY, TO_DO
from goalsheet.tracker.agreement import AGREED_BY, AGREED_ON, AS_AGREED
from goalsheet.tracker.choices import AGREED, PROPOSED
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.schema import Column, table

TABLE = table(Goal)
TITLE_ROW, HINT_ROW, JUMP_ROW, BAND_ROW, HEADER_ROW = 1, 2, 3, 4, GOALS_HEADER
LAST = GOALS_FIRST + GOALS - 1
PLACES = {column.name: place for place, column in enumerate(TABLE.columns, 1)}
BAND_COLORS = (
    looks.TEAL_DARK,
    looks.TEAL,
    looks.TEAL_DARK,
    looks.TEAL,
    looks.TEAL_DARK,
    looks.SLATE,
    looks.STEEL,
    looks.INDIGO,
    looks.GREY,
)
#: The groups that are printed side by side on one page.
#: The widest decides how small all are, so these are as wide as each other.
PRINTED_TOGETHER = (
    ("id", "measure"),
    ("resources",),
    ("why", "start"),
    ("latest",),
    ("average_pace",),
    ("comment",),
)
_TITLE_COLUMNS = 2  # the number and the goal stand on every page
#: Marks that only the add-in fills in; folded away until then.
HIDDEN_GROUP = "specific_mark"


def group_spans() -> list[tuple[str, str, int, int]]:
    """First column's name, title, first and last place of each group."""
    starts = [(PLACES[name], name, title) for name, title in Goal.GROUPS.items()]
    ends = [place - 1 for place, _, _ in starts[1:]] + [len(TABLE.columns)]
    return [(name, title, place, end) for (place, name, title), end in zip(starts, ends, strict=True)]


def _outline() -> list[tuple[int, int]]:
    """What folds away letter by letter; the goal itself and the columns that sum up stay between the groups."""
    firsts = {name: PLACES["category"] if name == "statement" else PLACES[name] for name in Goal.SUMMARIES}
    return [(first, PLACES[Goal.SUMMARIES[name]] - 1) for name, first in firsts.items()]


_BUTTON, _GAP = 126, 8  # pixels that a button is wide, and those between two


def _buttons(first: int, *row: Button) -> tuple[PlacedButton, ...]:
    """Buttons side by side beside the title, the first so many pixels from the left."""

    def pixels(place: int) -> int:
        return column_pixels(columns.width(TABLE, TABLE.columns[place - 1]))

    begins = [forward(1, first + order * (_BUTTON + _GAP), pixels) for order in range(len(row))]
    return tuple(
        PlacedButton(button, (TITLE_ROW, place), left=left, top=5, width=_BUTTON)
        for button, (place, left) in zip(row, begins, strict=True)
    )


#: The first two stay in sight when the sheet is scrolled.
BUTTONS = _buttons(97, CHECK_GOALS, CHECK_THIS_GOAL, UPDATE_PROGRESS, LOG_CHECK_IN, ADOPT_SUGGESTION)


def sheet(*, buttons: bool = False) -> Sheet:
    """The sheet as a plan."""
    widths = {place: columns.width(TABLE, column) for place, column in enumerate(TABLE.columns, 1)}
    return Sheet(
        title=TABLE.title,
        cells=_top() | _bands() | _headers() | _rows(),
        widths=widths,
        hidden_columns=frozenset(range(PLACES[HIDDEN_GROUP], len(TABLE.columns) + 1)),
        groups=_outline(),
        heights={TITLE_ROW: 28, HINT_ROW: 16, JUMP_ROW: 16, BAND_ROW: 20, HEADER_ROW: 26}
        | {GOALS_FIRST + index: _height(index) for index in range(GOALS)},
        validations=[_validation(column) for column in TABLE.columns],
        highlights=_highlights(),
        bars=[Bar(_range("progress"), "7FC4B8"), Bar(_range("expected"), "C3CBD5")],
        tables=[
            ExcelTable(
                "Goals",
                f"A{HEADER_ROW}:{letters(len(TABLE.columns))}{LAST}",
                TABLE,
                alt="Your goals, one a row; the columns follow the letters of SMART.",
                filters=False,
            )
        ],
        buttons=BUTTONS if buttons else (),
        freeze=address(GOALS_FIRST, PLACES["category"]),
        protected=True,
        color=looks.TEAL,
        page=_page(widths),
    )


def _validation(column: Column) -> Validation:
    """What may be typed; the wording of an agreed goal only after a question.

    A sheet's protection knows no state of a row, and other columns refuse what is no number or day: there the colour
    and what is said since the agreement have to do.
    """
    plain = columns.validation(TABLE, column, GOALS_FIRST, LAST)
    if column.name != "statement":
        return plain
    asked = "This goal is agreed. Change it all the same? The change is shown, and asks for a reason on Reviews."
    is_open = f'NOT(AND({_first("agreement")}="{AGREED}",{by_both(_first(AGREED_BY))}))'
    return dataclasses.replace(plain, rule="custom", first=f"={is_open}", error=asked, warning=True)


def _first(column: str) -> str:
    """The cell of the first goal, as rules for all goals name it."""
    return address(GOALS_FIRST, PLACES[column], fixed="c")


def _range(column: str) -> str:
    name = letters(PLACES[column])
    return f"{name}{GOALS_FIRST}:{name}{LAST}"


def _page(widths: Mapping[int, float]) -> Page:
    spans = {name: (first, last) for name, _, first, last in group_spans()}
    pages = [(spans[groups[0]][0], spans[groups[-1]][1]) for groups in PRINTED_TOGETHER]
    # The goals that are written; of an empty tracker some rows, to write on.
    filled = paper.last_row("goal_statement")
    return Page(
        ",".join(
            paper.following(TABLE.title, first, last, (GOALS_FIRST + _INVITING - 1, LAST + GOALS), filled)
            for first, last in pages
        ),
        landscape=True,
        title_rows=f"{BAND_ROW}:{HEADER_ROW}",
        title_columns=f"A:{letters(_TITLE_COLUMNS)}",
        scale=paper.scale(
            [widths[place] for place in {*range(1, _TITLE_COLUMNS + 1), *range(first, last + 1)}]
            for first, last in pages
        ),
        breaks=tuple(last for _, last in pages),
    )


def _top() -> dict[tuple[int, int], Cell]:
    jumps = [(title, first) for name, title, first, _ in group_spans() if title and name != HIDDEN_GROUP]
    cells: dict[tuple[int, int], Cell] = {
        (TITLE_ROW, 1): Cell("Goals", looks.TITLE),
        # In two cells: the first columns stand on every printed page, and only whole sentences should.
        (HINT_ROW, 1): Cell("One row a goal, letter by letter from left to right.", looks.LABEL),
        (HINT_ROW, 3): Cell(
            "Cream cells are yours, lilac ones your manager's, grey ones work by themselves. "
            "Point at a column's cell and it explains itself. "
            # The buttons of groups are dead on a sheet that is protected, whatever that allows.
            "Too wide? Select columns, right-click, Hide.",
            looks.LABEL,
        ),
        (JUMP_ROW, 1): Cell("Go to", looks.LABEL),
        (JUMP_ROW, 2): Cell("Start", looks.LINK, link="'Start'!A1"),
    }
    place = _TITLE_COLUMNS + 1
    for title, first in jumps:
        label = title.split(" · ")[0]
        target = f"'{TABLE.title}'!{address(GOALS_FIRST, first)}"
        cells[JUMP_ROW, place] = Cell(label, looks.LINK, link=target)
        place = _free_after(place, len(label))
    return cells


def _free_after(place: int, letters_long: int) -> int:
    """The next column that a label of so many letters, beginning at `place`, leaves free."""
    free = place + 1
    # One more fits than the widths say: they count digits, and letters are narrower.
    while sum(columns.width(TABLE, column) for column in TABLE.columns[place - 1 : free - 1]) + 1 < letters_long:
        free += 1
    return free


def _bands() -> dict[tuple[int, int], Cell]:
    cells = {}
    shown = [span for span in group_spans() if span[1]]
    for color, (_, title, first, last) in zip(BAND_COLORS, shown, strict=True):
        band = dataclasses.replace(looks.BAND, fill=color)
        for place in range(first, last + 1):
            cells[BAND_ROW, place] = Cell(title if place == first else None, band)
    cells[BAND_ROW, 1] = Cell(None, dataclasses.replace(looks.BAND, fill=looks.TEAL_DARK))
    return cells


def _headers() -> dict[tuple[int, int], Cell]:
    return {
        (HEADER_ROW, place): Cell(column.title, columns.header(column)) for place, column in enumerate(TABLE.columns, 1)
    }


def _rows() -> dict[tuple[int, int], Cell]:
    return {
        (GOALS_FIRST + index, place): Cell(_content(column, index), _look(column, index))
        for index in range(GOALS)
        for place, column in enumerate(TABLE.columns, 1)
    }


def _look(column: Column, index: int) -> Look:
    return _banded_look(column, is_second=index % 2 == 1)


@cache
def _banded_look(column: Column, *, is_second: bool) -> Look:
    look = columns.look(column)
    if is_second and look.fill:  # rows stay where they are here; on the logs they are sorted and added
        look = dataclasses.replace(look, fill=looks.BANDS[look.fill])
    if column.name == "id":
        look = dataclasses.replace(look, bold=True, color=looks.INK)
    return look


def _content(column: Column, index: int) -> Value | Slot | Live:
    if column.name == "id":
        return f"G{index + 1:02}"
    value = Field("goals", index, column.name)
    if column.computed:
        return Live(GOAL_FORMULAS[column.name].format(**formula_cells(GOALS_FIRST + index)), value)
    return Slot(value)


@cache
def formula_cells(row: int) -> Mapping[str, str]:
    """What a goal's formula may name: `{statement}` … its own cells, `{line_start}` … its hidden figures."""
    own = {name: address(row, place, fixed="c") for name, place in PLACES.items()}
    return own | {f"line_{name}": own_line(name) for name in LINE_COLUMNS}


_LEAST_HEIGHT = 13.0
_NEEDED = columns.height_reader(TABLE, _LEAST_HEIGHT)
_INVITING, _INVITING_HEIGHT = 3, 26.0  # the next free rows are taller


def _height(index: int) -> Callable[[Figures], float]:
    def height(figures: Figures) -> float:
        needed = _NEEDED(figures.goals[index]) if index < figures.filled["goals"] else _LEAST_HEIGHT
        return max(needed, _INVITING_HEIGHT) if index < len(figures.used) + _INVITING else needed

    return height


def _highlights() -> list[Highlight]:
    first, last = GOALS_FIRST, LAST
    status = letters(PLACES["status"])
    rules = [
        Highlight(_range("status"), f'${status}{first}="{word}"', *looks.STATUS_COLORS[word], bold=True)
        for word in STATUSES
    ]
    for column in TABLE.columns:
        if column.name.endswith("_ready"):
            place = letters(PLACES[column.name])
            cells = _range(column.name)
            rules += [
                Highlight(cells, f'${place}{first}="{READY}"', looks.GREEN, looks.GREEN_SOFT, bold=True),
                Highlight(cells, f'${place}{first}="{TO_DO}"', looks.AMBER, looks.AMBER_SOFT),
            ]
        if column.name.endswith("_mark"):
            rules += _marks(column.name)
    rules += columns.large_numbers(TABLE, first, last)
    days = letters(PLACES["days_left"])
    rules.append(
        Highlight(_range("days_left"), f"AND(ISNUMBER(${days}{first}),${days}{first}<0)", looks.RED, bold=True)
    )
    rules += _agreement()
    # Rows further down stay pale until the one before them is filled in: the page invites, it does not overwhelm.
    statement = letters(PLACES["statement"])
    whole = f"A{first + _INVITING}:{letters(len(TABLE.columns))}{last}"
    empty = f'COUNTIF(${statement}{first}:${statement}{first + _INVITING},"?*")=0'
    rules.append(Highlight(whole, empty, looks.FAINT, looks.WHITE))
    return rules


def _agreement() -> list[Highlight]:
    """Where the two stand; what both have agreed is green, and amber once it is another."""
    state, is_both = _first("agreement"), by_both(_first(AGREED_BY))
    one_sided = f'AND({state}="{AGREED}",NOT({is_both}))'
    rules = [Highlight(_range("agreement"), one_sided, *looks.AGREEMENT_COLORS[PROPOSED], bold=True)]
    rules += [
        Highlight(_range("agreement"), f'{state}="{word}"', *colors, bold=True)
        for word, colors in looks.AGREEMENT_COLORS.items()
    ]
    rules.append(Highlight(_range("since_agreed"), f'{_first("since_agreed")}<>""', looks.AMBER, looks.AMBER_SOFT))
    is_agreed = f'{state}="{AGREED}",N({_first(AGREED_ON)})>0,{is_both}'
    for column, as_agreed in AS_AGREED.items():
        is_changed = f"{_first(column)}<>{_first(as_agreed)}"
        rules.append(Highlight(_range(column), f"AND({is_agreed},{is_changed})", looks.AMBER, looks.AMBER_SOFT))
        rules.append(Highlight(_range(column), f"AND({is_agreed})", looks.GREEN, looks.GREEN_SOFT))
    return rules


_MARK_COLORS = (
    (looks.RED, looks.RED_SOFT),
    (looks.AMBER, looks.AMBER_SOFT),
    (looks.GREEN, looks.GREEN_SOFT),
    (looks.GREEN, looks.GREEN_SOFT),
)


def _marks(name: str) -> list[Highlight]:
    """A word and a colour for each of the four marks."""
    cell = f"{letters(PLACES[name])}{GOALS_FIRST}"
    return [
        Highlight(
            _range(name),
            f"AND(ISNUMBER({cell}),{cell}={mark})",
            *colors,
            bold=word == MARK_WORDS[-1],
            format=f'"{word}"',
        )
        for mark, (word, colors) in enumerate(zip(MARK_WORDS, _MARK_COLORS, strict=True))
    ]
