"""How sheets come out on paper: areas that end at the last row filled in, and columns that fit one page across.

An area that follows is a formula with a name. Excel works it out before it prints; LibreOffice takes no name there and
prints the whole sheet. So what is not to be printed starts folded away, and where areas stand side by side the scale is
fixed instead of "fit to page", and breaks stand where an area ends: both print the same pages, LibreOffice with the
empty rows, to write on by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from goalsheet.layout.pixels import column_pixels
from goalsheet.layout.room import letters

ACROSS = 9.7  # inches; pages on their side have 10.9 (A4) or 10.2 (Letter) between margins, but fonts differ
UPRIGHT = 7.1  # inches; the same page upright has 7.5
_HEIGHT = 755.0  # points between the upper and the lower margin of that page
_PER_INCH = 96  # pixels


def following(sheet: str, first: int, last: int, rows: tuple[int, int], last_filled: str) -> str:
    """The area of the columns `first` to `last`, from the top to the row that the formula `last_filled` gives.

    `rows` are the least and the greatest row that the area may end with.
    """
    least, greatest = rows
    column = f"'{sheet}'!${letters(last)}$1:${letters(last)}${greatest}"
    return f"'{sheet}'!${letters(first)}$1:INDEX({column},MAX({least},{last_filled}))"


def last_row(*names: str) -> str:
    """The last row in which one of the named columns is filled in, be it with an error; 0 if none is."""
    rows = ",".join(f"SUMPRODUCT(MAX((1-ISBLANK({name}))*ROW({name})))" for name in names)
    return f"MAX({rows})" if len(names) > 1 else rows


def scale(pages: Iterable[Iterable[float]], across: float = ACROSS) -> int:
    """The percentage at which each page's columns, given by their widths in characters, fit across, 100 at most."""
    widest = max(sum(map(column_pixels, page)) for page in pages)
    return min(100, int(100 * across * _PER_INCH / widest))


def page_ends(blocks: Sequence[int], last: int, heights: Mapping[int, float], percent: int) -> tuple[int, ...]:
    """The last row of each page but the last, so that no block is cut in two; `blocks` are the rows they begin in.

    Of an upright page printed at that percentage; `heights` are in points.
    """
    ends, top, room = [], 1, _HEIGHT * 100 / percent
    for first, following in pairwise([*blocks, last + 1]):
        if sum(heights[row] for row in range(top, following)) > room and first > top:
            ends.append(first - 1)
            top = first
    return tuple(ends)
