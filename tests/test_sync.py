"""Managers' spreadsheets on a real server that speaks Google's language: made, filled, kept, mended, counted."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import Office, without_results
from local_google import HR, Google, Time, google
from python_calamine import CalamineWorkbook
from teams import BO, DAY, FIRST, SECOND, company, managers, reworded, seen, target, tracker

from goalsheet.errors import GoogleRefuses
from goalsheet.google import drive, spreadsheet
from goalsheet.google.allowance import Clock
from goalsheet.google.cells import Json, extended
from goalsheet.google.client import Line
from goalsheet.google.drive import File
from goalsheet.google.found import Found
from goalsheet.google.tabs import TABS
from goalsheet.google.visit import BEING_SET_UP, mending
from goalsheet.layout.plan import Value
from goalsheet.layout.review import FIRST_ROW, HEADER_ROW, Formula, Tab
from goalsheet.layout.review_overview import TAB as OVERVIEW
from goalsheet.layout.review_overview import or_how_late
from goalsheet.layout.review_tabs import FEEDBACK_TAB, GOALS_TAB, RECOGNITION_TAB
from goalsheet.local_sheets.application import answer
from goalsheet.local_sheets.endpoints import Request
from goalsheet.local_sheets.world import World
from goalsheet.sync.memory import Memory
from goalsheet.sync.orphans import close, orphans
from goalsheet.sync.push import push
from goalsheet.sync.steps import Done, Outcome, Where, steps
from goalsheet.sync.teams import Target, targets
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.person import Manager
from goalsheet.tracker.tracker import Tracker

CY = Manager("0002", "Cy Ash", "cy@example.com", "Cy")
WHERE = Where("company", own_email=HR)


@pytest.fixture
def server() -> Iterator[Google]:
    with google() as found:
        yield found


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path)


def run(
    server: Google, todo: Sequence[Target], memory: Memory, line: Line | None = None, at_once: int = 1
) -> list[Outcome]:
    """One push of these spreadsheets, as the command does it."""
    client = server.client(HR, line)
    return list(push(client, steps(todo, drive.files(client, "company")), memory, WHERE, at_once))


def teams(*trackers: Tracker, day: dt.date = DAY) -> list[Target]:
    return list(targets("team", seen(*trackers, day=day), day).targets)


def files(server: Google) -> list[File]:
    """The spreadsheets in the order in which they were made, be it within one millisecond."""
    made = list(server.sheets.world.files)
    return sorted(drive.files(server.client(HR), "company"), key=lambda file: made.index(file.id))


def read(server: Google, email: str = HR) -> Found:
    return spreadsheet.read(server.client(email), files(server)[0].id)


def row_of(found: Found, key: str) -> int:
    place = GOALS_TAB.place("key")
    tab = found.tabs[GOALS_TAB.sheet_id]
    return next(row for row, at in tab.cells if at == place and tab.text(row, at) == key)


def cell(found: Found, tab: Tab, row: int, column: str) -> object:
    held = found.tabs[tab.sheet_id].cells.get((row, tab.place(column)), {})
    return next(iter(held.values()), None)


def as_written(server: Google, todo: Target) -> bool:
    """Whether the spreadsheet is as it should be, and is the only one."""
    (file,) = files(server)
    return file.name == todo.review.title and mending(todo.review, read(server)).requests == ()


def change(server: Google, email: str, *requests: Json) -> None:
    """What somebody does to the spreadsheet."""
    spreadsheet.write(server.client(email), files(server)[0].id, requests)


def setting(tab: Tab, row: int, column: str, said: Value) -> Json:
    start = {"sheetId": tab.sheet_id, "rowIndex": row - 1, "columnIndex": tab.place(column) - 1}
    rows = [{"values": [{"userEnteredValue": extended(said)}]}]
    return {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}}


# Making


def test_a_team_spreadsheet_is_made_in_three_requests_and_read_in_one(server: Google, memory: Memory) -> None:
    line = server.line()
    (outcome,) = run(server, teams(tracker(), tracker(8, "Cleo")), memory, line)
    assert (outcome.done, outcome.notes, outcome.error) == (Done.MADE, (), None)
    assert line.traffic.sent == {"Sheets reads": 0, "Sheets writes": 1, "Drive requests": 4}  # two of them listings
    found = read(server)
    assert [tab.title for tab in found.tabs.values()] == [*(tab.title for tab in TABS), "How it works"]
    assert (found.title, found.locale) == ("Goals 2026 · team of Bo Ek", "en_GB")


def test_only_the_manager_and_hr_can_open_it(server: Google, memory: Memory) -> None:
    run(server, teams(tracker()), memory)
    (file,) = files(server)
    assert {(one.email, one.role) for one in file.permissions or ()} == {(HR, "owner"), (BO.email, "writer")}
    assert read(server, BO.email).title == file.name
    with pytest.raises(GoogleRefuses):
        read(server, CY.email)


def test_an_individual_spreadsheet_lets_the_employee_comment(server: Google, memory: Memory) -> None:
    run(server, [target(tracker(), layout="individual")], memory)
    (file,) = files(server)
    shared = {(one.email, one.role) for one in file.permissions or ()}
    assert shared == {(HR, "owner"), (BO.email, "writer"), ("p7@example.com", "commenter")}
    with pytest.raises(GoogleRefuses):
        change(server, "p7@example.com", setting(GOALS_TAB, 4, "comment", "Not mine to write"))


def test_the_manager_writes_in_the_managers_columns_and_nowhere_else(server: Google, memory: Memory) -> None:
    run(server, teams(tracker()), memory)
    change(server, BO.email, setting(GOALS_TAB, 4, "comment", "Good"), setting(FEEDBACK_TAB, 4, "strengths", "Calm"))
    for name in [column.name for column in GOALS_TAB.columns if not column.is_managers]:
        with pytest.raises(GoogleRefuses, match="a cell is protected"):
            change(server, BO.email, setting(GOALS_TAB, 4, name, "Mine"))
    for tab, row, column in (
        (OVERVIEW, 4, "person"),
        (GOALS_TAB, HEADER_ROW, "comment"),
        (FEEDBACK_TAB, 4, "my_answer"),
        (RECOGNITION_TAB, 4, "key"),
    ):
        with pytest.raises(GoogleRefuses, match="a cell is protected"):
            change(server, BO.email, setting(tab, row, column, "Mine"))


def test_numbers_have_a_decimal_point_only_where_decimals_follow(server: Google, memory: Memory) -> None:
    goals = [dataclasses.replace(FIRST, target=target) for target in (80, 12.5)]
    run(server, teams(tracker(goals=[goals[0], dataclasses.replace(goals[1], id="G02")])), memory)
    place = GOALS_TAB.letter("target")
    sheet = server.client(HR).open_by_key(files(server)[0].id).worksheet("Goals")
    assert sheet.get(f"{place}4:{place}5") == [["80"], ["12.5"]]


# Keeping up


def test_a_second_run_sends_nothing(server: Google, memory: Memory) -> None:
    todo = teams(tracker(), tracker(8, "Cleo", manager=CY))
    run(server, todo, memory)
    line = server.line()
    outcomes = run(server, todo, memory, line)
    assert [one.done for one in outcomes] == [Done.UNCHANGED, Done.UNCHANGED]
    assert line.traffic.sent == {"Sheets reads": 0, "Sheets writes": 0, "Drive requests": 1}


def test_a_computer_that_remembers_nothing_looks_once(server: Google, memory: Memory, tmp_path: Path) -> None:
    todo, elsewhere = teams(tracker(), tracker(8, "Cleo", manager=CY)), tmp_path / "elsewhere"
    run(server, todo, memory)
    elsewhere.mkdir()
    unknowing = Memory(elsewhere)
    lines = [server.line() for _ in range(2)]
    done = [[one.done for one in run(server, todo, unknowing, line)] for line in lines]
    assert done == [[Done.UNCHANGED] * 2] * 2
    assert lines[0].traffic.sent == {"Sheets reads": 2, "Sheets writes": 0, "Drive requests": 1}
    assert lines[1].traffic.sent == {"Sheets reads": 0, "Sheets writes": 0, "Drive requests": 1}


def test_what_was_spoilt_in_the_minute_of_its_making_is_mended_by_one_that_remembers_nothing(
    server: Google, memory: Memory, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    run(server, teams(tracker()), memory)
    before = read(server).tabs[GOALS_TAB.sheet_id].cells
    change(server, HR, setting(GOALS_TAB, 4, "statement", "Oops"))
    assert [one.done for one in run(server, teams(tracker()), Memory(elsewhere))] == [Done.UPDATED]
    assert read(server).tabs[GOALS_TAB.sheet_id].cells == before


def test_a_changed_goal_is_written_in_two_requests_and_the_managers_words_stay(server: Google, memory: Memory) -> None:
    run(server, teams(tracker()), memory)
    change(server, BO.email, setting(GOALS_TAB, 4, "comment", "Good"))
    edited = tracker(goals=[dataclasses.replace(FIRST, statement="Something else"), SECOND])
    line = server.line()
    (outcome,) = run(server, teams(edited), memory, line)
    assert (outcome.done, outcome.notes) == (Done.UPDATED, ())
    assert line.traffic.sent == {"Sheets reads": 1, "Sheets writes": 1, "Drive requests": 2}
    found = read(server)
    row = row_of(found, "0007/G01")
    assert cell(found, GOALS_TAB, row, "statement") == "Something else"
    assert cell(found, GOALS_TAB, row, "comment") == "Good"
    assert run(server, teams(edited), memory)[0].done is Done.UNCHANGED


def test_a_new_goal_joins_the_others_of_its_person(server: Google, memory: Memory) -> None:
    run(server, teams(tracker(), tracker(8, "Cleo")), memory)
    third = dataclasses.replace(SECOND, id="G03", statement="Publish the guide")
    todo = teams(tracker(goals=[FIRST, SECOND, third]), tracker(8, "Cleo"))
    (outcome,) = run(server, todo, memory)
    assert (outcome.done, outcome.notes) == (Done.UPDATED, ())
    found = read(server)
    rows = [row_of(found, key) for key in ("0007/G01", "0007/G02", "0007/G03", "0008/G01", "0008/G02")]
    assert rows == [4, 5, 6, 7, 8]
    assert as_written(server, todo[0])


def test_the_days_go_on_and_the_figures_follow(server: Google, memory: Memory) -> None:
    run(server, teams(tracker()), memory)
    later = teams(tracker(), day=DAY + dt.timedelta(days=60))
    (outcome,) = run(server, later, memory)
    assert (outcome.done, outcome.notes) == (Done.UPDATED, ())
    assert as_written(server, later[0])


def test_people_join_and_leave(server: Google, memory: Memory) -> None:
    run(server, teams(tracker(), tracker(8, "Cleo")), memory)
    bigger = teams(*(tracker(number, f"P{number}") for number in (7, 8, 9, 10)))
    assert run(server, bigger, memory)[0].notes == ()
    assert as_written(server, bigger[0])


def test_more_goals_than_there_was_room_for(server: Google, memory: Memory) -> None:
    run(server, teams(tracker()), memory)
    many = [dataclasses.replace(SECOND, id=f"G{number:02}") for number in range(1, 26)]
    todo = teams(*(tracker(number, f"P{number}", goals=many) for number in (7, 8, 9)))
    assert run(server, todo, memory)[0].notes == ()
    assert as_written(server, todo[0])


def test_somebody_with_a_new_manager_moves_over(server: Google, memory: Memory) -> None:
    run(server, teams(tracker(), tracker(8, "Cleo")), memory)
    change(server, BO.email, setting(GOALS_TAB, 6, "comment", "For Cleo"))
    moved = teams(tracker(), tracker(8, "Cleo", manager=CY))
    told = "Goals, row 6: Cleo's goal G01: with another manager now; the row stays for what the manager wrote."
    assert [outcome.notes for outcome in run(server, moved, memory)] == [(told,), ()]
    assert [outcome.notes for outcome in run(server, moved, memory)] == [(), ()]
    found = read(server)
    assert cell(found, GOALS_TAB, 6, "status") == "With another manager now"
    assert (cell(found, GOALS_TAB, 6, "statement"), cell(found, GOALS_TAB, 6, "comment")) == (None, "For Cleo")
    assert cell(found, GOALS_TAB, 7, "person") is None


def test_a_manager_without_people_loses_sight_of_them(server: Google, memory: Memory) -> None:
    run(server, teams(tracker()), memory)
    todo = teams(tracker(manager=CY))
    run(server, todo, memory)
    client = server.client(HR)
    listed = files(server)
    (closed,) = close(client, orphans(todo, listed), todo, memory, HR)
    assert closed == (
        "Goals 2026 · team of Bo Ek",
        "all its people have other managers now; access was withdrawn from bo@example.com.",
    )
    assert orphans(todo, files(server)) == []


def test_a_manager_with_a_new_address_keeps_the_spreadsheet_and_the_old_address_loses_it(
    server: Google, memory: Memory
) -> None:
    run(server, teams(tracker()), memory)
    renamed = dataclasses.replace(BO, email="p1@example.com")
    (outcome,) = run(server, teams(tracker(manager=renamed)), memory)
    assert outcome.notes == ("access was withdrawn from bo@example.com.",)
    (file,) = files(server)
    assert {one.email for one in file.permissions or ()} == {HR, "p1@example.com"}


def test_what_is_new_is_not_written_as_long_as_a_former_address_can_see_it(server: Google, memory: Memory) -> None:
    run(server, teams(tracker()), memory)
    before = read(server)
    todo = teams(reworded(tracker(manager=dataclasses.replace(BO, email="p1@example.com"))))
    server.sheets.fault("503-before", times=100, method="DELETE", path="/permissions/")
    (outcome,) = run(server, todo, memory, server.line())
    server.sheets.world.faults.waiting.clear()
    assert str(outcome.error).startswith(
        "access could not be withdrawn from bo@example.com, who can still open it; so nothing new was written. "
    )
    assert read(server) == before
    assert run(server, todo, memory)[0].notes == ("access was withdrawn from bo@example.com.",)
    assert as_written(server, todo[0])


# Mending


def test_rows_that_somebody_sorted_are_found_again(server: Google, memory: Memory) -> None:
    run(server, teams(tracker()), memory)
    change(server, BO.email, setting(GOALS_TAB, 4, "comment", "First"), setting(GOALS_TAB, 5, "comment", "Second"))
    area = {"sheetId": 101, "startRowIndex": 3, "endRowIndex": 5}
    by_number = [{"dimensionIndex": 1, "sortOrder": "DESCENDING"}]
    change(server, HR, {"sortRange": {"range": area, "sortSpecs": by_number}})
    edited = tracker(goals=[dataclasses.replace(FIRST, statement="Something else"), SECOND])
    assert [one.notes for _ in range(2) for one in run(server, teams(edited), memory)] == [(SORTED,), ()]
    found = read(server)
    row = row_of(found, "0007/G01")
    assert (row, cell(found, GOALS_TAB, row, "statement")) == (5, "Something else")
    assert cell(found, GOALS_TAB, row, "comment") == "First"


SORTED = "Goals: the rows were sorted or moved, and stay in that order; each goal is found by its row id."


def test_a_sorting_is_told_once_and_whatever_sync_moves_itself_is_none(server: Google, memory: Memory) -> None:
    both = [tracker(), tracker(8, "Cleo")]
    run(server, teams(*both), memory)
    more = [tracker(goals=[FIRST, SECOND, dataclasses.replace(SECOND, id="G03")]), tracker(8, "Cleo")]
    assert [one.notes for one in run(server, teams(*more), memory)] == [()]
    area = {"sheetId": 101, "startRowIndex": 3, "endRowIndex": 8}
    for direction in ("DESCENDING", "ASCENDING"):
        order = [{"dimensionIndex": GOALS_TAB.place("key") - 1, "sortOrder": direction}]
        change(server, HR, {"sortRange": {"range": area, "sortSpecs": order}})
        done = [run(server, teams(*more), memory)[0].notes for _ in range(2)]
        assert done == [(SORTED,), ()]
    assert [one.notes for one in run(server, teams(*both), memory)] == [()]


def titled(sheet: int, title: str) -> Json:
    return {"updateSheetProperties": {"properties": {"sheetId": sheet, "title": title}, "fields": "title"}}


def typed(sheet: int, row: int, place: int, text: str) -> Json:
    """A text, or nothing, in a cell of any tab."""
    start = {"sheetId": sheet, "rowIndex": row - 1, "columnIndex": place - 1}
    cell: Json = {"userEnteredValue": {"stringValue": text}} if text else {}
    return {"updateCells": {"start": start, "rows": [{"values": [cell]}], "fields": "userEnteredValue"}}


ANEW = "what stood there was overwritten or erased, and is written anew."
LOST = "what the manager wrote there and no workbook holds is in File > Version history."


@pytest.mark.parametrize(
    ("done", "said", "titles"),
    [
        pytest.param(
            [
                {"duplicateSheet": {"sourceSheetId": 101, "newSheetId": 777}},
                {"deleteSheet": {"sheetId": 101}},
                titled(777, "Goals"),
            ],
            [
                'a tab of somebody\'s own was called Goals; it is called "Goals (2)" now, and is left alone.',
                f"the tab Goals was deleted, and is made anew from the workbooks; {LOST}",
            ],
            {101: "Goals", 102: "Check-ins", 777: "Goals (2)"},
            id="a copy in the place of a tab",
        ),
        pytest.param(
            [titled(101, "x"), titled(102, "Goals"), titled(101, "Check-ins")],
            [
                'the tab Goals was renamed "Check-ins", and has its name again.',
                'the tab Check-ins was renamed "Goals", and has its name again.',
            ],
            {101: "Goals", 102: "Check-ins"},
            id="names exchanged",
        ),
    ],
)
def test_titles_that_others_took_are_theirs_no_more(
    done: list[Json], said: list[str], titles: dict[int, str], server: Google, memory: Memory
) -> None:
    todo = teams(tracker())
    run(server, todo, memory)
    for one in done:
        change(server, HR, one)
    (outcome,) = run(server, todo, memory)
    assert (outcome.done, list(outcome.notes), outcome.error) == (Done.UPDATED, said, None)
    assert {sheet: read(server).tabs[sheet].title for sheet in titles} == titles
    assert [one.notes for one in run(server, todo, memory)] == [()]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        pytest.param(
            {"updateSheetProperties": {"properties": {"sheetId": 101, "title": "My goals"}, "fields": "title"}},
            ['the tab Goals was renamed "My goals", and has its name again.'],
            id="a tab renamed",
        ),
        pytest.param(
            {"updateSheetProperties": {"properties": {"sheetId": 105, "title": "Help"}, "fields": "title"}},
            ['the tab How it works was renamed "Help", and has its name again.'],
            id="How it works renamed",
        ),
        pytest.param(
            {"deleteSheet": {"sheetId": 102}},
            ["the tab Check-ins was deleted, and is made anew."],
            id="a tab deleted",
        ),
        pytest.param(
            {"deleteSheet": {"sheetId": 101}},
            [
                f"the tab Goals was deleted, and is made anew from the workbooks; {LOST}",
            ],
            id="the tab Goals deleted",
        ),
        pytest.param(
            {"deleteSheet": {"sheetId": 105}},
            ["the tab How it works was deleted, and is made anew."],
            id="How it works deleted",
        ),
        pytest.param(
            {"updateCells": {"range": {"sheetId": 102}, "fields": "userEnteredValue"}},
            ["all of Check-ins was erased, and is made anew."],
            id="a tab erased",
        ),
        pytest.param(
            {"updateCells": {"range": {"sheetId": 101}, "fields": "userEnteredValue"}},
            [f"all of Goals was erased, and is made anew from the workbooks; {LOST}"],
            id="the tab Goals erased",
        ),
        pytest.param(
            setting(GOALS_TAB, 4, "key", "rubbish"),
            ["Goals, row 4: the row id was erased or overwritten, and is written anew."],
            id="an id overwritten",
        ),
        pytest.param(
            setting(GOALS_TAB, HEADER_ROW, "status", "Staus"),
            [f"Goals, row 3, Status: {ANEW}"],
            id="a heading overwritten",
        ),
        pytest.param(
            setting(OVERVIEW, FIRST_ROW, "progress", "100 %"),
            [f"Overview, row 4, Progress: {ANEW}"],
            id="a formula overwritten",
        ),
        pytest.param(setting(GOALS_TAB, 2, "person", "Hi"), [f"Goals, row 2: {ANEW}"], id="a hint overwritten"),
        pytest.param(
            setting(GOALS_TAB, 5, "status", "Fine"), [f"Goals, row 5, Status: {ANEW}"], id="a figure overwritten"
        ),
        pytest.param(
            setting(GOALS_TAB, 5, "statement", "Mine"),
            ['Goals, row 5, Goal: "Mine" gives way to "Pass the exam".'],
            id="a goal overwritten",
        ),
        pytest.param(setting(GOALS_TAB, 5, "statement", None), [f"Goals, row 5, Goal: {ANEW}"], id="a goal erased"),
        pytest.param(
            setting(GOALS_TAB, 4, "due", dt.date(2026, 12, 1)),
            ["Goals, row 4, Due: 1 Dec 2026 gives way to 31 Dec 2026."],
            id="a day overwritten",
        ),
        pytest.param(
            setting(GOALS_TAB, 9, "statement", "Mine"),
            ['Goals, row 9, Goal: "Mine" gives way to (blank).'],
            id="a text below the goals",
        ),
        pytest.param(
            {"updateCells": {"range": {"sheetId": 102, "startRowIndex": 3}, "fields": "userEnteredValue"}},
            [f"Check-ins, rows 4 to 5: {ANEW}"],
            id="all check-ins erased",
        ),
        pytest.param(
            {"updateCells": {"range": {"sheetId": 105}, "fields": "userEnteredValue"}},
            ["all of How it works was erased, and is made anew."],
            id="How it works erased",
        ),
        pytest.param(typed(105, 4, 1, "Mine"), [f"How it works, row 4: {ANEW}"], id="How it works overwritten"),
        pytest.param(typed(105, 4, 1, ""), [f"How it works, row 4: {ANEW}"], id="a line of How it works erased"),
        pytest.param(
            {"updateSpreadsheetProperties": {"properties": {"title": "My people"}, "fields": "title"}},
            ['it was renamed "My people", and has its name again.'],
            id="the file renamed",
        ),
        pytest.param(
            {"deleteDimension": {"range": {"sheetId": 101, "dimension": "ROWS", "startIndex": 3, "endIndex": 4}}},
            [
                (
                    "Goals: the row of Anna Müller's goal G01 was deleted, and stands there again from the workbooks; "
                    f"{LOST}"
                ),
            ],
            id="a goal's row deleted",
        ),
        pytest.param(
            {"deleteDimension": {"range": {"sheetId": 101, "dimension": "ROWS", "startIndex": 3, "endIndex": 5}}},
            [
                (
                    "Goals: the rows of Anna Müller's goal G01 and 1 more were deleted, and stand there again "
                    f"from the workbooks; {LOST}"
                ),
            ],
            id="two goals' rows deleted",
        ),
        pytest.param(
            {"updateSpreadsheetProperties": {"properties": {"locale": "de_DE"}, "fields": "locale"}},
            ["its locale was changed to de_DE, and it stays so: days, numbers and formulas follow it."],
            id="the locale changed",
        ),
    ],
)
def test_what_somebody_damaged_is_mended_by_the_next_run_and_said_once(
    damage: Json, said: list[str], server: Google, memory: Memory
) -> None:
    todo = teams(tracker(), tracker(8, "Cleo"))
    run(server, todo, memory)
    share_fully(server)
    change(server, BO.email, damage)
    assert not as_written(server, todo[0])
    (outcome,) = run(server, todo, memory)
    assert (outcome.done, list(outcome.notes[:-1]), outcome.error) == (Done.UPDATED, said, None)
    assert "taken off or loosened" in outcome.notes[-1]
    assert as_written(server, todo[0])
    assert [one.notes for one in run(server, todo, memory)] == [()]


def test_what_another_layout_left_is_mended_without_a_word(server: Google, memory: Memory) -> None:
    todo = teams(tracker())
    run(server, todo, memory)
    left_by_an_older_layout(server, {"deleteSheet": {"sheetId": 102}}, {"setDataValidation": {"range": AGREEMENTS}})
    assert [(one.done, one.notes) for one in run(server, todo, memory)] == [(Done.UPDATED, ())]
    change(server, HR, {"deleteSheet": {"sheetId": 102}})
    assert run(server, todo, memory)[0].notes == ("the tab Check-ins was deleted, and is made anew.",)


def test_columns_that_an_older_layout_did_not_have_come_without_a_word(server: Google, memory: Memory) -> None:
    goal = Goal(
        id="G01",
        statement="Write",
        guardrail="No overtime",
        commitment=4,
        parent_goal="G02",
        agreement="Agreed",
        agreed_by="Anna, 2 Mar 2026; Bo Ek, 3 Mar 2026",
    )
    todo = teams(tracker(goals=[goal]))
    run(server, todo, memory)
    before = read(server).tabs[GOALS_TAB.sheet_id].cells
    new = sorted(
        (GOALS_TAB.place(name) for name in ("guardrail", "parent_goal", "commitment", "agreed_by")), reverse=True
    )
    columns = [{"sheetId": GOALS_TAB.sheet_id, "dimension": "COLUMNS", "startIndex": n - 1, "endIndex": n} for n in new]
    left_by_an_older_layout(server, *({"deleteDimension": {"range": one}} for one in columns))
    assert [(one.done, one.notes) for one in run(server, todo, memory)] == [(Done.UPDATED, ())]
    assert read(server).tabs[GOALS_TAB.sheet_id].cells == before


def left_by_an_older_layout(server: Google, *requests: Json) -> None:
    """A spreadsheet as an earlier version has left it."""
    known = read(server).commits
    change(server, HR, *known.entering(known.next("token", "older")), *requests)


def test_where_columns_were_moved_nothing_is_written_until_they_are_back(server: Google, memory: Memory) -> None:
    """Google lets formulas on Overview follow the columns, so that they are right until then and afterwards."""
    todo = teams(tracker(), tracker(8, "Cleo"))
    run(server, todo, memory)
    change(server, HR, moved(COMMENT, GOALS_TAB.place("statement")))
    before = read(server)
    for _ in range(2):
        (outcome,) = run(server, todo, memory)
        assert (outcome.done, read(server)) == (Done.UNCHANGED, before)
        assert outcome.notes[0].startswith("columns of Goals were moved (Manager's comment), so that")
    change(server, HR, moved(GOALS_TAB.place("statement"), COMMENT + 1))
    assert [(one.done, one.notes) for one in run(server, todo, memory)] == [(Done.UNCHANGED, ())]
    assert as_written(server, todo[0])


def test_how_it_looks_stays_as_people_make_it(server: Google, memory: Memory) -> None:
    todo = teams(tracker())
    run(server, todo, memory)
    asked: dict[str, Any] = {
        "fields": "sheets(properties(sheetId),conditionalFormats(ranges),filterViews(filterViewId),basicFilter)"
    }

    def looks() -> Json:
        """Rules for colours, filter views and filters of Goals."""
        url = f"https://sheets.googleapis.com/v4/spreadsheets/{files(server)[0].id}"
        told = server.client(HR).http_client.request("get", url, params=asked).json()
        return next(one for one in told["sheets"] if one["properties"]["sheetId"] == GOALS_TAB.sheet_id)

    rules, views = len(looks()["conditionalFormats"]), [one["filterViewId"] for one in looks()["filterViews"]]
    change(server, HR, *({"deleteConditionalFormatRule": {"sheetId": 101, "index": 0}} for _ in range(rules)))
    change(
        server, HR, {"clearBasicFilter": {"sheetId": 101}}, *({"deleteFilterView": {"filterId": one}} for one in views)
    )
    edited = teams(tracker(goals=[dataclasses.replace(FIRST, statement="Something else"), SECOND]))
    for now in (todo, edited):
        assert run(server, now, memory)[0].notes == ()
        assert looks() == {"properties": {"sheetId": GOALS_TAB.sheet_id}}


def test_charts_of_an_older_layout_are_drawn_anew_and_deleted_ones_stay_deleted(server: Google, memory: Memory) -> None:
    todo = teams(tracker())
    run(server, todo, memory)
    drawn = charts_of(server)
    first, second = (one["chartId"] for one in drawn)
    old = {**drawn[0]["spec"], "title": "How far we are"}
    left_by_an_older_layout(server, {"updateChartSpec": {"chartId": first, "spec": old}})
    assert charts_of(server) != drawn
    assert [(one.done, one.notes) for one in run(server, todo, memory)] == [(Done.UPDATED, ())]
    assert charts_of(server) == drawn
    left_by_an_older_layout(server, {"deleteEmbeddedObject": {"objectId": second}})
    run(server, todo, memory)
    assert [one["chartId"] for one in charts_of(server)] == [first]


def charts_of(server: Google) -> list[Json]:
    """The charts of the Overview."""
    url = f"https://sheets.googleapis.com/v4/spreadsheets/{files(server)[0].id}"
    params: dict[str, Any] = {"fields": "sheets(charts)"}
    answer = server.client(HR).http_client.request("get", url, params=params).json()
    return [chart for sheet in answer["sheets"] for chart in sheet.get("charts", [])]


def share_fully(server: Google) -> None:
    """HR takes all protections away."""
    found = read(server)
    ids = [one["protectedRangeId"] for tab in found.tabs.values() for one in tab.protections]
    change(server, HR, *[{"deleteProtectedRange": {"protectedRangeId": one}} for one in ids])


def test_protections_that_were_taken_away_come_back(server: Google, memory: Memory) -> None:
    todo = teams(tracker())
    run(server, todo, memory)
    share_fully(server)
    change(server, BO.email, setting(GOALS_TAB, 4, "comment", "Somebody was here"))
    said = (
        "the protection of Overview, Goals, Check-ins, Feedback, Recognition and How it works was taken off or "
        "loosened, and is put back; what others wrote there meanwhile into cells that are not theirs gives way, and is "
        "in File > Version history."
    )
    assert run(server, todo, memory)[0].notes == (said,)
    assert as_written(server, todo[0])
    with pytest.raises(GoogleRefuses, match="a cell is protected"):
        change(server, BO.email, setting(GOALS_TAB, 4, "statement", "Mine"))


def test_managers_add_rows_where_rows_are_theirs(server: Google, memory: Memory) -> None:
    todo = teams(tracker())
    run(server, todo, memory)
    sheet = {"sheetId": FEEDBACK_TAB.sheet_id, "dimension": "ROWS"}
    last = {**sheet, "startIndex": 103, "endIndex": 105}
    change(server, BO.email, {"insertDimension": {"range": last, "inheritFromBefore": True}})
    change(server, BO.email, {"appendDimension": {**sheet, "length": 10}})
    change(server, BO.email, setting(FEEDBACK_TAB, 110, "strengths", "Calm"))
    for closed in (2, 10):
        with pytest.raises(GoogleRefuses, match="a cell is protected"):
            change(server, BO.email, {"insertDimension": {"range": {**sheet, "startIndex": closed, "endIndex": 11}}})
    assert accepted(server, FEEDBACK_TAB, 110, "person") == {}
    assert [(one.done, one.notes) for one in run(server, todo, memory)] == [(Done.UPDATED, ())]
    assert accepted(server, FEEDBACK_TAB, 110, "person") == accepted(server, FEEDBACK_TAB, 20, "person") != {}
    with pytest.raises(GoogleRefuses, match="a cell is protected"):
        change(server, BO.email, setting(FEEDBACK_TAB, 110, "my_answer", "Mine"))
    assert as_written(server, todo[0])


def test_whoever_syncs_may_be_one_of_the_team(server: Google, memory: Memory) -> None:
    anna = tracker()
    todo = teams(dataclasses.replace(anna, person=dataclasses.replace(anna.person, email=HR)))
    assert [(one.done, one.notes) for one in run(server, todo, memory)] == [(Done.MADE, ())]


def test_what_the_account_that_syncs_did_by_hand_is_seen_and_mended_too(server: Google, memory: Memory) -> None:
    todo = teams(tracker(), tracker(8, "Cleo", manager=CY))
    run(server, todo, memory)
    share_fully(server)
    line = server.line()
    assert [one.done for one in run(server, todo, memory, line)] == [Done.UPDATED, Done.UNCHANGED]
    assert line.traffic.sent == {"Sheets reads": 1, "Sheets writes": 1, "Drive requests": 2}
    line = server.line()
    assert [one.done for one in run(server, todo, memory, line)] == [Done.UNCHANGED, Done.UNCHANGED]
    assert line.traffic.total == 1


def test_a_visit_that_finds_everything_in_place_is_not_paid_twice(server: Google, memory: Memory) -> None:
    todo = teams(tracker())
    run(server, todo, memory)
    change(server, BO.email, setting(GOALS_TAB, 4, "comment", "Good"), setting(GOALS_TAB, 4, "comment", ""))
    assert visits(server, todo, memory) == [(Done.UNCHANGED, 2), (Done.UNCHANGED, 1)]


def test_what_the_manager_has_written_is_noted_once(server: Google, memory: Memory) -> None:
    todo = teams(tracker())
    run(server, todo, memory)
    change(server, BO.email, setting(GOALS_TAB, 4, "comment", "Good"))
    assert visits(server, todo, memory) == [(Done.UPDATED, 4), (Done.UNCHANGED, 1)]


def visits(server: Google, todo: Sequence[Target], memory: Memory) -> list[tuple[Done, int]]:
    """What becomes of the spreadsheet in two runs, each with the number of requests."""
    lines = [server.line() for _ in range(2)]
    return [(run(server, todo, memory, line)[0].done, line.traffic.total) for line in lines]


def copied(source: int, to: int) -> Json:
    """A row of Goals copied to another."""
    width = {"startColumnIndex": 0, "endColumnIndex": len(GOALS_TAB.columns)}
    areas = [{"sheetId": 101, "startRowIndex": row - 1, "endRowIndex": row, **width} for row in (source, to)]
    return {"copyPaste": {"source": areas[0], "destination": areas[1]}}


def moved(start: int, to: int) -> Json:
    """A column of Goals moved."""
    source = {"sheetId": 101, "dimension": "COLUMNS", "startIndex": start - 1, "endIndex": start}
    return {"moveDimension": {"source": source, "destinationIndex": to - 1}}


def deleted(dimension: str, number: int) -> Json:
    """A row or column of Goals deleted."""
    place = {"sheetId": 101, "dimension": dimension, "startIndex": number - 1, "endIndex": number}
    return {"deleteDimension": {"range": place}}


COMMENT = GOALS_TAB.place("comment")


@pytest.mark.parametrize(
    ("damage", "said", "cure"),
    [
        pytest.param(
            moved(COMMENT, COMMENT + 3),
            "columns of Goals were moved (Manager's comment), "
            "so that nothing was written there and on Overview. Put them back: File > Version history.",
            moved(COMMENT + 2, COMMENT),
            id="a column moved",
        ),
        pytest.param(
            copied(4, 10),
            "Goals, row 10: Anna Müller's goal G01 stands in row 4, too; nothing is written here. "
            "Copy what the manager wrote here to row 4, and delete this row.",
            deleted("ROWS", 10),
            id="a row doubled",
        ),
    ],
)
def test_what_only_a_person_can_mend_is_said_until_it_is_mended(
    damage: Json, said: str, cure: Json, server: Google, memory: Memory
) -> None:
    todo = teams(tracker())
    run(server, todo, memory)
    change(server, BO.email, setting(GOALS_TAB, 4, "comment", "Good"))
    change(server, HR, damage)
    assert run(server, todo, memory)[0].notes == (said,)
    line = server.line()
    assert run(server, todo, memory, line)[0].notes == (said,)
    assert line.traffic.total == 1
    change(server, HR, cure)
    assert run(server, todo, memory)[0].notes == ()
    found = read(server)
    assert cell(found, GOALS_TAB, row_of(found, "0007/G01"), "comment") == "Good"


def test_a_copied_row_without_words_is_cleared_and_said_once(server: Google, memory: Memory) -> None:
    todo = teams(tracker())
    run(server, todo, memory)
    change(server, HR, copied(4, 10))
    said = "Goals, row 10: Anna Müller's goal G01 stands in row 4, too; this copy of it is cleared."
    assert [one.notes for _ in range(2) for one in run(server, todo, memory)] == [(said,), ()]
    assert as_written(server, todo[0])


def accepted(server: Google, tab: Tab, row: int, column: str) -> Json:
    """What a cell accepts."""
    rule = read(server).tabs[tab.sheet_id].rules.get((row, tab.place(column)), {})
    return dict(rule.get("condition", {}))


def test_dropdowns_that_were_taken_away_come_back(server: Google, memory: Memory) -> None:
    todo = teams(tracker())
    run(server, todo, memory)
    before = accepted(server, GOALS_TAB, 5, "agreement")
    assert before["type"] == "ONE_OF_LIST"
    change(server, BO.email, {"setDataValidation": {"range": {**AGREEMENTS, "startRowIndex": 3, "endRowIndex": 9}}})
    assert accepted(server, GOALS_TAB, 5, "agreement") == {}
    (outcome,) = run(server, todo, memory)
    said = "Goals, Agreement: the dropdown or rule of 6 cells was taken off, and is put back."
    assert (outcome.done, outcome.notes) == (Done.UPDATED, (said,))
    assert accepted(server, GOALS_TAB, 5, "agreement") == before


WORDS = [{"userEnteredValue": word} for word in ("Draft", "Yes")]


@pytest.mark.parametrize(
    ("kind", "more"),
    [({"type": "ONE_OF_LIST", "values": WORDS}, {"strict": True}), (None, {})],
    ids=["others", "not strict"],
)
def test_rules_that_were_changed_are_said_to_be_so(
    kind: Json | None, more: Json, server: Google, memory: Memory
) -> None:
    todo = teams(tracker())
    run(server, todo, memory)
    rule = {"condition": kind or accepted(server, GOALS_TAB, 5, "agreement"), **more}
    where = {**AGREEMENTS, "startRowIndex": 3, "endRowIndex": 9}
    bare = {**AGREEMENTS, "startRowIndex": 9, "endRowIndex": 10}
    change(
        server, BO.email, {"setDataValidation": {"range": where, "rule": rule}}, {"setDataValidation": {"range": bare}}
    )
    said = [
        f"Goals, Agreement: the dropdown or rule of {what}, and is put back."
        for what in ("1 cell was taken off", "6 cells was changed")
    ]
    assert list(run(server, todo, memory)[0].notes) == said
    assert run(server, todo, memory)[0].notes == ()


AGREEMENTS = {
    "sheetId": 101,
    "startColumnIndex": GOALS_TAB.place("agreement") - 1,
    "endColumnIndex": GOALS_TAB.place("agreement"),
}


def test_cells_that_were_merged_are_single_again(server: Google, memory: Memory) -> None:
    todo = teams(tracker())
    run(server, todo, memory)
    area = {**AGREEMENTS, "startRowIndex": 3, "endRowIndex": 5}
    change(server, BO.email, {"mergeCells": {"range": area, "mergeType": "MERGE_ALL"}})
    said = (
        "Goals, rows 4 to 5: cells were merged, and are single again; "
        "what stood in the others is in File > Version history."
    )
    for notes in ((said,), ()):
        assert run(server, todo, memory)[0].notes == notes
    assert as_written(server, todo[0])


def test_praise_is_offered_for_people_alone_also_when_more_join(server: Google, memory: Memory) -> None:
    for number in (2, 3):
        run(server, teams(*(tracker(7 + one, f"P{one}") for one in range(number))), memory)
        for tab in (FEEDBACK_TAB, RECOGNITION_TAB):
            names = f"='Overview'!$A$4:$A${3 + number}"
            values = [{"userEnteredValue": names}]
            assert accepted(server, tab, 20, "person") == {"type": "ONE_OF_RANGE", "values": values}


PUT_BACK = "was deleted, and is put back"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        pytest.param(("key",), ["the column Row id of Goals was deleted, and is put back."], id="the last one"),
        pytest.param(
            ("comment", "status", "person_id"),
            [
                "the column Status of Goals was deleted, and is put back.",
                f"the column Manager's comment of Goals {PUT_BACK}; what stood in it is in File > Version history.",
                "the column Person id of Goals was deleted, and is put back.",
            ],
            id="several",
        ),
        pytest.param(("bar",), ["the column bar of Goals was deleted, and is put back."], id="one without a heading"),
    ],
)
def test_columns_that_were_deleted_are_put_back(
    names: Sequence[str], said: list[str], server: Google, memory: Memory
) -> None:
    todo = teams(tracker(), tracker(8, "Cleo"))
    run(server, todo, memory)
    change(server, BO.email, setting(GOALS_TAB, 5, "rating", "Achieved"))
    places = sorted((GOALS_TAB.place(name) for name in names), reverse=True)
    change(server, HR, *(deleted("COLUMNS", place) for place in places))
    (outcome,) = run(server, todo, memory)
    assert (outcome.done, list(outcome.notes), outcome.error) == (Done.UPDATED, said, None)
    assert as_written(server, todo[0])
    found = read(server)
    assert cell(found, GOALS_TAB, row_of(found, "0007/G02"), "rating") == "Achieved"
    with pytest.raises(GoogleRefuses, match="a cell is protected"):
        change(server, BO.email, setting(GOALS_TAB, 4, "status", "Mine"))
    change(server, BO.email, setting(GOALS_TAB, 4, "comment", "Mine"))
    assert run(server, todo, memory)[0].notes == ()


def test_a_row_of_somebody_without_a_workbook_is_named_until_there_is_one(server: Google, memory: Memory) -> None:
    run(server, teams(tracker(), tracker(8, "Cleo", goals=[FIRST])), memory)
    said = (
        "Goals, row 6: Cleo has no workbook here; the row stays as it is. "
        "Put the workbook back beside the others, or delete the row."
    )
    for _ in range(2):
        assert run(server, teams(tracker()), memory)[0].notes == (said,)
    assert run(server, teams(tracker(), tracker(8, "Cleo", goals=[FIRST])), memory)[0].notes == ()


def test_all_rows_of_somebody_without_a_workbook_are_one_line(server: Google, memory: Memory) -> None:
    run(server, teams(tracker(), tracker(8, "Cleo")), memory)
    said = (
        "Goals, rows 6 to 7: Cleo has no workbook here; the rows stay as they are. "
        "Put the workbook back beside the others, or delete the rows."
    )
    assert run(server, teams(tracker()), memory)[0].notes == (said,)


def test_a_goal_that_was_taken_out_leaves_the_managers_words_and_is_named_once(server: Google, memory: Memory) -> None:
    run(server, teams(tracker()), memory)
    change(server, BO.email, setting(GOALS_TAB, 5, "comment", "For the exam"))
    said = (
        "Goals, row 5: Anna Müller's goal G02: not in the workbook any more; the row stays for what the manager wrote."
    )
    for notes in ((said,), ()):
        assert run(server, teams(tracker(goals=[FIRST])), memory)[0].notes == notes
    assert cell(read(server), GOALS_TAB, 5, "comment") == "For the exam"


GONE = (
    "the spreadsheet is deleted, or out of this account's sight. If another account keeps it, sign in with that one; "
    "if not, run the same command again, and a new one is made."
)
IN_THE_BIN = (
    "the spreadsheet is in the bin. Restore it (drive.google.com/drive/trash), and run the same command again; "
    "if it is still there then, a new one is made."
)
ANEW = "a new spreadsheet was made in the place of the one that is out of sight."


def patch(server: Google, file: str, body: Json, **params: str) -> None:
    """What HR does to the file in Drive."""
    url = f"https://www.googleapis.com/drive/v3/files/{file}"
    server.client(HR).http_client.request("patch", url, params=params, json=body)  # type: ignore[arg-type]  # gspread's own idea of params


def test_a_deleted_spreadsheet_is_named_and_the_next_run_makes_a_new_one(server: Google, memory: Memory) -> None:
    todo = teams(tracker(), tracker(8, "Cleo", manager=CY))
    made, _ = run(server, todo, memory)
    server.client(HR).del_spreadsheet(made.file)
    lost, other = run(server, todo, memory)
    assert (lost.done, lost.notes, other.done) == (Done.LOST, (GONE,), Done.UNCHANGED)
    made, other = run(server, todo, memory)
    assert (made.done, made.notes, other.done) == (Done.MADE, (ANEW,), Done.UNCHANGED)
    assert [one.done for one in run(server, todo, memory)] == [Done.UNCHANGED, Done.UNCHANGED]


def test_a_copy_of_a_deleted_spreadsheet_takes_its_place_only_once_that_was_said(
    server: Google, memory: Memory
) -> None:
    todo = teams(tracker())
    (made,) = run(server, todo, memory)
    url = f"https://www.googleapis.com/drive/v3/files/{made.file}/copy"
    copy = server.client(HR).http_client.request("post", url, json={"name": "Kept by Bo"}).json()["id"]
    server.client(HR).del_spreadsheet(made.file)
    before = read(server)
    (lost,) = run(server, todo, memory)
    said = GONE.replace("a new one is made", '"Kept by Bo", which was made beside it, is used instead')
    assert (lost.done, lost.notes, read(server)) == (Done.LOST, (said,), before)
    (used,) = run(server, todo, memory)
    assert (used.file, used.notes[0]) == (copy, "it is used in the place of the one that is out of sight.")
    (used,) = run(server, todo, memory)
    assert (used.file, used.done, used.notes) == (copy, Done.UNCHANGED, ())


def test_one_after_the_other_is_told_for_itself(server: Google, memory: Memory) -> None:
    todo = teams(tracker())
    run(server, todo, memory)
    patch(server, files(server)[0].id, {"trashed": True})
    (lost,), (made,) = (run(server, todo, memory) for _ in range(2))
    server.client(HR).del_spreadsheet(made.file)
    (gone,) = run(server, todo, memory)
    assert (lost.notes, made.notes, gone.notes) == ((IN_THE_BIN,), (ANEW,), (GONE,))


def test_a_spreadsheet_that_comes_back_from_the_bin_is_used_again(server: Google, memory: Memory) -> None:
    todo = teams(tracker())
    run(server, todo, memory)
    (file,) = files(server)
    patch(server, file.id, {"trashed": True})
    (outcome,) = run(server, todo, memory)
    assert (outcome.done, outcome.notes) == (Done.LOST, (IN_THE_BIN,))
    patch(server, file.id, {"trashed": False})
    (outcome,) = run(server, todo, memory)
    assert (outcome.done, outcome.file, outcome.notes) == (Done.UNCHANGED, file.id, ())


def drive_folder(server: Google) -> str:
    """A new folder of HR's in Drive."""
    body = {"name": "Reviews", "mimeType": "application/vnd.google-apps.folder"}
    url = "https://www.googleapis.com/drive/v3/files"
    return str(server.client(HR).http_client.request("post", url, json=body).json()["id"])


