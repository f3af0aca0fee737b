"""One spreadsheet and its people's workbooks brought together: read both, decide, write the sheet, then the workbooks.

The steps of one spreadsheet, and why a run may stop between any two of them (a test stops it at every request and at
every change of a file):

1. The workbooks are read, and what each remembers of the last sync; then the spreadsheet. Nothing is changed yet.
2. `merge/` decides. What looks like an accident stops here.
3. First noted in the workbooks: numbers of new goals, what the sheet is about to get of them, and edits that are about
   to give way in it. After a stop here, the numbers are there already, what is erased from then on is known to have
   been there, and what was noted as given way still stands in the sheet: it is decided again, and not noted twice.
4. The spreadsheet is written: one batch, all or nothing, with a number that Google takes once (google/commits.py). The
   workbooks still remember the state before. After a stop here, what the sheet holds already is no change any more.
5. What the batch returns is looked at as in 1: rows that somebody moved are mended, what somebody typed meanwhile is
   decided upon, until the sheet needs nothing.
6. Each workbook is written, whole or not at all: its cells and, in the same file, what it remembers from now on. After
   a stop between two workbooks, the first one is done, and the second one is where it was after 4.
7. The memory beside the workbooks is told. It only saves requests and reading: a run without it looks at everything.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from goalsheet.errors import CannotReach, CannotWrite, GoalsheetError, LooksLikeAccident, Problem
from goalsheet.google.cells import Json
from goalsheet.google.client import Client
from goalsheet.google.found import Found
from goalsheet.google.goal_rows import Said
from goalsheet.google.managers_rows import labels_of, settings, waiting
from goalsheet.google.mixed_rows import rows_standing
from goalsheet.google.row_tokens import TABS, token
from goalsheet.google.spreadsheet import Committed
from goalsheet.google.visit import Mending, mending
from goalsheet.google.words_seen import seen
from goalsheet.layout import last_state
from goalsheet.layout.last_state import Kept, LastState, Touch, Touches
from goalsheet.layout.places import GOALS
from goalsheet.layout.review_tabs import GOALS_TAB
from goalsheet.merge.actions import Conflict, SetCell
from goalsheet.merge.copy import Side
from goalsheet.merge.mixed_up import Known
from goalsheet.merge.safety import OLDER
from goalsheet.merge.values import Value
from goalsheet.sync.carry import carry, newly, state, would_set
from goalsheet.sync.carrying import Carrying
from goalsheet.sync.deciding import Deciding, Wishes, accidents, accidents_of_all, first
from goalsheet.sync.fingerprint import fingerprint
from goalsheet.sync.log_rows import FROM_MANAGERS, from_managers, is_as_remembered
from goalsheet.sync.making import Making
from goalsheet.sync.memory import Memory, Remembered
from goalsheet.sync.participant import Participant
from goalsheet.sync.push import ACCIDENT, AT_ONCE, TURNS, Pushing, each, learn_versions, outcome_of
from goalsheet.sync.result import Exchanged, Result, exchanged
from goalsheet.sync.steps import Step, Where, new_files
from goalsheet.sync.teams import Target, retold

_MANAGERS = {column.name for column in GOALS_TAB.columns if column.is_managers}


@dataclass(frozen=True)
class Work:
    """A spreadsheet to be brought together with the workbooks of its people."""

    step: Step
    team: tuple[Participant, ...]


def works(todo: Sequence[Step], participants: Sequence[Participant]) -> list[Work]:
    """Each spreadsheet with its people's workbooks."""
    found: dict[tuple[str, str], Participant] = {}
    for one in participants:
        found.setdefault((one.tracker.person.id, one.tracker.cycle.name), one)
    made = []
    for step in todo:
        review = step.target.review
        team = tuple(found[member.person.id, review.cycle.name] for member in review.members)
        made.append(Work(replace(step, content=_content(step.content, team)), team))
    return made


