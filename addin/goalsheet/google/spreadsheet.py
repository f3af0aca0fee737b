"""Reading a review spreadsheet in one request, and writing to it in one that says what it wrote."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gspread

from goalsheet.errors import CannotReach, GoalsheetError, GoogleRefuses
from goalsheet.google.cells import Json
from goalsheet.google.found import FIELDS, Found, found
from goalsheet.google.tabs import mark

_URL = "https://sheets.googleapis.com/v4/spreadsheets"


def read(client: gspread.Client, file: str) -> Found:
    """All that sync needs of a spreadsheet."""
    params: dict[str, Any] = {"fields": FIELDS, "prettyPrint": False}
    return found(client.http_client.request("get", f"{_URL}/{file}", params=params).json())


def write(client: gspread.Client, file: str, requests: Sequence[Json]) -> Found:
    """Apply all requests or none, and tell how the spreadsheet is afterwards."""
    body = {"requests": list(requests), "includeSpreadsheetInResponse": True, "responseIncludeGridData": True}
    params: dict[str, Any] = {"fields": f"updatedSpreadsheet({FIELDS})", "prettyPrint": False}
    answer = client.http_client.request("post", f"{_URL}/{file}:batchUpdate", params=params, json=body).json()
    return found(answer.get("updatedSpreadsheet", {}), is_answer=True)


@dataclass(frozen=True)
class Committed:
    """How a spreadsheet is after a commit, and why that was not applied (None if it was)."""

    found: Found
    failure: GoalsheetError | None = None


def commit(
    client: gspread.Client, file: str, before: Found, requests: Sequence[Json], layout: str | None = None
) -> Committed:
    """Apply all requests as the one commit that follows what was found, or none.

    `layout` is the mark of the layout in which it leaves the spreadsheet; None is that of this version.

    Where no answer tells, the spreadsheet does. None are applied, too, if somebody else's commit came before. Raises
    what Google says where it refuses the requests themselves.
    """
    made = before.commits.next(secrets.token_hex(8), mark() if layout is None else layout)
    try:
        return Committed(write(client, file, [*before.commits.entering(made), *requests]))
    except (CannotReach, GoogleRefuses) as error:
        after = read(client, file)
        if after.commits.holds(made):
            return Committed(after)
        if isinstance(error, GoogleRefuses) and after.commits.last < made.number:
            raise
        return Committed(after, error)
