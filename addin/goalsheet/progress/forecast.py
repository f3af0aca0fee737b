"""When a goal will be reached at its present pace, with an honest range; or why nobody can say.

What is measured goes by its check-ins, milestones by the weight of the steps that were done by then.

The pace is the Theil-Sen slope: the median of the slopes between all pairs of the last entries, which one odd entry
does not bend. The range comes from the quarter of the pairs that is fastest and the quarter that is slowest. What is
left starts today, as for the pace that is needed: nobody knows of anything that was done since the last entry.
"""

from __future__ import annotations

import datetime as dt
import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from goalsheet.progress import measure
from goalsheet.progress.measure import Yardstick
from goalsheet.progress.timing import day_in_words, has_period
from goalsheet.tracker.choices import KEEPS, LEVELS, MILESTONES, YES_NO
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn

LEAST_ENTRIES, MOST_ENTRIES = 3, 8
LEAST_DAYS, LEAST_SHARE = 14, 0.2  # of days, or of the goal's period: the entries have to span one of them
HORIZON = 3650  # days; what lies further ahead is no forecast
PACELESS = (*KEEPS, YES_NO, LEVELS)
_WEEK = 7  # days
_ALL_STEPS = 100.0  # percent
_DUST = 1e-9  # of a day

NO_PACE = "No forecast: this measure has no pace."
NO_PERIOD = "No forecast: start and due date are missing or the wrong way round."
NO_WAY = "No forecast: From and To do not say which way to go."
REACHED = "The target is reached."
NOT_REACHED = "Not reached at the present pace."


@dataclass(frozen=True)
class Finish:
    """The day on which the target is reached; `latest` is None where the slow quarter never gets there."""

    finish: dt.date
    earliest: dt.date
    latest: dt.date | None


@dataclass(frozen=True)
class Forecast:
    """What can be said about a goal's future: `words` always, the rest where it can be told; paces are a week's."""

    words: str
    finish: Finish | None = None
    pace: float | None = None
    needed: float | None = None


def forecast(goal: Goal, check_ins: Sequence[CheckIn], today: dt.date, actions: Sequence[Action] = ()) -> Forecast:
    """The forecast of a goal as of `today`; `check_ins` and `actions` are those that name it."""
    stick = measure.yardstick(goal)
    by_steps = stick.mode == measure.STEPS
    entries = _done(actions, today) if by_steps else _entries(stick, measure.readings(goal, check_ins, today))
    if reason := _refusal(goal, stick, entries, actions, today):
        return Forecast(reason)
    slopes = _slopes(entries[-MOST_ENTRIES:])
    a_week = (_ALL_STEPS if by_steps else (stick.end or 0.0) - (stick.start or 0.0)) * _WEEK
    (last, share), slope = entries[-1], statistics.median(slopes)
    pace, needed = slope * a_week, _needed(goal, 1 - share, today)
    paces = (pace, None if needed is None else needed * a_week)
    if (due_by_pace := _arrival(1 - share, slope, last)) and due_by_pace < today:
        return Forecast(f"{_unseen(goal, due_by_pace, last)} {_paces(goal, *paces)}", None, *paces)
    return _told(goal, _finish(1 - share, slopes, today), *paces)


def _entries(stick: Yardstick, readings: Sequence[tuple[dt.date, float]]) -> list[tuple[dt.date, float]]:
    """Where the goal stood on its way, once a day: the last entry of a day counts."""
    shares = {day: stick.raw(value) for day, value in readings}
    return [(day, share) for day, share in shares.items() if share is not None]


def _done(actions: Sequence[Action], today: dt.date) -> list[tuple[dt.date, float]]:
    """The share of the steps, by weight, that was done by each day on which one was."""
    total = measure.total_weight(measure.kept_steps(actions))
    days = sorted({step.done_on for step in measure.done_steps(actions) if step.done_on and step.done_on <= today})
    return [(day, measure.total_weight(measure.done_steps(actions, day)) / total) for day in days if total > 0]


def _undated(actions: Sequence[Action], today: dt.date) -> str | None:
    """Why steps that are done tell no pace: nobody knows when that was."""
    count = sum(step.done_on is None or step.done_on > today for step in measure.done_steps(actions))
    return f"No forecast: done steps without a day under Done on, or with one ahead: {count}." if count else None


