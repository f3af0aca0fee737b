"""Part 1 of the guide, vision and values: private tables that never leave the workbook."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from goalsheet.tracker import choices
from goalsheet.tracker.schema import Kind, Owner, column

EMPLOYEE, TOOL = Owner.EMPLOYEE, Owner.TOOL


@dataclass(frozen=True)
class Reflection:
    """One of the five questions, with the employee's answer."""

    TITLE: ClassVar[str] = "Reflection"
    PRIVATE: ClassVar[bool] = True

    question: str | None = column("Question", Kind.TEXT, TOOL, "Something to think about before writing goals.")
    answer: str | None = column("Answer", Kind.TEXT, EMPLOYEE, "Whatever comes to mind; nobody else reads it.")


@dataclass(frozen=True)
class JournalEntry:
    """One day's notes to oneself."""

    TITLE: ClassVar[str] = "Journal"
    PRIVATE: ClassVar[bool] = True

    date: dt.date | None = column("Date", Kind.DATE, EMPLOYEE, "The day you write about.")
    mood: str | None = column("Mood", Kind.CHOICE, EMPLOYEE, "How the day felt.", choices=choices.MOOD)
    went_well: str | None = column("What went well", Kind.TEXT, EMPLOYEE, "One thing you are glad about.")
    learned: str | None = column("What I learned", Kind.TEXT, EMPLOYEE, "One thing you know now.")
    next_step: str | None = column("Next step", Kind.TEXT, EMPLOYEE, "What you will do with it.")


@dataclass(frozen=True)
class VisionTile:
    """One picture on the vision board."""

    TITLE: ClassVar[str] = "Vision board"
    PRIVATE: ClassVar[bool] = True

    caption: str | None = column("Caption", Kind.TEXT, EMPLOYEE, "What the picture stands for.")
    horizon: str | None = column("Horizon", Kind.CHOICE, EMPLOYEE, "How far away it is.", choices=choices.HORIZON)
    goal: str | None = column(
        "Goal no.", Kind.CHOICE, EMPLOYEE, "The goal that leads there, if there is one.", choices=choices.GOAL_ID
    )


@dataclass(frozen=True)
class MindMapIdea:
    """One idea of the mind map, hung under another."""

    TITLE: ClassVar[str] = "Mind map"
    PRIVATE: ClassVar[bool] = True

    idea: str | None = column("Idea", Kind.TEXT, EMPLOYEE, "A word or two.")
    parent: str | None = column("Under", Kind.TEXT, EMPLOYEE, "The idea it belongs to; blank for the middle.")
