"""The heart of sync: the last state, the workbook and the sheet make a plan, in which no edit is lost."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping

from goalsheet.merge import agreement
from goalsheet.merge.actions import Action, AddRow, CellKey, Conflict, KeepRow, Plan, SetCell, Stray, Torn, Unmark
from goalsheet.merge.cells import AGREEMENT, STATEMENT, WRITER, Pair, merged, sets
from goalsheet.merge.copy import Base, BaseRow, Copy, Row, Side, TableCopy
from goalsheet.merge.rows import Named, Numbers, named, torn
from goalsheet.merge.safety import SWAPPED, Trio, stops
from goalsheet.merge.terms import Terms
from goalsheet.merge.values import Value, is_blank, normal, same

_ID = "id"
#: How the other side agrees that a row is deleted: a manager may not delete rows, but empty cells.
_LET_GO = {Side.WORKBOOK: "delete it here, too,", Side.SHEET: "empty the manager's cells in its row"}
COPIED = "the row is a copy, and this was said of the other one"


def decide(base: Base, workbook: Copy, sheet: Copy, terms: Terms) -> Plan:
    """What has to be done so that both sides agree."""
    halting = tuple(stops([Trio(base, {Side.WORKBOOK: workbook, Side.SHEET: sheet})], terms.rules, terms.accepted))
    if halting:
        return Plan(halting, base)
    actions: list[Action] = []
    tables = dict(base.tables)
    for name in (name for name in terms.rules if name in workbook and name in sheet):
        merge = _TableMerge(name, base.tables.get(name, {}), workbook[name], sheet[name], terms)
        tables[name] = merge.carried_out()
        actions += merge.actions
    return Plan(tuple(actions), Base(tables))


class _TableMerge:
    """One table on its way to a plan; what is to be done gathers in `actions`."""

    def __init__(
        self,
        table: str,
        base: Mapping[str, BaseRow],
        workbook: TableCopy,
        sheet: TableCopy,
        terms: Terms,
    ) -> None:
        self.table, self.rules, self.base, self.terms = table, terms.rules[table], base, terms
        self.copies = {Side.WORKBOOK: workbook, Side.SHEET: sheet}
        self.columns = [one for one in self.rules.writers if one in workbook.columns and one in sheet.columns]
        ids = {one for copy in self.copies.values() for one in (*copy.taken, *(row.id for row in copy.rows))}
        numbers = Numbers(self.rules.letter, ids | base.keys())
        self.named: dict[Side, Named] = {
            side: named(table, side, copy.rows, self.rules, base, numbers) for side, copy in self.copies.items()
        }
        self.actions: list[Action] = [action for one in self.named.values() for action in one.actions]

    def carried_out(self) -> dict[str, BaseRow]:
        """The rows of the last state once the actions are carried out."""
        unclear = set() if SWAPPED in self.terms.accepted else self._torn()
        after: dict[str, BaseRow] = {}
        for one in self._ids():
            if one in unclear:
                kept: BaseRow | None = self.base[one]
            else:
                kept = self._row(one)
            if kept:
                after[one] = kept
        return after

    def _ids(self) -> Iterable[str]:
        return dict.fromkeys([*self.named[Side.WORKBOOK].rows, *self.named[Side.SHEET].rows, *self.base])

    def _torn(self) -> set[str]:
        """The rows of the workbook that have exchanged their words; merge/mixed_up.py tells those of the sheet."""
        side = Side.WORKBOOK
        telling = [column for column in self.rules.telling if column in self.copies[side].columns]
        found = torn(self.named[side].rows, telling, self.base)
        if found:
            why = "they have exchanged their words, as when only some of the columns are sorted"
            self.actions.append(Torn(side, self.table, tuple(sorted(found)), why))
        return found

    def _row(self, one: str) -> BaseRow | None:
        """The last state of a row, after what has to be done about it; None where it is forgotten."""
        workbook, sheet = (self.named[side].rows.get(one) for side in (Side.WORKBOOK, Side.SHEET))
        known = self.base.get(one)
        if workbook and sheet:
            if known and known.kept_on:
                self.actions.append(Unmark(known.kept_on, self.table, one, "it is back on both sides"))
                known = dataclasses.replace(known, cells=self._still_shown(known.cells))
            return self._merged(Pair(self.table, one, workbook, sheet), known)
        if workbook or sheet:
            side = Side.WORKBOOK if workbook else Side.SHEET
            return self._alone(one, side, known)
        return None  # deleted on both sides

    def _still_shown(self, cells: Mapping[str, Value]) -> dict[str, Value]:
        """Of a row that was kept only for what the other side wrote in it, that."""
        return {column: value for column, value in cells.items() if self.rules.writers[column] is not self.rules.adder}

    def _alone(self, one: str, side: Side, known: BaseRow | None) -> BaseRow | None:
        """A row that only one side has: new, deleted on the other, or taken out where rows may not be."""
        row = self.named[side].rows[one]
        if side is self.rules.adder:
            before = known.cells if known else {}
            absent = Row(0, one, {column: before.get(column, row.cells.get(column)) for column in self.columns})
            pair = Pair(self.table, one, row, absent) if side is Side.WORKBOOK else Pair(self.table, one, absent, row)
            return self._merged(pair, known, absent_from=side.other)
        is_given = one in self.copies[side.other].elsewhere
        if known is None and side is Side.WORKBOOK and not is_given:
            return BaseRow({}, kept_on=side)  # an earlier manager's, or from a spreadsheet that was lost
        if known is None:
            why = f"rows are added by the {WRITER[self.rules.adder]} only"
            self.actions.append(Stray(side, self.table, row.place, one, why))
            return None
        if is_given:
            self.actions += self._taken_out(side, row, known)
            return None
        gave_way = self._given_way(one, row, known)
        if known.kept_on is Side.SHEET:  # where all but the statement is cleared, whenever somebody types it
            self.actions += [conflict for conflict in gave_way if conflict.key.column != STATEMENT]
        elif known.kept_on is None:
            self.actions += gave_way
            why = f"the {WRITER[self.rules.adder]} has deleted it; {_LET_GO[side]} if nobody needs it"
            self.actions.append(KeepRow(side, self.table, one, why))
        return dataclasses.replace(known, kept_on=side, is_on_its_way=False)

    def _taken_out(self, side: Side, row: Row, known: BaseRow) -> Iterable[Action]:
        """The row is somebody else's now: nothing of it stays, and what was written here is kept in the list."""
        why = f"the {WRITER[self.rules.adder]} gave it to somebody else"
        held = {column: value for column, value in row.cells.items() if not is_blank(value)}
        for column, value in held.items():
            is_theirs = self.rules.writers[column] is self.rules.adder and same(value, known.cells.get(column))
            if not is_theirs:
                yield Conflict(CellKey(self.table, row.id, column), value, None, self.rules.adder, side.other, why)
        for column, value in {**held, _ID: row.id}.items():
            yield SetCell(side, CellKey(self.table, row.id, column), value, None, why)

    def _given_way(self, one: str, row: Row, known: BaseRow) -> Iterable[Conflict]:
        """What somebody wrote into cells of a row whose owner has deleted it, at the same time or before."""
        for column in self.columns:
            value = row.cells.get(column)
            is_theirs = self.rules.writers[column] is self.rules.adder and column not in self.rules.computed
            is_new = column in known.cells and not same(value, known.cells[column])
            if is_theirs and is_new and column not in row.unread and not is_blank(value):
                workbook, sheet = (None, value) if self.rules.adder is Side.WORKBOOK else (value, None)
                why = f"the {WRITER[self.rules.adder]} has deleted the row"
                yield Conflict(
                    CellKey(self.table, one, column), workbook, sheet, self.rules.adder, self.rules.adder, why
                )

    def _merged(self, pair: Pair, known: BaseRow | None, absent_from: Side | None = None) -> BaseRow:
        """Merge the cells of a row; on the side from which it is absent it is added."""
        unread = pair.workbook.unread | pair.sheet.unread
        columns, earlier = [one for one in self.columns if one not in unread], self.terms.rewordings.get(pair.id, ())
        found = merged(pair, self.rules, columns, known, self.terms.choices, earlier, is_older=self.terms.is_older)
        agreed = known.agreed if known else None
        cells, reasons = dict(found.cells), dict(found.reasons)
        conflicts = [*found.conflicts]
        if absent_from and pair.id in self.named[absent_from.other].copies:
            others = [one for one in cells if self.rules.writers[one] is absent_from]
            conflicts += self._lost(pair, absent_from.other, others)
            cells |= dict.fromkeys(others)
            reasons |= dict.fromkeys(others, COPIED)
        kept = self._remembered(cells, known.cells if known else {})
        if AGREEMENT in cells:
            agreed = agreement.agreed(known, pair, cells, self.terms)
            told = agreement.told(agreed, known, pair, cells, self.terms)
            cells |= told
            reasons |= dict.fromkeys(told, "follows from the agreement")
        self.actions += conflicts
        for side in Side:
            shown = {column: value for column, value in cells.items() if column in self.copies[side].columns}
            if side is absent_from:
                self.actions.append(AddRow(side, self.table, pair.id, shown, _why_added(known, side)))
            else:
                self.actions += sets(pair, side, shown, reasons)
        return BaseRow(kept, None, agreed)

    def _remembered(self, cells: Mapping[str, Value], known: Mapping[str, Value]) -> dict[str, Value]:
        """What people wrote, also in columns that one side does not show just now; what is the same stays as it was."""
        new = {
            column: normal(value)
            for column, value in cells.items()
            if column not in self.rules.computed and not (column in known and same(known[column], value))
        }
        return {**known, **new}

    def _lost(self, pair: Pair, side: Side, columns: Collection[str]) -> Iterable[Conflict]:
        """What somebody wrote into a copied row's cells of the other side, beyond what was copied."""
        original = self.base.get(self.named[side].copies[pair.id])
        for column in columns:
            value = pair.value(side, column)
            if not is_blank(value) and not (original and same(value, original.cells.get(column))):
                workbook, sheet = (value, None) if side is Side.WORKBOOK else (None, value)
                yield Conflict(pair.key(column), workbook, sheet, side.other, side.other, COPIED)


def _why_added(known: BaseRow | None, side: Side) -> str:
    """Why a side gets a row; of one that was agreed on with somebody else, no cells are known here."""
    if known is None or known.is_on_its_way:
        return "it is new"
    return f"it is gone from the {side.value}, where rows are not deleted" if known.cells else "it is new there"
