"""A team's workbooks and its spreadsheet on the local server: what people do on either side, and a sync of both."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Mapping, Sequence
from pathlib import Path

from local_google import HR, Google
from teams import DAY
from thin_workbooks import thin_workbook
from workbook_people import read_known

from goalsheet.google import drive, spreadsheet
from goalsheet.google.cells import Json, entered, extended
from goalsheet.google.client import Line
from goalsheet.google.found import Found
from goalsheet.layout import last_state
from goalsheet.layout.last_state import LastState
from goalsheet.layout.plan import Value
from goalsheet.layout.review import FIRST_ROW, Tab
from goalsheet.layout.review_tabs import GOALS, GOALS_TAB
from goalsheet.sync.deciding import Wishes
from goalsheet.sync.exchange import exchange, look, works
from goalsheet.sync.memory import Memory
from goalsheet.sync.participant import Participant
from goalsheet.sync.result import Result
from goalsheet.sync.steps import Where, steps
from goalsheet.sync.teams import targets
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.tracker import Tracker
from goalsheet.workbook.collection import workbook_files
from goalsheet.workbook.reading import read_tracker
from goalsheet.workbook.setting import set_cells

BO = "bo@example.com"
SHARED = ("statement", "target", "unit", "due", "agreement", "comment", "suggested_wording", "rating")


@dataclasses.dataclass
class Team:
    """The workbooks in a folder, whole or with the first rows alone, and the server with the team's spreadsheet."""

    server: Google
    folder: Path
    is_thin: bool = False

    def make(self, *trackers: Tracker) -> None:
        """A workbook for each."""
        for one in trackers:
            self.path(one.person.name).write_bytes(thin_workbook(one) if self.is_thin else new_workbook(one))

    def path(self, name: str = "Anna Müller") -> Path:
        return self.folder / f"{name}.xlsx"

    def participants(self, day: dt.date = DAY) -> list[Participant]:
        return [Participant(read_known(path), day) for path in workbook_files([self.folder])]

    def sync(
        self,
        wishes: Wishes | None = None,
        line: Line | None = None,
        layout: str = "team",
        *,
        dry_run: bool = False,
        day: dt.date = DAY,
    ) -> list[Result]:
        """One sync as the command does it."""
        client, people = self.server.client(HR, line), self.participants(day)
        wanted = targets(layout, [one.seen for one in people], day).targets
        todo = works(steps(wanted, drive.files(client, "company")), people)
        where, memory = Where("company", own_email=HR, server=self.server.sheets.url), Memory(self.folder)
        if dry_run:
            return list(look(client, todo, memory, where, wishes or Wishes()))
        return list(exchange(client, todo, memory, where, wishes or Wishes(), at_once=1))

    def employee(self, name: str = "Anna Müller", index: int = 0, **cells: Value) -> None:
        """The employee types into cells of a goal; no backup is left."""
        path = self.path(name)
        file = read_tracker(path)
        places = {file.place(Goal, index, column): one for column, one in cells.items()}
        backup = set_cells(path, {place: one for place, one in places.items() if place})
        if backup:
            backup.unlink()

    def found(self) -> Found:
        return spreadsheet.read(self.server.client(HR), self.file())

    def file(self) -> str:
        """The spreadsheet of whoever comes first by id: several can be made in one moment."""
        return min(drive.files(self.server.client(HR), "company"), key=lambda one: one.about.of).id

    def manager(self, key: str = "0007/G01", email: str = BO, **cells: Value) -> None:
        """Somebody types into cells of the row of a goal in the spreadsheet."""
        self.change(email, *(_setting(GOALS_TAB, self.rows()[key], column, one) for column, one in cells.items()))

    def enter(self, email: str, key: str, column: str, formula: str) -> None:
        """Somebody enters a formula into a cell of the row of a goal."""
        setting = _setting(GOALS_TAB, self.rows()[key], column, "")
        setting["updateCells"]["rows"] = [{"values": [{"userEnteredValue": {"formulaValue": formula}}]}]
        self.change(email, setting)

    def type(self, tab: Tab, row: int, column: str, text: Value, email: str = BO) -> None:
        """Somebody types into a cell of any tab."""
        self.change(email, _setting(tab, row, column, text))

    def change(self, email: str, *requests: Json) -> None:
        """What somebody does to the spreadsheet."""
        spreadsheet.write(self.server.client(email), self.file(), requests)

    def rows(self) -> dict[str, int]:
        """The rows of the tab Goals by key."""
        tab = self.found().tabs[GOALS_TAB.sheet_id]
        place = GOALS_TAB.place("key")
        return {tab.text(row, at): row for row, at in tab.cells if at == place and row >= FIRST_ROW}

    def in_sheet(self, key: str = "0007/G01", columns: Sequence[str] = SHARED) -> dict[str, Value]:
        """What the spreadsheet shows of a goal."""
        tab, row = self.found().tabs[GOALS_TAB.sheet_id], self.rows()[key]
        return {
            name: entered(GOALS.column(name).kind, tab.cells.get((row, GOALS_TAB.place(name)), {})) for name in columns
        }

    def in_workbook(
        self, name: str = "Anna Müller", index: int = 0, columns: Sequence[str] = SHARED
    ) -> Mapping[str, Value]:
        """What the workbook holds of a goal."""
        goal = read_tracker(self.path(name)).tracker.goals[index]
        return {column: getattr(goal, column) for column in columns}

    def state(self, name: str = "Anna Müller") -> LastState:
        """What the workbook remembers."""
        return last_state.read(read_tracker(self.path(name)).settings.rows)


def well(results: list[Result]) -> Result:
    """The one spreadsheet's result, in which nothing went wrong."""
    (result,) = results
    assert (result.outcome.error, [one.error for one in result.people if one.error]) == (None, [])
    return result


def new_workbook(one: Tracker) -> bytes:
    """The workbook of a tracker, as it is handed out."""
    return _maker().make_from(one)


@functools.cache
def _maker() -> TrackerMaker:
    return TrackerMaker(load("career-year"), DAY)


def _setting(tab: Tab, row: int, column: str, said: Value) -> Json:
    start = {"sheetId": tab.sheet_id, "rowIndex": row - 1, "columnIndex": tab.place(column) - 1}
    rows = [{"values": [{"userEnteredValue": extended(said)} if said is not None else {}]}]
    return {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}}
