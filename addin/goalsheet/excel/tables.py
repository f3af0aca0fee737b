"""A table of the open tracker: found by the identity of its columns, and read in one call."""

from __future__ import annotations

import datetime as dt
import numbers
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, product
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
from goalsheet.layout.table_rows import UNDO, Location, header_row, titled_columns
from goalsheet.layout.titles import TITLES
from goalsheet.layout.words import TABS, formula_in, shown_word
from goalsheet.progress.edits import LONGEST_TEXT
from goalsheet.tracker.schema import Table

_ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!")
LONGEST_IN_A_BLOCK = 8_000  # characters of a text: Excel takes longer ones (from 8,204 on) only cell by cell
_FIRST_YEAR = 1900  # what Excel shows before is a time of day
_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - cells know no time zone
_MOST_SEARCHED = 4  # sheets of a workbook whose names are gone: a press reads and writes cells but so many times


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
            raise CannotWrite(f"The sheet {self.sheet.name} has no column {title} any more. {UNDO}")
        return split_reference(f"{self.location.columns[column]}1")[1]

    def having(self, columns: Iterable[str]) -> list[str]:
        """Those of the columns, without later ones that the sheet of an older workbook does not have."""
        return [one for one in columns if one in self.location.columns or not self.of.column(one).later]

    def in_own_words(self, column: str, value: Value) -> Value:
        """A value as a cell of that column has it in the language of the sheets."""
        return shown_word(self.of.column(column), value, self.language)

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
    return (cell.merge_area for part in _parts(area, lambda part: part.merge_cells) for cell in part)


def formulas(area: Range) -> Iterator[tuple[int, int]]:
    """The rows and columns of the cells of an area that hold formulas."""
    program = program_of(area.sheet.book)
    for part in _parts(area, lambda part: program.has_formula(part.api)):
        (height, width), row, column = part.shape, part.row, part.column
        yield from product(range(row, row + height), range(column, column + width))


def _parts(area: Range, are_so: Callable[[Range], object]) -> Iterator[Range]:
    """The parts of it of all of whose cells that is true; asked by halves, for mostly one question says none or all."""
    answer = are_so(area)
    (height, width) = area.shape
    if answer is True or (answer is not False and (height, width) == (1, 1)):  # neither yes nor no: some are
        yield area
    elif answer is not False and height > 1:
        yield from _parts(area[: height // 2, :], are_so)
        yield from _parts(area[height // 2 :, :], are_so)
    elif answer is not False:
        yield from _parts(area[:, : width // 2], are_so)
        yield from _parts(area[:, width // 2 :], are_so)


def as_cell(value: Value) -> Any:
    """A value as it is handed to the program: a text with the apostrophe that keeps it one, whatever it looks like."""
    if isinstance(value, str):
        return f"'{value[:LONGEST_TEXT]}" if value else None
    return dt.datetime(value.year, value.month, value.day) if isinstance(value, dt.date) else value  # noqa: DTZ001 - as above


def find_tables(
    book: Book, tables: Iterable[Table], titles: Collection[str], language: Catalogue = ENGLISH
) -> dict[Table, OpenTable | None]:
    """The tables in the open workbook, whose sheets have those titles; None for one of which nothing can be found."""
    read: dict[str, Rows] = {}  # a sheet that is searched for one table is not read again for the next
    return {
        of: find_named(book, of, titles, language) or _by_headers(book, of, titles, read, language) for of in tables
    }


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
    rows = read_rows(sheet, max(1, named.rows.start - 1))
    own = rows_named(of, named.rows, lambda row: bool(titled_columns(of, rows.get(row, {}), language)))
    header = own.start - 1
    columns = titled_columns(of, rows.get(header, {}), language)
    is_as_made = len(columns) == len(of.columns)
    for column in of.columns:  # whoever gave a column another title meets the name that stayed
        if column.name not in columns:
            for reference in _named(book, of, column.name):
                if reference.sheet == named.sheet:
                    columns[column.name] = letters(reference.columns.start)
    location = Location(sheet.name, own, columns)
    return OpenTable(of, sheet, location, _below(rows, header), is_as_made=is_as_made, language=language)


def _by_headers(
    book: Book, of: Table, titles: Collection[str], read: dict[str, Rows], language: Catalogue
) -> OpenTable | None:
    """The table by its titles: on the sheet that is called so, or on one with a title that is not of ours."""
    own = language.word(of.title, TABS)
    if any(f"{PREFIXES[of.name]}_{column.name}" in book.names for column in of.columns):
        titles = {own}.intersection(titles)  # its own sheet is gone: reading others is in vain
    before, ours = len(read), {language.word(title, TABS) for title in TITLES}
    for title in sorted(titles, key=lambda title: (title != own, title in ours)):
        if title not in read and len(read) < _MOST_SEARCHED:
            read[title] = read_rows(book.sheets[title], 1)
        rows = read.get(title, {})
        header = header_row(of, rows, language)
        if header is not None:
            columns, below = titled_columns(of, rows[header], language), range(header + 1, max(rows) + 1)
            location, sheet = Location(title, below, columns), book.sheets[title]
            return OpenTable(of, sheet, location, _below(rows, header), len(read) - before, language=language)
    return None


def _below(rows: Rows, header: int) -> Rows:
    return {number: cells for number, cells in rows.items() if number > header}


def read_rows(sheet: Sheet, first: int) -> Rows:
    """What the cells of a sheet hold from a row on, in one call."""
    end = sheet.used_range.last_cell
    block = sheet.range((first, 1), (max(first, end.row), end.column)).options(ndim=2, err_to_str=True).value
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
