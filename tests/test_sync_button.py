"""The button Sync with manager, pressed on a workbook that is open in LibreOffice, over a server like Google's."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import xlwings
from both_sides import Team
from click.testing import CliRunner
from goalsheet.scripts.press import press
from hypothesis import example, given, settings
from hypothesis import strategies as st
from live_office import LiveOffice, cells
from local_google import HR, google
from teams import BO, DAY, FIRST, SECOND, tracker

from goalsheet.excel import buttons
from goalsheet.excel.open_side import OpenSide
from goalsheet.google import drive
from goalsheet.layout import last_state
from goalsheet.layout.places import place
from goalsheet.layout.review import FIRST_ROW, Tab
from goalsheet.layout.review_tabs import FEEDBACK_TAB, RECOGNITION_TAB
from goalsheet.layout.room import GOALS_FIRST, LOG_FIRST, letters
from goalsheet.merge.copy import Side
from goalsheet.merge.values import Value
from goalsheet.smart.days import USUAL
from goalsheet.sync.button import sync_with_manager
from goalsheet.sync.steps import Done
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Review
from goalsheet.tracker.person import Manager
from goalsheet.tracker.schema import table
from goalsheet.workbook.reading import read_tracker

pytestmark = [pytest.mark.office, pytest.mark.slow]

MOST_CALLS = 12
SAVE = (
    "Save the workbook now: only then it keeps this and remembers the sync. (If you close it without saving, the next "
    "sync brings your manager's words again. What you typed and did not save is not here then, but in the list of "
    "conflicts.)"
)
FOLLOWS = "Check-ins, marks and figures in the Google spreadsheet are brought up to date."


@dataclasses.dataclass
class Desk:
    """Anna's workbook, open in LibreOffice, her manager's spreadsheet, and the button between them."""

    live: LiveOffice
    team: Team

    def open(self) -> xlwings.Book:
        return self.live.reopen(self.team.path())

    def press(self, answer: str = "yes") -> str:
        """What is said in the end; what is asked stands in `asked`."""
        self.live.answer = answer
        settings = {"google_url": self.team.server.sheets.url}
        return self.live.press(lambda book: sync_with_manager(OpenSide.of(book), DAY, USUAL, settings))

    @property
    def asked(self) -> list[str]:
        """The parts of the question, if one was asked."""
        return self.live.said[0].split("\n\n") if len(self.live.said) > 1 else []

    def save(self) -> None:
        """As Ctrl+S does, and close it."""
        (book,) = self.live.app.books
        book.save()
        self.live.close()

    def files(self) -> list[str]:
        return [file.name for file in drive.files(self.team.server.client(HR), "company")]


@pytest.fixture
def desk(live: LiveOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "workbooks"
    folder.mkdir()
    live.close()
    with google() as server:
        found = Desk(live, Team(server, folder))
        found.team.make(tracker())
        yield found
    live.close()


def of_goal(book: xlwings.Book, column: str, index: int = 0) -> Any:
    return cells(book, "Goals", f"{letters(place(table(Goal), column))}{GOALS_FIRST + index}")[0][0]


def type_in(book: xlwings.Book, column: str, value: Any, index: int = 0) -> None:
    book.sheets["Goals"].range(f"{letters(place(table(Goal), column))}{GOALS_FIRST + index}").value = value


def test_the_first_press_tells_what_is_made_for_whom_and_does_it_after_a_yes(desk: Desk) -> None:
    desk.open()
    assert desk.press("no") == "Nothing was changed."
    assert desk.asked == [
        "Sync with Bo Ek?",
        (
            "A Google spreadsheet is made with 2 goals and 1 check-in, and shared with bo@example.com. "
            "Private notes, journal and reflections stay here."
        ),
    ]
    assert desk.files() == []
    said = desk.press("yes").split("\n\n")
    assert desk.files() == ["Goals 2026 · Anna Müller"]
    address = f"{desk.team.server.sheets.url}/spreadsheets/d/{desk.team.file()}"
    assert said == ["A Google spreadsheet was made and shared with Bo Ek.", SAVE, address]
    assert desk.team.in_sheet(columns=["statement", "target"]) == {"statement": FIRST.statement, "target": 80}


def test_a_press_in_a_workbook_from_before_the_later_columns_sets_what_it_has_room_for(desk: Desk) -> None:
    book = desk.open()
    sheet = book.sheets["Goals"].api
    sheet.unprotect("")
    later = [column.name for column in table(Goal).columns if column.later]
    for name in sorted(later, key=lambda name: place(table(Goal), name), reverse=True):
        sheet.Columns.removeByIndex(place(table(Goal), name) - 1, 1)
    desk.press()
    assert len(desk.live.calls) <= MOST_CALLS
    desk.save()
    desk.team.manager(comment="Good start", agreement="Agreed")
    desk.open()
    said = desk.press()
    assert len(desk.live.calls) <= MOST_CALLS
    assert desk.asked[:2] == [
        "Sync with Bo Ek?",
        (
            "Into this workbook:\n"
            '  G01 Manager\'s comment: (blank) → "Good start"\n'
            '  G01 Agreement: (blank) → "Agreed"\n'
            "  G01 Agreed on: (blank) → 1 Jul 2026"
        ),
    ]
    assert said.startswith("Synced with Bo Ek. Into this workbook: 3 cells, 2 lines on Reviews. ")
    desk.save()
    assert desk.team.in_workbook(columns=["statement", "target", "comment", "agreement", "agreed_on"]) == {
        "statement": FIRST.statement,
        "target": FIRST.target,
        "comment": "Good start",
        "agreement": "Agreed",
        "agreed_on": DAY,
    }
    desk.open()
    assert desk.press().startswith("This workbook and the spreadsheet of Bo Ek say the same.")


def test_the_plan_is_shown_before_anything_is_written_and_then_both_sides_get_their_part(desk: Desk) -> None:
    book = desk.open()
    desk.press()
    desk.team.manager(comment="Good start", agreement="Agreed", suggested_wording="=1+1\nas text")
    type_in(book, "target", 85)
    assert desk.press("no") == "Nothing was changed."
    assert desk.asked == [
        "Sync with Bo Ek?",
        (
            "Into this workbook:\n"
            '  G01 Manager\'s comment: (blank) → "Good start"\n'
            '  G01 Suggested wording: (blank) → "=1+1 as text"\n'
            '  G01 Agreement: (blank) → "Agreed"\n'
            "  G01 Agreed on: (blank) → 1 Jul 2026\n"
            '  G01 Agreed by: (blank) → "Bo Ek, 1 Jul 2026"\n'
            '  G01 Changed since agreed: (blank) → "target 80 → 85"'
        ),
        (
            "On its sheet Reviews:\n"
            "  G01 agreement: (blank) → Agreed: Bo Ek, 1 Jul 2026\n"
            "  G01 comment: (blank) → Good start\n"
            "  G01 target: 80 → 85"
        ),
        "Into the Google spreadsheet:\n  G01 To (target): 80 → 85",
        FOLLOWS,
    ]
    assert of_goal(book, "comment") is None
    assert desk.team.in_sheet(columns=["target"]) == {"target": 80}
    assert desk.press("yes").split("\n\n")[:2] == [
        "Synced with Bo Ek. Into this workbook: 6 cells, 3 lines on Reviews. Into the Google spreadsheet: 1 cell.",
        SAVE,
    ]
    names = ("comment", "agreement", "suggested_wording", "agreed_on", "changed_since_agreed")
    assert {name: of_goal(book, name) for name in names} == {
        "comment": "Good start",
        "agreement": "Agreed",
        "suggested_wording": "=1+1\nas text",
        "agreed_on": dt.datetime(2026, 7, 1),  # noqa: DTZ001 - cells know no time zone
        "changed_since_agreed": "target 80 → 85",
    }
    assert desk.team.in_sheet(columns=["target"]) == {"target": 85}


def test_a_second_press_has_nothing_to_ask_or_to_do(desk: Desk) -> None:
    desk.open()
    desk.press()
    address = f"{desk.team.server.sheets.url}/spreadsheets/d/{desk.team.file()}"
    assert desk.press("no") == f"This workbook and the spreadsheet of Bo Ek say the same.\n\n{address}"
    assert not [call for call in desk.live.calls if call.startswith("write")]


def open_to(desk: Desk) -> set[str]:
    return {one.email for one in drive.permissions(desk.team.server.client(HR), desk.team.file())}


def test_whoever_is_to_be_given_access_is_asked_about_though_nothing_else_is_to_be_done(desk: Desk) -> None:
    by_command(desk)
    desk.open()
    (bo,) = [one for one in drive.permissions(desk.team.server.client(HR), desk.team.file()) if one.email == BO.email]
    drive.withdraw(desk.team.server.client(HR), desk.team.file(), bo)
    assert desk.press("no") == "Nothing was changed."
    assert desk.asked == [
        "Sync with Bo Ek?",
        "Who can open the Google spreadsheet:\n  bo@example.com gets access (may edit)",
    ]
    assert BO.email not in open_to(desk)
    assert desk.press("yes").split("\n\n")[:2] == [
        "This workbook and the spreadsheet of Bo Ek say the same.",
        "bo@example.com can open the Google spreadsheet now.",
    ]
    assert BO.email in open_to(desk)


def by_command(desk: Desk) -> list[Any]:
    """What `goalsheet sync` with the layout individual makes of the file: its outcome, actions and errors."""
    (result,) = desk.team.sync(layout="individual")
    return [result.outcome.done, *result.people[0].actions, result.outcome.error, result.people[0].error]


def test_the_command_understands_what_the_button_has_synced(desk: Desk) -> None:
    book = desk.open()
    desk.press()
    desk.team.manager(comment="Good start")
    type_in(book, "target", 85)
    desk.press()
    desk.save()
    assert by_command(desk) == [Done.UNCHANGED, None, None]
    desk.team.manager(comment=None)
    assert [desk.team.state().base.tables["Goal"]["G01"].cells[name] for name in ("comment", "target")] == [
        "Good start",
        85,
    ]
    by_command(desk)
    assert desk.team.in_workbook(columns=["comment", "target"]) == {"comment": None, "target": 85}


def test_the_button_understands_what_the_command_has_synced(desk: Desk) -> None:
    by_command(desk)
    desk.team.manager(comment="Good start")
    by_command(desk)
    book = desk.open()
    assert desk.press("no").startswith("This workbook and the spreadsheet of Bo Ek say the same.")
    assert desk.asked == []
    desk.team.manager(comment=None)
    desk.press()
    assert desk.asked[1] == 'Into this workbook:\n  G01 Manager\'s comment: "Good start" → (blank)'
    assert of_goal(book, "comment") is None


def test_what_was_synced_and_then_closed_without_saving_comes_again(desk: Desk) -> None:
    by_command(desk)
    book = desk.open()
    type_in(book, "target", 85)
    desk.team.manager(comment="Good start")
    desk.press()
    assert of_goal(book, "comment") == "Good start"
    desk.live.close()
    assert desk.team.in_workbook(columns=["comment", "target"]) == {"comment": None, "target": 80}
    by_command(desk)
    assert desk.team.in_workbook(columns=["comment", "target"]) == {"comment": "Good start", "target": 80}
    assert desk.team.in_sheet(columns=["comment", "target"]) == {"comment": "Good start", "target": 80}
    (kept,) = desk.team.state().kept  # the 85 that was not saved is not lost either
    assert (kept.conflict.key.column, kept.conflict.workbook, kept.conflict.sheet) == ("target", 80, 85)


def test_a_new_goal_that_was_synced_but_not_saved_and_then_written_again_is_one_goal(desk: Desk) -> None:
    by_command(desk)
    for _ in range(2):
        book = desk.open()
        book.sheets["Goals"].api.unprotect("")
        book.sheets["Goals"].range(f"A{GOALS_FIRST + 2}").value = None
        type_in(book, "statement", "Write a guide", 2)
        desk.press()
        assert of_goal(book, "id", 2) == "G03"
        assert sorted(desk.team.rows()) == ["0007/G01", "0007/G02", "0007/G03"]
        desk.live.close()


def test_an_edit_that_gives_way_is_asked_about_and_kept(desk: Desk) -> None:
    by_command(desk)
    book = desk.open()
    desk.team.manager(comment="Very good")
    type_in(book, "comment", "Great!")
    said = desk.press()
    shown = (
        "  Conflict: G01 Manager's comment, for it belongs to the manager, but was changed in the workbook, and the "
        "manager changed it, too\n"
        '    workbook:     "Great!", last changed: Anna Müller\n'
        '    Google sheet: "Very good" (kept), last changed: bo@example.com, '
    )
    asked = f"These edits give way, and are kept in the list of conflicts:\n{shown}"
    assert [one.startswith(asked) for one in desk.asked].count(True) == 1
    assert f"Gave way, and is kept in the list of conflicts:\n{shown}" in said
    assert of_goal(book, "comment") == "Very good"
    desk.save()
    assert [one.conflict.kept for one in desk.team.state().kept] == [Side.SHEET]


@pytest.mark.parametrize("number", [2, 25])
def test_a_press_takes_few_calls_however_many_goals_there_are(desk: Desk, number: int) -> None:
    goals = [dataclasses.replace(SECOND, id=f"G{one:02}") for one in range(1, number + 1)]
    desk.team.path().unlink()
    desk.team.make(tracker(goals=goals, check_ins=()))
    desk.open()
    desk.press()
    assert len(desk.live.calls) <= MOST_CALLS
    for one in range(1, number + 1, 2):  # every other goal, so that cells in need of nothing stand between
        desk.team.manager(f"0007/G{one:02}", comment="Good", agreement="Agreed", rating="Exceeded")
    desk.press()
    assert len(desk.live.calls) <= MOST_CALLS, desk.live.calls
    cells = 5 * len(range(1, number + 1, 2))  # with the day of the agreement, and who agreed
    assert cells == 5 or desk.asked[1].splitlines()[-1] == f"  and {cells - 6} more"


def gives(desk: Desk, tab: Tab, row: int, **cells: Value) -> None:
    """The manager adds a row for Anna."""
    for column, value in {"person": "Anna Müller", "date": DAY, "goal": "G01", **cells}.items():
        desk.team.type(tab, row, column, value)


def test_a_press_takes_few_calls_whatever_is_carried_out(desk: Desk) -> None:
    by_command(desk)
    book = desk.open()
    found = {}
    for row, (name, deeds) in enumerate(
        {
            "an edit that gives way in the sheet": "S",
            "feedback, recognition, and words on a goal": "FRG",
            "edits that give way on both sides, and feedback": "SWGF",
            "the same with recognition": "SWGRF",
        }.items(),
        FIRST_ROW,
    ):
        if "S" in deeds:
            desk.team.manager(target=100 + row, email=HR)
        if "W" in deeds:
            type_in(book, "comment", f"Mine {row}")
            desk.team.manager(comment=f"Theirs {row}")
        if "G" in deeds:
            desk.team.manager("0007/G02", comment=f"Good {row}", rating="Achieved" if row % 2 else "Exceeded")
        if "F" in deeds:
            gives(desk, FEEDBACK_TAB, row, source="Manager", strengths=f"={row}", rating=4)
        if "R" in deeds:
            gives(desk, RECOGNITION_TAB, row, kind="Recognition", reward=f"={row}", reason="Because")
        assert desk.press().startswith("Synced with Bo Ek."), name
        found[name] = len(desk.live.calls)
    assert {name: number for name, number in found.items() if number > MOST_CALLS} == {}
    until_nothing_waits(desk)
    desk.save()
    saved = read_tracker(desk.team.path()).tracker
    assert len(saved.conflicts) == 5
    assert [one.strengths for one in saved.feedback] == ["=5", "=6", "=7"]
    assert [one.reward for one in saved.rewards] == ["=5", "=7"]


DEEDS = ["agreed", "asked", "words", "new", "gives-way", "both", "feedback", "recognition"]
OTHERS = ["G04", "G05", "G06", "G07"]


def does(desk: Desk, book: xlwings.Book, deed: str, number: int) -> None:
    """What happens to goals before a press: G01 is agreed, to G02 changes are asked for, G03 serves an objective."""
    if deed == "agreed":
        type_in(book, "target", number)
    elif deed == "asked":
        desk.team.manager("0007/G02", agreement="Changes requested", comment=f"Asked {number}")
    elif deed == "words":
        desk.team.manager(
            "0007/G03", suggested_wording=f"Better {number}", rating="Achieved" if number % 2 else "Exceeded"
        )
    elif deed == "new":
        type_in(book, "statement", f"New {number}", len(desk.team.rows()))
    elif deed == "gives-way":
        desk.team.manager("0007/G03", email=HR, statement=f"HR's {number}")
    elif deed == "both":
        type_in(book, "comment", f"Mine {number}", 2)
        desk.team.manager("0007/G03", comment=f"Theirs {number}")
    elif deed == "feedback":
        gives(desk, FEEDBACK_TAB, FIRST_ROW + number, source="Manager", strengths=f"Feedback {number}", rating=4)
    elif deed == "recognition":
        gives(desk, RECOGNITION_TAB, FIRST_ROW + number, kind="Recognition", reward=f"Reward {number}")


def says_one_word_on_each(desk: Desk, goals: Sequence[str], number: int) -> None:
    """The manager's words on goals in that order, each in another column and further to the left."""
    desk.team.manager(f"0007/{goals[0]}", agreement=("Changes requested", "Agreed")[number % 2])
    desk.team.manager(f"0007/{goals[1]}", rating=("Exceeded", "Achieved")[number % 2])
    desk.team.manager(f"0007/{goals[2]}", suggested_wording=f"Better {number}")
    desk.team.manager(f"0007/{goals[3]}", comment=f"Said {number}")


