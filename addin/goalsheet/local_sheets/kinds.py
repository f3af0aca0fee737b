"""The kinds of batchUpdate requests: each one function, registered with what it writes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from goalsheet.local_sheets.areas import Area, asked_area
from goalsheet.local_sheets.spreadsheet import Spreadsheet
from goalsheet.local_sheets.visitors import Visitor

Json = dict[str, Any]
Change = Callable[[Spreadsheet, Json, Visitor], tuple[Spreadsheet, Json]]
Reach = Callable[[Spreadsheet, Json], Iterable[Area]]


@dataclass(frozen=True)
class Kind:
    """A kind of request: how it changes a spreadsheet (and what it answers), and which cells it writes to."""

    change: Change
    reach: Reach


KINDS: dict[str, Kind] = {}


def nowhere(book: Spreadsheet, request: Json) -> Iterable[Area]:
    """Writes to no cell."""
    del book, request
    return ()


def its_range(book: Spreadsheet, request: Json) -> Iterable[Area]:
    """Writes to its `range`."""
    return (asked_area(book, request),)


def kind(name: str, reach: Reach = nowhere) -> Callable[[Change], Change]:
    """Register a function as the one for that kind."""

    def register(change: Change) -> Change:
        KINDS[name] = Kind(change, reach)
        return change

    return register
