"""What looks like an accident and not like work: then nothing is done until somebody says that it was meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from goalsheet.merge.actions import Stop
from goalsheet.merge.copy import Base, Copy, Side
from goalsheet.merge.ownership import Ownership
from goalsheet.merge.values import Value, is_blank, same

#: The flags of `goalsheet sync` that say it was meant.
EMPTIED, ALL_CHANGED, SWAPPED = "--accept-emptied", "--accept-all-changed", "--accept-swapped"
OLDER = "--accept-older"
_FEW = 10  # cells: fewer can well be emptied or changed all at once
_ONE_ROW = 1


def stops(base: Base, copies: Mapping[Side, Copy], rules: Mapping[str, Ownership]) -> Iterator[Stop]:
    """The accidents on each side."""
    for side, copy in copies.items():
        if any(_has_no_rows(base, copy, name) for name in rules if name in copy):
            yield Stop(side, f"all rows are gone from the {side.value}", EMPTIED)
            continue
        pairs = [pair for name in rules if name in copy for pair in _own_cells(base, copy, name, side, rules[name])]
        if len(pairs) >= _FEW and all(is_blank(now) for _, now in pairs):
            yield Stop(side, f"nothing stands in the {side.value} any more of what was written there", EMPTIED)
        elif len(pairs) >= _FEW and all(not same(before, now) for before, now in pairs):
            yield Stop(side, f"everything that was written in the {side.value} has changed at once", ALL_CHANGED)


def _has_no_rows(base: Base, copy: Copy, table: str) -> bool:
    """Whether the rows of a table are all gone; that one row is deleted happens."""
    known = [row for one, row in base.tables.get(table, {}).items() if one not in copy[table].elsewhere]
    live = [one for one in known if one.kept_on is None and one.cells and not one.is_on_its_way]
    return len(live) > _ONE_ROW and not copy[table].rows


def _own_cells(base: Base, copy: Copy, table: str, side: Side, rules: Ownership) -> Iterator[tuple[Value, Value]]:
    """The cells of a side in which something stood, before and now."""
    known = base.tables.get(table, {})
    for row in copy[table].rows:
        before = known[row.id].cells if row.id in known else {}
        for column, value in before.items():
            if rules.writers.get(column) is side and not is_blank(value):
                yield value, row.cells.get(column)