def test_a_press_takes_few_calls_and_lists_everything_once_whatever_comes_together(desk: Desk) -> None:
    objective = dataclasses.replace(SECOND, id="G03", objective="Sound finances")
    goals = [FIRST, SECOND, objective, *(dataclasses.replace(SECOND, id=one) for one in OTHERS)]
    desk.team.path().unlink()
    desk.team.make(tracker(goals=goals))
    by_command(desk)
    desk.team.manager(agreement="Agreed")
    by_command(desk)
    book = desk.open()
    done: dict[str, list[int]] = {deed: [] for deed in DEEDS}

    @settings(max_examples=8)
    @given(st.sets(st.sampled_from(DEEDS), min_size=1), st.permutations(OTHERS) | st.just([]))
    @example(set(DEEDS) - {"recognition"}, [])
    @example(set(DEEDS), OTHERS)
    @example({"agreed", "feedback", "recognition"}, OTHERS)
    def press(deeds: set[str], others: list[str]) -> None:
        number = sum(map(len, done.values())) + 3
        if others:
            says_one_word_on_each(desk, others, number)
        for deed in sorted(deeds):
            does(desk, book, deed, number)
            done[deed].append(number)
        assert desk.press().startswith("Synced with Bo Ek."), deeds
        assert len(desk.live.calls) <= MOST_CALLS, (deeds, others, desk.live.calls)

    press()
    until_nothing_waits(desk)
    desk.save()
    saved, state = read_tracker(desk.team.path()).tracker, desk.team.state()
    targets = [(one.old, one.new) for one in saved.reviews if one.goal == "G01" and one.field == "target"]
    assert targets == [*pairwise(map(str, [80, *done["agreed"]]))]
    asked = [one.new for one in saved.reviews if one.goal == "G02" and one.field == "agreement"]
    assert asked == [f"Changes requested: Asked {number}" for number in done["asked"]]
    assert len(saved.conflicts) == len(state.kept) == len(done["gives-way"]) + len(done["both"])
    assert [one.strengths for one in saved.feedback] == [f"Feedback {number}" for number in done["feedback"]]
    assert [one.reward for one in saved.rewards] == [f"Reward {number}" for number in done["recognition"]]
    assert state.waiting == ()


