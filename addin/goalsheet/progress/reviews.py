"""When the next review is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from goalsheet.progress.timing import months_later
from goalsheet.tracker.logs import Review
from goalsheet.tracker.tracker import Cycle


def next_review(reviews: Iterable[Review], cycle: Cycle, months: int, today: dt.date) -> dt.date | None:
    """The day of one that is noted already, else so many months after the last one; None after the cycle."""
    last = max((day for one in reviews if (day := one.held_on) is not None), default=dt.date.min)
    if last > today:
        return last
    return None if last >= cycle.end else min(cycle.end, months_later(max(cycle.start, last), months))
