"""spreadsheets.values: reading and writing plain values by ranges."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from goalsheet.local_sheets.areas import Area, a1, beyond_grid, column_letters, corners, quoted
from goalsheet.local_sheets.contents import Contents, contents_of
from goalsheet.local_sheets.entered import entered, typed
from goalsheet.local_sheets.formula_values import FormulaError
from goalsheet.local_sheets.google_functions import require_functions
from goalsheet.local_sheets.locales import Locale, locale_of
from goalsheet.local_sheets.refusals import bad_request, field_refusal
from goalsheet.local_sheets.spreadsheet import RowsDraft, Sheet, Spreadsheet

Json = dict[str, Any]

LONGEST_CELL = 50_000
TOO_LONG = f"Your input contains more than the maximum of {LONGEST_CELL} characters in a single cell."
RENDER = {"FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"}
MOMENTS = {"SERIAL_NUMBER", "FORMATTED_STRING"}
DIMENSIONS = {"ROWS", "COLUMNS", "DIMENSION_UNSPECIFIED"}
INPUT = {"RAW", "USER_ENTERED"}
ENUM = "type.googleapis.com/google.apps.sheets.v4."


@dataclass(frozen=True)
class Rendering:
    """How read values are to look."""

    columns_first: bool = False
    value: str = "FORMATTED_VALUE"
    moment: str = "SERIAL_NUMBER"


def rendering(options: Mapping[str, Any]) -> Rendering:
    """The rendering that a request asks for."""
    return Rendering(
        chosen(options, "majorDimension", "ROWS", DIMENSIONS, "Dimension") == "COLUMNS",
        chosen(options, "valueRenderOption", "FORMATTED_VALUE", RENDER, "ValueRenderOption"),
        chosen(options, "dateTimeRenderOption", "SERIAL_NUMBER", MOMENTS, "DateTimeRenderOption"),
    )


def chosen(options: Mapping[str, Any], name: str, usual: str, allowed: set[str], kind: str) -> str:
    """One of the allowed words, or the usual one where nothing is said."""
    word = options.get(name) or usual
    if word not in allowed:
        field = "".join("_" + char.lower() if char.isupper() else char for char in name)
        raise field_refusal(field, f"Invalid value at '{field}' ({ENUM}{kind}), {json.dumps(word)}")
    return str(word)


def read(contents: Contents, area: Area, how: Rendering) -> Json:
    """A ValueRange: the area's values without empty cells at the ends; no `values` where there is none."""
    sheet = contents.book.sheet(area.sheet)
    render = _renderer(contents, sheet, how)
    outer = (area.left, area.right) if how.columns_first else (area.top, area.bottom)
    lines = [_line(render, sheet, area, number, how) for number in range(*outer)] if sheet.rows else []
    while lines and not lines[-1]:
        lines.pop()
    answer: Json = {"range": a1(contents.book, area), "majorDimension": "COLUMNS" if how.columns_first else "ROWS"}
    return answer | ({"values": lines} if lines else {})


def _line(render: Callable[[int, int], Any], sheet: Sheet, area: Area, number: int, how: Rendering) -> list[Any]:
    """One row or column without the empty cells at its end."""
    if how.columns_first:
        line = [render(row, number) for row in range(area.top, area.bottom)]
    else:
        if number not in sheet.rows:
            return []
        line = [render(number, column) for column in range(area.left, area.right)]
    while line and line[-1] == "":
        line.pop()
    return line


def _renderer(contents: Contents, sheet: Sheet, how: Rendering) -> Callable[[int, int], Any]:
    def formatted(row: int, column: int) -> Any:
        return contents.shown(sheet, row, column)

    def unformatted(row: int, column: int) -> Any:
        if how.moment == "FORMATTED_STRING" and contents.is_moment(sheet, row, column):
            return formatted(row, column)
        value = contents.value(sheet, row, column)
        if isinstance(value, FormulaError):
            return f"{value.shown} ({value.message})" if value.message else value.shown
        return "" if value is None else value

    def formula(row: int, column: int) -> Any:
        return sheet.cell(row, column).get("userEnteredValue", {}).get("formulaValue") or unformatted(row, column)

    return {"FORMATTED_VALUE": formatted, "UNFORMATTED_VALUE": unformatted, "FORMULA": formula}[how.value]


@dataclass(frozen=True)
class Written:
    """What a write changed: the spreadsheet after it, the area, and the cells (row, column) really written."""

    book: Spreadsheet
    area: Area
    cells: frozenset[tuple[int, int]]

    def reply(self) -> Json:
        """Google's UpdateValuesResponse; counts of nothing go unsaid."""
        rows, columns = {row for row, _ in self.cells}, {column for _, column in self.cells}
        counts = {"updatedRows": len(rows), "updatedColumns": len(columns), "updatedCells": len(self.cells)}
        answer: Json = {"spreadsheetId": self.book.id, "updatedRange": a1(self.book, self.area)}
        return answer | {name: count for name, count in counts.items() if count}


