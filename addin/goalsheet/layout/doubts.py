"""What can be read but hardly be meant: days before the cycle, and rewards that nothing can earn."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from goalsheet.errors import Problem
from goalsheet.layout.table_rows import TableRows
from goalsheet.progress import rewards
from goalsheet.progress.timing import day_in_words
from goalsheet.tracker.choices import DONE, MILESTONES, WHEN_DATE
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, Feedback, Review, Reward

_DAYS: Sequence[tuple[type, str]] = (
    *((Action, "due"), (Action, "done_on"), (CheckIn, "date"), (Feedback, "date"), (Feedback, "asked_on")),
    *((Review, "date"), (Reward, "date"), (Reward, "celebrated_on")),
)

Tables = Mapping[type, TableRows]


def doubts(
    name: str, tables: Tables, begins: dt.date, made: dt.date | None, brought_from: dt.date | None
) -> Iterator[Problem]:
    """What is to be said of the rows of the workbook of that name, whose cycle begins on that day.

    One that was `made` before that may hold days from then on: people prepare the cycle in it. One made with
    --carry-forward brings along the steps that are left or measure a goal, and the check-in that says where a goal
    stood: their days may be from `brought_from` on.
    """
    brought = brought_from or begins
    for of, column in _DAYS:
        if of in tables:
            held = _HELD[of](tables, begins, brought, column) if of in _HELD else frozenset()
            early = _early(tables[of], column, min(begins, made or begins), held)
            for index, day in early:
                what = f"{day_in_words(day)} lies before this cycle, which begins on {day_in_words(begins)}."
                yield _problem(name, tables[of], index, column, what, "Correct the date, or take the row out.")
    if Reward in tables:
        yield from _unearnable(name, tables[Reward])


def _early(table: TableRows, column: str, first: dt.date, held: Collection[int]) -> Iterator[tuple[int, dt.date]]:
    """The rows of days before the `first` one, but for those `held` to be right, by their places."""
    for index, row in enumerate(table.rows):
        day = getattr(row, column)
        if day is not None and day < first and index not in held:
            yield index, day


def _steps_in_time(tables: Tables, begins: dt.date, brought: dt.date, column: str) -> frozenset[int]:
    """Those on goals that began before the cycle did, and those that came along from the year before."""
    starts = _starts(tables)
    by_steps = {_key(goal.id) for goal in tables[Goal].rows if goal.measure == MILESTONES}
    rows = [(index, _key(row.goal), row.state, getattr(row, column)) for index, row in enumerate(tables[Action].rows)]
    return frozenset(
        index
        for index, goal, state, day in rows
        if day and (starts.get(goal, begins) <= day or (brought <= day and (state != DONE or goal in by_steps)))
    )


def _starts(tables: Tables) -> dict[str, dt.date]:
    return {_key(goal.id): goal.start for goal in tables[Goal].rows if goal.start}


def _check_ins_in_time(tables: Tables, begins: dt.date, brought: dt.date, _: str) -> frozenset[int]:
    """Those on goals that began before the cycle did, and the one that says where a goal stood at its beginning."""
    starts = _starts(tables)
    rows = [(index, _key(row.goal), row.date) for index, row in enumerate(tables[CheckIn].rows) if row.date]
    before = [(index, goal) for index, goal, day in rows if brought <= day < min(begins, starts.get(goal, begins))]
    number = Counter(goal for _, goal in before)
    begun = (index for index, goal, day in rows if starts.get(goal, begins) <= day)
    return frozenset((*begun, *(index for index, goal in before if goal and number[goal] == 1)))


_HELD: Mapping[type, Callable[[Tables, dt.date, dt.date, str], frozenset[int]]] = {
    Action: _steps_in_time,
    CheckIn: _check_ins_in_time,
}


def _key(goal: str | None) -> str:
    return (goal or "").upper()


def _unearnable(name: str, table: TableRows) -> Iterator[Problem]:
    """Rewards of which the sheet cannot tell when they are earned."""
    for index, row in enumerate(table.rows):
        if not rewards.is_used(row) or row.celebrated_on:
            continue
        if row.when in rewards.SHARES and not row.goal and "goal" not in row.unread:
            what = f'"{row.when}" earns it, but no goal is named.'
            yield _problem(name, table, index, "goal", what, "Pick the goal.")
        elif row.when == WHEN_DATE and row.date is None and "date" not in row.unread:
            yield _problem(name, table, index, "date", f'"{row.when}" earns it, but there is no date.', "Type the day.")


def _problem(name: str, table: TableRows, index: int, column: str, what: str, cure: str) -> Problem:
    place = table.place(index, column)
    return Problem(f"{name}, {place}" if place else name, what, cure)
