"""What a workbook remembers of its last sync, in the file itself; what is damaged is as if there had been none."""

from __future__ import annotations

import datetime as dt
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from teams import DAY, tracker

from goalsheet.layout import last_state
from goalsheet.layout.contents import Rows
from goalsheet.layout.last_state import NEVER, Kept, LastState, Touch
from goalsheet.layout.places import SETTINGS, CellPlace
from goalsheet.layout.room import letters, split_reference
from goalsheet.merge.actions import CellKey, Conflict
from goalsheet.merge.copy import Agreed, Base, BaseRow, Side
from goalsheet.merge.values import Value
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.logs import ConflictEntry, Review
from goalsheet.workbook.package import Members
from goalsheet.workbook.reading import read_tracker
from goalsheet.workbook.setting import set_cells

CONFLICT = Conflict(CellKey("Goal", "G01", "due"), DAY, None, Side.WORKBOOK, Side.WORKBOOK, "both changed it")
GOAL = BaseRow(
    {"statement": "=1+1 \u00e9\U0001f600", "target": 0.1, "due": DAY, "comment": None},
    Side.SHEET,
    Agreed({"due": DAY, "weight": 0.3}, DAY, "Bo Ek"),
)
WAITING = (Review(date=DAY, kind="Other", goal="G01", old="=1", new="2"), ConflictEntry(date=DAY, row="G01"))
TOUCHED = {Side.WORKBOOK: Touch("Anna", dt.datetime(2026, 7, 1, 9, 30, tzinfo=dt.UTC)), Side.SHEET: Touch()}
STATE = LastState(
    "file", Base({"Goal": {"G01": GOAL, "G02": BaseRow({"target": 7.0})}}), (Kept(DAY, CONFLICT, TOUCHED),), 3, WAITING
)
LONG = LastState("file", Base({"Goal": {"G01": BaseRow({"comment": "x" * 70_000})}}))

values = st.none() | st.text() | st.floats(allow_nan=False, allow_infinity=False) | st.dates(dt.date(1900, 3, 1))


def held(state: LastState, rows: Rows | None = None) -> dict[int, dict[str, str]]:
    """The Settings sheet once it remembers the state."""
    made = {row: {column: str(one) for column, one in cells.items()} for row, cells in (rows or {}).items()}
    for place, value in last_state.cells(state, rows or {}, SETTINGS).items():
        row, column = split_reference(place.address)
        made.setdefault(row, {}).pop(letters(column), None)
        if value is not None:
            made[row][letters(column)] = str(value)
    return made


def whole(text: str) -> str:
    return f"{zlib.crc32(text.encode()):08x} {text}"


@given(st.dictionaries(st.text(), st.dictionaries(st.text(), values, max_size=3), max_size=2))
def test_what_is_remembered_comes_back_as_it_was(rows: dict[str, dict[str, Value]]) -> None:
    state = LastState("file", Base({"Goal": {name: BaseRow(cells) for name, cells in rows.items()}}))
    assert last_state.read(held(state)) == state


@pytest.mark.parametrize("state", [NEVER, STATE, LONG])
@pytest.mark.parametrize("before", [NEVER, STATE, LONG])
def test_a_new_state_takes_the_place_of_the_one_before(before: LastState, state: LastState) -> None:
    sheet = held(before, {1: {"A": "Setting", "B": "Value"}, 2: {"A": "person_id", "B": "0007"}})
    assert last_state.read(held(state, sheet)) == state
    assert last_state.cells(before, sheet, SETTINGS) == {}


def test_a_state_is_cut_into_pieces_of_which_excel_takes_several_at_once() -> None:
    pieces = [cells["B"] for cells in held(LONG).values()]
    assert len(pieces) == 9
    assert max(map(len, pieces)) <= 8_000


@pytest.mark.parametrize(
    "rows",
    [
        {},
        {2: {"A": "last_sync_1", "B": "{"}},
        {2: {"A": "last_sync_1", "B": "4ab1b2a1 {"}},
        {2: {"A": "last_sync_1", "B": whole('{"version":2}')}},
        {2: {"A": "last_sync_1", "B": whole("[1]")}},
        {2: {"A": "last_sync_1", "B": whole('{"version":1,"with":"","tables":{"Goal":7},"kept":[]}')}},
        {2: {"A": "last_sync_x", "B": "{}"}, 3: {"A": 7.0, "B": "{}"}, 4: {"B": "{}"}},
        {row: cells for row, cells in held(LONG).items() if cells["A"] != "last_sync_2"},
    ],
)
def test_what_is_damaged_is_as_if_there_had_been_no_sync(rows: Rows) -> None:
    assert last_state.read(rows) == NEVER


@pytest.mark.slow
def test_a_workbook_carries_its_state_and_nothing_else_in_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "Anna.xlsx"
    path.write_bytes(TrackerMaker(load("career-year"), DAY).make_from(tracker()))
    before, file = Members(path.read_bytes(), ""), read_tracker(path)
    set_cells(path, last_state.cells(STATE, file.settings.rows, file.settings.title))
    after, again = Members(path.read_bytes(), ""), read_tracker(path)
    assert last_state.read(again.settings.rows) == STATE
    assert (again.tracker, again.problems) == (file.tracker, ())
    assert len([part for part in before if before[part] != after[part]]) == 1
    assert last_state.cells(STATE, again.settings.rows, again.settings.title) == {}
    assert CellPlace(SETTINGS, "A23") in last_state.cells(STATE, file.settings.rows, file.settings.title)
