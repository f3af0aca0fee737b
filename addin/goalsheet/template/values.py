"""Values of a template as the schema's columns want them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from functools import cache
from typing import Any

from goalsheet.errors import BadTemplate, Problem
from goalsheet.template.dates import spelled
from goalsheet.tracker.schema import Column, Kind, table
from goalsheet.workbook.stamp import LONGEST_TEXT
from goalsheet.workbook.texts import length

HEADLINE = "The template does not work out."
#: The days that the sheets' own validation takes.
FIRST_DAY, LAST_DAY = dt.date(2000, 1, 1), dt.date(2099, 12, 31)


def bad(where: str, what: str, cure: str = "") -> BadTemplate:
    """The error for one place of a template."""
    return BadTemplate(HEADLINE, [Problem(where, what, cure)])


def as_text(value: Any) -> str:
    """A rendered value as text for people: dates spelled out, whole numbers without decimals."""
    if isinstance(value, dt.date):
        return spelled(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def fitting(text: str, where: str) -> str:
    """The text; BadTemplate where it is longer than a cell's can be."""
    if (size := length(text)) > LONGEST_TEXT:
        raise bad(where, f"the text has {size} characters; a cell holds {LONGEST_TEXT}.", "Shorten it.")
    return text


def as_day(value: Any, where: str) -> dt.date:
    """A value that has to be a day which a workbook takes; BadTemplate otherwise."""
    day = _day(value)
    if day is None:
        raise bad(where, f"{value!r} is no date.", "Write 2027-06-30.")
    if not FIRST_DAY <= day <= LAST_DAY:
        cure = f"Write a day from {spelled(FIRST_DAY)} to {spelled(LAST_DAY)}."
        raise bad(where, f"{spelled(day)} is no day that the workbook takes.", cure)
    return day


def _day(value: Any) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value.strip())
        except ValueError:
            pass
    return None


@cache
def columns(row: type) -> Mapping[str, Column]:
    """The columns of a row's table by name."""
    return {column.name: column for column in table(row).columns}


def as_cell(column: Column, value: Any, where: str) -> Any:
    """A value as its column's type, None if it is blank; BadTemplate where it does not fit."""
    if value is None or value == "":
        return None
    if column.kind is Kind.DATE:
        return as_day(value, where)
    if column.kind in (Kind.NUMBER, Kind.WHOLE, Kind.PERCENT):
        return _number(column, value, where)
    if isinstance(value, (list, dict)):
        raise bad(where, "this has to be a text, not a list.", 'Write it in one pair of quotation marks: "…".')
    text = fitting(as_text(value).strip(), where)
    choices = column.choices
    if choices and choices.words and not choices.open_ended and text not in choices.words:
        raise bad(where, f'"{text}" is not offered here.', f"Possible are: {', '.join(choices.words)}.")
    return text


def check_order(row: type, values: Mapping[str, Any], where: str) -> None:
    """BadTemplate where a date comes before the one it has to follow."""
    for name, column in columns(row).items():
        first, later = values.get(column.not_before or ""), values.get(name)
        if first is not None and later is not None and later < first:
            raise bad(f"{where}, {name}", f"{spelled(later)} is before the {column.not_before}, {spelled(first)}.")


def _number(column: Column, value: Any, where: str) -> float:
    try:
        number = float(value) if isinstance(value, str) else value
    except ValueError:
        raise bad(where, f'"{value}" is no number.') from None
    if isinstance(number, bool) or not isinstance(number, (int, float)) or not math.isfinite(number):
        raise bad(where, f"{value!r} is no number.")
    low, high = column.lowest, column.highest
    if (low is not None and number < low) or (high is not None and number > high):
        raise bad(where, f"{number:g} lies outside {_bounds(low, high)}.")
    if column.kind is Kind.WHOLE and number != int(number):
        raise bad(where, f"{number:g} is no whole number.")
    return number


def _bounds(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return f"what is possible ({low:g} or more)" if low is not None else f"what is possible (up to {high:g})"
    return f"{low:g} to {high:g}"
