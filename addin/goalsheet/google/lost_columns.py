"""Columns that somebody deleted: which ones, and what puts them back where they were."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from goalsheet.google.cells import Json
from goalsheet.google.emphasis import colors
from goalsheet.google.found import Found, FoundTab
from goalsheet.google.tab_requests import column_dress
from goalsheet.layout.review import HEADER_ROW, ReviewColumn, Tab


def lost(tab: Tab, there: FoundTab) -> tuple[int, ...]:
    """The places of the columns that are not there any more; none where the headings leave it open."""
    titles, heads = [column.title for column in tab.columns], _heads(there)
    gone, at = [], 0
    for place, title in enumerate(titles, 1):
        if at < len(heads) and (heads[at] == title or heads[at] not in titles[place:]):
            at += 1  # in its place, or its heading was overwritten
        else:
            gone.append(place)
    return tuple(gone) if len(gone) == len(titles) - len(heads) else ()


def _heads(there: FoundTab) -> list[str]:
    return [there.text(HEADER_ROW, place) for place in range(1, there.column_count + 1)]


def restored(found: Found, gone: dict[int, tuple[int, ...]]) -> Found:
    """The spreadsheet as it is once `gone`, the lost places by tab, are back: with nothing in them."""
    return replace(found, tabs={key: _with(tab, gone.get(key, ())) for key, tab in found.tabs.items()})


def _with(tab: FoundTab, gone: Sequence[int]) -> FoundTab:
    for place in gone:
        cells, rules, errors = (_shifted(part, place) for part in (tab.cells, tab.rules, tab.errors))
        tab = replace(tab, cells=cells, rules=rules, errors=errors, column_count=tab.column_count + 1)
    return tab


def _shifted(part: Mapping[tuple[int, int], Any], place: int) -> dict[tuple[int, int], Any]:
    return {_right(cell, place): held for cell, held in part.items()}


def _right(cell: tuple[int, int], place: int) -> tuple[int, int]:
    """Where a cell is once a column stands in that place."""
    row, at = cell
    return row, at + (at >= place)


def inserting(sheet: int, gone: Sequence[int]) -> Iterator[Json]:
    """The requests that put empty columns where they are missing."""
    for place in gone:
        where = {"sheetId": sheet, "dimension": "COLUMNS", "startIndex": place - 1, "endIndex": place}
        yield {"insertDimension": {"range": where, "inheritFromBefore": place > 1}}


def dressing(tab: Tab, gone: Collection[int], last: int, locale: str) -> Iterator[Json]:
    """The requests that make columns that were put back look as they did, down to the `last` row."""
    yield from column_dress(tab, gone, last)
    for request in colors(tab, locale):
        ranges = request["addConditionalFormatRule"]["rule"]["ranges"]
        if all(one["startColumnIndex"] + 1 in gone for one in ranges):
            yield request


def notes(tab: Tab, gone: Sequence[int], *, is_merged: bool, is_older: bool) -> Iterator[str]:
    """What somebody should know of columns that were put back; in a sync both ways with what the workbooks hold.

    In a spreadsheet of an older layout, columns that are not the manager's are new, and nothing is lost.
    """
    for column in [tab.columns[place - 1] for place in gone]:
        if is_older and not column.is_managers:
            continue
        said = f"the column {column.called} of {tab.title} was deleted, and is put back"
        yield f"{said}{_kept(column, is_merged=is_merged)}."


def _kept(column: ReviewColumn, *, is_merged: bool) -> str:
    """Where the manager's words are; who was picked for a row stands in no workbook."""
    if not column.is_managers:
        return ""
    if is_merged and not column.people:
        return " with what the workbooks hold of it; what was written there since the last sync is in " + _HISTORY
    return f"; what stood in it is in {_HISTORY}"


_HISTORY = "File > Version history"
