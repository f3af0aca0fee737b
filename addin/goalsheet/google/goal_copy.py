"""What the tab Goals of a found spreadsheet says of one person's goals: the sheet's side of a merge."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from goalsheet.google import lost_columns
from goalsheet.google.cells import entered
from goalsheet.google.found import Found, FoundTab
from goalsheet.google.goal_rows import row_places
from goalsheet.google.moved_columns import are_moved
from goalsheet.google.unread import as_meant, is_too_long
from goalsheet.layout.review_tabs import GOALS, GOALS_TAB
from goalsheet.merge.copy import Copy, Row, TableCopy
from goalsheet.tracker.schema import Owner

_CALLED = {column.name for column in GOALS_TAB.columns}
#: The columns of a goal in which people write and that the tab shows.
COLUMNS = tuple(one for one in GOALS.columns if one.owner is not Owner.TOOL and one.name in _CALLED)
_EMPLOYEES = frozenset(one.name for one in COLUMNS if one.owner is Owner.EMPLOYEE)


def goal_copy(
    found: Found, person_id: str, labels: Mapping[str, str], ids: Collection[str], mixed: Collection[int] = ()
) -> Copy:
    """The rows of a person's goals of these ids; no table at all where nobody can tell which column is which.

    `labels` are the ids of the spreadsheet's people by the names that it offers.
    What stands in the employee's cells of `mixed` rows is not read: it may be of others.
    """
    there = found.tabs.get(GOALS_TAB.sheet_id)
    if there is None or not there.cells:
        return {}
    gone = lost_columns.lost(GOALS_TAB, there)
    tab = lost_columns.restored(found, {there.sheet_id: gone}).tabs[there.sheet_id]
    if are_moved(GOALS_TAB, tab):
        return {}
    shown = [column.name for column in COLUMNS if GOALS_TAB.place(column.name) not in gone]
    keys = {f"{person_id}/{one}": one for one in ids}
    places = row_places(GOALS_TAB, tab, keys, labels)
    foreign = {place: _EMPLOYEES if place in mixed else frozenset[str]() for place in places.values()}
    rows = [_row(tab, place, keys[key], foreign[place]) for key, place in places.items()]
    return {GOALS.name: TableCopy(frozenset(shown), tuple(rows))}


def _row(tab: FoundTab, place: int, name: str, foreign: frozenset[str]) -> Row:
    held = {column: tab.cells.get((place, GOALS_TAB.place(column.name)), {}) for column in COLUMNS}
    said = {column: as_meant(column, entered(column.kind, cell)) for column, cell in held.items()}
    values = {column.name: one.value for column, one in said.items()}
    wrong = {column.name for column in COLUMNS if (place, GOALS_TAB.place(column.name)) in tab.errors}
    impossible = {column.name for column, one in said.items() if one.what and column.owner is Owner.MANAGER}
    unread = {one for one, value in values.items() if one in wrong | impossible or is_too_long(value)}
    return Row(place, name, values, foreign | unread)
