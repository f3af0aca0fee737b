"""One tab as the page shows it to a visitor: what stands in each cell, how it looks, and what may be done with it."""

from __future__ import annotations

from typing import Any

from goalsheet.local_sheets.areas import Area, area_of, parse_a1
from goalsheet.local_sheets.blank import COLUMN_PIXELS, ROW_PIXELS
from goalsheet.local_sheets.conditions import Place
from goalsheet.local_sheets.contents import Contents, contents_of
from goalsheet.local_sheets.formula_syntax import Call, CannotParse, Literal, Node, parsed
from goalsheet.local_sheets.formula_values import Failed, FormulaError, truth
from goalsheet.local_sheets.page_charts import USUAL_SIZE, charts_of
from goalsheet.local_sheets.page_looks import Css, look_of
from goalsheet.local_sheets.protection import may_edit, protected_area
from goalsheet.local_sheets.refusals import Refusal
from goalsheet.local_sheets.spreadsheet import Sheet, Spreadsheet
from goalsheet.local_sheets.visitors import Visitor

Json = dict[str, Any]

SPARE_ROWS, SPARE_COLUMNS = 15, 2  # how much room is shown below and beside what is filled in


def page_grid(book: Spreadsheet, sheet: Sheet, visitor: Visitor) -> Json:
    """The tab for the page; looks and lists that many cells share stand once each."""
    contents = contents_of(book)
    look = look_of(book, sheet, contents.calculation)
    shared = _Shared()
    rows, columns = _shown_size(book, sheet)
    closed = _closed(book, sheet, visitor)
    lines = []
    for row in range(rows):
        cells = []
        for column in range(columns):
            cell = _cell(contents, sheet, (row, column), shared)
            cell["look"] = shared.look(look((row, column)))
            if visitor.may("writer") and _open(closed, (row, column)):
                cell["open"] = True
            cells.append(cell)
        is_fixed = "pixelSize" in sheet.row_looks.get(row, {})
        lines.append({"height": _size(sheet.row_looks, row, ROW_PIXELS), "fixed": is_fixed, "cells": cells})
    grid = sheet.properties["gridProperties"]
    return {
        "title": book.properties["title"],
        "role": visitor.role,
        "tabs": [_tab(other) for other in book.sheets if not other.properties.get("hidden")],
        "sheet": sheet.id,
        "name": sheet.title,
        "frozen": [int(grid.get("frozenRowCount") or 0), int(grid.get("frozenColumnCount") or 0)],
        "lines": not grid.get("hideGridlines"),
        "columns": [_size(sheet.column_looks, column, COLUMN_PIXELS) for column in range(columns)],
        "rows": lines,
        "merges": [list(area_of(book, item)[1:]) for item in sheet.part("merges")],
        "charts": (charts := charts_of(contents, sheet)),
        "undrawn": len(sheet.part("charts")) - len(charts),
        "looks": shared.looks,
        "lists": shared.lists,
    }


class _Shared:
    """Looks and lists, each kept once; cells say their place."""

    def __init__(self) -> None:
        self.looks: list[Css] = []
        self.lists: list[list[str]] = []
        self._places: dict[Any, int] = {}

    def look(self, look: Css) -> int:
        """The place of a look."""
        return self._place(self.looks, look, tuple(look.items()))

    def choice(self, words: list[str]) -> int:
        """The place of a list."""
        return self._place(self.lists, words, ("list", *words))

    def _place(self, kept: list[Any], thing: Any, key: Any) -> int:
        if key not in self._places:
            self._places[key] = len(kept)
            kept.append(thing)
        return self._places[key]


def _tab(sheet: Sheet) -> Json:
    return {"id": sheet.id, "title": sheet.title}


def _size(looks: Any, number: int, usual: int) -> int:
    """Pixels of a row or column; 0 when it is hidden."""
    look = looks.get(number, {})
    return 0 if look.get("hiddenByUser") else int(look.get("pixelSize", usual))


def _shown_size(book: Spreadsheet, sheet: Sheet) -> tuple[int, int]:
    """How many rows and columns are shown: what holds anything, and some room."""
    areas = [area_of(book, item) for item in sheet.part("merges")]
    bottom = max([row for row, cells in sheet.rows.items() if cells] + [area.bottom - 1 for area in areas], default=-1)
    right = max([column for cells in sheet.rows.values() for column in cells], default=-1)
    right = max([right, *(area.right - 1 for area in areas)])
    bottom = max([bottom, *(_last_row_under(chart) - SPARE_ROWS for chart in sheet.part("charts"))])
    return min(bottom + 1 + SPARE_ROWS, sheet.row_count), min(right + 1 + SPARE_COLUMNS, sheet.column_count)


