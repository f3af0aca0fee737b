"""What xlwings leaves to each program: the protection of sheets, who may save, from which day days are counted."""

from __future__ import annotations

import sys
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


#: What stands around a printed page, and how far from its edges.
_INSCRIPTION = (
    *("LeftHeader", "CenterHeader", "RightHeader", "LeftFooter", "CenterFooter", "RightFooter"),
    *("LeftMargin", "RightMargin", "TopMargin", "BottomMargin", "HeaderMargin", "FooterMargin"),
    *("CenterHorizontally", "PaperSize"),
)
_LIBREOFFICE_INSCRIPTION = (
    *("HeaderIsOn", "FooterIsOn", "HeaderIsShared", "FooterIsShared", "IsLandscape", "Width", "Height"),
    *("LeftMargin", "RightMargin", "TopMargin", "BottomMargin", "CenterHorizontally"),
    *("HeaderHeight", "HeaderBodyDistance", "HeaderIsDynamicHeight"),
    *("FooterHeight", "FooterBodyDistance", "FooterIsDynamicHeight"),
    *("RightPageHeaderContent", "RightPageFooterContent", "FirstPageNumber"),
)
_FORMULAS = 16  # com.sun.star.sheet.CellFlags


class Program(Protocol):
    """How a program says it; `sheet` and `book` are its own objects.

    `changes_read_only`: whether cells of a workbook that cannot be saved can be changed all the same.
    """

    changes_read_only: bool

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

    def has_formula(self, cells: Any) -> bool | None:
        """Whether all of the cells hold formulas; None, or what else is neither yes nor no, where some do."""
        ...

    def lay_out(self, book: Any, sheet: Any, header: int, like: Any) -> None:
        """Let it be printed in landscape, one page wide, with the header's row on each page; else as that sheet is."""
        ...


class Windows:
    """Excel on Windows, through COM."""

    changes_read_only = True

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

    def has_formula(self, cells: Any) -> bool | None:
        """Whether they do."""
        found: bool | None = cells.HasFormula
        return found

    def lay_out(self, book: Any, sheet: Any, header: int, like: Any) -> None:
        """In one go: otherwise each property asks the printer."""
        program, page = book.Application, sheet.PageSetup
        inscription = {name: getattr(like.PageSetup, name) for name in _INSCRIPTION}
        program.PrintCommunication = False
        try:
            page.Orientation = 2  # xlLandscape
            page.Zoom, page.FitToPagesWide, page.FitToPagesTall = False, 1, False
            page.PrintTitleRows = f"${header}:${header}"
            for name, value in inscription.items():
                setattr(page, name, value)
        finally:
            program.PrintCommunication = True


class Mac:
    """Excel on a Mac, through Apple events; what a protected sheet still allows cannot be asked there."""

    changes_read_only = True

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

    def has_formula(self, cells: Any) -> bool | None:
        """Whether they do."""
        found: bool | None = cells.has_formula.get()
        return found

    def lay_out(self, book: Any, sheet: Any, header: int, like: Any) -> None:
        """As far as its words are known: how the page lies, and what stands around it, is left to its user."""
        del book, like
        page = sheet.page_setup_object
        page.zoom.set(False)
        page.fit_to_pages_wide.set(1)
        page.fit_to_pages_tall.set(False)
        page.print_title_rows.set(f"${header}:${header}")


class LibreOffice:
    """LibreOffice; what a protected sheet still allows is lost there when it is protected again."""

    changes_read_only = False

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

    def has_formula(self, cells: Any) -> bool | None:
        """Whether they do."""
        own = cells.RangeAddress
        size = (own.EndRow - own.StartRow + 1) * (own.EndColumn - own.StartColumn + 1)
        found = cells.queryContentCells(_FORMULAS).getRangeAddresses()
        held = sum((one.EndRow - one.StartRow + 1) * (one.EndColumn - one.StartColumn + 1) for one in found)
        return None if 0 < held < size else bool(held)

    def lay_out(self, book: Any, sheet: Any, header: int, like: Any) -> None:
        """By a page style of its own."""
        styles = book.StyleFamilies.getByName("PageStyles")
        if not styles.hasByName(sheet.Name):
            styles.insertByName(sheet.Name, book.createInstance("com.sun.star.style.PageStyle"))
        style = styles.getByName(sheet.Name)
        other = styles.getByName(like.PageStyle)
        for name in _LIBREOFFICE_INSCRIPTION:
            setattr(style, name, getattr(other, name))
        if not style.IsLandscape:
            style.IsLandscape, style.Width, style.Height = True, style.Height, style.Width
        style.ScaleToPagesX, style.ScaleToPagesY = 1, 0
        sheet.PageStyle = sheet.Name
        area = sheet.getCellRangeByPosition(0, header - 1, 0, header - 1).RangeAddress
        sheet.setTitleRows(area)
        sheet.PrintTitleRows = True


def program_of(book: Book) -> Program:
    """How the program in which the workbook is open says things."""
    if book.app.engine.name == "libreoffice":
        return LibreOffice()
    return Mac() if sys.platform == "darwin" else Windows()


class unlocked:  # noqa: N801 - reads as the statement that it is: with unlocked(sheet)
    """Take the protection off while we write, and put it on again; CannotWrite where there is a password.

    No generator: errors of LibreOffice cannot pass through one.
    """

    def __init__(self, sheet: Sheet) -> None:
        self._program, self._sheet = program_of(sheet.book), sheet
        self._kept: dict[str, Any] | None = None

    def __enter__(self) -> None:
        native, book = self._sheet.api, self._sheet.book
        if not self._program.changes_read_only and self._program.is_read_only(book.api):
            cure = "Save it under another name, then press the button there."
            raise CannotWrite(f"{book.name} is open read-only, so nothing was changed. {cure}")
        if self._program.is_protected(native):
            self._kept = self._program.protection(native)
            _unlock(self._program, self._sheet)

    def __exit__(self, *_: object) -> None:
        if self._kept is not None:
            self._program.protect(self._sheet.api, self._kept)


def _unlock(program: Program, sheet: Sheet) -> None:
    try:
        program.unprotect(sheet.api)
    except Exception as error:
        raise _has_password(sheet) from error
    if program.is_protected(sheet.api):
        raise _has_password(sheet)


def _has_password(sheet: Sheet) -> CannotWrite:
    cure = "Take the protection off (Review > Unprotect Sheet), then press the button again."
    return CannotWrite(f"The sheet {sheet.name} is protected with a password, so nothing was changed. {cure}")
