"""Files: the one place that touches the disk; a roster as CSV or as a workbook comes back as rows of text."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from goalsheet.errors import BadRoster, CannotRead
from goalsheet.roster.delimited import SAMPLE, KnownHeaders, Rows, read_rows, read_text
from goalsheet.roster.failures import Failures, find_failures, find_unknown
from goalsheet.roster.words import count, listing
from goalsheet.roster.zeros import Mask, find_masks, show

WORKBOOKS = {".xlsx", ".xlsm", ".xlsb", ".ods"}
LARGEST_UNPACKED = 4 * 1024**3  # a million full rows unpack to about a quarter of this; a zip bomb to far more

_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream in which Excel keeps a workbook with a password


@dataclass(frozen=True)
class Table:
    """A file as rows of text, as a spreadsheet program would number them, and what was odd about it.

    `failures` are the cells in which a formula failed; their text is the error.
    """

    name: str
    rows: Rows
    notes: tuple[str, ...] = ()
    failures: Failures = field(default_factory=dict)


def read_table(path: Path, count_known: KnownHeaders) -> Table:
    """Read a file by what it holds, whatever its ending says."""
    data = _read_bytes(path)
    _refuse_other_files(path, data)
    if data.startswith(_ZIP):
        return _read_workbook(path.name, data, count_known)
    text, notes = read_text(data, path.name)
    if not text.strip():
        raise BadRoster(f"{path.name} is empty. It needs a row of headers and a row for each person.")
    rows, more = read_rows(text, path.name, count_known)
    return Table(path.name, rows, (*notes, *more))


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise CannotRead(f"There is no file {path}.{_closest_file(path)}") from None
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL
        if path.is_dir():
            raise CannotRead(f"{path} is a folder. Give the file that lists the people.") from None
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotRead(f"{path} cannot be read ({reason}). If it is open in Excel, close it there.") from None


def _closest_file(path: Path) -> str:
    try:
        names = [file.name for file in path.parent.iterdir()]
    except OSError:
        return ""
    close = get_close_matches(path.name, names, n=1)
    return f' Did you mean "{close[0]}"?' if close else ""


def _refuse_other_files(path: Path, data: bytes) -> None:
    name = path.name
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED in data:
            raise CannotRead(f"{name} is protected by a password. Open it in Excel and save a copy without one.")
        raise CannotRead(f"{name} is an old Excel file (.xls). Open it in Excel and save it as .xlsx.")
    if data[:1000].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise CannotRead(f"{name} is a web page or XML, not a table. Open it in Excel and save it as .xlsx.")
    if path.suffix.lower() in WORKBOOKS and not data.startswith(_ZIP):
        raise CannotRead(f"{name} is damaged or not a workbook. Open it in Excel and save it again as .xlsx.")


def _read_workbook(name: str, data: bytes, count_known: KnownHeaders) -> Table:
    try:
        if sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(data)).infolist()) > LARGEST_UNPACKED:
            raise CannotRead(f"{name} unpacks to more than {LARGEST_UNPACKED // 1024**3} GB, so it was not opened.")
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return _read_best_sheet(name, data, book, count_known)
    except PasswordError:
        raise CannotRead(f"{name} is protected by a password. Save a copy without one.") from None
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        cure = "Open it in Excel and save it again as .xlsx."
        raise CannotRead(f"{name} is damaged or not a workbook ({error}). {cure}") from None


def _read_best_sheet(name: str, data: bytes, book: CalamineWorkbook, count_known: KnownHeaders) -> Table:
    """Read the first sheet that has a header; without any, the first one, so that the message can show it."""
    worksheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    names = [sheet.name for sheet in sorted(worksheets, key=lambda sheet: sheet.visible != SheetVisibleEnum.Visible)]
    for sheet_name in names:
        sheet = book.get_sheet_by_name(sheet_name)
        if any(map(count_known, islice(_text_rows(sheet, {}), SAMPLE))):
            notes = [f"{name} has {len(names)} sheets; “{sheet_name}” was read."] if len(names) > 1 else []
            notes += _tell_unknown(name, find_unknown(data, sheet_name))
            rows, failures = list(_text_rows(sheet, find_masks(data, sheet_name))), find_failures(data, sheet_name)
            return Table(name, _with_failures(rows, failures), tuple(notes), failures)
    return Table(name, list(_text_rows(book.get_sheet_by_name(names[0]), {})) if names else [])


def _tell_unknown(name: str, cells: list[str]) -> Iterator[str]:
    if cells:
        many = f"{count(len(cells), 'formula has', 'formulas have')} no result yet ({listing(cells, most=5)})"
        yield f"{name}: {many}, so blanks were read there. Open it in Excel, save it, and run this again."


def _with_failures(rows: Rows, failures: Failures) -> Rows:
    """The rows with the errors in their places, where python-calamine leaves blanks."""
    for (row, column), code in failures.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = code
    return rows


def _text_rows(sheet: CalamineSheet, masks: Mapping[tuple[int, int], Mask]) -> Iterable[list[str]]:
    if not masks:
        return ([as_text(value) for value in row] for row in sheet.iter_rows())
    first = sheet.start[1] if sheet.start else 0  # rows are counted from the sheet's first, columns are not
    return (
        [_shown(value, masks.get((row, column))) for column, value in enumerate(cells, start=first)]
        for row, cells in enumerate(sheet.iter_rows())
    )


def _shown(value: object, mask: Mask | None) -> str:
    if mask and isinstance(value, int | float) and not isinstance(value, bool) and value >= 0 and value == int(value):
        return show(value, mask)
    return as_text(value)


def as_text(value: object) -> str:
    """Write a cell's value as people read it: 7 for 7.0, a date without midnight."""
    match value:
        case str():
            return value
        case bool():
            return str(value).upper()
        case float() if value.is_integer():
            return str(int(value))
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.datetime():
            return value.isoformat(sep=" ")
        case _:
            return "" if value is None else str(value)
