"""A template and a person make a tracker."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from goalsheet.errors import BadSetting, BadTemplate, Problem
from goalsheet.layout import room
from goalsheet.progress.timing import months_later
from goalsheet.template.dates import spelled
from goalsheet.template.render import Text, key_of
from goalsheet.template.template import StarterRow, Template, Words
from goalsheet.template.values import HEADLINE, as_cell, as_day, as_text, bad, check_order, columns, fitting
from goalsheet.tracker.choices import DRAFT
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action
from goalsheet.tracker.person import Manager, Person
from goalsheet.tracker.tracker import Cycle, TemplateName, Tracker

_REMEMBERED = 512


@dataclass
class Context:
    """What the texts of a template may use, for one person.

    `begin` is the day from which plans count: in a workbook that is made in the middle of the cycle nothing is late
    before anybody has seen it.
    """

    person: Person
    manager: Manager
    cycle: Cycle
    template: TemplateName
    words: Words | None
    today: dt.date
    begin: dt.date = field(init=False)

    def __post_init__(self) -> None:
        """Plans begin with the cycle, or now if it has begun already."""
        self.begin = max(self.cycle.start, self.today)


@dataclass
class _BeforeCycle:
    today: dt.date
    template: TemplateName


def cycle_of(template: Template, today: dt.date) -> Cycle:
    """The template's cycle as of today; BadTemplate where it is none."""
    context = _BeforeCycle(today, _name(template))
    name, start, end = (_value(template.cycle[key], context) for key in ("name", "start", "end"))
    where = f"{template.file}, [cycle]"
    cycle = Cycle(as_text(name), as_day(start, f"{where} start"), as_day(end, f"{where} end"))
    if cycle.end < cycle.start:
        raise bad(where, "the cycle ends before it begins.")
    if cycle.end == cycle.start:
        what = f"the cycle is the single day {spelled(cycle.start)}, in which no progress can be expected."
        raise bad(where, what, "Write a later end.")
    return cycle


def calendar_year(today: dt.date) -> Cycle:
    """The year of today; from October on, when next year's workbooks are prepared, the next one."""
    year = months_later(today, 3).year
    return cycle_between(dt.date(year, 1, 1), dt.date(year, 12, 31))


def cycle_between(start: dt.date, end: dt.date) -> Cycle:
    """The cycle from one day to another, named by the year or by its months; BadSetting where it is none."""
    if end == start:
        raise BadSetting(f"--cycle: the first and the last day are both {spelled(start)}. Name a later last day.")
    if end < start:
        raise BadSetting(f"--cycle: {spelled(end)} does not come after {spelled(start)}. Name the first day first.")
    if (start.month, start.day, end) == (1, 1, dt.date(start.year, 12, 31)):
        return Cycle(str(start.year), start, end)
    first, last = (spelled(day).partition(" ")[2] for day in (start, end))
    return Cycle(f"{first} to {last}", start, end)


def fill(template: Template, person: Person, today: dt.date, cycle: Cycle | None = None) -> Tracker:
    """The person's tracker; BadTemplate (with file, place and cause) where the template does not work out."""
    cycle = cycle or cycle_of(template, today)
    context = Context(person, person.manager, cycle, _name(template), _words(template, person), today)
    problems: list[Problem] = []
    objectives = _told(problems, _objectives, template, context)
    goals, actions = _told(problems, _starters, template, context, objectives) or ((), ())
    rewards = tuple(_told(problems, _made, row, "", context) for row in template.rewards)
    greeting, introduction = (_told(problems, _welcome, template, key, context) for key in ("greeting", "introduction"))
    if problems:
        raise BadTemplate(HEADLINE, problems)
    if len(actions) > room.LOG_ROWS:
        what = f"the starter goals have {len(actions)} actions, but there is room for {room.LOG_ROWS}."
        raise bad(template.file, what, "Take some out.")
    return Tracker(
        person=person,
        cycle=cycle,
        template=context.template,
        thresholds=template.thresholds,
        greeting=greeting,
        introduction=introduction.strip(),
        objectives=objectives,
        goals=goals,
        actions=actions,
        rewards=rewards,
        review_months=template.review_months,
    )