def test_what_had_to_wait_is_announced_and_asked_about_by_the_next_press(desk: Desk) -> None:
    desk.team.path().unlink()
    desk.team.make(tracker(goals=[dataclasses.replace(FIRST, objective="Sound finances"), SECOND]))
    by_command(desk)
    desk.team.manager(agreement="Agreed")
    by_command(desk)
    book = desk.open()
    for deed in ("agreed", "new", "feedback"):
        does(desk, book, deed, 5)
    desk.team.manager(target=83, email=HR)
    later = "2 more lines on Conflicts and Reviews with the next sync."
    assert later in desk.press()
    assert later in desk.asked
    conflicts = "On its sheet Conflicts, from the last sync:\n  G01 To (target)"
    reviews = "On its sheet Reviews:\n  G01 target: 80 → 5"
    assert desk.press("no") == "Nothing was changed."
    assert desk.asked == ["Sync with Bo Ek?", conflicts, "1 more line on Reviews with the next sync."]
    assert desk.press().startswith("Synced with Bo Ek. Into this workbook: 1 line on Conflicts.")
    assert desk.press("no") == "Nothing was changed."
    assert desk.asked == ["Sync with Bo Ek?", reviews]
    assert desk.press().startswith("Synced with Bo Ek. Into this workbook: 1 line on Reviews.")
    assert desk.press("no").startswith("This workbook and the spreadsheet of Bo Ek say the same.")


