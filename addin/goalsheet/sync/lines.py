"""Lines on the sheets Reviews and Conflicts of a workbook, on which a sync lists what was changed and what gave way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import Any

from goalsheet.layout.last_state import Kept, Line
from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.layout.table_rows import TableRows
from goalsheet.merge.agreement import in_full
from goalsheet.merge.cells import WRITER
from goalsheet.merge.values import same
from goalsheet.sync.log_rows import Tables, rows_below
from goalsheet.sync.touches import last_changes
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
        outcome=f"Kept what stood in the {found.kept.value}; {found.why}.{last_changes(kept.touched)}",
    )


def line_cells(
    workbook: str, tables: Tables, lines: Iterable[Line], begun: Collection[type] = ()
) -> dict[CellPlace, Value]:
    """The cells of lines below those that are there; none on a sheet that a workbook from before it does not have.

    On the sheets that are `begun` the first of them goes on in the row in which a part of it stands.
    """
    by_list: dict[type, list[Line]] = {}
    for line in lines:
        by_list.setdefault(type(line), []).append(line)
    return {
        place: one
        for of, new in by_list.items()
        for place, one in _cells(workbook, tables, of, new, is_begun=of in begun).items()
    }


def whole_rows(rows: TableRows, first: Line | None, *, is_begun: bool) -> Sequence[Any]:
    """The rows of such a sheet but for one in which only a part of that line stands."""
    return rows.rows[:-1] if first and is_begun and _is_part(rows, first) else rows.rows


def _cells(workbook: str, tables: Tables, of: type, new: Sequence[Line], *, is_begun: bool) -> dict[CellPlace, Value]:
    rows = tables.get(of)
    if rows is None or rows.location is None:
        return {}
    goes_on = is_begun and _is_part(rows, new[0])
    free = rows_below(workbook, rows, rows.location)
    numbers = chain(rows.numbers[-1:] if goes_on else (), free)
    cells: dict[CellPlace, Value] = {}
    for line, number in zip(new, numbers, strict=False):
        cells |= rows.location.row_cells(number, line, _names(of))
    there = rows.location.row_cells(rows.numbers[-1], rows.rows[-1], _names(of)) if goes_on else {}
    return {place: one for place, one in cells.items() if place not in there}


def _is_part(rows: TableRows, line: Line) -> bool:
    """Whether the last row says nothing but what that line does."""
    last = rows.rows[-1] if rows.rows else None
    said = ((getattr(last, name), getattr(line, name)) for name in _names(type(line))) if last else ()
    return last is not None and all(there is None or same(there, own) for there, own in said)


def _names(of: type) -> list[str]:
    return [column.name for column in filled_in(table(of))]