def test_a_spreadsheet_that_was_moved_is_found_where_it_is(server: Google, memory: Memory) -> None:
    todo = teams(tracker())
    run(server, todo, memory)
    (file,) = files(server)
    patch(server, file.id, {}, addParents=drive_folder(server), removeParents="root")
    edited = teams(tracker(goals=[dataclasses.replace(FIRST, statement="Something else"), SECOND]))
    (outcome,) = run(server, edited, memory)
    moved = "it was moved to another folder of Drive, and stays there: it is found wherever it lies."
    assert (outcome.done, outcome.file, outcome.notes) == (Done.UPDATED, file.id, (moved,))
    assert run(server, edited, memory)[0].notes == ()


def test_a_move_alone_is_told_once_and_changes_nothing(server: Google, memory: Memory) -> None:
    todo = teams(tracker())
    run(server, todo, memory)
    (file,) = files(server)
    folder = drive_folder(server)
    patch(server, file.id, {}, addParents=folder, removeParents="root")
    moved = "it was moved to another folder of Drive, and stays there: it is found wherever it lies."
    assert [(one.done, one.notes) for _ in range(2) for one in run(server, todo, memory)] == [
        (Done.UNCHANGED, (moved,)),
        (Done.UNCHANGED, ()),
    ]


def test_of_copies_the_first_one_is_used_and_the_others_are_named(server: Google, memory: Memory) -> None:
    todo = teams(tracker())
    run(server, todo, memory)
    first = files(server)[0]
    copy = drive.create(server.client(HR), drive.NewFile("A copy", first.about, "company"))
    (outcome,) = run(server, todo, memory)
    assert (outcome.done, outcome.file) == (Done.UNCHANGED, first.id)
    assert outcome.notes == (
        (
            f"there are copies of the spreadsheet, which are left alone: A copy ({copy}). "
            f"The one that counts has {first.id} in its address: delete the others, or stop sharing them."
        ),
    )


