"""Everybody's figures together: who is complete, how teams stand, what serves which objective, who has too much.

Every number here is counted from the figures of people alone, so it can be counted again from the workbooks.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from goalsheet.progress.status import STATUSES
from goalsheet.report.alignment import Alignment, align
from goalsheet.report.figures import LATE, NEVER, GoalFigures, PersonFigures
from goalsheet.smart.goal_marks import ROOM
from goalsheet.smart.rule import CRITERIA
from goalsheet.smart.rules_realistic import MOST_GOALS
from goalsheet.smart.sentence_marks import MET
from goalsheet.smart.verdict import NEARLY, NOT_YET, SMART
from goalsheet.tracker import choices

MOST_HOURS = ROOM * 40  # a week
LABELS = (SMART, NEARLY, NOT_YET)
USUAL_WEEKS = 8


@dataclass(frozen=True)
class Limits:
    """As of which day the report looks, and after how many weeks without recognition it says so."""

    today: dt.date
    weeks: int = USUAL_WEEKS


#: What a person's tracker may lack, by its name in JSON and CSV.
Lack = Callable[[PersonFigures, Limits], bool]
LACKS: dict[str, tuple[str, Lack]] = {
    "no_goals": ("No goals", lambda one, _: not one.goals),
    "not_proposed": (
        "A goal not proposed",
        lambda one, _: any(goal.agreement == choices.DRAFT for goal in one.goals),
    ),
    "not_agreed": ("A goal not agreed", lambda one, _: any(not goal.is_agreed for goal in one.goals)),
    "stale": ("A stale goal", lambda one, _: any(goal.staleness for goal in one.goals)),
    "no_feedback": ("No feedback", lambda one, _: not one.feedback),
    "no_recognition": (
        "No recognition",
        lambda one, limits: one.recognised_on is None or (limits.today - one.recognised_on).days > limits.weeks * 7,
    ),
}
#: What a person may have too much of.
LOADS: dict[str, tuple[str, Callable[[PersonFigures], bool]]] = {
    "too_many_goals": (f"More than {MOST_GOALS} open goals", lambda one: one.open_goals > MOST_GOALS),
    "too_many_hours": (f"More than {MOST_HOURS:g} hours a week", lambda one: one.hours > MOST_HOURS),
    "weights_off": ("Weights do not make 100 %", lambda one: one.weights_off),
}


def lacks(one: PersonFigures, limits: Limits) -> tuple[str, ...]:
    """What the person's tracker lacks."""
    return tuple(name for name, (_, is_lacking) in LACKS.items() if is_lacking(one, limits))


def loads(one: PersonFigures) -> tuple[str, ...]:
    """What the person has too much of."""
    return tuple(name for name, (_, is_over) in LOADS.items() if is_over(one))


def is_behind(goal: GoalFigures) -> bool:
    """Whether a forecast is at risk: at its present pace an open goal comes late, or never."""
    return goal.is_open and goal.pace in (LATE, NEVER)


@dataclass(frozen=True)
class Group:
    """Some people together: a team, or everybody.

    `met` counts the goals whose mark is good or strong by criterion, `judged` those that have one at all; `past` has
    the statuses on each day that is looked back to. Progress is the mean of the people's own, each counted once.
    """

    people: int
    goals: int
    agreed: int
    labels: Mapping[str, int]
    met: Mapping[str, int]
    judged: Mapping[str, int]
    statuses: Mapping[str, int]
    past: tuple[Mapping[str, int], ...]
    progress: float | None
    expected: float | None
    behind: int
    hours: float
    lacks: Mapping[str, int]
    loads: Mapping[str, int]


def group(people: Sequence[PersonFigures], limits: Limits) -> Group:
    """Those people together."""
    goals = [goal for one in people for goal in one.goals]
    known = [one for one in people if one.progress is not None]
    return Group(
        people=len(people),
        goals=len(goals),
        agreed=sum(goal.is_agreed for goal in goals),
        labels=_counted((goal.label for goal in goals), LABELS),
        met={name: _marked(goals, place, MET) for place, name in enumerate(CRITERIA)},
        judged={name: _marked(goals, place, 0) for place, name in enumerate(CRITERIA)},
        statuses=_counted((goal.status for goal in goals), STATUSES),
        past=tuple(_counted(then, STATUSES) for then in zip(*(goal.past for goal in goals), strict=True)),
        progress=_mean([one.progress for one in known]),
        expected=_mean([one.expected for one in known]),
        behind=sum(map(is_behind, goals)),
        hours=sum(one.hours for one in people),
        lacks=_counted((name for one in people for name in lacks(one, limits)), tuple(LACKS)),
        loads=_counted((name for one in people for name in loads(one)), tuple(LOADS)),
    )


