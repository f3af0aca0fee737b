"""How far a goal is, how far it should be, and in which word that ends."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from goalsheet.progress import timeline
from goalsheet.progress.actions import alert
from goalsheet.progress.appraisal import appraise
from goalsheet.progress.attainment import levels, t_score
from goalsheet.progress.measure import latest_value, progress
from goalsheet.progress.phases import expected
from goalsheet.progress.rollup import expected_beside, weight_message, weight_total, weighted
from goalsheet.progress.summary import Overall, overall
from goalsheet.progress.timing import days_in_words, elapsed_share
from goalsheet.tracker.choices import MEASURE
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn
from goalsheet.tracker.tracker import Cycle, Thresholds

JAN1, JUN30, DEC31 = dt.date(2026, 1, 1), dt.date(2026, 6, 30), dt.date(2026, 12, 31)
LIMITS = Thresholds()


def goal(measure: str | None = "Increase", **columns: object) -> Goal:
    return Goal(statement="A goal", measure=measure, **({"start": JAN1, "due": DEC31} | columns))  # type: ignore[arg-type]  # a row of columns by name


@pytest.mark.parametrize(
    ("described", "latest", "share"),
    [
        (goal("Increase", baseline=40, target=50), 45, 0.5),
        (goal("Increase", target=50), 5, 0.1),  # no baseline: from zero
        (goal("Decrease", baseline=10, target=0), 4, 0.6),  # a target of zero is legal
        (goal("Decrease", target=3), 4, None),  # from where?
        (goal("Increase", baseline=40, target=50), 30, 0.0),  # below the start
        (goal("Increase", baseline=40, target=50), 70, 1.0),  # beyond the target
        (goal("Increase", baseline=5, target=5), 5, None),  # no way at all
        (goal("Keep at or above", target=60), 60, 1.0),
        (goal("Keep at or above", target=60), 59.9, 0.0),
        (goal("Keep at or below", target=3), 3, 1.0),
        (goal("Keep at or below", target=3), 4, 0.0),
        (goal("Keep at or below"), 4, None),
        (goal("Yes / no"), 1, 1.0),
        (goal("Yes / no"), 0, 0.0),
        (goal("Yes / no"), None, 0.0),  # nobody said yes so far
        (goal("Levels -2 to +2"), 0, 1.0),  # level 0 is "as expected"
        (goal("Levels -2 to +2"), -1, 0.5),
        (goal(None, baseline=0, target=10), 5, 0.5),  # nobody chose a measure, but the way is clear
        (goal(None, target=10), 5, None),
        (goal("Increase", baseline=40, target=50), None, None),
        (goal("Keep at or above", target=60), 63, 1.0),  # 65 last month: met is met (alyf-de/working_time #13)
        (goal("Decrease", baseline=4, target=0), 4, 0.0),  # Horilla refuses a target of zero
        (goal("Increase", baseline=-10, target=10), 0, 0.5),
        (goal("Keep in range", baseline=18, target=22), 18, 1.0),
        (goal("Keep in range", baseline=18, target=22), 22.1, 0.0),
        (goal("Keep in range", target=22), 20, None),  # one end says nothing
        (goal("Keep in range", baseline=22, target=18), 20, None),
        (goal("Running total", target=50), 20, 0.4),
        (goal("Running total", baseline=20, target=100), 60, 0.5),
        (goal("Own estimate (%)", baseline=3, target=7), 40, 0.4),  # whatever stands under From and To
        (goal("Own estimate (%)"), 140, 1.0),
    ],
)
def test_the_share_of_the_way(described: Goal, latest: float | None, share: float | None) -> None:
    assert progress(described, [], latest) == share


def test_milestones_count_by_weight_and_dropped_ones_do_not_count() -> None:
    steps = [
        Action(state="Done", weight=2),
        Action(state="Open"),
        Action(state="In progress"),
        Action(state="Dropped", weight=9),
    ]
    assert progress(goal("Milestones"), steps, None) == 0.5
    assert progress(goal("Milestones"), [], None) is None


def test_the_latest_check_in_with_a_number_wins_over_what_stands_under_now() -> None:
    log = [
        CheckIn(date=dt.date(2026, 3, 2), value=12),
        CheckIn(date=dt.date(2026, 3, 9), value=14),
        CheckIn(date=dt.date(2026, 3, 9), value=15),  # the same day: the lower row
        CheckIn(date=dt.date(2026, 4, 1)),  # no number
        CheckIn(date=dt.date(2026, 9, 9), value=99),  # in the future
    ]
    assert latest_value(goal(current=10), log, dt.date(2026, 5, 1)) == 15
    assert latest_value(goal(current=10), [], dt.date(2026, 5, 1)) == 10


def test_a_running_total_adds_its_check_ins_up_on_top_of_where_it_started() -> None:
    log = [CheckIn(date=JAN1, value=0.1), CheckIn(date=dt.date(2026, 2, 1), value=0.2), CheckIn(date=DEC31, value=99)]
    assert latest_value(goal("Running total", current=7), log, JUN30) == 0.3
    assert latest_value(goal("Running total", baseline=20), log, JUN30) == 20.3
    assert latest_value(goal("Running total", current=7), [], JUN30) == 7


def phase(day: dt.date, value: float | None, **columns: object) -> Action:
    return Action(due=day, value_by_then=value, **columns)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("actions", "today", "share"),
    [
        ([], dt.date(2025, 12, 31), 0),
        ([], JAN1, 1 / 365),
        ([], DEC31, 1),
        ([phase(JUN30, 20)], JUN30, 0.2),
        ([phase(JUN30, 20)], dt.date(2026, 3, 31), 0.2 * 90 / 181),
        ([phase(JUN30, 20)], dt.date(2026, 9, 30), 0.2 + 0.8 * 92 / 184),
        ([phase(JUN30, 20), phase(JAN1, 10)], dt.date(2026, 4, 1), 0.1 + 0.1 * 90 / 180),
        ([phase(JUN30, 20, state="Dropped"), phase(JUN30, None)], JUN30, 181 / 365),
        ([phase(dt.date(2025, 6, 1), 90), phase(DEC31, 3)], JUN30, 181 / 365),  # outside, and where the goal ends
        ([phase(JUN30, 300)], JUN30, 1),
        ([phase(JUN30, 20), phase(JUN30, 40)], JUN30, 0.4),  # of one day the lower row counts from then on
    ],
)
def test_expected_progress_is_linear_from_phase_to_phase(actions: list[Action], today: dt.date, share: float) -> None:
    assert expected(goal(target=100), actions, today) == pytest.approx(share)


def test_phases_mean_nothing_where_there_is_no_way() -> None:
    steps = [phase(JUN30, 1)]
    assert expected(goal("Milestones", target=2), steps, JUN30) == pytest.approx(181 / 365)
    assert expected(goal("Keep in range", baseline=0, target=2), steps, JUN30) is None


def test_the_average_pace_is_the_change_a_week_since_the_start() -> None:
    def pace(described: Goal, today: dt.date = dt.date(2026, 1, 14)) -> float | None:
        return appraise(described, [], [], LIMITS, today).average_pace

    assert pace(goal("Increase", baseline=10, target=50, current=14)) == 2
    assert pace(goal("Decrease", baseline=10, target=5, current=8)) == -1
    assert pace(goal("Increase", target=50, current=10, due=dt.date(2026, 1, 7)), JUN30) == 10  # until it was due
    assert pace(goal("Levels -2 to +2", current=0)) is None
    assert pace(goal("Keep at or above", target=3, current=4)) is None
    assert pace(goal("Increase", target=50, current=4), dt.date(2025, 12, 1)) is None


def test_both_ends_of_the_period_count() -> None:
    assert elapsed_share(dt.date(2026, 4, 1), dt.date(2026, 4, 30), dt.date(2026, 4, 15)) == 0.5
    assert elapsed_share(dt.date(2026, 4, 1), dt.date(2026, 4, 30), dt.date(2026, 3, 31)) == 0


@pytest.mark.parametrize(
    ("described", "today", "word"),
    [
        (goal(start=None), JUN30, "Needs dates"),
        (goal(due=dt.date(2025, 1, 1)), JUN30, "Needs dates"),
        (goal(target=10, current=10), JUN30, "Achieved"),
        (goal(target=10, current=12), dt.date(2027, 5, 1), "Achieved"),
        (goal(start=dt.date(2026, 7, 1), target=10), JUN30, "Not started"),
        (goal(start=dt.date(2026, 7, 1), target=10, current=0), JUN30, "Not started"),
        (goal(start=dt.date(2026, 7, 1), target=10, current=1), JUN30, "In progress"),  # already on the way
        (goal(target=10, current=9), dt.date(2027, 1, 1), "Overdue"),
        (goal(target=10, current=9, agreement="Closed"), dt.date(2027, 1, 1), "Missed"),
        (goal(target=10), JUN30, "No check-in yet"),
        (goal(), JUN30, "Needs numbers"),  # To is missing, or no number
        (goal("Decrease", target=3, current=4), JUN30, "Needs numbers"),  # from where?
        (goal(baseline=5, target=5), JUN30, "Needs numbers"),
        (goal(baseline=5, target=5, current=5), JUN30, "Needs numbers"),
        (goal("Keep in range", baseline=7, target=5, current=6), JUN30, "Needs numbers"),
        (goal(baseline=5, target=5, start=dt.date(2026, 7, 1)), JUN30, "Not started"),
        (goal("Keep at or above", target=5, current=6), JUN30, "On track"),
        (goal("Keep at or above", target=5, current=4), JUN30, "Off track"),
        (goal("Keep at or above", target=5, current=6), dt.date(2027, 1, 1), "Achieved"),
        (goal("Keep in range", baseline=5, target=7, current=8), JUN30, "Off track"),
        (goal("Yes / no"), JUN30, "In progress"),
        (goal(target=100, current=0, due=dt.date(2026, 1, 20)), dt.date(2026, 1, 7), "In progress"),  # 7 days
        (goal(target=100, current=0, due=dt.date(2026, 1, 20)), dt.date(2026, 1, 8), "Off track"),
        (goal(target=100, current=9), dt.date(2026, 2, 9), "On track"),  # nine points; as a ratio it would be bad
        (goal(target=10, current=0), dt.date(2026, 1, 20), "In progress"),  # the first tenth has no colour
        (goal(target=100, current=40), JUN30, "On track"),  # 49.6 % expected
        (goal(target=100, current=39), JUN30, "At risk"),
        (goal(target=100, current=20), JUN30, "Off track"),
    ],
)
def test_the_status_in_a_word(described: Goal, today: dt.date, word: str) -> None:
    assert appraise(described, [], [], LIMITS, today).status == word


def test_a_goal_that_somebody_checks_in_to_before_its_start_has_started() -> None:
    ahead = goal("Yes / no", start=dt.date(2026, 7, 1))
    assert appraise(ahead, [], [], LIMITS, JUN30).status == "Not started"
    assert appraise(ahead, [], [CheckIn(date=JUN30, note="Booked")], LIMITS, JUN30).status == "In progress"
    future = CheckIn(date=dt.date(2026, 7, 5), note="Planned")
    assert appraise(ahead, [], [future], LIMITS, JUN30).status == "Not started"


def test_a_blank_row_stays_blank() -> None:
    assert appraise(Goal(current=3, statement="  "), [], [], LIMITS, JUN30) == Goal(current=3, statement="  ")


def test_days_left_turn_negative_and_end_with_the_goal() -> None:
    assert appraise(goal(target=10, current=1), [], [], LIMITS, dt.date(2027, 1, 3)).days_left == -3
    assert appraise(goal(target=10, current=10), [], [], LIMITS, JUN30).days_left is None


@pytest.mark.parametrize(
    ("days", "words"),
    [(3, "3 days left"), (1, "1 day left"), (0, "due today"), (-1, "1 day overdue"), (-92, "92 days overdue")],
)
def test_days_until_a_due_date_as_people_say_it(days: int, words: str) -> None:
    assert days_in_words(days) == words


def test_no_data_is_never_zero() -> None:
    assert weighted([goal(), goal()], lambda one: one.progress) is None


def test_weights_count_only_goals_that_are_known() -> None:
    goals = [Goal(weight=0.5, progress=0.2), Goal(weight=0.5), Goal(weight=0.25, progress=0.8)]
    assert weighted(goals, lambda one: one.progress) == pytest.approx(0.4)


@pytest.mark.parametrize(
    "weights", [(0, 0), (0, None), (0, 0.5)], ids=["all 0", "0 and blank", "only one that is not known counts"]
)
def test_goals_that_do_not_count_are_no_data(weights: tuple[float | None, float | None]) -> None:
    """The sum of the weights is 0: no data, and never NaN, as in Oslo's tracker and BurningOKR."""
    first, second = weights
    goals = [Goal(weight=first, progress=0.2, expected=0.4), Goal(weight=second, progress=None if second else 0.6)]
    assert (weighted(goals, lambda one: one.progress), expected_beside(goals)) == (None, None)


