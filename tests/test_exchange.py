"""Two-way sync over the real stack: workbook files, and a spreadsheet on a server that speaks Google's language."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from both_sides import BO, Team, well
from click.testing import CliRunner
from goalsheet.scripts import cli
from local_google import HR
from teams import DAY, FIRST, SECOND, tracker

from goalsheet.errors import LooksLikeAccident
from goalsheet.google.goal_rows import REMOVED
from goalsheet.layout.places import CellPlace
from goalsheet.layout.review import FIRST_ROW
from goalsheet.layout.review_overview import TAB as OVERVIEW
from goalsheet.layout.review_tabs import FEEDBACK_TAB, GOALS_TAB
from goalsheet.merge.actions import CellKey, Conflict, SetCell
from goalsheet.merge.copy import Side
from goalsheet.merge.safety import SWAPPED
from goalsheet.progress.summary import summarise
from goalsheet.sync.deciding import Wishes
from goalsheet.sync.steps import Done
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Review
from goalsheet.workbook.reading import read_tracker
from goalsheet.workbook.setting import set_cells

pytestmark = pytest.mark.slow


@pytest.fixture
def team(new_team: Team) -> Team:
    """Before its first sync."""
    return new_team


def files(team: Team) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in team.folder.iterdir()}


def test_a_first_sync_makes_the_spreadsheet_and_a_second_one_touches_nothing(team: Team) -> None:
    assert well(team.sync()).outcome.done is Done.MADE
    before, line = files(team), team.server.line()
    assert well(team.sync(line=line)).outcome.done is Done.UNCHANGED
    assert files(team) == before
    assert line.traffic.sent == {"Sheets reads": 0, "Sheets writes": 0, "Drive requests": 1}


def test_the_managers_words_come_back(team: Team) -> None:
    team.sync()
    team.manager(comment="Good start", agreement="Agreed", rating="Exceeded", suggested_wording="=1+1 as text")
    assert well(team.sync()).outcome.done is Done.UPDATED  # by whom it is agreed
    assert well(team.sync()).outcome.done is Done.UNCHANGED
    assert team.in_workbook() == team.in_sheet()
    assert team.in_workbook(columns=["comment", "agreement", "rating", "suggested_wording", "agreed_on"]) == {
        "comment": "Good start",
        "agreement": "Agreed",
        "rating": "Exceeded",
        "suggested_wording": "=1+1 as text",
        "agreed_on": dt.date(2026, 7, 1),
    }
    assert [path.name for path in team.folder.glob("*(backup*")] == ["Anna Müller (backup 1).xlsx"]


def test_numbers_and_days_that_are_stored_as_text_are_the_same_and_are_left_alone(team: Team) -> None:
    team.sync()
    team.employee(statement="10", due=dt.date(2026, 11, 30), weight=0.5)
    team.sync()
    team.manager(email=HR, target="80", due="2026-11-30")
    team.manager(suggested_wording="10")
    result = well(team.sync())
    conflicts = [one for who in result.people for one in who.actions if isinstance(one, Conflict)]
    assert (conflicts, result.outcome.notes) == ([], ())
    assert (team.in_workbook()["target"], team.in_workbook()["suggested_wording"]) == (80, "10")
    tab = team.found().tabs[GOALS_TAB.sheet_id]
    assert tab.cells[team.rows()["0007/G01"], GOALS_TAB.place("target")] == {"stringValue": "80"}
    line = team.server.line()
    assert well(team.sync(line=line)).outcome.done is Done.UNCHANGED
    assert line.traffic.sent["Sheets writes"] == 0


def test_both_work_at_the_same_time_and_nothing_is_lost(team: Team) -> None:
    team.sync()
    team.manager(comment="Good start")
    team.employee(target=85.0, due=dt.date(2026, 11, 30))
    line = team.server.line()
    assert well(team.sync(line=line)).outcome.done is Done.UPDATED
    assert line.traffic.sent == {"Sheets reads": 1, "Sheets writes": 1, "Drive requests": 2}  # two listings
    assert team.in_workbook() == team.in_sheet()
    assert (team.in_workbook()["comment"], team.in_sheet()["target"]) == ("Good start", 85.0)
    before = files(team)
    assert well(team.sync()).outcome.done is Done.UNCHANGED
    assert files(team) == before


def test_a_rewording_of_a_goal_becomes_suggested_wording_and_is_kept(team: Team) -> None:
    team.sync()
    team.manager(email=HR, statement="Answer faster")
    team.sync()
    assert team.in_sheet()["statement"] == FIRST.statement
    assert team.in_workbook()["suggested_wording"] == team.in_sheet()["suggested_wording"] == "Answer faster"
    (kept,) = team.state().kept
    assert (kept.conflict.workbook, kept.conflict.sheet, kept.conflict.kept) == (
        FIRST.statement,
        "Answer faster",
        Side.WORKBOOK,
    )


def test_a_second_rewording_takes_the_place_of_the_first_and_of_nothing_else(team: Team) -> None:
    team.sync()
    for words in ("Answer faster", "Answer faster by May"):
        team.manager(email=HR, statement=words)
        team.sync()
        assert team.in_workbook()["suggested_wording"] == team.in_sheet()["suggested_wording"] == words
    team.manager(suggested_wording="My own words")
    team.sync()
    team.manager(email=HR, statement="Once more")
    team.sync()
    assert team.in_workbook()["suggested_wording"] == team.in_sheet()["suggested_wording"] == "My own words"
    assert [one.conflict.sheet for one in team.state().kept] == ["Answer faster", "Answer faster by May", "Once more"]


def test_a_managers_cell_that_was_overwritten_in_the_workbook_comes_back(team: Team) -> None:
    team.sync()
    team.manager(comment="Good start")
    team.sync()
    team.employee(comment="Great!")
    result = well(team.sync())
    assert [one.conflict.workbook for one in team.state().kept] == ["Great!"]
    assert team.in_workbook()["comment"] == "Good start"
    assert len(result.people[0].actions) == 2


@pytest.mark.parametrize(("side", "kept"), [(Side.WORKBOOK, "Great!"), (Side.SHEET, "Very good")])
def test_a_conflict_ends_as_somebody_chooses(team: Team, side: Side, kept: str) -> None:
    team.sync()
    team.manager(comment="Very good")
    team.employee(comment="Great!")
    well(team.sync(Wishes(resolve=lambda *_: side)))
    assert team.in_workbook()["comment"] == team.in_sheet()["comment"] == kept


def test_a_dry_run_says_it_and_does_nothing(team: Team) -> None:
    assert well(team.sync(dry_run=True)).outcome.done is Done.MADE
    team.sync()
    team.manager(comment="Good start")
    before, line = files(team), team.server.line()
    result = well(team.sync(line=line, dry_run=True))
    assert len(result.people[0].actions) == 1
    assert files(team) == before
    assert line.traffic.sent["Sheets writes"] == 0


def test_a_new_goal_and_a_deleted_one(team: Team) -> None:
    team.sync()
    team.manager("0007/G02", comment="Which exam?")
    team.sync()
    team.employee(index=1, statement=None)
    team.employee("Cleo", statement="Something else")
    team.sync()
    assert team.in_sheet("0007/G02")["comment"] == "Which exam?"
    assert team.in_sheet("0007/G02", ["status"]) == {"status": "Not in the workbook any more"}
    team.employee(index=1, statement="Pass the exam", due=dt.date(2026, 12, 31))
    team.sync()
    assert team.in_sheet("0007/G02") == team.in_workbook(index=1)
    assert team.state().kept == ()


@pytest.mark.parametrize(
    "words", [{"comment": None}, {"comment": "Which exam?", "agreement": None}], ids=["silent", "asked"]
)
def test_a_deleted_goal_stays_marked_until_the_manager_empties_the_row_too(team: Team, words: dict[str, Any]) -> None:
    team.sync()
    team.manager("0007/G02", **words)
    team.sync()
    team.employee(index=1, statement=None)
    assert "the row stays until the manager's cells in it are emptied." in str(well(team.sync()).outcome.notes)
    for _ in range(2):
        columns = ["statement", "status", "comment", "agreement"]
        agreement = None if "agreement" in words else "Draft"
        said = [SECOND.statement, REMOVED, words.get("comment"), agreement]
        assert list(team.in_sheet("0007/G02", columns).values()) == said
        assert well(team.sync()).outcome.done is Done.UNCHANGED
    team.manager("0007/G02", comment=None, agreement=None)
    well(team.sync())
    assert sorted(team.rows()) == ["0007/G01", "0008/G01"]
    assert well(team.sync()).outcome.done is Done.UNCHANGED
    assert "G02" not in team.state().base.tables["Goal"]


def test_what_is_typed_later_into_the_row_of_a_deleted_goal_is_kept_as_a_conflict(team: Team) -> None:
    team.sync()
    team.employee(index=1, statement=None)
    well(team.sync())
    team.manager("0007/G02", HR, due=dt.date(2026, 7, 4))
    well(team.sync())
    assert team.in_sheet("0007/G02", ["due"]) == {"due": None}
    (kept,) = team.state().kept
    assert (kept.conflict.key.column, kept.conflict.workbook, kept.conflict.sheet) == ("due", None, dt.date(2026, 7, 4))
    assert well(team.sync()).outcome.done is Done.UNCHANGED


@pytest.mark.whole
def test_a_copied_row_becomes_a_goal_of_its_own(team: Team) -> None:
    team.sync()
    team.manager(comment="Good start")
    team.sync()
    team.employee(index=1, id="G01", statement="Raise it further", comment="Good start", agreement="Agreed")
    well(team.sync())
    assert sorted(team.rows()) == ["0007/G01", "0007/G02", "0007/G26", "0008/G01"]
    assert team.in_sheet("0007/G02", ["statement", "status"]) == {"statement": SECOND.statement, "status": REMOVED}
    columns = ["id", "statement", "comment", "agreement"]
    assert list(team.in_workbook(index=1, columns=columns).values()) == ["G26", "Raise it further", None, None]
    assert well(team.sync()).outcome.done is Done.UNCHANGED


def test_a_workbook_that_is_open_is_left_alone_and_carried_to_later(team: Team) -> None:
    team.sync()
    team.manager(comment="Good start")
    lock = team.folder / "~$Anna Müller.xlsx"
    lock.write_bytes(b"")
    (result,) = team.sync()
    assert "is open in Excel" in str(result.people[0].error)
    lock.unlink()
    well(team.sync())
    assert team.in_workbook()["comment"] == "Good start"


def test_of_a_workbook_that_is_open_new_goals_and_what_gives_way_wait_and_nobody_else_does(team: Team) -> None:
    team.sync()
    team.manager(email=HR, statement="Mine, reworded", comment="Good start")
    third = read_tracker(team.path()).tables[Goal].numbers[-1] + 1
    set_cells(team.path(), {CellPlace("Goals", f"B{third}"): "A goal of tomorrow"})
    team.employee(statement="Raised in the workbook")
    team.employee("Cleo", target=77.0)
    lock = team.folder / "~$Anna Müller.xlsx"
    lock.write_bytes(b"")
    planned = team.sync(dry_run=True)
    for (result,) in (planned, team.sync()):
        anna, cleo = result.people
        assert "is open in Excel" in str(anna.error)
        assert anna.actions == ()
        assert (result.outcome.error, cleo.error, result.outcome.done) == (None, None, Done.UPDATED)
    assert sorted(team.rows()) == ["0007/G01", "0007/G02", "0008/G01"]
    assert team.in_sheet("0007/G01", ["statement"]) == {"statement": "Mine, reworded"}
    assert team.in_sheet("0008/G01", ["target"]) == {"target": 77.0}
    lock.unlink()
    well(team.sync())
    assert sorted(team.rows()) == ["0007/G01", "0007/G02", "0007/G03", "0008/G01"]
    assert team.in_sheet("0007/G01", ["statement"]) == {"statement": "Raised in the workbook"}
    (kept,) = team.state().kept
    assert (kept.conflict.workbook, kept.conflict.sheet) == ("Raised in the workbook", "Mine, reworded")
    assert team.in_workbook()["comment"] == "Good start"
    assert well(team.sync()).outcome.done is Done.UNCHANGED


def test_of_a_workbook_that_is_open_what_was_changed_since_it_was_agreed_stays_in_the_sheet(team: Team) -> None:
    team.sync()
    team.manager(agreement="Agreed")
    team.sync()
    team.employee(target=75.0)
    team.sync()
    third = read_tracker(team.path()).tables[Goal].numbers[-1] + 1
    set_cells(team.path(), {CellPlace("Goals", f"B{third}"): "A goal of tomorrow"})
    (team.folder / "~$Anna Müller.xlsx").write_bytes(b"")
    team.sync()
    assert team.in_sheet(columns=["agreement", "changed_since_agreed"]) == {
        "agreement": "Agreed",
        "changed_since_agreed": "target 80 → 75",
    }


def test_all_goals_gone_stop_the_sync_until_it_was_meant(team: Team) -> None:
    team.sync()
    for index in (1, 0):
        team.employee(index=index, statement=None)
    before = team.rows()
    (result,) = team.sync()
    assert isinstance(result.outcome.error, LooksLikeAccident)
    assert "Anna Müller: all rows are gone from the workbook. If that was meant" in str(result.outcome.error)
    assert team.rows() == before
    well(team.sync(Wishes(accepted=frozenset({"--accept-emptied"}))))
    marked = {key: team.in_sheet(key, ["status"])["status"] for key in ("0007/G01", "0007/G02")}
    assert (sorted(team.rows()), marked) == ([*marked, "0008/G01"], dict.fromkeys(marked, REMOVED))


def test_each_employee_may_have_a_spreadsheet_of_ones_own(team: Team) -> None:
    assert [result.outcome.done for result in team.sync(layout="individual")] == [Done.MADE, Done.MADE]
    team.manager(comment="Good start")
    team.sync(layout="individual")
    assert [team.in_workbook(name)["comment"] for name in ("Anna Müller", "Cleo")] == ["Good start", None]


def test_what_was_agreed_is_remembered_and_later_changes_are_said(team: Team) -> None:
    team.employee(agreement="Proposed")
    team.sync()
    team.manager(agreement="Agreed")
    team.employee(target=75.0)
    team.sync()
    assert team.in_workbook(columns=["changed_since_agreed"]) == {"changed_since_agreed": "target 80 → 75"}
    anna, bo = "Anna Müller, 1 Jul 2026", "Bo Ek, 1 Jul 2026"
    asked = Review(date=DAY, kind="Other", goal="G01", field="agreement", new=f"Proposed: {anna}")
    said = dataclasses.replace(asked, old="Proposed", new=f"Agreed: {anna}; {bo}")
    first = Review(date=DAY, kind="Other", goal="G01", decision="Adjust", field="target", old="80", new="75")
    assert read_tracker(team.path()).tracker.reviews == (asked, said, first)
    (goal, *_) = summarise(read_tracker(team.path()).tracker, DAY).outlooks
    assert goal[1].goal.since_agreed == "target 80 → 75"
    team.employee(target=70.0, statement="Raise it")
    team.sync()
    more = [
        dataclasses.replace(first, field="wording", old=FIRST.statement, new="Raise it"),
        dataclasses.replace(first, old="75", new="70"),
    ]
    assert read_tracker(team.path()).tracker.reviews == (asked, said, first, *more)
    assert well(team.sync()).outcome.done is Done.UNCHANGED


def test_a_sync_and_update_progress_list_each_step_once_between_them(team: Team) -> None:
    def listed() -> list[tuple[str | None, ...]]:
        return [(one.goal, one.field, one.old, one.new) for one in read_tracker(team.path()).tracker.reviews]

    def update() -> None:
        told = CliRunner().invoke(cli, ["progress", str(team.path()), "--write", "--today", DAY.isoformat()])
        assert told.exit_code == 0, told.output

    team.sync()
    team.employee(agreement="Proposed")
    update()
    steps: list[tuple[str | None, ...]] = [("G01", "agreement", None, "Proposed: Anna Müller, 1 Jul 2026")]
    assert listed() == steps
    team.sync()
    assert listed() == steps
    team.manager(agreement="Agreed", comment="Good luck")
    team.sync()
    steps += [
        ("G01", "agreement", "Proposed", "Agreed: Anna Müller, 1 Jul 2026; Bo Ek, 1 Jul 2026"),
        ("G01", "comment", None, "Good luck"),
    ]
    assert listed() == steps
    update()
    assert listed() == steps
    team.employee(target=75.0)
    update()
    steps += [("G01", "target", "80", "75")]
    assert listed() == steps
    team.sync()
    assert listed() == steps
    assert well(team.sync()).outcome.done is Done.UNCHANGED


def test_each_comment_of_the_managers_and_each_step_of_the_agreement_is_kept(team: Team) -> None:
    team.sync()
    team.manager(comment="Nice")
    team.sync()
    team.manager(comment="Very nice")
    team.sync()
    team.manager(agreement="Changes requested", comment="By when?")
    team.sync()
    team.manager(comment="And how much?")
    team.sync()
    team.manager(agreement="Proposed")
    team.sync()
    asked = "Changes requested"
    comment = Review(date=DAY, kind="Other", goal="G01", field="comment", new="Nice")
    first = Review(date=DAY, kind="Other", goal="G01", field="agreement", new=f"{asked}: By when?")
    assert read_tracker(team.path()).tracker.reviews == (
        comment,
        dataclasses.replace(comment, old="Nice", new="Very nice"),
        first,
        dataclasses.replace(first, old=asked, new=f"{asked}: And how much?"),
        dataclasses.replace(first, old=asked, new="Proposed"),
    )


def test_the_employee_proposes_a_goal_and_both_are_named_once_it_is_agreed(team: Team) -> None:
    team.sync()
    team.manager(agreement="Changes requested", comment="By when?")
    team.sync()
    team.employee(agreement="Proposed")
    result = well(team.sync())
    why = "the employee proposed it, or took that back"
    asked = SetCell(Side.SHEET, CellKey("Goal", "G01", "agreement"), "Changes requested", "Proposed", why)
    assert asked in result.people[0].actions
    assert team.in_sheet(columns=["agreement"]) == {"agreement": "Proposed"}
    assert team.in_workbook(columns=["agreed_by"]) == {"agreed_by": "Anna Müller, 1 Jul 2026"}
    team.manager(agreement="Agreed")
    team.sync()
    both = "Anna Müller, 1 Jul 2026; Bo Ek, 1 Jul 2026"
    assert team.in_workbook(columns=["agreed_by", "agreed_target"]) == {"agreed_by": both, "agreed_target": 80}
    assert [(one.old, one.new) for one in read_tracker(team.path()).tracker.reviews] == [
        (None, "Changes requested: By when?"),
        ("Changes requested", "Proposed: Anna Müller, 1 Jul 2026"),
        ("Proposed", f"Agreed: {both}"),
    ]
    team.employee(agreement="Proposed")
    (conflict,) = [one for one in well(team.sync()).people[0].actions if isinstance(one, Conflict)]
    assert (conflict.kept, team.in_workbook(columns=["agreement"])) == (Side.SHEET, {"agreement": "Agreed"})


def agreed_on_overview(team: Team) -> str:
    """How many of Anna's goals the Overview counts as agreed."""
    overview = team.server.client(BO).open_by_key(team.file()).worksheet(OVERVIEW.title)
    return str(overview.acell(f"{OVERVIEW.letter('agreed')}{FIRST_ROW}").value)


