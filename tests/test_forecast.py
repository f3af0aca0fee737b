"""When a goal will be reached, and why sometimes nobody can say."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalsheet.progress.appraisal import appraise
from goalsheet.progress.forecast import Finish, Forecast, forecast
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn
from goalsheet.tracker.tracker import Thresholds

UNDATED = "No forecast: done steps without a day under Done on, or with one ahead:"
JAN1, DEC31, JUL1 = dt.date(2026, 1, 1), dt.date(2026, 12, 31), dt.date(2026, 7, 1)


def goal(measure: str | None = "Increase", **columns: object) -> Goal:
    described: dict[str, Any] = {"baseline": 0, "target": 100, "start": JAN1, "due": DEC31} | columns
    return Goal(statement="A goal", measure=measure, **described)


def log(*entries: tuple[int, float | None]) -> list[CheckIn]:
    """Check-ins by days since New Year and values."""
    return [CheckIn(date=JAN1 + dt.timedelta(days=days), value=value) for days, value in entries]


def test_a_steady_pace_arrives_where_it_leads() -> None:
    steady = log((0, 0), (70, 20), (140, 40))  # 2 a week; 60 are left: 210 more days
    assert forecast(goal(), steady, JUL1) == Forecast(
        "About 27 Jan 2027: 27 days late. Pace: 2 a week; needed: 2.3 a week.",
        Finish(dt.date(2027, 1, 27), dt.date(2027, 1, 27), dt.date(2027, 1, 27)),
        pace=20 / 70 / 100 * 700,
        needed=(1 - 0.4) / 183 * 700,
    )


def test_a_standstill_on_the_way_down_is_a_pace_of_0() -> None:
    still = log((0, 50), (70, 50), (140, 50))
    assert forecast(goal("Decrease", baseline=50, target=20), still, JUL1).words == (
        "Not reached at the present pace. Pace: 0 a week; needed: -1.15 a week."
    )


def test_an_uneven_pace_has_an_honest_range() -> None:
    uneven = log((0, 0), (40, 20), (80, 24), (120, 48))
    assert forecast(goal(), uneven, JUL1).words == (
        "About 17 Nov 2026, between 19 Oct 2026 and 15 Dec 2026. Pace: 2.62 a week; needed: 1.99 a week."
    )


def steps(*done: int | None, still_open: int = 0, **columns: Any) -> list[Action]:
    """Steps that were done so many days after New Year (None: nobody says when), and those that are open."""
    days = [None if day is None else JAN1 + dt.timedelta(days=day) for day in done]
    return [Action(state="Done", done_on=day, **columns) for day in days] + [Action(state="Open")] * still_open


def test_milestones_arrive_where_the_weight_that_was_done_over_time_leads() -> None:
    milestones = goal("Milestones", baseline=None, target=None)
    done = [*steps(30, 90), *steps(150, weight=2), *steps(still_open=6), Action(state="Dropped", weight=50)]
    found = forecast(milestones, [], JUL1, done)  # 10 % by 31 Jan, 20 % by 1 Apr, 40 % by 31 May: 0.25 % a day
    assert found.words == (
        "About 26 Feb 2027, between 23 Jan 2027 and 15 Apr 2027: 57 days late. "
        "Pace: 1.75 % a week; needed: 2.3 % a week."
    )
    assert found.finish == Finish(dt.date(2027, 2, 26), dt.date(2027, 1, 23), dt.date(2027, 4, 15))
    assert (found.pace, found.needed) == pytest.approx((1.75, 0.6 / 183 * 700))


@pytest.mark.parametrize(
    ("done", "words"),
    [
        ([], "No forecast yet: it takes 3 days on which a step was done; so far: 0."),
        (steps(30, 30, 90, still_open=2), "No forecast yet: it takes 3 days on which a step was done; so far: 2."),
        (steps(30, 33, 36, still_open=2), "No forecast yet: it takes steps done over at least 14 days; so far: 6."),
        (steps(30, 60, 90, None, still_open=2), f"{UNDATED} 1."),
        (steps(30, 60, 90, 300, 301, still_open=2), f"{UNDATED} 2."),
        (steps(30, 60, 90), "The target is reached."),
    ],
)
def test_milestones_refuse_with_a_reason(done: list[Action], words: str) -> None:
    assert forecast(goal("Milestones", baseline=None, target=None), [], JUL1, done) == Forecast(words)


def test_one_odd_entry_does_not_bend_the_pace() -> None:
    odd = log((0, 0), (20, 10), (40, 20), (60, 95), (80, 40), (100, 50))
    assert forecast(goal(), odd, JUL1).pace == pytest.approx(3.5)


def test_arriving_after_the_due_date_is_said() -> None:
    slow = log((0, 0), (70, 10), (140, 20), (170, 24))
    assert "days late." in forecast(goal(), slow, JUL1).words


def test_a_decrease_that_decreases_goes_the_right_way() -> None:
    falling = log((0, 10), (60, 8), (120, 6))
    found = forecast(goal("Decrease", baseline=10, target=0), falling, JUL1)
    assert found.finish == Finish(dt.date(2026, 12, 28), dt.date(2026, 12, 28), dt.date(2026, 12, 28))
    assert found.pace == pytest.approx(-7 / 30)


def test_going_the_wrong_way_is_no_date_but_says_what_is_needed() -> None:
    assert forecast(goal(), log((0, 30), (60, 20), (120, 10)), JUL1).words == (
        "Not reached at the present pace. Pace: -1.17 a week; needed: 3.44 a week."
    )


def test_where_the_slow_quarter_never_gets_there_the_end_is_open() -> None:
    found = forecast(goal(), log((0, 10), (40, 30), (80, 25), (120, 24)), JUL1)
    assert found.words == (
        "About 15 Jan 2031, not before 22 Sep 2027, or not at all at the slower pace: 1476 days late. "
        "Pace: 0.321 a week; needed: 2.91 a week."
    )


def test_a_running_total_is_forecast_by_what_it_adds_up_to() -> None:
    added = log((10, 10), (45, 10), (80, 10))  # 10 every 35 days
    assert forecast(goal("Running total", baseline=None), added, JUL1).pace == pytest.approx(2)


@pytest.mark.parametrize(
    ("described", "check_ins", "words"),
    [
        (goal("Yes / no"), log((0, 0), (60, 0), (120, 0)), "No forecast: this measure has no pace."),
        (goal("Levels -2 to +2"), log((0, -2), (60, -1), (120, -1)), "No forecast: this measure has no pace."),
        (goal("Keep in range"), log((0, 0), (60, 5), (120, 5)), "No forecast: this measure has no pace."),
        (
            goal(due=None),
            log((0, 0), (60, 5), (120, 9)),
            "No forecast: start and due date are missing or the wrong way round.",
        ),
        (
            goal("Decrease", baseline=None),
            log((0, 0), (60, 5), (120, 9)),
            "No forecast: From and To do not say which way to go.",
        ),
        (
            goal(target=0),
            log((0, 0), (60, 5), (120, 9)),
            "No forecast: From and To do not say which way to go.",
        ),
        (goal(), log((0, 0), (60, 5), (120, 100)), "The target is reached."),
        (
            goal(),
            log((0, 0), (60, 5), (90, None), (60, 9)),  # two days with numbers; the lower row counts
            "No forecast yet: it takes 3 days with a number under Check-ins; so far: 2.",
        ),
        (
            goal(),
            log((0, 0), (6, 5), (13, 9)),
            "No forecast yet: it takes check-ins over at least 14 days; so far: 13.",
        ),
        (
            goal(due=dt.date(2026, 1, 30)),  # a fifth of 30 days is 6
            log((0, 0), (3, 5), (5, 9)),
            "No forecast yet: it takes check-ins over at least 6 days; so far: 5.",
        ),
    ],
)
def test_it_refuses_with_a_reason(described: Goal, check_ins: list[CheckIn], words: str) -> None:
    assert forecast(described, check_ins, JUL1) == Forecast(words)


def test_entries_in_the_future_are_not_known_yet() -> None:
    assert forecast(goal(), log((0, 0), (60, 5), (300, 9)), JUL1).finish is None


@pytest.mark.parametrize(
    ("baseline", "target", "values"), [(-1e308, 1e308, (0, 1e307, 1e308)), (0, 1e308, (0, 1e300, 1e305))]
)
def test_numbers_that_nobody_counts_with_stop_nothing(baseline: float, target: float, values: list[float]) -> None:
    huge = goal(baseline=baseline, target=target)
    check_ins = log(*((20 * n, value) for n, value in enumerate(values)))
    assert forecast(huge, check_ins, JUL1).finish is None
    assert appraise(huge, [], check_ins, Thresholds(), JUL1).progress in (None, 0.001)


@pytest.mark.parametrize(
    ("described", "check_ins", "done", "words"),
    [
        (
            goal(),
            log((0, 0), (40, 40), (80, 80)),  # 100 days in all
            [],
            (
                "No forecast: by its pace it was to be reached by 11 Apr 2026, but no number was logged after "
                "22 Mar 2026; check in first. Pace: 7 a week; needed: 0.765 a week."
            ),
        ),
        (
            goal("Milestones", baseline=None, target=None),
            [],
            steps(0, 40, 80, still_open=1),
            (
                "No forecast: by its pace it was to be reached by 1 May 2026, but no step was done after 22 Mar 2026; "
                "mark the steps first. Pace: 4.38 % a week; needed: 0.956 % a week."
            ),
        ),
    ],
)
def test_a_goal_that_was_to_be_reached_while_nobody_looked_has_no_forecast(
    described: Goal, check_ins: list[CheckIn], done: list[Action], words: str
) -> None:
    found = forecast(described, check_ins, JUL1, done)
    assert (found.words, found.finish) == (words, None)


entries = st.lists(st.tuples(st.integers(0, 180), st.floats(-200, 200)), max_size=12)


@given(entries)
def test_the_range_holds_the_finish_and_nothing_lies_before_today(made: list[tuple[int, float]]) -> None:
    found = forecast(goal(), log(*made), JUL1).finish
    if found:
        assert JUL1 <= found.earliest <= found.finish
        assert found.latest is None or found.finish <= found.latest


@given(entries)
def test_it_arrives_in_time_if_and_only_if_the_pace_is_the_one_that_is_needed(made: list[tuple[int, float]]) -> None:
    found = forecast(goal(), log(*made), JUL1)
    if found.finish:
        assert found.pace is not None
        assert found.needed is not None
        in_time = found.finish.finish <= DEC31
        assert in_time == (found.pace >= found.needed) or found.pace == pytest.approx(found.needed)
