"""What a review spreadsheet shows of people's trackers; what is private is never taken along."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from goalsheet.progress.reviews import next_review
from goalsheet.progress.rollup import counted_weights
from goalsheet.progress.summary import Summary, paces
from goalsheet.smart.days import USUAL, Habits
from goalsheet.smart.verdict import Verdict, judge_tracker
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import CheckIn
from goalsheet.tracker.person import Manager, Person
from goalsheet.tracker.tracker import Cycle, Tracker

TEAM, INDIVIDUAL = LAYOUTS = ("team", "individual")


@dataclass(frozen=True)
class Shares:
    """How much a goal counts for its person's progress and expected progress; the parts are shares by weight."""

    counted: float = 0.0
    progress_part: float = 0.0
    expected_counted: float = 0.0
    expected_part: float = 0.0


@dataclass(frozen=True)
class GoalEntry:
    """One goal of one person, with what the coach says and how much it counts."""

    label: str
    person_id: str
    goal: Goal
    verdict: Verdict | None
    shares: Shares

    @property
    def key(self) -> str:
        """What the row stays known by."""
        return f"{self.person_id}/{self.goal.id}"


@dataclass(frozen=True)
class CheckInEntry:
    """One check-in of one person."""

    label: str
    person_id: str
    check_in: CheckIn


@dataclass(frozen=True)
class Member:
    """One person: the label is the name, with the id behind it where two have the same."""

    person: Person
    label: str
    goals: tuple[GoalEntry, ...]
    check_ins: tuple[CheckInEntry, ...]
    last_check_in: dt.date | None
    next_review: dt.date | None


@dataclass(frozen=True)
class Review:
    """All that one spreadsheet shows: a team's goals, or those of one person, as of a day.

    `elsewhere` are the ids of people whose goals other spreadsheets show; `known` the keys of all goals that the
    workbooks have, or had at their last sync, where that is known. `doubtful` are people of whom there are several
    workbooks; not `is_complete` says that some could not be read, nobody knows whose.
    """

    layout: str
    cycle: Cycle
    manager: Manager
    members: tuple[Member, ...]
    as_of: dt.date
    elsewhere: frozenset[str] = frozenset()
    known: frozenset[str] | None = None
    doubtful: frozenset[str] = frozenset()
    is_complete: bool = True

    @property
    def title(self) -> str:
        """The spreadsheet's name."""
        whose = f"team of {self.manager.name or self.manager.email or self.manager.id}"
        return f"Goals {self.cycle.name} · {self.members[0].person.name if self.layout == INDIVIDUAL else whose}"


@dataclass(frozen=True)
class Seen:
    """A tracker with what can be said about its goals."""

    tracker: Tracker
    summary: Summary
    verdicts: Sequence[Verdict]


def look_at(tracker: Tracker, summary: Summary, today: dt.date, habits: Habits = USUAL) -> Seen:
    """A tracker with what the coach says about it."""
    return Seen(tracker, summary, judge_tracker(tracker, today, habits, paces(summary)))


def review(layout: str, manager: Manager, seen: Sequence[Seen], as_of: dt.date) -> Review:
    """What the spreadsheet of these people (one at least) shows."""
    names = Counter(one.tracker.person.name for one in seen)
    members = tuple(_member(one, names, as_of) for one in seen)
    return Review(layout, seen[0].tracker.cycle, manager, members, as_of)


def _member(seen: Seen, names: Counter[str], as_of: dt.date) -> Member:
    tracker, person = seen.tracker, seen.tracker.person
    label = person.name if names[person.name] == 1 else f"{person.name} ({person.id})"
    goals = [outlook.goal for _, outlook in seen.summary.outlooks]
    verdicts = {verdict.goal.id: verdict for verdict in seen.verdicts}
    entries = tuple(
        GoalEntry(label, person.id, goal, verdicts.get(goal.id), shares)
        for goal, shares in zip(goals, shares_of(goals), strict=True)
    )
    log = sorted(seen.tracker.check_ins, key=lambda row: row.date or dt.date.min, reverse=True)
    check_ins = tuple(CheckInEntry(label, person.id, row) for row in log)
    days = [goal.last_check_in for goal in goals if goal.last_check_in]
    due = next_review(tracker.reviews, tracker.cycle, tracker.review_months, as_of)
    return Member(person, label, entries, check_ins, max(days, default=None), due)


def shares_of(goals: Sequence[Goal]) -> list[Shares]:
    """How much each goal counts: the twin, goal by goal, of what progress.rollup says of all together."""
    known = [goal for goal in goals if goal.progress is not None]
    is_timed = any(goal.expected is not None for goal in known)
    timed = known if is_timed else [goal for goal in goals if goal.expected is not None]
    weights = dict(zip(map(id, goals), counted_weights(goals), strict=True))
    counts, timed_counts = ({id(goal): weights[id(goal)] for goal in counted} for counted in (known, timed))
    return [
        Shares(
            counted := counts.get(id(goal), 0.0),
            counted * (goal.progress or 0.0),
            timed_counted := timed_counts.get(id(goal), 0.0),
            timed_counted * ((goal.progress if goal.expected is None else goal.expected) or 0.0),
        )
        for goal in goals
    ]