def next_review_on_overview(team: Team) -> str:
    """The formula beside Anna's name."""
    overview = team.found().tabs[OVERVIEW.sheet_id]
    return str(overview.cells[FIRST_ROW, OVERVIEW.place("next_review")]["formulaValue"])


def held(team: Team, review: Review) -> None:
    """Somebody notes a review in the first row of Anna's Reviews."""
    location = read_tracker(team.path()).tables[Review].location
    assert location
    cells = location.row_cells(location.rows.start, review, location.columns)
    set_cells(team.path(), cells, keeps=False)


def test_overview_shows_when_the_next_review_is_due_by_the_sheet_reviews(team: Team) -> None:
    team.sync()
    assert "DATE(2026,4,1)" in next_review_on_overview(team)
    held(team, Review(date=dt.date(2026, 6, 30), kind="Quarterly", goal="G01", decision="Adjust", field="target"))
    well(team.sync())
    assert "DATE(2026,9,30)" in next_review_on_overview(team)


def test_a_changed_target_of_an_agreed_goal_puts_off_no_review_and_leaves_nothing_for_the_next_sync(team: Team) -> None:
    team.employee(agreement="Proposed")
    team.sync()
    team.manager(agreement="Agreed")
    team.sync()
    team.employee(target=75.0)
    assert well(team.sync()).outcome.done is Done.UPDATED
    assert read_tracker(team.path()).tracker.reviews[-1].field == "target"
    before, line = files(team), team.server.line()
    assert well(team.sync(line=line)).outcome.done is Done.UNCHANGED
    assert (files(team), line.traffic.sent["Sheets writes"]) == (before, 0)
    assert "DATE(2026,4,1)" in next_review_on_overview(team)


