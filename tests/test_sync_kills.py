"""A sync that is killed at every request and at every change of a file, one after the other, heals."""

from __future__ import annotations

import itertools

import pytest
from histories import History, Rows, Step, Sync, Type
from stage import staged

pytestmark = pytest.mark.slow

#: Both sides write, one in the other's cell, and a goal comes: every step of a sync has something to do.
CHANGES: list[Step] = [
    Type("employee", 0, 1),
    Type("manager", 0, 0),
    Type("intruder", 1, 0),
    Type("HR", 1, 0),
    Rows("add", 0),
    Type("employee", 2, 0),
    Type("manager", 2, 1),
]


def test_what_is_erased_after_a_first_sync_was_killed_stays_erased() -> None:
    with staged() as stage:
        for at in itertools.count(1):
            before = stage.counts["kills"]
            stage.play(History([Sync(kill_at=at), Type("employee", 0, 1, erases=True), Sync()], is_synced=False))
            if stage.counts["kills"] == before:
                break
    assert at > 10  # requests, and changes of files, in one sync


@pytest.mark.parametrize("is_synced", [True, False], ids=["later", "first sync"])
def test_nothing_is_lost_wherever_a_sync_is_killed(is_synced: bool) -> None:  # noqa: FBT001 - pytest hands it over
    with staged() as stage:
        for at in itertools.count(1):
            before = stage.counts["kills"]
            stage.play(History([*CHANGES, Sync(kill_at=at)], is_synced))
            if stage.counts["kills"] == before:
                break
    assert at > 10  # requests, and changes of files, in one sync
