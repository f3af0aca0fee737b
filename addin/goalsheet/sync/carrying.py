"""What a workbook gets by a plan, and how much of it in one go: the rest comes with the next sync."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from goalsheet.errors import CannotWrite
from goalsheet.layout.last_state import LastState
from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.merge.actions import CellKey, Plan
from goalsheet.merge.cells import AGREEMENT
from goalsheet.merge.later import can_wait, without
from goalsheet.sync.log_rows import row_cells
from goalsheet.sync.participant import Participant, Workbook
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.schema import table
from goalsheet.tracker.tracker import Tracker

_OF_A_ROUND = (AGREEMENT, "comment")  # one line on Reviews tells of both


@dataclass(frozen=True)
class Carrying:
    """What a workbook gets: a plan's cells, the tracker that it then is, and what it remembers.

    Of a plan that is only a part of what was decided, `later` are the cells that the next sync sets.
    """

    participant: Participant
    plan: Plan
    after: Tracker
    state: LastState
    later: tuple[CellKey, ...] = ()


def cells(work: Carrying, file: Workbook) -> dict[CellPlace, Value]:
    """The cells of goals and of what managers said, without the lines that tell of it."""
    found = row_cells(file.path.name, file.tables, work.plan)
    for place, changes in work.participant.changes(work.plan).items():
        found |= {_place(file, place, column): value for column, value in changes.items()}
    return found


def fitting(work: Carrying) -> Carrying:
    """As much of it as can be set in one go: as many rows as there is room for, or else as many cells of the first."""
    keys = can_wait(work.plan)
    if not keys or _fits(work):
        return work
    rows = [list(row) for _, row in groupby(keys, lambda key: (key.table, key.id))]
    number = _how_many(work, keys, rows)
    if number:
        return _first(work, keys, rows[:number])
    parts = _parts(rows[0])
    return _first(work, keys, parts[: max(1, _how_many(work, keys, parts))])  # or no press would ever get on


def _parts(row: Sequence[CellKey]) -> list[list[CellKey]]:
    """The cells of a row one by one, but for those that belong together."""
    together = [key for key in row if key.column in _OF_A_ROUND]
    return [*([together] if together else []), *([key] for key in row if key not in together)]


def _how_many(work: Carrying, keys: Sequence[CellKey], parts: Sequence[Sequence[CellKey]]) -> int:
    return most(len(parts), lambda number: _fits(_first(work, keys, parts[:number])))


def most(number: int, fits: Callable[[int], bool]) -> int:
    """As many of so many things as fit: all, or sought by halves, for each look costs time."""
    if not number or fits(number):
        return number
    return bisect_right(range(1, number), 0, key=lambda some: not fits(some))


def _first(work: Carrying, keys: Sequence[CellKey], parts: Sequence[Sequence[CellKey]]) -> Carrying:
    """Only those parts of it."""
    now = {key for part in parts for key in part}
    later = tuple(key for key in keys if key not in now)
    plan = without(work.plan, later)
    return replace(work, plan=plan, state=replace(work.state, base=plan.base), later=later)


def _fits(work: Carrying) -> bool:
    return work.participant.file.has_room_for(cells(work, work.participant.file))


def _place(file: Workbook, place: int, column: str) -> CellPlace:
    found = file.tables[Goal].place(place, column)
    if found is None:
        title = table(Goal).column(column).title
        raise CannotWrite(f"{file.path} has no column {title} to write into. Say first: goalsheet upgrade FILE")
    return found
