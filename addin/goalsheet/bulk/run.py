"""A run from end to end: prepared, carried out, and written down."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from goalsheet.bulk.carrying import CarryingMaker, carrying, tracker_maker
from goalsheet.bulk.changes import Change, changes, follow_all
from goalsheet.bulk.making import make_all, make_way, recognised, retire, try_out
from goalsheet.bulk.manifest import MANIFEST, Entry, Journal, read_manifests
from goalsheet.bulk.plan import Job, Plan, jobs_of, plan, shard
from goalsheet.bulk.processes import Stopped
from goalsheet.bulk.source import Source
from goalsheet.bulk.survey import Survey, refuse_overlap, survey
from goalsheet.errors import BadTemplate, CannotWrite, Problem
from goalsheet.language.catalogue import ENGLISH
from goalsheet.template.maker import Maker, maker
from goalsheet.tracker.person import Person
from goalsheet.workbook.files import UNFINISHED, sweep

#: Names of what goalsheet itself was writing when it was killed.
_UNFINISHED = (f"manifest*.csv{UNFINISHED}", f"*/* - goals.xls?{UNFINISHED}")
MANY = 1000  # workbooks above which a second process pays
_AGAIN = "run the same command again"


@dataclass(frozen=True)
class Compiled:
    """A compiled template, and what compiles it again in a process that cannot share it.

    `sources` are the workbooks that the new ones go on from, by their people's keys.
    """

    maker: Maker
    again: Callable[[], Maker]
    sources: Mapping[str, Source] = field(default_factory=dict)

    def going_on_from(self, sources: Mapping[str, Source]) -> Compiled:
        """The same with last workbooks to go on from."""
        again = partial(carrying, self.again, sources)
        return Compiled(CarryingMaker(tracker_maker(self.maker), sources), again, sources)


def compile_template(
    template: str,
    today: dt.date,
    cycle: tuple[dt.date, dt.date] | None = None,
    *,
    buttons: bool = False,
    signed_by: Path | None = None,
    language: str = ENGLISH.code,
) -> Compiled:
    """What makes workbooks from a template's name, a .toml or a company's .xlsx; BadTemplate where it is broken."""
    again = partial(maker, template, today, cycle, buttons=buttons, signed_by=signed_by, language=language)
    return Compiled(again(), again)


@dataclass(frozen=True)
class Run:
    """A run that is ready: what makes the workbooks, what has to be made, and what is there already."""

    compiled: Compiled
    plan: Plan
    manifest: Mapping[str, Entry]
    out: Path
    part: tuple[int, int]
    changes: tuple[Change, ...] = ()

    def follow(self) -> Iterator[tuple[Change, Entry | Problem]]:
        """Let workbooks follow the changes of the list, each written into the manifest; why one stays, is told."""
        if not self.changes:
            return
        gone: set[str] = set()
        with Journal(self.out / self._manifest_name(), self.manifest, gone) as journal:
            for change, became in follow_all(self.changes, self.out, self.compiled.maker.version):
                if isinstance(became, Entry):
                    journal.add(became)
                    gone |= {change.source} if change.moves else set()
                yield change, became

    def carry_out(self, processes: int | None = None) -> Iterator[Entry]:
        """Make what is planned and yield it, each written into the manifest; CannotWrite where that fails."""
        before: Mapping[str, object] = {}
        gone: set[str] = set()
        try:
            self._clear_up()
            before = self._states() if self.manifest else {}
            with (
                Journal(self.out / self._manifest_name(), self.manifest, gone) as journal,
                closing(self._made(processes or default_processes(len(self.plan.jobs)))) as made,
            ):
                for entry in made:
                    journal.add(entry)
                    yield entry
                for entry in recognised(self.compiled.maker, self.plan.unknown, self.out):
                    journal.add(entry)
                # Only now that everybody has a new one: a run may stop at any of them.
                gone.update(retire(self._left(), self.out, self.manifest))
        except OSError as error:
            what = f"{error.filename or self.out}: {error.strerror or error}."
            raise CannotWrite(f"{what} {_cure(error, self._so_far(before))}") from error
        except Stopped as error:
            stopped = "The system stopped one of the processes that make workbooks, most likely for want of memory."
            raise CannotWrite(f"{stopped} {self._so_far(before)}; {_AGAIN} with --jobs 1.") from error
        except BadTemplate as error:
            headline = f"{error.headline} {self._so_far(before)}; {_AGAIN} when this is mended."
            raise BadTemplate(headline, error.problems) from error

    def _states(self) -> dict[str, object]:
        """What tells the files that are there now, of those that are to make, from others in their places."""
        found: dict[str, object] = {}
        for job in self.plan.jobs:
            with suppress(OSError):
                there = (self.out / job.file).stat()
                found[job.file] = (there.st_ino, there.st_mtime_ns, there.st_size)
        return found

    def _so_far(self, before: Mapping[str, object]) -> str:
        """What has become of a run that stops, whichever process made it and whether it is written down or not."""
        made = sum(state != before.get(file) for file, state in self._states().items())
        workbooks = "1 workbook was" if made == 1 else f"{made:,} workbooks were"
        return f"{workbooks} made, each whole" if made else "Nothing was made"

    def _clear_up(self) -> None:
        """Make room: what a killed run left unfinished goes, and what lies in the way of another person's."""
        self.out.mkdir(parents=True, exist_ok=True)
        sweep(path for pattern in _UNFINISHED for path in self.out.glob(pattern))
        make_way(self.plan.replaced, self.out, self.manifest, {job.file for job in self.plan.jobs})

    def _left(self) -> Iterator[tuple[str, Job]]:
        """What is replaced and lies where nothing new does."""
        taken = {job.file for job in self.plan.jobs}
        return ((place, job) for place, job in self.plan.replaced if place not in taken)

    def _made(self, processes: int) -> Generator[Entry, None, None]:
        return make_all(self.plan.jobs, self.out, self.manifest, self.compiled.maker, self.compiled.again, processes)

    def _manifest_name(self) -> str:
        index, count = self.part
        return MANIFEST if count == 1 else f"manifest-{index}-of-{count}.csv"


