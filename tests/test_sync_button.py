"""The button Sync with manager, pressed on a workbook that is open in LibreOffice, over a server like Google's."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlwings
from both_sides import BO, Team
from live_office import LiveOffice, cells
from local_google import HR, google
from teams import DAY, FIRST, SECOND, tracker

from goalsheet.excel import buttons
from goalsheet.excel.open_side import OpenSide
from goalsheet.google import drive
from goalsheet.layout.places import place
from goalsheet.layout.room import GOALS_FIRST, letters
from goalsheet.merge.copy import Side
from goalsheet.smart.days import USUAL
from goalsheet.sync.button import sync_with_manager
from goalsheet.sync.push import Done
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.person import Manager
from goalsheet.tracker.schema import table

pytestmark = [pytest.mark.office, pytest.mark.slow]

MOST_CALLS = 12
SAVE = (
    "Save the workbook now: only then it keeps this and remembers the sync. (If it is closed without saving, nothing "
    "is lost: the next sync brings it again.)"
)
FOLLOWS = "Check-ins, marks and figures in the Google spreadsheet are brought up to date."


@dataclasses.dataclass
class Desk:
    """Anna's workbook, open in LibreOffice, her manager's spreadsheet, and the button between them."""

    live: LiveOffice
    team: Team

    def open(self) -> xlwings.Book:
        return self.live.reopen(self.team.path())

    def press(self, answer: str = "yes") -> str:
        """What is said in the end; what is asked stands in `asked`."""
        self.live.answer = answer
        settings = {"google_url": self.team.server.sheets.url}
        return self.live.press(lambda book: sync_with_manager(OpenSide.of(book), DAY, USUAL, settings))

    @property
    def asked(self) -> list[str]:
        """The parts of the question, if one was asked."""
        return self.live.said[0].split("\n\n") if len(self.live.said) > 1 else []

    def save(self) -> None:
        """As Ctrl+S does, and close it."""
        (book,) = self.live.app.books
        book.save()
        self.live.close()

    def files(self) -> list[str]:
        return [file.name for file in drive.files(self.team.server.client(HR), "company")]


@pytest.fixture
def desk(live: LiveOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "workbooks"
    folder.mkdir()
    live.close()
    with google() as server:
        found = Desk(live, Team(server, folder))
        found.team.make(tracker())
        yield found
    live.close()


def of_goal(book: xlwings.Book, column: str, index: int = 0) -> Any:
    return cells(book, "Goals", f"{letters(place(table(Goal), column))}{GOALS_FIRST + index}")[0][0]


def type_in(book: xlwings.Book, column: str, value: Any, index: int = 0) -> None:
    book.sheets["Goals"].range(f"{letters(place(table(Goal), column))}{GOALS_FIRST + index}").value = value


def test_the_first_press_tells_what_is_made_for_whom_and_does_it_after_a_yes(desk: Desk) -> None:
    desk.open()
    assert desk.press("no") == "Nothing was changed."
    assert desk.asked == [
        "Sync with Bo Ek?",
        (
            "A Google spreadsheet is made with 2 goals and 1 check-in, and shared with bo@example.com. "
            "Private notes, journal and reflections stay here."
        ),
    ]
    assert desk.files() == []
    said = desk.press("yes").split("\n\n")
    assert desk.files() == ["Goals 2026 · Anna Müller"]
    address = f"{desk.team.server.sheets.url}/spreadsheets/d/{desk.team.file()}"
    assert said == ["A Google spreadsheet was made and shared with Bo Ek.", SAVE, address]
    assert desk.team.in_sheet(columns=["statement", "target"]) == {"statement": FIRST.statement, "target": 80}


def test_the_plan_is_shown_before_anything_is_written_and_then_both_sides_get_their_part(desk: Desk) -> None:
    book = desk.open()
    desk.press()
    desk.team.manager(comment="Good start", agreement="Agreed", suggested_wording="=1+1\nas text")
    type_in(book, "target", 85)
    assert desk.press("no") == "Nothing was changed."
    assert desk.asked == [
        "Sync with Bo Ek?",
        (
            "Into this workbook:\n"
            '  G01 Manager\'s comment: (blank) → "Good start"\n'
            '  G01 Suggested wording: (blank) → "=1+1 as text"\n'
            '  G01 Agreement: (blank) → "Agreed"\n'
            "  G01 Agreed on: (blank) → 1 Jul 2026\n"
            '  G01 Changed since agreed: (blank) → "target 80 → 85"'
        ),
        "Into the Google spreadsheet:\n  G01 To (target): 80 → 85",
        FOLLOWS,
    ]
    assert of_goal(book, "comment") is None
    assert desk.team.in_sheet(columns=["target"]) == {"target": 80}
    assert desk.press("yes").split("\n\n")[:2] == [
        "Synced with Bo Ek: 5 cells of this workbook and 1 cell of the Google spreadsheet were set.",
        SAVE,
    ]
    names = ("comment", "agreement", "suggested_wording", "agreed_on", "changed_since_agreed")
    assert {name: of_goal(book, name) for name in names} == {
        "comment": "Good start",
        "agreement": "Agreed",
        "suggested_wording": "=1+1\nas text",
        "agreed_on": dt.datetime(2026, 7, 1),  # noqa: DTZ001 - cells know no time zone
        "changed_since_agreed": "target 80 → 85",
    }
    assert desk.team.in_sheet(columns=["target"]) == {"target": 85}


def test_a_second_press_has_nothing_to_ask_or_to_do(desk: Desk) -> None:
    desk.open()
    desk.press()
    address = f"{desk.team.server.sheets.url}/spreadsheets/d/{desk.team.file()}"
    assert desk.press("no") == f"This workbook and the spreadsheet of Bo Ek say the same.\n\n{address}"
    assert not [call for call in desk.live.calls if call.startswith("write")]
