"""Numbers as people write them: digits with their marks, and number words, with the value and where they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from goalsheet.smart.text import Span
from goalsheet.smart.units import CURRENCY_BEFORE

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SMALL_NUMBERS: dict[str, float] = (
    {word: float(number) for number, word in enumerate(_ONES)}
    | {word: 10.0 * number for number, word in enumerate(_TENS, 2)}
    | {"dozen": 12.0, "couple": 2.0}
)
_LARGE_NUMBERS = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
#: What letters right behind the digits multiply with: 5k, 1.2m, 3 million.
_MAGNITUDES = _LARGE_NUMBERS | {"k": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "bn": 1e9}

_SMALL = "|".join(sorted(SMALL_NUMBERS, key=len, reverse=True))
_SMALL = rf"(?:(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_ONES[1:10])})|{_SMALL})"
_LARGE = f"(?:{'|'.join(_LARGE_NUMBERS)})"
#: A number in words as a regular expression; how such words begin is asked first, to save time.
NUMBER_WORD = (
    r"(?:(?=[zotfsendchmb][eonwhiula])"
    rf"(?:half (?:a )?dozen|(?:{_SMALL} )?{_LARGE}(?:(?: and)? {_SMALL}(?! {_LARGE}))?|{_SMALL}(?: dozen)?))"
)
_VULGAR = "½⅓⅔¼¾"
_DIGITS = rf"\d+[{_VULGAR}]|\d{{1,3}}(?:[ ,.'’]\d{{3}})+(?:[.,]\d{{1,2}})?(?!\d)|\d+(?:[.,]\d+)?|(?<!\d)\.\d+"
_NUMERAL = re.compile(
    rf"(?<![\w.])(?=[\d.]|half|[zotfsendchmb][eonwhiul])(?:(?P<digits>{_DIGITS})(?:\s?(?P<magnitude>k|mn?|mio|bn|hundred|thousand|million|billion)\b(?!²|\s?away))?"
    rf"|(?P<words>{NUMBER_WORD})(?!\w))"
)


@dataclass(frozen=True)
class Numeral:
    """One number of a sentence; `is_word` tells "three" from "3"."""

    value: float
    span: Span
    is_word: bool = False
    magnitude: float = 1.0  # what a letter or word behind the digits multiplies with: "4k", "3 million"


def find_numerals(low: str) -> list[Numeral]:
    """All numbers of a sentence in small letters, in its order, but for digits behind a letter ("H2")."""
    found = [numeral for match in _NUMERAL.finditer(low) if (numeral := _numeral(match)).value < _MOST]
    if "-" in low or "+" in low:
        found = [_with_its_sign(low, numeral) for numeral in found]
    return _said_once(low, found) if "(" in low and len(found) > 1 else found


def _with_its_sign(low: str, numeral: Numeral) -> Numeral:
    """A number and the sign before it where a value is named; elsewhere "-20 %" tells a change, "8 -10" a range."""
    sign = None if numeral.is_word else _SIGN.search(low, max(0, numeral.span[0] - _SIGN_BEFORE), numeral.span[0])
    if sign is None:
        return numeral
    value = -numeral.value if sign["sign"] == "-" else numeral.value
    return replace(numeral, value=value, span=(sign.start("sign"), numeral.span[1]))


_SIGN_BEFORE = 20  # letters
_SIGN = re.compile(
    r"\b(?:from|to|at|of|is|below|above|under|over|than|between|and|until|reach|hit|now|today|currently)"
    r" (?:about |around |now )?[€$£¥]?(?P<sign>[-+])$"
)


def _said_once(low: str, found: Sequence[Numeral]) -> list[Numeral]:
    """What is written twice, as in "five (5)" and "5 (five)", as one number."""
    kept: list[Numeral] = []
    for numeral in found:
        start, end = numeral.span
        last = kept[-1] if kept else None
        if last and last.value == numeral.value and low[last.span[1] : start].strip() == "(" and low[end:][:1] == ")":
            kept[-1] = replace(last, span=(last.span[0], end + 1))
        else:
            kept.append(numeral)
    return kept


_MOST = 1e15  # what is longer is a number on a card or a slip, no amount


def _numeral(match: re.Match[str]) -> Numeral:
    if match["digits"] is None:
        return Numeral(words_value(match["words"]), match.span(), is_word=True)
    if match["magnitude"] == "m" and _counts_metres(match):
        return Numeral(digits_value(match["digits"]), match.span("digits"))
    magnitude = _MAGNITUDES.get(match["magnitude"] or "", 1.0)
    return Numeral(digits_value(match["digits"]) * magnitude, match.span(), magnitude=magnitude)


def _counts_metres(match: re.Match[str]) -> bool:
    """Whether an "m" apart from its number stands for metres: "300 m of fence", not "3 m users" or "€ 3 m"."""
    low, start = match.string, match.start()
    if not _METRES.match(low, match.end("digits")) or CURRENCY_BEFORE.search(low[:start]):
        return False
    return not _OF_MONEY.search(low)


_OF_MONEY = re.compile(
    r"\b(?:budget|costs?|donations?|funding|funds?|income|margin|pipeline|profits?|revenues?|sales|save|savings|spend"
    r"|spending|turnover|loans?|deposits?|premiums?)\b"
)
_METRES = re.compile(
    r"\sm(?=\s*(?:$|[.,;:!)|]|(?:of|to|by|in|on|at|for|from|per|a|an|every|with|until|before|along)\b))"
)


def digits_value(text: str) -> float:
    """The value of digits as people group them: 1.250.000, 1,250,000, 1 250 000, 3.5, 3,5."""
    if text[-1] in _VULGAR:
        return float(text[:-1]) + unicodedata.numeric(text[-1])
    digits = re.sub(r"[ '’]", "", text)
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return float(digits)
    whole, _, last = digits.rpartition(marks[-1])
    groups_thousands = len(marks) > 1 or (len(last) == _GROUP and whole.isdigit() and len(whole) <= _GROUP)
    if groups_thousands and not whole.startswith("0"):
        is_decimal = len(set(marks)) > 1  # of two kinds of marks the last one is the decimal one
        return float(re.sub(r"[.,]", "", whole) + ("." if is_decimal else "") + last)
    return float(f"{whole}.{last}")


_GROUP = 3  # digits between two thousands marks


def words_value(text: str) -> float:
    """The value of number words: "twenty-five", "two hundred and ten", "three thousand"."""
    if text.startswith("half"):
        return SMALL_NUMBERS["dozen"] / 2
    total, current = 0.0, 0.0
    for word in re.split(r"-| and | ", text):
        if word in SMALL_NUMBERS:
            current = current * SMALL_NUMBERS[word] if word == "dozen" and current else current + SMALL_NUMBERS[word]
        elif word == "hundred":
            current = (current or 1.0) * 100
        else:
            total += (current or 1.0) * _LARGE_NUMBERS[word]
            current = 0.0
    return total + current
