"""The buttons Check goals and Check this goal: marks and hints in the cells, findings in a list and in notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from xlwings import Book

from goalsheet.excel.findings import NO_LIST, List, find_list, renew_goals, write_findings
from goalsheet.excel.message import NEXT, counted, problems_in_short, yes
from goalsheet.excel.notes import annotate, where_to_read
from goalsheet.excel.offers import fill_in, offers
from goalsheet.excel.open_tracker import MOST_CALLS, OpenTracker, read_open_tracker
from goalsheet.excel.place import Place
from goalsheet.excel.program import unlocked
from goalsheet.excel.selected import selected_goal
from goalsheet.layout.plan import Value
from goalsheet.progress import edits
from goalsheet.progress.summary import paces, summarise
from goalsheet.smart.days import Habits
from goalsheet.smart.rule import RELEVANT
from goalsheet.smart.verdict import SMART, Verdict, in_a_sentence, judge_tracker
from goalsheet.tracker.goal import Goal

_COLUMNS_OF_MARKS = {RELEVANT: "aligned_mark"}  # the others are called like their criterion
NO_GOALS = "There are no goals yet. Write the first one on the sheet Goals, one sentence, and press the button again."
_SHOWN = ("specific_mark", "check_edited")  # from which column to which one the check is told
WRITTEN = (
    *(f"{name}_mark" for name in ("specific", "measurable", "achievable", "realistic", "timely", "aligned")),
    "hint",
    "checked_on",
    "checked_words",
    "checked_numbers",
)


def check_goals(book: Book, today: dt.date, habits: Habits) -> str:
    """Check all goals; what is said in the end."""
    opened = read_open_tracker(book, with_objectives=True)
    used = [place for place, goal in enumerate(opened.tracker.goals) if goal.is_used]
    if not used:
        _forget(opened, today)
        return NO_GOALS
    return _check(opened, used, today, habits, alone=False)


def check_this_goal(book: Book, today: dt.date, habits: Habits) -> str:
    """Check the selected goal; what is said in the end."""
    opened = read_open_tracker(book, with_objectives=True)
    return _check(opened, [selected_goal(opened)], today, habits, alone=True)


def _check(opened: OpenTracker, places: Sequence[int], today: dt.date, habits: Habits, *, alone: bool) -> str:
    rows = range(opened.row_of(places[0]), opened.row_of(places[0]) + 1) if alone else opened.goals.location.rows
    opened.goals.refuse_merged([*WRITTEN, "statement"], rows)
    made, reads = find_list(opened.book)
    spare = _spare(opened, made, reads)
    clears = min(spare, len(made.parted) if made else 0)
    offered = offers(opened, places, today, habits, spare - clears)
    with unlocked(opened.goals.sheet), unlocked(made.sheet if made else opened.goals.sheet):
        is_filled = bool(offered.values) and yes(opened.book, offered.question)
        opened = fill_in(offered) if is_filled else opened
        verdicts = _verdicts(opened, today, habits)
        chosen = {place: verdicts[place] for place in places}
        _write(opened, chosen, rows, today)
        seen = [(_place(opened, place), verdict) for place, verdict in (chosen if alone else verdicts).items()]
        noted = annotate(opened.goals.sheet, seen, rows)
        if alone and made:
            renew_goals(made, seen, today, clears)
        listed = "" if alone else write_findings(opened.book, made, seen, today, clears)
    notes = where_to_read(seen, noted) if alone or listed == NO_LIST else ""
    left = offered.left if is_filled or not offered.values else 0  # whoever says no wants none of it
    return _said(opened, chosen, left, NEXT.join(filter(None, (listed, notes))))


def _forget(opened: OpenTracker, today: dt.date) -> None:
    """Take off all that was said of goals that are there no more."""
    made, reads = find_list(opened.book)
    checked = opened.goals.location.columns.get("checked_on")
    if not (made and made.ours) and not any(checked in cells for cells in opened.goals.rows.values()):
        return
    rows = opened.goals.location.rows
    opened.goals.refuse_merged(WRITTEN, rows)
    with unlocked(opened.goals.sheet), unlocked(made.sheet if made else opened.goals.sheet):
        _write(opened, {}, rows, today)
        annotate(opened.goals.sheet, (), rows)
        if made:
            write_findings(opened.book, made, (), today, _spare(opened, made, reads))


def _verdicts(opened: OpenTracker, today: dt.date, habits: Habits) -> dict[int, Verdict]:
    """The verdicts by the goal's place among the tracker's goals, as the command gives them."""
    summary = summarise(opened.tracker, today)
    verdicts = judge_tracker(summary.appraised(opened.tracker), today, habits, paces(summary))
    return {place: verdict for (place, _), verdict in zip(summary.outlooks, verdicts, strict=True)}


def _write(opened: OpenTracker, verdicts: Mapping[int, Verdict], rows: range, today: dt.date) -> None:
    """Set the columns of the check in those rows, blank where there is no goal."""
    by_row = {opened.row_of(place): results(opened.tracker.goals[place], one, today) for place, one in verdicts.items()}
    opened.goals.write(rows.start, {name: [by_row.get(row, {}).get(name) for row in rows] for name in WRITTEN})
    first, last = (opened.goals.place(name) for name in _SHOWN)
    if verdicts:
        opened.goals.sheet.range((rows.start, first), (rows.start, last)).columns.hidden = False


def results(goal: Goal, verdict: Verdict, today: dt.date) -> dict[str, Value]:
    """What the columns of the check hold, with what the check was made from."""
    marks: dict[str, Value] = {
        _COLUMNS_OF_MARKS.get(criterion, f"{criterion}_mark"): mark for criterion, mark in verdict.marks.items()
    }
    return marks | {
        "hint": verdict.suggestion.hint if verdict.suggestion else None,
        "checked_on": today,
        "checked_words": edits.words(goal, edits.CHECK),
        "checked_numbers": edits.number(goal, edits.CHECK, ()),
    }


def _spare(opened: OpenTracker, made: List | None, reads: int) -> int:
    """How many calls are left after what was read, and after what is always to be written."""
    formulas, marks = 1, len(opened.goals.side_by_side(WRITTEN))
    return max(0, MOST_CALLS - opened.reads - reads - formulas - marks - (made.writes if made else 1))


def _place(opened: OpenTracker, place: int) -> Place:
    return Place(opened.goals, opened.row_of(place))


def _said(opened: OpenTracker, verdicts: Mapping[int, Verdict], left: int, note: str) -> str:
    found = sum(len(verdict.findings) for verdict in verdicts.values())
    hints = {place: one.suggestion.hint for place, one in verdicts.items() if one.label != SMART and one.suggestion}
    first = next(iter(hints), None)
    more = f"{counted(left, 'more empty cell')} could be filled in: press the button again." if left else ""
    return NEXT.join(
        filter(
            None,
            (
                in_a_sentence([*verdicts.values()]) + (f" {counted(found, 'thing')} to look at." if found else ""),
                "" if first is None else f"Begin with {opened.name_of(first)}: {hints[first]}",
                note,
                more,
                problems_in_short(opened.problems),
            ),
        )
    )
