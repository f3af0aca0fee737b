"""Feedback and recognition of managers reach the workbooks, and answers the managers, over the real stack."""

from __future__ import annotations

import dataclasses
import datetime as dt

import openpyxl
import pytest
from both_sides import Team, well
from conftest import sheet_part
from local_google import HR
from teams import DAY, FIRST, tracker

from goalsheet.layout.places import CONFLICTS, FEEDBACK, CellPlace
from goalsheet.layout.plan import Value
from goalsheet.layout.review import FIRST_ROW
from goalsheet.layout.review_tabs import FEEDBACK_TAB, GOALS_TAB, RECOGNITION_TAB
from goalsheet.merge.copy import Side
from goalsheet.sync.plan_words import said
from goalsheet.sync.steps import Done
from goalsheet.sync.touches import last_changes
from goalsheet.tracker.logs import ConflictEntry, Feedback, Reward
from goalsheet.tracker.person import Manager
from goalsheet.workbook.package import read_members
from goalsheet.workbook.reading import read_tracker
from goalsheet.workbook.setting import set_cells

pytestmark = [pytest.mark.slow, pytest.mark.whole]


def says(team: Team, row: int = FIRST_ROW, person: str | None = "Anna Müller", **cells: Value) -> None:
    """The manager adds a row of feedback, or types in one."""
    for column, value in {"person": person, **cells}.items():
        team.type(FEEDBACK_TAB, row, column, value)


def feedback(team: Team, name: str = "Anna Müller") -> tuple[Feedback, ...]:
    return read_tracker(team.path(name)).tracker.feedback


def answers(team: Team, **cells: Value) -> None:
    """The employee types in the first row of feedback."""
    file = read_tracker(team.path())
    places = {file.place(Feedback, 0, column): one for column, one in cells.items()}
    backup = set_cells(team.path(), {place: one for place, one in places.items() if place})
    assert backup
    backup.unlink()


def shown(team: Team, row: int = FIRST_ROW) -> dict[str, str]:
    tab = team.found().tabs[FEEDBACK_TAB.sheet_id]
    return {name: tab.text(row, FEEDBACK_TAB.place(name)) for name in ("strengths", "my_answer", "key")}


def test_a_managers_feedback_stands_in_the_workbook_and_its_row_gets_an_id(team: Team) -> None:
    says(team, date=DAY, source="Manager", form="Meeting", goal="G01", strengths="=Calm", ideas="Breathe", rating=4)
    result = well(team.sync())
    assert feedback(team) == (
        Feedback(
            date=DAY,
            source="Manager",
            form="Meeting",
            goal="G01",
            strengths="=Calm",
            ideas="Breathe",
            rating=4,
            id="F01",
        ),
    )
    assert feedback(team, "Cleo") == ()
    assert shown(team)["key"] == "0007/F01"
    assert result.waiting == ()
    before = {path.name: path.read_bytes() for path in team.folder.iterdir()}
    assert well(team.sync()).outcome.done is Done.UNCHANGED
    assert {path.name: path.read_bytes() for path in team.folder.iterdir()} == before


def test_recognition_stands_among_the_rewards(team: Team) -> None:
    thanked: dict[str, Value] = {
        "person": "Cleo",
        "date": DAY,
        "reward": "Thank you",
        "reason": "For Friday",
        "kind": "Recognition",
    }
    for column, value in thanked.items():
        team.type(RECOGNITION_TAB, FIRST_ROW + 2, column, value)
    well(team.sync())
    thanks = Reward(kind="Recognition", reward="Thank you", date=DAY, reason="For Friday", id="R01")
    assert read_tracker(team.path("Cleo")).tracker.rewards == (thanks,)


def test_nothing_else_in_the_workbook_changes(team: Team) -> None:
    """Only feedback, the Dashboard that counts it, and settings do; the main part asks to be calculated as before."""
    before = read_members(team.path().read_bytes(), "before")
    says(team, strengths="Calm")
    well(team.sync())
    after = read_members(team.path().read_bytes(), "after")
    changed = [sheet_part(title) for title in ("Feedback", "Dashboard", "Settings")]
    assert [name for name in before if before[name] != after[name]] == changed
    assert list(before) == list(after)


