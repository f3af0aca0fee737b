"""Quantities in a sentence: what counts or measures something, told apart from numbers that measure nothing.

Every number is looked at once; what stands directly before and behind it says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from goalsheet.smart.compound_times import join_compounds
from goalsheet.smart.conversion import are_alike, convert
from goalsheet.smart.number_names import is_model_number, is_name, is_pronoun, is_technique
from goalsheet.smart.numerals import Numeral, find_numerals
from goalsheet.smart.quantity import (
    AT_LEAST,
    AT_MOST,
    COUNT,
    DURATION,
    FREQUENCY,
    MONEY,
    PERCENT,
    POINTS,
    RATIO,
    TIMES,
    ZERO,
    Quantity,
)
from goalsheet.smart.text import Span, fold, mentions, overlaps, word_set
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
from goalsheet.smart.unnumbered import find_unnumbered


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
    quantity = _way(low, numeral, following) or _ratio_way(low, numeral, later) or _measured(low, numeral, following)
    if quantity is None:
        return None
    before = low[max(0, quantity.span[0] - LOOK_BACK) : quantity.span[0]]
    bound, is_change = _bound(low, before, (numeral.span[1], quantity.span[1])), _is_change(quantity, before)
    return replace(quantity, bound=bound, is_change=is_change) if bound or is_change else quantity


_PARTS = re.compile(r"two thirds\b|(?<=by )three quarters\b")  # one amount: see find_unnumbered


def _is_change(quantity: Quantity, before: str) -> bool:
    """Whether it says by how much; "with 20 %" is how speakers of other languages put it."""
    with_ = quantity.kind in (PERCENT, POINTS) and _WITH.search(before)
    return bool(with_ or _BY.search(before))


_WITH = re.compile(r"\bwith (?:about |around |at least )?$")

_BY = re.compile(
    r"\bby (?:about |around |roughly |at least |up to |another |an additional |a further )*[€$£]?[-+]?\s?$"
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
_UNIT_WORD = re.compile(r"\s+((?:\d+-)?[^\W\d_][\w'/&-]*)")
_MOST_UNIT_WORDS = 3


_RANGE = re.compile(r"\s?(?:-|to|or|and)\s?[€$£]?")


def _measured(low: str, numeral: Numeral, following: Numeral | None) -> Quantity | None:
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
    leads = bool(_BY.search(low[: numeral.span[0]])) and following.value > _WIDEST * numeral.value
    return following.value > numeral.value and not leads and not is_name(low, following)


def _unit_behind_bound(low: str, start: int, end: int) -> tuple[str, str, int]:
    """As `_unit`, where "+" or "or more" may stand between the number and what it counts ("20+ guests")."""
    bound = _OR_MORE.match(low, end) or _OR_LESS.match(low, end)
    if bound:
        kind, unit, behind = _unit(low, start, bound.end())
        if unit and behind > bound.end():
            return kind, unit, behind
    return _unit(low, start, end)


def _unit(low: str, start: int, end: int) -> tuple[str, str, int]:
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


# From one value to another, and parts of a whole

_FROM = re.compile(
    r"\bfrom\s+(?:about |around |currently |now |only |roughly |over |under |almost |nearly |approx\.? |the current"
    r" |an average of |a )*[€$£]?\s?$"
)
_WAY_TO = (
    r"(?:to|->|=>|-+>|→|down to|up to|until|-)\s*"
    r"(?:at least |at most |under |below |over |above |about |less than |more than |fewer than |around |max\.? "
    r"|min\.? |a |an average of )*[€$£]?"
)
_ANOTHER = "(?:and|but|plus|then|while|whilst)"  # something else is said: "NPS to 40 and returns to 3 %"
_WAY_BETWEEN = re.compile(
    rf"\s?(?!{_ANOTHER}\b)(?P<unit>(?:%|[a-z€$£°/'.]+(?: (?!to\b|by\b|{_ANOTHER}\b)[a-z€$£°/'.%-]+){{0,4}})?)"
    rf"\s*(?:\([\w ]+\)\s*)?{_WAY_TO}\s?"
)
_ARROW = re.compile(r"(?:->|=>|→|-+>|\bdown to\b|\bup to\b)")
_FROM_BEHIND = re.compile(
    r"\s?(?P<unit>%|percent|per cent|[a-z]+(?: [a-z]+)?)?\s*,?\s*(?:\(?(?:up |down )?from|instead of|rather than)\s+"
    r"(?:about |around |currently |the current )*[€$£]?\s?"
)


def _way(low: str, numeral: Numeral, following: Numeral | None) -> Quantity | None:
    """From one value to another ("from 40 to 50", "12 → 7", "to 80 % from 68 %", "four days instead of seven")."""
    if following is None or is_name(low, following):
        return None
    start, (last_start, last_end) = numeral.span[0], following.span
    between = low[numeral.span[1] : last_start]
    leading = _FROM.search(low[max(0, start - 2 * LOOK_BACK) : start])
    forward = _WAY_BETWEEN.fullmatch(between)
    if forward and not (leading or _ARROW.search(between) or _falls(low, numeral, following)):
        forward = None  # a range rises
    backward = None if forward or _BY.search(low[:start]) else _FROM_BEHIND.fullmatch(between)
    found = forward or backward
    if found is None:
        return None
    begin, goal = (numeral, following) if forward else (following, numeral)
    start -= len(leading.group()) if leading and forward else 0
    first, second = _unit(low, *numeral.span), _unit(low, last_start, last_end)
    kind, unit, begins = _on_the_way(begin, goal, first, second, is_forward=goal is following)
    return Quantity("", (start, max(second[2], last_end)), kind, goal.value, unit, start=begins)


def _on_the_way(
    begin: Numeral, goal: Numeral, first: tuple[str, str, int], second: tuple[str, str, int], *, is_forward: bool
) -> tuple[str, str, float | None]:
    """Kind and unit of a way, and where it begins in this unit; None where no number leads from unit to unit.

    Of units that are not known, the later one holds for both, or the earlier one behind which nothing new stands.
    """
    (_, its_unit, _), (kind, unit, _) = (first, second) if is_forward else (second, first)
    exchanged = convert(begin.value, its_unit, unit)
    if exchanged is None or are_alike(its_unit, unit):
        return kind, unit, exchanged
    kind, unit, _ = second
    if (not unit or kind == COUNT) and first[1] and first[0] != FREQUENCY:
        kind, unit, _ = first
    return kind, unit, _with_the_same_magnitude(begin, goal).value


def _falls(low: str, numeral: Numeral, following: Numeral) -> bool:
    """Whether the second number is the smaller one, in the unit of either."""
    (_, ours, _), (_, theirs, _) = (_unit(low, *one.span) for one in (numeral, following))
    value = convert(numeral.value, ours, theirs)
    return following.value < (numeral.value if value is None else value)


def _with_the_same_magnitude(begin: Numeral, goal: Numeral) -> Numeral:
    """The first number times a thousand or a million that is written once for both, as in "from 3 to 4k"."""
    if begin.magnitude != 1 or begin.value > goal.value / goal.magnitude:
        return begin
    return replace(begin, value=begin.value * goal.magnitude)


def _ratio_way(low: str, numeral: Numeral, later: Sequence[Numeral]) -> Quantity | None:
    """A part of a whole, or from one such to another ("from 5:1 to 3:1"), the first in parts of the second's whole."""
    begin = _ratio(low, numeral, later[0] if later else None)
    leading = _FROM.search(low[max(0, numeral.span[0] - 2 * LOOK_BACK) : numeral.span[0]])
    if begin is None or leading is None or len(later) <= _NUMBERS_BEHIND:
        return begin
    whole, part, other_whole = later[: _NUMBERS_BEHIND + 1]
    goal = _ratio(low, part, other_whole)
    if goal is None or not whole.value or not _WAY_BETWEEN.fullmatch(low[whole.span[1] : part.span[0]]):
        return begin
    start = numeral.value * other_whole.value / whole.value
    return replace(goal, span=(numeral.span[0] - len(leading.group()), goal.span[1]), start=start)


