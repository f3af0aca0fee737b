"""The functions that formulas may use here: those that goalsheet's spreadsheets need and the commonest besides."""

from __future__ import annotations

import calendar
import datetime as dt
import math
import statistics
from collections.abc import Callable
from typing import Any, TypeVar

from goalsheet.local_sheets.criteria import criterion
from goalsheet.local_sheets.formula_values import (
    FormulaError,
    Grid,
    every,
    failure,
    number,
    numbers,
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
    "NOT": lambda a: not truth(a),
    "ABS": lambda a: abs(number(a)),
    "INT": lambda a: math.floor(number(a)),
    "SIGN": lambda a: (number(a) > 0) - (number(a) < 0),
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


@ranged("SUM")
def _sum(*values: Any) -> float:
    return whole(math.fsum(numbers(values)))


@ranged("AVERAGE")
def _average(*values: Any) -> float:
    found = numbers(values)
    if not found:
        raise failure("DIVIDE_BY_ZERO", "Evaluation of function AVERAGE caused a divide by zero error.")
    return whole(math.fsum(found) / len(found))


RANGED |= {
    "MIN": lambda *values: min(numbers(values), default=0),
    "MAX": lambda *values: max(numbers(values), default=0),
    "MEDIAN": lambda *values: statistics.median(numbers(values)),
    "PRODUCT": lambda *values: whole(math.prod(numbers(values))),
    "AND": lambda *values: all(truth(value) for value in every(values) if value is not None),
    "OR": lambda *values: any(truth(value) for value in every(values) if value is not None),
    "CONCATENATE": lambda *values: "".join(text(value) for value in every(values)),
    "CONCAT": lambda *values: "".join(text(value) for value in every(values)),
    "JOIN": lambda mark, *values: text(mark).join(text(value) for value in every(values)),
}


@ranged("ROWS")
def _rows(grid: Any) -> int:
    return len(_grid(grid))


@ranged("COLUMNS")
def _columns(grid: Any) -> int:
    return len(_grid(grid)[0])


@ranged("NA")
def _not_available() -> None:
    raise failure("N_A", "Did not find value.")


@ranged("SPARKLINE")
def _sparkline(data: Any, *options: Any) -> None:
    """A picture in the cell: it has no value, but errors in its data show."""
    list(every([data, *options]))


def _grid(value: Any) -> Grid:
    return value if isinstance(value, list) else [[value]]


def _all(values: Any) -> list[Any]:
    """All values of grids and single ones, errors included."""
    return [item for value in values for row in _grid(value) for item in row]


@ranged("COUNT")
def _count(*values: Any) -> int:
    return sum(isinstance(item, int | float) and not isinstance(item, bool) for item in _all(values))


@ranged("COUNTA")
def _count_filled(*values: Any) -> int:
    return sum(item is not None for item in _all(values))


@ranged("COUNTBLANK")
def _count_blank(*values: Any) -> int:
    return sum(item in {None, ""} for item in _all(values))


@ranged("SUMPRODUCT")
def _sum_of_products(*grids: Any) -> float:
    flat = [list(every([grid])) for grid in grids]
    if len({len(values) for values in flat}) > 1:
        raise failure("VALUE", "SUMPRODUCT has mismatched range sizes.")
    rows = zip(*flat, strict=True)
    factors = [
        [item if isinstance(item, int | float) and not isinstance(item, bool) else 0 for item in row] for row in rows
    ]
    if len(grids) == 1:
        factors = [[number(item) if isinstance(item, bool) else item for item in row] for row in factors]
    return whole(math.fsum(math.prod(row) for row in factors))


def _chosen(pairs: tuple[Any, ...]) -> list[bool]:
    """Which cells all criteria take; pairs of ranges and criteria, all of one size."""
    if len(pairs) % 2:
        raise failure("N_A", "Criteria come in pairs: a range and what is looked for in it.")
    tests = [(_all([pairs[place]]), criterion(pairs[place + 1])) for place in range(0, len(pairs), 2)]
    if len({len(values) for values, _ in tests}) > 1:
        raise failure("VALUE", "Array arguments are of different size.")
    return [all(test(values[place]) for values, test in tests) for place in range(len(tests[0][0]))]


def _taken(grid: Any, chosen: list[bool]) -> list[float]:
    values = _all([grid])
    if len(values) != len(chosen):
        raise failure("VALUE", "Array arguments are of different size.")
    kept = [value for value, wanted in zip(values, chosen, strict=True) if wanted]
    return numbers([[kept]])


def _mean(found: list[float]) -> float:
    if not found:
        raise failure("DIVIDE_BY_ZERO", "Evaluation of function AVERAGEIF caused a divide by zero error.")
    return whole(math.fsum(found) / len(found))


RANGED |= {
    "COUNTIF": lambda grid, wanted: sum(_chosen((grid, wanted))),
    "COUNTIFS": lambda *pairs: sum(_chosen(pairs)),
    "SUMIF": lambda grid, wanted, summed=None: whole(
        math.fsum(_taken(grid if summed is None else summed, _chosen((grid, wanted))))
    ),
    "SUMIFS": lambda summed, *pairs: whole(math.fsum(_taken(summed, _chosen(pairs)))),
    "AVERAGEIF": lambda grid, wanted, taken=None: _mean(
        _taken(grid if taken is None else taken, _chosen((grid, wanted)))
    ),
    "AVERAGEIFS": lambda taken, *pairs: _mean(_taken(taken, _chosen(pairs))),
}


@ranged("INDEX")
def _index(grid: Any, row: Any = 0, column: Any = 0) -> Any:
    cells = _grid(grid)
    down, right = int(number(row)), int(number(column))
    if len(cells) == 1 and not right:
        down, right = 1, down
    if down > len(cells) or right > len(cells[0]) or min(down, right) < 0:
        raise failure("REF", "Function INDEX parameter value is out of range.")
    rows = cells if not down else [cells[down - 1]]
    return rows if not right else [[line[right - 1]] for line in rows]


@ranged("MATCH")
def _match(wanted: Any, grid: Any, kind: Any = 1) -> int:
    values, how, wanted = _all([grid]), number(kind), single(wanted)
    if how == 0:
        test = criterion(f"={wanted}" if isinstance(wanted, str) and wanted else wanted)
        places = [place for place, value in enumerate(values, 1) if test(value)]
    else:
        fits = [
            value is not None and (order(value) <= order(wanted) if how > 0 else order(value) >= order(wanted))
            for value in values
        ]
        places = [place for place, good in enumerate(fits, 1) if good][-1:]
    if not places:
        raise failure("N_A", f"Did not find value '{text(wanted)}' in MATCH evaluation.")
    return places[0]


@ranged("VLOOKUP")
def _vlookup(wanted: Any, grid: Any, column: Any, is_sorted: Any = True) -> Any:  # noqa: FBT002 - as in spreadsheets
    place = _match(wanted, [[row[0]] for row in _grid(grid)], 1 if truth(is_sorted) else 0)
    return _index(grid, place, column)
