"""Collect the figures of all trackers in a folder: by several processes, and of files that changed since last time."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from goalsheet.bulk.processes import Stopped, same, spread
from goalsheet.errors import CannotRead, GoalsheetError
from goalsheet.folder import FolderSettings
from goalsheet.progress.appraisal import COUNTED
from goalsheet.progress.summary import Summary, paces, summarise
from goalsheet.report.figures import PersonFigures, figures
from goalsheet.report.keeping import Kept, pack, read_kept, unpack, write_kept
from goalsheet.report.outline import CHECK_IN_COLUMNS, Outline, outline
from goalsheet.report.outline_lines import from_line, to_line
from goalsheet.report.past import month_ends
from goalsheet.smart.catalogue import contradictions_of
from goalsheet.smart.days import Habits
from goalsheet.smart.verdict import judge_tracker
from goalsheet.tracker.logs import CheckIn, Feedback, Reward
from goalsheet.workbook.collection import workbook_files
from goalsheet.workbook.opened import OpenedWorkbook
from goalsheet.workbook.reading import read_opened
from goalsheet.workbook.settings_sheet import is_tracker

BATCH = 20  # files handed to a process at once
MANY = 100  # files above which a second process pays


@dataclass(frozen=True)
class Listed:
    """A workbook file before anybody opens it: what tells its present state, and how its people write dates."""

    path: Path
    file: str  # its place in the folder
    stamp: str
    saved: int  # nanoseconds
    habits: Habits


@dataclass(frozen=True)
class Found:
    """What became of one file: figures of a tracker, or why there are none; `was_read` where it had to be opened."""

    file: str
    kept: Kept | None = None  # None: not worth keeping
    figures: PersonFigures | None = None
    unread: str = ""
    was_read: bool = True


@dataclass
class Collection:
    """All that was found; `others` are workbooks that hold no tracker."""

    people: list[PersonFigures] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    read: int = 0  # files that had to be opened

    def add(self, found: Found) -> None:
        """Add what became of a file."""
        self.read += found.was_read
        if found.figures:
            self.people.append(found.figures)
        elif found.unread:
            self.unread[found.file] = found.unread
        else:
            self.others.append(found.file)


def listed(folder: Path, settings: FolderSettings) -> list[Listed]:
    """The workbooks below a folder; CannotRead where there is no such folder, or nothing in it."""
    if not folder.is_dir():
        raise CannotRead(f"{folder} is no folder. Name the folder in which the trackers are.")
    found = [_listed(path, folder, settings) for path in workbook_files([folder])]
    if not found:
        raise no_trackers(folder)
    return found


def no_trackers(folder: Path) -> CannotRead:
    """The failure that there is nothing to report on."""
    return CannotRead(f"There are no trackers in {folder}. Name the folder in which they are.")


def _listed(path: Path, folder: Path, settings: FolderSettings) -> Listed:
    state, habits = path.stat(), settings.habits(path)
    stamp = f"{state.st_size} {state.st_mtime_ns} {habits.fiscal_start} {habits.date_order}"
    return Listed(path, path.relative_to(folder).as_posix(), stamp, state.st_mtime_ns, habits)


def collect(folder: Path, files: Sequence[Listed], today: dt.date, processes: int | None = None) -> Iterator[Found]:
    """What becomes of each file, as it is done; what was read by then is kept for next time, even if it is stopped.

    CannotRead where the system stopped a process.
    """
    month = f"{today:%Y-%m}"
    before = read_kept(folder, month)
    after = {one.file: before[one.file] for one in files if one.file in before}
    work = partial(_batch, files, before, today, month_ends(today))
    starts = range(0, len(files), BATCH)
    try:
        for _, batch in spread(partial(same, work), starts, processes or default_processes(len(files))):
            for found in batch:
                if found.kept:
                    after[found.file] = found.kept
                yield found
    except Stopped:
        raise CannotRead(_STOPPED) from None
    finally:
        if after != before:
            write_kept(folder, month, after.items())


_STOPPED = (
    "The system stopped one of the processes that read workbooks, most likely for want of memory. "
    "What was read is kept: run the same command again with --jobs 1."
)


def default_processes(number: int) -> int:
    """How many processes pay for so many files."""
    return min(os.cpu_count() or 1, 4) if number > MANY else 1


def _batch(
    files: Sequence[Listed], before: Mapping[str, Kept], today: dt.date, past: Sequence[dt.date], start: int
) -> list[Found]:
    return [_look_at(one, before.get(one.file), today, past) for one in files[start : start + BATCH]]


def _look_at(one: Listed, kept: Kept | None, today: dt.date, past: Sequence[dt.date]) -> Found:
    if kept and kept.stamp == one.stamp and (found := _remembered(one, kept, today, past)):
        return found
    try:
        read = _read(one, today)
    except GoalsheetError as error:
        return Found(one.file, unread=str(error))
    if read is None:
        return Found(one.file, Kept(one.stamp, b""))
    known, summary = read
    people = figures(known, one.file, one.saved, today, past, summary)
    return Found(one.file, Kept(one.stamp, pack(to_line(known))), people)


def _remembered(one: Listed, kept: Kept, today: dt.date, past: Sequence[dt.date]) -> Found | None:
    """What is known of a file that nobody touched; None where that is damaged."""
    if not kept.is_tracker:
        return Found(one.file, kept, was_read=False)
    try:
        known = from_line(unpack(kept.packed))
        return Found(one.file, kept, figures(known, one.file, one.saved, today, past), was_read=False)
    except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError):
        return None


def _read(one: Listed, today: dt.date) -> tuple[Outline, Summary] | None:
    """The outline of a workbook, and the summary of it; None if it holds no tracker, CannotRead if it is damaged."""
    book = OpenedWorkbook(one.path)
    if not is_tracker(book):
        return None
    read = read_opened(one.path, book, later=(Feedback, Reward), only=_ONLY)
    summary = summarise(read.tracker, today, COUNTED)
    verdicts = judge_tracker(summary.appraised(read.tracker), today, one.habits, paces(summary), contradictions_of)
    return outline(read.tracker, verdicts, len(read.problems), today), summary


#: Of logs only that which figures are made of: no notes, nor what was said to whom.
_ONLY = {CheckIn: CHECK_IN_COLUMNS, Feedback: ("date",), Reward: ("kind", "date")}


def newest(people: Iterable[PersonFigures]) -> tuple[list[PersonFigures], list[tuple[PersonFigures, PersonFigures]]]:
    """Everybody once: of two files for one person the newer wins; and each older one with that which it gave way to."""
    chosen: dict[str, PersonFigures] = {}
    older: list[tuple[PersonFigures, PersonFigures]] = []
    for one in sorted(people, key=lambda one: (one.cycle.end, one.saved, one.file), reverse=True):
        key = _key(one)
        if key in chosen:
            older.append((one, chosen[key]))
        else:
            chosen[key] = one
    return list(chosen.values()), older


def _key(one: PersonFigures) -> str:
    """What tells people apart: the id; a workbook that says none is somebody of its own."""
    return one.id.strip().casefold() or f"\0{one.file}"