def until_nothing_waits(desk: Desk) -> list[str]:
    """What presses say, of which each takes few calls, until one finds nothing to do any more."""
    said: list[str] = []
    while (answer := desk.press()).startswith("Synced with Bo Ek."):
        said.append(answer)
        assert len(desk.live.calls) <= MOST_CALLS, desk.live.calls
        assert len(said) < 9, said
    assert answer.startswith("This workbook and the spreadsheet of Bo Ek say the same.")
    return said


def test_what_is_more_than_a_press_can_set_comes_with_the_next_ones_and_once(desk: Desk) -> None:
    goals = [dataclasses.replace(SECOND, id=f"G{one:02}") for one in range(1, 9)]
    desk.team.path().unlink()
    desk.team.make(tracker(goals=goals, check_ins=()))
    by_command(desk)
    book = desk.open()
    said = [f"{one} " + "word " * 1700 for one in range(1, 9)]
    for one, text in enumerate(said, 1):
        desk.team.manager(f"0007/G{one:02}", comment=text, agreement="Changes requested")
    desk.team.manager("0007/G08", email=HR, statement="HR's")
    gives(desk, FEEDBACK_TAB, FIRST_ROW, source="Manager", strengths="Calm", rating=4)
    first, *others = until_nothing_waits(desk)
    again = "That was as much as one press can do: press the button again."
    assert (
        first.split("\n\n")[1] == f"14 more cells and 5 more lines on Conflicts and Reviews with the next sync. {again}"
    )
    assert all(f"with the next sync. {again}" in one for one in others[:-1])
    assert [of_goal(book, "comment", index) for index in range(8)] == [one.strip() for one in said]
    desk.save()
    saved = read_tracker(desk.team.path()).tracker
    assert [(one.goal, one.old, one.new) for one in saved.reviews] == [
        (f"G{one:02}", None, f"Changes requested: {text.strip()}") for one, text in enumerate(said, 1)
    ]
    assert [(one.row, one.sheet) for one in saved.conflicts] == [("G08", "HR's")]
    assert [one.strengths for one in saved.feedback] == ["Calm"]
    assert by_command(desk) == [Done.UNCHANGED, None, None]


