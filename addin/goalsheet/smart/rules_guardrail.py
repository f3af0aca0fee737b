"""A rule on what could suffer: targets that can be reached at the cost of something that nobody counts."""

from __future__ import annotations

from typing import Any

from goalsheet.smart import goal_marks
from goalsheet.smart.case import Case
from goalsheet.smart.rule import MEASURABLE, Finding, found, row, rule
from goalsheet.smart.text import word_set
from goalsheet.smart.units import CURRENCY, TIME_UNIT
from goalsheet.tracker import choices

_LESS, _MORE = (choices.DECREASE, choices.KEEP_BELOW), (choices.INCREASE, choices.RUNNING_TOTAL)
#: What gets more as soon as each of it may be worse.
_PIECES = word_set(
    "applications articles bookings calls cases chats claims contacts contracts customers deals deliveries enquiries "
    "inquiries inspections invoices leads meetings offers orders parcels parts pieces posts quotes requests sales "
    "tickets units visits"
)
_CALLS: dict[str, Any] = {"measure": choices.DECREASE, "unit": "minutes a call", "baseline": 9.0, "target": 6.0}


@rule(
    "M19",
    "nothing-guards-it",
    MEASURABLE,
    fails=row("Cut the length of calls from 9 to 6 minutes by June.", **_CALLS),
    passes=row(
        "Cut the length of calls from 9 to 6 minutes by June.", guardrail="No more than 4 % call again", **_CALLS
    ),
)
def nothing_guards_it(case: Case) -> Finding | None:
    """A number alone can be reached at the cost of what nobody counts (Ordóñez et al. 2009); a guardrail counts it."""
    is_bare = not case.has("guardrail") and "guardrail" not in case.goal.unread
    if not is_bare or not case.has("target") or case.goal.kind == choices.LEARNING:
        return None
    tempting = _tempts_to(case)
    if tempting is None or goal_marks.is_over(case):
        return None
    return found(
        f"Nothing guards what could suffer: {tempting} alone may cost quality elsewhere.",
        "Write under Guardrail what must not get worse, with its limit; if nothing could suffer, say so there.",
        column="guardrail",
    )


def _tempts_to(case: Case) -> str | None:
    """What the target's number alone asks for: less time, less or more money, more pieces."""
    unit, measure = (case.goal.unit or "").strip().lower(), case.goal.measure
    is_less, is_more = measure in _LESS, measure in _MORE
    if CURRENCY.match(unit) and (is_less or is_more):
        return "less money" if is_less else "more money"
    if is_less and TIME_UNIT.match(f" {unit}"):
        return "less time"
    first = unit.partition(" ")[0]
    return f"more {first}" if is_more and first in _PIECES else None
