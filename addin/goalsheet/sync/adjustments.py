"""What happens to an agreement, as the sheet Reviews of a workbook keeps it.

Each step of an agreement and each comment of the manager's; then each change of what was agreed, from what to what,
with a place for why.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence

from goalsheet.layout.plan import Value
from goalsheet.merge.actions import Plan, SetCell
from goalsheet.merge.agreement import CHANGED
from goalsheet.merge.copy import Agreed, Base, Side
from goalsheet.merge.review_lines import NAMING, changed, noted, step
from goalsheet.merge.values import is_blank
from goalsheet.tracker.agreement import AGREED_BY, AGREED_STATES
from goalsheet.tracker.choices import ADJUST, CHANGES_REQUESTED, DRAFT, NO_REVIEW
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import AGREEMENT, COMMENT, Review


def is_about_agreements(plan: Plan, goals: Collection[Goal], before: Base) -> bool:
    """Whether a plan may have something to list."""
    tells = any(isinstance(one, SetCell) and _tells_of_changes(one) for one in plan.actions)
    return tells or any(True for _ in rounds(plan, goals, before, dt.date.min))


def rounds(plan: Plan, goals: Collection[Goal], before: Base, today: dt.date) -> Iterator[Review]:
    """A row for each goal on which both stand elsewhere than `before`, or of which the manager says something new."""
    cells = [one for one in plan.actions if isinstance(one, SetCell) and not is_blank(one.new)]
    steps = {one.key.id for one in cells if _is_of_goal(one, AGREEMENT, AGREED_BY)}
    comments = {one.key.id: one for one in cells if _is_of_goal(one, COMMENT)}
    known = before.tables.get(Goal.__name__, {})
    for goal in goals:
        comment, base = comments.get(goal.id or ""), known.get(goal.id or "")
        old = base.cells.get(AGREEMENT) if base else None
        is_begun = goal.agreement not in (None, DRAFT) or old in AGREED_STATES  # a draft is a step only back from there
        is_step = goal.id in steps and goal.agreement != old and is_begun
        is_said = is_step or (comment and goal.agreement == CHANGES_REQUESTED)
        if is_said:
            new = step(goal, is_told=comment is not None)
            yield Review(date=today, kind=NO_REVIEW, goal=goal.id, field=AGREEMENT, old=_text(old), new=new)
        if comment and not (is_said and goal.agreement not in NAMING):
            old, said = _text(comment.old), _text(comment.new)
            yield Review(date=today, kind=NO_REVIEW, goal=goal.id, field=COMMENT, old=old, new=said)


def _is_of_goal(action: SetCell, *columns: str) -> bool:
    key = action.key
    return action.side is Side.WORKBOOK and key.table == Goal.__name__ and key.column in columns


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def adjustments(plan: Plan, goals: Collection[Goal], reviews: Sequence[Review], today: dt.date) -> Iterator[Review]:
    """A row for each value of a goal that is no longer as agreed, if the plan says so and no review does yet."""
    told = {one.key.id for one in plan.actions if isinstance(one, SetCell) and _tells_of_changes(one)}
    for goal in goals:
        agreed = _agreed(plan.base, goal.id) if goal.id in told else None
        if agreed:
            yield from changed(goal, agreed, noted(goal.id, agreed, reviews), today)


def as_now_noted(waiting: Iterable[Review], base: Base, reviews: Sequence[Review]) -> list[Review]:
    """Rows that waited until it was known what reviews say: each from what they say, and none that they have."""
    found: list[Review] = []
    for row in waiting:
        agreed = _agreed(base, row.goal) if row.decision == ADJUST else None
        known = noted(row.goal, agreed, [*reviews, *found]) if agreed else {}
        old = known.get(row.field or "", row.old)
        if agreed is None or old != row.new:
            found.append(dataclasses.replace(row, old=old))
    return found


def _agreed(base: Base, goal: str | None) -> Agreed | None:
    known = base.tables.get(Goal.__name__, {}).get(goal or "")
    return known.agreed if known else None


def _tells_of_changes(action: SetCell) -> bool:
    return _is_of_goal(action, CHANGED)
