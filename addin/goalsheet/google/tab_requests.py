"""The requests that make one tab of a review spreadsheet, and the parts of them that mend one."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from goalsheet.google.cells import Json, cell_format, color, extended
from goalsheet.layout import looks
from goalsheet.layout.plan import Look
from goalsheet.layout.review import FIRST_ROW, HEADER_ROW, HINT_ROW, TITLE_ROW, Content, ReviewColumn, Tab
from goalsheet.layout.review_content import Review
from goalsheet.tracker.schema import Kind

#: Any other number is left to Google: a pattern with optional decimals would show 12 as "12.".
_NUMBER_FORMATS = {Kind.DATE: "DATE", Kind.PERCENT: "PERCENT", Kind.WHOLE: "NUMBER"}
_CHARACTER, _MARGIN = 7, 5  # pixels
_HEIGHTS = {TITLE_ROW: 38, HINT_ROW: 24, HEADER_ROW: 34}  # pixels
PROTECTED = "Kept by goalsheet"  # by this a protection is known as ours


def add_sheet(
    tab_id: int, title: str, index: int, *, rows: int, columns: int, frozen: tuple[int, int], hue: str
) -> Json:
    """The request that adds a sheet; sheet 0 is there already in a new file."""
    properties = {
        "sheetId": tab_id,
        "title": title,
        "index": index,
        "gridProperties": {
            "rowCount": rows,
            "columnCount": columns,
            "frozenRowCount": frozen[0],
            "frozenColumnCount": frozen[1],
            "hideGridlines": True,
        },
        "tabColorStyle": color(hue),
    }
    return {"addSheet": {"properties": properties}}


def as_update(adding: Json) -> Json:
    """The same for a sheet that is there."""
    return {"updateSheetProperties": {"properties": adding["addSheet"]["properties"], "fields": _SHEET_FIELDS}}


_SHEET_FIELDS = (
    "title,index,tabColorStyle,gridProperties(rowCount,columnCount,frozenRowCount,frozenColumnCount,hideGridlines)"
)


def grid(tab: Tab | int, rows: tuple[int, int | None] | None = None, columns: tuple[int, int] | None = None) -> Json:
    """A range: rows and columns from 1, both ends included; None is as far as the sheet goes."""
    made: Json = {"sheetId": tab if isinstance(tab, int) else tab.sheet_id}
    if rows:
        made["startRowIndex"] = rows[0] - 1
        if rows[1] is not None:
            made["endRowIndex"] = rows[1]
    if columns:
        made |= {"startColumnIndex": columns[0] - 1, "endColumnIndex": columns[1]}
    return made


def adding(tab: Tab, index: int, rows: int) -> Json:
    """The request that adds the tab, `rows` its last row."""
    frozen = (HEADER_ROW, tab.frozen_columns)
    return add_sheet(tab.sheet_id, tab.title, index, rows=rows, columns=len(tab.columns), frozen=frozen, hue=tab.color)


def dressing(tab: Tab, last: int, editors: Sequence[str]) -> Iterator[Json]:
    """All that makes a bare sheet of that many rows the tab, but what stands in it."""
    for row, height in _HEIGHTS.items():
        yield dimension(tab.sheet_id, "ROWS", row, {"pixelSize": height})
    yield from _top_formats(tab)
    yield from column_dress(tab, range(1, len(tab.columns) + 1), last)
    yield from () if tab.bare else _bands(tab)
    for one in protections(tab, last, editors):
        yield {"addProtectedRange": {"protectedRange": one}}
    if tab.filters:
        filtered = grid(tab, (HEADER_ROW, None), (1, len(tab.columns)))
        yield {"setBasicFilter": {"filter": {"range": filtered}}}


def pixels(column: ReviewColumn) -> int:
    """How wide a column is shown."""
    return round(column.width * _CHARACTER + _MARGIN)


def column_dress(tab: Tab, places: Collection[int], last: int) -> Iterator[Json]:
    """Width, heading's look and formats of these columns, down to the last row."""
    for place, column in [(place, tab.columns[place - 1]) for place in places]:
        size: Json = {"pixelSize": pixels(column), "hiddenByUser": column.hidden}
        yield dimension(tab.sheet_id, "COLUMNS", place, size)
        cell: Json = {"userEnteredFormat": cell_format(_header(column)), "note": column.help}
        at = grid(tab, (HEADER_ROW, HEADER_ROW), (place, place))
        yield {"repeatCell": {"range": at, "cell": cell, "fields": "userEnteredFormat,note"}}
    yield from formats(tab, (FIRST_ROW, last), places)


def dimension(sheet: int, which: str, first: int, properties: Json, last: int = 0) -> Json:
    """The request that sizes or hides ROWS or COLUMNS, from one number (from 1) to the `last`, or that one alone."""
    place = {"sheetId": sheet, "dimension": which, "startIndex": first - 1, "endIndex": last or first}
    fields = ",".join(properties)
    return {"updateDimensionProperties": {"range": place, "properties": properties, "fields": fields}}


def formats(tab: Tab, rows: tuple[int, int], places: Collection[int] | None = None) -> Iterator[Json]:
    """Format of each column, or only of those in these places, in these rows; what they accepted is taken away."""
    everything = range(1, len(tab.columns) + 1)
    chosen = [(place, tab.columns[place - 1]) for place in (everything if places is None else places)]
    for place, column in [(place, column) for place, column in chosen if not column.hidden]:
        look = dataclasses.replace(column.look, fill=None)  # a cell's own fill would hide the bands
        cell: Json = {"userEnteredFormat": cell_format(look, _NUMBER_FORMATS.get(column.kind, ""))}
        fields = "userEnteredFormat,dataValidation"
        yield {"repeatCell": {"range": grid(tab, rows, (place, place)), "cell": cell, "fields": fields}}


