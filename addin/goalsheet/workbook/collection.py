"""The trackers that a command is pointed at: files as they are named, folders with all trackers below them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from goalsheet.errors import CannotRead
from goalsheet.workbook.opened import OpenedWorkbook
from goalsheet.workbook.settings_sheet import is_tracker

#: The folder for workbooks of people who have left, within the one with all workbooks.
LEFT = "Left"

_SUFFIXES = {".xlsx", ".xlsm"}
_LOCK = "~$"  # what Excel puts beside a file that is open
_BACKUP = re.compile(r" \(backup(?: \d+)?\)$")


def tracker_files(paths: Sequence[Path]) -> list[Path]:
    """The files, each once, in order; of a folder all trackers below it, sorted, without locks and backups.

    A named file comes along whatever it is, and so does a damaged one in a folder: reading it says what is wrong.
    """
    return those_of_trackers(paths, workbook_files(paths))


def workbook_files(paths: Iterable[Path]) -> list[Path]:
    """The same with all other workbooks that lie there: none is opened."""
    found = (file for path in paths for file in (_below(path) if path.is_dir() else [path]))
    return list(dict.fromkeys(found))


def those_of_trackers(paths: Collection[Path], files: Iterable[Path]) -> list[Path]:
    """Of workbook files those that were named themselves, and those that hold trackers."""
    return [file for file in files if file in paths or _may_be_tracker(file)]


def with_neighbours(paths: Sequence[Path]) -> list[Path]:
    """The same paths, and in the place of a named file all trackers that lie in its very folder, sorted."""
    found = (one for path in paths for one in ((*_beside(path, paths), path) if path.is_file() else (path,)))
    return list(dict.fromkeys(found))


def _beside(path: Path, named: Sequence[Path]) -> list[Path]:
    return those_of_trackers(named, (file for file in _below(path.parent) if file.parent == path.parent))


def _below(folder: Path) -> Iterator[Path]:
    """The workbooks below a folder, without those of people who have left."""
    for path in sorted(folder.rglob("*")):
        if path.relative_to(folder).parts[0] == LEFT:
            continue
        own = path.suffix.lower() in _SUFFIXES and not path.name.startswith(_LOCK) and not _BACKUP.search(path.stem)
        if own and path.is_file():
            yield path


def _may_be_tracker(path: Path) -> bool:
    try:
        return is_tracker(OpenedWorkbook(path))
    except CannotRead:
        return True