def test_a_line_that_is_too_much_for_a_press_is_listed_in_parts_and_once(desk: Desk) -> None:
    goals = [dataclasses.replace(FIRST, objective="Sound finances"), SECOND]
    desk.team.path().unlink()
    desk.team.make(tracker(goals=goals, check_ins=()))
    by_command(desk)
    book = desk.open()
    sheet = book.sheets["Conflicts"]
    sheet.api.unprotect("")
    for column in range(7, 1, -1):
        sheet.api.Columns.insertByIndex(column - 1, 1)
        sheet.range((LOG_FIRST, column)).value = "=1+1" if column % 2 else 7.0
    words = {one: f"HR's {one} " + "word " * 1_700 for one in (1, 2)}
    for one, text in words.items():
        desk.team.manager(f"0007/G0{one}", email=HR, statement=text)
    assert len(until_nothing_waits(desk)) > 2
    assert sheet.range((LOG_FIRST, 2)).formula == "7"
    assert sheet.range((LOG_FIRST, 4)).formula == "=1+1"
    desk.save()
    saved = read_tracker(desk.team.path()).tracker.conflicts
    before = {"G01": FIRST.statement, "G02": SECOND.statement}
    assert [(one.date, one.row, one.where, one.workbook, one.sheet, one.whose) for one in saved] == [
        (DAY, f"G0{one}", "Goal", before[f"G0{one}"], text.strip(), "Employee") for one, text in words.items()
    ]
    assert all(one.outcome for one in saved)
    assert by_command(desk) == [Done.UNCHANGED, None, None]


def test_a_word_in_bold_that_stands_between_cells_that_are_set_stays_so(desk: Desk) -> None:
    by_command(desk)
    gives(desk, FEEDBACK_TAB, FIRST_ROW, source="Manager", strengths="Calm", rating=4)
    gives(desk, FEEDBACK_TAB, FIRST_ROW + 1, source="Manager", strengths="Kind", rating=4)
    book = desk.open()
    desk.press()
    cell = book.sheets["Feedback"].api.getCellByPosition(5, LOG_FIRST - 1)
    assert cell.String == "Calm"
    cursor = cell.createTextCursor()
    cursor.gotoStart(False)
    cursor.goRight(2, True)
    cursor.CharWeight = 150.0
    for row in (FIRST_ROW, FIRST_ROW + 1):
        gives(desk, FEEDBACK_TAB, row, source="Mentor", goal="G02", rating=3)
    until_nothing_waits(desk)
    assert cells(book, "Feedback", f"B{LOG_FIRST}:D{LOG_FIRST + 1}") == [["Mentor", None, "G02"]] * 2
    cursor.gotoStart(False)
    cursor.goRight(2, True)
    assert (cell.String, cursor.CharWeight) == ("Calm", 150.0)


