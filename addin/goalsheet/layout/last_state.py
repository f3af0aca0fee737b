"""What a workbook remembers of its last sync: rows of its very hidden Settings sheet, so that it carries all it needs.

JSON, cut into pieces that a cell can hold. What cannot be read is as if there had been no sync: then nothing is taken
for changed, and nothing is lost.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count, islice
from typing import Any, Final

from goalsheet.layout.contents import Rows
from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.layout.self_description import KEYS, VALUES
from goalsheet.merge.actions import CellKey, Conflict
from goalsheet.merge.copy import NO_BASE, Agreed, Base, BaseRow, Side
from goalsheet.tracker.logs import ConflictEntry, Review
from goalsheet.tracker.schema import filled_in, table

KEY = "last_sync_"  # and the number of the piece
PIECE = 8_000  # characters: of longer ones (from 8,204 on) Excel takes no block of cells at once
_VERSION = 1
_DAY = "day"

Line = Review | ConflictEntry  # on one of the sheets on which a sync lists what happened
_LINES: Final[dict[str, type[Line]]] = {of.__name__: of for of in (Review, ConflictEntry)}


@dataclass(frozen=True)
class Touch:
    """Who changed a side last, and when, as its file tells; blank where it does not."""

    by: str = ""
    at: dt.datetime | None = None


#: Who changed each side last.
Touches = Mapping[Side, Touch]
NOBODY: Touches = {}


@dataclass(frozen=True)
class Kept:
    """An edit that gave way, the day of the sync that found it, and who had changed each side last by then."""

    on: dt.date
    conflict: Conflict
    touched: Touches = field(default_factory=dict)


@dataclass(frozen=True)
class LastState:
    """The last sync: with which spreadsheet (its file's id), what both held then, and all edits that ever gave way.

    `number` counts the states that this workbook has had: by it a backup is known as older. `waiting` are lines that
    the next sync lists, for the one in which they came up made all the calls that a press may make. On the sheets that
    are `begun` a part of the first of them stands already.
    """

    partner: str = ""
    base: Base = NO_BASE
    kept: tuple[Kept, ...] = ()
    number: int = 0
    waiting: tuple[Line, ...] = ()
    begun: frozenset[type] = frozenset()


NEVER = LastState()


def read(rows: Rows) -> LastState:
    """What the Settings sheet remembers."""
    return from_text("".join(piece for _, piece in sorted(_pieces(rows).values())))


def from_text(written_down: str) -> LastState:
    """The state that was written down so."""
    sum_of, _, text = written_down.partition(" ")
    try:
        return _state(json.loads(text)) if sum_of == _sum(text) else NEVER
    except (ValueError, KeyError, TypeError, AttributeError):
        return NEVER


def cells(state: LastState, rows: Rows, sheet: str) -> dict[CellPlace, Value]:
    """The cells of the Settings sheet of that title that let it remember the state: one block, or none if it does."""
    text = written(state)
    pieces = [text[start : start + PIECE] for start in range(0, len(text), PIECE)]
    held = _pieces(rows)
    if [piece for _, piece in sorted(held.values())] == pieces:
        return {}
    free = (row for row in count(max([*(held or rows), 1]) + 1) if row not in rows)
    places = [*sorted(held), *islice(free, len(pieces))][: max(len(pieces), len(held))]
    wanted: dict[CellPlace, Value] = {}
    for number, row in enumerate(places):
        is_used = number < len(pieces)
        wanted[CellPlace(sheet, f"{KEYS}{row}")] = f"{KEY}{number + 1}" if is_used else None
        wanted[CellPlace(sheet, f"{VALUES}{row}")] = pieces[number] if is_used else None
    return wanted


def written(state: LastState) -> str:
    """The state as it is written down."""
    text = json.dumps(_plain(state), ensure_ascii=True, separators=(",", ":"))
    return f"{_sum(text)} {text}"


def _sum(text: str) -> str:
    """By this a text is known to be whole."""
    return f"{zlib.crc32(text.encode()):08x}"


def _pieces(rows: Rows) -> dict[int, tuple[int, str]]:
    """The pieces by the rows in which they stand, each with its number."""
    return {
        row: (int(number), str(held.get(VALUES, "")))
        for row, held in rows.items()
        if (number := str(held.get(KEYS, "")).removeprefix(KEY)) != held.get(KEYS, "") and number.isdecimal()
    }


def _plain(state: LastState) -> dict[str, Any]:
    tables = {table: {name: _plain_row(row) for name, row in rows.items()} for table, rows in state.base.tables.items()}
    kept = [_plain_kept(one) for one in state.kept]
    plain = {"version": _VERSION, "number": state.number, "with": state.partner, "tables": tables, "kept": kept}
    begun = {"begun": sorted(of.__name__ for of in state.begun)} if state.begun else {}
    return plain | ({"waiting": [_plain_line(one) for one in state.waiting]} if state.waiting else {}) | begun


def _plain_line(line: Line) -> list[Any]:
    of: type = type(line)
    held = {column.name: getattr(line, column.name) for column in filled_in(table(of))}
    return [of.__name__, _plain_values({name: one for name, one in held.items() if one is not None})]


def _plain_row(row: BaseRow) -> dict[str, Any]:
    made: dict[str, Any] = {"cells": _plain_values(row.cells)}
    if row.kept_on:
        made["kept_on"] = row.kept_on.name
    if row.is_on_its_way:
        made["is_on_its_way"] = True
    if row.agreed:
        on = row.agreed.on.isoformat() if row.agreed.on else None
        made["agreed"] = {"values": _plain_values(row.agreed.values), "on": on, "by": row.agreed.by}
    return made


def _plain_kept(one: Kept) -> dict[str, Any]:
    found = one.conflict
    values = _plain_values({"workbook": found.workbook, "sheet": found.sheet})
    sides = {"owner": found.owner.name, "kept": found.kept.name}
    touched = {side.name: [who.by, who.at.isoformat() if who.at else None] for side, who in one.touched.items()}
    by = {"by": touched} if touched else {}
    return {"on": one.on.isoformat(), "cell": list(found.key), "why": found.why, **values, **sides, **by}


def _plain_values(values: Mapping[str, Value]) -> dict[str, Any]:
    """Values as JSON has them; a day is told from a text by being an object."""
    return {name: {_DAY: one.isoformat()} if isinstance(one, dt.date) else one for name, one in values.items()}


def _state(found: Any) -> LastState:
    if found["version"] != _VERSION:
        return NEVER
    tables = {table: {name: _row(row) for name, row in rows.items()} for table, rows in found["tables"].items()}
    number = int(found.get("number", 0))
    waiting, begun = tuple(_lines(found.get("waiting", ()))), frozenset(_LINES[name] for name in found.get("begun", ()))
    return LastState(str(found["with"]), Base(tables), tuple(_kept(found["kept"])), number, waiting, begun)


def _lines(found: Iterable[Any]) -> Iterator[Line]:
    for name, values in found:
        held: dict[str, Any] = _values(values)
        yield _LINES[name](**held)


def _row(found: Any) -> BaseRow:
    agreed = found.get("agreed")
    return BaseRow(
        cells=_values(found["cells"]),
        kept_on=Side[found["kept_on"]] if "kept_on" in found else None,
        agreed=Agreed(_values(agreed["values"]), _day(agreed["on"]), str(agreed["by"])) if agreed else None,
        is_on_its_way="is_on_its_way" in found,
    )


def _kept(found: Any) -> Iterator[Kept]:
    for one in found:
        workbook, sheet = _values({side: one[side] for side in ("workbook", "sheet")}).values()
        key = CellKey(*map(str, one["cell"]))
        conflict = Conflict(key, workbook, sheet, Side[one["owner"]], Side[one["kept"]], str(one["why"]))
        touched = {
            Side[side]: Touch(str(by), dt.datetime.fromisoformat(at) if at else None)
            for side, (by, at) in one.get("by", {}).items()
        }
        yield Kept(dt.date.fromisoformat(one["on"]), conflict, touched)


def _values(found: Mapping[str, Any]) -> dict[str, Value]:
    return {str(name): _value(one) for name, one in found.items()}


def _value(found: Any) -> Value:
    if isinstance(found, dict):
        return dt.date.fromisoformat(found[_DAY])
    if found is None or isinstance(found, str):
        return found
    return float(found)


def _day(found: Any) -> dt.date | None:
    return dt.date.fromisoformat(found) if found else None
