"""Working out formulas, as far as this server can; where it cannot, the cell shows an error and never a guess."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from goalsheet.local_sheets.spreadsheet import Spreadsheet


@dataclass(frozen=True)
class FormulaError:
    """An error value: Google's kind (`DIVIDE_BY_ZERO`), what the cell shows (`#DIV/0!`), and the sentence to it."""

    kind: str
    shown: str
    message: str


NOT_SERVED = FormulaError("ERROR", "#ERROR!", "The local Sheets server does not work out this formula.")


class Calculation:
    """The values of a spreadsheet's cells, each worked out when it is first asked for."""

    def __init__(self, book: Spreadsheet) -> None:
        self._sheets = {sheet.id: sheet for sheet in book.sheets}

    def value(self, sheet_id: int, row: int, column: int) -> Any:
        """The value of a cell; None if it is empty."""
        entered = self._sheets[sheet_id].cell(row, column).get("userEnteredValue", {})
        if "formulaValue" in entered:
            return NOT_SERVED
        return next(iter(entered.values()), None)
