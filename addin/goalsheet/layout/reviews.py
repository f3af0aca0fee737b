"""The Reviews sheet: a log of what was decided, and beside it a guide through the goals for the next review."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial

from goalsheet.layout import columns, logs, looks, paper
from goalsheet.layout.facts import Figures
from goalsheet.layout.line_formulas import weighted
from goalsheet.layout.lines import KEY
from goalsheet.layout.phrases import ARE_HELD, are_days, is_one_of, logged, rows_where
from goalsheet.layout.places import REVIEWS, all_goals, goal_at, line_range
from goalsheet.layout.plan import Cell, Field, Highlight, Live, Look, Sheet, Validation
from goalsheet.layout.room import FIRST_SERIAL, LAST_SERIAL, LOG_FIRST, address, letters, serial
from goalsheet.layout.room import GOALS as ROOM
from goalsheet.progress.agreed import BETWEEN
from goalsheet.progress.review_guide import ADVICE, BEST, CHANGED, CHECKED, DONE_STEPS, WHY
from goalsheet.tracker.agreement import WORDS
from goalsheet.tracker.choices import CELEBRATE, DONE, KEEP, RATING

#: The guide's columns: name in the figures, title, width, and what a cell says of itself.
_COLUMNS = (
    ("id", "No.", 6.0, "As on Goals."),
    ("text", "Which goal", 30.0, "How the goal begins."),
    ("progress", "Progress", 11.0, "As on Goals."),
    ("status", "Status", 15.0, "As on Goals."),
    (
        "moved",
        "Since then",
        25.0,
        "Since the last review.",
    ),
    (
        "advice",
        "Think of",
        15.0,
        "What the status suggests. You decide.",
    ),
    ("own", "I say", 14.0, "My last rating."),
    ("managers", "My manager says", 14.0, "As on Goals."),
    (
        "together",
        "Together",
        10.0,
        "The mean: 4 is best, 1 least. A missing one is left out.",
    ),
    ("note", "What is open", 60.0, "What is worth knowing, and changes without a reason."),
)
_FIRST = len(REVIEWS.columns) + 2
_PLACES = {name: _FIRST + place for place, (name, *_) in enumerate(_COLUMNS)}
_KEY = _FIRST + len(_COLUMNS)  # hidden: which review rated the goal last
_WHICH = _KEY + 1  # hidden: the place among all goals of the one that the row tells of
_LAST_ROW = LOG_FIRST + ROOM - 1
_TITLE_ROW, _HEADER_ROW = LOG_FIRST - 2, LOG_FIRST - 1
_LINK, _OPEN = 5, 7  # columns of what is told above the log

TITLE = "Guide for your next review"
HINT = "Keep, adjust, drop or celebrate each goal, and say so in a line on the left."


def sheet(log: logs.Log) -> Sheet:
    """The sheet as a plan."""
    plain = logs.sheet(log)
    widths = {_FIRST - 1: 3.0} | {_PLACES[name]: width for name, _, width, _ in _COLUMNS}
    # The guide's page begins behind the hidden row ids: LibreOffice prints a page beside every one on which they stand.
    assert plain.page
    row_id = len(REVIEWS.columns)
    own = [plain.widths[place] for place in range(1, row_id)]
    page = dataclasses.replace(plain.page, long=False, scale=paper.scale([own]), breaks=(row_id,))
    return dataclasses.replace(
        plain,
        page=page,
        cells={**plain.cells, **_head(), **_guide()},
        widths={**plain.widths, **widths, _KEY: 4.0, _WHICH: 4.0},
        heights={**plain.heights, **{LOG_FIRST + index: _height(log, index) for index in range(ROOM)}},
        hidden_columns=plain.hidden_columns | {_KEY, _WHICH},
        validations=[*plain.validations, *_messages()],
        highlights=[*plain.highlights, *_highlights()],
    )


def _height(log: logs.Log, index: int) -> Callable[[Figures], float]:
    """What the log's line needs, and the goal's beside it."""
    own = logs.height(log, index)
    width = next(width for name, _, width, _ in _COLUMNS if name == "note")

    def height(figures: Figures) -> float:
        note = figures.guide[index].note if index < len(figures.guide) else None
        return max(own(figures), columns.needed_height(note or "", width))

    return height


def _messages() -> list[Validation]:
    return [Validation(_range(name), "any", prompt_title=title, prompt=said) for name, title, _, said in _COLUMNS]


def _range(name: str) -> str:
    column = letters(_PLACES[name])
    return f"{column}{LOG_FIRST}:{column}{_LAST_ROW}"


def _cell(name: str, index: int) -> str:
    return address(LOG_FIRST + index, _PLACES[name], fixed="c")


def _head() -> dict[tuple[int, int], Cell]:
    cells = {
        (3, _LINK): Cell(f"{TITLE} →", looks.LINK, link=f"'{REVIEWS.title}'!{address(LOG_FIRST, _FIRST)}"),
        (3, _OPEN): Cell(_open(), looks.BOLD),
        (1, _FIRST): Cell(TITLE, looks.TITLE),
        (2, _FIRST): Cell(HINT, looks.LABEL),
        (_TITLE_ROW, _PLACES["moved"]): Cell(
            _last(), Look(size=9, color=looks.MUTED, indent=1, format=f'"since "{looks.DATE}')
        ),
        (_TITLE_ROW, _PLACES["managers"]): Cell("All goals:", looks.LABEL),
        (_TITLE_ROW, _PLACES["together"]): Cell(_overall(), _MEAN),
    }
    header = dataclasses.replace(looks.HEADER, indent=1)
    return cells | {(_HEADER_ROW, _PLACES[name]): Cell(title, header) for name, title, *_ in _COLUMNS}


_PLAIN = Look(fill=looks.MIST, line=looks.LINE, indent=1)
_MEAN = Look(fill=looks.MIST, line=looks.LINE, align="center", format=f'0.0" of {BEST}"')
_LOOKS = {
    "progress": dataclasses.replace(_PLAIN, format=looks.PERCENT),
    "note": dataclasses.replace(_PLAIN, wrap=True),  # else it runs over the paper's edge
    "together": _MEAN,
}


def _guide() -> dict[tuple[int, int], Cell]:
    cells = {}
    for index in range(ROOM):
        for name, place in _PLACES.items():
            live = Live(_formula(name, index), Field("guide", index, name))
            cells[LOG_FIRST + index, place] = Cell(live, _LOOKS.get(name, _PLAIN))
        key = Live(_key(index), _key_twin(index), array=True)
        for place, live in ((_KEY, key), (_WHICH, _which(index))):
            cells[LOG_FIRST + index, place] = Cell(live, Look(color=looks.MUTED, format="0"))
    return cells


def _which(index: int) -> Live:
    """One more than the rows above: whole rows of the sheet are inserted and deleted where the log is."""
    first, above = (
        address(row, _WHICH, fixed=fixed) for row, fixed in ((_HEADER_ROW, "cr"), (LOG_FIRST + index - 1, "c"))
    )
    return Live(f"MAX({first}:{above})+1", lambda _: index + 1)


def _of_goal(column: str, index: int) -> str:
    """The cell of the goal that the guide's row at `index` tells of."""
    return goal_at(column, address(LOG_FIRST + index, _WHICH, fixed="c"))


