"""Make thousands of workbooks from one: what all share is deflated once, each person costs only what differs.

A part that varies is cut into *runs*: the cells of a row, a header, a property. Runs that follow from the goals are
deflated in blocks and remembered by their values, because starter goals and empty rows repeat from person to person;
a person's own are deflated alone. Each piece ends on a byte, so they join to one stream whatever comes before.
Measured against other ways in tests/benchmarks.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from goalsheet.layout.plan import Value
from goalsheet.layout.room import number_text
from goalsheet.workbook.cells import FoundCell
from goalsheet.workbook.package import END_OF_STREAM, Archive, Member, archive, deflate, deflate_short, finished, member
from goalsheet.workbook.texts import escape, length

LONGEST_TEXT = 32_767  # characters that a cell holds

_REMEMBERED = 64  # results that a run or a part remembers
_BLOCK = 16_000  # bytes of XML that are deflated together: half of deflate's window
_LEVEL = 6
_SHORT = 160  # bytes below which deflating gains nothing


@dataclass(frozen=True)
class Place:
    """A stretch of a part that holds one value."""

    part: str
    start: int
    end: int
    render: Callable[[Any], bytes]


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


class _Fragment(NamedTuple):
    """A stretch of a part: its plain bytes, and the same deflated."""

    plain: bytes
    packed: bytes


class _Run:
    """A stretch that varies by the values of one group, with the fixed stretch behind it."""

    def __init__(self, xml: bytes, places: Sequence[Place], until: int) -> None:
        ends = [place.start for place in places[1:]] + [places[-1].end]
        self._pieces = [xml[place.end : end] for place, end in zip(places, ends, strict=True)]
        self._renders = [place.render for place in places]
        self._fixed = xml[places[-1].end : until]
        self._fixed_packed = deflate(self._fixed) if self._fixed else b""
        self.length = until - places[0].start
        self._remembered: dict[tuple[Value, ...], _Fragment] = {}

    def plain(self, values: tuple[Value, ...]) -> bytes:
        """The stretch with these values, and the fixed one behind it."""
        return self._varying(values) + self._fixed

    def fragment(self, values: tuple[Value, ...]) -> _Fragment:
        """The same with its deflated bytes."""
        found = self._remembered.get(values)
        if found is None:
            varying = self._varying(values)
            packed = _stored(varying) if len(varying) < _SHORT else deflate_short(varying)
            found = _Fragment(varying + self._fixed, packed + self._fixed_packed)
            _remember(self._remembered, values, found)
        return found

    def _varying(self, values: tuple[Value, ...]) -> bytes:
        out: list[bytes] = []
        for render, value, piece in zip(self._renders, values, self._pieces, strict=True):
            out += (render(value), piece)
        return b"".join(out)


def _stored(plain: bytes) -> bytes:
    size = len(plain)
    return b"\0" + size.to_bytes(2, "little") + (size ^ 0xFFFF).to_bytes(2, "little") + plain


def _remember(memory: dict[Any, Any], key: object, value: object) -> None:
    if len(memory) >= _REMEMBERED:
        memory.clear()
    memory[key] = value


class _Block:
    """Neighbouring runs deflated together, remembered for the very same values."""

    def __init__(self, runs: Sequence[tuple[int, _Run]]) -> None:
        self._runs = runs
        self._remembered: dict[tuple[int, ...], tuple[Sequence[object], _Fragment]] = {}

    def fragment(self, values: Sequence[tuple[Value, ...]]) -> _Fragment:
        """The block; `values` are those of all shared groups."""
        own = [values[index] for index, _ in self._runs]
        key = tuple(map(id, own))
        found = self._remembered.get(key)
        if found is None:
            plain = b"".join(run.plain(own_values) for (_, run), own_values in zip(self._runs, own, strict=True))
            # The values are kept too: an identity means something only while its object lives.
            found = own, _Fragment(plain, deflate(plain, _LEVEL))
            _remember(self._remembered, key, found)
        return found[1]


class _Stretch:
    """Neighbouring runs that many people share, in blocks large enough to deflate well, small enough to vary alone."""

    def __init__(self, runs: Sequence[tuple[int, _Run]]) -> None:
        self._blocks = [_Block(block) for block in _blocks(runs)]
        self._remembered: dict[int, _Shared] = {}

    def shared(self, values: Sequence[tuple[Value, ...]], crc: int) -> _Shared:
        """The stretch behind bytes of that checksum; `values` are those of all shared groups."""
        found = self._remembered.get(id(values))
        if found is None:
            made = [block.fragment(values) for block in self._blocks]
            plain = b"".join(one.plain for one in made)
            found = _Shared(values, plain, b"".join(one.packed for one in made), crc, zlib.crc32(plain, crc))
            _remember(self._remembered, id(values), found)
        return found


def _blocks(runs: Sequence[tuple[int, _Run]]) -> list[list[tuple[int, _Run]]]:
    blocks: list[list[tuple[int, _Run]]] = [[]]
    for numbered in runs:
        if sum(run.length for _, run in blocks[-1]) > _BLOCK:
            blocks.append([])
        blocks[-1].append(numbered)
    return blocks


@dataclass(frozen=True)
class _Shared:
    """A stretch that was made: its plain bytes, deflated, and the checksums of all before it and up to its end.

    It keeps the values it was made of: their identity means something only while they live.
    """

    made_of: Sequence[object]
    plain: bytes
    packed: bytes
    crc_before: int
    crc_after: int

    def crc(self, before: int) -> int:
        """The checksum up to the stretch's end; known already where what comes before is the same for all."""
        return self.crc_after if before == self.crc_before else zlib.crc32(self.plain, before)


