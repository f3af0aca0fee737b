"""Developer metadata: where an entry hangs, and which entries and areas a data filter finds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from goalsheet.local_sheets.areas import Area, area_of, parse_a1, whole
from goalsheet.local_sheets.refusals import bad_request
from goalsheet.local_sheets.spreadsheet import Spreadsheet

Json = dict[str, Any]


def metadata_location(book: Spreadsheet, given: Mapping[str, Any]) -> Json:
    """A location as Google shows it: its type first."""
    if given.get("spreadsheet"):
        return {"locationType": "SPREADSHEET", "spreadsheet": True}
    if "sheetId" in given:
        return {"locationType": "SHEET", "sheetId": book.sheet(int(given["sheetId"])).id}
    place = given.get("dimensionRange")
    if not place:
        raise bad_request("developerMetadata.location is required.")
    sheet = book.sheet(int(place.get("sheetId", 0)))
    if place.get("dimension") not in {"ROWS", "COLUMNS"}:
        raise bad_request("No dimension specified.")
    start, end = int(place.get("startIndex", 0)), int(place.get("endIndex", 0))
    if not 0 <= start < (sheet.row_count if place["dimension"] == "ROWS" else sheet.column_count):
        raise bad_request("DimensionRange indexes must be within the grid.")
    if end - start != 1:
        raise bad_request("developerMetadata can only be associated with a single row or column.")
    return {
        "locationType": "ROW" if place["dimension"] == "ROWS" else "COLUMN",
        "dimensionRange": {**place, "startIndex": start},
    }


def require_filters(filters: Collection[Mapping[str, Any]]) -> None:
    """Refuse no filter at all, and one that does not say what it looks for."""
    if not filters:
        raise bad_request("Must specify at least one dataFilter.")
    if not all(filters):
        raise bad_request("dataFilter.filter must be specified.")


def matching(book: Spreadsheet, filters: Iterable[Mapping[str, Any]]) -> list[Json]:
    """The entries that any of the filters finds, in the order in which they were made."""
    filters = list(filters)
    return [entry for entry in book.metadata if any(_finds(book, one, entry) for one in filters)]


def _finds(book: Spreadsheet, one: Mapping[str, Any], entry: Json) -> bool:
    lookup = one.get("developerMetadataLookup")
    if lookup is not None:
        return _looked_up(lookup, entry)
    area = filter_area(book, one)
    hung = _hung_area(book, entry)
    return bool(area and hung and hung.common(area) == hung)


def _looked_up(lookup: Mapping[str, Any], entry: Json) -> bool:
    same = all(
        entry.get(name) == lookup[name]
        for name in ("metadataId", "metadataKey", "metadataValue", "visibility")
        if name in lookup
    )
    kind = lookup.get("locationType")
    if kind and entry["location"]["locationType"] != kind:
        return False
    place = lookup.get("metadataLocation")
    return same and (not place or _at(place, entry["location"], lookup.get("locationMatchingStrategy")))


def _at(place: Mapping[str, Any], location: Json, strategy: str | None) -> bool:
    """Whether an entry hangs exactly there, or (by strategy) somewhere in there."""
    if place.get("spreadsheet"):
        return "spreadsheet" in location or strategy == "INTERSECTING_LOCATION"
    if "sheetId" in place:
        sheet = location.get("sheetId", location.get("dimensionRange", {"sheetId": None}).get("sheetId", 0))
        return sheet == place["sheetId"] and ("sheetId" in location or strategy == "INTERSECTING_LOCATION")
    wanted, found = place.get("dimensionRange", {}), location.get("dimensionRange")
    if (
        not found
        or wanted.get("sheetId", 0) != found.get("sheetId", 0)
        or wanted.get("dimension") != found["dimension"]
    ):
        return False
    return bool(
        wanted.get("startIndex", 0) <= found["startIndex"] and found["endIndex"] <= wanted.get("endIndex", 2**31)
    )


def _hung_area(book: Spreadsheet, entry: Json) -> Area | None:
    """The cells that an entry hangs on; None for the spreadsheet as a whole."""
    location = entry["location"]
    if "sheetId" in location:
        return whole(book.sheet(location["sheetId"]))
    place = location.get("dimensionRange")
    if not place:
        return None
    all_cells = whole(book.sheet(place.get("sheetId", 0)))
    if place["dimension"] == "ROWS":
        return all_cells._replace(top=place["startIndex"], bottom=place["endIndex"])
    return all_cells._replace(left=place["startIndex"], right=place["endIndex"])


def filter_area(book: Spreadsheet, one: Mapping[str, Any]) -> Area | None:
    """The area that a filter names itself; None where it looks for metadata."""
    if "a1Range" in one:
        return parse_a1(book, one["a1Range"])
    return area_of(book, one["gridRange"]) if "gridRange" in one else None


def filter_areas(book: Spreadsheet, one: Mapping[str, Any]) -> list[Area]:
    """All areas that a filter finds: its own, or those of the metadata that it looks for."""
    area = filter_area(book, one)
    if area:
        return [area]
    return [hung for entry in matching(book, [one]) if (hung := _hung_area(book, entry))]
