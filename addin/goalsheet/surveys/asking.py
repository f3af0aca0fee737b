"""Asking: a form for each person who is asked, in a folder with a list of who gets which."""

from __future__ import annotations

import csv
import datetime as dt
import io
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from goalsheet.bulk.manifest import harmless
from goalsheet.errors import BadSetting, CannotWrite
from goalsheet.feedback.survey import ANONYMOUS, FLOOR, Asked, Questions, Rater, Survey, people
from goalsheet.feedback.topics import ending_in_names, telling, topics
from goalsheet.surveys import ledger
from goalsheet.surveys.ledger import Ledger
from goalsheet.tracker.tracker import Tracker
from goalsheet.workbook.files import write_whole
from goalsheet.workbook.forms import form_file
from goalsheet.workbook.names import safe_name

LIST = "who gets which form.csv"
#: Without those that are taken for one another.
_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_CODE_LENGTH = 6
_BEGUN = " This survey has begun with that question: once it is worded anew, name another folder with --out."


@dataclass(frozen=True)
class Sent:
    """A survey that was made or gone on with: its folder, whose forms were made now, and what is to be said of it."""

    survey: Survey
    folder: Path
    new: tuple[Rater, ...]
    notes: tuple[str, ...]

    def file(self, rater: Rater) -> Path:
        """Where the form of somebody lies."""
        return self.folder / file_name(self.survey, rater)


def file_name(survey: Survey, rater: Rater) -> str:
    """What a form is called: nothing in it tells who fills it in."""
    return f"Feedback for {safe_name(survey.person)} {rater.code}.xlsx"


def folder_name(tracker: Tracker) -> str:
    """What the folder of a survey is called."""
    return safe_name(f"Feedback for {tracker.person.name} {tracker.cycle.name}")


def ask(
    tracker: Tracker, asked: Sequence[Asked], out: Path, goals: Sequence[str], questions: Questions, day: dt.date
) -> Sent:
    """Make what is missing of a survey's folder; nothing is made again, and who was asked once keeps their form.

    BadSetting where the survey's questions would tell who is asked, or goals are named that there are not.
    """
    folder = out / folder_name(tracker)
    path = folder / ledger.NAME
    if path.exists():
        before = ledger.read(path)
        _refuse_other(before.survey, tracker, folder)
        notes = [*_unchanged(before.survey, tracker, goals), *_other_relations(before.survey, asked)]
    else:
        before, notes = Ledger(_new(tracker, goals, questions, day)), []
    _refuse_telling(before.survey, asked)
    new = tuple(_with_codes(before.survey, asked))
    survey = replace(before.survey, raters=(*before.survey.raters, *new))
    made = _write(folder, replace(before, survey=survey))
    return Sent(survey, folder, made, (*notes, *_namesakes(survey), *_small_groups(survey)))


def _new(tracker: Tracker, goals: Sequence[str], questions: Questions, day: dt.date) -> Survey:
    about = topics(tracker.goals, tracker.feedback, goals)
    name = tracker.person.name
    return Survey(secrets.token_hex(8), tracker.person.id, name, tracker.cycle.name, day, questions, about)


def _refuse_other(survey: Survey, tracker: Tracker, folder: Path) -> None:
    if survey.person_id != tracker.person.id:
        raise BadSetting(f"{folder} holds a survey on somebody else of that name. Name another folder with --out.")


def _unchanged(survey: Survey, tracker: Tracker, goals: Sequence[str]) -> Iterator[str]:
    if topics(tracker.goals, tracker.feedback, goals) != survey.topics:
        yield "What is asked stays as it was when the survey began. For other questions name another folder with --out."


def _other_relations(survey: Survey, asked: Sequence[Asked]) -> Iterator[str]:
    for one in asked:
        before = _find(survey, one)
        if before and (before.person.relation, before.person.form) != (one.relation, one.form):
            was = f"{before.person.relation}, {before.person.form}".lower()
            yield f"{one.name} has a form already, as {was}: that stays."


def _refuse_telling(survey: Survey, asked: Sequence[Asked]) -> None:
    named = telling(survey.topics, [*(rater.person for rater in survey.raters), *asked])
    problems = [*named, *ending_in_names(survey.topics)]
    if problems:
        raise BadSetting(f"No form was made.{_BEGUN if survey.raters else ''}", problems)


def _with_codes(survey: Survey, asked: Sequence[Asked]) -> Iterator[Rater]:
    taken = {rater.code for rater in survey.raters}
    for one in asked:
        if not _find(survey, one):
            code = next(code for code in iter(_code, "") if code not in taken)
            taken.add(code)
            yield Rater(code, one)


def _code() -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(_CODE_LENGTH))


def _find(survey: Survey, asked: Asked) -> Rater | None:
    """The same person, by the address or, without one, by the name."""
    for rater in survey.raters:
        if asked.email and rater.person.email:
            if asked.email.casefold() == rater.person.email.casefold():
                return rater
        elif asked.name.casefold() == rater.person.name.casefold():
            return rater
    return None


def _namesakes(survey: Survey) -> Iterator[str]:
    """Those of one name, who may be one person that fills in several forms."""
    named: dict[str, list[Asked]] = {}
    for rater in survey.raters:
        named.setdefault(rater.person.folded_name, []).append(rater.person)
    for same in named.values():
        if len(same) > 1:
            addresses = ", ".join(one.email or "no address" for one in same)
            counted = f"towards the {FLOOR} that it takes they count as one person."
            yield f"{len(same)} forms are for {same[0].name} ({addresses}): {counted}"


def _small_groups(survey: Survey) -> Iterator[str]:
    for relation in ANONYMOUS:
        count = people(rater for rater in survey.raters if rater.person.relation == relation)
        if 0 < count < FLOOR:
            asked = "1 person is" if count == 1 else f"{count} people are"
            alone = f"fewer than {FLOOR} answers are shown only together with those of others."
            yield f"{asked} asked as {relation.lower()}: {alone}"


def _write(folder: Path, held: Ledger) -> tuple[Rater, ...]:
    """Write what is missing, the ledger first: a form without one could never be read. Tells whose forms were made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ledger.write(folder / ledger.NAME, held)
        missing = tuple(one for one in held.survey.raters if not (folder / file_name(held.survey, one)).exists())
        for rater in missing:
            write_whole(folder / file_name(held.survey, rater), form_file(held.survey, rater))
        write_whole(folder / LIST, _list(held.survey))
    except OSError as error:
        raise CannotWrite(f"{folder} cannot be written ({error.strerror or error}). Check the folder.") from error
    return missing


def _list(survey: Survey) -> bytes:
    """Who gets which form, for a spreadsheet program: names are text there, too."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(("Name", "Email", "Relation", "How", "File"))
    for rater in survey.raters:
        person, file = rater.person, file_name(survey, rater)
        rows.writerow(map(harmless, (person.name, person.email, person.relation, person.form, file)))
    return b"\xef\xbb\xbf" + text.getvalue().encode()
