"""Values and looks as Google's API has them; text is always text, whatever it begins with."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from goalsheet.layout.cell_values import from_text
from goalsheet.layout.plan import Look, Value
from goalsheet.layout.review import Content, Formula
from goalsheet.layout.room import FIRST_SERIAL, LAST_SERIAL, day_of, number_text
from goalsheet.merge.values import normal
from goalsheet.tracker.schema import NUMBERS, Kind

Json = dict[str, Any]

FONT = "Calibri"
_EPOCH = dt.date(1899, 12, 30)
MOST_CHARACTERS = 50_000  # of a cell
CUT = " … (cut here: the whole text stands in the workbook)"
_ALIGN = {"left": "LEFT", "center": "CENTER", "right": "RIGHT"}
_VALIGN = {"top": "TOP", "center": "MIDDLE", "bottom": "BOTTOM"}
_INDENT, _PADDING = 6, 3  # pixels


def extended(content: Content, locale: str = "en_GB") -> Json:
    """A content as userEnteredValue; nothing for a blank."""
    if isinstance(content, Formula):
        return {"formulaValue": in_locale(content.text, locale)}
    return _value(content)


def entered(kind: Kind, cell: Json) -> Value:
    """What a cell says, as that kind where it can be, also if it is stored as text; a formula is what was typed."""
    number = cell.get("numberValue")
    if number is None:
        held = next(iter(cell.values()), "")
        text = normal(str(held).upper() if isinstance(held, bool) else str(held))
        stored = from_text(kind, text) if isinstance(text, str) else None
        return text if stored is None else stored
    if kind is Kind.DATE and FIRST_SERIAL <= number < LAST_SERIAL + 1:
        return day_of(int(number))
    return float(number) if kind in (*NUMBERS, Kind.DATE) else number_text(number)


def _value(value: Value) -> Json:
    if value is None or value == "":
        return {}
    if isinstance(value, str):
        return {"stringValue": _fitting(value)}
    if isinstance(value, dt.date):
        return {"numberValue": float((value - _EPOCH).days)}
    return {"numberValue": float(value)}


def _fitting(text: str) -> str:
    if len(text) <= MOST_CHARACTERS // 2 or length(text) <= MOST_CHARACTERS:
        return text
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * (MOST_CHARACTERS - len(CUT))]
    return units.decode("utf-16-le", "ignore") + CUT


def length(text: str) -> int:
    """How long Excel says that a text is, in UTF-16 units; in Google Sheets it is no longer."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


#: Languages that write a decimal point; all others a comma, and then a semicolon parts arguments.
_POINT = {"en", "ja", "zh", "ko", "th", "he", "hi", "iw"}


def in_locale(formula: str, locale: str) -> str:
    """The formula as a spreadsheet of that locale takes it.

    Where decimals have a comma, a semicolon parts arguments and a backslash an array's columns.

    Our formulas hold no decimals, and no commas in texts.
    """
    if locale.split("_", maxsplit=1)[0] in _POINT or not locale:
        return formula
    return re.sub(r"\{[^}]*\}", lambda array: array[0].replace(",", "\\"), formula).translate({ord(","): ";"})


def is_same(one: Json, other: Json) -> bool:
    """Whether two cells hold the same; formulas are compared however the locale parts their arguments."""
    return _plain(one) == _plain(other)


def is_same_of(kind: Kind, one: Json, other: Json) -> bool:
    """The same of cells of that kind, of which one may be stored as text."""
    if is_same(one, other):
        return True
    return (
        kind in (*NUMBERS, Kind.DATE)
        and "formulaValue" not in {*one, *other}
        and entered(kind, one) == entered(kind, other)
    )


def _plain(value: Json) -> Json:
    formula = value.get("formulaValue")
    return {"formulaValue": re.sub(r"[;\\]", ",", formula)} if formula else value


def color(code: str) -> Json:
    """A colour, of RRGGBB."""
    parts = (int(code[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return {"rgbColor": dict(zip(("red", "green", "blue"), parts, strict=True))}


def text_format(look: Look) -> Json:
    """The type."""
    return {
        "foregroundColorStyle": color(look.color),
        "fontFamily": FONT,
        "fontSize": round(look.size),
        "bold": look.bold,
    }


def cell_format(look: Look, kind: str = "") -> Json:
    """A look as userEnteredFormat; `kind` is DATE, PERCENT or NUMBER for a number format."""
    made: Json = {
        "textFormat": text_format(look),
        "horizontalAlignment": _ALIGN[look.align],
        "verticalAlignment": _VALIGN[look.valign],
        "wrapStrategy": "WRAP" if look.wrap else "CLIP",
        "padding": {"left": _PADDING + _INDENT * look.indent, "right": _PADDING, "top": _PADDING, "bottom": _PADDING},
    }
    if look.fill:
        made["backgroundColorStyle"] = color(look.fill)
    if look.line:
        edge = {"style": "SOLID", "colorStyle": color(look.line)}
        made["borders"] = {"bottom": edge, "right": edge}
    if kind:
        made["numberFormat"] = {"type": kind, "pattern": look.format}
    return made
