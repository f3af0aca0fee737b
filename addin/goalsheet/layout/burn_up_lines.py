"""The hidden figures behind the burn-up of one goal, as the Lists sheet holds them, computed in Python.

Both lines have points of their own, evenly spaced over the days that each of them takes. How far along a point is, is
a share of all days, so that the chart's axis is the same for every goal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from goalsheet.layout.lines import NEVER, Planned, Seen, Standing, is_open, planned, standings
from goalsheet.layout.room import serial
from goalsheet.progress.timeline import NOT_DRAWN
from goalsheet.progress.timing import has_period
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.tracker import Cycle

POINTS = 13  # a year's months
CHOSEN = 0  # the place of the goal that is shown as long as nobody chooses another one, from 0
_NOWHERE, _NOTHING_PLANNED = Standing(0, None, 0.0), Planned(0, NEVER, 0.0)


@dataclass(frozen=True)
class Done:
    """A point of the line of what is done: its day, where the goal stood then, its share, and how far along it is."""

    day: int
    key: int
    value: float | None
    progress: float
    across: float


@dataclass(frozen=True)
class Due:
    """A point of the line of what is expected: its day, the phases around it, its share, and how far along it is."""

    due_day: int
    past: int
    next: int
    expected: float
    along: float


@dataclass(frozen=True)
class BurnUp:
    """One goal's lines: its place among the goals (0: none), the days between which the chart is drawn, the points.

    `until` is the day on which the line of what is done ends.
    """

    place: int
    first: dt.date
    last: dt.date
    until: dt.date
    done: tuple[Done, ...]
    due: tuple[Due, ...]


def burn_up(seen: Seen | None, cycle: Cycle, today: dt.date) -> BurnUp:
    """The figures of an appraised goal in use; without one, lines that are not drawn, over the cycle."""
    first, last = _ends(seen.goal, cycle, today) if seen else (cycle.start, _after(cycle.start, cycle.end))
    until = max(first, min(last, today))
    return BurnUp(
        seen.place if seen else 0,
        first,
        last,
        until,
        tuple(_done(seen, first, last, until)),
        tuple(_due(seen, first, last)),
    )


def _ends(goal: Goal, cycle: Cycle, today: dt.date) -> tuple[dt.date, dt.date]:
    """From its start to its due date; longer where it is still open then, or somebody looked at it later."""
    first, due = cycle.start, cycle.end
    if goal.start and goal.due and has_period(goal):
        first, due = goal.start, goal.due
    later = [today] if goal.due and is_open(goal) else []
    return first, _after(first, max(due, goal.last_check_in or due, *later))


def _after(first: dt.date, last: dt.date) -> dt.date:
    return max(first + dt.timedelta(days=1), last)


def _done(seen: Seen | None, first: dt.date, last: dt.date, until: dt.date) -> Iterator[Done]:
    days = _spread(first, until)
    found = standings(seen, days) if seen else [_NOWHERE] * POINTS
    for point, (day, standing) in enumerate(zip(days, found, strict=True)):
        progress = standing.share
        if seen is None or seen.today < first:
            progress = NOT_DRAWN
        elif point == POINTS - 1:  # the last day is now: say what Goals says
            progress = seen.goal.progress or 0.0
        yield Done(serial(day), standing.key, standing.value, progress, _along(first, day, last))


def _due(seen: Seen | None, first: dt.date, last: dt.date) -> Iterator[Due]:
    days = _spread(first, last)
    is_drawn = seen is not None and seen.goal.expected is not None
    found = planned(seen, days) if seen and has_period(seen.goal) else [_NOTHING_PLANNED] * POINTS
    for day, plan in zip(days, found, strict=True):
        expected = plan.due if is_drawn else NOT_DRAWN
        yield Due(serial(day), plan.past, plan.next, expected, _along(first, day, last))


def _spread(first: dt.date, last: dt.date) -> list[dt.date]:
    days = (last - first).days
    return [first + dt.timedelta(days=days * point // (POINTS - 1)) for point in range(POINTS)]


def _along(first: dt.date, day: dt.date, last: dt.date) -> float:
    return (day - first).days / (last - first).days