def _content(shown: str, team: Sequence[Participant]) -> str:
    """The same with what the spreadsheet or a workbook does not show yet: words of employees in rows of their managers.

    And lines that wait to be listed.
    """
    states = [one.state for one in team]
    news = [one.path.name for one in team if not is_as_remembered(one.file.tables, one.state.base)]
    waiting = any(one.waiting for one in states)
    return content(shown, states) + (" and news" if news else "") + (" and lines" if waiting else "")


def content(shown: str, states: Sequence[LastState]) -> str:
    """A fingerprint of what a spreadsheet is to hold, of which it is `shown`, and of what its workbooks remember."""
    written = "".join(map(last_state.written, states))
    return "both ways " + hashlib.sha256(f"{shown}{written}".encode()).hexdigest()[:32]


def exchange(
    client: Client, todo: Sequence[Work], memory: Memory, where: Where, wishes: Wishes, at_once: int = AT_ONCE
) -> Iterator[Result]:
    """Bring spreadsheets and workbooks together; one that fails stops no other."""
    done = []
    for result in exchanges(client, todo, memory, where, wishes, at_once):
        done.append(result.outcome)
        yield result
    learn_versions(client, done, memory, where)


def exchanges(
    client: Client, todo: Sequence[Work], memory: Memory, where: Where, wishes: Wishes, at_once: int = AT_ONCE
) -> Iterator[Result]:
    """The same where more follow: whoever runs it lets learn_versions end the whole."""
    making = Making(client, new_files([work.step for work in todo], memory, where))

    def one(work: Work) -> Result:
        return _outlined(_Exchange(client, work, memory, where, wishes, making).result())

    yield from each(one, todo, at_once)


def look(client: Client, todo: Sequence[Work], memory: Memory, where: Where, wishes: Wishes) -> Iterator[Result]:
    """What would be done, without doing it."""
    for work in todo:
        yield _outlined(_Exchange(client, work, memory, where, wishes).result_of_looking())


def _outlined(result: Result) -> Result:
    """Of many spreadsheets nobody could hold all that they show."""
    return replace(result, outcome=replace(result.outcome, target=result.outcome.target.outline))