def test_where_the_manager_alone_has_agreed_the_employee_can_still_propose(team: Team) -> None:
    anna, bo = "Anna Müller, 1 Jul 2026", "Bo Ek, 1 Jul 2026"
    shown = ["agreement", "agreed_by"]
    team.sync()
    team.manager(agreement="Agreed")
    team.sync()
    assert team.in_workbook(columns=shown) == {"agreement": "Agreed", "agreed_by": bo}
    assert agreed_on_overview(team) == "0"
    team.employee(agreement="Proposed")
    well(team.sync())
    assert team.in_sheet(columns=shown) == {"agreement": "Proposed", "agreed_by": anna}
    team.manager(agreement="Agreed")
    well(team.sync())
    assert team.in_workbook(columns=shown) == {"agreement": "Agreed", "agreed_by": f"{anna}; {bo}"}
    assert agreed_on_overview(team) == "1"
    team.manager(agreement="Closed")
    assert agreed_on_overview(team) == "1"


def test_a_change_that_somebody_has_noted_in_a_review_is_not_listed_twice(team: Team) -> None:
    noted = Review(date=DAY, goal="G01", decision="Adjust", field="Target", old="80", new="75", reason="New budget")
    team.sync()
    team.manager(agreement="Agreed")
    team.sync()
    file = read_tracker(team.path())
    location = file.tables[Review].location
    assert location
    typed = {name: getattr(noted, name) for name in ("date", "goal", "decision", "field", "old", "new", "reason")}
    row = {CellPlace("Reviews", f"{location.columns[name]}5"): value for name, value in typed.items()}
    set_cells(team.path(), row, keeps=False)
    team.employee(target=75.0)
    team.sync()
    assert [one.field for one in read_tracker(team.path()).tracker.reviews] == ["target"]  # as its list has it


