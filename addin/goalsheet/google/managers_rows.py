"""The rows that managers add on Feedback and Recognition: whose they are, the sheet's side of a merge, what is set."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from goalsheet.google import lost_columns
from goalsheet.google.cells import Json, entered, extended, is_same
from goalsheet.google.found import Found, FoundTab
from goalsheet.google.moved_columns import are_moved
from goalsheet.google.row_tokens import TABLES, TABS
from goalsheet.google.tab_requests import write
from goalsheet.google.unread import as_meant, is_too_long
from goalsheet.layout.places import GOALS
from goalsheet.layout.plan import Value
from goalsheet.layout.review import FIRST_ROW, Tab
from goalsheet.layout.review_content import Review
from goalsheet.layout.review_tabs import GOALS_TAB
from goalsheet.layout.table_rows import UPGRADE
from goalsheet.merge.actions import GiveId, Plan, SetCell
from goalsheet.merge.copy import Copy, Row, Side, TableCopy
from goalsheet.tracker.schema import Kind, Table

#: The tables whose rows managers add, each on its tab.
_ADDED = [name for name in TABS if name != GOALS.name]
_WORDS = (Kind.TEXT, Kind.WHOLE)  # a row says something as soon as one of these is filled in


@dataclass(frozen=True)
class _Rows:
    """A tab as it was found, with the columns that somebody deleted put back."""

    of: Table
    tab: Tab
    found: FoundTab
    gone: Collection[int]

    @property
    def numbers(self) -> list[int]:
        """The rows that say something, or have said it."""
        words = {place for place, one in enumerate(self.tab.columns, 1) if one.kind in _WORDS}
        return sorted({row for row, place in self.found.cells if row >= FIRST_ROW and place in words})

    def text(self, row: int, column: str) -> str:
        return self.found.text(row, self.tab.place(column))

    def owner(self, row: int, labels: Mapping[str, str]) -> str | None:
        """The id of whom a row is for: by the name picked, else by the row id; where there is one person, that one.

        None where nobody is picked, or somebody who is not in the spreadsheet: then it is for nobody else's eyes.
        """
        picked, known = self.text(row, "person"), self.text(row, "key").rpartition("/")[0]
        by_id = known if known in labels.values() else None
        return labels.get(picked) or by_id or (None if picked or known else _only(labels))

    def others(self, row: int, person: str) -> str:
        """The row's id where it was somebody else's until now; blank if it was not."""
        whose, _, name = self.text(row, "key").rpartition("/")
        return name if whose and whose != person else ""

    def id(self, row: int, person: str) -> str:
        """The row's id; blank where it has none, or that of somebody else."""
        whose, _, name = self.text(row, "key").rpartition("/")
        return name if whose == person else ""

    @property
    def shown(self) -> list[str]:
        """The columns of the table that the tab shows."""
        own = {column.name for column in self.of.columns if column.name != "id"}
        columns = enumerate(self.tab.columns, 1)
        return [one.name for place, one in columns if one.name in own and place not in self.gone]

    @property
    def answers(self) -> list[str]:
        """The columns in which the person answers whom the row is for."""
        return [one.name for one in self.tab.columns if one.name in self.shown and not one.is_managers]

    def row(self, number: int, person: str, goals: Collection[str]) -> Row:
        """A row as that person's, whose goals have those numbers.

        What somebody else has answered before it was given to them is not theirs.
        """
        held = {name: self.found.cells.get((number, self.tab.place(name)), {}) for name in self.shown}
        if self.others(number, person):
            held |= {name: {} for name in self.answers}
        columns = {self.of.column(name): cell for name, cell in held.items()}
        said = {one.name: as_meant(one, entered(one.kind, cell), goals) for one, cell in columns.items()}
        unread = frozenset(
            name for name, one in said.items() if one.what or self._is_wrong(number, name) or is_too_long(one.value)
        )
        return Row(number, self.id(number, person), {name: one.value for name, one in said.items()}, unread)

    def _is_wrong(self, number: int, name: str) -> bool:
        return (number, self.tab.place(name)) in self.found.errors


def _only(labels: Mapping[str, str]) -> str | None:
    return next(iter(labels.values())) if len(labels) == 1 else None


def _rows_of(name: str, found: Found) -> _Rows | None:
    """The rows of a tab; None where nobody can tell which column is which."""
    tab, there = TABS[name], found.tabs.get(TABS[name].sheet_id)
    if there is None or not there.cells:
        return None
    gone = lost_columns.lost(tab, there)
    whole = lost_columns.restored(found, {there.sheet_id: gone}).tabs[there.sheet_id]
    return None if are_moved(tab, whole) else _Rows(TABLES[name], tab, whole, gone)


def labels_of(review: Review) -> dict[str, str]:
    """The ids of the spreadsheet's people by the names that it offers."""
    return {member.label: member.person.id for member in review.members}