def test_the_table_grows_where_its_rows_are_full(team: Team) -> None:
    rows = tuple(Feedback(date=DAY, source="Peer", strengths=f"Number {number}") for number in range(20))
    team.make(dataclasses.replace(tracker(), feedback=rows))
    says(team, strengths="The twenty-first")
    well(team.sync())
    assert [one.strengths for one in feedback(team)][19:] == ["Number 19", "The twenty-first"]
    members = read_members(team.path().read_bytes(), "after")
    (table,) = (xml for xml in members.values() if b'displayName="Feedback"' in xml)
    assert b'ref="A4:N25"' in table


def test_an_answer_reaches_the_manager_although_nothing_else_has_changed(team: Team) -> None:
    says(team, strengths="Calm")
    team.sync()
    answers(team, my_answer="I learned to breathe")
    assert well(team.sync()).outcome.done is Done.UPDATED
    assert shown(team) == {"strengths": "Calm", "my_answer": "I learned to breathe", "key": "0007/F01"}
    assert well(team.sync()).outcome.done is Done.UNCHANGED


def test_employees_give_their_managers_feedback_a_theme_of_their_own(team: Team) -> None:
    says(team, strengths="Calm")
    team.sync()
    answers(team, theme="Teamwork")
    for _ in range(2):
        assert well(team.sync()).outcome.done is Done.UNCHANGED
    assert [(one.strengths, one.theme) for one in feedback(team)] == [("Calm", "Teamwork")]


def test_the_manager_rewords_and_the_employee_answers_at_the_same_time(team: Team) -> None:
    says(team, strengths="Calm")
    team.sync()
    says(team, strengths="Very calm")
    answers(team, my_answer="Thanks")
    well(team.sync())
    assert [(one.strengths, one.my_answer) for one in feedback(team)] == [("Very calm", "Thanks")]
    assert (shown(team)["strengths"], shown(team)["my_answer"]) == ("Very calm", "Thanks")


def test_the_managers_words_come_back_and_the_employees_are_kept_as_a_conflict(team: Team) -> None:
    says(team, strengths="Calm")
    team.sync()
    answers(team, strengths="Brilliant")
    well(team.sync())
    assert [one.strengths for one in feedback(team)] == ["Calm"]
    (kept,) = team.state().kept
    assert (kept.conflict.workbook, kept.conflict.sheet, kept.conflict.kept) == ("Brilliant", "Calm", Side.SHEET)
    assert read_tracker(team.path()).tracker.conflicts == (
        ConflictEntry(
            date=DAY,
            row="F01",
            where="What works",
            workbook="Brilliant",
            sheet="Calm",
            whose="Manager",
            outcome="Kept what stood in the Google sheet; it belongs to the manager, but was changed in the workbook."
            + last_changes(kept.touched),
        ),
    )


def test_conflicts_are_listed_in_the_workbook_until_somebody_clears_them(team: Team) -> None:
    team.manager(comment="Good start")
    team.sync()
    team.employee(comment="Great!")
    team.manager(email=HR, statement="Answer faster")
    team.sync()
    found = read_tracker(team.path())
    assert [(one.row, one.where, one.workbook, one.sheet) for one in found.tracker.conflicts] == [
        ("G01", "Goal", FIRST.statement, "Answer faster"),
        ("G01", "Manager's comment", "Great!", "Good start"),
    ]
    assert openpyxl.load_workbook(team.path())["Conflicts"].sheet_state == "visible"
    assert openpyxl.load_workbook(team.path("Cleo"))["Conflicts"].sheet_state == "hidden"
    assert team.sync()[0].outcome.done is Done.UNCHANGED
    cleared = [found.place(ConflictEntry, 0, column.name) for column in CONFLICTS.columns]
    set_cells(team.path(), dict.fromkeys([place for place in cleared if place]))
    team.employee(comment="Super!")
    team.sync()
    listed = read_tracker(team.path()).tracker.conflicts
    assert [one.workbook for one in listed] == ["Great!", "Super!"]
    assert len(team.state().kept) == 3


def test_what_employees_add_by_themselves_stays_with_them(team: Team) -> None:
    own = (Feedback(date=DAY, source="Peer", strengths="Patient"), Feedback(asked_on=DAY, question="How was it?"))
    team.make(dataclasses.replace(tracker(), feedback=own))
    assert well(team.sync()).people[0].actions == ()
    says(team, strengths="Calm")
    team.sync()
    assert feedback(team)[:2] == own
    assert [one.id for one in feedback(team)] == [None, None, "F01"]
    assert shown(team, FIRST_ROW + 1) == {"strengths": "", "my_answer": "", "key": ""}