def test_an_unreadable_cell_is_left_alone_on_both_sides(team: Team) -> None:
    team.sync()
    team.employee(target="eighty")
    team.sync()
    assert team.in_sheet()["target"] == 80
    team.employee(target=82.0)
    team.sync()
    assert (team.in_sheet()["target"], team.state().kept) == (82, ())


@pytest.mark.parametrize(("formula", "shown"), [("=1/0", "#DIV/0!"), ("=#REF!", "#REF!"), ("=NA()", "#N/A")])
def test_a_formula_of_the_managers_that_goes_wrong_is_told_and_taken_for_neither_blank_nor_text(
    formula: str, shown: str, team: Team
) -> None:
    team.sync()
    team.manager(comment="Good")
    team.sync()
    team.enter(BO, "0007/G01", "comment", formula)
    team.manager(rating="Exceeded")
    team.employee(statement="Something else")
    result = well(team.sync())
    (said,) = result.outcome.notes
    assert said == (
        f"Goals, row {team.rows()['0007/G01']} (Anna Müller), Manager's comment: a formula there goes wrong ({shown}), "
        "so that the cell is not read. Write the words themselves into the cell, or empty it."
    )
    assert team.in_workbook(columns=["comment", "rating"]) == {"comment": "Good", "rating": "Exceeded"}
    assert team.in_sheet(columns=["comment", "statement"]) == {"comment": formula, "statement": "Something else"}
    team.manager(comment="Better")
    assert well(team.sync()).outcome.notes == ()
    assert team.in_workbook(columns=["comment"]) == {"comment": "Better"}


