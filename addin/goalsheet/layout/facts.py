"""Everything the cells of a workbook say: the figures of its goals, and whose they are."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from goalsheet.layout import room
from goalsheet.layout.burn_up_lines import CHOSEN, BurnUp, burn_up
from goalsheet.layout.lines import BRIEF, Seen, lines, shortened
from goalsheet.layout.memory import remember_by_identity
from goalsheet.layout.reward_lines import RewardLine, reward_line
from goalsheet.layout.vision_facts import VisionFigures, rows_filled, vision_figures
from goalsheet.progress import actions as steps
from goalsheet.progress import attainment, measure, rollup, status, timeline
from goalsheet.progress import feedback as requests
from goalsheet.progress import rewards as earned
from goalsheet.progress.appraisal import appraise
from goalsheet.progress.review_guide import GuideLine, ReviewGuide, last_review, overall
from goalsheet.progress.reviews import next_review
from goalsheet.progress.rewards import Journey
from goalsheet.smart.readiness import READY_COLUMNS, is_filled, letters_ready, readiness
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, ConflictEntry, Feedback, Review, Reward, by_goal
from goalsheet.tracker.tracker import Cycle, Thresholds, Tracker
from goalsheet.tracker.vision import Vision
from goalsheet.vision import mind_map

NUMBERS = tuple(f"G{place:02}" for place in range(1, room.GOALS + 1))
BLANK_GOALS = tuple(Goal(id=number) for number in NUMBERS)
_NO_GOAL = Goal()
BLANK_ACTION = Action()
BLANK_CHECK_IN = CheckIn()
BLANK_FEEDBACK, BLANK_REWARD, BLANK_REVIEW, BLANK_CONFLICT = Feedback(), Reward(), Review(), ConflictEntry()

Row = TypeVar("Row", Action, CheckIn, Feedback, Reward, Review, ConflictEntry)
AboutGoal = TypeVar("AboutGoal", Action, CheckIn, Feedback, Reward, Review)


@dataclass(frozen=True)
class Objective:
    """One of the organisation's objectives; `shown` is how Start lists it."""

    text: str | None = None
    shown: str | None = None


@dataclass(frozen=True)
class Figures:
    """What is computed from goals, actions and check-ins as of one day; rows are padded to the room there is.

    The same object serves everybody with the same goals, so that what follows from it is worked out once.
    """

    cycle: Cycle
    today: dt.date
    objectives: tuple[Objective, ...]
    goals: tuple[Goal, ...]
    actions: tuple[Action, ...]
    check_ins: tuple[CheckIn, ...]
    feedback: tuple[Feedback, ...]
    rewards: tuple[Reward, ...]
    reward_lines: tuple[RewardLine, ...]
    reviews: tuple[Review, ...]
    conflicts: tuple[ConflictEntry, ...]
    lines: tuple[Any, ...]
    burn_up: BurnUp
    next_review: dt.date | None
    last_review: dt.date | None
    guide: tuple[GuideLine, ...]
    filled: Mapping[str, int]  # rows that are not padding, by the tables' names here
    vision: VisionFigures

    @cached_property
    def used(self) -> tuple[Goal, ...]:
        """The goals that have a statement, in order."""
        return tuple(goal for goal in self.goals if goal.is_used)

    @cached_property
    def shown(self) -> tuple[Goal, ...]:
        """The goals in use without gaps, padded with blanks."""
        return self.used + (_NO_GOAL,) * (room.GOALS - len(self.used))

    @cached_property
    def shown_texts(self) -> tuple[str | None, ...]:
        """How the goals in use begin, in order."""
        return tuple(line.short for line in self.lines if line.used)

    @cached_property
    def progress(self) -> float | None:
        """The weighted progress of all goals."""
        return rollup.weighted(self.used, lambda goal: goal.progress)

    @cached_property
    def expected(self) -> float | None:
        """The weighted expected progress of the goals whose progress is known."""
        return rollup.expected_beside(self.used)

    @cached_property
    def rated(self) -> float | None:
        """How all goals were rated together, in points."""
        return overall(self.goals, self.guide)

    @cached_property
    def t_score(self) -> float | None:
        """The T-score of the goals that are measured by levels."""
        return attainment.t_score(attainment.levels(self.used))

    @cached_property
    def status_counts(self) -> Mapping[str, int]:
        """How many goals have each status."""
        found = [goal.status for goal in self.used]
        return {word: found.count(word) for word in status.STATUSES}

    @cached_property
    def smart_ready(self) -> int:
        """How many goals are ready in all five letters."""
        return sum(letters_ready(goal) == len(READY_COLUMNS) for goal in self.used)

    @cached_property
    def next_due(self) -> tuple[Goal, ...]:
        """The open goals by due date."""
        return tuple(self.goals[key % 100 - 1] for key in self._due_keys)

    @cached_property
    def next_due_texts(self) -> tuple[str, ...]:
        """How the open goals begin, by due date."""
        return tuple(self.lines[key % 100 - 1].short for key in self._due_keys)

    @cached_property
    def _due_keys(self) -> list[int]:
        return sorted(line.due_key for line in self.lines if line.due_key is not None)

    @cached_property
    def days(self) -> tuple[dt.date, ...]:
        """The days of the timeline."""
        return timeline.days(self.cycle, self.today)

    @cached_property
    def progress_over_time(self) -> tuple[float, ...]:
        """The overall progress on each day of the timeline by check-ins; the last one is the progress of now."""
        if not self.used or not timeline.has_begun(self.cycle, self.today) or rollup.is_weightless(self.used):
            return (timeline.NOT_DRAWN,) * timeline.POINTS
        past = [self._overall(point) for point in range(timeline.POINTS - 1)]
        return (*past, self.progress or 0.0)

    def _overall(self, point: int) -> float:
        return _mean([(line.weight, getattr(line, f"share_{point}")) for line in self.lines if line.used])

    @cached_property
    def expected_over_time(self) -> tuple[float, ...]:
        """The overall expected progress on each day of the timeline; the last one is what is expected now.

        Where nothing is expected, for instance of goals without dates, no line is drawn, not one along the ground.
        """
        dated = [line for line in self.lines if line.begins]
        has_begun = timeline.has_begun(self.cycle, self.today)
        if not dated or rollup.is_weightless(self.used) or (has_begun and self.expected is None):
            return (timeline.NOT_DRAWN,) * timeline.POINTS
        drawn = tuple(
            _mean([(line.weight, getattr(line, f"due_{point}")) for line in dated]) for point in range(timeline.POINTS)
        )
        return (*drawn[:-1], self.expected or 0.0) if has_begun else drawn

    @cached_property
    def reward_counts(self) -> Counter[str | None]:
        """How many rewards have each state."""
        return Counter(reward.state for reward in self.rewards)

    @cached_property
    def open_actions(self) -> int:
        """How many steps have to be done."""
        return sum(1 for action in self.actions if is_filled(action.goal) and steps.is_open(action))

    @cached_property
    def late_actions(self) -> int:
        """How many of the steps that have to be done are late."""
        return sum(1 for action in self.actions if is_filled(action.goal) and action.alert == steps.LATE)

    @cached_property
    def check_in_count(self) -> int:
        """How many check-ins carry a date that has come."""
        return sum(1 for entry in self.check_ins if entry.date is not None and entry.date <= self.today)

    @cached_property
    def latest_check_in(self) -> dt.date | None:
        """The date of the latest check-in of all that count so far."""
        return measure.last_check_in(self.check_ins, self.today)

    @cached_property
    def has_check_ins_ahead(self) -> bool:
        """Whether check-ins are dated after today."""
        return bool(measure.dated_ahead(self.check_ins, self.today))


