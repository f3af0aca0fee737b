"""What people, programs and networks do to a team's workbooks and its spreadsheet, and whether anything got lost.

A history is a list of steps. Every edit writes words that nobody has written before, so that one can tell afterwards
what became of it.
"""

from __future__ import annotations

import itertools
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from both_sides import BO, Team
from hypothesis import strategies as st
from local_google import HR, Google
from teams import FIRST, tracker

from goalsheet.errors import GoalsheetError
from goalsheet.google import drive, spreadsheet
from goalsheet.google.allowance import Clock
from goalsheet.google.client import Line
from goalsheet.layout.plan import Value
from goalsheet.layout.review import FIRST_ROW
from goalsheet.layout.review_tabs import GOALS_TAB
from goalsheet.merge.safety import ALL_CHANGED, EMPTIED, OLDER
from goalsheet.merge.values import same
from goalsheet.sync.deciding import Wishes
from goalsheet.sync.memory import NAME
from goalsheet.tracker.goal import Goal
from goalsheet.workbook.files import UNFINISHED
from goalsheet.workbook.reading import read_tracker
from goalsheet.workbook.setting import set_cells

EMPLOYEES, MANAGERS = ("statement", "target"), ("comment", "suggested_wording", "rating")
#: Goals by the person's name, the place in the workbook, and the key in the spreadsheet.
PLACES = (("Anna Müller", 0, "0007/G01"), ("Anna Müller", 1, "0007/G02"), ("Cleo", 0, "0008/G01"))
FAULTS = ("429", "500", "503-before", "503-after", "502-html", "drop-before", "drop-after")
MEANT = Wishes(accepted=frozenset({EMPTIED, ALL_CHANGED, OLDER}))


class Killed(BaseException):
    """The process is gone: nothing of it runs any more, not even what tidies up."""


@dataclass(frozen=True)
class Type:
    """Somebody types something new into a cell of a goal; blank if `erases`."""

    who: str  # employee, manager, HR (in the sheet), or the employee in a cell of the manager's ("intruder")
    goal: int
    column: int
    erases: bool = False


@dataclass(frozen=True)
class Arrange:
    """Rows are sorted, inserted or moved, or files restored to nothing that sync depends on."""

    what: str  # sort sheet, insert row, swap rows, lose memory, leave a torso


@dataclass(frozen=True)
class Sync:
    """A sync, perhaps with a fault at some request, a kill at some request or write, or somebody typing meanwhile."""

    fault: str = ""
    at_request: int = 0
    kill_at: int = 0
    meanwhile: Type | None = None
    meanwhile_at: int = 0


Step = Type | Arrange | Sync

_types = st.builds(
    Type,
    st.sampled_from(["employee", "employee", "manager", "manager", "HR", "intruder"]),
    st.integers(0, 2),
    st.integers(0, 2),
    st.sampled_from([False, False, False, True]),
)
_meanwhile = st.builds(Type, st.sampled_from(["manager"]), st.integers(0, 2), st.integers(0, 2))
_syncs = st.one_of(
    st.just(Sync()),
    st.builds(Sync, fault=st.sampled_from(FAULTS), at_request=st.integers(0, 5)),
    st.builds(Sync, kill_at=st.integers(1, 12)),
    st.builds(Sync, meanwhile=_meanwhile, meanwhile_at=st.integers(1, 4)),
)
_arranging = st.builds(
    Arrange, st.sampled_from(["sort sheet", "insert row", "swap rows", "lose memory", "leave a torso"])
)
_steps = st.lists(st.one_of(_types, _types, _types, _syncs, _syncs, _arranging), min_size=6, max_size=16)
HISTORIES = st.builds(lambda is_synced, steps: [*([Sync()] if is_synced else []), *steps], st.booleans(), _steps)


@dataclass
class Written:
    """One edit: where, by which side, what, and which came later."""

    key: str
    column: str
    in_sheet: bool
    value: Value
    at: int


