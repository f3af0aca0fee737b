"""From the register of rules: a page that lists them all, and trackers in which each goal shows one finding."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections.abc import Sequence

from goalsheet.layout.room import GOALS
from goalsheet.smart.catalogue import all_rules
from goalsheet.smart.rule import Example, Rule
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.person import Person
from goalsheet.tracker.tracker import Cycle, TemplateName, Tracker

_PERSON = Person(id="0000", first_name="Every", last_name="Finding", name="Every Finding")
_CYCLE = Cycle("2027", dt.date(2027, 1, 1), dt.date(2027, 12, 31))
_TITLE = "# What the check looks for"
_LEAD = """One row a rule, made from the rules themselves by `python scripts/samples.py`. A finding advises; it never
blocks.

| rule | about | what is wrong | why it matters | a goal that shows it | better |
|---|---|---|---|---|---|"""


def rules_page() -> str:
    """The table of all rules as Markdown."""
    return "\n".join([_TITLE, "", _LEAD, *map(_row, all_rules()), ""])


def _row(rule: Rule) -> str:
    cells = (rule.id, rule.criterion, rule.name, rule.why, _told(rule.fails), _told(rule.passes))
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _told(example: Example) -> str:
    """The goal, and the cells that matter."""
    cells = [f"{name} {_plain(value)}" for name, value in example.cells.items()]
    cells += [f"pace needed {example.context['pace']:g} times the pace so far"] if "pace" in example.context else []
    cells += [f"{len(example.actions)} actions"] if example.actions else []
    return f"{example.statement} ({', '.join(cells)})" if cells else example.statement


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def trackers() -> list[Tracker]:
    """Trackers that together show every rule's failing example, a goal each, in the order of the rules.

    All hold about as many, for some rules look at how many goals there are.
    """
    rules = all_rules()
    files = math.ceil(len(rules) / GOALS)
    each = math.ceil(len(rules) / files)
    return [_tracker(rules[first : first + each]) for first in range(0, len(rules), each)]


def _tracker(rules: Sequence[Rule]) -> Tracker:
    numbered = [(f"G{number:02}", rule) for number, rule in enumerate(rules, 1)]
    return Tracker(
        person=_PERSON,
        cycle=_CYCLE,
        template=TemplateName("career-year", "Every finding", "1.0"),
        greeting="Every finding",
        introduction="Each goal shows one rule of the check; the reason beside it names the rule.",
        objectives=("Safer sites", "Faster service"),
        goals=tuple(_goal(rule) for _, rule in numbered),
        actions=tuple(dataclasses.replace(a, goal=own) for own, rule in numbered for a in rule.fails.actions),
        check_ins=tuple(dataclasses.replace(c, goal=own) for own, rule in numbered for c in rule.fails.check_ins),
    )


def _goal(rule: Rule) -> Goal:
    """The example; its rule stands as the manager's comment, which no rule looks at."""
    return Goal(statement=rule.fails.statement, comment=f"{rule.id} {rule.name}", **rule.fails.cells)
