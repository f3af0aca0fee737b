"""What of somebody's last tracker goes on into the next one, and what stays behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from goalsheet.layout import room
from goalsheet.progress import rewards
from goalsheet.progress.measure import readings
from goalsheet.progress.rewards import Journey
from goalsheet.progress.status import ACHIEVED
from goalsheet.progress.summary import Outlook, summarise
from goalsheet.template.decided import is_left, word
from goalsheet.tracker.agreement import in_words
from goalsheet.tracker.choices import (
    ADJUST,
    CELEBRATE,
    CLOSED,
    DONE,
    DRAFT,
    DROP,
    DROPPED,
    MILESTONES,
    RECOGNITION,
    RUNNING_TOTAL,
)
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, Review, Reward
from goalsheet.tracker.schema import Owner, table
from goalsheet.tracker.tracker import Tracker
from goalsheet.tracker.vision import Vision

GOES_ON, FINISHED, GIVEN_UP = "goes on", "achieved", "dropped"  # what becomes of a goal
_TYPED = tuple(column.name for column in table(Goal).columns if column.owner is Owner.EMPLOYEE)


@dataclass(frozen=True)
class Legacy:
    """What somebody's last tracker leaves to the next one, as it stands on a day."""

    last: Tracker
    today: dt.date

    @cached_property
    def fates(self) -> tuple[tuple[Outlook, str], ...]:
        """Each goal in use, and what becomes of it: by its last review, else by where it stands."""
        decided = _decisions(self.last.reviews)
        outlooks = (one for _, one in summarise(self.last, self.today).outlooks)
        return tuple((one, _fate(one.goal, decided.get(_key(one.goal.id)))) for one in outlooks)

    def count(self, fate: str) -> int:
        """How many goals have that fate."""
        return sum(one == fate for _, one in self.fates)

    @cached_property
    def going_on(self) -> tuple[Outlook, ...]:
        """The goals that go on, in order."""
        return tuple(one for one, fate in self.fates if fate == GOES_ON)

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The new number of each goal that goes on, by its old one."""
        places = enumerate(self.going_on, 1)
        return {_key(one.goal.id): f"G{place:02}" for place, one in reversed(list(places)) if one.goal.id}

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """The steps that are still to do, and all that count where steps are the measure."""
        by_steps = {_key(one.goal.id) for one in self.going_on if one.goal.measure == MILESTONES}
        rows = (row for row in self.last.actions if self._stays(row.goal))
        found = (row for row in rows if _is_left(row, _key(row.goal) in by_steps))
        return tuple(replace(row, goal=self._renumbered(row.goal), id=None) for row in found)

    @cached_property
    def check_ins(self) -> tuple[CheckIn, ...]:
        """One for each goal that has any with a number: where it stood."""
        return tuple(row for one in self.going_on if (row := self._brought(one)))

    @cached_property
    def rewards(self) -> tuple[Reward, ...]:
        """One's own rewards that are still to come."""
        used = {_key(one.goal.id): one.goal for one, _ in self.fates}
        journey = Journey(used, self.last.check_ins, self.last.actions, self.today)
        found = (row for row in self.last.rewards if self._stays(row.goal) and _is_to_come(row, journey))
        return tuple(replace(row, goal=self._renumbered(row.goal)) for row in found)

    @cached_property
    def reviews(self) -> tuple[Review, ...]:
        """The adjustments of goals that go on, decided and not made: of each the last one, without its day."""
        goals = {_key(one.goal.id): one.goal for one in self.going_on}
        last: dict[tuple[str, str], Review] = {}
        for row in sorted(self.last.reviews, key=lambda row: row.date or dt.date.min):
            if row.decision and _key(row.goal) in goals:
                last[_key(row.goal), word(row.field)] = row
        left = (row for (goal, _), row in last.items() if is_left(row, goals[goal]))
        return tuple(self._decided(row) for row in left)

    @cached_property
    def vision(self) -> Vision:
        """All of it but the journal, which is about the time that is over."""
        tiles = (replace(row, goal=self._renumbered(row.goal)) for row in self.last.vision.tiles)
        return replace(self.last.vision, tiles=tuple(tiles), journal=())

    def _stays(self, goal: str | None) -> bool:
        return not goal or _key(goal) in self.numbers

    def _renumbered(self, goal: str | None) -> str | None:
        return self.numbers.get(_key(goal))

    def _decided(self, row: Review) -> Review:
        """The line as it goes on; when it was decided stands in its reason."""
        on = f" on {in_words(row.date)}" if row.date else ""
        reason = " ".join(filter(None, (row.reason, f"(Decided{on}, brought forward from {self.last.cycle.name}.)")))
        goal = self._renumbered(row.goal)
        return Review(
            kind=row.kind, goal=goal, decision=ADJUST, field=row.field, old=row.old, new=row.new, reason=reason
        )

    def _brought(self, one: Outlook) -> CheckIn | None:
        seen = readings(one.goal, one.check_ins, self.today)
        if not seen:
            return None
        day, value = seen[-1]
        if one.goal.measure == RUNNING_TOTAL:
            value = round(value - (one.goal.baseline or 0.0), 9)  # as a check-in tells it: on top of From
        note = f"Brought forward from {self.last.cycle.name}."
        return CheckIn(date=day, goal=self._renumbered(one.goal.id), value=value, note=note)


