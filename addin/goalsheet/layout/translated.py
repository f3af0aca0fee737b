"""A design in another language: the same sheets, formulas and names, with the words that stand in that language.

A formula's words are the texts in quotation marks in it. What Python says beside it, its twin, is cut at the same
texts, so that both say the same in every language. Names, numbers and what people wrote are left alone.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from goalsheet.language.catalogue import Catalogue
from goalsheet.layout import looks
from goalsheet.layout.buttons import Button
from goalsheet.layout.columns import ERROR_ROOM, PROMPT_ROOM, PROMPT_TITLE_ROOM
from goalsheet.layout.places import LISTS, SETTINGS
from goalsheet.layout.plan import (
    Cell,
    Chart,
    Design,
    ExcelTable,
    Field,
    Highlight,
    Live,
    Look,
    Page,
    PlacedButton,
    Said,
    Series,
    Sheet,
    Slot,
    Validation,
    Value,
)
from goalsheet.layout.references import areas
from goalsheet.layout.self_description import LABELS
from goalsheet.layout.vision_places import FIGURES
from goalsheet.layout.words import TABS, TEXT, formula_in, shown_word, shows_words, text_in, title_of
from goalsheet.progress.timing import MONTHS
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.schema import Column, table
from goalsheet.tracker.tracker import TABLES, Tracker
from goalsheet.tracker.vision import PersonalValue

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
Row = TypeVar("Row", Goal, PersonalValue)
_TABLES = {of.name: of for of in TABLES}


def translated(design: Design, to: Catalogue) -> Design:
    """The design in that language; the very same in English."""
    if to.is_english:
        return design
    tongue = _Tongue(to, _Shown(design))
    return dataclasses.replace(
        design,
        sheets=tuple(tongue.sheet(sheet) for sheet in design.sheets),
        names={name: tongue.formula(target) for name, target in design.names.items()},
        page_of=to.word(design.page_of),
        go_to=to.word(design.go_to),
    )


def with_own_words(tracker: Tracker, to: Catalogue) -> Tracker:
    """A new tracker whose words from lists that take one's own, too, are in that language: nothing translates them."""
    if to.is_english:
        return tracker
    goals = tuple(_row_in(goal, to) for goal in tracker.goals)
    values = tuple(_row_in(value, to) for value in tracker.vision.values)
    return dataclasses.replace(tracker, goals=goals, vision=dataclasses.replace(tracker.vision, values=values))


def _row_in(row: Row, to: Catalogue) -> Row:
    columns = table(type(row)).columns  # type: ignore[arg-type]  # a class can be hashed, whatever its rows are
    open_ended = [one for one in columns if one.choices and one.choices.open_ended]
    said: dict[str, Any] = {one.name: shown_word(one, getattr(row, one.name), to) for one in open_ended}
    return dataclasses.replace(row, **said)


class Texts(NamedTuple):
    """Texts of formulas: those that a result is made of, and those that it may be as a whole."""

    pieces: frozenset[str] = frozenset()
    wholes: frozenset[str] = frozenset()

    def and_of(self, other: Texts) -> Texts:
        """These and others."""
        return Texts(self.pieces | other.pieces, self.wholes | other.wholes)


NO_TEXTS = Texts()


