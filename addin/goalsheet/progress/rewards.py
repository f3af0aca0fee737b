"""When a reward is earned, and since when; once a check-in has reached what it takes, it stays earned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goalsheet.progress import measure
from goalsheet.progress.status import ACHIEVED
from goalsheet.tracker.choices import (
    DONE,
    LEARNING,
    RUNNING_TOTAL,
    WHEN_ACHIEVED,
    WHEN_CHECKED,
    WHEN_DATE,
    WHEN_GIVEN,
    WHEN_HALF,
    WHEN_LEARNT,
    WHEN_QUARTER,
    WHEN_STREAK,
    WHEN_THREE_QUARTERS,
    YES_NO,
)
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, Reward

TO_COME, EARNED, RECEIVED, CELEBRATED, WHICH_GOAL = "To come", "Earned", "Received", "Celebrated", "Which goal?"
#: What share of the way earns it.
SHARES = {WHEN_QUARTER: 0.25, WHEN_HALF: 0.5, WHEN_THREE_QUARTERS: 0.75, WHEN_ACHIEVED: 1.0}
MOST_WEEKS = 104  # that a row of weeks is looked for in, this one included
_DAYS = 7
TINY = 1e-9  # of a weight: what sums of decimals may be off by


@dataclass(frozen=True)
class Journey:
    """What rewards are earned by: the goals in use by their numbers in upper case, check-ins and actions."""

    goals: Mapping[str, Goal]
    check_ins: Sequence[CheckIn]
    actions: Sequence[Action]
    today: dt.date

    def goal(self, reward: Reward) -> Goal | None:
        """The goal that earns it; None without one."""
        return self.goals.get((reward.goal or "").upper())


def is_used(reward: Reward) -> bool:
    """Whether the row holds a reward: words of more than blanks, as the sheet's TRIM tells it."""
    return bool(reward.reward and reward.reward.strip(" "))


def level(reward: Reward, goal: Goal | None) -> float | None:
    """The value of a check-in that earns it; None where no single value tells."""
    share = SHARES.get(reward.when or "")
    if goal is None or share is None:
        return None
    yardstick = measure.yardstick(goal)
    if goal.measure == YES_NO:
        return yardstick.end if share == 1 else None
    if yardstick.mode != measure.WAY or goal.measure == RUNNING_TOTAL:
        return None
    assert yardstick.start is not None
    assert yardstick.end is not None
    return yardstick.start + share * (yardstick.end - yardstick.start)


def day(reward: Reward, journey: Journey) -> dt.date | None:
    """The day on which it is earned, maybe still to come; None where no date tells."""
    if not is_used(reward):
        return None
    match reward.when:
        case None:
            found = None
        case when if when in (WHEN_DATE, WHEN_GIVEN):
            found = reward.date
        case when if when == WHEN_CHECKED:
            found = _nth(reward, _checked(reward, journey), journey.today)
        case when if when == WHEN_STREAK:
            found = _in_a_row(reward, _checked(reward, journey), journey.today)
        case when if when == WHEN_LEARNT:
            found = _nth(reward, [one.done_on for one in _learnt(reward, journey)], journey.today)
        case _:
            found = _reached(reward, journey)
    return found


def _checked(reward: Reward, journey: Journey) -> list[dt.date | None]:
    return [one.date for one in journey.check_ins if _is_of(reward, one)]


def _is_of(reward: Reward, entry: CheckIn | Action) -> bool:
    return not reward.goal or (entry.goal or "").upper() == reward.goal.upper()


def _learnt(reward: Reward, journey: Journey) -> list[Action]:
    """The done steps of the goal named, or else of all goals for learning."""
    learning = {number for number, goal in journey.goals.items() if goal.kind == LEARNING}
    done = [one for one in journey.actions if one.state == DONE and _is_of(reward, one)]
    return done if reward.goal else [one for one in done if (one.goal or "").upper() in learning]


def _nth(reward: Reward, days: Sequence[dt.date | None], today: dt.date) -> dt.date | None:
    found = sorted(one for one in days if one is not None and one <= today)
    return found[needed(reward) - 1] if len(found) >= needed(reward) else None


def needed(reward: Reward) -> int:
    """How many check-ins, weeks or steps it takes."""
    return max(1, int(reward.count or 1))


def _in_a_row(reward: Reward, days: Sequence[dt.date | None], today: dt.date) -> dt.date | None:
    """The first day in the week, Monday to Sunday, that made the first row of weeks long enough."""
    monday = today - dt.timedelta(days=today.weekday())
    found = sorted(one for one in days if one is not None and one <= today)
    firsts = {(one - monday).days // _DAYS: one for one in reversed(found)}  # by how many weeks ago, below 0
    weeks = [week for week in sorted(firsts) if week > -MOST_WEEKS]
    length, before = 0, None
    for week in weeks:
        length = length + 1 if before == week - 1 else 1
        before = week
        if length == needed(reward):
            return firsts[week]
    return None


def _reached(reward: Reward, journey: Journey) -> dt.date | None:
    """The first check-in that reached it; of a goal measured by steps, the first day by which enough are done."""
    goal = journey.goal(reward)
    if goal is None:
        return None
    wanted = level(reward, goal)
    if wanted is not None:
        seen = measure.logged([one for one in journey.check_ins if _is_of(reward, one)], journey.today)
        is_rising = _is_rising(goal)
        return next((one for one, _, value in seen if (value >= wanted if is_rising else value <= wanted)), None)
    share = SHARES.get(reward.when or "")
    if share is None or measure.yardstick(goal).mode != measure.STEPS:
        return None
    steps = [one for one in journey.actions if _is_of(reward, one)]
    enough = share * measure.total_weight(measure.kept_steps(steps)) - TINY
    days = sorted({day for one in steps if one.state == DONE and (day := one.done_on) and day <= journey.today})
    return next((day for day in days if measure.total_weight(measure.done_steps(steps, day)) >= enough > 0), None)


def _is_rising(goal: Goal) -> bool:
    yardstick = measure.yardstick(goal)
    return yardstick.start is None or yardstick.end is None or yardstick.end >= yardstick.start


def is_enough(reward: Reward, journey: Journey) -> bool:
    """Whether the goal stands by now where it has to, whatever dates tell."""
    share, goal = SHARES.get(reward.when or ""), journey.goal(reward)
    if share is None or goal is None:
        return False
    if share == 1:
        return goal.status == ACHIEVED
    return goal.progress is not None and goal.progress >= share


def earned_on(reward: Reward, journey: Journey) -> dt.date | None:
    """The day on which it was earned; None where it was not, or no date tells."""
    found = day(reward, journey)
    return found if found is not None and found <= journey.today else None


def state(reward: Reward, journey: Journey) -> str | None:
    """Still to come, earned, received from the manager, or celebrated."""
    if not is_used(reward):
        return None
    if reward.celebrated_on is not None:
        return CELEBRATED
    is_dated = earned_on(reward, journey) is not None
    if reward.id or (reward.when == WHEN_GIVEN and is_dated):
        return RECEIVED
    if is_dated or is_enough(reward, journey):
        return EARNED
    return WHICH_GOAL if reward.when in SHARES and journey.goal(reward) is None else TO_COME