def test_a_text_that_no_cell_of_a_workbook_can_hold_is_told_until_it_is_shorter(team: Team) -> None:
    team.sync()
    team.manager(comment="Good")
    team.sync()
    team.manager(comment="x" * 32_766 + "\N{PARTY POPPER}", rating="Exceeded")
    said = (
        f"Goals, row {team.rows()['0007/G01']} (Anna Müller), Manager's comment: the text has 32,768 characters, and a "
        "cell in Excel holds 32,767, so that the cell is not read. Shorten the text in the spreadsheet."
    )
    assert [well(team.sync()).outcome.notes for _ in range(3)] == [(said,)] * 3
    assert team.in_workbook(columns=["comment", "rating"]) == {"comment": "Good", "rating": "Exceeded"}
    team.manager(comment="x" * 32_767)
    assert well(team.sync()).outcome.notes == ()
    assert team.in_workbook(columns=["comment"]) == {"comment": "x" * 32_767}


def test_many_texts_that_are_too_long_are_one_line(team: Team) -> None:
    team.sync()
    for row in range(4, 9):
        team.type(FEEDBACK_TAB, row, "person", "Anna Müller" if row < 6 else "Cleo")
        team.type(FEEDBACK_TAB, row, "strengths", "x" * 50_000)
    title = FEEDBACK_TAB.columns[FEEDBACK_TAB.place("strengths") - 1].title
    said = (
        f"Feedback, row 4 (Anna Müller), {title}; Feedback, row 5 (Anna Müller), {title}; "
        f"Feedback, row 6 (Cleo), {title}; and 2 more cells: the texts have more than the 32,767 characters "
        "that a cell in Excel holds, so that they are not read. Shorten them in the spreadsheet."
    )
    assert well(team.sync()).outcome.notes == (said,)


