"""What looks like an accident and not like work: then nothing is done until somebody says that it was meant."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from goalsheet.merge.actions import Stop
from goalsheet.merge.cells import AGREEMENT, is_as_made
from goalsheet.merge.copy import Base, Copy, Side
from goalsheet.merge.ownership import Ownership
from goalsheet.merge.values import Value, is_blank, same
from goalsheet.tracker.choices import PROPOSED

#: The flags of `goalsheet sync` that say it was meant.
EMPTIED, ALL_CHANGED, SWAPPED = "--accept-emptied", "--accept-all-changed", "--accept-swapped"
OLDER = "--accept-older"
_FEW_EMPTIED, _FEW_CHANGED = 5, 10  # cells: fewer can well be emptied or changed all at once
_ONE_ROW = 1


@dataclass(frozen=True)
class Trio:
    """One person's last state and the copies on both sides."""

    base: Base
    copies: Mapping[Side, Copy]


class _Cell(NamedTuple):
    column: str
    was: Value
    now: Value


def stops(people: Sequence[Trio], rules: Mapping[str, Ownership], accepted: Collection[str]) -> Iterator[Stop]:
    """The accidents on each side that nobody has accepted, of somebody alone or of all whom a spreadsheet shows."""
    return (stop for stop in _accidents(people, rules, accepted) if stop.flag not in accepted)


def _accidents(people: Sequence[Trio], rules: Mapping[str, Ownership], accepted: Collection[str]) -> Iterator[Stop]:
    for side in Side:
        where = f"the {side.value}{'s' if side is Side.WORKBOOK and len(people) > 1 else ''}"
        if any(_has_no_rows(people, side, name) for name in rules):
            yield Stop(side, f"all rows are gone from {where}", EMPTIED)
            continue
        if SWAPPED in accepted:
            continue  # words that were to change places are gone from where they were, and others stand there
        cells = [cell for one in people for name in rules for cell in _own_cells(one, side, name, rules[name])]
        words = [cell for cell in cells if cell.column != AGREEMENT]  # which moves on as goals are answered
        if len(cells) >= _FEW_EMPTIED and all(cell.now is None for cell in cells):
            yield Stop(side, f"nothing stands in {where} any more of what was written there", EMPTIED)
        elif len(words) >= _FEW_CHANGED and all(not same(cell.was, cell.now) for cell in words):
            yield Stop(side, f"everything that was written in {where} has changed at once", ALL_CHANGED)


def _has_no_rows(people: Sequence[Trio], side: Side, table: str) -> bool:
    """Whether the rows of a table are all gone; that one row is deleted happens."""
    having = [one for one in people if table in one.copies[side]]
    live = 0
    for one in having:
        copy = one.copies[side][table]
        known = [row for key, row in one.base.tables.get(table, {}).items() if key not in copy.elsewhere]
        live += sum(row.kept_on is None and bool(row.cells) and not row.is_on_its_way for row in known)
    return live > _ONE_ROW and not any(one.copies[side][table].rows for one in having)


def _own_cells(one: Trio, side: Side, table: str, rules: Ownership) -> Iterator[_Cell]:
    """The cells of a side in which somebody had written something.

    Of a row that was deleted on the other side, cells are there to be emptied.
    """
    if table not in one.copies[side]:
        return
    copy, known = one.copies[side][table], one.base.tables.get(table, {})
    for row in copy.rows:
        before = known[row.id].cells if row.id in known and known[row.id].kept_on is None else {}
        for column in (before.keys() & copy.columns) - row.unread:
            was = _written(column, before[column])
            if rules.writers.get(column) is side and was is not None:
                yield _Cell(column, was, _written(column, row.cells.get(column)))


def _written(column: str, value: Value) -> Value:
    """What its owner wrote in a cell; None where it is blank, as in every new row, or what the other side proposed."""
    is_proposed = column == AGREEMENT and value == PROPOSED
    return None if is_blank(value) or is_as_made(column, value) or is_proposed else value
