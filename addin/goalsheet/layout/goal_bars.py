"""The Dashboard's table of all goals, with a bar chart whose bars lie in the goals' own rows.

A chart cannot follow the number of goals in every program, so there is a bar for each goal there can be; where there
is no goal, neither its row nor its bar shows anything.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from goalsheet.layout import looks, room
from goalsheet.layout.facts import Figures
from goalsheet.layout.phrases import with_days
from goalsheet.layout.places import LINES_FIRST_ROW, LINES_LAST_ROW, LISTS, goal_at, line_cell, line_column, line_range
from goalsheet.layout.plan import Cell, Chart, Field, Highlight, Live, Look, Series, Value
from goalsheet.layout.room import letters
from goalsheet.smart.readiness import READY, READY_COLUMNS, letters_ready

NO_GOALS = "No goals yet. Start on Goals: one sentence is enough for now."
NOTHING_TOLD = "–"  # of a goal that has no progress yet, or of which time says nothing; a blank would look forgotten
NO_FORMULAS = "No formulas"  # in the row of the goal, which somebody inserted
_FIRST, _GOAL, _BARS, _BARS_END, _STATUS, _LAST = 2, 3, 5, 8, 11, 13  # columns
_HEADS = {2: "No.", 3: "Goal", 9: "Progress", 10: "Expected", 11: "Status", 12: "Due", 13: "Filled in"}
_HEIGHT = 24.0
_CENTERED = (9, 10, 12, 13)
_EXPECTED_COLOR = "B9C3CE"


def rows(top: int) -> tuple[int, int]:
    """The first and last row of goals in the table whose heading stands in the row `top`."""
    return top + 2, top + 1 + room.GOALS


def cells(top: int) -> dict[tuple[int, int], Cell]:
    """All goals in use, one a row, without gaps."""
    found = {(top, place): Cell(None, looks.HEADING) for place in range(_FIRST, _LAST + 1)}
    found[top, _FIRST] = Cell("All goals: progress against the time that has passed", looks.HEADING)
    for place in range(_FIRST, _LAST + 1):
        found[top + 1, place] = Cell(_HEADS.get(place), _head_look(place))
    for place, text, color in ((_BARS, "■ Progress", looks.TEAL), (_BARS + 2, "■ Expected by now", looks.GREY)):
        found[top + 1, place] = Cell(text, dataclasses.replace(_head_look(place), size=8, color=color, wrap=False))
    for position, row in enumerate(range(rows(top)[0], rows(top)[1] + 1)):
        contents = _contents(line_cell("order", position), position)
        for place in range(_FIRST, _LAST + 1):
            content, format_code = contents.get(place, (None, "General"))
            found[row, place] = Cell(content, dataclasses.replace(_look(place), format=format_code))
    return found


def _head_look(place: int) -> Look:
    side = None if _BARS <= place <= _BARS_END else looks.LINE
    return dataclasses.replace(
        looks.HEADER, align="center" if place in _CENTERED else "left", line=side, indent=int(place == _STATUS)
    )


def _look(place: int) -> Look:
    if place == _GOAL:
        return looks.REMINDER
    look = Look(size=9, indent=int(place == _STATUS))
    return dataclasses.replace(look, align="center" if place in _CENTERED else "left")


def _contents(order: str, position: int) -> dict[int, tuple[Live, str]]:
    def pick(column: str) -> str:
        return f'IF({order}=0,"",{goal_at(column, order)})'

    def dated(column: str) -> str:
        cell = goal_at(column, order)
        return f'IF({order}=0,"",IF(COUNTIFS({with_days(cell)})=1,{cell},""))'

    def told(column: str) -> str:
        cell = goal_at(column, order)
        return f'IF({order}=0,"",IF(ISNUMBER({cell}),{cell},"{NOTHING_TOLD}"))'

    def shown(column: str) -> Field:
        return Field("shown", position, column)

    status = f'IF({order}=0,"",IF({goal_at("status", order)}="","{NO_FORMULAS}",{goal_at("status", order)}))'
    marks = "+".join(f'({goal_at(name, order)}="{READY}")' for name in READY_COLUMNS)
    none = f'"{NO_GOALS}"' if position == 0 else '""'
    statement = Live(f"IF({order}=0,{none},INDEX({line_range('short')},{order}))", _text(position))
    return {
        _FIRST: (Live(pick("id"), shown("id")), "General"),
        _GOAL: (statement, "General"),
        9: (Live(told("progress"), _told("progress", position)), looks.PERCENT),
        10: (Live(told("expected"), _told("expected", position)), looks.PERCENT),
        _STATUS: (Live(status, shown("status")), "General"),
        12: (Live(dated("due"), shown("due")), "d mmm yy"),
        13: (Live(f'IF({order}=0,"",({marks})&" of 5")', _letters(position)), "General"),
    }


def _text(position: int) -> Callable[[Figures], Value]:
    def text_of(figures: Figures) -> Value:
        texts = figures.shown_texts
        if position < len(texts):
            return texts[position]
        return NO_GOALS if position == 0 else None

    return text_of


def _told(column: str, position: int) -> Callable[[Figures], Value]:
    def told_of(figures: Figures) -> Value:
        goal = figures.shown[position]
        share: float | None = getattr(goal, column)
        return NOTHING_TOLD if share is None and goal.is_used else share

    return told_of


def _letters(position: int) -> Callable[[Figures], Value]:
    def letters_of(figures: Figures) -> Value:
        goal = figures.shown[position]
        return f"{letters_ready(goal)} of 5" if goal.is_used else None

    return letters_of


def heights(top: int) -> dict[int, float]:
    """All rows of goals are equally high, as the bars are evenly spaced."""
    first, last = rows(top)
    return {top: 24.0, top + 1: 20.0} | dict.fromkeys(range(first, last + 1), _HEIGHT)


def merges(top: int) -> list[str]:
    """The goal's text is two columns wide."""
    first, last = rows(top)
    return [f"{letters(_GOAL)}{row}:{letters(_GOAL + 1)}{row}" for row in range(first - 1, last + 1)]