def test_a_text_too_long_in_feedback_is_told_until_it_is_shorter(team: Team) -> None:
    team.sync()
    team.type(FEEDBACK_TAB, 4, "person", "Anna Müller")
    team.type(FEEDBACK_TAB, 4, "strengths", "x" * 50_000)
    team.type(FEEDBACK_TAB, 4, "ideas", "Rest")
    title = FEEDBACK_TAB.columns[FEEDBACK_TAB.place("strengths") - 1].title
    said = (
        f"Feedback, row 4 (Anna Müller), {title}: the text has 50,000 characters, and a cell in Excel holds 32,767, so "
        "that the cell is not read. Shorten the text in the spreadsheet."
    )
    assert [well(team.sync()).outcome.notes for _ in range(2)] == [(said,)] * 2
    team.type(FEEDBACK_TAB, 4, "strengths", "Calm")
    assert well(team.sync()).outcome.notes == ()
    (row,) = read_tracker(team.path()).tracker.feedback
    assert (row.strengths, row.ideas) == ("Calm", "Rest")


def test_somebody_who_moves_to_another_manager_keeps_what_was_said(team: Team) -> None:
    team.sync()
    team.manager(comment="Good start", agreement="Agreed")
    team.sync()
    one = team.participants()[0].tracker
    other = dataclasses.replace(one.person.manager, id="0002", name="Cy Ash", email="cy@example.com")
    team.make(dataclasses.replace(one, person=dataclasses.replace(one.person, manager=other)))
    results = team.sync()
    assert [result.outcome.done for result in results] == [Done.MADE, Done.UPDATED]
    gone = "access was withdrawn"
    told = "Goals, row 4: Anna Müller's goal G01: with another manager now; the row stays for what the manager wrote."
    assert [note for one in results for note in one.outcome.notes if gone not in note] == [told]
    assert [note for _ in range(2) for one in team.sync() for note in one.outcome.notes] == []
    assert team.in_workbook()["comment"] == "Good start"