def _mean(shares: Sequence[tuple[float, float]]) -> float:
    """The mean of shares by weight; equal weights where none has one."""
    total = sum(weight for weight, _ in shares)
    if total > 0:
        return sum(weight * share for weight, share in shares) / total
    return sum(share for _, share in shares) / len(shares)


@dataclass(frozen=True)
class Facts:
    """One person's tracker with its figures."""

    tracker: Tracker
    figures: Figures


def facts(tracker: Tracker, today: dt.date) -> Facts:
    """The facts of a tracker as of `today`; ValueError if it holds more rows than there is room for."""
    _check_room(tracker)
    rows = (
        tracker.goals,
        tracker.actions,
        tracker.check_ins,
        tracker.feedback,
        tracker.rewards,
        tracker.reviews,
        tracker.conflicts,
    )
    more = (tracker.cycle, tracker.review_months, tracker.vision)
    return Facts(tracker, _figures(*rows, tracker.objectives, tracker.thresholds, *more, today))


@remember_by_identity(rows=7)
def _figures(
    goals: tuple[Goal, ...],
    actions: tuple[Action, ...],
    check_ins: tuple[CheckIn, ...],
    feedback: tuple[Feedback, ...],
    rewards: tuple[Reward, ...],
    reviews: tuple[Review, ...],
    conflicts: tuple[ConflictEntry, ...],
    objectives: tuple[str, ...],
    thresholds: Thresholds,
    cycle: Cycle,
    review_months: int,
    vision: Vision,
    today: dt.date,
) -> Figures:
    actions_of, check_ins_of = by_goal(actions, room.LOG_FIRST), by_goal(check_ins, room.LOG_FIRST)
    appraised = tuple(
        _appraised(goal, number, actions_of.get(number, ()), check_ins_of.get(number, ()), thresholds, today)
        for goal, number in zip(goals, NUMBERS, strict=False)
    )
    texts = {goal.id or "": shortened(goal.statement, BRIEF) for goal in appraised}
    told = [dataclasses.replace(a, alert=steps.alert(a, today)) for a in _worded(actions, texts)]
    heard = [dataclasses.replace(f, waiting=requests.waiting(f, today)) for f in _worded(feedback, texts)]
    journey = Journey({one.id or "": one for one in appraised if one.is_used}, check_ins, actions, today)
    guide = ReviewGuide(reviews, actions, check_ins, today)
    goals_of_sheet = appraised + BLANK_GOALS[len(goals) :]
    return Figures(
        cycle,
        today,
        objectives=_listed(objectives),
        goals=goals_of_sheet,
        actions=_padded(told, BLANK_ACTION),
        check_ins=_padded(_worded(check_ins, texts), BLANK_CHECK_IN, room.MOST_CHECK_INS),
        feedback=_padded(heard, BLANK_FEEDBACK),
        rewards=_padded(_earned(_worded(rewards, texts), journey), BLANK_REWARD),
        reward_lines=tuple(reward_line(one, journey) for one in _padded(list(rewards), BLANK_REWARD)),
        reviews=_padded(_worded(reviews, texts), BLANK_REVIEW),
        conflicts=_padded(list(conflicts), BLANK_CONFLICT),
        lines=lines(goals_of_sheet, actions_of, check_ins_of, cycle, today),
        burn_up=burn_up(_chosen(appraised, actions_of, check_ins_of, today), cycle, today),
        next_review=next_review(reviews, cycle, review_months, today),
        last_review=last_review(reviews, today),
        guide=tuple(guide.line(goal, texts.get(goal.id or "")) for goal in goals_of_sheet),
        filled={
            "goals": len(goals),
            "actions": len(actions),
            "check_ins": len(check_ins),
            "feedback": len(feedback),
            "rewards": len(rewards),
            "reviews": len(reviews),
            "conflicts": len(conflicts),
        }
        | rows_filled(vision),
        vision=vision_figures(vision, goals_of_sheet, objectives, today),
    )


