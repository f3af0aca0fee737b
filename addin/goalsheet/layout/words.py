"""The words of a workbook in its own language: what columns are called, and what their cells show and hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from goalsheet.language.catalogue import Catalogue
from goalsheet.layout.plan import Value
from goalsheet.progress.edits import CHECK, FORECAST, SEPARATOR, Print
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.schema import Column, Kind, Table, table

TABS = "tabs"  # the place in a catalogue where the sheets' titles are
#: Columns that keep the texts of others, words of lists among them.
_KEPT: Mapping[str, Print] = {"forecast_words": FORECAST, "checked_words": CHECK}


def title_of(of: Table, column: Column, to: Catalogue) -> str:
    """What a column is called in that language."""
    return to.word(column.title, of.name)


def shows_words(column: Column) -> bool:
    """Whether cells of the column hold words that differ from language to language."""
    return column.kind is Kind.CHOICE or column.name in _KEPT


def shown_word(column: Column, value: Value, to: Catalogue) -> Value:
    """A value of a column as its cell shows it: a word of its list in that language."""
    if to.is_english or not isinstance(value, str):
        return value
    if column.name in _KEPT:
        return _each(value, _KEPT[column.name], lambda one, text: str(shown_word(one, text, to)))
    english = _offered(column, None)
    word = english.get(value.casefold())
    return to.word(word) if word else value


def english_word(column: Column, text: str, to: Catalogue) -> str | None:
    """The English word that stands for what a cell of the column holds; None if its list does not offer that."""
    return _offered(column, to).get(text.casefold())


def english_text(column: Column, text: str, to: Catalogue) -> str:
    """The text of a cell with the words of lists that it keeps in English."""
    if to.is_english or column.name not in _KEPT:
        return text
    return _each(text, _KEPT[column.name], lambda one, piece: english_word(one, piece, to) or piece)


@lru_cache(maxsize=1_024)
def _offered(column: Column, to: Catalogue | None) -> Mapping[str, str]:
    """The English words of a column's list by how they are written, in small letters."""
    words = column.choices.words if column.choices else ()
    return {(to.word(word) if to else word).casefold(): word for word in reversed(words)}


def _each(text: str, of: Print, put: Callable[[Column, str], str]) -> str:
    """A kept text with each of its pieces changed that is a word of a closed list."""
    columns, pieces = [table(Goal).column(name) for name in of.texts], text.split(SEPARATOR)
    if len(pieces) != len(columns):  # somebody's own text has the sign that parts them in it
        return text
    closed = [one.choices is not None and not one.choices.open_ended for one in columns]
    ones = zip(columns, pieces, closed, strict=True)
    return SEPARATOR.join(put(column, piece) if is_closed else piece for column, piece, is_closed in ones)