def test_a_weight_that_is_not_possible_counts_as_none() -> None:
    goals = [Goal(weight=0.5, progress=0.2), Goal(weight=-0.5, progress=1.0), Goal(weight=30.0, progress=1.0)]
    assert weighted(goals, lambda one: one.progress) == 0.2
    assert weight_total(goals) == 0.5


def test_increase_and_decrease_add_up_in_one_tracker() -> None:
    """Progress of goals in different directions was wrong in okr-management-app (#17, #18)."""
    goals = [goal("Increase", baseline=40, target=50, current=45), goal("Decrease", baseline=10, target=0, current=9)]
    found = overall([appraise(one, [], [], LIMITS, JUN30) for one in goals])
    assert found == Overall(0.3, 181 / 365, "Off track", 2, 0, None)


def test_a_goal_without_objective_weight_or_manager_counts_as_well() -> None:
    """Frappe's #2662: no goal without a key result area."""
    assert appraise(goal(target=10, current=5), [], [], LIMITS, JUN30).progress == 0.5


def test_closed_and_missed_goals_count_and_goals_without_data_are_left_out_and_counted() -> None:
    goals = [
        goal(target=10, current=10, agreement="Closed"),
        goal(target=10, current=5, agreement="Closed", due=dt.date(2026, 5, 1)),
        goal(target=10),
    ]
    found = overall([appraise(one, [], [], LIMITS, JUN30) for one in goals])
    assert (found.progress, found.status, found.goals, found.without_data) == (0.75, "Missed", 3, 1)


