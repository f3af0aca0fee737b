"""The whole chain: a button on a sheet is pressed, its macro asks for Python, and the open workbook changes.

LibreOffice presses the button by its accessibility action and runs the macro; xlwings' own module, which it cannot
compile, is replaced by one that keeps what Python is asked to run; a fresh Python runs it as xlwings' module would.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import xlwings
from conftest import ANNA, TODAY
from live_office import LiveOffice, cells
from xlwings_stand_in import stand_in

from goalsheet.excel import buttons, libreoffice_process
from goalsheet.excel.setup import find_xlwings
from goalsheet.layout import looks
from goalsheet.layout.buttons import BUTTONS
from goalsheet.layout.places import place
from goalsheet.layout.room import GOALS_FIRST, letters
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import CheckIn
from goalsheet.tracker.schema import table
from goalsheet.tracker.tracker import Cycle, TemplateName, Tracker
from goalsheet.workbook.addin import embed_addin

pytestmark = [pytest.mark.office, pytest.mark.slow]

BOOT = Path(__file__).parent / "boot"
NO_WARNING = 4  # com.sun.star.document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN
KEPT = f"""\
Option VBASupport 1
Public Asked As String
{stand_in("Asked =")}
Public Function LastAsked()
    LastAsked = Asked
    Asked = ""
End Function
"""
START = TODAY - dt.timedelta(days=30)
GOAL = Goal(
    id="G01",
    statement="Read 12 books on negotiation by 31 March 2027",
    measure="Increase",
    unit="books",
    target=12,
    start=START,
    due=TODAY + dt.timedelta(days=60),
)
LOG = tuple(CheckIn(date=START + dt.timedelta(days=7 * n), goal="G01", value=n) for n in range(4))
TRACKER = Tracker(
    ANNA, Cycle("2027", START, TODAY + dt.timedelta(days=90)), TemplateName("t", "T", "1"), goals=(GOAL,), check_ins=LOG
)


@pytest.fixture(scope="module")
def with_macros(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A tracker with buttons whose macros it carries itself."""
    path = tmp_path_factory.mktemp("macros") / "goals.xlsm"
    path.write_bytes(TrackerMaker(load("career-year"), TODAY, buttons=True).make_from(TRACKER))
    return embed_addin(path, find_xlwings().folder)


class Picture(NamedTuple):
    """What is seen of a sheet: its width and height, and how many pixels are of which colour."""

    size: tuple[int, int]
    pixels: bytes  # red, green and blue of each, line by line

    @property
    def colors(self) -> Counter[str]:
        three = memoryview(self.pixels)
        return Counter(three[at : at + 3].hex().upper() for at in range(0, len(self.pixels), 3))


def picture(book: xlwings.Book, title: str, path: Path) -> Picture:
    """Draw a sheet as it is now, also as a PNG to look at (`path`)."""
    program = shutil.which("pdftoppm")
    if program is None:
        if os.environ.get("GOALSHEET_OFFICE") == "required":
            pytest.fail("pdftoppm (poppler) is required here, but it is not on the PATH")
        pytest.skip("needs pdftoppm (poppler) on the PATH")
    page = [sheet.name for sheet in book.sheets if sheet.visible].index(title) + 1
    _print_in_one_piece(book, path.with_suffix(".pdf"))
    draw = [program, "-r", "60", "-f", str(page), "-l", str(page), "-singlefile"]
    for kind in (["-png"], []):  # without one, it writes plain pixels
        subprocess.run(
            [*draw, *kind, str(path.with_suffix(".pdf")), str(path.with_suffix(""))], check=True, timeout=120
        )
    data = path.with_suffix(".ppm").read_bytes()
    head = re.match(rb"P6\s(\d+)\s(\d+)\s255\s", data)
    assert head is not None
    return Picture((int(head[1]), int(head[2])), data[head.end() :])


def _print_in_one_piece(book: xlwings.Book, path: Path) -> None:
    """Each sheet on a page of its own, however large."""
    value, uno = libreoffice_process.property_value, libreoffice_process.uno()
    whole = uno.Any("[]com.sun.star.beans.PropertyValue", (value("SinglePageSheets", True),))
    book.api.storeToURL(path.as_uri(), (value("FilterName", "calc_pdf_Export"), value("FilterData", whole)))


