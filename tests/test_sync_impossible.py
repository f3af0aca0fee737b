"""What a manager writes that cannot be, such as a word that no list offers: told with its cell, and not carried."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from both_sides import Team, well
from teams import DAY
from test_sync_both_command import sync

from goalsheet.google.goal_rows import REMOVED
from goalsheet.layout import last_state
from goalsheet.layout.plan import Value
from goalsheet.layout.review import FIRST_ROW, Tab
from goalsheet.layout.review_tabs import FEEDBACK_TAB, RECOGNITION_TAB
from goalsheet.merge.copy import Base, BaseRow
from goalsheet.sync.steps import Done
from goalsheet.tracker.logs import Feedback, Reward
from goalsheet.workbook.reading import read_tracker
from goalsheet.workbook.setting import set_cells

pytestmark = pytest.mark.slow

SPREADSHEET = "Goals 2026 · team of Bo Ek"
NOT = "It does not go into the workbook."
NO_GOAL = 'Goal no.: there is no goal "G99".'


def told(row: str, what: str, cure: str) -> str:
    """The line on a cell in a row that is Anna's."""
    return f"{SPREADSHEET}: {row} (Anna Müller), {what} {NOT} {cure}"


def adds(team: Team, tab: Tab, row: int = FIRST_ROW, **cells: Value) -> None:
    """The manager fills in a row that is for Anna."""
    for column, value in {"person": "Anna Müller", **cells}.items():
        team.type(tab, row, column, value)


def workbooks(team: Team) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in team.folder.glob("*.xlsx")}


def test_what_cannot_be_is_told_with_its_cell_and_reaches_the_workbook_once_it_is_mended(team: Team) -> None:
    row = team.rows()["0007/G01"]
    team.manager(agreement="Maybe", rating="5", comment="Well done")
    adds(team, FEEDBACK_TAB, date="yesterday", source="Boss", goal="G99", strengths="Calm", rating=77)
    adds(team, RECOGNITION_TAB, date=3, reward="Thank you", kind="Praise", goal="G02")
    code, _, said = sync(team)
    assert (code, said.splitlines()) == (
        1,
        [
            told(
                f"Goals, row {row}",
                'Agreement: "Maybe" is not offered here.',
                "Pick one of: Draft, Proposed, Changes requested, Agreed, Closed.",
            ),
            told(
                f"Goals, row {row}",
                'Rating: "5" is not offered here.',
                "Pick one of: Exceeded, Achieved, Partly achieved, Not achieved.",
            ),
            told("Feedback, row 4", 'Date: "yesterday" is no date.', "Type the day again, for instance 2027-06-30."),
            told(
                "Feedback, row 4",
                'From: "Boss" is not offered here.',
                "Pick one of: Manager, Mentor, Peer, Self, Others.",
            ),
            told("Feedback, row 4", NO_GOAL, "Write the number that the goal has on Goals."),
            told("Feedback, row 4", "Rating: 77 is not possible here.", "Type a number from 1 to 5."),
            told("Recognition, row 4", 'Date: "3" is no date.', "Type the day again, for instance 2027-06-30."),
            told(
                "Recognition, row 4",
                'Kind: "Praise" is not offered here.',
                "Pick one of: Incentive, Reward, Celebration, Recognition.",
            ),
        ],
    )
    file = read_tracker(team.path())
    assert file.problems == ()
    assert team.in_workbook(columns=["agreement", "rating", "comment"]) == {
        "agreement": None,
        "rating": None,
        "comment": "Well done",
    }
    assert file.tracker.feedback == (Feedback(strengths="Calm", id="F01"),)
    assert file.tracker.rewards == (Reward(reward="Thank you", goal="G02", id="R01"),)
    assert team.in_sheet(columns=["agreement", "rating"]) == {"agreement": "Maybe", "rating": "5"}
    before = workbooks(team)
    assert sync(team)[::2] == (1, said)
    assert workbooks(team) == before
    team.manager(agreement="Agreed", rating=None)
    adds(team, FEEDBACK_TAB, date=DAY, source="Manager", goal="G01", rating=4)
    adds(team, RECOGNITION_TAB, date=DAY, kind="Recognition")
    assert sync(team)[::2] == (0, "")
    tracker = read_tracker(team.path()).tracker
    assert team.in_workbook(columns=["agreement", "rating"]) == {"agreement": "Agreed", "rating": None}
    assert tracker.feedback == (Feedback(date=DAY, source="Manager", goal="G01", strengths="Calm", rating=4, id="F01"),)
    assert tracker.rewards == (Reward(reward="Thank you", date=DAY, kind="Recognition", goal="G02", id="R01"),)


