"""By what the contents of rows that people fill in are known again: a few characters a cell, noted in the spreadsheet.

A sync both ways remembers in the workbooks what stood in a row. A push leaves those as they are, so that what it has
written and found in a row is noted in the spreadsheet, in the batch that leaves it so.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from goalsheet.google.cells import Json, entered, extended
from goalsheet.google.unread import is_too_long
from goalsheet.layout.review import FIRST_ROW, Tab
from goalsheet.layout.review_tabs import FEEDBACK, FEEDBACK_TAB, GOALS, GOALS_TAB, RECOGNITION_TAB, REWARDS
from goalsheet.merge.cells import STATEMENT
from goalsheet.merge.mixed_up import Known, Telling
from goalsheet.merge.ownership import ownerships
from goalsheet.merge.values import Value, normal
from goalsheet.tracker.schema import Owner, Table

#: The tabs in whose rows people write, with the tables whose rows they are.
TABS: Mapping[str, Tab] = {GOALS.name: GOALS_TAB, FEEDBACK.name: FEEDBACK_TAB, REWARDS.name: RECOGNITION_TAB}
TABLES: Mapping[str, Table] = {GOALS.name: GOALS, FEEDBACK.name: FEEDBACK, REWARDS.name: REWARDS}
#: Cells that have only exchanged what they held: of the employee's columns, in which nobody types there, two can be no
#: chance; the manager's answers are few words, which come and go.
_FEW, _FEW_OF_MANAGERS = 2, 5
_CHARACTERS = 5  # of a token: of a thousand different cells, hardly any two have the same
_BLANK = "-" * _CHARACTERS

Cells = Mapping[tuple[int, int], Json]


@cache
def telling(table: str) -> tuple[Telling, ...]:
    """The columns that tell whose a row is: all in which people write but in which they pick the person."""
    tab, texts = TABS[table], ownerships()[table].sentences
    people = {column.name for column in TABLES[table].columns if column.owner is not Owner.TOOL}
    return tuple(
        Telling(one.name, _FEW_OF_MANAGERS if one.is_managers else _FEW, one.name in texts, one.name == STATEMENT)
        for one in tab.columns
        if one.name in people
    )


def token(value: Value) -> str | None:
    """By what a value is known again, whichever program wrote it down; None for a blank."""
    value = normal(value)
    if value is None:
        return None
    if isinstance(value, str):
        said = f'"{value}'
    else:
        said = f"{extended(value)['numberValue'] if isinstance(value, dt.date) else value:.9g}"
    return base64.b64encode(hashlib.sha256(said.encode()).digest())[:_CHARACTERS].decode()


def row_tokens(tab: Tab, cells: Cells, row: int, columns: Collection[Telling]) -> dict[str, str | None]:
    """Those of a row's cells in these columns, but of what no workbook can hold."""
    kinds = {one.name: tab.columns[tab.place(one.name) - 1].kind for one in columns}
    said = {name: entered(kind, cells.get((row, tab.place(name)), {})) for name, kind in kinds.items()}
    return {name: token(value) for name, value in said.items() if not is_too_long(value)}


def noted(cells: Cells) -> str:
    """A line of text that keeps them for all rows of Goals that have a row id."""
    columns = telling(GOALS.name)
    ids = {row: str(said["stringValue"]) for row, said in _column(cells, "key") if said.get("stringValue")}
    lines = []
    for row, one in ids.items():
        tokens = row_tokens(GOALS_TAB, cells, row, columns)
        lines.append("".join(token_ or _BLANK for token_ in (token(one), *(tokens.get(each.name) for each in columns))))
    return _heading() + "".join(sorted(lines))


def known(text: str, ids: Collection[str]) -> Known:
    """What was kept of the rows with these row ids; nothing of what another version of goalsheet has kept."""
    if not text.startswith(_heading()):
        return {}
    columns, parts = telling(GOALS.name), [text[at : at + _CHARACTERS] for at in range(0, len(text), _CHARACTERS)]
    width = len(columns) + 1
    lines = {parts[at]: parts[at + 1 : at + width] for at in range(1, len(parts) - width + 1, width)}
    names = [one.name for one in columns]
    return {
        one: {name: None if part == _BLANK else part for name, part in zip(names, lines[found], strict=True)}
        for one in ids
        if (found := token(one)) in lines
    }


@cache
def _heading() -> str:
    return token(" ".join(one.name for one in telling(GOALS.name))) or _BLANK


def _column(cells: Cells, name: str) -> Iterator[tuple[int, Json]]:
    place = GOALS_TAB.place(name)
    return ((row, said) for (row, at), said in cells.items() if at == place and row >= FIRST_ROW)
