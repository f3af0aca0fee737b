"""Quantities without a number: "twice a week", "halve", "no missed calls", "error-free"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goalsheet.smart.days import WEEKDAYS
from goalsheet.smart.quantity import DURATION, FREQUENCY, RATIO, TIMES, ZERO, Quantity
from goalsheet.smart.text import mentions
from goalsheet.smart.units import PERIOD

_OFTEN = re.compile(
    rf"\b(?:once|twice|thrice)(?: (?:a|per|every|each|in a|in the|this) {PERIOD})?"
    rf"|\bevery (?:single |other |second |third |two |working |\d+ )?(?:day|week|month|quarter|year|morning|evening"
    rf"|shift|fortnight|sprint"
    rf"|{'|'.join(WEEKDAYS)})s?\b(?!'s)"
    rf"|\b(?:a|an|one) (?!few|bit|lot|number)[a-z-]+(?: [a-z-]+)? (?:a|per|each|every) {PERIOD}\b"
)
_FACTOR = re.compile(
    r"\b(?:doubl(?:e|ed|ing)(?!-)|tripl(?:e|ed|ing)|quadrupl(?:e|ed|ing)|halv(?:e|ed|ing)|twice as|in half|by half"
    r"|by [½⅓⅔¼¾](?!\w)|by (?:a|one) (?:third|quarter|fifth|tenth)|(?:a|one) (?:third|quarter|fifth)(?= of| less| fewer"
    r"| more)|(?:by )?(?:two thirds|three quarters)"
    r"|half(?= (?:of|the|our|my|as|all|their|a day)))(?!\w)"
)
_FACTOR_HINTS = ("doubl", "tripl", "quadrupl", "hal", "twice", "third", "quarter", "fifth", "tenth", *"½⅓⅔¼¾")
_FACTORS = {
    "doubl": 2.0,
    "tripl": 3.0,
    "quadr": 4.0,
    "twice": 2.0,
    "two t": 2 / 3,
    "three": 0.75,
    "third": 1 / 3,
    "quarter": 0.25,
    "fifth": 0.2,
    "tenth": 0.1,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "¼": 0.25,
    "¾": 0.75,
}
_MINUTES_WAY = re.compile(r"\bfrom (\d+):(\d\d) (?:min )?to (\d+):(\d\d)(?: min)?")
_NONE = re.compile(
    r"\b(?:nil|not a single|not one|without (?:a single|any)|none of (?:the|our|my)|no more(?! than)|never again"
    r"|nobody will|no (?:missed|late|lost|open"
    r"|overdue|reportable|unplanned"
    r"|repeat|serious|major|unpaid|expired|failed|avoidable|lost-time|critical|unresolved|outstanding|further|unexcused))\s+(?P<what>[a-z-]+)"
    r"|\b(?P<free>(?:error|defect|accident|fault|incident|complaint|injury|damage|mistake|paper|plastic|bug"
    r"|lead)s?)[- ]free\b"
)
_NONE_HINTS = ("nil", "not ", "without ", "none ", "no ", "never ", "nobody ", "free")


def _with_colons(low: str) -> Iterator[Quantity]:
    """Ways of minutes and seconds ("from 1:10 to 1:45"), and ratios where one is named or no clock shows its end."""
    for match in _MINUTES_WAY.finditer(low):
        first, whole, part, other_whole = (float(match[place]) for place in range(1, 5))
        if "ratio" in low or max(whole, other_whole) >= _SECONDS:
            start = first * other_whole / whole if whole else None
            yield Quantity("", match.span(), RATIO, part, f"of {other_whole:g}", start=start)
        else:
            start, goal = first + whole / _SECONDS, part + other_whole / _SECONDS
            yield Quantity("", match.span(), DURATION, goal, "min", start=start)
    for match in _MINUTES_BACK.finditer(low):
        goal, start = (float(match[place]) + float(match[place + 1]) / _SECONDS for place in (1, 3))
        yield Quantity("", match.span(), DURATION, goal, "min", start=start)
    for match in _PAIR.finditer(low) if "ratio" in low else ():
        yield Quantity("", match.span(), RATIO, float(match[1]), f"of {float(match[2]):g}")


_SECONDS = 60
_MINUTES_BACK = re.compile(
    r"\b(?:down|up) to (\d+):([0-5]\d)(?: min)?,? from (\d+):([0-5]\d)(?: min)?(?![\d:]|\s?[ap]\.?m)"
)
_PAIR = re.compile(r"(?<![\w:.])(\d+):(\d+)(?![\w:.])")


def find_unnumbered(low: str) -> Iterator[Quantity]:
    """The quantities that are said without a number; `low` is the folded sentence."""
    for match in _OFTEN.finditer(low):
        words = match.group().split()
        yield Quantity(
            "", match.span(), FREQUENCY, {"twice": 2.0, "thrice": 3.0}.get(words[0], 1.0), " ".join(words[1:])
        )
    for match in _FACTOR.finditer(low) if mentions(low, _FACTOR_HINTS) else ():
        factor = next((value for word, value in _FACTORS.items() if word in match.group()), 0.5)
        yield Quantity("", match.span(), TIMES, factor, "times")
    yield from _with_colons(low) if ":" in low else ()
    for match in _NONE.finditer(low) if mentions(low, _NONE_HINTS) else ():
        yield Quantity("", match.span(), ZERO, 0.0, match["what"] or match["free"])
