"""Formula and Python, the same number: LibreOffice recalculates workbooks and every cell equals what Python stored."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import math
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import ANNA, EXAMPLES, TODAY, Office, read_sheets, without_results
from goalsheet.scripts.samples import tracker
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from goalsheet.layout import one_goal
from goalsheet.layout.burn_up_lines import POINTS
from goalsheet.layout.dashboard import CHARTS_ROW
from goalsheet.layout.facts import facts
from goalsheet.layout.one_goal import PICK_A_GOAL
from goalsheet.layout.places import CHOSEN_GOAL, LINES_FIRST_COLUMN, CellPlace
from goalsheet.layout.room import GOALS_FIRST, LOG_FIRST, address, letters
from goalsheet.layout.start import STAND_ROW
from goalsheet.progress import edits
from goalsheet.progress.status import STATUSES
from goalsheet.progress.summary import summarise
from goalsheet.progress.timing import day_in_words
from goalsheet.template.fill import fill
from goalsheet.template.load import built_in, load
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker import choices
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, Feedback, Review, Reward
from goalsheet.tracker.schema import NUMBERS, Column, Kind, Owner, table
from goalsheet.tracker.tracker import Cycle, Thresholds, Tracker
from goalsheet.tracker.vision import JournalEntry, MindMapIdea, PersonalValue, Trait, Vision, VisionTile
from goalsheet.workbook.reading import read_tracker
from goalsheet.workbook.setting import set_cells

pytestmark = [pytest.mark.office, pytest.mark.slow]

Differences = list[tuple[str, str, object, object]]


def differences(books: dict[str, bytes], office: Office, folder: Path) -> Differences:
    """Cells in which LibreOffice's result differs from the stored one, by sheet and address."""
    folder.mkdir(exist_ok=True)
    found: Differences = []
    calculated = office({name: without_results(data) for name, data in books.items()}, "xlsx")
    assert set(calculated) == set(books)
    for name, data in books.items():
        (folder / f"ours {name}").write_bytes(data)
        (folder / f"theirs {name}").write_bytes(calculated[name])
        ours, theirs = read_sheets(folder / f"ours {name}"), read_sheets(folder / f"theirs {name}")
        assert list(ours) == list(theirs)
        for sheet, rows in ours.items():
            found += [(f"{name} {sheet}", *difference) for difference in cell_differences(rows, theirs[sheet])]
    return found


def cell_differences(ours: list[list[object]], theirs: list[list[object]]) -> list[tuple[str, object, object]]:
    found = []
    for row in range(max(len(ours), len(theirs))):
        for column in range(max(map(len, (*ours[row : row + 1], *theirs[row : row + 1])))):
            one, other = _cell(ours, row, column), _cell(theirs, row, column)
            if (
                isinstance(one, float)
                and isinstance(other, float)
                and math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-9)
            ):
                continue
            if one != other:
                found.append((address(row + 1, column + 1), one, other))
    return found


def _cell(rows: list[list[object]], row: int, column: int) -> object:
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""


def test_every_template_calculates_as_stored(office: Office, tmp_path: Path) -> None:
    books = {f"{name}.xlsx": TrackerMaker(load(name), TODAY).make(ANNA) for name in built_in()}
    assert differences(books, office, tmp_path) == []


def test_a_lived_in_tracker_calculates_as_stored_and_shows_no_error(
    maker: TrackerMaker, office: Office, tmp_path: Path
) -> None:
    assert differences({"lived in.xlsx": maker.make_from(lived_in())}, office, tmp_path) == []
    cells = [cell for rows in read_sheets(tmp_path / "theirs lived in.xlsx").values() for row in rows for cell in row]
    assert [cell for cell in cells if isinstance(cell, str) and cell.startswith("#")] == []


def test_whichever_goal_is_chosen_on_the_dashboard_is_drawn_as_python_draws_it(
    maker: TrackerMaker, office: Office, tmp_path: Path
) -> None:
    """In words, days and both lines: overdue, blank, without dates, by steps, added up, by phases, begun and not."""
    chosen = ("G02", "G05", "g09", "G10", "G12", "G14", "G16", "G17", "G21", "G24", "G25", "G26")
    tracker, books = lived_in(), {}
    for number in chosen:
        (tmp_path / "book.xlsx").write_bytes(maker.make_from(tracker))
        set_cells(tmp_path / "book.xlsx", {CellPlace(*CHOSEN_GOAL.replace("$", "").split("!")): number})
        books[f"{number}.xlsx"] = (tmp_path / "book.xlsx").read_bytes()
    drawn = {}
    for name, data in office(books, "xlsx").items():
        (tmp_path / "theirs.xlsx").write_bytes(data)
        cells = read_sheets(tmp_path / "theirs.xlsx")
        text = cells["Dashboard"][CHARTS_ROW - 1][one_goal.ACROSS[0]]
        lists = [row[LINES_FIRST_COLUMN - 1 :] for row in cells["Lists"]]
        top = next(row for row, found in enumerate(lists) if found[:1] == ["burn_up_place"])
        points = lists[top + 4 : top + 4 + POINTS]
        drawn[name.removesuffix(".xlsx")] = (text, [point[3:5] for point in points], [point[8:10] for point in points])
    assert drawn == {number: _drawn(tracker, number.upper()) for number in chosen}


