"""Months and parts of months in a sentence: "by June", "end of February", "mid-May"."""

from __future__ import annotations

import datetime as dt
import re

from goalsheet.smart.days import Habits, month_end
from goalsheet.smart.lexicon import STOP_WORDS
from goalsheet.smart.timewords import (
    BY,
    COUNT,
    IN,
    MONTH,
    MONTHS,
    MONTHS_AND_NAMES,
    ORDINAL,
    ORDINALS,
    WHICH_YEAR,
    YEAR,
    Match,
    Reader,
    amount,
    coming,
    is_before,
    named_month,
    real_day,
    register,
    said_year,
)

READERS: list[Reader] = []
reader = register(READERS)


_PARTS = {
    "early": 10,
    "mid": 15,
    "middle": 15,
    "half": 15,
    "beginning": 1,
    "start": 1,
    "first half": 15,
    "1st half": 15,
}


@reader(
    rf"\b(?:the\s+)?(?P<part>early|mid|middle|half|late|eom|(?:month[- ])?end|beginning|start"
    rf"|(?:{ORDINAL}) (?:week|half))"
    rf"(?:[- ]+o[f'])?[- ]*(?:the\s+)?(?:month of\s+)?(?P<which>this |next )?{MONTH}{WHICH_YEAR}",
    *MONTHS,
)
def _part_of_month(match: Match, today: dt.date, _habits: Habits) -> dt.date | None:
    month, day = named_month(match), _day_of_part(match["part"])

    def in_year(year: int) -> dt.date | None:
        return real_day(year, month, day) if day else month_end(year, month)

    year = said_year(match, today)
    return in_year(year) if year else coming(today, in_year)


def _day_of_part(part: str) -> int | None:
    """The day with which a part of a month ends; None for the month's own last day."""
    nth, _, unit = part.partition(" ")
    if unit == "week" and nth != "last":
        return ORDINALS[nth] * 7
    return _PARTS.get(part)


@reader(rf"\b(?:the\s+)?(?P<part>first|last) {COUNT} days (?:of|in) {MONTH}{WHICH_YEAR}", "first ", "last ")
def _days_of_month(match: Match, today: dt.date, _habits: Habits) -> dt.date | None:
    month, year = named_month(match), said_year(match, today)
    count = None if match["part"] == "last" else round(amount(match["count"]))

    def in_year(year: int) -> dt.date | None:
        return real_day(year, month, count) if count else month_end(year, month)

    return in_year(year) if year else coming(today, in_year)


@reader(
    rf"\b(?:{BY}|{IN}|and|-|/|,|\(|:)\s*(?:the\s+)?(?:month of\s+)?(?:this |next |coming )?{MONTH}{WHICH_YEAR}"
    r"(?!\s*\d)",
    *MONTHS,
)
@reader(rf"\b(?:this|next|coming)\s+(?!may\b|march\b){MONTH}(?!\s*\d)", "this ", "next", "coming")
@reader(rf"\b{MONTH}\s+{YEAR}", *MONTHS)
@reader(rf"\b{MONTH}(?=\s*[.;)]?\s*$)", *MONTHS)
def _month(match: Match, today: dt.date, _habits: Habits) -> dt.date | None:
    month, year = named_month(match), said_year(match, today)
    lead = match.group()[: match.start("month") - match.start()].strip()
    alone = match["month"]
    if _is_other(match, alone, lead) or _is_no_month(match, alone, lead):
        return None
    before = is_before(match)  # before June: the last day of May

    def in_year(year: int) -> dt.date:
        return month_end(year, month) if not before else dt.date(year, month, 1) - dt.timedelta(days=1)

    return in_year(year) if year else coming(today, in_year)


_WITH_NAME = re.compile(r"\bwith\s+[a-z]+\s+$")
#: "in May and", "from Easter to June and"; without a preposition May is a colleague.
_AFTER_A_TIME = re.compile(
    rf"\b(?:(?:{BY}|{IN}|between|from)\s+(?:{MONTH.replace('?P<month>', '?:')}\W+)+|(?:between|from|in|by)\s+\w+\W+)$"
)
_NOUN = re.compile(r"\s+(?P<noun>[a-z]{3,})\b")
_AGENTS = re.compile(r"\b(?:reviewed|checked|supervised|mentored|coached|trained|led|run|taught|signed off|seen)\s+$")


@reader(rf"\b(?:{BY}|in|end of)\s+(?P<number>0?[1-9]|1[0-2])/(?P<year>20\d\d)\b(?!/)", "/0000")
@reader(rf"\b(?:{BY}|in|end of)\s+(?P<year>20\d\d)-(?P<number>0[1-9]|1[0-2])\b(?!-)", "0000-00")
def _month_in_figures(match: Match, _today: dt.date, _habits: Habits) -> dt.date | None:
    year, month = int(match["year"]), int(match["number"])
    return month_end(year, month) if not is_before(match) else dt.date(year, month, 1) - dt.timedelta(days=1)


def _is_other(match: Match, month: str, lead: str) -> bool:
    """Whether it is May Day, or a colleague: "with April and June"."""
    is_holiday = month == "may" and match.string.startswith(" day", match.end())
    return is_holiday or (lead == "and" and bool(_WITH_NAME.search(match.string[: match.start()])))


def _is_no_month(match: Match, month: str, lead: str) -> bool:
    """Whether the name of the month is a verb, a person or an adjective here."""
    text, after = match.string, match.string[match.end() :]
    if (
        month in ("may", "march")
        and not lead
        and match.end() == match.end("month")
        and not match.groupdict().get("year")
    ):
        return True
    if month in ("mar", "sep", "dec", "nov", "oct") and lead in (",", "and", "/") and re.match(r"[a-z]", after):
        return True
    if lead in ("and", ",", "-", "/", "(", ":"):
        follows_a_time = _AFTER_A_TIME.search(text[: match.start()])
        return not follows_a_time and bool(re.match(r"\s*\w", after)) and month in (*MONTHS_AND_NAMES, "march")
    if (
        lead in ("to", "for", "at", "of", "on", "after")
        and month in MONTHS_AND_NAMES | {"march"}
        and not after.startswith(" 20")
    ):
        return lead != "to" or not re.search(r"\bfrom\s+\w+\s+$", text[: match.start()])
    if lead in ("by", "through") and _AGENTS.search(text[: match.start()]) and month in MONTHS_AND_NAMES:
        return True
    return _is_part_of_a_name(lead, after) or (
        month in MONTHS_AND_NAMES
        and bool(re.match(r"\s+(?:from|in (?:the )?(?:finance|sales|hr|it|marketing))\b|'s\b", after))
    )


def _is_part_of_a_name(lead: str, after: str) -> bool:
    """Whether a thing has the month in its name: "the findings of the October audit"."""
    noun = _NOUN.match(after) if lead == "of the" else None
    return noun is not None and noun["noun"] not in STOP_WORDS
