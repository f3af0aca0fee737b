"""An opened workbook, of which only that is read which somebody asks for."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cached_property, lru_cache
from pathlib import Path

from goalsheet.errors import CannotRead
from goalsheet.layout.contents import Rows
from goalsheet.workbook.contents import Shared, read_rows, shared_texts
from goalsheet.workbook.dates import dated_styles
from goalsheet.workbook.directory import damage, read_directory
from goalsheet.workbook.files import read_whole
from goalsheet.workbook.markup import plain, prefix_of, readable, without_formulas
from goalsheet.workbook.package import Members
from goalsheet.workbook.parts import WORKBOOK, related

#: In bytes: a larger part is none of a tracker's, but for instance a million rows that somebody has formatted.
LARGEST_PART = 100_000_000
#: In a sheet: a tracker has some thousands at most; what goes far beyond are rows that somebody has only formatted.
MOST_ROWS = 100_000

_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_NUMBER = re.compile(rb'([0-9]{1,7})"')
_SHORTEST_ROW = len('<row r="1"/>')  # bytes


class OpenedWorkbook:
    """A workbook file, or `data` that is to become one; CannotRead (naming the file) for whatever is wrong with it."""

    def __init__(self, path: Path, data: bytes | None = None) -> None:
        self.name = path.name
        self.members = Members(read_whole(path) if data is None else data, path.name)
        self.directory = read_directory(self.members)
        self._parts: dict[str, bytes] = {}
        self._values: dict[str, bytes] = {}

    def rows(self, sheet: str, columns: Collection[str] | None = None, rows: range | None = None) -> Rows:
        """What the cells of a sheet hold, in those columns (letters) and rows; nothing where there is no such sheet."""
        part = self.directory.part(sheet)
        if part is None:
            return {}
        xml = self._parts.get(part) or self._without_formulas(part)
        with damage(self.name, part):
            return read_rows(xml if rows is None else _up_to(rows.stop, xml), self._shared, columns, rows)

    def _without_formulas(self, part: str) -> bytes:
        """A sheet's part with no more of it than its values need, which takes a third of the time."""
        if part not in self._values:
            xml = self._sized(part)
            with damage(self.name, part):
                self._values[part] = without_formulas(xml)
        return self._values[part]

    def top_rows(self, sheet: str, columns: Collection[str], rows: range) -> Rows:
        """The same for rows near the top of a long sheet: what lies below is not even unpacked."""
        part = self.directory.part(sheet)
        if part is None:
            return {}

        def row_after(xml: bytes) -> int | None:
            return _first_row_from(rows.stop, xml)

        self._refuse_large(part)
        top = self.members.beginning(part, row_after)
        with damage(self.name, part):
            return read_rows(plain(top), self._shared, columns, rows)

    def part(self, part: str) -> bytes:
        """The XML of a part, sound and ready to be cut."""
        if part not in self._parts:
            xml = self._sized(part)
            with damage(self.name, part):
                self._parts[part] = readable(xml)
        return self._parts[part]

    def _sized(self, part: str) -> bytes:
        """The part as it lies there; CannotRead if it is larger than any of a tracker's."""
        self._refuse_large(part)
        self._refuse_endless(part)
        return self.members[part]

    def _refuse_large(self, part: str) -> None:
        size = self.members.entries[part].file_size
        if size > LARGEST_PART:
            cure = "If a million rows are formatted, delete the empty rows below the last one in use and save it."
            raise CannotRead(f"{self.name} is too big for a tracker ({part} has {size // 10**6} MB). {cure}")

    def _refuse_endless(self, part: str) -> None:
        """CannotRead where the part is a sheet of too many rows, found out before all of it is unpacked."""
        title = next((title for title, other in self.directory.sheets.items() if other == part), None)
        if title is None or self.members.entries[part].file_size < MOST_ROWS * _SHORTEST_ROW:
            return
        rows = 0
        for piece in self.members.pieces(part):
            rows += len(_ROW.findall(piece))  # not one that is cut in two: there are never fewer rows than counted
            if rows > MOST_ROWS:
                where = f'{self.name} has more than {MOST_ROWS:,} rows on its sheet "{title}", too many for a tracker.'
                cure = "Rows that are only formatted count, too: delete those below the last one in use, and save it."
                raise CannotRead(f"{where} {cure}")

    @cached_property
    def _shared(self) -> Shared:
        with damage(self.name, WORKBOOK):
            styles, strings = (related(self.members, WORKBOOK, kind) for kind in ("styles", "sharedStrings"))
        dated: frozenset[int] = frozenset()
        for part in styles:
            self._refuse_large(part)
            with damage(self.name, part):
                dated |= _dated(self.members[part])
        return shared_texts(self.part(strings[0]) if strings else None, dated)


@lru_cache(8)  # thousands of trackers of one template have the same styles
def _dated(styles: bytes) -> frozenset[int]:
    return dated_styles(readable(styles))


def _up_to(number: int, xml: bytes) -> bytes:
    """The sheet up to the row of that number, as far as such a row is there: rows stand in order."""
    end = xml.find(b'<%brow r="%d"' % (prefix_of(xml), number))
    return xml if end < 0 else xml[:end]


def _first_row_from(number: int, xml: bytes) -> int | None:
    """Where the rows from that number on begin; None if they are not there. From the end: those are few."""
    tag = b'<%brow r="' % prefix_of(xml)
    found, place = None, xml.rfind(tag)
    while place >= 0:
        told = _NUMBER.match(xml, place + len(tag))
        if told and int(told[1]) < number:
            break
        found, place = place if told else found, xml.rfind(tag, 0, place)
    return found
