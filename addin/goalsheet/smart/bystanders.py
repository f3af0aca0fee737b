"""Numbers that only tell who or what a goal is about, and not how much will be done: "support the 14 nurses"."""

from __future__ import annotations

import re
from itertools import pairwise

from goalsheet.smart import lexicon
from goalsheet.smart.quantity import COUNT, Quantity
from goalsheet.smart.text import Word, word_set


def is_bystander(low: str, quantity: Quantity, verb: Word | None) -> bool:
    """Whether a number of known people or things stands with a verb that does nothing to each of them to be counted.

    "Train the 14 nurses" has come to an end after the fourteenth, "support the 14 nurses" never does, and "reduce
    waste in our 12 branches" says where.
    """
    if verb is None or quantity.kind != COUNT or quantity.start is not None or quantity.is_change or quantity.bound:
        return False
    start = quantity.span[0]
    known = _KNOWN.search(low, max(0, start - _LOOK_BACK), start)
    if known is None or _do_something(low, start):
        return False
    if verb.low in _WITHOUT_END or _ATTENDS.search(low, verb.start, known.start()):
        return True
    if verb.low in _USES:
        return _BETTER.search(low, start) is not None
    return verb.low in lexicon.CHANGES and bool(known["where"])


_WITHOUT_END = lexicon.ATTENDING_VERBS | (lexicon.DIRECTIONS - lexicon.CHANGES)
_USES = word_set("use utilise utilize treat serve handle")  # better, which has no end either
_BETTER = re.compile(
    r"\S+(?: [a-z-]+){1,3}? (?:better|more|more \w+|well)(?=\s*(?:$|[.,;:]|(?:by|until|from|in|so|to)\b))"
)
#: Verbs that only with their noun say that somebody or something is attended to.
_ATTENDS = re.compile(
    r"\b(?:tak(?:e|ing) (?:[\w-]+ ){0,2}?care|mak(?:e|ing) (?:[\w-]+ ){0,2}?use"
    r"|(?:giv|pay)(?:e|ing)? (?:[\w-]+ ){0,2}?attention(?: to)?|keep(?:ing)? (?:an|a \w+) eye|look(?:ing)? after"
    r"|listen(?:ing)? (?:[\w-]+ ){0,2}?to|stand(?:ing)? by|be(?:ing)? there) $"
)
_KNOWN = re.compile(
    r"(?:\b(?P<where>in|at|for|of|among|across|with|on|within|from)\s+)?(?:all\s+)?"
    r"\b(?:(?:the|my|our|your|his|her|its|their|these|those)"
    r"(?:\s+(?!(?:to|by|from|at|with|for|in|of)\b)[a-z-]+)?"
    r"|(?:team|group|crew|staff|department|class|family|fleet|network|portfolio|workforce|cohort)\s+of)\s+$"
)
_LOOK_BACK = 60  # letters before the number


def _do_something(low: str, start: int) -> bool:
    """Whether those who are counted do what can be seen: "help the 3 apprentices (to) pass the exam"."""
    following = _FOLLOWING.match(low, start)
    words = following["words"].split() if following else []
    return any(
        word in lexicon.ACTIONS and (before == "to" or before.endswith("s") or word not in lexicon.NOUNS_TOO)
        for before, word in pairwise(words)
    )


_FOLLOWING = re.compile(r"\S+(?P<words>(?:\s+[a-z-]+){2,4})")
