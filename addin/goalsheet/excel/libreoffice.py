"""An engine of xlwings over LibreOffice: whatever runs in Excel runs on a document open there.

Only what the buttons use is there; xlwings' base classes raise NotImplementedError for the rest. It is made of the free
(BSD) part of xlwings.
"""

from __future__ import annotations

import datetime as dt
import numbers
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import xlwings
from xlwings import base_classes

from goalsheet.errors import CannotRead
from goalsheet.excel import libreoffice_process as process
from goalsheet.excel.libreoffice_aside import Aside
from goalsheet.excel.libreoffice_book import Book
from goalsheet.excel.libreoffice_range import Range
from goalsheet.excel.libreoffice_values import ErrorValue

NAME = "libreoffice"
_SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"
#: Shows a message and gives the button that was pressed: (message, title, buttons) -> "ok", "yes", "no", "cancel".
Answer = Callable[[str, str, str], str]


class Engine:
    """What xlwings calls; `answer` shows messages."""

    name, type = NAME, "desktop"

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.apps = Apps(self)

    @staticmethod
    def clean_value_data(
        data: list[list[Any]], datetime_builder: Any, empty_as: Any, number_builder: Any, err_to_str: bool
    ) -> list[list[Any]]:
        """Values in the forms that the caller asked xlwings for."""

        def cleaned(value: Any) -> Any:
            if value is None or value == "":
                return empty_as
            if isinstance(value, ErrorValue):
                return str(value) if err_to_str else None
            if isinstance(value, dt.datetime):
                parts = ("month", "day", "year", "hour", "minute", "second", "microsecond")
                return datetime_builder(**{part: getattr(value, part) for part in parts}, tzinfo=None)
            is_number = isinstance(value, float) and number_builder is not None
            return number_builder(value) if is_number else value

        return [[cleaned(value) for value in row] for row in data]

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: Any) -> Any:
        """A value as the engine writes it."""
        return "" if value is None or value != value else value  # noqa: PLR0124 - only NaN is unlike itself


class Apps(base_classes.Apps):
    """The LibreOffice programs that we are connected to; the first is the active one."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._apps: list[App] = []

    def keys(self) -> list[int]:
        """Their numbers."""
        return [app.pid for app in self._apps]

    def add(
        self, spec: str | None = None, add_book: bool | None = None, xl: Any = None, visible: bool | None = None
    ) -> App:
        """Connect to the program that listens at the pipe `spec`."""
        del xl, visible
        assert spec, "name the pipe"
        self._apps.insert(0, App(self, spec))
        if add_book:
            self._apps[0].books.add()
        return self._apps[0]

    def remove(self, app: App) -> None:
        """Forget a program."""
        self._apps.remove(app)

    def put_first(self, app: App) -> None:
        """Make a program the active one."""
        self._apps.sort(key=lambda other: other is not app)

    def __iter__(self) -> Iterator[App]:
        return iter(self._apps)

    def __len__(self) -> int:
        return len(self._apps)

    def __getitem__(self, pid: int) -> App:
        return next(app for app in self._apps if app.pid == pid)


class App(base_classes.App):
    """One running LibreOffice. `calls` lists what read, wrote, cleared or moved cells, `alerts` the messages shown."""

    version = "16.0"  # of the Excel that it stands in for
    hwnd = 0
    visible = True
    calculation = "automatic"
    display_alerts = True  # there are none while nobody looks

    def __init__(self, apps: Apps, pipe: str) -> None:
        self._apps, self.engine = apps, apps.engine
        self.context = process.connect(pipe)
        create = self.context.ServiceManager.createInstanceWithContext
        self.desktop = create("com.sun.star.frame.Desktop", self.context)
        self.calls: list[str] = []
        self.alerts: list[str] = []
        self.aside = Aside()
        self._locked: list[tuple[Any, bool]] = []  # documents, and whether formulas were worked out at once

    @property
    def api(self) -> Any:
        """LibreOffice's own object."""
        return self.desktop

    @property
    def pid(self) -> int:
        """A number of its own."""
        return id(self) % 1_000_000

    @property
    def books(self) -> Books:
        """The documents that are open."""
        return Books(self)

    @property
    def selection(self) -> Range | None:
        """The selected cells of the active document."""
        book = self.books.active
        chosen = self.aside.selection(book.api) if book else None
        if book is None or chosen is None or not chosen.supportsService("com.sun.star.sheet.SheetCellRange"):
            return None
        area = chosen.RangeAddress
        sheet = book.sheets(area.Sheet + 1)
        return Range(sheet, (area.StartRow + 1, area.StartColumn + 1), (area.EndRow + 1, area.EndColumn + 1))

    @property
    def screen_updating(self) -> bool:
        """Whether changes are drawn, and formulas worked out, at once."""
        return not self._locked

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        self.aside.bring_back()
        for document, at_once in self._locked:
            with suppress(process.gone()):  # it was closed meanwhile
                document.enableAutomaticCalculation(at_once)
                document.unlockControllers()
        open_ones = [] if value else [book.api for book in self.books]
        self._locked = [(document, bool(document.isAutomaticCalculationEnabled())) for document in open_ones]
        for document in open_ones:
            document.lockControllers()
            document.enableAutomaticCalculation(False)

    def alert(self, prompt: str, title: str, buttons: str, mode: str | None, callback: str | None) -> str:
        """Show a message; the button that was pressed."""
        del mode, callback
        self.alerts.append(prompt)
        return self.engine.answer(prompt, title or "", buttons or "ok")

    def activate(self, steal_focus: bool = False) -> None:
        """Make it the active program."""
        del steal_focus
        self._apps.put_first(self)

    def calculate(self) -> None:
        """Work out all formulas."""
        for book in self.books:
            book.api.calculateAll()

    def quit(self) -> None:
        """End it; what was not saved is lost. It may go away while it answers, or be gone."""
        self._apps.remove(self)
        with suppress(process.gone()):
            self.desktop.terminate()


