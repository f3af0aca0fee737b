"""Where a designed workbook says `{{ person.first_name }}`: cells, headers, sheet titles, document properties.

Only those stretches vary; every other byte of the file (styles, charts, pictures, validation, macros) stays.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any

from goalsheet.errors import BadTemplate, Problem, problem_count
from goalsheet.workbook import titles
from goalsheet.workbook.cell_tokens import Book, SheetPart, find_in_cells
from goalsheet.workbook.dates import counts_from_1904, dated_styles
from goalsheet.workbook.excel_tables import sheet_tables
from goalsheet.workbook.headers import find_headers
from goalsheet.workbook.marks import Token, holds_token
from goalsheet.workbook.markup import excel_text_of, readable
from goalsheet.workbook.own_formulas import faults
from goalsheet.workbook.package import sheet_parts
from goalsheet.workbook.parts import WORKBOOK, holds_properties, related
from goalsheet.workbook.stamp import Place
from goalsheet.workbook.strings import Written, shared_strings, without
from goalsheet.workbook.texts import escape

__all__ = ["Token", "find_tokens", "search_tokens"]

_PROPERTY = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)(?:\s[^>]*)?>([^<]*\{[{%#][^<]*)</")
_TITLES_OF_PARTS = re.compile(rb"<((?:[\w.-]+:)?)TitlesOfParts>.*?</\1TitlesOfParts>", re.DOTALL)


def find_tokens(members: dict[str, bytes], file: str) -> list[Token]:
    """Every token of a workbook of goalsheet's own; all troubles at once in a BadTemplate.

    That Excel can work its formulas out is known from the tests: looking through all of them takes a second.
    """
    search = _Search(members, file, looks_at_formulas=False)
    tokens = search.tokens()
    if search.problems:
        raise BadTemplate(f"{file} has {problem_count(search.problems)}.", search.problems)
    return tokens


def search_tokens(members: dict[str, bytes], file: str) -> tuple[list[Token], list[Problem]]:
    """Every token of a company's workbook, and what is wrong with others and with formulas.

    `members` are made ready for the tokens' places.
    """
    search = _Search(members, file, looks_at_formulas=True)
    return search.tokens(), search.problems


class _Search:
    def __init__(self, members: dict[str, bytes], file: str, *, looks_at_formulas: bool) -> None:
        self.members, self.file, self._looks_at_formulas = members, file, looks_at_formulas
        self.problems: list[Problem] = []
        self._read: dict[str, bytes] = {}
        self.sheets = sheet_parts(members)
        self.titles = [title for title in self.sheets if holds_token(title)]
        self.strings: dict[str, dict[int, Written]] = {
            part: shared_strings(self._readable(part)) for part in related(members, WORKBOOK, "sharedStrings")
        }

    def tokens(self) -> list[Token]:
        """All tokens, of which none lies in another."""
        found: list[Token] = []
        book = self._book()
        for title, part in self.sheets.items():
            sheet = SheetPart(
                part, self._readable(part), f"{self.file}, sheet {title}", list(sheet_tables(self.members, part))
            )
            found += find_in_cells(sheet, book, self._complain)
            found += find_headers(part, sheet.xml, sheet.where, self._complain)
            for fault in faults(sheet.xml, self.sheets) if self._looks_at_formulas else ():
                self._complain(f"{sheet.where}, cell {fault.cell}", fault.what, fault.cure)
        found += self._properties()
        found += self._titles(found)
        self._make_ready(found)
        return found

    def _complain(self, where: str, what: str, cure: str) -> None:
        self.problems.append(Problem(where, what, cure))

    def _readable(self, part: str) -> bytes:
        """The part ready to be cut; as it is, where it is no sound XML (old drawings are not)."""
        if part not in self._read:
            try:
                self._read[part] = readable(self.members[part])
            except ValueError:
                self._read[part] = self.members[part]
        return self._read[part]

    def _book(self) -> Book:
        styles = related(self.members, WORKBOOK, "styles")
        return Book(
            strings={index: text for shared in self.strings.values() for index, text in shared.items()},
            titles=self.titles,
            dated=frozenset[int]().union(*(dated_styles(self.members[part]) for part in styles)),
            from_1904=counts_from_1904(self.members[WORKBOOK]),
        )

    def _properties(self) -> Iterator[Token]:
        """Document properties: title, subject, author, company, custom ones."""
        for part in filter(holds_properties, self.members):
            xml = self._readable(part)
            listed = _TITLES_OF_PARTS.search(xml)
            for match in _PROPERTY.finditer(xml):
                text = excel_text_of(match[2])
                if holds_token(text) and not (listed and listed.start() < match.start() < listed.end()):
                    place = Place(part, match.start(2), match.end(2), _render_property)
                    yield Token(place, text, f"{self.file}, document property {match[1].decode()}")

    def _titles(self, others: Iterable[Token]) -> Iterator[Token]:
        """Sheet titles and what mentions them, outside of the places that are filled in anyway."""
        filled = _Filled(token.place for token in others)
        parts = {part: self._readable(part) for part, xml in self.members.items() if titles.may_mention(part, xml)}
        for title in self.titles:
            where = f"{self.file}, title of sheet {title}"
            if any((part, start) not in filled for part, start in titles.spans(parts, title)):
                what = "a formula runs from this sheet to another ('one:other'!A1), so its title cannot vary."
                self._complain(where, what, "Give the sheet a fixed title, or name the sheets one by one.")
            for place in titles.mentions(parts, title):
                if (place.part, place.start) not in filled:
                    yield Token(place, title, where, title=True)

    def _make_ready(self, found: Iterable[Token]) -> None:
        """Make the parts with tokens the bytes in which these were found, and empty the shared strings left behind."""
        for part in {token.place.part for token in found}:
            self.members[part] = self._readable(part)
        for part, blank in self.strings.items():
            if blank:
                self.members[part] = without(self._readable(part), blank)


class _Filled:
    """The places that are filled in, to ask whether a byte lies in one of them."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._spans: dict[str, list[tuple[int, int]]] = {}
        for place in places:
            self._spans.setdefault(place.part, []).append((place.start, place.end))
        for spans in self._spans.values():
            spans.sort()

    def __contains__(self, byte: tuple[str, int]) -> bool:
        part, at = byte
        spans = self._spans.get(part, [])
        before = bisect_right(spans, at, key=lambda span: span[0])
        return before > 0 and at < spans[before - 1][1]


def _render_property(value: Any) -> bytes:
    return escape(str(value)).encode()