def input_option(options: Mapping[str, Any]) -> str:
    """RAW or USER_ENTERED; Google wants it said."""
    option = options.get("valueInputOption")
    if not option or option == "INPUT_VALUE_OPTION_UNSPECIFIED":
        raise bad_request("'valueInputOption' is required but not specified")
    return chosen(options, "valueInputOption", "RAW", INPUT, "ValueInputOption")


def lines_of(body: Mapping[str, Any]) -> list[list[Any]]:
    """The rows of a ValueRange; COLUMNS are turned into rows. Refuses values that are lists or objects."""
    lines = body.get("values", [])
    for row, line in enumerate(lines):
        for column, value in enumerate(line):
            if isinstance(value, dict | list):
                kind = "struct_value" if isinstance(value, dict) else "list_value"
                raise bad_request(f"Invalid values[{row}][{column}]: {kind} {{\n}}\n")
    if chosen(body, "majorDimension", "ROWS", DIMENSIONS, "Dimension") == "COLUMNS":
        size = max(map(len, lines), default=0)
        return [[line[place] if place < len(line) else None for line in lines] for place in range(size)]
    return list(lines)


def write(book: Spreadsheet, area: Area, lines: list[list[Any]], option: str) -> Written:
    """Put values from the area's top left on; None leaves a cell alone, empty text clears it."""
    sheet = book.sheet(area.sheet)
    target = target_of(book, area, lines)
    locale = locale_of(str(book.properties.get("locale", "en_US")))
    draft = RowsDraft(sheet.rows)
    cells = set()
    for row, line in enumerate(lines, area.top):
        for column, value in enumerate(line, area.left):
            if value is not None:
                draft.set(row, column, with_value(draft.get(row, column), value, option, locale))
                cells.add((row, column))
    return Written(book.with_sheet(replace(sheet, rows=draft.rows())), target, frozenset(cells))


def with_value(cell: Json, value: Any, option: str, locale: Locale) -> Json:
    """The cell with another value; typing a date or percentage into a cell without a format gives it one."""
    if isinstance(value, str) and len(value) > LONGEST_CELL:
        raise bad_request(TOO_LONG)
    look = cell.get("userEnteredFormat", {})
    as_text = look.get("numberFormat", {}).get("type") == "TEXT"
    stored, number_format = (typed(value), None) if option == "RAW" or as_text else entered(value, locale)
    out = {name: part for name, part in cell.items() if name not in {"userEnteredValue", "textFormatRuns"}}
    if "formulaValue" in stored:
        require_functions(stored["formulaValue"])
    if stored:
        out["userEnteredValue"] = stored
    if number_format and "numberFormat" not in look:
        out["userEnteredFormat"] = {**look, "numberFormat": number_format}
    return out


def target_of(book: Spreadsheet, area: Area, lines: list[list[Any]]) -> Area:
    """The cells that lines fill from the area's top left on; refuses lines that do not fit the area or the grid."""
    sheet = book.sheet(area.sheet)
    width = max(1, max(map(len, lines), default=0))
    target = area._replace(bottom=area.top + max(1, len(lines)), right=area.left + width)
    single = area.bottom - area.top == 1 and area.right - area.left == 1
    if not single:
        _refuse_overflow(book, area, target)
    if target.bottom > sheet.row_count or target.right > sheet.column_count:
        raise beyond_grid(sheet, corners(target))
    return target


def _refuse_overflow(book: Spreadsheet, area: Area, target: Area) -> None:
    start = (
        f"Requested writing within range [{quoted(book.sheet(area.sheet).title)}!{corners(area)}], but tried writing to"
    )
    if target.bottom > area.bottom:
        raise bad_request(f"{start} row [{area.bottom + 1}]")
    if target.right > area.right:
        raise bad_request(f"{start} column [{column_letters(area.right)}]")


def cleared(book: Spreadsheet, area: Area) -> Spreadsheet:
    """The spreadsheet without the area's values; formats, notes and dropdowns stay."""
    sheet = book.sheet(area.sheet)
    draft = RowsDraft(sheet.rows)
    for row in [row for row in sheet.rows if area.top <= row < area.bottom]:
        for column in [column for column in sheet.rows[row] if area.left <= column < area.right]:
            cell = sheet.rows[row][column]
            draft.set(row, column, {name: part for name, part in cell.items() if name != "userEnteredValue"})
    return book.with_sheet(replace(sheet, rows=draft.rows()))


def updated_data(written: Written, options: Mapping[str, Any]) -> Json:
    """What `includeValuesInResponse` adds to a reply."""
    if str(options.get("includeValuesInResponse", "")).lower() != "true":
        return {}
    how = rendering(
        {
            "valueRenderOption": options.get("responseValueRenderOption"),
            "dateTimeRenderOption": options.get("responseDateTimeRenderOption"),
        }
    )
    return {"updatedData": read(contents_of(written.book), written.area, how)}
