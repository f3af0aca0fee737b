"""Rows of a sheet whose ids and contents do not belong together any more, whosever they are.

So it is after a sort of only some columns, or where cells were pasted over others. An id alone then says nothing: what
a manager said of one goal would go on as said of another, and a goal's words into a colleague's workbook. So each row
is held against what the sync knows to have stood beside its id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from goalsheet.merge.values import Value

#: What was known of rows: values by the rows' ids and their columns.
Known = Mapping[str, Mapping[str, Value]]


@dataclass(frozen=True)
class Standing:
    """A row as it stands: its place, the id that it carries, the ids that it says of itself besides.

    `called` is what people know it by.

    Values are those by which they are compared: of two that are the same, whoever reads the rows makes one.
    """

    place: int
    id: str
    says: frozenset[str]
    cells: Mapping[str, Value]
    called: str = ""


@dataclass(frozen=True)
class Telling:
    """How a column tells whose row it is.

    `is_text`: a text that has left all its rows and stands in others was moved. `is_own`: so it was where it stands in
    others besides. `few`: so many rows that have exchanged what they held, be it text or not, did not do so by chance.
    """

    name: str
    few: int
    is_text: bool = False
    is_own: bool = False


def mixed_up(
    rows: Sequence[Standing], last: Known, excused: Sequence[Known], columns: Collection[Telling]
) -> list[Standing]:
    """The rows whose id is not that of what stands in them, or of whose contents some stand beside another id.

    `last` is what was known to stand there, of rows about which that is known at all; `excused` what may stand there
    since, such as what the employee has written meanwhile.
    """
    found = {one for column in columns for one in _Column(rows, last, excused, column).mixed_up()}
    return [row for row in rows if row.id in found or row.says - {row.id}]


class _Column:
    """One column of the rows, of which it is known what stood in it."""

    def __init__(self, rows: Sequence[Standing], last: Known, excused: Sequence[Known], of: Telling) -> None:
        self.of, name = of, of.name
        self.was = {one: cells[name] for one, cells in last.items() if name in cells}
        held = [(row.id, row.cells[name]) for row in rows if name in row.cells and row.id in self.was]
        self.holding = _by_value(held)
        self.changed = [
            (one, value)
            for one, value in held
            if value != self.was[one] and not any(value == known.get(one, {}).get(name, _NOTHING) for known in excused)
        ]

    def mixed_up(self) -> Iterator[str]:
        """The ids of the rows whose cells are not theirs, or have left them."""
        if self.of.is_text:
            yield from self._moved()
        if len(self.changed) >= self.of.few and self._is_exchange():
            yield from (one for one, _ in self.changed)

    def _moved(self) -> Iterator[str]:
        stood = _by_value(self.was.items())
        for one, value in self.changed:
            others = stood.get(value, set()) if value is not None else set()
            if others and not others & self.holding[value]:
                yield from (one, *others)
            elif others and self.of.is_own:
                yield one

    def _is_exchange(self) -> bool:
        return Counter(value for _, value in self.changed) == Counter(self.was[one] for one, _ in self.changed)


_NOTHING = object()  # what stands in no cell


def _by_value(cells: Collection[tuple[str, Value]] | Iterator[tuple[str, Value]]) -> dict[Value, set[str]]:
    """The ids of the rows that hold a value."""
    found: dict[Value, set[str]] = {}
    for one, value in cells:
        found.setdefault(value, set()).add(one)
    return found
