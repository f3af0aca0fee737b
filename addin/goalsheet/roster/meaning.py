"""Meaning: the field that a header names, by its spellings and by the ways in which exports put headers together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from goalsheet.roster.headers import (
    ABBREVIATIONS,
    DATE_FIELDS,
    EXTRA,
    MANAGER_FIELDS,
    NAMING_FIELDS,
    SENSITIVE,
    SPELLINGS,
)
from goalsheet.roster.sensitive import is_private, is_sensitive
from goalsheet.roster.words import header_words, word_set

_PREFIX = re.compile(r"^(?:employee|worker|staff|person|associate|colleague|team member|mitarbeiter|user)s? ")
_BRACKETS = re.compile(r"[(\[{].*?[)\]}]|\*+$")
_SECTION = re.compile(r"(.+)(?:\s[-–—>|]+\s|[/:.])(.+)")
_DATE_WORDS = word_set("date dob birthday birthdate datum geburtsdatum fecha hired started")

# Sections of an export in front of a header, "Legal Name - First Name": what may follow is a field of that kind only,
# since "Position - ID" is nobody's id, and whose name "Mentor - Name" is we do not know.
_PLAIN_SECTIONS = word_set("info information details data general basic core main current primary root")
_PERSON_SECTIONS = _PLAIN_SECTIONS | word_set("legal preferred name names worker employee person personal profile")
_WORK_SECTIONS = _PLAIN_SECTIONS | word_set("work job employment position organization organisation assignment contact")
_NAMES = ("name", "first_name", "last_name", "preferred_name")
_PERSON_FIELDS = frozenset({"id", "email", *_NAMES})
_WORK_FIELDS = frozenset({"email", "job_title", "job_family", "department", "location", "language", "start_date"})

_OF_A_MANAGER = {"id": "manager_id", "email": "manager_email"} | {
    field: f"manager_{field}" for field in ("name", "first_name", "last_name")
}
# "Name, Vorname" and "Nom, prénom" call the last name simply the name, "Apellidos y nombre" the first.
_FAMILY_FIRST = {("last_name", "first_name"), ("name", "first_name"), ("last_name", "name")}
_GLUE = word_set("of the and de del du des der und et y")
_MIDDLE = word_set("middle initial mi suffix")
_DESCRIBED = word_set("title department location status division")
_BY_RULE, _IN_SECTION, _BY_DESCRIPTION, BY_CONTENT = 100, 200, 300, 400  # ranks behind those of what is listed
_STATUS = word_set("status state statut estado estatus situation standing")


def _spell_out(words: str) -> str:
    return " ".join(ABBREVIATIONS.get(word, word) for word in words.split())


def _spelled() -> Iterator[tuple[str, tuple[str, int]]]:
    for field, spellings in SPELLINGS.items():
        for rank, spelling in enumerate(spellings.split(", ")):
            yield _spell_out(spelling).replace(" ", ""), (field, rank)


_MEANING = dict(reversed(list(_spelled())))


@lru_cache(maxsize=4096)  # the same first rows are looked at for each delimiter
def find_field(header: str) -> tuple[str, int]:
    """Give the field that a header names and how well it names it (0 is best); unknown headers are `extra`."""
    words = header_words(header)
    plain = header_words(_BRACKETS.sub(" ", header))
    meaning = None if is_private(words) else _listed(words, plain) or _put_together(plain) or _in_section(header)
    spellings = (words, plain, _PREFIX.sub("", plain))
    is_personal = any(is_sensitive(spelling, in_percent="%" in header) for spelling in spellings)
    return meaning or (SENSITIVE if is_personal else EXTRA, 0)


def _listed(*candidates: str) -> tuple[str, int] | None:
    """Find a header that stands in the list, also behind "Employee" or in front of "Description"."""
    candidates = tuple(map(_spell_out, candidates))
    for candidate in (*candidates, _PREFIX.sub("", candidates[-1])):
        if meaning := _MEANING.get(candidate.replace(" ", "")):
            return meaning
    described = candidates[-1].removesuffix(" description")
    if described != candidates[-1] and not _DESCRIBED.isdisjoint(described.split()) and (found := _listed(described)):
        return found[0], found[1] + _BY_DESCRIPTION
    return None


def _put_together(plain: str) -> tuple[str, int] | None:
    """Find a header of two: first and last name in one column, or what the manager is known by."""
    words = [word for word in _spell_out(_PREFIX.sub("", plain)).split() if word not in _GLUE]
    names = "".join(word for word in words if word not in _MIDDLE)
    for head, tail in _halves(names):
        if {head, tail} == {"first_name", "last_name"}:
            return "name", _BY_RULE
    for head, tail in _halves("".join(words)):
        if head == "manager" and tail in _OF_A_MANAGER:
            return _OF_A_MANAGER[tail], _BY_RULE
        if tail == "manager" and head in ("id", "email", "name"):  # "First line manager" is nobody's first name
            return _OF_A_MANAGER[head], _BY_RULE
    return None


def _halves(compact: str) -> Iterator[tuple[str, str]]:
    """Give the fields of both halves, wherever a header without blanks can be cut into two that are listed."""
    for at in range(1, len(compact)):
        head, tail = _MEANING.get(compact[:at]), _MEANING.get(compact[at:])
        if head and tail:
            yield head[0], tail[0]


def is_family_first(header: str) -> bool:
    """Tell whether a header of names, like "Surname and first name", says that the last name stands first."""
    told = [header, *_BRACKETS.findall(header)]
    return any(
        (head, tail) in _FAMILY_FIRST
        for text in told
        for head, tail in _halves("".join(word for word in header_words(text).split() if word not in _GLUE | _MIDDLE))
    )


def _in_section(header: str) -> tuple[str, int] | None:
    """Find a header behind the section of an export that it stands in."""
    cut = _SECTION.fullmatch(header)
    if not cut:
        return None
    section, (field, rank) = header_words(cut[1]).split(), find_field(cut[2])
    if field == "first_name" and "preferred" in section:
        field = "preferred_name"
    is_ours = _PERSON_SECTIONS.issuperset(section) and field in _PERSON_FIELDS
    is_at_work = _WORK_SECTIONS.issuperset(section) and (field in _WORK_FIELDS or field in MANAGER_FIELDS)
    behind = _IN_SECTION + ("preferred" in section)  # the legal last name is the one that colleagues' lists have
    return (field, rank + behind) if is_ours or is_at_work else None


def is_date_header(header: str) -> bool:
    """Tell whether a column holds dates, by its header; even one we drop shows in which order a file writes them."""
    return not _DATE_WORDS.isdisjoint(header_words(header).split()) or find_field(header)[0] in DATE_FIELDS


def tells_status(header: str) -> bool:
    """Tell whether a header may be about who works here and who has left."""
    return not _STATUS.isdisjoint(header_words(header).split())


def count_known(cells: Sequence[str], columns: Mapping[str, str]) -> int:
    """Count the fields that a row's headers name; a row without a name or an id is no header."""
    told = {header_words(header): field for header, field in columns.items()}
    fields = {told.get(header_words(cell)) or find_field(cell)[0] for cell in cells}
    return 0 if NAMING_FIELDS.isdisjoint(fields) else len(fields - {EXTRA, SENSITIVE})