def test_no_goals_are_no_data() -> None:
    assert overall([]) == Overall(None, None, None, 0, 0, None)


@pytest.mark.parametrize(
    ("weighed", "score"),
    [
        ([(1, 0)] * 3, 50.0),
        ([(1, -1)] * 3, 36.3),
        ([(1, -2)] * 3, 22.6),
        ([(1, 1)] * 3, 63.7),
        ([(1, 2)] * 3, 77.4),
        ([(1, -1)], 40.0),
        ([(3, 1), (2, 0), (1, -1)], 54.4),
    ],
)
def test_the_t_score_is_that_of_the_published_tables(weighed: list[tuple[float, float]], score: float) -> None:
    assert round(t_score(weighed) or 0, 1) == score


def test_levels_weigh_the_same_unless_each_has_a_weight() -> None:
    goals = [goal("Levels -2 to +2", latest=3, weight=0.5), goal("Levels -2 to +2", latest=-1), goal(latest=2)]
    assert levels(goals) == [(1, 2), (1, -1)]
    assert levels([dataclasses.replace(one, weight=0.2) for one in goals]) == [(0.2, 2), (0.2, -1)]


def test_goals_without_weights_count_equally() -> None:
    assert weighted([Goal(progress=0.2), Goal(progress=0.4)], lambda one: one.progress) == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ((None, None), "All goals count equally."),
        (
            (0, 0),
            (
                "No weight is above 0, so all goals together have no progress: "
                "change the weights until they make 100 %, or leave them all blank."
            ),
        ),
        ((0.4, 0.6), "The weights make 100 %."),
        (
            (0.4, 0.6, None),
            "The weights make 100 %. Goals without weight do not count: 1.",
        ),
        (
            (0.2, None, None),
            (
                "The weights make 20 %: change them until they make 100 %, or leave them all blank. "
                "Goals without weight do not count: 2."
            ),
        ),
        ((0.625,), "The weights make 62.5 %: change them until they make 100 %, or leave them all blank."),
        ((0.95,), "The weights make 95 %: change them until they make 100 %, or leave them all blank."),
    ],
)
def test_what_is_said_about_weights(weights: tuple[float | None, ...], message: str) -> None:
    assert weight_message([Goal(weight=weight) for weight in weights]) == message


