"""People who are asked for feedback: their list, and what they type into their forms."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from goalsheet.layout.feedback_form import name
from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.layout.references import areas
from goalsheet.layout.room import address
from goalsheet.surveys.asking import LIST
from goalsheet.tracker.logs import Feedback
from goalsheet.workbook.opened import OpenedWorkbook
from goalsheet.workbook.reading import read_tracker
from goalsheet.workbook.setting import set_cells


def forms(folder: Path) -> dict[str, Path]:
    """The forms in a survey's folder by whom they are for."""
    with (folder / LIST).open(encoding="utf-8-sig", newline="") as listed:
        return {row["Name"]: folder / row["File"] for row in csv.DictReader(listed)}


def answer(form: Path, strengths: Value = None, ideas: Value = None, rating: Value = None, topic: int = 0) -> None:
    """Somebody writes into a form what they say on one topic."""
    said = {"strengths": strengths, "ideas": ideas, "rating": rating}
    type_into(form, {name("answer", topic, part): value for part, value in said.items() if value is not None})


def type_into(form: Path, cells: Mapping[str, Value]) -> None:
    """Somebody types into named cells."""
    names = OpenedWorkbook(form).directory.names
    places = {areas(names[called])[0]: value for called, value in cells.items()}
    typed = {CellPlace(at.sheet, address(at.rows.start, at.columns.start)): value for at, value in places.items()}
    set_cells(form, typed, keeps=False)


def heard(workbook: Path) -> list[Feedback]:
    """What stands on the sheet Feedback."""
    return list(read_tracker(workbook).tracker.feedback)
