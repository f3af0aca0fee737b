"""What every side of a sync does alike: a workbook file, one that is open in LibreOffice, and whatever else is added.

A side is made from a tracker; somebody types into it as its own program lets them; then it is read, and cells are set.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

import openpyxl
import pytest
from conftest import Office
from live_office import LiveOffice
from teams import DAY, DEC31, JAN1, tracker

from goalsheet.errors import CannotWrite
from goalsheet.excel.open_side import OpenSide
from goalsheet.google.goal_copy import COLUMNS
from goalsheet.layout import last_state
from goalsheet.layout.last_state import LastState
from goalsheet.layout.places import place
from goalsheet.layout.room import GOALS_FIRST, address
from goalsheet.merge.actions import CellKey, Plan, SetCell
from goalsheet.merge.copy import NO_BASE, Base, BaseRow, Copy, Side, TableCopy
from goalsheet.merge.values import Value, same
from goalsheet.sync.carry import Carrying, carry
from goalsheet.sync.participant import Participant
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.schema import table
from goalsheet.tracker.tracker import Tracker
from goalsheet.workbook.reading import read_tracker

pytestmark = [pytest.mark.office, pytest.mark.slow]

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


class OneSide(Protocol):
    """A side with what can be done to it; goals are named by their place, from 0."""

    def type(self, goal: int, column: str, value: Any) -> None:
        """Somebody types a value, or a formula that begins with =, into a cell; None empties it."""
        ...

    def copy(self) -> Copy:
        """It as it is read for a merge."""
        ...

    def set(self, cells: Mapping[tuple[str, str], Value]) -> None:
        """Set cells, by the goal's number and the column, as a sync does."""
        ...


Make = Callable[[Tracker], OneSide]


@dataclasses.dataclass
class OfFile:
    """A workbook file."""

    path: Path
    office: Office
    remembered: LastState = dataclasses.field(default_factory=LastState)

    def participant(self) -> Participant:
        return Participant(read_tracker(self.path), DAY)

    def type(self, goal: int, column: str, value: Any) -> None:
        book = openpyxl.load_workbook(self.path)  # as some program saves it
        cell = book["Goals"][where(goal, column)]
        cell.value = value
        if isinstance(value, str) and not value.startswith("="):
            cell.data_type = "s"
        book.save(self.path)
        if isinstance(value, str) and value.startswith("="):  # its result is stored by a program that works it out
            self.path.write_bytes(self.office({"goals.xlsx": self.path.read_bytes()}, "xlsx")["goals.xlsx"])

    def copy(self) -> Copy:
        return self.participant().copy()

    def set(self, cells: Mapping[tuple[str, str], Value]) -> None:
        one = self.participant()
        actions = [SetCell(Side.WORKBOOK, CellKey("Goal", *key), None, new, "") for key, new in cells.items()]
        plan = Plan(tuple(actions), NO_BASE)
        carry(Carrying(one, plan, one.after(plan, {}), self.remembered))

    def state(self) -> LastState:
        return last_state.read(self.participant().file.settings.rows)


@dataclasses.dataclass
class OfOpenBook(OfFile):
    """A workbook that is open in LibreOffice."""

    live: LiveOffice | None = None

    def participant(self) -> Participant:
        assert self.live is not None
        (book,) = self.live.app.books
        return Participant(OpenSide.of(book), DAY)

    def type(self, goal: int, column: str, value: Any) -> None:
        assert self.live is not None
        (book,) = self.live.app.books
        sheet = book.sheets["Goals"]
        sheet.api.unprotect("")  # the file's side lets itself be written everywhere, too
        is_text = isinstance(value, str) and not value.startswith("=")
        sheet.range(where(goal, column)).value = f"'{value}" if is_text else value
        sheet.api.protect("")
        self.live.app.calculate()


@functools.cache
def _maker() -> TrackerMaker:
    return TrackerMaker(load("career-year"), DAY)


def workbook(of: Tracker) -> bytes:
    return _maker().make_from(of)


def where(goal: int, column: str) -> str:
    return address(GOALS_FIRST + goal, place(table(Goal), column))


@pytest.fixture(params=["file", "open book"])
def make(request: pytest.FixtureRequest, tmp_path: Path, office: Office) -> Iterator[Make]:
    """Makes a side of this kind."""
    path = tmp_path / "goals.xlsx"
    live = request.getfixturevalue("live") if request.param == "open book" else None

    def made(of: Tracker) -> OneSide:
        path.write_bytes(workbook(of))
        if live is None:
            return OfFile(path, office)
        live.close()
        live.reopen(path)
        return OfOpenBook(path, office, live=live)

    yield made
    if live is not None:
        live.close()


def goals(side: OneSide) -> TableCopy:
    return side.copy()["Goal"]


def held(side: OneSide, *columns: str) -> list[list[Value]]:
    return [[row.cells[column] for column in columns] for row in goals(side).rows]


COMPARED = [column.name for column in COLUMNS]


def test_what_people_filled_in_is_read_as_they_meant_it(make: Make) -> None:
    side = make(tracker(goals=[FULL, BARE]))
    read = held(side, *COMPARED)
    for row, goal in zip(read, (FULL, BARE), strict=True):
        unlike = [name for name, value in zip(COMPARED, row, strict=True) if not same(value, getattr(goal, name))]
        assert unlike == []
    assert [row.id for row in goals(side).rows] == ["G01", "G02"]


