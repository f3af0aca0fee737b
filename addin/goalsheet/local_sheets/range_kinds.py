"""Requests on ranges that have a standing of their own: merges, names, protections."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from goalsheet.local_sheets.areas import Area, area_of, asked_area, grid_range, parse_a1
from goalsheet.local_sheets.kinds import its_range, kind
from goalsheet.local_sheets.masks import merged, update_mask
from goalsheet.local_sheets.protection import may_edit, shown_to
from goalsheet.local_sheets.refusals import PROTECTED, Refusal, bad_request
from goalsheet.local_sheets.spreadsheet import RowsDraft, Sheet, Spreadsheet
from goalsheet.local_sheets.visitors import Visitor

Json = dict[str, Any]


@kind("mergeCells", its_range)
def merge_cells(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Cells become one: all of the range, each row or each column; only the top left value stays."""
    del visitor
    area = asked_area(book, request)
    sheet = _unmerged(book, area)
    for piece in _pieces(area, request.get("mergeType", "MERGE_ALL")):
        if piece.bottom - piece.top > 1 or piece.right - piece.left > 1:
            sheet = _only_first(sheet, piece).with_part("merges", (*sheet.part("merges"), grid_range(piece)))
    return book.with_sheet(sheet), {}


def _pieces(area: Area, how: str) -> list[Area]:
    if how == "MERGE_ROWS":
        return [area._replace(top=row, bottom=row + 1) for row in range(area.top, area.bottom)]
    if how == "MERGE_COLUMNS":
        return [area._replace(left=column, right=column + 1) for column in range(area.left, area.right)]
    return [area]


def _only_first(sheet: Sheet, area: Area) -> Sheet:
    draft = RowsDraft(sheet.rows)
    for row, column in area.cells():
        if (row, column) != (area.top, area.left) and draft.get(row, column):
            cell = draft.get(row, column)
            draft.set(row, column, {name: part for name, part in cell.items() if name != "userEnteredValue"})
    return replace(sheet, rows=draft.rows())


def _unmerged(book: Spreadsheet, area: Area) -> Sheet:
    """The tab without the merges in the area; one that lies only partly in it is refused."""
    sheet = book.sheet(area.sheet)
    kept = []
    for item in sheet.part("merges"):
        merge = area_of(book, item)
        if merge.common(area) is None:
            kept.append(item)
        elif merge.common(area) != merge:
            raise bad_request("You must select all cells in a merged range to merge or unmerge them.")
    return sheet.with_part("merges", tuple(kept))


