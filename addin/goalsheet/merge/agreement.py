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
        f"{word} {' → '.join(shown_beside(column, then[column], now[column]))}"
        for column, word in WORDS.items()
        if column in then and column in now and not same(then[column], now[column])
    ]
    return "; ".join(said) or None


def in_full(column: str, value: Value) -> str:
    """The same where there is room for a whole text."""
    return value if isinstance(value, str) and value.strip() else shown(column, value)


def shown(column: str, value: Value) -> str:
    """A value in words, a long text by its beginning."""
    if is_blank(value) or value is None:
        return "(blank)"
    if isinstance(value, str):
        return _cut(" ".join(value.split()), 0)
    if isinstance(value, dt.date):
        return in_words(value)
    return f"{value * 100:.12g} %" if column == "weight" else f"{value:.12g}"


def shown_beside(column: str, one: Value, other: Value) -> tuple[str, str]:
    """Two values in words, of which it is to be seen how they differ: long texts from shortly before that place on."""
    found = shown(column, one), shown(column, other)
    if found[0] != found[1] or not isinstance(one, str) or not isinstance(other, str):
        return found
    texts = [" ".join(text.split()) for text in (one, other)]
    alike = next((at for at, pair in enumerate(zip(*texts, strict=False)) if len(set(pair)) > 1), min(map(len, texts)))
    start = texts[0].rfind(" ", 0, max(0, alike - _BEFORE)) + 1  # where a word begins
    return _cut(texts[0], start), _cut(texts[1], start)


_BEFORE = 30  # characters that are alike, so that one sees where a difference lies


def _cut(line: str, start: int) -> str:
    """At most so many characters of a text from that one on, in quotation marks."""
    end = start + _LONGEST
    return f'"{"…" if start else ""}{line[start:end]}{"…" if len(line) > end else ""}"'
