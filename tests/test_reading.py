"""Trackers that people had are read whatever program saved them and however they moved things about."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from conftest import ANNA, TODAY, Office, sheet_part
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from packing import packed

from goalsheet.errors import CannotRead
from goalsheet.layout.places import CellPlace, place
from goalsheet.layout.room import letters
from goalsheet.smart.verdict import judge_tracker
from goalsheet.template.fill import fill
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, Feedback, Review, Reward
from goalsheet.tracker.schema import table
from goalsheet.tracker.tracker import Cycle, Thresholds, Tracker
from goalsheet.workbook.collection import tracker_files
from goalsheet.workbook.package import read_members
from goalsheet.workbook.reading import TrackerFile, read_tracker

GOALS = (
    Goal(
        id="G01",
        statement="Raise meetings from 10 to 12 a week",
        category="Improve performance",
        measure="Increase",
        unit="meetings",
        baseline=10,
        target=12.5,
        confidence=8,
        weight=0.3,
        value="A value of my own",
        start=dt.date(2026, 1, 1),
        due=dt.date(2026, 12, 31),
        agreement="Agreed",
        comment='=HYPERLINK("http://x") is text, & so is <b>',
        hint="Name the customers",
        specific_mark=2,
        checked_on=dt.date(2026, 3, 1),
    ),
    Goal(id="G02", statement="Emoji 😀, ÆØÅ and\nline breaks"),
)
ACTIONS = (Action(goal="G02", action="First", due=dt.date(2026, 2, 1), state="In progress", weight=2),)
CHECK_INS = (
    CheckIn(date=dt.date(2026, 2, 1), goal="G01", value=11, feeling="On track", note="Two more"),
    CheckIn(date=dt.date(2026, 2, 8), goal="G01", private_note="Tired"),
)


@pytest.fixture(scope="module")
def tracker() -> Tracker:
    return dataclasses.replace(
        fill(load("career-year"), ANNA, TODAY),
        cycle=Cycle("2026", dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
        thresholds=Thresholds(0.05, 0.2, 5, 0.15),
        objectives=("Happy customers", "Sound finances"),
        goals=GOALS,
        actions=ACTIONS,
        check_ins=CHECK_INS,
    )


@pytest.fixture(scope="module")
def made(maker: TrackerMaker, tracker: Tracker) -> bytes:
    return maker.make_from(tracker)


def read(folder: Path, data: bytes) -> TrackerFile:
    path = folder / "Anna.xlsx"
    path.write_bytes(data)
    return read_tracker(path)


def problems(found: TrackerFile) -> list[str]:
    return [str(problem) for problem in found.problems]


def rows(found: TrackerFile) -> tuple[object, ...]:
    return found.tracker.goals, found.tracker.actions, found.tracker.check_ins


def edited(data: bytes, changes: Mapping[str, Callable[[str], str]]) -> bytes:
    """The workbook with those parts changed."""
    members = read_members(data, "test")
    return packed(members | {part: change(members[part].decode()).encode() for part, change in changes.items()})


GOALS_PART, BOOK = sheet_part("Goals"), "xl/workbook.xml"


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(xml: str) -> str:
        assert old in xml
        return xml.replace(old, new)

    return change


def with_cell(reference: str, content: str) -> Callable[[str], str]:
    """The sheet with other content in that cell."""
    return lambda xml: re.sub(rf'<c r="{reference}"[^>]*?(?:/>|>.*?</c>)', f'<c r="{reference}" {content}', xml)


def test_what_was_made_is_read_back(made: bytes, tracker: Tracker, tmp_path: Path) -> None:
    found = read(tmp_path, made)
    assert found.problems == ()
    assert found.tracker == dataclasses.replace(
        tracker,
        greeting="",
        introduction="",
        template=dataclasses.replace(tracker.template, title=tracker.template.name),
        person=dataclasses.replace(
            ANNA,
            first_name="",
            last_name="",
            job_title="",
            job_family="general",
            manager=dataclasses.replace(ANNA.manager, first_name=""),
        ),
    )


@pytest.mark.slow
@pytest.mark.office
def test_a_tracker_saved_by_libreoffice_is_the_same(made: bytes, office: Office, tmp_path: Path) -> None:
    [saved] = office({"Anna.xlsx": made}, "xlsx").values()
    assert b"xl/sharedStrings.xml" in saved
    found = read(tmp_path, saved)
    assert problems(found) == []
    assert found.tracker == read(tmp_path, made).tracker


@pytest.mark.filterwarnings("ignore:Print area cannot be set")  # openpyxl does not read print areas that follow
@pytest.mark.parametrize("counted_from", [CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904])
def test_a_tracker_saved_by_openpyxl_is_the_same(made: bytes, counted_from: dt.datetime, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made))
    book.epoch = counted_from
    book.save(tmp_path / "saved.xlsx")
    found = read(tmp_path, (tmp_path / "saved.xlsx").read_bytes())
    assert problems(found) == []
    assert found.tracker == read(tmp_path, made).tracker


def test_sheets_may_have_other_names(made: bytes, tmp_path: Path) -> None:
    book = edited(
        made,
        {
            BOOK: lambda xml: (
                xml.replace('name="Goals"', 'name="Anna\'s &amp; mine"')
                .replace("'Goals'!", "'Anna''s &amp; mine'!")
                .replace('name="Settings"', 'name="x"')
                .replace("Settings!", "x!")
            )
        },
    )
    found = read(tmp_path, book)
    assert found.tracker == read(tmp_path, made).tracker
    assert found.place(Goal, 1, "statement") == CellPlace("Anna's & mine", "B7")


def test_columns_and_rows_may_have_moved(made: bytes, tmp_path: Path) -> None:
    """As Excel writes it when the statement was cut and inserted before the number, and four rows were inserted."""

    def move(xml: str) -> str:
        letters = {"A": "B", "B": "A"}
        return re.sub(
            r'(<c r=")([A-Z]+)(\d+)"|(<row r=")(\d+)"',
            lambda m: f'{m[4]}{int(m[5]) + 4}"' if m[4] else f'{m[1]}{letters.get(m[2], m[2])}{int(m[3]) + 4}"',
            xml,
        )

    def rename(xml: str) -> str:
        xml = xml.replace("'Goals'!$A$5:$A$55", "?").replace("'Goals'!$B$5:$B$55", "'Goals'!$A$5:$A$55")
        return re.sub(r"('Goals'!\$[A-Z]+)\$5:(\$[A-Z]+)\$55", r"\1$9:\2$59", xml.replace("?", "'Goals'!$B$5:$B$55"))

    found = read(tmp_path, edited(made, {GOALS_PART: move, BOOK: rename}))
    assert problems(found) == []
    assert found.tracker.goals == GOALS
    assert [found.place(Goal, 1, column) for column in ("id", "statement", "due")] == [
        CellPlace("Goals", "B11"),
        CellPlace("Goals", "A11"),
        CellPlace("Goals", "AB11"),
    ]


def test_rows_may_be_sorted_and_gone(made: bytes, tmp_path: Path) -> None:
    """G01 now stands in the sixth row, and its own row is deleted."""

    def sort(xml: str) -> str:
        first = re.search(r'<row r="6".*?</row>', xml, re.DOTALL)
        sixth = re.search(r'<row r="11".*?</row>', xml, re.DOTALL)
        assert first
        assert sixth
        moved = re.sub(r'(r="[A-Z]*)6"', r'\g<1>11"', first[0])
        return xml.replace(sixth[0], moved).replace(first[0], "")

    found = read(tmp_path, edited(made, {GOALS_PART: sort}))
    assert found.tracker.goals == (GOALS[1], GOALS[0])
    assert found.place(Goal, 1, "target") == CellPlace("Goals", "I11")


NO_NAMES = (r"<definedNames>.*</definedNames>", "")


def test_without_names_columns_are_found_by_their_tables(made: bytes, tmp_path: Path) -> None:
    found = read(tmp_path, edited(made, {BOOK: lambda xml: re.sub(*NO_NAMES, xml, flags=re.DOTALL)}))
    assert problems(found) == []
    assert rows(found) == (GOALS, ACTIONS, CHECK_INS)


def test_without_names_and_tables_columns_are_found_by_their_titles(made: bytes, tmp_path: Path) -> None:
    """As a program leaves it that knows neither."""
    members = read_members(made, "test")
    members[BOOK] = re.sub(NO_NAMES[0].encode(), b"", members[BOOK], flags=re.DOTALL)
    for part in [part for part in members if part.startswith("xl/worksheets/_rels")]:
        members[part] = re.sub(rb"<Relationship [^>]*/table[^>]*/>", b"", members[part])
    found = read(tmp_path, packed(members))
    assert problems(found) == []
    assert rows(found) == (GOALS, ACTIONS, CHECK_INS)


def test_a_column_without_a_name_is_found_by_its_title(made: bytes, tmp_path: Path) -> None:
    found = read(tmp_path, edited(made, {BOOK: replaced("'Goals'!$I$5:$I$55", "#REF!")}))
    assert problems(found) == []
    assert found.tracker.goals == GOALS


def test_a_column_that_is_gone_is_blank_and_has_no_place(made: bytes, tmp_path: Path) -> None:
    header = [column.title for column in table(Goal).columns][8]
    book = edited(made, {BOOK: replaced("'Goals'!$I$5:$I$55", "#REF!"), GOALS_PART: replaced(header, "Mine")})
    found = read(tmp_path, book)
    assert found.tracker.goals == tuple(dataclasses.replace(goal, target=None) for goal in GOALS)
    assert found.place(Goal, 0, "target") is None
    (said,) = problems(found)
    assert said == (
        "Anna.xlsx: the sheet Goals has no column To (target) any more, so what stood there is not read. Undo what was "
        'done to it. If you cannot, HR can bring the workbook up to date with "goalsheet upgrade".'
    )


def test_of_a_later_column_that_a_workbook_does_not_have_yet_nobody_is_told_to_fill_it_in(
    made: bytes, tracker: Tracker, tmp_path: Path
) -> None:
    column = letters(place(table(Goal), "guardrail"))
    header = table(Goal).column("guardrail").title
    changes = {BOOK: replaced(f"'Goals'!${column}$5:${column}$55", "#REF!"), GOALS_PART: replaced(header, "Mine")}
    found = read(tmp_path, edited(made, changes)).tracker
    assert found.goals == tuple(dataclasses.replace(goal, unread=frozenset({"guardrail"})) for goal in GOALS)
    told = [{one.rule for verdict in judge_tracker(of, TODAY) for one in verdict.findings} for of in (tracker, found)]
    assert told[0] - told[1] == {"M19"}


def test_every_cell_that_cannot_be_read_is_named(made: bytes, tmp_path: Path) -> None:
    def spoil(xml: str) -> str:
        for reference, content in {
            "H6": 't="str"><v>ten</v></c>',
            "I6": 't="e"><f>1/0</f><v>#DIV/0!</v></c>',
            "K6": "><f>H6*2</f></c>",
            "Q6": "><v>80</v></c>",
            "AB6": 't="str"><v>end of year</v></c>',
            "A7": 't="str"><v>g01</v></c>',
            "B8": 't="str"><v>No number</v></c>',
            "A8": "/>",
        }.items():
            xml = with_cell(reference, content)(xml)
        return xml.replace("</sheetData>", '<row r="33"><c r="B33" t="str"><v>Too low</v></c></row></sheetData>')

    logs = {
        sheet_part("Actions"): with_cell("F5", 't="str"><v>Finished</v></c>'),
        sheet_part("Check-ins"): with_cell("B6", 't="str"><v>G77</v></c>'),
    }
    found = read(tmp_path, edited(made, {GOALS_PART: spoil, **logs}))
    assert problems(found) == [
        'Anna.xlsx, Goals!H6: "ten" is no number. Type the number alone; words and units go elsewhere.',
        "Anna.xlsx, Goals!I6: the error #DIV/0! stands here. Mend the formula, or type the value.",
        "Anna.xlsx, Goals!K6: this formula has no stored result. Open the file in Excel and save it.",
        "Anna.xlsx, Goals!Q6: 80 is not possible here. Type a number from 1 to 10.",
        'Anna.xlsx, Goals!AB6: "end of year" is no date. Type the day again, for instance 2027-06-30.',
        "Anna.xlsx, Goals!A6: G01 stands in more than one row. Give each row its own.",
        "Anna.xlsx, Goals!A7: g01 stands in more than one row. Give each row its own.",
        "Anna.xlsx, Goals!A8: this goal has no number. Give it one that no other goal has.",
        "Anna.xlsx, Goals!B33: 1 row stands below row 30, where nothing counts or is read. Move it further up.",
        'Anna.xlsx, Actions!A5: there is no goal "G02". Pick its number.',
        'Anna.xlsx, Actions!F5: "Finished" is not offered here. Pick one of: Open, In progress, Done, Dropped.',
        'Anna.xlsx, Check-ins!B6: there is no goal "G77". Pick its number.',
    ]
    assert [goal.statement for goal in found.tracker.goals] == [GOALS[0].statement, GOALS[1].statement, "No number"]


def test_where_all_rows_are_taken_some_have_to_be_emptied_first(
    maker: TrackerMaker, tracker: Tracker, tmp_path: Path
) -> None:
    goals = tuple(Goal(id=f"G{number:02}", statement=f"Goal {number}") for number in range(1, 26))
    made = maker.make_from(dataclasses.replace(tracker, goals=goals, actions=(), check_ins=()))
    below = "".join(f'<row r="{row}"><c r="B{row}" t="str"><v>More</v></c></row>' for row in (31, 32))
    found = read(tmp_path, edited(made, {GOALS_PART: replaced("</sheetData>", f"{below}</sheetData>")}))
    said = (
        "Anna.xlsx, Goals!B31: 2 rows stand below row 30, where nothing counts or is read. "
        "All rows above are taken: empty some first. Move them further up."
    )
    assert problems(found) == [said]


def test_a_log_that_is_gone_is_a_problem_and_goals_are_read(made: bytes, tmp_path: Path) -> None:
    members = read_members(made, "test")
    members[BOOK] = re.sub(rb'<sheet [^>]*name="Actions"[^>]*/>', b"", members[BOOK])
    found = read(tmp_path, packed(members))
    cure = 'Undo what was done to it. If you cannot, HR can bring the workbook up to date with "goalsheet upgrade".'
    assert problems(found) == [f"Anna.xlsx: the table Actions cannot be found. {cure}"]
    assert rows(found) == (GOALS, (), CHECK_INS)
    assert found.tables[Action].rows == ()


def test_a_workbook_without_goals_cannot_be_read(made: bytes, tmp_path: Path) -> None:
    members = read_members(made, "test")
    members[BOOK] = re.sub(rb'<sheet [^>]*name="Goals"[^>]*/>', b"", members[BOOK])
    with pytest.raises(CannotRead) as caught:
        read(tmp_path, packed(members))
    assert str(caught.value) == (
        "Anna.xlsx has no goals any more: none of their columns can be found. "
        "Undo what was done to the sheet Goals, or copy the goals into a new tracker."
    )


def test_a_folder_means_all_trackers_below_it(made: bytes, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Settings")
    book.save(tmp_path / "no tracker.xlsx")
    (tmp_path / "Bo").mkdir()
    for name in ("b.xlsx", "Bo/a.XLSM", "~$b.xlsx", "b (backup).xlsx", "Bo/a (backup 2).xlsx", "list.csv"):
        (tmp_path / name).write_bytes(made)
    (tmp_path / "damaged.xlsx").write_bytes(b"PK")
    named = [tmp_path / "b.xlsx", tmp_path, tmp_path / "no tracker.xlsx", tmp_path / "missing.xlsx"]
    assert [path.relative_to(tmp_path).as_posix() for path in tracker_files(named)] == [
        "b.xlsx",
        "Bo/a.XLSM",
        "damaged.xlsx",
        "no tracker.xlsx",
        "missing.xlsx",
    ]


def test_what_was_said_earned_and_decided_is_read_back(maker: TrackerMaker, tmp_path: Path) -> None:
    tracker = dataclasses.replace(
        fill(load("career-year"), ANNA, TODAY),
        feedback=(Feedback(date=TODAY, source="Peer", strengths="Calm", rating=4, my_answer="Thanks", id="F01"),),
        rewards=(Reward(kind="Reward", reward="Cake", when="On a date", date=TODAY, celebrated_on=TODAY),),
        reviews=(Review(date=TODAY, kind="Monthly", goal="G01", decision="Adjust", old="5", new="7"),),
    )
    found = read(tmp_path, maker.make_from(tracker))
    assert (found.tracker.feedback, found.tracker.rewards, found.tracker.reviews, found.problems) == (
        tracker.feedback,
        tracker.rewards,
        tracker.reviews,
        (),
    )


def test_a_workbook_from_before_there_was_a_sheet_for_feedback_is_read_without(
    maker: TrackerMaker, tmp_path: Path
) -> None:
    def older(xml: str) -> str:
        return re.sub(r'<definedName name="(feedback|reward|review)_.*?</definedName>', "", xml)

    def without_table(xml: str) -> str:
        return xml.replace('displayName="', 'displayName="Old')

    made = maker.make(ANNA)
    tables = {name: without_table for name in read_members(made, "made") if re.search(r"table[4-6]\.xml$", name)}
    found = read(tmp_path, edited(made, {BOOK: older, **tables}))
    assert (found.tracker.feedback, found.tracker.rewards, found.tracker.reviews) == ((), (), ())
    assert found.problems == ()


def test_a_workbook_of_a_former_version_is_read_from_its_first_rows_on() -> None:
    """Its columns' names begin at the first row, where those of today begin at the titles."""
    found = read_tracker(Path(__file__).parent / "data" / "former - goals.xlsx")
    assert [goal.id for goal in found.tracker.goals] == [f"G{number:02}" for number in range(1, 11)]
    assert [row.action for row in found.tracker.actions][:1] == ["Finish the first half of the path"]
    assert [(row.goal, row.value) for row in found.tracker.check_ins][:1] == [("G01", 10.2)]
    assert (len(found.tracker.actions), len(found.tracker.check_ins), found.problems) == (9, 40, ())


