"""Draw a design as an Excel workbook with openpyxl: done once a template, never on a file somebody has had."""

from __future__ import annotations

import io
from copy import copy
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.formatting.rule import DataBarRule, FormulaRule, Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break, ColBreak, RowBreak
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableFormula, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from goalsheet.layout.plan import Bar, Cell, Design, ExcelTable, Highlight, Live, Look, Page, Sheet, Slot, Validation
from goalsheet.workbook.cells import area
from goalsheet.workbook.charts import draw_chart
from goalsheet.workbook.texts import finish, finished_parts, printable

FONT = "Calibri"
A4 = 9
#: Without a letter: openpyxl takes any letter in a print area for a column, and warns whoever reads the workbook by it.
AREAS_NAME, AREAS_COMMENT = "__", "What is printed: it follows what is filled in."
WORKBOOK_CODE_NAME = "ThisWorkbook"


@dataclass(frozen=True)
class Inscription:
    """Whose and what a workbook is, as its pages' headers and its properties say."""

    name: str
    cycle: str
    title: str
    subject: str


#: What every person's copy of a tracker says; the stamp fills the tokens.
EVERYBODYS = Inscription(
    "{{ person.name }}",
    "{{ cycle.name }}",
    "{{ person.name }} – {{ template.title }} {{ cycle.name }}",
    "{{ template.title }}",
)


def build(design: Design, inscription: Inscription = EVERYBODYS) -> bytes:
    """The base workbook: everything that is the same for everybody, slots empty, formulas without results."""
    return finish(_saved(_book(design, inscription)), design)


def build_parts(design: Design) -> dict[str, bytes]:
    """The same as its parts."""
    return finished_parts(_saved(_book(design, EVERYBODYS)), design)


def _book(design: Design, inscription: Inscription) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    book.code_name = WORKBOOK_CODE_NAME
    for plan, code_name in zip(design.sheets, code_names(len(design.sheets)), strict=True):
        sheet = book.create_sheet(plan.title)
        sheet.sheet_properties.codeName = code_name
        _draw(sheet, plan, inscription, design)
    for name, target in design.names.items():
        book.defined_names[name] = DefinedName(name, attr_text=target)
    book.calculation = CalcProperties(fullCalcOnLoad=True)
    book.properties.title = printable(inscription.title)
    book.properties.creator = "goalsheet"
    book.properties.subject = printable(inscription.subject)
    book.properties.keywords = "goals, SMART"
    return book


def _saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    # As book.save() does, but not deflated, since all parts are read again at once.
    _InMemory(book, ZipFile(buffer, "w", ZIP_STORED)).save()
    return buffer.getvalue()


class _InMemory(ExcelWriter):  # type: ignore[misc]  # openpyxl tells no types
    """openpyxl's writer without its temporary files, for whose folder there may be no room."""

    def write_worksheet(self, ws: Worksheet) -> None:
        """As openpyxl does, with the sheet in memory."""
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 - openpyxl's own way to say what a sheet's drawings are
        ws._drawing.charts = ws._charts  # noqa: SLF001 - the same
        writer = WorksheetWriter(ws, io.BytesIO())
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001 - the same
        self._archive.writestr(ws.path[1:], writer.read())
        self.manifest.append(ws)


def code_names(sheets: int) -> list[str]:
    """What macros call the sheets, whatever their titles: a VBA project has a module of that name for each."""
    return [f"Sheet{number}" for number in range(1, sheets + 1)]


def _draw(sheet: Worksheet, plan: Sheet, inscription: Inscription, design: Design) -> None:
    first_of: dict[Look, Any] = {}
    for (row, column), cell in plan.cells.items():
        _write(sheet, row, column, cell, design.go_to)
        _style_like(sheet.cell(row, column), cell.look, first_of)
    _size(sheet, plan)
    for merge in plan.merges:
        _merge(sheet, plan, merge, first_of)
    for validation in plan.validations:
        sheet.add_data_validation(_validation(validation))
    for highlight in plan.highlights:
        sheet.conditional_formatting.add(highlight.cells, _rule(highlight))
    for bar in plan.bars:
        sheet.conditional_formatting.add(bar.cells, _bar(bar))
    for table in plan.tables:
        sheet.add_table(_table(table))
    for chart in plan.charts:
        draw_chart(sheet, chart)
    _protect(sheet, plan)
    _view(sheet, plan)
    if plan.page:
        _print(sheet, plan.page, inscription, design.page_of)


