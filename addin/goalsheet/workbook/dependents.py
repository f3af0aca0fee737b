"""The formulas whose stored results are no longer true once some cells are set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from goalsheet.layout.places import CellPlace
from goalsheet.layout.references import Reference
from goalsheet.layout.room import letters
from goalsheet.workbook.cells import Area, Written, area, written
from goalsheet.workbook.markup import attributes, excel_text_of
from goalsheet.workbook.precedents import ALL_COLUMNS, ALL_ROWS, ANYWHERE, EVERYWHERE, Changed, Looks, Precedents

_SHARED = "shared"
_FILLING = ("array", "dataTable")  # formulas whose results may fill more than their own cell
_ANYWHERE = tuple(name.encode() for name in ANYWHERE)
_NAMELESS = re.compile(rb"(?<![\w.])\[\[|(?<![\w.\[,])\[[#@]")  # [[#This Row],[Due]] without its table
_MOVES = re.compile(rb"""\st\s*=\s*["'](?:shared|dataTable)""")  # looks elsewhere than its text says
_PLAIN_TITLE = re.compile(r"\w[\w -]*", re.ASCII)
_QUOTED = re.compile(rb'"[^"\n]*"|&quot;.*?&quot;')
_BEFORE_COLON = re.compile(rb"([A-Z]{1,3})\$?[0-9]{1,7}$")
_AFTER_COLON = re.compile(rb"\$?([A-Z]{1,3})\$?[0-9]")


