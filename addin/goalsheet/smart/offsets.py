"""Times counted from a day: "six months after 1 March", "two weeks before Christmas"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from goalsheet.smart.numerals import NUMBER_WORD
from goalsheet.smart.stretches import UNITS, later
from goalsheet.smart.text import mentions
from goalsheet.smart.timewords import COUNT, Match


@dataclass(frozen=True)
class Offset:
    """So many days, weeks or months before or after a day, and where its words begin."""

    count: str
    unit: str
    is_before: bool
    start: int

    def moved(self, day: dt.date, *, is_the_day_before: bool) -> dt.date:
        """The day that is meant; `day` is the one named, or already the last one before it or of a period."""
        try:
            start = day + dt.timedelta(days=is_the_day_before)
            return later(start, self.count, self.unit, -1 if self.is_before else 1) or day
        except (OverflowError, ValueError):  # beyond the year 9999, or before 1
            return day


def find_offset(low: str, place: int) -> Offset | None:
    """The time that is counted to or from the day that begins at `place`; None if the day is meant itself."""
    if not mentions(low, _HINTS):
        return None
    begin = max(0, place - _LOOK_BACK)
    found = (match for match in _OFFSET.finditer(low, begin) if _leads_to(low, match, place))
    match = next(found, None)
    if match is None or _is_period_or_rate(low, match):
        return None
    return Offset(match["count"], match["unit"], bool(match["before"]), match.start())


_HINTS = ("before", "b4", "ahead", "prior", "after", "from", "following", "earlier", "later")
_OFFSET = re.compile(
    rf"\b{COUNT}[- ]{UNITS}\s+(?P<way>(?P<before>before|b4|ahead of|prior to|earlier than)"
    r"|after|from|following|later than)\b"
)
_LOOK_BACK = 60  # letters before a day in which the time counted from it stands
_SMALL_WORDS = re.compile(r"(?:\s+(?:on|in|the|our|my|of|end|start|beginning|close))*\s+")
#: What takes place that day: "before the fair on 3 July".
_EVENT = re.compile(
    r"(?:\s+(?!(?:and|or|but|by|until|till|before|after|from|with|for|to|each|every|any|all|is|are|was|were)\b)"
    r"[a-z][\w'-]*){1,7}?\s+on\s+(?:the\s+)?"
)


def _leads_to(low: str, match: Match, place: int) -> bool:
    begin, end = match.end("way"), max(place, match.end())
    return match.start("way") == place or any(words.fullmatch(low, begin, end) for words in (_SMALL_WORDS, _EVENT))


def _is_period_or_rate(low: str, match: Match) -> bool:
    """Whether no day is counted to: "the two weeks before Easter", "older than …", "twice a week after …"."""
    before = low[: match.start()]
    if match["count"] in ("a", "an") and _RATE.search(before):
        return True
    return bool(match["before"] and _PERIOD.search(before))


_PERIOD = re.compile(r"\b(?:the|last|final|first|in|over|during|for|within|than)\s+$")
_RATE = re.compile(rf"(?:\d|\b(?:{NUMBER_WORD}|once|twice|times)\b)(?:\s+[\w-]+){{0,3}}\s+$")
