"""What happens to an agreement, as the sheet Reviews of a workbook keeps it.

Each round in which the manager asks for changes, with the comment; then each change of what was agreed, from what to
what, with a place for why.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence

from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.merge.actions import Plan, SetCell
from goalsheet.merge.agreement import CHANGED, WORDS, in_full
from goalsheet.merge.cells import AGREEMENT
from goalsheet.merge.copy import Agreed, Side
from goalsheet.merge.values import same
from goalsheet.sync.log_rows import Tables, rows_below
from goalsheet.tracker.choices import ADJUST, CHANGES_REQUESTED
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Review
from goalsheet.tracker.schema import filled_in, table

_LONGEST = 30_000  # characters of a comment: it has to fit into a cell with what stands before it


def is_about_agreements(plan: Plan, goals: Collection[Goal]) -> bool:
    """Whether a plan may have something to list."""
    tells = any(isinstance(one, SetCell) and _tells_of_changes(one) for one in plan.actions)
    return tells or any(True for _ in rounds(plan, goals, dt.date.min))


def adjustment_cells(
    workbook: str, tables: Tables, plan: Plan, goals: Collection[Goal], today: dt.date
) -> dict[CellPlace, Value]:
    """The cells that list what a plan says was changed, below the other reviews; none where there is no such sheet."""
    rows = tables.get(Review)
    if rows is None or rows.location is None:
        return {}
    new = (*rounds(plan, goals, today), *adjustments(plan, goals, rows.rows, today))
    free = rows_below(workbook, rows, rows.location)
    cells: dict[CellPlace, Value] = {}
    for one, number in zip(new, free, strict=False):
        for column in filled_in(table(Review)):
            value = getattr(one, column.name)
            if value is not None and column.name in rows.location.columns:
                cells[CellPlace(rows.location.sheet, f"{rows.location.columns[column.name]}{number}")] = value
    return cells


def rounds(plan: Plan, goals: Collection[Goal], today: dt.date) -> Iterator[Review]:
    """A row for each goal for which the manager asks for changes, or says more about those that are asked for."""
    news = {one.key.id for one in plan.actions if isinstance(one, SetCell) and _is_a_word_on_it(one)}
    before = {one.key.id: one.old for one in plan.actions if isinstance(one, SetCell) and _is_of_goal(one, AGREEMENT)}
    for goal in goals:
        if goal.id in news and goal.agreement == CHANGES_REQUESTED:
            old = before.get(goal.id, CHANGES_REQUESTED)
            said = f": {goal.comment[:_LONGEST]}" if goal.comment else ""
            new = f"{CHANGES_REQUESTED}{said}"
            yield Review(date=today, kind="Other", goal=goal.id, field=AGREEMENT, old=_text(old), new=new)


def _is_a_word_on_it(action: SetCell) -> bool:
    return _is_of_goal(action, AGREEMENT, "comment") and action.new is not None


def _is_of_goal(action: SetCell, *columns: str) -> bool:
    key = action.key
    return action.side is Side.WORKBOOK and key.table == Goal.__name__ and key.column in columns


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def adjustments(plan: Plan, goals: Collection[Goal], reviews: Sequence[Review], today: dt.date) -> Iterator[Review]:
    """A row for each value of a goal that is no longer as agreed, if the plan says so and no review does yet."""
    told = {one.key.id for one in plan.actions if isinstance(one, SetCell) and _tells_of_changes(one)}
    known = plan.base.tables.get(Goal.__name__, {})
    for goal in goals:
        agreed = known[goal.id].agreed if goal.id in told and goal.id in known else None
        if agreed:
            yield from _of_goal(goal, agreed, _noted(goal, agreed, reviews), today)


def _tells_of_changes(action: SetCell) -> bool:
    return _is_of_goal(action, CHANGED) and action.new is not None


def _noted(goal: Goal, agreed: Agreed, reviews: Sequence[Review]) -> dict[str, str]:
    """What each value was changed to by the reviews since the agreement, by its word; the last row counts."""
    since = [row for row in reviews if (row.goal or "").upper() == goal.id and not _is_before(row, agreed)]
    return {row.field.casefold().strip(): row.new for row in since if row.field and row.new}


def _is_before(row: Review, agreed: Agreed) -> bool:
    return row.date is not None and agreed.on is not None and row.date < agreed.on


def _of_goal(goal: Goal, agreed: Agreed, noted: Mapping[str, str], today: dt.date) -> Iterator[Review]:
    for column, word in WORDS.items():
        now = getattr(goal, column)
        if column in goal.unread or column not in agreed.values or same(agreed.values[column], now):
            continue
        old, new = noted.get(word, in_full(column, agreed.values[column])), in_full(column, now)
        if old != new:
            yield Review(date=today, kind="Other", goal=goal.id, decision=ADJUST, field=word, old=old, new=new)
