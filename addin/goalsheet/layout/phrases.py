"""Pieces that formulas are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from goalsheet.layout.lines import KEY
from goalsheet.layout.room import FIRST_SERIAL, LAST_SERIAL
from goalsheet.progress import measure, timing
from goalsheet.tracker.choices import NO_REVIEW
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.schema import NUMBERS, Kind, table

BLANK = '""'


def chosen(cell: str, cases: Mapping[str, str | float | None], otherwise: str = BLANK) -> str:
    """What belongs to the word in `cell`: `cases` by word (None is a blank), else `otherwise`."""
    formula = otherwise
    for word, value in reversed(list(cases.items())):
        formula = f'IF({cell}="{word}",{BLANK if value is None else value},{formula})'
    return formula


def is_one_of(cell: str, words: Iterable[str]) -> str:
    """Whether one of the words stands in `cell`."""
    return "OR(" + ",".join(f'{cell}="{word}"' for word in words) + ")"


def when(condition: str, sentence: str, otherwise: str = BLANK) -> str:
    """The sentence where the condition holds, with a blank behind it for the next one."""
    return f'IF({condition},"{sentence} ",{otherwise})'


def share(value: str, mode: str, start: str, end: str, unknown: str) -> str:
    """The share that `value` (a number) stands for; see progress.measure.Yardstick."""
    return (
        f'IF({mode}="{measure.WAY}",MAX(0,MIN(1,({value}-{start})/({end}-{start}))),'
        f'IF({mode}="{measure.AT_LEAST}",IF({value}>={end},1,0),'
        f'IF({mode}="{measure.AT_MOST}",IF({value}<={end},1,0),'
        f'IF({mode}="{measure.WITHIN}",IF(AND({value}>={start},{value}<={end}),1,0),{unknown}))))'
    )


def logged(key: str, column: str = "check_in_value") -> str:
    """What the row with that key holds; counted from where the column begins, for rows may be inserted above it."""
    return f"INDEX({column},MOD({key},{KEY})-ROW(INDEX({column},1))+1)"


def day_in_words(day: str) -> str:
    """A day as 30 Jun 2027. Not by TEXT: its date letters are TT MMM JJJJ in a German Excel."""
    return f'DAY({day})&" "&MID("{timing.MONTHS}",3*MONTH({day})-2,3)&" "&YEAR({day})'


def days_in_words(days: str) -> str:
    """A number of days until a due date in words; see progress.timing.days_in_words."""
    count = f'ABS({days})&IF(ABS({days})=1," day"," days")'
    return f'IF({days}=0,"due today",{count}&IF({days}<0," overdue"," left"))'


_BEYOND = LAST_SERIAL + 1


def with_days(cells: str) -> str:
    """What COUNTIFS and its like have to ask for cells with days.

    What not all spreadsheet programs take for the same day (0, for "0 January 1900", or what is beyond the year 9999)
    is none, as Python reads it.
    """
    return f'{cells},">={FIRST_SERIAL}",{cells},"<{_BEYOND}"'


#: How many check-ins carry a day, and of how many it has come: those after today do not count yet.
DATED_CHECK_INS = f"COUNTIFS({with_days('check_in_date')})"
CHECK_INS_SO_FAR = f'COUNTIFS({with_days("check_in_date")},check_in_date,"<"&(TODAY()+1))'


def rows_where(*conditions: str) -> str:
    """1 for each row of a log that meets all conditions, else 0: so where an error stands in what is asked (array)."""
    return f"IFERROR({'*'.join(conditions)},0)"


def are_days(column: str) -> str:
    """Whether days stand in a column of a log, row by row (array)."""
    return f"ISNUMBER({column})*({column}>={FIRST_SERIAL})*({column}<{_BEYOND})"


#: The lines of Reviews that a review was held on, row by row (array); see tracker.logs.Review.held_on.
ARE_HELD = f'IFERROR(1-(review_kind="{NO_REVIEW}")*(TRIM(review_field)<>""),1)'


def as_read(formula: str, row: type = Goal, prefix: str = "") -> str:
    """The formula of a table's row, taking its cells as Python reads them.

    An error is no word, a day has to be one, and TRUE is no number. The names of the row's cells begin with `prefix`.
    """
    text = rf"\{{{prefix}(?:{_names(row, Kind.TEXT, Kind.CHOICE)})\}}"
    words = rf'(?P<said>(?:{text}|TRIM\({text}\))(?P<sign>=|<>)"[^"{{}}]*")'
    formula = re.sub(words, _unless_an_error, formula)
    days, numbers = _names(row, Kind.DATE), _names(row, *NUMBERS)
    is_day, is_number = f"COUNTIFS({with_days(_CELL)})=1", f"AND(ISNUMBER({_CELL}),NOT(ISLOGICAL({_CELL})))"
    formula = re.sub(rf"ISNUMBER\((\{{{prefix}(?:{days})\}})\)", is_day, formula)
    return re.sub(rf"ISNUMBER\((\{{{prefix}(?:{numbers})\}})\)", is_number, formula)


_CELL = r"\1"  # the cell that was found


@cache
def _names(row: type, *kinds: Kind) -> str:
    return "|".join(column.name for column in table(row).columns if column.kind in kinds and not column.computed)


def _unless_an_error(compared: re.Match[str]) -> str:
    """The comparison of a text; an error is compared as a blank."""
    is_same = compared["said"].endswith('""')
    otherwise = is_same if compared["sign"] == "=" else not is_same
    return f"IFERROR({compared['said']},{str(otherwise).upper()})"
