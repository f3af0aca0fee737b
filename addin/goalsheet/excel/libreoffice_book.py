"""A document open in LibreOffice with its sheets and names, as xlwings sees a workbook."""

from __future__ import annotations

import numbers
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlwings import NoSuchObjectError, XlwingsError, base_classes

from goalsheet.excel import libreoffice_process as process
from goalsheet.excel.libreoffice_range import LAST_COLUMN, LAST_ROW, Note, Range

if TYPE_CHECKING:
    from goalsheet.excel.libreoffice import App, Books

_SHEET = re.compile(r"\$?('(?:[^']|'')+'|[^\s'.:;,()+*/&=<>$-]+)\.(?=\$?[A-Z])")
_FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".xlsm": "Calc MS Excel 2007 VBA XML", ".pdf": "calc_pdf_Export"}


class Book(base_classes.Book):
    """A spreadsheet document."""

    def __init__(self, books: Books, document: Any) -> None:
        self._books, self._document = books, document

    @property
    def api(self) -> Any:
        """LibreOffice's own object."""
        return self._document

    @property
    def app(self) -> App:
        """The program that it is open in."""
        return self._books.app

    @property
    def fullname(self) -> str:
        """Its path; its title where it was never saved."""
        return process.system_path(self._document.URL) or str(self._document.Title)

    @property
    def name(self) -> str:
        """Its file's name."""
        return Path(self.fullname).name

    @property
    def sheets(self) -> Sheets:
        """Its sheets."""
        return Sheets(self)

    @property
    def names(self) -> Names:
        """Its defined names."""
        return Names(self)

    def activate(self) -> None:
        """Make it the one that buttons mean."""
        frame = self._document.CurrentController.Frame
        self.app.desktop.setActiveFrame(frame)
        frame.activate()

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Save it in Excel's format, also under another name."""
        if password is not None:
            raise NotImplementedError("passwords")
        target = path or self.fullname
        filtered = process.property_value("FilterName", _FILTERS[Path(target).suffix.lower()])
        store = self._document.storeToURL if target.endswith(".pdf") else self._document.storeAsURL
        store(process.url_of(target), (filtered,))

    def close(self) -> None:
        """Close it without saving."""
        self._document.close(True)


class Sheets(base_classes.Sheets):
    """The sheets of a document, in their order."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @property
    def api(self) -> Any:
        """LibreOffice's own object."""
        return self._book.api.Sheets

    @property
    def active(self) -> Sheet:
        """The sheet that is shown."""
        return Sheet(self._book, self._book.app.aside.shown(self._book.api))

    def __len__(self) -> int:
        return int(self.api.Count)

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self._book, None, title) for title in self.api.ElementNames)

    def __call__(self, key: int | str) -> Sheet:
        """The sheet at that place (from 1) or of that title."""
        if isinstance(key, numbers.Number):
            return Sheet(self._book, self.api.getByIndex(int(key) - 1))
        for title in self.api.ElementNames:
            if title.casefold() == str(key).casefold():
                return Sheet(self._book, None, title)
        raise NoSuchObjectError(key)

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        """A new sheet, behind all others unless said otherwise."""
        if self._book.api.isProtected():
            raise XlwingsError("the workbook's structure is protected")  # LibreOffice itself would let us
        place = before.index - 1 if before else after.index if after else len(self)
        title = name or f"Sheet{len(self) + 1}"
        self.api.insertNewByName(title, place)
        return self(title)


