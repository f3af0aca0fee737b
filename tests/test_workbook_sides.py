"""What a sync asks of a workbook besides the contract of all sides, be it a file or open in LibreOffice."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
from both_sides import new_workbook
from conftest import Office
from live_office import LiveOffice
from sides import FileSide, OpenBookSide, Typed, WorkbookSide
from teams import DEC31
from test_side_contract import FULL, TRACKER
from thin_workbooks import thin_workbook

from goalsheet.errors import CannotWrite
from goalsheet.layout.last_state import LastState
from goalsheet.merge.actions import CellKey, Plan, SetCell
from goalsheet.merge.copy import NO_BASE, Base, BaseRow, Side
from goalsheet.merge.values import Value, same
from goalsheet.sync.carry import carry
from goalsheet.sync.carrying import Carrying

pytestmark = [pytest.mark.office, pytest.mark.slow]


@pytest.fixture(params=["file", "open book"])
def workbook(request: pytest.FixtureRequest, tmp_path: Path, office: Office) -> WorkbookSide:
    """A workbook of either kind."""
    path = tmp_path / "goals.xlsx"
    path.write_bytes(new_workbook(TRACKER))
    return FileSide(path, office) if request.param == "file" else OpenBookSide(path, request.getfixturevalue("live"))


@pytest.mark.parametrize(
    ("column", "formula", "read"), [("target", "=40*2", 80), ("comment", '="Go"&"od"', "Good"), ("unit", "=3*4", "12")]
)
def test_a_formula_counts_by_what_it_comes_to(workbook: WorkbookSide, column: str, formula: str, read: Value) -> None:
    workbook.enter(column, formula)
    assert same(workbook.cells()[column], read)
    assert workbook.read()[0].unread == frozenset()


@pytest.mark.parametrize(("column", "typed"), [("target", "80"), ("due", "2026-12-24"), ("due", "soon")])
def test_a_text_where_a_number_or_a_day_belongs_is_neither_compared_nor_touched(
    workbook: WorkbookSide, column: str, typed: str
) -> None:
    workbook.type(column, typed)
    assert workbook.read()[0].unread == {column}


MESS: tuple[tuple[str, Typed, int], ...] = (
    ("id", "G02", 0),  # doubled
    ("statement", FULL.statement, 1),  # torn
    ("statement", "A goal without a number", 2),
    ("id", None, 2),
    ("target", "80", 3),
    ("statement", "A number as text", 3),
    ("agreement", "agreed", 4),
    ("weight", 0.4, 5),
    ("confidence", "seven", 5),
    ("comment", "Only a comment", 6),
    ("start", dt.datetime(1899, 12, 31), 7),  # noqa: DTZ001 - cells know no time zone
)


def test_an_open_workbook_is_read_as_its_file_is(live: LiveOffice, office: Office, tmp_path: Path) -> None:
    path = tmp_path / "goals.xlsx"
    path.write_bytes(thin_workbook(TRACKER))
    file = FileSide(path)
    for one in MESS:
        file.type(*one)
    path.write_bytes(office({"goals.xlsx": path.read_bytes()}, "xlsx")["goals.xlsx"])
    opened = OpenBookSide(path, live).participant()
    assert opened.copy() == file.participant().copy()
    assert opened.tracker == file.participant().tracker
    assert opened.state == file.participant().state


def test_what_an_open_workbook_remembers_is_what_its_file_does(live: LiveOffice, tmp_path: Path) -> None:
    cells: dict[str, Value] = {"statement": "x" * 500, "due": DEC31, "target": 1.5, "comment": "ä\n\U0001f3af"}
    rows = {f"G{number:02}": BaseRow(cells) for number in range(150)}
    remembered = LastState("file", Base({"Goal": rows}))  # in several pieces
    path = tmp_path / "goals.xlsx"
    path.write_bytes(new_workbook(TRACKER))
    opened = OpenBookSide(path, live)
    opened.remember({"comment": "Good"}, remembered)
    assert opened.state() == dataclasses.replace(remembered, number=1)
    assert opened.book.sheets["Settings"].api.isProtected()
    fewer = LastState("file", Base({"Goal": {"G01": BaseRow(cells)}}))
    opened.remember({"comment": "Better"}, fewer)
    assert opened.state() == dataclasses.replace(fewer, number=2)
    opened.book.save()
    assert FileSide(path).state() == dataclasses.replace(fewer, number=2)


def test_a_workbook_that_somebody_changed_meanwhile_is_not_written(workbook: WorkbookSide) -> None:
    one = workbook.participant()
    workbook.type("target", 90)
    plan = Plan((SetCell(Side.WORKBOOK, CellKey("Goal", "G01", "comment"), None, "Good", ""),), NO_BASE)
    with pytest.raises(CannotWrite, match="was saved by somebody else just now"):
        carry(Carrying(one, plan, one.after(plan, {}), LastState()))
    assert (workbook.cells()["comment"], workbook.cells()["target"]) == ("=1+1", 90)
