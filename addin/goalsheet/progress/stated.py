"""What people say about their goal, kept apart from what the figures say; and where the two are far apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from goalsheet.progress.status import ACHIEVED, MISSED, OVERDUE
from goalsheet.tracker.choices import FEELING
from goalsheet.tracker.logs import CheckIn

_STEPS = {word: step for step, word in enumerate(FEELING.words)} | {ACHIEVED: 0, OVERDUE: 2, MISSED: 2}
_FAR_APART = 2  # steps


def stated(check_ins: Sequence[CheckIn], day: dt.date) -> str | None:
    """How the employee last saw the goal, up to `day`; of several on one day the lower row counts."""
    said = [
        (entry.date, row, entry.feeling)
        for row, entry in enumerate(check_ins)
        if entry.date is not None and entry.date <= day and entry.feeling
    ]
    return max(said)[2] if said else None


def contradiction(said: str | None, status: str) -> str | None:
    """A sentence where what is said and the computed status lie two steps apart; they should talk about it."""
    if said not in _STEPS or status not in _STEPS or abs(_STEPS[said] - _STEPS[status]) < _FAR_APART:
        return None
    return f'Seen as "{said}", but the figures say "{status}".'
