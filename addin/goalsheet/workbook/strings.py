"""Texts of cells: shared, inline, plain, or in runs that are formatted each in its own way."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from goalsheet.layout.plan import Value
from goalsheet.workbook.cells import FoundCell
from goalsheet.workbook.marks import PIECE, holds_token, tokens_straddle
from goalsheet.workbook.markup import excel_text_of, prefix_of
from goalsheet.workbook.texts import escape

_RUN_MARK = re.compile(f"{PIECE}([0-9]+){PIECE}([^{PIECE}]*)")


@dataclass(frozen=True)
class Written:
    """A text that somebody wrote: the formats of its runs, if it is more than plain, each run marked in the text.

    `split` says that a token begins in one format and ends in another, `in_formula` that it is part of a formula.
    """

    text: str
    formats: tuple[bytes, ...] = ()
    prefix: bytes = b""  # of the formats' elements
    split: bool = False
    in_formula: bool = False

    def with_prefix(self, prefix: bytes) -> Written:
        """The same for a part whose elements carry that prefix."""
        if not self.formats or prefix == self.prefix:
            return self
        change = re.compile(rb"<(/?)%b(?=[A-Za-z])" % re.escape(self.prefix))
        formats = tuple(change.sub(rb"<\1%b" % prefix, one) for one in self.formats)
        return replace(self, formats=formats, prefix=prefix)


def shared_strings(xml: bytes) -> dict[int, Written]:
    """The shared strings that hold a token, by index."""
    q = prefix_of(xml)
    found = {index: written(match[1] or b"", q) for index, match in enumerate(_shared(q).finditer(xml))}
    return {index: text for index, text in found.items() if text is not None}


def all_shared_strings(xml: bytes) -> tuple[bytes, ...]:
    """The content of every shared string, in the order in which cells count them."""
    return tuple(match[1] or b"" for match in _shared(prefix_of(xml)).finditer(xml))


def spoken_text(xml: bytes, prefix: bytes) -> str:
    """The whole text in an `<si>` or `<is>` element: its runs joined, without the hints on how to pronounce it."""
    plain = _plain(prefix).fullmatch(xml)
    if plain and b"_x" not in plain[2]:
        return plain[2].decode() if plain[1] else plain[2].decode().strip(" \t\n")
    if b"rPh" in xml:
        xml = _without_phonetics(xml, re.escape(prefix))
    return "".join(map(_kept, _texts(prefix).finditer(xml)))


def _kept(found: re.Match[bytes]) -> str:
    text = excel_text_of(found[2] or b"")
    return text if b"preserve" in (found[1] or b"") else text.strip(" \t\n")


@cache
def _plain(prefix: bytes) -> re.Pattern[bytes]:
    """A text as nearly all are: of one format, with nothing in it that is spelled otherwise."""
    q = re.escape(prefix)
    return re.compile(rb'(?:<%bis>)?<%bt( xml:space="preserve")?>([^<&\r]*)</%bt>(?:</%bis>)?' % (q, q, q, q))


@cache
def _texts(prefix: bytes) -> re.Pattern[bytes]:
    q = re.escape(prefix)
    return re.compile(rb"<%bt(\s[^>]*?)?(?:/>|>([^<]*)</%bt\s*>)" % (q, q))


def _without_phonetics(xml: bytes, q: bytes) -> bytes:
    return re.sub(rb"<%brPh\b.*?</%brPh\s*>" % (q, q), b"", xml, flags=re.DOTALL)


def without(xml: bytes, blank: dict[int, Written]) -> bytes:
    """The shared strings with those emptied: a search would find them, though no cell points at them any more."""
    q = prefix_of(xml)
    pieces: list[bytes] = []
    position = 0
    for index, match in enumerate(_shared(q).finditer(xml)):
        if index in blank:
            pieces += (xml[position : match.start()], b"<%bsi><%bt/></%bsi>" % (q, q, q))
            position = match.end()
    return b"".join((*pieces, xml[position:]))


def _shared(q: bytes) -> re.Pattern[bytes]:
    q = re.escape(q)
    return re.compile(rb"<%bsi(?:\s[^>]*?)?(?:/>|>(.*?)</%bsi\s*>)" % (q, q), re.DOTALL)


def written(xml: bytes, prefix: bytes) -> Written | None:
    """The text in an `<si>` or `<is>` element; None if nothing is to be filled in."""
    if b"{" not in xml:
        return None
    q = re.escape(prefix)
    spoken = _without_phonetics(xml, q)
    runs = re.findall(rb"<%br(?:\s[^>]*)?>(.*?)</%br\s*>" % (q, q), spoken, re.DOTALL)
    if not runs:
        text = _text(spoken, prefix)
        return Written(text) if holds_token(text) else None
    return _formatted([(_format(run, q), _text(run, prefix)) for run in runs], prefix)


def _text(xml: bytes, prefix: bytes) -> str:
    found = _texts(prefix).search(xml)
    return _kept(found) if found else ""


def _format(run: bytes, q: bytes) -> bytes:
    found = re.search(rb"<%brPr\b.*?(?:</%brPr\s*>|<%brPr\s*/>)" % (q, q, q), run, re.DOTALL)
    return found[0] if found else b""


def _formatted(runs: list[tuple[bytes, str]], prefix: bytes) -> Written | None:
    """Runs of one format after each other are one: some programs split a text for no reason to be seen."""
    formats: list[bytes] = []
    texts: list[str] = []
    for form, text in runs:
        if formats and formats[-1] == form:
            texts[-1] += text
        else:
            formats.append(form)
            texts.append(text)
    if not holds_token("".join(texts)):
        return None
    if formats == [b""]:
        return Written(texts[0])
    marked = "".join(f"{PIECE}{index}{PIECE}{text}" for index, text in enumerate(texts))
    return Written(marked, tuple(formats), prefix, tokens_straddle(texts))


def render_runs(reference: str, cell: FoundCell, formats: tuple[bytes, ...]) -> Callable[[Value], bytes]:
    """What writes a text whose runs are marked into that cell; a run without text is left out, as Excel wants it."""
    q = cell.prefix.encode()
    style = f' s="{cell.style}"' if cell.style else ""
    head = b"<%bc " % q + f'r="{reference}"{style}'.encode()

    def render(value: Value) -> bytes:
        pieces = [(int(index), text) for index, text in _RUN_MARK.findall(str(value)) if text]
        if not pieces:
            return head + b"/>"
        runs = b"".join(_run(q, formats[index] if index < len(formats) else b"", text) for index, text in pieces)
        return head + b' t="inlineStr"><%bis>%b</%bis></%bc>' % (q, runs, q, q)

    return render


def _run(q: bytes, form: bytes, text: str) -> bytes:
    content = escape(text).encode()
    return b'<%br>%b<%bt xml:space="preserve">%b</%bt></%br>' % (q, form, q, content, q, q)