def _last_row_under(chart: Json) -> int:
    """A row that surely lies below a chart: rows are higher than the usual ones rather than lower."""
    place = chart.get("position", {}).get("overlayPosition", {})
    height = place.get("offsetYPixels", 0) + place.get("heightPixels", USUAL_SIZE[1])
    return int(place.get("anchorCell", {}).get("rowIndex", 0)) + int(height) // ROW_PIXELS + 1


def _closed(book: Spreadsheet, sheet: Sheet, visitor: Visitor) -> list[tuple[Area, list[Area]]]:
    """The areas closed to the visitor, each with the gaps that are open."""
    found = []
    for protected in sheet.part("protectedRanges"):
        area = protected_area(book, protected)
        if area and not may_edit(visitor, protected):
            found.append((area, [area_of(book, gap) for gap in protected.get("unprotectedRanges", ())]))
    return found


def _open(closed: list[tuple[Area, list[Area]]], place: Place) -> bool:
    return all(any(gap.holds(*place) for gap in gaps) or not area.holds(*place) for area, gaps in closed)


def _cell(contents: Contents, sheet: Sheet, place: Place, shared: _Shared) -> Json:
    """What stands in a cell and what to type there; only what there is."""
    stored = sheet.cell(*place)
    if not stored:
        return {}
    value = contents.value(sheet, *place)
    answer: Json = {"shown": contents.shown(sheet, *place), "typed": _typed(contents, sheet, place)}
    if isinstance(value, FormulaError):
        answer["error"] = value.message
    if "note" in stored:
        answer["note"] = stored["note"]
    answer |= _choice(contents, stored.get("dataValidation", {}), shared)
    formula = stored.get("userEnteredValue", {}).get("formulaValue", "")
    if "SPARKLINE" in formula.upper():
        answer |= _spark(contents, sheet, formula)
    return {name: part for name, part in answer.items() if part not in ("", None)}


def _typed(contents: Contents, sheet: Sheet, place: Place) -> str:
    """What stands in the cell when one begins to edit it: the formula, a date as shown, or the bare value."""
    stored = sheet.cell(*place).get("userEnteredValue", {})
    if "formulaValue" in stored:
        return str(stored["formulaValue"])
    if "stringValue" in stored:
        text = str(stored["stringValue"])
        return f"'{text}" if text[:1] in "=+-'" and text else text
    number_format = contents.number_format(sheet, *place) or {}
    if "boolValue" in stored or number_format.get("type") in {"DATE", "TIME", "DATE_TIME", "PERCENT"}:
        return contents.shown(sheet, *place)
    value = stored.get("numberValue")
    return "" if value is None else str(value).replace(".", contents.locale.decimal)


def _choice(contents: Contents, rule: Json, shared: _Shared) -> Json:
    """A dropdown or check box, and what is said of it."""
    condition = rule.get("condition", {})
    answer: Json = {"hint": rule.get("inputMessage", "")}
    if condition.get("type") == "BOOLEAN":
        return answer | {"check": True}
    words = listed_words(contents, condition)
    return answer | ({"list": shared.choice(words), "strict": bool(rule.get("strict"))} if words else {})


def listed_words(contents: Contents, condition: Json) -> list[str]:
    """The words that a list or a range of cells offers; none for any other condition."""
    values = [str(value.get("userEnteredValue", "")) for value in condition.get("values", ())]
    if condition.get("type") != "ONE_OF_RANGE":
        return values if condition.get("type") == "ONE_OF_LIST" else []
    try:
        area = parse_a1(contents.book, values[0].removeprefix("=").replace("$", ""))
    except Refusal:
        return []
    source = contents.book.sheet(area.sheet)
    return [text for place in area.cells() if (text := contents.shown(source, *place))]


def _spark(contents: Contents, sheet: Sheet, formula: str) -> Json:
    """A sparkline's numbers and options, where the formula comes to one."""
    try:
        call = _chosen(contents, sheet, parsed(formula))
        if not isinstance(call, Call) or call.name != "SPARKLINE":
            return {}
        data = [value for row in contents.calculation.grid(call.given[0], sheet.id) for value in row]
        pairs = contents.calculation.grid(call.given[1], sheet.id) if len(call.given) > 1 else []
    except (CannotParse, Failed):
        return {}
    numbers = [value for value in data if isinstance(value, int | float) and not isinstance(value, bool)]
    return {"spark": {"data": numbers, "options": {str(pair[0]): pair[1] for pair in pairs if len(pair) > 1}}}


def _chosen(contents: Contents, sheet: Sheet, node: Node) -> Node:
    """The piece of a formula that IF and IFERROR choose."""
    while isinstance(node, Call) and node.name in {"IF", "IFERROR"}:
        first, *others = node.given
        if node.name == "IFERROR":
            node = first
        elif truth(contents.calculation.grid(first, sheet.id)):
            node = others[0]
        else:
            node = others[1] if len(others) > 1 else Literal(value=False)
    return node
