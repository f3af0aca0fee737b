"""What a text with something to fill in looks like, and where one was found in a workbook."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from goalsheet.workbook.stamp import Place
from goalsheet.workbook.texts import length

#: Before each piece of a text that must be known again after filling in: a formatted run, a header's value.
PIECE = "\0"

# A company's own texts hold braces too: array constants {{1,2},{3,4}}, {#N/A}, "{% of sales}". Those are no tokens.
_EXPRESSION = r"\{\{[-+]?\s*[^\W\d]|\{\{[^{}]*[^{}\s][^{}]*\}\}"
_STATEMENT = r"\{%[-+]?\s*(?:if|elif|else|endif|for|endfor|set|endset|raw|endraw|with|endwith|filter|endfilter)\b"
_COMMENT = r"\{#.*?#\}"
_TOKEN = re.compile(f"{_EXPRESSION}|{_STATEMENT}|{_COMMENT}", re.DOTALL)
_BRACES = ("{{", "{%", "{#")
_WHOLE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_BYTES_OPEN = re.compile(rb"\{[{%#]")
_PIECE_MARK = re.compile(f"{PIECE}(?:[0-9]+{PIECE})?")


@dataclass(frozen=True)
class Token:
    """A text with something to fill in, where its value goes, and how messages name the place.

    `typed` says whether the place can hold numbers and dates at all, `dated` whether it shows a number as a date;
    `title` marks a sheet's title and what mentions it, which must differ from the other sheets' titles.
    """

    place: Place
    text: str
    where: str
    typed: bool = False
    dated: bool = False
    title: bool = False


#: Says that a place (in messages' words) has a problem, and what to do about it.
Complain = Callable[[str, str, str], None]


def holds_token(text: str) -> bool:
    """Whether a text holds something to fill in."""
    return any(brace in text for brace in _BRACES) and _TOKEN.search(text) is not None


def may_hold_token(xml: bytes) -> bool:
    """Whether it is worth looking closer."""
    return b"{" in xml and (_BYTES_OPEN.search(xml) is not None or xml.startswith((b"\xff\xfe", b"\xfe\xff")))


def tokens_straddle(texts: list[str]) -> bool:
    """Whether a token begins in one of the texts that follow one another and ends in another."""
    starts = {sum(map(len, texts[:count])) for count in range(1, len(texts))}
    return any(not starts.isdisjoint(range(m.start() + 1, m.end())) for m in _WHOLE.finditer("".join(texts)))


def mark_values(text: str) -> str:
    """The text with its values between marks."""
    return re.sub(r"\{\{.*?\}\}", lambda match: f"{PIECE}{match[0]}{PIECE}", text, flags=re.DOTALL)


def without_marks(text: str) -> str:
    """A filled-in text as a reader sees it."""
    return _PIECE_MARK.sub("", text) if PIECE in text else text


def shortened(text: str, most: int) -> str:
    """The beginning of the text that is at most so long."""
    while length(text) > most:
        text = text[: len(text) - max(1, (length(text) - most) // 2)]
    return text
