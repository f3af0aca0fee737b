"""What a review spreadsheet is made of, as plain values: tabs, their columns, and who writes in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from goalsheet.layout import columns, looks
from goalsheet.layout.plan import Look, Value
from goalsheet.layout.review_content import Review
from goalsheet.layout.room import letters
from goalsheet.tracker.schema import Choices, Column, Kind, Owner, Table

TITLE_ROW, HINT_ROW, HEADER_ROW, FIRST_ROW = 1, 2, 3, 4


@dataclass(frozen=True)
class Formula:
    """A live formula in the words of an English spreadsheet, and the Python twin's result."""

    text: str
    result: Value


Content = Value | Formula


@dataclass(frozen=True)
class ReviewColumn:
    """One column of a tab; `read` takes its value from a row's entry, None where there is none.

    What is the manager's is only written into a new row: what the manager may have said in the workbook.
    `width` is in characters. `people` marks a dropdown of the spreadsheet's people.
    """

    name: str
    title: str
    help: str
    kind: Kind
    look: Look
    width: float
    read: Callable[[Any], Value] | None = None
    choices: Choices | None = None
    people: bool = False
    lowest: float | None = None
    highest: float | None = None
    is_managers: bool = False
    hidden: bool = False

    @property
    def called(self) -> str:
        """What people know it by; a column of bars has no heading."""
        return self.title or self.name


@dataclass(frozen=True)
class Tab:
    """One tab with one table: row 1 says what it is, row 2 what to do, row 3 heads the columns.

    `sheet_id` is how the tab is found, whatever it is called. `rows` gives the contents, keyed by what a row stays
    known by; `open_rows` is how many empty rows await the manager. A `bare` tab shows nothing below its rows.
    `row_height` is the least height of a row in pixels; 0 leaves it to the spreadsheet.
    """

    name: str
    sheet_id: int
    title: str
    hint: Callable[[Review], str]
    columns: tuple[ReviewColumn, ...]
    rows: Callable[[Review, Mapping[str, int]], Mapping[str, Mapping[str, Content]]]
    color: str = looks.TEAL
    frozen_columns: int = 1
    open_rows: int = 0
    filters: bool = True
    row_height: int = 0
    bare: bool = False

    def letter(self, column: str) -> str:
        """The letters of a column."""
        return letters(self.place(column))

    def place(self, column: str) -> int:
        """The number of a column, from 1; ValueError if there is none."""
        if column not in self._places:
            raise ValueError(f"{self.title} has no column {column}")
        return self._places[column]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {one.name: place for place, one in enumerate(self.columns, 1)}

    def last_row(self, rows: int) -> int:
        """The last row of a tab that holds so many: room to spare, in steps, so that a new goal moves nothing."""
        return FIRST_ROW - 1 + max(self.open_rows, (rows // _STEP + 1) * _STEP)


_STEP = 20


def shared(table: Table, name: str, read: Callable[[Any], Value] | None, **other: Any) -> ReviewColumn:
    """A column as the schema has it; ValueError for a private one, which has no way into a spreadsheet."""
    column = table.column(name)
    if column.private or table.private:
        raise ValueError(f"{table.name}.{name} is private")
    is_managers = other.pop("is_managers", column.owner is Owner.MANAGER)
    made = ReviewColumn(
        name=name,
        title=column.title,
        help=column.help,
        kind=column.kind,
        look=_look(column, is_managers=is_managers),
        width=columns.width(table, column),
        read=read,
        choices=column.choices if is_managers else None,
        lowest=column.lowest,
        highest=column.highest,
        is_managers=is_managers,
    )
    return replace(made, **other)


def _look(column: Column, *, is_managers: bool) -> Look:
    """As in the workbook; the manager's columns are lilac, all others only show."""
    own = columns.look(column)
    fill = looks.LILAC if is_managers else looks.MIST
    return replace(own, fill=fill, color=looks.INK, locked=not is_managers, valign="center")


def shown(name: str, title: str, note: str, kind: Kind, read: Callable[[Any], Value], **other: Any) -> ReviewColumn:
    """A column that only a review spreadsheet has; nobody types in it."""
    column = Column(name, title, kind, Owner.TOOL, note)
    look = replace(_look(column, is_managers=False))
    made = ReviewColumn(name, title, note, kind, look, other.pop("width", 12), read)
    return replace(made, **other)


def hidden(name: str, title: str, read: Callable[[Any], Value], kind: Kind = Kind.TEXT) -> ReviewColumn:
    """A column that goalsheet needs and nobody sees."""
    return shown(name, title, "goalsheet finds its rows by this. Please leave it as it is.", kind, read, hidden=True)


def day(value: dt.date) -> str:
    """A day in words that are the same everywhere."""
    return f"{value.day} {value:%b %Y}"
