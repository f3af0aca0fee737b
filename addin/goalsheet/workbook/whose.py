"""Whose a workbook is, told anew: in its hidden settings, by which a sync knows the manager, and on Start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.layout.self_description import KEYS, VALUES
from goalsheet.layout.words import TABS
from goalsheet.tracker.person import Person
from goalsheet.workbook.opened import OpenedWorkbook
from goalsheet.workbook.setting import set_cells
from goalsheet.workbook.settings_sheet import language_of_sheets, read_self_description, settings_sheet

_START = "Start"


def belong_to(path: Path, person: Person) -> None:
    """Tell a tracker whose it is from now on; CannotRead if it is none, CannotWrite if it is open."""
    book = OpenedWorkbook(path)
    settings = settings_sheet(book)
    read_self_description(book, settings)
    cells = {**_settings(settings.title, settings.rows, person), **dict(_on_start(book, person))}
    if cells:
        set_cells(path, cells, keeps=False)


def _settings(title: str, rows: Mapping[int, Mapping[str, object]], person: Person) -> dict[CellPlace, Value]:
    wanted = {
        "person_name": person.name,
        "person_email": person.email,
        "manager_id": person.manager.id,
        "manager_name": person.manager.name,
        "manager_email": person.manager.email,
        "department": person.department,
    }
    found: dict[CellPlace, Value] = {}
    for number, cells in rows.items():
        key = str(cells.get(KEYS, ""))
        if key in wanted and str(cells.get(VALUES) or "") != wanted[key]:
            found[CellPlace(title, f"{VALUES}{number}")] = wanted[key] or None
    return found


def _on_start(book: OpenedWorkbook, person: Person) -> Iterator[tuple[CellPlace, Value]]:
    """What stands beside the labels of "About you"; what is not known any more goes."""
    language = language_of_sheets(book)
    start = language.word(_START, TABS)
    told = {
        "Name": person.name,
        "Job": person.job_title,
        "Department": person.department,
        "Your manager": person.manager.name or person.manager.email,
    }
    wanted_beside = {language.said(label): value for label, value in told.items()}
    for number, cells in book.rows(start).items():
        ordered = sorted(cells, key=lambda letters: (len(letters), letters))
        for label, beside in pairwise(ordered):
            wanted = wanted_beside.get(str(cells[label]))
            if wanted is not None and cells[beside] != wanted:
                yield CellPlace(start, f"{beside}{number}"), wanted or None
