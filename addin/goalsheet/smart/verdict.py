"""The verdict on a goal: its marks, what caused them, and the one change that helps most."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from goalsheet.smart import goal_marks
from goalsheet.smart.case import Case
from goalsheet.smart.catalogue import findings_of
from goalsheet.smart.days import USUAL, Habits
from goalsheet.smart.deadlines import Deadline
from goalsheet.smart.quantity import Quantity
from goalsheet.smart.rule import CRITERIA, MEASURABLE, RULES, SPECIFIC, TIMELY, Finding
from goalsheet.smart.sentence_marks import ABSENT, MET
from goalsheet.tracker.goal import Goal, only_a_statement
from goalsheet.tracker.logs import by_goal
from goalsheet.tracker.tracker import Tracker

SMART, NEARLY, NOT_YET = "SMART", "Nearly", "Not yet"
_NEEDED = (SPECIFIC, MEASURABLE, TIMELY)


@dataclass(frozen=True)
class Verdict:
    """What a coach would say of one goal; a mark is None where nothing can be judged, which is no pass."""

    goal: Goal
    marks: Mapping[str, int | None]
    findings: tuple[Finding, ...]
    quantities: tuple[Quantity, ...]
    deadline: Deadline | None
    is_english: bool

    @property
    def is_ready(self) -> bool:
        """Whether it says what, how much and by when."""
        return all((self.marks[criterion] or 0) >= MET for criterion in _NEEDED)

    @property
    def label(self) -> str:
        """SMART if all marks given are met, those for what, how much and when among them; nearly if one is not.

        Nearly, too, where the goal contradicts itself: what is agreed then is open, however good each part is.
        """
        missed = sum(mark < MET for mark in self.marks.values() if mark is not None)
        if missed > 1 or any(self.marks[criterion] is None for criterion in _NEEDED):
            return NOT_YET
        return NEARLY if missed or any(map(_is_contradiction, self.findings)) else SMART

    @property
    def suggestion(self) -> Finding | None:
        """The finding whose hint helps most: a contradiction, else of a mark not met, in the order of the criteria."""
        if not self.findings:
            return None
        return min(self.findings, key=lambda found: (self._weight(found), CRITERIA.index(found.criterion)))

    def _weight(self, found: Finding) -> int:
        """Absent and vague weigh the same: "improve communication" first needs to say what, and then by when."""
        if _is_contradiction(found):
            return ABSENT
        mark = self.marks[found.criterion]
        return MET if mark is None else max(mark, MET - 1)


def _is_contradiction(found: Finding) -> bool:
    return RULES[found.rule].is_contradiction


def judge(case: Case, find: Callable[[Case], tuple[Finding, ...]] = findings_of) -> Verdict:
    """The verdict on a case, with what `find` finds."""
    marks = goal_marks.marks_of(case)
    sentence = case.sentence
    return Verdict(case.goal, marks, find(case), sentence.measures, sentence.deadline, case.is_english)


def judge_sentence(text: str, today: dt.date, habits: Habits = USUAL) -> Verdict:
    """The verdict on a sentence alone."""
    return judge(Case(only_a_statement(text), today, habits, in_workbook=False))


def judge_tracker(
    tracker: Tracker,
    today: dt.date,
    habits: Habits = USUAL,
    paces: Mapping[str, float] | None = None,
    find: Callable[[Case], tuple[Finding, ...]] = findings_of,
) -> list[Verdict]:
    """The verdicts on all goals of a tracker that have a statement.

    `paces` as in `Case`, by goal id; `find` as in `judge`.
    """
    used = tuple(goal for goal in tracker.goals if goal.is_used)
    all_there = tuple(goal for goal in tracker.goals if goal in used or "statement" in goal.unread)
    actions = by_goal(tracker.actions)
    return [
        judge(
            Case(
                goal,
                today,
                habits,
                actions=tuple(action for _, action in actions.get((goal.id or "-").upper(), ())),
                goals=all_there,
                objectives=tracker.objectives,
                cycle=tracker.cycle,
                pace=(paces or {}).get(goal.id or ""),
            ),
            find,
        )
        for goal in used
    ]


def in_a_sentence(verdicts: Sequence[Verdict]) -> str:
    """How many goals are SMART, in a sentence."""
    if not verdicts:
        return "No goals yet."
    smart = sum(verdict.label == SMART for verdict in verdicts)
    if len(verdicts) == 1:
        return "The goal is SMART." if smart else "The goal is not SMART yet."
    return f"{smart} of {len(verdicts)} goals {'is' if smart == 1 else 'are'} SMART."
