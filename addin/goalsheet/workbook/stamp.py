"""Make thousands of workbooks from one: what all share is deflated once, each person costs only what differs.

A part that varies is cut into *runs*: the cells of a row, a header, a property. Runs that follow from the goals are
deflated in blocks and remembered by their values, because starter goals and empty rows repeat from person to person;
a person's own are deflated alone. Each piece ends on a byte, so they join to one stream whatever comes before.
Measured against other ways in tests/benchmarks.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
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

_REMEMBERED = 64  # results that a run or a part remembers
_BLOCK = 48_000  # bytes of XML that are deflated together: more than deflate's window, which begins empty
_LEVEL = 6
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


class _Fragment(NamedTuple):
    """A stretch of a part: its plain bytes, and the same deflated."""

    plain: bytes
    packed: bytes


def _fixed(plain: bytes) -> _Fragment:
    return _Fragment(plain, deflate(plain) if plain else b"")


def _joined(fragments: Sequence[_Fragment]) -> _Fragment:
    return _Fragment(b"".join(one.plain for one in fragments), b"".join(one.packed for one in fragments))


class _Run:
    """A stretch that varies by the values of one group, with the fixed stretch behind it."""

    def __init__(self, index: int, xml: bytes, places: Sequence[Place], until: int) -> None:
        ends = [place.start for place in places[1:]] + [until]
        self.index = index
        self.fields = [(place.render, xml[place.end : end]) for place, end in zip(places, ends, strict=True)]
        self.length = until - places[0].start

    def plain(self, values: tuple[Value, ...]) -> bytes:
        """The stretch with these values, and the fixed one behind it."""
        out: list[bytes] = []
        for (render, fixed), value in zip(self.fields, values, strict=True):
            out += (render(value), fixed)
        return b"".join(out)


def _remember(memory: dict[Any, Any], key: object, value: object) -> None:
    if len(memory) >= _REMEMBERED:
        memory.clear()
    memory[key] = value


class _Block:
    """Neighbouring runs deflated together, remembered for the very same values."""

    def __init__(self, runs: Sequence[_Run]) -> None:
        self._runs = runs
        self._remembered: dict[tuple[int, ...], tuple[Sequence[object], _Fragment]] = {}

    def fragment(self, values: Sequence[tuple[Value, ...]]) -> _Fragment:
        """The block; `values` are those of all shared groups."""
        own = [values[run.index] for run in self._runs]
        key = tuple(map(id, own))
        found = self._remembered.get(key)
        if found is None:
            plain = b"".join(run.plain(own_values) for run, own_values in zip(self._runs, own, strict=True))
            # The values are kept too: an identity means something only while its object lives.
            found = own, _Fragment(plain, deflate(plain, _LEVEL))
            _remember(self._remembered, key, found)
        return found[1]


def _blocks(runs: Sequence[_Run]) -> list[_Block]:
    """The runs in blocks large enough to deflate well, small enough to vary alone."""
    blocks: list[list[_Run]] = [[]]
    for run in runs:
        if sum(other.length for other in blocks[-1]) > _BLOCK:
            blocks.append([])
        blocks[-1].append(run)
    return [_Block(block) for block in blocks]


class _OwnPlace:
    """A place of one's own with the fixed stretch behind it, and what was written there last.

    Much of what may differ is the same object for everybody (the cycle) or for neighbours (their manager).
    """

    def __init__(self, group: int, at: int, render: Renderer, behind: bytes) -> None:
        self._group, self._at, self._render, self._behind = group, at, render, behind
        self._last: tuple[Value, bytes] | None = None

    def written(self, own: Sequence[tuple[Value, ...]]) -> bytes:
        """The place with its value of one's own groups."""
        value = own[self._group][self._at]
        if self._last is None or value is not self._last[0]:
            self._last = value, self._render(value) + self._behind
        return self._last[1]


class _Own:
    """Places of one's own that lie close together.

    The short stretches between them are written again each time: pieces of their own would cost more.
    """

    def __init__(self, places: Sequence[_OwnPlace]) -> None:
        self._places = places

    def written(self, own: Sequence[tuple[Value, ...]]) -> bytes:
        """The places with the values of one's own groups."""
        return b"".join([place.written(own) for place in self._places])


