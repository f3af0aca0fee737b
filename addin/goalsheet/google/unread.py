"""Cells that cannot be read, or do not hold all that they should, and what somebody should know of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from goalsheet.google.cells import CUT, MOST_CHARACTERS, Json, entered, length
from goalsheet.google.found import FoundTab
from goalsheet.layout.cell_values import CellReader, Reading
from goalsheet.layout.review import FIRST_ROW, Tab
from goalsheet.merge.values import Value, normal
from goalsheet.tracker.choices import GOAL_ID
from goalsheet.tracker.schema import Column, Kind, Table

Cell = tuple[int, int]  # row and column, from 1
Cells = Mapping[Cell, Json]
LONGEST = 32_767  # UTF-16 units of a text that a cell of a workbook can hold
_FEW = 3  # cells that are told one by one


def is_too_long(said: Value) -> bool:
    """Whether it is a text that no cell of a workbook can hold."""
    return isinstance(said, str) and length(said) > LONGEST


def as_meant(column: Column, said: Value, goals: Collection[str] | None = None) -> Reading:
    """What a cell of a column says, and what is wrong with it where that cannot be, as in a workbook's own cell.

    A word of a list is as it stands there, however it was typed. `goals` are the numbers, in upper case, that the
    person's goals have; None where nobody knows.
    """
    if said is None or (column.choices is GOAL_ID and goals is None):
        return Reading(said)
    reader = CellReader(from_1904=False, goal_ids=goals or ())
    if column.choices is None:
        return reader.read(column, said)._replace(value=said)
    found = reader.read(column, said.strip() if isinstance(said, str) else said)
    return found._replace(cure=_A_GOAL) if found.what and column.choices is GOAL_ID else found


_A_GOAL = "Write the number that the goal has on Goals."


def impossible(tab: Tab, of: Table, there: FoundTab, goals: Mapping[int, Collection[str]]) -> Iterator[str]:
    """What somebody should know of the manager's cells in which something stands that cannot be.

    `goals` are by row the numbers of the goals of whom it is for.
    """
    columns = {one.name: one for one in of.columns if one.kind is not Kind.TEXT}
    places = {place: columns[one.name] for place, one in enumerate(tab.columns, 1) if one.name in columns}
    said = {
        at: as_meant(column, entered(column.kind, cell), goals.get(at[0]))
        for at, cell in sorted(there.cells.items())
        if _is_managers(tab, *at) and at not in there.errors and (column := places.get(at[1]))
    }
    for what, cure in dict.fromkeys((one.what, one.cure) for one in said.values() if one.what):
        found = [at for at, one in said.items() if (one.what, one.cure) == (what, cure)]
        yield from _told(tab, there.cells, found, f"{what} It does not go into the workbook. {cure}")


def wrong_formulas(tab: Tab, there: FoundTab) -> Iterator[str]:
    """What somebody should know of the manager's cells in which a formula goes wrong."""

    def of_one(at: Cell) -> str:
        what = f"a formula there goes wrong ({there.errors[at]}), so that the cell is not read"
        return f"{what}. Write the words themselves into the cell, or empty it."

    found = [at for at in sorted(there.errors) if _is_managers(tab, *at)]
    many = "formulas there go wrong, so that these cells are not read"
    yield from _told(
        tab, there.cells, found, f"{many}. Write the words themselves into the cells, or empty them.", of_one
    )


def long_texts(tab: Tab, there: FoundTab) -> Iterator[str]:
    """The same of those in which more stands than a cell of a workbook can hold."""

    def of_one(at: Cell) -> str:
        what = f"the text has {length(said[at]):,} characters, and a cell in Excel holds {LONGEST:,}"
        return f"{what}, so that the cell is not read. Shorten the text in the spreadsheet."

    said = {at: _text(there.cells[at]) for at in sorted(set(there.cells) - set(there.errors)) if _is_managers(tab, *at)}
    found = [at for at, text in said.items() if is_too_long(text)]
    many = f"the texts have more than the {LONGEST:,} characters that a cell in Excel holds, so that they are not read"
    yield from _told(tab, there.cells, found, f"{many}. Shorten them in the spreadsheet.", of_one)


def cut_texts(tab: Tab, cells: Cells) -> Iterator[str]:
    """The same of our cells in which the end of what the workbook says is missing."""

    def of_one(_: Cell) -> str:
        what = f"the text in the workbook is longer than {holds}, so that its end is cut off there"
        return f"{what}. Shorten the text in the workbook."

    holds = f"the {MOST_CHARACTERS:,} characters of a cell in Google Sheets"
    found = [at for at in sorted(cells) if _is_cut(cells[at]) and not _is_managers(tab, *at)]
    many = f"the texts in workbooks are longer than {holds}, so that their ends are cut off there"
    yield from _told(tab, cells, found, f"{many}. Shorten them in the workbooks.", of_one)


def _told(
    tab: Tab, cells: Cells, found: Sequence[Cell], said: str, of_one: Callable[[Cell], str] | None = None
) -> Iterator[str]:
    """A line for each cell, or, where there are many, one for all that names the first."""
    if len(found) > _FEW:
        first = "; ".join(_where(tab, cells, *at) for at in found[:_FEW])
        more = len(found) - _FEW
        yield f"{first}; and {more:,} more {'cell' if more == 1 else 'cells'}: {said}"
    else:
        yield from (f"{_where(tab, cells, *at)}: {of_one(at) if of_one else said}" for at in found)


def _is_cut(cell: Json) -> bool:
    return str(cell.get("stringValue", "")).endswith(CUT)


def _where(tab: Tab, cells: Cells, row: int, place: int) -> str:
    """The cell, with the person of whom its row is."""
    person = cells.get((row, tab.place("person")), {}).get("stringValue", "")
    return f"{tab.title}, row {row}{f' ({person})' if person else ''}, {tab.columns[place - 1].called}"


def _text(cell: Json) -> str:
    """What stands there as sync reads it; of what is short enough in any case, nothing."""
    said = str(next(iter(cell.values()), ""))
    return str(normal(said) or "") if len(said) > LONGEST // 2 else ""


def _is_managers(tab: Tab, row: int, place: int) -> bool:
    return row >= FIRST_ROW and place <= len(tab.columns) and tab.columns[place - 1].is_managers
