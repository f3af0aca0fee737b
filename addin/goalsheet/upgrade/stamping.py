"""The new workbook of somebody, stamped from the template with the rows that stand in their old one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from goalsheet.language.catalogue import Catalogue
from goalsheet.layout import private_rows, room
from goalsheet.layout.contents import Rows
from goalsheet.layout.words import TABS
from goalsheet.roster.names import split_name
from goalsheet.template.fill import fill
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.template.template import Template
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, ConflictEntry, Feedback, Review, Reward
from goalsheet.tracker.person import Person
from goalsheet.tracker.tracker import Tracker
from goalsheet.tracker.vision import JournalEntry, MindMapIdea, PersonalValue, Trait, VisionTile
from goalsheet.upgrade.typed import padded, row_places
from goalsheet.vision import mind_map
from goalsheet.workbook.opened import OpenedWorkbook
from goalsheet.workbook.reading import TrackerFile
from goalsheet.workbook.settings_sheet import language_of_sheets

_LISTS = {
    Goal: "goals",
    Action: "actions",
    CheckIn: "check_ins",
    Feedback: "feedback",
    Reward: "rewards",
    Review: "reviews",
    ConflictEntry: "conflicts",
}
_PRIVATE = {
    PersonalValue: "values",
    Trait: "traits",
    VisionTile: "tiles",
    MindMapIdea: "ideas",
    JournalEntry: "journal",
}
_ROOM = {
    Goal: room.GOALS,
    PersonalValue: room.VALUES,
    Trait: room.TRAITS,
    VisionTile: room.TILES,
    MindMapIdea: mind_map.ROOM,
}


class Stamping:
    """Makes new workbooks from one template; BadTemplate if it is broken. With buttons where the old one has them."""

    def __init__(self, template: str, today: dt.date, signed_by: Path | None = None) -> None:
        self.template: Template = replace(load(template), buttons=False)
        self.today, self._signed_by = today, signed_by
        self._makers: dict[bool, TrackerMaker] = {}

    def make(self, file: TrackerFile, book: OpenedWorkbook) -> bytes:
        """The new workbook of whose that file is, with the rows that there is room for."""
        maker = self._maker(buttons=file.path.suffix.lower() == ".xlsm")
        return maker.make_from(self._tracker(file, book), language_of_sheets(book))

    def _maker(self, *, buttons: bool) -> TrackerMaker:
        """What makes the workbooks of that kind; kept, for compiling one takes half a second."""
        if buttons not in self._makers:
            signed = self._signed_by if buttons else None
            self._makers[buttons] = TrackerMaker(self.template, self.today, buttons=buttons, signed_by=signed)
        return self._makers[buttons]

    def _tracker(self, file: TrackerFile, book: OpenedWorkbook) -> Tracker:
        old = file.tracker
        fresh = fill(self.template, _known(old.person, book), self.today, old.cycle)
        rows = {name: _rows(file, book, of) for of, name in _LISTS.items()}
        private = {name: _rows(file, book, of) for of, name in _PRIVATE.items()}
        vision = replace(private_rows.vision(file.tables), **private)
        fresh = replace(
            fresh, objectives=_objectives(fresh, old), introduction=_introduction(fresh, language_of_sheets(book))
        )
        return replace(fresh, vision=vision, brought_from=old.brought_from, **rows)


def _objectives(fresh: Tracker, old: Tracker) -> tuple[str, ...]:
    """The template's objectives, and those of before that goals name; all of before where the template has none."""
    named = {(goal.objective or "").strip().casefold() for goal in old.goals}
    known = {text.casefold() for text in fresh.objectives}
    more = [text for text in old.objectives if text.casefold() in named - known or not known]
    return (*fresh.objectives, *more)[: room.OBJECTIVES]


def _introduction(fresh: Tracker, language: Catalogue) -> str:
    name = f", {fresh.person.first_name}" if fresh.person.first_name else ""
    manager = fresh.person.manager.name or "others"
    return language.said(
        f"This workbook goes on from the one that you had{name}: all that you and {manager} wrote came along, cell by "
        "cell. Nothing has to be done anew; sheets and columns that are new are there for when you want them."
    )


def _rows(file: TrackerFile, book: OpenedWorkbook, of: type) -> Any:
    """A table's rows at their places, as far as a new workbook can be made with them; the others are set afterwards."""
    found = file.tables.get(of)
    if found is None or found.location is None:
        return ()
    places = row_places(of, found.location, book)
    at = [places.get(number, -1) for number in found.numbers]
    return padded(found.rows, at, of(), _ROOM.get(of, room.LOG_ROWS))


def _known(person: Person, book: OpenedWorkbook) -> Person:
    """The person with what the workbook's hidden settings do not say: what to call them, and their job, from Start."""
    language = language_of_sheets(book)
    manager = replace(person.manager, first_name=split_name(person.manager.name).first)
    name = split_name(person.name)
    return replace(
        person,
        first_name=name.first,
        last_name=name.last,
        job_title=_beside(language.said("Job"), book.rows(language.word("Start", TABS))),
        manager=manager,
    )


def _beside(label: str, rows: Rows) -> str:
    """The text to the right of a label."""
    for cells in rows.values():
        texts = [cells[letters] for letters in sorted(cells, key=lambda letters: (len(letters), letters))]
        for one, other in pairwise(texts):
            if one == label and isinstance(other, str):
                return other
    return ""
