"""What is open: changes asked for, wordings suggested, steps by their dates, what was meant to be next, feedback."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from goalsheet.progress import actions, feedback
from goalsheet.progress.status import ACHIEVED
from goalsheet.progress.summary import Outlook
from goalsheet.progress.timing import day_in_words
from goalsheet.report.brief_note import Note, quoted
from goalsheet.tracker.choices import CHANGES_REQUESTED
from goalsheet.tracker.logs import Action
from goalsheet.tracker.tracker import Tracker


def open_matters(tracker: Tracker, outlooks: Sequence[Outlook], day: dt.date) -> tuple[Note, ...]:
    """What waits for an answer or for somebody to do it, what is late first."""
    steps = [(one.goal.id or "", step) for one in outlooks for step in one.actions if _is_open(step)]
    ordered = sorted(steps, key=lambda found: found[1].due or dt.date.max)
    return (
        *(note for one in outlooks for note in _asked(one)),
        *(Note(goal, _step(step, day)) for goal, step in ordered),
        *(note for one in outlooks for note in _meant(one, day)),
        *_waiting(tracker, day),
    )


def _is_open(step: Action) -> bool:
    return bool(step.action) and actions.is_open(step)


def _asked(one: Outlook) -> Iterator[Note]:
    """What the manager asked for in a goal, which nobody has answered by changing it."""
    goal = one.goal
    if goal.agreement == CHANGES_REQUESTED:
        said = f": {quoted(goal.comment)}" if goal.comment else "."
        yield Note(goal.id or "", f"Changes are requested{said}")
    if goal.suggested_wording and goal.suggested_wording.strip() != (goal.statement or "").strip():
        yield Note(goal.id or "", f"A wording is suggested: {quoted(goal.suggested_wording)}")


def _step(step: Action, day: dt.date) -> str:
    alert = actions.alert(step, day)
    when = f"by {day_in_words(step.due)}" if step.due else "without a date"
    who = f"{step.who}, " if step.who else ""
    return f"{f'{alert}: ' if alert else ''}{quoted(step.action or '')} ({who}{when})"


def _meant(one: Outlook, day: dt.date) -> Iterator[Note]:
    """The next step that the last check-in names, while the goal is not achieved."""
    said = [(row.date, place, row.next_step) for place, row in enumerate(one.check_ins) if row.date and row.date <= day]
    last = max(said)[2] if said else None
    if last and one.goal.status != ACHIEVED:
        yield Note(one.goal.id or "", f"Meant to be next: {quoted(last)}")


def _waiting(tracker: Tracker, day: dt.date) -> Iterator[Note]:
    found = [said for row in tracker.feedback if (said := feedback.waiting(row, day))]
    if found:
        late = found.count(feedback.ASK_AGAIN)
        again = f" ({late} for over two weeks: ask again)" if late else ""
        yield Note("", f"Feedback asked for that has not come: {len(found)}{again}.")
