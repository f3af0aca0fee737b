"""Values as the cells of a workbook in another language have them: the words of its own lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from goalsheet.layout.places import PREFIXES, CellPlace
from goalsheet.layout.plan import Value
from goalsheet.layout.references import Reference, areas
from goalsheet.layout.room import split_reference
from goalsheet.layout.words import shown_word, shows_words
from goalsheet.tracker.schema import Column
from goalsheet.tracker.tracker import TABLES
from goalsheet.workbook.opened import OpenedWorkbook
from goalsheet.workbook.settings_sheet import language_of_sheets


def in_own_words(book: OpenedWorkbook, values: Mapping[CellPlace, Value]) -> Mapping[CellPlace, Value]:
    """The values with words of lists in the language of the sheets; as they are in English ones."""
    language = language_of_sheets(book)
    if language.is_english:
        return values
    columns = list(_with_words(book))
    return {
        place: value if (column := _column_at(place, columns)) is None else shown_word(column, value, language)
        for place, value in values.items()
    }


def known_in_any_language(book: OpenedWorkbook, results: Mapping[CellPlace, Value]) -> Mapping[CellPlace, Value]:
    """The formulas' results that are no words; words are left to whatever opens the workbook, as formulas say them."""
    if language_of_sheets(book).is_english:
        return results
    return {place: value for place, value in results.items() if not isinstance(value, str)}


def _with_words(book: OpenedWorkbook) -> Iterator[tuple[Reference, Column]]:
    for of in TABLES:
        for column in filter(shows_words, of.columns):
            named = areas(book.directory.names.get(f"{PREFIXES[of.name]}_{column.name}", ""))
            yield from ((area, column) for area in named)


def _column_at(place: CellPlace, columns: list[tuple[Reference, Column]]) -> Column | None:
    row, number = split_reference(place.address)
    for area, column in columns:
        if area.sheet.casefold() == place.sheet.casefold() and number in area.columns and row in area.rows:
            return column
    return None
