"""How everybody in a folder stands: read by several processes where there are many, and one answer for each file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from goalsheet.bulk.processes import Stopped, same, spread
from goalsheet.errors import CannotRead, GoalsheetError
from goalsheet.report.collecting import BATCH, default_processes
from goalsheet.report.mail_sources import Untouched
from goalsheet.report.mail_standing import Standing, standing
from goalsheet.workbook.reading import read_tracker


@dataclass(frozen=True)
class Unread:
    """A file that cannot be read, and why."""

    path: Path
    why: str


def standings(files: Sequence[Path], untouched: Untouched, day: dt.date) -> Iterator[Standing | Unread]:
    """How each tracker stands on that day; CannotRead where the system stopped a process."""
    work = partial(_batch, files, untouched, day)
    try:
        for _, batch in spread(partial(same, work), range(0, len(files), BATCH), default_processes(len(files))):
            yield from batch
    except Stopped:
        raise CannotRead("The system stopped a process that read workbooks, most likely for want of memory.") from None


def _batch(files: Sequence[Path], untouched: Untouched, day: dt.date, start: int) -> list[Standing | Unread]:
    return [_one(path, untouched, day) for path in files[start : start + BATCH]]


def _one(path: Path, untouched: Untouched, day: dt.date) -> Standing | Unread:
    try:
        return standing(path, read_tracker(path).tracker, day, is_untouched=untouched.holds(path))
    except GoalsheetError as error:
        return Unread(path, str(error))
