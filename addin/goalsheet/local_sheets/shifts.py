"""Rows or columns that come, go or move: where each row, stretch, range and reference stands afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from goalsheet.local_sheets.ranges import mapped_items
from goalsheet.local_sheets.references import Corner, corner_text, with_references
from goalsheet.local_sheets.spreadsheet import Row, Rows, Sheet, Spreadsheet

Json = dict[str, Any]
Thing = TypeVar("Thing")
NAMES = {"ROWS": ("startRowIndex", "endRowIndex"), "COLUMNS": ("startColumnIndex", "endColumnIndex")}


@dataclass(frozen=True)
class Shift:
    """A change of one tab's rows or columns: where an index goes (None: away) and what becomes of a stretch."""

    sheet: int
    dimension: str
    index: Callable[[int], int | None]
    stretch: Callable[[int, int], tuple[int, int] | None]


def insertion(sheet: int, dimension: str, at: int, count: int) -> Shift:
    """New rows or columns before the one at that index."""

    def stretch(start: int, end: int) -> tuple[int, int]:
        return start + count if start >= at else start, end + count if end > at else end

    return Shift(sheet, dimension, lambda index: index + count if index >= at else index, stretch)


def deletion(sheet: int, dimension: str, start: int, end: int) -> Shift:
    """Rows or columns that go."""

    def index(place: int) -> int | None:
        return place if place < start else None if place < end else place - (end - start)

    def edge(place: int) -> int:
        return place if place <= start else max(start, place - (end - start))

    def stretch(first: int, last: int) -> tuple[int, int] | None:
        moved = edge(first), edge(last)
        return moved if moved[0] < moved[1] or first == last else None

    return Shift(sheet, dimension, index, stretch)


def move(sheet: int, dimension: str, start: int, end: int, to: int) -> Shift:
    """Rows or columns that go to stand before the one now at index `to`."""
    size = end - start

    def index(place: int) -> int:
        if start <= place < end:
            return place - start + (to if to <= start else to - size)
        if to <= place < start:
            return place + size
        return place - size if end <= place < to else place

    def stretch(first: int, last: int) -> tuple[int, int]:
        if start <= first and last <= end:
            return index(first), index(first) + last - first
        places = {index(place) for place in (first, last - 1)}
        return min(places), max(places) + 1

    return Shift(sheet, dimension, index, stretch)


def shifted(book: Spreadsheet, shift: Shift) -> Spreadsheet:
    """The spreadsheet after the change: cells, looks, ranges of every kind, developer metadata and formulas."""
    sheet = book.sheet(shift.sheet)
    rows = sheet.row_looks, sheet.column_looks
    looks = (
        [_reindexed(rows[0], shift), rows[1]] if shift.dimension == "ROWS" else [rows[0], _reindexed(rows[1], shift)]
    )
    cells = _reindexed(sheet.rows, shift) if shift.dimension == "ROWS" else _columns(sheet.rows, shift)
    book = book.with_sheet(replace(sheet, rows=cells, row_looks=looks[0], column_looks=looks[1]))
    book = replace(
        book,
        sheets=tuple(_with_moved_ranges(other, shift) for other in book.sheets),
        named_ranges=mapped_items(book.named_ranges, lambda place: _range(place, shift)),
        metadata=tuple(entry for item in book.metadata if (entry := _metadata(item, shift)) is not None),
    )
    return with_shifted_formulas(book, shift)


def _reindexed(things: Mapping[int, Thing], shift: Shift) -> dict[int, Thing]:
    return {place: thing for number, thing in things.items() if (place := shift.index(number)) is not None}


def _columns(rows: Rows, shift: Shift) -> Rows:
    moved: dict[int, Row] = {row: _reindexed(cells, shift) for row, cells in rows.items()}
    return {row: cells for row, cells in moved.items() if cells}


def _with_moved_ranges(sheet: Sheet, shift: Shift) -> Sheet:
    parts = {name: _moved_items(name, items, shift, sheet.id) for name, items in sheet.parts.items()}
    return replace(sheet, parts=parts)


