"""Spreadsheets of which is known, without reading a workbook or asking for a sheet, that both sides are the same.

A workbook is known by a digest of all its bytes, never by its time; a spreadsheet by Drive's version in the one listing
of a run. What is known stands in the memory beside the workbooks, and only saves time: it may be lost.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from goalsheet import __version__
from goalsheet.google import drive
from goalsheet.google.drive import About, File
from goalsheet.google.visit import BEING_SET_UP
from goalsheet.smart.days import Habits
from goalsheet.sync.cards import Card
from goalsheet.sync.exchange import Work
from goalsheet.sync.memory import Memory, Settled
from goalsheet.sync.result import Result
from goalsheet.sync.steps import Where
from goalsheet.sync.teams import about, manager_id
from goalsheet.workbook.files import digest, read_whole


@dataclass(frozen=True)
class Shelf:
    """The workbooks of a run as they lie there, by what the memory calls them, each with its digest."""

    folder: Path
    digests: Mapping[str, str]
    paths: Mapping[str, Path]

    def name(self, path: Path) -> str:
        """What the memory calls a workbook."""
        return _name(self.folder, path)


def shelf(folder: Path, files: Iterable[Path]) -> Shelf:
    """The workbooks as they lie there; one that cannot be read has no digest, and reading it will say why."""
    paths = {_name(folder, path): path for path in files}
    return Shelf(folder, {name: digest(read_whole(path)) for name, path in paths.items() if _is_readable(path)}, paths)


def _is_readable(path: Path) -> bool:
    return path.is_file() and os.access(path, os.R_OK)


def _name(folder: Path, path: Path) -> str:
    """The place seen from the folder, so that it is the same wherever a network's drive is."""
    there, here = Path(os.path.abspath(path)), Path(os.path.abspath(folder))  # noqa: PTH100 - resolve asks the disk
    return there.relative_to(here).as_posix() if there.is_relative_to(here) else there.as_posix()


def terms(day: dt.date, habits: Iterable[Habits]) -> str:
    """All else on which a spreadsheet's content depends: on another day figures are others."""
    return " ".join([__version__, day.isoformat(), *sorted({repr(one) for one in habits})])


@dataclass(frozen=True)
class Known:
    """A spreadsheet and its workbooks that have not changed."""

    file: str
    settled: Settled

    @property
    def about(self) -> About:
        """Which review it is."""
        return About(self.settled.cycle, self.settled.layout, self.settled.of)

    @property
    def people(self) -> Collection[str]:
        """The ids of its people."""
        return [person for _, person in self.settled.workbooks.values()]


def unchanged(
    memory: Memory, where: Where, on: Shelf, layout: str, under: Callable[[Iterable[Path]], str]
) -> list[Known]:
    """The spreadsheets of that layout whose workbooks all lie there as they were, with the same terms for them."""
    return [
        Known(file, settled)
        for file, settled in memory.settled(where.server_and_tenant)
        if settled.layout == layout
        and all(on.digests.get(one) == held for one, (held, _) in settled.workbooks.items())
        and settled.under == under(on.paths[one] for one in settled.workbooks)
    ]


def without_company(known: Sequence[Known], read: Iterable[Card]) -> list[Known]:
    """Those in whose spreadsheet or for whose people no workbook was read."""
    people: set[tuple[str, str]] = set()
    teams: set[tuple[str, str]] = set()
    for one in read:
        people.add((one.person.id, one.cycle))
        teams |= {(of, one.cycle) for of in (one.person.id, manager_id(one.person.manager))}
    noted = {(about_one.of, about_one.cycle) for about_one in (drive.about(cycle, "", of) for of, cycle in teams)}
    return [
        one
        for one in known
        if (one.settled.of, one.settled.cycle) not in noted
        and not any((person, one.settled.cycle) in people for person in one.people)
    ]


def untouched(known: Sequence[Known], listed: Sequence[File], memory: Memory, own: str) -> list[Known]:
    """Those whose one spreadsheet is listed as it was left, shared as it should be."""
    files: dict[About, list[File]] = {}
    for file in listed:
        files.setdefault(file.about, []).append(file)
    return [one for one in known if _is_untouched(one, files.get(one.about, []), memory, own)]


def _is_untouched(one: Known, files: Sequence[File], memory: Memory, own: str) -> bool:
    held = memory[one.file]
    if held is None or [file.id for file in files] != [one.file]:
        return False
    file = files[0]
    if not held.version or file.version != held.version or file.name.endswith(BEING_SET_UP):
        return False
    change = drive.sharing(one.settled.readers, file.permissions or (), own)
    return file.permissions is None or not change


def settle(memory: Memory, work: Work, result: Result, on: Shelf, under: str) -> None:
    """Remember of a spreadsheet that both sides are the same now, if nothing is left to do or to be said."""
    outcome = result.outcome
    held = memory[outcome.file]
    if (
        outcome.error
        or outcome.notes
        or result.waiting
        or any(one.error for one in result.people)
        or not (held and held.content)
    ):
        return
    saved = {one.path: one.saved.digest for one in result.people if one.saved}
    workbooks = {
        (name := on.name(one.path)): (saved.get(one.path, on.digests[name]), one.tracker.person.id) for one in work.team
    }
    target, noted = work.step.target, about(work.step.target)
    title, readers = target.review.title, target.readers
    known = Settled(noted.cycle, noted.layout, noted.of, title, readers, under, workbooks)
    memory.remember(outcome.file, replace(held, settled=known))
