"""Letters that are no word: keys struck in a row ("asdf"), one letter over and over, no vowel."""

from __future__ import annotations

import re

from goalsheet.smart.text import Word

_ROWS = " ".join(row + " " + row[::-1] for row in ("qwertzuiop", "qwertyuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm"))
_VOWEL = re.compile(r"[aeiouy]|[^a-z]")
_SHORTEST_REPEAT = 3  # letters: "xxx"
_SHORTEST_ROW = 4  # letters; shorter ones are words: "we", "pop", "tre"
_LONGEST_SHORT_FORM = 5  # letters without a vowel in small letters: "https"


def is_noise(word: Word) -> bool:
    """Whether a word is none, in any language that we know."""
    low = word.low
    if len(low) >= _SHORTEST_ROW and low in _ROWS:
        return low != "qwerty"
    if len(low) >= _SHORTEST_REPEAT and low == low[0] * len(low):
        return True
    return len(low) > _LONGEST_SHORT_FORM and not word.text.isupper() and not _VOWEL.search(low)
