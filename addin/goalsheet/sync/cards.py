"""Whose workbooks there are, before any is read as a whole: thousands are synced a few spreadsheets at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from goalsheet.layout.review_content import INDIVIDUAL
from goalsheet.sync.making import AT_A_TIME
from goalsheet.sync.teams import manager_id
from goalsheet.tracker.person import Person
from goalsheet.workbook.reading import read_owner


@dataclass(frozen=True)
class Card:
    """A workbook's file, whose it is, and of which cycle."""

    path: Path
    person: Person
    cycle: str


def card(path: Path) -> Card:
    """That of a file; CannotRead if it holds no tracker."""
    person, cycle = read_owner(path)
    return Card(path, person, cycle.name)


def by_spreadsheet(cards: Iterable[Card], layout: str) -> list[list[Card]]:
    """The workbooks of each spreadsheet, in the order of its first one.

    All workbooks of one person and cycle come together: there should not be several.
    """
    of: dict[tuple[str, str], tuple[str, str]] = {}  # spreadsheets, by whose workbook it is
    spreadsheets: dict[tuple[str, str], list[Card]] = {}
    for one in cards:
        key = (one.person.id if layout == INDIVIDUAL else manager_id(one.person.manager), one.cycle)
        spreadsheets.setdefault(of.setdefault((one.person.id, one.cycle), key), []).append(one)
    return [*spreadsheets.values()]


def parts(cards: Iterable[Card], layout: str) -> Iterator[list[Card]]:
    """The workbooks of as many spreadsheets at a time as are made at once."""
    teams = by_spreadsheet(cards, layout)
    for at in range(0, len(teams), AT_A_TIME):
        yield [one for team in teams[at : at + AT_A_TIME] for one in team]


def in_spreadsheets(cards: Collection[Card]) -> set[str]:
    """The ids of the people whom spreadsheets show: not of those of whom nobody knows which workbook counts."""
    found = Counter((one.person.id, one.cycle) for one in cards)
    return {one.person.id for one in cards if found[one.person.id, one.cycle] == 1 and one.person.manager}
