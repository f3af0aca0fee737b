"""Google's dropdowns and other data validation as Excel has them."""

from __future__ import annotations

import json
from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from goalsheet.local_sheets.areas import column_letters
from goalsheet.local_sheets.excel_looks import condition_formula
from goalsheet.local_sheets.spreadsheet import Sheet, Spreadsheet, entered_cells

Json = dict[str, Any]

LONGEST_LIST = 255


def add_validations(page: Worksheet, book: Spreadsheet, sheet: Sheet) -> None:
    """One validation for each rule, with all the cells that have it."""
    del book
    cells: dict[str, list[tuple[int, int]]] = {}
    for row, column, cell in entered_cells(sheet):
        if "dataValidation" in cell:
            cells.setdefault(json.dumps(cell["dataValidation"], sort_keys=True), []).append((row, column))
    for text, places in cells.items():
        rule = _validation(json.loads(text), places[0])
        if rule is not None:
            for row, column in places:
                rule.add(f"{column_letters(column)}{row + 1}")
            page.add_data_validation(rule)


def _validation(rule: Json, place: tuple[int, int]) -> DataValidation | None:
    condition = rule.get("condition", {})
    values = [str(value.get("userEnteredValue", "")) for value in condition.get("values", ())]
    first = f"{column_letters(place[1])}{place[0] + 1}"
    if condition.get("type") == "ONE_OF_LIST":
        listed = '"' + ",".join(values).replace('"', '""') + '"'
        found = DataValidation("list", formula1=listed) if len(listed) <= LONGEST_LIST else None
    elif condition.get("type") == "ONE_OF_RANGE":
        found = DataValidation("list", formula1=values[0].removeprefix("="))
    elif condition.get("type") == "BOOLEAN":
        found = DataValidation("list", formula1='"TRUE,FALSE"')
    else:
        formula = condition_formula(condition, first)
        found = DataValidation("custom", formula1=formula) if formula else None
    if found is not None:
        found.errorStyle = "stop" if rule.get("strict") else "warning"
        found.allow_blank = True
        found.showErrorMessage = True
        found.prompt = rule.get("inputMessage")
        found.showInputMessage = bool(found.prompt)
    return found
