"""Setting cells in a sheet's XML: only their elements change, and what must follow from a cell that was not there."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from goalsheet.layout.room import address, split_reference
from goalsheet.workbook.cells import (
    RICH,
    Area,
    FoundCell,
    area,
    inside_merge,
    map_sheet,
    strip_results,
)
from goalsheet.workbook.markup import REST, attributes, prefix_of
from goalsheet.workbook.row_heights import shown_widths, too_low
from goalsheet.workbook.texts import escape

Edit = tuple[int, int, bytes]  # from byte, to byte, what stands there instead
#: Renders a value into a cell: (reference, cell) -> value -> XML.
Renderer = Callable[[str, FoundCell], Callable[[Any], bytes]]

_ARRAY = ("array", "dataTable")


def spliced(xml: bytes, edits: Iterable[Edit]) -> bytes:
    """The XML with those stretches replaced; none may overlap."""
    pieces: list[bytes] = []
    position = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        pieces += (xml[position:start], new)
        position = end
    return b"".join((*pieces, xml[position:]))


@dataclass(frozen=True)
class NewFormula:
    """A formula for a cell that is not there yet; it has no stored result."""

    text: str


@dataclass(frozen=True)
class Row:
    """A row's tag, where its cells end, and where each of them begins, by column."""

    tag: tuple[int, int]
    end: int
    cells: Sequence[tuple[int, int]]
    closed: bool  # <row …/>


