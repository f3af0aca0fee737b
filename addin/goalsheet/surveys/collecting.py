"""Collecting: forms that came back are taken in, and what may be shown is set in the employee's workbook.

What is about to be shown is remembered before the workbook changes, so that a run that breaks off shows nothing twice
and loses nothing: the next one sets what is not there.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from goalsheet.errors import CannotRead, CannotWrite, Problem
from goalsheet.feedback.answers import Returned, notes, take_in
from goalsheet.feedback.names import names_in
from goalsheet.feedback.release import Batch, batches, waiting, with_shown
from goalsheet.feedback.shown import rows
from goalsheet.feedback.survey import ANONYMOUS, Rater, Survey
from goalsheet.layout.lines import BRIEF, shortened
from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.surveys import ledger
from goalsheet.surveys.finding import find_ledger, is_workbook, returned
from goalsheet.surveys.ledger import Ledger
from goalsheet.tracker.logs import Feedback
from goalsheet.workbook.forms import open_form
from goalsheet.workbook.reading import TrackerFile
from goalsheet.workbook.setting import set_cells

_COMPARED = ("source", "form", "goal", "strengths", "ideas", "rating", "question")
_SET = ("date", *_COMPARED, "asked_on")


@dataclass(frozen=True)
class Held:
    """How many answers on a topic wait for others, by what their writers are to the employee."""

    topic: int
    relation: str
    answers: int


@dataclass(frozen=True)
class Collected:
    """What a run brought: what is shown from now on, what waits, who has not answered, and what is to be mended."""

    survey: Survey
    shown: tuple[Batch, ...]
    added: int  # rows
    held: tuple[Held, ...]
    back: int  # forms that came back, in all runs
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    backup: Path | None


def collect(
    file: TrackerFile, paths: Sequence[Path], day: dt.date, *, as_written: bool, more: Sequence[Returned] = ()
) -> Collected:
    """Take in the forms among the files and folders, and `more`, and set in the workbook what may be shown."""
    path, held = find_ledger(file.tracker, paths)
    forms, problems = _read(held.survey, returned(paths, path.parent, file.path), as_written=as_written)
    found = [*forms, *more]
    collection, said_of_them = take_in(held.collection, found)
    shown = batches(held.survey, collection)
    added = [*_not_there(file, held.pending), *rows(held.survey, shown, day)]
    values, results = _cells(file, added)
    known = replace(held, collection=with_shown(collection, shown), pending=tuple(added))
    ledger.write(path, known)
    backup = set_cells(file.path, values, results) if added else None
    ledger.write(path, replace(known, pending=()))
    said = tuple(notes(held.collection, found))
    waits, back = tuple(_held(known)), len(collection)
    return Collected(held.survey, tuple(shown), len(added), waits, back, (*problems, *said_of_them), said, backup)


# Forms


def _read(survey: Survey, files: Iterable[Path], *, as_written: bool) -> tuple[list[Returned], list[Problem]]:
    """What the forms say that can be taken in, and why others cannot."""
    found: list[Returned] = []
    problems: list[Problem] = []
    for path in files:
        try:
            form = _form(survey, path)
        except CannotRead as error:
            problems += error.problems or [Problem("", str(error))]
            continue
        rater = survey.rater(form.code)
        assert rater
        telling = [] if as_written else list(_telling(survey, rater, form))
        problems += telling
        found += [] if telling else [form]
    return found, problems


def _form(survey: Survey, path: Path) -> Returned:
    """A form of this survey; CannotRead for any other file, and for a form that was changed."""
    if not is_workbook(path):
        raise CannotRead(f"{path.name} is no Excel workbook. Ask for the form as .xlsx.")
    form = open_form(path)
    if form.survey != survey.id:
        whose = f"the one on {form.person}, {form.cycle}"
        raise CannotRead(f"{path.name} belongs to another survey ({whose}) and was not taken in.")
    if survey.rater(form.code) is None:
        cure = "Ask for the form that was sent out."
        raise CannotRead(f"{path.name} has a code that nobody was given ({form.code}), and was not taken in. {cure}")
    return form.read(survey)


def _telling(survey: Survey, rater: Rater, form: Returned) -> Iterator[Problem]:
    """Answers of somebody who is not to be known, in which a name stands: their own, or another's like them."""
    if not rater.person.is_anonymous:
        return
    texts = [text for one in form.answers for text in (one.strengths, one.ideas) if text]
    for other in (rater, *(one for one in survey.raters if one.person.is_anonymous and one != rater)):
        named = {names_in(text, other.person.name, other.person.email, survey.person) for text in texts}
        who = "who wrote it" if other is rater else "somebody else who was asked"
        for word in sorted(filter(None, named)):
            cure = "Have it taken out, or, if it means something else, say --as-written."
            yield Problem(form.file, f'it names {who} ("{word}"), and was not taken in.', cure)


# The workbook


def _not_there(file: TrackerFile, pending: Iterable[Feedback]) -> list[Feedback]:
    """The rows of a run that broke off which the workbook does not have."""
    there = Counter(map(_compared, file.tracker.feedback))
    missing = []
    for row in pending:
        there[_compared(row)] -= 1
        if there[_compared(row)] < 0:
            missing.append(row)
    return missing


def _compared(row: Feedback) -> tuple[Value, ...]:
    return tuple(getattr(row, name) for name in _COMPARED)


def _cells(file: TrackerFile, added: Sequence[Feedback]) -> tuple[dict[CellPlace, Value], dict[CellPlace, Value]]:
    """The cells to set in the rows below the last one, and what their formulas give."""
    table = file.tables.get(Feedback)
    location = table.location if table else None
    if not added:
        return {}, {}
    if table is None or location is None or not set(_SET) <= location.columns.keys():
        cure = "Say first: goalsheet upgrade FILE"
        raise CannotWrite(f"{file.path.name} has no sheet Feedback with all its columns. {cure}")
    if len(added) > len(table.free()):
        raise CannotWrite(f"{file.path.name}: on the sheet {location.sheet} there is no room for more rows.")
    texts = {(goal.id or "").upper(): shortened(goal.statement, BRIEF) for goal in file.tracker.goals}
    values: dict[CellPlace, Value] = {}
    results: dict[CellPlace, Value] = {}
    for number, row in zip(table.free(), added, strict=False):
        values |= location.row_cells(number, row, _SET)
        results |= location.cells(number, {"goal_text": texts.get((row.goal or "").upper()), "waiting": None})
    return values, results


def _held(held: Ledger) -> Iterator[Held]:
    for topic in range(len(held.survey.topics)):
        for relation in ANONYMOUS:
            count = len(list(waiting(held.survey, held.collection, topic, relation)))
            if count:
                yield Held(topic, relation, count)
