"""Where things stand on a sheet in pixels, as Excel counts the widths of columns."""

from __future__ import annotations

from collections.abc import Callable

_DIGIT = 7  # pixels: the widest digit of Calibri 11, by which Excel measures columns
_PADDING = 0.71  # characters that a column of the file is wider than what it shows


def column_pixels(width: float) -> int:
    """The pixels that a column of so many characters takes."""
    return int((width + _PADDING) * _DIGIT + 0.5)


def forward(first: int, pixels: int, size: Callable[[int], int]) -> tuple[int, int]:
    """The column or row so many pixels after the beginning of `first`, and the pixels into it."""
    while pixels > size(first):
        pixels -= size(first)
        first += 1
    return first, pixels
