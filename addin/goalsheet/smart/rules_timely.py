"""Rules on whether a goal is timely: a day by which it is done, and a look at it before."""

from __future__ import annotations

import datetime as dt
import re

from goalsheet.smart import goal_marks
from goalsheet.smart.case import Case
from goalsheet.smart.days import MONTH_NAMES, month_end
from goalsheet.smart.rule import TIMELY, Finding, found, row, rule
from goalsheet.smart.sentence_marks import ABSENT, VAGUE
from goalsheet.tracker.tracker import Cycle

_CYCLE = Cycle("2027", dt.date(2027, 1, 1), dt.date(2027, 12, 31))


def spelled(day: dt.date) -> str:
    """A date for people to read: 30 June 2027."""
    return f"{day.day} {MONTH_NAMES[day.month - 1].capitalize()} {day.year}"


def _suggested(case: Case) -> str:
    """A day that one could take: the end of the cycle, or of the month three months ahead."""
    if case.cycle and case.cycle.end > case.today:
        return spelled(case.cycle.end)
    return spelled(month_end(case.today.year, case.today.month + 3))


@rule(
    "T1",
    "no-deadline",
    TIMELY,
    on_words=False,
    fails="Win eight new clinics as customers.",
    passes="Win eight new clinics as customers by the end of September.",
)
def no_deadline(case: Case) -> Finding | None:
    """Without a day a goal can be late and nobody will notice."""
    if goal_marks.timely(case) != ABSENT:
        return None
    return found("No day says by when.", f"Add a day, for instance “by {_suggested(case)}”.", column="due")


@rule(
    "T2",
    "soft-time",
    TIMELY,
    fails="Publish the new price list as soon as possible.",
    passes="Publish the new price list by 30 June.",
)
def soft_time(case: Case) -> Finding | None:
    """“Soon”, “ongoing” and “regularly” never come to an end."""
    soft = case.sentence.soft_times
    if not soft or goal_marks.timely(case) != VAGUE or case.has("due"):
        return None
    return found(
        f"“{soft[0].text}” is no date.",
        f"Replace “{soft[0].text}” by a day, for instance “by {_suggested(case)}”.",
        at=soft[0],
        column="due",
    )


@rule(
    "T3",
    "dates-differ",
    TIMELY,
    on_words=False,
    is_contradiction=True,
    fails=row("Publish the new price list by 30 June 2027.", due=dt.date(2027, 8, 31)),
    passes=row("Publish the new price list by 30 June 2027.", due=dt.date(2027, 6, 30)),
)
def dates_differ(case: Case) -> Finding | None:
    """When sentence and cell name two days, you and your manager will each have another one in mind."""
    said, due = case.sentence.deadline, case.goal.due
    if said is None or said.day is None or due is None or _agree(said.day, due, case, is_day=said.is_day):
        return None
    return found(
        f"The sentence says “{said.text}” ({spelled(said.day)}), the cell {spelled(due)}.",
        f"Decide which day is right: reword “{said.text}” in the sentence, or put that day under Due.",
        at=said.span,
        column="due",
    )


def _agree(said: dt.date, due: dt.date, case: Case, *, is_day: bool) -> bool:
    """Whether both mean the same; a period ("in June") agrees with each of its last days, relative ones move on."""
    slack = 0 if is_day else _PERIOD
    # Read today, "in the next three months" lies later than on the day on which it was written.
    moved = (case.today - case.goal.start).days if case.goal.start and case.goal.start < case.today else 0
    return abs((said - due).days) <= slack or (not is_day and 0 <= (said - due).days <= moved + slack)


_PERIOD = 31  # days


@rule(
    "T4",
    "due-before-start",
    TIMELY,
    on_words=False,
    fails=row("Publish the new price list.", start=dt.date(2027, 6, 1), due=dt.date(2027, 3, 31)),
    passes=row("Publish the new price list.", start=dt.date(2027, 3, 1), due=dt.date(2027, 6, 30)),
)
def due_before_start(case: Case) -> Finding | None:
    """A goal cannot be due before it begins."""
    goal = case.goal
    if goal.start is None or goal.due is None or goal.due >= goal.start:
        return None
    return found(
        f"It is due on {spelled(goal.due)}, before it starts on {spelled(goal.start)}.",
        "Correct one of the two dates.",
        column="due",
    )


