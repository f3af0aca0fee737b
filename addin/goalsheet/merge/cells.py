"""The cells of one row that is on both sides: what each is to hold, and which edits give way."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from goalsheet.merge.actions import CellKey, Conflict, SetCell
from goalsheet.merge.copy import BaseRow, Row, Side
from goalsheet.merge.ownership import Ownership
from goalsheet.merge.values import Value, is_blank, same
from goalsheet.tracker.agreement import AGREED_BY, AGREED_STATES, is_by_both
from goalsheet.tracker.choices import AGREED, CHANGES_REQUESTED, DRAFT, PROPOSED

#: Who writes a side's cells, as messages call them.
WRITER = {Side.WORKBOOK: "employee", Side.SHEET: "manager"}
STATEMENT, SUGGESTED, AGREEMENT = "statement", "suggested_wording", "agreement"
BOTH_WROTE = "both wrote in it, and no sync of it is known"
IS_OLDER = "the workbook is older than what was synced since"

#: Which side's value somebody has chosen to keep, by cell.
Choices = Mapping[CellKey, Side]


@dataclass(frozen=True)
class Pair:
    """A row of one table as it is on both sides."""

    table: str
    id: str
    workbook: Row
    sheet: Row

    def row(self, side: Side) -> Row:
        """The row on a side."""
        return self.workbook if side is Side.WORKBOOK else self.sheet

    def value(self, side: Side, column: str) -> Value:
        """What a cell holds on a side."""
        return self.row(side).cells.get(column)

    def key(self, column: str) -> CellKey:
        """Which cell it is."""
        return CellKey(self.table, self.id, column)


@dataclass(frozen=True)
class Merged:
    """What the cells of a row are to hold on both sides, each with the reason, and what gave way."""

    cells: Mapping[str, Value]
    reasons: Mapping[str, str]
    conflicts: tuple[Conflict, ...]


def merged(
    pair: Pair,
    rules: Ownership,
    columns: Collection[str],
    base: BaseRow | None,
    choices: Choices,
    rewordings: Collection[Value] = (),
    *,
    is_older: bool = False,
) -> Merged:
    """The row's cells in those columns, three ways; `rewordings` of its statement have given way before.

    Where the workbook `is_older` than its last sync, what the sheet has may be what the employee wrote since.
    """
    cells: dict[str, Value] = {}
    reasons: dict[str, str] = {}
    conflicts: list[Conflict] = []
    known = base.cells if base else {}
    for column in columns:
        workbook, sheet = pair.value(Side.WORKBOOK, column), pair.value(Side.SHEET, column)
        if same(workbook, sheet) or column in rules.computed:
            cells[column], reasons[column] = workbook, "worked out in the workbook"
            continue
        owner = rules.writers[column]
        kept, why = _kept(pair, column, owner, known)
        if kept is None:
            chosen = owner if is_answer(column, workbook) else choices.get(pair.key(column), owner)
            why = IS_OLDER if is_older and owner is Side.WORKBOOK else why
            found = Conflict(pair.key(column), workbook, sheet, owner, chosen, why)
            conflicts.append(found)
            kept, why = found.kept, f"kept what the {WRITER[found.kept]} wrote"
        cells[column], reasons[column] = pair.value(kept, column), why
    if not is_older:
        _suggest(cells, reasons, conflicts, rewordings)
    return Merged(cells, reasons, tuple(conflicts))


def _kept(pair: Pair, column: str, owner: Side, known: Mapping[str, Value]) -> tuple[Side | None, str]:
    """Whose value it is to be, and why; None where two edits stand against each other."""
    mine, others = pair.value(owner, column), pair.value(owner.other, column)
    if column in known:
        if column == AGREEMENT and same(mine, known[column]) and _is_proposal(pair, mine, others):
            return owner.other, f"the {WRITER[owner.other]} proposed it, or took that back"
        if same(others, known[column]):
            return owner, f"the {WRITER[owner]} changed it"
        too = "" if same(mine, known[column]) else f", and the {WRITER[owner]} changed it, too"
        return None, f"it belongs to the {WRITER[owner]}, but was changed in the {owner.other.value}{too}"
    if is_blank(mine) or (is_as_made(column, mine) and not is_blank(others)):
        return owner.other, f"it was filled in only in the {owner.other.value}"
    if is_blank(others) or is_as_made(column, others):
        return owner, f"the {WRITER[owner]} filled it in"
    return None, BOTH_WROTE


#: What the employee may make of the manager's word: propose the goal, and take it back before it is answered.
_PROPOSALS = {(None, PROPOSED), (DRAFT, PROPOSED), (CHANGES_REQUESTED, PROPOSED), (PROPOSED, DRAFT)}


def _is_proposal(pair: Pair, mine: Value, others: Value) -> bool:
    """Whether the employee may say it: of an agreed goal only where the manager alone has said yes to it."""
    by = pair.workbook.cells.get(AGREED_BY)
    is_one_sided = mine == AGREED and isinstance(by, str) and not is_by_both(AGREED, by)
    return (None if is_blank(mine) else mine, others) in _PROPOSALS or (is_one_sided and others == PROPOSED)


def is_as_made(column: str, value: Value) -> bool:
    """Whether it is what every new goal says, so that nobody need have written it."""
    return column == AGREEMENT and value == DRAFT


def is_answer(column: str, value: Value) -> bool:
    """Whether only a manager can say it: in a workbook it counts for nothing, whoever chooses it."""
    return column == AGREEMENT and value in (*AGREED_STATES, CHANGES_REQUESTED)


def _suggest(
    cells: dict[str, Value], reasons: dict[str, str], conflicts: list[Conflict], earlier: Collection[Value]
) -> None:
    """A rewording of the statement that gives way becomes the suggested wording, in the place of an earlier one.

    What the manager suggests in other words stays.
    """
    rewording = next((one for one in conflicts if one.key.column == STATEMENT and one.kept is Side.WORKBOOK), None)
    if rewording is None or is_blank(rewording.sheet) or SUGGESTED not in cells:
        return
    held = cells[SUGGESTED]
    if is_blank(held) or any(same(held, one) for one in earlier):
        cells[SUGGESTED] = rewording.sheet
        reasons[SUGGESTED] = "the manager's rewording of the goal"


def sets(pair: Pair, side: Side, wanted: Mapping[str, Value], reasons: Mapping[str, str]) -> list[SetCell]:
    """The cells of a side that do not hold what they are to hold."""
    return [
        SetCell(side, pair.key(column), pair.value(side, column), value, reasons[column])
        for column, value in wanted.items()
        if not same(pair.value(side, column), value)
    ]
