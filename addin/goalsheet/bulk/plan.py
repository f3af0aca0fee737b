"""What a run has to do: who gets which file, and what is there already."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from goalsheet.bulk.manifest import MANIFEST, Entry, made_from
from goalsheet.bulk.source import Source, key
from goalsheet.tracker.person import Manager, Person
from goalsheet.workbook.collection import LEFT
from goalsheet.workbook.names import distinct_names

NO_MANAGER = "No manager"


@dataclass(frozen=True, slots=True)
class Job:
    """One workbook to make: for whom, where (a path within the output folder, with /), and from which last one."""

    person: Person
    file: str
    digest: str  # of the template
    source: Source | None = None

    @property
    def made_from(self) -> str:
        """The fingerprint of what the workbook is made from, worked out only by the process that needs it."""
        digest = f"{self.digest} {self.source.digest}" if self.source else self.digest
        return made_from(self.person, digest)


@dataclass(frozen=True)
class Plan:
    """What a run has to do, and what it leaves as it is.

    `jobs` are to make. Files that are there: `current` ones are up to date, `outdated` ones older than roster or
    template, `unknown` ones in no manifest, `others` made for another id. `moved` people have theirs at another
    place, where it stays; those of `replaced` people go from there, since theirs are among the `jobs`. `gone` are the
    files of people who are no longer on the list.
    """

    jobs: tuple[Job, ...]
    current: tuple[Job, ...]
    outdated: tuple[Job, ...]
    unknown: tuple[Job, ...]
    others: tuple[Job, ...]
    moved: tuple[tuple[str, Job], ...]
    replaced: tuple[tuple[str, Job], ...]
    gone: tuple[str, ...]


def assign_files(people: Sequence[Person], suffix: str) -> list[str]:
    """Each person's file within the output folder: one folder a manager, no two the same."""
    folders = _folders({person.manager for person in people if person.manager})
    by_folder: dict[str, list[int]] = {}
    for index, person in enumerate(people):
        by_folder.setdefault(folders.get(person.manager, NO_MANAGER), []).append(index)
    files = [""] * len(people)
    for folder, members in by_folder.items():
        names = distinct_names([(people[index].name or people[index].id, people[index].id) for index in members])
        for index, name in zip(members, names, strict=True):
            files[index] = f"{folder}/{name} - goals{suffix}"
    return files


def _folders(managers: Iterable[Manager]) -> dict[Manager, str]:
    """A folder for each manager, apart from what else lies in the output folder."""
    listed = list(managers)
    named = [(one.name or _readable(one.email) or one.id, one.id or one.email or one.name) for one in listed]
    return dict(zip(listed, distinct_names(named, "Manager", taken=(NO_MANAGER, MANIFEST, LEFT)), strict=True))


def _readable(email: str) -> str:
    """An address as a folder can be called, which takes no @: boss at company.com."""
    name, at, company = email.partition("@")
    return f"{name} at {company}" if at else email


def shard(people: Sequence[Person], part: tuple[int, int]) -> list[int]:
    """The positions of the people that belong to part I of N: the parts together are everybody, each once."""
    index, count = part
    return list(range(index - 1, len(people), count))


def plan(
    jobs: Sequence[Job],
    out: Path,
    done: Mapping[str, Entry],
    template: str,
    *,
    listed: Collection[str],
    overwrite: bool,
    vacated: Collection[str] = (),
) -> Plan:
    """What is missing or changed. An existing file is made again only with `overwrite`, and only if it is outdated.

    Nobody gets a second workbook just because a name, a manager or a namesake has changed where it would lie. `listed`
    are the ids of all people, also of those who are left to another part of the run; `vacated` are places whose
    workbooks follow their people elsewhere before any is made.
    """
    standing = _standing(out, done, template)
    elsewhere: list[tuple[str, Job]] = []
    is_begun = out.exists()  # asking for each of ten thousand files takes a while
    lots: dict[str, list[Job]] = {name: [] for name in ("jobs", "current", "outdated", "unknown", "others")}
    for job in jobs:
        is_there = is_begun and job.file not in vacated and (out / job.file).exists()
        lot = _lot(job, done.get(job.file)) if is_there else "jobs"
        old = [place for place in standing.get(job.person.id, ()) if place != job.file]
        is_elsewhere = bool(old) and (overwrite or not is_there)
        if is_elsewhere:
            elsewhere += ((place, job) for place in (old if overwrite else old[-1:]))
        if overwrite and lot != "current":
            lot = "jobs"
        if overwrite or not is_elsewhere:
            lots[lot].append(job)
    moved, replaced = ((), tuple(elsewhere)) if overwrite else (tuple(elsewhere), ())
    off = {files[-1] for person_id, files in standing.items() if person_id not in listed} - {*vacated}
    gone = tuple(sorted(file for file in off if not file.startswith(f"{LEFT}/")))
    return Plan(moved=moved, replaced=replaced, gone=gone, **{name: tuple(lot) for name, lot in lots.items()})


def places_of(out: Path, done: Mapping[str, Entry], template: str) -> dict[str, str]:
    """Where each person's workbook of a template stands now."""
    return {person_id: files[-1] for person_id, files in _standing(out, done, template).items()}


def _standing(out: Path, done: Mapping[str, Entry], template: str) -> dict[str, list[str]]:
    """Where workbooks of a template stand now, by person, the newest last: two where a run stopped between them."""
    found: dict[str, list[str]] = {}
    for entry in done.values():
        if entry.template == template and (out / entry.file).exists():
            found.setdefault(entry.person_id, []).append(entry.file)
    return found


def _lot(job: Job, entry: Entry | None) -> str:
    """What the file that lies where a job's would is to that job."""
    if entry is None:
        return "unknown"
    if entry.made_from == job.made_from:
        return "current"
    return "outdated" if entry.person_id == job.person.id else "others"


def jobs_of(
    people: Sequence[Person], positions: Sequence[int], suffix: str, digest: str, sources: Mapping[str, Source]
) -> list[Job]:
    """The jobs of the people at those positions; names depend on everybody on the list, not only on the part."""
    files = assign_files(people, suffix)
    return [Job(people[index], files[index], digest, sources.get(key(people[index].id))) for index in positions]
