"""What of a goal is no longer as it was agreed, told from what was kept of the agreement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from goalsheet.tracker.agreement import AS_AGREED, WORDS, in_words, is_by_both
from goalsheet.tracker.choices import AGREED
from goalsheet.tracker.goal import Goal

NOTHING, TO, BETWEEN = "(blank)", " → ", "; "
LONGEST = 60  # characters of a wording that is repeated
DIGITS = 4  # behind the point, of a target
TOLERANCE = 1e-9
ONE_SIDED = "Not agreed by both yet: choose Proposed, sync or press Update progress; then your manager chooses Agreed."


def since_agreed(goal: Goal) -> str | None:
    """What was changed, for instance `target 50 → 45`; None if nothing was, or nothing is agreed.

    Where it says agreed and one side has still to say yes, that it is so.
    """
    if goal.agreement == AGREED and not is_by_both(goal.agreement, goal.agreed_by):
        return ONE_SIDED
    return BETWEEN.join(changes(goal).values()) or None


def is_agreed(goal: Goal) -> bool:
    """Whether it is known when it was agreed, and it still is, by both."""
    return goal.agreed_on is not None and is_by_both(goal.agreement, goal.agreed_by)


def changes(goal: Goal) -> dict[str, str]:
    """The same one by one, by what people call the value that was changed."""
    if not is_agreed(goal):
        return {}
    pairs = {
        column: (getattr(goal, name), getattr(goal, column))
        for column, name in AS_AGREED.items()
        if column not in goal.unread
    }
    return {
        WORDS[column]: f"{WORDS[column]} {_SHOWN[column](then)}{TO}{_SHOWN[column](now)}"
        for column, (then, now) in pairs.items()
        if _is_changed(then, now)
    }


def _is_changed(then: Any, now: Any) -> bool:
    if isinstance(then, float | int) and isinstance(now, float | int):
        return abs(then - now) > TOLERANCE
    if isinstance(then, str) or isinstance(now, str):
        return _one_line(then) != _one_line(now)
    return bool(then != now)


def _one_line(text: str | None) -> str:
    """The text as TRIM gives it, its lines joined."""
    return " ".join(filter(None, (text or "").replace("\n", " ").split(" ")))


def _quoted(text: str | None) -> str:
    line = _one_line(text)
    return f'"{line[:LONGEST]}…"' if len(line) > LONGEST else f'"{line}"'


def _number(value: float | None) -> str:
    return NOTHING if value is None else f"{round(value, DIGITS):.15g}".upper()


def _day(day: dt.date | None) -> str:
    return NOTHING if day is None else in_words(day)


def _share(share: float | None) -> str:
    return NOTHING if share is None else f"{_number(share * 100)} %"


_SHOWN: dict[str, Callable[[Any], str]] = {"statement": _quoted, "target": _number, "due": _day, "weight": _share}
