"""Excel tables of a sheet: which cells they repeat, and how they grow when something is set right below them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from defusedxml import ElementTree

from goalsheet.layout.room import address, split_reference
from goalsheet.workbook.cells import Area, area
from goalsheet.workbook.markup import REST
from goalsheet.workbook.package import MAIN
from goalsheet.workbook.parts import related


@dataclass(frozen=True)
class SheetTable:
    """An Excel table: its part, its name, its cells, how many rows are header and totals, its calculated columns.

    `formulas` are by the column's number.
    """

    part: str
    name: str
    cells: Area
    headers: int
    totals: int
    formulas: Mapping[int, str] = field(default_factory=dict)

    def repeats(self, reference: str) -> bool:
        """Whether the table repeats the cell's text: a column's title, or what stands below as a total."""
        row, _ = split_reference(reference)
        rows = self.cells.rows
        return reference in self.cells and (row < rows.start + self.headers or row >= rows.stop - self.totals)


def sheet_tables(members: Mapping[str, bytes], sheet: str) -> Iterator[SheetTable]:
    """The tables of a sheet's part."""
    return (_table(part, members[part]) for part in related(members, sheet, "table"))


@lru_cache(64)  # trackers of one template have the same tables until somebody adds rows
def _table(part: str, xml: bytes) -> SheetTable:
    table = ElementTree.fromstring(xml)
    cells = area(table.get("ref") or "A1")
    columns = table.iterfind(f"{{{MAIN}}}tableColumns/{{{MAIN}}}tableColumn")
    calculated = (column.findtext(f"{{{MAIN}}}calculatedColumnFormula") for column in columns)
    return SheetTable(
        part,
        table.get("displayName") or "",
        cells,
        int(table.get("headerRowCount", "1")),
        int(table.get("totalsRowCount", "0")),
        {number: text for number, text in zip(cells.columns, calculated, strict=False) if text},
    )


def grown_rows(table: SheetTable, wanted: Collection[str], filled: Collection[str]) -> range:
    """The rows by which the table grows when the `wanted` cells are set; other cells are `filled` already.

    Like Excel: row by row while something is set right below the table, and nothing is in the way.
    """
    start = stop = table.cells.rows.stop
    if table.totals:
        return range(start, start)
    while any(split_reference(reference)[0] == stop for reference in wanted if _below(table, reference)):
        own = {address(stop, column) for column in table.cells.columns}
        if any(reference in own and reference not in wanted for reference in filled):
            break
        stop += 1
    return range(start, stop)


def _below(table: SheetTable, reference: str) -> bool:
    return split_reference(reference)[1] in table.cells.columns


def with_rows(xml: bytes, table: SheetTable, stop: int) -> bytes:
    """The table's part for a table whose last row is the one before `stop`."""
    cells = table.cells
    old = f"{cells.first}:{address(cells.rows.stop - 1, cells.columns.stop - 1)}".encode()
    new = f"{cells.first}:{address(stop - 1, cells.columns.stop - 1)}".encode()
    tag = rb"(<(?:[\w.-]+:)?(?:table|autoFilter)\s%b?\bref=[\"'])%b(?=[\"'])" % (REST, old)
    return re.sub(tag, rb"\g<1>" + new, xml)
