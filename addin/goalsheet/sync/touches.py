"""Who changed the two sides of a conflict last, and when, in words."""

from __future__ import annotations

from goalsheet.layout.last_state import Touch, Touches
from goalsheet.layout.review import day


def by_and_at(who: Touch | None) -> str:
    """The end of a line about a side: who changed it last, and when by this computer's clock; blank if nobody knows."""
    known = ", ".join(_known(who))
    return f", last changed: {known}" if known else ""


def last_changes(touched: Touches) -> str:
    """A sentence about both sides; blank if nobody knows."""
    known = [f"{side.value} {_joined(who)}" for side, who in touched.items() if _known(who)]
    return f" Last changed: {'; '.join(known)}." if known else ""


def _joined(who: Touch) -> str:
    return f"{'by' if who.by else 'on'} {', '.join(_known(who))}"


def _known(who: Touch | None) -> list[str]:
    at = who.at.astimezone() if who and who.at else None
    return [one for one in (who.by if who else "", f"{day(at.date())}, {at:%H:%M}" if at else "") if one]
