"""What a sync asks of each side, whichever it is: what is set or typed there is read as what it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from sides import FileSide, GoogleSide, TriedSide

from goalsheet.layout.plan import Value
from goalsheet.merge.values import same

TEXTS = (
    "Good start",
    "=1+1",
    "+49 30 1234",
    "@Anna",
    "'quoted",
    "007",
    "3.50",
    "TRUE",
    "30/06/2027",
    "two\nlines",
    "old\r\nline ends",
    '<b> & "quotes" & {{ braces }}',
    "Grüße, 目标, הצלחה, 🎯 👩🏽‍🏭",
    "_x000D_ as Excel spells it",
    "  blanks before",
    "x" * 32_767,
)
NUMBERS = (0.0, 82.0, -3.5, 0.1 + 0.2, 1e15, 123456789.123)
DAYS = (dt.date(1900, 3, 1), dt.date(2026, 2, 28), dt.date(2028, 2, 29), dt.date(9999, 12, 31))
CELLS: list[tuple[str, Value]] = [
    *(("comment", text) for text in TEXTS),
    *(("statement", text) for text in TEXTS[:6]),
    *(("target", number) for number in NUMBERS),
    *(("due", day) for day in DAYS),
    ("agreement", "Agreed"),
    ("rating", "Exceeded"),
    ("comment", None),
    ("target", None),
    ("due", None),
]


@pytest.fixture(params=[FileSide, GoogleSide], scope="module")
def side(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> TriedSide:
    """One side after the other."""
    make: Callable[[Path], TriedSide] = request.param
    return make(tmp_path_factory.mktemp("side"))


@pytest.mark.parametrize(("column", "value"), CELLS)
def test_what_sync_sets_is_read_as_what_it_was(side: TriedSide, column: str, value: Value) -> None:
    side.set(column, value)
    assert same(side.cell(column), value)


@pytest.mark.parametrize(("column", "value"), CELLS)
def test_what_people_type_is_read_as_what_it_is(side: TriedSide, column: str, value: Value) -> None:
    side.type(column, value)
    assert same(side.cell(column), value)


def test_goals_are_known_by_their_numbers_and_not_by_where_they_stand(side: TriedSide) -> None:
    assert [row.id for row in side.read()] == ["G01", "G02"]


def test_setting_what_stands_there_changes_nothing(side: TriedSide) -> None:
    side.set("comment", "Good start")
    before = side.read()
    side.set("comment", "Good start")
    assert side.read() == before
