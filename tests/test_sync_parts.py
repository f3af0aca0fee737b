"""Thousands of workbooks are synced a few spreadsheets at a time; nobody is told apart by that."""

from __future__ import annotations

import dataclasses
import gc
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import pytest
from both_sides import Team
from goalsheet.scripts.sync_both import Sync
from goalsheet.scripts.sync_gathering import Gathering
from goalsheet.scripts.sync_push import Push
from goalsheet.scripts.sync_side import GoogleSide
from goalsheet.scripts.trackers import Trackers
from local_google import HR, google
from teams import BO, DAY, FIRST, tracker

from goalsheet.folder import FolderSettings
from goalsheet.sync import cards
from goalsheet.sync.cards import Card, by_spreadsheet, in_spreadsheets, parts
from goalsheet.sync.making import AT_A_TIME
from goalsheet.sync.memory import Memory
from goalsheet.sync.participant import Participant
from goalsheet.sync.steps import Step, Where
from goalsheet.sync.teams import Target
from goalsheet.tracker.person import Manager

CY = Manager("0002", "Cy", "cy@example.com", "Cy")
NOBODY = Manager("", "", "")


def card(name: str, number: int, manager: Manager = BO, cycle: str = "2026") -> Card:
    return Card(Path(name), dataclasses.replace(tracker(number).person, manager=manager), cycle)


def test_the_workbooks_of_a_spreadsheet_come_together_in_the_order_of_the_first() -> None:
    cards = [card("a", 7), card("b", 8, CY), card("c", 9), card("d", 7, cycle="2027")]
    assert by_spreadsheet(cards, "team") == [[cards[0], cards[2]], [cards[1]], [cards[3]]]
    assert by_spreadsheet(cards, "individual") == [[one] for one in cards]


def test_two_workbooks_of_one_person_come_together_though_their_managers_are_others() -> None:
    cards = [card("a", 7), card("b", 8, CY), card("copy", 7, CY)]
    assert by_spreadsheet(cards, "team") == [[cards[0], cards[2]], [cards[1]]]


def test_as_many_spreadsheets_come_at_a_time_as_are_made_at_once() -> None:
    cards = [card(str(number), number) for number in range(2 * AT_A_TIME + 1)]
    assert [len(part) for part in parts(cards, "individual")] == [AT_A_TIME, AT_A_TIME, 1]
    assert [*parts(cards, "team")] == [cards]


def test_who_has_two_workbooks_or_no_manager_is_in_no_spreadsheet() -> None:
    cards = [card("a", 7), card("b", 8), card("copy", 8, CY), card("c", 9, NOBODY), card("d", 9, BO, "2027")]
    assert in_spreadsheets(cards) == {"0007", "0009"}


@dataclass
class Watched(Gathering):  # type: ignore[misc, unused-ignore]  # the command has types as a part of the wheel only
    """Tells how many of the workbooks that were read before are still held when the next ones are read."""

    read_before: list[weakref.ref[Participant]] = field(default_factory=list)
    held: list[int] = field(default_factory=list)

    def read(self, part: Iterable[Card]) -> list[Participant]:
        gc.collect()
        self.held.append(sum(one() is not None for one in self.read_before))
        found: list[Participant] = super().read(part)
        self.read_before += map(weakref.ref, found)
        return found


class WatchedPush(Push):  # type: ignore[misc, unused-ignore]  # as above
    """The same of what spreadsheets are to show."""

    shown_before: ClassVar[list[weakref.ref[Target]]] = []
    held: ClassVar[list[int]] = []

    def todo(self, *given: Any) -> list[Step]:
        gc.collect()
        self.held.append(sum(one() is not None for one in self.shown_before))
        found: list[Step] = super().todo(*given)
        self.shown_before.extend(weakref.ref(one.target) for one in found)
        return found


@pytest.fixture
def side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleSide]:
    """Five people with a spreadsheet each, of which two are synced at a time."""
    monkeypatch.setattr(cards, "AT_A_TIME", 2)
    with google() as server:
        Team(server, tmp_path, is_thin=True).make(
            *(tracker(number, f"Person {number}", goals=[FIRST]) for number in range(5))
        )
        line = server.line()
        where = Where("company", own_email=HR, server=server.sheets.url)
        yield GoogleSide(server.client(HR, line), line, Memory(tmp_path), where, "individual")


@pytest.mark.slow
def test_of_many_workbooks_those_that_are_done_are_held_no_longer(side: GoogleSide, tmp_path: Path) -> None:
    gathering = Watched([tmp_path], tmp_path, DAY, FolderSettings())
    assert Sync(side, gathering, None, frozenset(), "text").run(dry_run=False) == 0
    assert side.line.traffic.sent["Sheets writes"] == 5
    assert gathering.held == [0, 0, 0]


@pytest.mark.slow
@pytest.mark.parametrize("dry_run", [True, False])
def test_neither_are_they_where_they_are_only_pushed(side: GoogleSide, tmp_path: Path, *, dry_run: bool) -> None:
    WatchedPush.shown_before.clear()
    WatchedPush.held.clear()
    assert WatchedPush(side, Trackers([tmp_path]), DAY, FolderSettings(), frozenset(), "text").run(dry_run=dry_run) == 0
    assert side.line.traffic.sent["Sheets writes"] == (0 if dry_run else 5)
    assert WatchedPush.held == [0, 0, 0]
