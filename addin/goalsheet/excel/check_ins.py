"""The button Log a check-in: a row with today's date for the selected goal, ready for the numbers to be typed in."""

from __future__ import annotations

import datetime as dt
import re

from xlwings import Book, Range

from goalsheet.errors import CannotWrite
from goalsheet.excel.columns import write
from goalsheet.excel.message import IS_HIDDEN, NEXT, problems_in_short
from goalsheet.excel.open_tracker import OpenTracker, read_open_tracker
from goalsheet.excel.program import unlocked
from goalsheet.excel.selected import selected_goal
from goalsheet.excel.tables import OpenTable
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import CheckIn

_STAMPED = ("date", "goal")


def log_check_in(book: Book, today: dt.date) -> str:
    """Add a row for the selected goal and go there; what is said in the end."""
    opened = read_open_tracker(book)
    goal = opened.tracker.goals[selected_goal(opened)]
    _refuse_double(opened, goal)
    log = opened.places[CheckIn]
    row, is_new = _row(opened, log, goal, today)
    if is_new:
        log.refuse_merged(_STAMPED, range(row, row + 1))
        with unlocked(log.sheet):
            log.make_room(row)
            write(log, row, {"date": [today], "goal": [goal.id]})
    cell = log.sheet.range((row, log.place("value")))
    if log.sheet.visible:  # Excel shows no hidden sheet
        log.sheet.activate()
        cell.select()
    unread = [] if is_new else [one for one in opened.tables[CheckIn].problems if _is_in(one.where, row)]
    return NEXT.join(filter(None, (_said(cell, goal, is_new=is_new), problems_in_short(unread))))


def _refuse_double(opened: OpenTracker, goal: Goal) -> None:
    """CannotWrite where two goals have the number that the check-in would name."""
    same = [one for one in opened.tracker.goals if (one.id or "").upper() == (goal.id or "").upper()]
    if len(same) > 1:
        cure = f"Give each goal a number of its own, in the column No. of the sheet {opened.goals.sheet.name}."
        raise CannotWrite(f"{goal.id} is the number of {len(same)} goals, so a check-in could be of any. {cure}")


def _is_in(where: str, row: int) -> bool:
    """Whether a problem's cell is in that row."""
    return re.search(rf"![A-Z]+{row}$", where) is not None


def _row(opened: OpenTracker, log: OpenTable, goal: Goal, today: dt.date) -> tuple[int, bool]:
    """The row for the check-in, and whether it is new: one that waits for its numbers since today is taken again."""
    found = opened.tables[CheckIn]
    waiting = CheckIn(date=today, goal=goal.id)
    for entry, row in zip(found.rows, found.numbers, strict=True):
        if entry == waiting:
            return row, False
    row = max(found.numbers, default=log.location.rows.start - 1) + 1
    if row not in log.location.rows:
        cure = "Move rows further up or delete old ones, then press the button again."
        raise CannotWrite(f"On the sheet {log.sheet.name} there is no room below row {row - 1} that counts. {cure}")
    return row, True


def _said(cell: Range, goal: Goal, *, is_new: bool) -> str:
    ready = "is ready" if is_new else "is still waiting"
    if not cell.sheet.visible:
        where = f"in row {cell.row} of the sheet {cell.sheet.name}"
        return f"A row with today's date for {goal.id} {ready} {where}. {IS_HIDDEN} Then type in how the goal stands."
    if cell.rows.hidden:
        return (
            f"A row with today's date for {goal.id} {ready} in row {cell.row}, but that row is hidden. "
            "Data > Clear takes a filter off; a row hidden by hand comes back by selecting those around it and "
            "right-click > Unhide. Then type in how the goal stands."
        )
    return f"A row with today's date for {goal.id} {ready}. Type in how the goal stands, and what happened."
