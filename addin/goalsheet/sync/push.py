"""Bring managers' spreadsheets up to what the workbooks say; what is the same already costs nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TypeVar

from goalsheet.errors import CannotReach, GoalsheetError, LooksLikeAccident
from goalsheet.google import drive, spreadsheet
from goalsheet.google.astray import putting_back
from goalsheet.google.cells import Json
from goalsheet.google.client import Client, rest
from goalsheet.google.drive import File
from goalsheet.google.found import Found
from goalsheet.google.mixed_rows import Mixed, mixed_rows, problems
from goalsheet.google.row_tokens import TABS
from goalsheet.google.spreadsheet import Committed
from goalsheet.google.visit import EMPTY, Mending, mending
from goalsheet.google.words_seen import NOTHING_SEEN, WordsSeen
from goalsheet.merge.mixed_up import Known
from goalsheet.merge.safety import SWAPPED
from goalsheet.sync.making import Making
from goalsheet.sync.memory import Memory, Remembered
from goalsheet.sync.steps import Done, Outcome, Step, Where, is_missing, is_settled, is_unfinished, new_files
from goalsheet.sync.teams import about

AT_ONCE = 6  # spreadsheets
ACCIDENT = "nothing was done here, for something looks like an accident."
TURNS = 4  # so often a sheet is written and looked at, while others change it at the same time
One = TypeVar("One")
Other = TypeVar("Other")


def push(
    client: Client,
    todo: Sequence[Step],
    memory: Memory,
    where: Where,
    at_once: int = AT_ONCE,
    accepted: Collection[str] = (),
) -> Iterator[Outcome]:
    """Bring each spreadsheet up to date, some at once for Google takes seconds; one that fails stops no other."""
    done = []
    for outcome in pushes(client, todo, memory, where, at_once, accepted):
        done.append(outcome)
        yield outcome
    learn_versions(client, done, memory, where)


def pushes(
    client: Client,
    todo: Sequence[Step],
    memory: Memory,
    where: Where,
    at_once: int = AT_ONCE,
    accepted: Collection[str] = (),
) -> Iterator[Outcome]:
    """The same where more follow: whoever runs it lets learn_versions end the whole."""
    making = Making(client, new_files(todo, memory, where))

    def one(step: Step) -> Outcome:
        return outcome_of(step, Pushing(client, step, memory, where, making, accepted))

    yield from each(one, todo, at_once)


def look(
    client: Client, todo: Sequence[Step], memory: Memory, where: Where, accepted: Collection[str] = ()
) -> Iterator[Outcome]:
    """What would be done, without doing it."""
    for step in todo:
        yield Pushing(client, step, memory, where, accepted=accepted).looked()


def each(one: Callable[[One], Other], todo: Iterable[One], at_once: int) -> Iterator[Other]:
    """What becomes of each, in order, some at once."""
    pool = ThreadPoolExecutor(at_once)
    try:
        yield from pool.map(one, todo) if at_once > 1 else map(one, todo)
    finally:
        pool.shutdown(cancel_futures=True)


def learn_versions(client: Client, done: Sequence[Outcome], memory: Memory, where: Where) -> None:
    """Ask Drive, once for all, which version what was written has got.

    By that the next run knows a change made by hand even if the same account made it. Where others were there in the
    meantime, or nobody answers, nothing is learned, and the next run looks.
    """
    known = {outcome.file: memory[outcome.file] for outcome in done if outcome.done is not Done.FAILED}
    written = {file: one for file, one in known.items() if one and not one.version}
    if not written:
        return
    with contextlib.suppress(GoalsheetError):
        for file in drive.files(client, where.tenant):
            if file.id in written and file.is_untouched:
                memory.remember(file.id, replace(written[file.id], version=file.version, folder=file.folder))


def outcome_of(step: Step, pushing: Pushing) -> Outcome:
    """What becomes of a spreadsheet; what fails is said."""
    memory, where = pushing.memory, pushing.where
    file, is_gone = step.file.id if step.file else "", is_missing(step, memory, where)
    known = memory[file]
    if step.file and known and not is_gone and is_settled(step, memory, where.own_email):
        memory.remember(file, replace(known, of=where.of(step.target), folder=step.file.folder))
        return Outcome(step.target, Done.UNCHANGED, file, (*_doubled(step), *_moved(step, known), *known.notes))
    try:
        return _sought(step, pushing) if is_gone else pushing.outcome()
    except GoalsheetError as error:
        return Outcome(step.target, Done.FAILED, file, error=error)


def _sought(step: Step, pushing: Pushing) -> Outcome:
    """Look for a spreadsheet that was not listed; if it is gone, say so now, and let the next run use another one."""
    notes, memory = [], pushing.memory
    then = f'"{step.file.name}", which was made beside it, is used instead' if step.file else "a new one is made"
    for known, one in memory.files(pushing.of).items():
        file = drive.file(pushing.client, known)
        if file and not file.is_trashed and file.about == about(step.target):
            others = (step.file, *step.doubled) if step.file else ()
            pushing.step = replace(step, file=file, doubled=others)  # Google's list was not complete
            return pushing.outcome()
        notes += [] if one.is_lost else [(_IN_THE_BIN if file and file.is_trashed else _GONE).format(then)]
        memory.remember(known, replace(one, is_lost=True))
    return Outcome(step.target, Done.LOST, notes=tuple(dict.fromkeys(notes)))


_IN_THE_BIN = (
    "the spreadsheet is in the bin. Restore it (drive.google.com/drive/trash), and run the same command again; "
    "if it is still there then, {}."
)
_GONE = (
    "the spreadsheet is deleted, or out of this account's sight. If another account keeps it, sign in with that one; "
    "if not, run the same command again, and {}."
)
_ANEW = "a new spreadsheet was made in the place of the one that is out of sight."
_INSTEAD = "it is used in the place of the one that is out of sight."


def _doubled(step: Step) -> tuple[str, ...]:
    if not step.doubled or step.file is None:
        return ()
    copies = ", ".join(f"{file.name} ({file.id})" for file in step.doubled)
    which = f"The one that counts has {step.file.id} in its address: delete the others, or stop sharing them."
    empty = " What is being set up is empty." if any(map(is_unfinished, step.doubled)) else ""
    return (f"there are copies of the spreadsheet, which are left alone: {copies}. {which}{empty}",)


def _moved(step: Step, known: Remembered | None) -> tuple[str, ...]:
    """That somebody has put it into another folder: nothing to mend, but to know."""
    is_moved = known and step.file and known.folder and step.file.folder not in ("", known.folder)
    said = "it was moved to another folder of Drive, and stays there: it is found wherever it lies."
    return (said,) if is_moved else ()


class Pushing:
    """One spreadsheet on its way to what it should be; `content` is what is remembered of it, blank for nothing.

    `accepted` are the flags of accidents that were meant.
    """

    def __init__(
        self,
        client: Client,
        step: Step,
        memory: Memory,
        where: Where,
        making: Making | None = None,
        accepted: Collection[str] = (),
    ) -> None:
        self.making = making or Making(client)
        self.accepted = accepted
        self.client, self.step, self.memory, self.where = client, step, memory, where
        self.review, self.of = step.target.review, where.of(step.target)
        known = memory[step.file.id] if step.file else None
        self.notes: list[str] = [*_doubled(step), *_moved(step, known)]
        self.content = step.content
        self.left = Mending(())
        self.numbers: dict[str, int] = {}  # of what its people's workbooks remember by now
        self.editors = (where.own_email,) if where.own_email else ()
        self.sharing = drive.Sharing()
        self._withdrawn = set[str]()  # ids of permissions

    def outcome(self) -> Outcome:
        """Make the spreadsheet, or bring the one that is there up to date, and share it."""
        file = self.step.file
        if file is None:
            self.notes += [_ANEW] if self.memory.files(self.of) else []
            self.sharing = drive.sharing(self.step.target.readers, (), self.where.own_email)
            return self._shared(self._make(), Done.MADE)
        self.notes += [_INSTEAD] if self.memory[file.id] is None and self.memory.files(self.of) else []
        self.sharing = drive.sharing(self.step.target.readers, self.there(file), self.where.own_email)
        is_changed = self._update(file)
        return self._shared(file.id, Done.UPDATED if is_changed else Done.UNCHANGED, file.version)

    def looked(self) -> Outcome:
        """What would become of it: whoever looks changes nothing."""
        step, file = self.step, self.step.file
        if is_missing(step, self.memory, self.where):
            return Outcome(step.target, Done.LOST, notes=("it was deleted, or put in the bin.",))
        if file is None:
            return Outcome(step.target, Done.MADE)
        known = self.memory[file.id]
        if known and is_settled(step, self.memory, self.where.own_email):
            return Outcome(step.target, Done.UNCHANGED, file.id, (*self.notes, *known.notes))
        try:
            needed = self.needed(file.id, spreadsheet.read(self.client, file.id))
            change = drive.sharing(step.target.readers, self.there(file), self.where.own_email)
        except GoalsheetError as error:
            return Outcome(step.target, Done.FAILED, file.id, error=error)
        done = Done.UPDATED if needed.requests else Done.UNCHANGED
        return Outcome(step.target, done, file.id, (*self.notes, *needed.notes), sharing=change)

    def needed(self, file: str, found: Found) -> Mending:
        """What would have to be written; LooksLikeAccident where that is not clear."""
        return self._mending(file, found)

    def there(self, file: File) -> Sequence[drive.Permission]:
        """Who has access."""
        return drive.permissions(self.client, file.id) if file.permissions is None else file.permissions

    def _make(self) -> str:
        file = self.making.file(self.where.new_file(self.step.target))
        self.write(file, EMPTY)
        return file

    def _update(self, file: File) -> bool:
        return self.write(file.id, spreadsheet.read(self.client, file.id))

    def write(self, file: str, found: Found) -> bool:
        """Write what differs, and see in the answer whether it is there; tells whether anything differed."""
        needed = self.left = self._mending(file, found)
        self._note(needed.notes)
        if needed.requests:
            self.left = self._written(file, found, needed)
        if self.left.requests:
            self.notes.append("somebody changed the spreadsheet at the same moment. Run the same command again.")
        return bool(needed.requests)

    def _written(self, file: str, found: Found, needed: Mending) -> Mending:
        """Write it, and what is still missing then; what is left to do where others keep changing the spreadsheet.

        Where it tells that nothing arrived, it is sent once more.
        """
        left, is_sent_again = needed, False
        for _ in range(TURNS):
            committed = self._sent(file, found, left.requests)
            found, left = committed.found, self._mending(file, committed.found)
            self._note(left.notes)
            if not left.requests:
                break
            if isinstance(committed.failure, CannotReach):
                if is_sent_again:
                    raise committed.failure
                rest(self.client, 1)
                is_sent_again = True
        return left

    def _mending(self, file: str, found: Found) -> Mending:
        self._mixed_rows(file, found)
        return mending(self.review, found, self.editors)

    def _mixed_rows(self, file: str, found: Found) -> Mixed:
        """The rows whose row ids and contents do not belong together; LooksLikeAccident unless that was meant."""
        mixed = mixed_rows(self.review, found, self._last(file), self._words(file))
        if mixed and SWAPPED not in self.accepted:
            raise LooksLikeAccident(ACCIDENT, problems(mixed))
        return mixed

    def _last(self, file: str) -> Mapping[str, Known]:
        """What workbooks know to have stood in the spreadsheet's rows: here nobody asks them."""
        del file
        return {}

    def _words(self, file: str) -> WordsSeen:
        """What managers were last seen to say of whom."""
        known = self.memory[file]
        return known.words if known else NOTHING_SEEN

    def _note(self, notes: Iterable[str]) -> None:
        self.notes += dict.fromkeys(note for note in notes if note not in self.notes)

    def _sent(self, file: str, before: Found, requests: Sequence[Json]) -> Committed:
        """Write it, and put back at once what went into rows that somebody has moved meanwhile."""
        committed = self._commit(file, before, requests)
        if committed.failure:
            return committed
        astray = [one for tab in TABS.values() for one in putting_back(tab, before, requests, committed.found)]
        is_back = not astray
        for _ in range(TURNS):
            if not is_back:
                committed = self._commit(file, committed.found, astray)
                is_back = not committed.failure
        return committed

    def _commit(self, file: str, before: Found, requests: Sequence[Json]) -> Committed:
        self._withdraw(file)  # whoever is to see it no more does not see what is new
        return spreadsheet.commit(self.client, file, before, requests)

    def _withdraw(self, file: str) -> None:
        """Take access from those who are to have none, once."""
        for permission in self.sharing.take:
            if permission.id not in self._withdrawn:
                drive.withdraw(self.client, file, permission)
                self._withdrawn.add(permission.id)
                self.notes.append(f"access was withdrawn from {permission.who}.")

    def _shared(self, file: str, done: Done, version: str = "") -> Outcome:
        self._withdraw(file)
        for email, role in self.sharing.give:
            drive.share(self.client, file, email, role, notify=self.where.notify)
        is_same = done is Done.UNCHANGED and not self.sharing
        content = "" if self.left.requests else self.content
        known = self.memory[file]
        numbers = {**(known.numbers if known else {}), **self.numbers}
        new = Remembered(
            content,
            version if is_same else "",
            self.left.notes,
            self.of,
            numbers=numbers,
            giving_way=known.giving_way if known else "",
            folder=self.step.file.folder if self.step.file else "",
            words=self._words(file),
        )
        self.memory.remember(file, new)
        return Outcome(self.step.target, done, file, tuple(self.notes), sharing=self.sharing)
