"""What a new spreadsheet is: Google's default properties, theme and first tab."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from goalsheet.local_sheets.colours import with_styles
from goalsheet.local_sheets.spreadsheet import Sheet, Spreadsheet

Json = dict[str, Any]

ROWS, COLUMNS = 1000, 26
ROW_PIXELS, COLUMN_PIXELS = 21, 100

DEFAULT_FORMAT: Json = with_styles(
    {
        "backgroundColor": {"red": 1, "green": 1, "blue": 1},
        "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
        "verticalAlignment": "BOTTOM",
        "wrapStrategy": "OVERFLOW_CELL",
        "textFormat": {
            "foregroundColor": {},
            "fontFamily": "arial,sans,sans-serif",
            "fontSize": 10,
            "bold": False,
            "italic": False,
            "strikethrough": False,
            "underline": False,
        },
    }
)

THEME_COLOURS = {
    "TEXT": (0, 0, 0),
    "BACKGROUND": (255, 255, 255),
    "ACCENT1": (66, 133, 244),
    "ACCENT2": (234, 67, 53),
    "ACCENT3": (251, 188, 4),
    "ACCENT4": (52, 168, 83),
    "ACCENT5": (255, 109, 1),
    "ACCENT6": (70, 189, 198),
    "LINK": (17, 85, 204),
}


def _theme() -> Json:
    colours = [
        {
            "colorType": kind,
            "color": {"rgbColor": dict(zip(("red", "green", "blue"), (c / 255 for c in rgb), strict=True))},
        }
        for kind, rgb in THEME_COLOURS.items()
    ]
    theme: Json = with_styles({"primaryFontFamily": "Arial", "themeColors": colours})
    return theme


PROPERTIES: Json = {
    "title": "Untitled spreadsheet",
    "locale": "en_US",
    "autoRecalc": "ON_CHANGE",
    "timeZone": "Etc/GMT",
    "defaultFormat": DEFAULT_FORMAT,
    "spreadsheetTheme": _theme(),
}


def sheet_properties(given: Mapping[str, Any], sheet_id: int, title: str) -> Json:
    """The properties of a new tab: what was given, and Google's defaults for the rest."""
    grid = {"rowCount": ROWS, "columnCount": COLUMNS, **given.get("gridProperties", {})}
    rest = {name: part for name, part in given.items() if name not in {"sheetId", "title", "index", "gridProperties"}}
    known = {"sheetId": sheet_id, "title": title, "sheetType": "GRID", "gridProperties": grid}
    properties: Json = with_styles(known | rest)
    return properties


def new_spreadsheet(spreadsheet_id: str, title: str) -> Spreadsheet:
    """An empty spreadsheet with one tab."""
    sheet = Sheet(sheet_properties({}, 0, "Sheet1"))
    return Spreadsheet(spreadsheet_id, copy.deepcopy(PROPERTIES) | {"title": title}, (sheet,))