class Killed(BaseException):
    """What ends a run at once, as pulling the plug does."""


@dataclasses.dataclass
class FrailLine(Line):
    """A line on which the program dies just before it sends a request: after so many."""

    lives: int = 0

    def begin(self, kind: str, *, again: bool) -> None:
        if self.lives == 0:
            raise Killed
        self.lives -= 1
        super().begin(kind, again=again)


def test_a_run_that_is_killed_before_any_request_is_completed_by_the_next(server: Google, tmp_path: Path) -> None:
    todo = teams(tracker())
    for lives in range(5):
        memory = Memory(tmp_path / str(lives))
        (tmp_path / str(lives)).mkdir()
        line = FrailLine(server.line().origin, lives=lives)
        try:
            run(server, todo, memory, line)
        except Killed:
            assert len(files(server)) == (lives > 1)
        run(server, todo, memory)
        assert as_written(server, todo[0])
        (file,) = files(server)
        assert {one.email for one in file.permissions or ()} == {HR, BO.email}
        server.client(HR).del_spreadsheet(file.id)


def test_a_spreadsheet_that_was_made_and_not_filled_is_told_by_its_name(server: Google, memory: Memory) -> None:
    line = FrailLine(server.line().origin, lives=2)
    with pytest.raises(Killed):
        run(server, teams(tracker()), memory, line)
    assert files(server)[0].name == f"Goals 2026 · team of Bo Ek{BEING_SET_UP}"


