"""Weeks, weekdays and the days next to today in a sentence: "this week", "by Friday", "in week 40", "tomorrow"."""

from __future__ import annotations

import datetime as dt
import re

from goalsheet.smart import days
from goalsheet.smart.days import Habits
from goalsheet.smart.timewords import BY, Match, Reader, coming, is_before, is_placed, register

READERS: list[Reader] = []
reader = register(READERS)


@reader(r"\b(?P<year>20\d\d)-?w(?P<week>[0-5]\d)\b", "w0")
def _iso_week(match: Match, _today: dt.date, _habits: Habits) -> dt.date | None:
    return dt.date.fromisocalendar(int(match["year"]), int(match["week"]), days.FRIDAY + 1)


@reader(r"\b(?:(?:the\s+)?(?:end|rest|remainder) of (?:the |this )?week|this week|eow|week's end)\b", "week", "eow")
def _this_week(_match: Match, today: dt.date, _habits: Habits) -> dt.date | None:
    friday = days.weekday_of(today, days.FRIDAY)
    return friday if friday >= today else friday + dt.timedelta(days=7)


@reader(r"\bnext week\b", "next week")
def _next_week(_match: Match, today: dt.date, _habits: Habits) -> dt.date | None:
    return days.weekday_of(today + dt.timedelta(days=7), days.FRIDAY)


@reader(r"\b(?:calendar week|week|kw|cw)\s*(?P<week>[1-5]?\d)\b(?!\s*(?:%|hours|times))", "week", "kw", "cw")
def _week_number(match: Match, today: dt.date, _habits: Habits) -> dt.date | None:
    if not re.search(rf"\b(?:{BY}|in|of)\s+(?:the\s+)?(?:end of\s+)?$", match.string[: match.start()]):
        return None
    week, back = int(match["week"]), 7 * is_before(match)
    try:
        return coming(today, lambda y: dt.date.fromisocalendar(y, week, days.FRIDAY + 1) - dt.timedelta(days=back))
    except ValueError:
        return None


_WEEKDAYS = tuple(name[:3] for name in days.WEEKDAYS)
_WEEKDAY = rf"(?P<weekday>(?:{'|'.join(_WEEKDAYS)})(?:s|rs?)?|{'|'.join(days.WEEKDAYS)})\b(?!s)"


@reader(
    rf"\b(?:{BY}|on|this|next|coming|cob|eod|come|(?P<later>a week (?:on|from)))\s+"
    rf"(?:(?P<which>this|next|coming)\s+)?{_WEEKDAY}(?P<after> week\b)?",
    *_WEEKDAYS,
    is_day=True,
    minds_before=True,
)
def _weekday(match: Match, today: dt.date, _habits: Habits) -> dt.date | None:
    weekday = _WEEKDAYS.index(match["weekday"][:3])
    if re.match(r"\s+(?:morning|evening|afternoon|shift|meeting|night)s\b|\s+and\b|'", match.string[match.end() :]):
        return None
    if match["which"] == "next" or match.group().startswith("next"):
        return days.weekday_of(today + dt.timedelta(days=7), weekday)
    day = days.weekday_of(today, weekday) - dt.timedelta(days=is_before(match))
    weeks = (day < today) + bool(match["after"] or match["later"])  # "Friday week": a week after the next Friday
    return day + dt.timedelta(weeks=weeks)


@reader(
    r"\b(?P<day>today|tonight|tomorrow|eod|end of (?:the )?day|close of business|cob)\b",
    "today",
    "tonight",
    "tomorrow",
    "eod",
    "day",
    "close",
    "cob",
    is_day=True,
)
def _near_day(match: Match, today: dt.date, _habits: Habits) -> dt.date | None:
    if match["day"] == "today" and re.match(r"'", match.string[match.end() :]):
        return None
    if match["day"] == "today" and not _is_due_today(match):
        return None
    if match["day"].startswith(("eod", "end of", "close", "cob")) and not is_placed(match):
        return None
    return today + dt.timedelta(days=match["day"] == "tomorrow")


def _is_due_today(match: Match) -> bool:
    """Whether it is done "by today", or "today" ends the sentence, not as in "from 12 % today"."""
    before = match.string[: match.start()]
    if _BY_TODAY.search(before):
        return True
    return bool(before.strip()) and not match.string[match.end() :].strip(" .!)") and not _HOW_IT_IS.search(before)


_BY_TODAY = re.compile(r"\bby\s+(?:the end of\s+)?$")
_HOW_IT_IS = re.compile(
    r"\b(?:from|than|as|is|are|was|have|has|had|who|which|that|now|against|vs|instead of)\b|\bof\s+$"
)
