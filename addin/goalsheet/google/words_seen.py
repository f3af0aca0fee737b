"""What managers were last seen to say of whom, as keyed tokens: it tells moved words even where a workbook is missing.

What a sync has only brought back from the spreadsheet is remembered in the workbook. While that is damaged or away,
nothing else tells whose words they were.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from goalsheet.google.row_tokens import TABS
from goalsheet.merge.mixed_up import Known, Standing

#: The rows of a spreadsheet as they stand, by table.
Rows = Mapping[str, Collection[Standing]]
_SALT, _BYTES = 16, 6  # bytes of a key and of a token


@dataclass(frozen=True)
class WordsSeen:
    """The tokens by table, row id and column, and the key (hex) without which nobody can look them up in a list."""

    salt: str = ""
    tables: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)


NOTHING_SEEN = WordsSeen()


def seen(rows: Rows, before: WordsSeen) -> WordsSeen:
    """What managers say in the rows, under the same key as before; blank cells are not noted."""
    salt = before.salt or secrets.token_hex(_SALT)
    tables = {
        name: {
            row.id: said
            for row in sorted(of, key=lambda row: row.id)
            if (said := {one: _keyed(salt, row.cells[one]) for one in _managers(name) if row.cells.get(one)})
        }
        for name, of in rows.items()
    }
    return WordsSeen(salt, {name: said for name, said in tables.items() if said})


def absent(words: WordsSeen, rows: Rows, people: Collection[str]) -> Mapping[str, Known]:
    """What was last seen in rows that still stand there of anybody but these people, as tokens of the rows' own kind.

    A token of which nothing stands there any more stays as it is: it is that of no cell.
    """
    found: dict[str, Known] = {}
    for name, of in rows.items():
        opened = {_keyed(words.salt, held): held for row in of for held in row.cells.values() if held}
        said = words.tables.get(name, {})
        whose = {row.id for row in of if row.id in said and row.id.rpartition("/")[0] not in people}
        found[name] = {
            one: {column: opened.get(said[one].get(column, ""), said[one].get(column)) for column in _managers(name)}
            for one in whose
        }
    return found


def _managers(table: str) -> list[str]:
    return [column.name for column in TABS[table].columns if column.is_managers]


def _keyed(salt: str, token: object) -> str:
    said = hashlib.blake2b(str(token).encode(), digest_size=_BYTES, key=bytes.fromhex(salt)).digest()
    return base64.b64encode(said).decode()
