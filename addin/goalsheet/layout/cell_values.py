"""The content of a cell as its column's type: what can be read without guessing is read, all else is a complaint."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection
from functools import partial
from typing import NamedTuple

from goalsheet.language.catalogue import ENGLISH, Catalogue
from goalsheet.layout.contents import Content, Failure, Held, NoResult, ShownAsDate
from goalsheet.layout.plan import Value
from goalsheet.layout.room import BETWEEN_COUNTS, FIRST_SERIAL, LAST_SERIAL, day_of, number_text
from goalsheet.layout.words import english_text, english_word
from goalsheet.tracker import choices
from goalsheet.tracker.schema import NUMBERS, Column, Kind

_WHOLE_OR_DECIMAL = re.compile(r"[-+]?\d+(?:\.\d+)?")
_MAYBE_THOUSANDS = re.compile(r"[-+]?\d{1,3}\.\d{3}")  # 1.500 is fifteen hundred in half of Europe
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_SHOWN = 40  # characters of a text that a message repeats


class Reading(NamedTuple):
    """A value, with what is wrong with it and what to do, if anything is."""

    value: Value
    what: str = ""
    cure: str = ""


class CellReader:
    """Reads cells of one workbook: how it counts days, which goals it has (in upper case), and its language."""

    def __init__(self, *, from_1904: bool, goal_ids: Collection[str] = (), language: Catalogue = ENGLISH) -> None:
        self._from_1904, self._goal_ids, self._language = from_1904, goal_ids, language

    def read(self, column: Column, content: Content) -> Reading:
        """The content as the column's type."""
        return self.reader(column)(content)

    def reader(self, column: Column) -> Callable[[Content], Reading]:
        """What reads the cells of that column, which is chosen once for all of them."""
        if column.kind is Kind.DATE:
            return self._date
        if column.kind in NUMBERS:
            return partial(self._number, column)
        return partial(self._choice if column.kind is Kind.CHOICE else self._words, column)

    def _date(self, content: Content) -> Reading:
        if isinstance(content, ShownAsDate) and (day := self._day(content)):  # what nearly all are
            return Reading(day)
        if isinstance(content, (Failure, NoResult)):
            return _without_value(content)
        if isinstance(content, str) and not content.strip():
            return Reading(None)
        cure = "Type the day again, for instance 2027-06-30."
        if isinstance(content, str) and _iso_day(content):
            # Not counted here either: what the command says has to be what the sheet shows.
            return Reading(None, f"the date {content.strip()} is stored as text, so nothing counts it.", cure)
        day = None if isinstance(content, (str, bool)) else self._day(content)
        return Reading(day) if day else Reading(None, f"{self._quoted(content)} is no date.", cure)

    def _day(self, content: float | dt.date | ShownAsDate) -> dt.date | None:
        """The day of a count of days; None for what lies outside of what spreadsheets agree on."""
        if isinstance(content, dt.date):
            return content
        count = content.number if isinstance(content, ShownAsDate) else content
        if self._from_1904:
            count += BETWEEN_COUNTS.days
        return day_of(int(count)) if FIRST_SERIAL <= count < LAST_SERIAL + 1 else None

    def _number(self, column: Column, content: Content) -> Reading:
        if isinstance(content, float):
            return _within(column, content)
        if isinstance(content, (Failure, NoResult)):
            return _without_value(content)
        if isinstance(content, str):
            return _number_in_text(column, content) if content.strip() else Reading(None)
        cure = "Type the number again."
        if isinstance(content, bool):
            return Reading(None, f"{self._quoted(content)} is no number.", cure)
        return Reading(None, f"a date stands here ({self._text(content)}), but this has to be a number.", cure)

    def _words(self, column: Column, content: Content) -> Reading:
        if isinstance(content, (Failure, NoResult)):
            return _without_value(content)
        text = self._text(content)
        return Reading(english_text(column, text, self._language) if text else text)

    def _text(self, content: Held) -> str | None:
        if isinstance(content, str):
            return _clean(content) if content and not content.isspace() else None
        match content:
            case bool():
                return str(content).upper()
            case ShownAsDate() | dt.date():
                day = self._day(content)
                return day.isoformat() if day else number_text(getattr(content, "number", 0.0))
            case float():
                return number_text(content)

    def _choice(self, column: Column, content: Content) -> Reading:
        if isinstance(content, (Failure, NoResult)):
            return _without_value(content)
        text = self._text(content)
        return self._offered(column, text) if text else Reading(text)

    def _offered(self, column: Column, text: str) -> Reading:
        offered = column.choices
        assert offered
        if offered is choices.GOAL_ID:
            return self._goal_number(text)
        if offered is choices.CHANGE:  # sync writes other words there
            return Reading(english_word(column, text, self._language) or text)
        if not offered.words or offered.open_ended:
            return Reading(text)
        if self._language.is_english and text in offered.words:
            return Reading(text)
        word = english_word(column, text, self._language)  # formulas do not tell capital letters from small ones either
        if word:
            return Reading(word)
        words = map(self._language.word, offered.words)
        return Reading(text, f"{_quote(text)} is not offered here.", f"Pick one of: {', '.join(words)}.")

    def _goal_number(self, text: str) -> Reading:
        if text.upper() in self._goal_ids:
            return Reading(text)
        number = text.strip()
        if number.upper() in self._goal_ids:
            return Reading(text, f"a blank stands before or behind {number}.", "Delete it, or pick the number.")
        return Reading(text, f"there is no goal {_quote(text)}.", "Pick its number.")

    def _quoted(self, content: Held) -> str:
        return _quote(self._text(content) or "")