def test_a_manager_without_a_google_account_is_named_and_the_others_go_on(server: Google, memory: Memory) -> None:
    stranger = Manager("0009", "No Account", "nobody@nowhere", "No")
    outcomes = run(server, teams(tracker(manager=stranger), tracker(8, "Cleo")), memory)
    assert [one.done for one in outcomes] == [Done.FAILED, Done.MADE]
    assert "this e-mail address has no Google account" in str(outcomes[0].error)


# Counting


@pytest.mark.slow
def test_a_team_costs_at_most_three_requests_all_told_and_hardly_any_afterwards(tmp_path: Path) -> None:
    people, memory = company(21), Memory(tmp_path)  # `tests/benchmarks/sync.py` counts a hundred teams
    with google() as server:
        made, first = done_and_line(server, people, memory)
        same, second = done_and_line(server, people, memory)
        for team in range(5):
            people[team * 8] = reworded(people[team * 8])
        changed, third = done_and_line(server, people, memory)
        sent = sum(path != "/token" for _, path, _ in server.sheets.requests)
    # Two listings; the files, twenty of them in one request; and each is filled, and shared with its manager.
    assert first.traffic.sent == {"Sheets reads": 0, "Sheets writes": 21, "Drive requests": 2 + 2 + 21}
    assert (made, first.traffic.total <= 3 * 21) == ({Done.MADE: 21}, True)
    assert (same, second.traffic.total <= 2) == ({Done.UNCHANGED: 21}, True)
    assert (changed, third.traffic.total <= 2 + 2 * 5) == ({Done.UPDATED: 5, Done.UNCHANGED: 16}, True)
    # What is counted is what goes over the wire, repeated requests among them.
    assert sent == sum(line.traffic.total for line in (first, second, third))


