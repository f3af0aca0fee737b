"""The manager and HR in the spreadsheet itself, as in a browser: on the server's own state, by its own rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from histories import EMPLOYEES, MANAGERS
from local_google import HR

from goalsheet.google.cells import Json, entered, extended
from goalsheet.layout.plan import Value
from goalsheet.layout.review import FIRST_ROW
from goalsheet.layout.review_tabs import GOALS, GOALS_TAB
from goalsheet.local_sheets.batch import batch_update
from goalsheet.local_sheets.files import SPREADSHEET
from goalsheet.local_sheets.spreadsheet import Sheet
from goalsheet.local_sheets.world import World

_COLUMNS = ("id", *EMPLOYEES, *MANAGERS, "unit", "changed_since_agreed")


@dataclass(frozen=True)
class SheetPeople:
    """What people see and do in the team's spreadsheet; nothing as long as there is none."""

    world: World

    def _file(self) -> str | None:
        """The oldest that is filled: a proxy that sends a request twice makes two, of which one stays empty."""
        made = [one for one in self.world.files.values() if one.mime_type == SPREADSHEET and not one.trashed]
        filled = [one for one in made if not one.name.endswith("(being set up)")]
        first = min(filled, key=lambda one: one.created, default=None)
        return first.id if first else None

    def _goals(self) -> Sheet | None:
        file = self._file()
        return self.world.books[file].sheet(GOALS_TAB.sheet_id) if file else None

    def places(self) -> dict[str, int]:
        """The rows by their keys, from 0; of two with one key the upper one."""
        sheet = self._goals()
        found: dict[str, int] = {}
        for row in sorted(sheet.rows) if sheet else ():
            key = _entered(sheet, row, "key").get("stringValue") if sheet and row >= FIRST_ROW - 1 else None
            if key:
                found.setdefault(key, row)
        return found

    def keys(self) -> list[str]:
        """The goals that one can see."""
        return sorted(self.places())

    def rows(self) -> dict[str, dict[str, Value]]:
        """What stands in the goals' rows, by key."""
        sheet, places = self._goals(), self.places()
        return {
            key: {
                "key": key,
                **{name: entered(GOALS.column(name).kind, _entered(sheet, row, name)) for name in _COLUMNS},
            }
            for key, row in places.items()
        }

    def cell(self, key: str, column: str) -> Value:
        """What stands in a cell."""
        return self.rows().get(key, {}).get(column)

    def type(self, email: str, key: str, column: str, said: Value) -> bool:
        """Somebody types; tells whether there was such a row, and who it is may write at all."""
        row = self.places().get(key)
        start = {"sheetId": GOALS_TAB.sheet_id, "rowIndex": row, "columnIndex": GOALS_TAB.place(column) - 1}
        cell = {"userEnteredValue": extended(said)} if said is not None else {}
        update = {"start": start, "rows": [{"values": [cell]}], "fields": "userEnteredValue"}
        return row is not None and self._do(email, {"updateCells": update})

    def delete(self, key: str) -> Mapping[str, Value]:
        """HR deletes the row; what stood in it."""
        row, gone = self.places()[key], self.rows()[key]
        self._do(HR, {"deleteDimension": {"range": _row(row)}})
        return gone

    def copy(self, key: str) -> None:
        """HR copies the whole row to a new one below all others."""
        row, last = self.places()[key], max(self.places().values()) + 1
        self._do(
            HR,
            {"insertDimension": {"range": _row(last), "inheritFromBefore": True}},
            {"copyPaste": {"source": _cells(row), "destination": _cells(last), "pasteType": "PASTE_NORMAL"}},
        )

    def arrange(self, what: str) -> None:
        """HR sorts the goals, inserts a row, or calls the tab something else."""
        order = [{"dimensionIndex": GOALS_TAB.place("statement") - 1, "sortOrder": "ASCENDING"}]
        area = {name: at for name, at in _cells(FIRST_ROW - 1).items() if name != "endRowIndex"}
        title = {"sheetId": GOALS_TAB.sheet_id, "title": "Our goals"}
        requests: dict[str, Json] = {
            "sort sheet": {"sortRange": {"range": area, "sortSpecs": order}},
            "insert row": {"insertDimension": {"range": _row(FIRST_ROW)}},
            "rename tab": {"updateSheetProperties": {"properties": title, "fields": "title"}},
        }
        self._do(HR, requests[what])

    def _do(self, email: str, *requests: Json) -> bool:
        file = self._file()
        visitor = self.world.visitor(file, email) if file else None
        if not file or not visitor:
            return False
        book, _ = batch_update(self.world.books[file], {"requests": list(requests)}, visitor)
        self.world.put_book(book, email)
        return True


def _entered(sheet: Sheet | None, row: int, column: str) -> Any:
    return sheet.cell(row, GOALS_TAB.place(column) - 1).get("userEnteredValue", {}) if sheet else {}


def _row(row: int) -> Json:
    return {"sheetId": GOALS_TAB.sheet_id, "dimension": "ROWS", "startIndex": row, "endIndex": row + 1}


def _cells(row: int) -> Json:
    return {
        "sheetId": GOALS_TAB.sheet_id,
        "startRowIndex": row,
        "endRowIndex": row + 1,
        "startColumnIndex": 0,
        "endColumnIndex": len(GOALS_TAB.columns),
    }
