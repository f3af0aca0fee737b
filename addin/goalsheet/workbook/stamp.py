"""Make thousands of workbooks from one: what all share is deflated once, each person costs only what differs.

A part that varies is cut at a person's own places: a cell of their name, a header, a property. All between them
follows from the goals, which are the same for many, and is deflated once for those; one's own places are put between
as they are. Each piece ends on a byte, so they join to one stream whatever comes before. Measured against other ways
in tests/benchmarks.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from goalsheet.layout.plan import Value
from goalsheet.layout.room import number_text
from goalsheet.workbook.cells import FoundCell
from goalsheet.workbook.checksums import Checked
from goalsheet.workbook.package import (
    END_OF_STREAM,
    Archive,
    Member,
    archive,
    deflate,
    deflate_short,
    extended,
    finished,
    member,
)
from goalsheet.workbook.texts import escape, length

Renderer = Callable[[Any], bytes]

LONGEST_TEXT = 32_767  # characters that a cell holds

_REMEMBERED = 64  # different goals of which all that follows from them is remembered
_LEVEL = 6  # of what follows from the goals: the last per cent takes twice as long
_SHORT = 4_000  # bytes below which deflating costs more time than it is worth
_BETWEEN = 200  # bytes of a fixed stretch between one's own places above which it is a piece of its own


@dataclass(frozen=True)
class Place:
    """A stretch of a part that holds one value."""

    part: str
    start: int
    end: int
    render: Renderer


def render_cell(reference: str, cell: FoundCell) -> Callable[[Value], bytes]:
    """What writes a value into that cell: text is always text, never a formula; a formula gets its result."""
    style = f' s="{cell.style}"' if cell.style else ""
    q = cell.prefix
    head, tail = f'<{q}c r="{reference}"{style}'.encode(), f"</{q}c>".encode()
    if cell.formula is not None:
        return _formula_renderer(head, cell.formula, tail, q)
    empty, number = head + b"/>", head + f"><{q}v>".encode()
    text = head + f' t="inlineStr"><{q}is><{q}t xml:space="preserve">'.encode()
    number_tail, text_tail = f"</{q}v>".encode() + tail, f"</{q}t></{q}is>".encode() + tail

    def render(value: Value) -> bytes:
        if value is None:
            return empty
        if isinstance(value, str):
            check_length(value)
            return text + escape(value).encode() + text_tail
        return number + number_text(value).encode() + number_tail

    return render


def check_length(text: str) -> None:
    """ValueError where a text is longer than a cell's can be."""
    if len(text) > LONGEST_TEXT // 2 and length(text) > LONGEST_TEXT:
        raise ValueError(f"a text of {length(text)} characters; a cell holds {LONGEST_TEXT}")


def _formula_renderer(head: bytes, formula: bytes, tail: bytes, prefix: str) -> Callable[[Value], bytes]:
    number, text = head + b">" + formula, head + b' t="str">' + formula
    before, after = f"<{prefix}v>".encode(), f"</{prefix}v>".encode() + tail

    def render(value: Value) -> bytes:
        if value is None or isinstance(value, str):
            return text + before + escape(value or "").encode() + after
        return number + before + number_text(value).encode() + after

    return render


class _Own(NamedTuple):
    """A person's own place: which of their values it shows, and how that is written."""

    at: int
    render: Renderer


class _Run:
    """A stretch that varies by the values of one shared group, with the fixed stretch behind it."""

    def __init__(self, index: int, xml: bytes, places: Sequence[Place], until: int) -> None:
        ends = [place.start for place in places[1:]] + [until]
        self.index = index
        self._fields = [(place.render, xml[place.end : end]) for place, end in zip(places, ends, strict=True)]

    def plain(self, values: tuple[Value, ...]) -> bytes:
        """The stretch with these values, and the fixed one behind it."""
        out: list[bytes] = []
        for (render, fixed), value in zip(self._fields, values, strict=True):
            out += (render(value), fixed)
        return b"".join(out)


class _Part:
    """A part that varies: fixed stretches, runs of shared groups, and a person's own places, in their order."""

    def __init__(self, name: str, xml: bytes, groups: Sequence[tuple[int, Sequence[Place]]], shared: int) -> None:
        self.name = name
        ordered = sorted(groups, key=lambda group: group[1][0].start)
        ends = [places[0].start for _, places in ordered[1:]] + [len(xml)]
        self._stretches: list[bytes | _Run | _Own] = [xml[: ordered[0][1][0].start]]
        for (index, places), end in zip(ordered, ends, strict=True):
            if index < shared:
                self._stretches.append(_Run(index, xml, places, end))
            else:
                [place] = places
                self._stretches += (_Own(index - shared, place.render), xml[place.end : end])
        self.is_shared = not any(isinstance(stretch, _Own) for stretch in self._stretches)

    def prepared(self, common: Sequence[tuple[Value, ...]]) -> _Prepared:
        """The part with the shared values filled in."""
        owns: list[_Own] = []
        behind: list[list[bytes]] = [[]]
        for stretch in self._stretches:
            if isinstance(stretch, _Own):
                owns.append(stretch)
                behind.append([])
            else:
                behind[-1].append(stretch.plain(common[stretch.index]) if isinstance(stretch, _Run) else stretch)
        beginning, *others = map(b"".join, behind)
        return _Prepared(self.name, beginning, zip(owns, others, strict=True))


