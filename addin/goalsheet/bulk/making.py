"""Make the workbooks of a run, by one process or several."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Container, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from operator import itemgetter
from pathlib import Path

from goalsheet.bulk.manifest import Entry
from goalsheet.bulk.plan import Job
from goalsheet.bulk.processes import FORKING, Stopped, Work, same, spread
from goalsheet.errors import BadTemplate, Problem
from goalsheet.template.maker import Maker
from goalsheet.tracker.person import Person
from goalsheet.workbook.checksums import Sha256
from goalsheet.workbook.files import keep_backup, write_whole

BATCH = 50  # people handed to a process at once
_NAMED = 3  # people whom a message names
_sha256 = Sha256()


def try_out(made: Maker, people: Sequence[Person], processes: int = 1) -> None:
    """Work out everybody's values, so that a template that does not work out stops before any file is made.

    BadTemplate with all that fails, and for whom.
    """
    ordered = sorted(people, key=likeness)
    failing = partial(_failing, made, ordered)
    starts = range(0, len(ordered), BATCH)
    try:
        tried = sorted(spread(partial(same, failing), starts, processes if FORKING else 1), key=itemgetter(0))
        failures = [batch for _, batch in tried]
    except Stopped:
        failures = list(map(failing, starts))
    found: dict[Problem, list[Person]] = {}
    for place, problem in chain.from_iterable(failures):
        found.setdefault(problem, []).append(ordered[place])
    if found:
        raise _all_that_fails(found)


def _failing(made: Maker, people: Sequence[Person], start: int) -> list[tuple[int, Problem]]:
    """What fails for a batch of people, each by its place among all."""
    found: list[tuple[int, Problem]] = []
    for place, person in enumerate(people[start : start + BATCH], start):
        try:
            made.check(person)
        except BadTemplate as error:
            found += ((place, problem) for problem in error.problems)
    return found


def _all_that_fails(found: Mapping[Problem, Sequence[Person]]) -> BadTemplate:
    """One error of all problems; where they are not one person's alone, each says whose it is."""
    people = {person.id: person for those in found.values() for person in those}
    if len(people) == 1:
        return BadTemplate(_headline(*people.values()), found)
    headline = f"The template does not work out for {len(people):,} people."
    return BadTemplate(
        headline, [replace(one, where=f"{one.where}, {_for_whom(those)}") for one, those in found.items()]
    )


def _for_whom(people: Sequence[Person]) -> str:
    """For whom, the first few of many: `for A (1), B (2) and 7 more`."""
    named = [f"{person.name} ({person.id})" for person in people[:_NAMED]]
    if len(people) > _NAMED:
        named.append(f"{len(people) - _NAMED:,} more")
    return f"for {' and '.join([', '.join(named[:-1]), named[-1]] if len(named) > 1 else named)}"


def _headline(person: Person) -> str:
    return f"The template does not work out for {person.name} ({person.id})."


def _bytes(made: Maker, person: Person) -> bytes:
    try:
        return made.make(person)
    except BadTemplate as error:
        raise BadTemplate(_headline(person), error.problems) from error


def likeness(person: Person) -> tuple[str, str]:
    """Neighbours of one job and manager share most of what is made, and the maker remembers it."""
    return person.job_family, person.manager.name


def make_all(
    jobs: Sequence[Job], out: Path, done: Mapping[str, Entry], made: Maker, again: Callable[[], Maker], processes: int
) -> Generator[Entry, None, None]:
    """Make all workbooks and yield their entries as they are done.

    `made` makes them; `again` makes such a maker in a process that cannot share it.
    """
    jobs = sorted(jobs, key=lambda job: likeness(job.person))
    known = {job.file: done[job.file].sha256 for job in jobs if job.file in done}
    maker_there = partial(same, made) if FORKING else again
    if processes == 1:
        for job in jobs:
            yield _make(made, out, known.get(job.file), job)
        return
    for _, batch in spread(partial(_batches, maker_there, out, known, jobs), range(0, len(jobs), BATCH), processes):
        yield from batch


def _batches(making: Callable[[], Maker], out: Path, known: dict[str, str], jobs: Sequence[Job]) -> Work[list[Entry]]:
    return partial(_make_batch, making(), out, known, jobs)


def _make_batch(made: Maker, out: Path, known: dict[str, str], jobs: Sequence[Job], start: int) -> list[Entry]:
    return [_make(made, out, known.get(job.file), job) for job in jobs[start : start + BATCH]]


def _make(made: Maker, out: Path, known: str | None, job: Job) -> Entry:
    data = _bytes(made, job.person)
    path = out / job.file
    there = path.read_bytes() if path.exists() else None
    if there is not None and there != data and hashlib.sha256(there).hexdigest() != known:
        keep_backup(path)  # somebody has worked in it
    if there != data:
        _write(path, data)
    return _entry(made, job, data)


def _write(path: Path, data: bytes) -> None:
    """Write it into its folder, which the first one there makes: all processes would wait for a thousand folders."""
    try:
        write_whole(path, data)
    except (FileNotFoundError, NotADirectoryError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)


def make_way(replaced: Iterable[tuple[str, Job]], out: Path, done: Mapping[str, Entry], taken: Container[str]) -> None:
    """Keep what somebody has worked in beside the new one, where the old one lies at a place `taken` by another person.

    An old one that nobody has worked in may be written over.
    """
    for place, job in replaced:
        if place in taken and not _is_as_made(out / place, done[place]):
            _keep(out / place, out / job.file)


def retire(replaced: Iterable[tuple[str, Job]], out: Path, done: Mapping[str, Entry]) -> Iterator[str]:
    """Take away workbooks that new ones elsewhere have replaced, and tell the place of each once it is gone.

    One that somebody has worked in is kept beside the new one.
    """
    for place, job in replaced:
        if _is_as_made(out / place, done[place]):
            (out / place).unlink()
        else:
            _keep(out / place, out / job.file)
        yield place


def _is_as_made(path: Path, entry: Entry) -> bool:
    return hashlib.sha256(path.read_bytes()).hexdigest() == entry.sha256


def _keep(old: Path, new: Path) -> None:
    new.parent.mkdir(parents=True, exist_ok=True)
    keep_backup(old, beside=new)


def recognised(made: Maker, jobs: Sequence[Job], out: Path) -> Iterator[Entry]:
    """The entries of those files that are just as they would be made: a run that was killed had no time for them."""
    for job in jobs:
        data = _bytes(made, job.person)
        if (out / job.file).is_file() and (out / job.file).read_bytes() == data:
            yield _entry(made, job, data)


def _entry(made: Maker, job: Job, data: bytes) -> Entry:
    person = job.person
    return Entry(
        person_id=person.id,
        person=person.name,
        manager=person.manager.name or person.manager.email,
        file=job.file,
        template=made.name,
        template_version=made.version,
        sha256=_sha256.of(data),
        made_from=job.made_from,
        made_at=dt.datetime.now().astimezone().isoformat(timespec="seconds"),
        carried_from=job.source.file if job.source else "",
    )
