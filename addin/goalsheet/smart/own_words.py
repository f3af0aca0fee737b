"""Means that stand in words of their own: in a second sentence ("I will call …") or behind a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goalsheet.smart import lexicon
from goalsheet.smart.numerals import NUMBER_WORD

_BREAK = re.compile(
    r"(?:(?<=\w\w)|(?<=[%)\d]))(?P<mark>[.;:!])\s+"
    r"(?P<said>(?:(?:for this|to do (?:so|this|that)|to (?:get|reach) (?:there|this|it)),? )?"
    r"(?:i|we)(?:'ll| will| shall| am going to| are going to) (?!also\b|be\b|have\b|reach\b|achieve\b|then\b))?"
    r"(?P<first>[a-z-]+|\d+)"
)
_LEADS = re.compile(r"\W*(?:(?:i|we|my|our|goal|is|will|'ll|want|would|like|to)\b\W*)*(?P<verb>[a-z-]+)")
_OFTEN = re.compile(r"\b(?:each|every|daily|weekly|monthly|(?:once|twice) a)\b")
_SO_MANY = re.compile(rf"(?:\d+|{NUMBER_WORD}) [^.,:;]*\b(?:a|per|each|every) (?:day|week|month|shift)\b")
#: What a colon only lists: "Finish three jobs: …".
_LISTED = re.compile(r"\b(?:things|jobs|tasks|goals|steps|points|projects|actions|following|of them)\b[^.:;]*$")
_HOW_MUCH = re.compile(r"%|\bfrom [€$£]?\d|\bby \d")


def find_own_words(low: str) -> Iterator[int]:
    """Where in a folded sentence the words begin that say in words of their own how the first part will be done."""
    for match in _BREAK.finditer(low) if ". " in low or ": " in low or "; " in low else ():
        before, rest = low[: match.start()], low[match.end("mark") :]
        if _is_a_goal(before, rest) and _says_how(match, before, rest.lstrip()):
            yield match.start("said" if match["said"] else "first")


def _is_a_goal(before: str, rest: str) -> bool:
    """Whether the first part is a goal by itself: it begins with a verb, and how much is not said only behind it."""
    lead = _LEADS.match(before)
    if lead is None or " " not in before[lead.start("verb") :]:
        return False
    if lead["verb"] not in lexicon.ACTIONS and lead["verb"] not in lexicon.WEAK_VERBS:
        return False
    return bool(_HOW_MUCH.search(before)) or not _HOW_MUCH.search(rest)


def _says_how(match: re.Match[str], before: str, rest: str) -> bool:
    """Whether it says what one will do, for good or, as an order to oneself, again and again."""
    if match["said"]:
        return True
    does = match["first"] in lexicon.ACTIONS
    if match["mark"] == ":":
        return (does and not _LISTED.search(before)) or _SO_MANY.match(rest) is not None
    return does and _OFTEN.search(rest) is not None