class _Part:
    """A part that varies: a beginning, and then in turn places of one's own and what many share behind them."""

    def __init__(self, name: str, xml: bytes, groups: Sequence[tuple[int, Sequence[Place]]], shared: int) -> None:
        self.name = name
        ordered = sorted(groups, key=lambda group: group[1][0].start)
        ends = [places[0].start for _, places in ordered[1:]] + [len(xml)]
        runs = [_Run(index, xml, places, end) for (index, places), end in zip(ordered, ends, strict=True)]
        stretches: list[_Own | _Fragment | _Block] = [_fixed(xml[: ordered[0][1][0].start])]
        for is_shared, group in groupby(runs, lambda run: run.index < shared):
            neighbours = list(group)
            stretches += _blocks(neighbours) if is_shared else _alternating(neighbours, shared)
        self._stretches = stretches
        self.is_shared = not any(isinstance(stretch, _Own) for stretch in stretches)

    def prepared(self, common: Sequence[tuple[Value, ...]]) -> _Prepared:
        """The part with the shared values filled in."""
        turns: list[tuple[_Own | None, list[_Fragment]]] = [(None, [])]
        for stretch in self._stretches:
            if isinstance(stretch, _Own):
                turns.append((stretch, []))
            else:
                turns[-1][1].append(stretch.fragment(common) if isinstance(stretch, _Block) else stretch)
        return _Prepared(self.name, [(own, _joined(fragments)) for own, fragments in turns])


def _alternating(runs: Sequence[_Run], shared: int) -> Iterator[_Own | _Fragment]:
    """One's own runs as places that lie close together and longer fixed stretches behind them."""
    together: list[_OwnPlace] = []
    for run in runs:
        for at, (render, behind) in enumerate(run.fields):
            is_last = len(behind) > _BETWEEN
            together.append(_OwnPlace(run.index - shared, at, render, b"" if is_last else behind))
            if is_last:
                yield _Own(together)
                yield _fixed(behind)
                together = []
    if together:
        yield _Own(together)


class _Prepared:
    """A part in which only one's own values are missing."""

    def __init__(self, name: str, turns: Sequence[tuple[_Own | None, _Fragment]]) -> None:
        self._name = name
        beginning = _joined([fragment for own, fragment in turns if own is None])
        self._beginning = zlib.crc32(beginning.plain), len(beginning.plain), beginning.packed
        self._turns = [
            (own, Checked(behind.plain), len(behind.plain), behind.packed) for own, behind in turns if own is not None
        ]

    def filled(self, own: Sequence[tuple[Value, ...]]) -> Member:
        """The part as a member, with the values of one's own groups."""
        crc, size, packed = self._beginning
        pieces = [packed]
        for places, behind, behind_size, packed in self._turns:
            written = places.written(own)
            pieces += (_stored(written) if len(written) < _SHORT else deflate_short(written), packed)
            crc = behind.crc(zlib.crc32(written, crc))
            size += len(written) + behind_size
        pieces.append(END_OF_STREAM)
        return Member(self._name, crc, size, pieces, sum(map(len, pieces)))


_STORED = struct.Struct("<BHH")  # the header of a block that is not deflated: its size, and the same inverted


def _stored(plain: bytes) -> bytes:
    size = len(plain)
    return _STORED.pack(0, size, size ^ 0xFFFF) + plain


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
        self._remembered: dict[int, tuple[Sequence[object], Archive, list[_Prepared]]] = {}

    def make(self, own: Sequence[tuple[Value, ...]], common: Sequence[tuple[Value, ...]] = ()) -> bytes:
        """The finished workbook; give the same `common` object wherever the shared groups' values are the same."""
        _, start, parts = self._remembered.get(id(common)) or self._prepare(common)
        return b"".join(finished(start, [part.filled(own) for part in parts]))

    def _prepare(self, common: Sequence[tuple[Value, ...]]) -> tuple[Sequence[object], Archive, list[_Prepared]]:
        """All that people with these shared values have in common: the zip's start, and what follows half done.

        The values are kept too: an identity means something only while its object lives.
        """
        start = extended(self._start, [part.prepared(common).filled(()) for part in self._parts if part.is_shared])
        found = common, start, [part.prepared(common) for part in self._parts if not part.is_shared]
        _remember(self._remembered, id(common), found)
        return found
