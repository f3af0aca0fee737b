"""What an agreement on a goal is about, who has said yes to it, and what is kept of it."""

from __future__ import annotations

import datetime as dt

from goalsheet.tracker.choices import AGREED, CLOSED, DUE_DATE, PROPOSED, TARGET, WEIGHT, WORDING
from goalsheet.tracker.goal import Goal

Kept = dict[str, str | float | dt.date | None]

#: What an agreement is about, and what people call it.
WORDS = {"statement": WORDING, "target": TARGET, "due": DUE_DATE, "weight": WEIGHT}
#: The columns that keep what was agreed.
AS_AGREED = {column: f"agreed_{column}" for column in WORDS}
AGREED_ON, AGREED_BY = "agreed_on", "agreed_by"
KEPT = (AGREED_ON, AGREED_BY, *AS_AGREED.values())
#: The states in which a goal is agreed, and what stands between those who have said yes.
AGREED_STATES, AND = (AGREED, CLOSED), "; "


def in_words(day: dt.date) -> str:
    """A day as 30 Jun 2027."""
    return f"{day.day} {day:%b %Y}"


def signed(before: str | None, state: object, names: tuple[str, str], day: dt.date) -> str | None:
    """Who has said yes in that state of the agreement, and when; `before` is who had.

    `names` are the employee's, who says yes by proposing, and the manager's, who does so by agreeing.
    """
    employee, manager = (name or usual for name, usual in zip(names, ("Employee", "Manager"), strict=True))
    theirs, *others = (before or "").split(AND)
    theirs = theirs if theirs.startswith(f"{employee}, ") else ""
    if state == CLOSED or (state == AGREED and any(one.startswith(f"{manager}, ") for one in (theirs, *others))):
        return before
    if state == AGREED:
        return AND.join(filter(None, (theirs, f"{manager}, {in_words(day)}")))
    if state == PROPOSED:
        return theirs if theirs and not others else f"{employee}, {in_words(day)}"
    return None


def is_by_both(state: str | None, agreed_by: str | None) -> bool:
    """Whether both sides have agreed: it says so, and not only one of them is known to have said yes.

    The manager may agree where the employee has not proposed, or not again after changes were requested; then the
    employee has still to say yes. Where nobody is noted, as in early workbooks, the word counts.
    """
    return state in AGREED_STATES and (not agreed_by or AND in agreed_by)


def kept(goal: Goal, names: tuple[str, str], day: dt.date) -> Kept:
    """The columns that keep the agreement on a goal: once it is agreed, what was, on that day."""
    if goal.agreement == CLOSED or (goal.agreement == AGREED and goal.agreed_on):
        held = {name: getattr(goal, name) for name in (AGREED_ON, *AS_AGREED.values())}
        return {**held, AGREED_BY: signed(goal.agreed_by, goal.agreement, names, goal.agreed_on or day)}
    is_agreed = goal.agreement == AGREED
    values = {name: getattr(goal, column) if is_agreed else None for column, name in AS_AGREED.items()}
    return {
        AGREED_ON: day if is_agreed else None,
        AGREED_BY: signed(goal.agreed_by, goal.agreement, names, day),
        **values,
    }
