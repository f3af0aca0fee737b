"""How many requests a company of a hundred teams costs: python tests/benchmarks/sync.py"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from local_google import HR, Google, Time, google
from teams import DAY, company, managers, reworded, seen

from goalsheet.google import drive
from goalsheet.google.allowance import Clock
from goalsheet.google.client import Line
from goalsheet.local_sheets.world import World
from goalsheet.sync.memory import Memory
from goalsheet.sync.push import push
from goalsheet.sync.steps import Done, Where, steps
from goalsheet.sync.teams import targets
from goalsheet.tracker.tracker import Tracker

TEAMS, CHANGED, COMPANY = 100, 5, 1250


def main() -> None:
    """Print requests beside what they may be."""
    people = company(TEAMS)
    with google() as server, tempfile.TemporaryDirectory() as folder:
        memory = Memory(Path(folder))
        _run(server, people, memory, f"first push of {TEAMS} teams of 8", 3 * TEAMS)
        _run(server, people, memory, "second push, nothing changed", 2)
        for team in range(CHANGED):
            people[team * 8] = reworded(people[team * 8])
        _run(server, people, memory, f"one goal changed in {CHANGED} teams", 2 + 2 * CHANGED)
    _with_quotas(COMPANY)


def _with_quotas(number: int) -> None:
    """Print how long a company takes with Google's quotas switched on, by a clock that only waiting moves on."""
    wanted = targets("team", seen(*managers(number)), DAY).targets
    clock = Time()  # only now: where the server's clock stood still for minutes, it takes no sign-in of this computer's
    with google(World(now=clock.now)) as server, tempfile.TemporaryDirectory() as folder:
        server.sheets.world.quotas.switch_on()
        line = Line(server.line().origin, Clock(lambda: clock.seconds, clock.wait))
        todo = steps(wanted, [])
        where = Where("company", own_email=HR)
        made = list(push(server.client(HR, line), todo, Memory(Path(folder)), where, at_once=1))
    made_all = all(one.done is Done.MADE for one in made)
    print(
        f"{number} teams with quotas{'' if made_all else ', NOT ALL OF THEM MADE'}: {clock.seconds / 60:.1f} minutes "
        f"(at most {1.15 * number / 60:.1f}), {line.traffic.refused} of {line.traffic.total} requests refused"
    )


def _run(server: Google, people: Sequence[Tracker], memory: Memory, what: str, limit: int) -> None:
    started, line = time.perf_counter(), server.line()
    client = server.client(HR, line)
    wanted = targets("team", seen(*people), DAY).targets
    list(push(client, steps(wanted, drive.files(client, "company")), memory, Where("company", own_email=HR)))
    seconds = time.perf_counter() - started
    again = f", {line.traffic.repeated} of them sent again" if line.traffic.repeated else ""
    print(f"{what}: {line.traffic.total} requests, listings among them{again} (at most {limit}), in {seconds:.1f} s")


if __name__ == "__main__":
    main()
