"""What a two-way sync of many workbooks costs, in CPU, memory and requests: tests/benchmarks/sync_both.py [1000]

Memory hardly grows with the workbooks: compare 250 with 1000.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from both_sides import new_workbook
from local_google import google
from teams import DAY, company

from goalsheet.tracker.goal import Goal
from goalsheet.tracker.tracker import Tracker
from goalsheet.workbook.reading import read_tracker
from goalsheet.workbook.setting import set_cells

_COMMAND = [sys.executable, "-c", "from goalsheet.scripts import main; main()"]
_PEOPLE = 8  # in a team


def main(number: int) -> None:
    """Print each run with what it took."""
    people = company(number // _PEOPLE)
    with google() as server, tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for one in people:
            _make(folder, one)
        _run(folder, server.sheets.url, f"first sync of {len(people)} workbooks")
        _run(folder, server.sheets.url, "nothing changed")
        _type(folder, people[0], "statement", "Something else")
        _run(folder, server.sheets.url, "one workbook changed")
        for one in people[: len(people) // 2]:
            _type(folder, one, "unit", "points")
        _run(folder, server.sheets.url, "half of them changed")
        for one in people:
            _type(folder, one, "statement", "Something else again")
        _run(folder, server.sheets.url, "all changed")


def _type(folder: Path, one: Tracker, column: str, text: str) -> None:
    """The employee types into every goal."""
    path = folder / f"{one.person.name}.xlsx"
    file = read_tracker(path)
    places = [file.place(Goal, index, column) for index in range(len(one.goals))]
    set_cells(path, {place: text for place in places if place}, keeps=False)


def _make(folder: Path, one: Tracker) -> None:
    (folder / f"{one.person.name}.xlsx").write_bytes(new_workbook(one))


def _run(folder: Path, url: str, what: str) -> None:
    arguments = [str(folder), "--google-url", url, "--today", DAY.isoformat(), "--stats", "--accept-all-changed"]
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+") as told:
        process = subprocess.Popen([*_COMMAND, "sync", *arguments], stdout=subprocess.DEVNULL, stderr=told)
        _, _, used = os.wait4(process.pid, 0)
        told.seek(0)
        said = told.read()
    found = re.search(r"\d+ requests to Google: .*", said)
    requests, memory = found[0] if found else said, used.ru_maxrss // 1024
    cpu, seconds = used.ru_utime + used.ru_stime, time.perf_counter() - started
    print(f"{what}: {cpu:.1f} s of CPU ({seconds:.1f} s), {memory} MB; {requests}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
