"""How people formatted cells of the tables, which goes over with what stands in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from goalsheet.layout.contents import Failure, ShownAsDate
from goalsheet.layout.places import CellPlace
from goalsheet.layout.room import split_reference
from goalsheet.upgrade.elsewhere import Cell
from goalsheet.upgrade.grounds import Ground, Sides, Spot
from goalsheet.workbook.cell_styles import Borrowing, CellStyle
from goalsheet.workbook.cells import FoundCell, map_sheet
from goalsheet.workbook.markup import prefix_of
from goalsheet.workbook.opened import OpenedWorkbook
from goalsheet.workbook.parts import WORKBOOK, related
from goalsheet.workbook.sheet_edits import Edit, spliced
from goalsheet.workbook.strings import all_shared_strings
from goalsheet.workbook.texts import escape

_TYPE = re.compile(rb"""\st\s*=\s*["'](\w+)["']""")
_STYLE = re.compile(rb"""\ss=(?:"[^"]*"|'[^']*')""")


@dataclass(frozen=True)
class Dress:
    """What of a cell is more than its value: parts of its look, and its content as XML where no value tells it."""

    parts: Mapping[str, str]
    kind: bytes = b""
    inner: bytes = b""


def dresses(sides: Sides, cells: Iterable[Cell]) -> dict[CellPlace, Dress]:
    """What goes over besides values, by the place in the new workbook."""
    found = {to: Dress(parts) for to, parts in _formatted(sides)}
    contents = _Contents(sides.old)
    for cell in cells:
        own = found.get(cell.to, Dress({}))
        style = sides.old.style(cell.place)
        if cell.spot is None and style:
            own = replace(own, parts=style.parts)
        kind, inner = contents.with_formula(cell) if cell.formula else contents.untold(cell.place)
        if own.parts or inner:
            found[cell.to] = replace(own, kind=kind, inner=inner)
    return found


def _formatted(sides: Sides) -> Iterator[tuple[CellPlace, Mapping[str, str]]]:
    """Cells of tables that look otherwise than their column does, and in what."""
    for old, _ in sides.shown():
        spots = sides.old.spots(old)
        by_column: dict[tuple[range, str], list[int]] = {}
        for reference in sides.old.sheet(old).cells:
            row, letters = split_reference(reference)[0], reference.rstrip("0123456789")
            for rows, place in spots:
                if place == letters and row in rows:
                    by_column.setdefault((rows, place), []).append(row)
        for (rows, letters), numbers in by_column.items():
            yield from _of_column(sides, old, spots[rows, letters], letters, numbers)


def _of_column(
    sides: Sides, sheet: str, spot: Spot, letters: str, numbers: list[int]
) -> Iterator[tuple[CellPlace, Mapping[str, str]]]:
    styles = {row: style for row in numbers if (style := sides.old.style(CellPlace(sheet, f"{letters}{row}")))}
    used = set(sides.old.tables[spot.row].numbers)
    blank = [style for row, style in styles.items() if row not in used]
    usual = _usual(blank if len(blank) >= _ENOUGH else [*styles.values()])
    for row, style in styles.items():
        changed = {part: told for part, told in style.parts.items() if told not in usual[part]}
        to = sides.destination(spot, row) if changed else None
        if to:
            yield to, changed


_ENOUGH = 4  # rows that show how a column looks
_USUAL = 0.25  # of the rows: in some tables every other row is shaded


def _usual(styles: Sequence[CellStyle]) -> dict[str, set[str]]:
    """Each part of the look as many of the cells have it; rows that nobody uses show it best."""
    counted: dict[str, Counter[str]] = {}
    for style in styles:
        for part, told in style.parts.items():
            counted.setdefault(part, Counter())[told] += 1
    enough = len(styles) * _USUAL
    return {part: {told for told, count in found.items() if count >= enough} for part, found in counted.items()}


class _Contents:
    """Contents that no value tells: texts formatted word by word, yes and no, errors that somebody typed."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        members = ground.book.members
        shared = related(members, WORKBOOK, "sharedStrings")
        xml = ground.book.part(shared[0]) if shared else b""
        self._shared, self._prefix = (all_shared_strings(xml), prefix_of(xml)) if xml else ((), b"")

    def with_formula(self, cell: Cell) -> tuple[bytes, bytes]:
        """The type and content of a cell with a formula of somebody's own, which keeps the result that it had."""
        match cell.content:
            case str(text):
                return b"str", cell.formula + b"<v>%b</v>" % escape(text).encode()
            case bool(said):
                return b"b", cell.formula + b"<v>%d</v>" % said
            case Failure(code):
                return b"e", cell.formula + b"<v>%b</v>" % escape(code).encode()
            case ShownAsDate(number) | float(number):
                return b"n", cell.formula + b"<v>%b</v>" % repr(number).encode()
            case _:
                return b"n", cell.formula

    def untold(self, place: CellPlace) -> tuple[bytes, bytes]:
        """The cell's type and content for a part without prefix; nothing where its value tells all."""
        xml = self._ground.book.part(self._ground.book.directory.sheets[place.sheet])
        cell = self._ground.sheet(place.sheet).cells[place.address]
        tag, _, rest = xml[cell.start : cell.end].partition(b">")
        kind = _TYPE.search(tag)
        q = prefix_of(xml)
        if kind and kind[1] in (b"b", b"e"):
            value = re.search(rb"<%bv[^>]*>([^<]*)<" % re.escape(q), rest)
            return kind[1], b"<v>%b</v>" % (value[1] if value else b"")
        if kind and kind[1] == b"s":
            value = re.search(rb"<%bv[^>]*>\s*(\d+)" % re.escape(q), rest)
            index = int(value[1]) if value else len(self._shared)
            text = self._shared[index] if index < len(self._shared) else b""
            return _runs(text, self._prefix)
        text = rest.removesuffix(b"</%bc>" % q).strip() if kind and kind[1] == b"inlineStr" else b""
        return _runs(text.removeprefix(b"<%bis>" % q).removesuffix(b"</%bis>" % q), q)


def _runs(text: bytes, q: bytes) -> tuple[bytes, bytes]:
    if not re.search(rb"<%br[\s>]" % re.escape(q), text):
        return b"", b""
    bare = re.sub(rb"<(/?)%b(?=[A-Za-z])" % re.escape(q), rb"<\1", text) if q else text
    return b"inlineStr", b"<is>%b</is>" % bare


def dressed(book: OpenedWorkbook, wanted: Mapping[CellPlace, Dress]) -> dict[str, bytes | None]:
    """The parts of a workbook of ours that change when those cells get what is more than their values."""
    styles = related(book.members, WORKBOOK, "styles")[0]
    borrowing = Borrowing(book.part(styles))
    changes: dict[str, bytes | None] = {}
    for sheet in {place.sheet for place in wanted}:
        part = book.directory.sheets[sheet]
        xml = book.part(part)
        cells = map_sheet(xml).cells
        own = {place.address: dress for place, dress in wanted.items() if place.sheet == sheet}
        edits = [_edit(xml, cells[one], dress, borrowing) for one, dress in own.items() if one in cells]
        changes[part] = spliced(xml, edits)
    return {**changes, styles: borrowing.xml()} if changes else {}


def _edit(xml: bytes, cell: FoundCell, dress: Dress, borrowing: Borrowing) -> Edit:
    tag = re.match(rb"<c(?:[^\"'>]|\"[^\"]*\"|'[^']*')*?(?=/?>)", xml[cell.start : cell.end])
    assert tag  # every cell's element begins with its tag
    style = borrowing.like(int(cell.style or 0), dress.parts)
    head = _STYLE.sub(b"", tag[0])
    rest = xml[cell.start + tag.end() : cell.end]
    if dress.inner:
        head, rest = _TYPE.sub(b"", head), b">%b</c>" % dress.inner
        return cell.start, cell.end, b'%b s="%d" t="%b"%b' % (head, style, dress.kind, rest)
    return cell.start, cell.end, b'%b s="%d"%b' % (head, style, rest)
