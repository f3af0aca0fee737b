"""The private tables as they stand in a workbook: read where somebody's own next workbook is made, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from goalsheet.errors import Problem
from goalsheet.layout.table_rows import TableRows
from goalsheet.tracker.tracker import TABLES
from goalsheet.tracker.vision import JournalEntry, MindMapIdea, PersonalValue, Reflection, Trait, Vision, VisionTile
from goalsheet.vision.questions import QUESTIONS

#: By the rows' class; what was made before a table was there does not have it.
PRIVATE_TABLES: tuple[type, ...] = tuple(of.row for of in TABLES if of.private)
_UNREADABLE = "what stands here cannot be read."


def vision(tables: Mapping[type, TableRows]) -> Vision:
    """What somebody wrote into the private tables, by the rows' class."""
    rows = {row: tables[row].rows if row in tables else () for row in PRIVATE_TABLES}
    given = {row.question: row.answer for row in rows[Reflection]}
    return Vision(
        answers=tuple(given.get(question.text) for question in QUESTIONS),
        values=rows[PersonalValue],
        traits=rows[Trait],
        tiles=rows[VisionTile],
        ideas=rows[MindMapIdea],
        journal=rows[JournalEntry],
    )


def problems(name: str, tables: Mapping[type, TableRows]) -> tuple[Problem, ...]:
    """What of the tables cannot be read in the workbook of that name; of private ones only where, without a word."""
    own = [one for row in PRIVATE_TABLES if row in tables for one in tables[row].problems]
    others = [one for row, rows in tables.items() if row not in PRIVATE_TABLES for one in rows.problems]
    return (*others, *_without_words(own), *_astray(name, tables))


def _without_words(found: Iterable[Problem]) -> Iterator[Problem]:
    """HR carries the workbooks forward, and is not to see what stands there."""
    return (replace(one, what=_UNREADABLE, cure="") for one in found)


def _astray(name: str, tables: Mapping[type, TableRows]) -> Iterator[Problem]:
    """Answers that stand beside none of the questions."""
    if Reflection not in tables:
        return
    asked = {question.text for question in QUESTIONS}
    for index, row in enumerate(tables[Reflection].rows):
        if row.question not in asked:
            where = f"{name}, {tables[Reflection].place(index, 'answer')}"
            yield Problem(where, _UNREADABLE, "Move it beside one of the five questions.")