_NUMBERS_BEHIND = 2  # of a way's four numbers, those before the last that follow the first

_RATIO_BETWEEN = re.compile(
    r"\s?(?:/|out of(?: the| our| every| all)?|in every|of every|of the|of our|of all|of|in|per)\s?"
)


def _ratio(low: str, numeral: Numeral, following: Numeral | None) -> Quantity | None:
    """A part of a whole: "9 out of 10", "4.5/5", "1 in 20"."""
    if following is None or PERCENT_SIGN.match(low, following.span[1]):
        return None
    if low[numeral.span[1] : following.span[0]] == ":" and len(low[slice(*following.span)]) == 1:
        return Quantity("", (numeral.span[0], following.span[1]), RATIO, numeral.value, f"of {following.value:g}")
    between = low[numeral.span[1] : following.span[0]]
    if not _RATIO_BETWEEN.fullmatch(between):
        return None
    if numeral.value > following.value and between.strip() == "/":
        return None  # "31/12" is a date
    end = following.span[1]
    if _BY.search(low[: numeral.span[0]]) and between == "/" and following.value:
        return Quantity("", (numeral.span[0], end), TIMES, numeral.value / following.value, "times")  # "by 1/3"
    before = _UP_FROM.match(low, end)
    start = float(before["value"]) if before else None
    return Quantity(
        "", (numeral.span[0], before.end() if before else end), RATIO, numeral.value, f"of {following.value:g}", start
    )


_UP_FROM = re.compile(r",?\s*\(?(?:up |down )?from (?:about |around )?(?P<value>\d+(?:\.\d+)?)(?![\d:/-])")


def _bound(low: str, before: str, ends: Sequence[int]) -> str:
    """At least or at most, as said before the number, behind it or behind its unit."""
    if _LEAST.search(before) or any(_OR_MORE.match(low, end) for end in ends):
        return AT_LEAST
    return AT_MOST if _MOST.search(before) or any(_OR_LESS.match(low, end) for end in ends) else ""


_LEAST = re.compile(
    r"(?:at least|minimum(?: of)?|no (?:less|fewer) than|above|over|(?<!\bno )(?<!\bnot )more than|not below|min\.?|>=?"
    r"|≥|exceed|exceeds)"
    r"\s*(?:a |an |the )?(?:score of |average of )?[€$£]?\s?$"
)
_MOST = re.compile(
    r"(?:at most|maximum(?: of)?|no more than|not more than|up to|below|under|less than|fewer than|not above|max\.?"
    r"|within|<=?|≤)"
    r"\s*(?:a |an |the )?(?:score of |average of )?[€$£]?\s?$"
)
_OR_MORE = re.compile(r"\s?(?:\+|or (?:more|higher|better|above)|plus\b)")
_OR_LESS = re.compile(r"\s?or (?:less|fewer|lower|below)")
