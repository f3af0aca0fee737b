"""The trackers that a command is pointed at, read one by one; what cannot be read is said, and others go on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from goalsheet.errors import CannotRead, GoalsheetError
from goalsheet.workbook.collection import those_of_trackers, workbook_files
from goalsheet.workbook.reading import TrackerFile, read_tracker


def problem_answers(file: TrackerFile) -> list[dict[str, str | None]]:
    """What cannot be read in a tracker, as JSON: the cell's address, None where it is a whole table, and a message."""
    return [
        {"address": _address(problem.where, file.path.name), "message": f"{problem.what} {problem.cure}".strip()}
        for problem in file.problems
    ]


def say_files(answers: Iterable[dict[str, Any]]) -> None:
    """Print the answers on files as one JSON document, each as soon as it is there: thousands would fill the memory."""
    click.echo('{\n  "files": [', nl=False)
    for index, answer in enumerate(answers):
        text = json.dumps(answer, ensure_ascii=False, indent=2).replace("\n", "\n    ")
        click.echo(f"{',' if index else ''}\n    {text}", nl=False)
    click.echo("\n  ]\n}")


def _address(where: str, name: str) -> str | None:
    """The cell of a problem that is told as `Anna.xlsx, Goals!H7`."""
    return None if where == name else where.removeprefix(f"{name}, ")


class Trackers:
    """An iteration over the trackers in files and folders; `files` are those, `unread` says why some could not be read.

    CannotRead at once if a path does not exist or there is nothing to read.
    """

    def __init__(self, paths: Sequence[Path], refuse: Callable[[TrackerFile], None] | None = None) -> None:
        refuse_missing(paths)
        workbooks = workbook_files(paths)
        self.files = those_of_trackers(paths, workbooks)
        if not self.files:
            raise no_trackers(paths)
        if others := sorted({*workbooks} - {*self.files}):
            click.echo(_left_out(others), err=True)
        self.unread: dict[Path, str] = {}
        self._refuse = refuse

    def __iter__(self) -> Iterator[TrackerFile]:
        return read(self.files, self.unread, self._refuse)

    def answers_on_unread(self, **more: object) -> Iterator[dict[str, Any]]:
        """What could not be read by then, as JSON: nobody, no goals, and the reason among its problems."""
        for path, message in self.unread.items():
            problems = [{"address": None, "message": message}]
            yield {"file": str(path), "person": None, "goals": [], "problems": problems, **more}


def _left_out(others: Sequence[Path]) -> str:
    """The note on workbooks in a folder that hold no tracker; the first are named."""
    told = ", ".join(path.name for path in others[:_NAMED])
    more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
    if len(others) == 1:
        return f"1 file is no goal tracker and was left out: {told}"
    return f"{len(others)} files are no goal trackers and were left out: {told}{more}"


_NAMED = 3


def refuse_missing(paths: Sequence[Path]) -> None:
    """CannotRead if a path does not exist."""
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise CannotRead(f"{', '.join(missing)} cannot be found. Check the name and the folder.")


def no_trackers(paths: Sequence[Path]) -> CannotRead:
    """The failure that there is nothing to read."""
    places = ", ".join(map(str, paths))
    return CannotRead(f"There are no trackers in {places}. Name a tracker (.xlsx or .xlsm) or another folder.")


_Read = TypeVar("_Read")


def read(
    files: Iterable[Path], unread: dict[Path, str], refuse: Callable[[TrackerFile], None] | None = None
) -> Iterator[TrackerFile]:
    """The trackers in those files; what cannot be read, or is refused, is said, and noted in `unread`."""

    def one(path: Path) -> TrackerFile:
        file = read_tracker(path)
        if refuse:
            refuse(file)
        return file

    return sound(one, files, unread)


def sound(reading: Callable[[Path], _Read], files: Iterable[Path], unread: dict[Path, str]) -> Iterator[_Read]:
    """What that reads in those files; where it cannot, it is said, and noted in `unread`."""
    for path in files:
        try:
            found = reading(path)
        except GoalsheetError as error:
            click.echo(f"Error: {error}", err=True)
            unread[path] = str(error)
        else:
            yield found
