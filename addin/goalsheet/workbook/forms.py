"""Feedback forms as workbook files: made for one person each, and read when they come back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from goalsheet.errors import CannotRead, Problem
from goalsheet.feedback.answers import Answer, Returned
from goalsheet.feedback.survey import Rater, Survey
from goalsheet.feedback.texts import plain
from goalsheet.layout.cell_values import CellReader, Reading
from goalsheet.layout.contents import Rows
from goalsheet.layout.feedback_form import HIDDEN, PARTS, VERSION, form, name, printed
from goalsheet.layout.places import CellPlace
from goalsheet.layout.references import Reference, areas
from goalsheet.layout.room import address, letters
from goalsheet.layout.self_description import KEYS, VALUES
from goalsheet.layout.self_description import entries as read_entries
from goalsheet.tracker.schema import Column, Kind, Owner
from goalsheet.workbook.build import Inscription, build
from goalsheet.workbook.opened import OpenedWorkbook

_LOWEST, _HIGHEST = 1, 5
_ANSWER = Column("answer", "Answer", Kind.TEXT, Owner.EMPLOYEE, "")


def form_file(survey: Survey, rater: Rater) -> bytes:
    """The form of one rater as a workbook."""
    title = f"Feedback for {survey.person}"
    return build(form(survey, rater), Inscription(survey.person, survey.cycle, title, "Feedback"))


@dataclass(frozen=True)
class FoundForm:
    """A workbook that is a form: which one, and how its cells are read."""

    path: Path
    survey: str
    code: str
    person: str
    cycle: str
    _book: OpenedWorkbook

    def read(self, survey: Survey) -> Returned:
        """What it says, for the survey that it belongs to; CannotRead, with all problems, if it was changed."""
        reader = _Reader(self._book)
        for called, text in printed(survey).items():
            reader.expect(called, text)
        answers = tuple(reader.answer(place) for place in range(len(survey.topics)))
        if reader.problems:
            raise CannotRead(f"{self.path.name} was not taken in.", reader.problems)
        return Returned(self.path.name, self.code, answers)


def open_form(path: Path) -> FoundForm:
    """The form in a file; CannotRead if it is none, or of a newer goalsheet."""
    book = OpenedWorkbook(path)
    said = read_entries(book.rows(HIDDEN, {KEYS, VALUES}))
    version = said.get("form_version")
    if not isinstance(version, float) or not {"survey", "code"} <= said.keys():
        raise CannotRead(f"{path.name} is no feedback form made by goalsheet.")
    if version > VERSION:
        raise CannotRead(f"{path.name} was made by a newer goalsheet. Update goalsheet.")
    survey, code, person, cycle = (str(said.get(key, "")) for key in ("survey", "code", "person", "cycle"))
    return FoundForm(path, survey, code, person, cycle, book)


class _Reader:
    """Reads the named cells of one form and collects its problems."""

    def __init__(self, book: OpenedWorkbook) -> None:
        self._book, self._cells = book, CellReader(from_1904=book.directory.from_1904)
        self._rows: dict[str, Rows] = {}
        self.problems: list[Problem] = []

    def expect(self, called: str, text: str) -> None:
        """Complain where a text that everybody is asked has been changed: the answer may be to something else."""
        found = self._area(called)
        if found and self._text(found) != plain(text):
            self._complain(found, "what is asked here was changed.", f"Write again: {text}")

    def answer(self, place: int) -> Answer:
        """What is said on one topic."""
        strengths, ideas, rating = (self._area(name("answer", place, part)) for part in PARTS)
        return Answer(self._text(strengths) or None, self._text(ideas) or None, self._rating(rating))

    def _area(self, called: str) -> Reference | None:
        found = areas(self._book.directory.names.get(called, ""))
        if not found:
            cure = "Copy the answers into a form as it was sent out."
            self.problems.append(Problem(self._book.name, f"a part of the form is gone ({called}).", cure))
        return found[0] if found else None

    def _text(self, area: Reference | None) -> str:
        if area is None:
            return ""
        if area.sheet not in self._rows:
            self._rows[area.sheet] = self._book.rows(area.sheet)
        content = self._rows[area.sheet].get(area.rows.start, {}).get(letters(area.columns.start))
        value, what, cure = self._cells.read(_ANSWER, content) if content is not None else Reading(None)
        if what:
            self._complain(area, what, cure)
        return plain(str(value or ""))

    def _rating(self, area: Reference | None) -> int | None:
        text = self._text(area)
        if area is None or not text:
            return None
        if text not in map(str, range(_LOWEST, _HIGHEST + 1)):
            self._complain(area, f'"{text[:40]}" is no rating.', f"Write a number from {_LOWEST} to {_HIGHEST}.")
            return None
        return int(text)

    def _complain(self, area: Reference, what: str, cure: str) -> None:
        place = CellPlace(area.sheet, address(area.rows.start, area.columns.start))
        self.problems.append(Problem(f"{self._book.name}, {place}", what, cure))