def test_days_before_the_cycle_and_rewards_that_nothing_can_earn_are_named_with_their_cells(
    maker: TrackerMaker, tracker: Tracker, tmp_path: Path
) -> None:
    long_ago, slip, eve = dt.date(1999, 5, 1), dt.date(2025, 2, 8), dt.date(2025, 12, 20)
    checks = ((slip, "G01"), (eve, "G01"), (eve, "G02"), (long_ago, "G02"), (dt.date(2026, 2, 8), "G01"))
    rewards = (
        Reward(reward="Cake", when="Goal achieved"),
        Reward(reward="Lisbon", when="On a date"),
        Reward(reward="Tea", when="50 % reached", goal="G01", celebrated_on=slip),
        Reward(reward="Nap", when="Check-ins done"),
    )
    spoilt = dataclasses.replace(
        tracker,
        check_ins=tuple(CheckIn(date=day, goal=goal, value=11) for day, goal in checks),
        feedback=(Feedback(date=eve, strengths="Early"), Feedback(date=slip, strengths="Late")),
        reviews=(Review(date=slip, goal="G01", decision="Keep"),),
        rewards=rewards,
        brought_from=dt.date(2025, 1, 1),
    )
    found = read(tmp_path, maker.make_from(spoilt))
    when = "8 Feb 2025 lies before this cycle, which begins on 1 Jan 2026. Correct the date, or take the row out."
    where = "Anna.xlsx, "
    assert problems(found) == [
        f"{where}Check-ins!A5: {when}",
        f"{where}Check-ins!A6: {when.replace('8 Feb 2025', '20 Dec 2025')}",
        f"{where}Check-ins!A8: {when.replace('8 Feb 2025', '1 May 1999')}",
        f"{where}Feedback!A5: {when.replace('8 Feb 2025', '20 Dec 2025')}",
        f"{where}Feedback!A6: {when}",
        f"{where}Reviews!A5: {when}",
        f"{where}Rewards!K7: {when}",
        f'{where}Rewards!E5: "Goal achieved" earns it, but no goal is named. Pick the goal.',
        f'{where}Rewards!G6: "On a date" earns it, but there is no date. Type the day.',
    ]
    assert found.tracker.rewards == rewards  # nothing is lost


