"""Cells of a document open in LibreOffice, as xlwings sees a range; members that nobody uses are not there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from goalsheet.excel import libreoffice_values as values
from goalsheet.excel.libreoffice_process import uno
from goalsheet.layout.room import address, split_reference

if TYPE_CHECKING:
    from goalsheet.excel.libreoffice_book import Sheet

_FORMULAS = 16  # com.sun.star.sheet.CellFlags
_CONTENTS = 1 | 2 | 4 | _FORMULAS  # com.sun.star.sheet.CellFlags: numbers, dates, texts, formulas
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
Cell = tuple[int, int]  # row and column, from 1


class Range(base_classes.Range):
    """A rectangle of cells; whatever reads, writes, clears or moves them is counted in `sheet.book.app.calls`."""

    max_cells_per_read = max_cells_per_write = None

    def __init__(self, sheet: Sheet, first: Any, last: Any = None) -> None:
        self.sheet, self.options = sheet, None
        self._first, self._last = _corners(first, last)

    @property
    def api(self) -> Any:
        """LibreOffice's own object."""
        (top, left), (bottom, right) = self._first, self._last
        return self.sheet.api.getCellRangeByPosition(left - 1, top - 1, right - 1, bottom - 1)

    @property
    def row(self) -> int:
        """The first row."""
        return self._first[0]

    @property
    def column(self) -> int:
        """The first column."""
        return self._first[1]

    @property
    def shape(self) -> tuple[int, int]:
        """The numbers of rows and columns."""
        return self._last[0] - self._first[0] + 1, self._last[1] - self._first[1] + 1

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        """The sheet's title, the first cell and the shape."""
        return (self.sheet.name, *self._first, *self.shape)

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, row: int, column: int | None = None) -> Range:
        """One cell, by its place in the range."""
        if column is None:
            row, column = (row - 1) // self.shape[1] + 1, (row - 1) % self.shape[1] + 1
        return Range(self.sheet, (self.row + row - 1, self.column + column - 1))

    @property
    def raw_value(self) -> list[list[Any]]:
        """What the cells hold."""
        self.sheet.book.app.calls.append(f"read {self.sheet.name}!{self.address}")
        return values.read(self.api, self.sheet.book.api)

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        self.sheet.book.app.calls.append(f"write {self.sheet.name}!{self.address}")
        rows = data if isinstance(data, (list, tuple)) else [[data] * self.shape[1]] * self.shape[0]
        values.write(self.api, self.sheet.book.api, rows)

    @property
    def formula(self) -> str | tuple[tuple[str, ...], ...]:
        """The formulas, or what stands there where there is none."""
        self.sheet.book.app.calls.append(f"read formulas {self.sheet.name}!{self.address}")
        found = values.formulas(self.api)
        return found[0][0] if len(self) == 1 else found

    @property
    def address(self) -> str:
        """Where it is, for instance $A$1:$B$2."""
        first, last = (address(*cell, fixed="cr") for cell in (self._first, self._last))
        return first if first == last else f"{first}:{last}"

    @property
    def has_array(self) -> bool | None:
        """Whether the cells belong to array formulas; None if some do."""
        found = self.api.queryContentCells(_FORMULAS).getRangeAddresses()
        areas = (self.sheet.api.getCellRangeByPosition(*_ends(one)) for one in found)
        held = sum(text.startswith("{") for area in areas for row in area.getFormulaArray() for text in row)
        return None if 0 < held < len(self) else bool(held)

    @property
    def merge_cells(self) -> bool | None:
        """Whether the cells are merged, also if the first of those that are merged lies outside; None if some are."""
        are_some = (
            bool(self.api.IsMerged)
            or any(area.IsMerged for area in _alike(self.api))
            or len(self.merge_area) > len(self)
        )
        return None if are_some and len(self) > 1 else are_some

    @property
    def merge_area(self) -> Range:
        """The cells that are merged with these, and these."""
        cursor = self.sheet.api.createCursorByRange(self.api)
        cursor.collapseToMergedArea()
        return _at(self.sheet, cursor.RangeAddress)

    @property
    def row_hidden(self) -> bool | None:
        """Whether the rows are hidden or filtered away; None if some are."""
        hidden = {not row.IsVisible for row in _members(self.api.Rows)}
        return hidden.pop() if len(hidden) == 1 else None

    @property
    def column_hidden(self) -> bool | None:
        """Whether the columns are hidden; None if some are."""
        hidden = {not column.IsVisible for column in _members(self.api.Columns)}
        return hidden.pop() if len(hidden) == 1 else None

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self.api.Columns.IsVisible = not value

    def select(self) -> None:
        """Show the sheet and put the cursor here."""
        self.sheet.select()
        self.sheet.book.api.CurrentController.select(self.api)

    def clear_contents(self) -> None:
        """Empty the cells."""
        self.sheet.book.app.calls.append(f"clear {self.sheet.name}!{self.address}")
        self.api.clearContents(_CONTENTS)

    def insert(self, shift: Any = None, copy_origin: Any = None) -> None:
        """Make room here: what stands here and below moves down."""
        assert (shift, copy_origin) == ("down", "format_from_left_or_above"), "nobody needs another way"
        self.sheet.book.app.calls.append(f"insert {self.sheet.name}!{self.address}")
        down = uno().Enum("com.sun.star.sheet.CellInsertMode", "DOWN")
        self.sheet.api.insertCells(self.api.RangeAddress, down)

    @property
    def note(self) -> Note | None:
        """The note of the first cell."""
        cell = self.api.getCellByPosition(0, 0)
        return Note.of(self.sheet, cell.Annotation) if cell.Annotation.String else None

    def add_note(self, text: str) -> Note:
        """Put a note on the first cell; one call alone, for each waits until the one before is there."""
        row, column = self._first
        app = self.sheet.book.app
        if not app.screen_updating:
            app.aside.put(self.sheet.book.api, self.sheet.api)
        where = uno().createUnoStruct("com.sun.star.table.CellAddress", 0, column - 1, row - 1)  # the list's own sheet
        self.sheet.annotations.insertNew(where, text)
        return Note(self.sheet, lambda: self.api.getCellByPosition(0, 0).Annotation)

    @property
    def color(self) -> tuple[int, int, int] | None:
        """The fill; None where there is none or several."""
        shown = self.api.CellBackColor
        return None if shown in (None, -1) else (shown >> 16 & 255, shown >> 8 & 255, shown & 255)

    @color.setter
    def color(self, value: tuple[int, int, int] | None) -> None:
        self.api.CellBackColor = -1 if value is None else value[0] << 16 | value[1] << 8 | value[2]

    @property
    def column_width(self) -> float:
        """The width of the first column in characters, roughly."""
        return float(self.api.Columns.getByIndex(0).Width) / _CHARACTER

    @column_width.setter
    def column_width(self, value: float) -> None:
        self.api.Columns.Width = round(value * _CHARACTER)

    @property
    def wrap_text(self) -> bool:
        """Whether long texts are broken into lines."""
        return bool(self.api.IsTextWrapped)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.api.IsTextWrapped = value

    @property
    def vertical_alignment(self) -> str:
        """Where in the cell the text stands."""
        return {value: word for word, value in _VERTICAL.items()}.get(self.api.VertJustify, "bottom")

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        self.api.VertJustify = _VERTICAL[value]

    @property
    def font(self) -> Font:
        """How its letters look."""
        return Font(self.api)