@rule(
    "T5",
    "date-has-passed",
    TIMELY,
    on_words=False,
    fails="Publish the new price list by 30 June 2026.",
    passes="Publish the new price list by 30 June 2027.",
)
def date_has_passed(case: Case) -> Finding | None:
    """A day in the past is a slip in a new goal; an old one needs an answer: done, missed or moved."""
    day = case.goal.due or (case.sentence.deadline.day if case.sentence.deadline else None)
    if day is None or day >= case.today or goal_marks.is_over(case):
        return None
    at = None if case.goal.due or not case.sentence.deadline else case.sentence.deadline.span
    return found(f"{spelled(day)} has passed.", "Choose a new day, or close the goal.", at=at, column="due")


@rule(
    "T6",
    "after-the-cycle",
    TIMELY,
    on_words=False,
    fails=row("Publish the new price list.", due=dt.date(2028, 3, 31), context={"cycle": _CYCLE}),
    passes=row("Publish the new price list.", due=dt.date(2027, 9, 30), context={"cycle": _CYCLE}),
)
def after_the_cycle(case: Case) -> Finding | None:
    """What ends after the cycle cannot be looked back on in its review."""
    cycle = case.cycle
    if cycle is None or not goal_marks.is_after_the_cycle(case):
        return None
    return found(
        f"It is due after the cycle ends on {spelled(cycle.end)}.",
        "Set a first target that lies within the cycle.",
        column="due",
    )


@rule(
    "T7",
    "too-far-ahead",
    TIMELY,
    on_words=False,
    fails=row("Publish the new price list.", due=dt.date(2029, 12, 31)),
    passes=row("Publish the new price list.", due=dt.date(2027, 12, 31)),
)
def too_far_ahead(case: Case) -> Finding | None:
    """What lies more than two years ahead is a vision; a goal is its next part."""
    if case.goal.due is None or goal_marks.months_ahead(case) <= goal_marks.MONTHS_AHEAD:
        return None
    return found(
        "It is due in more than two years.", "Write what will be reached by the end of this year.", column="due"
    )


@rule(
    "T8",
    "no-such-day",
    TIMELY,
    fails="Publish the new price list by 31 June.",
    passes="Publish the new price list by 30 June.",
)
def no_such_day(case: Case) -> Finding | None:
    """A day that the calendar does not have is read as any other, or as none."""
    unreal = next((deadline for deadline in case.sentence.deadlines if not deadline.is_real), None)
    if unreal is None:
        return None
    return found(
        f"The calendar has no such day: “{unreal.text}”.",
        "Correct the day or the month.",
        at=unreal.span,
        column="due",
    )


@rule(
    "T9",
    "no-look-before",
    TIMELY,
    on_words=False,
    fails=row("Publish the new price list.", due=dt.date(2027, 6, 30)),
    passes=row("Publish the new price list.", due=dt.date(2027, 6, 30), rhythm="Monthly"),
)
def no_look_before(case: Case) -> Finding | None:
    """Progress that is looked at regularly is reached more often (Harkin et al. 2016)."""
    if case.goal.due is None or goal_marks.has_look_ahead(case):
        return None
    return found("Nobody looks at it before it is due.", "Choose how often under Check-in.", column="rhythm")


_SHORT_DATE = re.compile(r"(?<![\d/.-])(0?[1-9]|1[0-2])[/.-](0?[1-9]|1[0-2])(?:[/.-](?:20)?\d\d)?(?![\d/])(?!\s?%)")


@rule(
    "T10",
    "two-readings",
    TIMELY,
    fails="Publish the new price list by 04/05/2027.",
    passes="Publish the new price list by 4 May 2027.",
)
def two_readings(case: Case) -> Finding | None:
    """04/05 is the fourth of May for some and the fifth of April for others."""
    said = case.sentence.deadline
    match = _SHORT_DATE.search(case.sentence.low, *said.span) if said else None
    if match is None or said is None or said.day is None or not said.is_day or match[1] == match[2]:
        return None
    return found(
        f"“{match.group()}” has two readings.",
        f"Spell the month: “{spelled(said.day)}”.",
        at=match.span(),
        column="due",
    )


@rule(
    "T11",
    "day-unknown",
    TIMELY,
    fails="Pass the pharmacology module by the end of the summer term.",
    passes="Pass the pharmacology module by the end of the summer term, 9 July.",
)
def day_unknown(case: Case) -> Finding | None:
    """The end of a term or the next audit bounds the time, but no calendar knows the day, nor can it be counted to."""
    said = case.sentence.deadline
    if said is None or said.day is not None or not said.is_real or case.has("due"):
        return None
    return found(f"“{said.text}”: which day is that?", "Write the day under Due.", at=said.span, column="due")
