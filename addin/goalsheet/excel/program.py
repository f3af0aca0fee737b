"""What xlwings leaves to each program: the protection of sheets, who may save, from which day days are counted."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from xlwings import Book, Sheet

from goalsheet.errors import CannotWrite

_ALLOWED = (
    "AllowFormattingCells",
    "AllowFormattingColumns",
    "AllowFormattingRows",
    "AllowInsertingColumns",
    "AllowInsertingRows",
    "AllowInsertingHyperlinks",
    "AllowDeletingColumns",
    "AllowDeletingRows",
    "AllowSorting",
    "AllowFiltering",
    "AllowUsingPivotTables",
)


class Program(Protocol):
    """How a program says it; `sheet` and `book` are its own objects."""

    def is_protected(self, sheet: Any) -> bool:
        """Whether locked cells of the sheet cannot be written."""
        ...

    def protection(self, sheet: Any) -> dict[str, Any]:
        """How it is protected, as `protect` takes it."""
        ...

    def unprotect(self, sheet: Any) -> None:
        """Take the protection off, if it has no password."""
        ...

    def protect(self, sheet: Any, how: dict[str, Any]) -> None:
        """Put it on again."""
        ...

    def is_read_only(self, book: Any) -> bool:
        """Whether the workbook cannot be saved under its name."""
        ...

    def counts_from_1904(self, book: Any) -> bool:
        """Whether days are counted the way old Macs did."""
        ...


class Windows:
    """Excel on Windows, through COM."""

    def is_protected(self, sheet: Any) -> bool:
        """Whether it is."""
        return bool(sheet.ProtectContents)

    def protection(self, sheet: Any) -> dict[str, Any]:
        """What is still allowed, and what else is protected."""
        allowed = {name: getattr(sheet.Protection, name) for name in _ALLOWED}
        return allowed | {"DrawingObjects": sheet.ProtectDrawingObjects, "Scenarios": sheet.ProtectScenarios}

    def unprotect(self, sheet: Any) -> None:
        """With an empty password, for without one Excel would ask for it."""
        sheet.Unprotect("")

    def protect(self, sheet: Any, how: dict[str, Any]) -> None:
        """As it was."""
        sheet.Protect(Contents=True, **how)

    def is_read_only(self, book: Any) -> bool:
        """Whether it is."""
        return bool(book.ReadOnly)

    def counts_from_1904(self, book: Any) -> bool:
        """Whether it does."""
        return bool(book.Date1904)


class Mac:
    """Excel on a Mac, through Apple events; what a protected sheet still allows cannot be asked there."""

    def is_protected(self, sheet: Any) -> bool:
        """Whether it is."""
        return sheet.protect_contents.get() is True

    def protection(self, sheet: Any) -> dict[str, Any]:
        """As goalsheet protects its sheets: widths and heights may be changed."""
        del sheet
        return {"allow_formatting_columns": True, "allow_formatting_rows": True}

    def unprotect(self, sheet: Any) -> None:
        """With an empty password, for without one Excel would ask for it."""
        sheet.unprotect(password="")

    def protect(self, sheet: Any, how: dict[str, Any]) -> None:
        """As goalsheet does."""
        sheet.protect_worksheet(worksheet_contents=True, **how)

    def is_read_only(self, book: Any) -> bool:
        """Whether it is."""
        return book.read_only.get() is True

    def counts_from_1904(self, book: Any) -> bool:
        """Whether it does."""
        return book.date_1904.get() is True


class LibreOffice:
    """LibreOffice; what a protected sheet still allows is lost there when it is protected again."""

    def is_protected(self, sheet: Any) -> bool:
        """Whether it is."""
        return bool(sheet.isProtected())

    def protection(self, sheet: Any) -> dict[str, Any]:
        """Nothing that could be asked."""
        del sheet
        return {}

    def unprotect(self, sheet: Any) -> None:
        """With an empty password."""
        sheet.unprotect("")

    def protect(self, sheet: Any, how: dict[str, Any]) -> None:
        """Without a password."""
        del how
        sheet.protect("")

    def is_read_only(self, book: Any) -> bool:
        """Whether it is."""
        return bool(book.isReadonly())

    def counts_from_1904(self, book: Any) -> bool:
        """Whether it does."""
        return int(book.NullDate.Year) == 1904  # noqa: PLR2004 - the year that says it


def program_of(book: Book) -> Program:
    """How the program in which the workbook is open says things."""
    if book.app.engine.name == "libreoffice":
        return LibreOffice()
    return Mac() if sys.platform == "darwin" else Windows()


@contextmanager
def unlocked(*sheets: Sheet) -> Iterator[None]:
    """Take the protection off while we write, and put it on again; CannotWrite where there is a password."""
    program = program_of(sheets[0].book)
    kept = [(sheet.api, program.protection(sheet.api)) for sheet in sheets if program.is_protected(sheet.api)]
    try:
        for sheet in sheets:
            _unlock(program, sheet)
        yield
    finally:
        for native, how in kept:
            if not program.is_protected(native):
                program.protect(native, how)


def _unlock(program: Program, sheet: Sheet) -> None:
    if not program.is_protected(sheet.api):
        return
    try:
        program.unprotect(sheet.api)
    except Exception as error:
        raise _has_password(sheet) from error
    if program.is_protected(sheet.api):
        raise _has_password(sheet)


def _has_password(sheet: Sheet) -> CannotWrite:
    cure = "Take the protection off (Review > Unprotect Sheet), then press the button again."
    return CannotWrite(f"The sheet {sheet.name} is protected with a password, so nothing was changed. {cure}")
