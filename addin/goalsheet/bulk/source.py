"""Somebody's last workbook, from which the next one goes on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from goalsheet.errors import Problem
from goalsheet.tracker.tracker import Cycle


@dataclass(frozen=True)
class Source:
    """A workbook by its path and as people are told of it, whose it is, of which cycle, when it was saved last.

    `digest` stands for its bytes. How many goals go on, and stay behind as achieved or dropped, was counted as it was
    looked through; `problems` are what cannot be read of it and so is not carried forward.
    """

    path: Path
    file: str
    person_id: str
    cycle: Cycle
    saved: float  # as the file system counts seconds
    digest: str
    going_on: int
    achieved: int
    dropped: int
    problems: tuple[Problem, ...] = ()

    @property
    def newness(self) -> tuple[dt.date, float]:
        """By this the newer of two is known."""
        return self.cycle.end, self.saved


def key(person_id: str) -> str:
    """An id as two lists of people are compared by it."""
    return person_id.strip().casefold()
