"""What helps to go through the goals in a review: what moved since the last one, what to think of, how it was rated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goalsheet.progress import status
from goalsheet.progress.agreed import BETWEEN, changes
from goalsheet.progress.rollup import weighted
from goalsheet.tracker.choices import ADJUST, CELEBRATE, DONE, KEEP, RATING
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, Review

ADJUST_OR_DROP, CHECK_IN_FIRST = "Adjust or drop", "Check in"
#: What to think of, by how a goal goes; the decision is the person's.
ADVICE = {
    status.ACHIEVED: CELEBRATE,
    status.ON_TRACK: KEEP,
    status.IN_PROGRESS: KEEP,
    status.NOT_STARTED: KEEP,
    status.AT_RISK: ADJUST,
    status.OFF_TRACK: ADJUST,
    status.OVERDUE: ADJUST_OR_DROP,
    status.MISSED: ADJUST_OR_DROP,
    status.NO_CHECK_IN: CHECK_IN_FIRST,
    status.NEEDS_DATES: ADJUST,
    status.NEEDS_NUMBERS: ADJUST,
}
CHANGED, WHY = "Changed:", "Say why, in a line for each change."
CHECKED, DONE_STEPS = "Check-ins: ", ", steps: "
BEST = len(RATING.words)  # points of the best rating; the worst has 1, so that none counts as nothing


@dataclass(frozen=True)
class GuideLine:
    """One goal as the guide shows it; blank for a row that holds none.

    `together` is the mean of the ratings that there are, in points.
    """

    id: str | None = None
    text: str | None = None
    progress: float | None = None
    status: str | None = None
    moved: str | None = None
    advice: str | None = None
    own: str | None = None
    managers: str | None = None
    together: float | None = None
    note: str | None = None


def last_review(reviews: Iterable[Review], today: dt.date) -> dt.date | None:
    """The day of the last review up to now."""
    return max((day for row in reviews if (day := row.held_on) is not None and day <= today), default=None)


@dataclass(frozen=True)
class ReviewGuide:
    """The logs that the guide looks at, on one day."""

    reviews: Sequence[Review]
    actions: Sequence[Action]
    check_ins: Sequence[CheckIn]
    today: dt.date

    def line(self, goal: Goal, text: str | None) -> GuideLine:
        """What is said of an appraised goal, which begins with that text."""
        if not goal.is_used:
            return GuideLine()
        own, managers = self._own_rating(goal), _known(goal.rating)
        return GuideLine(
            goal.id,
            text,
            goal.progress,
            goal.status,
            self._moved(goal),
            ADVICE.get(goal.status or ""),
            own,
            managers,
            together(own, managers),
            " ".join(filter(None, (self._unexplained(goal), goal.remark))) or None,
        )

    def _moved(self, goal: Goal) -> str:
        since = last_review(self.reviews, self.today) or dt.date.min
        log = sum(1 for row in self.check_ins if _is_of(goal, row) and _is_between(since, row.date, self.today))
        steps = sum(
            1
            for row in self.actions
            if _is_of(goal, row) and row.state == DONE and _is_between(since, row.done_on, self.today)
        )
        return f"{CHECKED}{log}{DONE_STEPS}{steps}"

    def _own_rating(self, goal: Goal) -> str | None:
        """That of the last review in which there is one, by its date and then by its row."""
        rated = [row for row in self.reviews if row.rating and _is_of(goal, row)]
        last = max(enumerate(rated), key=lambda one: (one[1].date or dt.date.min, one[0]), default=None)
        return _known(last[1].rating) if last else None

    def _unexplained(self, goal: Goal) -> str | None:
        """What was changed since it was agreed, as long as a line on just that gives no reason."""
        said = [text for word, text in changes(goal).items() if not self._is_told(goal, word)]
        return f"{CHANGED} {BETWEEN.join(said)}. {WHY}" if said else None

    def _is_told(self, goal: Goal, word: str) -> bool:
        """Whether lines since the agreement say why that value was changed: each of them, for it may be so again."""
        since = goal.agreed_on
        rows = [row for row in self.reviews if row.date and since and row.date >= since and _is_of(goal, row)]
        reasons = [row.reason for row in rows if (row.field or "").casefold() == word]
        return bool(reasons) and all(reasons)


def together(own: str | None, managers: str | None) -> float | None:
    """The mean of two ratings in points; one that is missing is left out, never counted as 0."""
    found = [BEST - RATING.words.index(one) for one in (own, managers) if one]
    return sum(found) / len(found) if found else None


def overall(goals: Sequence[Goal], lines: Sequence[GuideLine]) -> float | None:
    """The mean of all goals that are rated, by weight; None where none is."""
    rated = {id(goal): line.together for goal, line in zip(goals, lines, strict=False)}
    return weighted((goal for goal in goals if goal.is_used), lambda goal: rated[id(goal)])


def _is_of(goal: Goal, row: Action | CheckIn | Review) -> bool:
    return bool(row.goal) and (row.goal or "").upper() == (goal.id or "").upper()


def _is_between(since: dt.date, day: dt.date | None, today: dt.date) -> bool:
    return day is not None and since < day <= today


def _known(rating: str | None) -> str | None:
    return rating if rating in RATING.words else None
