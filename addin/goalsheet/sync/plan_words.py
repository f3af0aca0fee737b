"""A plan in words: what is done to which cell or row, on which side, and why."""

from __future__ import annotations

from collections.abc import Iterator

from goalsheet.google.drive import Sharing
from goalsheet.layout.last_state import NOBODY, Line, Touches
from goalsheet.merge.actions import Action, AddRow, CellKey, Conflict, GiveId, KeepRow, SetCell, Stray, Unmark
from goalsheet.merge.agreement import shown, shown_beside
from goalsheet.merge.copy import Side
from goalsheet.merge.ownership import ownerships
from goalsheet.sync.touches import by_and_at
from goalsheet.tracker.logs import Review
from goalsheet.tracker.tracker import TABLES

_TITLES = {(table.name, column.name): column.title for table in TABLES for column in table.columns}

_LONGEST = 60  # characters of a text that is repeated
_ROLES = {"reader": "may read", "commenter": "may comment", "writer": "may edit"}
_NOUNS = {"Goal": "goal", "Feedback": "feedback", "Reward": "recognition"}
_TELLING = {name: rules.telling for name, rules in ownerships().items()}


def title(key: CellKey) -> str:
    """A cell as people call it."""
    return f"{key.id} {_TITLES[key.table, key.column]}"


def change(action: SetCell) -> str:
    """What a cell holds, and what it is to hold."""
    column = action.key.column
    return f"{title(action.key)}: {' → '.join(shown_beside(column, action.old, action.new))}"


def said(action: Action, touched: Touches = NOBODY) -> Iterator[str]:
    """One action in words; several lines for a conflict, with who had changed each side last."""
    match action:
        case SetCell(side, _, _, _, why):
            yield f"{change(action)} ({side.value}: {why})"
        case AddRow(side, table, name, cells, why):
            words = next((cells[one] for one in _TELLING[table] if cells.get(one)), None)
            yield f"{name} {shown('statement', words)}: a row in the {side.value}, for {why}"
        case GiveId(_, table, place, name, why):
            yield f"{name} is the number of the {_NOUNS[table]} in row {place}, for {why}"
        case KeepRow(side, table, name, why):
            yield f"{name} stays in the {side.value}{', marked' if table == 'Goal' else ''}: {why}"
        case Unmark(_, _, name, why):
            yield f"{name} counts again: {why}"
        case Stray(side, _, place, name, why):
            yield f"{name or 'A row'} in row {place} of the {side.value} stays as it is: {why}"
        case Conflict(key, workbook, sheet, _, kept, why):
            mine, theirs = shown_beside(key.column, workbook, sheet)
            yield f"Conflict: {title(key)}, for {why}"
            yield f"  workbook:     {mine}{_mark(kept, Side.WORKBOOK)}{by_and_at(touched.get(Side.WORKBOOK))}"
            yield f"  Google sheet: {theirs}{_mark(kept, Side.SHEET)}{by_and_at(touched.get(Side.SHEET))}"


def listed(line: Line) -> str:
    """A line on Reviews or Conflicts, in short."""
    if isinstance(line, Review):
        return f"{line.goal} {line.field}: {_in_short(line.old)} → {_in_short(line.new)}"
    return f"{line.row} {line.where}"


def _in_short(text: str | None) -> str:
    line = " ".join((text or "(blank)").split())
    return f"{line[:_LONGEST]}…" if len(line) > _LONGEST else line


def access(change: Sharing) -> Iterator[str]:
    """Who gets access to the spreadsheet, and who loses it."""
    yield from (f"{email} gets access ({_ROLES.get(role, role)})" for email, role in change.give)
    yield from (f"{one.email or one.kind} loses access" for one in change.take)


def _mark(kept: Side, side: Side) -> str:
    return " (kept)" if kept is side else ""
