"""A sync that is killed at every request and at every change of a file, one after the other, heals.

Once by an exception that goes through everything, and once for good: the command, in a process of its own, by SIGKILL.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import started
from disturbances import Killed
from goalsheet.scripts import ALL_WELL, TO_LOOK_AT
from histories import History, Rows, Step, Sync, Type
from stage import Stage, staged, staged_as
from teams import DAY

from goalsheet.workbook.files import UNFINISHED

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


def kill_everywhere(stage: Stage, first: list[Step], then: list[Step], *, is_synced: bool = True) -> int:
    """Play it with a kill at each step of a sync, until none is left; tells how many there were."""
    for at in itertools.count(1):
        before = stage.counts["kills"]
        stage.play(History([*first, Sync(kill_at=at), *then], is_synced))
        if stage.counts["kills"] == before:
            return at - 1
    raise AssertionError


def test_what_is_erased_after_a_first_sync_was_killed_stays_erased() -> None:
    with staged() as stage:
        kills = kill_everywhere(stage, [], [Type("employee", 0, 1, erases=True), Sync()], is_synced=False)
    assert kills >= 10  # requests, and changes of files, in one sync


@pytest.mark.parametrize("is_synced", [True, False], ids=["later", "first sync"])
def test_nothing_is_lost_wherever_a_sync_is_killed(is_synced: bool) -> None:  # noqa: FBT001 - pytest hands it over
    with staged() as stage:
        kills = kill_everywhere(stage, CHANGES, [], is_synced=is_synced)
    assert kills >= 10  # as above


class ProcessStage(Stage):
    """A stage on which the command syncs, in processes of its own."""

    processes: subprocess.Popen[str]

    def run(self, step: Sync) -> None:
        """Run it to its end, or to where it is killed."""
        url = self.server.sheets.url
        how = ["--google-url", url, "--tenant", "company", "--today", DAY.isoformat()]
        asked = {"at": step.kill_at, "folder": str(self.folder), "arguments": ["sync", str(self.folder), *how]}
        assert self.processes.stdin
        assert self.processes.stdout
        self.processes.stdin.write(f"{json.dumps(asked)}\n")
        self.processes.stdin.flush()
        code = int(self.processes.stdout.readline())
        if code == -signal.SIGKILL:
            raise Killed
        assert code in (ALL_WELL, TO_LOOK_AT)

    def play(self, history: History) -> None:
        """As always; nothing is left of a workbook that a killed process was about to write."""
        super().play(history)
        assert [*self.folder.glob(f"*.xlsx{UNFINISHED}")] == []


@contextlib.contextmanager
def processes_staged() -> Iterator[ProcessStage]:
    """The stage, and the process from which those that are killed are forked; what they say to people is not heard."""
    command = [sys.executable, str(Path(__file__).with_name("killed_process.py"))]
    with (
        staged_as(ProcessStage) as stage,
        started(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as stage.processes,
    ):
        yield stage
        if stage.processes.stdin:
            stage.processes.stdin.close()  # that is all: it ends


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
@pytest.mark.parametrize("is_synced", [True, False], ids=["later", "first sync"])
def test_nothing_is_lost_wherever_its_process_is_killed(is_synced: bool) -> None:  # noqa: FBT001 - as above
    with processes_staged() as stage:
        kills = kill_everywhere(stage, CHANGES, [], is_synced=is_synced)
    assert kills >= 20  # requests before they are sent, half sent and sent, files before, in the middle and after