@dataclass(frozen=True)
class Formula:
    """A formula cell, what it looks at, and the cells that its result fills."""

    sheet: str
    reference: str
    looks: Looks
    fills: Area

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all other formulas."""
        return self.sheet, self.reference


def affected(
    sheets: Mapping[str, bytes], precedents: Precedents, cells: Iterable[CellPlace], steady: Iterable[CellPlace] = ()
) -> list[Formula]:
    """The formulas on the sheets (XML by title) that look at one of the cells, or at a formula that does, and so on.

    Those in `steady` cells keep their results, and what looks at them.
    """
    skipped = {(place.sheet.casefold(), place.address) for place in steady}
    news = changed = [_area(place.sheet, area(place.address)) for place in cells]
    unread = {sheet: written(xml) for sheet, xml in sheets.items()}
    found, looking = dict[tuple[str, str], Formula](), list[Looking]()
    while news:
        every = Changed(changed)
        for sheet in _to_be_read(unread, every, precedents):
            looking.append(_understood(sheet, unread.pop(sheet), precedents))
            news = changed  # what is read just now has seen nothing of it
        now = Changed(news)
        at = (one for own in looking for one in own.at(now) if one.key not in found)
        hit = {one.key: one for one in at if (one.sheet.casefold(), one.reference) not in skipped}
        news = [_area(formula.sheet, formula.fills) for formula in hit.values()]
        found, changed = found | hit, changed + news
    return list(found.values())


class Looking:
    """The formulas of a sheet by what they look at: single cells, larger areas, or everything."""

    def __init__(self, formulas: Iterable[Formula]) -> None:
        self._everywhere: list[Formula] = []
        self._by_cell: dict[tuple[str, int, int], list[Formula]] = {}
        self._by_area: dict[str, dict[Reference, list[Formula]]] = {}  # by the area's sheet
        for formula in formulas:
            if formula.looks.everywhere:
                self._everywhere.append(formula)
            for one in formula.looks.areas:
                self._of(one).append(formula)

    def _of(self, area: Reference) -> list[Formula]:
        if len(area.rows) == len(area.columns) == 1:
            return self._by_cell.setdefault((area.sheet, area.rows.start, area.columns.start), [])
        return self._by_area.setdefault(area.sheet, {}).setdefault(area, [])

    def at(self, changed: Changed) -> Iterator[Formula]:
        """Those that look at something that changed."""
        yield from self._everywhere
        for cell in changed.each():
            yield from self._by_cell.get(cell, ())
        for sheet in changed.sheets & self._by_area.keys():
            for one, formulas in self._by_area[sheet].items():
                if changed.touches(one):
                    yield from formulas
        for cell, formulas in self._by_cell.items() if changed.areas else ():
            if changed.covers(cell):
                yield from formulas


#: Of sheets whose formulas were understood lately: all trackers of a template have the same ones.
_KNOWN: dict[tuple[str, tuple[Written, ...], Precedents], Looking] = {}
_MOST_KNOWN = 64


def _understood(sheet: str, formulas: tuple[Written, ...], precedents: Precedents) -> Looking:
    key = sheet, formulas, precedents
    if key not in _KNOWN:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN[key] = Looking(_formulas(sheet, formulas, precedents))
    return _KNOWN[key]


def _to_be_read(unread: Mapping[str, tuple[Written, ...]], places: Changed, precedents: Precedents) -> list[str]:
    """The sheets in which a formula may look at one of those cells, and those that cost nothing."""
    known = [sheet for sheet, formulas in unread.items() if (sheet, formulas, precedents) in _KNOWN]
    others = {sheet: formulas for sheet, formulas in unread.items() if formulas and sheet not in known}
    if not others:
        return known
    words = _words(places, precedents)
    return known + [sheet for sheet, formulas in others.items() if _may_look(sheet, formulas, places, words)]


def _words(places: Changed, precedents: Precedents) -> re.Pattern[bytes] | None:
    """A pattern, in small letters, for the names and tables that hold those cells; None if there are none."""
    names = [rb"\b%b\b" % re.escape(name.encode().lower()) for name in precedents.names_looking_at(places)]
    tables = [rb"\b%b\[" % re.escape(name.encode().lower()) for name in precedents.tables_at(places)]
    return re.compile(b"|".join(names + tables)) if names or tables else None


def _may_look(sheet: str, formulas: Iterable[Written], places: Changed, words: re.Pattern[bytes] | None) -> bool:
    """Whether a formula of the sheet may look at one of those cells: for then it names its column, or what holds it.

    A sheet in which none does need not be understood.
    """
    texts = _QUOTED.sub(b"", b"\n".join(text for _, _, text in formulas))
    if any(_MOVES.search(about) for _, about, _ in formulas) or _has_wide_range(texts):
        return True
    return bool(
        any(word in texts.upper() for word in _ANYWHERE)
        or (b"[" in texts and _NAMELESS.search(texts))
        or any(re.search(pattern, texts) for pattern in _named(places, sheet))
        or (words and words.search(texts.lower()))
    )


def _has_wide_range(texts: bytes) -> bool:
    """Whether a range reaches over several columns, or over whole rows, or from or to where a function says."""
    for colon in re.finditer(b":", texts):
        before = _BEFORE_COLON.search(texts, max(0, colon.start() - 12), colon.start())
        after = _AFTER_COLON.match(texts, colon.end())
        if before is None or after is None or before[1] != after[1]:
            return True
    return False


def _named(places: Changed, sheet: str) -> Iterator[bytes]:
    """Patterns for references to the columns of those cells as formulas of the sheet write them."""
    columns: dict[str, set[int]] = {}
    for title, rows in places.cells.items():
        columns.setdefault(title, set()).update(column for own in rows.values() for column in own)
    for one in places.areas:
        columns.setdefault(one.sheet, set()).update(one.columns)
    for title, numbers in columns.items():
        names = b"|".join(sorted(letters(number).encode() for number in numbers))
        before = rb"\b" if title == sheet.casefold() else rb"%b!\$?" % _as_written(title)
        yield rb"%b(?:%b)(?:\$?[0-9]|:)" % (before, names)


def _as_written(title: str) -> bytes:
    """A pattern for a sheet's title before an exclamation mark; empty for one that may be spelled in several ways."""
    if not _PLAIN_TITLE.fullmatch(title):
        return b""
    return rb"\b(?i:%b)(?:'|&apos;|&#39;)?" % re.escape(title.encode())


def _formulas(sheet: str, formulas: Iterable[Written], precedents: Precedents) -> Iterator[Formula]:
    shared: dict[str | None, Looks] = {}
    for reference, said, text in formulas:
        about = attributes(said) if said else {}
        kind = about.get("t")
        looks = EVERYWHERE if kind == "dataTable" else precedents.of(excel_text_of(text), sheet.casefold())
        if kind == _SHARED:
            # The others of a shared formula say no text of their own: their references move with them.
            looks = shared.setdefault(about.get("si"), _moving(looks))
        yield Formula(sheet, reference, looks, area(about.get("ref", reference) if kind in _FILLING else reference))


def _moving(looks: Looks) -> Looks:
    """Wherever the references of a shared formula may have moved to: on the same sheets, anywhere."""
    return Looks(tuple(replace(one, rows=ALL_ROWS, columns=ALL_COLUMNS) for one in looks.areas), looks.everywhere)


def _area(sheet: str, cells: Area) -> Reference:
    return Reference(sheet.casefold(), cells.rows, cells.columns)
