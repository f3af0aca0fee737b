"""A look through the folder of last cycle's workbooks: whose last one goes on, and what keeps others from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import itemgetter
from pathlib import Path

from goalsheet.bulk.making import BATCH
from goalsheet.bulk.manifest import read_manifests
from goalsheet.bulk.pictures import left_behind
from goalsheet.bulk.processes import same, spread
from goalsheet.bulk.source import Source, key
from goalsheet.errors import BadSetting, CannotRead, Problem
from goalsheet.template.carry_forward import FINISHED, GIVEN_UP, GOES_ON, Legacy, too_much
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.person import Person
from goalsheet.workbook.collection import tracker_files
from goalsheet.workbook.files import digest, read_whole
from goalsheet.workbook.private_reading import read_own_tracker


@dataclass(frozen=True)
class Survey:
    """What was found: the `sources` to go on from, by their people's keys.

    `older` ones give way to a newer one of the same person (named first), `later` ones are not of an earlier cycle,
    and `strangers` are of nobody on the list. `problems` keep workbooks from being gone on from.
    """

    sources: Mapping[str, Source]
    older: tuple[tuple[Source, Source], ...]
    later: tuple[Source, ...]
    strangers: tuple[Source, ...]
    problems: tuple[Problem, ...]

    def lost(self) -> list[Problem]:
        """What cannot be read in the sources, and so stays behind."""
        return [problem for source in self.sources.values() for problem in source.problems]


def survey(folder: Path, made: TrackerMaker, people: Iterable[Person], processes: int = 1) -> Survey:
    """All trackers below a folder as seen by those on the list; CannotRead where there is no tracker at all."""
    files = tracker_files([folder]) if folder.is_dir() else []
    if not files:
        raise CannotRead(f"There are no trackers in {folder}. Name the folder with last cycle's workbooks.")
    looked = partial(_look_at_batch, files, folder, made.today, len(made.template.rewards))
    batches = sorted(spread(partial(same, looked), range(0, len(files), BATCH), processes), key=itemgetter(0))
    found = [one for _, batch in batches for one in batch]
    sources = [one for one in found if isinstance(one, Source)]
    problems = tuple(one for one in found if isinstance(one, Problem))
    return _sorted_out(sources, problems, made.cycle.start, {key(person.id) for person in people})


def _sorted_out(
    found: Iterable[Source], problems: tuple[Problem, ...], begin: dt.date, listed: Collection[str]
) -> Survey:
    chosen: dict[str, Source] = {}
    older: list[tuple[Source, Source]] = []
    later: list[Source] = []
    strangers: list[Source] = []
    for one in sorted(found, key=lambda one: (one.newness, one.file), reverse=True):
        own = key(one.person_id)
        if one.cycle.start >= begin:
            later.append(one)
        elif own not in listed:
            strangers.append(one)
        elif own in chosen:
            older.append((chosen[own], one))
        else:
            chosen[own] = one
    return Survey(chosen, tuple(older), tuple(later), tuple(strangers), problems)


def _look_at_batch(
    files: Sequence[Path], folder: Path, today: dt.date, rewards: int, start: int
) -> list[Source | Problem]:
    return [_look_at(path, folder, today, rewards) for path in files[start : start + BATCH]]


def _look_at(path: Path, folder: Path, today: dt.date, rewards: int) -> Source | Problem:
    """A workbook as a source; a Problem where it cannot be one."""
    file = path.relative_to(folder).as_posix()
    try:
        of_bytes, saved = digest(read_whole(path)), path.stat().st_mtime
        read = read_own_tracker(path)
    except CannotRead as error:
        return Problem(_whose(file, folder), error.headline)
    legacy = Legacy(read.tracker, today)
    if said := too_much(legacy, rewards):
        return Problem(_whose(file, folder), said, "Mark steps as done or dropped there, and take rewards out.")
    counts = {
        "going_on": legacy.count(GOES_ON),
        "achieved": legacy.count(FINISHED),
        "dropped": legacy.count(GIVEN_UP),
    }
    person, cycle = read.tracker.person, read.tracker.cycle
    unread = tuple(replace(one, where=one.where.replace(path.name, file, 1)) for one in read.problems)
    lost = (*unread, *left_behind(read, file))
    return Source(path, file, person.id, cycle, saved, of_bytes, **counts, problems=lost)


def _whose(file: str, folder: Path) -> str:
    """The file, and whose it is as far as the folder's manifest tells."""
    entry = read_manifests(folder).get(file)
    return f"{file} ({entry.person}, {entry.person_id})" if entry else file


def refuse_overlap(survey: Survey, out: Path) -> None:
    """BadSetting where a last workbook lies in the folder to fill: it has to stay as it is."""
    here = [one.file for one in survey.sources.values() if out.resolve() in one.path.resolve().parents]
    if here:
        raise BadSetting(
            f"Last cycle's workbooks lie in {out}, for instance {here[0]}, and stay as they are: choose another --out."
        )
