"""What a batchUpdate of 200 rows costs the local server, in CPU time: python tests/benchmarks/local_sheets.py"""

from __future__ import annotations

import json
import time
from typing import Any

from goalsheet.local_sheets.application import answer
from goalsheet.local_sheets.endpoints import Request
from goalsheet.local_sheets.world import World

Json = dict[str, Any]

ROWS, TIMES, MOST = 200, 20, 20
RED = {"backgroundColor": {"red": 1}, "textFormat": {"bold": True}}
WRITING = {"fields": "userEnteredValue"}


def main() -> None:
    """Print milliseconds for each kind of batch."""
    for columns in (4, 20):
        _show(f"{ROWS} rows of {columns} texts", [{"updateCells": {"start": {}, "rows": _rows(columns), **WRITING}}])
    one_by_one = [
        {"updateCells": {"start": {"rowIndex": row}, "rows": [cells], **WRITING}} for row, cells in enumerate(_rows(4))
    ]
    _show(f"{ROWS} requests of one row of 4 texts", one_by_one)
    looks = {"range": _span(ROWS, 20), "cell": {"userEnteredFormat": RED}, "fields": "userEnteredFormat"}
    _show(f"one look for {ROWS} rows of 20 cells", [{"repeatCell": looks}])
    masked = {**looks, "fields": "userEnteredFormat(backgroundColor,textFormat.bold)"}
    _show("the same, field by field", [{"repeatCell": masked}])
    _show("one look for all 26,000 cells of a tab", [{"repeatCell": {**looks, "range": {"sheetId": 0}}}])


def _rows(columns: int) -> list[Json]:
    return [
        {"values": [{"userEnteredValue": {"stringValue": f"r{row}c{column}"}} for column in range(columns)]}
        for row in range(ROWS)
    ]


def _span(rows: int, columns: int) -> Json:
    return {"sheetId": 0, "endRowIndex": rows, "endColumnIndex": columns}


def _show(what: str, requests: list[Json]) -> None:
    world = World()
    token = f"Bearer {world.accounts.give('hr@example.com')}"
    made = answer(world, Request("POST", "/v4/spreadsheets", body=b"{}"), token)
    body = json.dumps({"requests": requests}).encode()
    request = Request("POST", f"/v4/spreadsheets/{made.content['spreadsheetId']}:batchUpdate", body=body)
    started = time.process_time()
    for _ in range(TIMES):
        answer(world, request, token).body()
    spent = (time.process_time() - started) / TIMES * 1000
    print(f"{what}: {spent:.1f} ms (200 rows at most {MOST} ms)")


if __name__ == "__main__":
    main()
