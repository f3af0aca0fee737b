"""Quarters, halves and years in a sentence, and the current and next ones: "Q3", "FY27", "by year-end"."""

from __future__ import annotations

import datetime as dt
import re

from goalsheet.smart import days
from goalsheet.smart.days import Habits, add_months, month_end
from goalsheet.smart.parts import end_of_part
from goalsheet.smart.timewords import (
    BY,
    ENDS,
    IN,
    OF_YEAR,
    ORDINAL,
    ORDINALS,
    YEAR,
    Match,
    Reader,
    coming,
    full_year,
    is_adjective,
    is_before,
    is_noun_before_noun,
    is_placed,
    register,
)

READERS: list[Reader] = []
reader = register(READERS)


@reader(rf"\b(?:(?P<part>early|mid)[- ])?(?:eo)?q(?P<q>[1-4])\b{OF_YEAR}", "q0")
@reader(r"\b(?P<q>[1-4])q[ /'-]?(?P<year>(?:20)?\d\d)\b", "0q")
@reader(r"\b(?P<year>20\d\d)[ -]?q(?P<q>[1-4])\b", "q0")
@reader(rf"\b(?P<q>{ORDINAL}) (?:fiscal )?quarter\b{OF_YEAR}", "quarter")
def _quarter(match: Match, today: dt.date, habits: Habits) -> dt.date | None:
    number = ORDINALS.get(match["q"]) or int(match["q"])
    if is_noun_before_noun(match) or not is_placed(match):
        return None
    year = _fiscal_year_said(match, today, habits)
    end = _quarters_end(number - is_before(match), year, today, habits)
    return end_of_part(end, 3, match.groupdict().get("part") or "")


def _quarters_end(number: int, year: int | None, today: dt.date, habits: Habits) -> dt.date:
    """The end of a quarter (0 is the last one of the year before) of a fiscal year, or of the next one to end."""
    this = days.fiscal_year(today, habits)
    years = (year,) if year else (this, this + 1, this + 2)
    ends = [days.quarter_end(y, number, habits) if number else days.quarter_end(y - 1, 4, habits) for y in years]
    return next((end for end in ends if end >= today), ends[0])


def _fiscal_year_said(match: Match, today: dt.date, habits: Habits) -> int | None:
    groups = match.groupdict()
    if groups.get("fy"):
        return 2000 + int(groups["fy"]) % 100
    if groups.get("year"):
        return full_year(groups["year"])
    this = days.fiscal_year(today, habits)
    return {"this": this, "next": this + 1}.get(groups.get("whichyear") or "")


@reader(rf"\bh(?P<half>[12])\b{OF_YEAR}", "h0")
@reader(r"\b(?P<half>[12])h[ /'-]?(?P<year>(?:20)?\d\d)\b", "0h")
@reader(
    rf"\b(?P<half>first|second|1st|2nd) half\b(?: of (?:the |this )?(?:fiscal |financial )?year\b)?{OF_YEAR}", "half"
)
def _half(match: Match, today: dt.date, habits: Habits) -> dt.date | None:
    if not is_placed(match):
        return None
    number = ORDINALS.get(match["half"]) or int(match["half"])
    year = _fiscal_year_said(match, today, habits)
    return _quarters_end(2 * (number - is_before(match)), year, today, habits)


@reader(r"\b(?P<which>this|current) half[- ]year\b", "half")
def _this_half(_match: Match, today: dt.date, habits: Habits) -> dt.date | None:
    year, quarter = days.fiscal_year(today, habits), days.quarter(today, habits)
    return days.quarter_end(year, 2 if quarter <= 2 else 4, habits)  # noqa: PLR2004 - quarters of a half


@reader(r"\b(?:fy|fiscal(?: year)?|financial year)\s*'?(?:20)?\d\d[/-](?P<fy>\d\d)\b", "fy", "fiscal", "financial")
@reader(r"\bfy\s*'?(?:20)?(?P<fy>\d\d)\b(?![/-]\d\d\b)", "fy")
@reader(r"\b(?:fiscal|financial)(?: year)?\s+(?:20)?(?P<fy>\d\d)\b(?![/-]\d\d\b)", "fiscal", "financial")
@reader(
    r"\b(?P<which>this|the|next|current|our|end of)\s+(?:(?:fiscal|financial) year|fy)\b(?!(?:[- ]|'s )end\b)",
    "fy",
    "fiscal",
    "financial",
)
@reader(
    r"\b(?:fye|(?:fy|(?:fiscal|financial) year)(?:[- ]|'s )end)\b(?:\s+'?(?:20)?(?P<fy>\d\d)\b)?",
    "fy",
    "fiscal",
    "financial",
)
def _fiscal(match: Match, today: dt.date, habits: Habits) -> dt.date | None:
    if is_adjective(match):
        return None
    groups = match.groupdict()
    year = (
        2000 + int(groups["fy"])
        if groups.get("fy")
        else days.fiscal_year(today, habits) + (groups.get("which") == "next")
    )
    return days.fiscal_year_end(year - is_before(match), habits)


_PART = r"(?:the )?(?P<part>(?:early|mid|late)[- ]?(?:in )?|middle of )"


