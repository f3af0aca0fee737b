"""A drawing of the tab Goals, made from the table of its buttons: Excel's own icons cannot be shown here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from goalsheet.layout import looks
from goalsheet.layout.buttons import GROUPS, TAB

_WIDE, _HIGH, _GAP = 112, 96, 18  # of a button; between groups
_LONG = 12  # letters of a label in one line
_STYLE = "font-family='Segoe UI, Carlito, Arial, sans-serif' text-anchor='middle'"


def ribbon_picture() -> str:
    """The drawing as SVG."""
    shapes, left = [], _GAP
    for group in GROUPS:
        wide = _WIDE * len(group.buttons)
        for place, button in enumerate(group.buttons):
            shapes.append(_button(left + place * _WIDE, button.label, button.keytip))
        shapes.append(_text(left + wide / 2, 66 + _HIGH, group.label, 11, looks.MUTED))
        left += wide + _GAP
        shapes.append(f"<line x1='{left - 9}' y1='48' x2='{left - 9}' y2='160' stroke='#{looks.LINE}'/>")
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {left} 178' width='{left}' height='178' role='img'>",
        f"<title>The tab {TAB} in Excel</title>",
        f"<rect width='{left}' height='178' fill='#F5F5F5'/>",
        _text(52, 26, TAB, 14, looks.TEAL, bold=True),
        f"<rect x='26' y='34' width='52' height='3' fill='#{looks.TEAL}'/>",
        *shapes,
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _button(left: float, label: str, keytip: str) -> str:
    middle = left + _WIDE / 2
    icon = f"<rect x='{middle - 16}' y='56' width='32' height='32' rx='6' fill='#{looks.TEAL}'/>"
    return (
        icon
        + _text(middle, 78, keytip, 15, "FFFFFF", bold=True)
        + "".join(_text(middle, 112 + 16 * place, line, 12, looks.INK) for place, line in enumerate(_lines(label)))
    )


def _lines(label: str) -> Sequence[str]:
    """The label in two lines where it is long, as Excel breaks it, so that none runs into the next."""
    words = label.split()
    if len(label) <= _LONG:
        return [label]
    breaks = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]
    return min(breaks, key=lambda lines: max(map(len, lines)))


def _text(x: float, y: float, text: str, size: int, color: str, *, bold: bool = False) -> str:
    weight = " font-weight='bold'" if bold else ""
    return f"<text x='{x:g}' y='{y:g}' font-size='{size}' fill='#{color}'{weight} {_STYLE}>{escape(text)}</text>"
