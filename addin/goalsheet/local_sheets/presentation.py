"""A spreadsheet as spreadsheets.get shows it, with only what a field mask wants worked out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from goalsheet.local_sheets.areas import Area, whole
from goalsheet.local_sheets.blank import COLUMN_PIXELS, ROW_PIXELS
from goalsheet.local_sheets.contents import Contents, contents_of
from goalsheet.local_sheets.formula_values import FormulaError
from goalsheet.local_sheets.masks import Cut, Mask, below, cut, wants
from goalsheet.local_sheets.protection import listed_for
from goalsheet.local_sheets.spreadsheet import Row, Sheet, Spreadsheet
from goalsheet.local_sheets.visitors import Visitor

Json = dict[str, Any]

#: The parts of a tab in Google's order.
PARTS = ("merges", "conditionalFormats", "filterViews", "protectedRanges", "basicFilter", "charts", "bandedRanges")
NO_LOOK: Json = {}
#: Rows as masks show them, and where in them formulas stand, by the row and the mask themselves, which nobody changes.
_KNOWN: dict[tuple[int, int, int, int], tuple[Row, Mask, Json, tuple[int, ...]]] = {}
_MOST_KNOWN = 10_000
GROUPS = ("rowGroups", "columnGroups", "slicers")


def shown_spreadsheet(
    book: Spreadsheet, visitor: Visitor, *, mask: Mask | None = None, areas: Sequence[Area] = (), grid: bool = False
) -> Json:
    """The spreadsheet for a visitor; with a mask, grid data is there when the mask names it (or everything)."""
    with_data = _names_data(mask) if mask else grid
    contents = contents_of(book)
    chosen = {area.sheet for area in areas}
    sheets = [
        shown_sheet(
            contents, sheet, visitor, below(mask, "sheets"), [a for a in areas if a.sheet == sheet.id], with_data
        )
        for sheet in book.sheets
        if not areas or sheet.id in chosen
    ]
    answer: Json = {"spreadsheetId": book.id, "properties": book.properties, "sheets": sheets}
    if book.named_ranges:
        answer["namedRanges"] = list(book.named_ranges)
    answer["spreadsheetUrl"] = f"https://docs.google.com/spreadsheets/d/{book.id}/edit"
    own = [entry for entry in book.metadata if "spreadsheet" in entry["location"]]
    if own:
        answer["developerMetadata"] = own
    shown: Json = cut(answer, mask)
    return shown


def _names_data(mask: Mask) -> bool:
    """Whether a mask asks for cells: by name, or by asking for all of the tabs."""
    sheets = below(mask, "sheets")
    return wants(mask, "sheets") and wants(sheets, "data")


def shown_properties(book: Spreadsheet, sheet: Sheet) -> Json:
    """A tab's properties in Google's order, without what is as usual (false, zero, nothing)."""
    grid = {name: value for name, value in sheet.properties.get("gridProperties", {}).items() if value}
    answer = {
        "sheetId": sheet.id,
        "title": sheet.title,
        "index": [other.id for other in book.sheets].index(sheet.id),
        "sheetType": sheet.properties.get("sheetType", "GRID"),
        "gridProperties": grid,
    }
    rest = {
        name: value for name, value in sheet.properties.items() if name not in answer and value not in (False, None)
    }
    return answer | rest


def shown_sheet(
    contents: Contents,
    sheet: Sheet,
    visitor: Visitor,
    mask: Mask | None,
    areas: Sequence[Area],
    data: bool,  # noqa: FBT001 - whether cells are wanted, as requests say it
) -> Json:
    """One tab."""
    answer: Json = {"properties": shown_properties(contents.book, sheet)}
    if data and wants(mask, "data"):
        within = below(mask, "data")
        answer["data"] = [_grid(contents, sheet, area, within) for area in areas or [_all(sheet)]]
    for name in (*PARTS, *GROUPS):
        items = sheet.part(name)
        if items and wants(mask, name):
            answer[name] = _part(name, items, visitor)
    own = [entry for entry in contents.book.metadata if entry["location"].get("sheetId") == sheet.id]
    if own:
        answer["developerMetadata"] = own
    return answer


def _part(name: str, items: Iterable[Json], visitor: Visitor) -> Any:
    if name == "protectedRanges":
        return [listed_for(visitor, item) for item in items]
    return next(iter(items)) if name == "basicFilter" else list(items)


def _all(sheet: Sheet) -> Area:
    return whole(sheet)


def _grid(contents: Contents, sheet: Sheet, area: Area, mask: Mask | None) -> Json:
    """GridData of an area: where it starts, its cells, and how high and wide its rows and columns are."""
    answer: Json = {}
    if area.top:
        answer["startRow"] = area.top
    if area.left:
        answer["startColumn"] = area.left
    if wants(mask, "rowData"):
        rows = _row_data(contents, sheet, area, below(below(mask, "rowData"), "values"))
        answer |= {"rowData": rows} if rows else {}
    if wants(mask, "rowMetadata"):
        answer["rowMetadata"] = _looks(contents.book, sheet, "ROWS", range(area.top, area.bottom))
    if wants(mask, "columnMetadata"):
        answer["columnMetadata"] = _looks(contents.book, sheet, "COLUMNS", range(area.left, area.right))
    return answer


def _looks(book: Spreadsheet, sheet: Sheet, dimension: str, numbers: range) -> list[Json]:
    """DimensionProperties of each row or column, with the developer metadata that hangs on it."""
    looks, usual = (sheet.row_looks, ROW_PIXELS) if dimension == "ROWS" else (sheet.column_looks, COLUMN_PIXELS)
    hanging = _hanging(book, sheet, dimension)
    return [
        {"pixelSize": usual}
        | {name: value for name, value in looks.get(number, {}).items() if value not in (False, None)}
        | ({"developerMetadata": hanging[number]} if number in hanging else {})
        for number in numbers
    ]


def _hanging(book: Spreadsheet, sheet: Sheet, dimension: str) -> dict[int, list[Json]]:
    found: dict[int, list[Json]] = {}
    for entry in book.metadata:
        place = entry["location"].get("dimensionRange", {})
        if place and place.get("sheetId", 0) == sheet.id and place["dimension"] == dimension:
            found.setdefault(int(place["startIndex"]), []).append(entry)
    return found


def _row_data(contents: Contents, sheet: Sheet, area: Area, mask: Mask | None) -> list[Json]:
    """The rows down to the last that holds anything, cut as the mask says."""
    filled = [row for row in sheet.rows if area.top <= row < area.bottom]
    last = max(filled, default=area.top - 1)
    looks = mask and (wants(mask, "effectiveFormat") or wants(mask, "formattedValue"))
    if mask is None or looks:
        rows = [_row(contents, sheet, area, row, mask) for row in range(area.top, last + 1)]
        return Cut(cut(rows, {"values": mask})) if mask else rows
    return Cut(_plain(contents, sheet, area, row, mask) for row in range(area.top, last + 1))


def _plain(contents: Contents, sheet: Sheet, area: Area, row: int, mask: Mask) -> Json:
    """A row by what stands in it alone: the same as long as nobody changes it, but for what its formulas come to."""
    held = sheet.rows.get(row)
    if held is None:
        return {}
    key = id(held), id(mask), area.left, area.right
    if key not in _KNOWN:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        first: Json = cut(_row(contents, sheet, area, row, mask), {"values": mask})
        columns = (column for column in held if area.left <= column < area.right)
        formulas = (one for one in columns if "formulaValue" in held[one].get("userEnteredValue", NO_LOOK))
        _KNOWN[key] = held, mask, first, tuple(formulas)
        return first
    _, _, shown, there = _KNOWN[key]
    if not there or not wants(mask, "effectiveValue"):
        return shown
    values = list(shown["values"])
    for column in there:
        values[column - area.left] = cut(shown_cell(contents, sheet, row, column, mask), mask)
    return {"values": values}


def _row(contents: Contents, sheet: Sheet, area: Area, row: int, mask: Mask | None) -> Json:
    filled = [column for column in sheet.rows.get(row, {}) if area.left <= column < area.right]
    last = max(filled, default=area.left - 1)
    values = [shown_cell(contents, sheet, row, column, mask) for column in range(area.left, last + 1)]
    return {"values": values} if values else {}


def shown_cell(contents: Contents, sheet: Sheet, row: int, column: int, mask: Mask | None) -> Json:
    """CellData: what was entered, what it comes to, and how it looks."""
    cell = sheet.cell(row, column)
    if not cell:
        return {}
    answer: Json = {}
    if "userEnteredValue" in cell:
        answer["userEnteredValue"] = cell["userEnteredValue"]
        if wants(mask, "effectiveValue"):
            answer["effectiveValue"] = _effective(contents.value(sheet, row, column))
        if wants(mask, "formattedValue"):
            answer["formattedValue"] = contents.shown(sheet, row, column)
    answer |= {name: part for name, part in cell.items() if name != "userEnteredValue"}
    if wants(mask, "effectiveFormat"):
        answer["effectiveFormat"] = _format(contents, sheet, row, column)
    return answer


def _effective(value: Any) -> Json:
    """ExtendedValue of what a cell comes to."""
    if isinstance(value, FormulaError):
        return {"errorValue": {"type": value.kind, "message": value.message}}
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int | float):
        return {"numberValue": value}
    return {} if value is None else {"stringValue": value}


def _format(contents: Contents, sheet: Sheet, row: int, column: int) -> Json:
    """The spreadsheet's usual format with the cell's own on top."""
    own = sheet.cell(row, column).get("userEnteredFormat", NO_LOOK)
    side = _side(contents.value(sheet, row, column))
    number_format = contents.number_format(sheet, row, column) or NO_LOOK
    key = id(own), side, number_format.get("type", "")  # the cells' looks live as long as the spreadsheet does
    if key not in contents.looks:
        base: Json = {**contents.book.properties["defaultFormat"], "hyperlinkDisplayType": "PLAIN_TEXT"}
        base |= {"horizontalAlignment": side} if side else {}
        base |= {"numberFormat": number_format} if number_format else {}
        contents.looks[key] = _layered(base, own)
    return contents.looks[key]


def _side(value: Any) -> str:
    """Where a value stands in its cell when nothing else is said."""
    if value is None:
        return ""
    if isinstance(value, bool | FormulaError):
        return "CENTER"
    return "RIGHT" if isinstance(value, int | float) else "LEFT"


def _layered(base: Json, own: Json) -> Json:
    out = dict(base)
    for name, part in own.items():
        both = isinstance(part, dict) and isinstance(out.get(name), dict) and not name.endswith(("Color", "Style"))
        out[name] = _layered(out[name], part) if both else part
    return out