@pytest.mark.parametrize(
    ("column", "typed", "read"),
    [
        ("target", 0.1 + 0.2, 0.3),
        ("target", -1e15, -1e15),
        ("due", dt.datetime(2026, 12, 24), dt.date(2026, 12, 24)),  # noqa: DTZ001 - cells know no time zone
        ("due", dt.datetime(2026, 12, 24, 18, 0), dt.date(2026, 12, 24)),  # noqa: DTZ001 - the same
        ("statement", "two\nlines", "two\nlines"),
        ("statement", "blank at the end  ", "blank at the end"),
        ("unit", "1,000", "1,000"),
        ("unit", 12, "12"),
        ("comment", None, None),
        ("comment", "   ", None),
        ("target", "=40*2", 80),
        ("comment", '="Go"&"od"', "Good"),
        ("rating", "Far exceeded", "Far exceeded"),
    ],
)
def test_what_somebody_types_is_read_alike(make: Make, column: str, typed: Any, read: Value) -> None:
    side = make(tracker(goals=[FULL, BARE]))
    side.type(0, column, typed)
    row = goals(side).rows[0]
    assert same(row.cells[column], read), row.cells[column]
    assert row.unread == frozenset()


@pytest.mark.parametrize(
    ("column", "typed"),
    [("target", "80"), ("target", "=1/0"), ("due", "2026-12-24"), ("due", "soon"), ("comment", "=NA()")],
)
def test_what_cannot_be_read_is_neither_compared_nor_touched(make: Make, column: str, typed: Any) -> None:
    side = make(tracker(goals=[FULL, BARE]))
    side.type(0, column, typed)
    assert goals(side).rows[0].unread == {column}


@pytest.mark.parametrize(
    ("column", "new"),
    [
        ("comment", "Good start"),
        ("comment", "two\nlines"),
        ("comment", "=2+2"),
        ("comment", "'quoted"),
        ("comment", "12"),
        ("comment", "x" * 32_767),
        ("comment", "\U0001f3af עברית"),
        ("comment", None),
        ("target", 12.5),
        ("due", dt.date(2026, 12, 24)),
        ("rating", "Exceeded"),
        ("suggested_wording", "{{ person.name }} & <b>"),
    ],
)
def test_what_is_set_is_read_again_and_nothing_else_changes(make: Make, column: str, new: Value) -> None:
    side = make(tracker(goals=[FULL, BARE]))
    before = goals(side).rows
    side.set({("G01", column): new})
    after = goals(side).rows
    assert same(after[0].cells[column], new)
    changed = [
        (row.id, name)
        for row, old in zip(after, before, strict=True)
        for name in row.cells
        if not same(row.cells[name], old.cells[name])
    ]
    assert changed == [("G01", column)]


# --- What the two sides of a workbook do alike -----------------------------------------------------------------------


MESS: tuple[tuple[int, str, Any], ...] = (
    (0, "id", "G02"),  # doubled
    (1, "statement", FULL.statement),  # torn
    (2, "statement", "A goal without a number"),
    (2, "id", None),
    (3, "target", "80"),
    (3, "statement", "A number as text"),
    (4, "agreement", "agreed"),
    (5, "weight", 0.4),
    (5, "confidence", "seven"),
    (6, "comment", "Only a comment"),
    (7, "start", dt.datetime(1899, 12, 31)),  # noqa: DTZ001 - cells know no time zone
)


def test_an_open_workbook_is_read_as_its_file_is(live: LiveOffice, office: Office, tmp_path: Path) -> None:
    path = tmp_path / "goals.xlsx"
    path.write_bytes(workbook(tracker(goals=[FULL, BARE])))
    file = OfFile(path, office)
    for one in MESS:
        file.type(*one)
    path.write_bytes(office({"goals.xlsx": path.read_bytes()}, "xlsx")["goals.xlsx"])
    live.close()
    live.reopen(path)
    opened = OfOpenBook(path, office, live=live)
    assert opened.copy() == file.copy()
    assert opened.participant().tracker == file.participant().tracker
    assert opened.participant().state == file.participant().state
    live.close()


def test_what_an_open_workbook_remembers_is_what_its_file_does(
    live: LiveOffice, office: Office, tmp_path: Path
) -> None:
    cells: dict[str, Value] = {"statement": "x" * 500, "due": DEC31, "target": 1.5, "comment": "ä\n\U0001f3af"}
    rows = {f"G{number:02}": BaseRow(cells) for number in range(150)}
    remembered = LastState("file", Base({"Goal": rows}))  # in several pieces
    path = tmp_path / "goals.xlsx"
    path.write_bytes(workbook(tracker(goals=[FULL, BARE])))
    live.close()
    (book,) = [live.reopen(path)]
    opened = OfOpenBook(path, office, remembered, live)
    opened.set({("G01", "comment"): "Good"})
    assert opened.state() == remembered
    assert book.sheets["Settings"].api.isProtected()
    fewer = LastState("file", Base({"Goal": {"G01": BaseRow(cells)}}))
    OfOpenBook(path, office, fewer, live).set({("G01", "comment"): "Better"})
    assert opened.state() == fewer
    book.save()
    live.close()
    assert OfFile(path, office).state() == fewer


@pytest.mark.parametrize("kind", ["file", "open book"])
def test_a_side_that_somebody_changed_meanwhile_is_not_written(
    kind: str, live: LiveOffice, office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "goals.xlsx"
    path.write_bytes(workbook(tracker(goals=[FULL, BARE])))
    side: OfFile = OfFile(path, office)
    if kind == "open book":
        live.close()
        live.reopen(path)
        side = OfOpenBook(path, office, live=live)
    one = side.participant()
    side.type(0, "target", 90)
    plan = Plan((SetCell(Side.WORKBOOK, CellKey("Goal", "G01", "comment"), None, "Good", ""),), NO_BASE)
    with pytest.raises(CannotWrite, match="was saved by somebody else just now"):
        carry(Carrying(one, plan, one.after(plan, {}), LastState()))
    assert held(side, "comment", "target")[0] == ["=1+1", 90]
    live.close()
