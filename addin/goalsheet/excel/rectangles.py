"""Cells that are to be written, gathered in rectangles of empty cells: one call each, and nothing typed is touched."""

from __future__ import annotations

from collections.abc import Collection, Iterator

Cell = tuple[int, int]  # row and column


def rectangles(wanted: Collection[Cell], empty: Collection[Cell]) -> Iterator[list[Cell]]:
    """Rectangles of empty cells that cover all wanted ones, each cell once; row by row within each.

    Each begins at the first wanted cell that is left and grows to the right, then down, while that serves another one.
    """
    left, free = set(wanted), set(empty)
    while left:
        row, column = min(left)
        right = column + 1
        while (row, right) in free and _serves(left, row, range(right, right + 1)):
            right += 1
        across = range(column, right)
        below = row + 1
        while all((below, place) in free for place in across) and _serves(left, below, across):
            below += 1
        area = [(line, place) for line in range(row, below) for place in across]
        yield area
        left.difference_update(area)
        free.difference_update(area)


def _serves(left: Collection[Cell], row: int, columns: range) -> bool:
    """Whether any cell in those columns is wanted from that row on."""
    return any(line >= row and place in columns for line, place in left)
