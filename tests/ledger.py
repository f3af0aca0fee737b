"""Every edit that people made, and what may have become of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from histories import MANAGERS

from goalsheet.layout.plan import Value
from goalsheet.merge.copy import Side
from goalsheet.merge.values import same

#: What the employee may say of the agreement, though the column is the manager's: to propose, and to take that back.
PROPOSALS = {(None, "Proposed"), ("Draft", "Proposed"), ("Changes requested", "Proposed"), ("Proposed", "Draft")}
Rows = Sequence[Mapping[str, Value]]


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
        """What stands in these cells of a side goes: the end of what that side wrote, and of all in its own cells.

        So it is of what a workbook that was put back has no more.
        """
        for one in self.edits:
            value = cells.get(one.column)
            is_it = one.value is not None and same(one.value, value) and (one.key == key or one.is_unique)
            if is_it and (one.side is side or owner(one.column) is side or one.is_rolled_back):
                one.is_over = True

    def roll_back(self, person: str, still_there: Iterable[Value]) -> None:
        """A workbook is as it once was: what was only there is gone, and of what reached the sheet the words count."""
        there = [value for value in still_there if value is not None]
        for one in self.edits:
            if one.person == person:
                one.is_rolled_back = True
                one.is_over |= not any(same(one.value, value) for value in there)

    def lost(self, person: str, now: Now) -> list[Edit]:
        """The edits of which nobody knows any more, or that gave way though they were the owner's."""
        open_ones = [one for one in self.edits if one.person == person and not one.is_over]
        told_apart = [one for one in open_ones if one.key not in self.blurred or (one.is_unique and one.value)]
        return [one for one in told_apart if not now.keeps(one)]


@dataclass(frozen=True)
class Now:
    """A person's goals on both sides, and the values in the list of conflicts."""

    workbook: Rows
    sheet: Rows
    kept: Sequence[Value]

    def keeps(self, edit: Edit) -> bool:
        """Whether an edit is where it has to be."""
        if edit.value is None:
            return self._is_blank(edit)
        if edit.is_owners and not edit.is_rolled_back:
            only_there = edit.side is Side.SHEET and _stands(edit, self._alone())
            return only_there or (_stands(edit, self.workbook) and _stands(edit, self.sheet))
        is_on_both = _is_said(edit, self.workbook) and _is_said(edit, self.sheet)
        return is_on_both or _is_said(edit, self._alone()) or any(same(one, edit.value) for one in self.kept)

    def _alone(self) -> Rows:
        """The rows of goals that the workbook has no more: the sheet keeps what was said in them."""
        there = {row["key"] for row in self.workbook}
        return [row for row in self.sheet if row["key"] not in there]

    def _is_blank(self, edit: Edit) -> bool:
        """An owner's erasing stands; only a rewording of the goal may have filled the suggested wording again."""
        if not edit.is_owners or edit.is_rolled_back:
            return True
        now = [row[edit.column] for row in (*self.workbook, *self.sheet) if row["key"] == edit.key]
        is_suggested = edit.column == "suggested_wording"
        return all(one is None or (is_suggested and str(one).startswith("statement")) for one in now)


def _stands(edit: Edit, rows: Rows) -> bool:
    """Whether a row holds it in its column; of a list's words it has to be the very row."""
    return any(same(row[edit.column], edit.value) for row in rows if edit.is_unique or row["key"] == edit.key)


def _is_said(edit: Edit, rows: Rows) -> bool:
    """Whether the words stand anywhere."""
    return any(same(value, edit.value) for row in rows for value in row.values())
