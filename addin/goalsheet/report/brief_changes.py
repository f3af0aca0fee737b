"""What changed since the last meeting, goal by goal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from goalsheet.progress import measure
from goalsheet.progress.remarks import percent
from goalsheet.progress.summary import Outlook
from goalsheet.progress.timing import day_in_words
from goalsheet.report.brief_note import Note, quoted
from goalsheet.report.brief_since import is_since
from goalsheet.tracker.choices import MILESTONES
from goalsheet.tracker.logs import CheckIn, Review
from goalsheet.tracker.tracker import Tracker


def changes(tracker: Tracker, outlooks: Sequence[Outlook], begin: dt.date, day: dt.date) -> tuple[Note, ...]:
    """A note for each goal on which something happened after `begin`, and one on the feedback that came."""
    found = [Note(one.goal.id or "", text) for one in outlooks if (text := _of_goal(tracker, one, begin, day))]
    came = sum(1 for row in tracker.feedback if is_since(begin, row.date, day))
    if came:
        found.append(Note("", f"Feedback came in: {came} {'row' if came == 1 else 'rows'} on the sheet Feedback."))
    return tuple(found)


def _of_goal(tracker: Tracker, one: Outlook, begin: dt.date, day: dt.date) -> str:
    reviews = [row for row in tracker.reviews if _is_of(one, row.goal) and is_since(begin, row.date, day)]
    return " ".join(
        [*_moved(one, begin, day), *_steps(one, begin, day), *_agreed(one, begin, day), *map(_decided, reviews)]
    )


def _is_of(one: Outlook, number: str | None) -> bool:
    return bool(number) and (number or "").upper() == (one.goal.id or "").upper()


def _moved(one: Outlook, begin: dt.date, day: dt.date) -> Iterator[str]:
    """How far the goal came, in how many check-ins, and what was noted last."""
    new = [entry for entry in one.check_ins if is_since(begin, entry.date, day)]
    before, now = progress_on(one, begin), progress_on(one, day)
    if now is not None and now != before:
        yield f"{percent(now)} % done." if before is None else f"From {percent(before)} % to {percent(now)} %."
    elif new:
        yield "No change of progress."
    if new:
        yield f"{len(new)} {'check-in' if len(new) == 1 else 'check-ins'}."
    if last := _last_note(new):
        yield f"Last: {quoted(last)}"


def progress_on(one: Outlook, day: dt.date) -> float | None:
    """How far the goal was on a day, as far as check-ins and steps with a date tell."""
    if one.goal.measure == MILESTONES:
        whole = measure.total_weight(measure.kept_steps(one.actions))
        return measure.total_weight(measure.done_steps(one.actions, day)) / whole if whole > 0 else None
    found = measure.readings(one.goal, one.check_ins, day)
    return measure.yardstick(one.goal).share(found[-1][1]) if found else None


def _last_note(check_ins: Sequence[CheckIn]) -> str | None:
    noted = [(entry.date, place, entry.note) for place, entry in enumerate(check_ins) if entry.date and entry.note]
    return max(noted)[2] if noted else None


def _steps(one: Outlook, begin: dt.date, day: dt.date) -> Iterator[str]:
    """Steps that were done; those of a goal that is measured by them are wins, and told as such."""
    done = [step.action for step in measure.done_steps(one.actions) if is_since(begin, step.done_on, day)]
    if one.goal.measure != MILESTONES and any(done):
        yield f"Done: {', '.join(quoted(text) for text in done if text)}."


def _agreed(one: Outlook, begin: dt.date, day: dt.date) -> Iterator[str]:
    goal = one.goal
    if goal.agreed_on is not None and is_since(begin, goal.agreed_on, day):
        yield f"Agreed on {day_in_words(goal.agreed_on)}."
    if goal.changed_since_agreed:
        yield f"Changed after the agreement: {goal.changed_since_agreed}."


def _decided(row: Review) -> str:
    """What a line in Reviews says was decided, from what to what, and why."""
    assert row.date is not None
    said = f"Review of {day_in_words(row.date)}: {(row.decision or 'looked at').lower()}"
    if row.field and row.new:
        before = f" from {quoted(row.old)}" if row.old else ""
        said = f"{said}, {row.field.lower()}{before} to {quoted(row.new)}"
    return f"{said}.{f' {quoted(row.reason)}' if row.reason else ''}"
