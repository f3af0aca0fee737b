"""How much fits: rows and their places, known to formulas, sheets and readers alike."""

from __future__ import annotations

import datetime as dt
import math
from functools import cache

GOALS = 25  # Excel grows no table on a protected sheet, so the Goals sheet comes with all its rows
LOG_ROWS = 40  # rows a log can be made with; it grows as people type below
MOST_CHECK_INS = (
    64  # the same for check-ins, of which there are the most: one a week, and some goals looked at more often
)
#: Rows a log is made with where that is enough: with a template's steps they fill one page, and none is printed empty.
NEW_ACTIONS, NEW_CHECK_INS = 28, 26
NEW_FEEDBACK, NEW_REWARDS, NEW_REVIEWS, NEW_CONFLICTS = 20, 20, 20, 20
LOG_REACH = 2000  # rows that every formula looks at: 25 goals, weekly check-ins, more than a year
OBJECTIVES = 8
VALUES, TRAITS, TILES = 8, 6, 12  # rows on the protected sheets Vision and Vision board
NEW_JOURNAL = 20

GOALS_HEADER, GOALS_FIRST = 5, 6  # sheet rows of the goals' titles and of the first one
LOG_HEADER, LOG_FIRST = 4, 5  # sheet rows of a log's titles and of its first line

_EPOCH = dt.date(1899, 12, 30).toordinal()


def serial(day: dt.date) -> int:
    """The number that a spreadsheet keeps for a day (1900 system, from March 1900)."""
    return day.toordinal() - _EPOCH


#: How much later the count from 1904 begins, which old Macs made.
BETWEEN_COUNTS = dt.timedelta(days=1462)
#: The first and last serials that every spreadsheet program takes for the same day.
FIRST_SERIAL, LAST_SERIAL = 61, 2_958_465


def day_of(count: int) -> dt.date:
    """The day that a serial (1900 system, from March 1900) stands for."""
    return dt.date.fromordinal(_EPOCH + count)


def number_text(value: float | dt.date) -> str:
    """A number or a day as a cell holds it; ValueError for what no cell can hold."""
    if isinstance(value, dt.date):
        return str(serial(value))
    if not math.isfinite(value):
        raise ValueError(f"{value} is no number that a cell can hold")
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)  # noqa: PLR2004 - exact digits


@cache
def letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(row: int, column: int, *, fixed: str = "") -> str:
    """A cell in A1 terms; `fixed` holds "c" and/or "r" for a dollar before the column and the row."""
    return f"{'$' if 'c' in fixed else ''}{letters(column)}{'$' if 'r' in fixed else ''}{row}"


def split_reference(reference: str) -> tuple[int, int]:
    """Row and column numbers of a reference such as AB12."""
    name = reference.rstrip("0123456789")
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - 64
    return int(reference[len(name) :]), column
