"""All that can be said about a tracker's goals on one day: each goal with its reasons, and all of them together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from goalsheet.progress import attainment, edits, stated, status
from goalsheet.progress.appraisal import COLUMNS, appraise
from goalsheet.progress.forecast import Forecast, forecast
from goalsheet.progress.remarks import percent
from goalsheet.progress.rollup import expected_beside, weighted
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, by_goal
from goalsheet.tracker.tracker import Thresholds, Tracker

#: From the worst on: the status of all goals together is that of the worst one.
WORST_FIRST = (
    status.MISSED,
    status.OVERDUE,
    status.OFF_TRACK,
    status.AT_RISK,
    status.NEEDS_DATES,
    status.NEEDS_NUMBERS,
    status.NO_CHECK_IN,
    status.IN_PROGRESS,
    status.ON_TRACK,
    status.NOT_STARTED,
    status.ACHIEVED,
)


@dataclass(frozen=True)
class Outlook:
    """One goal, appraised by those limits on a day, with its forecast, which has its own words."""

    goal: Goal
    actions: Sequence[Action]
    check_ins: Sequence[CheckIn]
    forecast: Forecast
    limits: Thresholds
    today: dt.date

    @property
    def why(self) -> str:
        """The reasons for its status."""
        said = stated.contradiction(stated.stated(self.check_ins, self.today), self.goal.status or "")
        return " ".join(filter(None, (reason(self.goal, self.limits), said, self.goal.remark)))

    def update(self, today: dt.date) -> dict[str, str | float | dt.date]:
        """The columns that keep the forecast, as of `today`, and what it was made from."""
        return {
            "forecast": self.forecast.words,
            "forecast_of": today,
            "forecast_words": edits.words(self.goal, edits.FORECAST),
            "forecast_numbers": edits.number(self.goal, edits.FORECAST, self.check_ins, self.actions),
        }


@dataclass(frozen=True)
class Overall:
    """All goals together; shares are None without data, never 0."""

    progress: float | None
    expected: float | None
    status: str | None
    goals: int
    without_data: int
    t_score: float | None


@dataclass(frozen=True)
class Summary:
    """A tracker's goals that are in use, each with its place among the tracker's goals, and all of them together."""

    outlooks: tuple[tuple[int, Outlook], ...]
    overall: Overall

    def appraised(self, tracker: Tracker) -> Tracker:
        """The tracker with the figures of its goals; rows that are not used, or cannot be read, as they are."""
        found = {place: one.goal for place, one in self.outlooks}
        return replace(tracker, goals=tuple(found.get(place, goal) for place, goal in enumerate(tracker.goals)))


def summarise(tracker: Tracker, today: dt.date, columns: Sequence[str] = COLUMNS) -> Summary:
    """All that can be said about a tracker on one day; of goals' computed `columns` no others are worked out."""
    actions, check_ins = by_goal(tracker.actions), by_goal(tracker.check_ins)
    found = []
    for place, goal in enumerate(tracker.goals):
        number = goal.id.upper() if goal.id else None
        steps = [row for _, row in actions.get(number, ())] if number else []
        log = [row for _, row in check_ins.get(number, ())] if number else []
        appraised = appraise(goal, steps, log, tracker.thresholds, today, columns)
        if appraised.status:
            found.append((place, outlook(appraised, steps, log, today, tracker.thresholds)))
    return Summary(tuple(found), overall([one.goal for _, one in found]))


def paces(summary: Summary) -> dict[str, float]:
    """The pace needed from now on over the pace so far, by goal, where check-ins tell both and it moves forward."""
    return {
        one.goal.id: one.forecast.needed / one.forecast.pace
        for _, one in summary.outlooks
        if one.goal.id and one.forecast.needed is not None and one.forecast.pace and _is_forward(one.forecast)
    }


def _is_forward(ahead: Forecast) -> bool:
    assert ahead.pace is not None
    assert ahead.needed is not None
    return ahead.needed / ahead.pace >= 0


def outlook(
    goal: Goal, actions: Sequence[Action], check_ins: Sequence[CheckIn], today: dt.date, limits: Thresholds
) -> Outlook:
    """What can be said about an appraised goal; `actions` and `check_ins` are those that name it."""
    return Outlook(goal, actions, check_ins, forecast(goal, check_ins, today, actions), limits, today)


def reason(goal: Goal, limits: Thresholds) -> str:
    """The figures behind the status in a sentence."""
    if goal.progress is None:
        return "Nothing to go by yet."
    if goal.expected is None:
        return f"{percent(goal.progress)} % done."
    place = _place(goal.progress - goal.expected, limits)
    return f"{percent(goal.progress)} % done, {percent(goal.expected)} % expected: {place}."


def _place(ahead: float, limits: Thresholds) -> str:
    """How far ahead or behind; a gap that only rounding would put on the right side of a limit is "more than" it."""
    gap = percent(ahead)
    if gap == 0:
        return "as expected"
    points = f"{abs(gap)} {'point' if abs(gap) == 1 else 'points'}"
    if gap > 0:
        return f"{points} ahead"
    hidden = any(-gap / 100 <= limit < round(-ahead, 6) for limit in (limits.on_track, limits.at_risk))
    return f"{'more than ' if hidden else ''}{points} behind"


def overall(goals: Sequence[Goal]) -> Overall:
    """All appraised goals that are in use together; those without data are left out of the shares, and counted."""
    found = {goal.status for goal in goals}
    return Overall(
        progress=weighted(goals, lambda goal: goal.progress),
        expected=expected_beside(goals),
        status=next((word for word in WORST_FIRST if word in found), None),
        goals=len(goals),
        without_data=sum(goal.progress is None for goal in goals),
        t_score=attainment.t_score(attainment.levels(goals)),
    )
