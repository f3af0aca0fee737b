"""Where things are: the addresses and defined names by which formulas find cells on any sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from goalsheet.layout import room
from goalsheet.layout.room import address, letters
from goalsheet.progress.timeline import POINTS
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, ConflictEntry, Feedback, Review, Reward
from goalsheet.tracker.schema import Table, table
from goalsheet.tracker.vision import JournalEntry, MindMapIdea

GOALS, ACTIONS, CHECK_INS = table(Goal), table(Action), table(CheckIn)
FEEDBACK, REWARDS, REVIEWS, CONFLICTS = table(Feedback), table(Reward), table(Review), table(ConflictEntry)
JOURNAL, IDEAS = table(JournalEntry), table(MindMapIdea)
LISTS = "Lists"
SETTINGS = "Settings"
#: Where people choose the goal that the Dashboard draws by itself.
CHOSEN_GOAL = "Dashboard!$F$12"

#: The word that stands for a table in defined names: goal_statement, action_state, check_in_date.
PREFIXES = {
    "Goal": "goal",
    "Action": "action",
    "CheckIn": "check_in",
    "Feedback": "feedback",
    "Reward": "reward",
    "Review": "review",
    "ConflictEntry": "conflict",
    "Reflection": "reflection",
    "PersonalValue": "value",
    "Trait": "trait",
    "VisionTile": "tile",
    "MindMapIdea": "idea",
    "JournalEntry": "journal",
}
LOGS = (IDEAS, ACTIONS, CHECK_INS, FEEDBACK, REWARDS, REVIEWS, CONFLICTS, JOURNAL)

#: The hidden figures on Lists, from this column on: one row a goal with what is true today, and below all of these
#: one row a goal with the timeline's. Together they would be too long a row for deflate, which looks back 32 kB: it
#: has to see the row before, which is nearly the same.
LINES_FIRST_COLUMN = 31  # AE: the dropdown lists are to the left of it
LINES_FIRST_ROW = 4
_TODAYS = (
    "id",
    "used",
    "rank",
    "order",
    "mode",
    "start",
    "end",
    "weight",
    "key",
    "second_key",
    "third_key",
    "flat",
    "logged",
    "kept",
    "total",
    "last_date",
    "ahead_date",
    "actions_total",
    "actions_done",
    "begins",
    "ends",
    "phase_past",
    "phase_next",
    "share_past",
    "share_next",
    "check_number",
    "forecast_number",
    "due_key",
    "agreed",
    "changed_statement",
    "changed_target",
    "changed_due",
    "changed_weight",
    "short",
    "brief",
    "label",
    "bar",
    "bar_expected",
)
_TIMELINES = tuple(
    f"{kind}_{point}" for kind in ("key", "value", "share", "past", "next", "due") for point in range(POINTS)
)
LINE_COLUMNS = _TODAYS + _TIMELINES
LINES_LAST_ROW = LINES_FIRST_ROW + room.GOALS - 1
LINES_DAYS_ROW = LINES_LAST_ROW + 2  # the timeline's days stand above its columns
_TIMELINES_FIRST_ROW = LINES_DAYS_ROW + 2
TOTALS_ROW = _TIMELINES_FIRST_ROW + room.GOALS + 1  # progress over time
EXPECTED_ROW = TOTALS_ROW + 1


@dataclass(frozen=True)
class CellPlace:
    """One cell of a workbook, as people name it: Goals!H7."""

    sheet: str
    address: str

    def __str__(self) -> str:
        return f"{self.sheet}!{self.address}"


def excel_name(table: Table) -> str:
    """The name of a log's Excel table: Check-ins is Checkins."""
    return table.title.replace("-", "").replace(" ", "")


def place(of: Table, column: str) -> int:
    """The column number (from 1) that a table's column has on its sheet."""
    return [c.name for c in of.columns].index(column) + 1


def goal_cell(column: str, index: int) -> str:
    """The cell of the goal at `index` (from 0): by its place below the titles, for its own row may be deleted."""
    return row_cell(f"goal_{column}", index)