def done_and_line(server: Google, people: Sequence[Tracker], memory: Memory) -> tuple[dict[Done, int], Line]:
    line = server.line()
    return dict(Counter(one.done for one in run(server, teams(*people), memory, line))), line


@pytest.mark.parametrize("fault", ["503-after", "drop-after", "503-before", "502-html"])
@pytest.mark.parametrize(("number", "path"), [(3, "/batch/drive/v3"), (1, "/drive/v3/files$")])
def test_where_nobody_knows_whether_new_ones_were_made_it_is_looked_and_none_is_made_twice(
    fault: str, number: int, path: str, server: Google, memory: Memory
) -> None:
    todo = teams(*managers(number))
    server.sheets.fault(fault, method="POST", path=path)
    assert {(one.done, one.error) for one in run(server, todo, memory, server.line())} == {(Done.MADE, None)}
    assert not server.sheets.world.faults.waiting
    assert sorted(file.name for file in files(server)) == sorted(one.review.title for one in todo)


def test_what_a_proxy_made_twice_takes_no_spreadsheets_place_in_which_the_manager_works(
    server: Google, memory: Memory
) -> None:
    todo = teams(tracker())
    server.sheets.fault("twice", method="POST", path="/drive/v3/files$")
    (made,) = run(server, todo, memory)
    (outcome,) = run(server, todo, memory)
    (empty,) = (file for file in files(server) if file.id != made.file)
    assert (outcome.done, outcome.file) == (Done.UNCHANGED, made.file)
    assert outcome.notes == (
        (
            f"there are copies of the spreadsheet, which are left alone: {empty.name} ({empty.id}). "
            f"The one that counts has {made.file} in its address: delete the others, or stop sharing them. "
            "What is being set up is empty."
        ),
    )


