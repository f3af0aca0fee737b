"""Set cells of a workbook that somebody has had: only their XML changes, and what has to follow from it.

Charts, pictures, buttons, slicers, comments and whatever else Excel put into the file keep their bytes. Text is always
text, never a formula.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from goalsheet.errors import CannotWrite, Problem
from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.layout.references import Reference
from goalsheet.layout.room import address
from goalsheet.workbook.cells import Area, FoundCell
from goalsheet.workbook.company import calculated_on_load
from goalsheet.workbook.dates import in_1904
from goalsheet.workbook.dependents import affected
from goalsheet.workbook.directory import damage
from goalsheet.workbook.excel_tables import SheetTable, grown_rows, sheet_tables, with_rows
from goalsheet.workbook.files import digest, refuse_open, replace_whole
from goalsheet.workbook.opened import OpenedWorkbook
from goalsheet.workbook.package import rewritten, without_calculation_chain
from goalsheet.workbook.parts import WORKBOOK, related
from goalsheet.workbook.precedents import Precedents, precedents
from goalsheet.workbook.row_heights import wrapping_styles
from goalsheet.workbook.sheet_edits import NewFormula, SheetXml
from goalsheet.workbook.stamp import render_cell
from goalsheet.workbook.visibility import with_tabs

_SIGNATURES = "_xmlsignatures/"


def set_cells(
    path: Path,
    values: Mapping[CellPlace, Value],
    results: Mapping[CellPlace, Value] | None = None,
    steady: Collection[CellPlace] = (),
    *,
    keeps: bool = True,
) -> Path | None:
    """Set cells of a workbook file and tell where its backup is; None if it `keeps` none, or all stood there already.

    Stored results of formulas that look at what was set, however far around, are replaced by those in `results`, and
    taken out where there is none: only then the workbook's main part asks for them to be calculated when the file is
    opened. Formulas in `steady` cells are known to give what they gave before. CannotWrite, with all problems, where
    a cell cannot be set or the file is open; nothing is changed then.
    """
    return save_cells(path, values, results or {}, steady, keeps=keeps).backup


@dataclass(frozen=True)
class Saved:
    """A workbook file after cells were set: where the backup is, if there is one, and the digest of what it holds."""

    backup: Path | None
    digest: str


def save_cells(
    path: Path,
    values: Mapping[CellPlace, Value],
    results: Mapping[CellPlace, Value],
    steady: Collection[CellPlace],
    *,
    keeps: bool,
    shows: Collection[str] = (),
) -> Saved:
    """The same, telling by what the file is known from now on; sheets that it `shows` get a tab if they had none."""
    path = path.resolve()
    refuse_open(path)
    book = OpenedWorkbook(path)
    changes = with_cells(book, values, results, steady)
    if shows:
        main = changes.get(WORKBOOK) or book.part(WORKBOOK)
        changes[WORKBOOK] = with_tabs(main, shows)
    if not changes:
        return Saved(None, digest(book.members.data))
    data = rewritten(book.members, changes)
    return Saved(replace_whole(path, book.members.data, data, keeps=keeps), digest(data))


def with_cells(
    book: OpenedWorkbook,
    values: Mapping[CellPlace, Value],
    results: Mapping[CellPlace, Value],
    steady: Collection[CellPlace] = (),
) -> dict[str, bytes | None]:
    """The parts that change when those cells are set, None for one that goes; CannotWrite, with all problems."""
    if any(part.startswith(_SIGNATURES) for part in book.members):
        raise CannotWrite(f"{book.name} is digitally signed: a change would break the signature. Save a copy without.")
    with damage(book.name, "a sheet"):
        changes = _Setting(book, values, results, steady).changes()
    return {part: data for part, data in changes.items() if data is None or data != book.members[part]}


class _Setting:
    """The sheets of one workbook with what is to be set in them."""

    def __init__(
        self,
        book: OpenedWorkbook,
        values: Mapping[CellPlace, Value],
        results: Mapping[CellPlace, Value],
        steady: Collection[CellPlace],
    ) -> None:
        self._book, self._results, self._steady = book, results, steady
        self._problems: list[Problem] = []
        self._tables = {sheet: self._tables_of(part) for sheet, part in book.directory.sheets.items()}
        self._values: dict[str, dict[str, Value | NewFormula]] = self._by_sheet(values)
        self._sheets = {sheet: self._sheet(sheet) for sheet in self._values}

    def changes(self) -> dict[str, bytes | None]:
        """The parts that change; CannotWrite if a cell cannot be set."""
        for sheet in self._sheets:
            self._check(sheet)
        if self._problems:
            raise CannotWrite(f"{self._book.name} stays as it is: not every cell can be set.", self._problems)
        changes: dict[str, bytes | None] = {}
        for sheet in self._sheets:
            changes |= self._grow(sheet)
        stale, is_blank = self._stale(), False  # whether a result was taken out
        for sheet, formulas in stale.items():
            xml = self._sheets.get(sheet) or self._sheet(sheet)
            values, results = self._values.get(sheet, {}), self._results_on(sheet)
            kept = {one: fills for one, fills in formulas.items() if one not in values}
            changes[self._book.directory.sheets[sheet]] = xml.set(values, kept, results)
            is_blank = is_blank or not all(xml.renews(one, fills, results) for one, fills in kept.items())
        if self._replaces_formula():
            changes |= without_calculation_chain(self._book.members)
        if is_blank or self._has_new_formula():
            changes[WORKBOOK] = calculated_on_load(self._book.part(WORKBOOK))
        return changes

    def _sheet(self, sheet: str) -> SheetXml:
        return SheetXml(self._xml(sheet), self._render, self._wrapping)

    @cached_property
    def _wrapping(self) -> frozenset[str]:
        styles = related(self._book.members, WORKBOOK, "styles")
        return wrapping_styles(self._book.members[styles[0]]) if styles else frozenset()

    def _xml(self, sheet: str) -> bytes:
        return self._book.part(self._book.directory.sheets[sheet])

    def _render(self, reference: str, cell: FoundCell) -> Callable[[Any], bytes]:
        render = render_cell(reference, cell)
        return in_1904(render) if self._book.directory.from_1904 else render

    def _tables_of(self, part: str) -> list[SheetTable]:
        with damage(self._book.name, part):
            return list(sheet_tables(self._book.members, part))

    def _by_sheet(self, values: Mapping[CellPlace, Value]) -> dict[str, dict[str, Value | NewFormula]]:
        titles = {title.casefold(): title for title in self._book.directory.sheets}
        found: dict[str, dict[str, Value | NewFormula]] = {}
        for place, value in values.items():
            title = titles.get(place.sheet.casefold())
            if title is None:
                self._complain(place, "there is no such sheet", "")
            else:
                found.setdefault(title, {})[place.address] = value
        return found

    def _complain(self, place: CellPlace, what: str, cure: str) -> None:
        self._problems.append(Problem(f"{self._book.name}, {place}", f"{what}.", cure))

    def _check(self, sheet: str) -> None:
        for reference, value in self._values[sheet].items():
            place = CellPlace(sheet, reference)
            trouble = self._sheets[sheet].trouble(reference)
            table = next((table for table in self._tables[sheet] if table.repeats(reference)), None)
            if trouble:
                self._complain(place, trouble, "Undo that in Excel first.")
            elif table:
                self._complain(place, f"it is a title or total of the table {table.name}", "It has to stay as it is.")
            else:
                self._check_value(place, value)

    def _check_value(self, place: CellPlace, value: Any) -> None:
        try:
            self._render(place.address, FoundCell(0, 0, None, ""))(value)
        except ValueError as error:
            self._complain(place, str(error), "Shorten it.")

    def _grow(self, sheet: str) -> dict[str, bytes]:
        """Let tables grow over rows that are set right below them, with the formulas of calculated columns."""
        values, xml, changes = self._values[sheet], self._sheets[sheet], {}
        wanted = [reference for reference, value in values.items() if value is not None]
        for table in self._tables[sheet]:
            rows = grown_rows(table, wanted, xml.filled())
            for row in rows:
                xml.like[row] = table.cells.rows.stop - 1
                for column, text in table.formulas.items():
                    values.setdefault(address(row, column), NewFormula(text))
            if rows:
                changes[table.part] = with_rows(self._book.part(table.part), table, rows.stop)
        return changes

    def _stale(self) -> dict[str, dict[str, Area]]:
        """Of each sheet that changes, the formulas whose stored results are no longer true."""
        cells = [CellPlace(sheet, one) for sheet, values in self._values.items() for one in values]
        sheets = {sheet: self._xml(sheet) for sheet in self._book.directory.sheets}
        stale: dict[str, dict[str, Area]] = {sheet: {} for sheet in self._values}
        for formula in affected(sheets, self._precedents(), cells, self._steady):
            stale.setdefault(formula.sheet, {})[formula.reference] = formula.fills
        return stale

    def _precedents(self) -> Precedents:
        tables = {
            table.name: Reference(sheet.casefold(), table.cells.rows, table.cells.columns)
            for sheet, tables in self._tables.items()
            for table in tables
        }
        return precedents(tuple(self._book.directory.every_name), tuple(tables.items()))

    def _results_on(self, sheet: str) -> dict[str, Value]:
        results = self._results.items()
        return {place.address: value for place, value in results if place.sheet.casefold() == sheet.casefold()}

    def _has_new_formula(self) -> bool:
        return any(isinstance(value, NewFormula) for values in self._values.values() for value in values.values())

    def _replaces_formula(self) -> bool:
        return any(
            cell is not None and cell.formula is not None
            for sheet, xml in self._sheets.items()
            for cell in map(xml.found.cells.get, self._values[sheet])
        )
