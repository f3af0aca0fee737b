"""How many requests a company of a hundred teams costs: python tests/benchmarks/sync.py"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from local_google import HR, Google, google
from teams import DAY, company, reworded, seen

from goalsheet.google import drive
from goalsheet.sync.memory import Memory
from goalsheet.sync.push import Where, push, steps
from goalsheet.sync.teams import targets
from goalsheet.tracker.tracker import Tracker

TEAMS, CHANGED = 100, 5


def main() -> None:
    """Print requests beside what they may be."""
    people = company(TEAMS)
    with google() as server, tempfile.TemporaryDirectory() as folder:
        memory = Memory(Path(folder))
        _run(server, people, memory, f"first push of {TEAMS} teams of 8", 3 * TEAMS + 2)
        _run(server, people, memory, "second push, nothing changed", 2)
        for team in range(CHANGED):
            people[team * 8] = reworded(people[team * 8])
        _run(server, people, memory, f"one goal changed in {CHANGED} teams", 2 + 2 * CHANGED)


def _run(server: Google, people: Sequence[Tracker], memory: Memory, what: str, limit: int) -> None:
    started, line = time.perf_counter(), server.line()
    client = server.client(HR, line)
    wanted = targets("team", seen(*people), DAY).targets
    list(push(client, steps(wanted, drive.files(client, "company")), memory, Where("company", own_email=HR)))
    seconds = time.perf_counter() - started
    print(f"{what}: {line.traffic.total} requests, listings among them (at most {limit}), in {seconds:.1f} s")


if __name__ == "__main__":
    main()
