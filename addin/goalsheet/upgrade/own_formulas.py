"""Formulas of people's own, said anew for where the cells that they look at are now."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.sax.saxutils import escape

from goalsheet.layout.places import CellPlace
from goalsheet.layout.room import split_reference
from goalsheet.upgrade.grounds import Sides, spot_at
from goalsheet.workbook.markup import text_of
from goalsheet.workbook.precedents import ANYWHERE

_SHEET = r"(?:'((?:[^']|'')+)'|([^\W\d][\w.]*))!"
_CELL = r"\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6}"
_REFERENCE = rf"(?<![\w.$'!])(?:{_SHEET})?({_CELL})(?::({_CELL}))?(?![\w(.!:])"
_TOKEN = re.compile(rf'"(?:[^"]|"")*"|{_REFERENCE}')
#: An element that holds all of its formula; what else it may say is when to calculate it.
_PLAIN = re.compile(r'<(?:\w+:)?f(?:\s+a?ca="\w+")*\s*>([^<]*)</(?:\w+:)?f\s*>')
_FUNCTION = re.compile(r"[^\W\d][\w.]*(?=\()")
_NAME = re.compile(r"[^\W\d][\w.]*")
#: What is left of a formula that we understand when its texts, references, functions and names are taken out.
_REST = re.compile(r"[-+*/^&=<>(),;%.\s0-9]*")

IsFree = Callable[[CellPlace], bool]


class _Unclear(Exception):
    """A formula looks at something whose place in the new workbook cannot be told."""


def moved(element: bytes, sheet: str, sides: Sides, is_free: IsFree) -> bytes | None:
    """The formula's element, of a cell on that sheet, for the new workbook; None where it cannot be told.

    It looks at the same cells as before: those of tables by their row and column, others where they stood, if the new
    workbook has nothing of its own there (`is_free`).
    """
    plain = _PLAIN.fullmatch(element.decode())
    if plain is None:
        return None
    text = text_of(plain[1].encode())
    if not _is_clear(text, sides):
        return None
    try:
        said = _TOKEN.sub(lambda found: _said(found, sheet, sides, is_free), text)
    except _Unclear:
        return None
    return f"<f>{escape(said)}</f>".encode()


def _is_clear(text: str, sides: Sides) -> bool:
    bare = _TOKEN.sub("0", text)
    if any(name.upper() in ANYWHERE for name in _FUNCTION.findall(bare)):
        return False
    bare = _FUNCTION.sub("", bare)
    known = {"TRUE", "FALSE"} | {name.upper() for name in sides.old.book.directory.names.keys() & sides.new_names}
    if not all(name.upper() in known for name in _NAME.findall(bare)):
        return False
    return _REST.fullmatch(_NAME.sub("0", bare)) is not None


def _said(found: re.Match[str], sheet: str, sides: Sides, is_free: IsFree) -> str:
    quoted, bare, first, last = found.groups()
    if first is None:
        return found[0]  # a text
    title = next((one for one in sides.titles if one.casefold() == (quoted or bare or sheet).casefold()), None)
    if title is None:
        raise _Unclear
    corners = [_place(title, corner, sides, is_free) for corner in (first, last) if corner]
    if last and _size(first, last) != _size(corners[0].address, corners[1].address):
        raise _Unclear
    if any(one.sheet != corners[0].sheet for one in corners):
        raise _Unclear
    cells = ":".join(_like(one, was) for one, was in zip(corners, (first, last), strict=False))
    if not (quoted or bare) and corners[0].sheet == sides.titles[sheet]:
        return cells
    return "'{}'!{}".format(corners[0].sheet.replace("'", "''"), cells)


def _place(title: str, corner: str, sides: Sides, is_free: IsFree) -> CellPlace:
    address = corner.replace("$", "")
    row, letters = split_reference(address)[0], address.rstrip("0123456789")
    spot = spot_at(sides.old.spots(title), row, letters)
    to = sides.destination(spot, row) if spot else CellPlace(sides.titles[title], address)
    if to is None or (spot is None and not is_free(to)):
        raise _Unclear
    return to


def _size(first: str, last: str) -> tuple[int, int]:
    (row, column), (end, right) = (split_reference(corner.replace("$", "")) for corner in (first, last))
    return end - row, right - column


def _like(place: CellPlace, was: str) -> str:
    """The cell's address, fixed as it was fixed."""
    letters = place.address.rstrip("0123456789")
    column, row = "$" if was.startswith("$") else "", "$" if "$" in was[1:] else ""
    return f"{column}{letters}{row}{place.address.removeprefix(letters)}"
