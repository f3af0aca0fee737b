"""The demo's managers, who answer in their review spreadsheets: each signed in as themselves, in their own cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goalsheet.google import drive, spreadsheet
from goalsheet.google.cells import Json, extended
from goalsheet.google.client import Client, Line, connect
from goalsheet.google.found import Found
from goalsheet.google.local_account import HR, local_account
from goalsheet.layout.plan import Value
from goalsheet.layout.review import FIRST_ROW, Tab
from goalsheet.layout.review_tabs import FEEDBACK_TAB, GOALS_TAB, RECOGNITION_TAB
from goalsheet.tracker.person import Manager

from .demo_story import Story, told

_LOGS = {"feedback": FEEDBACK_TAB, "recognition": RECOGNITION_TAB}
_TENANT = "company"


def spreadsheets(line: Line) -> Mapping[str, str]:
    """The managers' spreadsheets by their managers' ids."""
    return {one.about.of: one.id for one in drive.files(_client(line, HR), _TENANT) if not one.is_trashed}


def answer(line: Line, file: str, manager: Manager, team: Mapping[str, Story], today: dt.date) -> int:
    """A manager answers the team's goals, people's stories by their ids; how many cells were filled in."""
    client = _client(line, manager.email)
    requests = list(_Answering(spreadsheet.read(client, file), manager, team, today).requests())
    if requests:
        spreadsheet.write(client, file, requests)
    return len(requests)


def _client(line: Line, email: str) -> Client:
    return connect(local_account(line.origin, email), line)


@dataclass(frozen=True)
class _Answering:
    found: Found
    manager: Manager
    team: Mapping[str, Story]
    today: dt.date

    def requests(self) -> Iterator[Json]:
        """What is typed where nothing of it stands yet."""
        rows = self._goal_rows()
        for person, story in self.team.items():
            answers = story.get("answers", {})
            for number, cells in answers.get("goals", {}).items():
                if row := rows.get(f"{person}/{number}"):
                    yield from self._typed(GOALS_TAB, row, told(cells, self.today))
        for name, tab in _LOGS.items():
            yield from self._added(tab, list(self._entries(name, rows)))

    def _goal_rows(self) -> dict[str, int]:
        tab, place = self.found.tabs[GOALS_TAB.sheet_id], GOALS_TAB.place("key")
        return {tab.text(row, at): row for row, at in tab.cells if at == place and row >= FIRST_ROW}

    def _entries(self, name: str, rows: Mapping[str, int]) -> Iterator[dict[str, Value]]:
        """New lines of a log, with the person as the tab Goals has the name."""
        goals = self.found.tabs[GOALS_TAB.sheet_id]
        for person, story in self.team.items():
            for entry in story.get("answers", {}).get(name, ()):
                row = rows.get(f"{person}/{entry['goal']}")
                if row:
                    cells = told(entry, self.today)
                    if "given_by" in cells:
                        cells["given_by"] = self.manager.name
                    yield {"person": goals.text(row, GOALS_TAB.place("person")), **cells}

    def _added(self, tab: Tab, entries: Sequence[Mapping[str, Value]]) -> Iterator[Json]:
        """Lines below those that are there; none where a former demo has left some."""
        person, cells = tab.place("person"), self.found.tabs[tab.sheet_id].cells
        if any(row >= FIRST_ROW and at == person for row, at in cells):
            return
        for row, entry in enumerate(entries, FIRST_ROW):
            yield from self._typed(tab, row, entry)

    def _typed(self, tab: Tab, row: int, cells: Mapping[str, Value]) -> Iterator[Json]:
        held = self.found.tabs[tab.sheet_id].cells
        for name, said in cells.items():
            place, value = tab.place(name), extended(said)
            if held.get((row, place)) != value:
                yield _setting(tab, (row, place), value)


def _setting(tab: Tab, at: tuple[int, int], value: Any) -> Json:
    start = {"sheetId": tab.sheet_id, "rowIndex": at[0] - 1, "columnIndex": at[1] - 1}
    rows = [{"values": [{"userEnteredValue": value}]}]
    return {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}}
