"""What the cells of a sheet hold, told apart as far as the file tells: numbers, dates, texts, errors.

Not by python-calamine: it reads an error as a blank, gives up a whole sheet for an error it does not know, and ends
the process where two cells lie far apart. See tests/test_contents.py.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from goalsheet.layout.contents import Content, Failure, NoResult, Rows, ShownAsDate
from goalsheet.workbook.cells import each_cell
from goalsheet.workbook.markup import excel_text_of, prefix_of
from goalsheet.workbook.strings import all_shared_strings, spoken_text

_TYPE = re.compile(rb"""\st\s*=\s*["'](\w+)["']""")
_STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")


@dataclass(frozen=True)
class Shared:
    """What the cells of all sheets share: texts by index, and the styles that show a number as a date."""

    strings: tuple[bytes, ...] = ()
    prefix: bytes = b""  # of the strings' elements
    dated: frozenset[int] = frozenset()

    def text(self, index: int) -> str:
        """The shared text of that index; IndexError if there is none."""
        return spoken_text(self.strings[index], self.prefix)


def shared_texts(xml: bytes | None, dated: frozenset[int]) -> Shared:
    """What cells share, of the shared strings' part (None if there is none)."""
    return Shared(all_shared_strings(xml), prefix_of(xml), dated) if xml is not None else Shared(dated=dated)


def read_rows(xml: bytes, shared: Shared, columns: Collection[str] | None = None, rows: range | None = None) -> Rows:
    """The cells of those columns (letters) and rows (all, if None) that hold something."""
    read = _Reader(prefix_of(xml), shared)
    found: dict[int, dict[str, Content]] = {}
    content: Content | None
    for number, cells in groupby(_filled_cells(xml, columns), _NUMBER):
        row = int(number)
        if rows is not None and row not in rows:
            continue
        held: dict[str, Content] = {}
        for letters, _, style, value, keeps, plain, index, described, inner in cells:
            if plain:
                content = plain.decode() if keeps else plain.decode().strip(" \t\n") or None
            elif index:
                content = read.shared(index)
            else:
                content = read.number(value, style) if value else read.content(described, inner)
            if content is not None:
                held[letters.decode()] = content
        if held:
            found[row] = {**found.get(row, {}), **held}
    return found


_NUMBER = itemgetter(1)  # of a cell's row


#: A cell's column and row; its style and number, or whether blanks around its text count and that text, or the index of
#: a shared one, where it is one of those that nearly all are; else its attributes and its content.
_Cell = tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes]


def _filled_cells(xml: bytes, columns: Collection[str] | None) -> Iterable[_Cell]:
    """Each cell that is not empty."""
    q = prefix_of(xml)
    return _told_cells(q, columns).findall(xml) if _all_told(xml, q) else _counted_cells(xml, columns)


def _counted_cells(xml: bytes, columns: Collection[str] | None) -> Iterator[_Cell]:
    for reference, cell in each_cell(xml):
        letters = reference.rstrip("0123456789")
        if cell[5] and (columns is None or letters in columns):
            yield letters.encode(), reference[len(letters) :].encode(), *_NO_MORE, cell[4] or b"", cell[5]


_NO_MORE = (b"",) * 5  # is known of a cell's content


def _all_told(xml: bytes, q: bytes) -> bool:
    """Whether every cell's first attribute says where it is, as most programs write it."""
    start = max(0, xml.find(b"<%bsheetData" % q))  # all cells stand behind it, and little else beginning with a c
    stop = xml.find(b"</%bsheetData" % q, start)
    untold = re.compile(rb'<%bc(?! r=")' % re.escape(q))
    return untold.search(xml, start, stop if stop > 0 else len(xml)) is None


def _told_cells(prefix: bytes, columns: Collection[str] | None) -> re.Pattern[bytes]:
    """A pattern for the cells that say where they are, by their first attribute, and hold something."""
    q, letters = re.escape(prefix), b"[A-Z]+" if columns is None else "|".join(sorted(columns)).encode()
    number = rb'(?: s="([0-9]+)")?(?: t="n")?>(?:<%bf/>)?<%bv>([^<]+)</%bv>' % (q, q, q)
    text = rb'(?: s="[0-9]+")? t="inlineStr"><%bis><%bt( xml:space="preserve")?>([^<&\r_]+)</%bt></%bis>' % (q, q, q, q)
    shared = rb'(?: s="[0-9]+")? t="s"><%bv>([0-9]+)</%bv>' % (q, q)
    other = rb"([^>/]*)>([^/]*(?:/(?!%bc\s*>)[^/]*)*)" % q
    return re.compile(rb'<%bc r="(%b)([0-9]+)"(?:%b|%b|%b|%b)</%bc\s*>' % (q, letters, number, text, shared, other, q))


class _Reader:
    def __init__(self, prefix: bytes, shared: Shared) -> None:
        q = re.escape(prefix)
        self._prefix, self._shared = prefix, shared
        self._value = re.compile(rb"<%bv(?:\s[^>]*)?>([^<]*)</" % q)
        self._formula = re.compile(rb"<%bf[\s>/]" % q)

    def content(self, described: bytes, inner: bytes) -> Content | None:
        """What a cell's element holds, of its attributes and its content."""
        kind = _TYPE.search(described)
        if kind and kind[1] == b"inlineStr":
            return spoken_text(inner, self._prefix) or None
        value = self._value.search(inner)
        if value and value[1]:
            style = _STYLE.search(described)
            return self._sure(kind[1] if kind else b"n", value[1], style[1] if style else b"")
        return NoResult() if self._formula.search(inner) and not (kind and kind[1] == b"str") else None

    def shared(self, index: bytes) -> Content | None:
        """The shared text of that index."""
        return self._sure(b"s", index, b"")

    def number(self, value: bytes, style: bytes) -> Content | None:
        """A number in a cell of that style, or a day."""
        try:
            return self._number(float(value), style)
        except ValueError:
            return Failure(excel_text_of(value))

    def _sure(self, kind: bytes, value: bytes, style: bytes) -> Content | None:
        try:
            return self._typed(kind, value, style)
        except (ValueError, IndexError, OverflowError):
            return Failure(excel_text_of(value))

    def _typed(self, kind: bytes, value: bytes, style: bytes) -> Content | None:
        """A value of that type; ValueError or IndexError where it cannot be of it."""
        if kind == b"n":
            return self._number(float(value), style)
        if kind == b"s":
            return self._shared.text(int(value)) or None
        text = excel_text_of(value)
        match kind:
            case b"str":
                return text
            case b"b":
                return text.strip() in ("1", "true")
            case b"d":
                return dt.date.fromisoformat(text[:10])
            case _:
                return Failure(text)

    def _number(self, number: float, style: bytes) -> Content:
        if not math.isfinite(number):
            raise ValueError(number)
        return ShownAsDate(number) if style and int(style) in self._shared.dated else number