class Sheet(base_classes.Sheet):
    """One sheet."""

    def __init__(self, book: Book, sheet: Any, title: str | None = None) -> None:
        self._book, self._title = book, title
        if sheet is not None:
            self.api = sheet

    @cached_property
    def api(self) -> Any:
        """LibreOffice's own object, asked for by its title when it is needed first."""
        return self._book.api.Sheets.getByName(self._title)

    @property
    def book(self) -> Book:
        """The document it is in."""
        return self._book

    @property
    def name(self) -> str:
        """Its title."""
        if self._title is None:
            self._title = str(self.api.Name)
        return self._title

    @name.setter
    def name(self, value: str) -> None:
        self.api.Name = self._title = value

    @property
    def index(self) -> int:
        """Its place, from 1."""
        return int(self.api.RangeAddress.Sheet) + 1

    @property
    def visible(self) -> bool:
        """Whether it has a tab."""
        return bool(self.api.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.api.IsVisible = value

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        """Cells of it."""
        return Range(self, arg1, arg2)

    @property
    def cells(self) -> Range:
        """All cells."""
        return Range(self, (1, 1), (LAST_ROW, LAST_COLUMN))

    @property
    def used_range(self) -> Range:
        """From the first to the last cell that holds something."""
        cursor = self.api.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        area = cursor.RangeAddress
        return Range(self, (area.StartRow + 1, area.StartColumn + 1), (area.EndRow + 1, area.EndColumn + 1))

    @property
    def notes(self) -> list[Note]:
        """The notes on its cells."""
        found = self.annotations
        return [Note.of(self, found.getByIndex(index)) for index in range(found.Count)]

    @cached_property
    def annotations(self) -> Any:
        """LibreOffice's own list of the notes."""
        return self.api.Annotations

    @property
    def tables(self) -> Tables:
        """The Excel tables on it."""
        return Tables(self)

    def select(self) -> None:
        """Show it."""
        self._book.app.aside.bring_back()
        self._book.api.CurrentController.setActiveSheet(self.api)

    activate = select

    def delete(self) -> None:
        """Take it out."""
        self._book.api.Sheets.removeByName(self.name)


class Tables(base_classes.Tables):
    """The Excel tables of a sheet: LibreOffice keeps them as database ranges of the document."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def __call__(self, key: str) -> Table:
        """The table of that name."""
        if key not in self:
            raise KeyError(key)
        return Table(self._sheet, self._sheet.book.api.DatabaseRanges.getByName(key))

    def __contains__(self, key: str) -> bool:
        return bool(self._sheet.book.api.DatabaseRanges.hasByName(key))


class Table(base_classes.Table):
    """An Excel table."""

    def __init__(self, sheet: Sheet, table: Any) -> None:
        self._sheet, self._table = sheet, table

    @property
    def range(self) -> Range:
        """Its cells, the header among them."""
        area = self._table.DataArea
        return Range(self._sheet, (area.StartRow + 1, area.StartColumn + 1), (area.EndRow + 1, area.EndColumn + 1))

    def resize(self, cells: Range) -> None:
        """Let it reach over other cells."""
        self._table.DataArea = cells.api.RangeAddress


class Names(base_classes.Names):
    """The defined names of a document."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @property
    def api(self) -> Any:
        """LibreOffice's own object."""
        return self._book.api.NamedRanges

    def __len__(self) -> int:
        return int(self.api.Count)

    def __call__(self, key: str | int) -> Name:
        """The name of that name, or of that place, from 1 on."""
        if isinstance(key, int):
            return Name(self.api.getByIndex(key - 1))
        if not self.contains(key):
            raise KeyError(key)
        return Name(self.api.getByName(key))

    def contains(self, key: str) -> bool:
        """Whether there is such a name."""
        return bool(self.api.hasByName(key))


class Name(base_classes.Name):
    """A defined name."""

    def __init__(self, name: Any) -> None:
        self._name = name

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self._name.Name)

    @property
    def refers_to(self) -> str:
        """What it stands for, in Excel's spelling of cells: ='Check-ins'!$A$5."""
        return f"={_in_excels_words(self._name.Content)}"


def _in_excels_words(formula: str) -> str:
    """LibreOffice's $'Check-ins'.$A$5 as Excel spells it."""
    return _SHEET.sub(lambda match: f"{match[1]}!", formula)
