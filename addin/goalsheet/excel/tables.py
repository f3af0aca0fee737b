"""A table of the open tracker: found by the identity of its columns, read in one call, written by whole columns."""

from __future__ import annotations

import datetime as dt
import numbers
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from xlwings import Book, Range, Sheet

from goalsheet.errors import CannotWrite
from goalsheet.excel.program import program_of
from goalsheet.language.catalogue import ENGLISH, Catalogue
from goalsheet.layout.contents import Content, Failure, Rows
from goalsheet.layout.formulas import LOG_FORMULAS
from goalsheet.layout.logs import log_formula
from goalsheet.layout.places import LISTS, PREFIXES, excel_name, rows_named
from goalsheet.layout.plan import Value
from goalsheet.layout.references import Reference, areas
from goalsheet.layout.room import letters, split_reference
from goalsheet.layout.table_rows import HEADERS_WITHIN, Location, header_row, titled_columns
from goalsheet.layout.words import TABS, formula_in, shown_word
from goalsheet.progress.edits import LONGEST_TEXT
from goalsheet.tracker.schema import Table

_ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!")
LONGEST_IN_A_BLOCK = 8_000  # characters of a text: Excel takes longer ones (from 8,204 on) only cell by cell
_FIRST_YEAR = 1900  # what Excel shows before is a time of day
_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - cells know no time zone


class DayOfMoment(dt.date):
    """The day of a cell that holds a time of day, too: not all that stands there."""


class TimeOfDay(float):
    """A time of day as part of a day, perhaps rounded: not all that stands there."""


@dataclass(frozen=True)
class OpenTable:
    """A table as it stands in the open workbook: where, what its cells hold, and how many reads that took.

    `is_as_made` says whether every column is there under its own title.
    """

    of: Table
    sheet: Sheet
    location: Location
    rows: Rows
    reads: int = 1
    is_as_made: bool = False
    language: Catalogue = ENGLISH  # of the sheets

    def place(self, column: str) -> int:
        """The number of a column on the sheet; CannotWrite where it was taken out."""
        if column not in self.location.columns:
            title = self.of.column(column).title
            cure = "Undo what was done to the sheet, or make a new tracker and copy the goals."
            raise CannotWrite(f"The sheet {self.sheet.name} has no column {title} any more. {cure}")
        return split_reference(f"{self.location.columns[column]}1")[1]

    def write(self, first_row: int, columns: Mapping[str, Sequence[Value]]) -> None:
        """Write values downwards from a row, in one call for each of their areas; texts stay texts."""
        said = {name: [self.in_own_words(name, one) for one in held] for name, held in columns.items()}
        values = {self.place(name): [as_cell(one) for one in held] for name, held in said.items()}
        rows = range(first_row, first_row + len(next(iter(values.values()))))
        for area in self.areas(columns, rows):
            block = [
                [values[one][place] if one in values else as_cell(self._typed(row, one)) for one in area]
                for place, row in enumerate(rows)
            ]
            self.sheet.range((rows.start, area.start), (rows.stop - 1, area.stop - 1)).value = block

    def in_own_words(self, column: str, value: Value) -> Value:
        """A value as a cell of that column has it in the language of the sheets."""
        return shown_word(self.of.column(column), value, self.language)

    def areas(self, columns: Iterable[str], rows: range) -> list[range]:
        """The columns in areas that are written in one call each, over what can be handed over again between them."""
        found: list[range] = []
        for run in self.side_by_side(columns):
            left, stop = self.place(run[0]), self.place(run[-1]) + 1
            if found and self._can_be_written_again(range(found[-1].stop, left), rows):
                left = found.pop().start
            found.append(range(left, stop))
        return found

    def _can_be_written_again(self, columns: range, rows: range) -> bool:
        """Whether people put columns of their own there, in which nothing stands but texts and numbers."""
        if not {letters(one) for one in columns}.isdisjoint(self.location.columns.values()):
            return False
        held = [self._typed(row, column) for row in rows for column in columns]
        is_plain = all(
            one is None or type(one) is float or (type(one) is str and len(one) <= LONGEST_IN_A_BLOCK) for one in held
        )
        area = self.sheet.range((rows.start, columns.start), (rows.stop - 1, columns.stop - 1))
        return is_plain and not any(True for _ in formulas(area))

    def _typed(self, row: int, column: int) -> Any:
        return self.rows.get(row, {}).get(letters(column))

    def side_by_side(self, columns: Iterable[str]) -> list[list[str]]:
        """The columns in groups that stand side by side on the sheet: each is one area."""
        placed = sorted((self.place(name), name) for name in columns)
        groups = groupby(enumerate(placed), key=lambda one: one[1][0] - one[0])
        return [[name for _, (_, name) in run] for _, run in groups]

    def make_room(self, row: int) -> None:
        """Let the Excel table reach down to the row, so that its formulas and colours do."""
        tables, name = self.sheet.tables, excel_name(self.of)
        if name not in tables:
            return
        cells = tables[name].range
        last = cells.last_cell
        if last.row < row:
            tables[name].resize(self.sheet.range((cells.row, cells.column), (row, last.column)))

    def below(self, rows: range) -> range:
        """Those of the rows below the Excel table, into which it grows; none where there is no such table."""
        tables, name = self.sheet.tables, excel_name(self.of)
        return range(max(rows.start, tables[name].range.last_cell.row + 1), rows.stop) if name in tables else range(0)

    def formula(self, column: str) -> str | None:
        """The formula of a computed column of a log, as every row has it; None where the sheet may have another."""
        declared = self.of.column(column)
        if (self.of.name, column) not in LOG_FORMULAS or not self.is_as_made:
            return None
        is_there = excel_name(self.of) in self.sheet.tables and any(one.name == LISTS for one in self.sheet.book.sheets)
        return f"={formula_in(log_formula(self.of, declared), self.language)}" if is_there else None

    def refuse_merged(self, columns: Iterable[str], rows: range) -> None:
        """CannotWrite where cells of those columns and rows are merged: what we would write gets lost in them."""
        groups = [[self.place(name) for name in run] for run in self.side_by_side(columns)]
        refuse_merged(self.sheet, [self.sheet.range((rows.start, run[0]), (rows.stop - 1, run[-1])) for run in groups])


