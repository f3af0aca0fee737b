"""Outlines as lines of JSON, and back: what is kept of workbooks between two reports."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from goalsheet.report.outline import ACTION_COLUMNS, CHECK_IN_COLUMNS, GOAL_COLUMNS, WRITTEN, Judgement, Outline
from goalsheet.smart.rule import CRITERIA
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn
from goalsheet.tracker.person import Manager, Person
from goalsheet.tracker.schema import NUMBERS, Kind, table
from goalsheet.tracker.tracker import Cycle, TemplateName, Thresholds, Tracker

Row = TypeVar("Row", Goal, Action, CheckIn)


def to_line(one: Outline) -> str:
    """The outline as one line of JSON."""
    tracker = one.tracker
    person, cycle, limits = tracker.person, tracker.cycle, tracker.thresholds
    told = {
        "person": [person.id, person.name, person.email, person.department, person.language],
        "manager": [person.manager.id, person.manager.name, person.manager.email],
        "cycle": [cycle.name, cycle.start.toordinal(), cycle.end.toordinal()],
        "template": [tracker.template.name, tracker.template.version],
        "limits": [limits.on_track, limits.at_risk, limits.grace_days, limits.grace_share],
        "objectives": tracker.objectives,
        "goals": _cells(tracker.goals, GOAL_COLUMNS),
        "unread": [sorted(goal.unread) for goal in tracker.goals],
        "actions": _cells(tracker.actions, ACTION_COLUMNS),
        "check_ins": _cells(tracker.check_ins, CHECK_IN_COLUMNS),
        "judgements": [[one.label, *one.marks] for one in one.judgements],
        "feedback": one.feedback,
        "recognised_on": one.recognised_on.toordinal() if one.recognised_on else None,
        "problems": one.problems,
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _cells(rows: Iterable[Goal | Action | CheckIn], columns: Sequence[str]) -> list[list[Any]]:
    return [[_plain(getattr(row, name)) for name in columns] for row in rows]


def _plain(value: object) -> object:
    return value.toordinal() if isinstance(value, dt.date) else value


def from_line(line: str) -> Outline:
    """The outline in a line; ValueError, TypeError, LookupError or OverflowError where it holds none."""
    told = json.loads(line)
    name, start, end = told["cycle"]
    person_id, person, email, department, language = _texts(told["person"])
    tracker = Tracker(
        person=Person(person_id, "", "", person, email, "", "general", department, "", language, None, _manager(told)),
        cycle=Cycle(str(name), _day(start), _day(end)),
        template=TemplateName(told["template"][0], told["template"][0], told["template"][1]),
        thresholds=_limits(*map(float, told["limits"])),
        objectives=tuple(_texts(told["objectives"])),
        goals=tuple(_goals(told["goals"], told["unread"])),
        actions=tuple(_rows(Action, ACTION_COLUMNS, told["actions"])),
        check_ins=tuple(_rows(CheckIn, CHECK_IN_COLUMNS, told["check_ins"])),
    )
    recognised = told["recognised_on"]
    judgements = tuple(_judgement(*one) for one in told["judgements"])
    if len(judgements) != len(tracker.goals):
        raise ValueError("a goal without a judgement")
    day = None if recognised is None else _day(recognised)
    return Outline(tracker, judgements, int(told["feedback"]), day, int(told["problems"]))


def _manager(told: dict[str, Any]) -> Manager:
    return Manager(*_texts(told["manager"]))


def _limits(on_track: float, at_risk: float, grace_days: float, grace_share: float) -> Thresholds:
    return Thresholds(on_track, at_risk, int(grace_days), grace_share)


def _judgement(label: str, *marks: int | None) -> Judgement:
    if len(marks) != len(CRITERIA):
        raise ValueError(label)
    return Judgement(str(label), tuple(None if mark is None else int(mark) for mark in marks))


def _texts(values: Iterable[object]) -> list[str]:
    return [str(value) for value in values]


def _day(ordinal: object) -> dt.date:
    if not isinstance(ordinal, int):
        raise TypeError(ordinal)
    return dt.date.fromordinal(ordinal)


def _goals(rows: Iterable[Sequence[Any]], unread: Iterable[Iterable[str]]) -> Iterable[Goal]:
    columns = _readers(Goal, GOAL_COLUMNS)
    for row, names in zip(rows, unread, strict=True):
        values = {name: read(value) for (name, read), value in zip(columns, row, strict=True)}
        yield Goal(statement=WRITTEN, unread=frozenset(names), **values)


def _rows(of: type[Row], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterable[Row]:
    columns = _readers(of, names)
    for row in rows:
        yield of(**{name: read(value) for (name, read), value in zip(columns, row, strict=True)})


def _readers(of: type, names: Sequence[str]) -> list[tuple[str, Any]]:
    return [(name, _READERS.get(table(of).column(name).kind, _text)) for name in names]


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise TypeError(value)


def _number(value: object) -> float | None:
    if value is None or isinstance(value, (int, float)):
        return value
    raise TypeError(value)


def _date(value: object) -> dt.date | None:
    return None if value is None else _day(value)


_READERS: dict[Kind, Any] = dict.fromkeys(NUMBERS, _number) | {Kind.DATE: _date}
