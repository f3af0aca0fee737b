"""A plan of which the workbook gets only a part now; the next sync decides upon the rest as it was decided now."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping

from goalsheet.merge.actions import Action, AddRow, CellKey, Plan, SetCell
from goalsheet.merge.copy import Base, BaseRow, Side
from goalsheet.merge.ownership import ownerships
from goalsheet.merge.values import Value, is_blank, normal


def can_wait(plan: Plan) -> list[CellKey]:
    """The cells of the workbook that a plan sets and that may be set later, row by row.

    Not those of rows that leave it: the sheet does not tell any more whose they were.
    """
    rows: dict[tuple[str, str], list[CellKey]] = {}
    for key in (key for action in plan.actions for key, _ in _held(action)):
        rows.setdefault((key.table, key.id), []).append(key)
    return [key for (table, one), keys in rows.items() if one in plan.base.tables.get(table, {}) for key in keys]


def without(plan: Plan, later: Collection[CellKey]) -> Plan:
    """The plan without those cells; the last state of it knows them as they stand in the workbook.

    The sheet gets all of the whole plan, so that nothing but the workbook differs when it is looked at again.
    """
    actions = tuple(one for action in plan.actions for one in _now(action, later))
    held = {key: held for action in plan.actions for key, held in _held(action) if key in later}
    absent = {(one.table, one.id) for one in _added(plan.actions)} - {(one.table, one.id) for one in _added(actions)}
    tables = {
        name: {one: _row(name, one, row, held) for one, row in rows.items() if (name, one) not in absent}
        for name, rows in plan.base.tables.items()
    }
    return Plan(actions, Base(tables))


def is_for_now(action: Action, later: Collection[CellKey]) -> bool:
    """Whether any of it is carried out where those cells are not set."""
    return any(True for _ in _now(action, later))


def _held(action: Action) -> Iterator[tuple[CellKey, Value]]:
    """The cells that an action sets in the workbook, each with what stands there now."""
    match action:
        case SetCell(Side.WORKBOOK, key, old, _):
            yield key, old
        case AddRow(Side.WORKBOOK, table, one, cells):
            yield from ((CellKey(table, one, column), None) for column, new in cells.items() if not is_blank(new))


def _now(action: Action, later: Collection[CellKey]) -> Iterator[Action]:
    """The action as far as it is for now."""
    keys = {key for key, _ in _held(action)}
    if not keys.intersection(later):
        yield action
    elif isinstance(action, AddRow) and not keys.issubset(later):
        cells = {
            column: new for column, new in action.cells.items() if CellKey(action.table, action.id, column) not in later
        }
        yield dataclasses.replace(action, cells=cells)


def _added(actions: Collection[Action]) -> list[AddRow]:
    return [one for one in actions if isinstance(one, AddRow) and one.side is Side.WORKBOOK]


def _row(table: str, one: str, row: BaseRow, later: Mapping[CellKey, Value]) -> BaseRow:
    """Of a cell of the manager's, what the workbook holds; one of the employee's is as never seen."""
    cells = dict(row.cells)
    for key in (CellKey(table, one, column) for column in row.cells):
        if key in later and ownerships()[table].writers[key.column] is Side.SHEET:
            cells[key.column] = normal(later[key])
        elif key in later:
            del cells[key.column]
    return dataclasses.replace(row, cells=cells)
