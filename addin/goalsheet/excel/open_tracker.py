"""The tracker that is open: read as a file is, so that both give the same answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from xlwings import Book, Sheet

from goalsheet.errors import CannotRead, Problem
from goalsheet.excel.program import program_of
from goalsheet.excel.tables import OpenTable, find_named, find_tables, named_areas, read_rows
from goalsheet.layout.places import SETTINGS
from goalsheet.layout.self_description import self_description
from goalsheet.layout.settings import SettingsSheet
from goalsheet.layout.table_rows import (
    READ_TABLES,
    Location,
    TableRows,
    no_goals,
    read_tables,
    refuse_incomplete,
    without_formulas,
)
from goalsheet.tracker import choices
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.schema import table
from goalsheet.tracker.tracker import Tracker

MOST_CALLS = 12  # that a press makes to read and write cells, however many goals there are
_NOT_ONE = "Open your goal workbook, click into it, then press the button again."


@dataclass(frozen=True)
class OpenTracker:
    """The open workbook, what was read of it, and where it stands; tables are by the rows' class.

    `reads` is how many reads of cells it took.
    """

    book: Book
    settings: SettingsSheet
    tracker: Tracker
    tables: Mapping[type, TableRows]
    places: Mapping[type, OpenTable]
    problems: tuple[Problem, ...]
    reads: int

    @property
    def goals(self) -> OpenTable:
        """The table of goals."""
        return self.places[Goal]

    def row_of(self, index: int) -> int:
        """The sheet row of `tracker.goals[index]`."""
        return self.tables[Goal].numbers[index]

    def name_of(self, index: int) -> str:
        """What a message calls `tracker.goals[index]`: its number or, where it has none, its row."""
        return self.tracker.goals[index].id or f"the goal in row {self.row_of(index)}"


@dataclass(frozen=True)
class LaterTable:
    """A table that is read when it is needed, and where it stands."""

    rows: TableRows
    place: OpenTable


def read_open_tracker(book: Book, *, with_objectives: bool = False, later: Collection[type] = ()) -> OpenTracker:
    """The tracker that is open; CannotRead if the workbook is none, or one of which something was taken out.

    Of the tables that came later only those named are read, where the workbook has them.
    """
    titles = [sheet.name for sheet in book.sheets]
    settings = _settings(book, titles)
    tables = find_tables(book, map(table, READ_TABLES), titles)
    found = {row: tables[table(row)] for row in READ_TABLES}
    if found[Goal] is None:
        raise no_goals(book.name)
    refuse_incomplete(book.name, {row: one.location if one else None for row, one in found.items()})
    found |= {row: one for row in later if (one := find_named(book, table(row), titles))}
    opened = _opened(book, settings, found, ())
    opened = replace(opened, reads=opened.reads + 1)
    return _with_objectives(opened) if with_objectives else opened


def refuse_no_tracker(book: Book) -> None:
    """CannotRead if the workbook is no tracker."""
    _settings(book, [sheet.name for sheet in book.sheets])


def _settings(book: Book, titles: Sequence[str]) -> SettingsSheet:
    """The settings; what is no tracker is said before anything else is sought."""
    sheet = _settings_sheet(book, titles)
    settings = SettingsSheet(sheet.name, read_rows(sheet, 1))
    self_description(book.name, settings.rows, from_1904=False)
    return settings


def _with_objectives(opened: OpenTracker) -> OpenTracker:
    """The tracker with the organisation's objectives, where a goal names one: otherwise nothing is judged by them."""
    if not any(goal.objective for goal in opened.tracker.goals):
        return opened
    tracker = replace(opened.tracker, objectives=_objectives(opened.book))
    return replace(opened, tracker=tracker, reads=opened.reads + 1)


def read_goals_again(opened: OpenTracker, settings: SettingsSheet) -> OpenTracker:
    """The tracker with its goals as they are now, and these settings; CannotRead where the goals are gone."""
    goals, known = table(Goal), {row: opened.places.get(row) for row in {*READ_TABLES, *opened.places}}
    titles = [sheet.name for sheet in opened.book.sheets if sheet.name == opened.goals.location.sheet]
    found = known | {Goal: find_tables(opened.book, [goals], titles)[goals]}
    if found[Goal] is None:
        raise no_goals(opened.book.name)
    again = _opened(opened.book, settings, found, opened.tracker.objectives)
    return replace(again, reads=opened.reads + again.places[Goal].reads)


def read_later(opened: OpenTracker, row: type) -> LaterTable | None:
    """One of the tables that came later, as it is now; None where the workbook has none."""
    titles = [sheet.name for sheet in opened.book.sheets]
    place = find_named(opened.book, table(row), titles)
    if place is None:
        return None
    goals = opened.goals
    locations, rows = {Goal: goals.location, row: place.location}, {Goal: goals.rows, row: place.rows}
    return LaterTable(read_tables(opened.book.name, locations, rows, from_1904=_from_1904(opened.book))[row], place)


def _from_1904(book: Book) -> bool:
    return program_of(book).counts_from_1904(book.api)


def _opened(
    book: Book, settings: SettingsSheet, found: Mapping[type, OpenTable | None], objectives: tuple[str, ...]
) -> OpenTracker:
    from_1904 = _from_1904(book)
    described = self_description(book.name, settings.rows, from_1904=from_1904)
    locations: dict[type, Location | None] = {row: one.location if one else None for row, one in found.items()}
    tables = read_tables(
        book.name, locations, {row: one.rows if one else {} for row, one in found.items()}, from_1904=from_1904
    )
    places = {row: one for row, one in found.items() if one}
    return OpenTracker(
        book,
        settings,
        described.tracker(tables, objectives),
        tables,
        places,
        (
            *(problem for one in tables.values() for problem in one.problems),
            *without_formulas(book.name, tables[Goal], places[Goal].rows),
        ),
        sum(one.reads for one in places.values()),
    )


def _settings_sheet(book: Book, titles: Sequence[str]) -> Sheet:
    """The sheet that says what the tracker is; a name of goalsheet's leads there even under another title."""
    if SETTINGS in titles:
        return book.sheets[SETTINGS]
    named = [area.sheet for area in named_areas(book, "cycle_start") if area.sheet in titles]
    if not named:
        raise CannotRead(f"{book.name} is no goal tracker made by goalsheet. {_NOT_ONE}")
    return book.sheets[named[0]]


def _objectives(book: Book) -> tuple[str, ...]:
    """The organisation's objectives that the dropdown offers."""
    longest = max(named_areas(book, f"list_{choices.OBJECTIVE.name}"), key=lambda area: len(area.rows), default=None)
    if longest is None:
        return ()
    corners = (longest.rows.start, longest.columns.start), (longest.rows.stop - 1, longest.columns.start)
    column: list[Any] = book.sheets[longest.sheet].range(*corners).options(ndim=1).value
    return tuple(text for text in column if isinstance(text, str))
