"""How a cell looks on the page: its own format over banding and colours by rule, as CSS properties."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from goalsheet.local_sheets.areas import Area, area_of
from goalsheet.local_sheets.calculation import Calculation
from goalsheet.local_sheets.conditions import Place, holds
from goalsheet.local_sheets.formula_values import FormulaError
from goalsheet.local_sheets.spreadsheet import Sheet, Spreadsheet

Json = dict[str, Any]
Css = dict[str, str]
Look = Callable[[Place], Css]

UPRIGHT = {"TOP": "top", "MIDDLE": "middle", "BOTTOM": "bottom"}
WRAPPING = {"WRAP": {"whiteSpace": "pre-wrap"}, "CLIP": {"overflow": "hidden"}}
LINES = {"SOLID": "1px solid", "SOLID_MEDIUM": "2px solid", "SOLID_THICK": "3px solid", "DOUBLE": "3px double"}


def css_colour(colour: Mapping[str, float]) -> str:
    """A colour as CSS writes it."""
    return "#" + "".join(f"{round(colour.get(name, 0) * 255):02x}" for name in ("red", "green", "blue"))


def look_of(book: Spreadsheet, sheet: Sheet, calculation: Calculation) -> Look:
    """The look of each cell of a tab."""
    bands = [(area_of(book, item["range"]), item.get("rowProperties", {})) for item in sheet.part("bandedRanges")]
    rules = [
        (area_of(book, place), area_of(book, item["ranges"][0]), item["booleanRule"])
        for item in sheet.part("conditionalFormats")
        if "booleanRule" in item
        for place in item["ranges"]
    ]

    def look(place: Place) -> Css:
        css = _aligned(calculation.value(sheet.id, *place))
        for area, colours in bands:
            if area.holds(*place):
                css |= _band(area, colours, place[0])
        css |= css_of(sheet.cell(*place).get("userEnteredFormat", {}))
        for area, first, rule in rules:
            if area.holds(*place) and holds(rule["condition"], calculation, _reaching(first, area), place):
                return css | css_of(rule.get("format", {}))
        return css

    return look


def _reaching(first: Area, area: Area) -> Area:
    """The area that a rule's formulas are written for: they start at the first of its ranges."""
    return area._replace(top=first.top, left=first.left)


def _aligned(value: Any) -> Css:
    if isinstance(value, bool | FormulaError):
        return {"textAlign": "center"}
    return {"textAlign": "right"} if isinstance(value, int | float) else {}


def _band(area: Area, colours: Json, row: int) -> Css:
    header = colours.get("headerColor")
    if header is not None and row == area.top:
        return {"backgroundColor": css_colour(header)}
    even = (row - area.top - (header is not None)) % 2 == 0
    colour = colours.get("firstBandColor" if even else "secondBandColor")
    return {} if colour is None else {"backgroundColor": css_colour(colour)}


def css_of(look: Json) -> Css:
    """A CellFormat as CSS properties, named as scripts name them."""
    css: Css = {}
    if "backgroundColor" in look:
        css["backgroundColor"] = css_colour(look["backgroundColor"])
    if "horizontalAlignment" in look:
        css["textAlign"] = look["horizontalAlignment"].lower()
    if "verticalAlignment" in look:
        css["verticalAlign"] = UPRIGHT.get(look["verticalAlignment"], "bottom")
    css |= WRAPPING.get(look.get("wrapStrategy", ""), {})
    for side, line in look.get("borders", {}).items():
        style = LINES.get(line.get("style"), "1px dashed")
        css[f"border{side.title()}"] = f"{style} {css_colour(line.get('color', {}))}"
    return css | _text_css(look.get("textFormat", {}))


def _text_css(text: Json) -> Css:
    css: Css = {}
    if "foregroundColor" in text:
        css["color"] = css_colour(text["foregroundColor"])
    if "bold" in text:
        css["fontWeight"] = "600" if text["bold"] else "400"
    if text.get("italic"):
        css["fontStyle"] = "italic"
    lines = [line for name, line in (("underline", "underline"), ("strikethrough", "line-through")) if text.get(name)]
    if lines:
        css["textDecoration"] = " ".join(lines)
    if "fontSize" in text:
        css["fontSize"] = f"{text['fontSize']}pt"
    if "fontFamily" in text:
        css["fontFamily"] = f'"{text["fontFamily"]}", Carlito, Arial, sans-serif'.replace("\\", "")
    return css
