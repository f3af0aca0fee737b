"""spreadsheets.batchUpdate: all requests in their order, or none of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goalsheet.local_sheets import (  # noqa: F401 - importing them registers their kinds
    cell_kinds,
    dimension_kinds,
    metadata_kinds,
    part_kinds,
    paste_kinds,
    range_kinds,
    sheet_kinds,
)
from goalsheet.local_sheets.areas import parse_a1
from goalsheet.local_sheets.kinds import KINDS
from goalsheet.local_sheets.masks import Mask, below
from goalsheet.local_sheets.presentation import shown_spreadsheet
from goalsheet.local_sheets.protection import require_open
from goalsheet.local_sheets.refusals import Refusal, bad_request, not_served, placed
from goalsheet.local_sheets.request_schema import require_update_mask
from goalsheet.local_sheets.spreadsheet import Spreadsheet
from goalsheet.local_sheets.visitors import Visitor

Json = dict[str, Any]


def batch_update(
    book: Spreadsheet, body: Mapping[str, Any], visitor: Visitor, mask: Mask | None = None
) -> tuple[Spreadsheet, Json]:
    """The spreadsheet after all requests, and Google's answer; refuses as a whole where one cannot be done.

    Of the spreadsheet only what the mask names is worked out.
    """
    requests = body.get("requests")
    if not requests:
        raise bad_request("Must specify at least one request.")
    replies = []
    for place, request in enumerate(requests):
        book, reply = _one(book, request, place, visitor)
        replies.append(reply)
    answer: Json = {"spreadsheetId": book.id, "replies": replies}
    if body.get("includeSpreadsheetInResponse"):
        areas = [parse_a1(book, text) for text in body.get("responseRanges", ())]
        grid = bool(body.get("responseIncludeGridData"))
        mask = below(mask, "updatedSpreadsheet") if grid else None  # a mask that names cells would show them
        answer["updatedSpreadsheet"] = shown_spreadsheet(book, visitor, mask=mask, areas=areas, grid=grid)
    return book, answer


def _one(book: Spreadsheet, request: Json, place: int, visitor: Visitor) -> tuple[Spreadsheet, Json]:
    if len(request) != 1:
        raise bad_request(f"Invalid requests[{place}]: Must specify exactly one kind of request.")
    name, content = next(iter(request.items()))
    kind = KINDS.get(name)
    if kind is None:
        raise not_served(f"the request {name} (requests[{place}])")
    try:
        require_update_mask(name, content)
        require_open(book, visitor, kind.reach(book, content))
        return kind.change(book, content, visitor)
    except Refusal as refusal:
        raise placed(refusal, f"Invalid requests[{place}].{name}: ") from refusal
