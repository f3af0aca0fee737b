"""What the Dashboard says and draws, with no goal, few and as many as there can be."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from conftest import ANNA, read_sheets

from goalsheet.layout import room
from goalsheet.layout.facts import facts
from goalsheet.layout.lines import shortened
from goalsheet.layout.places import line_range
from goalsheet.template.fill import fill
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, Feedback, Review
from goalsheet.tracker.tracker import Cycle, Tracker
from goalsheet.tracker.vision import PersonalValue, Vision

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


def test_smart_letters_what_goals_serve_and_feedback_are_seen_at_a_glance(tmp_path: Path) -> None:
    goals = (
        Goal(statement="Raise sales from 10 to 12", value="Growth", objective="Sound finances"),
        Goal(
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
    start = texts.index("Goals filled in, letter by letter")
    assert texts[start : texts.index("All goals: progress against the time that has passed")] == [
        *("Goals filled in, letter by letter", "What they serve", "Feedback"),
        *("S", "Specific", 0, "Values that a goal serves", "1 of 2", "Manager", 2, 4.5),
        *("M", "Measurable", 0.5, "Objectives that a goal serves", "1 of 2", "Mentor", 0),
        *("A", "Achievable", 0, "Goals that serve none of them", 1, "Peer", 1),
        *("R", "Relevant", 0, "Which ones: Vision →", "Self", 0),
        *("T", "Timely", 0.5, "Others", 0),
        *("Requests open", 1),
        *("Feedback is about", "Results 1   ·   Teamwork 2"),
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
    assert [one for one in texts if "SMART" in str(one)] == []


def test_there_is_a_bar_in_the_row_of_each_goal_that_there_can_be() -> None:
    data = TrackerMaker(load("career-year"), DAY).make_from(tracker())
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Dashboard"]
    [bars] = [chart for chart in sheet._charts if chart.tagname == "barChart"]
    first, last = bars.anchor._from.row + 1, bars.anchor.to.row
    assert last - first + 1 == room.GOALS
    drawn = [series.val.numRef.f.replace("'", "") for series in bars.series]
    assert drawn == [line_range("bar"), line_range("bar_expected")]
    assert len({sheet.row_dimensions[row].height for row in range(first, last + 1)}) == 1


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
