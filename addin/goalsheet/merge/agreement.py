"""What both agreed on is remembered, and what was changed since is said in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from goalsheet.merge.cells import AGREEMENT, Pair
from goalsheet.merge.copy import Agreed, BaseRow, Side
from goalsheet.merge.terms import Terms
from goalsheet.merge.values import Value, is_blank, same
from goalsheet.tracker.agreement import AGREED_BY, AGREED_ON, AS_AGREED, WORDS, in_words, signed
from goalsheet.tracker.choices import AGREED, CLOSED, PROPOSED

CHANGED = "changed_since_agreed"
_LONGEST = 60  # characters of a text that is repeated


def agreed(known: BaseRow | None, pair: Pair, wanted: Mapping[str, Value], terms: Terms) -> Agreed | None:
    """What counts as agreed once the row is as wanted: when the manager agrees, what the manager was shown."""
    before = known.agreed if known else None
    if wanted.get(AGREEMENT) == CLOSED:
        return before
    if wanted.get(AGREEMENT) != AGREED:
        return None
    if before:
        return before
    sources = (known.cells if known else {}, pair.sheet.cells, pair.workbook.cells)
    shown = {column: next((one[column] for one in sources if column in one), None) for column in WORDS}
    on = pair.workbook.cells.get(AGREED_ON)
    return Agreed(shown, on if isinstance(on, dt.date) else terms.today, terms.manager)


def told(
    agreement: Agreed | None, known: BaseRow | None, pair: Pair, wanted: Mapping[str, Value], terms: Terms
) -> dict[str, Value]:
    """The columns that tell of it, and those that keep it."""
    by = _agreed_by(agreement, known, pair, wanted, terms)
    kept = {name: agreement.values.get(column) if agreement else None for column, name in AS_AGREED.items()}
    if agreement is None:
        return {AGREED_ON: None, AGREED_BY: by, **kept, CHANGED: None}
    unread = pair.workbook.unread | pair.sheet.unread
    now = {column: wanted.get(column, pair.value(Side.WORKBOOK, column)) for column in WORDS if column not in unread}
    return {AGREED_ON: agreement.on, AGREED_BY: by, **kept, CHANGED: changes(agreement.values, now)}


def _agreed_by(
    agreement: Agreed | None, known: BaseRow | None, pair: Pair, wanted: Mapping[str, Value], terms: Terms
) -> str | None:
    """Who has said yes: the employee only by proposing in the workbook, not where the manager calls it proposed."""
    held, state = pair.workbook.cells.get(AGREED_BY), wanted.get(AGREEMENT)
    before = held if isinstance(held, str) else None
    was = known.cells.get(AGREEMENT) if known else None
    if state == PROPOSED and (was == PROPOSED or pair.workbook.cells.get(AGREEMENT) != PROPOSED):
        return before
    names = (terms.employee, agreement.by if agreement and agreement.by else terms.manager)
    return signed(before, state, names, agreement.on if agreement and agreement.on else terms.today)


def changes(then: Mapping[str, Value], now: Mapping[str, Value]) -> str | None:
    """What was changed, for instance `target 50 → 45`; None if nothing was."""
    said = [
        f"{word} {shown(column, then[column])} → {shown(column, now[column])}"
        for column, word in WORDS.items()
        if column in then and column in now and not same(then[column], now[column])
    ]
    return "; ".join(said) or None


def in_full(column: str, value: Value) -> str:
    """The same where there is room for a whole text."""
    return value if isinstance(value, str) and value.strip() else shown(column, value)


def shown(column: str, value: Value) -> str:
    """A value in words."""
    if is_blank(value) or value is None:
        return "(blank)"
    if isinstance(value, str):
        line = " ".join(value.split())
        return f'"{line[:_LONGEST]}…"' if len(line) > _LONGEST else f'"{line}"'
    if isinstance(value, dt.date):
        return in_words(value)
    return f"{value * 100:.12g} %" if column == "weight" else f"{value:.12g}"
