"""The Dashboard's part on one goal, which is chosen there: what it says, and its burn-up against what is expected."""

from __future__ import annotations

import dataclasses

from goalsheet.layout import burn_up, looks
from goalsheet.layout.burn_up_lines import CHOSEN
from goalsheet.layout.facts import NUMBERS, Figures
from goalsheet.layout.places import CHOSEN_GOAL, line_range
from goalsheet.layout.plan import Cell, Chart, Live, Series, Validation, Value
from goalsheet.layout.room import address
from goalsheet.tracker import choices

HEADING = "One goal from start to end"
PICK_A_GOAL = "Pick the number of one of your goals on the left to see how it goes."
ACROSS = 6, 10  # the first and the last column
_NUMBER, _TEXT, _END = 6, 7, 10  # columns of the goal's number, and of its words up to the last one
_ROWS = 3  # that its words take, above its chart


def cells(top: int, rows: int) -> dict[tuple[int, int], Cell]:
    """The goal's number and words, and in the last of the `rows`, below its chart, from when until when it is drawn."""
    place = burn_up.head("place")
    text = Live(f'IF({place}=0,"{PICK_A_GOAL}",INDEX({line_range("short")},{place}))', _text)
    number = dataclasses.replace(looks.INPUT, bold=True, align="center", valign="center", wrap=False)
    day = dataclasses.replace(looks.LABEL, size=8, format=looks.DATE)
    first = Live(burn_up.head("first"), lambda figures: figures.burn_up.first)
    last = Live(burn_up.head("last"), lambda figures: figures.burn_up.last)
    return {
        (top, _NUMBER): Cell(NUMBERS[CHOSEN], number),
        (top + 1, _NUMBER): Cell(None, number),
        (top, _TEXT): Cell(text, dataclasses.replace(looks.REMINDER, valign="top", indent=1)),
        (top + rows - 1, _TEXT): Cell(first, day),
        (top + rows - 1, _END - 1): Cell(last, dataclasses.replace(day, align="right")),
    }


def _text(figures: Figures) -> Value:
    place = figures.burn_up.place
    text: Value = figures.lines[place - 1].short if place else PICK_A_GOAL
    return text


def merges(top: int, rows: int) -> list[str]:
    """The number is two rows high, the words three; the days are two columns wide."""
    bottom = top + rows - 1
    return [
        f"{address(bottom, _TEXT)}:{address(bottom, _TEXT + 1)}",
        f"{address(bottom, _END - 1)}:{address(bottom, _END)}",
        f"{address(top, _NUMBER)}:{address(top + 1, _NUMBER)}",
        f"{address(top, _TEXT)}:{address(top + _ROWS - 1, _END)}",
    ]


def choice() -> Validation:
    """What can be chosen."""
    return Validation(
        CHOSEN_GOAL.partition("!")[2].replace("$", ""),
        "list",
        f"=list_{choices.GOAL_ID.name}",
        prompt_title="Goal no.",
        prompt="Pick a goal (Alt+Down opens the list): the chart below shows it.",
        error="Goal no.: please pick one of the list (press Alt+Down to open it).",
    )


def chart(top: int, rows: int) -> Chart:
    """What is done against what is expected, between the goal's words and the days."""
    return Chart(
        "burn-up",
        "Progress of one goal from start to end",
        address(top + _ROWS, _NUMBER),
        0,
        0,
        "",
        (
            Series("Progress", burn_up.column("progress"), looks.TEAL, across=burn_up.column("across")),
            Series("Expected", burn_up.column("expected"), looks.EXPECTED_LINE, across=burn_up.column("along")),
        ),
        alt="Line chart: progress of the goal chosen above against what is expected, from its start to its end.",
        until=address(top + rows - 1, _END + 1),
    )
