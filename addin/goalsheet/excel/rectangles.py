"""Cells that are to be written, gathered in rectangles that hold nothing typed: one call each."""

from __future__ import annotations

from collections.abc import Collection, Iterator

Cell = tuple[int, int]  # row and column


def rectangles(wanted: Collection[Cell], free: Collection[Cell]) -> Iterator[list[Cell]]:
    """Rectangles of free cells that cover all wanted ones, each cell once; row by row within each.

    Each begins at the first wanted cell that is left, and is the one from there that covers most.
    """
    left, there = set(wanted), set(free)
    while left:
        area = max(_from(min(left), left, there), key=lambda area: len(left.intersection(area)))
        yield area
        left.difference_update(area)
        there.difference_update(area)


def _from(corner: Cell, left: set[Cell], free: set[Cell]) -> Iterator[list[Cell]]:
    """The rectangles with that upper left corner, each as far down as it serves."""
    row, column = corner
    right = column
    while (row, right) in free:
        right += 1
        if _serves(left, row, range(right - 1, right)):
            yield _downwards(row, range(column, right), left, free)


def _downwards(row: int, columns: range, left: set[Cell], free: set[Cell]) -> list[Cell]:
    below = row + 1
    while all((below, column) in free for column in columns) and _serves(left, below, columns):
        below += 1
    return [(line, column) for line in range(row, below) for column in columns]


def _serves(left: Collection[Cell], row: int, columns: range) -> bool:
    """Whether any cell in those columns is wanted from that row on."""
    return any(line >= row and column in columns for line, column in left)
