"""Lines for the sheet Reviews on agreements, and what is news to it where nobody syncs."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from goalsheet.merge.agreement import in_full
from goalsheet.merge.copy import Agreed
from goalsheet.merge.values import same
from goalsheet.tracker.agreement import AGREED_STATES, AS_AGREED, WORDS, kept
from goalsheet.tracker.choices import ADJUST, AGREED, CHANGES_REQUESTED, CLOSED, DRAFT, NO_REVIEW, PROPOSED
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import AGREEMENT, COMMENT, Review

#: The columns in which a line says something.
LISTED = ("date", "kind", "goal", "decision", "field", "old", "new")
NAMING = (AGREED, PROPOSED)  # steps that say who took them, and not what the manager comments
_LONGEST = 30_000  # characters of a comment: it has to fit into a cell with what stands before it
_BESIDE = ": "  # between a step and who took it, or what is said with it


def step(goal: Goal, *, is_told: bool) -> str:
    """Where both stand now: who has agreed, or what the manager says."""
    if goal.agreement in NAMING:
        return f"{goal.agreement}{_BESIDE}{goal.agreed_by}" if goal.agreed_by else goal.agreement
    asks = goal.agreement == CHANGES_REQUESTED or is_told
    return f"{goal.agreement}{_BESIDE}{goal.comment[:_LONGEST]}" if asks and goal.comment else goal.agreement or ""


def on_goal(goal: str | None, reviews: Iterable[Review]) -> list[Review]:
    """The lines about the goal with that number."""
    return [row for row in reviews if (row.goal or "").upper() == (goal or "").upper()]


def noted(goal: str | None, agreed: Agreed, reviews: Sequence[Review]) -> dict[str, str]:
    """What each value was changed to by the reviews since the agreement, by its word; the last row counts."""
    since = [row for row in on_goal(goal, reviews) if not _is_before(row, agreed)]
    return {_word(row): row.new for row in since if row.field and row.new}


def _is_before(row: Review, agreed: Agreed) -> bool:
    return row.date is not None and agreed.on is not None and row.date < agreed.on


def changed(goal: Goal, agreed: Agreed, known: Mapping[str, str], today: dt.date) -> Iterator[Review]:
    """A row for each value of a goal that is neither as agreed nor as it is known to have been changed to."""
    for column, word in WORDS.items():
        now = getattr(goal, column)
        if column in goal.unread or column not in agreed.values:
            continue
        if word not in known and same(agreed.values[column], now):
            continue
        old, new = known.get(word, in_full(column, agreed.values[column])), in_full(column, now)
        if old != new:
            yield Review(date=today, kind=NO_REVIEW, goal=goal.id, decision=ADJUST, field=word, old=old, new=new)


def unnoted(rows: Iterable[Review], reviews: Sequence[Review]) -> list[Review]:
    """The rows without steps and comments that are the last ones on their goals already."""
    return [row for row in rows if not _is_noted(row, on_goal(row.goal, reviews))]


def _is_noted(row: Review, there: Sequence[Review]) -> bool:
    if _word(row) == AGREEMENT:
        last = _last_step(there)
        return last is not None and same(last, row.new)
    return _word(row) == COMMENT and same(_last_comment(there), row.new)


def news(goals: Sequence[Goal], names: tuple[str, str], reviews: Sequence[Review], today: dt.date) -> list[Review]:
    """What is to be noted on the day on which the agreements on the goals are kept; `names` as for `kept`.

    A step is news with the run that keeps who has taken it, a comment if it is not the last one that is noted.
    Goals that cannot be told apart by their numbers have none.
    """
    counts = Counter((goal.id or "").upper() for goal in goals)
    told = [goal for goal in goals if goal.id and counts[goal.id.upper()] == 1 and AGREEMENT not in goal.unread]
    return [
        row
        for goal in told
        for row in _news(goal, _with(goal, kept(goal, names, today)), on_goal(goal.id, reviews), today)
    ]


def _with(goal: Goal, held: Mapping[str, Any]) -> Goal:
    return dataclasses.replace(goal, **held)


def _news(was: Goal, now: Goal, there: Sequence[Review], today: dt.date) -> Iterator[Review]:
    heard, said = _last_comment(there), (now.comment or "")[:_LONGEST]
    is_told = bool(said.strip()) and not same(heard, said)
    is_step = _is_step(was, now, _last_step(there), is_told=is_told)
    if is_step:
        new = step(now, is_told=is_told)
        yield Review(date=today, kind=NO_REVIEW, goal=now.id, field=AGREEMENT, old=_before(was, there), new=new)
    if is_told and not (is_step and now.agreement not in NAMING):
        yield Review(date=today, kind=NO_REVIEW, goal=now.id, field=COMMENT, old=heard, new=said)
    if agreed := _as_kept(now):
        yield from changed(now, agreed, noted(now.id, agreed, there), today)


def _is_step(was: Goal, now: Goal, last: str | None, *, is_told: bool) -> bool:
    if now.agreement in NAMING:
        return now.agreed_by != was.agreed_by and last != step(now, is_told=False)
    if now.agreement == DRAFT:
        return was.agreed_on is not None
    state = last.partition(_BESIDE)[0] if last else None
    if now.agreement == CHANGES_REQUESTED:
        return is_told or state != CHANGES_REQUESTED
    return now.agreement == CLOSED and state not in (None, CLOSED)


def _before(was: Goal, there: Sequence[Review]) -> str | None:
    """Where both stood: as noted last, else as is kept on the goal."""
    if last := _last_step(there):
        return last.partition(_BESIDE)[0]
    return AGREED if was.agreed_on else PROPOSED if was.agreed_by else None


def _as_kept(goal: Goal) -> Agreed | None:
    """What is kept of the agreement; None where nothing is, as in workbooks from before it was."""
    if goal.agreement not in AGREED_STATES or goal.agreed_on is None or goal.agreed_statement is None:
        return None
    held = {column: getattr(goal, name) for column, name in AS_AGREED.items() if name not in goal.unread}
    return Agreed(held, goal.agreed_on, "")


def _last_step(there: Sequence[Review]) -> str | None:
    return next((row.new for row in reversed(there) if _word(row) == AGREEMENT and row.new), None)


def _last_comment(there: Sequence[Review]) -> str | None:
    """What the manager said last, alone or with a step."""
    return next((said for row in reversed(there) if (said := _comment(row))), None)


def _comment(row: Review) -> str | None:
    if _word(row) == COMMENT:
        return row.new
    state, _, said = (row.new or "").partition(_BESIDE)
    return said if _word(row) == AGREEMENT and state not in NAMING else None


def _word(row: Review) -> str:
    return (row.field or "").casefold().strip()
