"""Working out formulas, as far as this server can; where it cannot, the cell shows an error and never a guess."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from goalsheet.local_sheets import range_functions  # noqa: F401 - importing them registers them
from goalsheet.local_sheets.areas import Area, area_of
from goalsheet.local_sheets.formula_syntax import (
    Call,
    CannotParse,
    Literal,
    Mistake,
    Name,
    Node,
    Reference,
    Rows,
    parsed,
)
from goalsheet.local_sheets.formula_values import KINDS, Failed, FormulaError, Grid, failure, single, truth
from goalsheet.local_sheets.functions import RANGED, SCALAR, SPECIAL, TOLERANT
from goalsheet.local_sheets.locales import locale_of
from goalsheet.local_sheets.spreadsheet import NOTHING, Sheet, Spreadsheet

PARSE_ERROR = FormulaError("ERROR", "#ERROR!", "Formula parse error.")
CIRCLE = FormulaError(
    "REF", "#REF!", "Circular dependency detected. To resolve with iterative calculation, see File > Settings."
)
DEEPEST = 200  # cells that hang on one another; beyond that Python's stack would not do


class Calculation:
    """The values of a spreadsheet's cells, each worked out when it is first asked for."""

    def __init__(self, book: Spreadsheet) -> None:
        self._book = book
        self.locale = locale_of(str(book.properties.get("locale", "en_US")))
        self._sheets = {sheet.id: sheet for sheet in book.sheets}
        self._known: dict[tuple[int, int, int], Any] = {}
        self._open: list[tuple[int, int, int]] = []
        self._grids: dict[Area, Grid] = {}  # of areas without formulas

    def value(self, sheet_id: int, row: int, column: int) -> Any:
        """The value of a cell; None if it is empty."""
        entered = self._sheets[sheet_id].cell(row, column).get("userEnteredValue")
        if not entered:
            return None
        if "formulaValue" not in entered:
            return next(iter(entered.values()))
        place = (sheet_id, row, column)
        if place not in self._known:
            self._known[place] = self._calculated(place, entered["formulaValue"])
        return self._known[place]

    def result(self, formula: str, sheet_id: int, row: int, column: int) -> Any:
        """What a formula comes to at a place, without standing in its cell."""
        known = self._open[:]
        self._open.clear()
        try:
            return self._calculated((sheet_id, -row - 1, column), formula, (sheet_id, row, column))
        finally:
            self._open.extend(known)

    def grid(self, node: Node, sheet_id: int) -> Grid:
        """The values of a piece of a formula: of a sparkline its data and its options; raises Failed."""
        value = self._worked_out(node, self._sheets[sheet_id], (sheet_id, 0, 0))
        return value if isinstance(value, list) else [[value]]

    def _calculated(self, place: tuple[int, int, int], formula: str, at: tuple[int, int, int] | None = None) -> Any:
        if place in self._open:
            return CIRCLE
        if len(self._open) > DEEPEST:
            return FormulaError("ERROR", "#ERROR!", "The local Sheets server does not follow formulas that deep.")
        self._open.append(place)
        try:
            value = single(self._worked_out(parsed(formula), self._sheets[place[0]], at or place))
        except CannotParse:
            return PARSE_ERROR
        except Failed as failed:
            return failed.error
        except (OverflowError, ValueError, TypeError):
            return FormulaError("VALUE", "#VALUE!", "The local Sheets server cannot work out this formula.")
        finally:
            self._open.pop()
        return value if value is not None or _may_be_empty(formula) else 0

    def _worked_out(self, node: Node, home: Sheet, place: tuple[int, int, int]) -> Any:
        if isinstance(node, Literal):
            return node.value
        if isinstance(node, Mistake):
            raise failure(KINDS.get(node.shown, "ERROR"), "Reference does not exist.")
        if isinstance(node, Reference):
            return self._grid(self._area(node, home))
        if isinstance(node, Name):
            return self._grid(self._named(node.text))
        if isinstance(node, Rows):
            return [[single(self._worked_out(cell, home, place)) for cell in row] for row in node.rows]
        return self._called(node, lambda given: self._worked_out(given, home, place), place)

    def _area(self, reference: Reference, home: Sheet) -> Area:
        sheet = home if reference.title is None else self._book.titled(reference.title)
        if sheet is None:
            raise failure("REF", f"Unresolved sheet name '{reference.title}'.")
        (top, left, *_), (bottom, right, *_) = reference.first, reference.last
        rows = _span(top, bottom, sheet.row_count)
        columns = _span(left, right, sheet.column_count)
        return Area(sheet.id, rows[0], columns[0], rows[1], columns[1])

    def _named(self, name: str) -> Area:
        for entry in self._book.named_ranges:
            if entry["name"].lower() == name.lower():
                return area_of(self._book, entry["range"])
        raise failure("NAME", f"Unknown range name: '{name}'.")

    def _grid(self, area: Area) -> Grid:
        known = self._grids.get(area)
        if known is None:
            known = [list(self._line(area, row)) for row in range(area.top, area.bottom)]
            if not self._holds_formula(area):  # what one comes to may depend on who asks: a circle is cut somewhere
                self._grids[area] = known
        return known

    def _line(self, area: Area, row: int) -> Iterator[Any]:
        columns = range(area.left, area.right)
        if row in self._sheets[area.sheet].rows:
            return (self.value(area.sheet, row, column) for column in columns)
        return (None for _ in columns)

    def _holds_formula(self, area: Area) -> bool:
        rows = self._sheets[area.sheet].rows
        held = (rows[row] for row in range(area.top, area.bottom) if row in rows)
        cells = (cells[column] for cells in held for column in range(area.left, area.right) if column in cells)
        return any("formulaValue" in cell.get("userEnteredValue", NOTHING) for cell in cells)

    def _called(self, call: Call, work_out: Callable[[Node], Any], place: tuple[int, int, int]) -> Any:
        if call.name in SPECIAL:
            return self._special(call, work_out, place)
        function = SCALAR.get(call.name) or RANGED.get(call.name)
        if function is None:
            raise failure("NAME", f"Unknown function: '{call.name}'.")
        given = [work_out(node) for node in call.given]
        if call.name in RANGED:
            return function(*given)
        return _cell_by_cell(function, given, tolerant=call.name in TOLERANT)

    def _special(self, call: Call, work_out: Callable[[Node], Any], place: tuple[int, int, int]) -> Any:
        """Functions that do not work out all that they are given, or that look at more than that."""
        if call.name in {"IFERROR", "IFNA"}:
            return _caught(call, work_out)
        if call.name == "IF":
            return _if(call, work_out)
        if call.name in {"TODAY", "NOW"}:
            return int(self._book.moment) if call.name == "TODAY" else self._book.moment
        node = call.given[0] if call.given else None
        if isinstance(node, Reference):
            corner = node.first[0 if call.name == "ROW" else 1]
            return (corner or 0) + 1
        return place[1 if call.name == "ROW" else 2] + 1


