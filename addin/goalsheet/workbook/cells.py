"""Where the cells of a sheet lie in its XML, to the byte, so that setting one changes nothing else.

Found by patterns and not by a parser: a sheet of a million cells takes a second and not ten. The XML must be
`readable`, and its elements all carry the prefix of its root, as every program writes them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from goalsheet.layout.room import address, split_reference
from goalsheet.workbook.markup import attributes, prefix_of

_REFERENCE = re.compile(rb"""\sr=["']([A-Z]+[0-9]+)["']""")
_TYPE = re.compile(rb"""\st=(?:"[^"]*"|'[^']*')""")

#: The trouble with a cell whose element carries more than can be set.
RICH = "it holds a dynamic array or a rich value"


#: A formula's cell, its element's attributes and its text.
Written = tuple[str, bytes, bytes]


@dataclass(frozen=True)
class FoundCell:
    """One `<c>` element: its bytes, its style, and its formula element if it has one."""

    start: int
    end: int
    style: str | None
    prefix: str  # of the part's main namespace, "" or "x:"
    formula: bytes | None = None
    trouble: str | None = None  # why its value cannot simply be replaced


class FoundCells(Mapping[str, FoundCell]):
    """Cells by reference; each is looked at when it is first asked for, for most of a sheet's are never asked for."""

    def __init__(self, matches: Mapping[str, re.Match[bytes]], prefix: bytes) -> None:
        self._matches, self._prefix = matches, prefix

    def __getitem__(self, reference: str) -> FoundCell:
        return found_cell(self._matches[reference], self._prefix)

    def holding(self, content: re.Pattern[bytes]) -> list[str]:
        """The cells in which something is found, none of which is looked at any further."""
        return [reference for reference, match in self._matches.items() if match[5] and content.search(match[5])]

    def __contains__(self, reference: object) -> bool:
        return reference in self._matches

    def __iter__(self) -> Iterator[str]:
        return iter(self._matches)

    def __len__(self) -> int:
        return len(self._matches)


@dataclass(frozen=True)
class SheetMap:
    """What a sheet's XML holds and where."""

    cells: FoundCells
    rows: Mapping[int, tuple[int, int]]  # the bytes of each <row …> tag
    merges: Sequence[str]


@dataclass(frozen=True)
class Area:
    """A rectangle of cells."""

    rows: range
    columns: range
    first: str  # its upper left cell

    def __contains__(self, reference: object) -> bool:
        row, column = split_reference(str(reference))
        return row in self.rows and column in self.columns


def area(cells: str) -> Area:
    """The area of a range such as A1:C5, or of a single cell."""
    first, _, last = cells.replace("$", "").partition(":")
    (row, column), (last_row, last_column) = split_reference(first), split_reference(last or first)
    return Area(range(row, last_row + 1), range(column, last_column + 1), first)


def map_sheet(xml: bytes, wanted: Collection[str] | None = None) -> SheetMap:
    """The wanted cells (all, if None), all rows and all merges of a sheet."""
    rows, cells = {}, {}
    for reference, match in _rows_and_cells(xml):
        if match[1]:
            rows[int(reference)] = match.span()
        elif wanted is None or reference in wanted:
            cells[reference] = match
    return SheetMap(FoundCells(cells, prefix_of(xml)), rows, merges(xml))


def each_cell(xml: bytes) -> Iterator[tuple[str, re.Match[bytes]]]:
    """Every cell's reference and its element: group 4 is its other attributes, group 5 its content."""
    return ((reference, match) for reference, match in _rows_and_cells(xml) if not match[1])


def _rows_and_cells(xml: bytes) -> Iterator[tuple[str, re.Match[bytes]]]:
    """Rows (their number; group 1 is set) and cells (their reference); both may leave it to be counted."""
    q = re.escape(prefix_of(xml))
    pattern = re.compile(
        rb'<%b(?:(row)(\s[^>]*)?/?>|c(?:\s+r="([A-Z]+[0-9]+)")?(\s[^>]*?)?(?:/>|>(.*?)</%bc\s*>))' % (q, q), re.DOTALL
    )
    row, last = 0, ""
    for match in pattern.finditer(xml):
        if match[1]:
            row, last = int(attributes(match[2] or b"").get("r") or row + 1), ""
            yield str(row), match
        else:
            last = _reference(match) or address(row, split_reference(last)[1] + 1 if last else 1)
            yield last, match


def _reference(cell: re.Match[bytes]) -> str | None:
    if cell[3]:
        return cell[3].decode()
    found = _REFERENCE.search(cell[4] or b"")
    return found[1].decode() if found else None


def found_cell(match: re.Match[bytes], prefix: bytes) -> FoundCell:
    """The cell that `each_cell` found."""
    described = attributes(match[4] or b"")
    element = _formula_pattern(prefix).search(match[5] or b"")
    trouble = None
    if element:
        about = attributes(element[1] or b"")
        if about.get("t") in ("array", "dataTable") or about.get("ref"):
            trouble = "it begins an array or shared formula"
    if described.get("cm") or described.get("vm"):
        trouble = RICH
    formula = element[0] if element else None
    return FoundCell(match.start(), match.end(), described.get("s"), prefix.decode(), formula, trouble)


@cache
def _formula_pattern(prefix: bytes) -> re.Pattern[bytes]:
    q = re.escape(prefix)
    return re.compile(rb"<%bf(\s[^>]*?)?(?:/>|>([^<]*)</%bf\s*>)" % (q, q))


def written(xml: bytes) -> tuple[Written, ...]:
    """Every formula of a sheet as it is written; the same for sheets that have the same formulas."""
    return _known(xml) if len(xml) <= _SHORT else _written(xml)


def _written(xml: bytes) -> tuple[Written, ...]:
    q = re.escape(prefix_of(xml))
    told = re.findall(rb'<%bc r="([A-Z]+[0-9]+)"[^>/]*>[^<]*<%bf(\s[^>]*?)?(?:/>|>([^<]*)</%bf\s*>)' % (q, q, q), xml)
    if len(told) == len(re.findall(rb"<%bf(?=[\s/>])" % q, xml)):
        return tuple((reference.decode(), about, text) for reference, about, text in told)
    pattern = _formula_pattern(prefix_of(xml))
    found = ((reference, pattern.search(cell[5])) for reference, cell in each_cell(xml) if cell[5])
    return tuple((reference, one[1] or b"", one[2] or b"") for reference, one in found if one)


#: Most sheets of a workbook are as they were at the last look, and many are those of all others of its template.
_known = lru_cache(64)(_written)
_SHORT = 200_000  # bytes


def merges(xml: bytes) -> list[str]:
    """The sheet's merged ranges."""
    found = re.findall(rb"<%bmergeCell\s([^>]*)>" % re.escape(prefix_of(xml)), xml)
    return [attributes(tag)["ref"] for tag in found]


def inside_merge(reference: str, merged: Iterable[Area]) -> bool:
    """Whether the cell is covered by a merge's first cell, which alone may hold a value."""
    return any(reference != merge.first and reference in merge for merge in merged)


def strip_results(xml: bytes) -> bytes:
    """The sheet without stored formula results: a stale result is shown as truth by programs that do not calculate.

    A result's type goes with it; a formula alone is what openpyxl writes, and every program calculates it.
    """
    q = re.escape(prefix_of(xml))
    pattern = (
        rb"(<%bc(?:\s[^>]*)?>)\s*(<%bf(?:\s[^>]*?)?(?:/>|>[^<]*</%bf\s*>))\s*<%bv(?:\s[^>]*?)?(?:/>|>[^<]*</%bv\s*>)"
    )
    bare = re.sub(pattern % (q, q, q, q, q), lambda match: _TYPE.sub(b"", match[1]) + match[2], xml)
    return _strip_spilled(bare)


def _strip_spilled(xml: bytes) -> bytes:
    """Without the results that an array formula or a data table has put into the cells beside its own."""
    tags = re.findall(rb"<%bf\s([^>]*ref=[^>]*)>" % re.escape(prefix_of(xml)), xml)
    described = [about for about in map(attributes, tags) if about.get("t") in ("array", "dataTable")]
    spilled = [area(about["ref"]) for about in described if ":" in about["ref"]]
    if not spilled:
        return xml
    out: list[bytes] = []
    position = 0
    own = _formula_pattern(prefix_of(xml))
    for reference, match in each_cell(xml):
        if match[5] and not own.search(match[5]) and any(reference in one for one in spilled):
            tag = xml[match.start() : match.start(5) - 1]
            out += (xml[position : match.start()], _TYPE.sub(b"", tag), b"/>")
            position = match.end()
    return b"".join((*out, xml[position:]))
