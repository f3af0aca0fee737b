"""Whether an adjustment that was decided in a review has been made."""

from __future__ import annotations

import datetime as dt
from functools import cache

from goalsheet.tracker.agreement import WORDS, in_words
from goalsheet.tracker.choices import ADJUST
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Review
from goalsheet.tracker.schema import table


def word(text: str | None) -> str:
    """A text without what tells two writings of the same words apart."""
    return " ".join((text or "").split()).casefold()


def is_left(row: Review, goal: Goal) -> bool:
    """Whether a review decided to adjust the goal, says to what, and the goal does not say so yet.

    Where it cannot be compared, it counts as left: better seen twice than forgotten.
    """
    if row.decision != ADJUST or not word(row.new):
        return False
    column = _called().get(word(row.field))
    return column is None or word(row.new) not in _ways_to_say(getattr(goal, column))


@cache
def _called() -> dict[str, str]:
    """The goal's column by how people call what they adjust; other words say nothing that can be compared."""
    titles = {word(table(Goal).column(column).title): column for column in WORDS}
    return titles | {said: column for column, said in WORDS.items()}


def _ways_to_say(value: str | float | dt.date | None) -> set[str]:
    """How people may have written what stands there."""
    if value is None:
        return {"(blank)"}
    if isinstance(value, dt.date):
        spelled = {word(in_words(value)), word(f"{value.day} {value:%B %Y}")}
        return spelled | {value.isoformat(), f"{value:%d/%m/%Y}", f"{value:%d.%m.%Y}"}
    if isinstance(value, str):
        return {word(value)}
    number, percent = f"{value:.12g}", f"{value * 100:.12g}"
    return {number, number.replace(".", ","), f"{percent} %", f"{percent}%"}