class _Tongue:
    """One language, and what formulas of the design show of other cells."""

    def __init__(self, to: Catalogue, shown: _Shown) -> None:
        self._to, self._shown = to, shown
        self._said = lru_cache(maxsize=None)(self._sayer)

    def sheet(self, plan: Sheet) -> Sheet:
        """The sheet with its words in the language."""
        cells = {place: self._cell(plan.title, cell) for place, cell in plan.cells.items()}
        if plan.title == SETTINGS:
            row = max(row for row, _ in cells) + 1
            cells |= {(row, 1): Cell(LABELS, looks.TEXT), (row, 2): Cell(self._to.code, Look(format="@"))}
        if plan.tables:
            of = plan.tables[0].table
            for place, column in enumerate(of.columns, 1):
                head = next((one for one in cells if plan.cells[one].value == column.title and one[1] == place), None)
                if head:
                    cells[head] = dataclasses.replace(cells[head], value=title_of(of, column, self._to))
        return dataclasses.replace(
            plan,
            title=self._to.only.get(TABS, {}).get(plan.title, plan.title),
            cells=cells,
            validations=[self._validation(one, plan) for one in plan.validations],
            highlights=[self._highlight(one) for one in plan.highlights],
            charts=[self._chart(one) for one in plan.charts],
            tables=[self._table(one) for one in plan.tables],
            buttons=[self._button(one) for one in plan.buttons],
            page=self._page(plan.page) if plan.page else None,
        )

    def formula(self, formula: str) -> str:
        """A formula with its texts, its sheets' titles and its columns' titles in the language."""
        return formula_in(formula, self._to)

    def _cell(self, sheet: str, cell: Cell) -> Cell:
        link = self.formula(cell.link) if cell.link else None
        look = (
            dataclasses.replace(cell.look, format=self._format(cell.look.format))
            if '"' in cell.look.format
            else cell.look
        )
        return Cell(self._content(sheet, cell.value), look, link)

    def _content(self, sheet: str, content: Value | Slot | Live) -> Value | Slot | Live:
        match content:
            case Live():
                texts = self._shown.by(sheet, content.formula)
                said = self._said(texts.pieces, texts.wholes)
                return dataclasses.replace(content, formula=self.formula(content.formula), said=said)
            case Slot():
                return dataclasses.replace(content, said=self._slot(content))
            case str():
                return self._to.said(content)
            case _:
                return content

    def _slot(self, slot: Slot) -> Said | None:
        if slot.own_words:  # a list that people wrote may say one thing of goalsheet's own: that it is empty
            say = self._as_it_is if isinstance(slot.value, Field) else self._to.said
            return lambda value: say(value) if isinstance(value, str) else value
        column = _column(slot.value) if isinstance(slot.value, Field) else None
        if column is None or not shows_words(column):
            return None
        return lambda value: shown_word(column, value, self._to)

    def _as_it_is(self, text: str) -> str:
        return self._to.words.get(text, text)

    def _sayer(self, pieces: frozenset[str], wholes: frozenset[str]) -> Said | None:
        """What makes of a result, cut at those pieces or one of those texts as a whole, what the formula gives."""
        known = {text: said for text in pieces | wholes if (said := text_in(text, self._to)) != text}
        if not known:
            return None
        cuts = {text: known[text] for text in pieces if text in known and text != MONTHS}
        tails = {text: said for text, said in known.items() if text not in cuts}
        pattern, found = _cutter(cuts, tails)
        in_any_case = {text.casefold(): said for text, said in known.items()}
        has_days = MONTHS in pieces

        def say(value: Value) -> Value:
            if not isinstance(value, str):
                return value
            whole = known.get(value) or in_any_case.get(value.casefold())
            if whole:
                return whole
            said = pattern.sub(lambda one: found[one[0]], value)
            return _SHORT_DAY.sub(self._short_day, said) if has_days else said

        return say

    def _short_day(self, found: re.Match[str]) -> str:
        month = self._to.short_months[MONTHS.index(found[2]) // 3]
        return f"{found[1]} {month} {found[3]}"

    def _format(self, code: str) -> str:
        return TEXT.sub(lambda text: f'"{text_in(text[0][1:-1], self._to)}"', code)

    def _validation(self, plan: Validation, sheet: Sheet) -> Validation:
        place = sheet.tables[0].table.name if sheet.tables else ""
        return dataclasses.replace(
            plan,
            first=self.formula(plan.first) if plan.first else None,
            second=self.formula(plan.second) if plan.second else None,
            prompt_title=self._to.word(plan.prompt_title, place)[:PROMPT_TITLE_ROOM],
            prompt=self._to.said(plan.prompt, place)[:PROMPT_ROOM],
            error=self._to.said(plan.error, place)[:ERROR_ROOM],
        )

    def _highlight(self, plan: Highlight) -> Highlight:
        code = self._format(plan.format) if plan.format else None
        return dataclasses.replace(plan, formula=self.formula(plan.formula), format=code)

    def _chart(self, plan: Chart) -> Chart:
        return dataclasses.replace(
            plan,
            title=self._to.said(plan.title),
            alt=self._to.said(plan.alt),
            labels=self.formula(plan.labels),
            series=tuple(self._series(one) for one in plan.series),
        )

    def _series(self, plan: Series) -> Series:
        title = self.formula(plan.title) if "!" in plan.title else self._to.said(plan.title)
        return dataclasses.replace(
            plan, title=title, values=self.formula(plan.values), across=self.formula(plan.across)
        )

    def _table(self, plan: ExcelTable) -> ExcelTable:
        titles = {column.title: title_of(plan.table, column, self._to) for column in plan.table.columns}
        columns = tuple(dataclasses.replace(one, title=titles[one.title]) for one in plan.table.columns)
        return dataclasses.replace(
            plan,
            table=dataclasses.replace(plan.table, columns=columns),
            formulas={titles[title]: self.formula(formula) for title, formula in plan.formulas.items()},
            alt=": ".join(map(self._to.said, plan.alt.split(": ", 1))),
        )

    def _button(self, plan: PlacedButton) -> PlacedButton:
        return dataclasses.replace(plan, button=button_in(plan.button, self._to))

    def _page(self, plan: Page) -> Page:
        return dataclasses.replace(plan, areas=self.formula(plan.areas))


def button_in(button: Button, to: Catalogue) -> Button:
    """A button with what is written on it in that language."""
    said = {name: to.word(getattr(button, name)) for name in ("label", "screentip", "supertip")}
    return dataclasses.replace(button, **said)


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


def _column(field: Field) -> Column | None:
    of = _TABLES.get(_ROWS.get(field.rows, ""))
    return next((one for one in of.columns if one.name == field.name), None) if of else None


@lru_cache(maxsize=4_096)
def _texts_in(formula: str) -> Texts:
    texts = {text[1:-1] for text in TEXT.findall(formula)}
    return Texts(frozenset(texts - set(_COMPARED.findall(formula))), frozenset(texts))


class _Shown:
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
            offered = column.choices if (column := _column(field)) else None
            return Texts(wholes=frozenset(offered.words)) if offered and not offered.open_ended else NO_TEXTS
        case _:
            return NO_TEXTS