def carry_forward(legacy: Legacy, fresh: Tracker) -> Tracker:
    """The next tracker, made from a fresh one; the template's starter goals give way to goals that go on."""
    rewards = (*fresh.rewards, *_without(fresh.rewards, legacy.rewards))
    if not legacy.going_on:
        return replace(fresh, rewards=rewards, vision=legacy.vision)
    return replace(
        fresh,
        introduction=_introduction(legacy, fresh),
        goals=tuple(_next(one.goal, place, fresh.cycle.start) for place, one in enumerate(legacy.going_on, 1)),
        actions=legacy.actions,
        check_ins=legacy.check_ins,
        rewards=rewards,
        reviews=legacy.reviews,
        vision=legacy.vision,
        brought_from=legacy.last.cycle.start,
    )


def too_much(legacy: Legacy, of_template: int = 0) -> str | None:
    """What there is no room for in a new workbook, in words; None where all fits."""
    rewards = len(legacy.rewards) + of_template
    rows = ((len(legacy.actions), "steps"), (rewards, "rewards"), (len(legacy.reviews), "decisions"))
    for count, what in rows:
        if count > room.LOG_ROWS:
            return f"{count} {what} go on, and a new workbook has room for {room.LOG_ROWS}."
    return None


def _key(goal: str | None) -> str:
    return (goal or "").strip().upper()


def _decisions(reviews: Iterable[Review]) -> dict[str, str]:
    """The last decision on each goal: by date, then by row."""
    dated = sorted((row for row in reviews if row.decision), key=lambda row: row.date or dt.date.min)
    return {_key(row.goal): row.decision or "" for row in dated}


def _fate(goal: Goal, decision: str | None) -> str:
    if decision == DROP or (goal.agreement == CLOSED and goal.status != ACHIEVED):
        return GIVEN_UP
    return FINISHED if decision == CELEBRATE or goal.status == ACHIEVED else GOES_ON


def _is_left(row: Action, by_steps: bool) -> bool:  # noqa: FBT001 - whether steps are the goal's measure
    return row.state != DROPPED and (by_steps or row.state != DONE)


def _is_to_come(row: Reward, journey: Journey) -> bool:
    is_own = not row.id and row.kind != RECOGNITION
    return is_own and rewards.state(row, journey) in (rewards.TO_COME, rewards.WHICH_GOAL)


def _without(held: Iterable[Reward], more: Iterable[Reward]) -> list[Reward]:
    """Those of `more` that are not held already: the company's own come from the template, each time."""
    known = {(_words(row), row.when) for row in held}
    return [row for row in more if (_words(row), row.when) not in known]


def _words(row: Reward) -> str:
    return " ".join((row.reward or "").split()).casefold()


def _next(goal: Goal, place: int, begin: dt.date) -> Goal:
    """What the employee wrote, under a new number, as a draft; days that are over are to be set anew."""
    typed = {name: getattr(goal, name) for name in _TYPED} | {"guardrail_kept": None}
    if goal.due is None or goal.due < begin:
        typed |= {"start": None, "due": None}
    return Goal(id=f"G{place:02}", agreement=DRAFT, **typed)


def _introduction(legacy: Legacy, fresh: Tracker) -> str:
    goals = "1 goal that is" if len(legacy.going_on) == 1 else f"{len(legacy.going_on)} goals that are"
    name = f", {fresh.person.first_name}" if fresh.person.first_name else ""
    manager = fresh.person.manager.name or "those it concerns"
    return (
        f"This workbook goes on from {legacy.last.cycle.name}{name}: {goals} not achieved yet came along to Goals, "
        "with the steps that are left, and so did what you wrote on Vision. See whether it still fits, set new dates "
        f"where they are blank, and agree it anew with {manager}. All else stays in your last workbook."
    )
