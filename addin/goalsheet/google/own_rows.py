"""The rows of tabs in which nobody but sync writes: their digests, and which of them somebody has spoilt."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from goalsheet.google.cells import Json
from goalsheet.google.found import FoundTab
from goalsheet.google.left import digest
from goalsheet.layout.review import HEADER_ROW, Tab
from goalsheet.layout.review_tabs import GOALS, GOALS_TAB
from goalsheet.tracker.schema import Owner

#: What the employee writes of a goal.
_EMPLOYEES = {one.name for one in GOALS.columns if one.owner is Owner.EMPLOYEE}

Cells = Mapping[tuple[int, int], Json]


def digests(tab: Tab, cells: Cells) -> Iterator[str]:
    """Those of a tab's rows in which something of ours stands (three of a goal's), and of which one is the last."""
    lines = _lines(tab, cells)
    for row, line in lines.items():
        yield from (digest(tab.sheet_id, _within(line, part)) for part in _parts(tab, row))
        if tab is GOALS_TAB and row > HEADER_ROW and (key := line.get(tab.place("key"))):
            yield _key(tab, key)
    yield _ending(tab, max(lines, default=0))


def others(
    tab: Tab, there: FoundTab, changed: Cells, left: Collection[str], *, is_merged: bool
) -> Iterator[tuple[int, int]]:
    """Those of the cells about to be set that stand in rows which were not left as they are.

    In a sync both ways (`is_merged`), the merge tells by itself who else wrote in what is the employee's.
    """
    lines = _lines(tab, there.cells)
    after = range(max(lines, default=0), there.row_count + 1)
    last = next((row for row in after if _ending(tab, row) in left), after.start)
    for row, line in _lines(tab, changed, blanks=True).items():
        found = lines.get(row, {})
        if not found and (row > last or _may_be_new(tab, row)):
            continue
        for part in _parts(tab, row)[is_merged and len(_parts(tab, row)) > 1 :]:
            if digest(tab.sheet_id, _within(found, part)) not in left:
                yield from ((row, place) for place in _within(line, part))


def stood_there(tab: Tab, row: int, cells: Cells, left: Collection[str]) -> bool:
    """Whether the goal that is to be set in a row was left in some row before: then somebody has deleted that."""
    return _key(tab, cells[row, tab.place("key")]) in left


def _key(tab: Tab, key: Json) -> str:
    return digest(tab.sheet_id, {tab.place("key"): key})


def is_employees(tab: Tab, row: int, place: int) -> bool:
    """Whether it is a cell in which the employee writes, in the workbook."""
    return tab is GOALS_TAB and row > HEADER_ROW and tab.columns[place - 1].name in _EMPLOYEES


def _ending(tab: Tab, row: int) -> str:
    return digest(tab.sheet_id, {0: {"numberValue": row}})


def _may_be_new(tab: Tab, row: int) -> bool:
    """Whether a row may be blank because nothing has ever stood there, though others follow."""
    return tab is GOALS_TAB and row > HEADER_ROW


def _parts(tab: Tab, row: int) -> list[frozenset[int]]:
    """The places of the columns that are not the manager's; of a goal first the employee's, and then what remains.

    All headings are ours. A goal's row id is left out: that is told by itself.
    """
    if row <= HEADER_ROW:
        return [frozenset(range(1, len(tab.columns) + 1))]
    places = {place for place, one in enumerate(tab.columns, 1) if not one.is_managers}
    if tab is not GOALS_TAB:
        return [frozenset(places)]
    employees = {tab.place(one.name) for one in tab.columns if one.name in _EMPLOYEES}
    return [frozenset(employees), frozenset(places - employees - {tab.place("key")})]


def _within(line: Mapping[int, Json], part: Collection[int]) -> dict[int, Json]:
    return {place: value for place, value in line.items() if place in part}


def _lines(tab: Tab, cells: Cells, *, blanks: bool = False) -> dict[int, dict[int, Json]]:
    """What stands in rows, by row and place; where managers add rows, only in those above theirs."""
    found: dict[int, dict[int, Json]] = {}
    for (row, place), value in sorted(cells.items()):
        if (value or blanks) and (row <= HEADER_ROW or not tab.open_rows):
            found.setdefault(row, {})[place] = value
    return found
