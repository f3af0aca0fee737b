"""The goal that somebody means: the one in whose row they are."""

from __future__ import annotations

from goalsheet.errors import CannotRead
from goalsheet.excel.message import IS_HIDDEN
from goalsheet.excel.open_tracker import OpenTracker
from goalsheet.tracker.goal import Goal

_WHERE = "Click into the row of a goal on the sheet {sheet}, then press the button again."


def selected_goal(opened: OpenTracker) -> int:
    """The place among `tracker.goals` of the goal in whose row the cursor is, on its sheet or in a log."""
    cell = opened.book.selection
    place = None if cell is None else _place(opened, cell.sheet.name, cell.row)
    if place is None:
        sheet = opened.goals.sheet
        raise CannotRead(f"{'' if sheet.visible else f'{sheet.name}: {IS_HIDDEN} '}{_WHERE.format(sheet=sheet.name)}")
    _refuse_unread(opened, place)
    if not opened.tracker.goals[place].is_used:
        raise CannotRead("This row has no goal yet. Write one sentence under Goal, then press the button again.")
    if not opened.tracker.goals[place].id:
        cure = "Give it one that no other goal has, in the column No., then press the button again."
        raise CannotRead(f"This goal has no number. {cure}")
    return place


def _refuse_unread(opened: OpenTracker, place: int) -> None:
    """CannotRead where something stands in the cell of the goal's sentence that is no text."""
    goals = opened.tables[Goal]
    where = f", {goals.place(place, 'statement')}"
    if "statement" in opened.tracker.goals[place].unread:
        problem = next(one for one in goals.problems if one.where.endswith(where))
        raise CannotRead(f"{problem} Then press the button again.")


def _place(opened: OpenTracker, sheet: str, row: int) -> int | None:
    for kind, found in opened.tables.items():
        if found.location and found.location.sheet == sheet and row in found.numbers:
            index = found.numbers.index(row)
            return index if kind is Goal else _named(opened, found.rows[index].goal)
    return None


def _named(opened: OpenTracker, number: str | None) -> int | None:
    """The goal of that number."""
    ids = [(goal.id or "").upper() for goal in opened.tracker.goals]
    return ids.index(number.upper()) if number and number.upper() in ids else None


def select_goal(opened: OpenTracker, number: str) -> None:
    """Put the cursor into the row of the goal of that number; CannotRead if there is none, or nobody can be there."""
    place = _named(opened, number)
    if place is None:
        known = ", ".join(goal.id for goal in opened.tracker.goals if goal.id and goal.is_used)
        raise CannotRead(f"There is no goal {number}. Goals here: {known or 'none yet'}.")
    if not opened.goals.sheet.visible:
        raise CannotRead(f"{number} stands on the sheet {opened.goals.sheet.name}. {IS_HIDDEN} Then try again.")
    opened.goals.sheet.activate()
    opened.goals.sheet.range(f"A{opened.row_of(place)}").select()