def _of_line(name: str, index: int) -> str:
    """The cell of a hidden figure of that goal."""
    return f"INDEX({line_range(name)},{address(LOG_FIRST + index, _WHICH, fixed='c')})"


_LAST_REVIEW = address(_TITLE_ROW, _PLACES["moved"], fixed="cr")
_SINCE = f'">="&MAX({FIRST_SERIAL},N({_LAST_REVIEW})+1)'
_BY_NOW = '"<"&TODAY()+1'


def _last() -> Live:
    days = rows_where(are_days("review_date"), "(review_date<TODAY()+1)", ARE_HELD)
    last = f"MAX(IF({days},INT(review_date),0))"
    return Live(f'IF({last}=0,"",{last})', lambda figures: figures.last_review, array=True)


def _formula(name: str, index: int) -> str:
    return f'IF({_of_line("used", index)}=0,"",{_FORMULAS[name](index)})'


def _known(cell: str) -> str:
    """A rating if it is one of the words."""
    return f'IFERROR(INDEX(list_{RATING.name},MATCH({cell},list_{RATING.name},0)),"")'


def _moved(index: int) -> str:
    number = _of_goal("id", index)
    log = f"COUNTIFS(check_in_goal,{number},check_in_date,{_SINCE},check_in_date,{_BY_NOW})"
    days = f"action_done_on,{_SINCE},action_done_on,{_BY_NOW}"
    steps = f'COUNTIFS(action_goal,{number},action_state,"{DONE}",{days})'
    return f'"{CHECKED}"&{log}&"{DONE_STEPS}"&{steps}'


def _own(index: int) -> str:
    key = address(LOG_FIRST + index, _KEY, fixed="c")
    return f'IF({key}=0,"",{_known(logged(key, "review_rating"))})'


