"""Compile a design into a stamp: the base workbook, where its cells are, and what each of them says about a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from goalsheet.layout.facts import Facts
from goalsheet.layout.plan import Design, Field, Live, Sheet, Slot, Value
from goalsheet.layout.room import address
from goalsheet.workbook.build import build
from goalsheet.workbook.cells import map_sheet
from goalsheet.workbook.package import read_members, sheet_parts
from goalsheet.workbook.stamp import Place, Stamp, render_cell
from goalsheet.workbook.tokens import Token, find_tokens

Reader = Callable[[Facts], Value]
GroupReader = Callable[[Facts], tuple[Value, ...]]
_HEIGHT = re.compile(rb'\s(?:ht|customHeight)="[^"]*"')


@dataclass(frozen=True)
class Varying:
    """A place of the base workbook on that row, and what it says about a person."""

    row: int
    place: Place
    reader: Reader


@dataclass(frozen=True)
class Press:
    """A stamp with what it wants to know: the values of the design's groups, then those of the tokens."""

    stamp: Stamp
    readers: Sequence[GroupReader]
    tokens: Sequence[Token]

    def make(self, facts: Facts, texts: Sequence[Value]) -> bytes:
        """The workbook of one person; `texts` are the tokens' values, in order."""
        values = [read(facts) for read in self.readers]
        values += [(text,) for text in texts]
        return self.stamp.make(values)


def compile_design(design: Design) -> Press:
    """The press for goalsheet's own workbook."""
    members = read_members(build(design), "base workbook")
    parts = sheet_parts(members)
    groups: list[list[Place]] = []
    readers: list[GroupReader] = []
    for sheet in design.sheets:
        part = parts[sheet.title]
        for places, reader in _groups(_varying(sheet, part, members[part])):
            groups.append(places)
            readers.append(reader)
    tokens = find_tokens(members, "base workbook")
    return Press(Stamp(members, groups + [[token.place] for token in tokens]), readers, tokens)


def _groups(varying: Sequence[Varying]) -> Iterator[tuple[list[Place], GroupReader]]:
    """Places that vary together, with what reads all their values in one go: the fields of one row, or a single cell."""
    for (_, source), group in groupby(varying, lambda one: (one.row, _source(one.reader))):
        ones = list(group)
        if source is None:
            for one in ones:
                yield [one.place], _single_reader(one.reader)
        else:
            names = [one.reader.name for one in ones if isinstance(one.reader, Field)]
            yield [one.place for one in ones], _row_reader(*source, names)


def _source(reader: Reader) -> tuple[str, int] | None:
    return (reader.rows, reader.index) if isinstance(reader, Field) else None


def _single_reader(read: Reader) -> GroupReader:
    return lambda facts: (read(facts),)


def _row_reader(rows: str, index: int, names: Sequence[str]) -> GroupReader:
    """Reads fields of one row; for the same row object as last time, the same tuple, which the stamp knows again."""
    read_rows, read_fields = attrgetter(rows), attrgetter(*names)
    last: tuple[Any, tuple[Value, ...]] = (None, ())

    def read(facts: Facts) -> tuple[Value, ...]:
        nonlocal last
        row = read_rows(facts)[index]
        if row is not last[0]:
            last = row, (read_fields(row) if len(names) > 1 else (read_fields(row),))
        return last[1]

    return read


def _varying(sheet: Sheet, part: str, xml: bytes) -> list[Varying]:
    """The cells and row heights that vary, in the order in which they lie in the sheet."""
    found = map_sheet(xml)
    varying: list[Varying] = []
    for (row, column), cell in sheet.cells.items():
        if isinstance(cell.value, (Slot, Live)):
            reference = address(row, column)
            where = found.cells[reference]
            reader = cell.value.value if isinstance(cell.value, Slot) else cell.value.twin
            varying.append(Varying(row, Place(part, where.start, where.end, render_cell(reference, where)), reader))
    for row, height in sheet.heights.items():
        if callable(height):
            start, end = found.rows[row]
            varying.append(Varying(row, Place(part, start, end, _row_renderer(xml[start:end])), height))
    return sorted(varying, key=lambda one: one.place.start)


def _row_renderer(tag: bytes) -> Callable[[float], bytes]:
    """A row's tag with a height: without customHeight, so programs measure again as soon as somebody types."""
    bare = _HEIGHT.sub(b"", tag)

    def render(height: float) -> bytes:
        return bare[:-1] + f' ht="{height:g}">'.encode()

    return render


