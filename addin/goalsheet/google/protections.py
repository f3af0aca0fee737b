"""Whether a sheet is protected as it should be, and what mends it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from goalsheet.google.cells import Json
from goalsheet.google.found import FoundTab
from goalsheet.google.tab_requests import PROTECTED


def mending(wanted: Json, tab: FoundTab, outsiders: Collection[str]) -> Iterator[Json]:
    """The requests that put the protection right; `outsiders` are the e-mails of those whom it must stop."""
    if any(_is_right(one, wanted, tab.row_count, outsiders) for one in tab.protections):
        return
    for one in tab.protections:
        if one.get("description") == PROTECTED:
            yield {"deleteProtectedRange": {"protectedRangeId": one["protectedRangeId"]}}
    yield {"addProtectedRange": {"protectedRange": wanted}}


def _is_right(one: Mapping[str, Any], wanted: Json, rows: int, outsiders: Collection[str]) -> bool:
    editors = one.get("editors", {})
    users = {user.lower() for user in editors.get("users", [])}
    stops = not one.get("warningOnly") and not editors.get("domainUsersCanEdit") and not editors.get("groups")
    whole = set(one.get("range", {})) <= {"sheetId"}
    return whole and stops and not users & set(outsiders) and _open(one, rows) == _open(wanted, rows)


def _open(protected: Mapping[str, Any], rows: int) -> set[tuple[int, int, int, int]]:
    """The ranges left open; one without an end reaches as far as the sheet."""
    return {
        (
            one.get("startRowIndex", 0),
            min(rows, one.get("endRowIndex", rows)),
            one.get("startColumnIndex", 0),
            one.get("endColumnIndex", 0),
        )
        for one in protected.get("unprotectedRanges", [])
    }
