"""From when on a brief tells what changed: from the last meeting, as far as the workbook knows of one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from goalsheet.progress.review_guide import last_review
from goalsheet.tracker.tracker import Tracker


@dataclass(frozen=True)
class Since:
    """A day, and what happened on it."""

    day: dt.date
    why: str


def since_when(tracker: Tracker, day: dt.date, named: dt.date | None) -> Since:
    """The day that was named, else of the last review, else of the last agreement, else the first one.

    A line or an agreement of the day itself belongs to the meeting that is prepared.
    """
    if named is not None:
        return Since(named, "the day you named")
    before = day - dt.timedelta(days=1)
    if review := last_review(tracker.reviews, before):
        return Since(review, "the last review")
    agreed = [goal.agreed_on for goal in tracker.goals if goal.agreed_on is not None and goal.agreed_on <= before]
    if agreed:
        return Since(max(agreed), "the day of the last agreement")
    return Since(min(tracker.cycle.start, before), "the beginning: there was no review yet")


def is_since(begin: dt.date, when: dt.date | None, day: dt.date) -> bool:
    """Whether something that happened on a day is news: the meeting's own day is not, today is."""
    return when is not None and begin < when <= day
