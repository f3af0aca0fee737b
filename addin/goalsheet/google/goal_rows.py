"""What has to change in rows beside which the manager writes: found by their id, wherever they stand by now."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from goalsheet.google.cells import Json, extended, is_same_of
from goalsheet.google.damage import rows_told
from goalsheet.google.found import FoundTab
from goalsheet.google.tab_requests import row_cells
from goalsheet.layout.plan import Value
from goalsheet.layout.review import FIRST_ROW, Content, Tab
from goalsheet.tracker.choices import DRAFT, PROPOSED

REMOVED = "Not in the workbook any more"
ELSEWHERE = "With another manager now"
#: What a row that is kept for the manager's words still says of the goal.
_STAYS = {REMOVED: ("person", "id", "statement", "key"), ELSEWHERE: ("person", "id", "key")}

Rows = Mapping[str, Mapping[str, Content]]
#: What the manager's cells of rows are to hold, by the rows' keys and their columns; all others stay as they are.
Said = Mapping[str, Mapping[str, Value]]
NOTHING_SAID: Said = {}


@dataclass
class RowChanges:
    """The cells to set, the rows to move afterwards, and what somebody should know."""

    cells: dict[tuple[int, int], Json] = field(default_factory=dict)
    moves: list[Json] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lost_ids: list[int] = field(default_factory=list)  # rows whose row id is not theirs
    strangers: dict[str, list[int]] = field(default_factory=dict)  # rows of people without a workbook, by their ids
    new: list[int] = field(default_factory=list)  # rows of goals that stood nowhere
    found: list[str] = field(default_factory=list)  # the goals that stood there, by their keys, from above
    order: list[str] = field(default_factory=list)  # those that stand there then


@dataclass(frozen=True)
class People:
    """The ids of those whose goals a spreadsheet shows, and whose others show; of anybody else nothing is known.

    Of the `doubtful` there are workbooks, of which it is said elsewhere why they do not count; if it is not
    `is_complete`, there are others that could not be read.
    """

    here: Collection[str]
    elsewhere: Collection[str] = ()
    known: Collection[str] | None = None  # the keys of goals that a workbook has or had; None: nobody can tell
    doubtful: Collection[str] = ()
    is_complete: bool = True


def row_places(tab: Tab, found: FoundTab, keys: Collection[str], labels: Mapping[str, str]) -> dict[str, int]:
    """Where the rows of those keys stand: by their row ids, or, where those were lost, by person and number.

    `labels` are the ids of people by what the spreadsheet calls them.
    """
    return _Sheet(tab, found, 0, labels).places(keys)


def row_changes(
    tab: Tab, wanted: Rows, found: FoundTab, last: int, people: People, locale: str, said: Said = NOTHING_SAID
) -> RowChanges:
    """What makes the found rows the wanted ones; of the manager's only what is `said` is touched."""
    labels = {str(one["person"]): str(one["person_id"]) for one in wanted.values() if "person" in one}
    sheet = _Sheet(tab, found, last, labels)
    changes = RowChanges()
    places = sheet.places(wanted)
    for row in sheet.filled:
        if row not in places.values():
            first = places.get(sheet.said(row, "key"))
            if first:
                changes.notes.append(_doubled(sheet, row, first))
            if not first or not sheet.managers(row):
                _retire(sheet, row, people, changes, is_copy=bool(first))
    changes.notes += [_of_stranger(sheet, rows, people) for rows in changes.strangers.values()]
    free = sheet.free(changes)
    changes.lost_ids += sorted(row for key, row in places.items() if sheet.said(row, "key") != key)
    new = [key for key in wanted if key not in places]
    changes.found = sorted(places, key=places.__getitem__)
    places |= {key: next(free) for key in new}
    changes.new = [places[key] for key in new]
    for key, row in places.items():
        for place, value in row_cells(tab, wanted[key], locale, is_new=key in new).items():
            sheet.set(changes, row, place, value)
        for column, one in said.get(key, {}).items():
            sheet.set(changes, row, tab.place(column), extended(one))
    changes.moves, changes.order = _moves(tab, wanted, places, new)
    return changes