def test_a_press_takes_few_calls_between_formulas_of_people_in_a_workbook_from_before_the_first_sync(
    desk: Desk,
) -> None:
    full = [dataclasses.replace(FIRST, id=f"G{one:02}", objective="Sound finances") for one in range(1, 9)]
    bare = [dataclasses.replace(one, target=None, due=None, evidence=None, baseline=None) for one in full]
    desk.team.path().unlink()
    desk.team.make(tracker(goals=full, check_ins=()))
    by_command(desk)
    for one in (1, 3, 4, 7):
        desk.team.manager(f"0007/G{one:02}", comment=f"c{one}", agreement="Agreed", rating="Achieved")
    desk.team.path().unlink()
    desk.team.make(tracker(goals=bare, check_ins=()))
    book = desk.open()
    for index in (0, 2, 4, 6):
        type_in(book, "target", f"=70+{index}", index)
        type_in(book, "unit", '="%"', index)
    until_nothing_waits(desk)
    targets = [of_goal(book, "target", index) for index in range(8)]
    assert targets == [70, 80, 72, 80, 74, 80, 76, 80]
    where = f"{letters(place(table(Goal), 'target'))}{GOALS_FIRST}"
    assert book.sheets["Goals"].range(where).formula == "=70+0"
    assert {str(of_goal(book, "due", index))[:10] for index in range(8)} == {"2026-12-31"}
    assert [of_goal(book, "comment", index) for index in range(8)] == ["c1", None, "c3", "c4", None, None, "c7", None]


def plain(formula: str) -> str:
    """A formula with truth values as LibreOffice writes those that it was handed."""
    return formula.replace("TRUE()", "1").replace("FALSE()", "0")


def test_rows_of_the_manager_that_are_written_as_a_whole_keep_the_formulas_among_them(desk: Desk) -> None:
    by_command(desk)
    book = desk.open()
    gives(desk, FEEDBACK_TAB, FIRST_ROW, source="Manager", strengths="Calm", rating=4)
    gives(desk, RECOGNITION_TAB, FIRST_ROW, kind="Recognition", reward="Well done")
    areas = ("Feedback", f"A{LOG_FIRST}:M{LOG_FIRST}"), ("Rewards", f"A{LOG_FIRST}:M{LOG_FIRST}")
    before = [book.sheets[sheet].range(area).formula[0] for sheet, area in areas]
    desk.press()
    after = [book.sheets[sheet].range(area).formula[0] for sheet, area in areas]
    for was, now in zip(before, after, strict=True):
        formulas = {place: one for place, one in enumerate(was) if one.startswith("=")}
        assert {place: plain(now[place]) for place in formulas} == {place: plain(was[place]) for place in formulas}
    assert cells(book, "Feedback", f"E{LOG_FIRST}") == [["Raise first-call resolution …"]]
    assert cells(book, "Rewards", f"L{LOG_FIRST}") == [["Received"]]


def test_what_people_typed_between_rows_of_the_manager_stays_as_it_is(desk: Desk) -> None:
    by_command(desk)
    book = desk.open()
    rows = range(LOG_FIRST, LOG_FIRST + 8)
    own = {"A": dt.datetime(2026, 6, 20, 14, 30), "B": "'Peer", "D": "'G02", "E": "'My words on it"}  # noqa: DTZ001 - cells have no time zone
    sheet = book.sheets["Feedback"]
    gives(desk, FEEDBACK_TAB, FIRST_ROW, source="Manager", strengths="one", rating=4)
    desk.press()
    for column, value in own.items():
        sheet.range(f"{column}{LOG_FIRST + 1}").value = value
    sheet.range(f"B{LOG_FIRST + 2}").value, sheet.range(f"E{LOG_FIRST + 2}").value = "'Peer", '="Mine"&1'
    sheet.range(f"B{LOG_FIRST + 3}").value, sheet.range(f"G{LOG_FIRST + 3}").value = "'Peer", 46204
    gives(desk, FEEDBACK_TAB, FIRST_ROW + 1, source="Manager", strengths="two", rating=4)
    desk.press()
    before = sheet.range(f"A{rows[0]}:M{rows[-1]}").formula
    for row in (FIRST_ROW, FIRST_ROW + 1):
        gives(desk, FEEDBACK_TAB, row, date=dt.date(2026, 5, row), goal="G02", strengths="more")
    assert desk.press().startswith("Synced with Bo Ek. Into this workbook: 6 cells.")
    assert len(desk.live.calls) <= MOST_CALLS, desk.live.calls
    after = sheet.range(f"A{rows[0]}:M{rows[-1]}").formula
    changed = {
        f"{letters(column)}{row}"
        for row, was, now in zip(rows, before, after, strict=True)
        for column, (one, other) in enumerate(zip(was, now, strict=True), 1)
        if plain(one) != plain(other)
    }
    assert changed == {f"{column}{row}" for column in "ADF" for row in (LOG_FIRST, LOG_FIRST + 4)}


