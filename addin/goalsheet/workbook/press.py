"""Compile a design into a stamp: the base workbook, where its cells are, and what each of them says about a person."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter
from typing import Any

from goalsheet.layout.facts import Facts, Figures
from goalsheet.layout.plan import Design, Field, Live, Said, Sheet, Slot, Value
from goalsheet.layout.room import address
from goalsheet.workbook.build import build_parts
from goalsheet.workbook.cells import map_sheet
from goalsheet.workbook.macros import add_macros
from goalsheet.workbook.package import sheet_parts
from goalsheet.workbook.stamp import Place, Stamp, check_length, render_cell
from goalsheet.workbook.texts import FIXED_TIME
from goalsheet.workbook.tokens import Token, find_tokens

Reader = Callable[[Any], Value]
GroupReader = Callable[[Any], tuple[Value, ...]]
_HEIGHT = re.compile(rb'\s(?:ht|customHeight)="[^"]*"')
_REMEMBERED = 64
_PROPERTIES = "docProps/core.xml"
_MADE_AT = b"{{ today.isoformat() }}T12:00:00Z"  # at noon it is the same day nearly everywhere


@dataclass(frozen=True)
class Varying:
    """A place of the base workbook on that row and what it says: by the figures of goals, or by the person's facts."""

    row: int
    place: Place
    reader: Reader
    personal: bool
    said: Said | None = None

    @property
    def read(self) -> Reader:
        """What reads the value and says it in the workbook's language."""
        reader, said = self.reader, self.said
        return reader if said is None else lambda source: said(reader(source))


class Press:
    """A stamp with what it wants to know: the figures' groups, the person's, and the tokens' texts."""

    def __init__(self, members: dict[str, bytes], varying: Sequence[Varying], tokens: Sequence[Token]) -> None:
        by_figures = list(_groups([one for one in varying if not one.personal]))
        by_person = [one for one in varying if one.personal]
        own = [*(one.place for one in by_person), *(token.place for token in tokens)]
        self.tokens = tokens
        self.digest = hashlib.sha256(b"".join(members[name] for name in sorted(members))).hexdigest()
        self._stamp = Stamp(members, own, [places for places, _ in by_figures])
        self._by_figures = [reader for _, reader in by_figures]
        self._by_person = [one.read for one in by_person]
        self._remembered: dict[int, tuple[Figures, list[tuple[Value, ...]]]] = {}

    def check(self, facts: Facts) -> None:
        """Find out whether the workbook of one person can be made; ValueError where a text is too long for a cell."""
        _check_lengths([read(facts) for read in self._by_person])
        if id(facts.figures) not in self._remembered:
            _check_lengths(chain.from_iterable(self._of_figures(facts.figures)))

    def make(self, facts: Facts, texts: Sequence[Value]) -> bytes:
        """The workbook of one person; `texts` are the tokens' values, in order."""
        own = [read(facts) for read in self._by_person]
        return self._stamp.make([*own, *texts], self._of_figures(facts.figures))

    def _of_figures(self, figures: Figures) -> list[tuple[Value, ...]]:
        """The values that follow from the figures: the same list for the same figures; the stamp knows it again."""
        found = self._remembered.get(id(figures))
        if found is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            found = self._remembered[id(figures)] = (figures, [read(figures) for read in self._by_figures])
        return found[1]


def _check_lengths(values: Iterable[Value]) -> None:
    for value in values:
        if isinstance(value, str):
            check_length(value)


def compile_design(design: Design, signed: Mapping[str, bytes] | None = None) -> Press:
    """The press for goalsheet's own workbook; `signed` holds the parts of a signed VBA project to take over."""
    members = build_parts(design)
    if design.has_buttons:
        add_macros(members, design, signed)
    members[_PROPERTIES] = members[_PROPERTIES].replace(FIXED_TIME, _MADE_AT)
    parts = sheet_parts(members)
    varying = [
        one for sheet in design.sheets for one in _varying(sheet, parts[sheet.title], members[parts[sheet.title]])
    ]
    return Press(members, varying, find_tokens(members, "base workbook"))


def _groups(varying: Sequence[Varying]) -> Iterator[tuple[list[Place], GroupReader]]:
    """Places that vary together, with what reads their values in one go: the fields of one row, or a single cell."""
    for (_, source), group in groupby(varying, lambda one: (one.row, _source(one.reader))):
        ones = list(group)
        if source is None:
            for one in ones:
                yield [one.place], _single_reader(one.read)
        else:
            names = [one.reader.name for one in ones if isinstance(one.reader, Field)]
            yield [one.place for one in ones], _said(_row_reader(*source, names), [one.said for one in ones])


def _source(reader: Reader) -> tuple[str, int] | None:
    return (reader.rows, reader.index) if isinstance(reader, Field) else None


def _single_reader(read: Reader) -> GroupReader:
    return lambda source: (read(source),)


def _row_reader(rows: str, index: int, names: Sequence[str]) -> GroupReader:
    read_rows = attrgetter(rows)
    read_fields: Callable[[Any], Any] = attrgetter(*names)
    if len(names) == 1:
        return lambda figures: (read_fields(read_rows(figures)[index]),)
    return lambda figures: read_fields(read_rows(figures)[index])


def _said(read: GroupReader, said: Sequence[Said | None]) -> GroupReader:
    """The same values as the workbook's language says them."""
    if not any(said):
        return read
    return lambda figures: tuple(say(one) if say else one for say, one in zip(said, read(figures), strict=True))


def _varying(sheet: Sheet, part: str, xml: bytes) -> list[Varying]:
    """The cells and row heights that vary, in the order in which they lie in the sheet."""
    found = map_sheet(xml)
    varying: list[Varying] = []
    for (row, column), cell in sheet.cells.items():
        if isinstance(cell.value, (Slot, Live)):
            reference = address(row, column)
            where = found.cells[reference]
            place = Place(part, where.start, where.end, render_cell(reference, where))
            varying.append(_by_content(row, place, cell.value))
    for row, height in sheet.heights.items():
        if isinstance(height, Slot) or callable(height):
            start, end = found.rows[row]
            place = Place(part, start, end, _row_renderer(xml[start:end]))
            content = height if isinstance(height, Slot) else Live("", height)
            varying.append(_by_content(row, place, content))
    return sorted(varying, key=lambda one: one.place.start)


def _by_content(row: int, place: Place, content: Slot | Live) -> Varying:
    reader = content.value if isinstance(content, Slot) else content.twin
    personal = isinstance(content, Slot) and not isinstance(reader, Field)
    return Varying(row, place, reader, personal, content.said)


def _row_renderer(tag: bytes) -> Callable[[float], bytes]:
    """A row's tag with a height: without customHeight, so programs measure again as soon as somebody types."""
    bare = _HEIGHT.sub(b"", tag)

    def render(height: float) -> bytes:
        return bare[:-1] + f' ht="{height:g}">'.encode()

    return render