def default_processes(number: int) -> int:
    """How many processes pay for so many workbooks."""
    return min(os.cpu_count() or 1, 4) if number > MANY else 1


def _cure(error: OSError, so_far: str) -> str:
    """What to do about it."""
    match error:
        case FileExistsError() | NotADirectoryError() | IsADirectoryError():
            return f"Files and folders are in each other's way: move it, or choose another --out. {so_far}; {_AGAIN}."
        case FileNotFoundError():
            return f"There can be no such folder: choose another --out. {so_far}; {_AGAIN}."
        case PermissionError():
            return f"If it is open in Excel, close it there; else choose another --out. {so_far}; {_AGAIN}."
        case _:
            return f"{so_far}; {_AGAIN} when this is mended."


def prepare(
    compiled: Compiled,
    people: Sequence[Person],
    out: Path,
    *,
    part: tuple[int, int] = (1, 1),
    limit: int | None = None,
    overwrite: bool = False,
    processes: int | None = None,
    follows: bool = False,
) -> Run:
    """The run for part I of N of the people; the template is tried on everybody first.

    Where it `follows` the list, workbooks that are there go with their people instead of staying where they lie.
    """
    positions = shard(people, part)[:limit]
    try_out(compiled.maker, [people[index] for index in positions], processes or default_processes(len(positions)))
    manifest = read_manifests(out)
    jobs = jobs_of(people, positions, compiled.maker.suffix, compiled.maker.digest, compiled.sources)
    listed = {person.id for person in people}
    name = compiled.maker.name
    found = changes(jobs, out, manifest, name, listed) if follows else ()
    following = {change.job.file for change in found if change.job}
    rest = [job for job in jobs if job.file not in following]
    vacated = {change.source for change in found if change.moves}
    planned = plan(rest, out, manifest, name, listed=listed, overwrite=overwrite, vacated=vacated)
    return Run(compiled, planned, manifest, out, part, found)


def look_through(
    folder: Path, compiled: Compiled, people: Sequence[Person], out: Path, processes: int | None
) -> Survey:
    """The folder of last cycle's workbooks, looked through; BadSetting where they lie in the folder to fill."""
    found = survey(folder, tracker_maker(compiled.maker), people, processes or default_processes(len(people)))
    refuse_overlap(found, out)
    return found
