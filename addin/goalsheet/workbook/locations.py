"""Where the tables of a tracker stand in a workbook that people had: a column is known by its identity, not its place.

Its identity is the defined name that goalsheet gave it (`goal_due`), which follows moves and renames in every program;
where that is gone, the Excel table's column names, and then the header titles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from defusedxml import ElementTree

from goalsheet.layout.contents import Content
from goalsheet.layout.design import design
from goalsheet.layout.places import PREFIXES, rows_named
from goalsheet.layout.references import Reference, areas
from goalsheet.layout.room import letters
from goalsheet.layout.table_rows import Location, header_row, titled_columns
from goalsheet.tracker.schema import Table
from goalsheet.workbook.cells import area
from goalsheet.workbook.directory import Directory, damage
from goalsheet.workbook.markup import excel_text_of
from goalsheet.workbook.opened import OpenedWorkbook
from goalsheet.workbook.package import MAIN
from goalsheet.workbook.parts import related


def locate(table: Table, book: OpenedWorkbook) -> Location | None:
    """Where the table stands; None if nothing of it can be found."""
    return _by_names(table, book) or _by_excel_table(table, book) or _by_headers(table, book)


def locate_surely(table: Table, book: OpenedWorkbook) -> Location | None:
    """The same for a table that not every workbook has: what merely looks like it is none."""
    return _by_names(table, book) or _by_excel_table(table, book)


def _by_names(table: Table, book: OpenedWorkbook) -> Location | None:
    named = dict(_named(table, book.directory))
    sheets = Counter(reference.sheet for reference in named.values())
    if not sheets:
        return None
    sheet = sheets.most_common(1)[0][0]
    here = {name: reference for name, reference in named.items() if reference.sheet == sheet}
    most = Counter(reference.rows for reference in here.values()).most_common(1)[0][0]
    rows = rows_named(table, most, lambda row: bool(titled_columns(table, _row(book, sheet, row))))
    columns = {name: letters(reference.columns.start) for name, reference in here.items()}
    if len(columns) == len(table.columns):
        return Location(sheet, rows, columns)
    titled = titled_columns(table, _row(book, sheet, rows.start - 1))
    more = {name: place for name, place in titled.items() if name not in columns and place not in columns.values()}
    return Location(sheet, rows, columns | more)


def _row(book: OpenedWorkbook, sheet: str, number: int) -> Mapping[str, Content]:
    return book.rows(sheet, rows=range(number, number + 1)).get(number, {})


def _named(table: Table, directory: Directory) -> Iterator[tuple[str, Reference]]:
    for column in table.columns:
        for reference in areas(directory.names.get(f"{PREFIXES[table.name]}_{column.name}", ""))[:1]:
            if directory.part(reference.sheet):
                yield column.name, reference


def _by_excel_table(table: Table, book: OpenedWorkbook) -> Location | None:
    names = {excel.name for sheet in design().sheets for excel in sheet.tables if excel.table == table}
    by_title = {column.title: column.name for column in table.columns}
    for sheet, own in _excel_tables(book):
        with damage(book.name, own):
            found = ElementTree.fromstring(book.part(own))
            if found.get("displayName") not in names:
                continue
            cells = area(found.get("ref") or "")
            titles = [_title(column.get("name")) for column in found.iter(f"{{{MAIN}}}tableColumn")]
            header, totals = int(found.get("headerRowCount", "1")), int(found.get("totalsRowCount", "0"))
        columns = {by_title[t]: letters(c) for c, t in zip(cells.columns, titles, strict=False) if t in by_title}
        return Location(sheet, cells.rows[header : len(cells.rows) - totals], columns)
    return None


def _excel_tables(book: OpenedWorkbook) -> Iterator[tuple[str, str]]:
    """Each Excel table's sheet and part."""
    for sheet, part in book.directory.sheets.items():
        with damage(book.name, part):
            own = related(book.members, part, "table")
        yield from ((sheet, one) for one in own)


def _title(name: str | None) -> str:
    return excel_text_of((name or "").encode())  # a line break in a title is spelled _x000a_


def _by_headers(table: Table, book: OpenedWorkbook) -> Location | None:
    for sheet in sorted(book.directory.sheets, key=lambda title: title != table.title):
        rows = book.rows(sheet)
        row = header_row(table, rows)
        if row is not None:
            return Location(sheet, range(row + 1, max(rows) + 1), titled_columns(table, rows[row]))
    return None
