"""The formulas whose stored results are no longer true once some cells are set."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from goalsheet.layout.room import letters
from goalsheet.workbook.cells import Area, area, each_cell, split_reference
from goalsheet.workbook.markup import attributes, excel_text_of, prefix_of
from goalsheet.workbook.precedents import ALL_COLUMNS, ALL_ROWS, ANYWHERE, EVERYWHERE, Looks, Precedents

Cell = tuple[str, int, int]  # the sheet's title, row, column
Places = Mapping[str, Mapping[int, set[int]]]  # columns by row, by the sheet's title in lower case

_SHARED = "shared"
_FILLING = ("array", "dataTable")  # formulas whose results may fill more than their own cell
#: A range over several columns, whole rows: they hold cells whose column they do not name.
_WIDE = (
    rb"\b([A-Z]{1,3})\$?[0-9]{1,7}:\$?(?!\1\$?[0-9])[A-Z]{1,3}\$?[0-9]|\b[A-Z]{1,3}:\$?[A-Z]{1,3}\b|\b[0-9]+:\$?[0-9]"
)
_ALWAYS = b"|".join([*(name.encode() for name in ANYWHERE), rb"(?<![\w.])\[[\[#@]", _WIDE])


@dataclass(frozen=True)
class Formula:
    """A formula cell, what it looks at, and the cells that its result fills."""

    sheet: str
    reference: str
    looks: Looks
    fills: Area


def affected(sheets: Mapping[str, bytes], precedents: Precedents, cells: Iterable[Cell]) -> list[Formula]:
    """The formulas on the sheets (XML by title) that look at one of the cells, or at a formula that does, and so on."""
    found: list[Formula] = []
    changed, unread, waiting = list(cells), dict(sheets), list[Formula]()
    news = changed
    while news:
        places = _by_place(changed)
        words = _words(places, precedents)
        read = [sheet for sheet, xml in unread.items() if _may_look(sheet, xml, places, words)]
        fresh = [formula for sheet in read for formula in _formulas(sheet, unread.pop(sheet), precedents)]
        latest = _by_place(news)
        hit = [one for one in waiting if one.looks.at(latest)] + [one for one in fresh if one.looks.at(places)]
        own = set(map(id, hit))
        waiting = [one for one in (*waiting, *fresh) if id(one) not in own]
        news = [cell for formula in hit for cell in _filled(formula)]
        found, changed = found + hit, changed + news
    return found


def _words(places: Places, precedents: Precedents) -> bytes:
    """A pattern for the names and tables that hold those cells."""
    names = [rf"\b{re.escape(name)}\b" for name in precedents.names_looking_at(places)]
    tables = [rf"\b{re.escape(name)}\[" for name in precedents.tables_at(places)]
    return "|".join(names + tables).encode() or b"(?!)"


def _may_look(sheet: str, xml: bytes, places: Places, words: bytes) -> bool:
    """Whether a formula of the sheet may look at one of those cells: for then it names its column, or what holds it.

    A sheet in which none does need not be read.
    """
    q = re.escape(prefix_of(xml))
    texts = b"\n".join(re.findall(rb"<%bf(?:\s[^>]*)?>([^<]+)" % q, xml))
    if not texts:
        return False
    own, others = (_column_names(places, sheet, here=here) for here in (True, False))
    cells = rb"\b(?:%b)(?:\$?[0-9]|:)|!\$?(?:%b)(?:\$?[0-9]|:)|%b" % (own, others, _ALWAYS)
    shared = re.search(rb"<%bf\s[^>]*t=[\"'](?:shared|dataTable)" % q, xml)
    return bool(shared or re.search(cells, texts) or re.search(words, texts, re.IGNORECASE))


def _column_names(places: Places, sheet: str, *, here: bool) -> bytes:
    """A pattern for the letters of the columns of those cells that are on this sheet, or on others."""
    wanted = [rows for title, rows in places.items() if (title == sheet.casefold()) is here]
    columns = {letters(column).encode() for rows in wanted for own in rows.values() for column in own}
    return b"|".join(sorted(columns)) or b"(?!)"


def _formulas(sheet: str, xml: bytes, precedents: Precedents) -> Iterator[Formula]:
    pattern = re.compile(rb"<%bf(\s[^>]*?)?(?:/>|>([^<]*)</)" % re.escape(prefix_of(xml)))
    shared: dict[str | None, Looks] = {}
    for reference, cell in each_cell(xml):
        element = pattern.search(cell[5]) if cell[5] else None
        if element is None:
            continue
        about = attributes(element[1]) if element[1] else {}
        kind = about.get("t")
        looks = EVERYWHERE if kind == "dataTable" else precedents.of(excel_text_of(element[2] or b""), sheet.casefold())
        if kind == _SHARED:
            # The others of a shared formula say no text of their own: their references move with them.
            looks = shared.setdefault(about.get("si"), _moving(looks))
        yield Formula(sheet, reference, looks, area(about.get("ref", reference) if kind in _FILLING else reference))


def _moving(looks: Looks) -> Looks:
    """Wherever the references of a shared formula may have moved to: on the same sheets, anywhere."""
    return Looks(frozenset(replace(one, rows=ALL_ROWS, columns=ALL_COLUMNS) for one in looks.areas), looks.everywhere)


def _by_place(cells: Iterable[Cell]) -> Places:
    places: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for sheet, row, column in cells:
        places[sheet.casefold()][row].add(column)
    return places


def _filled(formula: Formula) -> Iterator[Cell]:
    row, column = split_reference(formula.reference)
    yield formula.sheet, row, column
    if len(formula.fills.rows) * len(formula.fills.columns) > 1:
        yield from ((formula.sheet, r, c) for r in formula.fills.rows for c in formula.fills.columns)