def _told(problems: list[Problem], work: Callable[..., Any], *given: Any) -> Any:
    """What the work gives; None where it does not work out, with the reasons among the problems."""
    try:
        return work(*given)
    except BadTemplate as error:
        problems += error.problems
        return None


def _welcome(template: Template, key: str, context: Context) -> str:
    return fitting(as_text(_value(template.welcome[key], context)), f"{template.file}, [welcome] {key}")


def _objectives(template: Template, context: Context) -> tuple[str, ...]:
    objectives = (
        fitting(as_text(_value(text, context)), f"{template.file}, [organisation] objective {number}").strip()
        for number, text in enumerate(template.objectives, 1)
    )
    return tuple(text for text in objectives if text)


def _starters(
    template: Template, context: Context, objectives: Sequence[str] | None
) -> tuple[tuple[Goal, ...], tuple[Action, ...]]:
    """The person's starter goals with their actions, remembered by all that they depend on."""
    key = key_of(template.key, context)
    if key is None:
        return _made_starters(template, context, objectives)
    if key not in template.made:
        if len(template.made) >= _REMEMBERED:
            template.made.clear()
        template.made[key] = _made_starters(template, context, objectives)
    found: tuple[tuple[Goal, ...], tuple[Action, ...]] = template.made[key]
    return found


def _made_starters(
    template: Template, context: Context, objectives: Sequence[str] | None
) -> tuple[tuple[Goal, ...], tuple[Action, ...]]:
    goals: list[Goal] = []
    actions: list[Action] = []
    problems: list[Problem] = []
    for starter in template.goals:
        if starter.when is not None and not starter.when.render(context):
            continue
        number = f"G{len(goals) + 1:02}"
        made = [_told(problems, _made, row, number, context) for row in (starter.goal, *starter.actions)]
        goals.append(made[0])
        problems += _strange_objective(starter.goal.where, made[0].objective, objectives) if made[0] else ()
        actions += made[1:]
    if problems:
        raise BadTemplate(HEADLINE, problems)
    return tuple(goals), tuple(actions)


def _strange_objective(where: str, objective: str | None, objectives: Sequence[str] | None) -> Iterator[Problem]:
    """A goal that serves an objective which the organisation does not have, if these are known."""
    if objective and objectives is not None and objective not in objectives:
        near = get_close_matches(objective, objectives, n=1)
        cure = f'Did you mean "{near[0]}"?' if near else "Write it there, or leave it out here."
        what = f'"{objective}" is none of the objectives under [organisation].'
        yield Problem(f"{where}, objective", what, cure)


def _name(template: Template) -> TemplateName:
    return TemplateName(template.name, template.title, template.version)


def _words(template: Template, person: Person) -> Words:
    return (template.words.get(person.job_family) or template.words["general"]).of(person.job_title)


def _value(content: Any, context: Any) -> Any:
    return content.render(context) if isinstance(content, Text) else content


def _made(starter: StarterRow, number: str, context: Context) -> Any:
    """The starter's row, remembered by all that it depends on: most rows are the same for many people."""
    depends_on = key_of(starter.key, context)
    if depends_on is None:
        return _row(starter, number, context)
    key = (number, depends_on)
    if key not in starter.made:
        if len(starter.made) >= _REMEMBERED:
            starter.made.clear()
        starter.made[key] = _row(starter, number, context)
    return starter.made[key]


def _row(starter: StarterRow, number: str, context: Context) -> Any:
    row, where = starter.row, starter.where
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, content in starter.columns.items():
        try:
            values[name] = as_cell(columns(row)[name], _value(content, context), f"{where}, {name}")
        except BadTemplate as error:
            problems += error.problems
    if problems:
        raise BadTemplate(HEADLINE, problems)
    check_order(row, values, where)
    return row(**(_given(row, number) | values))


def _given(row: type, number: str) -> dict[str, str]:
    """What a row has where the template says nothing."""
    if row is Action:
        return {"state": "Open", "goal": number}
    return {"agreement": DRAFT} if row is Goal else {}
