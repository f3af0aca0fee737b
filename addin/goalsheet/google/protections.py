"""Whether a sheet is protected as it should be, and what mends it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from goalsheet.google.cells import Json
from goalsheet.google.found import FoundTab
from goalsheet.google.tab_requests import PROTECTED
from goalsheet.layout.review import FIRST_ROW, Tab


def mending(wanted: Sequence[Json], tab: FoundTab, outsiders: Collection[str]) -> Iterator[Json]:
    """The requests that put the protections right; `outsiders` are the e-mails of those whom they must stop."""
    rows = max(tab.row_count, *(one["range"].get("endRowIndex", 0) for one in wanted))  # it may be about to grow
    right = [[_is_right(there, one, rows, outsiders) for one in wanted] for there in tab.protections]
    missing = [one for place, one in enumerate(wanted) if not any(of[place] for of in right)]
    if not missing:
        return
    for there, of in zip(tab.protections, right, strict=True):
        if there.get("description") == PROTECTED and not any(of):
            yield {"deleteProtectedRange": {"protectedRangeId": there["protectedRangeId"]}}
    for one in missing:
        yield {"addProtectedRange": {"protectedRange": one}}


def dressed_rows(tab: Tab, there: FoundTab) -> int:
    """The last row that sync has seen to: where managers add rows, those below look plain and accept anything."""
    if not tab.open_rows:
        return there.row_count
    ranges = [one.get("range", {}) for one in there.protections if one.get("description") == PROTECTED]
    ends = [one.get("endRowIndex", there.row_count) for one in ranges if one.get("startRowIndex") == FIRST_ROW - 1]
    return min(there.row_count, max(tab.last_row(0), *ends)) if ends else there.row_count


def _is_right(one: Mapping[str, Any], wanted: Json, rows: int, outsiders: Collection[str]) -> bool:
    editors = one.get("editors", {})
    users = {user.lower() for user in editors.get("users", [])}
    stops = not one.get("warningOnly") and not editors.get("domainUsersCanEdit") and not editors.get("groups")
    same = _stretch(one.get("range", {}), rows) == _stretch(wanted["range"], rows)
    return same and stops and not users & set(outsiders) and _open(one, rows) == _open(wanted, rows)


def _open(protected: Mapping[str, Any], rows: int) -> set[tuple[int, int, int, int | None]]:
    """The ranges left open."""
    return {_stretch(one, rows) for one in protected.get("unprotectedRanges", [])}


def _stretch(one: Mapping[str, Any], rows: int) -> tuple[int, int, int, int | None]:
    """Its rows and columns; one without an end reaches as far as the sheet."""
    down = one.get("startRowIndex", 0), min(rows, one.get("endRowIndex", rows))
    return (*down, one.get("startColumnIndex", 0), one.get("endColumnIndex"))
