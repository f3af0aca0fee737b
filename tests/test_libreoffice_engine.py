"""xlwings over LibreOffice: what is read and written is what Excel would hand out and take."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import xlwings
from hypothesis import given
from hypothesis import strategies as st
from live_office import LiveOffice

from goalsheet.errors import CannotRead
from goalsheet.excel import libreoffice_process
from goalsheet.excel.libreoffice_values import to_excel, to_libreoffice
from goalsheet.excel.open_tracker import read_open_tracker
from goalsheet.excel.rectangles import rectangles
from goalsheet.layout.table_rows import LATER_TABLES
from goalsheet.workbook.reading import read_tracker

SAMPLES = Path(__file__).parent.parent / "sample_workbooks"


@pytest.fixture
def sheet(live: LiveOffice) -> xlwings.Sheet:
    live.close()
    return live.app.books.add().sheets[0]


@pytest.mark.office
def test_values_come_back_as_excel_hands_them_out(sheet: xlwings.Sheet) -> None:
    day = dt.datetime(2027, 6, 30)  # noqa: DTZ001 - cells know no time zone
    sheet.range("A1").value = [[1, "a", None, day, "'0012", "'=1+1", "'"]]
    assert sheet.range("A1:G1").value == [1.0, "a", None, day, "0012", "=1+1", None]


@pytest.mark.office
def test_formulas_give_numbers_days_truths_and_errors(sheet: xlwings.Sheet) -> None:
    sheet.range("A1").value = [["=1/4", "=DATE(2027,6,30)", "=1=1", "=1/0", "=NA()", '=IF(1=1,"","x")', "=A1&B9"]]
    day = dt.datetime(2027, 6, 30)  # noqa: DTZ001 - cells know no time zone
    found = sheet.range("A1:G1").options(err_to_str=True).value
    assert found == [0.25, day, True, "#DIV/0!", "#N/A", None, "0.25"]
    assert sheet.range("A1:G1").value[3:5] == [None, None]


@pytest.mark.office
def test_formulas_follow_what_is_written(sheet: xlwings.Sheet) -> None:
    sheet.range("A1").value = [[2, '=IF(A1>1,"a,b","c")', "=SUM(A1,3)"]]
    assert sheet.range("B1:C1").value == ["a,b", 5.0]
    formulas: Any = sheet.range("A1:C1").formula
    assert formulas == (("2", '=IF(A1>1,"a,b","c")', "=SUM(A1,3)"),)
    sheet.range("A1").value = 1
    assert sheet.range("B1").value == "c"


@pytest.mark.office
def test_a_text_that_excel_takes_only_for_a_cell_alone_is_refused_in_a_block(sheet: xlwings.Sheet) -> None:
    sheet.range("A1").value = "a" * 8_204
    assert sheet.range("A1").value == "a" * 8_204
    with pytest.raises(ValueError, match="only for a cell alone"):
        sheet.range("A1").value = [["a" * 8_204, 1]]


@pytest.mark.office
def test_all_none_or_some_cells_belong_to_array_formulas_and_to_merged_ones(sheet: xlwings.Sheet) -> None:
    sheet.range("A1").value = [["=1+1", "{not one}", 1]]
    sheet.api.getCellRangeByName("A2:B2").setArrayFormula("{1;2}")
    sheet.api.getCellRangeByName("A3:B3").merge(True)
    assert [sheet.range(one).has_array for one in ("A1:C1", "A2:B2", "A1:A2")] == [False, True, None]
    assert [sheet.range(one).merge_cells for one in ("A1:C2", "B3", "A1:C3")] == [False, True, None]


@pytest.mark.office
def test_notes_stay_on_cells_that_are_written(sheet: xlwings.Sheet) -> None:
    sheet.range("B1").add_note("Ask Bo")
    for block in ([[1, 2, 3]], [[1, "=2+2", 3]]):
        sheet.range("A1").value = block
        assert [(note.location.address, note.text) for note in sheet.notes] == [("$B$1", "Ask Bo")]


@pytest.mark.office
def test_names_are_spelled_as_in_excel(sheet: xlwings.Sheet) -> None:
    book = sheet.book
    sheet.name = "Anna's goals"
    origin = sheet.range("A1").api.getCellByPosition(0, 0).CellAddress
    book.api.NamedRanges.addNewByName("here", "$'Anna''s goals'.$B$2", origin, 0)
    assert book.names["here"].refers_to == "='Anna''s goals'!$B$2"
    assert "there" not in book.names
    assert [one.name for one in book.names] == ["here"]


@pytest.mark.office
def test_what_nobody_uses_is_said_to_be_missing(sheet: xlwings.Sheet) -> None:
    with pytest.raises(NotImplementedError):
        sheet.range("A1").delete("up")


@pytest.mark.office
@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.xls[xm]")), ids=lambda path: path.name)
def test_an_open_tracker_is_read_like_its_file(live: LiveOffice, path: Path, tmp_path: Path) -> None:
    live.close()
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    opened = read_open_tracker(live.reopen(copy), with_objectives=True, later=LATER_TABLES)
    file = read_tracker(copy)
    names_one = any(goal.objective for goal in file.tracker.goals)  # else no objective is read, for none is needed
    assert opened.tracker == (file.tracker if names_one else dataclasses.replace(file.tracker, objectives=()))
    assert opened.problems == file.problems
    assert {row: one.numbers for row, one in opened.tables.items()} == {
        row: one.numbers for row, one in file.tables.items()
    }


def test_a_computer_without_libreoffice_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CannotRead, match="LibreOffice is not installed here, or soffice is not on the PATH"):
        libreoffice_process.soffice()


def test_a_python_that_cannot_use_libreoffices_bridge_is_told_how_it_could(tmp_path: Path) -> None:
    (tmp_path / "uno.py").write_text("import pyuno_of_another_python", encoding="utf-8")
    code = "from goalsheet.excel import libreoffice_process as p; p.uno()"
    own = os.environ | {"PYTHONPATH": str(tmp_path), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], env=own, capture_output=True, text=True, check=False, timeout=120
    )
    assert "LibreOffice's bridge to Python (the module uno) cannot be used by this Python 3." in done.stderr


def test_python_hangs_up_before_it_ends(live: LiveOffice) -> None:
    code = f"""
