"""Rows that people insert, delete and sort in LibreOffice: every other sheet goes on saying what Python says."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import TODAY, Office, read_sheets
from office_edits import edit_each
from test_computed_cells import cell_differences, lived_in

from goalsheet.layout.room import GOALS as MOST_GOALS
from goalsheet.layout.room import GOALS_FIRST, LOG_FIRST, serial
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, Feedback, Review, Reward
from goalsheet.tracker.schema import Table, table
from goalsheet.tracker.tracker import Tracker
from goalsheet.tracker.vision import JournalEntry, MindMapIdea
from goalsheet.workbook.private_reading import read_own_tracker

pytestmark = [pytest.mark.office, pytest.mark.slow]

#: Where each log's rows are kept.
ROWS = {Action: "actions", CheckIn: "check_ins", Feedback: "feedback", Reward: "rewards", Review: "reviews"}
REVIEWS = table(Review)
YESTERDAY = TODAY - dt.timedelta(days=1)
NEW_ROWS = (
    Action(goal="G09", action="Inserted", due=YESTERDAY, state="Open", weight=3),
    CheckIn(date=TODAY, goal="G02", value=70, note="Inserted"),
    Feedback(asked_on=TODAY, question="Inserted?"),
    Reward(reward="Inserted", when="Goal achieved", goal="G01"),
    Review(date=TODAY, goal="G03", decision="Keep", rating="Exceeded", reason="Inserted"),
    JournalEntry(TODAY - dt.timedelta(days=21), "Hard", "Inserted"),
    MindMapIdea("Inserted", "Work"),
)


NEW: dict[type, Any] = {type(row): row for row in NEW_ROWS}


def with_rows(tracker: Tracker, change: Callable[[type, tuple[Any, ...]], Sequence[Any]]) -> Tracker:
    """The tracker with each log's rows changed."""
    logs = {name: tuple(change(row, getattr(tracker, name))) for row, name in ROWS.items()}
    own = {JournalEntry: "journal", MindMapIdea: "ideas"}
    private = {name: tuple(change(row, getattr(tracker.vision, name))) for row, name in own.items()}
    return dataclasses.replace(tracker, vision=dataclasses.replace(tracker.vision, **private), **logs)  # type: ignore[arg-type]  # by name


def full() -> Tracker:
    """The lived-in tracker, with room for one more reward."""
    return with_rows(lived_in(), lambda row, rows: rows[:-1] if row is Reward else rows)


def typed(value: object) -> str:
    """What Basic says to put a value into `cell`."""
    if value is None:
        return 'cell.String = ""'
    if isinstance(value, str):
        return f'cell.String = "{value}"'
    return f"cell.Value = {serial(value) if isinstance(value, dt.date) else value}"


def insert_first(row: Any) -> Iterable[str]:
    """Basic that inserts a row above the first one of its log, with the formulas of the next one, and fills it in."""
    row_class: type = type(row)
    of = table(row_class)
    yield f'sheet = book.Sheets.getByName("{of.title}")'
    yield f"sheet.Rows.insertByIndex({LOG_FIRST - 1}, 1)"
    yield f"next_row = sheet.getCellRangeByPosition(0, {LOG_FIRST}, {len(of.columns) - 1}, {LOG_FIRST})"
    yield f"sheet.copyRange(sheet.getCellByPosition(0, {LOG_FIRST - 1}).CellAddress, next_row.RangeAddress)"
    for place, column in enumerate(of.columns):
        if not column.computed:
            yield f"cell = sheet.getCellByPosition({place}, {LOG_FIRST - 1})"
            yield typed(getattr(row, column.name))


def delete_cells(of: Table, first: int, last: int) -> str:
    """Basic that deletes rows of a table as Excel does: what stands beside the table stays."""
    return f"""
        sheet = book.Sheets.getByName("{of.title}")
        cells = sheet.getCellRangeByPosition(0, {first - 1}, {len(of.columns) - 1}, {last - 1})
        sheet.removeRange(cells.RangeAddress, com.sun.star.sheet.CellDeleteMode.UP)"""


