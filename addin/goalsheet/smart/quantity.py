"""What a quantity is, and its kinds."""

from __future__ import annotations

from dataclasses import dataclass

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
