"""Rows: one row of the table becomes one entry, a person who still lacks a manager, with all that is wrong in it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from goalsheet.errors import Problem
from goalsheet.roster.columns import Columns, Extra
from goalsheet.roster.dates import Order, read_date
from goalsheet.roster.failures import Failures, is_written_failure
from goalsheet.roster.families import find_family
from goalsheet.roster.headers import MANAGER_FIELDS, NAME_FIELDS
from goalsheet.roster.leavers import ended, has_left, tells_leaver
from goalsheet.roster.names import (
    Name,
    family_first,
    join_name,
    read_name,
    split_name,
    take_off_number,
    take_off_remark,
)
from goalsheet.roster.words import CELL_LIMIT, CONTROL, LOST_LETTER, fold, is_blank, is_too_long, shorten, tidy
from goalsheet.tracker.person import Person, is_address

EXACT_FIELDS = frozenset(("id", "email", *NAME_FIELDS, *MANAGER_FIELDS))  # a changed letter would be another person
_NO_MANAGER = frozenset(
    ("no manager", "no mgr", "not applicable", "no supervisor", "tbd", "tbc", "vacant", "unassigned")
)
_WHOLE_NUMBER = re.compile(r"(\d+)\.0+", re.ASCII)
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+\d+")
_DRESSED_ADDRESS = re.compile(r"(?:.*<|mailto:)\s*([^<>\s]+@[^<>\s]+?)\s*>?", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Trouble:
    """A problem with its place in the file, so that all of them can be sorted, and the other rows it concerns."""

    row: int
    column: int
    problem: Problem
    others: tuple[int, ...] = ()


class Boss(NamedTuple):
    """What a row tells about the manager, as written; `any` may hold an id, an e-mail or a name."""

    any: str
    id: str
    email: str
    name: str


@dataclass(slots=True, eq=False)
class Entry:
    """A row as a person, with the row's number and what the other rows are needed for."""

    row: int
    person: Person
    boss: Boss
    spellings: tuple[Name, ...]
    left: bool
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True)
class RowReader:
    """Reads rows of one file: where its columns are, how its dates run, what day it is, and where formulas failed."""

    columns: Columns
    extra_places: Mapping[str, int]
    order: Order
    given_order: str | None
    today: dt.date
    failures: Failures

    def read(self, row: int, cells: Sequence[str]) -> Entry:
        """Read one row; whoever has left is not checked, since nobody would mend that row."""
        troubles = list(self._unusable_cells(row, cells))
        failed = list(self._failed_cells(row, cells))
        troubles += failed
        cells = self._fit(cells)
        for trouble in failed:
            cells[trouble.column] = ""
        end_date = self._read_date(row, cells, "end_date", troubles)
        written, remark = take_off_remark(take_off_number(self._text(cells, "name")))
        written = take_off_number(written)
        left = self._has_left(cells) or tells_leaver(remark) or ended(end_date, self.today)
        full = family_first(written) if self.columns.family_first else written
        spoken, spellings = read_name(full, *(self._text(cells, field) for field in NAME_FIELDS[1:]))
        if full != written:
            spellings = (*spellings, split_name(written))
        person = self._read_person(row, cells, spoken, troubles)
        if not left:
            places = {trouble.column for trouble in failed}
            troubles += (missing for missing in self._missing(row, person) if missing.column not in places)
        return Entry(row, person, self._read_boss(cells), spellings, left, () if left else tuple(troubles))

    def _text(self, cells: Sequence[str], field: str) -> str:
        place = self.columns.places.get(field)
        return tidy(cells[place]) if place is not None and cells[place] else ""

    def _fit(self, cells: Sequence[str]) -> list[str]:
        missing = self.columns.width - len(cells)
        cells = [*cells, *[""] * missing]
        return cells if "".join(cells).isprintable() else [CONTROL.sub("", cell) for cell in cells]

    def _unusable_cells(self, row: int, cells: Sequence[str]) -> Iterator[Trouble]:
        width = self.columns.width
        if len(cells) > width and any(map(str.strip, cells[width:])):
            last = self.columns.guesses[-1].header
            what = f'this row has cells to the right of the last header, "{last}".'
            yield self._trouble(row, width, what, "Take them out, put text with a separator in quotes, or add headers.")
        line = "".join(cells)
        if len(line) > CELL_LIMIT // 2 or LOST_LETTER in line or CONTROL.search(line):
            yield from self._unusable_texts(row, cells)

    def _failed_cells(self, row: int, cells: Sequence[str]) -> Iterator[Trouble]:
        """Find the errors of formulas in the columns that are used."""
        if "#" not in "".join(cells):
            return
        for place in sorted({*self.columns.places.values(), *(place for _, place in self.columns.extras)}):
            cell = cells[place].strip() if place < len(cells) else ""
            if cell and ((row - 1, place) in self.failures or is_written_failure(cell)):
                cure = "Mend the formula, or type the value; clear the cell if there is none."
                yield self._trouble(row, place, f"the error {cell} stands here.", cure)

    def _unusable_texts(self, row: int, cells: Sequence[str]) -> Iterator[Trouble]:
        fields = dict.fromkeys((place for _, place in self.columns.extras), "")
        fields |= {place: field for field, place in self.columns.places.items()}
        for place, field in fields.items():
            cell = cells[place] if place < len(cells) else ""
            if is_too_long(cell):
                what = f"this text has {len(cell):,} letters; a cell in Excel holds {CELL_LIMIT:,}."
                yield self._trouble(row, place, what, "Shorten it.")
            if field in EXACT_FIELDS and CONTROL.search(cell):
                yield self._trouble(
                    row, place, "this cell contains a control character, which nobody can see.", "Retype it."
                )
            if field in EXACT_FIELDS and LOST_LETTER in cell:
                yield self._trouble(
                    row, place, f'"{tidy(cell)}" has lost a letter (shown as {LOST_LETTER}).', "Retype it."
                )

    def _trouble(self, row: int, field: str | int, what: str, cure: str) -> Trouble:
        place = field if isinstance(field, int) else self.columns.place(field)
        where = self.columns.where(row, field if place < self.columns.width else "")
        return Trouble(row, place, Problem(where, what, cure))

    def _read_date(self, row: int, cells: Sequence[str], field: str, troubles: list[Trouble]) -> dt.date | None:
        text = self._text(cells, field)
        if not text.strip("0/.-: ") or is_blank(text):  # databases write 0000-00-00 for no date
            return None
        try:
            return read_date(text, self.order, self.given_order)
        except ValueError as error:
            cure = f"Write it like {self.today.year}-12-31."
            troubles.append(self._trouble(row, field, f'"{shorten(text)}" {error}.', cure))
            return None

    def _has_left(self, cells: Sequence[str]) -> bool:
        return has_left(
            statuses=(self.columns.cell(cells, "status"), self.columns.cell(cells, "employment_status")),
            terminated=self.columns.cell(cells, "terminated"),
            active=self.columns.cell(cells, "active"),
        )

    def _read_person(self, row: int, cells: Sequence[str], spoken: Name, troubles: list[Trouble]) -> Person:
        bosses = (self._text(cells, "manager"), self._text(cells, "manager_name"), spoken.full)
        job_title, department = self._text(cells, "job_title"), _bare(self._text(cells, "department"), bosses)
        return Person(
            id=whole_id(self._text(cells, "id")),
            first_name=spoken.first or spoken.last,  # whoever has one name only is greeted by it
            last_name=spoken.last,
            name=spoken.full,
            email=self._read_email(row, cells, troubles),
            job_title=job_title,
            job_family=find_family(self._text(cells, "job_family"), job_title, department),
            department=department,
            location=self._text(cells, "location"),
            language=self._text(cells, "language"),
            start_date=self._read_date(row, cells, "start_date", troubles),
            extra=Extra(self.extra_places, tuple([cells[place].strip() for _, place in self.columns.extras])),
        )

    def _read_email(self, row: int, cells: Sequence[str], troubles: list[Trouble]) -> str:
        text = self._text(cells, "email")
        if not text or is_blank(text):
            return ""
        address = undress(text)
        if not is_address(address):
            what = f'"{shorten(text)}" is no e-mail address.'
            troubles.append(self._trouble(row, "email", what, "Write one address, like name@company.com."))
        return address

    def _missing(self, row: int, person: Person) -> Iterator[Trouble]:
        if not person.id and "id" in self.columns.places:
            who = f" ({person.name})" if person.name else ""
            yield self._trouble(row, "id", f"this person{who} has no id.", "Fill it in.")
        if _SHORTENED.fullmatch(person.id):
            what = f'"{person.id}" is how Excel shortens a long number, and its last digits are lost.'
            cure = "Format the column as text where the list comes from, and export it again."
            yield self._trouble(row, "id", what, cure)
        if not person.name and (person.id or "id" not in self.columns.places):
            field = next(field for field in NAME_FIELDS if field in self.columns.places)
            yield self._trouble(row, field, "this person has no name.", "Fill it in, or take the row out.")

    def _read_boss(self, cells: Sequence[str]) -> Boss:
        first, last = self._boss_text(cells, "manager_first_name"), self._boss_text(cells, "manager_last_name")
        return Boss(
            self._boss_text(cells, "manager"),
            self._boss_text(cells, "manager_id"),
            self._boss_text(cells, "manager_email"),
            self._boss_text(cells, "manager_name") or join_name(first, last),
        )

    def _boss_text(self, cells: Sequence[str], field: str) -> str:
        text = self._text(cells, field)
        return "" if not text or is_blank(text) or fold(text) in _NO_MANAGER else take_off_remark(text)[0]


def _bare(department: str, bosses: Iterable[str]) -> str:
    """Take off who leads a department: Workday writes `Sales (Ana Lopez)`, and `Sales (Inherited)`."""
    bare, bracket, leader = department.removesuffix(")").partition(" (")
    names = {fold(take_off_remark(take_off_number(name))[0]) for name in bosses} if bracket else set()
    return bare if fold(leader) in names or fold(leader) == "inherited" else department


def whole_id(text: str) -> str:
    """Give an id as people know it: programs that know only numbers write 7 as 7.0."""
    found = _WHOLE_NUMBER.fullmatch(text)
    return found[1] if found else text


def undress(text: str) -> str:
    """Take the bare address out of `Ana Lopez <ana@company.com>` or `mailto:ana@company.com`."""
    found = _DRESSED_ADDRESS.fullmatch(text)
    return found[1] if found else text
