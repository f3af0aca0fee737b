"""Cells that cannot be read, or do not hold all that they should, and what somebody should know of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from goalsheet.google.cells import CUT, MOST_CHARACTERS, Json, length
from goalsheet.google.found import FoundTab
from goalsheet.layout.review import FIRST_ROW, Tab
from goalsheet.merge.values import Value, normal

LONGEST = 32_767  # UTF-16 units of a text that a cell of a workbook can hold


def is_too_long(said: Value) -> bool:
    """Whether it is a text that no cell of a workbook can hold."""
    return isinstance(said, str) and length(said) > LONGEST


def wrong_formulas(tab: Tab, there: FoundTab) -> Iterator[str]:
    """What somebody should know of the manager's cells in which a formula goes wrong."""
    for (row, place), shown in sorted(there.errors.items()):
        if _is_managers(tab, row, place):
            what = f"{tab.title}, row {row}, {tab.columns[place - 1].title}: a formula there goes wrong ({shown})"
            yield f"{what}, so that the cell is not read. Write the words themselves into the cell, or empty it."


def long_texts(tab: Tab, there: FoundTab) -> Iterator[str]:
    """The same of those in which more stands than a cell of a workbook can hold."""
    for row, place in sorted(set(there.cells) - set(there.errors)):
        said = _text(there.cells[row, place])
        if is_too_long(said) and _is_managers(tab, row, place):
            what = f"the text has {length(said):,} characters, and a cell in Excel holds {LONGEST:,}"
            where = _where(tab, there.cells, row, place)
            yield f"{where}: {what}, so that the cell is not read. Shorten the text in the spreadsheet."


def cut_texts(tab: Tab, cells: Mapping[tuple[int, int], Json]) -> Iterator[str]:
    """The same of our cells in which the end of what the workbook says is missing."""
    for row, place in sorted(cells):
        if str(cells[row, place].get("stringValue", "")).endswith(CUT) and not _is_managers(tab, row, place):
            holds = f"the {MOST_CHARACTERS:,} characters of a cell in Google Sheets"
            where = _where(tab, cells, row, place)
            what = f"the text in the workbook is longer than {holds}, so that its end is cut off there"
            yield f"{where}: {what}. Shorten the text in the workbook."


def _where(tab: Tab, cells: Mapping[tuple[int, int], Json], row: int, place: int) -> str:
    """The cell, with the person of whom its row is."""
    person = cells.get((row, tab.place("person")), {}).get("stringValue", "")
    return f"{tab.title}, row {row}{f' ({person})' if person else ''}, {tab.columns[place - 1].called}"


def _text(cell: Json) -> str:
    """What stands there as sync reads it; of what is short enough in any case, nothing."""
    said = str(next(iter(cell.values()), ""))
    return str(normal(said) or "") if len(said) > LONGEST // 2 else ""


def _is_managers(tab: Tab, row: int, place: int) -> bool:
    return row >= FIRST_ROW and place <= len(tab.columns) and tab.columns[place - 1].is_managers