def test_steps_and_requests_from_before_the_cycle_are_named_unless_they_came_along(
    maker: TrackerMaker, tracker: Tracker, tmp_path: Path
) -> None:
    slip, eve, long_ago = dt.date(2025, 2, 8), dt.date(2025, 12, 20), dt.date(1999, 5, 1)
    steps = dataclasses.replace(GOALS[0], id="G02", measure="Milestones")
    older = dataclasses.replace(GOALS[0], id="G03", start=dt.date(2025, 2, 1))
    spoilt = dataclasses.replace(
        tracker,
        goals=(GOALS[0], steps, older),
        actions=(
            Action(action="Typed a wrong year", goal="G01", due=long_ago, state="Open"),
            Action(action="Done before", goal="G01", due=slip, done_on=eve, state="Done"),
            Action(action="Left over", goal="G01", due=eve, state="Open"),
            Action(action="Counts", goal="G02", due=slip, done_on=eve, state="Done"),
            Action(action="Of a goal that began before", goal="G03", due=slip, done_on=eve, state="Done"),
        ),
        feedback=(Feedback(asked_on=slip, question="What helped?"),),
        brought_from=dt.date(2025, 1, 1),
    )
    found = read(tmp_path, maker.make_from(spoilt))
    when = "{} lies before this cycle, which begins on 1 Jan 2026. Correct the date, or take the row out."
    due, done, asked = (
        letters(place(table(of), name)) for of, name in ((Action, "due"), (Action, "done_on"), (Feedback, "asked_on"))
    )
    assert problems(found) == [
        f"Anna.xlsx, Actions!{due}5: {when.format('1 May 1999')}",
        f"Anna.xlsx, Actions!{due}6: {when.format('8 Feb 2025')}",
        f"Anna.xlsx, Actions!{done}6: {when.format('20 Dec 2025')}",
        f"Anna.xlsx, Feedback!{asked}5: {when.format('8 Feb 2025')}",
    ]
    assert found.tracker.actions == spoilt.actions  # nothing is lost


