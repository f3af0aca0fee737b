"""Raters: a list of people who are asked for feedback, from whatever file it comes in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from goalsheet.errors import BadRoster, Problem, problem_count
from goalsheet.feedback.survey import ANONYMOUS, Asked
from goalsheet.roster.body import Body, read_body
from goalsheet.roster.files import read_table
from goalsheet.roster.meaning import find_field
from goalsheet.roster.names import split_name
from goalsheet.roster.words import fold, header_words, is_blank, listing, shorten, tidy
from goalsheet.tracker import choices
from goalsheet.tracker.person import Manager, is_address

#: Headers that no list of staff has; those of names and addresses are the roster's own.
_HEADERS: Mapping[str, frozenset[str]] = {
    "relation": frozenset(
        ("relation", "relationship", "relation to employee", "role", "group", "rater type", "from", "source")
    ),
    "form": frozenset(("how", "form", "kind", "way", "method", "channel", "by", "kind of feedback", "asked by")),
}
_RELATIONS: Mapping[str, tuple[str, ...]] = {
    choices.BOSS: ("manager", "line manager", "boss", "supervisor", "lead", "team lead", "direct manager"),
    choices.MENTOR: ("mentor", "coach", "sponsor"),
    choices.PEER: ("peer", "colleague", "co worker", "coworker", "teammate", "team mate", "team member"),
    choices.SELF: ("self", "myself", "me", "own", "employee", "self assessment"),
}
_FORMS: Mapping[str, tuple[str, ...]] = {
    choices.SURVEY: ("survey", "form", "questionnaire", "online", "written", "e mail", "email"),
    choices.INTERVIEW: ("interview", "talk", "call", "phone"),
    choices.MEETING: ("meeting", "1 1", "one on one", "in person"),
}


@dataclass(frozen=True)
class Employee:
    """Whose work the people on the list are asked about, and who their manager is."""

    name: str
    email: str
    manager: Manager = Manager()


@dataclass(frozen=True)
class _Row:
    """One row: where it stands, and what it says as it is written."""

    where: str
    name: str
    email: str
    relation: str
    form: str


def read_raters(path: Path, employee: Employee) -> tuple[Asked, ...]:
    """The people on a list; BadRoster with everything that is wrong in it."""
    body = read_body(read_table(path, _count_known), _count_known)
    places = _places(body.header)
    if "relation" not in places:
        cure = f"Add one that is headed Relation, with one of {listing(list(_RELATIONS))} in each row."
        raise BadRoster(f"{path.name} has no column that says what each person is to {employee.name}. {cure}")
    rows = list(_rows(path.name, body, places))
    problems = [
        problem for at, row in enumerate(rows) for problem in (*_wrong(row, employee), *_doubles(row, rows[:at]))
    ]
    if problems:
        raise BadRoster(f"{path.name} has {problem_count(problems)}. No form was made.", problems)
    return tuple(_asked(row) for row in rows)


def _count_known(cells: Sequence[str]) -> int:
    found = {_field(cell) for cell in cells} - {""}
    return len(found) if found & {"name", "first_name", "last_name", "email"} else 0


def _field(header: str) -> str:
    words = header_words(header)
    own = next((field for field, known in _HEADERS.items() if words in known), "")
    field = own or find_field(header)[0]
    return field if field in (*_HEADERS, "name", "first_name", "last_name", "email") else ""


def _places(header: Sequence[str]) -> dict[str, int]:
    """Where each field stands; of two columns the first."""
    found = [(_field(text), place) for place, text in enumerate(header)]
    return {field: place for field, place in reversed(found) if field}


def _rows(file: str, body: Body, places: Mapping[str, int]) -> Iterator[_Row]:
    for number, cells in body.rows:
        said = {field: tidy(cells[place]) for field, place in places.items() if place < len(cells)}
        said = {field: "" if is_blank(text) else text for field, text in said.items()}
        name = said.get("name") or " ".join(filter(None, (said.get("first_name"), said.get("last_name"))))
        spoken = split_name(name).full if name else ""
        rest = (said.get(field, "") for field in ("email", "relation", "form"))
        yield _Row(f"{file}, row {number}", spoken, *rest)


def _wrong(row: _Row, employee: Employee) -> Iterator[Problem]:
    if not row.name:
        yield Problem(row.where, "there is no name.", "Write it: it stands on the form.")
    if row.email and not is_address(row.email):
        yield Problem(row.where, f'"{shorten(row.email)}" is no e-mail address.', "Write it like name@company.com.")
    relation = _word(row.relation, _RELATIONS)
    if relation is None:
        what = f'"{shorten(row.relation)}" is no relation.' if row.relation else "the relation is blank."
        yield Problem(row.where, what, _ONE_OF_RELATIONS)
    elif (relation == choices.SELF) != _is(row, employee):
        yield _mistaken(row, employee, relation)
    elif relation in ANONYMOUS and _is(row, employee.manager):
        yield _not_anonymous(row, employee, relation)
    if row.form and _word(row.form, _FORMS) is None:
        yield Problem(row.where, f'"{shorten(row.form)}" is no way to ask.', _ONE_OF_FORMS)


_ONE_OF_RELATIONS = "Write one of: " + ", ".join(_RELATIONS) + "."
_ONE_OF_FORMS = "Write one of: " + ", ".join(_FORMS) + "; blank is a survey."


def _is(row: _Row, person: Employee | Manager) -> bool:
    same_address = bool(row.email) and row.email.casefold() == person.email.casefold()
    return same_address or (bool(row.name) and fold(row.name) == fold(person.name))


def _mistaken(row: _Row, employee: Employee, relation: str) -> Problem:
    if relation == choices.SELF:
        what = f'{row.name or "this"} is not {employee.name}, so the relation cannot be "{choices.SELF}".'
        return Problem(row.where, what, "Correct it.")
    what = f"{employee.name} is asked about their own work."
    return Problem(row.where, what, f'Write "{choices.SELF}" as the relation, or take the row out.')


def _not_anonymous(row: _Row, employee: Employee, relation: str) -> Problem:
    """Answers of the manager are told as the manager's: among those of peers they would fill the places of others."""
    what = f"{row.name} is the manager of {employee.name}, and so no {relation.lower()}."
    cure = f'Write "{choices.BOSS}" as the relation. Somebody else of that name: write it so that it differs.'
    return Problem(row.where, what, cure)


def _doubles(row: _Row, before: Sequence[_Row]) -> Iterator[Problem]:
    """Nobody may answer twice: a group of three would be one of two."""
    earlier = next((other for other in before if _is_same(row, other)), None)
    if earlier:
        where = earlier.where.rpartition(", ")[2]
        yield Problem(row.where, f"{row.name or row.email} stands in {where} already.", "Take one row out.")


def _is_same(one: _Row, other: _Row) -> bool:
    """Whether two rows are of one person; namesakes have addresses that tell them apart."""
    if one.email and other.email:
        return one.email.casefold() == other.email.casefold()
    return bool(one.name) and fold(one.name) == fold(other.name)


def _asked(row: _Row) -> Asked:
    relation, form = _word(row.relation, _RELATIONS), _word(row.form, _FORMS)
    assert relation
    return Asked(row.name, row.email, relation, form or choices.SURVEY)


def _word(text: str, words: Mapping[str, tuple[str, ...]]) -> str | None:
    """The word of ours that a text means."""
    said = fold(text)
    return next((word for word, spellings in words.items() if said in spellings), None)