def _merge(sheet: Worksheet, plan: Sheet, merge: str, first_of: dict[Look, Any]) -> None:
    """Merge cells; openpyxl's own way takes a quarter of all the drawing, for it looks for borders on each side."""
    sheet.merged_cells.add(merge)
    merged = area(merge)
    first = plan.cells.get((merged.rows.start, merged.columns.start))
    if first and (first.look.line or first.look.underline):
        for place in product(merged.rows, merged.columns):
            _style_like(sheet.cell(*place), first.look, first_of)


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, go_to: str) -> None:
    target = sheet.cell(row, column)
    content = cell.value
    if isinstance(content, Live):
        formula = "=" + content.formula
        target.value = ArrayFormula(target.coordinate, formula) if content.array else formula
    elif content is not None and not isinstance(content, Slot):
        target.value = printable(content) if isinstance(content, str) else content
        if isinstance(content, str):
            target.data_type = "s"  # text is text, whatever it begins with
    if cell.link:
        tip = go_to.format(cell.link.split("!")[0])
        target.hyperlink = Hyperlink(ref=target.coordinate, location=cell.link, tooltip=tip)


def _style_like(target: Any, look: Look, first_of: dict[Look, Any]) -> None:
    """Style a cell; from the second of its look on by copying, for openpyxl hashes every style that is set."""
    if look in first_of:
        target._style = copy(first_of[look]._style)  # noqa: SLF001 - what openpyxl's users do to copy a style
    else:
        _style(target, look)
        first_of[look] = target


def _style(target: object, look: Look) -> None:
    font, fill, border, alignment, protection = _styles(look)
    for name, value in (
        ("font", font),
        ("fill", fill),
        ("border", border),
        ("alignment", alignment),
        ("protection", protection),
        ("number_format", look.format),
    ):
        setattr(target, name, value)


@cache
def _styles(look: Look) -> tuple[Font, PatternFill, Border, Alignment, Protection]:
    side = Side("thin", look.line) if look.line else None
    below = Side("thin", look.underline) if look.underline else side
    return (
        Font(FONT, look.size, bold=look.bold, color=look.color),
        PatternFill("solid", look.fill) if look.fill else PatternFill(),
        Border(left=side, right=side, top=side, bottom=below) if side or below else Border(),
        Alignment(look.align, look.valign, wrap_text=look.wrap, shrink_to_fit=look.shrink or None, indent=look.indent),
        Protection(locked=look.locked),
    )


def _size(sheet: Worksheet, plan: Sheet) -> None:
    for column, width in plan.widths.items():
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width = width + 0.71  # Excel's own padding
        if column in plan.column_looks:
            _style(dimension, plan.column_looks[column])
        dimension.hidden = column in plan.hidden_columns
    for row, height in plan.heights.items():
        if isinstance(height, (int, float)):
            sheet.row_dimensions[row].height = height
    for first, last in plan.groups:
        for column in range(first, last + 1):
            sheet.column_dimensions[get_column_letter(column)].outlineLevel = 1
        button = first - 1 if plan.fold_at_left else last + 1
        sheet.column_dimensions[get_column_letter(button)].collapsed = plan.hidden_columns.issuperset(
            range(first, last + 1)
        )
    if plan.groups:  # without the depth Excel leaves no room for the buttons; openpyxl works it out too late
        sheet.column_dimensions.max_outline = 1
        sheet.sheet_properties.outlinePr.summaryRight = not plan.fold_at_left


def _validation(plan: Validation) -> DataValidation:
    kind = None if plan.rule == "any" else plan.rule
    validation = DataValidation(
        type=kind,
        formula1=plan.first.removeprefix("=") if plan.first else None,
        formula2=plan.second,
        operator="between" if kind in ("decimal", "whole", "date") else None,
        allow_blank=True,
        showErrorMessage=plan.strict and kind is not None,
        errorStyle="warning" if plan.warning else None,
        showInputMessage=True,
        promptTitle=plan.prompt_title,
        prompt=plan.prompt,
        errorTitle="goalsheet" if plan.error else None,
        error=plan.error or None,
    )
    validation.add(plan.cells)
    return validation


