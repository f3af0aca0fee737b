"""Parts of a period in a sentence: "early next year", "the middle of Q2"."""

from __future__ import annotations

import datetime as dt
import re

from goalsheet.smart.days import month_end
from goalsheet.smart.timewords import Match

#: How many months a period has, by the word that names it.
_LENGTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_NAMED = re.compile(
    r"\b(?:(?P<quarter>quarter|q[1-4]|[1-4]q)|(?P<half>half|h[12]|[12]h)|(?P<month>month)|(?P<year>year|fy|fiscal))"
)
_PART_BEFORE = re.compile(r"\b(?P<part>early|mid(?=[\s-]|dle of))(?:\s+in|dle of)?[\s-]+(?:the\s+)?$")
_LOOK_BACK = 20  # letters before a period in which its part stands


def end_of_part(end: dt.date, months: int, part: str) -> dt.date:
    """The day with which the "early", "mid" or "late" part ends of a period of so many months that ends with `end`."""
    if part == "early":
        whole = months - max(1, months // 4)
        return month_end(end.year, end.month - whole) if whole else end.replace(day=10)
    if part == "mid":
        middle = month_end(end.year, end.month - months // 2)
        return middle.replace(day=15) if months % 2 else middle
    return end


def part_of_period(match: Match, end: dt.date) -> dt.date:
    """The day that is meant where a part stands before a period that ends with `end`; else `end` itself."""
    said = _PART_BEFORE.search(match.string, max(0, match.start() - _LOOK_BACK), match.start())
    named = _NAMED.search(match.group()) if said else None
    if said is None or named is None or end != month_end(end.year, end.month):
        return end
    return end_of_part(end, _LENGTHS[named.lastgroup or ""], said["part"])
