"""Values of a range as xlwings hands them over, from and to LibreOffice, in as few calls as there can be.

As Excel does: numbers are floats, cells shown as dates give datetimes, a text that begins with = is a formula, and one
that begins with an apostrophe is the text behind it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - cells know no time zone
_DATE, _TIME, _LOGICAL = 2, 4, 1024  # com.sun.star.util.NumberFormat
_NUMBERS, _ERRORS = 1, 4  # com.sun.star.sheet.FormulaResult
_DATES = 2  # com.sun.star.sheet.CellFlags: constants shown as dates or times
_NOTES = 8  # com.sun.star.sheet.CellFlags: notes
_SECONDS = 86_400
_LONGEST = 8_203  # characters of a text in a block of cells, for Excel
#: LibreOffice's numbers of errors, in Excel's words.
_ERROR_WORDS = {503: "#NUM!", 504: "#REF!", 524: "#REF!", 525: "#NAME?", 532: "#DIV/0!", 32767: "#N/A"}

_SHEET = re.compile(r'"[^"]*"|(\'(?:[^\']|\'\')+\'|[^\W\d][\w.]*)!')  # a text, or a sheet that is named before a cell

Row = list[Any]


class ErrorValue(str):
    """An error such as #DIV/0!, told apart from the same letters typed by somebody."""

    __slots__ = ()


def read(area: Any, document: Any) -> list[Row]:
    """What the cells of an area hold."""
    held = _Held(area, document)
    held.convert(_DATE, area.queryContentCells(_DATES).getRangeAddresses())
    for kind, column in _shown(area, document):
        held.convert(kind, [column])
    held.put_errors(area.queryFormulaCells(_ERRORS).getRangeAddresses())
    return held.rows


class _Held:
    """The values of an area, of which dates, truth values and errors are still to be told from plain numbers."""

    def __init__(self, area: Any, document: Any) -> None:
        self.rows = [[None if value == "" else value for value in row] for row in area.getDataArray()]
        self._area, self._epoch = area, _null_date(document)
        own = area.RangeAddress
        self._top, self._left = own.StartRow, own.StartColumn

    def convert(self, kind: int, addresses: Iterable[Any]) -> None:
        """Take the numbers there for what they are shown as."""
        for row, column in self._cells(addresses):
            value = self.rows[row][column]
            if isinstance(value, float):
                self.rows[row][column] = bool(value) if kind & _LOGICAL else _moment(value, self._epoch)

    def put_errors(self, addresses: Iterable[Any]) -> None:
        """Say which error stands in each of those cells."""
        for row, column in self._cells(addresses):
            error = self._area.getCellByPosition(column, row).getError()
            self.rows[row][column] = ErrorValue(_ERROR_WORDS.get(error, "#VALUE!"))

    def _cells(self, addresses: Iterable[Any]) -> Iterator[tuple[int, int]]:
        for address in addresses:
            for row in range(address.StartRow - self._top, address.EndRow - self._top + 1):
                for column in range(address.StartColumn - self._left, address.EndColumn - self._left + 1):
                    yield row, column


def _shown(area: Any, document: Any) -> Iterator[tuple[int, Any]]:
    """The formulas' results that are shown as dates, times or truth values: as which, and where.

    Column by column, for there the format is mostly one.
    """
    formats = _Formats(document)
    waiting = [piece for address in area.queryFormulaCells(_NUMBERS).getRangeAddresses() for piece in _columns(address)]
    while waiting:
        left, top, bottom = waiting.pop()
        cells = area.Spreadsheet.getCellRangeByPosition(left, top, left, bottom)
        key = cells.NumberFormat
        if key is None:  # not one format: look at each half
            middle = (top + bottom) // 2
            waiting += [(left, top, middle), (left, middle + 1, bottom)]
        elif formats.kind(key) & (_DATE | _TIME | _LOGICAL):
            yield formats.kind(key), cells.RangeAddress


def _columns(address: Any) -> Iterator[tuple[int, int, int]]:
    for column in range(address.StartColumn, address.EndColumn + 1):
        yield column, address.StartRow, address.EndRow


class _Formats:
    """What the document's number formats show, each asked for once."""

    def __init__(self, document: Any) -> None:
        self._formats = document.getNumberFormats()
        self._kinds: dict[int, int] = {}

    def kind(self, key: int) -> int:
        """The kind of the number format of that key."""
        if key not in self._kinds:
            self._kinds[key] = self._formats.getByKey(key).Type
        return self._kinds[key]