def _together(index: int) -> str:
    said = [_cell(name, index) for name in ("own", "managers")]
    points = "+".join(f'IF({one}="",0,{BEST + 1}-MATCH({one},list_{RATING.name},0))' for one in said)
    count = "+".join(f'({one}<>"")' for one in said)
    return f'IFERROR(({points})/({count}),"")'


def _note(index: int) -> str:
    """What was changed without a reason stands between two texts, which go where there is nothing between them."""
    before, after = f'"{CHANGED} "', f'". {WHY} "'
    asked = f'SUBSTITUTE({before}&{_unexplained(index)}&{after},{before}&{after},"")'
    asked = f'SUBSTITUTE({asked},{before}&"{BETWEEN}",{before})'
    return f"TRIM({asked}&{_of_goal('remark', index)})"


def _unexplained(index: int) -> str:
    """What was changed since it was agreed and has no reason, each behind a separator; see progress.review_guide."""
    since = f'review_date,">="&{_of_goal("agreed_on", index)},review_date,"<{LAST_SERIAL + 1}"'
    pieces = []
    for column, word in WORDS.items():
        changed = _of_line(f"changed_{column}", index)
        lines = f'review_goal,{_of_goal("id", index)},review_field,"{word}",{since}'
        told, reasons = f"COUNTIFS({lines})", f'COUNTIFS({lines},review_reason,"?*")'
        pieces.append(f'IFERROR(IF({changed}="","",IF(MAX(1,{told})>{reasons},{changed},"")),"")')
    return "&".join(pieces)


def _advice(index: int) -> str:
    state, formula = _cell("status", index), f'"{KEEP}"'
    for advice in dict.fromkeys(one for one in ADVICE.values() if one != KEEP):
        words = [word for word, one in ADVICE.items() if one == advice]
        formula = f'IF({is_one_of(state, words)},"{advice}",{formula})'
    return formula


_FORMULAS: dict[str, Callable[[int], str]] = {
    "id": partial(_of_goal, "id"),
    "text": partial(_of_line, "brief"),
    "progress": partial(_of_goal, "progress"),
    "status": partial(_of_goal, "status"),
    "moved": _moved,
    "advice": _advice,
    "own": _own,
    "managers": lambda index: _known(_of_goal("rating", index)),
    "together": _together,
    "note": _note,
}


def _key(index: int) -> str:
    """The last row of the log in which the goal is rated, by its date and then by its place (array formula)."""
    rated = rows_where(f"(review_goal={_of_goal('id', index)})", '(review_rating<>"")')
    day = f"IFERROR(IF({are_days('review_date')},INT(review_date),0),0)"
    return f"MAX(IF({rated},{day}*{KEY}+ROW(review_date),0))"


def _key_twin(index: int) -> Callable[[Figures], float]:
    def twin(figures: Figures) -> float:
        number = (figures.goals[index].id or "").upper()
        keys = (
            (serial(row.date) if row.date else 0) * KEY + LOG_FIRST + place
            for place, row in enumerate(figures.reviews)
            if row.rating and (row.goal or "").upper() == number
        )
        return max(keys, default=0)

    return twin


def _overall() -> Live:
    """The mean by weight; see progress.review_guide.overall."""
    weights = f"SUMIF({all_goals('goal_id')},{_range('id')},goal_weights)"
    return Live(weighted(_range("together"), weights), lambda figures: figures.rated)


def _open() -> Live:
    """How many goals were changed since they were agreed without a word why."""
    count = f'COUNTIF({_range("note")},"{CHANGED}*")'
    said = "Agreed goals that were changed without a reason: "

    def twin(figures: Figures) -> str | None:
        found = sum((line.note or "").startswith(CHANGED) for line in figures.guide)
        return f"{said}{found}" if found else None

    return Live(f'IF({count}=0,"","{said}"&{count})', twin)


def _highlights() -> list[Highlight]:
    state, advice = _cell("status", 0), _cell("advice", 0)
    rules = [
        Highlight(_range("status"), f'{state}="{word}"', color, fill, bold=True)
        for word, (color, fill) in looks.STATUS_COLORS.items()
    ]
    rules.append(Highlight(_range("advice"), f'{advice}="{CELEBRATE}"', looks.GREEN, looks.GREEN_SOFT, bold=True))
    rules.append(Highlight(_range("note"), f'LEFT({_cell("note", 0)},{len(CHANGED)})="{CHANGED}"', looks.AMBER))
    return rules
