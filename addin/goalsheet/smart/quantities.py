"""Quantities in a sentence: what counts or measures something, told apart from numbers that measure nothing.

Every number is looked at once; what stands directly before and behind it says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from goalsheet.smart.amounts import read_amount
from goalsheet.smart.bounds import find_bound, is_change_by
from goalsheet.smart.compound_times import join_compounds
from goalsheet.smart.number_names import is_model_number, is_name, is_pronoun, is_technique
from goalsheet.smart.numerals import Numeral, find_numerals
from goalsheet.smart.quantity import Quantity
from goalsheet.smart.text import Span, fold, mentions, overlaps
from goalsheet.smart.units import LOOK_BACK
from goalsheet.smart.unnumbered import find_unnumbered
from goalsheet.smart.ways import find_ratio_way, find_way


def find_quantities(text: str, taken: Sequence[Span] = ()) -> list[Quantity]:
    """The quantities of a sentence, in its order, without those in the spans `taken` (its deadlines)."""
    low = _without(fold(text), taken)
    if mentions(low, "€$£¥"):
        low = _SIGNED_MONEY.sub(r"\2\1", low)
    found: list[Quantity] = []
    used: list[Span] = []
    numerals = [one for one in join_compounds(low, find_numerals(low)) if not _is_title(text, low, one)]
    for place, numeral in enumerate(numerals):
        quantity = None if overlaps(numeral.span, used) else _read(low, numeral, numerals[place + 1 :])
        if quantity:
            found.append(quantity)
            used.append(quantity.span)
    for quantity in find_unnumbered(low):
        if not overlaps(quantity.span, used):
            found.append(quantity)
            used.append(quantity.span)
    worded = [replace(quantity, text=text[slice(*quantity.span)].strip()) for quantity in found]
    return sorted(worded, key=lambda quantity: quantity.span)


def _is_title(text: str, low: str, numeral: Numeral) -> bool:
    return is_model_number(text, low, numeral) or is_technique(text, low, numeral)


#: "-£500" is read as "£-500"; every letter else keeps its place.
_SIGNED_MONEY = re.compile(r"(?<=\s)([-+])([€$£¥])(?=\d)")


def _without(low: str, taken: Sequence[Span]) -> str:
    """The text with the spans taken out; every letter keeps its place and nothing is read across a gap."""
    for start, end in taken:
        low = f"{low[:start]}{'|' * (end - start)}{low[end:]}"
    return low


def _read(low: str, numeral: Numeral, later: Sequence[Numeral]) -> Quantity | None:
    """What the number measures; None if it measures nothing."""
    if is_name(low, numeral) or is_pronoun(low, numeral) or _PARTS.match(low, numeral.span[0]):
        return None
    following = later[0] if later else None
    quantity = (
        find_way(low, numeral, later) or find_ratio_way(low, numeral, later) or read_amount(low, numeral, following)
    )
    if quantity is None:
        return None
    before = low[max(0, quantity.span[0] - LOOK_BACK) : quantity.span[0]]
    bound, is_change = find_bound(low, before, (numeral.span[1], quantity.span[1])), is_change_by(quantity, before)
    return replace(quantity, bound=bound, is_change=is_change) if bound or is_change else quantity


_PARTS = re.compile(r"two thirds\b|(?<=by )three quarters\b")  # one amount: see find_unnumbered
