"""A team on which histories are played: its workbooks, its spreadsheet, its people, and the programs that sync them."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import gc
import itertools
import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from both_sides import BO, Team
from disturbances import GUARD, Killed, Watched
from histories import EMPLOYEES, MANAGERS, Arrange, History, Restore, Rows, Step, Sync, Type
from hypothesis import HealthCheck, given, seed, settings
from hypothesis.strategies import SearchStrategy
from in_process import Overheard
from ledger import PROPOSALS, Edit, Ledger, Now
from local_google import HR, Time
from sheet_people import SheetPeople
from teams import DAY, FIRST, LOOKED, tracker
from thin_workbooks import thin_workbook
from workbook_people import WorkbookPeople

from goalsheet.errors import GoalsheetError
from goalsheet.google import drive
from goalsheet.google.allowance import Clock
from goalsheet.google.client import Line
from goalsheet.layout import last_state
from goalsheet.layout.plan import Value
from goalsheet.local_sheets.application import LISTENERS
from goalsheet.local_sheets.faults import Faults
from goalsheet.local_sheets.files import File
from goalsheet.local_sheets.server import running
from goalsheet.local_sheets.spreadsheet import Spreadsheet
from goalsheet.local_sheets.world import World
from goalsheet.merge.agreement import changes
from goalsheet.merge.copy import Side
from goalsheet.merge.safety import ALL_CHANGED, EMPTIED, OLDER
from goalsheet.merge.values import same
from goalsheet.sync.deciding import Wishes
from goalsheet.sync.memory import NAME, Memory
from goalsheet.sync.push import push
from goalsheet.sync.steps import Where, steps
from goalsheet.sync.teams import targets
from goalsheet.tracker.choices import AGREED, AGREEMENT, RATING
from goalsheet.workbook.files import UNFINISHED

MEANT = Wishes(accepted=frozenset({EMPTIED, ALL_CHANGED, OLDER}))
SHARED = (*EMPLOYEES, *MANAGERS, "unit", "changed_since_agreed")
SECRET = "diary of Anna"  # stands only where nothing may leave the workbook
PEOPLE = {
    "0007": tracker(check_ins=[dataclasses.replace(LOOKED, private_note=SECRET)]),
    "0008": tracker(8, "Cleo", goals=[FIRST]),
}


#: How many histories are played, in parts of a hundred or so.
HISTORIES = int(os.environ.get("GOALSHEET_HISTORIES", "60"))
PARTS = range(max(1, HISTORIES // 200))
_IN_MEMORY = Path("/dev/shm")  # files there wait for no disk


@dataclass(frozen=True)
class Scene:
    """Files and spreadsheets as they once were: each is a plain value."""

    workbooks: Mapping[str, bytes]
    files: Mapping[str, File]
    books: Mapping[str, Spreadsheet]


@dataclass
class Stage:
    """A team to which things happen; `counts` says what did."""

    server: Overheard
    time: Time
    folder: Path
    counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.team = Team(self.server, self.folder)
        self.world = self.server.sheets.world
        self.sheet = SheetPeople(self.world)
        workbooks = {f"{one.person.name}.xlsx": thin_workbook(one) for one in PEOPLE.values()}
        self._never_synced = Scene(workbooks, {}, {})
        self._show(self._never_synced)
        self.team.sync()
        self._synced = self._scene()

    def play(self, history: History) -> None:
        """Everything in order, then two clean syncs; AssertionError if anything got lost."""
        self._show(self._synced if history.is_synced else self._never_synced)
        self.time.seconds, self.world.lag = 0.0, dt.timedelta(minutes=history.lag)
        self.workbooks = WorkbookPeople(self.folder)
        self.ledger, self.shown = Ledger(), set[Value]()
        self.numbers: Iterator[int] = itertools.count(1)
        self.backups = [self.workbooks.data()]
        for step in history.steps:
            self.time.wait(60)
            self._see()
            self.take(step)
        self.settle()
        self._see()
        self.check()

    def _see(self) -> None:
        """The manager reads the goals."""
        self.shown |= {row["statement"] for row in self.sheet.rows().values()}

    def _scene(self) -> Scene:
        found = {path.name: path.read_bytes() for path in self.folder.iterdir()}
        return Scene(found, dict(self.world.files), dict(self.world.books))

    def _show(self, scene: Scene) -> None:
        for path in self.folder.iterdir():
            path.unlink()
        for name, data in scene.workbooks.items():
            (self.folder / name).write_bytes(data)
        self.world.files, self.world.books = dict(scene.files), dict(scene.books)
        self.world.faults = Faults()
        self.world.changes.clear()
        self.server.sent.clear()

    def take(self, step: Step) -> None:
        """One step."""
        match step:
            case Type():
                self.type(step)
            case Rows(what, goal):
                self.change_rows(what, goal)
            case Arrange(what):
                self.arrange(what)
            case Restore(goal, back):
                self.restore(goal, back)
            case Sync():
                self.sync(step)

    # People

    def type(self, step: Type) -> None:
        """Somebody types."""
        side = Side.SHEET if step.who in {"manager", "HR"} else Side.WORKBOOK
        keys = self.sheet.keys() if side is Side.SHEET else self.workbooks.keys()
        if not keys:
            return
        key = keys[step.goal % len(keys)]
        columns = MANAGERS if step.who in {"manager", "intruder"} else EMPLOYEES
        column = columns[step.column % len(columns)]
        value = None if step.erases and column != "statement" else self._new(column)
        person = key.partition("/")[0]
        before = (self.sheet if side is Side.SHEET else self.workbooks).cell(key, column)
        if value is None and before is None:
            return
        if side is Side.WORKBOOK:
            self.workbooks.type(key, {column: value})
        elif not self.sheet.type(BO if step.who == "manager" else HR, key, column, value):
            return
        edit = Edit(person, side, column, value, key)
        # Of what never was in a sync nobody can tell a blank cell from one that was erased.
        edit.is_rolled_back = value is None and column not in self._known(key)
        self.ledger.note(edit, before)
        known = self._known(key).get(column)
        if side is Side.WORKBOOK and column == "agreement" and (known, value) in PROPOSALS:
            self.ledger.undo(key, Side.SHEET, {column: known})
        self.counts["edits"] += 1

    def _known(self, key: str) -> Mapping[str, Value]:
        """What was in the last sync of a goal."""
        person, _, goal = key.partition("/")
        known = self._state(person).base.tables.get("Goal", {}).get(goal)
        return known.cells if known else {}

    def _new(self, column: str) -> Value:
        """Something that nobody has written before, as far as the column's choices allow."""
        number = next(self.numbers)
        match column:
            case "target":
                return float(1000 + number)
            case "due":
                return DAY + dt.timedelta(days=number)
            case "agreement":
                return AGREEMENT.words[number % len(AGREEMENT.words)]
            case "rating":
                return RATING.words[number % len(RATING.words)]
        return f"{column} {number}"

    def change_rows(self, what: str, goal: int) -> None:
        """A goal comes or goes."""
        in_sheet = what.endswith("in sheet")
        keys = self.sheet.keys() if in_sheet else self.workbooks.keys()
        if not keys:
            return
        key = keys[goal % len(keys)]
        person = key.partition("/")[0]
        match what:
            case "add" | "copy":
                statement = self._new("statement")
                new = self.workbooks.add(key, statement, copies=what == "copy")
                if new:
                    self.ledger.edits.append(Edit(person, Side.WORKBOOK, "statement", statement, new))
                    self.ledger.blurred |= {new} if what == "copy" else set()
            case "delete":
                self.ledger.undo(key, Side.WORKBOOK, self.workbooks.delete(key))
            case "delete in sheet":
                self.ledger.undo(key, Side.SHEET, self.sheet.delete(key))
            case "copy in sheet":
                self.sheet.copy(key)
        self.counts["rows"] += 1

    def arrange(self, what: str) -> None:
        """Something moves."""
        match what:
            case "lose memory":
                (self.folder / NAME).unlink(missing_ok=True)
            case "leave a torso":
                first = next(iter(self.workbooks.paths.values()))
                Path(f"{first}{UNFINISHED}").write_bytes(b"PK half")
            case "swap rows":
                self.workbooks.swap("0007")
            case "rename file":
                self.workbooks.rename_file("0008", next(self.numbers))
            case "rename person":
                self.workbooks.rename_person("0008", f"Cleo {next(self.numbers)}")
            case _:
                self.sheet.arrange(what)
        self.counts["arranged"] += 1

    def restore(self, goal: int, back: int) -> None:
        """Somebody puts a workbook back from a backup."""
        person = [*self.workbooks.paths][goal % len(self.workbooks.paths)]
        self.workbooks.put_back(person, self.backups[max(0, len(self.backups) - 1 - back)][person])
        there = [value for row in self.workbooks.rows(person) for value in row.values()]
        there += [value for key, row in self.sheet.rows().items() if key.startswith(person) for value in row.values()]
        self.ledger.roll_back(person, there)
        self.counts["restored"] += 1

    # Programs and networks

    def sync(self, step: Sync) -> None:
        """A sync as it is told."""
        if step.fault:
            self.server.sheets.fault(step.fault, skip=step.at_request, path="spreadsheets|drive")
        self.counts["syncs"] += 1
        self.backups.append(self.workbooks.data())
        try:
            self.run(step)
        except Killed:
            self.counts["kills"] += 1
        except GoalsheetError:
            self.counts["failed"] += 1
        finally:
            left = self.world.faults.waiting
            self.counts["faults"] += bool(step.fault) and not left
            left.clear()

    def run(self, step: Sync) -> None:
        """The sync itself; Killed if it is."""
        GUARD.folder, GUARD.left = str(self.folder), step.kill_at
        try:
            if step.only_pushes:
                self._push(self._line(step))
            else:
                results = self.team.sync(MEANT, self._line(step))
                self.counts["failed"] += sum(one.outcome.error is not None for one in results)
        finally:
            GUARD.left = 0

    def _push(self, line: Line) -> None:
        """HR's one-way run: in the employees' columns of the sheet the workbooks win, as it is told to."""
        for key, row in self.sheet.rows().items():
            own = {column: row[column] for column in EMPLOYEES}
            self.ledger.undo(key, Side.SHEET, own)
        client, people = self.server.client(HR, line), self.team.participants()
        wanted = targets("team", [one.seen for one in people], DAY).targets
        where = Where("company", own_email=HR, server=self.server.sheets.url)
        found = steps(wanted, drive.files(client, "company"))
        self.counts["pushes"] += len([*push(client, found, Memory(self.folder), where, at_once=1)])

    def _line(self, step: Sync) -> Watched:
        def happens(sent: int) -> None:
            if step.meanwhile and sent == step.meanwhile_at:
                self.counts["disturbed"] += 1
                self.take(step.meanwhile)

        now = itertools.count(0.0, 60.0)
        line = self.server.line()
        return Watched(line.origin, Clock(lambda: next(now), lambda _: None), lambda _, most: most, happens=happens)

    def settle(self) -> None:
        """A clean sync after the last fault, when Drive has told of all changes; another one has nothing to do."""
        self.time.wait(600)
        results = self.team.sync(MEANT)
        said = [
            str(one) for result in results for one in (result.outcome.error, *(p.error for p in result.people)) if one
        ]
        assert said == []
        before, line = self.workbooks.data(), self.server.line()
        results = self.team.sync(MEANT, line)
        assert [one.actions for result in results for one in result.people if one.actions] == []
        assert line.traffic.sent["Sheets writes"] == 0
        assert self.workbooks.data() == before

    # Laws

    def check(self) -> None:
        """Both sides agree, every edit is where it has to be, and nothing private was sent."""
        sheet = self.sheet.rows()
        for person in PEOPLE:
            here = self.workbooks.rows(person)
            for row in here:
                there = sheet[str(row["key"])]
                assert {name: (row[name], there[name]) for name in SHARED if not same(row[name], there[name])} == {}, (
                    row
                )
            kept = [one.conflict for one in self._state(person).kept]
            said = [value for one in kept for value in (one.workbook, one.sheet)]
            theirs = [row for key, row in sheet.items() if key.startswith(f"{person}/")]
            now = Now(here, theirs, said)
            lost = self.ledger.lost(person, now)
            assert lost == [], f"lost: {lost}; now: {now}"
            self._check_agreements(person, here)
        assert [text for text in self.server.sent if SECRET.encode() in text] == []

    def _check_agreements(self, person: str, rows: Sequence[Mapping[str, Value]]) -> None:
        """What counts as agreed is what the manager was shown, and what was changed since is told."""
        state = self._state(person)
        for row in rows:
            known = state.base.tables["Goal"][str(row["key"]).partition("/")[2]].agreed
            assert (row["agreement"] == AGREED) <= (known is not None), row
            if known:
                assert row["changed_since_agreed"] == changes(known.values, row)
                assert known.values["statement"] in self.shown

    def _state(self, person: str) -> last_state.LastState:
        return last_state.read(self.workbooks.settings(person).rows)


