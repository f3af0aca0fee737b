"""Statuses as stacked bars: where each piece begins and ends, in percent of the whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from goalsheet.progress.status import STATUSES
from goalsheet.report.cohort import Cohort

_WHOLE = 100.0


@dataclass(frozen=True)
class Piece:
    """A piece of a bar: which status, how many goals, where it begins and how long it is, in percent."""

    status: str
    count: int
    start: float
    size: float


@dataclass(frozen=True)
class Column:
    """A day's bar."""

    day: dt.date
    goals: int
    pieces: tuple[Piece, ...]


def row(counts: Mapping[str, int]) -> tuple[Piece, ...]:
    """The pieces of a bar of all goals, in the order of the statuses, without empty ones."""
    total, start, found = sum(counts.values()), 0.0, []
    for word in STATUSES:
        if counts.get(word):
            size = _WHOLE * counts[word] / total
            found.append(Piece(word, counts[word], round(start, 3), round(size, 3)))
            start += size
    return tuple(found)


def columns(of: Cohort) -> tuple[Column, ...]:
    """The bars of the days that are looked back to, and of today."""
    days = [*zip(of.days, of.everybody.past, strict=False), (of.limits.today, of.everybody.statuses)]
    return tuple(Column(day, sum(counts.values()), row(counts)) for day, counts in days)
