"""What serves what: goals that help to reach a goal of the manager's, and so the objective that this one serves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goalsheet.report.figures import PersonFigures

#: A goal by its person's place in the cohort and its own among the person's.
Place = tuple[int, int]


@dataclass(frozen=True)
class Alignment:
    """The manager's goal that each goal helps to reach; `astray` name one that is not there, `circles` only each other.

    Goals of a circle have no parent here, so that whoever walks up comes to an end.
    """

    parents: Mapping[Place, Place]
    astray: tuple[Place, ...]
    circles: tuple[Place, ...]

    def top(self, goal: Place) -> Place:
        """The goal at the top of those that it helps to reach; itself where it helps none."""
        while goal in self.parents:
            goal = self.parents[goal]
        return goal

    def objective(self, people: Sequence[PersonFigures], goal: Place) -> str:
        """The objective that a goal serves: its own, else that of the next one above it that has one."""
        while not (own := people[goal[0]].goals[goal[1]].objective) and goal in self.parents:
            goal = self.parents[goal]
        return own


def align(people: Sequence[PersonFigures]) -> Alignment:
    """What the goals of those people help to reach, as far as goals are named by their numbers."""
    bosses = _bosses(people)
    parents: dict[Place, Place] = {}
    astray: list[Place] = []
    for place, one in enumerate(people):
        numbers = _numbers(people, bosses.get(place))
        for index, goal in enumerate(one.goals):
            if goal.parent in numbers:
                parents[place, index] = numbers[goal.parent]
            elif goal.parent:
                astray.append((place, index))
    circles = {goal for goal in parents if _comes_back(goal, parents)}
    straight = {goal: parent for goal, parent in parents.items() if goal not in circles}
    return Alignment(straight, tuple(astray), tuple(sorted(circles)))


def _numbers(people: Sequence[PersonFigures], boss: int | None) -> dict[str, Place]:
    """The goals of somebody's manager by their numbers."""
    return {} if boss is None else {goal.id: (boss, index) for index, goal in enumerate(people[boss].goals)}


def _comes_back(goal: Place, parents: Mapping[Place, Place]) -> bool:
    """Whether the way up from a goal leads back to it."""
    at, seen = parents[goal], {goal}
    while at in parents and at not in seen:
        seen.add(at)
        at = parents[at]
    return at == goal


def _bosses(people: Sequence[PersonFigures]) -> dict[int, int]:
    """Each person's manager, both by their places, where the manager is here: by id, address or a name of one alone."""
    by_id = {one.id.casefold(): place for place, one in enumerate(people) if one.id}
    by_email = {one.email.casefold(): place for place, one in enumerate(people) if one.email}
    named = Counter(one.name.casefold() for one in people)
    by_name = {name: place for place, one in enumerate(people) if named[name := one.name.casefold()] == 1}
    found: dict[int, int] = {}
    for place, one in enumerate(people):
        boss = one.manager
        ways = ((by_id, boss.id), (by_email, boss.email), (by_name, boss.name))
        known = next((of.get(word.casefold()) for of, word in ways if word), None)
        if known is not None:
            found[place] = known
    return found
