"""Protected ranges: who may write where, and what each visitor is shown of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from goalsheet.local_sheets.areas import Area, area_of
from goalsheet.local_sheets.refusals import PROTECTED, bad_request
from goalsheet.local_sheets.shifts import NAMES
from goalsheet.local_sheets.spreadsheet import Spreadsheet
from goalsheet.local_sheets.visitors import Visitor

Json = dict[str, Any]


def may_edit(visitor: Visitor, protected: Json) -> bool:
    """Whether a protection lets the visitor through: the owner, its editors, or anybody where it only warns."""
    editors = protected.get("editors", {})
    same_domain = editors.get("domainUsersCanEdit") and _domain(visitor.email) in map(_domain, visitor.writers[:1])
    named = visitor.email.lower() in {user.lower() for user in editors.get("users", ())}
    return bool(visitor.role in {"owner", "organizer"} or protected.get("warningOnly") or named or same_domain)


def _domain(email: str) -> str:
    return email.rpartition("@")[2].lower()


def shown_to(visitor: Visitor, protected: Json) -> Json:
    """A protected range as a visitor sees it: who its editors are is shown to those who may edit."""
    answer = {name: part for name, part in protected.items() if name != "editors" and part not in (False, None)}
    if not may_edit(visitor, protected):
        return answer
    answer["requestingUserCanEdit"] = True
    if not protected.get("warningOnly"):
        answer["editors"] = {name: part for name, part in protected.get("editors", {}).items() if part}
    return answer


def listed_for(visitor: Visitor, protected: Json) -> Json:
    """A protected range as spreadsheets.get lists it: there the owner is always among the editors (recorded so)."""
    answer = shown_to(visitor, protected)
    users = answer.get("editors", {}).get("users", [])
    if "editors" in answer and visitor.owner and visitor.owner not in users:
        answer["editors"] = {**answer["editors"], "users": [visitor.owner, *users]}
    return answer


def protected_area(book: Spreadsheet, protected: Json) -> Area | None:
    """The cells that a protection covers; None when its named range is gone."""
    place = _place(book, protected)
    return None if place is None else area_of(book, place)


def closed_to(book: Spreadsheet, visitor: Visitor, area: Area) -> bool:
    """Whether any cell of the area is closed to the visitor."""
    for protected in book.sheet(area.sheet).part("protectedRanges"):
        if may_edit(visitor, protected):
            continue
        covered = protected_area(book, protected)
        common = covered.common(area) if covered else None
        if common and _left([common], [area_of(book, gap) for gap in protected.get("unprotectedRanges", ())]):
            return True
    return False


def _left(pieces: list[Area], gaps: Iterable[Area]) -> list[Area]:
    """What is left of the pieces when the gaps are cut out."""
    for gap in gaps:
        pieces = [rest for piece in pieces for rest in piece.without(gap)]
    return pieces


def require_open(book: Spreadsheet, visitor: Visitor, areas: Iterable[Area]) -> None:
    """Refuse a write to cells that are closed to the visitor."""
    if any(closed_to(book, visitor, area) for area in areas):
        raise bad_request(PROTECTED)


def require_no_closed_part(book: Spreadsheet, visitor: Visitor, sheet_id: int) -> None:
    """Refuse what would do away with a whole tab where any part of it is closed to the visitor."""
    if not all(may_edit(visitor, protected) for protected in book.sheet(sheet_id).part("protectedRanges")):
        raise bad_request(PROTECTED)


def require_open_sheet(book: Spreadsheet, visitor: Visitor, sheet_id: int) -> None:
    """Refuse a change of the tab itself where the whole tab is closed to the visitor."""
    for protected in book.sheet(sheet_id).part("protectedRanges"):
        whole_tab = not {"startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex"} & set(
            protected.get("range", {"startRowIndex": 0})
        )
        if whole_tab and not may_edit(visitor, protected):
            raise bad_request(PROTECTED)


def require_room(book: Spreadsheet, visitor: Visitor, sheet_id: int, dimension: str, at: int) -> None:
    """Refuse new rows or columns, from that index on, in the midst of what is closed to the visitor.

    Before what is closed there is room, but not where it begins with the sheet.
    """
    names = NAMES[dimension]
    for protected in book.sheet(sheet_id).part("protectedRanges"):
        place = _place(book, protected)
        if place is not None and not may_edit(visitor, protected):
            start, end = (place.get(name) for name in names)
            is_across = start is None and end is None  # of whole columns new rows are always a part
            if is_across or ((not start or start < at) and (end is None or at < end)):
                raise bad_request(PROTECTED)


def _place(book: Spreadsheet, protected: Json) -> Json | None:
    """The GridRange of a protection; None when its named range is gone."""
    if "range" in protected or "namedRangeId" not in protected:
        return dict(protected.get("range", {}))
    named = [entry["range"] for entry in book.named_ranges if entry["namedRangeId"] == protected["namedRangeId"]]
    return named[0] if named else None