def _counted(words: Iterable[str], order: Sequence[str]) -> dict[str, int]:
    found = Counter(words)
    return {word: found[word] for word in order}


def _marked(goals: Iterable[GoalFigures], place: int, least: int) -> int:
    return sum((mark := goal.marks[place]) is not None and mark >= least for goal in goals)


def _mean(shares: Iterable[float | None]) -> float | None:
    known = [share for share in shares if share is not None]
    return sum(known) / len(known) if known else None


@dataclass(frozen=True)
class Team:
    """The people of one manager, by their places in the cohort."""

    manager: str
    people: tuple[int, ...]
    group: Group


@dataclass(frozen=True)
class Objective:
    """A company objective, and which teams serve it with how many goals of how many people."""

    name: str
    goals: int
    people: int
    teams: Mapping[str, int]
    progress: float | None


@dataclass(frozen=True)
class Cohort:
    """Everybody, in order of name, with all that is counted of them."""

    limits: Limits
    days: tuple[dt.date, ...]  # that are looked back to
    people: tuple[PersonFigures, ...]
    everybody: Group
    teams: tuple[Team, ...]
    objectives: tuple[Objective, ...]
    cycles: Mapping[str, int]
    alignment: Alignment


NO_MANAGER = "No manager named"


def team_names(people: Sequence[PersonFigures]) -> list[str]:
    """What each person's team is called: by its manager, with the number where two managers have one name."""
    keys = {_key(one): one.manager.name or one.manager.email or one.manager.id or NO_MANAGER for one in people}
    shared = {name for name, count in Counter(keys.values()).items() if count > 1}
    return [f"{name} ({_key(one)})" if (name := keys[_key(one)]) in shared else name for one in people]


def _key(one: PersonFigures) -> str:
    """What tells managers apart; a workbook may know only the name."""
    return one.manager.id or one.manager.email.casefold() or one.manager.name


def cohort(people: Iterable[PersonFigures], limits: Limits, days: Sequence[dt.date]) -> Cohort:
    """The cohort of those people."""
    ordered = tuple(sorted(people, key=lambda one: (one.name.casefold(), one.id, one.file)))
    names, alignment = team_names(ordered), align(ordered)
    return Cohort(
        limits=limits,
        days=tuple(days),
        people=ordered,
        everybody=group(ordered, limits),
        teams=tuple(_teams(ordered, names, limits)),
        objectives=tuple(_objectives(ordered, names, alignment)),
        cycles=dict(sorted(Counter(one.cycle.name for one in ordered).items())),
        alignment=alignment,
    )


def _teams(people: Sequence[PersonFigures], names: Sequence[str], limits: Limits) -> Iterable[Team]:
    places: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        places.setdefault(name, []).append(place)
    for name in sorted(places, key=str.casefold):
        yield Team(name, tuple(places[name]), group([people[place] for place in places[name]], limits))


def _objectives(people: Sequence[PersonFigures], names: Sequence[str], alignment: Alignment) -> Iterable[Objective]:
    """What serves each objective, also by a manager's goal; those that nothing serves; goals without one."""
    served: dict[str, list[tuple[int, GoalFigures]]] = {name: [] for one in people for name in one.objectives}
    for place, one in enumerate(people):
        for index, goal in enumerate(one.goals):
            served.setdefault(alignment.objective(people, (place, index)), []).append((place, goal))
    for name, goals in sorted(served.items(), key=lambda found: (not found[0], found[0].casefold())):
        teams = Counter(names[place] for place, _ in goals)
        progress = _mean(goal.progress for _, goal in goals)
        yield Objective(name, len(goals), len({place for place, _ in goals}), dict(teams.most_common()), progress)
