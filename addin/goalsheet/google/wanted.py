"""What a review spreadsheet is to hold, as if there were nothing yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from goalsheet.google import guide
from goalsheet.google.cells import Json
from goalsheet.google.tab_requests import row_cells, top
from goalsheet.google.tabs import TABS, mark
from goalsheet.layout.review import FIRST_ROW, Tab
from goalsheet.layout.review_content import Review

LOCALE = "en_GB"


def last_row(tab: Tab, review: Review) -> int:
    """How many rows a tab has to have."""
    return tab.last_row(len(tab.rows(review, {"goals": 0})))


def tab_cells(tab: Tab, review: Review, last: Mapping[str, int], locale: str = LOCALE) -> dict[tuple[int, int], Json]:
    """What stands in a new tab, by row and column; `last` are the last rows of all tabs by their names."""
    cells = top(tab, review)
    for row, content in enumerate(tab.rows(review, last).values(), FIRST_ROW):
        cells |= {(row, place): value for place, value in row_cells(tab, content, locale, is_new=True).items()}
    return cells


def everything(review: Review) -> Iterator[Any]:
    """All by which one new spreadsheet differs from another, fit for JSON."""
    last = {tab.name: last_row(tab, review) for tab in TABS}
    yield [mark(), review.title, len(review.members), last]
    yield from (list(tab_cells(tab, review, last).items()) for tab in TABS)
    yield list(guide.cells(review).items())
