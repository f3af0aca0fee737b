"""The formulas of what was changed since it was agreed; their twins are in progress/agreed.py."""

from __future__ import annotations

from collections.abc import Callable

from goalsheet.layout.phrases import day_in_words, is_one_of
from goalsheet.progress.agreed import BETWEEN, DIGITS, LONGEST, NOTHING, ONE_SIDED, TO, TOLERANCE
from goalsheet.tracker.agreement import AGREED_STATES, AND, WORDS
from goalsheet.tracker.choices import AGREED


def _one_line(cell: str) -> str:
    return f'TRIM(SUBSTITUTE({cell},CHAR(10)," "))'


def _quoted(cell: str) -> str:
    line = _one_line(cell)
    return f'""""&LEFT({line},{LONGEST})&IF(LEN({line})>{LONGEST},"…","")&""""'


def _shown(column: str, cell: str) -> str:
    number = f"ROUND({cell},{DIGITS})" if column == "target" else f'ROUND(100*{cell},{DIGITS})&" %"'
    return f'IF(ISNUMBER({cell}),{day_in_words(cell) if column == "due" else number},"{NOTHING}")'


def _is_changed(then: str, now: str, as_number: Callable[[str], str]) -> str:
    """Whether two numbers or days differ; what cannot be read as one is not compared."""
    both = f"IF(ISNUMBER({then}),ABS({as_number(then)}-{as_number(now)})>{TOLERANCE:.0E},TRUE)"
    return f'IF(ISNUMBER({now}),{both},IF(IFERROR(TRIM({now})="",FALSE),ISNUMBER({then}),FALSE))'


def _changed(column: str) -> str:
    then, now = f"{{goal_agreed_{column}}}", f"{{goal_{column}}}"
    if column == "statement":
        is_changed, before, after = f"NOT(EXACT({_one_line(then)},{_one_line(now)}))", _quoted(then), _quoted(now)
    else:
        is_changed = _is_changed(then, now, "INT({})".format if column == "due" else str)
        before, after = _shown(column, then), _shown(column, now)
    return f'IF({is_changed},"{BETWEEN}{WORDS[column]} "&{before}&"{TO}"&{after},"")'


def by_both(agreed_by: str) -> str:
    """Whether that cell names both, or nobody; with the state beside it the twin of tracker.agreement.is_by_both."""
    return f'OR(TRIM({agreed_by})="",ISNUMBER(SEARCH("{AND}",{agreed_by})))'


_IS_AGREED = (
    f"AND(ISNUMBER({{goal_agreed_on}}),{is_one_of('{goal_agreement}', AGREED_STATES)},{by_both('{goal_agreed_by}')})"
)
#: The hidden figures: whether a goal is agreed, and what was changed of each value, behind a separator.
AGREED_LINES = {"agreed": f"IF({{used}}=1,IF({_IS_AGREED},1,0),0)"} | {
    f"changed_{column}": f'IF({{agreed}}=1,{_changed(column)},"")' for column in WORDS
}
_TOGETHER = "&".join(f"{{line_changed_{column}}}" for column in WORDS)
_IS_ONE_SIDED = f'AND({{agreement}}="{AGREED}",NOT({by_both("{agreed_by}")}))'
SINCE_AGREED = f'IF({_IS_ONE_SIDED},"{ONE_SIDED}",MID({_TOGETHER},{len(BETWEEN) + 1},32767))'