@pytest.mark.parametrize(
    ("action", "word"),
    [
        (Action(due=dt.date(2026, 6, 29)), "Late"),
        (Action(due=JUN30), "Today"),
        (Action(due=dt.date(2026, 7, 7)), "This week"),
        (Action(due=dt.date(2026, 7, 8)), None),
        (Action(due=dt.date(2026, 6, 1), state="Done"), None),
        (Action(due=dt.date(2026, 6, 1), state="Dropped"), None),
        (Action(), None),
    ],
)
def test_an_open_step_says_that_it_is_late(action: Action, word: str | None) -> None:
    assert alert(action, JUN30) == word


def test_the_timeline_begins_with_the_cycle_and_ends_today_within_it() -> None:
    cycle = Cycle("2026", JAN1, DEC31)
    assert timeline.days(cycle, dt.date(2026, 1, 15)) == tuple(dt.date(2026, 1, 1 + 2 * step) for step in range(8))
    assert timeline.days(cycle, JUN30)[-1] == JUN30
    assert timeline.days(cycle, dt.date(2025, 5, 5))[-1] == DEC31  # not begun: what lies ahead
    assert timeline.days(cycle, dt.date(2027, 5, 5))[-1] == DEC31


numbers = st.none() | st.floats(-1e9, 1e9) | st.integers(-100, 100)


