"""What a rule is and what it finds; rules announce themselves with `@rule`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from goalsheet.smart.case import Case
from goalsheet.smart.text import Phrase, Span, Word
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn

SPECIFIC, MEASURABLE, ACHIEVABLE, REALISTIC, TIMELY, RELEVANT = (
    "specific", "measurable", "achievable", "realistic", "timely", "relevant",
)  # fmt: skip
#: In the order in which advice helps most: what, how much, by when, how, what for, and whether the numbers fit.
CRITERIA = (SPECIFIC, MEASURABLE, TIMELY, ACHIEVABLE, RELEVANT, REALISTIC)


class Finding(NamedTuple):  # not a dataclass: a sentence has several, and a tuple is made three times as fast
    """Something to look at in a goal: what, and what would help.

    `span` are the letters of the statement that caused it, `column` the cell that it is about.
    """

    rule: str
    criterion: str
    message: str
    hint: str
    span: Span | None = None
    column: str | None = None


@dataclass(frozen=True)
class Example:
    """A goal that shows a rule at work, as written in the rule's declaration."""

    statement: str
    cells: dict[str, Any] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    in_workbook: bool = False
    context: dict[str, Any] = field(default_factory=dict)

    def case(self) -> Case:
        """The example as a case, as of a day on which its dates make sense."""
        goal = Goal(id="G01", statement=self.statement, **self.cells)
        own = {"goals": (goal,)} | self.context
        return Case(goal, EXAMPLE_DAY, in_workbook=self.in_workbook, actions=self.actions, **own)


EXAMPLE_DAY = dt.date(2027, 1, 15)


def row(
    statement: str,
    /,
    actions: Iterable[Action] = (),
    check_ins: Iterable[CheckIn] = (),
    context: dict[str, Any] | None = None,
    **cells: Any,
) -> Example:
    """An example that is a row of the Goals sheet."""
    return Example(statement, cells, tuple(actions), tuple(check_ins), in_workbook=True, context=context or {})


Find = Callable[[Case], Finding | None]


@dataclass(frozen=True)
class Rule:
    """One rule: its id and name, the criterion it belongs to, why it matters, and two goals that show it.

    Rules on words hold for English only; the others look at cells and dates. Those that need cells find nothing in a
    sentence alone. A contradiction is a goal that says two things: whoever reads it believes one of them.
    """

    id: str
    name: str
    criterion: str
    why: str
    fails: Example
    passes: Example
    find: Find
    on_words: bool
    is_contradiction: bool
    needs_cells: bool


RULES: dict[str, Rule] = {}


def rule(
    id: str,  # noqa: A002 - the word that findings and docs use
    name: str,
    criterion: str,
    *,
    fails: str | Example,
    passes: str | Example,
    on_words: bool = True,
    is_contradiction: bool = False,
    needs_cells: bool | None = None,
) -> Callable[[Find], Find]:
    """Register a function as the rule `id`; its docstring says why the rule matters.

    It needs cells if the goal that shows it is a row of the sheet, unless said otherwise.
    """

    def register(find: Find) -> Find:
        bad, good = (Example(shown) if isinstance(shown, str) else shown for shown in (fails, passes))
        why = " ".join((find.__doc__ or "").split())
        on_cells = bad.in_workbook if needs_cells is None else needs_cells
        RULES[id] = Rule(id, name, criterion, why, bad, good, find, on_words, is_contradiction, on_cells)
        return find

    return register


def found(message: str, hint: str, *, at: Word | Phrase | Span | None = None, column: str | None = None) -> Finding:
    """A finding of the rule that calls this; who it is from is filled in by `findings_of`."""
    span = (at.start, at.end) if isinstance(at, Word) else at.span if isinstance(at, Phrase) else at
    return Finding("", "", message, hint, span, column)
