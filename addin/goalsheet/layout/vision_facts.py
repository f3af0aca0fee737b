"""What the private sheets say: the rows of the vision as they were typed, with what follows from them and the goals."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from goalsheet.layout import room
from goalsheet.tracker.choices import VALUE
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.vision import JournalEntry, MindMapIdea, PersonalValue, Reflection, Trait, Vision, VisionTile
from goalsheet.vision import journal
from goalsheet.vision.coverage import Coverage, ranked, served, trimmed
from goalsheet.vision.mind_map import ROOM as IDEAS
from goalsheet.vision.mind_map import MindMap, mind_map
from goalsheet.vision.questions import ANSWERED, OPEN, QUESTIONS

Row = TypeVar("Row", PersonalValue, Trait, VisionTile, MindMapIdea, JournalEntry)


@dataclass(frozen=True)
class VisionFigures:
    """What is computed from the private tables as of one day; rows are padded to the room there is."""

    today: dt.date
    reflections: tuple[Reflection, ...]
    values: tuple[PersonalValue, ...]
    traits: tuple[Trait, ...]
    tiles: tuple[VisionTile, ...]
    ideas: tuple[MindMapIdea, ...]
    journal: tuple[JournalEntry, ...]
    map: MindMap
    coverage: Coverage

    @property
    def spots(self) -> tuple[object, ...]:
        """The rows of the mind map's figures."""
        return self.map.spots

    @cached_property
    def answered(self) -> int:
        """How many of the five questions have an answer."""
        return sum(row.state == ANSWERED for row in self.reflections)

    @cached_property
    def trait_count(self) -> int:
        """How many strengths and growth areas are named."""
        return sum(bool(trimmed(row.trait)) for row in self.traits)

    @cached_property
    def offered_values(self) -> tuple[str, ...]:
        """What Goals offers: one's own values in their order, or the usual ones."""
        return self.coverage.values or VALUE.words

    @cached_property
    def written_days(self) -> tuple[dt.date, ...]:
        """The days of the journal's entries."""
        return tuple(entry.date for entry in self.journal if entry.date is not None)

    @cached_property
    def streak(self) -> int:
        """For how many weeks in a row something was written."""
        return journal.week_streak(self.written_days, self.today)


def rows_filled(vision: Vision) -> dict[str, int]:
    """How many rows are filled in of the tables that are logs, by where they are in the figures."""
    return {"vision.journal": len(vision.journal), "vision.ideas": len(vision.ideas)}


def vision_figures(vision: Vision, goals: Sequence[Goal], objectives: Sequence[str], today: dt.date) -> VisionFigures:
    """The figures of the private tables; `goals` are all rows of Goals."""
    used = tuple(goal for goal in goals if goal.is_used)
    drawn = mind_map(vision.ideas)
    return VisionFigures(
        today,
        reflections=_reflections(vision.answers),
        values=_padded((_served(row, used) for row in vision.values), PersonalValue(), room.VALUES),
        traits=_padded(vision.traits, Trait(), room.TRAITS),
        tiles=_padded((_led(row, goals) for row in vision.tiles), VisionTile(), room.TILES),
        ideas=_padded(_noted(vision.ideas, drawn), MindMapIdea(), IDEAS),
        journal=_padded(map(_prompted, vision.journal), JournalEntry(), room.LOG_ROWS),
        map=drawn,
        coverage=Coverage(used, ranked(vision.values), tuple(filter(None, map(trimmed, objectives)))),
    )


def _padded(rows: Iterable[Row], blank: Row, count: int) -> tuple[Row, ...]:
    filled = tuple(rows)
    return filled + (blank,) * (count - len(filled))


def _reflections(answers: Sequence[str | None]) -> tuple[Reflection, ...]:
    given = [*answers, *[None] * (len(QUESTIONS) - len(answers))]
    return tuple(
        Reflection(
            question.text,
            question.shown,
            answer,
            ANSWERED if trimmed(answer) else OPEN,
        )
        for question, answer in zip(QUESTIONS, given, strict=True)
    )


def _served(row: PersonalValue, goals: Sequence[Goal]) -> PersonalValue:
    return dataclasses.replace(row, served=served(row.value, goals))


def _led(row: VisionTile, goals: Sequence[Goal]) -> VisionTile:
    number = trimmed(row.goal).upper()
    progress = next((goal.progress for goal in goals if goal.is_used and goal.id == number), None)
    return dataclasses.replace(row, progress=progress)


def _noted(ideas: Sequence[MindMapIdea], drawn: MindMap) -> list[MindMapIdea]:
    return [dataclasses.replace(row, note=drawn.note[place]) for place, row in enumerate(ideas, 1)]


def _prompted(entry: JournalEntry) -> JournalEntry:
    asked = None if entry.date is None else journal.prompt(room.serial(entry.date))
    return dataclasses.replace(entry, prompt=asked)
