"""The mind map as a drawing of its own (SVG): lines from the middle outwards, each branch in a colour."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from goalsheet.layout import looks
from goalsheet.vision.mind_map import MindMap

_ACROSS, _UP = 186.0, 363.0  # pixels of one step of the map's own measure: a label is one wide
_WIDE, _HIGH = 1340, 800
_LETTER = 6.9  # pixels of a letter, on average
_SIZES = {0: 17, 1: 14}  # by level; others are 13
#: One after the other, as far apart as colours of the same weight can be.
_COLORS = (looks.TEAL, looks.INDIGO, looks.AMBER, looks.BLUE, looks.RED, looks.GREEN, looks.STEEL)
_FONT = "font-family='Segoe UI, Carlito, Arial, sans-serif'"


def map_picture(of: MindMap, title: str) -> str:
    """The drawing; words of people are text in it, never markup."""
    spots = [spot for spot in of.spots if spot.used]
    colors = {branch: _COLORS[place % len(_COLORS)] for place, branch in enumerate(sorted({s.branch for s in spots}))}
    size = f"viewBox='0 0 {_WIDE} {_HIGH}' width='{_WIDE}' height='{_HIGH}'"
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' {size} role='img'>",
        f"<title>{escape(_held(title))}</title>",
        f"<rect width='{_WIDE}' height='{_HIGH}' fill='#{looks.WHITE}'/>",
        *(_line(spot, colors[spot.branch]) for spot in spots if spot.level > 0),
        *(piece for spot in spots for piece in _label(spot, colors[spot.branch])),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _place(x: float, y: float) -> tuple[float, float]:
    return _WIDE / 2 + x * _ACROSS, _HIGH / 2 - y * _UP


def _line(spot: Any, color: str) -> str:
    """A curve that leaves and arrives level."""
    (left, top), (right, bottom) = _place(spot.from_x, spot.from_y), _place(spot.x, spot.y)
    middle = (left + right) / 2
    curve = f"M{left:g} {top:g} C{middle:g} {top:g} {middle:g} {bottom:g} {right:g} {bottom:g}"
    return f"<path d='{curve}' fill='none' stroke='#{color}' stroke-width='{4 - spot.level}' stroke-opacity='0.55'/>"


def _label(spot: Any, color: str) -> Iterator[str]:
    """The middle and its branches on a plate of their colour, all else on a white one that the line ends at."""
    x, y = _place(spot.x, spot.y)
    size = _SIZES.get(spot.level, 13)
    high = 40 if spot.level == 0 else 18
    wide = min(_ACROSS - 6, len(spot.label) * _LETTER * size / 13 + 16) if spot.level else len(spot.label) * 10 + 40
    fill, ink = (color, looks.WHITE) if spot.level <= 1 else (looks.WHITE, looks.INK)
    weight = " font-weight='bold'" if spot.level <= 1 else ""
    plate = f"x='{x - wide / 2:g}' y='{y - high / 2:g}' width='{wide:g}' height='{high}' rx='{high / 2:g}'"
    yield f"<rect {plate} fill='#{fill}'/>"
    look = f"font-size='{size}' fill='#{ink}'{weight} text-anchor='middle' {_FONT}"
    yield f"<text x='{x:g}' y='{y + size * 0.35:g}' {look}>{escape(_held(spot.label))}</text>"


def _held(text: str) -> str:
    """The text without what no XML can hold."""
    return "".join(one for one in text if one.isprintable() or one == " ")