class _Exchange(Pushing):
    def __init__(
        self, client: Client, work: Work, memory: Memory, where: Where, wishes: Wishes, making: Making | None = None
    ) -> None:
        super().__init__(client, work.step, memory, where, making, wishes.accepted)
        self.content = ""  # until the workbooks have what they are to have
        self.wishes = wishes
        self.team = [Deciding(one, self._touched(one), actions=[*self._not_listed(one)]) for one in work.team]
        self.people: list[Exchanged] = []
        self.waiting: tuple[str, ...] = ()
        self.failure: CannotReach | None = None  # why the last batch was not applied

    def _touched(self, one: Participant) -> Touches:
        """Who saved the workbook last, its own person presumably, and who changed the spreadsheet."""
        found = {}
        with contextlib.suppress(OSError):
            saved = dt.datetime.fromtimestamp(one.path.stat().st_mtime, dt.UTC).replace(microsecond=0)
            # What is typed into an open one has no time yet.
            found[Side.WORKBOOK] = Touch(one.tracker.person.name, saved if one.file.keeps_what_is_set else None)
        if self.step.file:
            found[Side.SHEET] = Touch(self.step.file.changed_by, self.step.file.changed_at)
        return found

    def _not_listed(self, one: Participant) -> Iterator[Conflict]:
        """Edits that gave way to a workbook that was open then, and was closed without saving."""
        known = self.memory[self.step.file.id] if self.step.file else None
        if known and not one.file.keeps_what_is_set:
            yield from newly(one.state, (kept.conflict for kept in last_state.from_text(known.giving_way).kept))

    def result(self) -> Result:
        """Do it."""
        outcome = outcome_of(self.step, self)
        return Result(outcome, tuple(self.people), self.waiting)

    def result_of_looking(self) -> Result:
        """Only look at it."""
        outcome = self.looked()
        return Result(outcome, tuple(self.people), self.waiting)

    def needed(self, file: str, found: Found) -> Mending:
        """What would have to be written there; on the way, what would become of the workbooks."""
        self._decide(file, found)
        if self._held(file):
            self._decide(file, found)
        self.people = [self._would_be(one, file) for one in self.team]
        self.waiting = self._waiting(found)
        return self._needed(found)

    def _held(self, file: str) -> bool:
        """Leave out what would have to be noted first in workbooks that cannot be written; tells whether any is."""
        is_held = False
        for one in self.team:
            work = first(one, file)
            if work and one.participant.file.keeps_what_is_set:
                try:
                    would_set(work)
                except CannotWrite as error:
                    one.hold(error)
                    is_held = True
        return is_held

    def _would_be(self, one: Deciding, file: str) -> Exchanged:
        """What would become of a workbook; where it is open, CannotWrite says before anything is sent what is wrong."""
        if one.unwritable:
            return replace(exchanged(one), error=one.unwritable)
        try:
            return exchanged(one, would_set(self._carrying(one, file)))
        except GoalsheetError as error:
            if not one.participant.file.keeps_what_is_set:
                raise
            return replace(exchanged(one), error=error)

    def write(self, file: str, found: Found) -> bool:
        """Write what differs until the sheet needs nothing, then the workbooks; tells whether anything was written."""
        is_changed = False
        for _ in range(TURNS):
            self._decide(file, found)
            self._note_words(file, found)
            if self._noted_first(file):
                self._decide(file, found)
                self._refuse_unnoted(file)
            needed = self.left = self._needed(found)
            self._note(needed.notes)
            if not needed.requests:
                self._carry_back(file)
                break
            found, is_changed = self._sent(file, found, needed.requests).found, True
        else:
            if self.failure:
                raise self.failure
            self.notes.append("others kept changing the spreadsheet at the same moment. Run the same command again.")
        self.waiting = self._waiting(found)
        return is_changed

    def _waiting(self, found: Found) -> tuple[str, ...]:
        having = {
            of.__name__: {
                one.participant.tracker.person.id
                for one in self.team
                if of in from_managers(one.participant.file.tables)
            }
            for of in FROM_MANAGERS
        }
        return tuple(waiting(found, labels_of(self.review), having))

    def _last(self, file: str) -> Mapping[str, Known]:
        """What stood in the spreadsheet's rows after the last sync, as the workbooks remember it."""
        last: dict[str, dict[str, Mapping[str, Value]]] = {name: {} for name in TABS}
        for one in (one.participant for one in self.team):
            for name, rows in one.base(file).tables.items():
                for row, known in rows.items():
                    if name in last and known.cells:
                        cells = {column: token(value) for column, value in known.cells.items()}
                        last[name][f"{one.tracker.person.id}/{row}"] = cells
        return last

    def _decide(self, file: str, found: Found) -> None:
        mixed = [row.place for row in self._mixed_rows(file, found).get(GOALS.name, ())]
        known = self.memory[file]
        halting = []
        for one in self.team:
            newest = known.numbers.get(one.participant.tracker.person.id, 0) if known else 0
            one.decide(file, found, self.review, self.wishes, mixed, newest)
            setbacks = () if OLDER in self.wishes.accepted else one.setbacks(file, newest)
            halting += [Problem(one.name, *said) for said in (*accidents(one.plan), *setbacks)]
        if not halting and len(self.team) > 1:
            found_in_all = accidents_of_all(self.team, file, self.wishes.accepted)
            halting = [Problem(f"all {len(self.team)} people", *said) for said in found_in_all]
        if halting:
            raise LooksLikeAccident(ACCIDENT, halting)

    def _needed(self, found: Found) -> Mending:
        review = replace(self._target().review, known=frozenset(key for one in self.team for key in one.known()))
        needed = mending(review, found, self.editors, self._said())
        rows = [one for of in self.team for one in settings(found, of.participant.tracker.person.id, of.plan)]
        return replace(needed, requests=(*needed.requests, *rows))

    def _target(self) -> Target:
        return retold(self.step.target, [one.participant.seen_as(one.after()) for one in self.team])

    def _said(self) -> Said:
        """The cells of the manager's that the plans set in the sheet, and all of columns that it has lost."""
        said: dict[str, dict[str, Value]] = {}
        for one in self.team:
            said |= one.lost_words(_MANAGERS)
            for action in one.plan.actions:
                if isinstance(action, SetCell) and action.side is Side.SHEET and action.key.column in _MANAGERS:
                    key = f"{one.participant.tracker.person.id}/{action.key.id}"
                    said.setdefault(key, {})[action.key.column] = action.new
        return said

    def _commit(self, file: str, before: Found, requests: Sequence[Json]) -> Committed:
        committed = super()._commit(file, before, requests)
        self.failure = committed.failure if isinstance(committed.failure, CannotReach) else None
        if committed.failure and not self.failure:  # another sync came first, and its workbooks are these
            for one in self.team:
                one.read_again()
        return committed

    def _note_words(self, file: str, found: Found) -> None:
        """Remember what the manager says of whom before any of it goes on: should a workbook be damaged, this tells."""
        known = self.memory[file] or Remembered("", of=self.of)
        words = seen(rows_standing(self.review, found), known.words)
        if words.tables != known.words.tables:
            self.memory.remember(file, replace(known, words=words))

    def _noted_first(self, file: str) -> bool:
        """Note in the workbooks which edits are about to give way in the sheet, new goals' numbers, and what leaves.

        What is set in an open workbook may be gone with it: there the edits are noted beside it. A file that cannot be
        written, for instance because it is open in Excel, holds up nobody else: what needs a note waits.
        """
        is_noted = False
        for one in self.team:
            work = first(one, file)
            if work and not one.participant.file.keeps_what_is_set:
                self._note_beside(file, work)
            elif work:
                try:
                    carry(work)
                    one.read_again()
                except CannotWrite as error:
                    one.hold(error)
                is_noted = True
        return is_noted

    def _refuse_unnoted(self, file: str) -> None:
        """CannotWrite if something is about to give way even so: to a goal that was deleted in such a workbook."""
        for one in self.team:
            if one.unwritable and first(one, file):
                raise one.unwritable

    def _note_beside(self, file: str, work: Carrying) -> None:
        known = self.memory[file] or Remembered("", of=self.of)
        noted = last_state.from_text(known.giving_way)
        new = newly(noted, (kept.conflict for kept in work.state.kept))
        touched = self._touched(work.participant)
        kept = (*noted.kept, *(Kept(work.participant.today, one, touched) for one in new))
        if new:
            self.memory.remember(file, replace(known, giving_way=last_state.written(LastState(kept=kept))))
            if self.memory.trouble:  # of these edits nothing else knows
                raise self.memory.trouble

    def _carry_back(self, file: str) -> None:
        states = []
        for one in self.team:
            if one.unwritable:
                self.people.append(replace(exchanged(one), error=one.unwritable))
                continue
            try:
                done = carry(self._carrying(one, file))
            except GoalsheetError as error:
                self.people.append(replace(exchanged(one), error=error))
            else:
                self.people.append(exchanged(one, done))
                self.numbers[one.participant.tracker.person.id] = done.state.number
                states.append(done.state)
        if not any(one.error or one.later for one in self.people):  # of what is to come, only a look tells
            self.content = content(fingerprint(self._target()), states)

    def _carrying(self, one: Deciding, file: str) -> Carrying:
        remembered = state(one.participant, file, one.plan.base, one.conflicts, one.touched)
        return Carrying(one.participant, one.plan, one.after(), remembered)
