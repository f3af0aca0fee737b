"""What cells hold once everything is worked out: values, errors, and how they are shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from goalsheet.local_sheets.calculation import Calculation
from goalsheet.local_sheets.formula_moments import Moment, moment_of_formula
from goalsheet.local_sheets.formula_syntax import CannotParse, Reference, parsed
from goalsheet.local_sheets.formula_values import FormulaError
from goalsheet.local_sheets.locales import Locale, locale_of
from goalsheet.local_sheets.number_formats import MOMENTS, default_pattern, is_moment, shown
from goalsheet.local_sheets.spreadsheet import Sheet, Spreadsheet

Json = dict[str, Any]

NO_LOOK: Json = {}


@dataclass(frozen=True)
class Contents:
    """A spreadsheet with its formulas worked out."""

    book: Spreadsheet
    calculation: Calculation
    locale: Locale
    looks: dict[tuple[int, str, str], Json] = field(default_factory=dict)  # effective formats, each worked out once

    def value(self, sheet: Sheet, row: int, column: int) -> Any:
        """The cell's value: a number, text, truth, FormulaError, or None for an empty cell."""
        return self.calculation.value(sheet.id, row, column)

    def number_format(self, sheet: Sheet, row: int, column: int) -> Json | None:
        """The format that shows the cell's number: its own, else a day's or moment's where its formula comes to one."""
        cell = sheet.cell(row, column)
        own: Json | None = cell.get("userEnteredFormat", NO_LOOK).get("numberFormat")
        if own or "formulaValue" not in cell.get("userEnteredValue", NO_LOOK):
            return own
        kind = _moment_of(cell, lambda reference: self._moment_at(sheet, reference))
        return {"type": kind, "pattern": default_pattern(kind, self.locale)} if kind else None

    def _moment_at(self, home: Sheet, reference: Reference) -> str:
        """What kind of moment a cell that a formula names shows; what that cell names in turn is not followed."""
        sheet = home if reference.title is None else self.book.titled(reference.title)
        row, column = reference.first[0], reference.first[1]
        if sheet is None or row is None or column is None:
            return ""
        cell = sheet.cell(row, column)
        kind = str(cell.get("userEnteredFormat", NO_LOOK).get("numberFormat", NO_LOOK).get("type", ""))
        return kind if kind in MOMENTS else _moment_of(cell, lambda _: "")

    def shown(self, sheet: Sheet, row: int, column: int) -> str:
        """The cell as people see it; empty text for an empty cell."""
        value = self.value(sheet, row, column)
        if value is None:
            return ""
        if isinstance(value, FormulaError):
            return value.shown
        return shown(value, self.number_format(sheet, row, column), self.locale)

    def is_moment(self, sheet: Sheet, row: int, column: int) -> bool:
        """Whether the cell shows a day or a time."""
        return is_moment(self.number_format(sheet, row, column))


def _moment_of(cell: Json, moment_at: Moment) -> str:
    """The kind of moment that a cell's formula comes to, "" for none."""
    try:
        return moment_of_formula(parsed(cell.get("userEnteredValue", NO_LOOK).get("formulaValue", "=0")), moment_at)
    except CannotParse:
        return ""


def contents_of(book: Spreadsheet) -> Contents:
    """A spreadsheet ready to be read."""
    return Contents(book, Calculation(book), locale_of(str(book.properties.get("locale", "en_US"))))
