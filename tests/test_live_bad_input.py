"""What buttons say when a workbook is not as they need it: a helpful sentence, and no wrong cell written."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlwings
from conftest import ANNA, TODAY, read_sheets
from live_office import LiveOffice, cells
from thin_workbooks import thin_workbook

from goalsheet.errors import CannotRead
from goalsheet.excel import buttons, libreoffice_process
from goalsheet.excel.open_tracker import MOST_CALLS, read_open_tracker
from goalsheet.excel.press import outcome
from goalsheet.excel.selected import select_goal
from goalsheet.layout.places import place
from goalsheet.layout.room import GOALS_FIRST, GOALS_HEADER, LOG_HEADER, letters
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import CheckIn
from goalsheet.tracker.schema import table
from goalsheet.tracker.tracker import Cycle, TemplateName, Tracker
from goalsheet.workbook.package import read_members

pytestmark = [pytest.mark.office, pytest.mark.slow]

GOALS = table(Goal)
OTHER = "Read 12 books on negotiation by 31 March 2027"
ONE = Tracker(
    ANNA,
    Cycle("2027", dt.date(2026, 1, 1), dt.date(2027, 12, 31)),
    TemplateName("t", "T", "1"),
    goals=(Goal(id="G01", statement=OTHER, measure="Increase", target=12, unit="books", start=TODAY, due=TODAY),),
    check_ins=(CheckIn(date=TODAY, goal="G01", value=3),),
)
WRITERS = (buttons.check_goals, buttons.update_progress)


@pytest.fixture(scope="module")
def data() -> bytes:
    return thin_workbook(ONE, TODAY)


@pytest.fixture
def book(live: LiveOffice, data: bytes) -> xlwings.Book:
    live.answer = "yes"
    return live.open(data)


def goal_cell(name: str) -> str:
    return f"{letters(place(GOALS, name))}{GOALS_FIRST}"


def on(book: xlwings.Book, sheet: str = "Goals") -> Any:
    """The sheet, free to be changed."""
    native = book.sheets[sheet].api
    native.unprotect("")
    return native


def merge(book: xlwings.Book) -> None:
    on(book).getCellRangeByName(f"{goal_cell('hint')}:{goal_cell('checked_on')}").merge(True)


def merge_forecast(book: xlwings.Book) -> None:
    on(book).getCellRangeByName(f"{goal_cell('forecast_of')}:{goal_cell('forecast')}").merge(True)


def take_out(*columns: str) -> Callable[[xlwings.Book], None]:
    def change(book: xlwings.Book) -> None:
        for one in sorted((place(GOALS, column) for column in columns), reverse=True):
            on(book).Columns.removeByIndex(one - 1, 1)

    return change


def lock(book: xlwings.Book) -> None:
    on(book).protect("secret")


def take_out_settings(book: xlwings.Book) -> None:
    on(book, "Settings")
    book.api.Sheets.removeByName("Settings")


def make_newer(book: xlwings.Book) -> None:
    on(book, "Settings").getCellRangeByName("B2").Value = 99


def take_out_check_ins(book: xlwings.Book) -> None:
    book.api.Sheets.removeByName("Check-ins")


def take_out_goals(book: xlwings.Book) -> None:
    book.api.Sheets.removeByName("Goals")


UNDO = 'Undo what was done to it. If you cannot, HR can bring the workbook up to date with "goalsheet upgrade".'
NO_CHECK_INS = f"goals.xlsx has no table Check-ins any more. {UNDO}"
MERGED = (
    "On the sheet Goals these cells are merged: {}. Unmerge them (Home > Merge & Center), then press the button again."
)
NEWER = "goals.xlsx was made by a newer goalsheet (it is of version 99, and this one reads up to 1). Update goalsheet."
NO_TRACKER = (
    "is no goal tracker made by goalsheet. Open your goal workbook, click into it, then press the button again."
)
LOCKED = (
    "The sheet Goals is protected with a password, so nothing was changed. "
    "Take the protection off (Review > Unprotect Sheet), then press the button again."
)
GONE = f"goals.xlsx has no column {{}} on its sheet Goals any more. {UNDO}"
BOTH_GONE = f"goals.xlsx has no columns Specific and Hint on its sheet Goals any more. {UNDO}"


@pytest.mark.parametrize(
    ("handler", "change", "said"),
    [
        (buttons.check_goals, merge, MERGED.format(f"{goal_cell('hint')}:{goal_cell('checked_on')}")),
        (buttons.update_progress, merge_forecast, MERGED.format(f"{goal_cell('forecast_of')}:{goal_cell('forecast')}")),
        (buttons.check_goals, lock, LOCKED),
        (buttons.update_progress, lock, LOCKED),
        (buttons.check_goals, take_out("hint"), GONE.format("Hint")),
        (buttons.check_goals, take_out("specific_mark", "hint"), BOTH_GONE),
        (buttons.update_progress, take_out("forecast"), GONE.format("Forecast")),
        (buttons.check_goals, take_out("statement"), GONE.format("Goal")),
        (buttons.update_progress, take_out("due"), GONE.format("Due")),
        (buttons.check_goals, take_out_check_ins, NO_CHECK_INS),
        (buttons.update_progress, take_out_check_ins, NO_CHECK_INS),
        (buttons.check_goals, make_newer, NEWER),
    ],
)
def test_a_workbook_that_cannot_be_written_is_left_as_it_is_and_told(
    live: LiveOffice, book: xlwings.Book, handler: Callable[[], bool], change: Callable[[xlwings.Book], None], said: str
) -> None:
    change(book)
    before = read_sheets(live.saved(book))
    assert live.press(handler).replace("saved.xlsx", "goals.xlsx") == said
    assert len(live.calls) <= 12
    assert read_sheets(live.saved(book)) == before


def test_a_workbook_without_its_settings_is_left_as_it_is_and_told(live: LiveOffice, book: xlwings.Book) -> None:
    """Looked at where it is open: when it saves it, LibreOffice 7.4 reads memory that it has given back, and ends.

    That is in its own export (SfxItemSet::GetItemStateImpl). Without any one of most other sheets it does not happen,
    and without names, charts or conditional formats it does: so there is no part of ours that could be left out.
    """
    take_out_settings(book)
    before = on(book).getCellRangeByName("A1:BZ40").FormulaArray
    assert live.press(buttons.update_progress) == f"goals.xlsx {NO_TRACKER}"
    assert on(book).getCellRangeByName("A1:BZ40").FormulaArray == before


def type_into(book: xlwings.Book, column: str, formula: str) -> None:
    on(book).getCellRangeByName(goal_cell(column)).Formula = formula


@pytest.mark.parametrize(
    ("handler", "said"),
    [
        (buttons.check_goals, "Begin with the goal in row 6: "),
        (buttons.update_progress, "Look first at the goal in row 6, "),
    ],
)
def test_a_goal_without_a_number_is_called_by_its_row(
    live: LiveOffice, book: xlwings.Book, handler: Callable[[], bool], said: str
) -> None:
    type_into(book, "id", "")
    assert said in live.press(handler)


def test_a_goal_that_is_an_error_is_not_called_missing(live: LiveOffice, book: xlwings.Book) -> None:
    type_into(book, "statement", "=NA()")
    book.sheets["Goals"].range("B6").select()
    assert live.press(buttons.check_this_goal) == (
        "goals.xlsx, Goals!B6: the error #N/A stands here. Mend the formula, or type the value. "
        "Then press the button again."
    )


def merge_cells(*areas: str) -> Callable[[xlwings.Book], None]:
    def change(book: xlwings.Book) -> None:
        for area in areas:
            on(book).getCellRangeByName(area).merge(True)

    return change


@pytest.mark.parametrize("handler", [*WRITERS, buttons.check_this_goal])
def test_merged_cells_in_which_a_button_writes_nothing_do_not_mind_it(
    live: LiveOffice, book: xlwings.Book, handler: Callable[[], bool]
) -> None:
    between = letters(place(GOALS, "comment"))
    merge_cells(f"{between}{GOALS_FIRST}:{between}{GOALS_FIRST + 1}")(book)
    book.sheets["Goals"].range("B6").select()
    assert "merged" not in live.press(handler)


def test_all_merged_cells_in_the_way_are_named(live: LiveOffice, book: xlwings.Book) -> None:
    merge_cells("B6:B7", "B9:D9", "A12:B13", f"{goal_cell('hint')}:{letters(place(GOALS, 'hint'))}8")(book)
    hint = letters(place(GOALS, "hint"))
    before = read_sheets(live.saved(book))
    assert live.press(buttons.check_goals) == MERGED.format(f"B6:B7, B9:D9, A12:B13, {hint}6:{hint}8")
    assert read_sheets(live.saved(book)) == before


def test_merged_cells_are_not_offered_to_be_filled_in(live: LiveOffice, book: xlwings.Book) -> None:
    merge_cells("C6:D6")(book)
    before = cells(book, "Goals", "C6:D6")
    live.press(buttons.check_goals)
    assert "Category" not in live.said[0]
    assert cells(book, "Goals", "C6:D6") == before


NO_GOALS = (
    "goals.xlsx has no goals any more: none of their columns can be found. "
    "Undo what was done to the sheet Goals, or copy the goals into a new tracker."
)
READERS = (*WRITERS, buttons.check_this_goal, buttons.log_check_in, buttons.adopt_suggestion, buttons.celebrate)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (take_out("statement"), GONE.format("Goal")),
        (take_out("id"), GONE.format("No.")),
        (take_out_check_ins, NO_CHECK_INS),
        (take_out_goals, NO_GOALS),
    ],
)
def test_every_button_that_reads_goals_names_what_was_taken_out(
    live: LiveOffice, book: xlwings.Book, change: Callable[[xlwings.Book], None], said: str
) -> None:
    change(book)
    book.sheets[0].range("A6").select()
    before = read_sheets(live.saved(book))
    for handler in READERS:
        assert live.press(handler).replace("saved.xlsx", "goals.xlsx") == said, handler.__name__
    assert read_sheets(live.saved(book)) == before


def test_buttons_do_in_a_workbook_from_before_the_later_columns_what_they_do_in_others(
    live: LiveOffice, book: xlwings.Book, data: bytes
) -> None:
    handlers = (*WRITERS, buttons.log_check_in, buttons.adopt_suggestion, buttons.celebrate)

    def pressed(on_book: xlwings.Book) -> list[tuple[str, bool]]:
        on_book.sheets["Goals"].activate()
        on_book.sheets["Goals"].range("A6").select()
        return [(live.press(handler), len(live.calls) <= MOST_CALLS) for handler in handlers]

    usual = [(said, True) for said, _ in pressed(book)]
    after = held(live.saved(book))
    older = live.open(data)
    later = [column for column in GOALS.columns if column.later]
    for column in sorted(later, key=lambda column: place(GOALS, column.name), reverse=True):
        take_out(column.name)(older)
    assert pressed(older) == usual
    for column in later:
        after["Goals"].pop(column.title, None)
    assert held(live.saved(older)) == after


def held(path: Path) -> dict[str, dict[str, list[object]]]:
    """What stands in the columns in which people and buttons write, under their titles."""
    sheets, found = read_sheets(path), {}
    for of, first in ((GOALS, GOALS_HEADER), (table(CheckIn), LOG_HEADER)):
        header, *rows = sheets[of.title][first - 1 :]
        titles = [column.title for column in of.columns if not column.computed and column.title in header]
        found[of.title] = {title: [row[header.index(title)] for row in rows] for title in titles}
    return found


def test_a_workbook_that_is_no_tracker_is_told(live: LiveOffice) -> None:
    live.close()
    live.app.books.add().set_mock_caller()
    for handler in READERS:
        assert "is no goal tracker made by goalsheet. Open your goal workbook" in live.press(handler)


def test_no_workbook_is_told(live: LiveOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    live.close()
    monkeypatch.setattr(sys, "argv", ["-c", "--wb=gone.xlsx", "--from_xl=1"])
    monkeypatch.delattr(xlwings.Book, "_mock_caller")
    assert live.press(buttons.check_goals) == "Open your goal workbook first, then press the button again."


def test_moved_columns_are_found_by_what_they_are(live: LiveOffice, book: xlwings.Book) -> None:
    on(book).Columns.insertByIndex(1, 2)
    live.press(buttons.check_goals)
    header = cells(book, "Goals", "A5:BH5")[0]
    row = cells(book, "Goals", "A6:BH6")[0]
    assert row[header.index("Specific")] == 3.0
    assert row[1:3] == [None, None]


def test_columns_with_another_title_are_found_by_their_names(live: LiveOffice, book: xlwings.Book) -> None:
    where = goal_cell("hint").replace(str(GOALS_FIRST), str(GOALS_FIRST - 1))
    on(book).getCellRangeByName(where).String = "Advice"
    live.press(buttons.check_goals)
    assert cells(book, "Goals", goal_cell("hint")) != [[None]]


def test_sheets_with_another_title_are_found(live: LiveOffice, book: xlwings.Book) -> None:
    book.sheets["Goals"].api.Name = 'My "best" year\'s goals'
    live.press(buttons.check_goals)
    sheet = next(sheet for sheet in book.sheets if sheet.name.startswith("My"))
    assert sheet.range(goal_cell("specific_mark")).value == 3.0
    assert book.sheets["Findings"].range("B5").formula == (
        '=HYPERLINK("#\'My ""best"" year\'\'s goals\'!' + book.sheets["Findings"].range("B5").value
        + '","' + book.sheets["Findings"].range("B5").value + '")'
    )  # fmt: skip


def test_hidden_rows_are_checked_too(live: LiveOffice, book: xlwings.Book) -> None:
    on(book).Rows.getByIndex(GOALS_FIRST - 1).IsVisible = False
    live.press(buttons.check_goals)
    assert cells(book, "Goals", goal_cell("specific_mark")) == [[3.0]]


def test_no_goals_are_told(live: LiveOffice) -> None:
    live.open(TrackerMaker(load("career-year"), TODAY).make_from(dataclasses.replace(ONE, goals=(), check_ins=())))
    assert live.press(buttons.check_goals) == (
        "There are no goals yet. Write the first one on the sheet Goals, one sentence, and press the button again."
    )
    assert live.press(buttons.update_progress).startswith("There are no goals yet, so there is no progress to update.")
    assert live.press(buttons.celebrate).startswith("There are no goals yet, so there is nothing to celebrate.")
    assert live.press(buttons.check_this_goal) == (
        "Click into the row of a goal on the sheet Goals, then press the button again."
    )


def test_errors_and_dates_typed_as_text_are_named_with_their_cells(live: LiveOffice, book: xlwings.Book) -> None:
    sheet = on(book)
    sheet.getCellRangeByName(goal_cell("due")).String = "30.6.2027"
    sheet.getCellRangeByName(goal_cell("target")).Formula = "=1/0"
    said = live.press(buttons.update_progress)
    target = f"goals.xlsx, Goals!{goal_cell('target')}"
    assert said.split("\n\n")[-1].splitlines() == [
        "2 cells could not be used:",
        f"  {target}: the error #DIV/0! stands here. Mend the formula, or type the value.",
        f'  goals.xlsx, Goals!{goal_cell("due")}: "30.6.2027" is no date. Type the day again, for instance 2027-06-30.',
    ]


def test_a_row_that_was_inserted_without_formulas_is_named_here_and_on_the_dashboard(live: LiveOffice) -> None:
    book = live.open(TrackerMaker(load("career-year"), TODAY).make_from(ONE))
    on(book).Rows.insertByIndex(GOALS_FIRST - 1, 1)
    book.sheets["Goals"].range(f"A{GOALS_FIRST}:B{GOALS_FIRST}").value = ["G02", OTHER]
    assert live.press(buttons.update_progress).split("\n\n")[-1].splitlines() == [
        "1 cell could not be used:",
        (
            f"  goals.xlsx, Goals!{goal_cell('status')}: this row has no formulas, so the Dashboard knows no progress "
            "of its goal. Copy the grey cells of a goal above or below into it."
        ),
    ]
    table_of_goals = cells(book, "Dashboard", "B1:M80")
    assert [row[9] for row in table_of_goals if row[0] in ("G01", "G02")] == ["No formulas", "In progress"]


def test_a_read_only_workbook_is_told_to_be_saved_elsewhere(live: LiveOffice, data: bytes, tmp_path: Path) -> None:
    live.close()
    path = tmp_path / "goals.xlsx"
    path.write_bytes(data)
    only = libreoffice_process.property_value("ReadOnly", True)
    live.app.impl.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (only,))
    live.app.books["goals.xlsx"].set_mock_caller()
    assert live.press(buttons.update_progress) == (
        "goals.xlsx is open read-only, so nothing was changed. Save it under another name, then press the button there."
    )


def test_the_protection_is_put_on_again(live: LiveOffice, book: xlwings.Book) -> None:
    for handler in WRITERS:
        live.press(handler)
        assert book.sheets["Goals"].api.isProtected()
        assert live.app.screen_updating


@pytest.mark.parametrize("at_once", [True, False])
def test_nothing_is_drawn_or_worked_out_during_a_press_and_afterwards_it_is_as_before(
    live: LiveOffice, book: xlwings.Book, *, at_once: bool
) -> None:
    def drawn_and_worked_out() -> tuple[bool, bool]:
        return not book.api.hasControllersLocked(), book.api.isAutomaticCalculationEnabled()

    book.api.enableAutomaticCalculation(at_once)
    assert live.press(lambda _book: str(drawn_and_worked_out())) == "(False, False)"
    assert drawn_and_worked_out() == (True, at_once)


def test_a_list_is_not_added_to_a_workbook_whose_structure_is_protected(live: LiveOffice, book: xlwings.Book) -> None:
    book.api.protect("")
    said = live.press(buttons.check_goals).split("\n\n")
    assert said[-2] == "The workbook's structure is protected, so no list could be added."
    assert said[-1].startswith("The notes on ")
    assert cells(book, "Goals", goal_cell("specific_mark")) == [[3.0]]


def test_a_cell_with_a_note_of_somebody_keeps_it_and_what_is_found_there_is_said(
    live: LiveOffice, book: xlwings.Book
) -> None:
    live.answer = "no"
    sheet: Any = book.sheets["Goals"]
    sheet.range("B6").value = "'Get better"
    sheet.range("B6").add_note("Ask Bo")
    sheet.range("B6").select()
    said = live.press(buttons.check_this_goal)
    here, *lines = said.split("\n\n")[-1].split("\n")
    assert here == "Cells that keep a note of somebody else's:"
    assert lines[0].startswith("  B6: ")
    notes = next(part for part in said.split("\n\n") if part.startswith("The notes on "))
    assert "B6" not in notes
    assert sheet.range("B6").note.text == "Ask Bo"


def test_a_sheet_of_somebody_called_findings_stays_theirs(live: LiveOffice, book: xlwings.Book) -> None:
    book.sheets.add("Findings", after=book.sheets[-1]).range("A1").value = "'mine"
    live.press(buttons.check_goals)
    assert cells(book, "Findings", "A1") == [["mine"]]
    assert cells(book, "Findings (2)", "A1") == [["Findings"]]


def test_a_list_that_somebody_renamed_is_found_among_sheets_of_people(live: LiveOffice, book: xlwings.Book) -> None:
    live.press(buttons.check_goals)
    book.sheets["Findings"].name = "To do"
    for number in range(3):
        book.sheets.add(f"Mine {number}", after=book.sheets[-1])
    book.sheets["Goals"].activate()
    assert "The sheet To do lists everything" in live.press(buttons.check_goals)
    assert "Findings" not in [sheet.name for sheet in book.sheets]


def test_the_list_is_printed_one_page_wide_with_its_header_on_each(live: LiveOffice, book: xlwings.Book) -> None:
    live.press(buttons.check_goals)
    saved = read_members(live.saved(book).read_bytes(), "test")
    number = [sheet.name for sheet in book.sheets].index("Findings") + 1
    xml = saved[f"xl/worksheets/sheet{number}.xml"].decode()
    assert '<pageSetUpPr fitToPage="true"/>' in xml
    (page,) = re.findall("<pageSetup [^>]*>", xml)
    assert [word in page for word in ('orientation="landscape"', 'fitToWidth="1"', 'fitToHeight="0"')] == [True] * 3
    assert re.search(r"_xlnm.Print_Titles[^>]*>Findings!\$4:\$4<", saved["xl/workbook.xml"].decode())


def test_a_goal_on_a_hidden_sheet_cannot_be_selected_and_that_is_said(live: LiveOffice, book: xlwings.Book) -> None:
    book.sheets["Start"].activate()
    on(book).IsVisible = False
    with pytest.raises(
        CannotRead, match=r"^G01 stands on the sheet Goals\. It is hidden: right-click a sheet's tab and"
    ):
        select_goal(read_open_tracker(book), "G01")


def test_a_mistake_of_ours_is_told_without_a_traceback_and_kept_without_texts(
    live: LiveOffice, book: xlwings.Book, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Any
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def fail(_book: xlwings.Book) -> str:
        print("noise")  # noqa: T201 - what a library might do
        raise RuntimeError(OTHER)

    said = outcome(fail, book).said
    assert said.startswith("Sorry, this is a mistake in goalsheet itself. Close the workbook without saving")
    report = Path(said.rsplit(" ", 1)[1]).read_text(encoding="utf-8")
    assert "RuntimeError" in report
    assert OTHER not in report


def test_a_workbook_that_is_closed_during_a_press_is_still_spoken_of(live: LiveOffice, book: xlwings.Book) -> None:
    def act(book: xlwings.Book) -> str:
        book.close()
        return "Done."

    assert live.press(act) == "Done."


def test_a_workbook_that_is_closed_before_a_press_is_done_is_no_mistake_of_goalsheet(
    live: LiveOffice, book: xlwings.Book
) -> None:
    def act(book: xlwings.Book) -> str:
        book.close()
        return str(book.sheets["Goals"]["A1"].value)

    said = "The workbook was closed before the button was done. Open it again, then press the button again."
    assert outcome(act, book) == (said, False)


class Busy(Exception):
    """What Excel raises while somebody is typing in a cell, whatever it is asked."""

    hresult = -2146777998


class BusyApp:
    """An Excel in which somebody is typing, for Linux has none: it refuses whatever is set, and says no more."""

    def properties(self, *, screen_updating: bool) -> None:
        raise Busy(screen_updating)


class BusyBook:
    """Its workbook."""

    app = BusyApp()


def test_while_somebody_types_in_a_cell_that_is_what_is_said() -> None:
    assert outcome(lambda _: "Done.", BusyBook()) == (  # type: ignore[arg-type]  # as far as a press gets with it
        "Excel is busy. Finish the cell that you are typing in (press Enter), then press the button again.",
        False,
    )


def test_a_button_for_a_row_says_that_the_goals_are_hidden(live: LiveOffice, book: xlwings.Book) -> None:
    on(book, "Start").setPropertyValue("IsVisible", True)
    book.sheets["Start"].activate()
    on(book).setPropertyValue("IsVisible", False)
    assert live.press(buttons.check_this_goal) == (
        "Goals: It is hidden: right-click a sheet's tab and choose Unhide. "
        "Click into the row of a goal on the sheet Goals, then press the button again."
    )


def test_a_workbook_that_is_no_tracker_has_no_page_for_a_conversation(live: LiveOffice, book: xlwings.Book) -> None:
    book.api.Sheets.removeByName("Settings")
    live.press(buttons.one_to_one_brief)
    assert live.said[-1].startswith(f"{book.name} is no goal tracker made by goalsheet.")


def test_nothing_goes_to_standard_output_or_error(
    live: LiveOffice, book: xlwings.Book, capfd: pytest.CaptureFixture[str]
) -> None:
    for handler in (*WRITERS, buttons.show_help, buttons.one_to_one_brief):
        live.press(handler)
    assert capfd.readouterr() == ("", "")


def test_a_list_with_a_password_is_told_before_anything_is_written(live: LiveOffice, book: xlwings.Book) -> None:
    live.press(buttons.check_goals)
    on(book, "Findings").protect("secret")
    on(book).getCellRangeByName(goal_cell("statement")).String = "Get better"
    before = read_sheets(live.saved(book))
    assert live.press(buttons.check_goals) == LOCKED.replace("Goals", "Findings")
    assert read_sheets(live.saved(book)) == before


@pytest.mark.parametrize("handler", [buttons.check_this_goal, buttons.log_check_in])
def test_a_goal_without_a_number_is_told(live: LiveOffice, book: xlwings.Book, handler: Callable[[], bool]) -> None:
    on(book).getCellRangeByName(goal_cell("id")).String = ""
    book.sheets["Goals"].range(goal_cell("statement")).select()
    before = read_sheets(live.saved(book))
    assert live.press(handler) == (
        "This goal has no number. Give it one that no other goal has, in the column No., then press the button again."
    )
    assert read_sheets(live.saved(book)) == before