def _without_value(content: Failure | NoResult) -> Reading:
    if isinstance(content, NoResult):
        return Reading(None, "this formula has no stored result.", "Open the file in Excel and save it.")
    return Reading(None, f"the error {_shown(content.code)} stands here.", "Mend the formula, or type the value.")


def _clean(text: str) -> str:
    if not text.isascii():
        text = _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def from_text(kind: Kind, text: str) -> float | dt.date | None:
    """The number or day of that kind that is stored as this text; None where that cannot be told without guessing."""
    if kind is Kind.DATE:
        return _iso_day(text)
    bare = text.strip()
    percent = kind is Kind.PERCENT and bare.endswith("%")
    digits = bare.removesuffix("%").rstrip() if percent else bare
    if kind not in NUMBERS or not _WHOLE_OR_DECIMAL.fullmatch(digits) or _MAYBE_THOUSANDS.fullmatch(digits):
        return None
    return float(digits) / (100 if percent else 1)


def _number_in_text(column: Column, content: str) -> Reading:
    bare = content.strip()
    if from_text(column.kind, content) is None:
        return Reading(None, f"{_quote(bare)} is no number.", "Type the number alone; words and units go elsewhere.")
    # Not counted here either: what the command says has to be what the sheet shows.
    return Reading(None, f"the number {bare} is stored as text, so nothing counts it.", "Type it again.")


def _within(column: Column, number: float) -> Reading:
    """The number, whatever it is, since formulas count it; but it is said where it should not be so."""
    low, high = column.lowest, column.highest
    if column.kind is Kind.WHOLE and not number.is_integer():
        return Reading(number, f"{number_text(number)} is no whole number.", "Type a whole number.")
    value = int(number) if column.kind is Kind.WHOLE else number
    if (low is not None and number < low) or (high is not None and number > high):
        return Reading(value, f"{_as_typed(column, number)} is not possible here.", f"Type {_bounds(column)}.")
    return Reading(value)


def _bounds(column: Column) -> str:
    low, high = (None if bound is None else _as_typed(column, bound) for bound in (column.lowest, column.highest))
    if low is None or high is None:
        return f"{low} or more" if low is not None else f"{high} or less"
    return f"a number from {low} to {high}"


def _as_typed(column: Column, number: float) -> str:
    return f"{number_text(round(number * 100, 6))} %" if column.kind is Kind.PERCENT else number_text(number)


def _iso_day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        return None


def _quote(text: str) -> str:
    return f'"{_shown(text)}"'


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
