"""What a request for feedback says about itself: whether it still waits."""

from __future__ import annotations

import datetime as dt

from goalsheet.tracker.logs import Feedback

WAITING, ASK_AGAIN = "Waiting", "Ask again"
PATIENCE = 14  # days; later nobody remembers enough to give an example


def waiting(entry: Feedback, today: dt.date) -> str | None:
    """Waiting, or after two weeks ask again; None for what is no request or has an answer."""
    if entry.asked_on is None or entry.date is not None:
        return None
    return ASK_AGAIN if (today - entry.asked_on).days > PATIENCE else WAITING