class _Part:
    """A part that varies: a fixed beginning, then stretches that many share and runs of one's own, in turn."""

    def __init__(self, name: str, xml: bytes, groups: Sequence[tuple[int, Sequence[Place]]], shared: int) -> None:
        self.name = name
        ordered = sorted(groups, key=lambda group: group[1][0].start)
        starts = [places[0].start for _, places in ordered] + [len(xml)]
        beginning = xml[: starts[0]]
        self._beginning = _Fragment(beginning, deflate(beginning))
        self._beginning_crc = zlib.crc32(beginning)
        runs = [(index, _Run(xml, places, until)) for (index, places), until in zip(ordered, starts[1:], strict=True)]
        self._pieces: list[_Stretch | tuple[int, _Run]] = []
        for is_shared, neighbours in groupby(runs, lambda run: run[0] < shared):
            together = list(neighbours)
            self._pieces += [_Stretch(together)] if is_shared else [(index - shared, run) for index, run in together]

    def filled(self, own: Sequence[tuple[Value, ...]], common: Sequence[tuple[Value, ...]]) -> Member:
        """The part as a member, of one's own groups' values and of those that many share."""
        plain, packed = self._beginning
        crc, size, pieces = self._beginning_crc, len(plain), [packed]
        for piece in self._pieces:
            if isinstance(piece, _Stretch):
                shared = piece.shared(common, crc)
                crc, packed = shared.crc(crc), shared.packed
                size += len(shared.plain)
            else:
                index, run = piece
                plain, packed = run.fragment(own[index])
                crc = zlib.crc32(plain, crc)
                size += len(plain)
            pieces.append(packed)
        pieces.append(END_OF_STREAM)
        return Member(self.name, crc, size, tuple(pieces), sum(map(len, pieces)))


class Stamp:
    """A compiled workbook: `make` gives one person's file from the values of the groups, in their order.

    The places of a group lie side by side in one part, in order: the cells of a row, or a single header. The values of
    the first `shared` groups are the same for many people; what is made of them is remembered as a whole.
    """

    def __init__(self, members: dict[str, bytes], groups: Sequence[Sequence[Place]], shared: int = 0) -> None:
        by_part: dict[str, list[tuple[int, Sequence[Place]]]] = {}
        for index, places in enumerate(groups):
            by_part.setdefault(places[0].part, []).append((index, places))
        fixed = ["[Content_Types].xml", *(name for name in members if name != "[Content_Types].xml")]
        self._start: Archive = archive(member(name, members[name]) for name in fixed if name not in by_part)
        self._parts = [_Part(name, members[name], numbered, shared) for name, numbered in by_part.items()]

    def make(self, own: Sequence[tuple[Value, ...]], common: Sequence[tuple[Value, ...]] = ()) -> bytes:
        """The finished workbook; give the same `common` object wherever the shared groups' values are the same."""
        return b"".join(finished(self._start, [part.filled(own, common) for part in self._parts]))
