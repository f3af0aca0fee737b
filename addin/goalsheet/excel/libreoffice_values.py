"""Values of a range as xlwings hands them over, from and to LibreOffice, in as few calls as there can be.

As Excel does: numbers are floats, cells shown as dates give datetimes, a text that begins with = is a formula, and one
that begins with an apostrophe is the text behind it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - cells know no time zone
_DATE, _TIME, _LOGICAL = 2, 4, 1024  # com.sun.star.util.NumberFormat
_ERRORS = 4  # com.sun.star.sheet.FormulaResult
_SECONDS = 86_400
#: LibreOffice's numbers of errors, in Excel's words.
_ERROR_WORDS = {503: "#NUM!", 504: "#REF!", 524: "#REF!", 525: "#NAME?", 532: "#DIV/0!", 32767: "#N/A"}

Row = list[Any]


class ErrorValue(str):
    """An error such as #DIV/0!, told apart from the same letters typed by somebody."""

    __slots__ = ()


def read(area: Any, document: Any) -> list[Row]:
    """What the cells of an area hold."""
    rows = [[None if value == "" else value for value in row] for row in area.getDataArray()]
    own = area.RangeAddress
    for kind, address in _formatted(area, document):
        _convert(rows, kind, address, own, _null_date(document))
    for address in area.queryFormulaCells(_ERRORS).getRangeAddresses():
        for row, column in _cells(address):
            cell = area.getCellByPosition(column - own.StartColumn, row - own.StartRow)
            word = _ERROR_WORDS.get(cell.getError(), "#VALUE!")
            rows[row - own.StartRow][column - own.StartColumn] = ErrorValue(word)
    return rows


def _formatted(area: Any, document: Any) -> Iterator[tuple[int, Any]]:
    """The parts of the area that show dates, times or truth values, and which of them."""
    formats, kinds = document.getNumberFormats(), {}
    unique = area.getUniqueCellFormatRanges()
    for index in range(unique.getCount()):
        cells = unique.getByIndex(index)
        key = cells.NumberFormat
        if key not in kinds:
            kinds[key] = formats.getByKey(key).Type
        if kinds[key] & (_DATE | _TIME | _LOGICAL):
            yield from ((kinds[key], address) for address in cells.getRangeAddresses())


def _convert(rows: list[Row], kind: int, address: Any, own: Any, epoch: dt.datetime) -> None:
    for row, column in _cells(address):
        held = rows[row - own.StartRow]
        value = held[column - own.StartColumn]
        if isinstance(value, float):
            held[column - own.StartColumn] = bool(value) if kind & _LOGICAL else _moment(value, epoch)


def _moment(count: float, epoch: dt.datetime) -> dt.datetime | float:
    """The moment of a count of days; the number itself where no calendar reaches."""
    try:
        return epoch + dt.timedelta(seconds=round(count * _SECONDS))
    except OverflowError:
        return count


def _cells(address: Any) -> Iterator[tuple[int, int]]:
    for row in range(address.StartRow, address.EndRow + 1):
        yield from ((row, column) for column in range(address.StartColumn, address.EndColumn + 1))


def _null_date(document: Any) -> dt.datetime:
    day = document.NullDate
    return dt.datetime(day.Year, day.Month, day.Day)  # noqa: DTZ001 - cells know no time zone


def write(area: Any, document: Any, rows: Sequence[Sequence[Any]]) -> None:
    """Put values into the cells of an area; dates where they are not shown as such get that format."""
    epoch = _null_date(document)
    if any(_is_formula(value) for row in rows for value in row):
        area.setFormulaArray(tuple(tuple(_as_typed(value, epoch) for value in row) for row in rows))
    else:
        area.setDataArray(tuple(tuple(_as_data(value, epoch) for value in row) for row in rows))
    for column in range(len(rows[0])):
        if any(isinstance(row[column], dt.date) for row in rows):
            _show_as_date(area.getCellRangeByPosition(column, 0, column, len(rows) - 1), document)


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
        return to_libreoffice(value)
    data = _as_data(value, epoch)
    return repr(data) if isinstance(data, float) else f"'{data}" if data else ""


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
