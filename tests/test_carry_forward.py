"""What of last cycle's tracker goes on into the next one."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from teams import BO, tracker

from goalsheet.template.carry_forward import FINISHED, GIVEN_UP, GOES_ON, Legacy, carry_forward, too_much
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, Review, Reward
from goalsheet.tracker.person import Person
from goalsheet.tracker.tracker import Cycle, Tracker
from goalsheet.tracker.vision import JournalEntry, MindMapIdea, PersonalValue, Vision, VisionTile

NOW = dt.date(2026, 12, 15)
JAN1, DEC31 = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
NEXT = Cycle("2027", dt.date(2027, 1, 1), dt.date(2027, 12, 31))
CAKE = Reward(kind="Reward", reward="Cake", when="Goal achieved", goal="G02")


def goal(number: int, **cells: Any) -> Goal:
    usual = {"measure": "Increase", "baseline": 0.0, "target": 10.0, "start": JAN1, "due": DEC31}
    return Goal(**{"id": f"G{number:02}", "statement": f"Goal {number}", **usual, **cells})


def last(*goals: Goal, **rows: Any) -> Tracker:
    return dataclasses.replace(tracker(goals=goals, check_ins=()), **rows)


def fresh(**rows: Any) -> Tracker:
    person = Person("0007", "Anna", "Müller", "Anna Müller", manager=BO)
    starters = {"goals": (Goal(id="G01", statement="An example"),), "actions": (Action(goal="G01", action="Try it"),)}
    return dataclasses.replace(tracker(), person=person, cycle=NEXT, **{"check_ins": (), **starters, **rows})


def carried(of: Tracker, **rows: Any) -> Tracker:
    return carry_forward(Legacy(of, NOW), fresh(**rows))


@pytest.mark.parametrize(
    ("cells", "decision", "fate"),
    [
        ({"current": 4.0}, None, GOES_ON),
        ({"current": 4.0}, "Keep", GOES_ON),
        ({"current": 4.0}, "Adjust", GOES_ON),
        ({"current": 4.0}, "Drop", GIVEN_UP),
        ({"current": 4.0}, "Celebrate", FINISHED),
        ({"current": 10.0}, None, FINISHED),
        ({"current": 10.0}, "Keep", FINISHED),
        ({"current": 10.0}, "Drop", GIVEN_UP),
        ({"current": 4.0, "agreement": "Closed"}, None, GIVEN_UP),
        ({"current": 10.0, "agreement": "Closed"}, None, FINISHED),
        ({}, None, GOES_ON),
    ],
)
def test_a_goal_goes_on_unless_it_is_achieved_dropped_or_closed(
    cells: dict[str, Any], decision: str | None, fate: str
) -> None:
    reviews = (Review(goal="g01", decision=decision, date=NOW),) if decision else ()
    assert [found for _, found in Legacy(last(goal(1, **cells), reviews=reviews), NOW).fates] == [fate]


def test_the_last_review_of_a_goal_decides_whatever_row_it_stands_in() -> None:
    reviews = (
        Review(goal="G01", decision="Keep", date=dt.date(2026, 9, 1)),
        Review(goal="G01", decision="Drop", date=dt.date(2026, 6, 1)),
        Review(goal="G01", date=dt.date(2026, 10, 1), moved="Not decided"),
    )
    assert Legacy(last(goal(1), reviews=reviews), NOW).count(GOES_ON) == 1


def test_what_the_employee_wrote_of_a_goal_comes_along_under_a_new_number_as_a_draft() -> None:
    over = goal(1, current=10.0)
    open_goal = goal(2, why="It counts", weight=0.4, current=4.0, agreement="Agreed", comment="Good", hint="Hint")
    long_one = goal(4, due=dt.date(2027, 6, 30))
    found = carried(last(over, open_goal, long_one))
    assert found.goals == (
        Goal(
            id="G01",
            statement="Goal 2",
            measure="Increase",
            baseline=0.0,
            target=10.0,
            current=4.0,
            why="It counts",
            weight=0.4,
            agreement="Draft",
        ),
        goal(2, statement="Goal 4", due=dt.date(2027, 6, 30), agreement="Draft"),
    )
    assert found.actions == ()
    assert found.introduction == (
        "This workbook goes on from 2026, Anna: 2 goals that are not achieved yet came along to Goals, with the steps "
        "that are left, and so did what you wrote on Vision. See whether it still fits, set new dates where they are "
        "blank, and agree it anew with Bo Ek. All else stays in your last workbook."
    )


def test_the_templates_starter_goals_stay_where_no_goal_goes_on() -> None:
    found = carried(last(goal(1, current=10.0), vision=Vision(answers=("Music",))))
    assert (found.goals, found.actions, found.introduction) == (fresh().goals, fresh().actions, fresh().introduction)
    assert found.vision == Vision(answers=("Music",))


def test_steps_that_are_left_come_along_and_all_that_count_where_steps_are_the_measure() -> None:
    rows = (
        Action(goal="G01", action="Of an achieved goal"),
        Action(goal="G02", action="Done", state="Done"),
        Action(goal="g02", action="Open", state="Open", id="A7", result="Half"),
        Action(goal="G02", action="No state"),
        Action(goal="G03", action="Step done", state="Done", done_on=NOW, weight=2.0),
        Action(goal="G03", action="Dropped", state="Dropped"),
        Action(action="For no goal", state="In progress"),
    )
    goals = (goal(1, current=10.0), goal(2), goal(3, measure="Milestones"))
    assert carried(last(*goals, actions=(*rows, Action(goal="G03", action="Step left")))).actions == (
        Action(goal="G01", action="Open", state="Open", result="Half"),
        Action(goal="G01", action="No state"),
        Action(goal="G02", action="Step done", state="Done", done_on=NOW, weight=2.0),
        Action(action="For no goal", state="In progress"),
        Action(goal="G02", action="Step left"),
    )


def test_where_a_goal_stood_comes_along_as_one_check_in() -> None:
    log = (
        CheckIn(date=dt.date(2026, 3, 1), goal="G01", value=3.0),
        CheckIn(date=dt.date(2026, 5, 1), goal="G01", value=5.0, private_note="Tired"),
        CheckIn(date=dt.date(2026, 6, 1), goal="G01", note="No number"),
        CheckIn(date=dt.date(2026, 3, 1), goal="G02", value=3.1),
        CheckIn(date=dt.date(2026, 5, 1), goal="G02", value=0.2),
        CheckIn(date=dt.date(2026, 5, 1), goal="G03", note="Only words"),
    )
    goals = (goal(1), goal(2, measure="Running total", baseline=1.0), goal(3, current=2.0))
    found = carried(last(*goals, check_ins=log))
    assert found.check_ins == (
        CheckIn(date=dt.date(2026, 5, 1), goal="G01", value=5.0, note="Brought forward from 2026."),
        CheckIn(date=dt.date(2026, 5, 1), goal="G02", value=3.3, note="Brought forward from 2026."),
    )
    before, after = (Legacy(one, NOW).going_on for one in (last(*goals, check_ins=log), found))
    assert [one.goal.progress for one in after] == [one.goal.progress for one in before]


def test_own_rewards_that_are_still_to_come_come_along() -> None:
    rows = (
        CAKE,
        Reward(reward="Of an achieved goal", when="Goal achieved", goal="G01", celebrated_on=NOW),
        Reward(reward="For a dropped goal", when="Goal achieved", goal="G03"),
        Reward(reward="Over", when="On a date", date=JAN1),
        Reward(reward="Thank you", id="R01", date=JAN1),
        Reward(reward="A day off", when="On a date", date=dt.date(2027, 5, 1)),
        Reward(reward="lunch  WITH the team", when="Check-ins done", count=12),
    )
    of = last(
        goal(1, current=10.0), goal(2), goal(3), rewards=rows, reviews=(Review(goal="G03", decision="Drop", date=NOW),)
    )
    company = Reward(kind="Celebration", reward="Lunch with the team", when="Check-ins done", count=10)
    assert carried(of, rewards=(company,)).rewards == (company, dataclasses.replace(CAKE, goal="G01"), rows[5])


def test_adjustments_that_were_decided_and_not_made_come_along() -> None:
    day = dt.date(2026, 9, 30)

    def decided(field: str | None, new: str | None, goal: str = "g02", **cells: Any) -> Review:
        return Review(date=day, kind="Quarterly", goal=goal, decision="Adjust", field=field, new=new, **cells)

    rows = (
        decided("Target", "10"),
        decided("target", "12", old="10", reason="More hands"),
        decided("weight", "30 %"),
        decided("due date", "31 Dec 2026"),
        decided("wording", "Goal  2"),
        decided("scope", "Only the north"),
        decided("due date", None),
        decided("target", "8", goal="G01"),
        Review(date=day, goal="G02", decision="Keep", field="wording"),
    )
    of = last(goal(1, current=10.0), goal(2, weight=0.3), reviews=rows)
    left = "(Decided on 30 Sep 2026, brought forward from 2026.)"
    assert carried(of).reviews == (
        Review(
            kind="Quarterly",
            goal="G01",
            decision="Adjust",
            field="target",
            old="10",
            new="12",
            reason=f"More hands {left}",
        ),
        Review(kind="Quarterly", goal="G01", decision="Adjust", field="scope", new="Only the north", reason=left),
    )


def test_the_vision_comes_along_without_the_journal() -> None:
    vision = Vision(
        answers=("Music", None),
        values=(PersonalValue("Growth", 1),),
        tiles=(VisionTile("A shop", goal="G02"), VisionTile("A prize", goal="G01")),
        ideas=(MindMapIdea("Me"),),
        journal=(JournalEntry(NOW, "Good"),),
    )
    assert carried(last(goal(1, current=10.0), goal(2), vision=vision)).vision == dataclasses.replace(
        vision, tiles=(VisionTile("A shop", goal="G01"), VisionTile("A prize")), journal=()
    )


def test_more_steps_than_there_is_room_for_are_told() -> None:
    rows = tuple(Action(goal="G01", action=f"Step {number}") for number in range(41))
    assert too_much(Legacy(last(goal(1), actions=rows[:40]), NOW)) is None
    assert too_much(Legacy(last(goal(1), actions=rows), NOW)) == "41 steps go on, and a new workbook has room for 40."
