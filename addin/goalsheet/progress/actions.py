"""What an action says about itself: whether it is late."""

from __future__ import annotations

import datetime as dt

from goalsheet.tracker import choices
from goalsheet.tracker.logs import Action

LATE = "Late"
TODAY = "Today"
THIS_WEEK = "This week"
_WEEK = 7  # days


def is_open(action: Action) -> bool:
    """Whether the step still has to be done."""
    return action.state not in (choices.DONE, choices.DROPPED)


def alert(action: Action, today: dt.date) -> str | None:
    """Late, today, or within the next seven days; None for everything else."""
    if action.due is None or not is_open(action):
        return None
    if action.due <= today:
        return LATE if action.due < today else TODAY
    return THIS_WEEK if (action.due - today).days <= _WEEK else None