@given(
    st.sampled_from([None, *MEASURE.words]),
    numbers,
    numbers,
    numbers,
)
def test_progress_is_a_share_or_unknown(measure: str | None, baseline: float, target: float, latest: float) -> None:
    share = progress(goal(measure, baseline=baseline, target=target), [], latest)
    assert share is None or 0 <= share <= 1


shares = st.none() | st.floats(0, 1)


weights = st.sampled_from([None, 0, 0.1, 0.5, 1])


@given(st.lists(st.builds(Goal, weight=weights, progress=shares, expected=shares)))
def test_progress_and_expected_of_all_goals_differ_by_the_gaps_of_the_same_goals(goals: list[Goal]) -> None:
    """A goal of which time says nothing (yes / no, kept in bounds) neither lags nor leads."""

    def gap(one: Goal) -> float | None:
        if one.progress is None:
            return None
        return 0.0 if one.expected is None else one.expected - one.progress

    assume(any(one.progress is not None and one.expected is not None for one in goals))
    done, due = weighted(goals, lambda one: one.progress), expected_beside(goals)
    assert (done is None) == (due is None)
    assert (due or 0.0) == pytest.approx((done or 0.0) + (weighted(goals, gap) or 0.0), abs=1e-9)


def test_goals_that_are_kept_or_yes_or_no_count_in_progress_and_in_what_is_expected() -> None:
    goals = [goal(target=100, current=40), goal("Keep at or above", target=5, current=6), goal("Yes / no")]
    found = overall([appraise(one, [], [], LIMITS, JUN30) for one in goals])
    assert (found.progress, found.expected) == pytest.approx(((0.4 + 1 + 0) / 3, (181 / 365 + 1 + 0) / 3))


def test_expected_speaks_of_the_goals_whose_progress_is_known() -> None:
    begun = Goal(id="G01", progress=0.5, expected=0.6, weight=0.5)
    silent = Goal(id="G02", expected=1.0, weight=0.5)
    assert expected_beside([begun, silent]) == 0.6
    assert expected_beside([silent]) == 1.0
    assert expected_beside([]) is None
