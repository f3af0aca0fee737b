"""Templates of one's own, as tests write them, and what is made of them."""

import datetime as dt
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from goalsheet.errors import BadTemplate
from goalsheet.template.fill import Context, fill
from goalsheet.template.load import load
from goalsheet.template.parse import parse
from goalsheet.template.template import Template
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action
from goalsheet.tracker.person import Manager, Person
from goalsheet.tracker.schema import Column, Owner, table
from goalsheet.tracker.tracker import Cycle, TemplateName, Tracker

README = (Path(__file__).parent.parent / "templates" / "README.md").read_text(encoding="utf-8")
TODAY = dt.date(2026, 10, 10)
ANA = Person("0017", "Ana", "Lopez", "Ana Lopez", email="ana@company.com", department="Sales")
BO = Manager("0004", "Bo Chen", "bo@company.com", "Bo")


@cache
def loaded(name: str) -> Template:
    return load(name)


def person(family: str, manager: str, title: str) -> Person:
    return replace(ANA, job_family=family, manager=BO if manager else Manager(), job_title=title)


def actions_of(tracker: Tracker, goal_number: int) -> list[Action]:
    return [action for action in tracker.actions if action.goal == f"G{goal_number:02}"]


def numbered(tracker: Tracker) -> list[tuple[Goal, list[Action]]]:
    return [(goal, actions_of(tracker, number)) for number, goal in enumerate(tracker.goals, 1)]


SMALL = """\
[cycle]
name = "2027"
start = 2027-01-01
end = 2027-12-31

[welcome]
greeting = "Hello, {{ person.first_name }}"
introduction = "This is yours."

[words.general]
tool = "Excel"

[[goals]]
statement = "Master {{ words.tool }} by {{ cycle.end | spelled }}"
measure = "Milestones"
weight = 1.0
due = "{{ cycle.end }}"

[[goals.actions]]
action = "Book a course"
due = 2027-02-28
"""


def filled(content: str, who: Person = ANA) -> Tracker:
    return fill(parse("my-template", "my-template.toml", content.encode()), who, TODAY)


def problems_of(content: str) -> list[str]:
    with pytest.raises(BadTemplate) as caught:
        filled(content)
    return [str(problem) for problem in caught.value.problems]


def context_of(person: Person) -> Context:
    cycle = Cycle("2027", dt.date(2027, 1, 1), dt.date(2027, 12, 31))
    return Context(person, person.manager, cycle, TemplateName("my-template", "My template", "1"), None, TODAY)


def fillable(row: type) -> list[Column]:
    """The columns that a template may fill in."""
    return [c for c in table(row).columns if c.owner in (Owner.EMPLOYEE, Owner.MANAGER) and c.name != "goal"]
