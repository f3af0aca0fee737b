"""The buttons Check goals and Check this goal: marks and hints in the cells, findings in a list and in notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlwings import Book

from goalsheet.excel.findings import NO_LIST, Lines, List, Renewal, find_list, lines_of, with_others, write_findings
from goalsheet.excel.message import NEXT, counted, problems_in_short, yes
from goalsheet.excel.notes import annotate, where_to_read
from goalsheet.excel.offers import Offers, fill_in, offers
from goalsheet.excel.open_tracker import MOST_CALLS, OpenTracker, read_open_tracker
from goalsheet.excel.place import Place, Seen
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
    press = _Press(places, made, _left(opened, reads), today, habits, alone)
    found = press.checked(opened)
    clears = press.clears(found)
    offered, room = press.offered(found, clears)
    with unlocked(opened.goals.sheet), unlocked(made.sheet if made else opened.goals.sheet):
        is_filled = bool(offered.values) and yes(opened.book, offered.question)
        if is_filled:
            fill_in(offered)
            found = press.checked(offered.filled)
        _write(found.opened, found.verdicts, rows, today)
        noted = annotate(opened.goals.sheet, found.seen, rows)
        renewal = Renewal(found.lines, today, clears, room)
        listed = write_findings(opened.goals.sheet, made, renewal) if press.is_listed else ""
    notes = where_to_read(found.seen, noted) if alone or listed == NO_LIST else ""
    is_wanted = is_filled or not offered.values  # whoever says no wants none of it
    left = offered.left if is_wanted and press.can_be_repeated else 0
    return _said(opened, found.verdicts, left, NEXT.join(filter(None, ("" if alone else listed, notes))))


@dataclass(frozen=True)
class _Checked:
    """A tracker with the verdicts that are told, the goals that get notes of them, and the lines of the list."""

    opened: OpenTracker
    verdicts: Mapping[int, Verdict]
    seen: Seen
    lines: Lines


@dataclass(frozen=True)
class _Press:
    """One press: which goals it is about, the list that was made before, and the calls left for list and offers."""

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
        return self._beside(()) > 1

    def checked(self, opened: OpenTracker) -> _Checked:
        """What is found in that tracker."""
        verdicts = _verdicts(opened, self.today, self.habits)
        chosen = {place: verdicts[place] for place in self.places}
        seen = [(_place(opened, place), one) for place, one in (chosen if self.alone else verdicts).items()]
        lines = with_others(self.made, seen) if self.alone and self.made else lines_of(seen)
        return _Checked(opened, chosen, seen, lines)

    def clears(self, found: _Checked) -> int:
        """How many runs of rows that are parted from the list there are calls for."""
        return max(0, min(self._beside(found.lines), len(self.made.parted) if self.made else 0))

    def offered(self, found: _Checked, clears: int) -> tuple[Offers, int]:
        """What is offered in the calls that are left then, and the lines for which the list is given room.

        Where what is filled in would make the list longer than its room, and no call is left to move what people typed
        below, it is moved now, and the next press offers.
        """
        left, reading = self._beside(found.lines) - clears, 1
        if left < reading:
            return Offers(found.opened, {}, ()), 0
        all_of_it = offers(found.opened, self.places, self.today, self.habits)
        offered = all_of_it.within(left - reading)
        then = self.checked(offered.filled).lines if offered.values and self.made and self.made.free is not None else ()
        if self._beside(then) >= self._beside(found.lines):
            return offered, 0
        return all_of_it.within(left - reading - 1), len(then)

    def _beside(self, lines: Lines) -> int:
        """How many calls are left beside listing those lines."""
        listing = self.made.writes(len(lines)) if self.made else 1
        return self.calls - (listing if self.is_listed else 0)


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
            clears = max(0, _left(opened, reads) - made.writes(0))
            write_findings(opened.goals.sheet, made, Renewal((), today, clears))


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


def _left(opened: OpenTracker, reads: int) -> int:
    """How many calls are left after so many more reads, and after the marks."""
    return MOST_CALLS - opened.reads - reads - len(opened.goals.areas(WRITTEN, opened.goals.location.rows))


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
