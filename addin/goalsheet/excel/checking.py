"""The buttons Check goals and Check this goal: marks and hints in the cells, findings in a list and in notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlwings import Book

from goalsheet.excel.blocks import Block, calls, write_blocks
from goalsheet.excel.columns import renewals
from goalsheet.excel.findings import NO_LIST, Lines, List, Renewal, find_list, lines_of, with_others, write_findings
from goalsheet.excel.message import AGAIN, NEXT, counted, problems_in_short, yes
from goalsheet.excel.notes import annotate, where_to_read
from goalsheet.excel.offers import Offers, fill_in, offers, unread
from goalsheet.excel.open_tracker import MOST_CALLS, OpenTracker, read_open_tracker
from goalsheet.excel.place import Place, Seen
from goalsheet.excel.program import unlocked
from goalsheet.excel.selected import selected_goal
from goalsheet.layout.plan import Value
from goalsheet.progress import edits
from goalsheet.progress.summary import paces, summarise
from goalsheet.smart.days import USUAL, Habits
from goalsheet.smart.rule import RELEVANT
from goalsheet.smart.verdict import SMART, Verdict, in_a_sentence, judge_tracker
from goalsheet.tracker.goal import Goal

_COLUMNS_OF_MARKS = {RELEVANT: "aligned_mark"}  # the others are called like their criterion
NO_GOALS = "There are no goals yet. Write the first one on the sheet Goals, one sentence, and press the button again."
_SHOWN = ("specific_mark", "checked_on", "check_edited")  # from the first column to the last one the check is told
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
        return NEXT.join(filter(None, (NO_GOALS, AGAIN if _forget(opened, today) else "")))
    return _check(opened, used, today, habits, alone=False)


def check_this_goal(book: Book, today: dt.date, habits: Habits) -> str:
    """Check the selected goal; what is said in the end."""
    opened = read_open_tracker(book, with_objectives=True)
    return _check(opened, [selected_goal(opened)], today, habits, alone=True)


def _check(opened: OpenTracker, places: Sequence[int], today: dt.date, habits: Habits, *, alone: bool) -> str:
    rows = range(opened.row_of(places[0]), opened.row_of(places[0]) + 1) if alone else opened.goals.location.rows
    opened.goals.refuse_merged(opened.goals.having([*WRITTEN, "statement"]), rows)
    made, reads = find_list(opened.book)
    press = _Press(rows, places, made, MOST_CALLS - opened.reads - reads, today, habits, alone)
    found = press.checked(opened)
    clears = press.clears(found)
    offered, room = press.offered(found, clears)
    with unlocked(opened.goals.sheet), unlocked(made.sheet if made else opened.goals.sheet):
        is_filled = bool(offered.values) and yes(opened.book, offered.question)
        if is_filled:
            fill_in(offered)
            found = press.checked(offered.filled)
        later = _write(found, press.beside(max(len(found.lines), room)) - clears - offered.calls(is_filled=is_filled))
        noted = annotate(opened.goals.sheet, found.seen, rows)
        renewal = Renewal(found.lines, today, clears, room)
        listed = write_findings(opened.goals.sheet, made, renewal) if press.is_listed else ""
    notes = where_to_read(found.seen, noted) if alone or listed == NO_LIST else ""
    is_wanted = is_filled or not offered.values  # whoever says no wants none of it
    left = offered.left if is_wanted and press.can_be_repeated else 0
    return _said(found, left, NEXT.join(filter(None, ("" if alone else listed, notes))), later=later)


@dataclass(frozen=True)
class _Checked:
    """A tracker with the verdicts that are told, what sets their marks, the goals that get notes, the lines to list."""

    opened: OpenTracker
    verdicts: Mapping[int, Verdict]
    marks: Sequence[Block]
    seen: Seen
    lines: Lines


@dataclass(frozen=True)
class _Press:
    """One press: which goals it is about, the list that was made before, and the calls left for all that it sets."""

    rows: range
    places: Sequence[int]
    made: List | None
    calls: int
    today: dt.date
    habits: Habits
    alone: bool

    @property
    def is_listed(self) -> bool:
        """Whether the list is written; a goal alone makes none."""
        return bool(self.made) or not self.alone

    @property
    def can_be_repeated(self) -> bool:
        """Whether another press can offer something: it reads formulas, sets an area, and the list needs no room."""
        return self.beside(0) > 1

    def checked(self, opened: OpenTracker) -> _Checked:
        """What is found in that tracker."""
        verdicts = _verdicts(opened, self.today, self.habits)
        chosen = {place: verdicts[place] for place in self.places}
        seen = [(_place(opened, place), one) for place, one in (chosen if self.alone else verdicts).items()]
        lines = with_others(self.made, seen) if self.alone and self.made else lines_of(seen)
        return _Checked(opened, chosen, _marks(opened, chosen, self.rows, self.today), seen, lines)

    def clears(self, found: _Checked) -> int:
        """How many runs of rows that are parted from the list there are calls for."""
        left = self.beside(len(found.lines)) - calls(found.marks)
        return max(0, min(left, len(self.made.parted) if self.made else 0))

    def offered(self, found: _Checked, clears: int) -> tuple[Offers, int]:
        """What is offered in the calls that are left then, and the lines for which the list is given room.

        Where what is filled in would make the list longer than its room, and no call is left to move what people typed
        below, it is moved now, and the next press offers.
        """
        most = self._areas(found, clears)
        if most < 1:
            return unread(found.opened, self.places, self.today, self.habits), 0
        all_of_it = offers(found.opened, self.places, self.today, self.habits)
        offered = all_of_it.within(most)
        then = self.checked(offered.filled).lines if offered.values and self.made and self.made.free is not None else ()
        if self.beside(len(then)) >= self.beside(len(found.lines)):
            return offered, 0
        return all_of_it.within(most - 1), len(then)

    def _areas(self, found: _Checked, clears: int) -> int:
        """How many areas can be filled in, after reading what stands there and before setting all marks anew.

        Where columns of people part the marks so that this is never left, an area once the marks stand there: what is
        filled in then waits for its own.
        """
        left = self.beside(len(found.lines)) - clears - 1
        goals = found.opened.goals
        beside_marks = left - len(goals.side_by_side(goals.having(WRITTEN)))
        return beside_marks if beside_marks > 0 or found.marks else min(1, left)

    def beside(self, lines: int) -> int:
        """How many calls are left beside listing so many lines."""
        listing = self.made.writes(lines) if self.made else 1
        return self.calls - (listing if self.is_listed else 0)


def _forget(opened: OpenTracker, today: dt.date) -> bool:
    """Take off all that was said of goals that are there no more; whether some is left."""
    made, reads = find_list(opened.book)
    rows = opened.goals.location.rows
    found = _Checked(opened, {}, _marks(opened, {}, rows, today), (), ())
    if not (made and made.ours) and not found.marks:
        return False
    opened.goals.refuse_merged(opened.goals.having(WRITTEN), rows)
    press = _Press(rows, (), made, MOST_CALLS - opened.reads - reads, today, USUAL, alone=True)
    with unlocked(opened.goals.sheet), unlocked(made.sheet if made else opened.goals.sheet):
        is_left = _write(found, press.beside(0))
        annotate(opened.goals.sheet, (), rows)
        if made:
            write_findings(opened.goals.sheet, made, Renewal((), today, press.clears(found)))
    return is_left


def _verdicts(opened: OpenTracker, today: dt.date, habits: Habits) -> dict[int, Verdict]:
    """The verdicts by the goal's place among the tracker's goals, as the command gives them."""
    summary = summarise(opened.tracker, today)
    verdicts = judge_tracker(summary.appraised(opened.tracker), today, habits, paces(summary))
    return {place: verdict for (place, _), verdict in zip(summary.outlooks, verdicts, strict=True)}


def _marks(opened: OpenTracker, verdicts: Mapping[int, Verdict], rows: range, today: dt.date) -> list[Block]:
    """What sets the columns of the check in those rows, blank where there is no goal."""
    by_row = {opened.row_of(place): results(opened.tracker.goals[place], one, today) for place, one in verdicts.items()}
    written = opened.goals.having(WRITTEN)
    return renewals(
        opened.goals, rows.start, {name: [by_row.get(row, {}).get(name) for row in rows] for name in written}
    )


def _write(found: _Checked, most: int) -> bool:
    """Set as many of the marks as that many calls do; whether some are left."""
    goals, now = found.opened.goals, found.marks[: max(0, most)]
    write_blocks(goals.sheet, now)
    row, shown = goals.location.rows.start, [goals.place(name) for name in goals.having(_SHOWN)]
    if found.verdicts:
        goals.sheet.range((row, shown[0]), (row, shown[-1])).columns.hidden = False
    return len(now) < len(found.marks)


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


def _place(opened: OpenTracker, place: int) -> Place:
    return Place(opened.goals, opened.row_of(place))


def _said(found: _Checked, left: int, note: str, *, later: bool) -> str:
    opened, verdicts = found.opened, found.verdicts
    number = sum(len(verdict.findings) for verdict in verdicts.values())
    hints = {place: one.suggestion.hint for place, one in verdicts.items() if one.label != SMART and one.suggestion}
    first = next(iter(hints), None)
    return NEXT.join(
        filter(
            None,
            (
                in_a_sentence([*verdicts.values()]) + (f" {counted(number, 'thing')} to look at." if number else ""),
                "" if first is None else f"Begin with {opened.name_of(first)}: {hints[first]}",
                note,
                AGAIN if later else "",
                f"{counted(left, 'more empty cell')} could be filled in: press the button again." if left else "",
                problems_in_short(opened.problems),
            ),
        )
    )
