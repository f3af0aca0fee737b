"""Cells that are to be written, gathered in rectangles that hold nothing typed: one call each."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations_with_replacement, count, product

Cell = tuple[int, int]  # row and column


def rectangles(wanted: Collection[Cell], free: Collection[Cell]) -> Iterator[list[Cell]]:
    """Rectangles of free cells that cover all wanted ones, each cell once; row by row within each.

    The upper edge of each goes through the first wanted cell that is left, and it is the one that covers most.
    """
    left, there = set(wanted), set(free)
    while left:
        area = _around(max(_together(min(left), left, there), key=len))
        yield area
        left.difference_update(area)
        there.difference_update(area)


def _together(first: Cell, left: set[Cell], free: set[Cell]) -> Iterator[list[Cell]]:
    """Those wanted cells that a rectangle of free cells can hold with the first of them, for each of its widths."""
    row, column = first
    edges = sorted({column for _, column in left})
    ends = {one: _end(row, one, free) for one in range(edges[0], edges[-1] + 1)}
    for start, stop in combinations_with_replacement(edges, 2):
        if start <= column <= stop:
            end = min(ends[one] for one in range(start, stop + 1))
            yield [cell for cell in left if cell[0] < end and start <= cell[1] <= stop]


def _end(row: int, column: int, free: set[Cell]) -> int:
    """The first row from that one on in which the column is not free."""
    return next(below for below in count(row) if (below, column) not in free)


def _around(cells: Collection[Cell]) -> list[Cell]:
    """The smallest rectangle that holds them."""
    rows, columns = {row for row, _ in cells}, {column for _, column in cells}
    return [*product(range(min(rows), max(rows) + 1), range(min(columns), max(columns) + 1))]
