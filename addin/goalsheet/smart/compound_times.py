"""Times in two units, "1 h 30 min", as one number in the smaller of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goalsheet.smart.conversion import are_alike, convert
from goalsheet.smart.numerals import Numeral
from goalsheet.smart.units import RATE, TIME_UNIT


def join_compounds(low: str, numerals: Sequence[Numeral]) -> list[Numeral]:
    """The numbers of a sentence, those of "1 h 30 min" as one: 90, in front of the "min"."""
    joined: list[Numeral] = []
    for numeral in numerals:
        whole = _compound(low, joined[-1], numeral) if joined else None
        joined[-1:] = [whole] if whole else [*joined[-1:], numeral]
    return joined


def _compound(low: str, larger: Numeral, smaller: Numeral) -> Numeral | None:
    """Both as one number in the unit of the smaller one, which is less than one of the larger unit."""
    between = _LARGER_UNIT.fullmatch(low, larger.span[1], smaller.span[0])
    unit = TIME_UNIT.match(low, smaller.span[1]) if between else None
    if between is None or unit is None or RATE.match(low, unit.end()):
        return None
    ours, theirs = between["unit"].strip(" -"), unit.group().strip(" -")
    one = convert(1.0, ours, theirs) if are_alike(ours, theirs) else None
    if one is None or smaller.value >= one:
        return None
    return Numeral(larger.value * one + smaller.value, (larger.span[0], smaller.span[1]))


_LARGER_UNIT = re.compile(rf"(?P<unit>{TIME_UNIT.pattern})(?: and)?\s")