class Chain:
    """An open tracker with buttons; `said` are the messages that Python showed."""

    def __init__(self, live: LiveOffice, path: Path) -> None:
        self._live, self._path, self._said = live, path, path.parent / "said.txt"
        macros = libreoffice_process.property_value("MacroExecutionMode", NO_WARNING)
        live.app.impl.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (macros,))
        self.book = live.app.books[path.name]
        self._document = self.book.api
        library = self._document.BasicLibraries.getByName("VBAProject")
        library.replaceByName("xlwings", KEPT)
        library.removeByName("Dictionary")

    @property
    def said(self) -> str:
        return self._said.read_text(encoding="utf-8") if self._said.exists() else ""

    def labels(self) -> list[str]:
        return [model.Label for _, model in self._buttons()]

    def _buttons(self) -> Iterator[tuple[Any, Any]]:
        for sheet in self._document.Sheets:
            forms = sheet.DrawPage.Forms
            for form in (forms.getByIndex(n) for n in range(forms.Count)):
                yield from ((sheet, form.getByIndex(n)) for n in range(form.Count))

    def press(self, label: str) -> str:
        """Press a button and let Python do what its macro asks for; that command."""
        sheet, model = next((sheet, model) for sheet, model in self._buttons() if model.Label == label)
        controller = self._document.CurrentController
        controller.setActiveSheet(sheet)
        controller.setFormDesignMode(False)
        asked = self._last_asked()
        assert controller.getControl(model).getAccessibleContext().doAccessibleAction(0)
        command = self._answer(asked)
        self._run(command)
        return command

    def _last_asked(self) -> Any:
        """The macro that tells what was asked.

        To be had before a button is pressed: LibreOffice locks itself for ever where one thread looks for a macro while
        another, which draws, looks for that of a button.
        """
        place = "vnd.sun.star.script:VBAProject.xlwings.LastAsked?language=Basic&location=document"
        return self._document.getScriptProvider().getScript(place)

    def _answer(self, script: Any) -> str:
        for _ in range(100):
            asked = str(script.invoke((), (), ())[0] or "")
            if asked:
                return asked
            time.sleep(0.05)
        raise AssertionError("the macro asked for nothing")

    def _run(self, command: str) -> None:
        """As xlwings' module starts Python."""
        full = str(self._path)
        prepared = f'import xlwings.utils;xlwings.utils.prepare_sys_path("false;{full};{full};;;;"); {command}'
        own = {"GOALSHEET_TEST_PIPE": self._live.pipe, "GOALSHEET_TEST_SAID": str(self._said), "PYTHONPATH": str(BOOT)}
        arguments = [f"--wb={self._path.name}", "--from_xl=1", "--app=x", "--hwnd=0"]
        done = subprocess.run(
            [sys.executable, "-B", "-X", "faulthandler", "-c", prepared, *arguments],
            env=os.environ | own,
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


NAMES = ("goals.xlsm", "Anna Müller - goals.xlsm", "Anna's goals.xlsm", "A & B (1).xlsm", "50% plan;v2.xlsm")


@pytest.fixture
def chain(live: LiveOffice, with_macros: bytes, tmp_path: Path, request: pytest.FixtureRequest) -> Chain:
    path = tmp_path / "a b#ä%20" / getattr(request, "param", NAMES[1])
    path.parent.mkdir()
    path.write_bytes(with_macros)
    live.close()
    return Chain(live, path)


def of_goal(book: xlwings.Book, column: str) -> Any:
    where = f"{letters(place(table(Goal), column))}{GOALS_FIRST}"
    return cells(book, "Goals", where)[0][0]


@pytest.mark.parametrize("chain", NAMES, indirect=True)
def test_a_button_pressed_on_a_sheet_checks_the_goals(chain: Chain) -> None:
    assert chain.press("Check goals") == "import goalsheet.excel.buttons as b; b.check_goals()"
    assert of_goal(chain.book, "specific_mark") == 3.0
    assert of_goal(chain.book, "category") == "Learn a skill"  # the question was answered with yes
    assert of_goal(chain.book, "check_edited") is None
    assert "The goal is not SMART yet." in chain.said


def test_what_a_pressed_button_says_is_seen_on_the_sheet(chain: Chain, tmp_path: Path) -> None:
    before = picture(chain.book, "Goals", tmp_path / "before.png")
    again = picture(chain.book, "Goals", tmp_path / "again.png")
    chain.press("Check goals")
    after = picture(chain.book, "Goals", tmp_path / "after.png")
    assert again == before  # what differs below is of the press
    assert after.pixels != before.pixels
    assert after.size[0] > before.size[0]  # the columns of the marks are unfolded
    for seen in (before, after):  # neither is blank: bands, cells to fill in, and letters on them
        assert min(seen.colors[color] for color in (looks.TEAL, looks.TEAL_DARK, looks.INK)) > 0
    assert after.colors[looks.GREEN_SOFT] > before.colors[looks.GREEN_SOFT]  # a strong mark is green


def test_every_button_on_a_sheet_does_what_it_is_called(chain: Chain) -> None:
    handlers = {button.label: button.handler for button in BUTTONS}
    labels = chain.labels()
    assert set(labels) <= set(handlers)
    for label in dict.fromkeys(labels):
        chain.book.sheets["Goals"].range(f"B{GOALS_FIRST}").select()
        assert chain.press(label) == f"import goalsheet.excel.buttons as b; b.{handlers[label]}()"
        assert "Sorry" not in chain.said


def test_formulas_follow_what_a_button_wrote(chain: Chain) -> None:
    before = of_goal(chain.book, "timely_ready")
    chain.press("Update progress")
    assert of_goal(chain.book, "forecast_edited") is None
    assert of_goal(chain.book, "forecast") is not None
    cell = chain.book.sheets["Check-ins"].range(f"D{5 + len(LOG)}")
    chain.book.sheets["Check-ins"].range(f"A{cell.row}").value = [dt.datetime.combine(TODAY, dt.time()), "'G01"]
    cell.value = 6
    assert of_goal(chain.book, "progress") == 0.5
    assert of_goal(chain.book, "forecast_edited") == "Edited since"
    assert of_goal(chain.book, "timely_ready") == before


def test_a_name_that_xlwings_cuts_off_is_told(live: LiveOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["-c", "--wb=goals=2027.xlsm", "--from_xl=1"])
    monkeypatch.delattr(xlwings.Book, "_mock_caller", raising=False)
    assert live.press(buttons.check_goals) == (
        "Buttons cannot find a workbook with = in its name (goals=2027.xlsm). "
        "Save it under another name, then press again."
    )
