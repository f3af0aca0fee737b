"""Which spreadsheet is to hold what: its file if there is one, and whether anything has to be done in it at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from goalsheet.errors import GoalsheetError
from goalsheet.google import drive
from goalsheet.google.drive import File, NewFile
from goalsheet.google.visit import BEING_SET_UP
from goalsheet.sync.fingerprint import fingerprint
from goalsheet.sync.memory import Memory
from goalsheet.sync.teams import Target, about


class Done(Enum):
    """What became of a spreadsheet."""

    MADE = "made"
    UPDATED = "brought up to date"
    UNCHANGED = "the same already"
    LOST = "out of sight"
    FAILED = "failed"


@dataclass(frozen=True)
class Outcome:
    """One spreadsheet after the run, with who gets access or loses it; `file` is blank where there is none."""

    target: Target
    done: Done
    file: str = ""
    notes: tuple[str, ...] = ()
    error: GoalsheetError | None = None
    sharing: drive.Sharing = drive.Sharing((), ())


@dataclass(frozen=True)
class Where:
    """Under which name spreadsheets are found, where new ones are put, who works, and on which server."""

    tenant: str
    folder: str | None = None
    own_email: str = ""
    notify: bool = False
    server: str = ""

    def new_file(self, target: Target) -> NewFile:
        """The target's spreadsheet, to be made."""
        return NewFile(target.review.title + BEING_SET_UP, about(target), self.tenant, self.folder)

    def of(self, target: Target) -> str:
        """By what the memory knows the target's spreadsheets."""
        one = about(target)
        return f"{self.server_and_tenant}{one.cycle} / {one.layout} / {one.of}"

    @property
    def server_and_tenant(self) -> str:
        """With what the memory's names of all spreadsheets there begin."""
        return f"{self.server} / {self.tenant} / "


@dataclass(frozen=True)
class Step:
    """A spreadsheet to be, with the fingerprint of its content and the file that holds it, if there is one."""

    target: Target
    content: str
    file: File | None
    doubled: tuple[File, ...] = ()


def steps(targets: Sequence[Target], listed: Sequence[File]) -> list[Step]:
    """Each target with its file: the oldest, if somebody made copies.

    One that is still being set up comes last: a proxy that sends a request twice makes two, of which one is filled.
    """
    found: dict[drive.About, list[File]] = {}
    for file in listed:
        found.setdefault(file.about, []).append(file)
    made = []
    for target in targets:
        files = sorted(found.get(about(target), ()), key=is_unfinished)
        made.append(Step(target, fingerprint(target), files[0] if files else None, tuple(files[1:])))
    return made


def is_unfinished(file: File) -> bool:
    """Whether a spreadsheet is still being set up."""
    return file.name.endswith(BEING_SET_UP)


def is_settled(step: Step, memory: Memory, own: str) -> bool:
    """Whether nothing has to be sent or looked at."""
    file = step.file
    if file is None or is_unfinished(file):
        return False
    known = memory[file.id]
    # By its version: nobody, be it with this very account, has changed it since.
    if known is None or (known.content, known.version) != (step.content, file.version):
        return False
    return file.permissions is None or not drive.sharing(step.target.readers, file.permissions, own)


def is_missing(step: Step, memory: Memory, where: Where) -> bool:
    """Whether the spreadsheet that was there is not: there is none, or but one that is unknown here, such as a copy."""
    known = memory.files(where.of(step.target))
    listed = {file.id for file in (step.file, *step.doubled) if file}
    return listed.isdisjoint(known) and any(not one.is_lost for one in known.values())


def new_files(todo: Sequence[Step], memory: Memory, where: Where) -> list[NewFile]:
    """The spreadsheets that have to be made."""
    return [where.new_file(step.target) for step in todo if step.file is None and not is_missing(step, memory, where)]
