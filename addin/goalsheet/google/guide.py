"""The tab "How it works" as requests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from goalsheet.google import left
from goalsheet.google.cells import Json, cell_format, extended
from goalsheet.google.found import FoundTab
from goalsheet.google.tab_requests import add_sheet, dimension, grid, protected, write
from goalsheet.layout import looks
from goalsheet.layout.review import TITLE_ROW
from goalsheet.layout.review_content import Review
from goalsheet.layout.review_guide import SHEET_ID, TITLE, lines

_WIDTH, _LINE, _MARGIN = 720, 19, 8  # pixels
_CHARACTERS = 110  # of a line


def adding(review: Review, index: int, editors: Sequence[str]) -> Iterator[Json]:
    """The requests that make the tab."""
    said = lines(review)
    last = max(row for row, _, _ in said)
    yield add_sheet(SHEET_ID, TITLE, index, rows=last, columns=1, frozen=(TITLE_ROW, 0), hue=looks.GREY)
    yield dimension(SHEET_ID, "COLUMNS", 1, {"pixelSize": _WIDTH})
    for row, text, _ in said:
        yield dimension(SHEET_ID, "ROWS", row, {"pixelSize": _LINE * (len(text) // _CHARACTERS + 1) + _MARGIN})
    for row, look in [
        (TITLE_ROW, looks.TITLE),
        *((row, looks.HEADING if big else looks.PROSE) for row, _, big in said),
    ]:
        cell = {"userEnteredFormat": cell_format(look)}
        at = grid(SHEET_ID, (row, row), (1, 1))
        yield {"repeatCell": {"range": at, "cell": cell, "fields": "userEnteredFormat"}}
    yield from write(SHEET_ID, cells(review))
    yield {"addProtectedRange": {"protectedRange": protection(editors)}}


def grown(review: Review, there: FoundTab) -> Iterator[Json]:
    """The request for rows that are missing."""
    last = max(row for row, _ in cells(review))
    if there.row_count < last:
        size = {"sheetId": SHEET_ID, "gridProperties": {"rowCount": last}}
        yield {"updateSheetProperties": {"properties": size, "fields": "gridProperties.rowCount"}}


def cells(review: Review) -> dict[tuple[int, int], Json]:
    """What stands in it, by row and column."""
    return {(TITLE_ROW, 1): extended(TITLE)} | {(row, 1): extended(text) for row, text, _ in lines(review)}


def digests(found: Mapping[tuple[int, int], Json]) -> Iterator[str]:
    """The digests of its rows."""
    yield from (digest(found, row) for row, _ in found)


def digest(found: Mapping[tuple[int, int], Json], row: int) -> str:
    """The digest of one row, whatever stands in it."""
    return left.digest(SHEET_ID, {0: extended(row), 1: found.get((row, 1), {})})


def protection(editors: Sequence[str]) -> Json:
    """Nobody but HR writes here."""
    return protected(grid(SHEET_ID), editors)