@pytest.mark.slow
def test_where_none_can_be_made_for_long_it_is_given_up_for_all_and_the_next_run_makes_them(
    server: Google, memory: Memory
) -> None:
    todo, line = teams(*managers(25)), server.line()
    server.sheets.fault("503-before", times=100, method="POST", path="/batch/drive/v3|/drive/v3/files$")
    assert {one.done for one in run(server, todo, memory, line)} == {Done.FAILED}
    assert line.traffic.total == 13  # a listing, six tries with five looks between them, and one for the second batch
    server.sheets.world.faults.waiting.clear()
    assert {(one.done, one.error) for one in run(server, todo, memory)} == {(Done.MADE, None)}
    assert sorted(file.name for file in files(server)) == sorted(one.review.title for one in todo)


def test_an_account_without_room_is_told_so_for_each_team(server: Google, memory: Memory) -> None:
    server.sheets.world.accounts.without_storage.add(HR)
    outcomes = run(server, teams(*managers(3)), memory)
    assert {(one.done, "there is no room in this account's Drive" in str(one.error)) for one in outcomes} == {
        (Done.FAILED, True)
    }


@pytest.mark.slow
def test_with_googles_quotas_hardly_a_request_is_refused_and_hardly_a_minute_lost() -> None:
    time, number = Time(), 1250
    with google(World(now=time.now)) as server:
        line = Line(server.line().origin, Clock(lambda: time.seconds, time.wait))
        client = server.client(HR, line)
        file = drive.create(client, drive.NewFile("Goals", drive.about("2026", "team", "0001"), "company"))
        server.sheets.world.quotas.switch_on()
        write = {"updateSheetProperties": {"properties": {"sheetId": 0, "title": "Goals"}, "fields": "title"}}
        for _ in range(number):
            client.http_client.batch_update(file, {"requests": [write]})
    assert line.traffic.sent["Sheets writes"] >= number
    assert line.traffic.refused <= 0.02 * number
    assert time.seconds <= 1.15 * number  # 60 writes a minute are one a second


