"""What always holds in the local server, whatever is asked: values come back, changes undo each other."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from goalsheet.local_sheets.areas import Area, a1, parse_a1, whole
from goalsheet.local_sheets.batch import batch_update
from goalsheet.local_sheets.blank import new_spreadsheet
from goalsheet.local_sheets.contents import contents_of
from goalsheet.local_sheets.masks import cut, merged, parse_mask
from goalsheet.local_sheets.spreadsheet import Spreadsheet
from goalsheet.local_sheets.storage import book_json, book_of
from goalsheet.local_sheets.values import Rendering, read, write
from goalsheet.local_sheets.visitors import Visitor

Json = dict[str, Any]
HR = Visitor("hr@example.com", "owner", ("hr@example.com",), "hr@example.com")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
PLAIN = st.one_of(TEXT, st.booleans(), st.integers(-(2**40), 2**40), st.floats(allow_nan=False, allow_infinity=False))
LINES = st.lists(st.lists(PLAIN, min_size=1, max_size=4), min_size=1, max_size=5)
FORMULAS = st.sampled_from(["=A1+1", "=SUM(A2:B4)", "=$B$3&C1", "=Sheet1!A5", "=COUNTA(A:A)", "=IF(A1>2,A2,B9)"])


def filled(lines: list[list[Any]], option: str = "RAW") -> Spreadsheet:
    book = new_spreadsheet("id", "Team")
    return write(book, parse_a1(book, "B2"), lines, option).book


@given(LINES)
def test_raw_values_come_back_as_they_were(lines: list[list[Any]]) -> None:
    book = filled(lines)
    area = Area(0, 1, 1, 1 + len(lines), 5)
    assert read(contents_of(book), area, Rendering(value="UNFORMATTED_VALUE"))["values"] == lines


@given(
    st.lists(st.lists(st.one_of(PLAIN, FORMULAS), min_size=1, max_size=3), min_size=1, max_size=4),
    st.sampled_from(["ROWS", "COLUMNS"]),
    st.integers(0, 8),
    st.integers(1, 3),
)
def test_what_is_put_in_and_taken_out_again_leaves_no_trace(lines: Any, dimension: str, at: int, count: int) -> None:
    book = filled(lines, "USER_ENTERED")
    place = {"range": {"sheetId": 0, "dimension": dimension, "startIndex": at, "endIndex": at + count}}
    mine = {"startRowIndex": 1, "endRowIndex": 4, "startColumnIndex": 1, "endColumnIndex": 3}
    named = {"namedRange": {"name": "Mine", "range": mine}}
    book, _ = batch_update(book, {"requests": [{"addNamedRange": named}]}, HR)
    after, _ = batch_update(book, {"requests": [{"insertDimension": place}, {"deleteDimension": place}]}, HR)
    assert (after.sheets, after.named_ranges) == (book.sheets, book.named_ranges)


@given(LINES, st.integers(0, 6), st.integers(0, 6))
def test_rows_that_go_and_come_back_stand_where_they_stood(lines: list[list[Any]], start: int, to: int) -> None:
    book = filled(lines)

    def moved(one: Spreadsheet, first: int, target: int) -> Spreadsheet:
        source = {"sheetId": 0, "dimension": "ROWS", "startIndex": first, "endIndex": first + 1}
        request = {"moveDimension": {"source": source, "destinationIndex": target}}
        return batch_update(one, {"requests": [request]}, HR)[0]

    there = to if to <= start else to - 1
    back = start if start <= there else start + 1
    assert moved(moved(book, start, to), there, back).sheets == book.sheets


@given(LINES)
def test_what_is_kept_in_a_file_is_the_same_when_it_is_read(lines: list[list[Any]]) -> None:
    book = filled(lines)
    assert book_of(json.loads(json.dumps(book_json(book)))) == book


@given(st.integers(0, 999), st.integers(0, 25), st.integers(0, 999), st.integers(0, 25), TEXT)
@settings(max_examples=50)
def test_an_area_written_out_is_read_as_the_same_area(top: int, left: int, bottom: int, right: int, title: str) -> None:
    book = new_spreadsheet("id", "Team")
    sheet = book.sheets[0]
    book = book.with_sheet(replace(sheet, properties={**sheet.properties, "title": title}))
    area = Area(0, min(top, bottom), min(left, right), max(top, bottom) + 1, max(left, right) + 1)
    assert parse_a1(book, a1(book, area)) == area


AREAS = st.builds(
    lambda top, left, height, width: Area(0, top, left, top + height, left + width),
    *(st.integers(0, 6), st.integers(0, 6), st.integers(1, 6), st.integers(1, 6)),
)


@given(AREAS, AREAS)
def test_cutting_an_area_out_leaves_exactly_the_other_cells(area: Area, hole: Area) -> None:
    left = [place for piece in area.without(hole) for place in piece.cells()]
    assert sorted(left) == sorted(set(area.cells()) - set(hole.cells()))
    assert whole(new_spreadsheet("id", "Team").sheets[0]).common(area) == area


TREES: Any = st.recursive(
    st.integers(), lambda inner: st.dictionaries(st.sampled_from("abc"), inner, min_size=1, max_size=3), max_leaves=6
).filter(lambda tree: isinstance(tree, dict))


@given(TREES, TREES, st.sampled_from(["a", "a,b", "a.b", "a(b,c)", "b/c,a", "*"]))
@example({"a": 0}, {"a": 0}, "a.b")
def test_a_masked_update_is_what_a_masked_read_shows(old: Json, new: Json, text: str) -> None:
    mask = parse_mask(text)
    assert {name: part for name, part in cut(merged(old, new, mask), mask).items() if part not in ({}, None)} == {
        name: part for name, part in cut(new, mask).items() if part not in ({}, None)
    }
