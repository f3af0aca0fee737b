"""How often an amount is meant: "a day", "per week", "monthly", in a sentence and in a unit."""

from __future__ import annotations

import re

from goalsheet.smart.quantity import FREQUENCY, Quantity
from goalsheet.smart.units import PERIOD, RATE

_RATE_OF_UNIT = re.compile(rf"(?<!\w)(?:{RATE.pattern})|\s?/\s?{PERIOD}\b")
_PERIODS = {"daily": "day", "weekly": "week", "monthly": "month", "person": "head"}


def rate_of(low: str, said: Quantity) -> str:
    """The rate in a quantity of a sentence in small letters, or right behind it; blank without one."""
    if said.kind == FREQUENCY:
        return said.unit
    behind = RATE.match(low, said.span[1])
    return behind.group().strip() if behind else ""


def rate_of_unit(unit: str) -> str:
    """The rate in the unit of a cell; blank without one."""
    rate = _RATE_OF_UNIT.search(unit.lower())
    return rate.group().strip() if rate else ""


def are_different(rate: str, other: str) -> bool:
    """Whether both are rates, and not the same."""
    return bool(rate and other) and _period(rate) != _period(other)


def _period(rate: str) -> str:
    """The period of "a week", "per week", "/ week" and "weekly" alike."""
    word = re.split(r"[\s/]+", rate)[-1]
    return _PERIODS.get(word, word)
