"""Places in a grid: areas of cells, Google's GridRange, and A1 notation with titles and named ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from goalsheet.local_sheets.refusals import Refusal, bad_request
from goalsheet.local_sheets.spreadsheet import Sheet, Spreadsheet

ROW_AND_COLUMN = re.compile(r"[Rr]([1-9][0-9]*)[Cc]([1-9][0-9]*)")  # R1C1 notation
CORNER = re.compile(r"\$?([A-Za-z]{0,3})\$?([0-9]*)")
PLAIN_TITLE = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*")


class Area(NamedTuple):
    """Cells of one tab, counted from 0, ends excluded."""

    sheet: int
    top: int
    left: int
    bottom: int
    right: int

    def cells(self) -> Iterator[tuple[int, int]]:
        """Row and column of each cell."""
        return ((row, column) for row in range(self.top, self.bottom) for column in range(self.left, self.right))

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in it."""
        return self.top <= row < self.bottom and self.left <= column < self.right

    def meets(self, other: Area) -> bool:
        """Whether the two share a cell."""
        return self.common(other) is not None

    def common(self, other: Area) -> Area | None:
        """The cells in both, if there are any."""
        top, left = max(self.top, other.top), max(self.left, other.left)
        bottom, right = min(self.bottom, other.bottom), min(self.right, other.right)
        if self.sheet != other.sheet or top >= bottom or left >= right:
            return None
        return Area(self.sheet, top, left, bottom, right)

    def without(self, other: Area) -> list[Area]:
        """What is left of it when the other is cut out."""
        hole = self.common(other)
        if hole is None:
            return [self]
        pieces = [
            self._replace(bottom=hole.top),
            self._replace(top=hole.bottom),
            Area(self.sheet, hole.top, self.left, hole.bottom, hole.left),
            Area(self.sheet, hole.top, hole.right, hole.bottom, self.right),
        ]
        return [piece for piece in pieces if piece.top < piece.bottom and piece.left < piece.right]


def column_letters(column: int) -> str:
    """A for 0, AA for 26."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The column from 0 that letters name."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def whole(sheet: Sheet) -> Area:
    """The tab's whole grid."""
    return Area(sheet.id, 0, 0, sheet.row_count, sheet.column_count)


def area_of(book: Spreadsheet, grid_range: Mapping[str, Any]) -> Area:
    """A GridRange as an area, cut to the grid; refuses one that ends before it starts, and a tab that is not there."""
    sheet = book.sheet(int(grid_range.get("sheetId", 0)))
    top, left = int(grid_range.get("startRowIndex", 0)), int(grid_range.get("startColumnIndex", 0))
    bottom = int(grid_range.get("endRowIndex", sheet.row_count))
    right = int(grid_range.get("endColumnIndex", sheet.column_count))
    if min(top, left, bottom, right) < 0:
        raise bad_request("GridRange indexes must be >= 0")
    bottom = max(top, bottom) if "endRowIndex" not in grid_range else bottom
    right = max(left, right) if "endColumnIndex" not in grid_range else right
    for name, start, end in (("Row", top, bottom), ("Column", left, right)):
        if end < start:
            raise bad_request(f"range.start{name}Index[{start}] must be before range.end{name}Index[{end}]")
    return Area(sheet.id, top, left, min(bottom, sheet.row_count), min(right, sheet.column_count))


def asked_area(book: Spreadsheet, request: Mapping[str, Any], name: str = "range") -> Area:
    """The area that a request names in that field; refuses none, and one that starts outside the grid."""
    if name not in request:
        raise bad_request(f"{name} is required.")
    area, sheet = area_of(book, request[name]), book.sheet(int(request[name].get("sheetId", 0)))
    require_in_grid(sheet, area.top, area.left)
    return area


def require_in_grid(sheet: Sheet, row: int, column: int) -> None:
    """Refuse a cell outside the grid."""
    if min(row, column) < 0:
        raise bad_request("GridCoordinate indexes must be >= 0")
    if row >= sheet.row_count or column >= sheet.column_count:
        raise beyond_grid(sheet, f"{column_letters(column)}{row + 1}")


def grid_range(area: Area) -> dict[str, int]:
    """An area as Google's GridRange, in its order of keys; sheet 0 goes unsaid."""
    ends = {
        "startRowIndex": area.top,
        "endRowIndex": area.bottom,
        "startColumnIndex": area.left,
        "endColumnIndex": area.right,
    }
    return ({"sheetId": area.sheet} if area.sheet else {}) | ends


