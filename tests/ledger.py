"""Every edit that people made, and what may have become of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from histories import MANAGERS

from goalsheet.layout.plan import Value
from goalsheet.merge.copy import Side
from goalsheet.merge.values import same


@dataclass
class Edit:
    """One edit: whose workbook, which side, which column, what; `is_over` once its own side has undone it.

    Of one that was rolled back with a whole file the words must be somewhere, no more.
    """

    person: str
    side: Side
    column: str
    value: Value
    key: str
    is_over: bool = False
    is_rolled_back: bool = False

    @property
    def is_unique(self) -> bool:
        """Whether nobody else writes the same; of a list's words one has to know where they stand."""
        return self.column not in ("agreement", "rating")

    @property
    def is_owners(self) -> bool:
        """Whether it is in a cell of whoever made it."""
        return owner(self.column) is self.side


def owner(column: str) -> Side:
    """Whose column it is."""
    return Side.SHEET if column in MANAGERS else Side.WORKBOOK


@dataclass
class Ledger:
    """All edits in the order in which they were made."""

    edits: list[Edit] = field(default_factory=list)
    blurred: set[str] = field(default_factory=set)  # keys of goals that exist twice: only words can be told apart

    def note(self, edit: Edit, before: Value) -> None:
        """Somebody types where something stood before."""
        self.undo(edit.key, edit.side, {edit.column: before})
        for one in self.edits:
            if one.value is None and (one.key, one.column, one.side) == (edit.key, edit.column, edit.side):
                one.is_over = True
        self.edits.append(edit)

    def undo(self, key: str, side: Side, cells: Mapping[str, Value]) -> None:
        """What stands in these cells of a side goes: the end of what that side wrote, and of all in its own cells."""
        for one in self.edits:
            value = cells.get(one.column)
            is_it = one.value is not None and same(one.value, value) and (one.key == key or one.is_unique)
            if is_it and (one.side is side or owner(one.column) is side):
                one.is_over = True

    def roll_back(self, person: str, still_there: Iterable[Value]) -> None:
        """A workbook is as it once was: what was only there is gone, and of what reached the sheet the words count."""
        there = [value for value in still_there if value is not None]
        for one in self.edits:
            if one.person == person:
                one.is_rolled_back = True
                one.is_over |= not any(same(one.value, value) for value in there)

    def lost(
        self,
        person: str,
        workbook: Sequence[Mapping[str, Value]],
        sheet: Sequence[Mapping[str, Value]],
        kept: Sequence[Value],
    ) -> list[Edit]:
        """The edits of which nobody knows any more, or that gave way though they were the owner's.

        Of both sides the rows that are there by now, and the values in the list of conflicts.
        """
        open_ones = [one for one in self.edits if one.person == person and not one.is_over]
        told_apart = [one for one in open_ones if one.key not in self.blurred or (one.is_unique and one.value)]
        return [one for one in told_apart if not _is_kept(one, workbook, sheet, kept)]


def _is_kept(
    edit: Edit, workbook: Sequence[Mapping[str, Value]], sheet: Sequence[Mapping[str, Value]], kept: Sequence[Value]
) -> bool:
    if edit.value is None:
        return _is_blank(edit, workbook, sheet)
    if edit.is_owners and not edit.is_rolled_back:
        stands = [any(same(row.get(edit.column), edit.value) for row in rows) for rows in (workbook, sheet)]
        # The manager's words about a goal that the employee has deleted stay in the sheet.
        return all(stands) or (stands[1] and edit.side is Side.SHEET and not _has(workbook, edit.key))
    somewhere = [any(same(value, edit.value) for row in rows for value in row.values()) for rows in (workbook, sheet)]
    return (
        all(somewhere) or (somewhere[1] and not _has(workbook, edit.key)) or any(same(one, edit.value) for one in kept)
    )


def _is_blank(edit: Edit, workbook: Sequence[Mapping[str, Value]], sheet: Sequence[Mapping[str, Value]]) -> bool:
    """An owner's erasing stands; only a rewording of the goal may have filled the suggested wording again."""
    if not edit.is_owners or edit.is_rolled_back:
        return True
    now = [row[edit.column] for rows in (workbook, sheet) for row in rows if row["key"] == edit.key]
    return all(one is None or (edit.column == "suggested_wording" and str(one).startswith("statement")) for one in now)


def _has(rows: Sequence[Mapping[str, Value]], key: str) -> bool:
    return any(row["key"] == key for row in rows)
