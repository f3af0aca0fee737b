"""The words of a workbook in its own language: what columns are called, and what their cells show and hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from goalsheet.language.catalogue import Catalogue
from goalsheet.layout.places import LOGS, excel_name
from goalsheet.layout.plan import Value
from goalsheet.progress.edits import CHECK, FORECAST, SEPARATOR, Print
from goalsheet.progress.timing import MONTHS
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.schema import Column, Kind, Owner, Table, table

TEXT = re.compile(r'("(?:[^"]|"")*")')  # in a formula
_BEGINNING = re.compile(r"(LEFT\([^(),]+,)[0-9]+\)=$")  # LEFT(cell,8)="Changed:"
_OWN_ROW = re.compile(r"(\w+)\[\[#This Row\],\[([^\]]+)\]\]")
TABS = "tabs"  # the place in a catalogue where the sheets' titles are
#: Columns that keep the texts of others, words of lists among them.
_KEPT: Mapping[str, Print] = {"forecast_words": FORECAST, "checked_words": CHECK}


def formula_in(formula: str, to: Catalogue) -> str:
    """A formula with its texts, its sheets' titles and its columns' titles in that language."""
    if to.is_english:
        return formula
    tabs = to.only.get(TABS, {})
    pieces = TEXT.split(formula)
    for place, piece in enumerate(pieces):
        if place % 2:
            text = text_in(piece[1:-1], to)
            pieces[place] = f'"{text}"'
            pieces[place - 1] = _BEGINNING.sub(rf"\g<1>{len(text)})=", pieces[place - 1])
        elif piece:
            titled = _OWN_ROW.sub(lambda found: _own_row(found, to), piece)
            pieces[place] = _sheets_named(tuple(tabs)).sub(lambda found: _tab(tabs[found[1] or found[2]]), titled)
    return "".join(pieces)


def text_in(text: str, to: Catalogue) -> str:
    """A text of a formula in that language."""
    return "".join(to.short_months) if text == MONTHS else to.word(text)


@cache
def _sheets_named(titles: tuple[str, ...]) -> re.Pattern[str]:
    among = "|".join(map(re.escape, titles))
    return re.compile(rf"(?<![\w'])(?:'({among})'|({among}))!")


def _tab(title: str) -> str:
    doubled = title.replace("'", "''")
    return f"'{doubled}'!"


def _own_row(found: re.Match[str], to: Catalogue) -> str:
    """A cell of a table's own row by its column's title."""
    of = next((of for of in LOGS if excel_name(of) == found[1]), None)
    column = next((one for one in of.columns if one.title == found[2]), None) if of else None
    if of is None or column is None:
        return found[0]
    title = re.sub(r"(['#@\[\]])", r"'\1", title_of(of, column, to))  # as a reference to a column has to spell it
    return f"{found[1]}[[#This Row],[{title}]]"


def title_of(of: Table, column: Column, to: Catalogue) -> str:
    """What a column is called in that language."""
    return to.word(column.title, of.name)


def shows_words(column: Column) -> bool:
    """Whether cells of the column hold words that differ from language to language."""
    return column.kind is Kind.CHOICE or column.name in _KEPT or column.name == "forecast"


def shown_word(column: Column, value: Value, to: Catalogue) -> Value:
    """A value of a column as its cell shows it: a word of its list in that language."""
    if to.is_english or not isinstance(value, str):
        return value
    if column.name in _KEPT:
        return _each(value, _KEPT[column.name], lambda one, text: str(shown_word(one, text, to)))
    if column.name == "forecast":
        return to.told(value)
    english = _offered(column, None)
    word = english.get(value.casefold())
    return to.word(word) if word else value


def english_word(column: Column, text: str, to: Catalogue) -> str | None:
    """The English word that stands for what a cell of the column holds; None if its list does not offer that."""
    return _offered(column, to).get(text.casefold())


def english_text(column: Column, text: str, to: Catalogue) -> str:
    """The text of a cell that goalsheet wrote itself, in English: words of lists that it keeps, or a question."""
    if to.is_english or column.owner is not Owner.TOOL:
        return text
    if column.name not in _KEPT:
        return to.english.get(text, text)
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
