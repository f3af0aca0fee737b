"""Buttons pressed on a workbook that is open and recalculates: what changes in the cells, and what stays."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
import shutil
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlwings
from click.testing import CliRunner
from command import goalsheet
from conftest import ANNA, TODAY, read_sheets
from goalsheet.scripts import cli
from goalsheet.scripts.samples import tracker
from live_office import LiveOffice, cells
from packing import packed
from thin_workbooks import thin_workbook

from goalsheet.excel import buttons, checking, forecasts
from goalsheet.layout.places import place
from goalsheet.layout.room import GOALS_FIRST, LOG_FIRST, MOST_CHECK_INS, letters
from goalsheet.report.brief import brief
from goalsheet.report.brief_page import brief_page
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.agreement import KEPT
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, Reward
from goalsheet.tracker.schema import Owner, table
from goalsheet.tracker.tracker import Cycle, TemplateName, Tracker
from goalsheet.workbook.package import read_members
from goalsheet.workbook.reading import read_tracker

pytestmark = [pytest.mark.office, pytest.mark.slow]

GOALS = table(Goal)
MOST_CALLS = 12
SENTENCE = (
    "Raise first-call resolution from 68 % to 80 % by 30 June 2027 with the new call guide so that they wait less"
)
FILLED = ("category", "kind", "measure", "unit", "baseline", "target", "resources", "why", "due")
OTHER = "Read 12 books on negotiation by 31 March 2027"
WITH_GOALS = Tracker(ANNA, Cycle("2027", dt.date(2026, 1, 1), dt.date(2027, 12, 31)), TemplateName("t", "T", "1"))


@pytest.fixture(scope="module")
def filled() -> Tracker:
    text = (Path(__file__).parent.parent / "sample_workbooks" / "filled_in.toml").read_text(encoding="utf-8")
    found: Tracker = tracker(tomllib.loads(text))
    return found


@pytest.fixture(scope="module")
def made() -> TrackerMaker:
    return TrackerMaker(load("career-year"), TODAY)


def goals(*statements: str, **cells_: Any) -> Tracker:
    rows = tuple(Goal(id=f"G{n:02}", statement=text, **cells_) for n, text in enumerate(statements, 1))
    return dataclasses.replace(WITH_GOALS, goals=rows)


def column(name: str, *, last: int = GOALS_FIRST) -> str:
    """The cells of a column of goals, from the first one on."""
    where = letters(place(GOALS, name))
    return f"{where}{GOALS_FIRST}:{where}{last}"


def values(book: xlwings.Book, name: str, *, last: int = GOALS_FIRST) -> list[Any]:
    return [row[0] for row in cells(book, "Goals", column(name, last=last))]


def select(book: xlwings.Book, name: str = "statement", row: int = GOALS_FIRST, sheet: str = "Goals") -> None:
    book.sheets[sheet].activate()
    book.sheets[sheet].range(f"{letters(place(GOALS, name))}{row}").select()


def answers(*arguments: str) -> Any:
    """What the command says as JSON of one file."""
    done = CliRunner().invoke(cli, [*arguments, "--format", "json"])
    return json.loads(done.stdout)["files"][0]


def typed(path: Path) -> dict[str, list[list[object]]]:
    """What people typed into Goals, Actions and Check-ins."""
    sheets = read_sheets(path)
    owners = [c.owner is not Owner.TOOL for c in GOALS.columns]
    own = [[value for value, keep in zip(row, owners, strict=False) if keep] for row in sheets["Goals"]]
    return {"Goals": own} | {name: sheets[name] for name in ("Actions", "Check-ins")}


# --- Check goals -----------------------------------------------------------------------------------------------------


def test_check_goals_gives_the_marks_that_the_command_gives(
    live: LiveOffice, made: TrackerMaker, filled: Tracker
) -> None:
    book = live.open(made.make_from(filled))
    live.press(buttons.check_goals)
    said = answers("check", str(live.saved(book)))
    last = GOALS_FIRST + len(filled.goals) - 1
    criteria = {"specific": "specific", "measurable": "measurable", "achievable": "achievable"} | {
        "realistic": "realistic", "timely": "timely", "aligned": "relevant",
    }  # fmt: skip
    for mark, criterion in criteria.items():
        assert values(book, f"{mark}_mark", last=last) == [goal[criterion] for goal in said["goals"]], criterion
    listed = [row[3] for row in cells(book, "Findings", "A5:E60") if row[0]]
    assert listed == [finding["message"] for goal in said["goals"] for finding in goal["findings"]]
    hints = {finding["hint"] for goal in said["goals"] for finding in goal["findings"]}
    assert {hint for hint in values(book, "hint", last=last) if hint} <= hints


def test_the_list_of_findings_keeps_no_workbook_from_its_upgrade_but_words_of_peoples_own_do(
    live: LiveOffice, made: TrackerMaker, filled: Tracker, tmp_path: Path
) -> None:
    live.answer = "no"
    book = live.open(made.make_from(filled))
    live.press(buttons.check_goals)
    path = tmp_path / "Anna.xlsx"
    shutil.copy(live.saved(book), path)
    done = goalsheet("upgrade", "--again", path.name, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Findings" not in read_sheets(path)
    book.sheets["Findings"].range("G9").value = "Ask Kim about this"
    shutil.copy(live.saved(book), path)
    done = goalsheet("upgrade", "--again", path.name, cwd=tmp_path)
    assert (done.returncode, done.stderr.splitlines()) == (
        2,
        [
            "Error: Anna.xlsx stays as it is: 1 problem keeps it from going over whole.",
            '  sheet "Findings": it is your own. Move it into a workbook of its own.',
        ],
    )


def test_a_check_changes_nothing_that_somebody_typed(live: LiveOffice, made: TrackerMaker, filled: Tracker) -> None:
    live.answer = "no"
    book = live.open(made.make_from(filled))
    before = typed(live.saved(book))
    live.press(buttons.check_goals)
    assert typed(live.saved(book)) == before


def test_a_second_check_leaves_everything_as_it_is(live: LiveOffice, made: TrackerMaker, filled: Tracker) -> None:
    book = live.open(made.make_from(filled))
    live.press(buttons.check_goals)
    first = read_sheets(live.saved(book))
    notes = [(note.location.address, note.text) for note in book.sheets["Goals"].notes]
    live.press(buttons.check_goals)
    assert read_sheets(live.saved(book)) == first
    assert [(note.location.address, note.text) for note in book.sheets["Goals"].notes] == notes
    assert notes


def test_marks_are_told_to_be_old_as_soon_as_a_goal_is_edited(live: LiveOffice) -> None:
    book = live.open(thin_workbook(goals(SENTENCE), TODAY))
    live.press(buttons.check_goals)
    assert values(book, "check_edited") == [None]
    book.sheets["Goals"].range(f"B{GOALS_FIRST}").value = "'Raise it"
    assert values(book, "check_edited") == ["Edited since"]
    live.press(buttons.check_goals)
    assert values(book, "check_edited") == [None]


def test_the_message_counts_and_says_where_to_begin(live: LiveOffice) -> None:
    live.answer = "no"
    live.open(thin_workbook(goals("Get better", SENTENCE), TODAY))
    said = live.press(lambda book: checking.check_goals(book, dt.date(2026, 11, 27), buttons.habits(book)))
    assert said.split("\n\n") == [
        "1 of 2 goals is SMART. 14 things to look at.",
        "Begin with G01: Say what you will do, or what changes from how much to how much: “Get … from … to …”.",
        "The sheet Findings lists everything, with a link to each cell.",
    ]


def test_the_list_leads_to_each_cell_and_forgets_what_was_mended(live: LiveOffice) -> None:
    live.answer = "no"
    book = live.open(thin_workbook(goals("Get better", OTHER), TODAY))
    live.press(buttons.check_goals)
    links = [row[1] for row in book.sheets["Findings"].range("A5:E6").formula]
    assert all(link.startswith("=HYPERLINK(\"#'Goals'!") for link in links)
    before = [row for row in cells(book, "Findings", "A5:E40") if row[0] == "G01"]
    book.sheets["Goals"].range(f"B{GOALS_FIRST}").value = f"'{SENTENCE}"
    live.press(buttons.check_goals)
    after = [row for row in cells(book, "Findings", "A5:E40") if row[0] == "G01"]
    assert len(after) < len(before)


def test_notes_of_people_stay_and_ours_go_when_a_goal_is_mended(live: LiveOffice) -> None:
    live.answer = "no"
    book = live.open(thin_workbook(goals("Get better"), TODAY))
    sheet = book.sheets["Goals"]
    sheet.range("D6").add_note("Ask Bo")
    live.press(buttons.check_goals)
    ours = [note.location.address for note in sheet.notes if note.text.startswith("goalsheet: ")]
    assert "$B$6" in ours
    sheet.range("B6").value = f"'{SENTENCE}"
    live.press(buttons.check_goals)
    assert "$B$6" not in [note.location.address for note in sheet.notes]
    assert [note.text for note in sheet.notes if note.location.address == "$D$6"] == ["Ask Bo"]


def test_check_this_goal_marks_its_row_only(live: LiveOffice) -> None:
    live.answer = "no"
    book = live.open(thin_workbook(goals(SENTENCE, OTHER), TODAY))
    select(book, row=GOALS_FIRST + 1)
    said = live.press(buttons.check_this_goal)
    assert [mark is None for mark in values(book, "specific_mark", last=GOALS_FIRST + 1)] == [True, False]
    assert said.startswith("The goal is not SMART yet.")
    assert "Findings" not in [sheet.name for sheet in book.sheets]


def test_check_this_goal_renews_what_the_list_says_of_it(live: LiveOffice) -> None:
    live.answer = "no"
    book = live.open(thin_workbook(goals("Get better", "Be nice", OTHER), TODAY))
    live.press(buttons.check_goals)
    before = [row for row in cells(book, "Findings", "A5:E60") if row[1]]
    book.sheets["Goals"].range(f"B{GOALS_FIRST + 1}").value = f"'{SENTENCE}"
    select(book, row=GOALS_FIRST + 1)
    live.press(buttons.check_this_goal)
    assert len(live.calls) <= MOST_CALLS
    alone = cells(book, "Findings", "A2:E60")
    after = [row for row in alone[3:] if row[1]]
    assert [row for row in after if row[0] != "G02"] == [row for row in before if row[0] != "G02"]
    assert 0 < len(after) < len(before)
    live.press(buttons.check_goals)
    assert cells(book, "Findings", "A2:E60") == alone


def ours(book: xlwings.Book) -> list[str]:
    """The cells with notes of ours."""
    return [note.location.address for note in book.sheets["Goals"].notes if note.text.startswith("goalsheet: ")]


def take_away(book: xlwings.Book, *rows: int) -> None:
    for row in rows:
        book.sheets["Goals"].range(f"B{row}").value = None


def test_of_goals_that_were_all_taken_away_nothing_is_said_any_more(live: LiveOffice) -> None:
    live.answer = "no"
    book = live.open(thin_workbook(goals("Get better", OTHER), TODAY))
    for handler in (buttons.check_goals, buttons.update_progress):
        live.press(handler)
    book.sheets["Goals"].range(f"{letters(place(GOALS, 'comment'))}{GOALS_FIRST}").add_note("Ask Bo")
    take_away(book, GOALS_FIRST, GOALS_FIRST + 1)
    assert live.press(buttons.check_goals) == checking.NO_GOALS
    assert live.press(buttons.update_progress).startswith("There are no goals yet")
    assert [note.text for note in book.sheets["Goals"].notes] == ["Ask Bo"]
    assert not [row for row in cells(book, "Findings", "A5:E60") if any(row)]
    assert cells(book, "Findings", "A2")[0][0].startswith("0 things to look at")
    for name in (*checking.WRITTEN, *forecasts.WRITTEN):
        assert values(book, name, last=GOALS_FIRST + 1) == [None, None], name


def test_of_a_goal_that_was_taken_away_no_note_stays(live: LiveOffice) -> None:
    live.answer = "no"
    book = live.open(thin_workbook(goals("Get better", "Be nice"), TODAY))
    live.press(buttons.check_goals)
    assert "$B$7" in ours(book)
    take_away(book, GOALS_FIRST + 1)
    live.press(buttons.check_goals)
    assert ours(book)
    assert not [where for where in ours(book) if where.endswith("$7")]


def arrays(path: Path) -> int:
    """The number of array formulas in a file."""
    parts = read_members(path.read_bytes(), "test")
    return sum(xml.count(b't="array"') for name, xml in parts.items() if "worksheets/" in name)


def test_no_button_costs_the_saved_file_its_array_formulas(
    live: LiveOffice, made: TrackerMaker, filled: Tracker
) -> None:
    live.answer = "yes"
    book = live.open(made.make_from(filled))
    before = arrays(live.saved(book))
    assert before > 0
    select(book)
    checked = (buttons.check_goals, buttons.check_goals, buttons.check_this_goal, buttons.update_progress)
    for handler in (*checked, buttons.log_check_in, buttons.adopt_suggestion, buttons.celebrate):
        live.press(handler)
        assert arrays(live.saved(book)) == before, handler.__name__
    again = live.reopen(live.saved(book))
    assert not [
        cell for sheet in read_sheets(live.saved(again)).values() for row in sheet for cell in row
        if isinstance(cell, str) and cell.startswith("#")
    ]  # fmt: skip


# --- The list and notes among what people wrote ----------------------------------------------------------------------


def test_the_list_is_found_again_under_another_title(live: LiveOffice) -> None:
    live.answer = "no"
    book = live.open(thin_workbook(goals("Get better"), TODAY))
    live.press(buttons.check_goals)
    book.sheets["Findings"].api.Name = "To do"
    assert "The sheet To do lists everything" in live.press(buttons.check_goals)
    assert "Findings" not in [sheet.name for sheet in book.sheets]


def test_what_people_typed_around_the_list_stays(live: LiveOffice) -> None:
    live.answer = "no"
    book = live.open(thin_workbook(goals("Get better", SENTENCE), TODAY))
    live.press(buttons.check_goals)
    sheet = book.sheets["Findings"]
    length = len([row for row in cells(book, "Findings", "A5:A60") if row[0]])
    for where, text in (("C1", "'top"), ("G6", "'beside"), (f"D{6 + length}", "'below"), ("A60", "'far")):
        sheet.range(where).value = text
    book.sheets["Goals"].range(f"B{GOALS_FIRST + 1}").value = "'Do things"
    live.press(buttons.check_goals)
    longer = cells(book, "Findings", "A5:E80")
    listed = [row for row in longer if row[1]]
    assert len(listed) > length
    assert longer[: len(listed)] == listed
    assert longer[len(listed)] == [None] * 5
    assert [row for row in longer if any(row) and not row[1]] == [
        [None, None, None, "below", None],
        ["far", None, None, None, None],
    ]
    assert cells(book, "Findings", "C1") + cells(book, "Findings", "G6") == [["top"], ["beside"]]
    book.sheets["Goals"].range(f"B{GOALS_FIRST}").value = f"'{SENTENCE}"
    live.press(buttons.check_goals)
    shorter = cells(book, "Findings", "A5:E80")
    assert len([row for row in shorter if row[1]]) < len(listed)
    assert [row for row in shorter if any(row) and not row[1]] == [row for row in longer if any(row) and not row[1]]


def test_rows_of_the_list_among_those_of_people_go_in_few_calls(live: LiveOffice) -> None:
    live.answer = "no"
    book = live.open(thin_workbook(goals("Get better", "Be nice", "Do things"), TODAY))
    live.press(buttons.check_goals)
    for row in (6, 9, 14, 18, 23):  # people write over rows of ours
        book.sheets["Findings"].range(f"A{row}").value = [None, f"'mine {row}", None, None, None]
    take_away(book, GOALS_FIRST + 1, GOALS_FIRST + 2)
    for _ in range(6):  # what is left over goes with the next press
        live.press(buttons.check_goals)
        assert len(live.calls) <= MOST_CALLS, live.calls
    found = cells(book, "Findings", "A5:E80")
    assert [row[1] for row in found if row[1] and not row[0]] == [f"mine {row}" for row in (6, 9, 14, 18, 23)]
    assert {row[0] for row in found if row[0]} == {"G01"}
    listed = [row for row in found if row[0]]
    assert len(listed) == int(cells(book, "Findings", "A2")[0][0].split()[0])
    assert found[: len(listed)] == listed


def note_of(book: xlwings.Book, where: str) -> Any:
    return book.sheets["Goals"].range(where).note


def test_a_line_that_somebody_added_to_a_note_of_ours_stays(live: LiveOffice) -> None:
    live.answer = "no"
    book = live.open(thin_workbook(goals("Get better"), TODAY))
    live.press(buttons.check_goals)
    note = note_of(book, "B6")
    note.text = f"{note.text}\nBo: talk on Monday"
    live.press(buttons.check_goals)
    book.sheets["Goals"].range("B6").value = f"'{SENTENCE}"
    live.press(buttons.check_goals)
    assert note_of(book, "B6").text == "Bo: talk on Monday"


def test_a_note_of_ours_that_somebody_changed_is_theirs(live: LiveOffice) -> None:
    live.answer = "no"
    book = live.open(thin_workbook(goals("Get better"), TODAY))
    live.press(buttons.check_goals)
    note = note_of(book, "B6")
    ours, changed = note.text, note.text.replace("what", "WHAT")
    assert changed != ours
    note.text = changed
    for _ in range(2):
        live.press(buttons.check_goals)
        assert note_of(book, "B6").text == f"{ours}\n\n{changed}"


# --- Offers ----------------------------------------------------------------------------------------------------------


def test_what_the_sentence_says_is_offered_for_empty_cells_and_filled_in_on_yes(
    live: LiveOffice, made: TrackerMaker
) -> None:
    live.answer = "yes"
    book = live.open(made.make_from(goals(SENTENCE)))
    live.press(buttons.check_goals)
    assert live.said[0].startswith("Fill in 9 empty cells of a goal that your sentence already says?")
    row = {c.name: values(book, c.name)[0] for c in GOALS.columns}
    assert {name: row[name] for name in (*FILLED, "specific_ready", "check_edited")} == {
        "category": "Improve performance",
        "kind": "Performance",
        "measure": "Increase",
        "unit": "%",
        "baseline": 68.0,
        "target": 80.0,
        "resources": "with the new call guide",
        "why": "so that they wait less",
        "due": dt.datetime(2027, 6, 30),  # noqa: DTZ001 - cells know no time zone
        "specific_ready": "Ready",
        "check_edited": None,
    }
    live.press(buttons.check_goals)
    assert not live.said[0].startswith("Fill in")


def test_formulas_between_the_cells_that_are_filled_in_stay(live: LiveOffice) -> None:
    live.answer = "yes"
    book = live.open(thin_workbook(goals(SENTENCE, OTHER), TODAY))
    area = f"{letters(place(GOALS, 'category'))}{GOALS_FIRST}:{letters(place(GOALS, 'due'))}{GOALS_FIRST + 1}"
    before = book.sheets["Goals"].range(area).formula
    live.press(buttons.check_goals)
    after = book.sheets["Goals"].range(area).formula
    kept = [(cell, now) for row, rows in zip(before, after, strict=True) for cell, now in zip(row, rows, strict=True)]
    assert [now for cell, now in kept if cell] == [cell for cell, _ in kept if cell]
    assert sum(cell.startswith("=") for cell, _ in kept) == 8


def test_what_one_press_cannot_fill_in_is_offered_by_the_next(live: LiveOffice, made: TrackerMaker) -> None:
    units = ["%", None, "%", None, "%", None, "%"]
    rows = goals(*[SENTENCE] * len(units)).goals
    typed = tuple(dataclasses.replace(goal, unit=unit) for goal, unit in zip(rows, units, strict=True))
    data = made.make_from(dataclasses.replace(WITH_GOALS, goals=typed))
    live.open(data)
    live.answer = "no"
    assert "empty cell" not in live.press(buttons.check_goals)
    book = live.open(data)
    last = GOALS_FIRST + len(units) - 1
    live.answer = "yes"
    live.press(buttons.check_goals)
    assert live.said[0].startswith("Fill in 58 empty cells of 7 goals that your sentences already say?")
    assert "1 more empty cell could be filled in: press the button again." in live.said[-1]
    for _ in range(4):
        live.press(buttons.check_goals)
    found = cells(book, "Goals", column("unit", last=last))
    assert ([row[0] for row in found], len(live.said)) == (["%"] * len(units), 1)


def types_around(book: xlwings.Book) -> None:
    sheet = book.sheets["Findings"]
    sheet.range("D2").value = "Done: G01"
    sheet.range(f"A{sheet.used_range.last_cell.row + 2}").value = "'Ask Bo about these"


def types_around_and_has_a_list_so_called(book: xlwings.Book) -> None:
    types_around(book)
    book.sheets["Findings"].api.Name = "To do"
    called_findings(book)


@pytest.mark.parametrize("change", [types_around, types_around_and_has_a_list_so_called])
@pytest.mark.parametrize("statements", [[SENTENCE], [SENTENCE, "Get fit", OTHER]])
def test_cells_are_offered_whatever_people_wrote_around_the_list(
    live: LiveOffice, made: TrackerMaker, change: Callable[[xlwings.Book], None], statements: list[str]
) -> None:
    rows = goals(*statements * 3, objective="Sound finances")
    book = live.open(made.make_from(rows))
    live.answer = "yes"
    for _ in range(3):
        live.press(buttons.check_goals)
    last = GOALS_FIRST + len(rows.goals) - 1
    filled = {name: values(book, name, last=last) for name in ("unit", "kind")}
    change(book)
    for name in filled:
        book.sheets["Goals"].range(column(name, last=last)).value = [[None]] * len(rows.goals)
    said = [live.press(buttons.check_goals)]
    while "press the button again" in said[-1]:
        assert len(said) < 6, said
        said.append(live.press(buttons.check_goals))
        assert len(live.calls) <= MOST_CALLS, live.calls
    assert {name: values(book, name, last=last) for name in filled} == filled
    assert any(filled["unit"] + filled["kind"])


def own_columns(book: xlwings.Book, sheet: str, *places: int, row: int = GOALS_FIRST) -> list[int]:
    """Columns of people, put in at those places: a formula, a day, a word in bold, a link and a number in turn.

    Where they stand then.
    """
    cells_of = book.sheets[sheet].api
    cells_of.unprotect("")
    where = [one + number for number, one in enumerate(sorted(places))]
    for number, one in enumerate(where):
        cells_of.Columns.insertByIndex(one - 1, 1)
        cell = cells_of.getCellByPosition(one - 1, row - 1)
        cell.setFormula(("=1+1", "2026-05-05", "some words", "", "7")[number % 5])
        if cell.String == "some words":
            cursor = cell.createTextCursor()
            cursor.gotoStart(False)
            cursor.goRight(4, True)
            cursor.CharWeight = 150.0
        if not cell.String:
            link = book.api.createInstance("com.sun.star.text.TextField.URL")
            link.URL, link.Representation = "https://a.example/", "here"
            cell.insertTextContent(cell.createTextCursor(), link, False)
    return where


def held_by(book: xlwings.Book, sheet: str, columns: Sequence[int], row: int = GOALS_FIRST) -> list[Any]:
    """What such cells hold: the formula, and how each part of the text looks."""
    found = []
    for column in columns:
        cell = book.sheets[sheet].api.getCellByPosition(column - 1, row - 1)
        parts = cell.createEnumeration().nextElement().createEnumeration()
        looks = []
        while parts.hasMoreElements():
            part = parts.nextElement()
            looks.append((part.String, part.CharWeight, part.TextPortionType))
        found.append((cell.Formula, looks))
    return found


def presses(live: LiveOffice, handler: Callable[[], bool]) -> int:
    """How many presses it takes until none says that another is needed."""
    for number in range(1, 20):
        said = live.press(handler)
        assert len(live.calls) <= MOST_CALLS, live.calls
        if "press the button again" not in said:
            return number
    raise AssertionError(said)


@pytest.mark.parametrize(
    ("handler", "names", "number"),
    [(buttons.check_goals, checking.WRITTEN, 3), (buttons.update_progress, (*forecasts.WRITTEN, *KEPT), 2)],
)
def test_columns_of_people_between_all_that_a_button_sets_stay_as_they_are_and_cost_more_presses(
    live: LiveOffice, handler: Callable[[], bool], names: Sequence[str], number: int
) -> None:
    live.answer = "no"
    held: dict[str, Any] = {"measure": "Increase", "baseline": 1.0, "target": 5.0, "start": TODAY, "due": TODAY}
    rows = goals(SENTENCE, OTHER, objective="Sound finances", agreement="Agreed", weight=0.5, **held)
    data = thin_workbook(rows, TODAY)
    book = live.open(data)
    live.press(handler)
    wanted = titled(book, names)
    assert any(one is not None for one in wanted.values())
    book = live.open(data)
    own = own_columns(book, "Goals", *(place(GOALS, name) for name in names))
    before = held_by(book, "Goals", own)
    assert presses(live, handler) == number
    assert titled(book, names) == wanted
    assert held_by(book, "Goals", own) == before
    live.press(handler)
    assert [call for call in live.calls if "Goals" in call and not call.startswith("read")] == []


def titled(book: xlwings.Book, names: Sequence[str]) -> dict[str, Any]:
    """What the first goal has in those columns, wherever they are."""
    titles, held = cells(book, "Goals", f"A{GOALS_FIRST - 1}:CZ{GOALS_FIRST}")
    return {name: held[titles.index(GOALS.column(name).title)] for name in names}


def test_cells_are_offered_though_people_put_columns_among_the_marks(live: LiveOffice) -> None:
    book = live.open(thin_workbook(goals(SENTENCE, OTHER, objective="Sound finances")))
    own_columns(book, "Goals", *(place(GOALS, name) for name in checking.WRITTEN))
    live.answer = "yes"
    assert presses(live, buttons.check_goals) <= 6
    assert values(book, "target", last=GOALS_FIRST + 1) == [80, 12]


def test_texts_that_excel_takes_only_for_a_cell_alone_are_set_so(live: LiveOffice) -> None:
    live.answer = "no"
    texts = [f"{SENTENCE} {'and so on ' * 1_200}{number}" for number in range(6)]
    book = live.open(thin_workbook(goals(*texts, agreement="Agreed", objective="Sound finances"), TODAY))
    assert presses(live, buttons.check_goals) > 1
    assert [len(one) > 8_203 for one in values(book, "checked_words", last=GOALS_FIRST + 5)] == [True] * 6
    assert presses(live, buttons.update_progress) > 1
    assert values(book, "agreed_statement", last=GOALS_FIRST + 5) == texts
    assert values(book, "check_edited", last=GOALS_FIRST + 5) == [None] * 6


def test_a_workbook_without_names_is_searched_in_few_calls(live: LiveOffice, made: TrackerMaker) -> None:
    live.answer = "no"
    book = live.open(made.make_from(goals(SENTENCE, objective="Sound finances")))
    names = book.api.NamedRanges
    for name in names.ElementNames:
        if name.startswith(("goal_", "action_", "check_in_")):
            names.removeByName(name)
    renamed("Goals", "Actions", "Check-ins")(book)
    for number in range(3):
        book.sheets.add(f"Behind {number}", after=book.sheets[-1])
    assert live.press(buttons.check_goals).startswith("The goal is ")
    assert len(live.calls) <= MOST_CALLS, live.calls


def test_buttons_read_workbooks_whose_names_begin_at_the_first_rows_as_they_did(live: LiveOffice) -> None:
    def older(name: re.Match[bytes]) -> bytes:
        return name[1] + str(int(name[2]) + 1).encode() + name[3]

    live.answer = "no"
    one = dataclasses.replace(goals(SENTENCE, OTHER), check_ins=(CheckIn(date=TODAY, goal="G01", value=70.0),))
    members = read_members(thin_workbook(one, TODAY), "older")
    named = rb'(<definedName name="(?:goal|action|check_in)_[^>]*>[^<$]*\$[A-Z]+\$)([0-9]+)(:)'
    members["xl/workbook.xml"], number = re.subn(named, older, members["xl/workbook.xml"])
    assert number >= sum(len(table(row).columns) for row in (Goal, Action, CheckIn))
    book = live.open(packed(members))
    assert "of 2 goals" in live.press(buttons.check_goals)
    assert values(book, "checked_on", last=GOALS_FIRST + 2) == [*[dt.datetime.combine(TODAY, dt.time())] * 2, None]
    select(book)
    assert "A row with today's date for G01 is ready." in live.press(buttons.log_check_in)
    assert [row[1] for row in cells(book, "Check-ins", f"A{LOG_FIRST}:B{LOG_FIRST + 1}")] == ["G01", "G01"]


def test_cells_that_cannot_be_read_are_not_offered(live: LiveOffice) -> None:
    live.answer = "no"
    book = live.open(thin_workbook(goals(SENTENCE), TODAY))
    sheet = book.sheets["Goals"].api
    sheet.unprotect("")
    sheet.getCellRangeByName(f"{letters(place(GOALS, 'target'))}{GOALS_FIRST}").Formula = "=1/0"
    sheet.getCellRangeByName(f"{letters(place(GOALS, 'due'))}{GOALS_FIRST}").String = "30.6.2027"
    live.press(buttons.check_goals)
    assert live.said[0].startswith("Fill in 7 empty cells")


def test_on_no_nothing_is_filled_in(live: LiveOffice) -> None:
    live.answer = "no"
    book = live.open(thin_workbook(goals(SENTENCE), TODAY))
    live.press(buttons.check_goals)
    assert values(book, "target") == [None]


def test_cells_with_something_in_them_are_never_filled_in(live: LiveOffice) -> None:
    live.answer = "yes"
    book = live.open(thin_workbook(goals(SENTENCE, unit="calls"), TODAY))
    sheet = book.sheets["Goals"]
    target = f"{letters(place(GOALS, 'target'))}{GOALS_FIRST}"
    sheet.range(target).value = '=IF(1=1,"","x")'  # looks empty, and is not
    for _ in range(3):
        live.press(buttons.check_goals)
    assert sheet.range(target).formula == '=IF(1=1,"","x")'
    assert values(book, "unit") == ["calls"]


# --- How often cells are read and written ----------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 10, 25])
def test_a_press_reads_and_writes_cells_at_most_twelve_times(live: LiveOffice, made: TrackerMaker, number: int) -> None:
    live.answer = "yes"
    rows = [SENTENCE if n % 3 else OTHER for n in range(number)]
    mixed = dataclasses.replace(
        WITH_GOALS,
        goals=tuple(
            Goal(id=f"G{n:02}", statement=text, unit="x" if n % 2 else None, due=TODAY if n % 5 == 0 else None)
            for n, text in enumerate(rows, 1)
        ),
        check_ins=tuple(CheckIn(date=TODAY, goal=f"G{n % number + 1:02}", value=n) for n in range(40)),
    )
    book = live.open(made.make_from(mixed))
    select(book)
    for handler in (buttons.check_goals, buttons.check_goals, buttons.check_this_goal, buttons.update_progress):
        live.press(handler)
        assert len(live.calls) <= MOST_CALLS, live.calls
    for handler in (buttons.log_check_in, buttons.adopt_suggestion, buttons.celebrate, buttons.one_to_one_brief):
        live.press(handler)
        assert len(live.calls) <= MOST_CALLS, live.calls


def called_findings(book: xlwings.Book) -> None:
    book.sheets.add("Findings", after=book.sheets[-1])
    book.sheets["Goals"].activate()


def renamed(*titles: str) -> Callable[[xlwings.Book], None]:
    def change(book: xlwings.Book) -> None:
        for title in titles:
            book.sheets[title].api.Name = f"My {title}"

    return change


def with_sheets_of_people(book: xlwings.Book) -> None:
    for number in range(3):
        book.sheets.add(f"Mine {number}", after=book.sheets[-1])
    book.sheets["Goals"].activate()


@pytest.mark.parametrize(
    "change", [called_findings, renamed("Goals"), renamed("Actions", "Check-ins"), with_sheets_of_people]
)
def test_a_press_keeps_to_twelve_whatever_sheets_people_made_or_renamed(
    live: LiveOffice, made: TrackerMaker, change: Callable[[xlwings.Book], None]
) -> None:
    live.answer = "yes"
    statements = [SENTENCE if n % 3 else OTHER for n in range(6)]
    rows = [Goal(id=f"G{n:02}", statement=text, unit="x" if n % 2 else None) for n, text in enumerate(statements, 1)]
    book = live.open(made.make_from(dataclasses.replace(WITH_GOALS, goals=tuple(rows))))
    change(book)
    for _ in range(5):
        said = live.press(buttons.check_goals)
        assert "goals are SMART" in said
        assert len(live.calls) <= MOST_CALLS, live.calls
    assert live.said == [said], "all that could be filled in is"


# --- Update progress and Celebrate -----------------------------------------------------------------------------------


def test_update_progress_sets_what_the_command_writes(
    live: LiveOffice, made: TrackerMaker, filled: Tracker, tmp_path: Path
) -> None:
    data = made.make_from(filled)
    (tmp_path / "same.xlsx").write_bytes(data)
    assert CliRunner().invoke(cli, ["progress", "--write", str(tmp_path / "same.xlsx")]).exit_code == 0
    written = live.reopen(tmp_path / "same.xlsx")
    last = GOALS_FIRST + len(filled.goals) - 1
    names = (*forecasts.WRITTEN, "forecast_edited", "progress", "expected", "status", "days_left")
    by_command = {name: values(written, name, last=last) for name in names}
    book = live.open(data)
    said = live.press(buttons.update_progress)
    assert {name: values(book, name, last=last) for name in names} == by_command
    told = answers("progress", str(live.saved(book)))
    assert [round(one["progress"], 6) if one["progress"] is not None else None for one in told["goals"]] == [
        round(value, 6) if value is not None else None for value in by_command["progress"]
    ]
    assert [one["status"] for one in told["goals"]] == by_command["status"]
    assert said.startswith(f"{len(told['goals'])} goals: ")


def test_update_progress_lists_comment_rounds_and_agreements_as_the_command_does(
    live: LiveOffice, made: TrackerMaker, tmp_path: Path
) -> None:
    rounds = (
        Goal(id="G01", statement=SENTENCE, agreement="Agreed", comment="Good luck"),
        Goal(id="G02", statement=OTHER, agreement="Changes requested", comment="By when?"),
    )
    data = made.make_from(dataclasses.replace(WITH_GOALS, goals=rounds))
    (tmp_path / "same.xlsx").write_bytes(data)
    today = ["--today", TODAY.isoformat()]
    assert CliRunner().invoke(cli, ["progress", "--write", str(tmp_path / "same.xlsx"), *today]).exit_code == 0
    book = live.open(data)
    live.press(buttons.update_progress)
    live.press(buttons.update_progress)
    listed = read_tracker(live.saved(book)).tracker.reviews
    assert listed == read_tracker(tmp_path / "same.xlsx").tracker.reviews
    assert [(one.goal, one.field) for one in listed] == [("G01", "agreement"), ("G01", "comment"), ("G02", "agreement")]


def test_goals_that_need_something_are_counted_in_good_english(live: LiveOffice) -> None:
    live.open(thin_workbook(goals("Get better", OTHER), TODAY))
    assert live.press(buttons.update_progress).startswith("2 goals: 2 need ")


def test_celebrate_names_what_is_achieved(live: LiveOffice, made: TrackerMaker) -> None:
    done = Goal(id="G01", statement=OTHER, measure="Increase", target=12, current=12, start=TODAY, due=TODAY)
    live.open(made.make_from(dataclasses.replace(WITH_GOALS, goals=(done, Goal(id="G02", statement=SENTENCE)))))
    assert live.press(buttons.celebrate) == (
        f"Congratulations! 1 of your 2 goals is achieved:\n\nG01  {OTHER}\n\n"
        "Take a moment for it, and tell somebody who helped you."
    )


def test_celebrate_notes_today_beside_rewards_that_are_earned(live: LiveOffice, made: TrackerMaker) -> None:
    rewards = (
        Reward(reward="Cake", when="On a date", date=TODAY),
        Reward(reward="A day off", when="Goal achieved", goal="G01"),
        Reward(reward="Tea", when="On a date", date=TODAY),
    )
    book = live.open(made.make_from(dataclasses.replace(WITH_GOALS, goals=(), rewards=rewards)))
    assert live.press(buttons.celebrate) == (
        "There are no goals yet, so there is nothing to celebrate. Write the first one on the sheet Goals.\n\n"
        "You have earned this; today is noted on the sheet Rewards as the day on which you celebrate it:\n\n"
        "★  Cake\n★  Tea"
    )
    column = [column.name for column in table(Reward).columns].index("celebrated_on") + 1
    days = [book.sheets["Rewards"].range((row, column)).value for row in (5, 6, 7)]
    assert [day and day.date() for day in days] == [TODAY, None, TODAY]
    assert "You have earned" not in live.press(buttons.celebrate)


# --- What only tells -------------------------------------------------------------------------------------------------


def test_the_buttons_that_only_tell_say_what_is_true_today(live: LiveOffice) -> None:
    book = live.open(thin_workbook(goals(OTHER), TODAY))
    said = live.press(buttons.show_help)
    for told in (
        "It shows first what would be done, and asks.",
        "Makes a page of what changed",
        "ask whoever gave you this workbook",
    ):
        assert told in said
    assert book.sheets.active.name == "Start"


def test_the_brief_is_a_page_beside_the_workbook_that_the_browser_opens(
    live: LiveOffice, filled: Tracker, made: TrackerMaker, opened: list[str]
) -> None:
    book = live.open(made.make_from(filled))
    page = Path(book.fullname).with_name(f"Aisha Rahman - 1-1 brief {TODAY}.html")
    assert live.press(buttons.one_to_one_brief) == (
        f"The page for your conversation is {page}.\n\nIt opens in your browser: print it from there."
    )
    assert opened == [page.as_uri()]
    as_file = read_tracker(Path(book.fullname)).tracker
    assert page.read_text(encoding="utf-8") == brief_page(brief(as_file, TODAY))


# --- Log a check-in --------------------------------------------------------------------------------------------------


def test_log_a_check_in_makes_a_row_and_the_number_typed_there_counts(live: LiveOffice, made: TrackerMaker) -> None:
    start = TODAY - dt.timedelta(days=10)
    one = Goal(id="G01", statement=OTHER, measure="Increase", target=12, start=start, due=TODAY + dt.timedelta(days=10))
    log = (CheckIn(date=start, goal="G01", value=3),)
    book = live.open(made.make_from(dataclasses.replace(WITH_GOALS, goals=(one,), check_ins=log)))
    select(book)
    assert live.press(buttons.log_check_in) == (
        "A row with today's date for G01 is ready. Type in how the goal stands, and what happened."
    )
    cell = book.selection
    assert cell is not None
    assert cell.address == f"$D${LOG_FIRST + 1}"
    cell.value = 6
    assert values(book, "progress") == [0.5]
    day = dt.datetime(TODAY.year, TODAY.month, TODAY.day)  # noqa: DTZ001 - cells know no time zone
    assert cells(book, "Check-ins", f"A{LOG_FIRST + 1}:D{LOG_FIRST + 1}") == [
        [day, "G01", "Read 12 books on negotiation …", 6.0]
    ]


def test_a_row_that_still_waits_for_its_number_is_not_made_twice(live: LiveOffice) -> None:
    book = live.open(thin_workbook(goals(OTHER), TODAY))
    for said in ("is ready", "is still waiting"):
        select(book)
        assert said in live.press(buttons.log_check_in)
    assert cells(book, "Check-ins", f"B{LOG_FIRST}:B{LOG_FIRST + 1}") == [["G01"], [None]]


def test_a_log_that_is_full_grows(live: LiveOffice, made: TrackerMaker) -> None:
    rows = tuple(CheckIn(date=TODAY, goal="G01", value=n) for n in range(MOST_CHECK_INS))
    book = live.open(made.make_from(dataclasses.replace(goals(OTHER), check_ins=rows)))
    select(book)
    live.press(buttons.log_check_in)
    assert book.sheets["Check-ins"].tables["Checkins"].range.last_cell.row == LOG_FIRST + MOST_CHECK_INS
    assert cells(book, "Check-ins", f"B{LOG_FIRST + MOST_CHECK_INS}") == [["G01"]]


def test_a_check_in_whose_value_is_no_number_is_told(live: LiveOffice) -> None:
    book = live.open(thin_workbook(goals(OTHER), TODAY))
    select(book)
    live.press(buttons.log_check_in)
    assert book.selection is not None
    book.selection.value = "'about half"
    select(book)
    said = live.press(buttons.log_check_in)
    assert "is still waiting." in said
    assert f'  goals.xlsx, Check-ins!D{LOG_FIRST}: "about half" is no number.' in said


def test_a_check_in_for_a_number_that_two_goals_have_is_refused(live: LiveOffice) -> None:
    book = live.open(thin_workbook(goals(OTHER, SENTENCE), TODAY))
    book.sheets["Goals"].api.unprotect("")
    book.sheets["Goals"].range(f"A{GOALS_FIRST + 1}").value = "'g01"
    select(book)
    assert live.press(buttons.log_check_in) == (
        "G01 is the number of 2 goals, so a check-in could be of any. "
        "Give each goal a number of its own, in the column No. of the sheet Goals."
    )
    assert cells(book, "Check-ins", f"A{LOG_FIRST}:B{LOG_FIRST}") == [[None, None]]


def test_a_sheet_that_is_hidden_is_told_and_never_shown(live: LiveOffice) -> None:
    book = live.open(thin_workbook(goals(OTHER), TODAY))
    select(book)
    book.sheets["Check-ins"].api.IsVisible = False
    assert live.press(buttons.log_check_in) == (
        f"A row with today's date for G01 is ready in row {LOG_FIRST} of the sheet Check-ins. "
        "It is hidden: right-click a sheet's tab and choose Unhide. Then type in how the goal stands."
    )
    assert cells(book, "Check-ins", f"B{LOG_FIRST}") == [["G01"]]
    assert book.sheets["Check-ins"].visible is False
    assert book.sheets.active.name == "Goals"


def test_the_list_is_printed_with_the_same_head_and_foot_as_the_goals(live: LiveOffice, made: TrackerMaker) -> None:
    book = live.open(made.make_from(goals(SENTENCE, OTHER)))
    live.press(buttons.check_goals)
    assert around(book, "Findings") == around(book, "Goals")
    assert around(book, "Findings")[0] == "Anna Müller"


def around(book: xlwings.Book, title: str) -> list[Any]:
    """What is printed around a sheet's pages, and how they lie."""
    style = book.api.StyleFamilies.getByName("PageStyles").getByName(book.sheets[title].api.PageStyle)
    parts = (style.RightPageHeaderContent, style.RightPageFooterContent)
    texts = [getattr(part, f"{side}Text").String for part in parts for side in ("Left", "Center", "Right")]
    return [*texts, style.HeaderIsOn, style.FooterIsOn, style.IsLandscape, style.Width, style.Height]