@pytest.mark.slow
def test_a_company_is_pushed_hardly_slower_than_googles_quotas_allow(tmp_path: Path) -> None:
    time, number = Time(), 100  # `tests/benchmarks/sync.py` does it with 1,250
    with google(World(now=time.now)) as server:
        server.sheets.world.quotas.switch_on()
        line = Line(server.line().origin, Clock(lambda: time.seconds, time.wait))
        done = [one.done for one in run(server, teams(*managers(number)), Memory(tmp_path), line)]
    assert done == [Done.MADE] * number
    assert line.traffic.refused <= 0.02 * line.traffic.total
    assert time.seconds <= 1.15 * number  # 60 writes a minute are one a second


def test_several_at_once_come_to_the_same(server: Google, memory: Memory) -> None:
    people = [tracker(n, f"P{n}", Manager(f"M{n}", f"M {n}", f"m{n}@example.com"), [SECOND]) for n in range(4)]
    todo = teams(*people)
    assert [one.done for one in run(server, todo, memory, at_once=3)] == [Done.MADE] * 4
    assert len(files(server)) == 4
    assert {one.done for one in run(server, todo, memory, at_once=3)} == {Done.UNCHANGED}


# Failing


@pytest.mark.parametrize("fault", ["503-after", "drop-after"])
def test_a_write_that_was_done_though_nobody_said_so_is_not_done_twice(
    fault: str, server: Google, memory: Memory
) -> None:
    todo = teams(tracker())
    server.sheets.fault(fault, method="POST", path=":batchUpdate")
    (outcome,) = run(server, todo, memory)
    assert (outcome.done, outcome.notes) == (Done.MADE, ())
    assert as_written(server, todo[0])


@pytest.mark.parametrize("fault", ["503-before", "drop-before", "502-html"])
def test_a_write_that_did_not_arrive_is_sent_once_more(fault: str, server: Google, memory: Memory) -> None:
    todo = teams(tracker())
    run(server, todo, memory)
    later = teams(tracker(goals=[SECOND]))
    server.sheets.fault(fault, method="POST", path=":batchUpdate")
    (outcome,) = run(server, later, memory)
    assert (outcome.done, outcome.error) == (Done.UPDATED, None)
    assert as_written(server, later[0])
    assert read(server).commits.last == 2


def test_trouble_at_google_stops_one_team_and_the_next_run_heals_it(server: Google, memory: Memory) -> None:
    todo = teams(tracker(), tracker(8, "Cleo", manager=CY))
    server.sheets.fault("503-before", method="POST", path=":batchUpdate", times=2)
    assert [one.done for one in run(server, todo, memory)] == [Done.FAILED, Done.MADE]
    assert [one.done for one in run(server, todo, memory)] == [Done.UPDATED, Done.UNCHANGED]
    assert {file.name for file in files(server)} == {one.review.title for one in todo}


def test_a_sign_in_that_ends_in_the_middle_is_renewed(server: Google, memory: Memory) -> None:
    todo = teams(tracker(), tracker(8, "Cleo", manager=CY))
    server.sheets.fault(
        "meanwhile", method="POST", path=":batchUpdate", meanwhile=lambda world: world.accounts.tokens.clear()
    )
    assert [(one.done, one.error) for one in run(server, todo, memory)] == [(Done.MADE, None)] * 2
    assert {one.done for one in run(server, todo, memory)} == {Done.UNCHANGED}


def test_formulas_that_go_wrong_stop_nothing_and_ours_are_mended(server: Google, memory: Memory) -> None:
    todo = teams(tracker())
    run(server, todo, memory)
    start = {"sheetId": 101, "rowIndex": 3, "columnIndex": COMMENT - 1}
    wrong = [{"values": [{"userEnteredValue": {"formulaValue": "=1/0"}}]}]
    change(server, BO.email, {"updateCells": {"start": start, "rows": wrong, "fields": "userEnteredValue"}})
    start = {"sheetId": OVERVIEW.sheet_id, "rowIndex": 3, "columnIndex": 1}
    change(server, HR, {"updateCells": {"start": start, "rows": wrong, "fields": "userEnteredValue"}})
    (outcome,) = run(server, todo, memory)
    said = (
        "Goals, row 4 (Anna Müller), Manager's comment: a formula there goes wrong (#DIV/0!), so that the cell is not "
        "read. Write the words themselves into the cell, or empty it."
    )
    ours = "Overview, row 4, Goals: a formula error stood there (#DIV/0!), and gives way to what belongs there."
    assert (outcome.done, outcome.notes, outcome.error) == (Done.UPDATED, (said, ours), None)
    assert cell(read(server), GOALS_TAB, 4, "comment") == "=1/0"
    assert as_written(server, todo[0])
    (outcome,) = run(server, todo, memory)
    assert (outcome.done, outcome.notes) == (Done.UNCHANGED, (said,))  # until somebody mends it


def test_an_edit_at_the_same_moment_is_not_lost(server: Google, memory: Memory) -> None:
    run(server, teams(tracker()), memory)

    path = f"/v4/spreadsheets/{files(server)[0].id}:batchUpdate"
    body = json.dumps({"requests": [setting(GOALS_TAB, 4, "comment", "Just now")]}).encode()

    def comment(world: World) -> None:
        request = Request("POST", path, query={}, body=body, content_type="application/json", origin="")
        assert answer(world, request, f"Bearer {world.accounts.give(BO.email)}").code == 200

    server.sheets.fault("meanwhile", method="POST", path=":batchUpdate", meanwhile=comment)
    edited = tracker(goals=[dataclasses.replace(FIRST, statement="Something else"), SECOND])
    (outcome,) = run(server, teams(edited), memory)
    assert (outcome.done, outcome.notes) == (Done.UPDATED, ())
    found = read(server)
    assert (cell(found, GOALS_TAB, 4, "statement"), cell(found, GOALS_TAB, 4, "comment")) == (
        "Something else",
        "Just now",
    )


