"""When rewards are earned: each condition, told from goals, check-ins, steps and dates."""

from __future__ import annotations

import datetime as dt

import pytest

from goalsheet.progress import rewards
from goalsheet.progress.rewards import Journey
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, Reward

TODAY = dt.date(2026, 7, 1)
JUNE = dt.date(2026, 6, 1)

GOALS = {
    "G01": Goal(id="G01", measure="Increase", baseline=10, target=20, progress=0.6, status="On track"),
    "G02": Goal(id="G02", measure="Decrease", baseline=20, target=10, progress=0.2, status="At risk"),
    "G03": Goal(id="G03", measure="Milestones", kind="Learning", progress=1.0, status="Achieved"),
    "G04": Goal(id="G04", measure="Running total", target=100, progress=0.5, status="On track"),
}
CHECK_INS = (
    CheckIn(date=dt.date(2026, 6, 20), goal="G01", value=16),
    CheckIn(date=dt.date(2026, 6, 10), goal="g01", value=15),
    CheckIn(date=dt.date(2026, 5, 10), goal="G01", value=12),
    CheckIn(date=dt.date(2026, 7, 2), goal="G01", value=20),
    CheckIn(date=dt.date(2026, 6, 5), goal="G02", value=14),
    CheckIn(date=dt.date(2026, 6, 15), goal="G02", value=18),
    CheckIn(date=dt.date(2026, 6, 15), goal="G04", value=50),
)
ACTIONS = (
    Action(goal="G03", action="Read", state="Done", done_on=JUNE),
    Action(goal="G03", action="Try", state="Done", done_on=dt.date(2026, 6, 8)),
    Action(goal="G01", action="Call", state="Done", done_on=dt.date(2026, 5, 1)),
    Action(goal="G03", action="Think", state="Dropped"),
)
JOURNEY = Journey(GOALS, CHECK_INS, ACTIONS, TODAY)


@pytest.mark.parametrize(
    ("when", "goal", "count", "state", "earned_on"),
    [
        ("50 % reached", "G01", None, "Earned", dt.date(2026, 6, 10)),
        ("25 % reached", "g01", None, "Earned", dt.date(2026, 6, 10)),
        ("75 % reached", "G01", None, "To come", None),
        ("Goal achieved", "G01", None, "To come", None),  # the check-in that reaches it lies ahead
        ("50 % reached", "G02", None, "Earned", dt.date(2026, 6, 5)),  # and stays earned though it fell back
        ("Goal achieved", "G03", None, "Earned", dt.date(2026, 6, 8)),
        ("50 % reached", "G03", None, "Earned", JUNE),  # the first of two steps
        ("50 % reached", "G04", None, "Earned", None),  # no single check-in tells
        ("Goal achieved", "G99", None, "Which goal?", None),
        ("Goal achieved", None, None, "Which goal?", None),
        ("Check-ins done", "G01", 3, "Earned", dt.date(2026, 6, 20)),
        ("Check-ins done", None, 4, "Earned", dt.date(2026, 6, 15)),
        ("Check-ins done", "G01", 4, "To come", None),
        ("Weeks in a row", None, 3, "Earned", dt.date(2026, 6, 15)),  # those from 1, 8 and 15 June
        ("Weeks in a row", None, 4, "To come", None),
        ("Weeks in a row", "G01", 2, "Earned", dt.date(2026, 6, 20)),
        ("Weeks in a row", "G01", None, "Earned", dt.date(2026, 5, 10)),
        ("Weeks in a row", "G04", 2, "To come", None),
        ("Learning steps done", None, None, "Earned", JUNE),
        ("Learning steps done", None, 2, "Earned", dt.date(2026, 6, 8)),
        ("Learning steps done", None, 3, "To come", None),
        ("Learning steps done", "G01", 1, "Earned", dt.date(2026, 5, 1)),
        (None, "G01", None, "To come", None),
    ],
)
def test_a_reward_is_earned_when_its_condition_is_met(
    when: str | None, goal: str | None, count: int | None, state: str, earned_on: dt.date | None
) -> None:
    reward = Reward(reward="Cake", when=when, goal=goal, count=count)
    assert (rewards.state(reward, JOURNEY), rewards.earned_on(reward, JOURNEY)) == (state, earned_on)


@pytest.mark.parametrize(
    ("reward", "state"),
    [
        (Reward(reward="Cake", when="On a date", date=TODAY), "Earned"),
        (Reward(reward="Cake", when="On a date", date=dt.date(2026, 7, 2)), "To come"),
        (Reward(reward="Bonus", when="Given by manager"), "To come"),
        (Reward(reward="Bonus", when="Given by manager", date=JUNE), "Received"),
        (Reward(reward="Thank you", id="R01"), "Received"),
        (Reward(reward="Cake", when="50 % reached", goal="G01", celebrated_on=TODAY), "Celebrated"),
        (Reward(reward="  ", when="On a date", date=TODAY), None),
    ],
)
def test_a_reward_may_come_on_a_date_or_from_the_manager(reward: Reward, state: str | None) -> None:
    assert rewards.state(reward, JOURNEY) == state