@dataclass(frozen=True)
class _Sheet:
    tab: Tab
    found: FoundTab
    last: int
    labels: Mapping[str, str]

    @property
    def filled(self) -> list[int]:
        return sorted({row for row, _ in self.found.cells if row >= FIRST_ROW})

    def said(self, row: int, column: str) -> str:
        return self.found.text(row, self.tab.place(column))

    def places(self, wanted: Collection[str]) -> dict[str, int]:
        """The row of each wanted key: by the id, or, where that was lost, by person and number.

        Of several with one id, that which says the same of itself, or the upper one.
        """
        found: dict[str, int] = {}
        for row in sorted(self.filled, key=lambda row: self.said(row, "key") != self.lost_key(row)):
            key = self.said(row, "key")
            if key in wanted:
                found.setdefault(key, row)
        for row in self.filled:
            key = self.lost_key(row)
            if key in wanted and row not in found.values():
                found.setdefault(key, row)
        return found

    def lost_key(self, row: int) -> str:
        """What the row id should be; where the person's id was lost, too, the name says whose row it is."""
        person = self.said(row, "person_id") or self.labels.get(self.said(row, "person"), "")
        return f"{person}/{self.said(row, 'id')}"

    def managers(self, row: int) -> bool:
        """Whether the manager wrote something in the row: the template makes it a draft, the employee proposes it."""
        written, state = self._written(row), self.said(row, "agreement")
        return bool(written - {"agreement"}) or ("agreement" in written and state not in (DRAFT, PROPOSED))

    def has_managers(self, row: int) -> bool:
        """Whether anything stands in the manager's cells of the row, be it what the template says."""
        return bool(self._written(row))

    def _written(self, row: int) -> set[str]:
        places = {one.name: place for place, one in enumerate(self.tab.columns, 1) if one.is_managers}
        return {name for name, place in places.items() if self.found.cells.get((row, place))}

    def whose(self, row: int) -> str:
        """The id of the person whose goal it is, or was: what stays for the manager's words still has its row id."""
        return self.said(row, "person_id") or self.said(row, "key").rpartition("/")[0]

    def free(self, changes: RowChanges) -> Iterator[int]:
        """Rows in which nothing stands, or will stand."""
        filled = set(self.filled) - {row for row in self.filled if self._is_cleared(row, changes)}
        return (row for row in range(FIRST_ROW, self.last + 1) if row not in filled)

    def _is_cleared(self, row: int, changes: RowChanges) -> bool:
        return all(changes.cells.get(cell) == {} for cell in self.found.cells if cell[0] == row)

    def set(self, changes: RowChanges, row: int, place: int, value: Json) -> None:
        """Set a cell unless it holds that already."""
        if not is_same_of(self.tab.columns[place - 1].kind, self.found.cells.get((row, place), {}), value):
            changes.cells[row, place] = value
        else:
            changes.cells.pop((row, place), None)


def _doubled(sheet: _Sheet, row: int, first: int) -> str:
    what = f"{sheet.said(row, 'person')}'s goal {sheet.said(row, 'id')} stands in row {first}, too"
    if not sheet.managers(row):
        return f"{sheet.tab.title}, row {row}: {what}; this copy of it is cleared."
    cure = f"Copy what the manager wrote here to row {first}, and delete this row."
    return f"{sheet.tab.title}, row {row}: {what}; nothing is written here. {cure}"


