"""What reminders go by besides the workbooks: HR's list as it is today, and which workbooks nobody has saved yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from goalsheet.bulk.manifest import Entry, read_manifests
from goalsheet.report.mail_standing import Standing
from goalsheet.tracker.person import Person
from goalsheet.workbook.first_write import is_as_made
from goalsheet.workbook.opened import OpenedWorkbook


class Untouched:
    """Which workbooks of a folder are still as they were made, as far as its manifests tell."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._made = folder, read_manifests(folder)

    def holds(self, path: Path) -> bool:
        """Whether nobody has saved the workbook since it was made; a sync that nobody sees anything of is no matter."""
        entry: Entry | None = self._made.get(path.relative_to(self._folder).as_posix())
        return entry is not None and is_as_made(OpenedWorkbook(path), entry.sha256)


def by_list(standings: Iterable[Standing], people: Sequence[Person]) -> tuple[list[Standing], list[Standing]]:
    """The standings with the list's names, addresses and managers, and those of people who are not on it."""
    known = {person.id: person for person in people}
    found, gone = [], []
    for one in standings:
        if one.person.id in known:
            found.append(replace(one, person=known[one.person.id]))
        else:
            gone.append(one)
    return found, gone
