"""A whole tracker: one person's tables for one cycle, with the settings it runs by."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, ConflictEntry, Feedback, Review, Reward
from goalsheet.tracker.person import Person
from goalsheet.tracker.schema import Table, table
from goalsheet.tracker.vision import (
    JournalEntry,
    MindMapIdea,
    PersonalValue,
    Reflection,
    Trait,
    Vision,
    VisionTile,
)

SCHEMA_VERSION = 1

TABLES: tuple[Table, ...] = tuple(
    table(row)
    for row in (
        Goal,
        Action,
        CheckIn,
        Feedback,
        Reward,
        Review,
        ConflictEntry,
        Reflection,
        PersonalValue,
        Trait,
        JournalEntry,
        VisionTile,
        MindMapIdea,
    )
)


@dataclass(frozen=True)
class Cycle:
    """The period that the goals are set for, both days included."""

    name: str
    start: dt.date
    end: dt.date


@dataclass(frozen=True)
class Thresholds:
    """How far progress may lag behind expected, as shares: beyond `on_track` at risk, beyond `at_risk` off track.

    A gap, not a ratio, because ratios explode near the start; Engagedly, Planview and InnovationMinds draw their lines
    at 10 to 33 points. No colour in the first `grace_days` or `grace_share` of the time, whichever is longer.
    """

    on_track: float = 0.10
    at_risk: float = 0.25
    grace_days: int = 7
    grace_share: float = 0.10


@dataclass(frozen=True)
class TemplateName:
    """Which template a tracker was made from."""

    name: str
    title: str
    version: str


#: Between two reviews where a template says nothing: once a quarter.
USUAL_REVIEW_MONTHS = 3


@dataclass(frozen=True)
class Tracker:
    """Everything one workbook holds; `goals` are numbered from G01 in order.

    `brought_from` is the day on which the cycle began from whose workbook rows came along, if any did.
    """

    person: Person
    cycle: Cycle
    template: TemplateName
    thresholds: Thresholds = Thresholds()
    greeting: str = ""
    introduction: str = ""
    objectives: tuple[str, ...] = ()
    review_months: int = USUAL_REVIEW_MONTHS
    goals: tuple[Goal, ...] = ()
    actions: tuple[Action, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    rewards: tuple[Reward, ...] = ()
    reviews: tuple[Review, ...] = ()
    conflicts: tuple[ConflictEntry, ...] = ()
    vision: Vision = Vision()
    brought_from: dt.date | None = None