def test_a_column_of_the_managers_that_was_deleted_comes_back_with_the_words_in_it(team: Team) -> None:
    team.sync()
    team.manager(comment="Good start")
    team.sync()
    place = GOALS_TAB.place("comment")
    column = {"sheetId": GOALS_TAB.sheet_id, "dimension": "COLUMNS", "startIndex": place - 1, "endIndex": place}
    team.change(HR, {"deleteDimension": {"range": column}})
    said = (
        "the column Manager's comment of Goals was deleted, and is put back with what the workbooks hold of it; "
        "what was written there since the last sync is in File > Version history."
    )
    assert well(team.sync()).outcome.notes == (said,)
    assert team.in_sheet()["comment"] == team.in_workbook()["comment"] == "Good start"


def test_of_what_somebody_wrote_over_only_that_is_told_which_is_no_conflict(team: Team) -> None:
    team.sync()
    team.manager(email=HR, statement="Answer faster")
    team.type(GOALS_TAB, team.rows()["0007/G02"], "status", "Fine", email=HR)
    said = "Goals, row 5, Status: what stood there was overwritten or erased, and is written anew."
    result = well(team.sync())
    assert result.outcome.notes == (said,)
    assert [action.key.column for action in result.people[0].actions if isinstance(action, Conflict)] == ["statement"]
    assert well(team.sync()).outcome.notes == ()


def test_a_row_whose_id_is_another_goals_is_left_alone_and_named(team: Team) -> None:
    team.sync()
    team.manager(comment="Good start")
    team.sync()
    team.type(GOALS_TAB, team.rows()["0007/G01"], "key", "0008/G01", email=HR)
    (result,) = team.sync()
    assert "Goals, row 4 (Anna Müller's G01), row 6 (Cleo's G01): row ids and contents" in str(result.outcome.error)
    well(team.sync(Wishes(accepted=frozenset({SWAPPED}))))
    assert well(team.sync()).outcome.notes == ()
    assert team.rows() == {"0007/G01": 4, "0007/G02": 5, "0008/G01": 6}
    assert [team.in_workbook(name)["comment"] for name in ("Anna Müller", "Cleo")] == ["Good start", None]


