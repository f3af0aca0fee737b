"""Cells that cannot be read, or do not hold all that they should, and what somebody should know of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from goalsheet.google.cells import CUT, MOST_CHARACTERS, Json, length
from goalsheet.google.found import FoundTab
from goalsheet.layout.review import FIRST_ROW, Tab
from goalsheet.merge.values import Value, normal

Cell = tuple[int, int]  # row and column, from 1
LONGEST = 32_767  # UTF-16 units of a text that a cell of a workbook can hold
_FEW = 3  # cells that are told one by one


def is_too_long(said: Value) -> bool:
    """Whether it is a text that no cell of a workbook can hold."""
    return isinstance(said, str) and length(said) > LONGEST


def wrong_formulas(tab: Tab, there: FoundTab) -> Iterator[str]:
    """What somebody should know of the manager's cells in which a formula goes wrong."""
    found = {at: shown for at, shown in sorted(there.errors.items()) if _is_managers(tab, *at)}
    if len(found) > _FEW:
        first = _where(tab, there.cells, *next(iter(found)))
        what = f"{_so_many(first, len(found))}: formulas there go wrong, so that these cells are not read"
        yield f"{what}. Write the words themselves into the cells, or empty them."
        return
    for at, shown in found.items():
        what = f"{_where(tab, there.cells, *at)}: a formula there goes wrong ({shown}), so that the cell is not read"
        yield f"{what}. Write the words themselves into the cell, or empty it."


def long_texts(tab: Tab, there: FoundTab) -> Iterator[str]:
    """The same of those in which more stands than a cell of a workbook can hold."""
    said = {at: _text(there.cells[at]) for at in sorted(set(there.cells) - set(there.errors)) if _is_managers(tab, *at)}
    found = {at: length(text) for at, text in said.items() if is_too_long(text)}
    if len(found) > _FEW:
        first = _where(tab, there.cells, *next(iter(found)))
        what = f"the texts have more than the {LONGEST:,} characters that a cell in Excel holds"
        yield f"{_so_many(first, len(found))}: {what}, so that they are not read. Shorten them in the spreadsheet."
        return
    for at, number in found.items():
        what = f"the text has {number:,} characters, and a cell in Excel holds {LONGEST:,}"
        where = _where(tab, there.cells, *at)
        yield f"{where}: {what}, so that the cell is not read. Shorten the text in the spreadsheet."


def cut_texts(tab: Tab, cells: Mapping[Cell, Json]) -> Iterator[str]:
    """The same of our cells in which the end of what the workbook says is missing."""
    found = [at for at in sorted(cells) if _is_cut(cells[at]) and not _is_managers(tab, *at)]
    holds = f"the {MOST_CHARACTERS:,} characters of a cell in Google Sheets"
    if len(found) > _FEW:
        what = f"the texts in workbooks are longer than {holds}, so that their ends are cut off there"
        yield f"{_so_many(_where(tab, cells, *found[0]), len(found))}: {what}. Shorten them in the workbooks."
        return
    for at in found:
        what = f"the text in the workbook is longer than {holds}, so that its end is cut off there"
        yield f"{_where(tab, cells, *at)}: {what}. Shorten the text in the workbook."


def _is_cut(cell: Json) -> bool:
    return str(cell.get("stringValue", "")).endswith(CUT)


def _so_many(first: str, number: int) -> str:
    return f"{first}, and {number - 1:,} more cells"


def _where(tab: Tab, cells: Mapping[Cell, Json], row: int, place: int) -> str:
    """The cell, with the person of whom its row is."""
    person = cells.get((row, tab.place("person")), {}).get("stringValue", "")
    return f"{tab.title}, row {row}{f' ({person})' if person else ''}, {tab.columns[place - 1].called}"


def _text(cell: Json) -> str:
    """What stands there as sync reads it; of what is short enough in any case, nothing."""
    said = str(next(iter(cell.values()), ""))
    return str(normal(said) or "") if len(said) > LONGEST // 2 else ""


def _is_managers(tab: Tab, row: int, place: int) -> bool:
    return row >= FIRST_ROW and place <= len(tab.columns) and tab.columns[place - 1].is_managers
