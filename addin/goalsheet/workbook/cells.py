"""Where the cells of a sheet lie in its XML, to the byte, so that setting one changes nothing else."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from xml.parsers import expat

from goalsheet.errors import Problem
from goalsheet.workbook.package import MAIN

_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_CACHED = re.compile(
    rb"(<(?:[\w.-]+:)?f(?:\s[^>]*)?/>|</(?:[\w.-]+:)?f>)<(?:[\w.-]+:)?v(?:\s[^>]*)?(?:/>|>[^<]*</(?:[\w.-]+:)?v>)"
)


@dataclass(frozen=True)
class FoundCell:
    """One `<c>` element: its bytes, its style, and its formula element if it has one."""

    start: int
    end: int
    style: str | None
    prefix: str  # of the part's main namespace, "" or "x:"
    formula: bytes | None = None
    trouble: str | None = None  # why its value cannot simply be replaced


@dataclass
class SheetMap:
    """What a sheet's XML holds and where."""

    cells: dict[str, FoundCell] = field(default_factory=dict)
    rows: dict[int, tuple[int, int]] = field(default_factory=dict)  # the bytes of each <row …> tag
    merges: list[str] = field(default_factory=list)


def strip_results(xml: bytes) -> bytes:
    """The sheet without stored formula results: a stale result is shown as truth by programs that do not calculate."""
    return _CACHED.sub(rb"\1", xml)


def end_of_element(xml: bytes, start: int, reported: int) -> int:
    """The end of the element that begins at `start`.

    In its end handler expat reports the byte behind an empty element, but the byte of the end tag otherwise.
    """
    match = _TAG.match(xml, start)
    assert match is not None
    tag = match.end()
    return tag if xml[tag - 2 : tag] == b"/>" else xml.index(b">", reported) + 1


def map_sheet(xml: bytes, wanted: Collection[str] | None = None) -> SheetMap:
    """The wanted cells (all, if None) and all rows of a sheet in UTF-8."""
    found = SheetMap()
    parser = expat.ParserCreate(namespace_separator=" ")
    cell, formula, row, merge = (f"{MAIN} {tag}" for tag in ("c", "f", "row", "mergeCell"))
    current: list[tuple[str, int, dict[str, str]]] = []
    formulas: list[tuple[int, int, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        if name == cell:
            current.append((attributes.get("r", ""), at, attributes))
            formulas.clear()
        elif name == formula:
            formulas.append((at, -1, attributes))
        elif name == row and "r" in attributes:
            match = _TAG.match(xml, at)
            assert match is not None
            found.rows[int(attributes["r"])] = (at, match.end())
        elif name == merge:
            found.merges.append(attributes["ref"])

    def end(name: str) -> None:
        at = parser.CurrentByteIndex
        if name == formula:
            begin, _, attributes = formulas.pop()
            formulas.append((begin, end_of_element(xml, begin, at), attributes))
        elif name == cell:
            ref, begin, attributes = current.pop()
            if wanted is None or ref in wanted:
                found.cells[ref] = _found(xml, begin, end_of_element(xml, begin, at), attributes, formulas)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(xml, True)
    return found


def _found(
    xml: bytes, start: int, end: int, attributes: dict[str, str], formulas: list[tuple[int, int, dict[str, str]]]
) -> FoundCell:
    prefix = xml[start + 1 : xml.index(b"c", start)].decode()
    formula = trouble = None
    if formulas:
        begin, stop, described = formulas[-1]
        formula = xml[begin:stop]
        if described.get("t") in ("array", "dataTable") or described.get("ref"):
            trouble = "it begins an array or shared formula"
    if attributes.get("cm") or attributes.get("vm"):
        trouble = "it holds a dynamic array or a rich value"
    return FoundCell(start, end, attributes.get("s"), prefix, formula, trouble)


def inner_cells(merges: list[str]) -> list[tuple[range, range, str]]:
    """For each merge its rows, its columns, and its own first cell, which alone may hold a value."""
    found = []
    for merge in merges:
        first, _, last = merge.partition(":")
        (row, column), (last_row, last_column) = split_reference(first), split_reference(last or first)
        found.append((range(row, last_row + 1), range(column, last_column + 1), first))
    return found


def split_reference(reference: str) -> tuple[int, int]:
    """Row and column numbers of a reference such as AB12."""
    name = reference.rstrip("0123456789")
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - 64
    return int(reference[len(name) :]), column


def problem(sheet: str, reference: str, what: str) -> Problem:
    """A problem with one cell of a template."""
    return Problem(f"sheet {sheet}, cell {reference}", what)