def test_an_edit_that_gave_way_in_the_sheet_is_known_though_the_workbook_was_closed_without_saving(desk: Desk) -> None:
    by_command(desk)
    desk.open()
    desk.team.manager(target=83, email=HR)
    desk.press()
    assert desk.team.in_sheet(columns=["target"]) == {"target": 80}
    desk.live.close()
    desk.open()
    desk.press()
    shown = "  Conflict: G01 To (target), for it belongs to the employee, but was changed in the Google sheet"
    assert desk.asked[1].splitlines()[1] == shown
    desk.save()
    assert [(one.conflict.workbook, one.conflict.sheet) for one in desk.team.state().kept] == [(80, 83)]
    assert [(one.row, one.sheet) for one in read_tracker(desk.team.path()).tracker.conflicts] == [("G01", "83")]
    desk.open()
    assert desk.press("no").startswith("This workbook and the spreadsheet of Bo Ek say the same.")


def test_cells_that_are_merged_where_edits_are_listed_that_gave_way_are_told_before_anything_is_sent(
    desk: Desk,
) -> None:
    by_command(desk)
    book = desk.open()
    desk.team.manager(target=83, email=HR)
    book.sheets["Conflicts"].api.getCellRangeByName(f"A{LOG_FIRST}:B{LOG_FIRST}").merge(True)
    assert desk.press().startswith("On the sheet Conflicts these cells are merged: A5:B5.")
    assert (desk.asked, desk.team.in_sheet(columns=["target"])) == ([], {"target": 83})


def test_a_password_on_the_sheet_reviews_is_told_before_anything_is_sent_and_only_where_it_is_needed(
    desk: Desk,
) -> None:
    by_command(desk)
    desk.team.manager(agreement="Agreed")
    by_command(desk)
    book = desk.open()
    book.sheets["Reviews"].api.unprotect("")
    book.sheets["Reviews"].api.protect("secret")
    type_in(book, "unit", "points")
    assert desk.press().startswith("Synced with Bo Ek.")
    type_in(book, "target", 75)
    assert desk.press().startswith("The sheet Reviews is protected with a password, so nothing was changed.")
    assert (desk.asked, desk.team.in_sheet(columns=["target"])) == ([], {"target": 80})


def test_a_change_of_an_agreed_goal_is_listed_among_the_reviews(desk: Desk) -> None:
    by_command(desk)
    desk.team.manager(agreement="Agreed")
    by_command(desk)
    book = desk.open()
    type_in(book, "target", 75)
    desk.press()
    desk.save()
    assert read_tracker(desk.team.path()).tracker.reviews == (
        Review(date=DAY, kind="Other", goal="G01", field="agreement", new="Agreed: Bo Ek, 1 Jul 2026"),
        Review(date=DAY, kind="Other", goal="G01", decision="Adjust", field="target", old="80", new="75"),
    )


def test_a_formula_between_cells_that_are_set_stays_one(desk: Desk) -> None:
    goals = [dataclasses.replace(SECOND, id=f"G{one:02}") for one in range(1, 10)]
    desk.team.path().unlink()
    desk.team.make(tracker(goals=goals, check_ins=()))
    by_command(desk)
    book = desk.open()
    type_in(book, "rating", '=IF(1=1,"","Met")', 3)
    for one in (1, 3, 5, 7, 9):
        desk.team.manager(f"0007/G{one:02}", comment=f"Good {one}", rating="Achieved")
    desk.press()
    where = f"{letters(place(table(Goal), 'rating'))}{GOALS_FIRST + 3}"
    assert book.sheets["Goals"].range(where).formula == '=IF(1=1,"","Met")'
    assert [of_goal(book, "comment", index) for index in range(9)] == [
        f"Good {one}" if one % 2 else None for one in range(1, 10)
    ]


def test_who_is_signed_in_nowhere_is_told_how(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "nothing"))
    desk.open()
    assert desk.live.press(buttons.sync_with_manager) == (
        "Nobody is signed in to Google on this computer. Type this once in a terminal (IT or HR has the file), then "
        "press the button again:\n\ngoalsheet google login client_secret.json"
    )


def test_the_button_finds_the_local_server_where_the_command_finds_it(desk: Desk) -> None:
    (desk.team.folder / "goalsheet.toml").write_text(
        f'google_url = "{desk.team.server.sheets.url}"\ntenant = "try-it"\n', encoding="utf-8"
    )
    desk.open()
    desk.live.answer = "yes"
    assert desk.live.press(buttons.sync_with_manager).startswith("A Google spreadsheet was made and shared with Bo Ek.")
    assert [file.name for file in drive.files(desk.team.server.client(HR), "try-it")] == ["Goals 2026 · Anna Müller"]


def test_a_sheet_with_a_password_is_told_before_anything_is_sent(desk: Desk) -> None:
    book = desk.open()
    book.sheets["Goals"].api.unprotect("")
    book.sheets["Goals"].api.protect("secret")
    assert desk.press().startswith("The sheet Goals is protected with a password, so nothing was changed.")
    assert (desk.asked, desk.files()) == ([], [])