def goal_numbers(found: Found, person: str, known: Collection[str]) -> frozenset[str]:
    """The numbers of a person's goals, in upper case: of those with a row on Goals, and of those with `known` keys."""
    goals, place = found.tabs.get(GOALS_TAB.sheet_id), GOALS_TAB.place("key")
    shown = [goals.text(row, place) for row in range(FIRST_ROW, goals.row_count + 1)] if goals else []
    keys = (key.rpartition("/") for key in (*known, *shown))
    return frozenset(number.upper() for whose, _, number in keys if whose == person)


def goals_by_row(
    name: str, found: Found, labels: Mapping[str, str], known: Collection[str]
) -> dict[int, frozenset[str]]:
    """The numbers of the goals of whom each row of a tab is for; rows for nobody here are left out."""
    rows = _rows_of(name, found)
    owners = {row: whose for row in rows.numbers if (whose := rows.owner(row, labels))} if rows else {}
    numbers = {whose: goal_numbers(found, whose, known) for whose in {*owners.values()}}
    return {row: numbers[whose] for row, whose in owners.items()}


def managers_copy(found: Found, person: str, labels: Mapping[str, str], known: Collection[str]) -> Copy:
    """The rows for that person, by table; `known` are the keys of the goals that the workbook has or had."""
    copies, numbers = {}, goal_numbers(found, person, known)
    for name in _ADDED:
        rows = _rows_of(name, found)
        if rows:
            owners = {row: rows.owner(row, labels) for row in rows.numbers}
            own = [rows.row(row, person, numbers) for row, owner in owners.items() if owner == person]
            given = {rows.id(row, person) for row, owner in owners.items() if owner and owner != person}
            copies[name] = TableCopy(frozenset(rows.shown), tuple(own), elsewhere=frozenset(given - {""}))
    return copies


def waiting(found: Found, labels: Mapping[str, str], has_place: Mapping[str, Collection[str]]) -> list[str]:
    """Where rows stand that reach no workbook, and why; `has_place` are the people by the table that they have."""
    said = []
    for name in _ADDED:
        rows = _rows_of(name, found)
        reasons = {row: _waits(rows, row, labels, has_place[name]) for row in rows.numbers} if rows else {}
        said += [f"{TABS[name].title}, row {row}: {why}" for row, why in reasons.items() if why]
    return said


def _waits(rows: _Rows, row: int, labels: Mapping[str, str], has_place: Collection[str]) -> str:
    """Why a row reaches no workbook; blank if it does."""
    owner = rows.owner(row, labels)
    if owner is None:
        return _for_nobody_here(rows.text(row, "person"), rows.text(row, "key"))
    if owner in has_place:
        return ""
    whose = next(label for label, one in labels.items() if one == owner)
    where = f"{whose}'s workbook was made before there was a sheet {rows.of.title}"
    return f"{where}. {UPGRADE}"


def _for_nobody_here(picked: str, key: str) -> str:
    """Why a row reaches nobody; blank where it did as long as whom it is for was here."""
    if not picked:
        return "nobody is picked in the column Person, so it reaches nobody yet."
    if key:
        return ""
    why = f"{picked} is not, or no longer, in this spreadsheet, so it reaches nobody"
    return f"{why}. The present manager can say it; here, pick somebody else or delete the row."


def settings(found: Found, person: str, plan: Plan) -> Iterator[Json]:
    """The requests that give rows their ids and set what a plan sets in them."""
    for name in _ADDED:
        rows = _rows_of(name, found)
        if rows:
            cells = {at: new for at, new in _cells(rows, person, plan).items() if not _holds(rows, at, new)}
            yield from write(rows.tab.sheet_id, cells)


def _holds(rows: _Rows, at: tuple[int, int], new: Json) -> bool:
    return is_same(rows.found.cells.get(at, {}), new)


def _cells(rows: _Rows, person: str, plan: Plan) -> dict[tuple[int, int], Json]:
    key, name = rows.tab.place("key"), rows.of.name
    given = [one for one in plan.actions if isinstance(one, GiveId) and (one.side, one.table) == (Side.SHEET, name)]
    cells = {(one.place, key): extended(f"{person}/{one.id}") for one in given}
    cells |= {
        (one.place, rows.tab.place(answer)): extended(None)
        for one in given
        if rows.others(one.place, person)
        for answer in rows.answers
    }
    numbers = {rows.id(row, person): row for row in reversed(rows.numbers)} | {one.id: one.place for one in given}
    for action in plan.actions:
        if isinstance(action, SetCell) and (action.side, action.key.table) == (Side.SHEET, name):
            cells[numbers[action.key.id], rows.tab.place(action.key.column)] = extended(action.new)
    known = plan.base.tables.get(name, {})
    for one, row in numbers.items():
        if one in known:
            cells |= {(row, place): extended(was) for place, was in _lost(rows, known[one].cells)}
    return cells


def _lost(rows: _Rows, known: Mapping[str, Value]) -> Iterator[tuple[int, Value]]:
    """What stood in columns that somebody deleted."""
    for place in rows.gone:
        name = rows.tab.columns[place - 1].name
        if known.get(name) is not None:
            yield place, known[name]
