"""What a copy is once its part of a plan is carried out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from goalsheet.merge.actions import AddRow, GiveId, Plan, SetCell, Stray
from goalsheet.merge.copy import Copy, Row, Side, TableCopy


def applied(plan: Plan, side: Side, copy: Copy) -> Copy:
    """The copy of that side afterwards; a row that is added has no place yet."""
    return {name: _table(plan, side, name, table) for name, table in copy.items()}


def _table(plan: Plan, side: Side, name: str, table: TableCopy) -> TableCopy:
    given = {
        one.place: one.id for one in plan.actions if isinstance(one, GiveId) and (one.side, one.table) == (side, name)
    }
    sets: dict[str, list[SetCell]] = {}
    for one in plan.actions:
        if isinstance(one, SetCell) and (one.side, one.key.table) == (side, name):
            sets.setdefault(one.key.id, []).append(one)
    strays = {one.place for one in plan.actions if isinstance(one, Stray) and (one.side, one.table) == (side, name)}
    rows = [
        row if row.place in strays else _row(dataclasses.replace(row, id=given.get(row.place, row.id)), sets)
        for row in table.rows
    ]
    return dataclasses.replace(table, rows=(*rows, *_added(plan, side, name)))


def _row(row: Row, sets: dict[str, list[SetCell]]) -> Row:
    changes = {one.key.column: one.new for one in sets.get(row.id, ())}
    return dataclasses.replace(row, cells={**row.cells, **changes}) if changes else row


def _added(plan: Plan, side: Side, name: str) -> Iterable[Row]:
    return (
        Row(0, one.id, one.cells)
        for one in plan.actions
        if isinstance(one, AddRow) and (one.side, one.table) == (side, name)
    )
