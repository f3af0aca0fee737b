"""The XML of a workbook's parts as bytes to be cut: in UTF-8, sound, and without what patterns stumble over."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.parsers import expat

#: The rest of a tag, up to its end.
REST = rb"""(?:[^"'>]|"[^"]*"|'[^']*')*"""

_DECLARATION = re.compile(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")
_UNCUTTABLE = re.compile(rb"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_ROOT = re.compile(rb"<((?:[A-Za-z_][\w.-]*:)?)[A-Za-z_]")
_ATTRIBUTE = re.compile(rb"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ENTITY = re.compile(r"&(?:#(\d+)|#[xX]([0-9A-Fa-f]+)|(amp|lt|gt|quot|apos));")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_NAMES = {character: name.encode() for name, character in _ENTITIES.items()}
_EXCEL_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def readable(xml: bytes) -> bytes:
    """The part in UTF-8, without comments and CDATA sections; ValueError (saying why) if it is no sound XML.

    Nearly every part is so already, and comes back as it is.
    """
    return _known(xml) if len(xml) <= _SHORT else _read(xml)


def _read(xml: bytes) -> bytes:
    _check(xml)
    return plain(xml)


def without_formulas(xml: bytes) -> bytes:
    """A sheet in the same form, but without empty cells and what stands in formulas: most of it, and no value.

    ValueError (saying why, and where in the whole sheet) if it is no sound XML.
    """
    try:
        bare = _emptied(_utf8(xml))
        if _check(bare):
            bare = _emptied(plain(xml))
            _check(bare)
    except ValueError:
        return _read(xml)
    return bare


def _emptied(xml: bytes) -> bytes:
    p = prefix_of(xml)
    q = re.escape(p)
    bare = re.sub(rb"<%bf>[^<]*</%bf>" % (q, q), b"<%bf/>" % p, xml)
    # Not before a cell that leaves it to be counted where it stands.
    return re.sub(rb'<%bc r="\w+" s="\w+"/>(?=<(?:%bc r="|/%brow>))' % (q, q, q), b"", bare)


#: A workbook is taken apart again to be written; and many parts of it are those of all others of its template.
_known = lru_cache(64)(_read)
_SHORT = 200_000  # bytes


def _check(xml: bytes) -> bool:
    """Whether there are comments or CDATA sections in it; ValueError (saying why) if it is no sound XML."""
    parser = expat.ParserCreate()
    seen: list[str] = []

    def refuse(*_: object) -> None:
        raise ValueError("it declares a document type, which no workbook does")

    parser.StartDoctypeDeclHandler = refuse
    parser.CommentHandler = seen.append
    parser.StartCdataSectionHandler = lambda: seen.append("")
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError) as error:
        raise ValueError(str(error)) from error
    return bool(seen)


def _utf8(xml: bytes) -> bytes:
    if xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _said_to_be_utf8(xml.decode("utf-16").encode())
    declared = _DECLARATION.match(xml)
    encoding = declared[1].decode().lower() if declared else "utf-8"
    if encoding in ("utf-8", "utf8", "us-ascii", "ascii"):
        return xml
    return _said_to_be_utf8(xml.decode(encoding).encode())


def _said_to_be_utf8(xml: bytes) -> bytes:
    declared = _DECLARATION.match(xml)
    return xml[: declared.start(1)] + b"UTF-8" + xml[declared.end(1) :] if declared else xml


def plain(xml: bytes) -> bytes:
    """The part, or the beginning of one, in UTF-8 and without comments and CDATA sections, be it sound or not."""
    xml = _utf8(xml)
    if b"<!--" not in xml and b"<![CDATA[" not in xml:
        return xml
    return _UNCUTTABLE.sub(lambda match: _escaped(match[1] or b""), xml)


def _escaped(text: bytes) -> bytes:
    return text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


def prefix_of(xml: bytes) -> bytes:
    """What stands before the names of the part's own elements: nothing, or for instance `x:`."""
    root = _ROOT.search(xml)
    return root[1] if root else b""


def attributes(tag: bytes) -> dict[str, str]:
    """The attributes in a tag, by name."""
    return {name.decode(): text_of(double or single) for name, double, single in _ATTRIBUTE.findall(tag)}


def text_of(xml: bytes) -> str:
    """The text that character data or an attribute stands for."""
    text = xml.decode().replace("\r\n", "\n").replace("\r", "\n")
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    return _ENTITIES[name] if name else chr(int(decimal) if decimal else int(hexadecimal, 16))


def excel_text_of(xml: bytes) -> str:
    """The same where Excel spells characters that XML cannot hold as `_x000D_`: in cells, headers and titles."""
    text = text_of(xml)
    return _EXCEL_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def spellings(text: str) -> bytes:
    """A pattern for all ways in which programs write that text in XML."""
    return b"".join(map(_spelling, text))


def _spelling(character: str) -> bytes:
    if character.isascii() and character not in _NAMES:
        return re.escape(character.encode())
    code = ord(character)
    ways = [b"&#%d;" % code, b"&#[xX]0*(?i:%x);" % code]
    if character in _NAMES:
        ways.append(b"&%s;" % _NAMES[character])
    if character not in "&<":
        ways.append(re.escape(character.encode()))
    return b"(?:" + b"|".join(ways) + b")"
