"""Employees in their workbooks, as in Excel: they type, copy and delete rows, and rename or put back the file."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from histories import EMPLOYEES, MANAGERS

from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.layout.self_description import KEYS, VALUES
from goalsheet.layout.settings import SettingsSheet
from goalsheet.tracker.goal import Goal
from goalsheet.workbook.reading import TrackerFile, read_tracker
from goalsheet.workbook.setting import set_cells

_TYPED = (*EMPLOYEES, *MANAGERS, "unit", "measure", "baseline", "start", "evidence", "rhythm")
_TOLD = ("agreed_on", "changed_since_agreed")
_LAST_ROW = 12


@dataclass
class WorkbookPeople:
    """The workbooks in a folder by whose they are; a goal is called by its person's id and its own."""

    folder: Path
    paths: dict[str, Path] = field(init=False)

    def __post_init__(self) -> None:
        self.paths = {read_known(path).tracker.person.id: path for path in sorted(self.folder.glob("*.xlsx"))}

    def data(self) -> dict[str, bytes]:
        """The files' bytes."""
        return {person: path.read_bytes() for person, path in self.paths.items()}

    def settings(self, person: str) -> SettingsSheet:
        """The very hidden sheet."""
        return read_known(self.paths[person]).settings

    def rows(self, person: str) -> list[Mapping[str, Value]]:
        """What the workbook says of each of its goals."""
        goals = [one for one in read_known(self.paths[person]).tracker.goals if one.is_used]
        names = ("id", *_TYPED, *_TOLD)
        return [{"key": f"{person}/{one.id}"} | {name: getattr(one, name) for name in names} for one in goals]

    def keys(self) -> list[str]:
        """All goals that have a number."""
        rows = [row for person in self.paths for row in self.rows(person)]
        return sorted({str(row["key"]) for row in rows if row["id"]})

    def cell(self, key: str, column: str) -> Value:
        """What stands in a cell."""
        found = [row for row in self.rows(key.partition("/")[0]) if row["key"] == key]
        return found[0][column] if found else None

    def type(self, key: str, cells: Mapping[str, Value]) -> None:
        """The employee types into the first row with that number."""
        file, row = self._found(key)
        self._set(file, {row: cells})

    def add(self, key: str, statement: Value, *, copies: bool) -> str | None:
        """A goal in the next free row, or a copy of one, number and all, that is reworded; tells how it is called."""
        file, row = self._found(key)
        used = set(file.tables[Goal].numbers)
        free = next((one for one in range(min(used), _LAST_ROW + 1) if one not in used), None)
        if free is None:
            return None
        if copies:
            self._set(file, {free: {**self._held(file, row), "statement": statement}})
            return key
        self._set(file, {free: {"statement": statement, "measure": "Yes / no"}})
        made = next(one for one in self.rows(key.partition("/")[0]) if one["statement"] == statement)
        return str(made["key"])

    def delete(self, key: str) -> Mapping[str, Value]:
        """All that was typed into a goal goes; what that was."""
        file, row = self._found(key)
        held = self._held(file, row)
        self._set(file, {row: dict.fromkeys((*_TYPED, *_TOLD))})
        return held

    def swap(self, person: str) -> None:
        """The contents of the first two rows, numbers and all, change places, as when somebody sorts."""
        file = read_known(self.paths[person])
        rows = file.tables[Goal].numbers[:2]
        held = [self._held(file, row) for row in rows]
        self._set(file, dict(zip(rows, reversed(held), strict=True)))

    def rename_file(self, person: str, number: int) -> None:
        """The file gets another name."""
        self.paths[person] = self.paths[person].rename(self.folder / f"My goals {number}.xlsx")

    def rename_person(self, person: str, name: str) -> None:
        """The person is called something else from now on."""
        settings = self.settings(person)
        row = next(row for row, cells in settings.rows.items() if cells.get(KEYS) == "person_name")
        set_cells(self.paths[person], {CellPlace(settings.title, f"{VALUES}{row}"): name}, keeps=False)

    def put_back(self, person: str, data: bytes) -> None:
        """The file is as it once was."""
        self.paths[person].write_bytes(data)

    def _found(self, key: str) -> tuple[TrackerFile, int]:
        person, _, name = key.partition("/")
        file = read_known(self.paths[person])
        goals = zip(file.tracker.goals, file.tables[Goal].numbers, strict=True)
        return file, next(number for goal, number in goals if goal.id == name and goal.is_used)

    def _held(self, file: TrackerFile, row: int) -> dict[str, Value]:
        goal = file.tracker.goals[file.tables[Goal].numbers.index(row)]
        return {name: getattr(goal, name) for name in ("id", *_TYPED, *_TOLD)}

    def _set(self, file: TrackerFile, rows: Mapping[int, Mapping[str, Value]]) -> None:
        location = file.tables[Goal].location
        assert location
        places = {
            CellPlace(location.sheet, f"{location.columns[column]}{row}"): value
            for row, cells in rows.items()
            for column, value in cells.items()
        }
        set_cells(file.path, places, keeps=False)


def read_known(path: Path) -> TrackerFile:
    """What a workbook says; the same bytes say the same, and are not taken apart again."""
    return _known(path, path.read_bytes())


@functools.lru_cache(maxsize=64)
def _known(path: Path, _: bytes) -> TrackerFile:
    return read_tracker(path)