def test_a_row_whose_person_is_changed_moves_to_the_other_workbook(team: Team) -> None:
    says(team, strengths="Calm")
    team.sync()
    says(team, person="Cleo")
    well(team.sync())
    assert shown(team)["key"] == "0008/F01"
    assert [[one.strengths for one in feedback(team, name)] for name in ("Anna Müller", "Cleo")] == [[], ["Calm"]]


def test_a_row_for_nobody_waits_and_it_is_said_where(team: Team) -> None:
    team.type(FEEDBACK_TAB, FIRST_ROW, "strengths", "Calm with angry customers")
    assert well(team.sync()).waiting == (
        "Feedback, row 4: nobody is picked in the column Person, so it reaches nobody yet.",
    )


def test_a_row_that_says_nothing_yet_is_left_alone(team: Team) -> None:
    says(team, source="Manager", date=DAY)
    well(team.sync())
    assert (feedback(team), shown(team)["key"]) == ((), "")


def test_rows_are_known_by_their_ids_wherever_they_are_sorted_to(team: Team) -> None:
    says(team, strengths="First", date=DAY)
    says(team, FIRST_ROW + 1, strengths="Second", date=DAY + dt.timedelta(days=1))
    team.sync()
    start, end = FIRST_ROW - 1, FIRST_ROW + 1
    cells = {"sheetId": FEEDBACK_TAB.sheet_id, "startRowIndex": start, "endRowIndex": end}
    order = [{"dimensionIndex": FEEDBACK_TAB.place("date") - 1, "sortOrder": "DESCENDING"}]
    team.change(HR, {"sortRange": {"range": cells | {"startColumnIndex": 0}, "sortSpecs": order}})
    assert shown(team)["strengths"] == "Second"
    assert well(team.sync()).people[0].actions == ()
    assert [(one.strengths, one.id) for one in feedback(team)] == [("First", "F01"), ("Second", "F02")]


def test_a_row_that_the_manager_deletes_stays_in_the_workbook_and_it_is_said_once(team: Team) -> None:
    says(team, strengths="Calm")
    team.sync()
    says(team, person=None, strengths=None)
    team.type(FEEDBACK_TAB, FIRST_ROW, "key", None, HR)
    first = [line for one in well(team.sync()).people for action in one.actions for line in said(action)]
    assert first == ["F01 stays in the workbook: the manager has deleted it; delete it here, too, if nobody needs it"]
    assert [one.strengths for one in feedback(team)] == ["Calm"]
    assert [one.actions for one in well(team.sync()).people if one.actions] == []


def test_feedback_given_to_somebody_else_leaves_the_first_one_with_no_word_of_the_answer(team: Team) -> None:
    says(team, strengths="Calm")
    team.sync()
    answers(team, my_answer="Thanks, Bo")
    team.sync()
    says(team, person="Cleo")
    (result,) = team.sync()
    assert [one.error for one in result.people] == [None, None]
    assert feedback(team) == ()
    assert [(one.id, one.strengths, one.my_answer) for one in feedback(team, "Cleo")] == [("F01", "Calm", None)]
    assert shown(team) == {"strengths": "Calm", "my_answer": "", "key": "0008/F01"}
    assert [one.conflict.workbook for one in team.state().kept] == ["Thanks, Bo"]
    assert team.state("Cleo").kept == ()
    assert well(team.sync()).outcome.done is Done.UNCHANGED


def test_words_in_a_column_that_was_deleted_come_back(team: Team) -> None:
    says(team, strengths="Calm", ideas="Breathe")
    team.sync()
    place = FEEDBACK_TAB.place("strengths")
    where = {"sheetId": FEEDBACK_TAB.sheet_id, "dimension": "COLUMNS", "startIndex": place - 1, "endIndex": place}
    team.change(HR, {"deleteDimension": {"range": where}})
    well(team.sync())
    assert shown(team)["strengths"] == "Calm"
    assert [(one.strengths, one.ideas) for one in feedback(team)] == [("Calm", "Breathe")]