def _refusal(
    goal: Goal,
    stick: Yardstick,
    entries: Sequence[tuple[dt.date, float]],
    actions: Sequence[Action],
    today: dt.date,
) -> str | None:
    """Why there is no forecast, if there is none."""
    if goal.measure in PACELESS:
        return NO_PACE
    if not has_period(goal):
        return NO_PERIOD
    if stick.mode not in (measure.WAY, measure.STEPS):
        return NO_WAY
    if entries and entries[-1][1] >= 1:
        return REACHED
    undated = _undated(actions, today) if stick.mode == measure.STEPS else None
    return undated or _too_little(goal, [day for day, _ in entries])


def _too_little(goal: Goal, days: Sequence[dt.date]) -> str | None:
    of_steps = goal.measure == MILESTONES
    if len(days) < LEAST_ENTRIES:
        what = "days on which a step was done" if of_steps else "days with a number under Check-ins"
        return f"No forecast yet: it takes {LEAST_ENTRIES} {what}; so far: {len(days)}."
    assert goal.start is not None
    assert goal.due is not None
    span, period = (days[-1] - days[0]).days, (goal.due - goal.start).days + 1
    least = min(LEAST_DAYS, math.ceil(LEAST_SHARE * period))
    if span >= least:
        return None
    what = "steps done" if of_steps else "check-ins"
    return f"No forecast yet: it takes {what} over at least {least} days; so far: {span}."


def _slopes(entries: Sequence[tuple[dt.date, float]]) -> list[float]:
    """Shares of the way a day between all pairs of entries."""
    return [(v - u) / (later - day).days for (day, u), (later, v) in combinations(entries, 2)]


def _finish(left: float, slopes: Sequence[float], today: dt.date) -> Finish | None:
    """When what is left is done at the middle pace, and at the paces of the fast and the slow quarter."""
    slow, _, fast = statistics.quantiles(slopes, n=4, method="inclusive")
    finish, earliest, latest = (_arrival(left, slope, today) for slope in (statistics.median(slopes), fast, slow))
    return None if finish is None or earliest is None else Finish(finish, earliest, latest)


def _arrival(left: float, slope: float, day: dt.date) -> dt.date | None:
    """The day on which what is left on `day` is done at that slope; None: never, in effect."""
    if slope <= 0 or left / slope > HORIZON:
        return None
    return day + dt.timedelta(days=math.ceil(left / slope - _DUST))


def _needed(goal: Goal, left: float, today: dt.date) -> float | None:
    """The share of the way that has to be made a day until the goal is due; None once it was due."""
    assert goal.due is not None
    days = (goal.due - today).days
    return left / days if days > 0 else None


def _unseen(goal: Goal, arrival: dt.date, last: dt.date) -> str:
    """Why the pace says nothing any more: by it the goal was to be reached, and nobody logged whether it was."""
    missing, cure = (
        ("no step was done", "mark the steps") if goal.measure == MILESTONES else ("no number was logged", "check in")
    )
    return (
        f"No forecast: by its pace it was to be reached by {day_in_words(arrival)}, but {missing} after "
        f"{day_in_words(last)}; {cure} first."
    )


def _told(goal: Goal, finish: Finish | None, pace: float, needed: float | None) -> Forecast:
    when = NOT_REACHED if finish is None else _range(finish) + _delay(goal, finish)
    return Forecast(f"{when} {_paces(goal, pace, needed)}", finish, pace, needed)


def _paces(goal: Goal, pace: float, needed: float | None) -> str:
    unit = " %" if goal.measure == MILESTONES else ""
    told = f"Pace: {_number(pace)}{unit} a week"
    return f"{told}; needed: {_number(needed)}{unit} a week." if needed is not None else f"{told}."


def _range(finish: Finish) -> str:
    about = f"About {day_in_words(finish.finish)}"
    if finish.latest is None:
        return f"{about}, not before {day_in_words(finish.earliest)}, or not at all at the slower pace"
    if finish.earliest == finish.latest:
        return about
    return f"{about}, between {day_in_words(finish.earliest)} and {day_in_words(finish.latest)}"


def _delay(goal: Goal, finish: Finish) -> str:
    assert goal.due is not None
    days = (finish.finish - goal.due).days
    return f": {days} {'day' if days == 1 else 'days'} late." if days > 0 else "."


def _number(number: float) -> str:
    """A number with three digits that matter."""
    if not math.isfinite(number):
        return "more than can be counted"
    digits = 2 - math.floor(math.log10(abs(number))) if number else 0
    return f"{round(number, digits) + 0:,.12g}"  # adding 0 makes a "-0", of a standstill on the way down, a plain 0