@pytest.mark.parametrize(("on", "shown"), [(1, "1 Apr 2026"), (2, "1 day late"), (12, "11 days late")])
def test_a_review_that_is_due_says_how_late_it_is_whenever_one_looks(
    on: int, shown: str, server: Google, memory: Memory
) -> None:
    run(server, teams(tracker()), memory)
    server.sheets.world.now = lambda: dt.datetime(2026, 4, on, 12, tzinfo=dt.UTC)
    overview = server.client(BO.email).open_by_key(files(server)[0].id).worksheet("Overview")
    assert overview.acell(f"{OVERVIEW.letter('next_review')}{FIRST_ROW}").value == shown


@pytest.mark.slow
@pytest.mark.office
def test_libreoffice_calculates_the_overview_as_python_does(server: Google, memory: Memory, office: Office) -> None:
    people = [tracker(), tracker(8, "Cleo", goals=[dataclasses.replace(FIRST, weight=0.3), SECOND], check_ins=[])]
    (todo,) = teams(*people)
    run(server, [todo], memory)
    url = f"https://www.googleapis.com/drive/v3/files/{files(server)[0].id}/export"
    params = {"mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
    exported = server.client(HR).http_client.request("get", url, params=params).content  # type: ignore[arg-type]  # gspread's own idea of params
    calculated = office({"review.xlsx": without_results(exported)}, "xlsx")["review.xlsx"]
    sheet = CalamineWorkbook.from_object(io.BytesIO(calculated)).get_sheet_by_name("Overview").to_python()
    rows = OVERVIEW.rows(todo.review, {"goals": 23})
    for number, key in enumerate(["0007", "0008"], FIRST_ROW - 1):
        for name, content in rows[key].items():
            if name == "next_review":
                due = todo.review.members[number + 1 - FIRST_ROW].next_review
                late = or_how_late(due, dt.date.today()) if due else ""  # noqa: DTZ011 - LibreOffice's own day
                assert sheet[number][OVERVIEW.place(name) - 1] == late
            elif isinstance(content, Formula) and content.result is not None:
                assert sheet[number][OVERVIEW.place(name) - 1] == pytest.approx(content.result), (key, name)


# Other ways of keeping files


ROBOT = "robot@project.iam.gserviceaccount.com"


def robot_run(server: Google, memory: Memory, folder: str | None, line: Line | None = None) -> list[Outcome]:
    client = server.client(ROBOT, line)
    todo = steps(teams(tracker()), drive.files(client, "company"))
    return list(push(client, todo, memory, Where("company", folder, ROBOT), at_once=1))


def test_a_service_account_needs_a_shared_drive_and_is_told_so(server: Google, memory: Memory) -> None:
    server.sheets.world.accounts.without_storage.add(ROBOT)
    (outcome,) = robot_run(server, memory, None)
    assert "service accounts have none at all. Name a folder of a shared drive (--folder)" in str(outcome.error)


@pytest.mark.parametrize("number", [1, 3])
def test_a_folder_that_is_not_there_is_named_and_costs_no_request_a_team(
    server: Google, memory: Memory, number: int
) -> None:
    line = server.line()
    client = server.client(HR, line)
    outcomes = list(push(client, steps(teams(*managers(number)), []), memory, Where("company", "Reviews", HR)))
    said = (
        "Google refuses: there is no folder or shared drive Reviews, or this account may not see it. "
        "Check --folder (the ID is what follows /folders/ in its address), and share it with this account. "
        "With the sign-in of a user, leave --folder out, and move the spreadsheets in Drive afterwards."
    )
    assert [str(outcome.error) for outcome in outcomes] == [said] * number
    assert line.traffic.total == 1


def test_on_a_shared_drive_a_service_account_makes_shares_and_finds_them_again(server: Google, memory: Memory) -> None:
    world = server.sheets.world
    world.accounts.without_storage.add(ROBOT)
    folder = world.add_shared_drive("Goals", {HR: "organizer", ROBOT: "fileOrganizer"})
    (outcome,) = robot_run(server, memory, folder)
    assert (outcome.done, outcome.notes, outcome.error) == (Done.MADE, (), None)
    assert spreadsheet.read(server.client(BO.email), outcome.file).title == "Goals 2026 · team of Bo Ek"
    with pytest.raises(GoogleRefuses, match="a cell is protected"):
        spreadsheet.write(server.client(BO.email), outcome.file, [setting(GOALS_TAB, 4, "statement", "Mine")])
    line = server.line()
    assert robot_run(server, memory, folder, line)[0].done is Done.UNCHANGED
    assert line.traffic.total == 1


def test_a_text_that_no_cell_of_google_can_hold_is_cut_and_told_until_it_is_shorter(
    server: Google, memory: Memory
) -> None:
    def push_of(words: str) -> Outcome:
        goal = dataclasses.replace(FIRST, statement=words)
        (outcome,) = run(server, teams(tracker(goals=[goal])), memory)
        return outcome

    said = (
        "Goals, row 4 (Anna Müller), Goal: the text in the workbook is longer than the 50,000 characters of a cell in "
        "Google Sheets, so that its end is cut off there. Shorten the text in the workbook."
    )
    long = "x" * 49_999 + "\N{PARTY POPPER}"
    made = [(outcome.done, outcome.notes) for outcome in (push_of(long), push_of(long))]
    assert made == [(Done.MADE, (said,)), (Done.UNCHANGED, (said,))]
    shown = str(cell(read(server), GOALS_TAB, FIRST_ROW, "statement"))
    assert (len(shown), shown.lstrip("x")) == (50_000, " … (cut here: the whole text stands in the workbook)")
    outcome = push_of("x" * 50_000)
    assert (outcome.done, outcome.notes) == (Done.UPDATED, ())


@pytest.mark.parametrize(
    ("words", "height"),
    [("Good. ", 62), ("Good. " * 40, 144), ("Good. " * 8000, 212)],
    ids=["short", "as high as it needs", "only its beginning"],
)
def test_rows_are_as_high_as_their_texts_but_leave_the_others_in_sight(
    server: Google, memory: Memory, words: str, height: int
) -> None:
    todo = teams(tracker())
    run(server, todo, memory)
    change(server, BO.email, setting(GOALS_TAB, 4, "comment", words))
    run(server, todo, memory)
    assert read(server).tabs[GOALS_TAB.sheet_id].heights[4] == height


def test_rows_in_which_nothing_stands_any_more_are_as_low_as_those_that_were_always_empty(
    server: Google, memory: Memory
) -> None:
    def high() -> list[dict[int, int]]:
        found = [read(server).tabs[tab.sheet_id].heights for tab in (OVERVIEW, GOALS_TAB)]
        return [{row: height for row, height in one.items() if row >= FIRST_ROW and height > 21} for one in found]

    run(server, teams(tracker()), memory)
    alone = high()
    run(server, teams(tracker(), tracker(8, "Cleo")), memory)
    assert high() != alone
    run(server, teams(tracker(), tracker(8, "Cleo", CY)), memory)
    assert high() == alone


def test_in_a_spreadsheet_with_decimal_commas_formulas_follow(server: Google, memory: Memory) -> None:
    run(server, teams(tracker()), memory)
    german = {"properties": {"locale": "de_DE"}, "fields": "locale"}
    change(server, HR, {"updateSpreadsheetProperties": german})
    todo = teams(tracker(), tracker(8, "Cleo"))
    (outcome,) = run(server, todo, memory)
    followed = "its locale was changed to de_DE, and it stays so: days, numbers and formulas follow it."
    assert (outcome.done, outcome.notes, outcome.error) == (Done.UPDATED, (followed,), None)
    assert ";" in str(cell(read(server), OVERVIEW, FIRST_ROW + 1, "progress"))
    assert as_written(server, todo[0])


@pytest.mark.slow
def test_megabytes_of_comments_are_read_and_kept(server: Google, memory: Memory) -> None:
    run(server, teams(tracker()), memory)
    long = "x" * 49_000
    rows = [setting(FEEDBACK_TAB, FIRST_ROW + row, "ideas", long) for row in range(60, 100)]
    change(server, BO.email, *rows)
    edited = tracker(goals=[dataclasses.replace(FIRST, statement="Something else"), SECOND])
    (outcome,) = run(server, teams(edited), memory)
    assert (outcome.done, outcome.error) == (Done.UPDATED, None)
    found = read(server)
    assert cell(found, FEEDBACK_TAB, FIRST_ROW + 99, "ideas") == long
    assert found.tabs[FEEDBACK_TAB.sheet_id].row_count == FIRST_ROW + 99 + 50  # room to go on
    assert as_written(server, teams(edited)[0])
