"""Identity: which of several columns of ids is the one that this list goes by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from goalsheet.roster.columns import Columns
from goalsheet.roster.staff import NAME_AND_ID, id_key
from goalsheet.roster.words import listing, tidy

Rows = Sequence[tuple[int, Sequence[str]]]


def find_id(columns: Columns, rows: Rows) -> int | None:
    """Find the column that holds the managers' ids; none where no other than the best named one holds more of them.

    A few may be there by chance, as numbers of another kind: it has to be half of them.
    """
    wanted = _manager_ids(columns, rows) if len(columns.ids) > 1 else set()
    held = {place: len(wanted & set(_keys(rows, place))) for place in columns.ids}
    best = max(columns.ids, key=lambda place: held[place], default=None)  # the first of equals: the best named
    return best if best is not None and wanted and held[best] * 2 >= len(wanted) else None


def _manager_ids(columns: Columns, rows: Rows) -> set[str]:
    """Give what may be ids in the columns of managers, also behind a name: `Ana Lopez (10045)`."""
    places = [columns.places[field] for field in ("manager_id", "manager") if field in columns.places]
    return {key for place in places for key in _keys(rows, place) if any(map(str.isdigit, key)) and "@" not in key}


def _keys(rows: Rows, place: int) -> Iterator[str]:
    """Give the ids of a column as they are compared: programs lose zeros in front in one column and not in another."""
    texts: Iterable[str] = (tidy(cells[place]) for _, cells in rows if place < len(cells))
    for text in texts:
        behind_name = NAME_AND_ID.fullmatch(text)
        if key := id_key(behind_name[2] if behind_name else text).lstrip("0"):
            yield key


def tell_ids(columns: Columns, chosen: int | None) -> Iterator[str]:
    """Say which column was taken for the ids and which ones were set aside."""
    first, *others = (columns.guesses[place].header for place in columns.ids) if columns.ids else ("",)
    if others:
        why = "it holds the managers' ids" if chosen is not None else "its name says so most plainly"
        yield (
            f'Ids are taken from "{first}", since {why}; kept as extra: {listing(others, most=5)}. '
            f'If it is another one: --columns "{others[0]}=id".'
        )
