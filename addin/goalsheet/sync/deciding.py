"""One person's part of a sync while it goes on: what is decided, and what has to be noted down or said first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from goalsheet.errors import CannotWrite
from goalsheet.google.found import Found
from goalsheet.google.goal_copy import goal_copy
from goalsheet.google.managers_rows import labels_of, managers_copy
from goalsheet.layout.last_state import Touches
from goalsheet.layout.places import GOALS
from goalsheet.layout.review_content import Review
from goalsheet.merge.actions import Action, CellKey, Conflict, GiveId, Plan, SetCell, Stop, Torn
from goalsheet.merge.cells import is_answer
from goalsheet.merge.copy import NO_BASE, Base, BaseRow, Copy, Side
from goalsheet.merge.decide import decide
from goalsheet.merge.ownership import ownerships
from goalsheet.merge.safety import OLDER, SWAPPED, Trio, stops
from goalsheet.merge.terms import Terms
from goalsheet.merge.values import Value, normal
from goalsheet.sync.carry import state
from goalsheet.sync.carrying import Carrying
from goalsheet.sync.participant import SENT, Participant, again
from goalsheet.tracker.agreement import AS_AGREED
from goalsheet.tracker.tracker import Tracker

#: Says which side's value is kept in a conflict of that person's; None leaves it to whose cell it is.
Resolve = Callable[[Participant, Conflict, Touches], Side | None]


_THIS_ONE = f"run it again with {OLDER}; with --resolve theirs it gets what Google has."


@dataclass(frozen=True)
class Wishes:
    """What the user has said: how conflicts end, and which accidents were meant."""

    resolve: Resolve = lambda *_: None
    accepted: frozenset[str] = frozenset()


@dataclass
class Deciding:
    """One person's part of a sync while it goes on; `actions` and `conflicts` are all that were decided in it."""

    participant: Participant
    touched: Touches = field(default_factory=dict)
    sheet: Copy = field(default_factory=dict)
    plan: Plan = field(default_factory=lambda: Plan((), NO_BASE))
    choices: dict[CellKey, Side] = field(default_factory=dict)
    actions: list[Action] = field(default_factory=list)
    unwritable: CannotWrite | None = None  # the workbook, so that a part of it has to wait

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """All edits that gave way."""
        return tuple(one for one in self.actions if isinstance(one, Conflict))

    def decide(self, file: str, found: Found, review: Review, wishes: Wishes, mixed: Collection[int] = ()) -> None:
        """Make a plan for the spreadsheet as it was found, with those rows of goals mixed up, which was meant."""
        one = self.participant
        person = one.tracker.person
        labels = labels_of(review)
        goals = goal_copy(found, person.id, labels, one.ids(), mixed)
        self.sheet = {**goals, **managers_copy(found, person.id, labels, self.known())}
        base, workbook = one.base(file), one.copy()
        rewordings = one.rewordings()
        terms = Terms(
            one.today,
            review.manager.name,
            self.choices,
            wishes.accepted,
            employee=person.name,
            rewordings=rewordings,
        )
        self.plan = decide(base, workbook, self.sheet, terms)
        conflicts = [one for one in self.plan.conflicts if not is_answer(one.key.column, one.workbook)]
        open_ones = [conflict for conflict in conflicts if conflict.key not in self.choices]
        said = ((conflict.key, wishes.resolve(one, conflict, self.touched)) for conflict in open_ones)
        chosen = {key: side for key, side in said if side}
        if chosen:
            self.choices |= chosen
            self.plan = decide(base, workbook, self.sheet, terms)
        self.actions = _gathered(self.actions, self.plan.actions)

    @property
    def name(self) -> str:
        """Whose it is."""
        person = self.participant.tracker.person
        return person.name or person.id

    def trio(self, file: str) -> Trio:
        """What was decided upon."""
        return Trio(self.participant.base(file), {Side.WORKBOOK: self.participant.copy(), Side.SHEET: self.sheet})

    def known(self) -> set[str]:
        """The keys of the goals that the workbook has, or had at the last sync."""
        return {f"{self.participant.tracker.person.id}/{one}" for one in self.participant.ids()}

    def lost_words(self, columns: Collection[str]) -> dict[str, dict[str, Value]]:
        """What stood in those columns, by the rows' keys, where the sheet has lost them."""
        if GOALS.name not in self.sheet:
            return {}
        table, known = self.sheet[GOALS.name], self.plan.base.tables.get(GOALS.name, {})
        lost = [column for column in columns if column not in table.columns]
        person = self.participant.tracker.person.id
        cells = {row.id: known[row.id].cells for row in table.rows if row.id in known}
        return (
            {f"{person}/{one}": {name: held.get(name) for name in lost} for one, held in cells.items()} if lost else {}
        )

    def setbacks(self, file: str, number: int) -> Iterator[tuple[str, str]]:
        """What an old workbook would undo of what was synced since, and what to do; `number` is its newest state's."""
        state = self.participant.state
        undone = [one for one in self.plan.conflicts if one.owner is one.kept is Side.WORKBOOK]
        if undone and state.number < number and state.partner in ("", file):
            cells = f"{len(undone)} {'cell' if len(undone) == 1 else 'cells'}"
            what = f"the workbook is older than its last sync (a backup?) and would undo {cells} of what is newer."
            yield what, f"Put the newer workbook back. If this one is to count, {_THIS_ONE}"

    def hold(self, error: CannotWrite) -> None:
        """Leave out what would have to be noted down first in a workbook that cannot be written."""
        shown = {row.id for row in self.sheet[GOALS.name].rows} if GOALS.name in self.sheet else set()
        self.unwritable, self.participant = error, self.participant.holding(shown)
        self.actions.clear()

    def read_again(self) -> None:
        """Go on with the workbook as it is now."""
        self.unwritable, self.participant = None, again(self.participant)

    def after(self) -> Tracker:
        """The tracker once the plan is carried out."""
        return self.participant.after(self.plan, self.sheet)


