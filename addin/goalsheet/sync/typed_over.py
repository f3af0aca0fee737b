"""What somebody typed between two pushes into cells that are not theirs: it gives way, and never silently."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from goalsheet.google.found import Found
from goalsheet.google.goal_copy import COLUMNS, goal_copy
from goalsheet.layout.places import GOALS
from goalsheet.layout.review_content import Review
from goalsheet.merge.agreement import shown
from goalsheet.merge.copy import Row
from goalsheet.merge.values import is_blank, normal, same
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.person import Person
from goalsheet.tracker.schema import Column, Owner

_COLUMNS = [column for column in COLUMNS if column.owner is Owner.EMPLOYEE]
_DIGITS = 6  # of a cell's digest


def sent(found: Found, review: Review) -> dict[str, str]:
    """What the employees' cells of each goal's row hold: the digests of all columns, one after the other, by key."""
    return {f"{person.id}/{goal.id}": _digests(row) for person, goal, row in _rows(found, review)}


def typed_over(found: Found, review: Review, before: Mapping[str, str]) -> Iterator[str]:
    """What will be overwritten of all that was typed since `before` was sent; of rows not in it nobody can tell."""
    for person, goal, row in _rows(found, review):
        was, now = before.get(f"{person.id}/{goal.id}", ""), _digests(row)
        for at, column in enumerate(_COLUMNS):
            piece = slice(at * _DIGITS, (at + 1) * _DIGITS)
            value, wanted = row.cells.get(column.name), getattr(goal, column.name)
            is_typed = bool(was) and was[piece] != now[piece] and not is_blank(value)
            if is_typed and not same(value, wanted) and column.name not in goal.unread | row.unread:
                yield _note(person, goal, column, row)


def _note(person: Person, goal: Goal, column: Column, row: Row) -> str:
    typed, kept = shown(column.name, row.cells[column.name]), shown(column.name, getattr(goal, column.name))
    where = f"{person.name or person.id}, goal {goal.id}, {column.title}"
    return f"{where}: somebody typed {typed} there. It gave way to what the workbook says, {kept}."


def _rows(found: Found, review: Review) -> Iterator[tuple[Person, Goal, Row]]:
    """The goals that both the workbooks and the spreadsheet have."""
    for member in review.members:
        goals = {entry.goal.id: entry.goal for entry in member.goals if entry.goal.id}
        there = goal_copy(found, member.person.id, goals).get(GOALS.name)
        for row in there.rows if there else ():
            yield member.person, goals[row.id], row


def _digests(row: Row) -> str:
    return "".join(_digest(str(normal(row.cells.get(column.name)))) for column in _COLUMNS)


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGITS // 2).hexdigest()