def test_what_stood_in_the_workbook_stays_there_until_the_managers_cell_is_mended(team: Team) -> None:
    team.manager(agreement="Agreed", rating="Achieved")
    team.sync()
    team.manager(agreement="Maybe", rating="Super")
    team.employee(target=75.0)
    well(team.sync())
    held = team.in_workbook(columns=["agreement", "rating", "target"])
    assert held == {"agreement": "Agreed", "rating": "Achieved", "target": 75}
    assert team.in_sheet(columns=["agreement", "rating", "target"]) == {
        "agreement": "Maybe",
        "rating": "Super",
        "target": 75,
    }


def test_the_same_in_many_cells_is_told_in_one_line(team: Team) -> None:
    for row in range(FIRST_ROW, FIRST_ROW + 5):
        adds(team, FEEDBACK_TAB, row, strengths="Calm", rating=0)
    where = "; ".join(f"Feedback, row {row} (Anna Müller), Rating" for row in (4, 5, 6))
    assert well(team.sync()).outcome.notes == (
        f"{where}; and 2 more cells: 0 is not possible here. {NOT} Type a number from 1 to 5.",
    )


def test_words_in_other_letters_are_taken_as_meant_on_every_tab(team: Team) -> None:
    team.manager(agreement=" agreed")
    adds(team, FEEDBACK_TAB, source="MANAGER", form="meeting", goal="g01", strengths="Calm")
    adds(team, RECOGNITION_TAB, reward="Cake", kind="recognition")
    assert well(team.sync()).outcome.notes == ()
    file = read_tracker(team.path())
    assert (file.problems, team.in_workbook()["agreement"]) == ((), "Agreed")
    assert file.tracker.feedback == (
        Feedback(source="Manager", form="Meeting", goal="g01", strengths="Calm", id="F01"),
    )
    assert file.tracker.rewards == (Reward(reward="Cake", kind="Recognition", id="R01"),)
    before = workbooks(team)
    assert well(team.sync()).outcome.done is Done.UNCHANGED
    assert workbooks(team) == before


def test_feedback_may_name_a_goal_whose_row_still_stands_on_goals(team: Team) -> None:
    team.employee(index=1, statement=None)
    team.sync()
    assert team.in_sheet("0007/G02", ["status"]) == {"status": REMOVED}
    adds(team, FEEDBACK_TAB, goal="G02", strengths="A pity")
    assert well(team.sync()).outcome.notes == ()
    assert read_tracker(team.path()).tracker.feedback == (Feedback(goal="G02", strengths="A pity", id="F01"),)


def test_what_an_older_sync_has_carried_is_told_and_goes_once_it_is_mended(team: Team) -> None:
    old: dict[str, Value] = {"agreement": "Maybe", "rating": "Super"}
    team.manager(agreement="Maybe", rating="Super")
    team.employee(agreement="Maybe", rating="Super")
    state, settings = team.state(), read_tracker(team.path()).settings
    goals = state.base.tables["Goal"]
    known = BaseRow({**goals["G01"].cells, **old})
    state = dataclasses.replace(state, base=Base({**state.base.tables, "Goal": {**goals, "G01": known}}))
    set_cells(team.path(), last_state.cells(state, settings.rows, settings.title), keeps=False)
    before, line = workbooks(team), team.server.line()
    result = well(team.sync(line=line))
    assert (len(result.outcome.notes), result.outcome.done) == (2, Done.UNCHANGED)
    assert (workbooks(team), line.traffic.sent["Sheets writes"]) == (before, 0)
    team.manager(agreement="Proposed", rating="Exceeded")
    assert well(team.sync()).outcome.notes == ()
    assert team.in_workbook(columns=[*old]) == {"agreement": "Proposed", "rating": "Exceeded"}


def test_a_push_tells_of_it_too(team: Team) -> None:
    adds(team, FEEDBACK_TAB, date=dt.date(2026, 5, 1), goal="G99", strengths="Calm")
    team.type(FEEDBACK_TAB, FIRST_ROW + 1, "strengths", "For nobody yet")
    team.type(FEEDBACK_TAB, FIRST_ROW + 1, "goal", "G99")
    said = told("Feedback, row 4", NO_GOAL, "Write the number that the goal has on Goals.")
    assert sync(team, "--push-only")[::2] == (1, f"{said}\n")
