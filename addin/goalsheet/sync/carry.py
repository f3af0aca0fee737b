"""Set in a workbook what a plan sets there, and let it remember the sync; a backup where anybody sees a change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from goalsheet.errors import CannotWrite, IsOpen
from goalsheet.layout import last_state
from goalsheet.layout.buttons import SYNC_WITH_MANAGER
from goalsheet.layout.last_state import Kept, LastState
from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.merge.actions import AddRow, Conflict, GiveId, Plan, SetCell
from goalsheet.merge.copy import Base, Side
from goalsheet.sync.adjustments import adjustment_cells, is_about_agreements
from goalsheet.sync.conflict_rows import conflict_cells
from goalsheet.sync.log_rows import from_managers, row_cells
from goalsheet.sync.participant import Participant, Workbook
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import ConflictEntry, Review
from goalsheet.tracker.schema import table
from goalsheet.tracker.tracker import Tracker

if TYPE_CHECKING:
    from goalsheet.workbook.setting import Saved

_BY_BUTTON = f"Press {SYNC_WITH_MANAGER.label} there, or close it and run the same command again."


@dataclass(frozen=True)
class Carrying:
    """What a workbook gets: a plan's cells, the tracker that it then is, and what it remembers."""

    participant: Participant
    plan: Plan
    after: Tracker
    state: LastState


def state(one: Participant, partner: str, base: Base, conflicts: Sequence[Conflict]) -> LastState:
    """What a workbook remembers once it is synced with that spreadsheet: no edit that gave way is ever forgotten."""
    before = one.state
    new = [Kept(one.today, found) for found in newly(before, conflicts)]
    after = replace(before, partner=partner, base=base, kept=(*before.kept, *new))
    return before if after == before else replace(after, number=before.number + 1)


def newly(known: LastState, conflicts: Iterable[Conflict]) -> list[Conflict]:
    """The edits that gave way of which nothing is known yet."""
    held = {(kept.conflict.key, kept.conflict.workbook, kept.conflict.sheet) for kept in known.kept}
    return [found for found in conflicts if (found.key, found.workbook, found.sheet) not in held]


def carry(work: Carrying) -> Saved | None:
    """Do it, and tell what the file is now and where its backup is; None if nothing had to be done.

    CannotWrite where it cannot be done, or where somebody has saved the workbook since it was read.
    """
    file = work.participant.file
    changes = work.participant.changes(work.plan)
    keeps = bool(changes or row_cells(file.path.name, file.tables, work.plan))  # what is only listed needs no backup
    if not keeps and work.state == work.participant.state:
        return None
    now = _read_again(file, _touched(work))
    values: dict[CellPlace, Value] = _row_cells(work, now)
    for place, cells in changes.items():
        values |= {_place(now, place, column): value for column, value in cells.items()}
    values |= last_state.cells(work.state, now.settings.rows, now.settings.title)
    shows = {place.sheet for place in _conflict_cells(work, now)}
    steady = [now.tables[Goal].place(place, "status") for place in work.participant.steady(changes, work.after)]
    try:
        return now.set_cells(values, [one for one in steady if one], keeps=keeps, shows=shows)
    except IsOpen as error:
        raise IsOpen(error.name, error.lock, _BY_BUTTON) from error


def _touched(work: Carrying) -> set[type]:
    """The tables in which rows are set."""
    acts = [
        one for one in work.plan.actions if isinstance(one, SetCell | AddRow | GiveId) and one.side is Side.WORKBOOK
    ]
    names = {one.key.table if isinstance(one, SetCell) else one.table for one in acts}
    touched = {of for of in (Goal, *from_managers(work.participant.file.tables)) if of.__name__ in names}
    touched |= {Review} if is_about_agreements(work.plan, work.after.goals) else set()
    return touched | ({ConflictEntry} if _newly_kept(work) else set())


def _newly_kept(work: Carrying) -> Sequence[Kept]:
    """The edits that gave way in this sync."""
    return work.state.kept[len(work.participant.state.kept) :]


def _read_again(file: Workbook, touched: Collection[type]) -> Workbook:
    """It as it is now; CannotWrite if somebody has changed it since it was read."""
    now = file.again(touched)
    if now.tracker != file.tracker or _numbers(now, file) != _numbers(file, file):
        raise CannotWrite(f"{file.path.name} was saved by somebody else just now. Run the same command again.")
    return now


def _row_cells(work: Carrying, file: Workbook) -> dict[CellPlace, Value]:
    """The cells of the sheets on which rows gather: what managers said, what was changed, and which edits gave way."""
    name, today = file.path.name, work.participant.today
    changed = adjustment_cells(name, file.tables, work.plan, work.after.goals, today)
    return row_cells(name, file.tables, work.plan) | changed | _conflict_cells(work, file)


def _conflict_cells(work: Carrying, file: Workbook) -> dict[CellPlace, Value]:
    """Those of the sheet that has no tab as long as no edit has given way."""
    return conflict_cells(file.path.name, file.tables, _newly_kept(work))


def _numbers(file: Workbook, read: Workbook) -> dict[type, tuple[int, ...]]:
    """The numbers of the rows of the tables that were read."""
    return {row: found.numbers for row, found in file.tables.items() if row in read.tables}


def _place(file: Workbook, place: int, column: str) -> CellPlace:
    found = file.tables[Goal].place(place, column)
    if found is None:
        title = table(Goal).column(column).title
        raise CannotWrite(f"{file.path} has no column {title} to write into. Make a new tracker and copy the goals.")
    return found
