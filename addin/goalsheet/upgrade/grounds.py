"""The workbook that people had beside the one that takes its place: which sheet, row and column is which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from goalsheet.layout.contents import Content, Rows
from goalsheet.layout.places import LISTS, CellPlace
from goalsheet.layout.room import split_reference
from goalsheet.layout.table_rows import TableRows
from goalsheet.layout.vision_places import FIGURES
from goalsheet.tracker.schema import table
from goalsheet.upgrade.typed import row_places, typed_columns
from goalsheet.workbook.cell_styles import CellStyle, cell_styles
from goalsheet.workbook.cells import SheetMap, map_sheet
from goalsheet.workbook.markup import text_of
from goalsheet.workbook.opened import OpenedWorkbook
from goalsheet.workbook.parts import WORKBOOK, related

_TAG = re.compile(rb"<[^>]*>")
_PLACES = re.compile(r"[0-9$\s']+")


@dataclass(frozen=True)
class Spot:
    """A cell of a table: of which one, which column; `is_typed` if people, or goalsheet, fill it without a formula."""

    row: type
    column: str
    is_typed: bool


@dataclass(frozen=True)
class Ground:
    """A tracker that is opened: its file, its tables by their rows' class, and the title of its Settings sheet."""

    book: OpenedWorkbook
    tables: Mapping[type, TableRows]
    settings: str

    @cached_property
    def styles(self) -> list[CellStyle]:
        """The looks that cells count."""
        return cell_styles(self.book.part(related(self.book.members, WORKBOOK, "styles")[0]))

    def sheet(self, title: str) -> SheetMap:
        """Where the cells of a sheet are; the maps are kept, for they take time."""
        if title not in self._maps:
            self._maps[title] = map_sheet(self.book.part(self.book.directory.sheets[title]))
        return self._maps[title]

    @cached_property
    def _maps(self) -> dict[str, SheetMap]:
        return {}

    def contents(self, title: str) -> Rows:
        """What the cells of a sheet hold."""
        if title not in self._contents:
            self._contents[title] = self.book.rows(title)
        return self._contents[title]

    @cached_property
    def _contents(self) -> dict[str, Rows]:
        return {}

    def content(self, place: CellPlace) -> Content | None:
        """What a cell holds."""
        row, _ = split_reference(place.address)
        return self.contents(place.sheet).get(row, {}).get(place.address.rstrip("0123456789"))

    def style(self, place: CellPlace) -> CellStyle | None:
        """How a cell looks; None if it has no look of its own."""
        cell = self.sheet(place.sheet).cells.get(place.address)
        return self.styles[int(cell.style)] if cell and cell.style and int(cell.style) < len(self.styles) else None

    def formula(self, place: CellPlace) -> bytes | None:
        """A cell's formula, as its element; None if it has none."""
        cell = self.sheet(place.sheet).cells.get(place.address)
        return cell.formula if cell else None

    def spots(self, title: str) -> dict[tuple[range, str], Spot]:
        """The tables' columns on a sheet: of which rows and under which letters each of them stands."""
        found: dict[tuple[range, str], Spot] = {}
        for of, rows in self.tables.items():
            if rows.location and rows.location.sheet == title:
                typed = typed_columns(of, rows.location)
                for name, letters in rows.location.columns.items():
                    found[rows.location.rows, letters] = Spot(of, name, name in typed)
        return found

    def shapes(self, title: str) -> set[str]:
        """The formulas of a sheet, whatever row and column they speak of."""
        cells = self.sheet(title).cells
        return {shape(formula) for one in cells.values() if (formula := one.formula) is not None}


def shape(formula: bytes) -> str:
    """The text of a formula's element without the numbers of rows, by which formulas of one kind differ.

    Nor has it what programs write each in their own way: blanks, and quotes around the titles of sheets.
    """
    return _PLACES.sub("", formula_text(formula))


def formula_text(formula: bytes) -> str:
    """The text of a formula's element."""
    return text_of(_TAG.sub(b"", formula))


def spot_at(spots: Mapping[tuple[range, str], Spot], row: int, letters: str) -> Spot | None:
    """The spot in which a cell lies, if it lies in a table."""
    return next((spot for (rows, place), spot in spots.items() if place == letters and row in rows), None)


@dataclass(frozen=True)
class Sides:
    """The workbook that people had, and the one that takes its place."""

    old: Ground
    new: Ground

    @cached_property
    def titles(self) -> dict[str, str]:
        """The new sheet of each old one that is ours: by a table on it, else by its title; hidden figures have none."""
        found = {}
        for of, rows in self.old.tables.items():
            there = self.new.tables.get(of)
            if rows.location and there and there.location:
                found[rows.location.sheet] = there.location.sheet
        taken = {*found.values()}
        known = {title.casefold(): title for title in self.new.book.directory.sheets if title not in taken}
        for title in self.old.book.directory.sheets:
            if title not in found and title.casefold() in known:
                found[title] = known[title.casefold()]
        return {**found, self.old.settings: self.new.settings}

    def shown(self) -> Iterator[tuple[str, str]]:
        """Sheets that people use, each with the new one."""
        return ((old, new) for old, new in self.titles.items() if new not in {LISTS, FIGURES, self.new.settings})

    @cached_property
    def new_names(self) -> frozenset[str]:
        """The defined names of the new workbook."""
        return frozenset(self.new.book.directory.names)

    @cached_property
    def _rows(self) -> dict[type, dict[int, int]]:
        located = ((of, rows.location) for of, rows in self.old.tables.items())
        return {of: row_places(of, location, self.old.book) for of, location in located if location}

    def destination(self, spot: Spot, number: int) -> CellPlace | None:
        """Where a cell of an old table goes, by the row of it; None where there is no such place any more."""
        there = self.new.tables.get(spot.row)
        place = self._rows[spot.row].get(number)
        if not there or there.location is None or place is None:
            return None
        location = there.location
        if spot.column not in location.columns or place >= len(location.rows):
            return None
        return CellPlace(location.sheet, f"{location.columns[spot.column]}{location.rows[place]}")

    def title_of(self, spot: Spot) -> str:
        """The title of a table's column."""
        return table(spot.row).column(spot.column).title
