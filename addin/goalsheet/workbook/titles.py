"""Tokens in sheet titles: what title each person's sheet gets, and everything in the file that mentions it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote, unquote

from goalsheet.workbook.marks import may_hold_token, shortened
from goalsheet.workbook.markup import REST, spellings, text_of
from goalsheet.workbook.stamp import Place
from goalsheet.workbook.texts import escape, length

LONGEST = 31
_OTHERWISE = "Sheet"
_RESERVED = "history"

# Excel allows quotation marks; but a formula's text, INDIRECT("'…'!A1"), would end at one.
_FORBIDDEN = re.compile(r'[:\\/?*\[\]"\x00-\x1f\ufffe\uffff\ud800-\udfff]')
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_MARK = rb"(?:'|&apos;|&#39;|&#[xX]27;)"
_TARGET = re.compile(rb'\sTarget="(#[^"]*)"')
_UNMENTIONED = ("xl/sharedStrings.xml", "xl/externalLinks/")  # cells' texts; other workbooks' sheets


def clean_title(value: str) -> str:
    """A text as a sheet title: without the characters Excel forbids, at most 31 long, never empty."""
    allowed = _LOOKS_ESCAPED.sub("-", _FORBIDDEN.sub(" ", value))
    title = " ".join(allowed.split()).strip(" '")
    return shortened(title, LONGEST).strip(" '") or _OTHERWISE


def settle(titles: Sequence[str], wished: Mapping[str, str]) -> dict[str, str]:
    """What each title of a template becomes for one person: as wished, clean, and different from all other sheets'."""
    taken = {_RESERVED, *(_key(title) for title in titles if title not in wished)}
    settled: dict[str, str] = {}
    for title in titles:
        if title in wished:
            settled[title] = _free(clean_title(wished[title]), taken)
            taken.add(_key(settled[title]))
    return settled


def _free(title: str, taken: set[str]) -> str:
    name, number = title, 1
    while _key(name) in taken:
        number += 1
        tail = f" ({number})"
        name = shortened(title, LONGEST - length(tail)).strip(" '") + tail
    return name


def _key(title: str) -> str:
    return unicodedata.normalize("NFKC", title).casefold()


def may_mention(part: str, xml: bytes) -> bool:
    """Whether the part is worth looking into for mentions of a title with a token."""
    if part.endswith(".rels"):
        return part.startswith("xl/") and b'Target="#' in xml
    return part.endswith((".xml", ".vml")) and not part.startswith(_UNMENTIONED) and may_hold_token(xml)


def mentions(members: Mapping[str, bytes], title: str) -> Iterator[Place]:
    """Every place that names the sheet: its tab, formulas, names, charts, links, pivot tables, the list of titles."""
    patterns = [_reference(title), *_names(title)]
    for part, xml in members.items():
        if part.endswith(".rels"):
            yield from _link_targets(part, xml, title)
            continue
        for words, pattern, render in patterns:
            if any(word in xml for word in words):
                yield from (_place(part, match, render) for match in pattern.finditer(xml))


Renderer = Callable[[re.Match[bytes]], Callable[[Any], bytes]]
Mention = tuple[tuple[bytes, ...], re.Pattern[bytes], Renderer]  # led by the words without which there is none


def _place(part: str, match: re.Match[bytes], render: Renderer) -> Place:
    return Place(part, match.start("title"), match.end("title"), render(match))


def _names(title: str) -> Iterator[Mention]:
    """The sheet's bare title: as a tab, as a pivot table's source, in the document's list of titles."""
    named = b"(?P<title>" + spellings(title) + b")"
    for words, attribute in (
        ((b"sheet",), b"name"),
        ((b"worksheetSource", b"rangeSet", b"dataRef"), b"sheet"),
    ):
        tag = rb"<(?:[\w.-]+:)?(?:%b)\s%b?\b%b=[\"']" % (b"|".join(words), REST, attribute)
        yield words, re.compile(tag + named + rb"[\"']"), lambda _: _bare_title
    yield (b"lpstr",), re.compile(rb"<(?:[\w.-]+:)?lpstr>" + named + rb"</"), lambda _: _bare_title


def _bare_title(value: Any) -> bytes:
    return _in_attribute(clean_title(str(value)))


def _in_attribute(text: str) -> bytes:
    return escape(text).replace('"', "&quot;").replace("'", "&apos;").encode()


def _reference(title: str) -> Mention:
    """The title as formulas write it, 'Ann''s goals'! for instance."""
    pattern = rb"(?<!')(?<!&apos;)(?P<title>(?P<mark>" + _MARK + rb")" + _quoted(title) + _MARK + rb")!"
    return (b"!",), re.compile(pattern), lambda match: _quoted_title(match["mark"])


def _quoted(title: str) -> bytes:
    return (_MARK + _MARK).join(map(spellings, title.split("'")))


def _quoted_title(mark: bytes) -> Callable[[Any], bytes]:
    """Quoted with the file's own spelling of the apostrophe, which fits whatever stands around."""

    def render(value: Any) -> bytes:
        return mark + escape(clean_title(str(value))).encode().replace(b"'", mark + mark) + mark

    return render


def _link_targets(part: str, xml: bytes, title: str) -> Iterator[Place]:
    """Links of pictures and shapes: spelled as in web addresses, or plainly, as some programs do."""
    mention = f"'{_doubled(title)}'!"
    for match in _TARGET.finditer(xml):
        target = text_of(match[1])
        if mention in target:
            yield Place(part, match.start(1), match.end(1), _target(target, mention, _plain_address))
        elif mention in unquote(target):
            yield Place(part, match.start(1), match.end(1), _target(unquote(target), mention, _address))


def _target(target: str, mention: str, spell: Callable[[str], str]) -> Callable[[Any], bytes]:
    def render(value: Any) -> bytes:
        own = f"'{_doubled(clean_title(str(value)))}'!"
        return _in_attribute(spell(target.replace(mention, own)))

    return render


def _address(text: str) -> str:
    return quote(text, safe="#'!$:")


def _plain_address(text: str) -> str:
    return text.replace("%", "%25")


def _doubled(title: str) -> str:
    return title.replace("'", "''")


def without_mentions(formula: str, titles: Sequence[str]) -> str:
    """A formula's text without the sheets it refers to."""
    for title in titles:
        formula = formula.replace(f"'{_doubled(title)}'!", "")
    return formula


def spans(members: Mapping[str, bytes], title: str) -> Iterator[tuple[str, int]]:
    """Where a reference runs from the sheet to another or back, 'Ann:Bo'!A1: in which part, at which byte."""
    one = _quoted(title)
    pattern = re.compile(one + rb":[^'<>]*?" + _MARK + rb"!|:" + one + _MARK + rb"!")
    for part, xml in members.items():
        yield from ((part, match.start()) for match in pattern.finditer(xml))
