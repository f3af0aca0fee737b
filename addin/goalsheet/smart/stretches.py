"""Stretches of time in a sentence: "within 6 weeks", "in the next three months"."""

from __future__ import annotations

import datetime as dt
import re

from goalsheet.smart.days import Habits, add_months
from goalsheet.smart.timewords import COUNT, Match, Reader, amount, register

READERS: list[Reader] = []
reader = register(READERS)


UNITS = r"(?P<unit>(?:working |business |calendar )?(?:day|week|month|quarter|half[- ]year|year)|sprint|fortnight)s?"
_BOUND = (
    r"(?:an? (?:maximum|period|space|total) of |(?:no|not) more than |at (?:the )?most |up to |max(?:imum|\.)? "
    r"|(?:just |well )?under |less than |about |around |roughly |approximately |approx\.? |some |nearly |almost )?"
)
_MOST = COUNT.replace("?P<count>", "?P<most>")  # the upper end of "two to three months"


@reader(
    r"\b(?:in|within|over|during|for|inside|throughout|after|by|the|across)\s+(?:the\s+)?(?:course of\s+)?(?:the\s+)?"
    rf"(?P<lead>next |coming |following |first )?{_BOUND}{COUNT}(?:\s?(?:-|to|or)\s?{_MOST})?[- ]+{UNITS}\b(?!-)"
    r"(?:'s?)?(?:\s+time)?"
    r"(?P<now> from (?:now|today))?",
    "day",
    "week",
    "month",
    "quarter",
    "year",
    "sprint",
    "fortnight",
)
@reader(rf"\b(?P<lead>next ){COUNT} {UNITS}\b", "next")
@reader(rf"\b{COUNT} {UNITS}(?P<now> from (?:now|today))", "from now", "from today")
@reader(
    r"\b(?:in|over|during|for|within) (?:the )?(?P<lead>coming |following |next )(?P<unit>day|week|month|quarter"
    r"|half[- ]year|year|fortnight)\b(?!s)",
    "coming",
    "following",
    "next",
)
def _stretch(match: Match, today: dt.date, _habits: Habits) -> dt.date | None:
    groups = match.groupdict()
    lead, now = (groups.get("lead") or "").strip(), groups.get("now")
    first = match.group().split()[0]
    if _is_no_stretch(match, first, lead, now):
        return None
    return later(today, groups.get("most") or groups.get("count") or "one", match["unit"])


def _is_no_stretch(match: Match, first: str, lead: str, now: str | None) -> bool:
    """Whether the stretch is a way of working ("within 2 days of a call") and not the goal's own time."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    if first in ("by", "the", "after") and not (lead in ("next", "coming", "following", "first") or now):
        return True
    if lead == "first" and not re.match(r"\s+(?:of|in)\b", after):
        return False
    if re.match(
        r",? (?:on average|down from|up from|instead of|at most|or less)\b|\s+(?:of|after|from|before|ago|old|late"
        r"|early|earlier|ahead|prior|per|a (?:week|month|year))\b",
        after,
    ) and not (now or re.match(r"\s+of (?:this|the year|20)", after)):
        return True
    if re.match(r"\s+(?:experience|notice|warranty|lead|turnaround|trial|probation)", after):
        return True
    if _comes_back(match, before, after) or (lead == "" and not now and _SERVED.search(before)):
        return True
    is_short = match["unit"].endswith("day") and amount(match.groupdict().get("count") or "one") <= _SHORT
    return is_short and lead == "" and bool(_PER_CASE.search(before)) and not now


def _comes_back(match: Match, before: str, after: str) -> bool:
    """Whether it is how long something takes: "the five-day course", "for two hours every week"."""
    if _ADJECTIVE.search(match.group()) and _NOUN.match(after):
        return True
    return bool(before.strip() and _RHYTHM.match(after))  # not "Within 90 days every clerk …"


_NOUN = re.compile(r"\s+(?!(?:period|stretch|time|window|from|by|with|so|to|in)\b)[a-z]")
_RHYTHM = re.compile(r"\s+(?:each|every)\b")
_ADJECTIVE = re.compile(r"\w-(?:day|week|month|year|quarter)$")
#: How soon each case is dealt with: "all letters answered in at most 8 weeks".
_SERVED = re.compile(
    r"(?:\b(?:all|every|each|any)\b|%)[^,;.]*\b(?:acknowledged|answered|decided|delivered|despatched|dispatched|paid"
    r"|processed|refunded|reimbursed|repaired|replied to|resolved|returned|seen|settled|shipped)\s+$"
)
_SHORT = 31  # days in which one answers, delivers or pays; longer stretches are periods
_PER_CASE = re.compile(
    r"%|\b(?:all|every|each|percent|per cent|average|avg|respond|reply|replies|answer|answers|tickets|requests|calls"
    r"|complaints|orders|invoices|queries|claims|emails|e-mails|reports|cases|down to|under|from \d+)\b"
)


_MOST_MONTHS = 1200


def later(today: dt.date, count: str, unit: str, sign: int = 1) -> dt.date | None:
    """The day so many days, weeks or months on, or with a `sign` of -1 earlier; None beyond a hundred years."""
    number = amount(count)
    months = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}.get(
        unit.replace("half year", "half-year").rsplit(maxsplit=1)[-1]
    )
    if months:
        return add_months(today, sign * round(number * months)) if number * months <= _MOST_MONTHS else None
    days = {"week": 7, "fortnight": 14, "sprint": 14}.get(unit.rsplit(maxsplit=1)[-1], 1) * number
    if unit.startswith(("working", "business")):
        days += 2 * (number // 5)
    return today + sign * dt.timedelta(days=round(days)) if days <= 31 * _MOST_MONTHS else None