def _drawn(tracker: Tracker, number: str) -> tuple[object, list[Any], list[Any]]:
    """What the Dashboard draws of a goal, worked out for it as the first one."""
    place = int(number[1:]) - 1
    if place >= len(tracker.goals) or not tracker.goals[place].is_used:
        goal, place = Goal(), -1
    else:
        goal = tracker.goals[place]

    def own(rows: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(
            dataclasses.replace(row, goal="G01" if (row.goal or "").upper() == number else None) for row in rows
        )

    alone = dataclasses.replace(tracker, goals=(goal,), actions=own(tracker.actions), check_ins=own(tracker.check_ins))
    found = facts(alone, TODAY).figures
    done, due = found.burn_up.done, found.burn_up.due
    return (
        found.lines[0].short if goal.is_used else PICK_A_GOAL,
        [pytest.approx([point.progress, point.across]) for point in done],
        [pytest.approx([point.expected, point.along]) for point in due],
    )


def test_start_counts_no_check_in_that_is_dated_after_today(
    maker: TrackerMaker, office: Office, tmp_path: Path
) -> None:
    ahead, last = (CheckIn(date=TODAY + dt.timedelta(days), goal="G01", value=1) for days in (3, -2))
    tracker = fill(load("career-year"), ANNA, TODAY)
    books = {
        f"{name}.xlsx": maker.make_from(dataclasses.replace(tracker, check_ins=rows))
        for name, rows in {"none": (), "ahead": (ahead,), "both": (ahead, last)}.items()
    }
    assert differences(books, office, tmp_path) == []
    start = {name: read_sheets(tmp_path / f"theirs {name}")["Start"][STAND_ROW : STAND_ROW + 3] for name in books}
    assert {name: [row[6] for row in rows] for name, rows in start.items()} == {
        "none.xlsx": ["Check-ins", 0, "none yet: write the first one"],
        "ahead.xlsx": ["Check-ins", 0, "none counts yet: all dated after today"],
        "both.xlsx": ["Check-ins", 1, f"latest: {day_in_words(TODAY - dt.timedelta(2))}"],
    }


def test_goals_that_all_weigh_nothing_have_no_progress_together(
    maker: TrackerMaker, office: Office, tmp_path: Path
) -> None:
    """Neither 0 % nor an average: blank tiles, no line in the chart, and a sentence that says why."""

    def book(*weights: float | None) -> bytes:
        days = dict[str, Any](start=TODAY - dt.timedelta(days=60), due=TODAY + dt.timedelta(days=30))
        rows = [
            Goal(statement="A goal", measure="Increase", unit="sales", target=10, current=4, weight=weight, **days)
            for weight in weights
        ]
        unknown = Goal(statement="One without numbers", weight=0 if weights[0] == 0 else None)
        blank = fill(load("career-year"), ANNA, TODAY)
        return maker.make_from(dataclasses.replace(blank, goals=(*rows, unknown), actions=(), check_ins=()))

    books = {"zero.xlsx": book(0, 0), "beside blank.xlsx": book(0, None), "blank.xlsx": book(None, None)}
    assert differences(books, office, tmp_path) == []
    said = {}
    for name in books:
        start = [cell for row in read_sheets(tmp_path / f"theirs {name}")["Start"] for cell in row]
        said[name] = [str(cell)[:22] for cell in start if str(cell).lower().startswith(("no weight", "all goals c"))]
    none = ["no weight is above 0", "No weight is above 0, "]
    assert said == {"zero.xlsx": none, "beside blank.xlsx": none, "blank.xlsx": ["All goals count equall"]}


def test_levels_and_their_t_score_calculate_as_stored(maker: TrackerMaker, office: Office, tmp_path: Path) -> None:
    """With weights and without, beyond the scale, beside weights that are not possible, and percentages with a sign."""

    def book(*levels: float | str | None, weights: tuple[float | None, ...] = (None,) * 4) -> bytes:
        rows = [
            Goal(
                statement="A goal",
                measure="Levels -2 to +2",
                current=level,  # type: ignore[arg-type]  # a number
                weight=weight,
                start=TODAY,
                due=TODAY,
            )
            for level, weight in zip(levels, weights, strict=False)
        ]
        own = Goal(statement="Half", measure="Own estimate (%)", current=0.35, start=TODAY, due=TODAY, weight=0.5)
        share = Goal(statement="Rate", measure="Keep at or above", unit="% a day", target=99, current=0.995)
        blank = fill(load("career-year"), ANNA, TODAY)
        return maker.make_from(dataclasses.replace(blank, goals=(*rows, own, share), actions=(), check_ins=()))

    books = {
        "none.xlsx": book(),
        "plain.xlsx": book(1, -1, 0, None),
        "beyond.xlsx": book(5, -3, 1, 0.5),
        "weighed.xlsx": book(1, -3, 2, weights=(0.3, 0.2, 0.1)),
        "impossible.xlsx": book(1, -1, 2, weights=(0.3, 30.0, -0.5)),
    }
    assert differences(books, office, tmp_path) == []
    start = {name: read_sheets(tmp_path / f"theirs {name}")["Start"] for name in books}
    said = {name: [cell for row in rows for cell in row if "T-score" in str(cell)] for name, rows in start.items()}
    assert said == {
        "none.xlsx": [],
        "plain.xlsx": ["Levels: T-score 50; 50 is as expected throughout."],
        "beyond.xlsx": ["Levels: T-score 55.4; 50 is as expected throughout."],
        "weighed.xlsx": ["Levels: T-score 52.2; 50 is as expected throughout."],
        "impossible.xlsx": ["Levels: T-score 59.1; 50 is as expected throughout."],
    }


def vision_of_somebody() -> Vision:
    """Everything that people do on the private sheets: ranks twice, values twice, circles, wildcards, days to come."""
    return Vision(
        answers=("Cooking", None, "  ", "Being told the truth", "=1+1"),
        values=(
            PersonalValue("Growth", 2, "More than last year"),
            PersonalValue(" Honesty ", 2),
            PersonalValue("Health"),
            PersonalValue(None, 1, "No name"),
            PersonalValue("My own  word", 1),
            PersonalValue("Honesty", 20),
        ),
        traits=(Trait("Strength", "Listening", "Often"), Trait("Growth area", "   "), Trait(None, "Reports")),
        tiles=(
            VisionTile("A garden", "One day", "g02"),
            VisionTile(" Lead a team ", "In 3 years", "G13"),
            VisionTile("Choir", "this year", "G77"),
            VisionTile("No horizon"),
            VisionTile(None, "One day", "G01"),
            VisionTile("Free goal", "This year", "G10"),
        ),
        ideas=tuple(MindMapIdea(idea, under) for idea, under in IDEAS),
        journal=(
            JournalEntry(TODAY, "Great", "Well", "Much", "More", None, "Thought"),
            *(JournalEntry(TODAY - dt.timedelta(days=days), "Hard") for days in (7, 8, 14, 35)),
            JournalEntry(TODAY + dt.timedelta(days=3), "Mixed"),
            JournalEntry(None, "Good", "No day"),
        ),
    )


#: A circle, an orphan, a fifth level, twins, blanks, wildcards, a name that is too long for its label.
IDEAS = (
    (None, None),
    ("My years", "Work"),
    ("Work", None),
    ("What if?", " work "),
    ("What ifs", "WORK"),
    ("Under the first", "What if?"),
    ("*", "Work"),
    ("Under the star", "*"),
    ("One", "Two"),
    ("Two", "Three"),
    ("Three", "One"),
    ("Own", "Own"),
    ("Orphan", "Nobody"),
    ("Home", "My years"),
    ("Garden", "Home"),
    ("Pears", "Garden"),
    ("Jam", "Pears"),
    ("Toast", "Jam"),
    ("Home", "Work"),
    ("A name that is much too long for a label", "home"),
    (None, "Home"),
    ("2027", None),
    ("Plan", "2027"),
)


def as_agreed(statement: str) -> dict[str, Any]:
    """What is kept of an agreement on a goal, in other words and with another target, without due date and weight."""
    return {"agreed_on": TODAY, "agreed_statement": statement, "agreed_target": 100.0 / 3}


def forecast_of_now() -> dict[str, object]:
    """What is kept of the forecast of "I think half" in the lived-in tracker."""
    longer = Goal(start=TODAY - dt.timedelta(days=200), due=TODAY + dt.timedelta(days=100), current=50)
    return {
        "forecast": "About now",
        "forecast_of": TODAY,
        "forecast_words": "Own estimate (%)",
        "forecast_numbers": edits.number(longer, edits.FORECAST, ()),
    }


def lived_in() -> Tracker:
    """A tracker with every measure, every status, and the odd things that people do."""
    year = TODAY.year
    start, end = dt.date(year, 1, 1), dt.date(year, 12, 31)
    yesterday = TODAY - dt.timedelta(days=1)
    longer = {"start": TODAY - dt.timedelta(days=200), "due": TODAY + dt.timedelta(days=100)}

    def goal(statement: str, measure: str | None = "Increase", **columns: object) -> Goal:
        return Goal(statement=statement, measure=measure, **(longer | columns))  # type: ignore[arg-type]  # by name

    changed: dict[str, Any] = {
        "agreement": "Agreed",
        "agreed_on": yesterday,
        "agreed_by": "Ann; Bo Ek",
        "agreed_target": 15.25,
        "agreed_due": TODAY,
    }
    goals = (
        goal("Achieved", baseline=10, target=12, weight=0.3, value="honesty ", objective="Sound finances", **changed),
        goal("On track", target=100, current=65, weight=0.3, value="My own word", rating="Achieved", **changed),
        goal(
            "At risk",
            target=100,
            current=50,
            weight=0.2,
            rating="Exceeded",
            agreement="Closed",
            **as_agreed("At  risk"),
        ),
        goal("Off track", "Decrease", baseline=10, target=0, current=9, weight=0.1, **as_agreed("Off\ntrack " * 9)),
        goal(
            "In range",
            "Keep at or above",
            target=90,
            current=91,
            guardrail="No rework",
            guardrail_kept="No",
            **changed | {"agreed_by": "Bo Ek"},
        ),
        goal("Out of range", "Keep at or below", target=3, current=4, agreement="Agreed"),
        goal("Exam", "Yes / no", evidence="Certificate"),
        goal("Levels", "Levels -2 to +2", current=-1),
        goal("Steps", "Milestones", evidence="Report"),
        goal("   "),
        goal("Target is the start", baseline=5, target=5, current=5),
        goal("No dates", target=3, current=1, start=None),
        goal("Dates the wrong way round", target=3, due=TODAY - dt.timedelta(days=400)),
        goal("Overdue", target=100, current=20, due=yesterday),
        goal("Missed", target=100, current=20, due=yesterday, agreement="Closed"),
        goal("Not started", target=100, start=TODAY + dt.timedelta(days=3)),
        goal("Started early", target=100, start=TODAY + dt.timedelta(days=3)),
        goal("Just begun", target=100, current=0, start=yesterday),
        goal('=HYPERLINK("http://x")', None, baseline=1, target=3, current=2),
        goal("Emoji 😀, ]]>, & and <b>", target=5, weight=0.1),
        goal("Sold", "Running total", baseline=20, target=100, rhythm="Weekly"),
        goal("In a range", "Keep in range", baseline=18, target=22, rhythm="Monthly"),
        goal("I think half", "Own estimate (%)", current=50, rhythm="Quarterly", **forecast_of_now()),
        goal("Phased", target=100, current=12, forecast_of=yesterday, checked_on=yesterday),
        goal("Below the start", "Decrease", baseline=10, target=2, current=11, rhythm="Weekly"),
    )
    actions = (
        Action(goal="G09", action="First", due=yesterday, state="Done", done_on=yesterday, weight=2),
        Action(goal="g09", action="Second", due=TODAY, state="Open"),
        Action(goal="G09", action="Third", due=TODAY + dt.timedelta(days=5), state="In progress", weight=0.5),
        Action(goal="G09", action="Dropped", due=yesterday, state="Dropped", weight=7),
        Action(goal="G09", action="Done without a day", state="Done"),
        Action(goal="G09", action="Done long ago", state="Done", done_on=TODAY - dt.timedelta(days=90), weight=1.5),
        Action(action="For no goal", due=yesterday),
        Action(goal="G77", action="For a goal that is not there"),
        Action(goal="G24", action="First phase", due=TODAY - dt.timedelta(days=50), value_by_then=5),
        Action(goal="G24", action="Second phase", due=TODAY + dt.timedelta(days=50), value_by_then=20),
        Action(goal="G24", action="No longer", due=TODAY + dt.timedelta(days=20), value_by_then=90, state="Dropped"),
    )
    check_ins = (
        CheckIn(date=TODAY - dt.timedelta(days=150), goal="G01", value=10.5),
        CheckIn(date=yesterday, goal="g01", value=11),
        CheckIn(date=yesterday, goal="G01", value=12.5, note="The lower row counts"),
        CheckIn(date=TODAY, goal="G01", note="No number"),
        CheckIn(date=TODAY + dt.timedelta(days=9), goal="G01", value=1, note="In the future"),
        *(CheckIn(date=TODAY + dt.timedelta(days=days), goal="g02", value=1) for days in (400, 30)),
        CheckIn(goal="G02", value=99, note="No date"),
        CheckIn(date=TODAY - dt.timedelta(days=9), goal="G07", value=0),
        CheckIn(date=yesterday, goal="G07", value=1),
        CheckIn(date=yesterday, value=5, note="For no goal"),
        CheckIn(date=TODAY - dt.timedelta(days=100), goal="G21", value=15),
        CheckIn(date=TODAY - dt.timedelta(days=60), goal="G21", value=0),
        CheckIn(date=TODAY - dt.timedelta(days=40), goal="g21", value=0),
        CheckIn(date=TODAY - dt.timedelta(days=40), goal="G22", value=18),
        CheckIn(date=TODAY - dt.timedelta(days=20), goal="G22", value=23.5),
        *(CheckIn(date=TODAY - dt.timedelta(days=days), goal="G25", value=11) for days in (80, 60, 40)),
        CheckIn(date=yesterday, goal="G17", value=0, note="Before it begins"),
    )
    template = fill(load("career-year"), ANNA, TODAY)
    return dataclasses.replace(
        template,
        cycle=Cycle("This year", start, end),
        goals=goals,
        actions=actions,
        check_ins=check_ins,
        feedback=feedback(),
        rewards=rewards(),
        reviews=reviews(),
        vision=vision_of_somebody(),
    )


def feedback() -> tuple[Feedback, ...]:
    """Some that was given, and requests that wait for one day more and less than two weeks."""
    asked = [Feedback(asked_on=TODAY - dt.timedelta(days=days), question="How was it?") for days in (0, 14, 15)]
    given = Feedback(date=TODAY, source="Manager", goal="g01", strengths="Calm", rating=4, theme="Teamwork", id="F01")
    return (given, *asked, dataclasses.replace(asked[2], date=TODAY, goal="G99"))


def reviews() -> tuple[Review, ...]:
    """Decisions and ratings: of one goal twice, of one that is not there, without a day, for a day to come."""
    yesterday, before = TODAY - dt.timedelta(days=1), TODAY - dt.timedelta(days=30)
    return (
        Review(date=before, goal="g02", decision="Keep", rating="Exceeded", reason="More demand"),
        Review(date=before - dt.timedelta(days=9), goal="G02", rating="Not achieved"),
        Review(date=yesterday, goal="G01", reason="The market grew", field="TARGET"),
        Review(date=yesterday, goal="G02", reason="More of them", field="due date"),
        Review(date=TODAY, goal="G02", field="due date"),
        Review(date=TODAY, goal="g02", reason="As said", field="wording", decision="Adjust"),
        Review(date=yesterday, goal="G03", reason="Shorter", field="wording"),
        Review(goal="G04", rating="Partly achieved"),
        Review(goal="G99", reason="Not there", rating="Achieved"),
        Review(date=TODAY + dt.timedelta(days=9), kind="Other", goal="G05", decision="Drop"),
        Review(date=TODAY + dt.timedelta(days=30), kind="Other", goal="G05", field="agreement", new="Agreed"),
        Review(date=TODAY + dt.timedelta(days=31), kind="Other", goal="G05", decision="Adjust", field="target"),
        Review(date=TODAY, kind="Other", goal="G05", field="comment", new="Well done"),
    )


def rewards() -> tuple[Reward, ...]:
    """A reward for every condition, met and not, and of every kind of measure."""
    shares = ("Goal achieved", "25 % reached", "50 % reached", "75 % reached")
    of_goals = [
        Reward(reward="Cake", when=when, goal=goal)
        for goal in ("G01", "g02", "G09", "G04", "G07", "G21")
        for when in shares
    ]
    others = (
        Reward(reward="Cake", when="Goal achieved", goal="G99"),
        Reward(reward=" ", when="On a date", date=TODAY),
        Reward(reward="Today", when="On a date", date=TODAY),
        Reward(reward="Soon", when="On a date", date=TODAY + dt.timedelta(days=1)),
        Reward(reward="Thanks", when="Given by manager", date=TODAY, goal="G01"),
        Reward(reward="Thank you", kind="Recognition", id="R01"),
        Reward(reward="Five", when="Check-ins done", count=5),
        Reward(reward="Three", when="Check-ins done", count=3, goal="g01"),
        Reward(reward="Too many", when="Check-ins done", count=90),
        Reward(reward="Two weeks", when="Weeks in a row", count=2),
        Reward(reward="One week", when="Weeks in a row", goal="g01"),
        Reward(reward="Twenty weeks", when="Weeks in a row", count=20),
        Reward(reward="Learnt", when="Learning steps done", goal="G09"),
        Reward(reward="Learning", when="Learning steps done"),
        Reward(reward="Done", when="Goal achieved", goal="G01", celebrated_on=TODAY),
        Reward(reward="No condition"),
    )
    return (*of_goals, *others)


def test_the_lived_in_tracker_shows_every_status(maker: TrackerMaker, tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(maker.make_from(lived_in()))
    cells = {cell for row in read_sheets(tmp_path / "book.xlsx")["Goals"] for cell in row}
    assert set(STATUSES) <= cells


def test_the_filled_in_sample_calculates_as_stored(office: Office, tmp_path: Path) -> None:
    data = Path(__file__).parent.parent / "sample_workbooks" / "filled_in.toml"
    described = tomllib.loads(data.read_text(encoding="utf-8"))
    maker = TrackerMaker(load("career-year"), TODAY)
    assert differences({"sample.xlsx": maker.make_from(tracker(described))}, office, tmp_path) == []


def test_goals_of_which_time_says_nothing_draw_no_expected_line_in_libreoffice_either(
    office: Office, tmp_path: Path
) -> None:
    """No dates, dates that tell nothing of a yes or no, and either of them before the cycle."""
    maker = TrackerMaker(load("career-year"), TODAY)
    undated = Goal(statement="Grow", measure="Increase", baseline=0, target=10, current=1)
    either = Goal(statement="Certified", measure="Yes / no", start=TODAY - dt.timedelta(9), due=TODAY + dt.timedelta(9))
    cycles = [Cycle("c", TODAY + dt.timedelta(first), TODAY + dt.timedelta(100)) for first in (-100, 5)]
    books = {
        f"{goals[0].statement} {cycle.start}.xlsx": maker.make_from(
            dataclasses.replace(fill(load("career-year"), ANNA, TODAY), cycle=cycle, goals=goals, actions=())
        )
        for goals in ((undated,), (either,), (either, undated))
        for cycle in cycles
    }
    assert differences(books, office, tmp_path / "books") == []


def test_rows_typed_below_a_log_and_text_in_number_cells_are_taken_as_people_mean_them(
    maker: TrackerMaker, office: Office, tmp_path: Path
) -> None:
    """Openpyxl stands in for somebody typing: it stores no results, so LibreOffice calculates everything."""
    tracker = dataclasses.replace(
        fill(load("career-year"), ANNA, TODAY),
        cycle=Cycle("c", TODAY - dt.timedelta(days=100), TODAY + dt.timedelta(days=100)),
        goals=(
            Goal(statement="Grow", measure="Increase", baseline=0, target=10, start=TODAY, due=TODAY, current=1),
            Goal(statement="Text", measure="Increase", target=10, current=5, start=TODAY, due=TODAY),
            Goal(statement="Steps", measure="Milestones", start=TODAY, due=TODAY),
            Goal(statement="From ten", measure="Increase", target=20, current=15, start=TODAY, due=TODAY),
            Goal(statement="Sum from ten", measure="Running total", target=20, start=TODAY, due=TODAY),
        ),
        actions=(),
        check_ins=(CheckIn(goal="G05", date=TODAY, value=15),),
    )
    book = openpyxl.load_workbook(io.BytesIO(maker.make_from(tracker)))
    check_ins, actions, sheet = book["Check-ins"], book["Actions"], book["Goals"]
    columns = {cell.value: cell.column for cell in sheet[5]}
    for row, (day, goal, value) in {60: (TODAY, "G01", 4), 1999: (TODAY, "g01", 7), 61: ("soon", "G01", 9)}.items():
        check_ins.cell(row, 1).value, check_ins.cell(row, 2).value, check_ins.cell(row, 4).value = day, goal, value
    for row, state in ((50, "Done"), (1500, "Open")):
        actions.cell(row, 1).value, actions.cell(row, 6).value = "G03", state
        actions.cell(row, 5).value = TODAY - dt.timedelta(days=1)
    rewards_sheet = book["Rewards"]
    titles = {cell.value: cell.column for cell in rewards_sheet[4]}
    for row, when in ((45, "On a date"), (46, "Weeks in a row")):  # below the rows that Lists has figures of
        rewards_sheet.cell(row, titles["What"]).value, rewards_sheet.cell(row, titles["When"]).value = "Cake", when
        rewards_sheet.cell(row, titles["Date"]).value = TODAY
    rewards_sheet.tables["Rewards"].ref = "A4:M47"
    for row in (45, 46, 47):
        for title in ("Earned on", "State"):  # as Excel's table fills them in
            above = rewards_sheet.cell(5, titles[title])
            rewards_sheet.cell(row, titles[title]).value = above.value
    sheet.cell(7, columns["Now"]).value = "about five"
    sheet.cell(7, columns["Due"]).value = "next summer"
    for row in (9, 10):
        sheet.cell(row, columns["From (today)"]).value = "ten"
    buffer = io.BytesIO()
    book.save(buffer)
    [calculated] = office({"typed.xlsx": buffer.getvalue()}, "xlsx").values()
    (tmp_path / "typed.xlsx").write_bytes(calculated)
    sheets = read_sheets(tmp_path / "typed.xlsx")
    assert "1 of them late" in [cell for row in sheets["Dashboard"] for cell in row]
    earned_on, state = (titles[title] - 1 for title in ("Earned on", "State"))
    assert [sheets["Rewards"][row][state] for row in (44, 45, 46)] == ["Earned", "Move above row 45", ""]
    assert sheets["Rewards"][44][earned_on] == TODAY
    rows = sheets["Goals"]
    shown = [[rows[row][columns[name] - 1] for name in ("Latest value", "Progress", "Status")] for row in range(5, 10)]
    assert shown == [
        [7, 0.7, "In progress"],
        ["", "", "Needs dates"],
        ["", 0.5, "In progress"],
        [15, "", "Needs numbers"],
        ["", "", "Needs numbers"],
    ]
    remarks = [rows[row][columns["Worth knowing"] - 1] for row in (8, 9)]
    assert remarks == ["From (today) needs a number."] * 2
    read = read_tracker(tmp_path / "typed.xlsx").tracker
    outlooks = [outlook.goal for _, outlook in summarise(read, TODAY).outlooks]
    assert [[goal.latest, goal.progress, goal.status] for goal in outlooks[3:]] == [
        [15, None, "Needs numbers"],
        [None, None, "Needs numbers"],
    ]


def test_a_day_typed_with_a_time_counts_as_that_day(maker: TrackerMaker, office: Office, tmp_path: Path) -> None:
    goal = Goal(statement="Grow", measure="Increase", baseline=0, target=10, current=1, start=TODAY, due=TODAY)
    tracker = dataclasses.replace(fill(load("career-year"), ANNA, TODAY), goals=(goal,), actions=())
    book = openpyxl.load_workbook(io.BytesIO(maker.make_from(tracker)))
    columns = {cell.value: cell.column for cell in book["Goals"][5]}
    for name, days, hour in (("Start", -10, 9), ("Due", 30, 13)):
        day = dt.datetime.combine(TODAY + dt.timedelta(days=days), dt.time(hour, 30))
        book["Goals"].cell(6, columns[name]).value = day
    buffer = io.BytesIO()
    book.save(buffer)
    [calculated] = office({"typed.xlsx": buffer.getvalue()}, "xlsx").values()
    (tmp_path / "typed.xlsx").write_bytes(calculated)
    row = read_sheets(tmp_path / "typed.xlsx")["Goals"][5]
    assert [row[columns[name] - 1] for name in ("Days left", "Expected")] == [30, pytest.approx(11 / 41)]


def test_a_row_too_far_down_a_log_or_true_for_a_number_is_said(
    maker: TrackerMaker, office: Office, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(maker.make(ANNA)))
    book["Actions"].cell(2004, 3).value = "The last row that counts"
    book["Check-ins"].cell(2005, 7).value = "Too far down"
    for row, value in enumerate((1, 0, True), LOG_FIRST):
        book["Actions"].cell(row, 9).value = 1
        cell = book["Check-ins"].cell(row, 4)
        cell.value, cell.number_format = value, "General"
    buffer = io.BytesIO()
    book.save(buffer)
    [calculated] = office({"long.xlsx": buffer.getvalue()}, "xlsx").values()
    (tmp_path / "long.xlsx").write_bytes(calculated)
    sheets = read_sheets(tmp_path / "long.xlsx")
    too_far = "Rows below 2004 do not count. Move what stands there further up, or delete old rows."
    assert [sheets[title][2][2] for title in ("Actions", "Check-ins")] == [
        "",
        f"TRUE or FALSE stands where a number belongs: type the number. {too_far}",
    ]


near = st.sampled_from([TODAY + dt.timedelta(days=days) for days in (-1, 0, 1)])  # where a rule turns
days = st.none() | near | st.dates(TODAY - dt.timedelta(days=400), TODAY + dt.timedelta(days=400))
numbers = st.none() | st.integers(-3, 3) | st.integers(-20, 20) | st.floats(-1e6, 1e6, width=32)
ids = st.sampled_from(["G01", "G02", "g03", "G25", "G99", None])
goals = st.builds(
    Goal,
    statement=st.sampled_from(["A goal", " ", None, "Another"]),
    category=st.sampled_from([None, *choices.CATEGORY.words]),
    kind=st.sampled_from([None, " ", *choices.GOAL_KIND.words]),
    measure=st.sampled_from([None, *choices.MEASURE.words]),
    unit=st.sampled_from([None, "%"]),
    baseline=numbers,
    target=numbers,
    current=numbers,
    evidence=st.sampled_from([None, "A report"]),
    resources=st.sampled_from([None, "A course"]),
    obstacle_plan=st.sampled_from([None, "If, then"]),
    confidence=st.none() | st.integers(1, 10),
    why=st.sampled_from([None, "Because"]),
    value=st.sampled_from([None, "Growth"]),
    weight=st.none() | st.sampled_from([0, 0.1, 0.25, 1, 30, -0.5]),
    start=days,
    due=days,
    rhythm=st.sampled_from([None, *choices.RHYTHM.words]),
    forecast_of=days,
    forecast_words=st.sampled_from([None, *choices.MEASURE.words]),
    forecast_numbers=numbers,
    checked_on=days,
    checked_words=st.sampled_from([None, "A goal|"]),
    agreement=st.sampled_from(["Draft", "Closed"]),
)
logged_actions = st.builds(
    Action,
    goal=ids,
    action=st.just("A step"),
    due=days,
    state=st.sampled_from([None, *choices.ACTION_STATE.words]),
    done_on=days,
    weight=st.none() | st.sampled_from([0, 0.5, 3]),
    value_by_then=numbers,
)
logged_check_ins = st.builds(CheckIn, date=days, goal=ids, value=numbers, note=st.just("Seen"))
some_rewards = st.builds(
    Reward,
    reward=st.sampled_from(["Cake", " ", None]),
    when=st.sampled_from([None, *choices.REWARD_TRIGGER.words]),
    count=st.none() | st.integers(1, 4),
    goal=ids,
    date=days,
    celebrated_on=st.sampled_from([None, None, TODAY]),
)
limits = st.builds(
    Thresholds,
    on_track=st.sampled_from([0, 0.1]),
    at_risk=st.sampled_from([0.1, 0.25]),
    grace_days=st.sampled_from([0, 7, 30]),
    grace_share=st.sampled_from([0, 0.1, 0.5]),
)
trackers = st.tuples(
    limits,
    st.lists(goals, max_size=25),
    st.lists(logged_actions, max_size=20),
    st.lists(logged_check_ins, max_size=30),
    st.lists(some_rewards, max_size=20),
)


def typed_in(row: type) -> list[tuple[type, Column]]:
    """The columns of a table that people fill in."""
    mine = (Owner.EMPLOYEE, Owner.MANAGER)
    return [(row, column) for column in table(row).columns if column.owner in mine and column.name != "id"]


GOALS_TYPED, LOGS_TYPED = typed_in(Goal), [*typed_in(Action), *typed_in(CheckIn)]
Spoilt = tuple[int, tuple[type, Column]]
spoilt = st.lists(st.tuples(st.integers(0, 24), st.sampled_from(GOALS_TYPED)))
spoilt_logs = st.lists(st.tuples(st.integers(0, 19), st.sampled_from(LOGS_TYPED)))


def spoil(data: bytes, cells: Sequence[Spoilt]) -> bytes:
    """A workbook in which errors stand in cells of tables; in those for a day also what is none, in others TRUE."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for index, (row, (of, column)) in enumerate(cells):
        first = GOALS_FIRST if of is Goal else LOG_FIRST
        sheet = book[table(of).title]
        [place] = [cell.column for cell in sheet[first - 1] if cell.value == column.title]
        cell, is_odd = sheet.cell(first + row, place), index % 2
        cell.value = ("=NA()", "=1/0")[row % 2]
        if column.kind is Kind.DATE and is_odd:
            cell.value = (0, BEYOND_ALL_DAYS)[index // 2 % 2]
        if column.kind in NUMBERS and is_odd and of is not Action and of is not CheckIn:
            cell.value, cell.number_format = row % 3 > 0, "General"  # as LibreOffice itself shows what is typed
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


BEYOND_ALL_DAYS = 3_000_000
#: What stands in a cell that was spoilt.
SPOILT = ("#N/A", "#DIV/0!", dt.time(), BEYOND_ALL_DAYS)
#: The columns in which it may stand, by sheet.
TYPED_IN = {
    table(row).title: {letters(place) for place, column in enumerate(table(row).columns, 1) if not column.computed}
    for row in (Goal, Action, CheckIn, Reward)
}


def spoilt_differences(
    books: dict[str, bytes], maker: TrackerMaker, office: Office, folder: Path
) -> list[tuple[str, str, object, object]]:
    """Cells that LibreOffice shows otherwise than Python, which reads the same workbooks."""
    found: Differences = []
    for name, data in office(books, "xlsx").items():
        (folder / f"theirs {name}").write_bytes(data)
        tracker = read_tracker(folder / f"theirs {name}").tracker
        (folder / f"ours {name}").write_bytes(maker.make_from(tracker))
        ours, theirs = read_sheets(folder / f"ours {name}"), read_sheets(folder / f"theirs {name}")
        for sheet in ("Start", "Goals", "Dashboard", "Lists", "Actions", "Check-ins", "Rewards"):
            # What Start says of the person is not read from workbooks.
            rows = slice(STAND_ROW, STAND_ROW + 6) if sheet == "Start" else slice(None)
            shown = cell_differences(ours[sheet][rows], theirs[sheet][rows])
            found += [(f"{name} {sheet}", *one) for one in shown if not _is_spoilt(sheet, one[0], one[2])]
    return found


def _is_spoilt(sheet: str, cell: str, content: object) -> bool:
    """Whether it is what was put there, or says that it stands there."""
    is_odd = content in SPOILT or isinstance(content, bool)
    is_told = cell == "C3" and str(content).startswith("TRUE or FALSE stands where a number belongs")
    return is_told or (is_odd and cell.rstrip("0123456789") in TYPED_IN.get(sheet, ()))


def test_an_error_in_a_cell_and_a_day_0_are_taken_as_python_reads_them(
    maker: TrackerMaker, office: Office, tmp_path: Path
) -> None:
    usual = dict[str, Any](unit="x", baseline=0, target=10, current=1, evidence="e", resources="r", why="w", value="v")
    days = dict[str, Any](start=TODAY - dt.timedelta(days=10), due=TODAY + dt.timedelta(days=30), weight=0.1)
    check_ins = tuple(CheckIn(goal=f"G{number:02}", date=TODAY, value=3) for number in range(1, 9))
    books = {}
    for measure in (choices.INCREASE, choices.RUNNING_TOTAL):
        goals = [Goal(statement="A goal", category="Learn a skill", measure=measure, **usual, **days)] * 25
        base = dataclasses.replace(fill(load("career-year"), ANNA, TODAY), goals=tuple(goals), check_ins=check_ins)
        cells = [*enumerate(GOALS_TYPED), (23, (Goal, table(Goal).column("start")))]
        books[f"{measure.replace('/', ' ')}.xlsx"] = spoil(maker.make_from(base), cells)
    assert spoilt_differences(books, maker, office, tmp_path) == []


def test_an_error_and_a_day_0_in_the_logs_are_taken_as_python_reads_them(
    maker: TrackerMaker, office: Office, tmp_path: Path
) -> None:
    """Each cell of a row of the logs is spoilt once, beside sound rows of the same goal."""
    usual = dict[str, Any](baseline=0, target=10, start=TODAY - dt.timedelta(10), due=TODAY + dt.timedelta(30))
    measures = (choices.INCREASE, choices.RUNNING_TOTAL, choices.KEEP_ABOVE, choices.MILESTONES)
    goals = tuple(
        Goal(statement="A goal", measure=measure, **usual, forecast_of=TODAY, forecast_words=measure)
        for measure in measures
    )
    days = [TODAY + dt.timedelta(days) for days in (-5, -2, 9)]
    base = dataclasses.replace(fill(load("career-year"), ANNA, TODAY), goals=goals)
    books = {}
    for number in range(1, len(goals) + 1):
        goal = f"G{number:02}"
        step = Action(goal=goal, action="A step", state="Done", done_on=days[0], weight=2, due=days[1], value_by_then=4)
        dropped = dataclasses.replace(step, state="Dropped")
        actions = (*(step,) * 18, *(dropped,) * 4, dataclasses.replace(step, state="Open"))
        check_ins = tuple(CheckIn(goal=goal, date=days[row % 3], value=row, note="Seen") for row in range(24))
        rewards = tuple(
            Reward(reward="Cake", when=when, goal=named, count=2)
            for when in choices.REWARD_TRIGGER.words
            for named in (goal, None)
        )
        tracker = dataclasses.replace(base, actions=actions, check_ins=check_ins, rewards=rewards)
        cells = [*enumerate(LOGS_TYPED), *((row + 1, one) for row, one in enumerate(LOGS_TYPED))]
        dropped_ones = [(19, (Action, table(Action).column("state"))), (20, (Action, table(Action).column("weight")))]
        books[f"{goal}.xlsx"] = spoil(maker.make_from(tracker), [*cells, *dropped_ones, *enumerate(typed_in(Reward))])
    assert spoilt_differences(books, maker, office, tmp_path) == []


def test_an_error_in_a_text_that_was_blank_at_the_last_check_is_no_edit(
    maker: TrackerMaker, office: Office, tmp_path: Path
) -> None:
    goal = Goal(statement="A goal", why="Because")
    kept = {"checked_words": edits.words(goal, edits.CHECK), "checked_numbers": edits.number(goal, edits.CHECK, ())}
    base = fill(load("career-year"), ANNA, TODAY)
    checked = dataclasses.replace(goal, checked_on=TODAY, **kept)  # type: ignore[arg-type]  # by name
    data = maker.make_from(dataclasses.replace(base, goals=(checked, checked), actions=()))
    columns = [(0, table(Goal).column("evidence")), (1, table(Goal).column("why"))]
    [calculated] = office({"b.xlsx": spoil(data, [(row, (Goal, one)) for row, one in columns])}, "xlsx").values()
    (tmp_path / "b.xlsx").write_bytes(calculated)
    rows = read_sheets(tmp_path / "b.xlsx")["Goals"]
    place = rows[GOALS_FIRST - 2].index(table(Goal).column("check_edited").title)
    assert [row[place] for row in rows[GOALS_FIRST - 1 : GOALS_FIRST + 1]] == ["", "Edited since"]


@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # ten whole trackers are large
@settings(max_examples=EXAMPLES, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(made=st.lists(st.tuples(trackers, spoilt, spoilt_logs), min_size=5, max_size=5))
def test_whatever_is_spoilt_is_taken_as_python_reads_it(
    made: list[
        tuple[tuple[Thresholds, list[Goal], list[Action], list[CheckIn], list[Reward]], list[Spoilt], list[Spoilt]]
    ],
    maker: TrackerMaker,
    office: Office,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    base = fill(load("career-year"), ANNA, TODAY)
    books = {}
    for number, ((t, g, a, c, r), cells, logs) in enumerate(made):
        rows = {Goal: len(g), Action: len(a), CheckIn: len(c)}
        tracker = dataclasses.replace(
            base, thresholds=t, goals=tuple(g), actions=tuple(a), check_ins=tuple(c), rewards=tuple(r)
        )
        books[f"book {number}.xlsx"] = spoil(
            maker.make_from(tracker), [one for one in (*cells, *logs) if one[0] < rows[one[1][0]]]
        )
    assert spoilt_differences(books, maker, office, tmp_path_factory.mktemp("spoilt")) == []


@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # ten whole trackers are large
@settings(max_examples=EXAMPLES, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(made=st.lists(trackers, min_size=10, max_size=10))
def test_whatever_people_fill_in_calculates_as_stored(
    made: list[tuple[Thresholds, list[Goal], list[Action], list[CheckIn], list[Reward]]],
    maker: TrackerMaker,
    office: Office,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    base = fill(load("career-year"), ANNA, TODAY)
    books = {
        f"book {number}.xlsx": maker.make_from(
            dataclasses.replace(
                base, thresholds=t, goals=tuple(g), actions=tuple(a), check_ins=tuple(c), rewards=tuple(r)
            )
        )
        for number, (t, g, a, c, r) in enumerate(made)
    }
    assert differences(books, office, tmp_path_factory.mktemp("made")) == []
