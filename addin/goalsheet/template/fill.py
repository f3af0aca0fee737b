"""A template and a person make a tracker."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from goalsheet.errors import BadTemplate, Problem
from goalsheet.layout import room
from goalsheet.template.load import StarterRow, Template, Words, check_day
from goalsheet.template.render import Text, as_text
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action
from goalsheet.tracker.person import Manager, Person
from goalsheet.tracker.schema import Column, Kind, table
from goalsheet.tracker.tracker import Cycle, TemplateName, Tracker

DRAFT = "Draft"
_REMEMBERED = 512


@dataclass
class Context:
    """What the texts of a template may use, for one person."""

    person: Person
    manager: Manager
    cycle: Cycle
    template: TemplateName
    words: Words | None
    today: dt.date


@dataclass
class _BeforeCycle:
    today: dt.date
    template: TemplateName


def cycle_of(template: Template, today: dt.date) -> Cycle:
    """The template's cycle as of today; BadTemplate where it is none."""
    context = _BeforeCycle(today, _name(template))
    name, start, end = (_value(template.cycle[key], context) for key in ("name", "start", "end"))
    where = f"{template.file}, [cycle]"
    cycle = Cycle(as_text(name), check_day(start, f"{where} start"), check_day(end, f"{where} end"))
    if cycle.end <= cycle.start:
        raise BadTemplate(f"{template.file} has a problem.", [Problem(where, "the cycle ends before it begins.")])
    return cycle


def fill(template: Template, person: Person, today: dt.date, cycle: Cycle | None = None) -> Tracker:
    """The person's tracker; BadTemplate (with file, place and cause) where the template does not work out."""
    cycle = cycle or cycle_of(template, today)
    context = Context(person, person.manager, cycle, _name(template), _words(template, person.job_family), today)
    goals: list[Goal] = []
    actions: list[Action] = []
    for starter in template.goals:
        if starter.when is not None and not starter.when.render(context):
            continue
        number = f"G{len(goals) + 1:02}"
        goals.append(_made(starter.goal, number, context))
        actions += [_made(action, number, context) for action in starter.actions]
    if len(actions) > room.LOG_ROWS:
        what = f"the starter goals have {len(actions)} actions, but there is room for {room.LOG_ROWS}."
        raise BadTemplate(f"{template.file} has a problem.", [Problem(template.file, what, "Take some out.")])
    objectives = [as_text(_value(text, context)) for text in template.objectives]
    return Tracker(
        person=person,
        cycle=cycle,
        template=context.template,
        thresholds=template.thresholds,
        greeting=as_text(_value(template.welcome["greeting"], context)),
        introduction=as_text(_value(template.welcome["introduction"], context)).strip(),
        objectives=tuple(text for text in objectives if text),
        goals=tuple(goals),
        actions=tuple(actions),
    )


def _name(template: Template) -> TemplateName:
    return TemplateName(template.name, template.title, template.version)


def _words(template: Template, family: str) -> Words:
    return template.words.get(family) or template.words["general"]


def _value(content: Any, context: Any) -> Any:
    return content.render(context) if isinstance(content, Text) else content


def _made(starter: StarterRow, number: str, context: Context) -> Any:
    """The starter's row, remembered by all that it depends on: most rows are the same for many people."""
    if starter.key is None:
        return _row(starter, number, context)
    key = (number, starter.key(context))
    if key not in starter.made:
        if len(starter.made) >= _REMEMBERED:
            starter.made.clear()
        starter.made[key] = _row(starter, number, context)
    return starter.made[key]


def _row(starter: StarterRow, number: str, context: Context) -> Any:
    row, where = starter.row, starter.where
    values = {name: _cell(row, name, _value(content, context), where) for name, content in starter.columns.items()}
    given = {"agreement": DRAFT} if row is Goal else {"state": "Open", "goal": number}
    return row(**(given | values))


@cache
def _columns(row: type) -> Mapping[str, Column]:
    return {column.name: column for column in table(row).columns}


def _cell(row: type, name: str, value: Any, where: str) -> Any:
    """A value as its column's type; BadTemplate where it does not fit."""
    column = _columns(row)[name]
    place = f"{where}, {name}"
    if value is None or value == "":
        return None
    if column.kind is Kind.DATE:
        return check_day(value, place)
    if column.kind in (Kind.NUMBER, Kind.WHOLE, Kind.PERCENT):
        return _number(column, value, place)
    text = as_text(value).strip()
    choices = column.choices
    if choices and choices.words and not choices.open_ended and text not in choices.words:
        what = f'"{text}" is not offered here.'
        raise BadTemplate("", [Problem(place, what, f"Possible are: {', '.join(choices.words)}.")])
    return text


def _number(column: Column, value: Any, place: str) -> float:
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            raise BadTemplate("", [Problem(place, f'"{value}" is no number.')]) from None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise BadTemplate("", [Problem(place, f"{value!r} is no number.")])
    low, high = column.lowest, column.highest
    if (low is not None and value < low) or (high is not None and value > high):
        raise BadTemplate("", [Problem(place, f"{value:g} lies outside {low:g} to {high:g}.")])
    return value
