"""Sync's batches over the real stack: applied once whatever the network does, and only to what they were meant for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from both_sides import Team, well
from disturbances import Watched
from local_google import HR
from teams import DAY, FIRST, SECOND, tracker

from goalsheet.errors import CannotReach
from goalsheet.google import drive, spreadsheet
from goalsheet.google.cells import Json
from goalsheet.google.commits import Commit, Commits
from goalsheet.layout.review import FIRST_ROW
from goalsheet.layout.review_tabs import CHECK_INS_TAB, FEEDBACK_TAB, GOALS_TAB
from goalsheet.sync.memory import Memory
from goalsheet.sync.push import push
from goalsheet.sync.steps import Done, Outcome, Where, steps
from goalsheet.sync.teams import targets
from goalsheet.tracker.logs import CheckIn, Feedback
from goalsheet.workbook.reading import read_tracker
from goalsheet.workbook.setting import set_cells

pytestmark = pytest.mark.slow
RENAMED: Json = {"updateSpreadsheetProperties": {"properties": {"title": "New"}, "fields": "title"}}


@dataclass
class Meanwhile:
    """Lets something happen just before the first batch is sent."""

    does: Callable[[], Any]
    is_done: bool = field(default=False, init=False)

    def __call__(self, sent: int) -> None:
        if sent == 3 and not self.is_done:  # a listing, a read, and then the batch
            self.is_done = True
            self.does()


def sync_while(team: Team, does: Callable[[], Any]) -> None:
    """A sync in which something happens between its read and its write; in one run all is well again."""
    line = team.server.line()
    well(team.sync(line=Watched(line.origin, happens=Meanwhile(does))))
    line = team.server.line()
    well(team.sync(line=line))
    assert line.traffic.sent["Sheets writes"] == 0
    for name, index, key in (("Anna Müller", 0, "0007/G01"), ("Anna Müller", 1, "0007/G02"), ("Cleo", 0, "0008/G01")):
        assert team.in_sheet(key) == team.in_workbook(name, index)


def last(team: Team) -> int:
    return team.found().commits.last


# One batch


def test_each_batch_takes_the_next_number_and_only_the_latest_twenty_are_kept(team: Team) -> None:
    client, file = team.server.client(HR), team.file()
    found = team.found()
    for _ in range(24):
        found = spreadsheet.commit(client, file, found, [RENAMED]).found
    assert sorted(found.commits.tokens) == [*range(6, 26)]


def test_a_batch_that_arrives_twice_is_applied_once(team: Team) -> None:
    client, file, before = team.server.client(HR), team.file(), team.found()
    grown: Json = {"appendDimension": {"sheetId": GOALS_TAB.sheet_id, "dimension": "ROWS", "length": 1}}
    made = before.commits.next("token", "layout")
    batch = [*before.commits.entering(made), grown]
    after = spreadsheet.write(client, file, batch)
    committed = spreadsheet.commit(client, file, before, [grown])
    assert committed.failure
    rows = {one.tabs[GOALS_TAB.sheet_id].row_count for one in (after, committed.found, team.found())}
    assert rows == {before.tabs[GOALS_TAB.sheet_id].row_count + 1}


@pytest.mark.parametrize("fault", ["503-after", "drop-after", "cut-after", "twice"])
def test_where_no_answer_comes_the_spreadsheet_tells_that_it_was_applied(team: Team, fault: str) -> None:
    before = team.found()
    team.server.sheets.fault(fault, path=":batchUpdate")
    committed = spreadsheet.commit(team.server.client(HR), team.file(), before, [RENAMED])
    assert (committed.failure, committed.found.title, last(team)) == (None, "New", before.commits.last + 1)


@pytest.mark.parametrize("fault", ["503-before", "drop-before", "502-html"])
def test_where_no_answer_comes_the_spreadsheet_tells_that_it_was_not_applied(team: Team, fault: str) -> None:
    before = team.found()
    team.server.sheets.fault(fault, path=":batchUpdate")
    committed = spreadsheet.commit(team.server.client(HR), team.file(), before, [RENAMED])
    assert isinstance(committed.failure, CannotReach)
    assert (committed.found.title, last(team)) == (before.title, before.commits.last)


def test_a_batch_knows_itself_by_its_token() -> None:
    assert [Commits({3: "ours"}).holds(Commit(3, token)) for token in ("ours", "theirs")] == [True, False]
    assert Commits().next("first", "layout") == Commit(1, "first layout")


# Two syncs, and people, at the same time


def test_a_second_computers_sync_in_between_makes_the_first_one_start_again(team: Team) -> None:
    team.make(tracker(goals=[FIRST, SECOND, FIRST]))
    team.manager(comment="Good start")
    before = last(team)
    sync_while(team, team.sync)
    assert last(team) == before + 1
    assert sorted(team.rows()) == ["0007/G01", "0007/G02", "0007/G03", "0008/G01"]


def test_a_network_that_never_lets_a_batch_through_is_said(team: Team) -> None:
    team.employee(target=85.0)
    team.server.sheets.fault("drop-before", path=":batchUpdate", times=9)
    (result,) = team.sync()
    assert (result.outcome.done, type(result.outcome.error)) == (Done.FAILED, CannotReach)


def _rows(start: int, number: int) -> Json:
    return {"sheetId": GOALS_TAB.sheet_id, "dimension": "ROWS", "startIndex": start - 1, "endIndex": start - 1 + number}


_AREA = {
    "sheetId": GOALS_TAB.sheet_id,
    "startRowIndex": FIRST_ROW - 1,
    "endRowIndex": FIRST_ROW + 2,
    "startColumnIndex": 0,
    "endColumnIndex": len(GOALS_TAB.columns),
}
_SORTED = {
    "sortRange": {
        "range": _AREA,
        "sortSpecs": [{"dimensionIndex": GOALS_TAB.place("key") - 1, "sortOrder": "DESCENDING"}],
    }
}
_INSERTED = {"insertDimension": {"range": _rows(FIRST_ROW + 1, 1)}}
_DELETED = {"deleteDimension": {"range": _rows(FIRST_ROW + 1, 1)}}


@pytest.mark.parametrize("moving", [_SORTED, _INSERTED, _DELETED], ids=["sort", "insert", "delete"])
def test_rows_that_move_between_read_and_write_are_hit_by_nothing_that_was_not_meant_for_them(
    team: Team, moving: Json
) -> None:
    for key in team.rows():
        team.manager(key, comment=f"Of {key}", rating="Exceeded")
    team.sync()
    team.employee(target=85.0, due=dt.date(2026, 11, 30))
    team.employee("Cleo", statement="Something else")
    sync_while(team, lambda: team.change(HR, moving))
    comments = {key: team.in_sheet(key)["comment"] for key in team.rows()}
    assert comments == {key: f"Of {key}" for key in ("0007/G01", "0007/G02", "0008/G01")}
    assert [len(team.state(name).kept) for name in ("Anna Müller", "Cleo")] == [0, 0]


def _feedback_rows(row: int) -> Json:
    return {"sheetId": FEEDBACK_TAB.sheet_id, "dimension": "ROWS", "startIndex": row - 1, "endIndex": row}


_FEEDBACK_AREA = {
    "sheetId": FEEDBACK_TAB.sheet_id,
    "startRowIndex": FIRST_ROW - 1,
    "endRowIndex": FIRST_ROW + 3,
    "startColumnIndex": 0,
    "endColumnIndex": len(FEEDBACK_TAB.columns),
}
_FEEDBACK_SORT = [{"dimensionIndex": FEEDBACK_TAB.place("strengths") - 1, "sortOrder": "DESCENDING"}]


@pytest.mark.parametrize(
    "moving",
    [
        {"sortRange": {"range": _FEEDBACK_AREA, "sortSpecs": _FEEDBACK_SORT}},
        {"insertDimension": {"range": _feedback_rows(FIRST_ROW)}},
        {"deleteDimension": {"range": _feedback_rows(FIRST_ROW + 3)}},
    ],
    ids=["sort", "insert", "delete"],
)
def test_feedback_that_moves_between_read_and_write_keeps_its_own_number_and_answer(team: Team, moving: Json) -> None:
    for row, (person, words) in enumerate(
        [("Anna Müller", "Calm"), ("Cleo", "Quick"), ("Anna Müller", "Fair"), ("Anna Müller", None)], FIRST_ROW
    ):
        team.type(FEEDBACK_TAB, row, "person", person)
        team.type(FEEDBACK_TAB, row, "strengths", words)
    well(team.sync())
    team.type(FEEDBACK_TAB, FIRST_ROW + 3, "strengths", "Wise")  # the row that is about to get a number
    answers(team, 0, "Thanks for Calm")
    line = team.server.line()
    well(team.sync(line=Watched(line.origin, happens=Meanwhile(lambda: team.change(HR, moving)))))
    assert well(team.sync()).outcome.done is Done.UNCHANGED
    is_deleted = "deleteDimension" in moving
    wise = [] if is_deleted else [("F03", "Wise", None)]
    found = {name: read_tracker(team.path(name)).tracker.feedback for name in ("Anna Müller", "Cleo")}
    assert {name: sorted((one.id, one.strengths, one.my_answer) for one in rows) for name, rows in found.items()} == {
        "Anna Müller": [("F01", "Calm", "Thanks for Calm"), ("F02", "Fair", None), *wise],
        "Cleo": [("F01", "Quick", None)],
    }


def answers(team: Team, index: int, text: str) -> None:
    """Anna answers feedback."""
    place = read_tracker(team.path()).place(Feedback, index, "my_answer")
    assert place
    set_cells(team.path(), {place: text}, keeps=False)


@pytest.mark.parametrize("moving", [_SORTED, _INSERTED, _DELETED], ids=["sort", "insert", "delete"])
def test_a_new_goal_and_one_that_goes_write_over_nobodys_row_that_moves(team: Team, moving: Json) -> None:
    team.manager("0007/G01", comment="One")
    team.manager("0008/G01", comment="Cleo's")
    team.sync()
    team.employee(index=1, statement=None)
    team.make(tracker(9, "Dora", goals=[FIRST, SECOND]))
    line = team.server.line()
    results = team.sync(line=Watched(line.origin, happens=Meanwhile(lambda: team.change(HR, moving))))
    well(results)
    assert {key: team.in_sheet(key)["comment"] for key in team.rows()} == {
        "0007/G01": "One",
        "0008/G01": "Cleo's",
        "0007/G02": None,
        "0009/G01": None,
        "0009/G02": None,
    }
    assert team.in_workbook("Cleo")["comment"] == "Cleo's"
    assert well(team.sync()).outcome.done is Done.UNCHANGED


def push_while(team: Team, does: Callable[[], Any]) -> Outcome:
    """A push in which something happens between its read and its write."""
    client = team.server.client(HR, Watched(team.server.line().origin, happens=Meanwhile(does)))
    wanted = targets("team", [one.seen for one in team.participants()], DAY).targets
    where = Where("company", own_email=HR, server=team.server.sheets.url)
    todo = steps(wanted, drive.files(client, "company"))
    (outcome,) = push(client, todo, Memory(team.folder), where, at_once=1)
    return outcome


@pytest.mark.parametrize("moving", [_SORTED, _INSERTED, _DELETED], ids=["sort", "insert", "delete"])
def test_a_push_writes_over_no_word_of_the_managers_in_rows_that_move(team: Team, moving: Json) -> None:
    team.make(tracker(9, "Dora", goals=[FIRST, SECOND]))
    said = {"0007/G01": "One", "0008/G01": "Cleo's", "0007/G02": None if moving is _DELETED else "Two"}
    for key, words in said.items():
        team.manager(key, comment=words)
    assert push_while(team, lambda: team.change(HR, moving)).error is None
    assert {key: team.in_sheet(key)["comment"] for key in team.rows()} == {**said, "0009/G01": None, "0009/G02": None}


def test_a_row_that_a_push_clears_stays_where_the_manager_writes_in_it_in_that_moment(team: Team) -> None:
    team.employee(index=1, statement=None)
    outcome = push_while(team, lambda: team.manager("0007/G02", comment="Wait"))
    assert team.in_sheet("0007/G02", ["statement", "comment"]) == {"statement": "Pass the exam", "comment": "Wait"}
    assert outcome.notes == (
        "Goals, row 5: Anna Müller's goal G02: not in the workbook any more; the row stays for what the manager wrote.",
    )


_CHECK_INS = [CheckIn(date=DAY - dt.timedelta(days=ago), goal="G01", note=f"Step {ago}") for ago in (9, 6, 3)]
_CHECK_IN_ROWS = {
    "sheetId": CHECK_INS_TAB.sheet_id,
    "dimension": "ROWS",
    "startIndex": FIRST_ROW,
    "endIndex": FIRST_ROW + 1,
}
_CHECK_IN_AREA = {
    "sheetId": CHECK_INS_TAB.sheet_id,
    "startRowIndex": FIRST_ROW - 1,
    "endRowIndex": FIRST_ROW + 2,
    "startColumnIndex": 0,
    "endColumnIndex": len(CHECK_INS_TAB.columns),
}


@pytest.mark.parametrize(
    "moving",
    [
        {"sortRange": {"range": _CHECK_IN_AREA, "sortSpecs": [{"dimensionIndex": 0, "sortOrder": "ASCENDING"}]}},
        {"insertDimension": {"range": _CHECK_IN_ROWS}},
        {"deleteDimension": {"range": _CHECK_IN_ROWS}},
    ],
    ids=["sort", "insert", "delete"],
)
def test_check_ins_that_move_between_read_and_write_are_in_order_after_the_same_run(team: Team, moving: Json) -> None:
    team.make(tracker(check_ins=_CHECK_INS[:2]))
    well(team.sync())
    team.make(tracker(check_ins=_CHECK_INS))
    line = team.server.line()
    well(team.sync(line=Watched(line.origin, happens=Meanwhile(lambda: team.change(HR, moving)))))
    tab, place = team.found().tabs[CHECK_INS_TAB.sheet_id], CHECK_INS_TAB.place("note")
    shown = {row: tab.text(row, at) for row, at in sorted(tab.cells) if at == place and row >= FIRST_ROW}
    assert [*shown.values()] == ["Step 3", "Step 6", "Step 9", "Half-way"]
    assert [*shown] == [FIRST_ROW, FIRST_ROW + 1, FIRST_ROW + 2, FIRST_ROW + 3]
    assert well(team.sync()).outcome.done is Done.UNCHANGED
