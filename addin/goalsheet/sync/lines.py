"""Lines on the sheets Reviews and Conflicts of a workbook, on which a sync lists what was changed and what gave way."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from goalsheet.layout.last_state import Kept, Line
from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.merge.agreement import in_full
from goalsheet.merge.cells import WRITER
from goalsheet.sync.log_rows import Tables, rows_below
from goalsheet.tracker.logs import ConflictEntry, Review
from goalsheet.tracker.schema import filled_in, table
from goalsheet.tracker.tracker import TABLES

LISTS: tuple[type, ...] = (ConflictEntry, Review)  # where not both can be written, the first one is
_TITLES = {(of.name, column.name): column.title for of in TABLES for column in of.columns}


def entry(kept: Kept) -> ConflictEntry:
    """One edit that gave way; people delete it where the workbook lists it, once they have seen it."""
    found = kept.conflict
    return ConflictEntry(
        date=kept.on,
        row=found.key.id,
        where=_TITLES[found.key.table, found.key.column],
        workbook=in_full(found.key.column, found.workbook),
        sheet=in_full(found.key.column, found.sheet),
        whose=WRITER[found.owner].capitalize(),
        outcome=f"Kept what stood in the {found.kept.value}; {found.why}.",
    )


def line_cells(workbook: str, tables: Tables, lines: Iterable[Line]) -> dict[CellPlace, Value]:
    """The cells of lines below those that are there; none on a sheet that a workbook from before it does not have."""
    by_list: dict[type, list[Line]] = {}
    for line in lines:
        by_list.setdefault(type(line), []).append(line)
    return {place: one for of, new in by_list.items() for place, one in _cells(workbook, tables, of, new).items()}


def _cells(workbook: str, tables: Tables, of: type, new: Collection[Line]) -> dict[CellPlace, Value]:
    rows = tables.get(of)
    if rows is None or rows.location is None:
        return {}
    free = rows_below(workbook, rows, rows.location)
    names = [column.name for column in filled_in(table(of))]
    cells: dict[CellPlace, Value] = {}
    for line, number in zip(new, free, strict=False):
        cells |= rows.location.row_cells(number, line, names)
    return cells
