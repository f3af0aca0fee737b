"""What a cell can hold, told apart as far as a file or a program tells: numbers, dates, texts, errors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class ShownAsDate:
    """A number in a cell that shows it as a date: the workbook's count of days."""

    number: float


@dataclass(frozen=True)
class Failure:
    """An error such as #DIV/0!, or what a damaged cell says."""

    code: str


@dataclass(frozen=True)
class NoResult:
    """A formula whose result is not stored."""


Held = str | float | bool | dt.date | ShownAsDate
Content = Held | Failure | NoResult
#: The cells that hold something, by row and by the column's letters.
Rows = Mapping[int, Mapping[str, Content]]
