"""What stands around a quantity and says how it is meant: at least, at most, by so much."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goalsheet.smart.quantity import AT_LEAST, AT_MOST, PERCENT, POINTS, Quantity


def is_change_by(quantity: Quantity, before: str) -> bool:
    """Whether it says by how much; "with 20 %" is how speakers of other languages put it."""
    with_ = quantity.kind in (PERCENT, POINTS) and _WITH.search(before)
    return bool(with_ or BY.search(before))


_WITH = re.compile(r"\bwith (?:about |around |at least )?$")

BY = re.compile(r"\bby (?:about |around |roughly |at least |up to |another |an additional |a further )*[€$£]?[-+]?\s?$")


def find_bound(low: str, before: str, ends: Sequence[int]) -> str:
    """At least or at most, as said before the number, behind it or behind its unit."""
    if _LEAST.search(before) or any(OR_MORE.match(low, end) for end in ends):
        return AT_LEAST
    return AT_MOST if _MOST.search(before) or any(OR_LESS.match(low, end) for end in ends) else ""


_LEAST = re.compile(
    r"(?:at least|minimum(?: of)?|no (?:less|fewer) than|above|over|(?<!\bno )(?<!\bnot )more than|not below|min\.?|>=?"
    r"|≥|exceed|exceeds)"
    r"\s*(?:a |an |the )?(?:score of |average of )?[€$£]?\s?$"
)
_MOST = re.compile(
    r"(?:at most|maximum(?: of)?|no more than|not more than|up to|below|under|less than|fewer than|not above|max\.?"
    r"|within|<=?|≤)"
    r"\s*(?:a |an |the )?(?:score of |average of )?[€$£]?\s?$"
)
OR_MORE = re.compile(r"\s?(?:\+|or (?:more|higher|better|above)|plus\b)")
OR_LESS = re.compile(r"\s?or (?:less|fewer|lower|below)")
