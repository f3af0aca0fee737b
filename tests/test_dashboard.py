"""What the Dashboard says and draws, with no goal, few and as many as there can be."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import ANNA, read_sheets

from goalsheet.layout import room
from goalsheet.layout.burn_up_lines import BurnUp
from goalsheet.layout.facts import facts
from goalsheet.layout.lines import shortened
from goalsheet.layout.places import line_range
from goalsheet.progress import edits
from goalsheet.template.fill import fill
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, Feedback, Review
from goalsheet.tracker.tracker import Cycle, Tracker
from goalsheet.tracker.vision import PersonalValue, Vision

pytestmark = pytest.mark.slow

DAY = dt.date(2026, 9, 30)
YEAR = Cycle("2026", dt.date(2026, 1, 1), dt.date(2026, 12, 31))
OVERDUE = Goal(
    statement="Present our sector", measure="Increase", target=40, start=YEAR.start, due=dt.date(2026, 6, 30)
)


def tracker(*goals: Goal, cycle: Cycle = YEAR, check_ins: tuple[CheckIn, ...] = ()) -> Tracker:
    base = fill(load("career-year"), ANNA, DAY)
    return dataclasses.replace(base, goals=goals, actions=(), check_ins=check_ins, cycle=cycle)


def said(made: Tracker, folder: Path, *sheets: str) -> list[object]:
    path = folder / "book.xlsx"
    path.write_bytes(TrackerMaker(load("career-year"), DAY).make_from(made))
    read = read_sheets(path)
    return [cell for title in sheets for row in read[title] for cell in row if cell != ""]


def test_an_empty_tracker_says_where_to_begin(tmp_path: Path) -> None:
    assert {
        "No goals yet. Start on Goals: one sentence is enough for now.",
        "Nothing yet: give a goal a due date.",
        "write your first one",
        "Nothing yet: give each entry on Feedback a theme.",
        NO_CHECK_INS,
    } <= set(said(tracker(), tmp_path, "Dashboard"))


NO_CHECK_INS = "Nothing yet: your first check-in starts the line."


@pytest.mark.parametrize(
    ("current", "check_ins", "found"),
    [
        (None, (), [NO_CHECK_INS]),
        (10, (), []),  # a value under Goals is drawn as well
        (None, (CheckIn(goal="G01", date=dt.date(2026, 3, 1), value=0),), []),
        (None, (CheckIn(goal="G01", date=None, value=None, note="x"),), [NO_CHECK_INS]),
    ],
)
def test_until_the_first_check_in_the_chart_of_progress_says_what_starts_it(
    current: float | None, check_ins: tuple[CheckIn, ...], found: list[str], tmp_path: Path
) -> None:
    begun = tracker(dataclasses.replace(OVERDUE, current=current), check_ins=check_ins)
    assert [text for text in said(begun, tmp_path, "Dashboard") if text == NO_CHECK_INS] == found


def test_a_day_that_has_passed_is_called_overdue(tmp_path: Path) -> None:
    found = [text for text in said(tracker(OVERDUE), tmp_path, "Start", "Dashboard") if "overdue" in str(text).lower()]
    assert found == [
        "G01, 92 days overdue",
        "92 days overdue",
        "30 Jun 2026  ·  92 days overdue",
        "Overdue",  # the word beside the ring
        "Overdue",  # the goal's status
    ]


@pytest.mark.parametrize(
    ("last", "line"), [(None, "Review due since 1 Apr 2026"), (dt.date(2026, 7, 3), "Next review: 3 Oct 2026")]
)
def test_a_review_whose_day_has_passed_is_called_due(last: dt.date | None, line: str, tmp_path: Path) -> None:
    held = (Review(date=last, kind="Quarterly", decision="Keep"),) if last else ()
    made = dataclasses.replace(tracker(OVERDUE), reviews=held, review_months=3)
    assert [one for one in said(made, tmp_path, "Dashboard") if "eview" in str(one)] == [line]


def _checked(**columns: Any) -> Goal:
    """A goal with the marks of a check after which nobody has touched it."""
    goal = Goal(**columns, specific_mark=2, measurable_mark=1, timely_mark=3, checked_on=DAY)
    words, numbers = edits.words(goal, edits.CHECK), edits.number(goal, edits.CHECK, ())
    return dataclasses.replace(goal, checked_words=words, checked_numbers=numbers)


def test_smart_marks_what_goals_serve_and_feedback_are_seen_at_a_glance(tmp_path: Path) -> None:
    goals = (
        Goal(
            statement="Raise sales from 10 to 12",
            value="Growth",
            objective="Sound finances",
            specific_mark=3,
            measurable_mark=2,
            checked_on=DAY,
            checked_words="as it was then",
        ),
        Goal(statement="Not checked yet"),
        _checked(
            statement="Present our sector",
            measure="Increase",
            baseline=0,
            target=40,
            unit="contacts",
            evidence="Contact list",
            start=YEAR.start,
            due=YEAR.end,
            rhythm="Monthly",
        ),
    )
    given = dt.date(2026, 5, 1)
    feedback = (
        Feedback(date=given, source="Manager", rating=4, theme="Teamwork"),
        Feedback(date=given, source="Manager", rating=5, theme="Results"),
        Feedback(date=given, source="Peer", ideas="Write it down.", theme="Teamwork"),
        Feedback(asked_on=given, source="Peer", question="How was it?", theme="Leading"),
    )
    vision = Vision(values=(PersonalValue("Growth", 1), PersonalValue("Health", 2)))
    made = dataclasses.replace(
        tracker(*goals), feedback=feedback, vision=vision, objectives=("Sound finances", "Happy customers")
    )
    texts = said(made, tmp_path, "Dashboard")
    start = texts.index("SMART marks")
    assert texts[start : texts.index("All goals: progress against the time that has passed")] == [
        *("SMART marks", "Where the goals stand", "Feedback"),
        *("of the last check", "filled in", "entries", "rating"),
        *("S", "Specific", 2.5, 0, 0, "Achieved", "Manager", 2, 4.5),
        *("M", "Measurable", 1.5, 1 / 3, 0, "On track", "Mentor", 0),
        *("A", "Achievable", "–", 0, 0, "In progress", "Peer", 1),
        *("R", "Realistic", "–", 0, 0, "At risk", "Self", 0),
        *("T", "Timely", 3, 1 / 3, 0, "Off track", "Others", 0),
        *("Aligned", "–", 0, 0, "Overdue", "Requests open", 1),
        *("2 of 3 goals checked, 1 edited since", 0, "Missed"),
        *(0, "Not started", "Feedback is about"),
        *("What they serve", "Which ones: Vision →", 1, "No check-in yet", "Results 1   ·   Teamwork 2"),
        *("Values that a goal serves", "1 of 2", 2, "Needs dates"),
        *("Objectives that a goal serves", "1 of 2", 0, "Needs numbers"),
        *("Goals that serve none of them", 2),
    ]


def test_goals_that_are_only_filled_in_are_not_called_smart(tmp_path: Path) -> None:
    vague = Goal(
        statement="Be better at things",
        category="Learn a skill",
        kind="Learning",
        measure="Yes / no",
        evidence="x",
        resources="x",
        obstacle_plan="If x, then y",
        confidence=8,
        why="x",
        value="x",
        start=YEAR.start,
        due=YEAR.end,
        rhythm="Monthly",
    )
    texts = said(tracker(vague), tmp_path, "Dashboard")
    assert "1 of 1 filled in for all letters" in texts
    assert [one for one in texts if "SMART" in str(one)] == ["SMART marks"]
    assert "No marks yet: the button Check goals gives them." in texts


def test_there_is_a_bar_in_the_row_of_each_goal_that_there_can_be() -> None:
    data = TrackerMaker(load("career-year"), DAY).make_from(tracker())
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Dashboard"]
    [bars] = [chart for chart in sheet._charts if chart.tagname == "barChart"]
    first, last = bars.anchor._from.row + 1, bars.anchor.to.row
    assert last - first + 1 == room.GOALS
    drawn = [series.val.numRef.f.replace("'", "") for series in bars.series]
    assert drawn == [line_range("bar"), line_range("bar_expected")]
    assert len({sheet.row_dimensions[row].height for row in range(first, last + 1)}) == 1


def burnt_up(goal: Goal, *check_ins: CheckIn, day: dt.date = DAY) -> BurnUp:
    """The first goal's burn-up on a day."""
    entries = tuple(dataclasses.replace(entry, goal="G01") for entry in check_ins)
    return facts(tracker(goal, check_ins=entries), day).figures.burn_up