_Stage = TypeVar("_Stage", bound=Stage)


def staged() -> contextlib.AbstractContextManager[Stage]:
    """A stage with real files and a server that is asked over HTTP, on a clock that only waiting moves on."""
    return staged_as(Stage)


@contextlib.contextmanager
def staged_as(kind: type[_Stage]) -> Iterator[_Stage]:
    """The same where something of it is otherwise."""
    now, place = Time(), _IN_MEMORY if os.access(_IN_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=place) as folder, running(World(now.now)) as sheets:
        stage = kind(Overheard(sheets), now, Path(folder))
        with _in_haste():
            yield stage


@contextlib.contextmanager
def _in_haste() -> Iterator[None]:
    """Nobody judges the server's answers, as all other tests do, and garbage waits."""
    judges, thresholds = LISTENERS[:], gc.get_threshold()
    LISTENERS.clear()
    gc.freeze()
    gc.set_threshold(500_000, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()
        LISTENERS.extend(judges)


def play_many(stage: Stage, kind: SearchStrategy[History], number: int, first: int) -> None:
    """As many histories of that kind, the same ones for the same `first`."""

    @seed(first)
    @settings(max_examples=number, deadline=None, database=None, suppress_health_check=[*HealthCheck])
    @given(kind)
    def played(history: History) -> None:
        stage.counts["histories"] += 1
        stage.play(history)

    played()
