"""Questions for the conversation: on goals that get nowhere, and from what the SMART check found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from goalsheet.progress import rhythm, status
from goalsheet.progress.summary import Outlook
from goalsheet.report.brief_note import Note
from goalsheet.smart.rule import (
    ACHIEVABLE,
    MEASURABLE,
    REALISTIC,
    RELEVANT,
    RULES,
    SPECIFIC,
    TIMELY,
)
from goalsheet.smart.verdict import Verdict
from goalsheet.tracker.choices import CLOSED

_MOST_HARD, _MOST_SMART = 3, 4
_UNSURE = 4  # of 10
_IN_TROUBLE = (status.MISSED, status.OVERDUE, status.OFF_TRACK, status.AT_RISK)

IN_THE_WAY = "What is in the way, and who or what would help?"
STILL_WORTH_IT = "Is it still worth the time? What would bring it back into view?"
SURER = "What would have to happen for you to feel surer of it?"
WHICH_HOLDS = "It says two things that do not go together. Which one holds?"
#: By what a goal lacks: open questions, so that the answer is the employee's.
BY_CRITERION = {
    SPECIFIC: "What exactly will be different when it is done?",
    MEASURABLE: "How will both of us see that it is done?",
    TIMELY: "By when, and what should be there half-way?",
    ACHIEVABLE: "What do you need for it, and from whom?",
    RELEVANT: "Whom or what does it serve?",
    REALISTIC: "How does it fit in beside everything else?",
}


def questions(outlooks: Sequence[Outlook], verdicts: Sequence[Verdict], day: dt.date) -> tuple[Note, ...]:
    """The most useful questions, one a goal and few enough for a talk: on the most urgent, and on the least SMART."""
    hard = [note for one in outlooks for note in _hard(one, day)][:_MOST_HARD]
    asked = {note.goal for note in hard}
    others = [one for one in verdicts if _is_to_ask(one) and one.goal.id not in asked]
    return (*hard, *[note for one in sorted(others, key=_met) for note in _smart(one)][:_MOST_SMART])


def _hard(one: Outlook, day: dt.date) -> Iterator[Note]:
    goal, number = one.goal, one.goal.id or ""
    if goal.status in _IN_TROUBLE:
        yield Note(number, IN_THE_WAY, one.why)
    elif rhythm.staleness(goal, goal.last_check_in, goal.status or "", day):
        yield Note(number, STILL_WORTH_IT, f"Nobody has looked at it for {_days(one, day)} days.")
    elif (sure := _confidence(one, day)) is not None and sure <= _UNSURE and goal.status != status.ACHIEVED:
        yield Note(number, SURER, f"Confidence is {sure:g} of 10.")


def _days(one: Outlook, day: dt.date) -> int:
    return rhythm.days_silent(one.goal, one.goal.last_check_in, day)


def _confidence(one: Outlook, day: dt.date) -> float | None:
    """As the last check-in says, or else the goal itself."""
    said = [
        (row.date, place, row.confidence)
        for place, row in enumerate(one.check_ins)
        if row.date is not None and row.date <= day and row.confidence is not None
    ]
    return max(said)[2] if said else one.goal.confidence


def _is_to_ask(verdict: Verdict) -> bool:
    return verdict.goal.status != status.ACHIEVED and verdict.goal.agreement != CLOSED


def _met(verdict: Verdict) -> int:
    """How much of SMART is there: the marks together."""
    return sum(mark or 0 for mark in verdict.marks.values())


def _smart(verdict: Verdict) -> Iterator[Note]:
    found = verdict.suggestion
    if found is not None:
        asked = WHICH_HOLDS if RULES[found.rule].is_contradiction else BY_CRITERION[found.criterion]
        yield Note(verdict.goal.id or "", asked, found.message)
