"""Which row of a side is which: by its id, wherever it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count

from goalsheet.merge.actions import Action, GiveId, Stray
from goalsheet.merge.copy import BaseRow, Row, Side
from goalsheet.merge.ownership import Ownership
from goalsheet.merge.values import Value, is_blank, normal, same


@dataclass
class Named:
    """The rows of a side by their ids, what had to be done or said about ids, and which are copies of which others."""

    rows: dict[str, Row] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)
    actions: list[Action] = field(default_factory=list)


class Numbers:
    """Ids that nobody has yet: the table's letter and a number."""

    def __init__(self, letter: str, taken: Iterable[str]) -> None:
        self._letter, self._taken = letter, {one.upper() for one in taken}

    def take(self) -> str:
        """The next one."""
        new = next(one for number in count(1) if (one := f"{self._letter}{number:02}") not in self._taken)
        self._taken.add(new)
        return new


def named(
    table: str, side: Side, rows: Iterable[Row], rules: Ownership, known: Mapping[str, BaseRow], numbers: Numbers
) -> Named:
    """The rows by id; one without, and the second of two with the same, are new where this side may add rows."""
    found = Named()
    in_order = sorted(rows, key=lambda row: row.place)
    firsts = _firsts(in_order, known)
    for row in in_order:
        if firsts.get(row.id) is row:
            found.rows[row.id] = row
            continue
        why = f"{row.id} stands in two rows" if row.id else "the row has no number yet"
        if side is rules.adder:
            new = numbers.take()
            found.rows[new] = row
            if row.id:
                found.copies[new] = row.id
            found.actions.append(GiveId(side, table, row.place, new, why))
        else:
            found.actions.append(Stray(side, table, row.place, row.id, why))
    return found


def _firsts(rows: Collection[Row], known: Mapping[str, BaseRow]) -> dict[str, Row]:
    """Of the rows with one id, the one that keeps it: most like what it was, else the upper one."""
    found: dict[str, Row] = {}
    for row in rows:
        if row.id:
            held = found.get(row.id)
            if held is None or _likeness(row, known.get(row.id)) > _likeness(held, known.get(row.id)):
                found[row.id] = row
    return found


def _likeness(row: Row, base: BaseRow | None) -> int:
    cells: Mapping[str, Value] = base.cells if base else {}
    return sum(same(row.cells.get(column), value) for column, value in cells.items())


def torn(rows: Mapping[str, Row], columns: Collection[str], known: Mapping[str, BaseRow]) -> set[str]:
    """The ids whose words in one of these columns were exchanged among them, as a sort of some columns only does."""
    found: set[str] = set()
    for column in columns:
        found |= _exchanged(
            {
                one: (known[one].cells[column], row.cells.get(column))
                for one, row in rows.items()
                if one in known and column in known[one].cells
            }
        )
    return found


def _exchanged(values: Mapping[str, tuple[Value, Value]]) -> set[str]:
    """The ids that have exchanged their values: of each the value before, and the one now."""
    moved = {
        one: (normal(before), normal(now))
        for one, (before, now) in values.items()
        if not same(before, now) and not is_blank(before) and not is_blank(now)
    }
    while True:  # whoever has none of the others' values, or whose value nobody has, is out; until all are in
        had, has = {before for before, _ in moved.values()}, {now for _, now in moved.values()}
        kept = {one: (before, now) for one, (before, now) in moved.items() if now in had and before in has}
        if len(kept) == len(moved):
            return set(kept)
        moved = kept
