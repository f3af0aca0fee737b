"""The demo's employees, who write in their workbooks: each the story whose turn it is, in cells, as people do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.template.dates import spelled
from goalsheet.tracker.choices import DONE
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, Feedback, Review, Reward
from goalsheet.tracker.schema import Table, table
from goalsheet.workbook.reading import TrackerFile, read_tracker
from goalsheet.workbook.setting import set_cells

from .demo_story import Story, told

_LOGS = {"check_ins": CheckIn, "feedback": Feedback, "rewards": Reward, "reviews": Review}
_PACES = (1.0, 0.9, 1.08)  # of people whose story is the same


def write(path: Path, story: Story, turn: int, today: dt.date) -> bool:
    """Write the story into a workbook just made, the `turn`-th with that story; tells whether there was anything."""
    wanted = dict(_Writing(read_tracker(path), story, turn, today).cells())
    if wanted:
        set_cells(path, wanted, keeps=False)
    return bool(wanted)


@dataclass(frozen=True)
class _Writing:
    file: TrackerFile
    story: Story
    turn: int
    today: dt.date

    def cells(self) -> Iterator[tuple[CellPlace, Value]]:
        for number in self.story.get("cleared", ()):
            yield from self._cleared(number)
        for number, row in self.story.get("goals", {}).items():
            yield from self._at(Goal, self._row(number), self._goal(number, row))
        for number, states in self.story.get("steps", {}).items():
            yield from self._steps(number, states)
        for name, row_class in _LOGS.items():
            for place, row in enumerate(self.story.get(name, ()), self._free(row_class)):
                yield from self._at(row_class, place, self._entry(row))

    def _row(self, number: str) -> int:
        """The row of a goal: numbers stand in order in a workbook just made."""
        location = self.file.tables[Goal].location
        return (location.rows.start if location else 0) + int(number[1:]) - 1

    def _free(self, row_class: type) -> int:
        found = self.file.tables[row_class]
        first = found.location.rows.start if found.location else 0
        return max(found.numbers, default=first - 1) + 1

    def _at(self, row_class: type, row: int, cells: Mapping[str, Value]) -> Iterator[tuple[CellPlace, Value]]:
        location = self.file.tables[row_class].location
        if location:
            yield from (
                (CellPlace(location.sheet, f"{location.columns[name]}{row}"), one) for name, one in cells.items()
            )

    def _goal(self, number: str, row: Mapping[str, Any]) -> dict[str, Value]:
        cells = told(row, self.today)
        due = cells.get("due", self._known(number).due)
        if isinstance(due, dt.date) and isinstance(statement := cells.get("statement"), str):
            cells["statement"] = statement.replace("{due}", spelled(due))
        return cells

    def _known(self, number: str) -> Goal:
        return next((one for one in self.file.tracker.goals if one.id == number), Goal())

    def _entry(self, row: Mapping[str, Any]) -> dict[str, Value]:
        """A line of a log; a share of the way becomes a value in the goal's unit."""
        cells = told(row, self.today)
        way, goal = cells.pop("way", None), self.story.get("goals", {}).get(row.get("goal"), {})
        if isinstance(way, float):
            known = self._known(str(row["goal"]))
            begin, end = (float(goal.get(name, getattr(known, name)) or 0) for name in ("baseline", "target"))
            cells["value"] = round(begin + way * _PACES[self.turn % len(_PACES)] * (end - begin), 1)
        return cells

    def _steps(self, number: str, states: list[str]) -> Iterator[tuple[CellPlace, Value]]:
        actions = zip(self.file.tables[Action].numbers, self.file.tracker.actions, strict=True)
        for (row, action), state in zip((one for one in actions if one[1].goal == number), states, strict=False):
            cells: dict[str, Value] = {"state": state}
            if state == DONE:
                cells["done_on"] = min(action.due or self.today, self.today) - dt.timedelta(days=2 + self.turn)
            yield from self._at(Action, row, cells)

    def _cleared(self, number: str) -> Iterator[tuple[CellPlace, Value]]:
        yield from self._at(Goal, self._row(number), _blanks(table(Goal), self._known(number), keeps="id"))
        for row, action in zip(self.file.tables[Action].numbers, self.file.tracker.actions, strict=True):
            if action.goal == number:
                yield from self._at(Action, row, _blanks(table(Action), action))


def _blanks(of: Table, row: Goal | Action, keeps: str = "") -> dict[str, Value]:
    """Blanks for all that stands in a row."""
    names = [column.name for column in of.columns if not column.computed and column.name != keeps]
    return {name: None for name in names if getattr(row, name) is not None}
