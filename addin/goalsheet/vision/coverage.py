"""What goals live up to: which serve a person's values and the organisation's objectives, and what none does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from goalsheet.tracker.goal import Goal
from goalsheet.tracker.vision import PersonalValue

LAST_RANK = 99  # of a value that has none
NOTHING_SERVES_IT = "nothing serves it yet"
NO_VALUES = "Choose your values above, and see here which of your goals live up to them."
NO_GOALS = "Write your first goal and say which value it serves: the map fills itself."
ALL_VALUES, ALL_OBJECTIVES = "Each of your values is served by a goal.", "Each objective is served by a goal."
NO_OBJECTIVES = "The company names no objectives here."
NO_FREE_GOALS = "Each goal serves a value of yours or an objective."
NOTHING_SERVES, FREE = "Nothing serves ", "Serve none of these: "
DOT = "●"


def same(one: str | None, other: str | None) -> bool:
    """Whether a sheet takes two texts for one: blanks around them and capital letters make no difference."""
    return _key(one) == _key(other)


def _key(text: str | None) -> str:
    return trimmed(text).upper()


def trimmed(text: str | None) -> str:
    """The text as TRIM leaves it."""
    return " ".join(part for part in (text or "").split(" ") if part)


def ranked(values: Sequence[PersonalValue]) -> tuple[str, ...]:
    """The values in their order; those without a rank last, as they were typed."""
    typed = [value for value in values if trimmed(value.value)]
    ordered = sorted(typed, key=lambda value: int(value.rank if value.rank is not None else LAST_RANK))
    return tuple(trimmed(value.value) for value in ordered)


def served(value: str | None, goals: Sequence[Goal]) -> str | None:
    """How many goals serve the value, in words."""
    if not trimmed(value):
        return None
    count = sum(same(goal.value, value) for goal in goals)
    return f"{count} {'goal' if count == 1 else 'goals'}" if count else NOTHING_SERVES_IT


@dataclass(frozen=True)
class Coverage:
    """Goals against values and objectives: whatever is the same for both is a list of names and what serves each."""

    goals: tuple[Goal, ...]
    values: tuple[str, ...]
    objectives: tuple[str, ...]

    def serves_value(self, goal: int, value: int) -> bool:
        """Whether that goal serves that value; both by their place."""
        return goal < len(self.goals) and value < len(self.values) and same(self.goals[goal].value, self.values[value])

    def serves_objective(self, goal: int, objective: int) -> bool:
        """Whether that goal serves that objective; both by their place."""
        there = goal < len(self.goals) and objective < len(self.objectives)
        return there and same(self.goals[goal].objective, self.objectives[objective])

    @property
    def unserved_values(self) -> str:
        """The values that no goal serves."""
        return ", ".join(self._value_gaps)

    @property
    def unserved_objectives(self) -> str:
        """The objectives that no goal serves."""
        return ", ".join(self._objective_gaps)

    @property
    def values_served(self) -> int:
        """How many of the values a goal serves."""
        return len(self.values) - len(self._value_gaps)

    @property
    def objectives_served(self) -> int:
        """How many of the objectives a goal serves."""
        return len(self.objectives) - len(self._objective_gaps)

    @cached_property
    def _value_gaps(self) -> list[str]:
        return self._gaps(self.values, self.serves_value)

    @cached_property
    def _objective_gaps(self) -> list[str]:
        return self._gaps(self.objectives, self.serves_objective)

    def _gaps(self, names: Sequence[str], serves: Callable[[int, int], bool]) -> list[str]:
        goals = range(len(self.goals))
        return [name for place, name in enumerate(names) if not any(serves(goal, place) for goal in goals)]

    @cached_property
    def free_goals(self) -> str:
        """The goals that serve none of them."""
        return ", ".join(goal.id or "" for place, goal in enumerate(self.goals) if not self._serves(place))

    def _serves(self, goal: int) -> bool:
        by_value = any(self.serves_value(goal, place) for place in range(len(self.values)))
        return by_value or any(self.serves_objective(goal, place) for place in range(len(self.objectives)))

    @property
    def about_values(self) -> str:
        """What to say of the values."""
        if not self.values:
            return NO_VALUES
        if not self.goals:
            return NO_GOALS
        return f"{NOTHING_SERVES}{self.unserved_values}." if self.unserved_values else ALL_VALUES

    @property
    def about_objectives(self) -> str | None:
        """What to say of the objectives."""
        if not self.objectives:
            return NO_OBJECTIVES
        if not self.goals:
            return None
        return f"{NOTHING_SERVES}{self.unserved_objectives}." if self.unserved_objectives else ALL_OBJECTIVES

    @property
    def about_goals(self) -> str | None:
        """What to say of the goals."""
        if not self.goals or not (self.values or self.objectives):
            return None
        return f"{FREE}{self.free_goals}." if self.free_goals else NO_FREE_GOALS