class SheetXml:
    """A sheet's XML with everything in it that setting a cell has to know; `wrapping` looks break texts into lines."""

    def __init__(self, xml: bytes, render: Renderer, wrapping: Collection[str]) -> None:
        self.xml, self._render, self._wrapping = xml, render, wrapping
        self.like: dict[int, int] = {}  # for rows that are new which other row they look like
        self._q = prefix_of(xml)
        self.found = map_sheet(xml)
        self._merges = [area(merge) for merge in self.found.merges]
        self._arrays = [area(about["ref"]) for about in self._formulas() if about.get("t") in _ARRAY and "ref" in about]

    def _formulas(self) -> list[dict[str, str]]:
        return [attributes(tag) for tag in re.findall(rb"<%bf\s([^>]*ref=[^>]*)>" % re.escape(self._q), self.xml)]

    def filled(self) -> list[str]:
        """The cells that hold something."""
        return self.found.cells.holding(re.compile(rb"<%b(?:v|is|f)[\s>/]" % re.escape(self._q)))

    def trouble(self, reference: str) -> str | None:
        """Why the cell cannot be set, if it cannot."""
        cell = self.found.cells.get(reference)
        if cell and cell.trouble:
            return cell.trouble
        if inside_merge(reference, self._merges):
            return "it lies inside merged cells"
        if any(reference in array for array in self._arrays):
            return "an array formula fills it"
        if cell is None and self._counted():
            return "cells of this sheet do not say where they are"
        return None

    def _counted(self) -> bool:
        q = re.escape(self._q)
        return re.search(rb"<%b(?:c|row)(?=[\s/>])(?!%b\sr\s*=)" % (q, REST), self.xml) is not None

    def set(self, values: Mapping[str, Any], stale: Mapping[str, Area], results: Mapping[str, Any]) -> bytes:
        """The sheet with those values; a formula in one of the cells goes. ValueError for what no cell can hold.

        `stale` are other formulas whose stored results are no longer true, and the cells that each fills: they get
        those of `results`, or none.
        """
        there = {reference: value for reference, value in values.items() if reference in self.found.cells}
        new = {reference: value for reference, value in values.items() if reference not in there and value is not None}
        edits = [self._replaced(reference, value) for reference, value in there.items()]
        for reference in stale:
            edits += self._renewed(reference, stale[reference], results)
        around = [*self._inserted(new), *self._dimension(new), *self._heights(values)]
        return spliced(self.xml, dict.fromkeys([*edits, *around]))

    def renews(self, reference: str, fills: Area, results: Mapping[str, Any]) -> bool:
        """Whether a formula that fills those cells gets its new result; it is taken out otherwise."""
        return reference in results and _is_alone(fills) and self.found.cells[reference].trouble != RICH

    def _renewed(self, reference: str, fills: Area, results: Mapping[str, Any]) -> Iterator[Edit]:
        cell = self.found.cells[reference]
        if self.renews(reference, fills, results):
            yield cell.start, cell.end, self._render(reference, cell)(results[reference])
            return
        yield cell.start, cell.end, strip_results(self.xml[cell.start : cell.end])
        for other, filled in () if _is_alone(fills) else self.found.cells.items():
            if other in fills and filled.formula is None:
                yield filled.start, filled.end, self._render(other, filled)(None)

    def _replaced(self, reference: str, value: Any) -> Edit:
        cell = self.found.cells[reference]
        return cell.start, cell.end, self._render(reference, replace(cell, formula=None))(value)

    def _inserted(self, new: Mapping[str, Any]) -> list[Edit]:
        by_row: dict[int, list[str]] = {}
        for reference in sorted(new, key=split_reference):
            by_row.setdefault(split_reference(reference)[0], []).append(reference)
        edits: list[Edit] = []
        fresh: dict[int, bytes] = {}
        for number, references in by_row.items():
            made = {reference: self._made(reference, new[reference]) for reference in references}
            if number in self.found.rows:
                edits += self._into_row(self._row(number), made)
            else:
                q = self._q
                fresh[number] = b'<%brow r="%d">%b</%brow>' % (q, number, b"".join(made.values()), q)
        return edits + self._new_rows(fresh)

    def _made(self, reference: str, value: Any) -> bytes:
        style = self._style(*split_reference(reference))
        if isinstance(value, NewFormula):
            q, look = self._q, b' s="%b"' % style.encode() if style else b""
            text = escape(value.text).encode()
            return b'<%bc r="%b"%b><%bf>%b</%bf></%bc>' % (q, reference.encode(), look, q, text, q, q)
        return self._render(reference, FoundCell(0, 0, style, self._q.decode()))(value)

    def _style(self, row: int, column: int) -> str | None:
        """As Excel does: a new cell looks like the table's last row, else like its row, else like its column."""
        above = self.found.cells.get(address(self.like[row], column)) if row in self.like else None
        if above:
            return above.style
        if row in self.found.rows:
            start, end = self.found.rows[row]
            about = attributes(self.xml[start:end])
            if about.get("customFormat") in ("1", "true"):
                return about.get("s")
        for tag in re.findall(rb"<%bcol\s([^>]*)>" % re.escape(self._q), self.xml):
            about = attributes(tag)
            if int(about["min"]) <= column <= int(about["max"]):
                return about.get("style")
        return None

    def _row(self, number: int) -> Row:
        start, end = self.found.rows[number]
        cells = [(split_reference(reference), cell) for reference, cell in self.found.cells.items()]
        own = sorted((column, cell) for (row, column), cell in cells if row == number)
        closed = self.xml[end - 2 : end] == b"/>"
        last = own[-1][1].end if own else end
        close = end if closed else self.xml.index(b"</%brow" % self._q, last)
        return Row((start, end), close, [(column, cell.start) for column, cell in own], closed)

    def _into_row(self, row: Row, made: Mapping[str, bytes]) -> list[Edit]:
        start, end = row.tag
        wider = _spanning(self.xml[start:end], start, [split_reference(reference)[1] for reference in made])
        if row.closed:
            return [*wider, (end - 2, end, b">%b</%brow>" % (b"".join(made.values()), self._q))]
        edits: dict[int, bytes] = {}
        for reference, xml in made.items():
            column = split_reference(reference)[1]
            at = next((begin for other, begin in row.cells if other > column), row.end)
            edits[at] = edits.get(at, b"") + xml
        return [*wider, *((at, at, xml) for at, xml in edits.items())]

    def _new_rows(self, fresh: Mapping[int, bytes]) -> list[Edit]:
        edits: dict[tuple[int, int], bytes] = {}
        for number in sorted(fresh):
            at = next((start for row, (start, _) in sorted(self.found.rows.items()) if row > number), None)
            place = (at, at) if at is not None else self._end_of_data()
            edits[place] = edits.get(place, b"") + fresh[number]
        q = self._q
        empty = b"<%bsheetData>%b</%bsheetData>"
        return [(*place, empty % (q, xml, q) if place[0] < place[1] else xml) for place, xml in edits.items()]

    def _end_of_data(self) -> tuple[int, int]:
        """Where rows end; the whole element where it is empty, <sheetData/>."""
        found = re.search(rb"<%bsheetData\s*/>|(?=</%bsheetData)" % (re.escape(self._q), re.escape(self._q)), self.xml)
        if found is None:
            raise ValueError("the sheet holds no cells at all")
        return found.span()

    def _heights(self, values: Mapping[str, Any]) -> Iterator[Edit]:
        """Rows that are stored too low for the texts that are set in them get higher; merged cells never count."""
        widths, texts = shown_widths(self.xml), dict[int, list[tuple[str, float]]]()
        for reference, value in values.items():
            row, column = split_reference(reference)
            if isinstance(value, str) and column in widths and row in self.found.rows and self._wraps(reference):
                texts.setdefault(row, []).append((value, widths[column]))
        for row, standing in texts.items():
            start, end = self.found.rows[row]
            if low := too_low(self.xml[start:end], standing):
                yield start + low[0], start + low[1], low[2]

    def _wraps(self, reference: str) -> bool:
        cell = self.found.cells.get(reference)
        style = cell.style if cell else self._style(*split_reference(reference))
        return style in self._wrapping and not any(reference in merge for merge in self._merges)

    def _dimension(self, new: Iterable[str]) -> list[Edit]:
        """The area that the sheet says to use, which some readers trust."""
        found = re.search(rb"""<%bdimension\s[^>]*?ref=["']([A-Z0-9:]+)["']""" % re.escape(self._q), self.xml)
        cells = [split_reference(reference) for reference in new]
        if found is None or not cells:
            return []
        used = area(found[1].decode())
        rows = [used.rows.start, used.rows.stop - 1, *(row for row, _ in cells)]
        columns = [used.columns.start, used.columns.stop - 1, *(column for _, column in cells)]
        wider = f"{address(min(rows), min(columns))}:{address(max(rows), max(columns))}"
        return [(*found.span(1), wider.encode())]


def _is_alone(cells: Area) -> bool:
    return len(cells.rows) * len(cells.columns) == 1


def _spanning(tag: bytes, start: int, columns: Sequence[int]) -> list[Edit]:
    """What lets the `spans` of a row's tag, which starts there, reach over those columns too."""
    found = re.search(rb"""(?<=\sspans=["'])([0-9]+):([0-9]+)(?=["'])""", tag)
    if found is None:
        return []
    first, last = min(int(found[1]), *columns), max(int(found[2]), *columns)
    return [(start + found.start(), start + found.end(), b"%d:%d" % (first, last))]
