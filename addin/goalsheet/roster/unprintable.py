"""Control characters, which nobody can see and no workbook holds: where they were left out of a text."""

from __future__ import annotations

from collections.abc import Iterator

from goalsheet.roster.body import Body
from goalsheet.roster.columns import Columns
from goalsheet.roster.rows import EXACT_FIELDS
from goalsheet.roster.words import CONTROL, count, listing


def tell_unprintable(body: Body, columns: Columns) -> Iterator[str]:
    """Say where characters were left out; names, ids and addresses with any are problems instead."""
    suspect = [(row, cells) for row, cells in body.rows if not "".join(cells).isprintable()]
    told = [place for field, place in columns.places.items() if field not in EXACT_FIELDS]
    for place in sorted({*told, *(place for _, place in columns.extras)}):
        rows = [row for row, cells in suspect if place < len(cells) and CONTROL.search(cells[place])]
        if rows:
            header, cells = columns.guesses[place].header, count(len(rows), "cell", "cells")
            which = f"row {rows[0]}" if len(rows) == 1 else f"rows {listing(rows, most=5)}"
            yield f'Characters that cannot be printed were left out of {cells} of the column "{header}" ({which}).'
