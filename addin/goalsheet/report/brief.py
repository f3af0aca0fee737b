"""The brief for a 1:1: all that two people should have before them, as values."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goalsheet.progress import rhythm, stated, status
from goalsheet.progress.reviews import next_review
from goalsheet.progress.summary import WORST_FIRST, Outlook, Overall, Summary, paces, summarise
from goalsheet.progress.timing import days_in_words
from goalsheet.report.brief_changes import changes
from goalsheet.report.brief_note import Note
from goalsheet.report.brief_open import open_matters
from goalsheet.report.brief_questions import questions
from goalsheet.report.brief_since import Since, since_when
from goalsheet.report.brief_wins import wins
from goalsheet.smart.days import USUAL, Habits
from goalsheet.smart.verdict import judge_tracker
from goalsheet.tracker.choices import AGREEMENT, DRAFT
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.tracker import Tracker


@dataclass(frozen=True)
class GoalLine:
    """One goal in the overview; `is_apart` where what is said and the figures lie far apart."""

    goal: str
    statement: str
    progress: float | None
    expected: float | None
    status: str
    stated: str
    is_apart: bool
    agreement: str
    left: str
    remark: str


@dataclass(frozen=True)
class Brief:
    """What a 1:1 on one day is about; goals with the most urgent first."""

    person: str
    manager: str
    cycle: str
    day: dt.date
    since: Since
    overall: Overall
    agreement: Mapping[str, int]
    next_review: dt.date | None
    goals: tuple[GoalLine, ...]
    wins: tuple[Note, ...]
    changes: tuple[Note, ...]
    look_at: tuple[Note, ...]
    open: tuple[Note, ...]
    questions: tuple[Note, ...]


def brief(tracker: Tracker, day: dt.date, since: dt.date | None = None, habits: Habits = USUAL) -> Brief:
    """The brief of a tracker on that day; without `since`, what changed counts from their last meeting."""
    summary = summarise(tracker, day)
    outlooks = _urgent_first(summary)
    known = summary.appraised(tracker)
    begin = since_when(known, day, since)
    return Brief(
        person=tracker.person.name,
        manager=tracker.person.manager.name,
        cycle=tracker.cycle.name,
        day=day,
        since=begin,
        overall=summary.overall,
        agreement=_agreement([one.goal for one in outlooks]),
        next_review=next_review(tracker.reviews, tracker.cycle, tracker.review_months, day),
        goals=tuple(_line(one, day) for one in outlooks),
        wins=wins(known, outlooks, begin.day, day),
        changes=changes(known, outlooks, begin.day, day),
        look_at=tuple(_look_at(outlooks, day)),
        open=open_matters(known, outlooks, day),
        questions=questions(outlooks, judge_tracker(known, day, habits, paces(summary)), day),
    )


def _urgent_first(summary: Summary) -> list[Outlook]:
    found = [one for _, one in summary.outlooks]
    return sorted(found, key=lambda one: WORST_FIRST.index(one.goal.status or status.NEEDS_DATES))


def _agreement(goals: Sequence[Goal]) -> dict[str, int]:
    """How many goals stand where, in the order of the dropdown; a blank cell is a draft."""
    found = Counter(goal.agreement or DRAFT for goal in goals)
    return {word: found[word] for word in AGREEMENT.words if found[word]}


def _line(outlook: Outlook, day: dt.date) -> GoalLine:
    goal = outlook.goal
    said = stated.stated(outlook.check_ins, day)
    return GoalLine(
        goal=goal.id or "",
        statement=goal.statement or "",
        progress=goal.progress,
        expected=goal.expected,
        status=goal.status or "",
        stated=said or "",
        is_apart=stated.contradiction(said, goal.status or "") is not None,
        agreement=goal.agreement or DRAFT,
        left="" if goal.days_left is None else days_in_words(int(goal.days_left)),
        remark=goal.remark or "",
    )


def _look_at(outlooks: Sequence[Outlook], day: dt.date) -> list[Note]:
    """Goals that nobody looked at for long, and those on which people and figures do not agree."""
    found = []
    for one in outlooks:
        said = [_silence(one, day), stated.contradiction(stated.stated(one.check_ins, day), one.goal.status or "")]
        if text := " ".join(filter(None, said)):
            found.append(Note(one.goal.id or "", text))
    return found


def _silence(outlook: Outlook, day: dt.date) -> str | None:
    goal = outlook.goal
    stale = rhythm.staleness(goal, goal.last_check_in, goal.status or "", day)
    if not stale:
        return None
    days = rhythm.days_silent(goal, goal.last_check_in, day)
    return f"{stale}: no check-in for {days} days; meant to be {(goal.rhythm or '').lower()}."
