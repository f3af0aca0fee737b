"""Tokens in headers and footers of printed pages, where & begins a code: &L, &9, &"Arial", &K5B6675, &P."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from goalsheet.workbook.marks import PIECE, Complain, Token, holds_token, mark_values, may_hold_token
from goalsheet.workbook.markup import excel_text_of, prefix_of
from goalsheet.workbook.stamp import Place
from goalsheet.workbook.texts import LOOKS_ESCAPED, escape, length

LONGEST = 255  # characters, codes included; Excel repairs a file that has more

_NAMES = rb"((?:odd|even|first)(?:Header|Footer))"
_BARE_AMPERSAND = re.compile(r"(?<!&)(?:&&)*&(?=\{\{)")
_ENDS_IN_SIZE = re.compile(r"(?<!&)(?:&&)*&[0-9]+$")
_ENDS_IN_NUMBER = re.compile(r"(?<!&)(?:&&)*&[PN]$")


def find_headers(part: str, xml: bytes, where: str, complain: Complain) -> Iterator[Token]:
    """The sheet's headers and footers that hold a token; `where` names the sheet."""
    q = re.escape(prefix_of(xml))
    for match in re.finditer(rb"<%b%b(?:\s[^>]*)?>([^<]*)</" % (q, _NAMES), xml):
        text = excel_text_of(match[2]) if may_hold_token(match[2]) else ""
        if not holds_token(text):
            continue
        place = f"{where}, {'footer' if match[1].endswith(b'Footer') else 'header'}"
        if _BARE_AMPERSAND.search(text):
            complain(place, "an & stands right before {{ … }}; there it begins a code.", "Write && for an ampersand.")
        yield Token(Place(part, match.start(2), match.end(2), render_header), mark_values(text), place)


@lru_cache(maxsize=16)  # the sheets of a workbook have the same header
def render_header(value: Any) -> bytes:
    """A header whose values are marked: their & doubled, so that "R&D" is printed, and at most as long as Excel takes.

    What is too long is cut off the longest value, never off the template's own codes.
    """
    pieces = str(value).split(PIECE)
    while (over := length(header := _joined(pieces)) - LONGEST) > 0:
        longest = max(range(len(pieces)), key=lambda index: len(pieces[index]) if index % 2 else -1)
        if longest % 2 == 0 or not pieces[longest]:
            header = header[:LONGEST]
            break
        pieces[longest] = _cut(pieces[longest], over)
    return escape(header).encode()


def _cut(value: str, over: int) -> str:
    """The value without so much of its end, counted as it is written."""
    kept = value.removesuffix("…")
    while over >= 0 and kept:
        over -= length(_spelled(kept[-1]))
        kept = kept[:-1]
    return kept.rstrip() + "…" if kept.strip() else ""


def _joined(pieces: list[str]) -> str:
    """The header of its pieces, in turn the template's own and values."""
    header = ""
    for index, piece in enumerate(pieces):
        text = _spelled(piece) if index % 2 else piece
        header += f" {text}" if index and _runs_on(header, text) else text
    return header


def _spelled(value: str) -> str:
    """A value as codes would print it.

    Excel reads `_x0041_` as an A, and LibreOffice nothing of the kind, so that escaping it would show there: striking
    out nothing in between keeps it a plain text for both.
    """
    return LOOKS_ESCAPED.sub("_&S&S", value.replace("&", "&&"))


def _runs_on(header: str, text: str) -> bool:
    """Whether a code would take the text's beginning for its own: &9 a digit, &P a sign. Excel puts a space between."""
    begins = text[:1]
    if begins.isdigit():
        return _ENDS_IN_SIZE.search(header) is not None
    return begins in ("+", "-") and _ENDS_IN_NUMBER.search(header) is not None
