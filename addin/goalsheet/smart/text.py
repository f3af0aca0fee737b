"""Words and places in a sentence: what the readers of numbers, dates and phrases share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

Span = tuple[int, int]

_REMEMBERED = 16  # every reader folds the same sentence, one after the other

_DASHES = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-"})
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " ", "\u202f": " "})


class Word(NamedTuple):  # not a dataclass: a sentence makes dozens, and a tuple is made three times as fast
    """One word of a sentence: as written, in small letters, and where it stands."""

    text: str
    low: str
    start: int
    end: int


@lru_cache(_REMEMBERED)
def fold(text: str) -> str:
    """The text in small letters with plain dashes, quotes and blanks; each letter keeps its place."""
    if text.isascii():
        return text.lower()
    plain = text.translate(_DASHES).translate(_QUOTES)
    low = plain.lower()
    if len(low) == len(plain):
        return low
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in plain)


_WORD = re.compile(r"[^\W\d_]+\d*(?:['-][^\W\d_]+)*")


def words(text: str, low: str) -> list[Word]:
    """The words of a sentence ("follow-up", "team's" and "AM2" are one word each; numbers are none)."""
    spans = map(re.Match.span, _WORD.finditer(low))
    return [Word(text[start:end], low[start:end], start, end) for start, end in spans]


@dataclass(frozen=True)
class Phrase:
    """A part of a sentence and where it stands."""

    text: str
    span: Span


def mentions(low: str, hints: Iterable[str]) -> bool:
    """Whether some of these letters are in a text: far cheaper than to search for a pattern that needs one of them."""
    return any(map(low.__contains__, hints))


def inside(place: int, span: Span) -> bool:
    """Whether a place lies in a span."""
    return span[0] <= place < span[1]


def overlaps(span: Span, taken: Iterable[Span]) -> bool:
    """Whether a span shares a letter with one of the others."""
    first, last = span
    for start, end in taken:  # noqa: SIM110 - asked of every word; `any` takes twice as long
        if first < end and start < last:
            return True
    return False


def any_of(*listed: str) -> str:
    """A regular expression for one of the words in the lists, which are divided by blanks ("_" stands for a blank)."""
    found = {word.replace("_", " ") for text in listed for word in text.split()}
    return "(?:" + "|".join(sorted(map(re.escape, found), key=len, reverse=True)) + ")"


def word_set(text: str) -> frozenset[str]:
    """The words of a text that lists them, divided by blanks."""
    return frozenset(text.split())
