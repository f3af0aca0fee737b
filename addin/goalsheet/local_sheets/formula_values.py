"""What formulas work on: numbers, text, truths, nothing, errors, and grids of these; and how one becomes another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

#: A range or array: rows of values.
Grid = list[list[Any]]


@dataclass(frozen=True)
class FormulaError:
    """An error value: Google's kind (`DIVIDE_BY_ZERO`), what the cell shows (`#DIV/0!`), and the sentence to it."""

    kind: str
    shown: str
    message: str


class Failed(Exception):
    """Working out a formula ends in an error value."""

    def __init__(self, error: FormulaError) -> None:
        self.error = error
        super().__init__(error.message)


SHOWN = {
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
    "NULL_VALUE": "#NULL!",
    "ERROR": "#ERROR!",
}
KINDS = {shown: kind for kind, shown in SHOWN.items()}


def failure(kind: str, message: str) -> Failed:
    """The end of a calculation in an error of that kind."""
    return Failed(FormulaError(kind, SHOWN[kind], message))


def single(value: Any) -> Any:
    """The value of one cell; a grid of one cell counts as that, larger ones cannot."""
    if isinstance(value, list):
        if len(value) == 1 and len(value[0]) == 1:
            return single(value[0][0])
        raise failure("VALUE", "An array value could not be found.")
    if isinstance(value, FormulaError):
        raise Failed(value)
    return value


def number(value: Any) -> float:
    """A value as a number: nothing is 0, truths are 1 and 0, text counts if it reads as a number."""
    value = single(value)
    if value is None:
        return 0
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float):
        return value
    if re.fullmatch(r"\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*", value):
        return float(value)
    raise failure("VALUE", f"Expects number values. But '{value}' is a text and cannot be coerced to a number.")


def text(value: Any) -> str:
    """A value as text."""
    value = single(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - exact below
        return str(int(value))
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def truth(value: Any) -> bool:
    """A value as a truth; text counts only as TRUE or FALSE."""
    value = single(value)
    if isinstance(value, str):
        if value.upper() in {"TRUE", "FALSE"}:
            return value.upper() == "TRUE"
        raise failure("VALUE", f"Expects boolean values. But '{value}' is a text and cannot be coerced to a boolean.")
    return bool(value)


def every(values: Any) -> Iterator[Any]:
    """All values of grids and single values, row by row; raises Failed at an error."""
    for value in values:
        if isinstance(value, list):
            yield from every(value)
        elif isinstance(value, FormulaError):
            raise Failed(value)
        else:
            yield value


def numbers(values: Any) -> list[float]:
    """The numbers among values: in grids text, truths and empty cells are passed over, given singly they count."""
    out: list[float] = []
    for value in values:
        if isinstance(value, list):
            out += [item for item in every(value) if isinstance(item, int | float) and not isinstance(item, bool)]
        elif value is not None:
            out.append(number(value))
    return out


def whole(value: float) -> float:
    """Whole numbers as int, so that JSON shows 2 and not 2.0."""
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value  # noqa: PLR2004 - what a float holds exactly


def order(value: Any) -> tuple[int, Any]:
    """Where a value stands among others: numbers, text, truths."""
    if isinstance(value, bool):
        return 2, value
    return (1, value.lower()) if isinstance(value, str) else (0, value or 0)