def _retire(sheet: _Sheet, row: int, people: People, changes: RowChanges, *, is_copy: bool) -> None:
    """A row that is none of the wanted: cleared, or kept where somebody may still need it, or nobody knows.

    A goal that was deleted stays, marked, until the manager's cells in its row are empty, too: rows are not theirs to
    delete. So that there is always something to empty, it gets back what every new goal says.
    """
    is_told = sheet.said(row, "status") in _STAYS  # the row itself says so since an earlier visit
    person = sheet.whose(row)
    if person and person not in people.here and person not in people.elsewhere:
        if not (is_told or person in people.doubtful):
            changes.strangers.setdefault(person, []).append(row)
        return
    why_left = _left_alone(sheet, row, people, is_told=is_told)
    if why_left:
        changes.notes += [] if is_told else [f"{sheet.tab.title}, row {row}: {why_left}"]
        return
    why = ELSEWHERE if sheet.whose(row) in people.elsewhere else REMOVED
    is_deleted = why == REMOVED and people.known is not None and not is_copy
    kept = sheet.has_managers(row) or not is_told if is_deleted else sheet.managers(row)
    before = len(changes.cells)
    if kept and is_deleted and not sheet.has_managers(row):
        sheet.set(changes, row, sheet.tab.place("agreement"), extended(DRAFT))
    for place, column in enumerate(sheet.tab.columns, 1):
        if not (kept and (column.is_managers or column.name in _STAYS[why])):
            sheet.set(changes, row, place, extended(why if kept and column.name == "status" else None))
    if kept and len(changes.cells) > before:
        what = f"{sheet.said(row, 'person') or 'somebody'}'s goal {sheet.said(row, 'id')}: {why.lower()}"
        until = "until the manager's cells in it are emptied" if is_deleted else "for what the manager wrote"
        changes.notes.append(f"{sheet.tab.title}, row {row}: {what}; the row stays {until}.")


def _of_stranger(sheet: _Sheet, rows: Sequence[int], people: People) -> str:
    """One line for all rows of somebody of whom there is no workbook."""
    stay, them = ("the row stays as it is", "the row") if len(rows) == 1 else ("the rows stay as they are", "the rows")
    cure = f" Put the workbook back beside the others, or delete {them}." if people.is_complete else ""
    without = f"{sheet.said(rows[0], 'person') or 'somebody'} has no workbook here"
    what = without if people.is_complete else f"{without} that can be read"
    return f"{sheet.tab.title}, {rows_told(rows)}: {what}; {stay}.{cure}"


def _left_alone(sheet: _Sheet, row: int, people: People, *, is_told: bool) -> str:
    """Why a row that is none of the wanted, and nobody else's, is none to be cleared; blank if it is."""
    person, name = sheet.whose(row), sheet.said(row, "person") or "somebody"
    if not person and (people.known is not None or sheet.managers(row)):
        return "of no workbook's goal; the row stays as it is. Goals are added in workbooks; delete the row."
    is_known = people.known is None or sheet.said(row, "key") in people.known
    if person in people.here and not is_known and not is_told:
        what = f"{name}'s workbook knows nothing of goal {sheet.said(row, 'id')}, as an older copy does"
        return f"{what}; the row stays as it is. Put the newer workbook back, or delete the row."
    return ""


def _moves(tab: Tab, wanted: Rows, places: Mapping[str, int], new: Collection[str]) -> tuple[list[Json], list[str]]:
    """What brings each new row to the others of its person, and the order of keys from above that this makes.

    The first and the last row never move, for ranges end there.
    """
    order: dict[int, str] = {row: key for key, row in places.items()}
    moves = []
    for key in new:
        row = next(at for at, one in order.items() if one == key)
        person = wanted[key].get("person_id")
        others = [at for at, one in order.items() if one != key and wanted[one].get("person_id") == person and at < row]
        target = max(others, default=row - 1) + 1
        if not (FIRST_ROW < target < row):
            continue
        moves.append(_move(tab, row, target))
        order = {(at + 1 if target <= at < row else at): one for at, one in order.items() if one != key} | {target: key}
    return moves, [order[row] for row in sorted(order)]


def _move(tab: Tab, row: int, target: int) -> Json:
    source = {"sheetId": tab.sheet_id, "dimension": "ROWS", "startIndex": row - 1, "endIndex": row}
    return {"moveDimension": {"source": source, "destinationIndex": target - 1}}
