"""Which side writes which column and adds which rows; it follows from the owners in the schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from goalsheet.merge.copy import Side
from goalsheet.tracker.schema import Column, Owner, Table
from goalsheet.tracker.tracker import TABLES

#: Tables whose rows managers add.
_ADDED_BY_MANAGERS = ("Feedback", "Reward")
#: Columns whose words tell one row from another: if two rows have exchanged them, ids and contents do not belong
#: together any more.
_TELLING = {
    "Goal": ("statement", "comment"),
    "Action": ("action",),
    "CheckIn": ("note",),
    "Feedback": ("strengths", "ideas"),
    "Reward": ("reward", "reason"),
}
#: Further columns of whole sentences, which hardly ever stand in two rows.
_SENTENCES = ("guardrail", "suggested_wording", "my_answer")
_ANSWERS = ("my_answer", "theme")  # what employees say in a row of their manager's
_ID = "id"


@dataclass(frozen=True)
class Ownership:
    """Who writes a table: `writers` by column, what is `computed` among them, who adds rows, what tells rows apart.

    `sentences` are all columns of whole sentences, those that tell rows apart among them.
    """

    writers: Mapping[str, Side]
    computed: frozenset[str]
    adder: Side
    telling: tuple[str, ...]
    sentences: frozenset[str]
    letter: str


@cache
def ownerships() -> Mapping[str, Ownership]:
    """All tables that may be on both sides, by name; private tables and columns are in none of them."""
    return {table.name: _ownership(table) for table in TABLES if not table.private}


def _ownership(table: Table) -> Ownership:
    shared = [column for column in table.columns if not column.private and column.name != _ID]
    adder = Side.SHEET if table.name in _ADDED_BY_MANAGERS else Side.WORKBOOK
    return Ownership(
        writers={column.name: _writer(column, adder) for column in shared},
        computed=frozenset(column.name for column in shared if column.owner is Owner.TOOL),
        adder=adder,
        telling=_TELLING.get(table.name, ()),
        sentences=frozenset((*_TELLING.get(table.name, ()), *_SENTENCES)),
        letter=table.name[0],
    )


def _writer(column: Column, adder: Side) -> Side:
    """In a row that the manager added, all that people write is the manager's but for the employee's answers."""
    if column.owner is Owner.MANAGER:
        return Side.SHEET
    return adder if column.owner is Owner.EMPLOYEE and column.name not in _ANSWERS else Side.WORKBOOK