def test_what_looks_like_an_accident_is_told_and_nothing_is_done(desk: Desk) -> None:
    goals = [dataclasses.replace(SECOND, id=f"G{one:02}") for one in range(1, 6)]
    desk.team.path().unlink()
    desk.team.make(tracker(goals=goals, check_ins=()))
    by_command(desk)
    book = desk.open()
    book.sheets["Goals"].range(f"B{GOALS_FIRST}:B{GOALS_FIRST + 4}").value = None
    for column in ("measure", "start", "due"):
        where = letters(place(table(Goal), column))
        book.sheets["Goals"].range(f"{where}{GOALS_FIRST}:{where}{GOALS_FIRST + 4}").value = None
    before = desk.team.rows()
    said = desk.press()
    assert said.startswith("Nothing was done here, for something looks like an accident.")
    assert said.endswith(
        "If it was meant, save and close the workbook and type in a terminal, with that flag behind it:\n\n"
        f'goalsheet sync "{desk.team.path()}" --layout individual'
    )
    assert (desk.asked, desk.team.rows()) == ([], before)


def test_a_workbook_without_a_manager_is_told(desk: Desk) -> None:
    desk.team.path().unlink()
    desk.team.make(tracker(manager=Manager()))
    desk.open()
    assert desk.press() == "This workbook names no manager to sync with. Ask HR for one that does."


def test_the_command_leaves_an_open_workbook_alone_and_names_the_button(desk: Desk) -> None:
    by_command(desk)
    desk.team.manager(comment="Good start")
    desk.open()
    assert str(by_command(desk)[-1]) == (
        "Anna Müller.xlsx is open in Excel or another program. Press Sync with manager there, or close it and run the "
        "same command again. If nobody has it open, delete the file .~lock.Anna Müller.xlsx# beside it."
    )


def test_a_cell_that_cannot_be_read_is_named_and_left_alone(desk: Desk) -> None:
    by_command(desk)
    book = desk.open()
    type_in(book, "target", "'eighty")
    said = desk.press()
    assert desk.asked == []
    assert "1 cell could not be used:\n  Anna Müller.xlsx, Goals!" in said
    assert desk.team.in_sheet(columns=["target"]) == {"target": 80}


def test_a_workbook_that_was_synced_with_another_spreadsheet_is_asked_about(desk: Desk) -> None:
    desk.team.sync(layout="team")
    desk.open()
    assert desk.press("no") == "Nothing was changed."
    assert desk.asked[-1] == (
        "This workbook was last synced with another spreadsheet, perhaps by HR. Say yes only if this one is meant."
    )


def test_a_spreadsheet_that_was_deleted_is_named_and_only_the_next_press_asks_for_a_new_one(desk: Desk) -> None:
    desk.open()
    desk.press()
    file = desk.team.file()
    desk.team.server.client(HR).del_spreadsheet(file)
    assert desk.press().split("\n\n") == [
        "Nothing was synced with Bo Ek.",
        (
            "The spreadsheet is deleted, or out of this account's sight. If another account keeps it, sign in with "
            "that one; if not, press the button again, and a new one is made."
        ),
    ]
    assert desk.asked == []
    assert desk.press("no") == "Nothing was changed."
    assert desk.asked[1].startswith("A Google spreadsheet is made with 2 goals and 1 check-in")


def test_the_button_can_be_pressed_from_a_terminal(desk: Desk, tmp_path: Path) -> None:
    settings = f'google_url = "{desk.team.server.sheets.url}"\n'
    (desk.team.folder / "goalsheet.toml").write_text(settings, encoding="utf-8")
    copy = tmp_path / "copy.xlsx"
    arguments = ["sync_with_manager", str(desk.team.path()), "--engine", "libreoffice", "--out", str(copy)]
    done = CliRunner().invoke(press, arguments, input="y\n")
    assert (done.exit_code, done.exception) == (0, None)
    assert done.stdout.startswith("Sync with Bo Ek?\n\nA Google spreadsheet is made with 2 goals and 1 check-in")
    assert "A Google spreadsheet was made and shared with Bo Ek." in done.stdout
    assert last_state.read(read_tracker(copy).settings.rows).partner == desk.team.file()


def test_feedback_of_the_manager_comes_into_the_open_workbook_and_the_command_knows_it(desk: Desk) -> None:
    by_command(desk)
    said: dict[str, Value] = {"date": DAY, "source": "Manager", "goal": "G01", "strengths": "=Calm", "rating": 4}
    for column, value in {"person": "Anna Müller", **said}.items():
        desk.team.type(FEEDBACK_TAB, FIRST_ROW, column, value)
    desk.team.manager(comment="Very good")
    book = desk.open()
    type_in(book, "comment", "Great!")
    done = desk.press()
    assert desk.asked[1].startswith("Into this workbook:\n")
    assert '  F01 "=Calm": a row in the workbook, for it is new' in desk.asked[1]
    assert "Into this workbook: 1 cell, 1 new row, 1 line on Conflicts. Into the Google spreadsheet: nothing" in done
    assert len(desk.live.calls) <= MOST_CALLS, desk.live.calls
    assert "Into this workbook: 1 line on Reviews." in desk.press()  # for which the calls of the first were too few
    assert desk.press().startswith("This workbook and the spreadsheet of Bo Ek say the same.")
    desk.save()
    (feedback,) = read_tracker(desk.team.path()).tracker.feedback
    assert (feedback.date, feedback.goal, feedback.strengths, feedback.rating) == (DAY, "G01", "=Calm", 4)
    (conflict,) = read_tracker(desk.team.path()).tracker.conflicts
    assert (conflict.row, conflict.workbook, conflict.sheet) == ("G01", "Great!", "Very good")
    assert by_command(desk) == [Done.UNCHANGED, None, None]
