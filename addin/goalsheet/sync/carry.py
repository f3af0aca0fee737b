"""Set in a workbook what a plan sets there, and let it remember the sync; a backup where anybody sees a change."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from goalsheet.errors import CannotWrite, IsOpen
from goalsheet.layout import last_state
from goalsheet.layout.buttons import SYNC_WITH_MANAGER
from goalsheet.layout.last_state import NOBODY, Kept, LastState, Line, Touches
from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.merge.actions import AddRow, CellKey, Conflict, GiveId, SetCell
from goalsheet.merge.copy import Base, Side
from goalsheet.merge.review_lines import unnoted
from goalsheet.sync.adjustments import adjustments, as_now_noted, is_about_agreements, rounds
from goalsheet.sync.carrying import Carrying, cells, fitting, most
from goalsheet.sync.lines import LISTS, entry, line_cells, whole_rows
from goalsheet.sync.log_rows import from_managers, row_cells
from goalsheet.sync.participant import Participant, Workbook
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import ConflictEntry, Review

if TYPE_CHECKING:
    from goalsheet.workbook.setting import Saved

_BY_BUTTON = f"Press {SYNC_WITH_MANAGER.label} there, or close it and run the same command again."


@dataclass(frozen=True)
class Carried:
    """What a workbook remembers, which lines were listed in it, what the file is now and where its backup is.

    `later` are the cells that the next sync sets.
    """

    state: LastState
    lines: tuple[Line, ...] = ()
    saved: Saved | None = None
    later: tuple[CellKey, ...] = ()


@dataclass(frozen=True)
class _Settings:
    cells: Mapping[CellPlace, Value]
    steady: Collection[CellPlace]
    shows: Collection[str]
    state: LastState
    lines: tuple[Line, ...]


def state(
    one: Participant, partner: str, base: Base, conflicts: Sequence[Conflict], touched: Touches = NOBODY
) -> LastState:
    """What a workbook remembers once it is synced with that spreadsheet: no edit that gave way is ever forgotten.

    Its number is that of the state before, until it is set in the workbook.
    """
    before = one.state
    new = [Kept(one.today, found, touched) for found in newly(before, conflicts)]
    return replace(before, partner=partner, base=base, kept=(*before.kept, *new))


def _numbered(before: LastState, after: LastState) -> LastState:
    """The state with the next number, if anything else in it is new."""
    return before if after == before else replace(after, number=before.number + 1)


def newly(known: LastState, conflicts: Iterable[Conflict]) -> list[Conflict]:
    """The edits that gave way of which nothing is known yet."""
    held = {(kept.conflict.key, kept.conflict.workbook, kept.conflict.sheet) for kept in known.kept}
    return [found for found in conflicts if (found.key, found.workbook, found.sheet) not in held]


def carry(work: Carrying) -> Carried:
    """Do it; nothing where nothing has to be done.

    CannotWrite where it cannot be done, or where somebody has saved the workbook since it was read.
    """
    file, before = work.participant.file, work.participant.state
    if not (_is_seen(work) or before.waiting) and work.state == before:
        return Carried(before)
    work = fitting(work)
    waits = _waiting(work)
    now = _read_again(file, _touched(work), _settings(work, file, waits).cells)
    made = _settings(work, now, waits)
    with _by_button():
        saved = now.set_cells(made.cells, made.steady, keeps=_is_seen(work), shows=made.shows)
    return Carried(made.state, made.lines, saved, work.later)


@contextlib.contextmanager
def _by_button() -> Iterator[None]:
    """Of a workbook that is open, say that the button syncs it."""
    try:
        yield
    except IsOpen as error:
        raise IsOpen(error.name, error.lock, _BY_BUTTON) from error


def would_set(work: Carrying) -> Carried:
    """The same without doing it; CannotWrite where it is known already that it, or what waits, cannot be done."""
    file, whole = work.participant.file, work
    work = fitting(work)
    made = _settings(work, file, _waiting(work))
    with _by_button():
        file.refuse({**cells(whole, file), **made.cells})
    return Carried(made.state, made.lines, later=work.later)


def _is_seen(work: Carrying) -> bool:
    """Whether anybody sees a change; what is only listed needs no backup."""
    file = work.participant.file
    return bool(work.participant.changes(work.plan) or row_cells(file.path.name, file.tables, work.plan))


def _settings(work: Carrying, file: Workbook, waits: Collection[type]) -> _Settings:
    """What is to be set in the workbook; lines on those sheets wait, and those for which there is no room."""
    lines, name, begun = _lines(work, file, waits), file.path.name, work.participant.state.begun
    ready = [line for line in lines if type(line) not in waits]
    number, own = _how_many(work, file, ready), cells(work, file)
    listed, rest = tuple(ready[:number]), ready[number:]
    waiting = (*(line for line in lines if type(line) in waits), *rest)
    told = line_cells(name, file.tables, listed, begun)
    begun -= {type(line) for line in listed}
    if rest and not (listed or own):
        told = _part(file, line_cells(name, file.tables, rest[:1], begun))
        listed, begun = tuple(rest[:1]), begun | {type(rest[0])}
    state = _numbered(work.participant.state, replace(work.state, waiting=waiting, begun=begun))
    wanted = own | told | last_state.cells(state, file.settings.rows, file.settings.title)
    changes = work.participant.changes(work.plan)
    steady = [file.tables[Goal].place(place, "status") for place in work.participant.steady(changes, work.after)]
    return _Settings(wanted, [one for one in steady if one], _shows(file, listed), state, listed)


def _how_many(work: Carrying, file: Workbook, lines: Sequence[Line]) -> int:
    """How many of the lines can be listed in one go with what is set besides."""
    beside, name, begun = cells(work, file), file.path.name, work.participant.state.begun

    def fits(some: int) -> bool:
        return file.has_room_for(beside | line_cells(name, file.tables, lines[:some], begun))

    return most(len(lines), fits)


def _part(file: Workbook, line: Mapping[CellPlace, Value]) -> dict[CellPlace, Value]:
    """As many of the cells of a line as can be set in one go, of one that is too much for it: one at least."""
    ordered = [*line.items()]
    return dict(ordered[: max(1, most(len(ordered), lambda some: file.has_room_for(dict(ordered[:some]))))])


def _lines(work: Carrying, file: Workbook, waits: Collection[type]) -> list[Line]:
    """All that is to be listed, with what waited for it."""
    waited, goals, today = work.participant.state.waiting, work.after.goals, work.participant.today
    reviews: list[Review] = [line for line in waited if isinstance(line, Review)]
    known: list[Review] = []
    if Review not in waits and Review in file.tables:
        is_begun = Review in work.participant.state.begun
        known = [*whole_rows(file.tables[Review], next(iter(reviews), None), is_begun=is_begun)]
        reviews = as_now_noted(reviews, work.plan.base, known)
    reviews = unnoted([*reviews, *rounds(work.plan, goals, work.participant.state.base, today)], known)
    reviews += adjustments(work.plan, goals, [*known, *reviews], today)
    gave_way = [line for line in waited if isinstance(line, ConflictEntry)]
    return [*gave_way, *map(entry, _newly_kept(work)), *reviews]  # what gave way comes first


def _shows(file: Workbook, listed: Collection[Line]) -> set[str]:
    """The sheet that has no tab as long as no edit has given way."""
    place = file.tables[ConflictEntry].location if ConflictEntry in file.tables else None
    return {place.sheet} if place and any(isinstance(line, ConflictEntry) for line in listed) else set()


def _waiting(work: Carrying) -> frozenset[type]:
    """The sheets whose lines have to wait for the next sync."""
    file = work.participant.file
    return file.waits([of for of in LISTS if of in _touched(work)], cells(work, file))


def _touched(work: Carrying) -> set[type]:
    """The tables in which rows are set."""
    acts = [
        one for one in work.plan.actions if isinstance(one, SetCell | AddRow | GiveId) and one.side is Side.WORKBOOK
    ]
    names = {one.key.table if isinstance(one, SetCell) else one.table for one in acts}
    touched = {of for of in (Goal, *from_managers(work.participant.file.tables)) if of.__name__ in names}
    touched |= {Review} if _is_about_agreements(work) else set()
    touched |= {ConflictEntry} if _newly_kept(work) else set()
    return touched | {type(line) for line in work.participant.state.waiting}


def _is_about_agreements(work: Carrying) -> bool:
    return is_about_agreements(work.plan, work.after.goals, work.participant.state.base)


def _newly_kept(work: Carrying) -> Sequence[Kept]:
    """The edits that gave way in this sync."""
    return work.state.kept[len(work.participant.state.kept) :]


def _read_again(file: Workbook, touched: Collection[type], beside: Mapping[CellPlace, Value]) -> Workbook:
    """It as it is now; CannotWrite if somebody has changed it since it was read."""
    now = file.again(touched, beside)
    if now.tracker != file.tracker or _numbers(now, file) != _numbers(file, file):
        raise CannotWrite(f"{file.path.name} was saved by somebody else just now. Run the same command again.")
    return now


def _numbers(file: Workbook, read: Workbook) -> dict[type, tuple[int, ...]]:
    """The numbers of the rows of the tables that were read."""
    return {row: found.numbers for row, found in file.tables.items() if row in read.tables}
