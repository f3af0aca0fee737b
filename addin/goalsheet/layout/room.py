"""How much fits: rows and their places, known to formulas, sheets and readers alike."""

from __future__ import annotations

import datetime as dt

GOALS = 25  # Excel grows no table on a protected sheet, so the Goals sheet comes with all its rows
LOG_ROWS = 40  # rows a log starts with; it grows as people type below
LOG_REACH = 2000  # rows that every formula looks at: 25 goals, weekly check-ins, more than a year
OBJECTIVES = 8

GOALS_FIRST = 6  # sheet row of the first goal
LOG_FIRST = 5  # sheet row of the first line of a log

_EPOCH = dt.date(1899, 12, 30).toordinal()


def serial(day: dt.date) -> int:
    """The number that a spreadsheet keeps for a day (1900 system, from March 1900)."""
    return day.toordinal() - _EPOCH


#: The first and last serials that every spreadsheet program takes for the same day.
FIRST_SERIAL, LAST_SERIAL = 61, 2_958_465


def day_of(count: int) -> dt.date:
    """The day that a serial (1900 system, from March 1900) stands for."""
    return dt.date.fromordinal(_EPOCH + count)


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
