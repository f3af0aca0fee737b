"""What became of a spreadsheet and its people's workbooks in a two-way sync, or would become."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from goalsheet.errors import GoalsheetError
from goalsheet.layout.last_state import Line, Touches
from goalsheet.merge.actions import Action, AddRow, CellKey, SetCell
from goalsheet.merge.copy import Side
from goalsheet.sync.carry import Carried
from goalsheet.sync.deciding import Deciding
from goalsheet.sync.steps import Done, Outcome
from goalsheet.tracker.logs import Review
from goalsheet.tracker.person import Person

if TYPE_CHECKING:
    from goalsheet.workbook.setting import Saved


@dataclass(frozen=True)
class Exchanged:
    """What became of one person's workbook: what was set on either side, what gave way, and where the backup is.

    `lines` are those that were listed in it, `waited` those of them that the last sync left, `waiting` those that the
    next one lists, `later` the cells that it sets.
    """

    person: Person
    path: Path
    actions: tuple[Action, ...] = ()
    saved: Saved | None = None
    error: GoalsheetError | None = None
    lines: tuple[Line, ...] = ()
    waiting: tuple[Line, ...] = ()
    waited: tuple[Line, ...] = ()
    later: tuple[CellKey, ...] = ()
    touched: Touches = field(default_factory=dict)

    @property
    def backup(self) -> Path | None:
        """Where the workbook as it was before is kept; None if nobody sees a change in it."""
        return self.saved.backup if self.saved else None

    @property
    def done(self) -> tuple[SetCell | AddRow, ...]:
        """The cells and rows that were set on either side, or would be; none of a workbook that cannot be written."""
        able = {Side.SHEET} if self.error else set(Side)
        return tuple(one for one in self.actions if isinstance(one, SetCell | AddRow) and one.side in able)


def _as_left(line: Line) -> Line:
    """Without from what a review starts: that is known only once it is listed."""
    return replace(line, old=None) if isinstance(line, Review) else line


@dataclass(frozen=True)
class Result:
    """What became of a spreadsheet and of its people's workbooks; `waiting` says which rows reach no workbook."""

    outcome: Outcome
    people: tuple[Exchanged, ...] = ()
    waiting: tuple[str, ...] = ()

    @property
    def done(self) -> Done:
        """What became of both sides: from a spreadsheet that stays as it is, a workbook may get something."""
        if self.outcome.done is not Done.UNCHANGED:
            return self.outcome.done
        if any(one.done or one.waited for one in self.people):
            return Done.UPDATED
        return Done.FAILED if any(one.error for one in self.people) else Done.UNCHANGED


def exchanged(one: Deciding, done: Carried | None = None) -> Exchanged:
    """What became of a person's workbook, or what would as far as it was decided upon."""
    of = one.participant
    made = Exchanged(of.tracker.person, of.path, tuple(one.actions), touched=one.touched)
    if done is None:
        return made
    left = set(map(_as_left, of.state.waiting))
    waited = tuple(line for line in done.lines if _as_left(line) in left)
    waiting, later = done.state.waiting, done.later
    return replace(made, saved=done.saved, lines=done.lines, waited=waited, waiting=waiting, later=later)