def test_one_goal_is_drawn_from_its_start_to_its_due_date_and_its_progress_until_today() -> None:
    goal = Goal(
        statement="Open shops", measure="Increase", target=10, start=dt.date(2026, 9, 1), due=dt.date(2026, 10, 30)
    )
    drawn = burnt_up(goal, CheckIn(date=dt.date(2026, 9, 15), value=4), CheckIn(date=DAY, value=5))
    assert (drawn.first, drawn.last, drawn.until) == (goal.start, goal.due, DAY)
    assert [point.progress for point in drawn.done] == [0, 0, 0, 0, 0, 0, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.5]
    assert (drawn.done[0].across, drawn.done[-1].across) == (0, 29 / 59)
    assert [point.expected for point in drawn.due] == pytest.approx(
        [(day + 1) / 60 for day in (0, 4, 9, 14, 19, 24, 29, 34, 39, 44, 49, 54, 59)]
    )
    assert (drawn.due[0].along, drawn.due[-1].along) == (0, 1)


@pytest.mark.parametrize(
    ("agreement", "check_in", "last"),
    [
        (None, None, DAY),  # overdue, and worked on: until today
        ("Closed", None, OVERDUE.due),
        ("Closed", dt.date(2026, 7, 9), dt.date(2026, 7, 9)),  # somebody looked at it once more
    ],
)
def test_a_goal_is_drawn_beyond_its_due_date_only_as_long_as_somebody_works_on_it(
    agreement: str | None, check_in: dt.date | None, last: dt.date
) -> None:
    entries = [CheckIn(date=check_in, value=9)] if check_in else []
    assert burnt_up(dataclasses.replace(OVERDUE, agreement=agreement), *entries).last == last


