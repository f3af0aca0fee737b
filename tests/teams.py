"""Small teams for tests: people with a few goals, and the spreadsheets that show them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from goalsheet.layout.review_content import Seen, look_at
from goalsheet.progress.summary import summarise
from goalsheet.sync.teams import Target, targets
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import CheckIn
from goalsheet.tracker.person import Manager, Person
from goalsheet.tracker.tracker import Cycle, TemplateName, Tracker

DAY = dt.date(2026, 7, 1)
JAN1, DEC31 = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
BO = Manager("0001", "Bo Ek", "bo@example.com", "Bo")
FIRST = Goal(
    id="G01",
    statement="Raise first-call resolution from 68 % to 80 % by 31 December with the new call guide",
    measure="Increase",
    unit="%",
    baseline=68,
    target=80,
    evidence="The call statistics",
    start=JAN1,
    due=DEC31,
    rhythm="Monthly",
)
SECOND = Goal(id="G02", statement="Pass the exam", measure="Yes / no", start=JAN1, due=DEC31)
LOOKED = CheckIn(date=dt.date(2026, 6, 20), goal="G01", value=74, feeling="On track", note="Half-way", private_note="")


def tracker(
    number: int = 7,
    name: str = "Anna Müller",
    manager: Manager = BO,
    goals: Sequence[Goal] = (FIRST, SECOND),
    check_ins: Sequence[CheckIn] = (LOOKED,),
) -> Tracker:
    """The tracker of somebody in Bo's team."""
    person = Person(
        id=f"{number:04}",
        first_name="",
        last_name="",
        name=name,
        email=f"p{number}@example.com",
        manager=manager,
    )
    return Tracker(
        person,
        Cycle("2026", JAN1, DEC31),
        TemplateName("career-year", "", "1"),
        goals=tuple(goals),
        check_ins=tuple(check_ins),
    )


def seen(*trackers: Tracker, day: dt.date = DAY) -> list[Seen]:
    """The trackers with what can be said about them."""
    return [look_at(one, summarise(one, day), day) for one in trackers]


def target(*trackers: Tracker, layout: str = "team", day: dt.date = DAY) -> Target:
    """The one spreadsheet that shows these trackers."""
    (found,) = targets(layout, seen(*trackers, day=day), day).targets
    return found


def company(number: int) -> list[Tracker]:
    """That many teams of eight."""
    return [
        tracker(team * 8 + place, f"P{team}-{place}", Manager(f"M{team}", f"Manager {team}", f"m{team}@example.com"))
        for team in range(number)
        for place in range(8)
    ]


def managers(number: int) -> list[Tracker]:
    """That many managers, each with one person with one goal."""
    made = [Manager(f"M{one}", f"Manager {one}", f"m{one}@example.com") for one in range(number)]
    return [tracker(one, f"P{one}", manager, [SECOND], []) for one, manager in enumerate(made)]


def reworded(one: Tracker) -> Tracker:
    """The tracker with another wording of its first goal."""
    first, *others = one.goals
    return dataclasses.replace(one, goals=(dataclasses.replace(first, statement="Something else"), *others))
