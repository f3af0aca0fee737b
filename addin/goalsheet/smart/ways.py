"""From one value to another, and parts of a whole: "from 40 to 50", "9 out of 10"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from goalsheet.smart.amounts import read_unit
from goalsheet.smart.bounds import BY
from goalsheet.smart.conversion import are_alike, convert
from goalsheet.smart.number_names import is_name
from goalsheet.smart.numerals import Numeral
from goalsheet.smart.quantity import COUNT, FREQUENCY, RATIO, TIMES, Quantity
from goalsheet.smart.units import LOOK_BACK, PERCENT_SIGN

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


_NUMBERS_BEHIND = 2  # from 12 to 6: what makes a way; of a ratio's way, those between the first and the last


def find_way(low: str, numeral: Numeral, later: Sequence[Numeral]) -> Quantity | None:
    """From one value to another ("from 40 to 50", "12 → 7", "to 80 % from 68 %", "four days instead of seven")."""
    following = later[0] if later else None
    if following is None or is_name(low, following):
        return None
    start, (last_start, last_end) = numeral.span[0], following.span
    between = low[numeral.span[1] : last_start]
    leading = _FROM.search(low[max(0, start - 2 * LOOK_BACK) : start])
    forward = _WAY_BETWEEN.fullmatch(between)
    if forward and not (leading or _ARROW.search(between) or _falls(low, numeral, following)):
        forward = None  # a range rises
    is_told_already = forward or BY.search(low[:start]) or _begins_another(low, numeral, later)
    backward = None if is_told_already else _FROM_BEHIND.fullmatch(between)
    found = forward or backward
    if found is None:
        return None
    begin, goal = (numeral, following) if forward else (following, numeral)
    start -= len(leading.group()) if leading and forward else 0
    first, second = read_unit(low, *numeral.span), read_unit(low, last_start, last_end)
    kind, unit, begins = _on_the_way(begin, goal, first, second, is_forward=goal is following)
    return Quantity("", (start, max(second[2], last_end)), kind, goal.value, unit, start=begins)


def _begins_another(low: str, numeral: Numeral, later: Sequence[Numeral]) -> bool:
    """Whether a way begins at the next number, to the one behind it: "open for over ten days from 12 to 6"."""
    if len(later) < _NUMBERS_BEHIND or _IS_REACHED.search(low[: numeral.span[0]]):
        return False
    begin, goal = later[:_NUMBERS_BEHIND]
    return bool(
        _FROM.search(low[numeral.span[1] : begin.span[0]])
        and _WAY_BETWEEN.fullmatch(low[begin.span[1] : goal.span[0]])
        and not is_name(low, goal)
    )


#: "To 5 days from 10 to 12 days" ends with the first number.
_IS_REACHED = re.compile(r"(?:\bto|->|=>|→) ?(?:[a-z]+ ){0,2}[€$£]?$")


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
    (_, ours, _), (_, theirs, _) = (read_unit(low, *one.span) for one in (numeral, following))
    value = convert(numeral.value, ours, theirs)
    return following.value < (numeral.value if value is None else value)


def _with_the_same_magnitude(begin: Numeral, goal: Numeral) -> Numeral:
    """The first number times a thousand or a million that is written once for both, as in "from 3 to 4k"."""
    if begin.magnitude != 1 or begin.value > goal.value / goal.magnitude:
        return begin
    return replace(begin, value=begin.value * goal.magnitude)


def find_ratio_way(low: str, numeral: Numeral, later: Sequence[Numeral]) -> Quantity | None:
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


_RATIO_BETWEEN = re.compile(
    r"\s?(?:/|out of(?: every)?(?: all)?(?: the| our| my| these| those)?|in every|of every"
    r"|of(?: all)?(?: the| our| my| these| those)?|in|per)\s?"
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
    if BY.search(low[: numeral.span[0]]) and between == "/" and following.value:
        return Quantity("", (numeral.span[0], end), TIMES, numeral.value / following.value, "times")  # "by 1/3"
    before = _UP_FROM.match(low, end)
    start = float(before["value"]) if before else None
    return Quantity(
        "", (numeral.span[0], before.end() if before else end), RATIO, numeral.value, f"of {following.value:g}", start
    )


_UP_FROM = re.compile(r",?\s*\(?(?:up |down )?from (?:about |around )?(?P<value>\d+(?:\.\d+)?)(?![\d:/-])")
