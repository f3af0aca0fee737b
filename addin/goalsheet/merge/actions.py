"""What a sync has to do or to say, one small value each, with its reason in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from goalsheet.merge.copy import Base, Side
from goalsheet.merge.values import Value


class CellKey(NamedTuple):
    """Which cell it is, on whichever side."""

    table: str
    id: str
    column: str


@dataclass(frozen=True)
class SetCell:
    """A cell of a side is to hold something else."""

    side: Side
    key: CellKey
    old: Value
    new: Value
    why: str


@dataclass(frozen=True)
class AddRow:
    """A side is to get a row that the other one has."""

    side: Side
    table: str
    id: str
    cells: Mapping[str, Value]
    why: str


@dataclass(frozen=True)
class GiveId:
    """A row of a side has no id of its own; it is known by its place there."""

    side: Side
    table: str
    place: int
    id: str
    why: str


@dataclass(frozen=True)
class KeepRow:
    """A row that the other side has deleted stays on this one, marked, until somebody deletes it here, too."""

    side: Side
    table: str
    id: str
    why: str


@dataclass(frozen=True)
class Unmark:
    """A row that was deleted is back on both sides."""

    side: Side
    table: str
    id: str
    why: str


@dataclass(frozen=True)
class Conflict:
    """An edit that gave way: both values, which side's was kept, and which side the cell belongs to."""

    key: CellKey
    workbook: Value
    sheet: Value
    owner: Side
    kept: Side
    why: str


@dataclass(frozen=True)
class Torn:
    """Rows of a side whose ids and contents do not belong together any more; nothing in them is merged."""

    side: Side
    table: str
    ids: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Stray:
    """A row on a side that may not add any; it stays as it is and goes nowhere."""

    side: Side
    table: str
    place: int
    id: str
    why: str


@dataclass(frozen=True)
class Stop:
    """Nothing at all is done, for it looks like an accident; `flag` says that it was meant."""

    side: Side
    what: str
    flag: str


Action = SetCell | AddRow | GiveId | KeepRow | Unmark | Conflict | Torn | Stray | Stop
#: What changes something; the others are only to be said.
DEEDS = (SetCell, AddRow, GiveId, KeepRow, Unmark)


@dataclass(frozen=True)
class Plan:
    """All actions, and the last state once they are carried out."""

    actions: tuple[Action, ...]
    base: Base

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The edits that gave way."""
        return tuple(one for one in self.actions if isinstance(one, Conflict))

    @property
    def stops(self) -> tuple[Stop, ...]:
        """Why nothing is done; nothing if it is."""
        return tuple(one for one in self.actions if isinstance(one, Stop))

    @property
    def deeds(self) -> tuple[Action, ...]:
        """What changes something."""
        return tuple(one for one in self.actions if isinstance(one, DEEDS))
