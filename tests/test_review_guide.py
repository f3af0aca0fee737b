"""The guide through the goals for the next review, and the ratings of both sides together."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from teams import FIRST, SECOND, tracker

from goalsheet.layout.facts import Figures, facts
from goalsheet.progress.review_guide import GuideLine, together
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, Review

TODAY = dt.date(2026, 7, 1)
AGREED = dataclasses.replace(
    FIRST,
    agreement="Agreed",
    agreed_on=dt.date(2026, 5, 1),
    agreed_statement=FIRST.statement,
    agreed_target=70.0,
    agreed_due=FIRST.due,
)


def figures(*goals: Goal, reviews: tuple[Review, ...] = (), actions: tuple[Action, ...] = ()) -> Figures:
    log = tuple(CheckIn(date=dt.date(2026, month, 20), goal="g01", value=70 + month) for month in (3, 5, 6))
    of = tracker(goals=goals, check_ins=log)
    return facts(dataclasses.replace(of, reviews=reviews, actions=actions), TODAY).figures


def test_the_guide_says_what_moved_since_the_last_review_and_what_to_think_of() -> None:
    reviews = (Review(date=dt.date(2026, 4, 1), goal="G01"), Review(date=dt.date(2026, 9, 1)))
    steps = (
        Action(goal="G01", action="Before", state="Done", done_on=dt.date(2026, 4, 1)),
        Action(goal="G01", action="Since", state="Done", done_on=dt.date(2026, 4, 2)),
        Action(goal="G01", action="Open"),
        Action(goal="G02", action="Another's", state="Done", done_on=TODAY),
    )
    found = figures(FIRST, SECOND, reviews=reviews, actions=steps)
    assert found.last_review == dt.date(2026, 4, 1)
    assert found.guide[:3] == (
        GuideLine(
            id="G01",
            text="Raise first-call resolution …",
            progress=2 / 3,
            status="On track",
            moved="Check-ins: 2, steps: 1",
            advice="Keep",
        ),
        GuideLine(
            id="G02",
            text="Pass the exam",
            progress=0.0,
            status="In progress",
            moved="Check-ins: 0, steps: 1",
            advice="Keep",
        ),
        GuideLine(),
    )


@pytest.mark.parametrize(
    ("own", "managers", "points"),
    [
        ("Exceeded", "Not achieved", 2.5),
        ("Achieved", None, 3.0),
        (None, "Not achieved", 1.0),
        (None, None, None),
    ],
)
def test_a_rating_that_is_missing_is_left_out(own: str | None, managers: str | None, points: float | None) -> None:
    assert together(own, managers) == points


def test_all_goals_are_rated_together_by_weight_without_those_that_are_not_rated() -> None:
    goals = (
        dataclasses.replace(FIRST, weight=0.6, rating="Exceeded"),
        dataclasses.replace(SECOND, weight=0.2),
        Goal(statement="Unrated", weight=0.2),
    )
    reviews = (
        Review(date=dt.date(2026, 6, 1), goal="g02", rating="Not achieved"),
        Review(date=dt.date(2026, 3, 1), goal="G02", rating="Exceeded"),
    )
    found = figures(*goals, reviews=reviews)
    assert [(line.own, line.managers, line.together) for line in found.guide[:3]] == [
        (None, "Exceeded", 4.0),
        ("Not achieved", None, 1.0),
        (None, None, None),
    ]
    assert found.rated == pytest.approx((0.6 * 4 + 0.2 * 1) / 0.8)
    assert figures(FIRST).rated is None


@pytest.mark.parametrize(
    ("review", "is_asked"),
    [
        (Review(date=dt.date(2026, 5, 1), goal="g01", field="Target", reason="New budget"), False),
        (Review(date=dt.date(2026, 4, 30), goal="G01", field="target", reason="Before it was agreed"), True),
        (Review(date=dt.date(2026, 5, 2), goal="G01", field="target", new="80"), True),
        (Review(date=dt.date(2026, 5, 2), goal="G02", field="target", reason="Of another goal"), True),
        (Review(date=dt.date(2026, 5, 2), goal="G01", field="weight", reason="Of another change"), True),
        (Review(date=dt.date(2026, 5, 2), goal="G01", reason="Of nothing in particular"), True),
        (Review(goal="G01", field="target", reason="Without a day"), True),
    ],
)
def test_a_change_since_the_agreement_asks_for_a_reason_until_a_review_gives_one(
    review: Review,
    is_asked: bool,  # noqa: FBT001 - pytest hands over by name
) -> None:
    said = "Changed: target 70 → 80. Say why, in a line for each change."
    found = figures(AGREED, reviews=(review,))
    assert found.guide[0].note == (said if is_asked else None)


def test_each_of_several_changes_asks_for_a_reason_of_its_own() -> None:
    goal = dataclasses.replace(AGREED, agreed_due=dt.date(2026, 11, 30), agreed_weight=0.5)
    changes = {
        "target": "target 70 → 80",
        "due date": "due date 30 Nov 2026 → 31 Dec 2026",
        "weight": "weight 50 % → (blank)",
    }
    rows = [
        Review(date=dt.date(2026, 5, 2), goal="G01", field="due date", new="31 Dec 2026", reason="Supplier is late"),
        Review(date=dt.date(2026, 5, 3), goal="G01", field="weight", reason="Others count more"),
        Review(date=dt.date(2026, 6, 3), goal="G01", field="target", old="70", new="75", reason="More demand"),
        Review(date=dt.date(2026, 6, 20), goal="G01", field="target", old="75", new="80"),  # changed again, by a sync
    ]
    asked = [figures(goal, reviews=tuple(rows[:count])).guide[0].note for count in range(len(rows) + 1)]
    said = [
        (one or "").removeprefix("Changed: ").removesuffix(". Say why, in a line for each change.") for one in asked
    ]
    assert said == [
        "; ".join(changes.values()),
        f"{changes['target']}; {changes['weight']}",
        changes["target"],
        "",
        changes["target"],
    ]