def highlights(top: int) -> list[Highlight]:
    """A line below each goal in use, a track below its bars, and its status in colour."""
    first, last = rows(top)

    def span(one: int, other: int) -> str:
        return f"{letters(one)}{first}:{letters(other)}{last}"

    used = f'$B{first}<>""'
    return [
        Highlight(span(_STATUS, _STATUS), f'$K{first}="{word}"', color, fill, bold=True)
        for word, (color, fill) in looks.STATUS_COLORS.items()
    ] + [
        Highlight(span(_BARS, _BARS_END), used, fill=looks.MIST, underline=looks.WHITE),
        Highlight(span(_FIRST, _BARS - 1), used, underline=looks.LINE),
        Highlight(span(_BARS_END + 1, 10), used, underline=looks.LINE),
        Highlight(span(12, _LAST), used, underline=looks.LINE),
        Highlight(f"C{first}:C{first}", f'$B{first}=""', looks.TEAL, bold=True),
    ]


def chart(top: int) -> Chart:
    """The bars, laid over the rows of goals."""

    def column(name: str) -> str:
        place = letters(line_column(name))
        return f"'{LISTS}'!${place}${LINES_FIRST_ROW}:${place}${LINES_LAST_ROW}"

    first, last = rows(top)
    return Chart(
        "bars",
        "Progress and expected progress by goal",
        f"{letters(_BARS)}{first}",
        0,
        0,
        column("label"),
        (
            Series("Progress", column("bar"), looks.TEAL),
            Series("Expected by now", column("bar_expected"), _EXPECTED_COLOR),
        ),
        alt="Bar chart: in each goal's row its progress and the progress expected by now; the track is 100 % wide.",
        until=f"{letters(_BARS_END + 1)}{last + 1}",
    )