def test_a_row_that_is_hidden_is_told(live: LiveOffice) -> None:
    book = live.open(thin_workbook(goals(OTHER), TODAY))
    book.sheets["Check-ins"].range(f"A{LOG_FIRST}").api.Rows.IsVisible = False
    select(book)
    assert f"in row {LOG_FIRST}, but that row is hidden" in live.press(buttons.log_check_in)


# --- Adopt suggestion ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("answer", "then"), [("yes", "=1+1 & more"), ("no", OTHER)])
def test_a_suggested_wording_is_taken_after_asking_and_stays_a_text(live: LiveOffice, answer: str, then: str) -> None:
    live.answer = answer
    book = live.open(thin_workbook(goals(OTHER, suggested_wording="=1+1 & more"), TODAY))
    select(book)
    live.press(buttons.adopt_suggestion)
    assert live.said[0] == (f"Put this wording in place of yours for G01?\n\nYours: {OTHER}\n\nSuggested: =1+1 & more")
    assert values(book, "statement") == [then]


def test_the_goals_with_another_wording_are_named(live: LiveOffice, made: TrackerMaker) -> None:
    rows = (Goal(id="G01", statement=OTHER), Goal(id="G02", statement=SENTENCE, suggested_wording="Better"))
    book = live.open(made.make_from(dataclasses.replace(WITH_GOALS, goals=rows)))
    select(book)
    said = live.press(buttons.adopt_suggestion)
    assert said == "For G01 there is no other wording. There is one for G02: click into its row."


# --- Texts stay texts ------------------------------------------------------------------------------------------------

AWKWARD: Sequence[str] = ('=HYPERLINK("x")', "+1", "-1", "@x", "0012", "2026-01-31", "TRUE", "'quoted", "1/2", "😀 é")


@pytest.mark.parametrize("text", AWKWARD)
def test_what_a_cell_kept_is_the_text_that_was_there(live: LiveOffice, text: str) -> None:
    live.answer = "no"
    book = live.open(thin_workbook(goals(OTHER, unit=text, evidence=text), TODAY))
    live.press(buttons.check_goals)
    kept = values(book, "checked_words")[0]
    assert kept.split("|").count(text) == 2
    assert values(book, "check_edited") == [None]