_OWN_NUMBER_FORMATS = 500  # Excel's own have numbers below 164; those of cells follow on them


def _rule(plan: Highlight) -> Rule:
    rule: Rule = FormulaRule(
        [plan.formula],
        font=Font(bold=plan.bold or None, color=plan.color),
        fill=PatternFill("solid", bgColor=plan.fill, fgColor=plan.fill) if plan.fill else None,
        border=Border(bottom=Side("thin", plan.underline)) if plan.underline else None,
    )
    if plan.format:
        number = _OWN_NUMBER_FORMATS + sum(map(ord, plan.format))  # each format has a number of its own
        rule.dxf.numFmt = NumberFormat(number, plan.format)
    return rule


def _bar(plan: Bar) -> object:
    return DataBarRule("num", 0, "num", plan.most, color=plan.color, showValue=True, minLength=0, maxLength=100)


def _table(plan: ExcelTable) -> Table:
    table = Table(displayName=plan.name, name=plan.name, ref=plan.cells)
    table._initialise_columns()  # noqa: SLF001 - the only way to give a column its formula before saving
    for column, described in zip(table.tableColumns, plan.table.columns, strict=True):
        column.name = described.title
        if described.title in plan.formulas:
            column.calculatedColumnFormula = TableFormula(attr_text=plan.formulas[described.title])
    if not plan.filters:
        table.autoFilter = None
    table.tableStyleInfo = TableStyleInfo("TableStyleLight1", showRowStripes=True)
    return table


def _protect(sheet: Worksheet, plan: Sheet) -> None:
    sheet.sheet_state = plan.state
    if plan.protected:
        sheet.protection.sheet = True
        # Widths and heights may be changed: people have other screens than we do.
        sheet.protection.formatColumns = False
        sheet.protection.formatRows = False


def _view(sheet: Worksheet, plan: Sheet) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = plan.freeze
    if plan.color:
        sheet.sheet_properties.tabColor = plan.color


def _title(sheet: Worksheet, cells: str) -> str:
    first, last = cells.split(":")
    return f"'{sheet.title}'!${first}:${last}"


def _print_area(sheet: Worksheet, areas: str) -> None:
    """Areas that are a formula stand in a name of their own, which the print area names."""
    if "(" in areas:
        sheet.defined_names[AREAS_NAME] = DefinedName(AREAS_NAME, attr_text=areas, comment=AREAS_COMMENT)
        areas = f"'{sheet.title}'!{AREAS_NAME}"
    sheet.defined_names["_xlnm.Print_Area"] = DefinedName("_xlnm.Print_Area", attr_text=areas)


def _print(sheet: Worksheet, page: Page, inscription: Inscription, page_of: str) -> None:
    _print_area(sheet, page.areas)
    titles = [_title(sheet, cells) for cells in (page.title_columns, page.title_rows) if cells]  # in Excel's order
    if titles:
        sheet.defined_names["_xlnm.Print_Titles"] = DefinedName("_xlnm.Print_Titles", attr_text=",".join(titles))
    sheet.page_setup.orientation = "landscape" if page.landscape else "portrait"
    sheet.page_setup.paperSize = A4
    if page.scale is None:
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToHeight = 0 if page.long else None
    else:
        sheet.page_setup.scale = page.scale
        sheet.col_breaks = ColBreak(brk=[Break(place) for place in page.breaks])
        sheet.row_breaks = RowBreak(brk=[Break(place) for place in page.row_breaks])
    sheet.print_options.horizontalCentered = True
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.55, bottom=0.55, header=0.3, footer=0.3)
    names = [printable(name)[:_HEADER_ROOM].replace("&", "&&") for name in (inscription.name, inscription.cycle)]
    footers = [_SMALL_GREY + text for text in ("&A", page_of.format("&P", "&N"))]
    sheet.oddHeader.left.text, sheet.oddHeader.right.text = (_SMALL_GREY + name for name in names)
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = footers


_SMALL_GREY = "&9&K5B6675"
_HEADER_ROOM = 80  # characters of each side: a header has 255 in all
