"""What goals' sentences already say for cells that are empty: asked about once, and put into empty cells only."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goalsheet.excel.message import counted
from goalsheet.excel.open_tracker import OpenTracker
from goalsheet.excel.rectangles import Cell, rectangles
from goalsheet.excel.tables import OpenTable, as_cell, merged
from goalsheet.layout.plan import Value
from goalsheet.smart.case import Case
from goalsheet.smart.days import Habits
from goalsheet.smart.fields import propose
from goalsheet.smart.readiness import READY_COLUMNS
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.schema import table


@dataclass(frozen=True)
class Offers:
    """The values offered, by the goal's place among the tracker's goals and by column.

    `areas` are rectangles that hold their cells, with what stands in each; `left` is how many are for the next press.
    `reads` is how many calls it took to see what stands there.
    """

    opened: OpenTracker
    values: Mapping[tuple[int, str], Value]
    areas: Sequence[Mapping[Cell, str]]
    left: int = 0
    reads: int = 0

    def calls(self, *, is_filled: bool) -> int:
        """How many calls it takes."""
        return self.reads + (len(self.areas) if is_filled else 0)

    @property
    def filled(self) -> OpenTracker:
        """The tracker as it is read again after they were filled in."""
        goals = list(self.opened.tracker.goals)
        for (place, column), value in self.values.items():
            change: dict[str, Any] = {column: value}
            goals[place] = dataclasses.replace(goals[place], **change)
        return dataclasses.replace(self.opened, tracker=dataclasses.replace(self.opened.tracker, goals=tuple(goals)))

    def within(self, most_areas: int) -> Offers:
        """What of them takes at most so many areas, for a press reads and writes cells at most twelve times."""
        areas = self.areas[: max(0, most_areas)]
        inside = {cell for area in areas for cell in area}
        values = {one: value for one, value in self.values.items() if self.cell(*one) in inside}
        return Offers(self.opened, values, areas, self.left + len(self.values) - len(values), self.reads)

    def cell(self, place: int, column: str) -> Cell:
        """Where a value goes."""
        return self.opened.row_of(place), self.opened.goals.place(column)

    @property
    def question(self) -> str:
        """What is asked before anything is filled in."""
        columns = {column for _, column in self.values}
        titles = [column.title for column in table(Goal).columns if column.name in columns]
        goals = len({place for place, _ in self.values})
        whose = "a goal that your sentence" if goals == 1 else f"{goals} goals that your sentences"
        says = "already says" if goals == 1 else "already say"
        cells = counted(len(self.values), "empty cell")
        asked = f"Fill in {cells} of {whose} {says}? ({', '.join(titles)})"
        return f"{asked}\n\nWhat you typed yourself stays as it is."


def offers(opened: OpenTracker, places: Sequence[int], day: dt.date, habits: Habits) -> Offers:
    """What the sentences of those goals say for their empty cells; the area that holds most of it first."""
    found = Offers(opened, dict(_proposed(opened, places, day, habits)), ())
    if not found.values:
        return found
    stays = _what_may_be_written_again(opened.goals)
    values = {one: value for one, value in found.values.items() if stays.get(found.cell(*one)) == ""}
    wanted = {found.cell(*one) for one in values}
    areas = sorted(rectangles(wanted, stays), key=lambda area: -len(wanted.intersection(area)))
    return Offers(opened, values, [{cell: stays[cell] for cell in area} for area in areas], reads=1)


def unread(opened: OpenTracker, places: Sequence[int], day: dt.date, habits: Habits) -> Offers:
    """As many for the next press, where no call is left to see whether formulas stand there."""
    return Offers(opened, {}, (), sum(1 for _ in _proposed(opened, places, day, habits)))


def _proposed(
    opened: OpenTracker, places: Sequence[int], day: dt.date, habits: Habits
) -> Iterator[tuple[tuple[int, str], Value]]:
    for place in places:
        for one in propose(Case(opened.tracker.goals[place], day, habits)):
            if _is_blank(opened, place, one.column) and isinstance(one.value, str | float | int | dt.date):
                yield (place, one.column), one.value


def _is_blank(opened: OpenTracker, place: int, column: str) -> bool:
    """Whether the goal has such a cell and nothing stands in it, not even what cannot be read."""
    letters = opened.goals.location.columns.get(column)
    return letters is not None and letters not in opened.goals.rows.get(opened.row_of(place), {})


def fill_in(offered: Offers) -> None:
    """Put offered values into cells in which there is nothing, not even a formula."""
    values = {offered.cell(*one): value for one, value in offered.values.items()}
    for area in offered.areas:
        cells = {cell: as_cell(values[cell]) if cell in values else text or None for cell, text in area.items()}
        _write(offered.opened.goals, cells)


def _what_may_be_written_again(goals: OpenTable) -> dict[Cell, str]:
    """The cells, none merged, in which nothing stands, and our formulas between them, which stay the same by it."""
    rows, right = goals.location.rows, max(goals.place(column) for column in goals.location.columns)
    area = goals.sheet.range((rows.start, 1), (rows.stop - 1, right))
    no_place = {(cell.row, cell.column) for cells in merged(area) for cell in cells}
    ours = {goals.place(column) for column in READY_COLUMNS if column in goals.location.columns}
    return {
        (row, column): text
        for row, line in zip(rows, area.formula, strict=True)
        for column, text in enumerate(line, 1)
        if (row, column) not in no_place and (not text or (column in ours and text.startswith("=")))
    }


def _write(goals: OpenTable, area: Mapping[Cell, Any]) -> None:
    """Write a rectangle of cells."""
    (top, left), (bottom, right) = min(area), max(area)
    block = [[area[row, column] for column in range(left, right + 1)] for row in range(top, bottom + 1)]
    goals.sheet.range((top, left), (bottom, right)).value = block