def _top_formats(tab: Tab) -> Iterator[Json]:
    for row, look in ((TITLE_ROW, looks.TITLE), (HINT_ROW, looks.LABEL)):
        overflowing: Json = {"userEnteredFormat": cell_format(look) | {"wrapStrategy": "OVERFLOW_CELL"}}
        yield {"repeatCell": {"range": grid(tab, (row, row)), "cell": overflowing, "fields": "userEnteredFormat"}}


def _header(column: ReviewColumn) -> Look:
    """The heading stands above the cells' texts; the manager's are indigo as in the workbook."""
    base = looks.HEADER
    if column.is_managers:
        base = dataclasses.replace(base, color=looks.WHITE, fill=looks.INDIGO)
    return dataclasses.replace(base, align=column.look.align, indent=column.look.indent)


def _bands(tab: Tab) -> Iterator[Json]:
    """Every other row is deeper in colour; runs of columns of one colour are banded together."""
    for fill, run in groupby(enumerate(tab.columns, 1), key=lambda one: one[1].look.fill or ""):
        places = [place for place, _ in run]
        colors = {"firstBandColorStyle": color(fill), "secondBandColorStyle": color(looks.BANDS[fill])}
        where = grid(tab, (FIRST_ROW, None), (places[0], places[-1]))
        yield {"addBanding": {"bandedRange": {"range": where, "rowProperties": colors}}}


def protections(tab: Tab, last: int, editors: Sequence[str]) -> list[Json]:
    """The whole sheet is protected but for the manager's columns.

    Where managers add rows, only headings and what is not theirs in the rows down to the `last` are: Google lets nobody
    add rows to a protected sheet, or in the midst of a protected range. `editors` is given even where it is empty: left
    out, Google lets everybody edit who can edit now.
    """
    if tab.open_rows:
        ours = [grid(tab, (FIRST_ROW, last), stretch) for stretch in _stretches(tab, is_managers=False)]
        return [protected(where, editors) for where in (grid(tab, (TITLE_ROW, HEADER_ROW)), *ours)]
    open_ranges = [grid(tab, (FIRST_ROW, None), stretch) for stretch in _stretches(tab, is_managers=True)]
    return [protected(grid(tab), editors, open_ranges)]


def _stretches(tab: Tab, *, is_managers: bool) -> Iterator[tuple[int, int]]:
    """First and last of the columns that stand side by side and are the manager's, or are not."""
    for theirs, run in groupby(enumerate(tab.columns, 1), key=lambda one: one[1].is_managers):
        places = [place for place, _ in run]
        if theirs is is_managers:
            yield places[0], places[-1]


def protected(where: Json, editors: Sequence[str], open_ranges: Sequence[Json] = ()) -> Json:
    """A protection of a range, or of a whole sheet, then but for the open ranges."""
    made: Json = {
        "range": where,
        "description": PROTECTED,
        "warningOnly": False,
        "editors": {"users": list(editors), "domainUsersCanEdit": False},
    }
    return made | ({"unprotectedRanges": list(open_ranges)} if open_ranges else {})


def top(tab: Tab, review: Review) -> dict[tuple[int, int], Json]:
    """The title, the hint and the headings, by row and column."""
    cells = {(TITLE_ROW, 1): review.title if tab.sheet_id == 0 else tab.title, (HINT_ROW, 1): tab.hint(review)}
    headings = {(HEADER_ROW, place): column.title for place, column in enumerate(tab.columns, 1)}
    return {place: extended(text) for place, text in (cells | headings).items()}


def row_cells(tab: Tab, row: Mapping[str, Content], locale: str, *, is_new: bool = False) -> dict[int, Json]:
    """What the columns of a row hold, by column; the manager's are among them only for a new row."""
    return {
        place: extended(row[one.name], locale)
        for place, one in enumerate(tab.columns, 1)
        if one.name in row and (is_new or not one.is_managers)
    }


def write(tab: int, cells: Mapping[tuple[int, int], Json]) -> Iterator[Json]:
    """The requests that set cells (by row and column, from 1), one for each block without a gap."""
    for (row, place), lines in _blocks(cells):
        start = {"sheetId": tab, "rowIndex": row - 1, "columnIndex": place - 1}
        rows = [{"values": [{"userEnteredValue": value} if value else {} for value in line]} for line in lines]
        yield {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}}


_Block = tuple[tuple[int, int], list[list[Json]]]  # row and column of the first cell, and the rows


def _blocks(cells: Mapping[tuple[int, int], Json]) -> Iterator[_Block]:
    """Runs of the same columns in rows that follow each other."""
    block: _Block | None = None
    for (row, place), line in _runs(cells):
        if block and (row, place, len(line)) == (block[0][0] + len(block[1]), block[0][1], len(block[1][0])):
            block[1].append(line)
            continue
        if block:
            yield block
        block = ((row, place), [line])
    if block:
        yield block


def _runs(cells: Mapping[tuple[int, int], Json]) -> Sequence[tuple[tuple[int, int], list[Json]]]:
    """The cells in runs from left to right without a gap."""
    runs: list[tuple[tuple[int, int], list[Json]]] = []
    for row, place in sorted(cells):
        if runs and runs[-1][0][0] == row and runs[-1][0][1] + len(runs[-1][1]) == place:
            runs[-1][1].append(cells[row, place])
        else:
            runs.append(((row, place), [cells[row, place]]))
    return runs
