"""The buttons Update progress and Celebrate: forecasts and agreements in the cells, and how the goals stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from xlwings import Book

from goalsheet.excel.blocks import Block, calls, write_blocks
from goalsheet.excel.columns import renewals, write
from goalsheet.excel.message import AGAIN, NEXT, counted, problems_in_short
from goalsheet.excel.open_tracker import MOST_CALLS, OpenTracker, read_open_tracker
from goalsheet.excel.program import unlocked
from goalsheet.merge.review_lines import LISTED, news
from goalsheet.progress.remarks import percent
from goalsheet.progress.rewards import EARNED, Journey, state
from goalsheet.progress.summary import WORST_FIRST, Summary, summarise
from goalsheet.tracker.agreement import KEPT, kept
from goalsheet.tracker.choices import ACHIEVED
from goalsheet.tracker.logs import Review, Reward

WRITTEN = ("forecast", "forecast_of", "forecast_words", "forecast_numbers")
_LONGEST = 90  # letters of a goal in a message
_CELEBRATED = ("celebrated_on",)
_AT_ONCE = 3  # rewards that are celebrated by one press, each a call
_MOST = 8  # goals that a message names


def update_progress(book: Book, today: dt.date) -> str:
    """Set the forecasts of all goals; what is said in the end."""
    opened = read_open_tracker(book, later=(Review,))
    summary = summarise(opened.tracker, today)
    later = AGAIN if _write(opened, summary, today) else ""
    if not summary.outlooks:
        none = "There are no goals yet, so there is no progress to update. Write the first one on the sheet Goals."
        return NEXT.join(filter(None, (none, later)))
    return NEXT.join(
        filter(None, (_stand(summary), _worst(opened, summary), later, problems_in_short(opened.problems)))
    )


def _write(opened: OpenTracker, summary: Summary, today: dt.date) -> bool:
    """Set the columns of the forecast and of the agreement, blank where there is no goal; whether some are left."""
    person, rows = opened.tracker.person, opened.goals.location.rows
    names = (person.name, person.manager.name)
    by_row = {
        opened.row_of(place): {**outlook.update(today), **kept(outlook.goal, names, today)}
        for place, outlook in summary.outlooks
    }
    held = {name: [by_row.get(row, {}).get(name) for row in rows] for name in _written(opened)}
    found = renewals(opened.goals, rows.start, held)
    if found:
        opened.goals.refuse_merged(held, rows)
    lines = _lines(opened, summary, today)
    listed, made = _list(opened, lines)
    left = MOST_CALLS - opened.reads - made
    now = found[:left] if listed == len(lines) else []  # a step is news only until it is kept
    if now:
        with unlocked(opened.goals.sheet):
            write_blocks(opened.goals.sheet, now)
    return len(now) < len(found) or listed < len(lines)


def _lines(opened: OpenTracker, summary: Summary, today: dt.date) -> Sequence[Review]:
    """What is to be noted of the agreements on the sheet Reviews, as far as there is room."""
    if Review not in opened.places or not _keeps(opened):
        return []
    person, reviews = opened.tracker.person, opened.tables[Review]
    goals = [outlook.goal for _, outlook in summary.outlooks]
    return news(goals, (person.name, person.manager.name), reviews.rows, today)[: len(reviews.free())]


def _list(opened: OpenTracker, lines: Sequence[Review]) -> tuple[int, int]:
    """Note lines below the others, as many as one press can; how many, and how many calls that took."""
    if not lines:
        return 0, 0
    reviews, first, number = opened.places[Review], opened.tables[Review].free().start, len(lines)
    columns = reviews.having(LISTED)

    def found(some: int) -> list[Block]:
        return renewals(reviews, first, {name: [getattr(line, name) for line in lines[:some]] for name in columns})

    while number > 1 and calls(found(number)) > MOST_CALLS - opened.reads:
        number -= 1
    rows = range(first, first + number)
    reviews.refuse_merged(columns, rows)
    with unlocked(reviews.sheet):
        reviews.make_room(rows[-1])
        write_blocks(reviews.sheet, found(number))
    return number, calls(found(number))


def _written(opened: OpenTracker) -> list[str]:
    """The columns that are set: that something was agreed on comes after what was, should it be for the next press.

    Workbooks made before all that an agreement needs keep none.
    """
    return opened.goals.having((*WRITTEN, *reversed(KEPT)) if _keeps(opened) else WRITTEN)


def _keeps(opened: OpenTracker) -> bool:
    return set(KEPT) <= opened.goals.location.columns.keys()


def _stand(summary: Summary) -> str:
    """How all goals stand together."""
    overall = summary.overall
    words = [goal.status for goal in (one.goal for _, one in summary.outlooks)]
    counts = ", ".join(_so_many(words.count(word), word.lower()) for word in reversed(WORST_FIRST) if word in words)
    if overall.progress is None:
        return f"{counted(overall.goals, 'goal')}: {counts}."
    expected = "" if overall.expected is None else f", {percent(overall.expected)} % expected"
    return f"{counted(overall.goals, 'goal')}: {counts}. Together {percent(overall.progress)} % done{expected}."


def _so_many(number: int, status: str) -> str:
    """1 needs dates, 2 need dates, 2 on track."""
    return f"{number} {status if number == 1 else status.replace('needs ', 'need ', 1)}"


def _worst(opened: OpenTracker, summary: Summary) -> str:
    """The goal that needs somebody most, if one does."""
    goals = [(place, one) for place, one in summary.outlooks if one.goal.status != ACHIEVED]
    if not goals:
        return "All goals are achieved. Press Celebrate."
    place, worst = min(goals, key=lambda one: WORST_FIRST.index(one[1].goal.status or ""))
    name, status = opened.name_of(place), (worst.goal.status or "").lower()
    return f"Look first at {name}, {status}: {worst.why} {worst.forecast.words}"


def celebrate(book: Book, today: dt.date) -> str:
    """The goals that are achieved, with their numbers, and the rewards that are earned: they are celebrated today."""
    opened = read_open_tracker(book, later=(Reward,))
    summary = summarise(opened.tracker, today)
    return NEXT.join(filter(None, (_achieved(opened, summary), _celebrated(opened, summary, today))))


def _celebrated(opened: OpenTracker, summary: Summary, today: dt.date) -> str:
    """Note today as the day on which rewards that are earned are celebrated; what is said of them."""
    goals = {one.goal.id or "": one.goal for _, one in summary.outlooks}
    journey = Journey(goals, opened.tracker.check_ins, opened.tracker.actions, today)
    earned = [place for place, one in enumerate(opened.tracker.rewards) if state(one, journey) == EARNED]
    now, later = earned[:_AT_ONCE], earned[_AT_ONCE:]
    if not now:
        return ""
    _note(opened, [opened.tables[Reward].numbers[place] for place in now], today)
    named = "\n".join(f"★  {_shortened(opened.tracker.rewards[place].reward or '')}" for place in now)
    said = "You have earned this; today is noted on the sheet Rewards as the day on which you celebrate it"
    rest = f"\n\nPress again for {len(later)} more." if later else ""
    return f"{said}:\n\n{named}{rest}"


def _note(opened: OpenTracker, rows: Sequence[int], today: dt.date) -> None:
    rewards = opened.places[Reward]
    for row in rows:
        rewards.refuse_merged(_CELEBRATED, range(row, row + 1))
    with unlocked(rewards.sheet):
        for row in rows:
            write(rewards, row, {name: [today] for name in _CELEBRATED})


def _achieved(opened: OpenTracker, summary: Summary) -> str:
    """How many goals are achieved, and which."""
    if not summary.outlooks:
        return "There are no goals yet, so there is nothing to celebrate. Write the first one on the sheet Goals."
    done = [(place, one.goal) for place, one in summary.outlooks if one.goal.status == ACHIEVED]
    if not done:
        return f"No goal is achieved yet. {_stand(summary)} Every check-in is a step: Log a check-in."
    named = "\n".join(f"{opened.name_of(place)}  {_shortened(goal.statement or '')}" for place, goal in done[:_MOST])
    rest = f"\n… and {len(done) - _MOST} more" if len(done) > _MOST else ""
    share = (
        f"{len(done)} of your {counted(summary.overall.goals, 'goal')} {'is' if len(done) == 1 else 'are'} achieved:"
    )
    return f"Congratulations! {share}\n\n{named}{rest}\n\nTake a moment for it, and tell somebody who helped you."


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rsplit(' ', 1)[0]} …"