@reader(r"[,(-]\s*(?P<number>20\d\d)\s*[.)]?$", "0000")
@reader(
    rf"\b(?:{BY}|{IN}|end of|close of)\s+(?:the\s+)?(?:(?:end|close|course|whole|all|rest|remainder)"
    rf"(?:\s+of)?\s+)?(?:calendar\s+|year\s+)?"
    rf"(?:{_PART})?(?P<number>20\d\d)\b(?![-/.]\d|\s*(?:%|[a-z]{(4,)}s\b))",
    "0000",
)
@reader(rf"\b{_PART}(?P<number>20\d\d)\b", "0000")
def _year(match: Match, _today: dt.date, _habits: Habits) -> dt.date | None:
    year, part = int(match["number"]), (match.groupdict().get("part") or "")[:5].strip(" -")
    alone = not part and " of " not in match.group()
    if _EACH_PART.search(match.string, 0, match.start()):
        return month_end(year, 12)
    if alone and re.match(r"(?:to|up to|for|on|at|of|after|over)\b", match.group()):
        # "to 2050 units" is a number, "of 2025" a comparison; "from 2026 to 2028" a period
        return None if not re.search(r"\bfrom\s+20\d\d\s+$", match.string[: match.start()]) else month_end(year, 12)
    if part:
        return end_of_part(month_end(year, 12), 12, part.removesuffix("dl"))
    return month_end(year - 1, 12) if is_before(match) and "end" not in match.group() else month_end(year, 12)


_EACH_PART = re.compile(r"\b(?:every|each) (?:single )?(?:day|week|month|quarter)\s+$")  # "in every month of 2027"


@reader(
    r"\b(?:(?:the\s+)?(?:end|close|rest|remainder) of (?:the |this |our )?(?:calendar )?year\b(?! [2-9])"
    r"|year[- ]?end|ye\b|all year\b(?!\s+round)|(?:the|this) (?:whole|entire|full) year\b"
    r"|years?'?s? end"
    r"|end[- ]of[- ]year|eoy|before the year is (?:out|over)|within the year"
    r"|(?:this|the current|current|calendar) year\b(?! or next))"
    rf"(?:,? (?:of )?{YEAR})?",
    "year",
    "eoy",
    "ye",
)
def _year_end(match: Match, today: dt.date, _habits: Habits) -> dt.date | None:
    if is_adjective(match) or re.search(r"\b(?:than|earlier)\s+$", match.string[: match.start()]):
        return None
    return month_end(full_year(match["year"]) if match["year"] else today.year, 12)


@reader(
    r"\b(?:the\s+)?(?:(?P<end>end|close) of\s+|over\s+|during\s+|in\s+|by\s+|before\s+)?(?:the\s+)?next year\b",
    "next year",
)
def _next_year(match: Match, today: dt.date, _habits: Habits) -> dt.date | None:
    if re.search(
        r"\b(?:this year|sometime|some time|maybe|perhaps) or\s*$|\bsome\s?time\s*$", match.string[: match.start()]
    ):
        return None
    return month_end(today.year + (not is_before(match) or bool(match["end"])), 12)


@reader(
    r"\b(?:mid[- ]?year|middle of (?:the|this) year|half[- ]year(?:ly)? (?:mark|point)|halfway through the year)\b",
    "year",
)
def _mid_year(match: Match, today: dt.date, _habits: Habits) -> dt.date | None:
    if is_adjective(match):
        return None
    return coming(today, lambda y: month_end(y, 6))


@reader(
    r"\b(?:eom|month[- ]end|end[- ]of[- ]month|(?:the\s+)?(?:end|rest|remainder) of (?:the |this )?month|month's end"
    r"|this month|the current month)\b",
    "month",
    "eom",
)
def _this_month(match: Match, today: dt.date, _habits: Habits) -> dt.date | None:
    if is_adjective(match) or re.search(r"\b(?:at|every|each)\s+(?:the\s+)?$", match.string[: match.start()]):
        return None  # each month's end
    return month_end(today.year, today.month)


@reader(r"\b(?P<lead>in the |over the |within the |during the )?next month\b(?!s)", "next month")
def _next_month(match: Match, today: dt.date, _habits: Habits) -> dt.date | None:
    return add_months(today, 1) if match["lead"] else month_end(today.year, today.month + 1)


@reader(
    r"\b(?P<lead>in the |over the |within the |during the )?(?P<which>this|current|next|coming|the) quarter\b",
    "quarter",
)
@reader(r"\b(?P<which>eoq|quarter[- ]end|quarter's end)\b(?!\s+q?[1-4]\b)", "eoq", "quarter")
def _this_quarter(match: Match, today: dt.date, habits: Habits) -> dt.date | None:
    which = match["which"]
    if is_adjective(match):
        return None
    if which == "the" and not ENDS.search(match.string[: match.start()]):
        return None
    this = days.fiscal_year(today, habits)
    number = days.quarter(today, habits) + (which in ("next", "coming"))
    return days.quarter_end(this + (number - 1) // 4, (number - 1) % 4 + 1, habits)