@pytest.mark.parametrize(
    ("goal", "progress", "expected"),
    [
        (Goal(), {-1}, {-1}),  # not written yet
        (Goal(statement="No dates", measure="Increase", target=4, current=2), {0, 0.5}, {-1}),
        (Goal(statement="A yes", measure="Yes / no", start=YEAR.start, due=YEAR.end), {0}, {-1}),
        (Goal(statement="Ahead", measure="Increase", target=4, start=YEAR.end, due=YEAR.end), {-1}, {1}),
    ],
)
def test_lines_of_one_goal_that_say_nothing_are_not_drawn(
    goal: Goal, progress: set[float], expected: set[float]
) -> None:
    drawn = burnt_up(goal)
    assert {point.progress for point in drawn.done} == progress
    assert {point.expected for point in drawn.due} == expected


def test_no_line_is_drawn_before_the_cycle_begins_or_without_a_goal() -> None:
    """What lies below the chart is not drawn; a blank would be drawn as 0."""
    ahead = Cycle("2027", dt.date(2027, 1, 1), dt.date(2027, 12, 31))
    prepared = facts(tracker(dataclasses.replace(OVERDUE, current=4), cycle=ahead), DAY).figures
    assert set(prepared.progress_over_time) == {-1}
    assert min(prepared.expected_over_time) >= 0
    empty = facts(tracker(), DAY).figures
    assert set(empty.progress_over_time + empty.expected_over_time) == {-1}


@pytest.mark.parametrize("cycle", [YEAR, Cycle("2027", dt.date(2027, 1, 1), dt.date(2027, 12, 31))])
def test_no_line_of_what_is_expected_is_drawn_while_goals_have_no_dates(cycle: Cycle) -> None:
    """Nor along the ground, as if nothing were expected."""
    undated = Goal(statement="Open shops", measure="Increase", target=100, current=20)
    figures = facts(tracker(undated, cycle=cycle), DAY).figures
    assert (figures.expected, set(figures.expected_over_time)) == (None, {-1})


def test_the_expected_line_follows_phased_targets_and_ends_where_the_dashboard_says() -> None:
    goal = Goal(statement="Open shops", measure="Increase", target=100, start=YEAR.start, due=YEAR.end)
    pilot = dt.date(2026, 6, 30)
    late = Action(goal="G01", action="Pilot", due=pilot, value_by_then=10)
    figures = facts(dataclasses.replace(tracker(goal), actions=(late,)), DAY).figures
    half_way = (pilot - YEAR.start).days + 1
    assert figures.expected_over_time == pytest.approx(
        [
            0.1 * ((day - YEAR.start).days + 1) / half_way
            if day <= pilot
            else 0.1 + 0.9 * (day - pilot).days / (365 - half_way)
            for day in figures.days
        ]
    )
    assert figures.expected_over_time[-1] == figures.expected


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hold 12 meetings", "Hold 12 meetings"),
        ("Hold 12 meetings a week", "Hold 12 meetings …"),
        ("Hold 12 meetings, a week", "Hold 12 …"),
        ("Donaudampfschifffahrt", "Donaudampfschiff …"),
        (None, None),
    ],
)
def test_a_long_text_ends_at_a_word(text: str | None, shown: str | None) -> None:
    assert shortened(text, 16) == shown
