"""A design in another language: the same sheets, formulas and names, with the words that stand in that language.

A formula's words are the texts in quotation marks in it. What Python says beside it, its twin, is cut at the same
texts, so that both say the same in every language. Names, numbers and what people wrote are left alone.
"""

from __future__ import annotations

import dataclasses
from functools import lru_cache, partial
from typing import Any, TypeVar

from goalsheet.language.catalogue import Catalogue
from goalsheet.layout import looks
from goalsheet.layout.buttons import Button
from goalsheet.layout.columns import ERROR_ROOM, PROMPT_ROOM, PROMPT_TITLE_ROOM
from goalsheet.layout.places import SETTINGS
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
from goalsheet.layout.self_description import LABELS
from goalsheet.layout.shown_texts import ShownTexts, column_of, said_in
from goalsheet.layout.words import TABS, TEXT, formula_in, shown_word, shows_words, text_in, title_of
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.schema import table
from goalsheet.tracker.tracker import Tracker
from goalsheet.tracker.vision import PersonalValue

Row = TypeVar("Row", Goal, PersonalValue)


def translated(design: Design, to: Catalogue) -> Design:
    """The design in that language; the very same in English."""
    if to.is_english:
        return design
    tongue = _Tongue(to, ShownTexts(design))
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


class _Tongue:
    """One language, and what formulas of the design show of other cells."""

    def __init__(self, to: Catalogue, shown: ShownTexts) -> None:
        self._to, self._shown = to, shown
        self._said = lru_cache(maxsize=None)(partial(said_in, to=to))

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
                said = self._said(texts)
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
        column = column_of(slot.value) if isinstance(slot.value, Field) else None
        if column is None or not shows_words(column):
            return None
        return lambda value: shown_word(column, value, self._to)

    def _as_it_is(self, text: str) -> str:
        return self._to.words.get(text, text)

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
