"""What has to be filled in for each letter of SMART."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from goalsheet.smart.readiness import READY_COLUMNS, letters_ready, readiness
from goalsheet.tracker.goal import Goal

WHOLE = Goal(
    statement="Raise first-call resolution from 68 % to 80 % by 30 June with the new call guide",
    category="Improve performance",
    kind="Performance",
    measure="Increase",
    unit="%",
    target=80,
    evidence="Weekly report",
    resources="Call guide",
    obstacle_plan="If a call is too long, then I call back",
    why="Customers wait less",
    objective="Customers who stay",
    hours_per_week=2,
    start=dt.date(2026, 1, 1),
    due=dt.date(2026, 6, 30),
    rhythm="Weekly",
)


def letters(goal: Goal, actions: int = 0) -> str:
    answers = readiness(goal, actions)
    return "".join(
        letter if answers[name] == "Ready" else "-" for letter, name in zip("SMART", READY_COLUMNS, strict=True)
    )


@pytest.mark.parametrize(
    ("without", "left"),
    [
        ({}, "SMART"),
        ({"category": None}, "-MART"),
        ({"kind": " "}, "-MART"),
        ({"evidence": None}, "S-ART"),
        ({"target": None}, "S-ART"),
        ({"unit": None}, "S-ART"),
        ({"measure": "Yes / no", "target": None, "unit": None}, "SMART"),
        ({"measure": "Milestones"}, "S-ART"),  # milestones are actions, and there is none
        ({"resources": None}, "SM-RT"),
        ({"obstacle_plan": None}, "SM-RT"),
        ({"why": None}, "SMA-T"),
        ({"objective": None}, "SMA-T"),
        ({"objective": None, "value": "Growth"}, "SMART"),
        ({"hours_per_week": None}, "SMA-T"),
        ({"hours_per_week": None, "confidence": 7}, "SMART"),
        ({"due": None}, "SMAR-"),
        ({"due": dt.date(2025, 1, 1)}, "SMAR-"),
        ({"rhythm": None}, "SMAR-"),
    ],
)
def test_a_letter_is_ready_when_its_cells_are_filled_in(without: dict[str, object], left: str) -> None:
    assert letters(dataclasses.replace(WHOLE, **without)) == left  # type: ignore[arg-type]  # columns by name


def test_an_action_stands_for_an_if_then_plan_and_for_milestones() -> None:
    assert letters(dataclasses.replace(WHOLE, obstacle_plan=None, measure="Milestones"), actions=1) == "SMART"


def test_a_row_without_a_goal_says_nothing() -> None:
    assert set(readiness(dataclasses.replace(WHOLE, statement="  "), 3).values()) == {None}


def test_letters_are_counted() -> None:
    assert letters_ready(dataclasses.replace(WHOLE, **readiness(WHOLE, 0))) == 5  # type: ignore[arg-type]  # text columns
