"""What people typed into the tables of a tracker, cell by cell, just as it stands there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from goalsheet.layout.contents import Content, Failure, NoResult, ShownAsDate
from goalsheet.layout.places import LOGS, CellPlace
from goalsheet.layout.plan import Value
from goalsheet.layout.room import BETWEEN_COUNTS, LOG_ROWS, serial
from goalsheet.layout.table_rows import Location, TableRows
from goalsheet.tracker.schema import Kind, table
from goalsheet.tracker.vision import Reflection
from goalsheet.vision.questions import QUESTIONS
from goalsheet.workbook.opened import OpenedWorkbook
from goalsheet.workbook.settings_sheet import language_of_sheets

#: Columns that nobody types in and no formula fills: the template does.
_TEMPLATES = {(Reflection, "question"), (Reflection, "examples")}


@dataclass(frozen=True)
class Typed:
    """A cell in which something stands: of which table, in which of its rows (from 0) and columns, and what."""

    row: type
    index: int
    column: str
    content: Content
    place: CellPlace


def typed_columns(of: type, location: Location) -> dict[str, str]:
    """The letters of the table's columns whose cells are people's, or that goalsheet fills without a formula."""
    found = location.read_columns(table(of))
    return {name: place for name, place in found.items() if (of, name) not in _TEMPLATES}


def typed_cells(book: OpenedWorkbook, tables: Mapping[type, TableRows]) -> list[Typed]:
    """All cells of those tables in which something stands."""
    return [one for of, rows in tables.items() if rows.location for one in _of_table(book, of, rows.location)]


def _of_table(book: OpenedWorkbook, of: type, location: Location) -> Iterator[Typed]:
    columns = {place: name for name, place in typed_columns(of, location).items()}
    places = row_places(of, location, book)
    found = book.rows(location.sheet, set(columns), location.rows)
    for number, cells in sorted(found.items()):
        for letters, content in cells.items():
            index = places.get(number, -1)
            yield Typed(of, index, columns[letters], content, CellPlace(location.sheet, f"{letters}{number}"))


def row_places(of: type, location: Location, book: OpenedWorkbook) -> dict[int, int]:
    """Where each row of the table goes in a new one, from 0, by its number on the sheet.

    Rows keep their places. An answer goes to its question (nowhere, if that is none any more), and where a log is
    longer than a new one, its gaps are closed.
    """
    if of is Reflection:
        return _by_question(location, book)
    usual = {number: number - location.rows.start for number in location.rows}
    if table(of) not in LOGS:
        return usual
    used = sorted(book.rows(location.sheet, set(typed_columns(of, location).values()), location.rows))
    is_long = bool(used) and usual[used[-1]] >= LOG_ROWS
    return {number: place for place, number in enumerate(used)} if is_long else usual


def _by_question(location: Location, book: OpenedWorkbook) -> dict[int, int]:
    language = language_of_sheets(book)
    asked = {language.word(question.text): place for place, question in enumerate(QUESTIONS)}
    column = location.columns.get("question")
    rows = book.rows(location.sheet, {column}, location.rows) if column else {}
    found = {number: asked.get(str(cells[column])) for number, cells in rows.items() if column}
    return {number: place for number, place in found.items() if place is not None}


def as_value(of: type, column: str, content: Content, *, from_1904: bool) -> Value:
    """The content as it is set in a workbook that counts days from 1900."""
    match content:
        case Failure():
            return content.code
        case NoResult():
            return None
        case bool():
            return str(content).upper()
        case ShownAsDate():
            return content.number + (BETWEEN_COUNTS.days if from_1904 else 0)
        case float() if from_1904 and table(of).column(column).kind is Kind.DATE:
            return content + BETWEEN_COUNTS.days
    return content


def same(one: Value | Content, other: Value | Content) -> bool:
    """Whether two cells hold the same, each as it was typed."""
    return _plain(one) == _plain(other)


def _plain(content: Value | Content) -> object:
    match content:
        case ShownAsDate():
            return content.number
        case Failure():
            return content.code
        case dt.date():
            return float(serial(content))
        case bool():
            return str(content).upper()
    return content


def padded(rows: Sequence[object], places: Sequence[int], blank: object, most: int) -> tuple[object, ...]:
    """The rows each at its place, blank ones between; what lies beyond `most` is left out."""
    found = {place: row for place, row in zip(places, rows, strict=True) if 0 <= place < most}
    return tuple(found.get(place, blank) for place in range(max(found, default=-1) + 1))