@kind("unmergeCells", its_range)
def unmerge_cells(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Merged cells become cells again."""
    del visitor
    return book.with_sheet(_unmerged(book, asked_area(book, request))), {}


def plain_range(place: Json) -> Json:
    """A GridRange as Google shows it: sheet 0 goes unsaid."""
    return {name: part for name, part in place.items() if name != "sheetId" or part}


@kind("addNamedRange")
def add_named_range(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """A name for a range."""
    del visitor
    given = request.get("namedRange", {})
    _refuse_name(book, given.get("name", ""))
    asked_area(book, given)
    book, number = book.with_new_id()
    entry = {
        "namedRangeId": given.get("namedRangeId") or str(number),
        "name": given["name"],
        "range": plain_range(given.get("range", {})),
    }
    return replace(book, named_ranges=(*book.named_ranges, entry)), {"addNamedRange": {"namedRange": entry}}


def _refuse_name(book: Spreadsheet, name: str, but: str = "") -> None:
    if any(entry["name"].lower() == name.lower() and entry["namedRangeId"] != but for entry in book.named_ranges):
        raise bad_request(f"Cannot add named range with name {name}, a named range with that name already exists.")
    if not _is_name(book, name):
        raise bad_request(f'"{name}" is not a valid name for a named range.')


def _is_name(book: Spreadsheet, name: str) -> bool:
    if not name or not (name[0].isalpha() or name[0] == "_") or not name.replace("_", "a").replace(".", "a").isalnum():
        return False
    try:
        parse_a1(replace(book, named_ranges=(), sheets=book.sheets[:1]), name)
    except Refusal as refusal:
        return "Unable to parse" in refusal.message
    return book.titled(name) is not None


def named(book: Spreadsheet, range_id: str) -> Json:
    """The named range with that id; refuses an unknown one."""
    for entry in book.named_ranges:
        if entry["namedRangeId"] == range_id:
            return entry
    raise bad_request(f"No named range with id: {range_id}")


@kind("updateNamedRange")
def update_named_range(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Another name or place for a named range."""
    del visitor
    given = request.get("namedRange", {})
    old = named(book, given.get("namedRangeId", ""))
    new = merged(old, given, update_mask(request.get("fields")))
    _refuse_name(book, new.get("name", ""), old["namedRangeId"])
    asked_area(book, new)
    new = {"namedRangeId": old["namedRangeId"], "name": new["name"], "range": plain_range(new["range"])}
    return replace(book, named_ranges=tuple(new if entry is old else entry for entry in book.named_ranges)), {}


@kind("deleteNamedRange")
def delete_named_range(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """A name goes."""
    del visitor
    old = named(book, request.get("namedRangeId", ""))
    return replace(book, named_ranges=tuple(entry for entry in book.named_ranges if entry is not old)), {}


@kind("addProtectedRange")
def add_protected_range(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """A protection; without editors everyone who can edit now is entered, as Google does it."""
    given = request.get("protectedRange", {})
    sheet = _sheet_of(book, given)
    book, number = book.with_new_id()
    entry = {"protectedRangeId": number, **_as_stored(given)}
    entry = _with_editors(entry, visitor, asked="editors" in given)
    _refuse_taken_id(book, entry)
    book = book.with_sheet(sheet.with_part("protectedRanges", (*sheet.part("protectedRanges"), entry)))
    return book, {"addProtectedRange": {"protectedRange": shown_to(visitor, entry)}}


def _refuse_taken_id(book: Spreadsheet, entry: Json) -> None:
    if any(
        item["protectedRangeId"] == entry["protectedRangeId"]
        for sheet in book.sheets
        for item in sheet.part("protectedRanges")
    ):
        raise bad_request(f"A protected range with id {entry['protectedRangeId']} already exists.")


def _sheet_of(book: Spreadsheet, protected: Json) -> Sheet:
    """The tab of a protection; refuses one without a range, or with two."""
    if "range" not in protected:
        if "namedRangeId" not in protected:
            raise bad_request("Must specify a range or a named range to protect.")
        return book.sheet(named(book, protected["namedRangeId"])["range"].get("sheetId", 0))
    return book.sheet(asked_area(book, protected).sheet)


def _as_stored(protected: Json) -> Json:
    kept = {name: part for name, part in protected.items() if name != "requestingUserCanEdit"}
    if "range" in kept:
        kept["range"] = plain_range(kept["range"])
    return kept


def _with_editors(entry: Json, visitor: Visitor, *, asked: bool) -> Json:
    if entry.get("warningOnly"):
        return {name: part for name, part in entry.items() if name != "editors"}
    if not asked:
        return {**entry, "editors": {"users": list(visitor.writers)}}
    strangers = [
        user for user in entry["editors"].get("users", ()) if user.lower() not in map(str.lower, visitor.writers)
    ]
    if strangers:
        raise bad_request("Cannot add an editor to a protected range who does not have edit access to the document.")
    return entry


def _protected(book: Spreadsheet, range_id: int, visitor: Visitor) -> tuple[Sheet, Json]:
    for sheet in book.sheets:
        for item in sheet.part("protectedRanges"):
            if item["protectedRangeId"] == range_id:
                if not may_edit(visitor, item):
                    raise bad_request(PROTECTED)
                return sheet, item
    raise bad_request(f"No protected range with id: {range_id}")


@kind("updateProtectedRange")
def update_protected_range(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Another range, other editors, another description."""
    given = request.get("protectedRange", {})
    sheet, old = _protected(book, int(given.get("protectedRangeId", 0)), visitor)
    mask = update_mask(request.get("fields"))
    new = _as_stored(merged(old, given, mask)) | {"protectedRangeId": old["protectedRangeId"]}
    new = _with_editors({**new, "editors": new.get("editors", {})}, visitor, asked=True)
    target = _sheet_of(book, new)
    book = book.with_sheet(
        sheet.with_part("protectedRanges", tuple(i for i in sheet.part("protectedRanges") if i is not old))
    )
    target = book.sheet(target.id)
    return book.with_sheet(target.with_part("protectedRanges", (*target.part("protectedRanges"), new))), {}


@kind("deleteProtectedRange")
def delete_protected_range(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """A protection goes."""
    sheet, old = _protected(book, int(request.get("protectedRangeId", 0)), visitor)
    rest = tuple(item for item in sheet.part("protectedRanges") if item is not old)
    return book.with_sheet(sheet.with_part("protectedRanges", rest)), {}
