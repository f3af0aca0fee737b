"""What people, programs and networks do to a team's workbooks and its spreadsheet: a history is a list of steps."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

EMPLOYEES = ("statement", "target", "due")
MANAGERS = ("comment", "suggested_wording", "rating", "agreement")
FAULTS = ("429", "500", "503-before", "503-after", "502-html", "drop-before", "drop-after", "cut-after", "twice")
ARRANGEMENTS = (
    "sort sheet",
    "insert row",
    "rename tab",
    "swap rows",
    "rename file",
    "rename person",
    "lose memory",
    "leave a torso",
)


@dataclass(frozen=True)
class Type:
    """Somebody types something new into a cell of a goal; blank if `erases`.

    An intruder types in the workbook into a cell of the manager's, HR in the sheet into one of the employee's.
    """

    who: str  # employee, intruder, manager, HR
    goal: int
    column: int
    erases: bool = False


@dataclass(frozen=True)
class Rows:
    """A goal is added, copied or deleted in the workbook, or its row deleted or copied in the sheet."""

    what: str  # add, copy, delete, delete in sheet, copy in sheet
    goal: int = 0


@dataclass(frozen=True)
class Arrange:
    """Something moves or gets another name, or a file is lost on which nothing depends."""

    what: str


@dataclass(frozen=True)
class Restore:
    """A workbook is put back as it was at the last sync but some."""

    goal: int
    back: int


@dataclass(frozen=True)
class Sync:
    """A sync, perhaps with a fault at some request, a kill at some request or write, or somebody busy meanwhile."""

    fault: str = ""
    at_request: int = 0
    kill_at: int = 0
    meanwhile: Type | Arrange | None = None
    meanwhile_at: int = 0
    only_pushes: bool = False


Step = Type | Rows | Arrange | Restore | Sync


@dataclass(frozen=True)
class History:
    """How it begins (both sides the same, or never synced), how late Drive tells of changes, and what happens."""

    steps: list[Step] = field(default_factory=list)
    is_synced: bool = True
    lag: int = 0  # minutes


_GOALS, _COLUMNS = st.integers(0, 3), st.integers(0, 11)
_TYPES = st.builds(
    Type,
    st.sampled_from(["employee", "employee", "manager", "manager", "HR", "intruder"]),
    _GOALS,
    _COLUMNS,
    st.sampled_from([False, False, False, True]),
)
_ROWS = st.builds(Rows, st.sampled_from(["add", "copy", "delete", "delete in sheet", "copy in sheet"]), _GOALS)
_ARRANGING = st.builds(Arrange, st.sampled_from(ARRANGEMENTS))
_RESTORING = st.builds(Restore, _GOALS, st.integers(1, 3))
_MEANWHILE = st.one_of(
    st.builds(Type, st.sampled_from(["manager", "employee"]), _GOALS, _COLUMNS),
    st.builds(Arrange, st.sampled_from(["sort sheet", "insert row"])),
)
_CLEAN = st.builds(Sync)
_FAULTY = st.builds(Sync, fault=st.sampled_from(FAULTS), at_request=st.integers(0, 5))
_KILLED = st.builds(Sync, kill_at=st.integers(1, 30))
_DISTURBED = st.builds(Sync, meanwhile=_MEANWHILE, meanwhile_at=st.integers(1, 5))
_PUSHES = st.builds(
    Sync,
    only_pushes=st.just(True),
    fault=st.sampled_from(["", *FAULTS]),
    at_request=st.integers(0, 3),
    meanwhile=st.one_of(st.none(), _MEANWHILE),
    meanwhile_at=st.integers(1, 4),
)
_LAGS = st.sampled_from([0, 0, 5])


def _rounds(changes: st.SearchStrategy[Step], syncs: st.SearchStrategy[Step]) -> st.SearchStrategy[History]:
    """Some changes, a sync, and so on; the last changes are for the clean sync at the end."""
    some = st.lists(changes, min_size=1, max_size=3)
    rounds = st.lists(st.tuples(some, syncs), min_size=1, max_size=2)
    steps = st.builds(
        lambda done, last: [*(step for made, sync in done for step in (*made, sync)), *last], rounds, some
    )
    return st.builds(History, steps, st.sampled_from([*[True] * 7, False]), _LAGS)


def _mostly(often: st.SearchStrategy[Step], *others: st.SearchStrategy[Step]) -> st.SearchStrategy[Step]:
    """Half of them the first, half of them one of the others."""
    return st.booleans().flatmap(lambda is_often: often if is_often else st.one_of(*others))


#: Much work, and syncs to which nothing happens but that others work meanwhile.
WORK = _rounds(
    _mostly(_TYPES, _ROWS, _ROWS, _ARRANGING, _RESTORING), st.one_of(_CLEAN, _DISTURBED, _DISTURBED, _PUSHES)
)
#: Less work, and syncs that fail or are killed.
FAILURES = _rounds(_mostly(_TYPES, _ROWS, _ARRANGING), st.one_of(_FAULTY, _KILLED))
ANYTHING = st.one_of(WORK, FAILURES)
