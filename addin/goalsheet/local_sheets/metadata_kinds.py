"""Requests on developer metadata: notes for programs on a spreadsheet, tab, row or column."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from goalsheet.local_sheets.kinds import kind
from goalsheet.local_sheets.masks import merged, update_mask
from goalsheet.local_sheets.metadata import matching, metadata_location, require_filters
from goalsheet.local_sheets.refusals import bad_request
from goalsheet.local_sheets.spreadsheet import Spreadsheet
from goalsheet.local_sheets.visitors import Visitor

Json = dict[str, Any]


@kind("createDeveloperMetadata")
def create_developer_metadata(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """A new entry."""
    del visitor
    given = request.get("developerMetadata", {})
    if not given.get("metadataKey"):
        raise bad_request("developerMetadata.metadataKey is required.")
    book, number = book.with_new_id()
    wanted = given.get("metadataId") or number
    if any(entry["metadataId"] == wanted for entry in book.metadata):
        said = "because developer metadata with that ID already exists."
        raise bad_request(f"Cannot add developer metadata with ID [{wanted}] {said}")
    entry = _entry(book, {**given, "metadataId": wanted})
    answer = {"createDeveloperMetadata": {"developerMetadata": entry}}
    return replace(book, metadata=(*book.metadata, entry)), answer


def _entry(book: Spreadsheet, given: Json) -> Json:
    """An entry in Google's order of keys."""
    entry: Json = {name: given[name] for name in ("metadataId", "metadataKey", "metadataValue") if name in given}
    entry["location"] = metadata_location(book, given.get("location", {}))
    visibility = given.get("visibility")
    if visibility not in {"DOCUMENT", "PROJECT"}:
        raise bad_request("developerMetadata.visibility must be DOCUMENT or PROJECT.")
    return {**entry, "visibility": visibility}


@kind("updateDeveloperMetadata")
def update_developer_metadata(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Change all entries that a filter finds."""
    del visitor
    mask = update_mask(request.get("fields"))
    require_filters(request.get("dataFilters", ()))
    found = matching(book, request["dataFilters"])
    given = request.get("developerMetadata", {})
    new = {id(old): _entry(book, merged(old, given, mask) | {"metadataId": old["metadataId"]}) for old in found}
    book = replace(book, metadata=tuple(new.get(id(entry), entry) for entry in book.metadata))
    return book, {"updateDeveloperMetadata": {"developerMetadata": list(new.values())}}


@kind("deleteDeveloperMetadata")
def delete_developer_metadata(book: Spreadsheet, request: Json, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    """Take away all entries that a filter finds."""
    del visitor
    filters = [request.get("dataFilter", {})]
    require_filters(filters)
    found = matching(book, filters)
    book = replace(book, metadata=tuple(entry for entry in book.metadata if entry not in found))
    return book, {"deleteDeveloperMetadata": {"deletedDeveloperMetadata": found}}
