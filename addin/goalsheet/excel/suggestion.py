"""The button Adopt suggestion: the manager's wording in place of the employee's, after asking."""

from __future__ import annotations

from xlwings import Book

from goalsheet.errors import CannotRead
from goalsheet.excel.columns import write
from goalsheet.excel.message import yes
from goalsheet.excel.open_tracker import OpenTracker, read_open_tracker
from goalsheet.excel.program import unlocked
from goalsheet.excel.selected import selected_goal


def adopt_suggestion(book: Book) -> str:
    """Take the suggested wording for the selected goal if somebody says yes; what is said in the end."""
    opened = read_open_tracker(book)
    waiting = _waiting(opened)
    if not waiting:
        return "There is no suggested wording that differs from yours."
    place = selected_goal(opened)
    goal = opened.tracker.goals[place]
    if place not in waiting:
        named = ", ".join(opened.tracker.goals[other].id or "" for other in waiting)
        raise CannotRead(f"For {goal.id} there is no other wording. There is one for {named}: click into its row.")
    row = opened.row_of(place)
    opened.goals.refuse_merged(["statement"], range(row, row + 1))
    wordings = f"Yours: {goal.statement}\n\nSuggested: {goal.suggested_wording}"
    if not yes(book, f"Put this wording in place of yours for {goal.id}?\n\n{wordings}"):
        return "Nothing was changed."
    with unlocked(opened.goals.sheet):
        write(opened.goals, row, {"statement": [goal.suggested_wording]})
    return f"{goal.id} has the new wording. Press Check this goal to see how SMART it is now."


def _waiting(opened: OpenTracker) -> list[int]:
    """The places of the goals for which another wording than theirs is suggested."""
    return [
        place
        for place, goal in enumerate(opened.tracker.goals)
        if goal.suggested_wording and goal.suggested_wording.strip() != (goal.statement or "").strip()
    ]
