"""What went into wrong rows because somebody moved them between a read and a write, and what has to be put back there.

Requests name rows by their place. The answer tells whether each place still held the row that was meant: its key stands
there. Where another row was hit, the cells that were written in it get back what they held when it was read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from goalsheet.google.cells import Json
from goalsheet.google.found import Found, FoundTab
from goalsheet.google.tab_requests import write
from goalsheet.layout.review import FIRST_ROW, Tab

_NEW = 0  # the place of a row that had no key: nothing of ours was in it
#: What was written into one row: values by column.
Line = Mapping[int, Json]


def putting_back(tab: Tab, before: Found, sent: Sequence[Json], after: Found) -> list[Json]:
    """The requests that undo in the tab's rows what was not meant for them; none where nothing went astray."""
    old, new = before.tabs.get(tab.sheet_id), after.tabs.get(tab.sheet_id)
    if old is None or new is None or any(_of(one, "insertDimension", "range", tab) for one in sent):
        return []
    return list(write(tab.sheet_id, _Hits(tab, old, sent, new).cells()))


def _of(request: Json, kind: str, part: str, tab: Tab) -> bool:
    return bool(request.get(kind, {}).get(part, {}).get("sheetId", 0) == tab.sheet_id) and kind in request


class _Hits:
    def __init__(self, tab: Tab, old: FoundTab, sent: Sequence[Json], new: FoundTab) -> None:
        self.key = tab.place("key")
        self.old, self.new = old, new
        self.rows_before, self.rows_after = _rows(old, self.key), _rows(new, self.key)
        written = _written(tab, sent)
        moves = [one["moveDimension"] for one in sent if _of(one, "moveDimension", "source", tab)]
        self.lines = {_moved(row, moves): line for row, line in written.items()}
        self.meant = {_moved(row, moves): self._meant(row, line) for row, line in written.items()}
        self.going = {_moved(row, moves): old.text(row, self.key) for row, line in written.items() if self.key in line}

    def _meant(self, row: int, line: Line) -> str:
        """The key of the row that was to be written."""
        return str(line[self.key].get("stringValue", "")) if self.key in line else self.old.text(row, self.key)

    def cells(self) -> dict[tuple[int, int], Json]:
        """What has to be put back, by row and column."""
        owners = {**dict(self._refilled()), **dict(self._others())}
        owners |= self._overwritten([row for row, line in self.lines.items() if self.key in line])
        return {
            (row, place): self.old.cells.get((self.rows_before.get(key, _NEW), place), {})
            for row, key in owners.items()
            for place in self.lines[row]
        }

    def _others(self) -> Iterator[tuple[int, str]]:
        """Rows that still say whose they are, or that they are new, and are not the ones that were meant."""
        for row, meant in self.meant.items():
            key = self.new.text(row, self.key)
            if key != meant and (not key or key in self.rows_before) and self.key not in self.lines[row]:
                yield row, key

    def _refilled(self) -> Iterator[tuple[int, str]]:
        """Rows that were to be cleared, and in which somebody wrote something in that very moment: they stay."""
        for row, key in self.going.items():
            if key in self.rows_before and not self.meant[row] and key not in self.rows_after:
                before = self.rows_before[key]
                left = {place for at, place in self.new.cells if at == row} - self.lines[row].keys()
                if any(self.new.cells[row, place] != self.old.cells.get((before, place)) for place in left):
                    yield row, key

    def _overwritten(self, rows: Collection[int]) -> dict[int, str]:
        """Rows whose keys were written over: the keys that are gone unasked, each where most of what is left fits."""
        gone = self.rows_before.keys() - self.rows_after.keys() - {*self.going.values()}
        fits = sorted(((self._likeness(row, key), -row, key) for row in rows for key in gone), reverse=True)
        found: dict[int, str] = {}
        for _, below, key in fits:
            if -below not in found and key not in found.values():
                found[-below] = key
        return found

    def _likeness(self, row: int, key: str) -> int:
        """How many cells that were not written hold what the row of that key held."""
        before = self.rows_before[key]
        places = {place for at, place in self.old.cells if at == before} - self.lines[row].keys()
        return sum(self.old.cells[before, place] == self.new.cells.get((row, place)) for place in places)


def _rows(tab: FoundTab, key: int) -> dict[str, int]:
    return {
        tab.text(row, key): row for row, place in sorted(tab.cells, reverse=True) if place == key and row >= FIRST_ROW
    }


def _written(tab: Tab, sent: Sequence[Json]) -> dict[int, dict[int, Json]]:
    """What the requests write into rows of the tab, by row and column."""
    found: dict[int, dict[int, Json]] = {}
    for request in (one["updateCells"] for one in sent if _of(one, "updateCells", "start", tab)):
        start = request["start"]
        for down, line in enumerate(request["rows"]):
            row = start.get("rowIndex", 0) + down + 1
            places = enumerate(line["values"], start.get("columnIndex", 0) + 1)
            if row >= FIRST_ROW:
                found.setdefault(row, {}).update({place: cell.get("userEnteredValue", {}) for place, cell in places})
    return found


def _moved(row: int, moves: Sequence[Json]) -> int:
    """Where a row stands once rows were moved up, one at a time."""
    for move in moves:
        source, target = move["source"]["startIndex"] + 1, move["destinationIndex"] + 1
        row = target if row == source else row + (target <= row < source)
    return row
