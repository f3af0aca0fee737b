"""What goals' sentences already say for cells that are empty: asked about once, and put into empty cells only."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goalsheet.excel.open_tracker import OpenTracker
from goalsheet.excel.rectangles import Cell, rectangles
from goalsheet.excel.tables import OpenTable, as_cell
from goalsheet.layout.plan import Value
from goalsheet.smart.case import Case
from goalsheet.smart.days import Habits
from goalsheet.smart.fields import propose
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.schema import table


@dataclass(frozen=True)
class Offers:
    """The values offered, by the goal's place among the tracker's goals and by column."""

    opened: OpenTracker
    values: Mapping[tuple[int, str], Value]

    @property
    def question(self) -> str:
        """What is asked before anything is filled in."""
        titles = {table(Goal).column(column).title: None for _, column in self.values}
        goals = len({place for place, _ in self.values})
        cells = "1 empty cell" if len(self.values) == 1 else f"{len(self.values)} empty cells"
        whose = "a goal that your sentence" if goals == 1 else f"{goals} goals that your sentences"
        says = "already says" if goals == 1 else "already say"
        return f"Fill in {cells} of {whose} {says}? ({', '.join(titles)})\n\nWhat you typed yourself stays as it is."


def offers(opened: OpenTracker, places: Sequence[int], day: dt.date, habits: Habits) -> Offers:
    """What the sentences of those goals say for their empty cells."""
    found: dict[tuple[int, str], Value] = {}
    for place in places:
        for one in propose(Case(opened.tracker.goals[place], day, habits)):
            if _is_blank(opened, place, one.column) and isinstance(one.value, str | float | int | dt.date):
                found[place, one.column] = one.value
    return Offers(opened, found)


def _is_blank(opened: OpenTracker, place: int, column: str) -> bool:
    """Whether the goal has such a cell and nothing stands in it, not even what cannot be read."""
    letters = opened.goals.location.columns.get(column)
    return letters is not None and letters not in opened.goals.rows.get(opened.row_of(place), {})


def fill_in(offered: Offers, most_areas: int) -> tuple[OpenTracker, int]:
    """Put offered values into cells in which there is nothing, not even a formula; how many are left for next time.

    It writes at most so many areas, for a press reads and writes cells at most twelve times.
    """
    opened, goals = offered.opened, offered.opened.goals
    at = {(opened.row_of(place), goals.place(column)): (place, column) for place, column in offered.values}
    empty = _empty_cells(goals)
    wanted = at.keys() & empty
    largest = sorted(rectangles(wanted, empty), key=lambda area: -len(wanted.intersection(area)))[:most_areas]
    for area in largest:
        _write(goals, area, {cell: offered.values[at[cell]] for cell in wanted.intersection(area)})
    filled = [at[cell] for area in largest for cell in wanted.intersection(area)]
    return _with(opened, {one: offered.values[one] for one in filled}), len(wanted) - len(filled)


def _empty_cells(goals: OpenTable) -> set[Cell]:
    """The cells of the table in which nothing stands."""
    rows, right = goals.location.rows, max(goals.place(column) for column in goals.location.columns)
    found = goals.sheet.range((rows.start, 1), (rows.stop - 1, right)).formula
    return {
        (row, column) for row, line in zip(rows, found, strict=True) for column, text in enumerate(line, 1) if not text
    }


def _write(goals: OpenTable, area: Sequence[Cell], values: Mapping[Cell, Value]) -> None:
    (top, left), (bottom, right) = area[0], area[-1]
    block = [
        [as_cell(values.get((row, column))) for column in range(left, right + 1)] for row in range(top, bottom + 1)
    ]
    goals.sheet.range((top, left), (bottom, right)).value = block


def _with(opened: OpenTracker, filled: Mapping[tuple[int, str], Value]) -> OpenTracker:
    """The tracker as it is read again after cells were filled in."""
    goals = list(opened.tracker.goals)
    for (place, column), value in filled.items():
        change: dict[str, Any] = {column: value}
        goals[place] = dataclasses.replace(goals[place], **change)
    return dataclasses.replace(opened, tracker=dataclasses.replace(opened.tracker, goals=tuple(goals)))
