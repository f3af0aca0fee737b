"""Columns that stand in another column's place: nobody but a person can tell what was meant."""

from __future__ import annotations

from collections.abc import Sequence

from goalsheet.google.found import FoundTab
from goalsheet.layout.review import HEADER_ROW, Tab


def are_moved(tab: Tab, there: FoundTab) -> bool:
    """Whether a column stands in another one's place; one that is merely gone is put back."""
    return any(place != at for place, at in _places(tab, there).items())


def moved(tab: Tab, there: FoundTab) -> str:
    """What was moved: the fewest columns without which the others are in order, or those that make room for another."""
    places = _places(tab, there)
    order = sorted(places, key=lambda place: places[place])
    strayed = sorted(places.keys() - {*_longest_run(order)})
    titles = [tab.columns[place - 1].title for place in strayed]
    first = next((place for place, at in sorted(places.items()) if place != at), 1)
    return ", ".join(titles) or f"{tab.columns[first - 1].title}, and all behind it"


def _places(tab: Tab, there: FoundTab) -> dict[int, int]:
    """Where the columns stand that can be told by their titles, by where they belong."""
    heads = {there.text(HEADER_ROW, place): place for place in range(1, there.column_count + 1)}
    titles = ((place, column.title) for place, column in enumerate(tab.columns, 1))
    return {place: heads[title] for place, title in titles if title and title in heads}


def _longest_run(order: Sequence[int]) -> Sequence[int]:
    """The longest of the rising runs, whatever stands between."""
    runs: list[list[int]] = []
    for one in order:
        before = max((run for run in runs if run[-1] < one), key=len, default=[])
        runs.append([*before, one])
    return max(runs, key=len, default=[])
