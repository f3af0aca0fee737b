"""Drawings of what Excel shows around a press: its yellow bar, a message box, a note on a cell.

Excel's own windows cannot be photographed here, so they are drawn, with the words of a real press in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from textwrap import wrap

from goalsheet.excel.message import TITLE
from goalsheet.layout import looks

_LETTERS, _LINE, _TOP = 68, 20, 58  # letters in a line; pixels of a line, and above the first
_WIDE, _NOTE_WIDE, _NOTE_LETTERS = 560, 380, 46
_FONT = "font-family='Segoe UI, Carlito, Arial, sans-serif'"
_NOTE, _BAR = "FFFFE1", "FFF4CE"  # Excel's yellows


def message_picture(said: str, buttons: Sequence[str]) -> str:
    """A message box with those buttons."""
    lines = _lines(said, _LETTERS)
    high = _TOP + _LINE * len(lines) + 56
    return _svg(
        _WIDE,
        high,
        "A message of a button (a drawing)",
        _box(0, 0, _WIDE, high, "FFFFFF"),
        _text(16, 24, TITLE, looks.INK),
        *(_text(24, _TOP + _LINE * place, line, looks.INK) for place, line in enumerate(lines)),
        _box(1, high - 48, _WIDE - 2, 47, "F0F0F0", stroke="none"),
        *(
            _box(_WIDE - 104 * place, high - 38, 90, 27, "FDFDFD")
            + _text(_WIDE - 104 * place + 45, high - 20, label, looks.INK, anchor="middle")
            for place, label in enumerate(reversed(buttons), 1)
        ),
    )


def note_picture(cell: str, note: str) -> str:
    """A cell of the sheet Goals with the note on it, as it opens under the mouse."""
    lines = _lines(note, _NOTE_LETTERS)
    high, left = max(50, 16 + _LINE * len(lines)), 200
    return _svg(
        left + _NOTE_WIDE,
        high + 2,
        "A note on the cell of a goal (a drawing)",
        _box(8, 8, left - 40, 40, "FFFFFF"),
        f"<path d='M{left - 42} 8 h10 v10 z' fill='#C00000'/>",
        _text(16, 33, f"Cell {cell}", looks.MUTED),
        f"<line x1='{left - 32}' y1='8' x2='{left}' y2='20' stroke='#{looks.MUTED}'/>",
        _box(left, 1, _NOTE_WIDE - 2, high, _NOTE),
        *(_text(left + 12, 24 + _LINE * place, line, looks.INK) for place, line in enumerate(lines)),
    )


def bar_picture() -> str:
    """The yellow bar above the sheet with which Excel asks once whether macros may run."""
    return _svg(
        760,
        44,
        "Excel's yellow bar with Enable Content (a drawing)",
        _box(0, 0, 760, 44, _BAR),
        _text(16, 28, "SECURITY WARNING", looks.INK, bold=True),
        _text(190, 28, "Macros have been disabled.", looks.INK),
        _box(410, 8, 130, 28, "FDFDFD"),
        _text(475, 28, "Enable Content", looks.INK, anchor="middle"),
    )


def _lines(text: str, letters: int) -> list[str]:
    """The text in lines of at most so many letters; what is set in stays so."""
    found: list[str] = []
    for line in text.splitlines():
        indent = " " * (len(line) - len(line.lstrip()))
        found += wrap(line, letters, initial_indent=indent, subsequent_indent=indent) or [""]
    return found


def _svg(wide: int, high: int, title: str, *shapes: str) -> str:
    size = f"viewBox='0 0 {wide} {high}' width='{wide}' height='{high}'"
    head = f"<svg xmlns='http://www.w3.org/2000/svg' {size} role='img'>"
    return "\n".join([head, f"<title>{escape(title)}</title>", *shapes, "</svg>"]) + "\n"


def _box(left: float, top: float, wide: float, high: float, fill: str, *, stroke: str = f"#{looks.LINE}") -> str:
    area = f"x='{left:g}' y='{top:g}' width='{wide:g}' height='{high:g}'"
    return f"<rect {area} fill='#{fill}' stroke='{stroke}'/>"


def _text(x: float, y: float, text: str, color: str, *, anchor: str = "start", bold: bool = False) -> str:
    weight = " font-weight='bold'" if bold else ""
    return (
        f"<text x='{x:g}' y='{y:g}' font-size='14' fill='#{color}' text-anchor='{anchor}'{weight} "
        f"xml:space='preserve' {_FONT}>{escape(text)}</text>"
    )
