"""Whether a cell may hold what somebody has typed: the page asks, as Google's own does; the API lets everything in."""

from __future__ import annotations

import re
from typing import Any

from goalsheet.local_sheets.areas import Area, corners
from goalsheet.local_sheets.conditions import NUMBERS, TEXTS, holds
from goalsheet.local_sheets.contents import Contents, contents_of
from goalsheet.local_sheets.page_grid import listed_words
from goalsheet.local_sheets.refusals import bad_request
from goalsheet.local_sheets.spreadsheet import Spreadsheet

Json = dict[str, Any]
_PATTERNS = {
    "TEXT_IS_EMAIL": re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
    "TEXT_IS_URL": re.compile(r"(https?://)?[^\s/]+\.[^\s/]{2,}(/\S*)?"),
}
#: What Google says a cell wants; where the rule brings a sentence of its own, that is shown instead.
_WANTED = {
    "NUMBER_BETWEEN": "a number between {} and {}",
    "NUMBER_NOT_BETWEEN": "a number not between {} and {}",
    "NUMBER_GREATER": "a number greater than {}",
    "NUMBER_GREATER_THAN_EQ": "a number greater than or equal to {}",
    "NUMBER_LESS": "a number less than {}",
    "NUMBER_LESS_THAN_EQ": "a number less than or equal to {}",
    "NUMBER_EQ": "a number equal to {}",
    "NUMBER_NOT_EQ": "a number not equal to {}",
    "DATE_IS_VALID": "a valid date",
    "DATE_EQ": "the date {}",
    "DATE_BEFORE": "a date before {}",
    "DATE_AFTER": "a date after {}",
    "DATE_ON_OR_BEFORE": "a date on or before {}",
    "DATE_ON_OR_AFTER": "a date on or after {}",
    "DATE_BETWEEN": "a date between {} and {}",
    "DATE_NOT_BETWEEN": "a date not between {} and {}",
    "ONE_OF_LIST": "an item on the specified list",
    "ONE_OF_RANGE": "an item in the specified range",
    "TEXT_CONTAINS": "text that contains {}",
    "TEXT_NOT_CONTAINS": "text that does not contain {}",
    "TEXT_EQ": "the text {}",
    "TEXT_IS_EMAIL": "a valid email address",
    "TEXT_IS_URL": "a valid URL",
    "BOOLEAN": "TRUE or FALSE",
}


def require_fitting(book: Spreadsheet, area: Area) -> None:
    """Refuse cells that their own rule does not let in; blank ones always fit, and rules that only warn stop nobody."""
    contents = contents_of(book)
    for row, column in area.cells():
        cell = Area(area.sheet, row, column, row + 1, column + 1)
        rule = book.sheet(area.sheet).cell(row, column).get("dataValidation", {})
        if rule.get("strict") and not _fits(contents, rule.get("condition", {}), cell):
            said = f"The data you entered in cell {corners(cell)} violates the data validation rules set on this cell."
            raise bad_request(f"{said} {rule.get('inputMessage') or _wish(rule['condition'])}".strip())


def _wish(condition: Json) -> str:
    given = [str(one.get("userEnteredValue", one.get("relativeDate", ""))) for one in condition.get("values", ())]
    wanted = _WANTED.get(condition.get("type", ""), "")
    return f"Please enter {wanted.format(*given)}." if wanted else ""


def _fits(contents: Contents, condition: Json, cell: Area) -> bool:
    sheet, kind = contents.book.sheet(cell.sheet), condition.get("type", "")
    place = cell.top, cell.left
    value, shown = contents.value(sheet, *place), contents.shown(sheet, *place)
    if value in {None, ""} or any("relativeDate" in one for one in condition.get("values", ())):
        return True
    if kind == "DATE_IS_VALID":
        is_date = (contents.number_format(sheet, *place) or {}).get("type") in {"DATE", "DATE_TIME"}
        return is_date and isinstance(value, int | float) and not isinstance(value, bool)
    if kind in {"ONE_OF_LIST", "ONE_OF_RANGE"}:
        return shown in listed_words(contents, condition)
    if kind == "BOOLEAN":
        words = [str(one.get("userEnteredValue", "")) for one in condition.get("values", ())]
        return shown in words if words else isinstance(value, bool)
    if kind in _PATTERNS:
        return bool(_PATTERNS[kind].fullmatch(shown))
    known = kind in NUMBERS or kind in TEXTS or kind == "CUSTOM_FORMULA"
    return not known or holds(condition, contents.calculation, cell, place)