def quoted(title: str) -> str:
    """A title as it stands before the `!`."""
    if PLAIN_TITLE.fullmatch(title) and not LIKE_A_CELL.fullmatch(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def a1(book: Spreadsheet, area: Area) -> str:
    """An area in A1 notation, title first."""
    return f"{quoted(book.sheet(area.sheet).title)}!{corners(area)}"


def corners(area: Area) -> str:
    """An area in A1 notation without the title."""
    first = f"{column_letters(area.left)}{area.top + 1}"
    last = f"{column_letters(area.right - 1)}{area.bottom}"
    return first if first == last else f"{first}:{last}"


def parse_a1(book: Spreadsheet, text: str) -> Area:
    """The area that A1 or R1C1 notation, a title or a named range means, cut to the grid."""
    title, cells = _split(text)
    if title is None:
        return _untitled(book, cells, text)
    sheet = book.titled(title)
    if sheet is None:
        raise unreadable(text)
    if cells is None:
        return whole(sheet)
    named = None if _corner_pair(cells) else _named(book, cells)
    return named if named and named.sheet == sheet.id else _cells(sheet, cells, text)


def unreadable(text: str) -> Refusal:
    """Google's word for a range that it cannot read."""
    return bad_request(f"Unable to parse range: {text}")


def _split(text: str) -> tuple[str | None, str | None]:
    """Title and cells of a text; either can be missing."""
    quoted_title = re.fullmatch(r"'((?:[^']|'')*)'(?:!(.*))?", text, re.DOTALL)
    if quoted_title:
        return quoted_title[1].replace("''", "'"), quoted_title[2]
    title, mark, cells = text.rpartition("!")
    return (title, cells) if mark else (None, text)


def _untitled(book: Spreadsheet, text: str | None, shown: str) -> Area:
    """Cells of the first tab, else a tab's title, else a named range."""
    text = text or ""
    if _corner_pair(text):
        return _cells(book.sheets[0], text, shown)
    sheet = book.titled(text)
    if sheet is not None:
        return whole(sheet)
    named = _named(book, text)
    if named is None:
        raise unreadable(shown)
    return named


def _named(book: Spreadsheet, name: str) -> Area | None:
    """The area of a named range, in whatever case its name is written."""
    for entry in book.named_ranges:
        if entry["name"].lower() == name.lower():
            return area_of(book, entry["range"])
    return None


def _corner_pair(cells: str) -> list[tuple[int | None, int | None]] | None:
    """Row and column of one or two corners, None for a row or column left out; None if it is no notation of cells."""
    pairs: list[tuple[int | None, int | None]] = []
    parts = cells.split(":")
    for part in parts:
        if numbered := ROW_AND_COLUMN.fullmatch(part):
            pairs.append((int(numbered[1]) - 1, int(numbered[2]) - 1))
            continue
        found = CORNER.fullmatch(part)
        if not found or not (found[1] or found[2]) or found[2] == "0":
            return None
        pairs.append((int(found[2]) - 1 if found[2] else None, column_number(found[1]) if found[1] else None))
    alone = len(pairs) == 1 and None in pairs[0]  # "A" or "1" is no range, "A:A" is
    return None if alone or len(pairs) > 2 else pairs  # noqa: PLR2004 - a range has two corners


def _cells(sheet: Sheet, cells: str, shown: str) -> Area:
    pairs = _corner_pair(cells)
    if pairs is None:
        raise unreadable(shown)
    (row, column), (last_row, last_column) = pairs[0], pairs[-1]
    top, bottom = _span(row, last_row, sheet.row_count)
    left, right = _span(column, last_column, sheet.column_count)
    if top >= sheet.row_count or left >= sheet.column_count:
        raise beyond_grid(sheet, cells)
    return Area(sheet.id, top, left, min(bottom, sheet.row_count), min(right, sheet.column_count))


def _span(first: int | None, last: int | None, size: int) -> tuple[int, int]:
    """Start and end of a stretch; what is left out reaches to the edge, and corners may be swapped."""
    if first is None and last is None:
        return 0, size
    if first is None or last is None:
        return (first if first is not None else last) or 0, size
    return min(first, last), max(first, last) + 1


def beyond_grid(sheet: Sheet, cells: str) -> Refusal:
    """Google's word for cells outside the grid."""
    return bad_request(
        f"Range ({quoted(sheet.title)}!{cells}) exceeds grid limits. "
        f"Max rows: {sheet.row_count}, max columns: {sheet.column_count}"
    )
