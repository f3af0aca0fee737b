"""Make the workbooks of a run, by one process or several."""

from __future__ import annotations

import datetime as dt
import hashlib
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeVar

from goalsheet.bulk.manifest import Entry
from goalsheet.bulk.plan import Job
from goalsheet.errors import BadTemplate, Problem
from goalsheet.template.maker import Maker
from goalsheet.tracker.person import Person
from goalsheet.workbook.checksums import Sha256
from goalsheet.workbook.files import keep_backup, write_whole

BATCH = 50  # people handed to a process at once
_WAITING = 4  # batches in flight per process: memory stays flat


_NAMED = 3  # people whom a message names
_sha256 = Sha256()
#: Where it is the platform's way, the compiled template is shared instead of compiled again.
_FORKING = sys.platform == "linux"

Shared = TypeVar("Shared")
Done = TypeVar("Done")
Work = Callable[[int], Done]  # on the batch that starts there


def try_out(made: Maker, people: Sequence[Person], processes: int = 1) -> None:
    """Work out everybody's values, so that a template that does not work out stops before any file is made.

    BadTemplate with all that fails, and for whom.
    """
    ordered = sorted(people, key=likeness)
    failing = partial(_failing, made, ordered)
    starts = range(0, len(ordered), BATCH)
    try:
        failures = list(spread(partial(same, failing), starts, processes if _FORKING else 1))
    except BrokenExecutor:  # the system stopped one of the processes, most likely for want of memory
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
    for folder in sorted({job.file.rpartition("/")[0] for job in jobs}):
        (out / folder).mkdir(parents=True, exist_ok=True)
    jobs = sorted(jobs, key=lambda job: likeness(job.person))
    known = {job.file: done[job.file].sha256 for job in jobs if job.file in done}
    maker_there = partial(same, made) if _FORKING else again
    if processes == 1:
        for job in jobs:
            yield _make(made, out, known.get(job.file), job)
        return
    for batch in spread(partial(_batches, maker_there, out, known, jobs), range(0, len(jobs), BATCH), processes):
        yield from batch


def spread(ready: Callable[[], Work[Done]], starts: Iterable[int], processes: int) -> Generator[Done, None, None]:
    """What the work gives for each start, in order, done by so many processes; `ready` is called in each of them.

    Each process has the whole list and is told only where to work: sending people back and forth takes time.
    """
    if processes == 1:
        yield from map(ready(), starts)
        return
    context = multiprocessing.get_context("fork" if _FORKING else "spawn")
    with ProcessPoolExecutor(processes, context, _prepare, (ready,)) as pool:
        try:
            yield from _in_flight(pool, iter(starts), processes * _WAITING)
        finally:
            pool.shutdown(cancel_futures=True)


def _in_flight(pool: ProcessPoolExecutor, starts: Iterator[int], most: int) -> Iterator[Any]:
    with _deaf():  # the first piece of work starts the processes
        waiting: deque[Future[Any]] = deque(pool.submit(_work, start) for start in islice(starts, most))
    while waiting:
        yield waiting.popleft().result()
        waiting.extend(pool.submit(_work, start) for start in islice(starts, 1))


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes forked meanwhile are not stopped by a Ctrl-C before they have learnt to ignore it."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def same(shared: Shared) -> Shared:
    """What a forked process needs no more making of."""
    return shared


_worker: Work[Any] | None = None  # set in each process of a pool


def _prepare(ready: Callable[[], Work[Any]]) -> None:
    global _worker  # noqa: PLW0603 - a process pool has no other way to keep what it prepared
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process, which lets the others finish
    _worker = ready()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A process whose parent was killed would otherwise wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)  # the only way out of a process from its second thread


def _work(start: int) -> Any:
    assert _worker is not None
    return _worker(start)


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
        write_whole(path, data)
    return _entry(made, job, data)


def retire(replaced: Iterable[tuple[str, Job]], out: Path, done: Mapping[str, Entry]) -> None:
    """Take away workbooks that new ones elsewhere replace; one that somebody has worked in is kept beside the new one.

    All of them before any is made: where one of them lay, another person's may have to lie now.
    """
    for place, job in replaced:
        old, new = out / place, out / job.file
        if hashlib.sha256(old.read_bytes()).hexdigest() == done[place].sha256:
            old.unlink()
        else:
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
