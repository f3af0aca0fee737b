"""The journal: for how many weeks somebody has kept writing, and another question each day."""

from __future__ import annotations

import datetime as dt

import pytest

from goalsheet.vision.journal import MOST_WEEKS, PROMPTS, prompt, week_streak

WEDNESDAY = dt.date(2026, 9, 30)


def ago(*days: int) -> list[dt.date]:
    return [WEDNESDAY - dt.timedelta(days=day) for day in days]


@pytest.mark.parametrize(
    ("days", "weeks"),
    [
        ((), 0),
        ((0,), 1),
        ((2,), 1),  # Monday
        ((-4,), 1),  # the coming Sunday: a day of this week
        ((-5,), 0),  # next Monday
        ((3,), 1),  # last Sunday: this week still runs
        ((9,), 1),  # last week's Monday
        ((10,), 0),  # the Sunday before
        ((0, 3, 10), 3),
        ((0, 1, 2, 16), 1),
        (tuple(range(0, 7 * (MOST_WEEKS + 5), 7)), MOST_WEEKS + 1),
    ],
)
def test_weeks_in_a_row_are_counted_back_from_this_one_or_the_last(days: tuple[int, ...], weeks: int) -> None:
    assert week_streak(ago(*days), WEDNESDAY) == weeks


def test_each_day_has_another_question_and_all_have_their_turn() -> None:
    assert {prompt(46_000 + day) for day in range(len(PROMPTS))} == set(PROMPTS)
