"""Where a designed workbook says `{{ person.first_name }}`: cells, headers, sheet titles, document properties.

Only those stretches vary; every other byte of the file (styles, charts, pictures, validation, macros) stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import unescape

from defusedxml import ElementTree

from goalsheet.errors import BadTemplate, Problem
from goalsheet.workbook.cells import FoundCell, SheetMap, inner_cells, map_sheet, split_reference
from goalsheet.workbook.package import MAIN, sheet_parts
from goalsheet.workbook.stamp import Place, render_cell
from goalsheet.workbook.texts import escape

_OPENS = ("{{", "{%", "{#")
_BYTES_OPEN = re.compile(rb"\{\{|\{%|\{#")
_SHARED = re.compile(rb"<((?:[\w.-]+:)?)si(?:\s[^>]*)?(?:/>|>(.*?)</\1si>)", re.DOTALL)
_TEXT = re.compile(rb"<(?:[\w.-]+:)?t(?:\s[^>]*)?>([^<]*)</(?:[\w.-]+:)?t>")
_PHONETIC = re.compile(rb"<((?:[\w.-]+:)?)rPh\b.*?</\1rPh>", re.DOTALL)
_HEADER = re.compile(
    rb"<(?:[\w.-]+:)?(?:odd|even|first)(?:Header|Footer)(?:\s[^>]*)?>([^<]*)</(?:[\w.-]+:)?(?:odd|even|first)(?:Header|Footer)>"
)
_PROPERTY = re.compile(rb">([^<>]*(?:\{\{|\{%|\{#)[^<>]*)</")
_FORBIDDEN_IN_TITLES = re.compile(r"[:\\/?*\[\]\x00-\x1f]")
_LONGEST_TITLE, _LONGEST_HEADER = 31, 255
_PROPERTY_PARTS = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")


@dataclass(frozen=True)
class Token:
    """A text with something to fill in, where its value goes, and how messages name the place.

    `dated` says whether the cell shows its number as a date; `typed` whether it can hold numbers and dates at all.
    """

    place: Place
    text: str
    where: str
    typed: bool = False
    dated: bool = False


def holds_token(text: str) -> bool:
    """Whether a text holds something to fill in."""
    return any(mark in text for mark in _OPENS)


def find_tokens(members: dict[str, bytes], file: str) -> list[Token]:
    """Every token of a workbook, all troubles at once in a BadTemplate that names `file`, sheet and cell."""
    finder = _Finder(members, file)
    tokens = [*finder.cells(), *finder.headers(), *finder.properties(), *finder.titles()]
    if finder.problems:
        raise BadTemplate(f"{file} has {len(finder.problems)} problem(s).", finder.problems)
    return tokens


class _Finder:
    def __init__(self, members: dict[str, bytes], file: str) -> None:
        self.members, self.file = members, file
        self.sheets = sheet_parts(members)
        self.problems: list[Problem] = []
        self.dated_styles = _dated_styles(members.get("xl/styles.xml", b""))

    def _problem(self, where: str, what: str, cure: str) -> None:
        self.problems.append(Problem(f"{self.file}, {where}", what, cure))

    def cells(self) -> Iterator[Token]:
        """Cells whose text, shared or inline, holds a token."""
        shared = self._shared_tokens()
        for title, part in self.sheets.items():
            xml = self.members[part]
            wanted = {
                reference: text for reference, text in _text_cells(xml, shared) if text is None or holds_token(text)
            }
            if not wanted and not _BYTES_OPEN.search(xml):
                continue
            found = map_sheet(xml)
            self._check_formulas(title, xml, found)
            inner = inner_cells(found.merges)
            for reference, text in wanted.items():
                cell = found.cells[reference]
                where = f"sheet {title}, cell {reference}"
                if text is None:
                    self._problem(where, "the token is split into differently formatted pieces.", _ONE_FORMAT)
                elif cell.trouble:
                    self._problem(where, f"its value cannot be replaced: {cell.trouble}.", "Move the token elsewhere.")
                elif _inside(reference, inner):
                    self._problem(where, "it lies inside merged cells.", "Write the token into the first of them.")
                else:
                    yield self._cell_token(part, where, reference, cell, text)
        self._blank_shared(shared)

    def _cell_token(self, part: str, where: str, reference: str, cell: FoundCell, text: str) -> Token:
        place = Place(part, cell.start, cell.end, render_cell(reference, cell))
        dated = int(cell.style or 0) in self.dated_styles
        return Token(place, text, f"{self.file}, {where}", typed=True, dated=dated)

    def _check_formulas(self, title: str, xml: bytes, found: SheetMap) -> None:
        for reference, cell in found.cells.items():
            if cell.formula and _BYTES_OPEN.search(cell.formula) and b"{{" in cell.formula:
                where = f"sheet {title}, cell {reference}"
                cure = "Write the token into a cell of its own and let the formula refer to that cell."
                self._problem(where, "a formula cannot hold a token.", cure)
        del xml

    def _shared_tokens(self) -> dict[int, str | None]:
        """Shared strings with a token by index; None where the token is split over differently formatted pieces."""
        xml = self.members.get("xl/sharedStrings.xml", b"")
        found: dict[int, str | None] = {}
        for index, match in enumerate(_SHARED.finditer(xml)):
            text = _plain(match[2] or b"")
            if holds_token(text):
                whole = all(_is_balanced(unescape(t.decode())) for t in _TEXT.findall(match[2]))
                found[index] = text if whole else None
        return found

    def _blank_shared(self, shared: dict[int, str | None]) -> None:
        """Empty the token texts left in the table, or a search would find them; their cells no longer point there."""
        if not shared:
            return
        position = -1

        def blank(match: re.Match[bytes]) -> bytes:
            nonlocal position
            position += 1
            prefix = match[1].decode()
            return f"<{prefix}si><{prefix}t/></{prefix}si>".encode() if position in shared else match[0]

        self.members["xl/sharedStrings.xml"] = _SHARED.sub(blank, self.members["xl/sharedStrings.xml"])

    def headers(self) -> Iterator[Token]:
        """Headers and footers, where & begins a code and is therefore doubled."""
        for title, part in self.sheets.items():
            for match in _HEADER.finditer(self.members[part]):
                if _BYTES_OPEN.search(match[1]):
                    text = _read(match[1])
                    where = f"{self.file}, sheet {title}, header or footer"
                    # The codes around the tokens stay codes: only values are doubled, by the template room's escape.
                    yield Token(Place(part, match.start(1), match.end(1), _header_text), text, where)

    def properties(self) -> Iterator[Token]:
        """Document properties: title, subject, author, company, custom ones."""
        for part in _PROPERTY_PARTS:
            for match in _PROPERTY.finditer(self.members.get(part, b"")):
                place = Place(part, match.start(1), match.end(1), lambda value: escape(value).encode())
                yield Token(place, _read(match[1]), f"{self.file}, document properties")

    def titles(self) -> Iterator[Token]:
        """Sheet titles, wherever a formula, a name, a chart or a link repeats them."""
        for title in self.sheets:
            if not holds_token(title):
                continue
            where = f"{self.file}, title of sheet {title}"
            for part, start, end, render in self._mentions(title):
                yield Token(Place(part, start, end, render), title, where)

    def _mentions(self, title: str) -> Iterator[tuple[str, int, int, Any]]:
        plain = escape(title).replace('"', "&quot;").encode()
        sheet_name = re.compile(rb"<(?:[\w.-]+:)?sheet\s[^>]*?\bname=\"(" + re.escape(plain) + rb")\"")
        for match in sheet_name.finditer(self.members["xl/workbook.xml"]):
            yield "xl/workbook.xml", match.start(1), match.end(1), _title_attribute
        quoted = escape(title.replace("'", "''"))
        mention = re.compile(b"|".join(re.escape(f"{a}{quoted}{a}!".encode()) for a in ("'", "&apos;")))
        for part, xml in self.members.items():
            if part.endswith((".xml", ".vml")) and quoted.encode() in xml:
                for match in mention.finditer(xml):
                    yield part, match.start(), match.end(), _title_reference
                if part == "docProps/app.xml":
                    continue  # its list of titles is found as a property


_ONE_FORMAT = "Delete the cell's text and type it again in one format."


def _header_text(value: Any) -> bytes:
    return escape(str(value)[:_LONGEST_HEADER]).encode()


def clean_title(value: str) -> str:
    """A text as a sheet title: without the characters Excel forbids, at most 31 long, never empty."""
    return _FORBIDDEN_IN_TITLES.sub(" ", value).strip(" '")[:_LONGEST_TITLE].strip(" '") or "Sheet"


def _title_attribute(value: Any) -> bytes:
    return escape(clean_title(str(value))).replace('"', "&quot;").encode()


def _title_reference(value: Any) -> bytes:
    return escape("'" + clean_title(str(value)).replace("'", "''") + "'!").encode()


def _read(xml: bytes) -> str:
    return unescape(xml.decode(), {"&quot;": '"', "&apos;": "'"})


def _plain(xml: bytes) -> str:
    return "".join(_read(text) for text in _TEXT.findall(_PHONETIC.sub(b"", xml)))


def _is_balanced(text: str) -> bool:
    return all(text.count(a) == text.count(b) for a, b in (("{{", "}}"), ("{%", "%}"), ("{#", "#}")))


def _text_cells(xml: bytes, shared: dict[int, str | None]) -> Iterator[tuple[str, str | None]]:
    """The text cells that may hold a token: reference and text."""
    cell = re.compile(rb"<(?:[\w.-]+:)?c\s([^>]*[^/>])>(.*?)</(?:[\w.-]+:)?c>", re.DOTALL)
    for match in cell.finditer(xml):
        attributes = dict(re.findall(rb'(\w+)="([^"]*)"', match[1]))
        reference, kind = attributes.get(b"r", b"").decode(), attributes.get(b"t")
        if kind == b"s":
            value = re.search(rb"<(?:[\w.-]+:)?v>\s*(\d+)\s*</", match[2])
            if value and int(value[1]) in shared:
                yield reference, shared[int(value[1])]
        elif kind == b"inlineStr" and _BYTES_OPEN.search(match[2]):
            yield reference, _plain(match[2])


def _inside(reference: str, inner: list[tuple[range, range, str]]) -> bool:
    row, column = split_reference(reference)
    return any(row in rows and column in columns and reference != first for rows, columns, first in inner)


def _dated_styles(styles: bytes) -> frozenset[int]:
    """The cell styles that show a number as a date."""
    if not styles:
        return frozenset()
    root = ElementTree.fromstring(styles)
    own = {n.get("numFmtId"): n.get("formatCode") or "" for n in root.iter(f"{{{MAIN}}}numFmt")}
    formats = root.find(f"{{{MAIN}}}cellXfs")
    built_in = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
    return frozenset(
        index
        for index, style in enumerate(formats if formats is not None else [])
        if int(style.get("numFmtId") or 0) in built_in or _is_date_code(own.get(style.get("numFmtId"), ""))
    )


def _is_date_code(code: str) -> bool:
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code).lower()
    return bool(re.search(r"[dy]", bare)) or bare in ("h:mm", "h:mm:ss")