def goal_at(column: str, place: str) -> str:
    """The cell of the goal at a place (from 1) that a formula gives."""
    return f"INDEX(goal_{column},{place}+1)"


def all_goals(column: str) -> str:
    """The cells of all goals, as many as there are figures on Lists, however many rows were deleted."""
    return f"INDEX({column},2):INDEX({column},{room.GOALS + 1})"


def rows_named(of: Table, named: range, has_titles: Callable[[int], bool]) -> range:
    """The rows that a table has where its columns' names stand for those: they begin at its titles, or used to below.

    Where in doubt, the titles say where they begin: `has_titles` tells whether some stand in a row.
    """
    if _is_named_as_made(of, named) or has_titles(named.start) or not has_titles(named.start - 1):
        return _below_titles(of, named)
    return named


def _below_titles(of: Table, named: range) -> range:
    if of == GOALS:
        return named[1 : 1 + room.GOALS]
    return named[1:] if of in LOGS else named


def _is_named_as_made(of: Table, named: range) -> bool:
    """Whether so many rows are named as in a new workbook; names that former versions gave begin at the first row."""
    if of == GOALS:
        return len(named) == 2 * room.GOALS + 1
    return of not in LOGS or len(named) == room.LOG_REACH + 1


def row_cell(column: str, index: int) -> str:
    """The cell of a named column that begins at its title, in the row at `index` (from 0)."""
    return f"INDEX({column},{index + 2})"


def log_index(column: str) -> str:
    """Where the row of a log in which the formula stands is among its rows, from 1; `column` is a named one."""
    return f"ROW()-ROW(INDEX({column},1))"


def texts_in(column: str) -> str:
    """How many rows of a log hold a text in that named column."""
    return f'(COUNTIF({column},"?*")-COUNTIF(INDEX({column},1),"?*"))'  # without its title


def line_column(name: str) -> int:
    """The column number of a hidden figure on Lists."""
    return LINES_FIRST_COLUMN + (_TIMELINES if name in _TIMELINES else _TODAYS).index(name)


def line_row(name: str, index: int) -> int:
    """The row on Lists of a hidden figure of the goal at `index` (from 0); of its title, at -1."""
    return (_TIMELINES_FIRST_ROW if name in _TIMELINES else LINES_FIRST_ROW) + index


def own_line(name: str) -> str:
    """The cell of a hidden figure of the goal in whose row on Goals the formula stands."""
    return f"INDEX(line_{name},ROW()-goals_above)"


def line_cell(name: str, index: int) -> str:
    """The cell of a hidden figure of the goal at `index` (from 0), as any sheet names it."""
    return f"{LISTS}!{address(line_row(name, index), line_column(name), fixed='cr')}"


def line_range(name: str, first: int = 0) -> str:
    """The cells of a hidden figure, as any sheet names them, of the goals from that one (from 0; -1: its title) on."""
    column = letters(line_column(name))
    return f"{LISTS}!${column}${line_row(name, first)}:${column}${line_row(name, room.GOALS - 1)}"


def line_matching(name: str, goal: str) -> str:
    """The cell of a hidden figure of the goal with that number."""
    return f"INDEX({line_range(name, -1)},MATCH({goal},goal_id,0))"  # both begin at their titles


def column_names() -> dict[str, str]:
    """The defined name of every column of the tables that have a sheet: goal_due is all due dates of goals.

    Those of goals and logs begin at the titles and reach below the last row, so that no formula misses a row that was
    added, be it above the first one, and none looks at nothing where rows were deleted.
    """
    found = {}
    for of, first, last in (
        (GOALS, room.GOALS_HEADER, room.GOALS_HEADER + 2 * room.GOALS),
        *((log, room.LOG_HEADER, room.LOG_FIRST + room.LOG_REACH - 1) for log in LOGS),
    ):
        for number, column in enumerate(of.columns, 1):
            name = letters(number)
            found[f"{PREFIXES[of.name]}_{column.name}"] = f"'{of.title}'!${name}${first}:${name}${last}"
    return found