_CHARACTER = 190  # hundredths of a millimetre
_VERTICAL = {"top": 1, "center": 2, "bottom": 3}  # com.sun.star.table.CellVertJustify2


class Font(base_classes.Font):
    """How the letters of a range look."""

    def __init__(self, cells: Any) -> None:
        self._cells = cells

    @property
    def bold(self) -> bool:
        """Whether they are bold."""
        return float(self._cells.CharWeight) > 100  # noqa: PLR2004 - com.sun.star.awt.FontWeight.NORMAL

    @bold.setter
    def bold(self, value: bool) -> None:
        self._cells.CharWeight = 150.0 if value else 100.0

    @property
    def size(self) -> float:
        """Their size in points."""
        return float(self._cells.CharHeight)

    @size.setter
    def size(self, value: float) -> None:
        self._cells.CharHeight = value

    @property
    def color(self) -> tuple[int, int, int]:
        """Their colour."""
        shown = max(0, self._cells.CharColor)
        return shown >> 16 & 255, shown >> 8 & 255, shown & 255

    @color.setter
    def color(self, value: tuple[int, int, int]) -> None:
        self._cells.CharColor = value[0] << 16 | value[1] << 8 | value[2]


class Note(base_classes.Note):
    """The note of a cell; `find` gives LibreOffice's own object, and is asked when it is needed first."""

    def __init__(self, sheet: Sheet, find: Callable[[], Any]) -> None:
        self._sheet, self._find = sheet, find

    @classmethod
    def of(cls, sheet: Sheet, annotation: Any) -> Note:
        """The note that LibreOffice's own object is."""
        return cls(sheet, lambda: annotation)

    @cached_property
    def _annotation(self) -> Any:
        return self._find()

    @property
    def text(self) -> str:
        """What it says."""
        return str(self._annotation.String)

    @text.setter
    def text(self, value: str) -> None:
        self._annotation.String = value

    @property
    def location(self) -> Range:
        """Where it is."""
        position = self._annotation.Position
        return Range(self._sheet, (position.Row + 1, position.Column + 1))

    def delete(self) -> None:
        """Take it off."""
        here, notes = self._annotation.Position, self._sheet.api.Annotations
        for index, note in enumerate(_members(notes)):
            if (note.Position.Row, note.Position.Column) == (here.Row, here.Column):
                notes.removeByIndex(index)
                return


def _ends(area: Any) -> tuple[int, int, int, int]:
    """An address of LibreOffice's as it asks for the cells."""
    return area.StartColumn, area.StartRow, area.EndColumn, area.EndRow


def _at(sheet: Sheet, area: Any) -> Range:
    """The cells of an address of LibreOffice's."""
    return Range(sheet, (area.StartRow + 1, area.StartColumn + 1), (area.EndRow + 1, area.EndColumn + 1))


def _corners(first: Any, last: Any) -> tuple[Cell, Cell]:
    """The first and the last cell of whatever xlwings names a range by."""
    if isinstance(first, Range):
        ends = [first, last if isinstance(last, Range) else first]
        tops, lefts = zip(*((one.row, one.column) for one in ends), strict=True)
        bottoms, rights = zip(*((one.row + one.shape[0], one.column + one.shape[1]) for one in ends), strict=True)
        return (min(tops), min(lefts)), (max(bottoms) - 1, max(rights) - 1)
    if isinstance(first, str):
        cells = [split_reference(one) for one in first.replace("$", "").upper().split(":")]
        return cells[0], cells[-1]
    if len(first) == 4:  # noqa: PLR2004 - row, column, and how many of each
        row, column, rows, columns = first
        return (row, column), (row + rows - 1, column + columns - 1)
    return tuple(first), tuple(last or first)


def _alike(area: Any) -> Sequence[Any]:
    """The parts of an area whose cells look alike, merged or not among other things."""
    return list(_members(area.getUniqueCellFormatRanges())) if area.IsMerged is None else ()


def _members(collection: Any) -> list[Any]:
    return [collection.getByIndex(index) for index in range(collection.getCount())]
