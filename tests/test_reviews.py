"""When the next review is due, and what one line says of it and of rewards."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from conftest import ANNA

from goalsheet.layout import badges
from goalsheet.layout.facts import facts
from goalsheet.progress.reviews import next_review
from goalsheet.template.fill import fill
from goalsheet.template.load import load
from goalsheet.tracker.logs import Review, Reward
from goalsheet.tracker.tracker import Cycle

TODAY = dt.date(2026, 7, 1)
YEAR = Cycle("2026", dt.date(2026, 1, 31), dt.date(2026, 12, 31))


@pytest.mark.parametrize(
    ("days", "months", "due"),
    [
        ((), 1, dt.date(2026, 2, 28)),
        ((), 3, dt.date(2026, 4, 30)),
        ((dt.date(2026, 3, 31), dt.date(2026, 6, 30)), 3, dt.date(2026, 9, 30)),
        ((dt.date(2025, 12, 1),), 3, dt.date(2026, 4, 30)),  # before the cycle
        ((dt.date(2026, 6, 30), dt.date(2026, 8, 15)), 3, dt.date(2026, 8, 15)),  # the next one is noted already
        ((dt.date(2026, 6, 30),), 12, dt.date(2026, 12, 31)),  # the last one at the cycle's end
    ],
)
def test_the_next_review_follows_the_last_one(days: tuple[dt.date, ...], months: int, due: dt.date) -> None:
    assert next_review([Review(date=day) for day in days], YEAR, months, TODAY) == due


def test_a_line_that_tells_of_a_change_between_two_reviews_is_no_review() -> None:
    held = Review(date=dt.date(2026, 3, 31))
    told = [Review(date=TODAY, kind="Other", field=field, new="80") for field in ("agreement", "comment", "target")]
    assert next_review([held, *told], YEAR, 3, TODAY) == dt.date(2026, 6, 30)


@pytest.mark.parametrize("cells", [{"kind": "Quarterly", "field": "target"}, {"kind": "Other"}, {"field": "target"}])
def test_a_review_in_which_something_is_changed_is_one(cells: dict[str, str]) -> None:
    assert next_review([Review(date=dt.date(2026, 5, 2), **cells)], YEAR, 3, TODAY) == dt.date(2026, 8, 2)


def test_nothing_is_due_after_the_cycles_last_review() -> None:
    assert next_review([Review(date=YEAR.end)], YEAR, 3, dt.date(2027, 1, 5)) is None


def test_start_shows_a_star_for_each_reward_and_the_next_review() -> None:
    rewards = (
        Reward(reward="Cake", when="On a date", date=TODAY),
        Reward(reward="Thank you", id="R01"),
        Reward(reward="Day off", when="On a date", date=dt.date(2026, 8, 1)),
    )
    tracker = dataclasses.replace(fill(load("career-year"), ANNA, TODAY), cycle=YEAR, rewards=rewards)
    said = badges.line().twin(facts(tracker, TODAY).figures)
    assert said == "★★  1 to celebrate, 0 celebrated, 1 received   ·   Review due since 30 Apr 2026"