import atexit
from goalsheet.excel import libreoffice_process as p

def say_bridges():
    context = p.uno().getComponentContext()
    factory = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.BridgeFactory", context)
    print(len(factory.getExistingBridges()))

atexit.register(say_bridges)  # runs last
kept = p.connect({live.pipe!r})
say_bridges()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.split() == ["1", "0"]


@given(st.text(alphabet="=A1,;\"' !."))
def test_separators_there_and_back_are_as_before(text: str) -> None:
    formula = "=" + text.replace(";", ",")
    assert to_excel(to_libreoffice(formula)) == formula


CELLS = st.tuples(st.integers(1, 8), st.integers(1, 6))


@given(st.sets(CELLS), st.sets(CELLS))
def test_rectangles_cover_what_is_wanted_once_and_nothing_that_is_not_empty(wanted: set[Any], others: set[Any]) -> None:
    empty = wanted | others
    found = [cell for area in rectangles(wanted, empty) for cell in area]
    assert wanted <= set(found) <= empty
    assert len(found) == len(set(found))


@given(st.sets(CELLS, min_size=1))
def test_cells_between_which_all_is_empty_are_one_rectangle(wanted: set[Any]) -> None:
    rows, columns = zip(*wanted, strict=True)
    around = {*itertools.product(range(min(rows), max(rows) + 1), range(min(columns), max(columns) + 1))}
    assert [*rectangles(wanted, around)] == [sorted(around)]


def shown(book: xlwings.Book) -> tuple[str, str]:
    """The sheet, and what is selected."""
    assert book.selection is not None
    return book.sheets.active.name, book.selection.address


@pytest.mark.office
def test_another_sheet_is_shown_while_notes_are_put_on_cells_and_nobody_notices(sheet: xlwings.Sheet) -> None:
    book, app = sheet.book, sheet.book.app
    book.sheets.add("Other", after=sheet)
    sheet.activate()
    sheet.range("B2:C3").select()
    with app.properties(screen_updating=False):
        sheet.range("A1").impl.add_note("Ask Bo")
        assert book.api.CurrentController.ActiveSheet.Name == "Other"
        assert shown(book) == (sheet.name, "$B$2:$C$3")
    assert book.api.CurrentController.ActiveSheet.Name == sheet.name
    assert shown(book) == (sheet.name, "$B$2:$C$3")
    with app.properties(screen_updating=False):
        sheet.range("A2").impl.add_note("Ask Cleo")
        book.sheets["Other"].activate()
    assert book.sheets.active.name == "Other"
