"""A workbook that takes only so much at once gets in the end what it would have got at once."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from both_sides import Team
from hypothesis import given, settings
from hypothesis import strategies as st
from local_google import HR, google
from teams import DAY, FIRST, SECOND, target, tracker

from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.layout.review import FIRST_ROW
from goalsheet.layout.review_tabs import FEEDBACK_TAB, GOALS_TAB, RECOGNITION_TAB
from goalsheet.merge.actions import CellKey
from goalsheet.sync.button_words import ended
from goalsheet.sync.participant import Participant
from goalsheet.sync.result import Exchanged, Result
from goalsheet.sync.steps import Done, Outcome
from goalsheet.workbook.reading import TrackerFile, read_tracker

GOALS = [
    dataclasses.replace(FIRST, id="G01"),
    *(dataclasses.replace(SECOND, id=f"G{one:02}", target=None) for one in range(2, 6)),
]
TABS = [GOALS_TAB.title, FEEDBACK_TAB.title, RECOGNITION_TAB.title]
KEYS = [f"0007/{goal.id}" for goal in GOALS]


@dataclasses.dataclass(frozen=True)
class SmallSteps(TrackerFile):
    """A file in which only so many cells can be set at once; one line on a sheet of lines has more of them."""

    room: int = 5

    def has_room_for(self, values: Mapping[CellPlace, Value]) -> bool:
        return len(values) <= self.room

    def waits(self, lists: Collection[type], beside: Mapping[CellPlace, Value]) -> frozenset[type]:
        return frozenset(lists) if len(beside) > 1 else frozenset()

    def again(self, touched: Collection[type] = (), wanted: Mapping[CellPlace, Value] | None = None) -> SmallSteps:
        return small_steps(super().again(touched, wanted))


def small_steps(file: TrackerFile) -> SmallSteps:
    held = {one.name: getattr(file, one.name) for one in dataclasses.fields(TrackerFile)}
    return SmallSteps(**held)


class InParts(Team):
    """A team whose workbook takes little at once."""

    def participants(self, day: Any = DAY) -> list[Participant]:
        return [Participant(small_steps(read_tracker(self.path())), day)]


@contextmanager
def synced(kind: type[Team], folder: Path) -> Iterator[Team]:
    """A team that was synced, G01 being agreed."""
    folder.mkdir()
    with google() as server:
        team = kind(server, folder, is_thin=True)
        team.make(tracker(goals=GOALS, check_ins=()))
        team.sync()
        team.manager(agreement="Agreed")
        until_all_is_there(team)
        yield team


def until_all_is_there(team: Team) -> list[Result]:
    """Sync until nothing is left to be done."""
    done: list[Result] = []
    for _ in range(80):
        (result,) = team.sync()
        assert (result.outcome.error, [one.error for one in result.people if one.error]) == (None, [])
        if result.outcome.done is Done.UNCHANGED and not any(one.later or one.waiting for one in result.people):
            (last,) = team.sync()
            assert (last.outcome.done, last.people) == (Done.UNCHANGED, ())
            return done
        done.append(result)
    raise AssertionError(done)


WORDS: Mapping[str, st.SearchStrategy[Value]] = {
    "comment": st.sampled_from(["Good", "Not yet", None]),
    "suggested_wording": st.just("Better"),
    "rating": st.just("Met"),
    "agreement": st.sampled_from(["Agreed", "Changes requested"]),
}
Edit = tuple[str, str, dict[str, Any]]
EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.tuples(st.just("manager"), st.sampled_from(KEYS), st.fixed_dictionaries({}, optional=dict(WORDS)).filter(bool)),
    st.tuples(st.just("somebody"), st.sampled_from(KEYS), st.just({"statement": "HR's"})),
    st.tuples(st.just("employee"), st.sampled_from(KEYS), st.sampled_from([{"target": 45.0}, {"comment": "Mine"}])),
    st.tuples(st.just("feedback"), st.just(""), st.just({"strengths": "Calm", "ideas": "Louder", "rating": 4.0})),
    st.tuples(st.just("recognition"), st.just(""), st.just({"reward": "Well done", "reason": "Because"})),
)


def does(team: Team, who: str, key: str, cells: dict[str, Any], row: int) -> None:
    if who == "manager":
        team.manager(key, **cells)
    elif who == "somebody":
        team.manager(key, email=HR, **cells)
    elif who == "employee":
        team.employee(index=KEYS.index(key), **cells)
    else:
        for column, value in {"person": "Anna Müller", **cells}.items():
            team.type(FEEDBACK_TAB if who == "feedback" else RECOGNITION_TAB, row, column, value)


def line(of: Any) -> str:
    """A line of a list but for the moment, in minutes of the real clock, at which a side was last changed."""
    return re.sub(r"\d+ \w+ \d{4}, \d\d:\d\d", "then", repr(of))


def outcome(team: Team) -> dict[str, Any]:
    """What both sides hold and what is remembered; the order of lines says nothing, nor do moments of changes."""
    saved, state = read_tracker(team.path()).tracker, team.state()
    return {
        "tracker": dataclasses.replace(saved, reviews=(), conflicts=()),
        "lines": sorted(map(line, (*saved.reviews, *saved.conflicts))),
        "base": state.base,
        "kept": sorted(repr(dataclasses.replace(one, touched={})) for one in state.kept),
        "sheet": {one.title: one.cells for one in team.found().tabs.values() if one.title in TABS},
    }


def carried_out(edits: Sequence[Edit], kind: type[Team], folder: Path) -> tuple[int, dict[str, Any]]:
    """How many syncs that takes, and what comes of it."""
    with synced(kind, folder) as team:
        rows = itertools.count(FIRST_ROW)
        for who, key, cells in edits:
            does(team, who, key, cells, next(rows))
        return len(until_all_is_there(team)), outcome(team)


def both(edits: Sequence[Edit]) -> tuple[int, int]:
    """The numbers of syncs that it takes at once and in parts; the outcome is the same."""
    with TemporaryDirectory() as folder:
        at_once, whole = carried_out(edits, Team, Path(folder) / "at once")
        steps, parts = carried_out(edits, InParts, Path(folder) / "in parts")
    assert parts == whole
    return at_once, steps


@pytest.mark.slow
def test_what_comes_in_parts_is_in_the_end_what_comes_at_once() -> None:
    words = {"comment": "Not yet", "agreement": "Changes requested", "rating": "Met"}
    feedback, praise = {"strengths": "Calm", "ideas": "Louder"}, {"reward": "Well done", "reason": "Because"}
    at_once, steps = both(
        [
            *(("manager", key, words) for key in KEYS[1:]),
            ("somebody", KEYS[2], {"statement": "HR's"}),
            ("employee", KEYS[0], {"target": 45.0}),
            ("employee", KEYS[3], {"comment": "Mine"}),
            ("feedback", "", feedback),
            ("feedback", "", feedback),
            ("recognition", "", praise),
        ]
    )
    assert (at_once, steps > 4) == (1, True)


def test_a_press_after_which_more_waits_never_says_that_both_are_the_same() -> None:
    anna = tracker()
    waits = Exchanged(anna.person, Path("Anna.xlsx"), later=(CellKey("Goal", "G01", "comment"),))
    first, second = ended(Result(Outcome(target(anna), Done.UNCHANGED), (waits,)), "", is_changed=False)
    assert first == "Synced with Bo Ek. Into this workbook: nothing new. Into the Google spreadsheet: nothing new."
    assert second.startswith("1 more cell with the next sync.")


@pytest.mark.slow
@settings(max_examples=3)
@given(st.lists(EDITS, min_size=4, max_size=12))
def test_so_it_is_whatever_comes(edits: list[Edit]) -> None:
    both(edits)