def delete_rows(title: str, first: int, count: int) -> str:
    """Basic that deletes whole rows of a sheet."""
    return _unprotected(title, f"sheet.Rows.removeByIndex({first - 1}, {count})")


def _unprotected(title: str, statement: str) -> str:
    """Basic about a sheet whose protection is lifted."""
    return f'sheet = book.Sheets.getByName("{title}")\nsheet.unprotect("")\n{statement}'


def insert_rows(title: str, before: int, count: int) -> str:
    """Basic that inserts whole rows into a sheet."""
    return _unprotected(title, f"sheet.Rows.insertByIndex({before - 1}, {count})")


def sort(row: type) -> str:
    """Basic that sorts a log by its third column, backwards."""
    of = table(row)
    return f"""
        sheet = book.Sheets.getByName("{of.title}")
        Dim by_{of.name}(0) As New com.sun.star.table.TableSortField
        by_{of.name}(0).Field = 2
        by_{of.name}(0).IsAscending = False
        Dim how_{of.name}(1) As New com.sun.star.beans.PropertyValue
        how_{of.name}(0).Name = "SortFields" : how_{of.name}(0).Value = by_{of.name}()
        how_{of.name}(1).Name = "ContainsHeader" : how_{of.name}(1).Value = False
        sheet.getCellRangeByPosition(0, {LOG_FIRST - 1}, {len(of.columns) - 1}, 43).sort(how_{of.name}())"""


def hide(row: type) -> str:
    """Basic that hides the second row of a log, as a filter does."""
    return f'book.Sheets.getByName("{table(row).title}").Rows.getByIndex({LOG_FIRST}).IsVisible = False'


def move_column(row: type) -> str:
    """Basic that moves a log's fifth column before its second."""
    return f"""
        sheet = book.Sheets.getByName("{table(row).title}")
        sheet.Columns.insertByIndex(1, 1)
        whole = sheet.getCellRangeByPosition(5, 0, 5, 2999)
        sheet.moveRange(sheet.getCellByPosition(1, 0).CellAddress, whole.RangeAddress)
        sheet.Columns.removeByIndex(5, 1)"""


def guide(book: Path) -> list[list[object]]:
    """What the guide for the next review says, goal by goal, wherever its rows are."""
    rows = [_rounded(row[len(REVIEWS.columns) + 1 :][:10]) for row in read_sheets(book)["Reviews"][LOG_FIRST - 1 :]]
    return [row for row in rows if any(row)]


def _rounded(row: list[object]) -> list[object]:
    return [round(cell, 9) if isinstance(cell, float) else cell for cell in row]


TRACKER = dataclasses.replace(full(), goals=lived_in().goals[:-1])
PLACES = {"first": 0, "middle": 4, "last": MOST_GOALS - 2}
SORTED = (CheckIn, Action, Reward, Feedback)
EDITS = {
    "as it was": "",
    "sorted": "\n".join(sort(row) for row in SORTED),
    "filtered": "\n".join(hide(row) for row in NEW),
    "columns moved": "\n".join(move_column(row) for row in SORTED),
    "a first row": "\n".join(line for row in NEW_ROWS for line in insert_first(row)),
    "no first row": "\n".join(delete_rows(table(row).title, LOG_FIRST, 1) for row in NEW),
    "no rows": "\n".join(delete_cells(table(row), LOG_FIRST, LOG_FIRST + 99) for row in NEW),
    "no goals": delete_rows("Goals", GOALS_FIRST, MOST_GOALS),
    **{f"without the {name}": delete_rows("Goals", GOALS_FIRST + place, 1) for name, place in PLACES.items()},
    **{f"above the {name}": insert_rows("Goals", GOALS_FIRST + place, 1) for name, place in PLACES.items()},
}


