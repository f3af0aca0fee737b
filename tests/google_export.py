"""A workbook as it comes back from Google Sheets, as far as is known what becomes of one there."""

from __future__ import annotations

import io
import re
from itertools import product

import openpyxl
from openpyxl.styles import Protection
from openpyxl.workbook import Workbook
from openpyxl.worksheet.protection import SheetProtection
from openpyxl.worksheet.worksheet import Worksheet

_PLAIN_AREA = re.compile(r"'?[^'!()]+'?!\$[A-Z]+\$\d+(?::\$[A-Z]+\$\d+)?")
_SHEET = re.compile(r"(?<!['\w])([A-Z]\w*)!(?=\$?[A-Z])")
_ROWS, _HEIGHT = 100, 15.75


def through_google(data: bytes) -> bytes:
    """The workbook without protection, tables and names that are more than an area; titles of sheets in quotes.

    Every cell is locked, every row has a height of its own, and no column has a look.
    """
    book: Workbook = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
    for name in [name for name, one in book.defined_names.items() if not _PLAIN_AREA.fullmatch(one.attr_text)]:
        del book.defined_names[name]
    for sheet in book.worksheets:
        _change(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _change(sheet: Worksheet) -> None:
    sheet.protection = SheetProtection(sheet=False)
    sheet.sheet_state = "hidden" if sheet.sheet_state == "veryHidden" else sheet.sheet_state
    sheet.tables.clear()
    for one in sheet.column_dimensions.values():
        one.protection = Protection(locked=True)
    for number in range(1, max(sheet.max_row, _ROWS) + 1):
        sheet.row_dimensions[number].height = sheet.row_dimensions[number].height or _HEIGHT
    for row, column in product(range(1, sheet.max_row + 1), range(1, sheet.max_column + 1)):
        cell = sheet.cell(row, column)
        if cell.has_style and not cell.protection.locked:
            cell.protection = Protection(locked=True)
        if cell.data_type == "f" and isinstance(cell.value, str):
            cell.value = _SHEET.sub(r"'\1'!", cell.value)
