"""A number with its unit, or a range of two: "14 guests", "5 to 7 %"."""

from __future__ import annotations

import re

from goalsheet.smart.bounds import BY, OR_LESS, OR_MORE
from goalsheet.smart.number_names import is_name
from goalsheet.smart.numerals import Numeral
from goalsheet.smart.quantity import COUNT, DURATION, FREQUENCY, MONEY, PERCENT, POINTS, TIMES, ZERO, Quantity
from goalsheet.smart.text import word_set
from goalsheet.smart.units import (
    BASIS_POINTS,
    CELSIUS,
    CURRENCY,
    CURRENCY_BEFORE,
    FAHRENHEIT,
    GLUED_UNIT,
    LOOK_BACK,
    PERCENT_SIGN,
    POINTS_WORD,
    RATE,
    TIME_UNIT,
    TIMES_SIGN,
)

#: Words at which the thing counted ends.
_UNIT_STOP = word_set(
    "by in on at to for from with within until till before after per every each and or so the a an of that "
    "which through using via during this next as than over when while because if my our their his her into "
    "under above below about is are was were be will can out up down not but between instead rather throughout "
    "against across along inside outside near behind beside around onto off past since upon without among toward "
    "towards beyond despite unless whenever where who worth "
    # what in other languages leads to a time, a place or a purpose
    "avant d'ici jusqu'à jusqu'au pour dans avec antes hasta para até entro dalla nella bis vor für beim zum inden "
    "innen før på til ved tegen voor vóór innan före till ennen asti mennessä przed aby żeby înainte până kadar"
)
#: What is counted is a word, but none that with the next one leads to something else: "300 jars thanks to".
_UNIT_WORD = re.compile(
    r"\s+(?!(?:(?:according|due|owing|prior|relative|thanks) to|(?:along|compared|together) with|ahead of|based on)\b)"
    r"((?:\d+-)?[^\W\d_][\w'/&-]*)"
)
_MOST_UNIT_WORDS = 3


_RANGE = re.compile(r"\s?(?:-|to|or|and)\s?[€$£]?")


def read_amount(low: str, numeral: Numeral, following: Numeral | None) -> Quantity | None:
    """A number with its unit, or a range of two; a bare number only where something says that it is a mark to reach."""
    last = numeral
    between = low[numeral.span[1] : following.span[0]] if following else ""
    if following and _RANGE.fullmatch(between) and _is_range(low, numeral, following):
        last = following
    start, end = numeral.span[0], last.span[1]
    kind, unit, end = _unit_behind_bound(low, start, end)
    if kind == MONEY and (symbol := CURRENCY_BEFORE.search(low[:start])):
        start = symbol.start()
    if kind == COUNT and not unit and not _is_large(low, numeral) and not _is_mark(low, start, end):
        return None
    kind = ZERO if kind == COUNT and numeral.value == 0 else kind
    return Quantity("", (start, end), kind, numeral.value, unit, most=last.value if last is not numeral else None)


_WIDEST = 3  # times the lower end: "by 500 to 3,000" is a change and where it leads


def _is_range(low: str, numeral: Numeral, following: Numeral) -> bool:
    leads = bool(BY.search(low[: numeral.span[0]])) and following.value > _WIDEST * numeral.value
    return following.value > numeral.value and not leads and not is_name(low, following)


def _unit_behind_bound(low: str, start: int, end: int) -> tuple[str, str, int]:
    """As `read_unit`, where "+" or "or more" may stand between the number and what it counts ("20+ guests")."""
    bound = OR_MORE.match(low, end) or OR_LESS.match(low, end)
    if bound:
        kind, unit, behind = read_unit(low, start, bound.end())
        if unit and behind > bound.end():
            return kind, unit, behind
    return read_unit(low, start, end)


def read_unit(low: str, start: int, end: int) -> tuple[str, str, int]:
    """Kind, unit and end of a number that ends at `end`."""
    symbol = CURRENCY_BEFORE.search(low[max(0, start - LOOK_BACK) : start])
    if symbol:
        return MONEY, symbol.group().strip().upper(), end
    for kind, pattern, name in _KINDS:
        found = pattern.match(low, end)
        if found:
            return kind, name or found.group().strip(" -"), found.end()
    glued = GLUED_UNIT.match(low, end)
    if glued:
        return COUNT, glued.group(), glued.end()
    return COUNT, *_things(low, end)


_KINDS = (
    (POINTS, BASIS_POINTS, "basis points"),
    (POINTS, POINTS_WORD, "points"),
    (PERCENT, PERCENT_SIGN, "%"),
    (MONEY, CURRENCY, ""),
    (FREQUENCY, RATE, ""),
    (TIMES, TIMES_SIGN, "times"),
    (COUNT, re.compile(r"-stars?\b"), "stars"),
    (COUNT, CELSIUS, "°C"),
    (COUNT, FAHRENHEIT, "°F"),
    (DURATION, TIME_UNIT, ""),
)


def _things(low: str, end: int) -> tuple[str, int]:
    """The words that are counted, up to the first that belongs to something else."""
    kept: list[str] = []
    while len(kept) < _MOST_UNIT_WORDS and (word := _UNIT_WORD.match(low, end)):
        if word[1] in _UNIT_STOP or (kept and word[1].endswith("ly")):
            break
        kept.append(word[1])
        end = word.end()
    return " ".join(kept), end


def _is_large(low: str, numeral: Numeral) -> bool:
    """Whether it is an amount by itself: "save 10k"; "400 m" may be metres."""
    return numeral.magnitude > 1 and not low[: numeral.span[1]].endswith("m")


_MARK_BEFORE = re.compile(
    r"\b(?:all|by|to|of|at|above|over|below|under|than|least|most|between|minimum|maximum|reach|hit|score|nps|csat|is|be|exceed|within|around|="
    r"|[<>≥≤]=?)\s*(?:a |an |the |about |around )?$|[<>≥≤=]\s?$"
)


def _is_mark(low: str, start: int, end: int) -> bool:
    return bool(_MARK_BEFORE.search(low[max(0, start - LOOK_BACK) : start])) and not low[end:].startswith(("/", ":"))
