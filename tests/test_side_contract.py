"""What a sync asks of each side, whichever it is: what is set or typed there is read as what it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from both_sides import new_workbook
from conftest import Office
from live_office import LiveOffice
from sides import FileSide, GoogleSide, OpenBookSide, TriedSide, Typed
from teams import DEC31, JAN1, tracker
from thin_workbooks import thin_workbook

from goalsheet.google.goal_copy import COLUMNS
from goalsheet.layout.plan import Value
from goalsheet.merge.copy import Row
from goalsheet.merge.values import same
from goalsheet.tracker.goal import Goal

FULL = Goal(
    id="G01",
    statement="Raise it from 68 % to 80 %",
    measure="Increase",
    unit="%",
    baseline=68,
    target=80.5,
    confidence=7,
    weight=0.25,
    obstacle_plan="If a,\nthen b; = no formula",
    start=JAN1,
    due=DEC31,
    comment="=1+1",
    agreement="Agreed",
    agreed_on=dt.date(2026, 3, 1),
)
BARE = Goal(id="G02", statement="'Quoted' & <b>bold</b> \U0001f3af עברית", unit="007")
TRACKER = tracker(goals=[FULL, BARE])

TEXTS = (
    "Good start",
    "=1+1",
    "+49 30 1234",
    "@Anna",
    "'quoted",
    "007",
    "3.50",
    "1,000",
    "TRUE",
    "30/06/2027",
    "two\nlines",
    "old\r\nline ends",
    '<b> & "quotes" & {{ braces }}',
    "Grüße, 目标, הצלחה, 🎯 👩🏽‍🏭",
    "_x000D_ as Excel spells it",
    "  blanks before",
    "blanks at the end  ",
    "x" * 32_767,
)
NUMBERS = (0.0, 82.0, -3.5, 0.1 + 0.2, 1e15, -1e15, 123456789.123)
DAYS = (dt.date(1900, 3, 1), dt.date(2026, 2, 28), dt.date(2028, 2, 29), dt.date(9999, 12, 31))
COLUMNS_OF: dict[str, Sequence[Value]] = {"comment": TEXTS, "statement": TEXTS[:6], "target": NUMBERS, "due": DAYS}
#: One value a column at once, and blanks in the end.
ROUNDS: list[dict[str, Value]] = [
    *(
        {column: values[number] for column, values in COLUMNS_OF.items() if number < len(values)}
        for number in range(len(TEXTS))
    ),
    {"agreement": "Agreed", "rating": "Exceeded"},
    dict.fromkeys(("comment", "target", "due", "agreement", "rating")),
]
SIDES = ["file", pytest.param("open book", marks=[pytest.mark.office, pytest.mark.slow]), "Google spreadsheet"]


def made(kind: str, folder: Path, request: pytest.FixtureRequest, office: Office | None = None) -> TriedSide:
    """A side of that kind with the tracker on it."""
    if kind == "Google spreadsheet":
        return GoogleSide(folder, TRACKER)
    path = folder / "goals.xlsx"
    if kind == "file":
        path.write_bytes(thin_workbook(TRACKER))
        return FileSide(path, office)
    live: LiveOffice = request.getfixturevalue("live")
    path.write_bytes(new_workbook(TRACKER))
    return OpenBookSide(path, live)


@pytest.fixture(params=SIDES, scope="module")
def side(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> TriedSide:
    """One side after the other, on which one test leaves what it did to the next."""
    return made(request.param, tmp_path_factory.mktemp("side"), request)


@pytest.fixture(params=SIDES)
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> TriedSide:
    """A side on which nothing was done yet."""
    return made(request.param, tmp_path, request)


@pytest.fixture(params=SIDES)
def calculating(request: pytest.FixtureRequest, tmp_path: Path, office: Office) -> TriedSide:
    """The same, on which formulas are worked out."""
    return made(request.param, tmp_path, request, office)


def test_what_people_filled_in_is_read_as_they_meant_it(fresh: TriedSide) -> None:
    rows = fresh.read()
    assert [row.id for row in rows] == ["G01", "G02"]
    for row, goal in zip(rows, (FULL, BARE), strict=True):
        names = [column.name for column in COLUMNS]
        assert [name for name in names if not same(row.cells.get(name), getattr(goal, name))] == []
        assert row.unread == frozenset()


@pytest.mark.parametrize("cells", ROUNDS)
def test_what_sync_sets_is_read_as_what_it_was_and_nothing_else_changes(
    side: TriedSide, cells: dict[str, Value]
) -> None:
    before = side.read()
    side.set(cells)
    after = side.read()
    assert unlike(side, cells) == {}
    assert changed(before, after) <= {("G01", column) for column in cells}


@pytest.mark.slow
@pytest.mark.parametrize("cells", ROUNDS)
def test_what_people_type_is_read_as_what_it_is(side: TriedSide, cells: dict[str, Value]) -> None:
    for column, value in cells.items():
        side.type(column, value)
    assert unlike(side, cells) == {}


@pytest.mark.parametrize(
    ("column", "typed", "read"),
    [
        ("due", dt.datetime(2026, 12, 24, 18, 0), dt.date(2026, 12, 24)),  # noqa: DTZ001 - cells know no time zone
        ("unit", 12, "12"),
        ("comment", "   ", None),
    ],
)
def test_what_people_type_in_another_way_is_read_as_what_they_mean(
    side: TriedSide, column: str, typed: Typed, read: Value
) -> None:
    side.type(column, typed)
    assert unlike(side, {column: read}) == {}


def test_setting_what_stands_there_changes_nothing(side: TriedSide) -> None:
    side.set({"comment": "Good start"})
    before = side.read()
    side.set({"comment": "Good start"})
    assert side.read() == before


@pytest.mark.parametrize(("column", "formula"), [("target", "=1/0"), ("comment", "=NA()")])
@pytest.mark.office
@pytest.mark.slow
def test_a_formula_that_goes_wrong_is_neither_compared_nor_touched(
    calculating: TriedSide, column: str, formula: str
) -> None:
    calculating.enter(column, formula)
    assert [row.unread for row in calculating.read()] == [{column}, set()]


def unlike(side: TriedSide, cells: Mapping[str, Value]) -> dict[str, Value]:
    """What the first goal holds in those of the cells in which something else stands."""
    held = side.cells()
    return {column: held[column] for column, value in cells.items() if not same(held[column], value)}


def changed(before: list[Row], after: list[Row]) -> set[tuple[str, str]]:
    """The cells of rows that do not hold what they held."""
    return {
        (row.id, name)
        for row, old in zip(after, before, strict=True)
        for name in row.cells
        if (row.id, name in row.unread) != (old.id, name in old.unread) or not same(row.cells[name], old.cells[name])
    }
