"""What people and things go through, which is no means: "guide a bill through the committee", "get through winter"."""

from __future__ import annotations

import re

from goalsheet.smart.people import PEOPLE
from goalsheet.smart.text import any_of


def is_gone_through(low: str, start: int, end: int) -> bool:
    """Whether the "through" from `start` to `end` belongs to a verb of going or taking."""
    before = low[:start]
    if _GOES.search(before) or _TAKES_PEOPLE.search(before):
        return True
    return bool(
        (_LEADS.search(before) and _DEFINITE.match(low, end)) or (_TAKES.search(before) and _STAGE.match(low, end))
    )


_GOES = re.compile(
    rf"\b(?:{any_of('break click come follow get go half live look march pass read run sit sort walk work')}"
    r"(?:e?s|t?ing)?|got|went|came|coming|living|running|sat) $"
)
#: What stands between such a verb and "through": one that is taken, and neither a way nor a change.
_TAKEN = r"(?:(?!(?:by|down|from|in|into|on|onto|to|up|with)\b)[\w'-]+ )"
_TAKES = re.compile(rf"\b{any_of('accompany bring carry get nurse put see take')} {_TAKEN}{{1,4}}$")
#: A stage or process by its name alone; with something that it is done to, it is the means: "through training them".
_STAGE = re.compile(
    rf" (?:(?:its|their|the) )?(?:[a-z-]+ )?"
    rf"(?:[a-z-]+(?:ing|[st]ion|ment|ance)|{any_of('approval committee procedure process programme review trial')})\b"
    r"(?=\s*(?:$|[.,;:!)]|(?:by|in|until|till|before|within|this|next|with|so|to|on|over|during|and|at|through)\b))"
)
_LEADS = re.compile(rf"\b{any_of('guide lead pilot shepherd steer talk usher walk')} {_TAKEN}{{1,5}}$")
_DEFINITE = re.compile(r" (?:all|an?|each|every|his|her|its|my|our|the|their|these|this)\b")
_TAKES_PEOPLE = re.compile(
    rf"\b{any_of('accompany guide help lead put see send shepherd steer take talk usher walk')} (?:[\w'-]+ ){{0,3}}"
    rf"{PEOPLE} $"
)