def _may_be_empty(formula: str) -> bool:
    """Whether nothing may come of a formula: a picture, or a choice that chose nothing."""
    return "SPARKLINE" in formula.upper()


def _span(first: int | None, last: int | None, size: int) -> tuple[int, int]:
    start = first or 0
    end = size - 1 if last is None else last
    return min(start, end), min(max(start, end) + 1, size)


def _if(call: Call, work_out: Callable[[Node], Any]) -> Any:
    condition, *branches = call.given
    tested = work_out(condition)
    if isinstance(tested, list) and (len(tested) > 1 or len(tested[0]) > 1):
        values = [work_out(branch) for branch in branches]
        yes, no = (*values, False, False)[:2]
        return _cell_by_cell(lambda test, a, b: a if truth(test) else b, [tested, yes, no], tolerant=False)
    if truth(tested):
        return work_out(branches[0])
    return work_out(branches[1]) if len(branches) > 1 else False


def _caught(call: Call, work_out: Callable[[Node], Any]) -> Any:
    """IFERROR and IFNA: the second where the first is an error."""
    try:
        value = work_out(call.given[0])
        return value if isinstance(value, list) and len(value) > 1 else single(value)
    except Failed as failed:
        if call.name == "IFNA" and failed.error.kind != "N_A":
            raise
        return work_out(call.given[1]) if len(call.given) > 1 else None


def _cell_by_cell(function: Callable[..., Any], given: list[Any], *, tolerant: bool) -> Any:
    """A function of single values over grids: each cell for itself, single values standing for all cells."""
    grids = [value for value in given if isinstance(value, list) and (len(value) > 1 or len(value[0]) > 1)]
    if not grids:
        return function(*[_one(value, tolerant=tolerant) for value in given])
    rows, columns = max(map(len, grids)), max(len(grid[0]) for grid in grids)
    return [
        [_tried(function, [_at(value, row, column) for value in given], tolerant=tolerant) for column in range(columns)]
        for row in range(rows)
    ]


def _one(value: Any, *, tolerant: bool) -> Any:
    """A single value; an error is passed on to functions that look at errors, and ends the others."""
    if tolerant and isinstance(value, list):
        return value[0][0]
    return value if tolerant else single(value)


def _at(value: Any, row: int, column: int) -> Any:
    if not isinstance(value, list):
        return value
    line = value[0] if len(value) == 1 else value[row] if row < len(value) else None
    if line is None:
        return FormulaError("N_A", "#N/A", "Array arguments are of different size.")
    return line[0] if len(line) == 1 else line[column] if column < len(line) else None


def _tried(function: Callable[..., Any], given: list[Any], *, tolerant: bool) -> Any:
    try:
        return function(*[_one(value, tolerant=tolerant) for value in given])
    except Failed as failed:
        return failed.error