def _moved_items(name: str, items: tuple[Json, ...], shift: Shift, sheet_id: int) -> tuple[Json, ...]:
    if name in {"rowGroups", "columnGroups"}:
        return tuple(moved for item in items if sheet_id == shift.sheet and (moved := _group(item, shift)) is not None)
    return mapped_items(items, lambda place: _range(place, shift))


def _range(place: Json, shift: Shift) -> Json | None:
    """A GridRange after the change; None when nothing of it is left."""
    start_name, end_name = NAMES[shift.dimension]
    if place.get("sheetId", 0) != shift.sheet or not {start_name, end_name} & set(place):
        return place
    start = place.get(start_name, 0)
    if end_name not in place:
        moved = shift.index(start)
        return place if moved is None else {**place, start_name: moved}
    stretch = shift.stretch(start, place[end_name])
    return None if stretch is None else {**place, start_name: stretch[0], end_name: stretch[1]}


def _group(group: Json, shift: Shift) -> Json | None:
    if group["range"]["dimension"] != shift.dimension:
        return group
    stretch = shift.stretch(group["range"].get("startIndex", 0), group["range"]["endIndex"])
    return None if stretch is None else {**group, "range": {**group["range"], **_indexes(stretch)}}


def _indexes(stretch: tuple[int, int]) -> Json:
    return {"startIndex": stretch[0], "endIndex": stretch[1]}


def _metadata(entry: Json, shift: Shift) -> Json | None:
    """Developer metadata of a row or column goes where that goes."""
    place = entry["location"].get("dimensionRange")
    if not place or place.get("sheetId", 0) != shift.sheet or place["dimension"] != shift.dimension:
        return entry
    stretch = shift.stretch(place["startIndex"], place["endIndex"])
    if stretch is None:
        return None
    return {**entry, "location": {**entry["location"], "dimensionRange": {**place, **_indexes(stretch)}}}


def with_shifted_formulas(book: Spreadsheet, shift: Shift) -> Spreadsheet:
    """The spreadsheet with the references in its formulas following the change."""
    return replace(book, sheets=tuple(_with_formulas(book, sheet, shift) for sheet in book.sheets))


def _with_formulas(book: Spreadsheet, sheet: Sheet, shift: Shift) -> Sheet:
    changed: dict[int, Row] = {}
    for row, cells in sheet.rows.items():
        for column, cell in cells.items():
            formula = cell.get("userEnteredValue", {}).get("formulaValue")
            if formula and (moved := _formula(formula, book, sheet, shift)) != formula:
                changed.setdefault(row, dict(cells))
                changed[row] = {**changed[row], column: {**cell, "userEnteredValue": {"formulaValue": moved}}}
    return replace(sheet, rows={**sheet.rows, **changed}) if changed else sheet


def _formula(formula: str, book: Spreadsheet, home: Sheet, shift: Shift) -> str:
    def change(title: str, first: Corner, last: Corner | None) -> str:
        text = title + ":".join(corner_text(corner) for corner in (first, last) if corner)
        named = book.titled(title[:-1].strip("'").replace("''", "'")) if title else home
        if named is None or named.id != shift.sheet:
            return text
        corners = _corners(first, last, shift)
        return title + ":".join(map(corner_text, corners)) if corners else "#REF!"

    return with_references(formula, change)


def _corners(first: Corner, last: Corner | None, shift: Shift) -> list[Corner] | None:
    """The corners of a reference after the change; None when nothing of it is left."""
    axis = 0 if shift.dimension == "ROWS" else 1
    start, end = first[axis], (last or first)[axis]
    if start is None or end is None:
        return [corner for corner in (first, last) if corner]
    stretch = shift.stretch(min(start, end), max(start, end) + 1)
    if stretch is None:
        return None
    moved = [_placed(first, axis, stretch[0])]
    return [*moved, _placed(last, axis, stretch[1] - 1)] if last else moved


def _placed(corner: Corner, axis: int, place: int) -> Corner:
    row, column, fixed_row, fixed_column = corner
    return (place, column, fixed_row, fixed_column) if axis == 0 else (row, place, fixed_row, fixed_column)
