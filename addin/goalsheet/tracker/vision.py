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
    examples: str | None = column(
        "For example", Kind.TEXT, TOOL, "How two people at other work answered, to get you going."
    )
    answer: str | None = column("Your answer", Kind.TEXT, EMPLOYEE, "Whatever comes to mind; a few words are enough.")
    state: str | None = column("Done?", Kind.TEXT, TOOL, "Done as soon as there is an answer.", computed=True)


@dataclass(frozen=True)
class PersonalValue:
    """Something that matters to the employee, and how much."""

    TITLE: ClassVar[str] = "Values"
    PRIVATE: ClassVar[bool] = True

    value: str | None = column(
        "Value",
        Kind.CHOICE,
        EMPLOYEE,
        "What matters to you. Pick one or write your own; Goals then offers yours.",
        choices=choices.VALUE,
    )
    rank: float | None = column(
        "Rank", Kind.WHOLE, EMPLOYEE, "1 is what matters most. Blank comes last.", lowest=1, highest=20
    )
    meaning: str | None = column(
        "What it means to me", Kind.TEXT, EMPLOYEE, "How one would notice in a week of yours that it matters to you."
    )
    served: str | None = column(
        "Your goals", Kind.TEXT, TOOL, "How many of your goals name this value as theirs.", computed=True
    )


@dataclass(frozen=True)
class Trait:
    """A strength to build on, or something to grow in."""

    TITLE: ClassVar[str] = "Strengths and growth areas"
    PRIVATE: ClassVar[bool] = True

    kind: str | None = column(
        "Kind", Kind.CHOICE, EMPLOYEE, "Something you are good at, or want to get better at.", choices=choices.TRAIT
    )
    trait: str | None = column("What", Kind.TEXT, EMPLOYEE, "What you do well, or find hard. Ask somebody who knows.")
    plan: str | None = column(
        "How I use it, or let it grow", Kind.TEXT, EMPLOYEE, "Where it helps you, or one small thing you will try."
    )


@dataclass(frozen=True)
class JournalEntry:
    """One day's notes to oneself."""

    TITLE: ClassVar[str] = "Journal"
    PRIVATE: ClassVar[bool] = True

    date: dt.date | None = column("Date", Kind.DATE, EMPLOYEE, "The day you write about (Ctrl+; enters today).")
    mood: str | None = column("Mood", Kind.CHOICE, EMPLOYEE, "How the day felt.", choices=choices.MOOD)
    went_well: str | None = column("What went well", Kind.TEXT, EMPLOYEE, "One thing you are glad about.")
    learned: str | None = column("What I learned", Kind.TEXT, EMPLOYEE, "One thing you know now.")
    next_step: str | None = column("Next step", Kind.TEXT, EMPLOYEE, "What you will do with it.")
    prompt: str | None = column(
        "Question of the day", Kind.TEXT, TOOL, "Another one each day, to write about if you like.", computed=True
    )
    thought: str | None = column(
        "My thoughts on it", Kind.TEXT, EMPLOYEE, "Your answer, if the question speaks to you."
    )


@dataclass(frozen=True)
class VisionTile:
    """One picture on the vision board."""

    TITLE: ClassVar[str] = "Vision board"
    PRIVATE: ClassVar[bool] = True

    caption: str | None = column(
        "Caption", Kind.TEXT, EMPLOYEE, "What you see yourself doing, in a few words: “A garden behind our house”."
    )
    horizon: str | None = column("Horizon", Kind.CHOICE, EMPLOYEE, "How far away it is.", choices=choices.HORIZON)
    goal: str | None = column(
        "Goal no.", Kind.CHOICE, EMPLOYEE, "The goal that leads there, if there is one.", choices=choices.GOAL_ID
    )
    progress: float | None = column(
        "Progress", Kind.PERCENT, TOOL, "How far that goal is. Blank as long as nobody can say.", computed=True
    )


@dataclass(frozen=True)
class MindMapIdea:
    """One idea of the mind map, hung under another."""

    TITLE: ClassVar[str] = "Mind map"
    PRIVATE: ClassVar[bool] = True

    idea: str | None = column("Idea", Kind.TEXT, EMPLOYEE, "A word or two. The first one is the middle of the map.")
    parent: str | None = column(
        "Under",
        Kind.CHOICE,
        EMPLOYEE,
        "The idea it belongs to: pick it. Blank hangs it from the middle.",
        choices=choices.IDEA,
    )
    note: str | None = column(
        "Worth knowing", Kind.TEXT, TOOL, "What keeps an idea from hanging where you want it.", computed=True
    )


@dataclass(frozen=True)
class Vision:
    """What one person wrote into the private tables; `answers` belong to the five questions, in their order."""

    answers: tuple[str | None, ...] = ()
    values: tuple[PersonalValue, ...] = ()
    traits: tuple[Trait, ...] = ()
    tiles: tuple[VisionTile, ...] = ()
    ideas: tuple[MindMapIdea, ...] = ()
    journal: tuple[JournalEntry, ...] = ()