class _OwnPlace:
    """A place of one's own with the short stretch behind it, and what was written there last.

    Much of what may differ is the same object for everybody (the cycle) or for neighbours (their manager).
    """

    def __init__(self, own: _Own, behind: bytes) -> None:
        self._at, self._render, self._behind = own.at, own.render, behind
        self._value: object = self  # which no value is
        self._written = b""

    def written(self, own: Sequence[Value]) -> bytes:
        """The place with its one of a person's own values."""
        value = own[self._at]
        if value is not self._value:
            self._written = self._render(value) + self._behind
            self._value = value
        return self._written


def _together(turns: Iterable[tuple[_Own, bytes]]) -> Iterator[tuple[list[_OwnPlace], bytes]]:
    """Places that lie close together, and the longer stretch behind them.

    The short stretches between them are written again each time: pieces of their own would cost more.
    """
    places: list[_OwnPlace] = []
    for own, behind in turns:
        is_last = len(behind) > _BETWEEN
        places.append(_OwnPlace(own, b"" if is_last else behind))
        if is_last:
            yield places, behind
            places = []
    if places:
        yield places, b""


class _Prepared:
    """A part in which only one's own values are missing."""

    def __init__(self, name: str, beginning: bytes, turns: Iterable[tuple[_Own, bytes]]) -> None:
        self._name = name
        self._beginning = zlib.crc32(beginning), len(beginning), _packed(beginning)
        self._turns = [(places, Checked(behind), len(behind), _packed(behind)) for places, behind in _together(turns)]

    def filled(self, own: Sequence[Value]) -> Member:
        """The part as a member, with a person's own values."""
        crc, size, packed = self._beginning
        pieces = [packed]
        for places, behind, behind_size, packed in self._turns:
            written = b"".join([place.written(own) for place in places])
            written_size = len(written)
            pieces += _stored(written, written_size) if written_size < _SHORT else (deflate_short(written),)
            pieces.append(packed)
            crc = behind.crc(zlib.crc32(written, crc))
            size += written_size + behind_size
        pieces.append(END_OF_STREAM)
        return Member(self._name, crc, size, pieces, sum(map(len, pieces)))


def _packed(plain: bytes) -> bytes:
    return deflate(plain, _LEVEL) if plain else b""


_STORED = struct.Struct("<BHH")  # the header of a block that is not deflated: its size, and the same inverted


def _stored(plain: bytes, size: int) -> tuple[bytes, bytes]:
    return _STORED.pack(0, size, size ^ 0xFFFF), plain


class Stamp:
    """A compiled workbook: `make` gives one person's file from the values of their own places and the shared ones.

    `shared` are groups of places whose values follow from what is the same for many people; what is made of them is
    remembered as a whole. The places of a group lie side by side in one part, in order: the cells of a row.
    """

    def __init__(self, members: dict[str, bytes], own: Sequence[Place], shared: Sequence[Sequence[Place]] = ()) -> None:
        by_part: dict[str, list[tuple[int, Sequence[Place]]]] = {}
        for index, places in enumerate([*shared, *([place] for place in own)]):
            by_part.setdefault(places[0].part, []).append((index, places))
        fixed = ["[Content_Types].xml", *(name for name in members if name != "[Content_Types].xml")]
        self._start: Archive = archive(member(name, members[name]) for name in fixed if name not in by_part)
        self._parts = [_Part(name, members[name], found, len(shared)) for name, found in by_part.items()]
        self._remembered: dict[int, tuple[Sequence[object], Archive, list[_Prepared]]] = {}

    def make(self, own: Sequence[Value], common: Sequence[tuple[Value, ...]] = ()) -> bytes:
        """The finished workbook; give the same `common` object wherever the shared groups' values are the same."""
        _, start, parts = self._remembered.get(id(common)) or self._prepare(common)
        return b"".join(finished(start, [part.filled(own) for part in parts]))

    def _prepare(self, common: Sequence[tuple[Value, ...]]) -> tuple[Sequence[object], Archive, list[_Prepared]]:
        """All that people with these shared values have in common: the zip's start, and what follows half done.

        The values are kept too: an identity means something only while its object lives.
        """
        if len(self._remembered) >= _REMEMBERED:
            self._remembered.clear()
        start = extended(self._start, [part.prepared(common).filled(()) for part in self._parts if part.is_shared])
        found = common, start, [part.prepared(common) for part in self._parts if not part.is_shared]
        self._remembered[id(common)] = found
        return found
