"""Tokens in the cells of a sheet, and the cells whose token cannot be filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from goalsheet.layout.plan import Value
from goalsheet.workbook.cells import Area, FoundCell, area, each_cell, found_cell, inside_merge, merges
from goalsheet.workbook.dates import in_1904
from goalsheet.workbook.excel_tables import SheetTable
from goalsheet.workbook.marks import Complain, Token, holds_token, may_hold_token
from goalsheet.workbook.markup import attributes, excel_text_of, prefix_of
from goalsheet.workbook.stamp import Place, render_cell
from goalsheet.workbook.strings import Written, render_runs, written
from goalsheet.workbook.titles import without_mentions

_INDEX = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^>]*)?>\s*(\d+)\s*</")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f(?:\s[^>]*)?>([^<]*)</")
_RESULT = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^>]*)?>([^<]*)</")
_SHARED = (b't="s"', b"t='s'")

_A_CELL_OF_ITS_OWN = "Write it into a cell of its own and let the formula refer to that cell."
_ONE_FORMAT = "Delete the cell's text and type it again in one format."


@dataclass(frozen=True)
class Book:
    """What cells share: strings with tokens by index, sheet titles with tokens, styles that show dates, the count."""

    strings: Mapping[int, Written] = field(default_factory=dict)
    titles: Sequence[str] = ()
    dated: frozenset[int] = frozenset()
    from_1904: bool = False


@dataclass(frozen=True)
class SheetPart:
    """A sheet's part, its XML, how messages name it, and its tables."""

    part: str
    xml: bytes
    where: str
    tables: Sequence[SheetTable] = ()


def find_in_cells(sheet: SheetPart, book: Book, complain: Complain) -> Iterator[Token]:
    """The tokens in the sheet's cells."""
    if not book.strings and not may_hold_token(sheet.xml):
        return
    prefix = prefix_of(sheet.xml)
    merged = [area(merge) for merge in merges(sheet.xml)]
    for reference, match in each_cell(sheet.xml):
        text = _written(match, prefix, book)
        if text is None:
            continue
        where = f"{sheet.where}, cell {reference}"
        trouble = _trouble(text, found_cell(match, prefix), reference, merged, sheet.tables)
        if trouble:
            complain(where, *trouble)
        else:
            yield _token(sheet.part, where, reference, found_cell(match, prefix), text, book)


def _written(match: re.Match[bytes], prefix: bytes, book: Book) -> Written | None:
    """The cell's text, if there is something to fill in."""
    described, content = match[4] or b"", match[5] or b""
    if book.strings and any(kind in described for kind in _SHARED):
        index = _INDEX.search(content)
        text = book.strings.get(int(index[1])) if index else None
        return text.with_prefix(prefix) if text else None
    if b"{" not in content:
        return None
    formula = _FORMULA.search(content)
    if formula:
        text = Written(without_mentions(excel_text_of(formula[1]), book.titles), in_formula=True)
    elif attributes(described).get("t") == "str":  # a plain text, as some programs write it
        result = _RESULT.search(content)
        text = Written(excel_text_of(result[1]) if result else "")
    else:
        return written(content, prefix)
    return text if holds_token(text.text) else None


def _trouble(
    text: Written, cell: FoundCell, reference: str, merged: Sequence[Area], tables: Sequence[SheetTable]
) -> tuple[str, str] | None:
    """Why this cell's token cannot be filled in, and what to do about it."""
    if text.in_formula:
        return "{{ … }} cannot be filled in inside a formula.", _A_CELL_OF_ITS_OWN
    if text.split:
        return "{{ … }} is split into differently formatted pieces.", _ONE_FORMAT
    if cell.trouble:
        return f"its value cannot be replaced: {cell.trouble}.", "Move {{ … }} elsewhere."
    if inside_merge(reference, merged):
        return "it lies inside merged cells.", "Write {{ … }} into the first of them."
    for table in tables:
        if table.repeats(reference):
            what = f"it is a column title or a total's label of the table {table.name}, which must stay as it is."
            return what, "Move {{ … }} to a cell above the table."
    return None


def _token(part: str, where: str, reference: str, cell: FoundCell, text: Written, book: Book) -> Token:
    if text.formats:
        place = Place(part, cell.start, cell.end, render_runs(reference, cell, text.formats))
        return Token(place, text.text, where)
    render: Callable[[Value], bytes] = render_cell(reference, cell)
    place = Place(part, cell.start, cell.end, in_1904(render) if book.from_1904 else render)
    return Token(place, text.text, where, typed=True, dated=int(cell.style or 0) in book.dated)
