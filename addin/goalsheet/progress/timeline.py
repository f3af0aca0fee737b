"""Progress over time: the overall progress on eight evenly spaced days of the cycle, until today."""

from __future__ import annotations

import datetime as dt

from goalsheet.tracker.tracker import Cycle

POINTS = 8
#: Lies below the chart, so that no line is drawn where there is nothing to show; a blank or text would be drawn as 0.
NOT_DRAWN = -1.0


def has_begun(cycle: Cycle, today: dt.date) -> bool:
    """Whether there is a past to look back at."""
    return today > cycle.start


def days(cycle: Cycle, today: dt.date) -> tuple[dt.date, ...]:
    """The days of the timeline: from the cycle's first until today, and over all of it where today lies outside."""
    last = min(cycle.end, today) if has_begun(cycle, today) else cycle.end
    span = (last - cycle.start).days
    return tuple(cycle.start + dt.timedelta(days=span * step // (POINTS - 1)) for step in range(POINTS))