def refuse_merged(sheet: Sheet, areas: Iterable[Range]) -> None:
    """CannotWrite where cells of those areas of a sheet are merged."""
    found = dict.fromkeys(cells.address.replace("$", "") for area in areas for cells in merged(area))
    if found:
        cure = "Unmerge them (Home > Merge & Center), then press the button again."
        raise CannotWrite(f"On the sheet {sheet.name} these cells are merged: {', '.join(found)}. {cure}")


def merged(area: Range) -> Iterator[Range]:
    """The cells merged with those of an area."""
    return (cell.merge_area for cell in _cells(area, lambda part: part.merge_cells))


def formulas(area: Range) -> Iterator[tuple[int, int]]:
    """The rows and columns of the cells of an area that hold formulas."""
    program = program_of(area.sheet.book)
    return ((cell.row, cell.column) for cell in _cells(area, lambda part: program.has_formula(part.api)))


def formulas_held(area: Range) -> Iterator[tuple[tuple[int, int], str]]:
    """The formulas of a column's cells, as the program would take them again; none of an array, of which it would not.

    They are asked for as other things are that a cell is besides its value: no call that is counted.
    """
    program = program_of(area.sheet.book)
    holds = program.has_formula(area.api)
    if holds is False or area.has_array is not False:
        return
    there = None if holds is True else set(formulas(area))
    for row, formula in enumerate(program.formulas(area.api), area.row):
        cell = row, area.column
        if formula.startswith("=") and (there is None or cell in there):
            yield cell, formula