@pytest.fixture(scope="module")
def edited(maker: TrackerMaker, office: Office, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The tracker after each edit, as LibreOffice saves it."""
    del office  # it has to be there
    return edit_each(maker.make_from(TRACKER), EDITS, tmp_path_factory.mktemp("edited"))


def unlike(ours: bytes, theirs: Path, *left_out: str) -> list[tuple[str, str, object, object]]:
    """Cells that LibreOffice shows otherwise than Python, but for some sheets and the guide."""
    expected = theirs.with_suffix(".expected")
    expected.write_bytes(ours)
    one, other = read_sheets(expected), read_sheets(theirs)
    for sheets in (one, other):
        sheets["Reviews"] = [row[: len(REVIEWS.columns)] for row in sheets["Reviews"]]
    return [
        (sheet, *found)
        for sheet in one
        if sheet not in left_out
        for found in cell_differences(one[sheet], other[sheet])
    ]


def errors(book: Path) -> list[object]:
    """The cells of all sheets that show an error."""
    cells = [cell for rows in read_sheets(book).values() for row in rows for cell in row]
    return [cell for cell in cells if isinstance(cell, str) and cell.startswith("#")]


def test_a_row_above_the_first_one_of_a_log_counts_as_any_other(edited: dict[str, Path], maker: TrackerMaker) -> None:
    after = edited["a first row"]
    assert unlike(maker.make_from(with_rows(TRACKER, lambda row, rows: (NEW[row], *rows))), after) == []
    assert guide(after) == guide(after.with_suffix(".expected"))
    read = read_own_tracker(after).tracker
    assert with_rows(read, lambda _, rows: rows[:1]) == with_rows(read, lambda row, _: (NEW[row],))


def test_what_is_left_of_a_log_counts_when_its_first_row_is_deleted(
    edited: dict[str, Path], maker: TrackerMaker
) -> None:
    after = edited["no first row"]
    assert unlike(maker.make_from(with_rows(TRACKER, lambda _, rows: rows[1:])), after) == []
    assert guide(after) == guide(after.with_suffix(".expected"))


def test_a_log_whose_rows_are_all_deleted_is_as_good_as_an_empty_one(
    edited: dict[str, Path], maker: TrackerMaker
) -> None:
    after = edited["no rows"]
    assert unlike(maker.make_from(with_rows(TRACKER, lambda *_: ())), after) == []
    assert guide(after) == guide(after.with_suffix(".expected"))


@pytest.mark.parametrize("name", PLACES)
def test_a_goal_whose_row_is_deleted_is_as_good_as_an_empty_one(
    name: str, edited: dict[str, Path], maker: TrackerMaker
) -> None:
    after, place = edited[f"without the {name}"], PLACES[name]
    goals = (*TRACKER.goals[:place], Goal(), *TRACKER.goals[place + 1 :])
    assert unlike(maker.make_from(dataclasses.replace(TRACKER, goals=goals)), after, "Goals", "Lists") == []
    assert guide(after) == guide(after.with_suffix(".expected"))
    assert errors(after) == []


@pytest.mark.parametrize("name", PLACES)
def test_a_row_inserted_among_goals_changes_nothing_elsewhere(
    name: str, edited: dict[str, Path], maker: TrackerMaker
) -> None:
    after = edited[f"above the {name}"]
    assert unlike(maker.make_from(TRACKER), after, "Goals", "Lists") == []
    assert guide(after) == guide(after.with_suffix(".expected"))
    assert errors(after) == []


def test_without_a_row_for_goals_no_sheet_shows_an_error(edited: dict[str, Path]) -> None:
    assert errors(edited["no goals"]) == []


@pytest.mark.parametrize("name", ["sorted", "filtered", "columns moved"])
def test_logs_may_be_sorted_and_filtered_and_their_columns_moved(name: str, edited: dict[str, Path]) -> None:
    """Rows of one goal keep their order here: of those of one day the lower one counts."""
    same, other = (read_sheets(edited[edit]) for edit in ("as it was", name))
    logs = {table(row).title for row in NEW} | {"Lists", "Vision figures"}
    assert [
        (sheet, *found) for sheet in same if sheet not in logs for found in cell_differences(same[sheet], other[sheet])
    ] == []
    assert guide(edited[name]) == guide(edited["as it was"])
