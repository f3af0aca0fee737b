"""How Google's formats look in Excel: fonts, fills, borders, number formats, banding and rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpyxl.cell import Cell
from openpyxl.formatting.rule import ColorScaleRule, FormulaRule, Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from goalsheet.local_sheets.areas import Area, area_of, column_letters, corners
from goalsheet.local_sheets.number_formats import DEFAULTS
from goalsheet.local_sheets.spreadsheet import Sheet, Spreadsheet

Json = dict[str, Any]

LINES = {
    "SOLID": "thin",
    "SOLID_MEDIUM": "medium",
    "SOLID_THICK": "thick",
    "DOTTED": "dotted",
    "DASHED": "dashed",
    "DOUBLE": "double",
}
UPRIGHT = {"TOP": "top", "MIDDLE": "center", "BOTTOM": "bottom"}


def argb(colour: Mapping[str, float]) -> str:
    """A colour as Excel writes it."""
    return "FF" + "".join(f"{round(colour.get(name, 0) * 255):02X}" for name in ("red", "green", "blue"))


def number_format_of(number_format: Json) -> str:
    """A number format's pattern in Excel's letters."""
    pattern = number_format.get("pattern") or DEFAULTS.get(number_format.get("type", ""), "General")
    return {"@": "@", "": "General"}.get(pattern, str(pattern))


def set_look(cell: Cell, look: Json) -> None:
    """Give a cell the look of a CellFormat."""
    text = look.get("textFormat", {})
    if text:
        cell.font = _font(text)
    if "backgroundColor" in look:
        cell.fill = PatternFill("solid", fgColor=argb(look["backgroundColor"]))
    if {"horizontalAlignment", "verticalAlignment", "wrapStrategy", "padding"} & set(look):
        cell.alignment = Alignment(
            horizontal=look.get("horizontalAlignment", "").lower() or None,
            vertical=UPRIGHT.get(look.get("verticalAlignment", "BOTTOM")),
            wrap_text=look.get("wrapStrategy") == "WRAP",
        )
    if "borders" in look:
        sides = {name: _side(line) for name, line in look["borders"].items()}
        cell.border = Border(**sides)


def _font(text: Json) -> Font:
    return Font(
        name=text.get("fontFamily", "Arial"),
        size=text.get("fontSize", 10),
        bold=text.get("bold"),
        italic=text.get("italic"),
        strike=text.get("strikethrough"),
        underline="single" if text.get("underline") else None,
        color=argb(text["foregroundColor"]) if "foregroundColor" in text else None,
    )


def _side(line: Json) -> Side:
    return Side(style=LINES.get(line.get("style", "SOLID")), color=argb(line.get("color", {})))


def add_banding(page: Worksheet, book: Spreadsheet, sheet: Sheet) -> None:
    """Fill the rows of banded ranges where a cell has no fill of its own."""
    for item in sheet.part("bandedRanges"):
        colours = item.get("rowProperties", {})
        area = area_of(book, item["range"])
        for row, column in area.cells():
            colour = _band(colours, area, row)
            if colour and "backgroundColor" not in sheet.cell(row, column).get("userEnteredFormat", {}):
                page.cell(row + 1, column + 1).fill = PatternFill("solid", fgColor=argb(colour))


def _band(colours: Json, area: Area, row: int) -> Json | None:
    header = colours.get("headerColor")
    if header and row == area.top:
        return dict(header)
    name = "firstBandColor" if (row - area.top - bool(header)) % 2 == 0 else "secondBandColor"
    return colours.get(name)


def add_rules(page: Worksheet, book: Spreadsheet, sheet: Sheet) -> None:
    """The conditional formats, in their order."""
    for item in sheet.part("conditionalFormats"):
        areas = [area_of(book, place) for place in item["ranges"]]
        rule = _rule(item, areas[0])
        if rule is not None:
            page.conditional_formatting.add(" ".join(corners(area) for area in areas), rule)


def _rule(item: Json, area: Area) -> Rule | None:
    if "gradientRule" in item:
        return _scale(item["gradientRule"])
    condition = item["booleanRule"]["condition"]
    look = item["booleanRule"].get("format", {})
    formula = condition_formula(condition, f"{column_letters(area.left)}{area.top + 1}")
    if formula is None:
        return None
    fill = look.get("backgroundColor")
    style = DifferentialStyle(
        font=Font(bold=look.get("textFormat", {}).get("bold"), color=_text_colour(look)),
        fill=PatternFill(bgColor=argb(fill)) if fill else None,
    )
    rule = FormulaRule(formula=[formula], stopIfTrue=True)
    rule.dxf = style
    return rule


def _text_colour(look: Json) -> str | None:
    colour = look.get("textFormat", {}).get("foregroundColor")
    return argb(colour) if colour is not None else None


def _scale(gradient: Json) -> Rule:
    points = [gradient[name] for name in ("minpoint", "midpoint", "maxpoint") if name in gradient]
    names = ("start", "mid", "end") if len(points) > 2 else ("start", "end")  # noqa: PLR2004 - three points have a middle
    details: Json = {}
    for name, point in zip(names, points, strict=True):
        details[f"{name}_type"] = {"MIN": "min", "MAX": "max", "NUMBER": "num", "PERCENT": "percent"}.get(
            point["type"], "num"
        )
        details[f"{name}_value"] = point.get("value")
        details[f"{name}_color"] = argb(point.get("color", {}))
    return ColorScaleRule(**details)


COMPARE = {
    "NUMBER_EQ": "=",
    "NUMBER_NOT_EQ": "<>",
    "NUMBER_GREATER": ">",
    "NUMBER_GREATER_THAN_EQ": ">=",
    "NUMBER_LESS": "<",
    "NUMBER_LESS_THAN_EQ": "<=",
    "TEXT_EQ": "=",
}


def condition_formula(condition: Json, cell: str) -> str | None:
    """A condition on a cell as Excel's formula, without the `=`; None where it has no twin."""
    kind = condition.get("type", "")
    values = [str(value.get("userEnteredValue", "")) for value in condition.get("values", ())]
    if kind == "CUSTOM_FORMULA":
        return values[0].removeprefix("=")
    if kind in {"BLANK", "NOT_BLANK"}:
        return f'{cell}{"=" if kind == "BLANK" else "<>"}""'
    if kind in COMPARE:
        value = values[0].removeprefix("=") if kind != "TEXT_EQ" else _text(values[0])
        return f'AND({cell}<>"",{cell}{COMPARE[kind]}{value})'
    return _between_or_text(kind, values, cell)


def _between_or_text(kind: str, values: list[str], cell: str) -> str | None:
    if kind in {"NUMBER_BETWEEN", "NUMBER_NOT_BETWEEN"}:
        inside = f"AND({cell}>={values[0]},{cell}<={values[1]})"
        return inside if kind == "NUMBER_BETWEEN" else f"NOT({inside})"
    if kind in {"TEXT_CONTAINS", "TEXT_NOT_CONTAINS"}:
        found = f"ISNUMBER(SEARCH({_text(values[0])},{cell}))"
        return found if kind == "TEXT_CONTAINS" else f"NOT({found})"
    return f"LEFT({cell},{len(values[0])})={_text(values[0])}" if kind == "TEXT_STARTS_WITH" else None


def _text(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'
