"""The functions over ranges that formulas may use here: sums, counts, averages, look-ups."""

from __future__ import annotations

import math
import statistics
from typing import Any

from goalsheet.local_sheets.criteria import criterion
from goalsheet.local_sheets.formula_values import (
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
from goalsheet.local_sheets.functions import RANGED, ranged


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
    (values, test), *others = tests
    chosen = [test(value) for value in values]
    for values, test in others:
        chosen = [is_chosen and test(value) for is_chosen, value in zip(chosen, values, strict=True)]
    return chosen


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
