"""The functions of single values that formulas may use here, and where those over ranges are registered."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections.abc import Callable
from typing import Any, TypeVar

from goalsheet.local_sheets.formula_values import (
    FormulaError,
    failure,
    number,
    order,
    single,
    text,
    truth,
    whole,
)
from goalsheet.local_sheets.locales import locale_of
from goalsheet.local_sheets.number_formats import by_pattern
from goalsheet.local_sheets.serials import moment_of, serial_of

Function = Callable[..., Any]

#: Functions of single values: given a range, they are worked out cell by cell.
SCALAR: dict[str, Function] = {}
#: Functions that take ranges as a whole.
RANGED: dict[str, Function] = {}
#: Functions that do not work out all that they are given, or that look at more than that.
SPECIAL = {"IF", "IFERROR", "IFNA", "TODAY", "NOW", "ROW", "COLUMN"}
#: Functions that need not see errors as such: their arguments may be error values.
TOLERANT = {"ISERROR", "ISNA", "ISERR", "ISBLANK", "ISNUMBER", "ISTEXT", "ISLOGICAL", "COUNT", "COUNTA", "COUNTBLANK"}


Some = TypeVar("Some", bound=Callable[..., Any])


def scalar(name: str) -> Callable[[Some], Some]:
    """Register a function of single values."""

    def register(function: Some) -> Some:
        SCALAR[name] = function
        return function

    return register


def ranged(name: str) -> Callable[[Some], Some]:
    """Register a function of ranges."""

    def register(function: Some) -> Some:
        RANGED[name] = function
        return function

    return register


def _divide(top: Any, bottom: Any) -> float:
    below = number(bottom)
    if below == 0:
        raise failure("DIVIDE_BY_ZERO", "Function DIVIDE parameter 2 cannot be zero.")
    return whole(number(top) / below)


def _power(base: Any, exponent: Any) -> float:
    try:
        result = number(base) ** number(exponent)
    except (OverflowError, ZeroDivisionError):
        raise failure("NUM", "Numeric value is too large to be displayed.") from None
    if isinstance(result, complex):
        raise failure("NUM", "POWER evaluates to an imaginary number.")
    return whole(result)


def _equal(left: Any, right: Any) -> bool:
    left, right = single(left), single(right)
    empty = {str: "", bool: False}
    if left is None or right is None:
        other = right if left is None else left
        return other is None or other == empty.get(type(other), 0)
    return order(left) == order(right)


SCALAR |= {
    "+": lambda a, b: whole(number(a) + number(b)),
    "-": lambda a, b: whole(number(a) - number(b)),
    "*": lambda a, b: whole(number(a) * number(b)),
    "/": _divide,
    "^": _power,
    "&": lambda a, b: text(a) + text(b),
    "=": _equal,
    "<>": lambda a, b: not _equal(a, b),
    "<": lambda a, b: order(single(a)) < order(single(b)),
    "<=": lambda a, b: order(single(a)) <= order(single(b)),
    ">": lambda a, b: order(single(a)) > order(single(b)),
    ">=": lambda a, b: order(single(a)) >= order(single(b)),
    "negative": lambda a: -number(a),
    "positive": single,
    "percent": lambda a: whole(number(a) / 100),
    "TRUE": lambda: True,
    "FALSE": lambda: False,
    "PI": lambda: math.pi,
    "NOT": lambda a: not truth(a),
    "ABS": lambda a: abs(number(a)),
    "INT": lambda a: math.floor(number(a)),
    "SIGN": lambda a: (number(a) > 0) - (number(a) < 0),
    "ISEVEN": lambda a: int(number(a)) % 2 == 0,
    "ISODD": lambda a: int(number(a)) % 2 == 1,
    "SQRT": lambda a: _power(a, 0.5),
    "POWER": _power,
    "EXP": lambda a: math.exp(number(a)),
    "LEN": lambda a: len(text(a)),
    "TRIM": lambda a: " ".join(text(a).split()),
    "UPPER": lambda a: text(a).upper(),
    "LOWER": lambda a: text(a).lower(),
    "PROPER": lambda a: text(a).title(),
    "LEFT": lambda a, count=1: text(a)[: int(number(count))],
    "RIGHT": lambda a, count=1: text(a)[-int(number(count)) :] if number(count) else "",
    "MID": lambda a, start, count: text(a)[int(number(start)) - 1 : int(number(start)) - 1 + int(number(count))],
    "REPT": lambda a, count: text(a) * int(number(count)),
    "EXACT": lambda a, b: text(a) == text(b),
    "T": lambda a: a if isinstance(a, str) else "",
    "N": lambda a: number(a) if not isinstance(a, str) else 0,
    "VALUE": number,
    "ISERROR": lambda a: isinstance(a, FormulaError),
    "ISERR": lambda a: isinstance(a, FormulaError) and a.kind != "N_A",
    "ISNA": lambda a: isinstance(a, FormulaError) and a.kind == "N_A",
    "ISBLANK": lambda a: a is None,
    "ISNUMBER": lambda a: isinstance(a, int | float) and not isinstance(a, bool),
    "ISTEXT": lambda a: isinstance(a, str),
    "ISLOGICAL": lambda a: isinstance(a, bool),
    "YEAR": lambda a: moment_of(number(a)).year,
    "MONTH": lambda a: moment_of(number(a)).month,
    "DAY": lambda a: moment_of(number(a)).day,
    "HOUR": lambda a: moment_of(number(a)).hour,
    "MINUTE": lambda a: moment_of(number(a)).minute,
    "DAYS": lambda end, start: whole(number(end) - number(start)),
    "TEXT": lambda a, pattern: by_pattern(number(a), text(pattern), locale_of("en_US")),
    "HYPERLINK": lambda target, label=None: text(target if label is None else label),
    "CHAR": lambda a: chr(int(number(a))),
    "UNICHAR": lambda a: chr(int(number(a))),
}


@scalar("NA")
def _not_available() -> Any:
    raise failure("N_A", "Error of type N/A was generated by NA().")


@scalar("MOD")
def _mod(value: Any, divisor: Any) -> float:
    if number(divisor) == 0:
        raise failure("DIVIDE_BY_ZERO", "Function MOD parameter 2 cannot be zero.")
    return whole(number(value) % number(divisor))


def _rounded(value: Any, places: Any, how: Callable[[float], int]) -> float:
    scale = 10 ** int(number(places))
    return whole(math.copysign(how(round(abs(number(value)) * scale, 9)), number(value)) / scale)


SCALAR |= {
    "ROUND": lambda a, places=0: _rounded(a, places, lambda size: math.floor(size + 0.5)),
    "ROUNDUP": lambda a, places=0: _rounded(a, places, math.ceil),
    "ROUNDDOWN": lambda a, places=0: _rounded(a, places, math.floor),
    "TRUNC": lambda a, places=0: _rounded(a, places, math.floor),
}


@scalar("DATE")
def _date(year: Any, month: Any, day: Any) -> float:
    months = int(number(year)) * 12 + int(number(month)) - 1
    return serial_of(dt.datetime(months // 12, months % 12 + 1, 1)) + int(number(day)) - 1  # noqa: DTZ001 - no time zone


@scalar("WEEKDAY")
def _weekday(day: Any, kind: Any = 1) -> int:
    monday_first = moment_of(number(day)).weekday()
    return {1: (monday_first + 1) % 7 + 1, 2: monday_first + 1, 3: monday_first}[int(number(kind))]


def _months_on(day: Any, months: Any) -> tuple[int, int, int]:
    start = moment_of(number(day))
    count = start.year * 12 + start.month - 1 + int(number(months))
    return count // 12, count % 12 + 1, start.day


@scalar("EOMONTH")
def _end_of_month(day: Any, months: Any) -> float:
    year, month, _ = _months_on(day, months)
    return _date(year, month, calendar.monthrange(year, month)[1])


@scalar("EDATE")
def _months_later(day: Any, months: Any) -> float:
    year, month, number_of_day = _months_on(day, months)
    return _date(year, month, min(number_of_day, calendar.monthrange(year, month)[1]))


@scalar("SUBSTITUTE")
def _substitute(value: Any, old: Any, new: Any) -> str:
    return text(value).replace(text(old), text(new)) if text(old) else text(value)


@scalar("FIND")
def _find(wanted: Any, value: Any, start: Any = 1) -> int:
    place = text(value).find(text(wanted), int(number(start)) - 1)
    if place < 0:
        raise failure("VALUE", f"In FIND evaluation, cannot find '{text(wanted)}' within '{text(value)}'.")
    return place + 1


@scalar("SEARCH")
def _search(wanted: Any, value: Any, start: Any = 1) -> int:
    return _find(text(wanted).lower(), text(value).lower(), start)
