"""Changes of the list that workbooks follow: who has another place now, who is told anew, and who has left."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from goalsheet.bulk.manifest import Entry
from goalsheet.bulk.plan import Job, places_of
from goalsheet.errors import CannotWrite, GoalsheetError, LooksLikeAccident, Problem
from goalsheet.workbook.collection import LEFT
from goalsheet.workbook.files import digest_of, refuse_open
from goalsheet.workbook.whose import belong_to

_FEW = 3  # leavers that are never taken for half a list


@dataclass(frozen=True)
class Change:
    """A workbook that moves, or stays and is told anew whose it is; of somebody who has left it has no `job`."""

    entry: Entry
    target: str
    job: Job | None = None

    @property
    def source(self) -> str:
        """Where the workbook lies now."""
        return self.entry.file

    @property
    def moves(self) -> bool:
        """Whether it gets another place."""
        return self.source != self.target


def changes(
    jobs: Sequence[Job], out: Path, done: Mapping[str, Entry], template: str, listed: Collection[str]
) -> tuple[Change, ...]:
    """All of them, in an order in which each place is free when its turn comes; LooksLikeAccident if most have left.

    A workbook whose place is taken stays where it is.
    """
    places = places_of(out, done, template)
    left = [done[file] for person_id, file in places.items() if person_id not in listed and not _is_archived(file)]
    present = sum(not _is_archived(file) for file in places.values())
    if len(left) > max(_FEW, present / 2):
        headline = f"{len(left):,} of the {present:,} people with a workbook in {out} are not on the list."
        cure = f"If they have really left, move their workbooks to the folder {LEFT} yourself."
        raise LooksLikeAccident(f"{headline} If the list is only a part, take all of it. {cure}")
    wanted = [Change(entry, _free(out, f"{LEFT}/{entry.file}")) for entry in left]
    wanted += [
        Change(done[place], job.file, job)
        for job in jobs
        if (place := places.get(job.person.id)) and _is_other(done[place], job)
    ]
    return tuple(_in_order(wanted, out))


def _is_archived(file: str) -> bool:
    return file.startswith(f"{LEFT}/")


def _is_other(entry: Entry, job: Job) -> bool:
    """Whether the person is told otherwise now; a workbook of another kind (with buttons) has to be made again."""
    same_kind = Path(entry.file).suffix == Path(job.file).suffix
    return same_kind and (entry.file != job.file or entry.made_from != job.made_from)


def _free(out: Path, file: str) -> str:
    """The place, or one beside it that is free."""
    path, number = Path(file), 1
    while (out / path).exists():
        number += 1
        path = Path(file).with_stem(f"{Path(file).stem} ({number})")
    return path.as_posix()


def _in_order(wanted: Sequence[Change], out: Path) -> Iterator[Change]:
    waiting, vacated = [*wanted], set[str]()
    taken: set[str] = set()
    while waiting:
        ready = [one for one in waiting if _is_free(one, out, vacated, taken)]
        if not ready:
            return
        for one in ready:
            if one.target not in taken:
                taken.add(one.target)
                if one.moves:
                    vacated.add(one.source)
                yield one
        waiting = [one for one in waiting if one not in ready]


def _is_free(change: Change, out: Path, vacated: Collection[str], taken: Collection[str]) -> bool:
    if not change.moves:
        return True
    return change.target not in taken and (change.target in vacated or not (out / change.target).exists())


def follow(change: Change, out: Path, version: str) -> Entry:
    """Let the workbook follow the change, and give its new entry; CannotWrite where it cannot, and it stays."""
    source, target = out / change.source, out / change.target
    try:
        refuse_open(source)
        was_untouched = digest_of(source) == change.entry.sha256
        if change.job:
            belong_to(source, change.job.person)
        sha256 = digest_of(source) if was_untouched else change.entry.sha256
        if change.moves:
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists():
                raise CannotWrite(f"{change.target} is there already, so {change.source} stays.")
            source.rename(target)
    except OSError as error:
        raise CannotWrite(
            f"{change.source} cannot be moved ({error.strerror or error}). Close it and try again."
        ) from error
    moved = replace(change.entry, file=change.target, sha256=sha256)
    return _told_anew(moved, change.job, version) if change.job else moved


def _told_anew(entry: Entry, job: Job, version: str) -> Entry:
    person = job.person
    is_current = entry.template_version == version
    return replace(
        entry,
        person=person.name,
        manager=person.manager.name or person.manager.email,
        made_from=job.made_from if is_current else entry.made_from,
    )


def follow_all(all_of: Sequence[Change], out: Path, version: str) -> Iterator[tuple[Change, Entry | Problem]]:
    """One after the other: each change with the new entry, or with why the workbook stays as it is."""
    for change in all_of:
        try:
            yield change, follow(change, out, version)
        except GoalsheetError as error:
            yield change, Problem(change.source, str(error))
