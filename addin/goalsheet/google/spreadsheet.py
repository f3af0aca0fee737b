"""Reading a review spreadsheet in one request, and writing to it in one that says what it wrote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gspread

from goalsheet.google.cells import Json
from goalsheet.google.found import FIELDS, Found, found

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
    return found(answer.get("updatedSpreadsheet", {}))
