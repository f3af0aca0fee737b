"""`goalsheet sync --watch`: one sync after the other, whatever becomes of each."""

from __future__ import annotations

import datetime as dt
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from both_sides import Team
from command import goalsheet, started
from goalsheet.scripts.sync_watch import Time, watch
from local_google import google
from teams import DAY, tracker

from goalsheet.errors import CannotReach


@dataclass
class Day:
    """A clock that only waiting moves on, and that somebody stops after so many waits."""

    waits: int
    now: dt.datetime = field(default=dt.datetime(2026, 7, 1, 23, 50, tzinfo=dt.UTC))
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += dt.timedelta(seconds=seconds)
        if len(self.slept) == self.waits:
            raise KeyboardInterrupt


def run(results: list[int | Exception], day: Day) -> None:
    """A watch in which the syncs end like that."""
    ends = iter(results)

    def once() -> int:
        end = next(ends)
        if isinstance(end, Exception):
            raise end
        return end

    with pytest.raises(KeyboardInterrupt):
        watch(once, 15, Time(lambda: day.now, day.sleep))


def test_each_sync_says_the_time_and_a_failing_one_ends_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    day = Day(waits=3)
    run([CannotReach("Google cannot be reached."), OSError(28, "No space left on device", "Anna.xlsx"), 1], day)
    said = capsys.readouterr()
    assert day.slept == [900, 900, 900]
    assert said.out.splitlines() == [
        "23:50 Sync begins.",
        "23:50 The next sync is in 15 minutes. Ctrl-C stops.",
        "00:05 Sync begins.",
        "00:05 The next sync is in 15 minutes. Ctrl-C stops.",
        "00:20 Sync begins.",
        "00:20 The next sync is in 15 minutes. Ctrl-C stops.",
    ]
    assert said.err == "Error: Google cannot be reached.\nError: Anna.xlsx: No space left on device\n"


def test_a_mistake_of_ours_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        watch(lambda: 1 // 0, 15, Time())


@pytest.mark.parametrize("more", [("--dry-run",), ("--resolve", "ask"), ("--format", "json")])
def test_what_somebody_has_to_look_at_is_not_watched(more: tuple[str, ...], tmp_path: Path) -> None:
    done = goalsheet("sync", ".", "--watch", "5", *more, cwd=tmp_path)
    assert (done.returncode, "are for one sync that somebody looks at" in done.stderr) == (2, True)


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with google() as server:
        found = Team(server, tmp_path)
        found.make(tracker())
        yield found


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to a single process there")
def test_ctrl_c_ends_it_in_words_while_it_waits(team: Team) -> None:
    command = [sys.executable, "-u", "-c", "from goalsheet.scripts import main; main()", "sync", str(team.folder)]
    command += ["--google-url", team.server.sheets.url, "--today", DAY.isoformat(), "--watch", "1"]
    heeding = signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # runs in the background hand on that it is ignored
    with started(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        signal.signal(signal.SIGINT, heeding)
        assert process.stdout
        lines = [process.stdout.readline().split(" ", 1)[-1] for _ in range(4)]
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err == "\nStopped. Run the same command again to go on where it stopped.\n"
    assert lines[0] == "Sync begins.\n"
    assert lines[1] == "spreadsheet: 1 made.\n"
    assert lines[3] == "The next sync is in 1 minute. Ctrl-C stops.\n"