class Books(base_classes.Books):
    """The spreadsheets open in a LibreOffice, as they are now."""

    def __init__(self, app: App) -> None:
        self.app = app

    def _all(self) -> list[Book]:
        documents = list(self.app.desktop.Components)
        return [Book(self, one) for one in documents if one.supportsService(_SPREADSHEET)]

    @property
    def active(self) -> Book | None:
        """The one that somebody looks at; without a window, the one opened last."""
        shown = self.app.desktop.getCurrentComponent()
        books = self._all()
        return next((book for book in books if shown == book.api), books[0] if books else None)

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Book]:
        return iter(self._all())

    def __call__(self, key: int | str) -> Book:
        """The document at that place (from 1) or of that file name."""
        books = self._all()
        if isinstance(key, numbers.Number):
            return books[int(key) - 1]
        found = next((book for book in books if book.name.casefold() == str(key).casefold()), None)
        if found is None:
            raise KeyError(key)
        return found

    def add(self) -> Book:
        """A new document."""
        return self._load("private:factory/scalc")

    def open(
        self, fullname: str, update_links: object = None, read_only: bool | None = None, *_: Any, **__: Any
    ) -> Book:
        """Open a file; whether macros in it may run is up to the program's own settings."""
        del update_links
        return self._load(process.url_of(fullname), *([process.property_value("ReadOnly", True)] if read_only else []))

    def _load(self, url: str, *settings: Any) -> Book:
        document = self.app.desktop.loadComponentFromURL(url, "_blank", 0, settings)
        if not (document and document.supportsService(_SPREADSHEET)):
            if document:
                document.close(True)
            raise CannotRead(f"{Path(process.system_path(url)).name} is no workbook that LibreOffice can open.")
        document.calculateAll()  # it trusts stored results otherwise
        return Book(self, document)


def connect(pipe: str, answer: Answer) -> xlwings.App:
    """Make the LibreOffice that listens at the pipe the one that xlwings means."""
    engine = Engine(answer)
    xlwings.engines.add(xlwings.Engine(impl=engine))
    xlwings.engines[NAME].activate()
    return xlwings.App(impl=engine.apps.add(pipe))
