"""What there is to celebrate: goals achieved, milestones reached, rewards earned and recognition received."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from goalsheet.progress import measure, rewards
from goalsheet.progress.rewards import Journey
from goalsheet.progress.status import ACHIEVED
from goalsheet.progress.summary import Outlook
from goalsheet.progress.timing import day_in_words
from goalsheet.report.brief_note import Note, quoted
from goalsheet.report.brief_since import is_since
from goalsheet.tracker.choices import CELEBRATE, MILESTONES, WHEN_ACHIEVED
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Review, Reward
from goalsheet.tracker.tracker import Tracker


def wins(tracker: Tracker, outlooks: Sequence[Outlook], begin: dt.date, day: dt.date) -> tuple[Note, ...]:
    """Everything that nobody has celebrated so far; milestones and recognition since `begin`."""
    way = journey(tracker, outlooks, day)
    return (
        *(Note(one.goal.id or "", _achieved(one, way)) for one in uncelebrated(outlooks, tracker.reviews)),
        *_milestones(outlooks, begin, day),
        *(note for reward in tracker.rewards for note in _reward(reward, way, begin)),
    )


def journey(tracker: Tracker, outlooks: Sequence[Outlook], day: dt.date) -> Journey:
    """What rewards are earned by."""
    goals = {one.goal.id.upper(): one.goal for one in outlooks if one.goal.id}
    return Journey(goals, tracker.check_ins, tracker.actions, day)


def uncelebrated(outlooks: Sequence[Outlook], reviews: Sequence[Review]) -> list[Outlook]:
    """The goals that are achieved, without those that a review says were celebrated."""
    over = {(row.goal or "").upper() for row in reviews if row.decision == CELEBRATE}
    return [one for one in outlooks if one.goal.status == ACHIEVED and (one.goal.id or "").upper() not in over]


def reached_on(goal: Goal, way: Journey) -> dt.date | None:
    """The day on which an achieved goal got there, as far as dates tell."""
    return rewards.earned_on(Reward(reward="-", when=WHEN_ACHIEVED, goal=goal.id), way)


def _achieved(one: Outlook, way: Journey) -> str:
    when = reached_on(one.goal, way)
    return f"Achieved{f' on {day_in_words(when)}' if when else ''}: {quoted(one.goal.statement or '')}"


def _milestones(outlooks: Sequence[Outlook], begin: dt.date, day: dt.date) -> Iterator[Note]:
    for one in outlooks:
        if one.goal.measure == MILESTONES:
            for step in measure.done_steps(one.actions):
                if step.action and is_since(begin, step.done_on, day):
                    yield Note(one.goal.id or "", f"Milestone reached: {quoted(step.action)}")


def _reward(reward: Reward, way: Journey, begin: dt.date) -> Iterator[Note]:
    state, goal = rewards.state(reward, way), (reward.goal or "").upper()
    if state == rewards.EARNED:
        yield Note(goal, f"Earned, not celebrated yet: {quoted(reward.reward or '')}")
    elif state == rewards.RECEIVED and is_since(begin, reward.date, way.today):
        giver = f" from {reward.given_by}" if reward.given_by else ""
        why = f" {quoted(reward.reason)}" if reward.reason else ""
        yield Note(goal, f"{reward.kind or 'Recognition'}{giver}: {quoted(reward.reward or '')}{why}")