def _cells(area: Range, are_so: Callable[[Range], object]) -> Iterator[Range]:
    """The cells of which that is true; asked by halves, for mostly one question says that there are none."""
    if are_so(area) is False:  # neither yes nor no means that some are
        return
    height, width = area.shape
    if (height, width) == (1, 1):
        yield area
    elif height > 1:
        yield from _cells(area[: height // 2, :], are_so)
        yield from _cells(area[height // 2 :, :], are_so)
    else:
        yield from _cells(area[:, : width // 2], are_so)
        yield from _cells(area[:, width // 2 :], are_so)


def as_cell(value: Value) -> Any:
    """A value as it is handed to the program: a text with the apostrophe that keeps it one, whatever it looks like."""
    if isinstance(value, str):
        return f"'{value[:LONGEST_TEXT]}" if value else None
    return dt.datetime(value.year, value.month, value.day) if isinstance(value, dt.date) else value  # noqa: DTZ001 - as above


def find_table(book: Book, of: Table, titles: Collection[str], language: Catalogue = ENGLISH) -> OpenTable | None:
    """The table in the open workbook, whose sheets have those titles; None if nothing of it can be found."""
    named = find_named(book, of, titles, language)
    if named:
        return named
    was_named = any(f"{PREFIXES[of.name]}_{column.name}" in book.names for column in of.columns)
    own = language.word(of.title, TABS)
    return _by_headers(book, of, [own] if was_named else titles, language)  # gone: reading other sheets is in vain


def find_named(book: Book, of: Table, titles: Collection[str], language: Catalogue = ENGLISH) -> OpenTable | None:
    """The same by goalsheet's own names alone: a workbook from before that table has none, and no sheet is searched."""
    references = (found for column in of.columns for found in _named(book, of, column.name))
    named = next((found for found in references if found.sheet in titles), None)
    return _by_name(book, of, named, language) if named else None


def _named(book: Book, of: Table, column: str) -> Sequence[Reference]:
    """Where the name that goalsheet gave a column leads, if anywhere."""
    return named_areas(book, f"{PREFIXES[of.name]}_{column}")[:1]


def named_areas(book: Book, name: str) -> Sequence[Reference]:
    """The areas that a defined name stands for; none where there is no such name, or it leads nowhere."""
    return areas(str(book.names[name].refers_to)) if name in book.names else ()


def _by_name(book: Book, of: Table, named: Reference, language: Catalogue) -> OpenTable:
    sheet = book.sheets[named.sheet]
    own = rows_named(of, named.rows)
    header = own.start - 1
    rows = read_rows(sheet, header)
    columns = titled_columns(of, rows.get(header, {}), language)
    is_as_made = len(columns) == len(of.columns)
    for column in of.columns:  # whoever gave a column another title meets the name that stayed
        if column.name not in columns:
            for reference in _named(book, of, column.name):
                if reference.sheet == named.sheet:
                    columns[column.name] = letters(reference.columns.start)
    location = Location(sheet.name, own, columns)
    return OpenTable(of, sheet, location, _below(rows, header), is_as_made=is_as_made, language=language)


def _by_headers(book: Book, of: Table, titles: Collection[str], language: Catalogue) -> OpenTable | None:
    among = (sheet for sheet in book.sheets if sheet.name in titles)
    for looked_at, sheet in enumerate(sorted(among, key=lambda sheet: sheet.name != language.word(of.title, TABS)), 1):
        top = read_rows(sheet, 1, HEADERS_WITHIN)
        header = header_row(of, top, language)
        if header is not None:
            rows = read_rows(sheet, header)
            reach = range(header + 1, max(rows) + 1)
            location = Location(sheet.name, reach, titled_columns(of, rows[header], language))
            return OpenTable(of, sheet, location, _below(rows, header), looked_at + 1, language=language)
    return None


def _below(rows: Rows, header: int) -> Rows:
    return {number: cells for number, cells in rows.items() if number > header}


def read_rows(sheet: Sheet, first: int, last: int | None = None) -> Rows:
    """What the cells of a sheet hold from a row on, in one call."""
    end = sheet.used_range.last_cell
    bottom = max(first, min(end.row, last or end.row))
    block = sheet.range((first, 1), (bottom, end.column)).options(ndim=2, err_to_str=True).value
    names = [letters(place) for place in range(1, end.column + 1)]
    found: dict[int, dict[str, Content]] = {}
    for number, values in enumerate(block, first):
        contents = {name: _content(value) for name, value in zip(names, values, strict=True) if value is not None}
        if contents:
            found[number] = contents
    return found


def _content(value: Any) -> Content:
    """A value as the program gives it, as what a cell holds."""
    match value:
        case bool():
            return value
        case dt.datetime():
            return _day_or_time(value.replace(tzinfo=None))
        case str():
            return Failure(value) if value in _ERRORS else value
        case numbers.Number():
            return float(value)  # type: ignore[arg-type]  # whole numbers and amounts of money, too
        case _:
            return str(value)


def _day_or_time(moment: dt.datetime) -> Content:
    if moment.year < _FIRST_YEAR:
        return TimeOfDay((moment - _EPOCH) / dt.timedelta(1))
    return moment.date() if moment.time() == dt.time() else DayOfMoment(moment.year, moment.month, moment.day)