def test_where_nothing_came_along_every_day_before_the_cycle_is_named(
    maker: TrackerMaker, tracker: Tracker, tmp_path: Path
) -> None:
    eve = dt.date(2025, 12, 20)
    steps = (Action(action="Typed a wrong year", goal="G01", due=eve, state="Open"),)
    checks = (CheckIn(date=eve, goal="G01", value=11),)
    found = read(tmp_path, maker.make_from(dataclasses.replace(tracker, actions=steps, check_ins=checks)))
    when = "20 Dec 2025 lies before this cycle, which begins on 1 Jan 2026. Correct the date, or take the row out."
    due = letters(place(table(Action), "due"))
    assert problems(found) == [f"Anna.xlsx, Actions!{due}5: {when}", f"Anna.xlsx, Check-ins!A5: {when}"]


@pytest.mark.slow
def test_who_prepares_a_cycle_may_write_from_the_day_on_which_the_workbook_was_made(
    tracker: Tracker, tmp_path: Path
) -> None:
    made, before = dt.date(2025, 12, 1), dt.date(2025, 11, 30)
    given = tuple(Feedback(date=day, strengths="Calm") for day in (before, made))
    early = dataclasses.replace(tracker, feedback=given)
    found = read(tmp_path, TrackerMaker(load("career-year"), made).make_from(early))
    when = "30 Nov 2025 lies before this cycle, which begins on 1 Jan 2026. Correct the date, or take the row out."
    assert problems(found) == [f"Anna.xlsx, Feedback!A5: {when}"]


def test_where_a_goal_stood_before_the_cycle_began_is_no_slip(
    maker: TrackerMaker, tracker: Tracker, tmp_path: Path
) -> None:
    older = dataclasses.replace(GOALS[0], id="G02", start=dt.date(2025, 3, 1))
    days = (dt.date(2025, 2, 1), dt.date(2025, 4, 1), dt.date(2025, 5, 1))
    checks = tuple(
        CheckIn(date=day, goal=goal, value=11) for day, goal in zip(days, ("G01", "G02", "G02"), strict=True)
    )
    brought = dataclasses.replace(tracker, goals=(GOALS[0], older), check_ins=checks, brought_from=dt.date(2025, 1, 1))
    found = read(tmp_path, maker.make_from(brought))
    assert problems(found) == []
