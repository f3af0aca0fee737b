"""files.export as .xlsx: cells, formats, dropdowns, colours by rule, widths, frozen rows and notes of every tab."""

from __future__ import annotations

import io
import re
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from goalsheet.local_sheets.areas import area_of, column_letters, corners
from goalsheet.local_sheets.contents import Contents, contents_of
from goalsheet.local_sheets.excel_charts import add_charts
from goalsheet.local_sheets.excel_fonts import with_fonts_in_order
from goalsheet.local_sheets.excel_looks import add_banding, add_rules, number_format_of, set_look
from goalsheet.local_sheets.excel_validation import add_validations
from goalsheet.local_sheets.formula_values import FormulaError
from goalsheet.local_sheets.spreadsheet import Sheet, Spreadsheet, entered_cells

Json = dict[str, Any]

PIXELS_A_CHARACTER = 7
POINTS_A_PIXEL = 0.75
#: Functions that Excel lacks; Google exports them with their last value, so that Excel shows that.
GOOGLE_ALONE = re.compile(r"\b(SPARKLINE|IMPORTRANGE|QUERY|ARRAYFORMULA|GOOGLEFINANCE|IMAGE)\(", re.IGNORECASE)


def excel_bytes(book: Spreadsheet) -> bytes:
    """The spreadsheet as an Excel file."""
    out = Workbook()
    out.remove(out.active)
    contents = contents_of(book)
    for sheet in book.sheets:
        _fill(out.create_sheet(excel_title(sheet.title)), contents, sheet)
    for named in book.named_ranges:
        area = area_of(book, named["range"])
        title = excel_title(book.sheet(area.sheet).title).replace("'", "''")
        out.defined_names[named["name"]] = DefinedName(named["name"], attr_text=f"'{title}'!{_fixed(corners(area))}")
    stream = io.BytesIO()
    out.save(stream)
    return with_fonts_in_order(stream.getvalue())


def excel_title(title: str) -> str:
    """A title that Excel takes."""
    return re.sub(r"[\\/*?:\[\]]", "_", title)[:31]


def _fixed(cells: str) -> str:
    return re.sub(r"([A-Z]+)([0-9]+)", r"$\1$\2", cells)


def _fill(page: Worksheet, contents: Contents, sheet: Sheet) -> None:
    for row, column, cell in entered_cells(sheet):
        _set(page.cell(row + 1, column + 1), contents, sheet, (row, column), cell)
    for item in sheet.part("merges"):
        page.merge_cells(corners(area_of(contents.book, item)))
    add_banding(page, contents.book, sheet)
    add_rules(page, contents.book, sheet)
    add_validations(page, contents.book, sheet)
    add_charts(page, contents.book, sheet)
    _set_sizes(page, sheet)
    _set_view(page, contents.book, sheet)


def _set(target: Cell, contents: Contents, sheet: Sheet, place: tuple[int, int], cell: Json) -> None:
    entered = cell.get("userEnteredValue", {})
    if "formulaValue" in entered:
        target.value = _formula(entered["formulaValue"], contents.value(sheet, *place))
    elif entered:
        target.value = next(iter(entered.values()))
        if "stringValue" in entered:
            target.data_type = "s"  # text that starts with = stays text
    set_look(target, cell.get("userEnteredFormat", {}))
    number_format = contents.number_format(sheet, *place)
    if number_format:
        target.number_format = number_format_of(number_format)
    if "note" in cell:
        target.comment = Comment(cell["note"], "")


def _formula(formula: str, value: Any) -> str:
    """A formula for Excel; one that it lacks becomes its last value, as Google exports it."""
    if not GOOGLE_ALONE.search(formula):
        return formula
    shown = "" if value is None or isinstance(value, FormulaError) else value
    last = str(shown).upper() if isinstance(shown, bool) else shown if isinstance(shown, int | float) else f'"{shown}"'
    inner = formula[1:].replace('"', '""')
    return f'=IFERROR(__xludf.DUMMYFUNCTION("{inner}"),{last})'


def _set_sizes(page: Worksheet, sheet: Sheet) -> None:
    for column, look in sheet.column_looks.items():
        dimension = page.column_dimensions[get_column_letter(column + 1)]
        if "pixelSize" in look:
            dimension.width = look["pixelSize"] / PIXELS_A_CHARACTER
        dimension.hidden = bool(look.get("hiddenByUser"))
    for row, look in sheet.row_looks.items():
        dimension = page.row_dimensions[row + 1]
        if "pixelSize" in look:
            dimension.height = look["pixelSize"] * POINTS_A_PIXEL
        dimension.hidden = bool(look.get("hiddenByUser"))


def _set_view(page: Worksheet, book: Spreadsheet, sheet: Sheet) -> None:
    grid = sheet.properties["gridProperties"]
    rows, columns = int(grid.get("frozenRowCount") or 0), int(grid.get("frozenColumnCount") or 0)
    if rows or columns:
        page.freeze_panes = f"{column_letters(columns)}{rows + 1}"
    page.sheet_view.showGridLines = not grid.get("hideGridlines")
    page.sheet_state = "hidden" if sheet.properties.get("hidden") else "visible"
    for item in sheet.part("basicFilter"):
        page.auto_filter.ref = corners(area_of(book, item.get("range", {"sheetId": sheet.id})))
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
