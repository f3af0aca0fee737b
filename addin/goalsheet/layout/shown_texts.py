"""The texts that a cell may show, so that what Python says beside a formula can be said in another language, too.

A result is cut at the texts in the formula that gives it, and at those of cells that the formula shows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import NamedTuple

from goalsheet.language.catalogue import Catalogue
from goalsheet.layout.places import LISTS, SETTINGS
from goalsheet.layout.plan import Design, Field, Live, Said, Slot, Value
from goalsheet.layout.references import areas
from goalsheet.layout.vision_places import FIGURES
from goalsheet.layout.words import TEXT, text_in
from goalsheet.progress.timing import MONTHS
from goalsheet.tracker.schema import Column
from goalsheet.tracker.tracker import TABLES

_COMPARED = re.compile(r'(?:=|<>)"((?:[^"]|"")*)"')
_NAMED = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")
_HERE = re.compile(r"(?<![\w!:$'])\$?[A-Z]{1,3}\$?[0-9]+(?![\w(!:])")
_SHORT = 200  # characters of a formula that may just show another cell of its sheet
_ELSEWHERE = re.compile(r"(?:'[^']+'|[A-Z]\w*)![$A-Z0-9:]+")
_SHORT_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(re.findall('...', MONTHS))}) (\d{{4}})")
_HIDDEN = (LISTS, FIGURES, SETTINGS)
#: The tables of the figures' rows.
_ROWS = {"goals": "Goal", "shown": "Goal", "actions": "Action", "check_ins": "CheckIn", "feedback": "Feedback"} | {
    "rewards": "Reward",
    "reviews": "Review",
    "vision.tiles": "VisionTile",
    "vision.traits": "Trait",
    "vision.values": "PersonalValue",
    "vision.journal": "JournalEntry",
    "vision.ideas": "MindMapIdea",
    "vision.reflections": "Reflection",
}
_TABLES = {of.name: of for of in TABLES}


class Texts(NamedTuple):
    """Texts of formulas: those that a result is made of, and those that it may be as a whole."""

    pieces: frozenset[str] = frozenset()
    wholes: frozenset[str] = frozenset()

    def and_of(self, other: Texts) -> Texts:
        """These and others."""
        return Texts(self.pieces | other.pieces, self.wholes | other.wholes)


NO_TEXTS = Texts()


@lru_cache(maxsize=4_096)
def _texts_in(formula: str) -> Texts:
    texts = {text[1:-1] for text in TEXT.findall(formula)}
    return Texts(frozenset(texts - set(_COMPARED.findall(formula))), frozenset(texts))


class ShownTexts:
    """The texts that formulas may show of other cells, by the defined names and the addresses that lead there."""

    def __init__(self, design: Design) -> None:
        self._names = design.names
        self._columns: dict[tuple[str, int], list[tuple[int, Texts]]] = {}
        for sheet in design.sheets:
            for (row, column), cell in sheet.cells.items():
                texts = _texts_of(cell.value, is_hidden=sheet.title in _HIDDEN)
                if texts.wholes:
                    self._columns.setdefault((sheet.title, column), []).append((row, texts))
        self._at = lru_cache(maxsize=None)(self._texts_at)

    def by(self, sheet: str, formula: str) -> Texts:
        """What a formula makes its result of, and what it may show as it is."""
        found = _texts_in(formula)
        code = "".join(TEXT.split(formula)[::2])
        if len(code) < _SHORT:
            code += " ".join(f"'{sheet}'!{cell}" for cell in _HERE.findall(code))
        for target in {*_ELSEWHERE.findall(code), *(self._names.get(name, "") for name in _NAMED.findall(code))}:
            found = found.and_of(self._at(target)) if target else found
        return found

    def _texts_at(self, target: str) -> Texts:
        found = NO_TEXTS
        for area in areas(target):
            for column in area.columns:
                for row, texts in self._columns.get((area.sheet, column), ()):
                    found = found.and_of(texts) if row in area.rows else found
        return found


def _texts_of(content: Value | Slot | Live, *, is_hidden: bool) -> Texts:
    """What may stand in a cell of the words that are translated; nothing that people write."""
    match content:
        case Live():
            return _texts_in(content.formula)
        case str() if is_hidden:  # elsewhere it is a title
            return Texts(frozenset({content}), frozenset({content}))
        case Slot(Field() as field):
            offered = column.choices if (column := column_of(field)) else None
            return Texts(wholes=frozenset(offered.words)) if offered and not offered.open_ended else NO_TEXTS
        case _:
            return NO_TEXTS


def column_of(field: Field) -> Column | None:
    """The column of which a field shows the cells, None if it is none of a table."""
    of = _TABLES.get(_ROWS.get(field.rows, ""))
    return next((one for one in of.columns if one.name == field.name), None) if of else None


def said_in(texts: Texts, to: Catalogue) -> Said | None:
    """What makes of a result, cut at those pieces or one of those texts as a whole, what the formula gives."""
    known = {text: said for text in texts.pieces | texts.wholes if (said := text_in(text, to)) != text}
    if not known:
        return None
    cuts = {text: known[text] for text in texts.pieces if text in known and text != MONTHS}
    tails = {text: said for text, said in known.items() if text not in cuts}
    pattern, found = _cutter(cuts, tails)
    in_any_case = {text.casefold(): said for text, said in known.items()}
    has_days = MONTHS in texts.pieces

    def say(value: Value) -> Value:
        if not isinstance(value, str):
            return value
        whole = known.get(value) or in_any_case.get(value.casefold())
        if whole:
            return whole
        said = pattern.sub(lambda one: found[one[0]], value)
        return _SHORT_DAY.sub(partial(_short_day, to=to), said) if has_days else said

    return say


def _short_day(found: re.Match[str], to: Catalogue) -> str:
    month = to.short_months[MONTHS.index(found[2]) // 3]
    return f"{found[1]} {month} {found[3]}"


def _cutter(cuts: Mapping[str, str], tails: Mapping[str, str]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """What finds the texts in a result, longest first.

    Blanks and signs at its two ends may have been cut off; `tails` stand behind two blanks at the end.
    """
    ends = {text.strip("; "): said.strip("; ") for text, said in cuts.items()}
    anywhere, first, last = ("|".join(map(re.escape, _longest_first(texts))) for texts in (cuts, ends, tails))
    ways = [anywhere]
    ways += [rf"(?:\A|(?<=: ))(?:{first})", rf"(?:{first})\Z"] if first else []
    ways += [rf"(?<=  )(?:{last})\Z"] if last else []
    return re.compile("|".join(filter(None, ways)) or "(?!)"), {**tails, **ends, **cuts}


def _longest_first(texts: Mapping[str, str]) -> list[str]:
    return sorted(filter(None, texts), key=len, reverse=True)