@dataclass
class Guard:
    """Kills at the n-th request or change of a file in a folder; once dead, every further one fails, too."""

    folder: str = ""
    left: int = 0

    def pass_by(self) -> None:
        if not self.left:
            return
        if self.left > 1:
            self.left -= 1
            return
        raise Killed

    def watch(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.left:
            return
        changes = event in {"os.rename", "os.remove", "os.chmod"} or (event == "open" and _writes(arguments[2]))
        if changes and str(arguments[0]).startswith(self.folder):
            self.pass_by()


def _writes(flags: Any) -> bool:
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


GUARD = Guard()
sys.addaudithook(GUARD.watch)


@dataclass
class Watched(Line):
    """A line that lets something happen just before the n-th request."""

    happens: Callable[[int], None] = lambda _: None
    sent: int = 0

    def begin(self, kind: str, *, again: bool) -> None:
        super().begin(kind, again=again)
        GUARD.pass_by()
        self.sent += 1
        self.happens(self.sent)


@dataclass
class History:
    """A team to which things happen; `counts` says what did."""

    server: Google
    folder: Path
    written: list[Written] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.team = Team(self.server, self.folder)
        self.team.make(tracker(), tracker(8, "Cleo", goals=[FIRST]))

    def run(self, steps: list[Step]) -> None:
        """Everything in order, then two clean syncs; AssertionError if anything got lost."""
        for step in steps:
            self.take(step)
        self.settle()
        self.check()

    def take(self, step: Step) -> None:
        match step:
            case Type():
                self.type(step)
            case Arrange(what):
                self.arrange(what)
            case Sync():
                self.sync(step)

    # People

    def type(self, step: Type) -> None:
        """Somebody types."""
        name, _, key = PLACES[step.goal]
        in_sheet = step.who in {"manager", "HR"}
        columns = MANAGERS if step.who in {"manager", "intruder"} else EMPLOYEES
        column = columns[step.column % len(columns)]
        if in_sheet and (not self.is_made() or key not in self.team.rows()):
            return
        value = None if step.erases and column != "statement" else self._new(column)
        if in_sheet:
            self.team.manager(key, BO if step.who == "manager" else HR, **{column: value})
        else:
            self.team.employee(name, self._index(name, key), **{column: value})
        self.written.append(Written(key, column, in_sheet, value, len(self.written)))
        self.counts["edits"] += 1

    def _new(self, column: str) -> Value:
        number = next(self.numbers)
        return float(1000 + number) if column == "target" else f"{column} {number}"

    def _index(self, name: str, key: str) -> int:
        goals = read_tracker(self.team.path(name)).tracker.goals
        return next(place for place, goal in enumerate(goals) if goal.id == key.rpartition("/")[2])

    def is_made(self) -> bool:
        files = drive.files(self.server.client(HR), "company")
        return bool(files) and not files[0].name.endswith("(being set up)")

    def arrange(self, what: str) -> None:
        """Something moves."""
        if what == "lose memory":
            (self.folder / NAME).unlink(missing_ok=True)
        elif what == "leave a torso":
            Path(f"{self.team.path()}{UNFINISHED}").write_bytes(b"PK half")
        elif what == "swap rows":
            self._swap_rows()
        elif self.is_made():
            self._move_rows(what)
        self.counts["arranged"] += 1

    def _swap_rows(self) -> None:
        """Anna sorts her goals: the contents of both rows, numbers and all, change places."""
        path = self.team.path()
        file = read_tracker(path)
        columns = ("id", *EMPLOYEES, *MANAGERS, "unit", "measure", "baseline", "start", "due", "agreement", "evidence")
        first, second = file.tracker.goals[:2]
        cells = {}
        for column in columns:
            for place, goal in ((0, second), (1, first)):
                at = file.place(Goal, place, column)
                assert at
                cells[at] = getattr(goal, column)
        set_cells(path, cells, keeps=False)

    def _move_rows(self, what: str) -> None:
        sheet, last = GOALS_TAB.sheet_id, len(GOALS_TAB.columns)
        rows = {"sheetId": sheet, "dimension": "ROWS", "startIndex": FIRST_ROW, "endIndex": FIRST_ROW + 1}
        area = {"sheetId": sheet, "startRowIndex": FIRST_ROW - 1, "startColumnIndex": 0, "endColumnIndex": last}
        order = [{"dimensionIndex": GOALS_TAB.place("statement") - 1, "sortOrder": "ASCENDING"}]
        request: dict[str, Any] = {"insertDimension": {"range": rows}}
        if what == "sort sheet":
            request = {"sortRange": {"range": area, "sortSpecs": order}}
        file = drive.files(self.server.client(HR), "company")[0].id
        spreadsheet.write(self.server.client(HR), file, [request])

    # Programs and networks

    def sync(self, step: Sync) -> None:
        """A sync as it is told."""
        if step.fault:
            self.server.sheets.fault(step.fault, skip=step.at_request, path="spreadsheets|drive")
        self.counts["syncs"] += 1
        GUARD.folder, GUARD.left = str(self.folder), step.kill_at
        try:
            results = self.team.sync(MEANT, self._line(step))
            self.counts["failed"] += sum(one.outcome.error is not None for one in results)
        except Killed:
            self.counts["kills"] += 1
        except GoalsheetError:
            self.counts["failed"] += 1
        finally:
            GUARD.left = 0
            left = self.server.sheets.world.faults.waiting
            self.counts["faults"] += bool(step.fault) and not left
            left.clear()

    def _line(self, step: Sync) -> Watched:
        def happens(sent: int) -> None:
            if step.meanwhile and sent == step.meanwhile_at:
                self.type(step.meanwhile)

        now = itertools.count(0.0, 60.0)
        line = self.server.line()
        return Watched(line.origin, Clock(lambda: next(now), lambda _: None), lambda _, most: most, happens=happens)

    def settle(self) -> None:
        """A clean sync after the last fault, and another one, which has nothing to do."""
        self.team.sync(MEANT)
        before = self.workbooks()
        line = self.server.line()
        results = self.team.sync(MEANT, line)
        assert not any(one.actions for result in results for one in result.people)
        assert line.traffic.sent["Sheets writes"] == 0
        assert self.workbooks() == before

    def workbooks(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.glob("*.xlsx")}

    # Laws

    def check(self) -> None:
        """Both sides agree, and every edit is on both, in the list, or overwritten by who may."""
        for name, _, key in PLACES:
            here, there = self.team.in_workbook(name, self._index(name, key)), self.team.in_sheet(key)
            assert {c: v for c, v in here.items() if not same(v, there[c])} == {}, (key, here, there)
            for edit in (one for one in self.written if one.key == key):
                self._is_kept(edit, there, name)

    def _is_kept(self, edit: Written, now: dict[str, Value], name: str) -> None:
        is_owner = edit.in_sheet is (edit.column in MANAGERS)
        later = [one for one in self.written if (one.key, one.column) == (edit.key, edit.column) and one.at > edit.at]
        overwritten = any(one.in_sheet == edit.in_sheet for one in later)
        stands = same(now[edit.column], edit.value) or (edit.value is not None and edit.value in now.values())
        kept = {
            value
            for one in self.team.state(name).kept
            if one.conflict.key.id == edit.key.rpartition("/")[2]
            for value in (one.conflict.workbook, one.conflict.sheet)
        }
        if is_owner:
            assert stands or overwritten or edit.value in kept, f"lost: {edit}"
            if not overwritten and not self._was_suggested(edit, now):
                assert same(now[edit.column], edit.value), f"the owner's edit was overwritten: {edit}"
        else:
            assert stands or later or edit.value is None or edit.value in kept, f"lost: {edit}"

    def _was_suggested(self, edit: Written, now: dict[str, Value]) -> bool:
        """Whether a rewording of the statement fills a suggested wording that the manager had erased."""
        return edit.column == "suggested_wording" and str(now[edit.column]).startswith("statement")