def _gathered(before: Sequence[Action], now: Sequence[Action]) -> list[Action]:
    """All actions of a sync: a cell that is decided again once the sheet was written, for whatever reason, is one."""
    found = list(before)
    known = {(one.side, one.key): one for one in before if isinstance(one, SetCell)}
    for one in now:
        there = known.get((one.side, one.key)) if isinstance(one, SetCell) else None
        if isinstance(one, SetCell) and there:
            found[found.index(there)] = replace(there, new=one.new)
        elif one not in found and not _is_unseen(one):
            found.append(one)
    return found


def _is_unseen(action: Action) -> bool:
    """Whether it is about a hidden cell, of which the ones beside it tell."""
    return isinstance(action, SetCell) and action.key.column in AS_AGREED.values()


def first(one: Deciding, file: str) -> Carrying | None:
    """What has to stand in a workbook before that spreadsheet is written; None if nothing has to.

    Of goals that it is about to get, the employee's cells are noted: should the sync stop before the workbook remembers
    it, what is erased until the next one was there. Rows that are somebody else's now leave the workbook.
    """
    given = [action for action in one.plan.actions if isinstance(action, GiveId) and action.side is Side.WORKBOOK]
    rows = {CellKey(GOALS.name, action.id, "") for action in given if action.table == GOALS.name} | _given_away(one)
    cells = [
        action
        for action in one.plan.actions
        if isinstance(action, SetCell) and action.side is Side.WORKBOOK and action.key._replace(column="") in rows
    ]
    giving_way = [
        conflict
        for conflict in one.conflicts
        if conflict.kept is Side.WORKBOOK or conflict.key._replace(column="") in rows
    ]
    before = one.participant.state
    leaving = _leaving(one, file, {action.place: action.id for action in given})
    partner, base = (file, leaving) if leaving else (before.partner, before.base)
    remembered = state(one.participant, partner, base, giving_way, one.touched)
    if not (given or cells) and remembered == before:
        return None
    plan = Plan((*given, *cells), before.base)
    return Carrying(one.participant, plan, one.participant.after(plan, {}), remembered)


def _given_away(one: Deciding) -> set[CellKey]:
    """The rows that are somebody else's now: once the sheet is written, it does not tell any more whose they were."""
    return {CellKey(name, row, "") for name, table in one.sheet.items() for row in table.elsewhere}


def _leaving(one: Deciding, file: str, given: Mapping[int, str]) -> Base | None:
    """The last state with the goals of which the spreadsheet has no row yet; None if there are none.

    Where the workbook was last synced with another spreadsheet, it goes on remembering that.
    """
    base, copy = one.participant.base(file), one.participant.copy()
    if one.participant.state.partner not in ("", file) or GOALS.name not in copy:
        return None
    there = {row.id for row in one.sheet[GOALS.name].rows} if GOALS.name in one.sheet else set()
    known = base.tables.get(GOALS.name, {})
    new = {
        name: BaseRow({column: normal(row.cells.get(column)) for column in SENT - row.unread}, is_on_its_way=True)
        for row in copy[GOALS.name].rows
        if (name := given.get(row.place, row.id)) and name not in {*there, *known}
    }
    return Base({**base.tables, GOALS.name: {**known, **new}}) if new else None


def accidents(plan: Plan) -> Iterator[tuple[str, str]]:
    """What looks like one, and what to do."""
    for action in plan.actions:
        if isinstance(action, Stop):
            yield _stopped(action)
        elif isinstance(action, Torn):
            rows = f"{'goals' if action.table == GOALS.name else 'rows'} {', '.join(action.ids)}"
            what = f"in the {action.side.value}, {rows}: {action.why}."
            yield what, f"Undo the sorting there. If it was meant, run it again with {SWAPPED}."


def accidents_of_all(team: Sequence[Deciding], file: str, accepted: Collection[str]) -> Iterator[tuple[str, str]]:
    """The same of what nobody's part shows alone: a few cells of each can be all that a spreadsheet holds."""
    yield from map(_stopped, stops([one.trio(file) for one in team], ownerships(), accepted))


def _stopped(action: Stop) -> tuple[str, str]:
    return f"{action.what}.", f"If that was meant, run it again with {action.flag}."
