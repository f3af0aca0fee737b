"""What the rules look at: one goal with its sentence read, its cells, and what of the tracker bears on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property

from goalsheet.smart.days import USUAL, Habits
from goalsheet.smart.language import is_english
from goalsheet.smart.quantity import in_figures
from goalsheet.smart.readiness import is_filled
from goalsheet.smart.sentence import Sentence, read_sentence
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action
from goalsheet.tracker.tracker import Cycle


@dataclass(frozen=True, eq=False)
class Case:
    """One goal with all that its rules look at; compared by identity, so that its marks are worked out once.

    `in_workbook` is False for a sentence alone, where blank cells say nothing. `goals` are all goals of the tracker;
    `pace` is the pace needed from now on over the pace so far, where check-ins tell it.
    """

    goal: Goal
    today: dt.date
    habits: Habits = USUAL
    in_workbook: bool = True
    actions: tuple[Action, ...] = ()
    goals: tuple[Goal, ...] = ()
    objectives: tuple[str, ...] = ()
    cycle: Cycle | None = None
    pace: float | None = None
    hours_a_week: float = 40.0

    @cached_property
    def sentence(self) -> Sentence:
        """The goal's statement, read; in another language its numbers have no units, which would be guessed."""
        if self.is_english:
            return self._as_english
        return replace(self._as_english, quantities=tuple(map(in_figures, self._as_english.quantities)))

    @cached_property
    def _as_english(self) -> Sentence:
        return read_sentence(self.goal.statement or "", self.today, self.habits)

    @cached_property
    def is_english(self) -> bool:
        """Whether the statement is in a language whose words the rules know."""
        return is_english(self._as_english.words)

    def has(self, column: str) -> bool:
        """Whether the goal's cell is filled in."""
        value = getattr(self.goal, column)
        return is_filled(value) if isinstance(value, str) else value is not None
