"""The mind map as a drawing of its own (SVG): lines from the middle outwards, each branch in a colour."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from goalsheet.layout import looks
from goalsheet.vision.mind_map import MindMap

_ACROSS, _UP = 220.0, 363.0  # pixels of one step of the map's own measure
_WIDEST = 180.0  # of a label: what is left of a step is for the lines
_WIDE, _HIGH = 1540, 800
_LETTER = 0.5  # of a letter, on average, to its size
_SIZES = {0: 18, 1: 15}  # pixels, by level; others are 14
#: One after the other, as far apart as colours of the same weight can be.
_COLORS = (looks.TEAL, looks.INDIGO, looks.AMBER, looks.BLUE, looks.RED, looks.GREEN, looks.STEEL)
#: Each system has one of them; who draws a PNG from this takes no other font for one that is missing.
_FONT = "font-family='Segoe UI, Carlito, Arial, Helvetica, Liberation Sans, Noto Sans, DejaVu Sans, sans-serif'"


def map_picture(of: MindMap, title: str) -> str:
    """The drawing; words of people are text in it, never markup."""
    spots = [spot for spot in of.spots if spot.used]
    colors = {branch: _COLORS[place % len(_COLORS)] for place, branch in enumerate(sorted({s.branch for s in spots}))}
    size = f"viewBox='0 0 {_WIDE} {_HIGH}' width='100%'"
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' {size} role='img'>",
        f"<title>{escape(_held(title))}</title>",
        f"<rect width='{_WIDE}' height='{_HIGH}' fill='#{looks.WHITE}'/>",
        *(_line(of.spots[spot.hung - 1], spot, colors[spot.branch]) for spot in spots if spot.level > 0),
        *(piece for spot in spots for piece in _label(spot, colors[spot.branch])),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _place(x: float, y: float) -> tuple[float, float]:
    return _WIDE / 2 + x * _ACROSS, _HIGH / 2 - y * _UP


def _line(upper: Any, lower: Any, color: str) -> str:
    """A curve that leaves and arrives level, from half-way up the side of a label to that of the next one."""
    left, right = _side(upper, lower.side), _side(lower, -lower.side)
    (top, bottom), middle = (_place(one.x, one.y)[1] for one in (upper, lower)), (left + right) / 2
    curve = f"M{left:g} {top:g} C{middle:g} {top:g} {middle:g} {bottom:g} {right:g} {bottom:g}"
    return f"<path d='{curve}' fill='none' stroke='#{color}' stroke-width='{4 - lower.level}' stroke-opacity='0.55'/>"


def _side(spot: Any, towards: int) -> float:
    """Where a label's plate ends on the right (1) or on the left (-1)."""
    return _place(spot.x, spot.y)[0] + towards * _width(spot) / 2


def _width(spot: Any) -> float:
    """Of a label's plate."""
    text = len(spot.label) * _LETTER * _size(spot)
    return text + 32 if spot.level == 0 else min(_WIDEST, text + 18)


def _size(spot: Any) -> int:
    return _SIZES.get(spot.level, 14)


def _label(spot: Any, color: str) -> Iterator[str]:
    """The middle and its branches on a plate of their colour, all else on a white one that the line ends at."""
    x, y = _place(spot.x, spot.y)
    size, wide, high = _size(spot), _width(spot), 40 if spot.level == 0 else 20
    fill, ink = (color, looks.WHITE) if spot.level <= 1 else (looks.WHITE, looks.INK)
    weight = " font-weight='bold'" if spot.level <= 1 else ""
    plate = f"x='{x - wide / 2:g}' y='{y - high / 2:g}' width='{wide:g}' height='{high}' rx='{high / 2:g}'"
    yield f"<rect {plate} fill='#{fill}'/>"
    look = f"font-size='{size}' fill='#{ink}'{weight} text-anchor='middle' {_FONT}"
    yield f"<text x='{x:g}' y='{y + size * 0.35:g}' {look}>{escape(_held(spot.label))}</text>"


def _held(text: str) -> str:
    """The text without what no XML can hold."""
    return "".join(one for one in text if one.isprintable() or one == " ")
