"""The edits that gave way, as the sheet Conflicts of a workbook lists them until somebody deletes them there."""

from __future__ import annotations

from collections.abc import Sequence

from goalsheet.layout.last_state import Kept
from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.merge.agreement import in_full
from goalsheet.merge.cells import WRITER
from goalsheet.sync.log_rows import Tables, rows_below
from goalsheet.tracker.logs import ConflictEntry
from goalsheet.tracker.schema import filled_in, table
from goalsheet.tracker.tracker import TABLES

_TITLES = {(of.name, column.name): column.title for of in TABLES for column in of.columns}


def entry(kept: Kept) -> ConflictEntry:
    """One edit that gave way."""
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


def conflict_cells(workbook: str, tables: Tables, new: Sequence[Kept]) -> dict[CellPlace, Value]:
    """The cells that list them below the others; none in a workbook from before it had the sheet."""
    rows = tables.get(ConflictEntry)
    if not new or rows is None or rows.location is None:
        return {}
    cells: dict[CellPlace, Value] = {}
    for one, number in zip(map(entry, new), rows_below(workbook, rows, rows.location), strict=False):
        for column in filled_in(table(ConflictEntry)):
            if column.name in rows.location.columns:
                place = CellPlace(rows.location.sheet, f"{rows.location.columns[column.name]}{number}")
                cells[place] = getattr(one, column.name)
    return cells
