"""Bring managers' spreadsheets up to what the workbooks say; what is the same already costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from goalsheet.errors import CannotReach, GoalsheetError
from goalsheet.google import drive, spreadsheet
from goalsheet.google.client import Client
from goalsheet.google.drive import File
from goalsheet.google.found import Found
from goalsheet.google.visit import BEING_SET_UP, EMPTY, mending
from goalsheet.sync.fingerprint import fingerprint
from goalsheet.sync.memory import Memory
from goalsheet.sync.teams import Target, about

AT_ONCE = 6  # spreadsheets
One = TypeVar("One")
Other = TypeVar("Other")


class Done(Enum):
    """What became of a spreadsheet."""

    MADE = "made"
    UPDATED = "brought up to date"
    UNCHANGED = "the same already"
    FAILED = "failed"


@dataclass(frozen=True)
class Outcome:
    """One spreadsheet after the run; `file` is blank where there is none."""

    target: Target
    done: Done
    file: str = ""
    notes: tuple[str, ...] = ()
    error: GoalsheetError | None = None


@dataclass(frozen=True)
class Where:
    """Under which name spreadsheets are found, where new ones are put, and who works."""

    tenant: str
    folder: str | None = None
    own_email: str = ""
    notify: bool = False


@dataclass(frozen=True)
class Step:
    """A spreadsheet to be, with the fingerprint of its content and the file that holds it, if there is one."""

    target: Target
    content: str
    file: File | None
    doubled: tuple[File, ...] = ()


def steps(targets: Sequence[Target], listed: Sequence[File]) -> list[Step]:
    """Each target with its file: the oldest, if somebody made copies."""
    found: dict[drive.About, list[File]] = {}
    for file in listed:
        found.setdefault(file.about, []).append(file)
    made = []
    for target in targets:
        files = found.get(about(target), [])
        made.append(Step(target, fingerprint(target), files[0] if files else None, tuple(files[1:])))
    return made


def is_settled(step: Step, memory: Memory, own: str) -> bool:
    """Whether nothing has to be sent or looked at."""
    file = step.file
    if file is None or file.name.endswith(BEING_SET_UP):
        return False
    known = memory[file.id]
    if (known.content if known else file.content) != step.content:
        return False
    if not file.is_untouched and (known is None or known.modified != file.modified):
        return False  # somebody else was there last: look whether all is still in place
    if file.permissions is None:
        return known is not None
    change = drive.sharing(step.target.readers, file.permissions, own)
    return not (change.give or change.take)


def push(
    client: Client, todo: Sequence[Step], memory: Memory, where: Where, at_once: int = AT_ONCE
) -> Iterator[Outcome]:
    """Bring each spreadsheet up to date, some at once for Google takes seconds; one that fails stops no other."""

    def one(step: Step) -> Outcome:
        return _outcome(client, step, memory, where)

    yield from each(one, todo, at_once)


def each(one: Callable[[One], Other], todo: Iterable[One], at_once: int) -> Iterator[Other]:
    """What becomes of each, in order, some at once."""
    if at_once == 1:
        yield from map(one, todo)
        return
    pool = ThreadPoolExecutor(at_once)
    try:
        yield from pool.map(one, todo)
    finally:
        pool.shutdown(cancel_futures=True)


def _outcome(client: Client, step: Step, memory: Memory, where: Where) -> Outcome:
    file = step.file.id if step.file else ""
    if is_settled(step, memory, where.own_email):
        return Outcome(step.target, Done.UNCHANGED, file, doubled(step))
    try:
        return Pushing(client, step, memory, where).outcome()
    except GoalsheetError as error:
        return Outcome(step.target, Done.FAILED, file, error=error)


def doubled(step: Step) -> tuple[str, ...]:
    """What is to be said of copies of the spreadsheet."""
    names = ", ".join(file.name for file in step.doubled)
    return (f"there are copies of the spreadsheet, which are left alone: {names}.",) if names else ()


class Pushing:
    """One spreadsheet on its way to what it should be; `content` is remembered of it, None if nothing is."""

    def __init__(self, client: Client, step: Step, memory: Memory, where: Where) -> None:
        self.client, self.step, self.memory, self.where = client, step, memory, where
        self.review = step.target.review
        self.content: str | None = step.content
        self.notes: list[str] = list(doubled(step))
        self.editors = (where.own_email,) if where.own_email else ()

    def outcome(self) -> Outcome:
        """Make the spreadsheet, or bring the one that is there up to date, and share it."""
        file = self.step.file
        if file is None:
            made = self._make()
            return self._shared(made, (), Done.MADE)
        is_changed = self._update(file)
        there = drive.permissions(self.client, file.id) if file.permissions is None else file.permissions
        return self._shared(file.id, there, Done.UPDATED if is_changed else Done.UNCHANGED, file.modified)

    def _make(self) -> str:
        notes = about(self.step.target).notes(self.where.tenant)
        name = self.review.title + BEING_SET_UP
        file = drive.create(self.client, name, notes, self.content or "", self.where.folder)
        self.write(file, EMPTY)
        return file

    def _update(self, file: File) -> bool:
        return self.write(file.id, spreadsheet.read(self.client, file.id))

    def write(self, file: str, found: Found) -> bool:
        """Write what differs, and see in the answer whether it is there; tells whether anything differed."""
        needed = mending(self.review, found, self.editors)
        self.notes += needed.notes
        if not needed.requests:
            return False
        left = mending(self.review, self._written(file, needed.requests), self.editors)
        if left.requests:
            self.notes.append("somebody changed the spreadsheet at the same moment. Run the same command again.")
        return True

    def _written(self, file: str, requests: Sequence[dict[str, object]]) -> Found:
        """Write it; where nobody knows whether that was done, look, for it must not be done twice."""
        try:
            return spreadsheet.write(self.client, file, requests)
        except CannotReach:
            found = spreadsheet.read(self.client, file)
            if mending(self.review, found, self.editors).requests:
                raise
            return found

    def _shared(self, file: str, there: Sequence[drive.Permission], done: Done, modified: str = "") -> Outcome:
        change = drive.sharing(self.step.target.readers, there, self.where.own_email)
        for email, role in change.give:
            drive.share(self.client, file, email, role, notify=self.where.notify)
        for permission in change.take:
            drive.withdraw(self.client, file, permission.id)
            self.notes.append(f"access was withdrawn from {permission.email or permission.kind}.")
        if self.content is not None:
            self.memory.remember(file, self.content, modified)
        return Outcome(self.step.target, done, file, tuple(self.notes))