def test_a_spreadsheet_that_was_deleted_is_named_first_and_then_made_again_with_all_words(team: Team) -> None:
    team.sync()
    team.manager(comment="Good start")
    team.sync()
    team.server.client(HR).http_client.request("delete", f"https://www.googleapis.com/drive/v3/files/{team.file()}")
    assert [result.outcome.done for result in (*team.sync(), *team.sync())] == [Done.LOST, Done.MADE]
    assert team.in_sheet()["comment"] == team.in_workbook()["comment"] == "Good start"


def test_an_old_backup_rolls_nothing_back_silently(team: Team) -> None:
    team.sync()
    old = team.path().read_bytes()
    team.employee(target=85.0)
    team.manager(comment="Good start")
    team.sync()
    team.path().write_bytes(old)
    before = team.rows()
    (result,) = team.sync()
    assert str(result.outcome.error).splitlines()[1] == (
        "  Anna Müller: the workbook is older than its last sync (a backup?) and would undo 1 cell of what is newer. "
        "Put the newer workbook back. If this one is to count, run it again with --accept-older; with --resolve "
        "theirs it gets what Google has."
    )
    assert team.rows() == before
    result = well(team.sync(Wishes(accepted=frozenset({"--accept-older"}))))
    assert team.in_workbook() == team.in_sheet()
    assert team.in_workbook()["comment"] == "Good start"
    assert [(one.conflict.key.column, one.conflict.sheet) for one in team.state().kept] == [("target", 85.0)]
    assert any(isinstance(action, Conflict) for action in result.people[0].actions)


def test_what_a_person_wrote_after_an_old_backup_is_no_rewording_of_the_managers(team: Team) -> None:
    team.sync()
    old = team.path().read_bytes()
    team.employee(statement="My own newer words")
    team.sync()
    team.path().write_bytes(old)
    result = well(team.sync(Wishes(accepted=frozenset({"--accept-older"}))))
    said = [one for one in result.people[0].actions if isinstance(one, Conflict)]
    assert [(one.sheet, one.why) for one in said] == [
        ("My own newer words", "the workbook is older than what was synced since")
    ]
    assert team.in_workbook()["suggested_wording"] is team.in_sheet()["suggested_wording"] is None


@pytest.mark.whole
def test_lines_on_reviews_of_a_goal_that_is_deleted_later_are_no_fault(team: Team) -> None:
    team.sync()
    team.manager("0007/G02", comment="Good start")
    team.sync()
    file = read_tracker(team.path())
    assert [(row.goal, row.field) for row in file.tracker.reviews] == [("G02", "comment")]
    places = [file.place(Goal, 1, column) for column in ("id", "statement", "target")]
    set_cells(team.path(), {place: None for place in places if place}, keeps=False)
    again = read_tracker(team.path())
    assert [one for one in again.problems if "G02" in str(one)] == []
    assert [row.goal for row in again.tracker.reviews] == ["G02"]


def test_an_old_backup_gets_what_google_has(team: Team) -> None:
    team.sync()
    old = team.path().read_bytes()
    team.employee(target=85.0)
    team.sync()
    team.path().write_bytes(old)
    well(team.sync(Wishes(resolve=lambda *_: Side.SHEET)))
    assert team.in_workbook()["target"] == team.in_sheet()["target"] == 85


def test_an_old_backup_that_undoes_nothing_is_brought_up_to_date(team: Team) -> None:
    team.sync()
    old = team.path().read_bytes()
    team.manager(comment="Good start")
    team.sync()
    team.path().write_bytes(old)
    well(team.sync())
    assert team.in_workbook()["comment"] == "Good start"


@pytest.mark.whole
def test_a_goal_of_which_an_old_backup_knows_nothing_stays_in_the_sheet(team: Team) -> None:
    team.sync()
    old = team.path().read_bytes()
    set_cells(team.path(), {CellPlace("Goals", "B8"): "Raise it further"}, keeps=False)
    team.sync()
    team.path().write_bytes(old)
    for result in (well(team.sync()), well(team.sync())):
        assert team.in_sheet("0007/G03")["statement"] == "Raise it further"
        assert "Anna Müller's workbook knows nothing of goal G03, as an older copy does" in " ".join(
            result.outcome.notes
        )


def test_goals_may_be_added_where_there_was_none(team: Team) -> None:
    team.sync()
    team.make(tracker(8, "Cleo", goals=[FIRST, dataclasses.replace(SECOND, comment="Which one?")]))
    well(team.sync())
    assert team.in_sheet("0008/G02")["comment"] == "Which one?"
    assert isinstance(team.participants()[1].tracker.goals[0], Goal)
