"""Text as people type it, brought into the few shapes that can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches
from functools import lru_cache

CELL_LIMIT = 32_767  # what one Excel cell can hold, counted as Excel does: in UTF-16 units

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
LOST_LETTER = "\N{REPLACEMENT CHARACTER}"  # what programs write when they could not decode a letter

# What people and programs write into a cell that has nothing to say.
_NOTHING = frozenset(
    ("", "-", "--", "–", "—", "n/a", "#n/a", "#nv", "na", "n.a.", "nan", "none", "null", "nil", "(blank)")
)
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u2060"))
_ACCENT = re.compile("[\u0300-\u036f]")
_UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"})
_GAP = re.compile(r"[\W_]+", re.ASCII)
_WIDE_GAP = re.compile(r"[\W_]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_POSSESSIVE = re.compile(r"['’`´]s\b", re.IGNORECASE)


@lru_cache(maxsize=4_096)  # one copy of what is said again and again takes less memory
def tidy(text: str) -> str:
    """Collapse runs of blanks, non-breaking ones too, and drop what nobody can see."""
    return " ".join((text if text.isascii() else text.translate(_INVISIBLE)).split())


def word_set(text: str) -> frozenset[str]:
    """Give the words of a text, for tables that would be long as lists."""
    return frozenset(text.split())


def is_blank(text: str) -> bool:
    """Tell whether a tidy text is empty or says so in words."""
    return text.casefold() in _NOTHING


@lru_cache(maxsize=4_096)  # a roster repeats its managers, departments and titles
def fold(text: str) -> str:
    """Give the words of a text without case, accents and punctuation."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = _ACCENT.sub("", text).translate(_UNDECOMPOSED)
        text = _WIDE_GAP.sub(_marks, text)
    else:
        text = _GAP.sub(" ", text.casefold())
    return " ".join(text.split())


def _marks(gap: re.Match[str]) -> str:
    # Vowel signs of Indic scripts are marks: without them two names would look the same.
    return "".join(letter if unicodedata.category(letter)[0] == "M" else " " for letter in gap[0])


def header_words(header: str) -> str:
    """Give a header as plain words: `EmpID`, `emp_id` and `Emp. ID` are all `emp id`."""
    text = _ACCENT.sub("", unicodedata.normalize("NFKD", header))
    text = _POSSESSIVE.sub("", text).replace("#", " number ")
    return fold(_CAMEL.sub(" ", text))


def snake(header: str) -> str:
    """Give a header as a key for templates: `Cost Center` becomes `cost_center`."""
    return header_words(header).replace(" ", "_")


def slug(text: str) -> str:
    """Give a text as small words with hyphens: `Customer Service` becomes `customer-service`."""
    return fold(text).replace(" ", "-")


def is_too_long(text: str) -> bool:
    """Tell whether a text exceeds what one Excel cell holds."""
    return len(text) > CELL_LIMIT // 2 and len(text.encode("utf-16-le", "surrogatepass")) > CELL_LIMIT * 2


def did_you_mean(word: str, choices: Sequence[str]) -> str:
    """Give a sentence with the closest choice, or nothing where none is close."""
    close = get_close_matches(word, choices, n=1)
    return f'Did you mean "{close[0]}"?' if close else ""


def shorten(text: str, most: int = 60) -> str:
    """Shorten a text for a message."""
    return text if len(text) <= most else text[: most - 1] + "…"


def count(number: int, one: str, many: str) -> str:
    """Count things in words a person would say: `1 row`, `3 rows`, `1,200 rows`."""
    return f"{number:,} {one if number == 1 else many}"


def listing(items: Sequence[object], most: int = 10) -> str:
    """List things as in a sentence, the first few of many: `2, 5 and 9`."""
    shown = [str(item) for item in items[:most]]
    if len(items) > most:
        shown.append(f"{len(items) - most:,} more")
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