def test_with_a_tab_that_was_deleted_words_stay_in_the_workbooks_and_it_is_said_once(team: Team) -> None:
    says(team, strengths="Calm")
    team.manager(comment="Good")
    team.sync()
    team.manager(comment="Better")
    team.change(HR, *({"deleteSheet": {"sheetId": tab.sheet_id}} for tab in (FEEDBACK_TAB, GOALS_TAB)))
    goals, rows = well(team.sync()).outcome.notes
    assert goals == (
        "the tab Goals was deleted, and is made anew from the workbooks; what the manager wrote there and no workbook "
        "holds is in File > Version history."
    )
    assert rows == (
        "the tab Feedback was deleted, and is made anew without rows; what stood there is in File > Version history, "
        "and in workbooks that it had reached."
    )
    assert team.in_sheet(columns=["comment"]) == team.in_workbook(columns=["comment"]) == {"comment": "Good"}
    assert [one.strengths for one in feedback(team)] == ["Calm"]
    assert well(team.sync()).outcome.notes == ()
    assert [one.strengths for one in feedback(team)] == ["Calm"]


def test_a_row_that_the_employee_deletes_comes_back(team: Team) -> None:
    says(team, strengths="Calm")
    team.sync()
    answers(team, **dict.fromkeys((*Feedback.BY_MANAGER, "id")))
    well(team.sync())
    assert [(one.strengths, one.id) for one in feedback(team)] == [("Calm", "F01")]


def test_the_sheet_of_the_workbook_can_hold_all_that_managers_say() -> None:
    assert {column.name for column in FEEDBACK.columns} >= {*Feedback.BY_MANAGER, "my_answer"}


def with_another_manager(team: Team) -> None:
    """Anna has another manager from now on, and her workbook remembers all that it did."""
    file = read_tracker(team.path())
    rows = {str(row["A"]): number for number, row in file.settings.rows.items() if row.get("A")}
    new = {"manager_id": "0002", "manager_name": "Cy Ash", "manager_email": "cy@example.com"}
    backup = set_cells(
        team.path(), {CellPlace(file.settings.title, f"B{rows[key]}"): value for key, value in new.items()}
    )
    assert backup
    backup.unlink()


def test_feedback_stays_with_whom_it_was_for_when_they_get_another_manager(team: Team) -> None:
    team.make(tracker(9, "Dora", Manager("0002", "Cy Ash", "cy@example.com")))
    team.sync()
    says(team, strengths="Calm")
    team.manager(agreement="Agreed")
    team.sync()
    with_another_manager(team)
    news, old = sorted(team.sync(), key=lambda one: one.outcome.target.of, reverse=True)
    lines = [line for one in news.people for action in one.actions for line in said(action)]
    assert [line.rpartition(": ")[2] for line in lines] == [
        "a row in the Google sheet, for it is new there",
        "a row in the Google sheet, for it is new",
    ]
    assert (news.waiting, old.waiting) == ((), ())
    assert [result.outcome.done for result in team.sync()] == [Done.UNCHANGED] * 2
    assert [[one.strengths for one in feedback(team, name)] for name in ("Anna Müller", "Cleo")] == [["Calm"], []]


def test_feedback_for_somebody_with_another_manager_reaches_nobody_else(team: Team) -> None:
    team.sync()
    with_another_manager(team)
    team.sync()
    says(team, strengths="Late")
    (why,) = next(one.waiting for one in team.sync() if one.outcome.target.of == "0001")
    assert why == (
        "Feedback, row 4: Anna Müller is not, or no longer, in this spreadsheet, so it reaches nobody. The present "
        "manager can say it; here, pick somebody else or delete the row."
    )
    assert [feedback(team, name) for name in ("Anna Müller", "Cleo")] == [(), ()]
    assert shown(team)["key"] == ""


def test_rows_of_somebody_with_another_manager_are_as_low_as_empty_ones(team: Team) -> None:
    team.employee(statement="Answer all of the calls of all of the customers at once. " * 8)
    team.sync()
    tall = team.rows()["0007/G01"]
    assert team.found().tabs[GOALS_TAB.sheet_id].heights[tall] > GOALS_TAB.row_height
    with_another_manager(team)
    team.sync()
    assert team.found().tabs[GOALS_TAB.sheet_id].heights[tall] == 21  # as high as Google makes empty rows
    assert [result.outcome.done for result in team.sync()] == [Done.UNCHANGED] * 2
