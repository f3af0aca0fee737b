"""What cells hold once everything is worked out: values, errors, and how they are shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from goalsheet.local_sheets.calculation import Calculation
from goalsheet.local_sheets.formula_values import FormulaError
from goalsheet.local_sheets.locales import Locale, locale_of
from goalsheet.local_sheets.number_formats import is_moment, shown
from goalsheet.local_sheets.spreadsheet import Sheet, Spreadsheet

Json = dict[str, Any]


@dataclass(frozen=True)
class Contents:
    """A spreadsheet with its formulas worked out."""

    book: Spreadsheet
    calculation: Calculation
    locale: Locale
    looks: dict[tuple[int, str], Json] = field(default_factory=dict)  # effective formats, each worked out once

    def value(self, sheet: Sheet, row: int, column: int) -> Any:
        """The cell's value: a number, text, truth, FormulaError, or None for an empty cell."""
        return self.calculation.value(sheet.id, row, column)

    def number_format(self, sheet: Sheet, row: int, column: int) -> Json | None:
        """The format that shows the cell's number."""
        found: Json | None = sheet.cell(row, column).get("userEnteredFormat", {}).get("numberFormat")
        return found

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


def contents_of(book: Spreadsheet) -> Contents:
    """A spreadsheet ready to be read."""
    return Contents(book, Calculation(book), locale_of(str(book.properties.get("locale", "en_US"))))