def _chosen(
    goals: Sequence[Goal],
    actions: Mapping[str, Sequence[tuple[int, Action]]],
    check_ins: Mapping[str, Sequence[tuple[int, CheckIn]]],
    today: dt.date,
) -> Seen | None:
    """The goal that a new workbook shows by itself, if it is in use."""
    number, goal = NUMBERS[CHOSEN], goals[CHOSEN] if len(goals) > CHOSEN else _NO_GOAL
    return Seen(goal, CHOSEN + 1, actions.get(number, ()), check_ins.get(number, ()), today) if goal.is_used else None


def _worded(rows: Iterable[AboutGoal], texts: Mapping[str, str | None]) -> list[AboutGoal]:
    """The rows with the words of the goals that they name."""
    return [dataclasses.replace(row, goal_text=texts.get((row.goal or "").upper())) for row in rows]


def _earned(rows: Iterable[Reward], journey: Journey) -> list[Reward]:
    return [
        dataclasses.replace(row, earned_on=earned.earned_on(row, journey), state=earned.state(row, journey))
        for row in rows
    ]


#: What Start says below its heading where the organisation has none.
NO_OBJECTIVES = "None are named here: ask what matters most now."


def _listed(objectives: Sequence[str]) -> tuple[Objective, ...]:
    listed = tuple(Objective(text, f"•  {text}") for text in objectives) or (Objective(shown=NO_OBJECTIVES),)
    return listed + (Objective(),) * (room.OBJECTIVES - len(listed))


def _check_room(tracker: Tracker) -> None:
    for rows, space, name in (
        (tracker.goals, room.GOALS, "goals"),
        (tracker.actions, room.LOG_ROWS, "actions"),
        (tracker.check_ins, room.MOST_CHECK_INS, "check-ins"),
        (tracker.feedback, room.LOG_ROWS, "rows of feedback"),
        (tracker.rewards, room.LOG_ROWS, "rewards"),
        (tracker.reviews, room.LOG_ROWS, "rows of reviews"),
        (tracker.conflicts, room.LOG_ROWS, "conflicts"),
        (tracker.objectives, room.OBJECTIVES, "objectives"),
        (tracker.vision.values, room.VALUES, "values"),
        (tracker.vision.traits, room.TRAITS, "strengths and growth areas"),
        (tracker.vision.tiles, room.TILES, "tiles"),
        (tracker.vision.ideas, mind_map.ROOM, "ideas"),
        (tracker.vision.journal, room.LOG_ROWS, "entries in the journal"),
    ):
        if len(rows) > space:
            raise ValueError(f"{len(rows)} {name}, but there is room for {space}")


def _appraised(
    goal: Goal,
    number: str,
    numbered_actions: Sequence[tuple[int, Action]],
    numbered_check_ins: Sequence[tuple[int, CheckIn]],
    thresholds: Thresholds,
    today: dt.date,
) -> Goal:
    actions, check_ins = [row for _, row in numbered_actions], [row for _, row in numbered_check_ins]
    appraised = appraise(dataclasses.replace(goal, id=number), actions, check_ins, thresholds, today)
    return dataclasses.replace(appraised, **readiness(goal, len(actions)))  # type: ignore[arg-type]  # text columns


def _padded(rows: list[Row], blank: Row, space: int = room.LOG_ROWS) -> tuple[Row, ...]:
    return tuple(rows + [blank] * (space - len(rows)))
