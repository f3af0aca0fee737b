"""The outline of a tracker: its numbers, days and words from lists, and nothing that anybody wrote.

All that a report for HR is made of, on whatever day. It can be kept beside the workbooks, so that those which nobody
has touched need not be read again.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

from goalsheet.smart.verdict import Verdict
from goalsheet.tracker import choices
from goalsheet.tracker.agreement import is_by_both
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn
from goalsheet.tracker.person import Person
from goalsheet.tracker.schema import table
from goalsheet.tracker.tracker import Tracker

#: What stands for an objective that is none of the company's: what somebody wrote there is theirs.
OWN_OBJECTIVE = "Another one, in own words"
#: What stands for a statement, and for any other word that is not from a list.
WRITTEN = "…"

GOAL_COLUMNS = (
    "id",
    "category",
    "kind",
    "measure",
    "unit",
    "baseline",
    "target",
    "current",
    "confidence",
    "objective",
    "parent_goal",
    "hours_per_week",
    "weight",
    "start",
    "due",
    "rhythm",
    "agreement",
    "agreed_by",
)
ACTION_COLUMNS = ("goal", "due", "state", "done_on", "weight", "value_by_then")
CHECK_IN_COLUMNS = ("date", "goal", "value", "feeling", "confidence")

_OUR_NUMBER = re.compile(r"[A-Z]{1,3}[0-9]{1,4}")

Row = TypeVar("Row", Goal, Action, CheckIn)


@dataclass(frozen=True)
class Judgement:
    """What the coach says of a goal without its words: the label, and a mark for each criterion."""

    label: str
    marks: tuple[int | None, ...]


@dataclass(frozen=True)
class Outline:
    """A tracker of which only goals in use, actions and check-ins are left, without wording; and what was counted.

    `judgements` are the goals', in order.
    """

    tracker: Tracker
    judgements: tuple[Judgement, ...]
    feedback: int  # answers
    recognised_on: dt.date | None  # the last time
    problems: int  # cells that cannot be read


def outline(tracker: Tracker, verdicts: Sequence[Verdict], problems: int, today: dt.date) -> Outline:
    """The outline of a tracker; `verdicts` are those on its goals in use."""
    used = [goal for goal in tracker.goals if goal.is_used]
    names, by_number = _names(used)
    objectives = tuple(name.strip() for name in tracker.objectives)
    bare = Tracker(
        person=_bare_person(tracker.person),
        cycle=tracker.cycle,
        template=replace(tracker.template, title=tracker.template.name),  # a workbook knows no other
        thresholds=tracker.thresholds,
        objectives=objectives,
        goals=tuple(_bare_goal(goal, name, objectives) for goal, name in zip(used, names, strict=True)),
        actions=tuple(_bare_rows(tracker.actions, ACTION_COLUMNS, by_number)),
        check_ins=tuple(_bare_rows(tracker.check_ins, CHECK_IN_COLUMNS, by_number)),
    )
    judgements = tuple(Judgement(one.label, tuple(one.marks.values())) for one in verdicts)
    given = sum(row.date is not None and row.date <= today for row in tracker.feedback)
    return Outline(bare, judgements, given, _recognised_on(tracker, today), problems)


def _recognised_on(tracker: Tracker, today: dt.date) -> dt.date | None:
    days = (row.date for row in tracker.rewards if row.kind == choices.RECOGNITION and row.date)
    return max((day for day in days if day <= today), default=None)


def _names(goals: Sequence[Goal]) -> tuple[list[str], dict[str, str]]:
    """How each goal is called from now on, also by its number in upper case: what somebody wrote there is theirs."""
    names: list[str] = []
    by_number: dict[str, str] = {}
    for place, goal in enumerate(goals, 1):
        number = (goal.id or "").upper()
        name = number if _OUR_NUMBER.fullmatch(number) else f"#{place}"
        names.append(by_number.setdefault(number, name) if number else name)
    return names, by_number


def _bare_person(person: Person) -> Person:
    boss = replace(person.manager, first_name="")
    return replace(person, first_name="", last_name="", job_title="", location="", manager=boss, extra={})


def _bare_goal(goal: Goal, name: str, objectives: Sequence[str]) -> Goal:
    kept = _without_words(goal, GOAL_COLUMNS[1:])
    own = (goal.objective or "").strip()
    kept["objective"] = own if own in objectives or not own else OWN_OBJECTIVE
    kept["parent_goal"] = _number(goal.parent_goal)
    is_by_one = goal.agreed_by and not is_by_both(choices.AGREED, goal.agreed_by)
    kept["agreed_by"] = WRITTEN if is_by_one else None  # without the name
    kept["unit"] = "%" if "%" in (goal.unit or "") else None
    return Goal(id=name, statement=WRITTEN, unread=goal.unread, **kept)  # type: ignore[arg-type]  # each as it was


def _number(said: str | None) -> str | None:
    """The number of a goal of the manager's; what is said in words is somebody's own."""
    number = (said or "").strip().upper()
    return number if _OUR_NUMBER.fullmatch(number) else WRITTEN if number else None


def _bare_rows(rows: Iterable[Row], columns: Sequence[str], names: dict[str, str]) -> Iterable[Row]:
    for row in rows:
        name = names.get((getattr(row, "goal", None) or "").upper())
        if name:
            yield type(row)(**_without_words(row, columns) | {"goal": name})  # type: ignore[arg-type]  # each as it was


def _without_words(row: Row, columns: Sequence[str]) -> dict[str, object]:
    """The values of those columns; a word that is on no list is not repeated."""
    kept: dict[str, object] = {column: getattr(row, column) for column in columns}
    of: type = type(row)
    for column, words in _lists(of).items():
        if kept.get(column) is not None and kept[column] not in words:
            kept[column] = WRITTEN
    return kept


@cache
def _lists(row: type) -> dict[str, tuple[str, ...]]:
    """The words of each column that has a list of its own."""
    return {one.name: one.choices.words for one in table(row).columns if one.choices and one.choices.words}
