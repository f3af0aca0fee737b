"""What is said beside the figures: what peers hide, what is wrong, what has gone quiet, and what was edited since."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from goalsheet.progress import edits
from goalsheet.progress.appraisal import appraise
from goalsheet.progress.stated import contradiction, stated
from goalsheet.progress.summary import outlook
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn
from goalsheet.tracker.tracker import Thresholds

JAN1, JUN30, DEC31 = dt.date(2026, 1, 1), dt.date(2026, 6, 30), dt.date(2026, 12, 31)


def goal(measure: str | None = "Increase", **columns: object) -> Goal:
    return Goal(statement="A goal", measure=measure, **({"start": JAN1, "due": DEC31} | columns))  # type: ignore[arg-type]  # a row of columns by name


def seen(described: Goal, *check_ins: CheckIn, actions: tuple[Action, ...] = (), today: dt.date = JUN30) -> Goal:
    return appraise(described, actions, check_ins, Thresholds(), today)


def at(day: dt.date, value: float | None = None, feeling: str | None = None) -> CheckIn:
    return CheckIn(date=day, value=value, feeling=feeling)


@pytest.mark.parametrize(
    ("described", "words"),
    [
        (goal(baseline=40, target=50, current=45), None),
        (goal(baseline=40, target=50, current=35), "Below the start: -50 % of the way."),
        (goal("Decrease", baseline=10, target=2, current=11), "Below the start: -13 % of the way."),
        (goal(baseline=40, target=50, current=52), "Beyond the target: 120 % of the way."),
        (goal("Levels -2 to +2", current=0), None),
        (goal("Levels -2 to +2", current=1), "Beyond the target."),  # levels are an order, not a distance
        (goal("Levels -2 to +2", baseline=-1, target=2, current=-2), "Below the start."),
        (goal("Yes / no", current=1), "Achieved by a yes alone: say under Evidence what shows it."),
        (goal("Yes / no", current=1, evidence="The certificate"), None),
        (goal("Yes / no", current=0), None),
        (goal("Levels -2 to +2", current=5), "Beyond the scale: levels run from -2 to +2."),
        (goal("Levels -2 to +2", current=-3), "Beyond the scale: levels run from -2 to +2."),
        (
            goal("Own estimate (%)", current=0.35),
            "Not over 1 %: was a percentage typed with its sign? Type 35 for 35 %. Own estimate, not measured.",
        ),
        (
            goal(unit="%", baseline=40, target=50, current=0.44),
            "Below the start: -396 % of the way. Not over 1 %: was a percentage typed with its sign? Type 35 for 35 %.",
        ),
        (
            goal("Keep at or above", unit="% on time", target=99, current=1),
            "Not over 1 %: was a percentage typed with its sign? Type 35 for 35 %.",
        ),
        (goal("Decrease", unit="%", baseline=4, target=1, current=0.8), "Beyond the target: 107 % of the way."),
        (goal("Decrease", unit="%", baseline=0.4, target=0.1, current=0.3), None),
        (goal(unit="km", baseline=40, target=50, current=0.44), "Below the start: -396 % of the way."),
        (goal(target=1, current=1e9), "Beyond the target: 999 % of the way."),
        (goal("Decrease", baseline=4, target=0, current=0), None),
        (goal(baseline=5, target=5), "From (today) and To (target) are the same: change one of them."),
        (goal("Decrease", target=3, current=3), "From (today) needs a number."),
        (goal("Decrease", target=3), "From (today) needs a number."),
        (goal("Decrease", target=3, start=dt.date(2026, 7, 1)), None),  # nothing to judge yet
        (goal(current=3), "To (target) needs a number."),
        (
            goal(baseline=9, target=3, current=6),
            "The target of an increase lies below its start: look at From, To and Measured by.",
        ),
        (
            goal("Decrease", baseline=3, target=9, current=6),
            "The target of a decrease lies above its start: look at From, To and Measured by.",
        ),
        (goal("Keep in range", baseline=22, target=18), "From (today) is above To (target): swap them."),
        (goal("Own estimate (%)", current=40), "Own estimate, not measured."),
        (
            goal("Own estimate (%)", current=140),
            "Beyond the target: 140 % of the way. Own estimate, not measured.",
        ),
    ],
)
def test_what_the_share_hides_is_said(described: Goal, words: str | None) -> None:
    assert seen(described).remark == words


def test_check_ins_that_are_dated_ahead_are_named_and_not_counted() -> None:
    slip = at(dt.date(2027, 6, 1), 48)  # the year is wrong
    found = seen(goal(baseline=40, target=50), at(dt.date(2026, 5, 1), 45), slip)
    assert (found.progress, found.last_check_in) == (0.5, dt.date(2026, 5, 1))
    assert found.remark == "Not counted yet, as dated after today: a check-in of 1 Jun 2027."
    more = seen(goal("Yes / no"), at(dt.date(2026, 7, 1)), slip, at(dt.date(2026, 8, 1)))
    assert more.remark == "Not counted yet, as dated after today: 3 check-ins, the last of 1 Jun 2027."


def test_dropped_milestones_leave_the_total_with_a_note() -> None:
    steps = (Action(state="Done"), Action(state="Open"), Action(state="Dropped"))
    found = seen(goal("Milestones"), actions=steps)
    assert (found.progress, found.remark) == (0.5, "Dropped steps, no longer counted: 1.")


def test_a_kept_number_says_how_often_it_was_kept() -> None:
    log = (at(dt.date(2026, 6, 1), 17), at(dt.date(2026, 6, 8), 18), at(dt.date(2026, 6, 15), 22), at(JUN30, 20))
    found = seen(goal("Keep in range", baseline=18, target=22), *log)
    assert (found.progress, found.status, found.remark) == (1.0, "On track", "In bounds in 3 of 4 check-ins.")


@pytest.mark.parametrize(
    ("rhythm", "last", "words"),
    [
        ("Weekly", dt.date(2026, 6, 20), None),  # 10 days
        ("Weekly", dt.date(2026, 6, 19), "Stale: no check-in for 11 days."),
        ("Weekly", dt.date(2026, 6, 9), "Stale: no check-in for 21 days."),
        ("Weekly", dt.date(2026, 6, 8), "Very stale: no check-in for 22 days."),
        ("Every 2 weeks", dt.date(2026, 6, 9), None),
        ("Monthly", dt.date(2026, 5, 15), "Stale: no check-in for 46 days."),
        ("Quarterly", dt.date(2026, 1, 31), "Stale: no check-in for 150 days."),
        ("Quarterly", dt.date(2025, 3, 1), "Stale: no check-in for 180 days."),  # from the start on
        (None, dt.date(2026, 1, 5), None),
    ],
)
def test_a_goal_that_nobody_looks_at_says_so_by_its_rhythm(rhythm: str | None, last: dt.date, words: str) -> None:
    assert seen(goal(target=100, rhythm=rhythm), at(last, 30)).remark == words


@pytest.mark.parametrize(
    "described",
    [
        goal(target=10, current=10),  # achieved
        goal(target=10, start=dt.date(2026, 7, 1)),  # not begun
        goal(target=10, due=dt.date(2026, 5, 1), agreement="Closed"),  # missed, and closed
    ],
)
def test_goals_at_rest_are_never_stale(described: Goal) -> None:
    assert seen(dataclasses.replace(described, rhythm="Weekly")).remark is None


def test_three_equal_values_are_flat() -> None:
    log = [at(dt.date(2026, 6, day), 4) for day in (10, 17, 24)]
    assert seen(goal(target=10), *log).remark == "The last three check-ins show no change."
    assert seen(goal(target=10), *log[1:]).remark is None
    assert seen(goal(target=10), *log, at(JUN30, 5)).remark is None
    assert seen(goal("Keep at or above", target=3), *log).remark == "In bounds in 3 of 3 check-ins."
    assert seen(goal(target=4), *log).remark is None  # achieved


def test_a_running_total_is_flat_when_nothing_is_added() -> None:
    days = [dt.date(2026, 6, day) for day in (10, 17, 24)]
    assert seen(goal("Running total", target=10), *map(at, days, (4, 0, 0))).remark is not None
    assert seen(goal("Running total", target=20), *map(at, days, (4, 4, 4))).remark is None


def test_a_forecast_says_when_its_goal_was_edited() -> None:
    described, log = goal(target=10), (at(JAN1, 1), at(JUN30, 2))
    kept = dataclasses.replace(
        described,
        forecast_of=JUN30,
        forecast_words=edits.words(described, edits.FORECAST),
        forecast_numbers=edits.number(described, edits.FORECAST, log),
    )
    assert seen(kept, *log).forecast_edited is None
    assert seen(kept, *reversed(log)).forecast_edited is None  # sorting is no edit
    assert seen(dataclasses.replace(kept, comment="Good"), *log).forecast_edited is None
    for edited in ({"target": 11}, {"measure": "Decrease"}, {"baseline": 0}, {"due": JUN30}, {"current": 1}):
        assert seen(dataclasses.replace(kept, **edited), *log).forecast_edited == "Edited since"
    for others in (log[1:], (at(JAN1, 2), at(JUN30, 1)), (*log, at(JUN30, 0))):
        assert seen(kept, *others).forecast_edited == "Edited since"
    assert seen(described, *log).forecast_edited is None  # never made


def test_a_forecast_of_milestones_says_when_a_step_was_edited() -> None:
    described, steps = goal("Milestones"), (Action(state="Done", done_on=JUN30), Action(state="Open", weight=2))
    kept = dataclasses.replace(
        described,
        forecast_of=JUN30,
        forecast_words=edits.words(described, edits.FORECAST),
        forecast_numbers=edits.number(described, edits.FORECAST, (), steps),
    )
    assert seen(kept, actions=steps).forecast_edited is None
    assert seen(kept, actions=(dataclasses.replace(steps[0], result="A report"), steps[1])).forecast_edited is None
    for first in ({"done_on": JAN1}, {"weight": 2}, {"state": "Open"}, {"done_on": None}):
        assert seen(kept, actions=(dataclasses.replace(steps[0], **first), steps[1])).forecast_edited == "Edited since"
    assert seen(kept, actions=steps[:1]).forecast_edited == "Edited since"


def test_marks_say_when_their_goal_was_edited() -> None:
    described = goal(target=10, why="Because")
    kept = dataclasses.replace(
        described,
        checked_on=JUN30,
        checked_words=edits.words(described, edits.CHECK),
        checked_numbers=edits.number(described, edits.CHECK, ()),
    )
    assert seen(kept).check_edited is None
    assert seen(dataclasses.replace(kept, current=5), at(JUN30, 5)).check_edited is None  # progress is no new wording
    for edited in ({"statement": "A Goal"}, {"why": None}, {"weight": 0.5}, {"start": JUN30}):
        assert seen(dataclasses.replace(kept, **edited)).check_edited == "Edited since"


def test_what_is_said_last_counts() -> None:
    log = [at(JUN30, feeling="Off track"), at(JAN1, feeling="At risk"), at(JUN30, feeling="On track"), at(JUN30)]
    assert stated(log, JUN30) == "On track"
    assert stated(log, dt.date(2026, 3, 1)) == "At risk"
    assert stated([], JUN30) is None


@pytest.mark.parametrize(
    ("said", "status", "words"),
    [
        ("On track", "Off track", 'Seen as "On track", but the figures say "Off track".'),
        ("Off track", "Achieved", 'Seen as "Off track", but the figures say "Achieved".'),
        ("On track", "Overdue", 'Seen as "On track", but the figures say "Overdue".'),
        ("At risk", "Off track", None),
        ("On track", "In progress", None),
        (None, "Off track", None),
    ],
)
def test_two_steps_between_what_is_said_and_the_figures_are_named(
    said: str | None, status: str, words: str | None
) -> None:
    assert contradiction(said, status) == words


def test_the_reasons_of_a_goal_in_words() -> None:
    log = (at(dt.date(2026, 6, 1), 20, "On track"),)
    found = outlook(seen(goal(target=100, rhythm="Weekly"), *log), (), log, JUN30, Thresholds())
    assert found.why == (
        '20 % done, 50 % expected: 30 points behind. Seen as "On track", but the figures say "Off track". '
        "Very stale: no check-in for 29 days."
    )
    assert found.forecast.words == "No forecast yet: it takes 3 days with a number under Check-ins; so far: 1."
    assert outlook(seen(goal("Yes / no")), (), (), JUN30, Thresholds()).why == "0 % done."
    assert outlook(seen(goal(target=3)), (), (), JUN30, Thresholds()).why == "Nothing to go by yet."
    assert outlook(seen(goal()), (), (), JUN30, Thresholds()).why == "Nothing to go by yet. To (target) needs a number."


def test_a_goal_that_is_almost_reached_is_not_at_100_percent() -> None:
    almost = seen(goal(baseline=0, target=10, current=9.9999))
    assert outlook(almost, [], [], JUN30, Thresholds()).why == "99 % done, 50 % expected: 50 points ahead."
    reached = seen(goal(baseline=0, target=10, current=10))
    assert outlook(reached, [], [], JUN30, Thresholds()).why == "100 % done, 50 % expected: 50 points ahead."


def test_a_gap_over_a_limit_is_not_rounded_onto_it() -> None:
    def why(now: float) -> str:
        return outlook(seen(goal(target=1000, current=now)), [], [], JUN30, Thresholds()).why.partition(": ")[2]

    expected = 1000 * 181 / 365
    assert why(expected - 251) == "more than 25 points behind."
    assert why(expected - 249) == "25 points behind."
    assert why(expected - 101) == "more than 10 points behind."
    assert why(expected - 262) == "26 points behind."
    assert why(expected + 251) == "25 points ahead."
