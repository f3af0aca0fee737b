"""What a quantity is, and its kinds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from goalsheet.smart.text import Span

COUNT, PERCENT, POINTS, MONEY, RATIO, FREQUENCY, DURATION, TIMES, ZERO = (
    "count", "percent", "points", "money", "ratio", "frequency", "duration", "times", "zero",
)  # fmt: skip
AT_LEAST, AT_MOST = "at least", "at most"


@dataclass(frozen=True)
class Quantity:
    """A quantity: its words, value and unit.

    `start` is where it goes from, `most` the upper end of a range, `is_change` tells "by 20 %" from "to 20 %".
    Percentages are numbers of percent: 20 % is 20.
    """

    text: str
    span: Span
    kind: str
    value: float
    unit: str = ""
    start: float | None = None
    most: float | None = None
    bound: str = ""
    is_change: bool = False


def in_figures(quantity: Quantity) -> Quantity:
    """The quantity of a sentence that is not understood: its number, without the words that were taken for a unit."""
    if quantity.kind != COUNT or not quantity.unit:
        return quantity
    figures = _UP_TO_THE_LAST_DIGIT.match(quantity.text)
    text = figures.group() if figures else quantity.text
    return replace(quantity, text=text, span=(quantity.span[0], quantity.span[0] + len(text)), unit="")


_UP_TO_THE_LAST_DIGIT = re.compile(r".*\d")
