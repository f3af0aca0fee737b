"""One person's tracker as it stands on one side, and as it stood on both after the last sync."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from goalsheet.merge.values import Value


class Side(Enum):
    """Where a copy stands."""

    WORKBOOK = "workbook"
    SHEET = "Google sheet"

    @property
    def other(self) -> Side:
        """The opposite side."""
        return Side.SHEET if self is Side.WORKBOOK else Side.WORKBOOK


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the number of its row there (0 for one to be), its id (blank if it has none), what its cells hold.

    A blank cell may be left out. `unread` are columns in which something stands that cannot be read: they are neither
    compared nor touched.
    """

    place: int
    id: str
    cells: Mapping[str, Value]
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True)
class TableCopy:
    """The rows of one table, and the columns that this side shows; any other column is not blank but unknown.

    `taken` are ids that stand there in rows nobody uses, `elsewhere` those of rows that are somebody else's now.
    """

    columns: frozenset[str]
    rows: tuple[Row, ...] = ()
    taken: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()


#: A side's tables by name; a table that it does not show is left out.
Copy = Mapping[str, TableCopy]


@dataclass(frozen=True)
class Agreed:
    """What both agreed on: the values, when, and which manager."""

    values: Mapping[str, Value]
    on: dt.date | None = None
    by: str = ""


@dataclass(frozen=True)
class BaseRow:
    """A row after the last sync; `kept_on` is the side that keeps it although the other one has deleted it.

    Of a row `is_on_its_way` nobody knows yet whether the other side has got it: the sync stopped in between.
    """

    cells: Mapping[str, Value]
    kept_on: Side | None = None
    agreed: Agreed | None = None
    is_on_its_way: bool = False


@dataclass(frozen=True)
class Base:
    """What both sides held after the last sync, by table and id: only columns that both show and nobody computes."""

    tables: Mapping[str, Mapping[str, BaseRow]] = field(default_factory=dict)

    def with_somebody_else(self) -> Base:
        """What still holds where the other side is a new one: only what was agreed."""
        return Base(
            {
                table: {one: BaseRow({}, agreed=row.agreed) for one, row in rows.items() if row.agreed}
                for table, rows in self.tables.items()
            }
        )


NO_BASE = Base()
