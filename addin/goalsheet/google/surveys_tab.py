"""The tab Surveys of a review spreadsheet: what brings it up to date, and what the manager answers there.

Sync leaves the tab alone: it is kept by those who run surveys. Rows of other surveys stay as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

from goalsheet.errors import CannotRead
from goalsheet.google import heights, protections, tab_requests, validation
from goalsheet.google.cells import Json, entered, extended, is_same
from goalsheet.google.found import Found, FoundTab
from goalsheet.google.tab_requests import adding, dressing, formats, row_cells, write
from goalsheet.layout.plan import Value
from goalsheet.layout.review import FIRST_ROW, HEADER_ROW, HINT_ROW, TITLE_ROW
from goalsheet.layout.review_surveys import ANSWERS, HINT, TAB
from goalsheet.layout.review_tabs import FEEDBACK

_AT = 5  # behind the tabs on which managers write
_PEOPLE = 1  # the tab has no dropdown of people
Rows = Mapping[str, Mapping[str, Value]]


def answers(found: Found, keys: Collection[str]) -> dict[str, tuple[int, dict[str, Value]]]:
    """What the manager answers in the rows of these keys, and where they stand; CannotRead if columns were moved."""
    there = found.tabs.get(TAB.sheet_id)
    if there is None or not there.cells:
        return {}
    _refuse_moved(there)
    return {key: (row, _said(there, row)) for key, row in _places(there).items() if key in keys}


def _said(there: FoundTab, row: int) -> dict[str, Value]:
    return {name: entered(FEEDBACK.column(name).kind, there.cells.get((row, TAB.place(name)), {})) for name in ANSWERS}


def _places(there: FoundTab) -> dict[str, int]:
    """The rows by their keys; of two with one key the upper one."""
    at = TAB.place("key")
    rows = sorted(row for row, place in there.cells if place == at and row >= FIRST_ROW)
    return {there.text(row, at): row for row in reversed(rows)}


def _refuse_moved(there: FoundTab) -> None:
    heads = [there.text(HEADER_ROW, place) for place in range(1, len(TAB.columns) + 1)]
    if heads != [column.title for column in TAB.columns]:
        cure = "Put them back (File > Version history), or delete the tab: the next run makes it anew."
        raise CannotRead(f"The columns of the tab {there.title} are not as they were made. {cure}")


def bringing(found: Found, wanted: Rows, editors: Sequence[str], outsiders: Collection[str]) -> Iterator[Json]:
    """The requests that show these rows on the tab; none where they are shown. The manager's cells are not touched."""
    there = found.tabs.get(TAB.sheet_id)
    if there is not None and there.cells:
        _refuse_moved(there)
    rows = _rows(there, wanted)
    last = max(TAB.last_row(len(rows)), *rows.values(), there.row_count if there else 0)
    yield from _made(found, last, editors) if there is None else _mended(there, last, editors, outsiders)
    yield from validation.mending(TAB, last, _PEOPLE, there)
    cells = _top() | {
        (rows[key], place): one
        for key, row in wanted.items()
        for place, one in row_cells(TAB, row, found.locale).items()
    }
    before = there.cells if there else {}
    yield from write(TAB.sheet_id, {at: one for at, one in cells.items() if not is_same(before.get(at, {}), one)})
    yield from heights.fitting(TAB, {**before, **cells}, there.heights if there else {})


def _rows(there: FoundTab | None, wanted: Collection[str]) -> dict[str, int]:
    """Where each key has its row, or gets one: below all others."""
    known = _places(there) if there else {}
    free = count(
        max((row for row, _ in there.cells if row >= FIRST_ROW), default=HEADER_ROW) + 1 if there else FIRST_ROW
    )
    return {key: known.get(key) or next(free) for key in wanted}


def _made(found: Found, last: int, editors: Sequence[str]) -> Iterator[Json]:
    yield adding(replace(TAB, title=_title(found)), min(_AT, len(found.tabs)), last)
    yield from dressing(TAB, last, editors)


def _mended(there: FoundTab, last: int, editors: Sequence[str], outsiders: Collection[str]) -> Iterator[Json]:
    if there.row_count < last:
        size = {"sheetId": TAB.sheet_id, "gridProperties": {"rowCount": last}}
        yield {"updateSheetProperties": {"properties": size, "fields": "gridProperties.rowCount"}}
        yield from formats(TAB, (there.row_count + 1, last))
    yield from protections.mending(tab_requests.protections(TAB, last, editors), there, outsiders)


def _title(found: Found) -> str:
    """The tab's title; with a number where somebody's own tab is called the same."""
    taken = {there.title.casefold() for there in found.tabs.values()}
    titles = (f"{TAB.title} ({number})" if number > 1 else TAB.title for number in count(1))
    return next(title for title in titles if title.casefold() not in taken)


def _top() -> dict[tuple[int, int], Json]:
    headings = {(HEADER_ROW, place): column.title for place, column in enumerate(TAB.columns, 1)}
    return {at: extended(text) for at, text in ({(TITLE_ROW, 1): TAB.title, (HINT_ROW, 1): HINT} | headings).items()}