def _moment(count: float, epoch: dt.datetime) -> dt.datetime | float:
    """The moment of a count of days; the number itself where no calendar reaches."""
    try:
        return epoch + dt.timedelta(seconds=round(count * _SECONDS))
    except OverflowError:
        return count


def _null_date(document: Any) -> dt.datetime:
    day = document.NullDate
    return dt.datetime(day.Year, day.Month, day.Day)  # noqa: DTZ001 - cells know no time zone


def write(area: Any, document: Any, rows: Sequence[Sequence[Any]]) -> None:
    """Put values into the cells of an area; dates where they are not shown as such get that format."""
    if len(rows) * len(rows[0]) > 1 and any(_is_long(value) for row in rows for value in row):
        raise ValueError("Excel takes such a long text only for a cell alone")
    epoch, notes = _null_date(document), _notes(area)
    if any(_is_formula(value) for row in rows for value in row):
        area.setFormulaArray(tuple(tuple(_as_typed(value, epoch) for value in row) for row in rows))
    else:
        area.setDataArray(tuple(tuple(_as_data(value, epoch) for value in row) for row in rows))
    for column in range(len(rows[0])):
        if any(isinstance(row[column], dt.date) for row in rows):
            _show_as_date(area.getCellRangeByPosition(column, 0, column, len(rows) - 1), document)
    for where, text in notes:  # LibreOffice takes notes off cells that are written this way
        area.Spreadsheet.Annotations.insertNew(where, text)


def _notes(area: Any) -> list[tuple[Any, str]]:
    """The cells with notes, and what the notes say."""
    cells = [
        area.Spreadsheet.getCellByPosition(column, row)
        for address in area.queryContentCells(_NOTES).getRangeAddresses()
        for row in range(address.StartRow, address.EndRow + 1)
        for column in range(address.StartColumn, address.EndColumn + 1)
    ]
    return [(cell.CellAddress, str(cell.Annotation.String)) for cell in cells]


def _is_long(value: object) -> bool:
    return isinstance(value, str) and len(value) > _LONGEST


def _is_formula(value: object) -> bool:
    return isinstance(value, str) and value.startswith("=")


def _as_data(value: Any, epoch: dt.datetime) -> float | str:
    if isinstance(value, bool):
        raise NotImplementedError("truth values are not written")
    if value is None:
        return ""
    if isinstance(value, str):
        return value.removeprefix("'")
    return _count(value, epoch) if isinstance(value, dt.date) else float(value)


def _as_typed(value: Any, epoch: dt.datetime) -> str:
    """The value as somebody would type it, which is how formulas are given."""
    if _is_formula(value):
        return to_libreoffice(_SHEET.sub(_as_libreoffice_names_it, value))
    data = _as_data(value, epoch)
    return repr(data) if isinstance(data, float) else f"'{data}" if data else ""


def _as_libreoffice_names_it(found: re.Match[str]) -> str:
    """Excel's Lists! before a cell as LibreOffice's $Lists. there; texts stay."""
    return f"${found[1]}." if found[1] else found[0]


def _count(day: dt.date, epoch: dt.datetime) -> float:
    moment = day if isinstance(day, dt.datetime) else dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001 - as above
    return (moment - epoch).total_seconds() / _SECONDS


def _show_as_date(area: Any, document: Any) -> None:
    formats = document.getNumberFormats()
    key = area.NumberFormat
    if key is None or not formats.getByKey(key).Type & _DATE:
        area.NumberFormat = formats.queryKey("YYYY-MM-DD", document.CharLocale, False)


def formulas(area: Any) -> tuple[tuple[str, ...], ...]:
    """The formulas of an area, in Excel's spelling; where there is none, what stands there."""
    return tuple(tuple(to_excel(text) for text in row) for row in area.getFormulaArray())


def to_libreoffice(formula: str) -> str:
    """Excel's commas between arguments, as LibreOffice's interface wants them: semicolons."""
    return _outside_quotes(formula, ",", ";")


def to_excel(formula: str) -> str:
    """The same back; what is no formula stays."""
    return _outside_quotes(formula, ";", ",") if formula.startswith("=") else formula


def _outside_quotes(formula: str, old: str, new: str) -> str:
    pieces, quote = [], ""
    for letter in formula:
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        pieces.append(new if letter == old and not quote else letter)
    return "".join(pieces)
