"""Tables as values:append sees them: a block of filled cells with empty ones all around."""

from __future__ import annotations

from goalsheet.local_sheets.areas import Area
from goalsheet.local_sheets.spreadsheet import Sheet


def last_row(sheet: Sheet) -> int:
    """How far down anything was entered (the number of rows)."""
    return (
        max(
            (row for row in sheet.rows if any("userEnteredValue" in cell for cell in sheet.rows[row].values())),
            default=-1,
        )
        + 1
    )


def table_at(sheet: Sheet, area: Area) -> Area | None:
    """The last table that meets the area; None where all of it is empty."""
    filled = {
        (row, column)
        for row, cells in sheet.rows.items()
        for column, cell in cells.items()
        if "userEnteredValue" in cell
    }
    inside = [place for place in filled if area.holds(*place)]
    if not inside:
        return None
    row, column = max(inside)
    table = Area(sheet.id, row, column, row + 1, column + 1)
    while (wider := _grown(table, filled)) != table:
        table = wider
    return table


def _grown(table: Area, filled: set[tuple[int, int]]) -> Area:
    """The block with the filled cells that touch it, corners included."""
    top, bottom, left, right = table.top - 1, table.bottom, table.left - 1, table.right
    around = [(row, column) for row in (top, bottom) for column in range(left, right + 1)]
    around += [(row, column) for row in range(table.top, table.bottom) for column in (left, right)]
    near = [place for place in around if place in filled]
    if not near:
        return table
    rows, columns = [row for row, _ in near], [column for _, column in near]
    return Area(
        table.sheet,
        min(table.top, *rows),
        min(table.left, *columns),
        max(table.bottom, max(rows) + 1),
        max(table.right, max(columns) + 1),
    )
