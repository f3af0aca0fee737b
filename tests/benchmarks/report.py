"""How fast a report on many filled trackers is made, the first time and when one in a hundred has changed.

    python tests/benchmarks/report.py [NUMBER] [FOLDER]

Everybody has two to ten goals in words of their own, most of them with actions and a log of check-ins. In a FOLDER the
trackers stay, for the next run.

A busy machine counts as any other in processor time against what nobody could do without: unpacking the sheets that a
report reads, and letting expat look whether they are sound.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import tomllib
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.parsers import expat

from generate import TEMPLATE, TODAY, people
from goalsheet.scripts.samples import tracker
from reading import FILLED_IN

from goalsheet.report.keeping import NAME
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.goal import Goal

FILES = 1000
_MANY = 100
_FEWEST, _MOST = 2, 10  # goals
_READ = (5, 6, 7, 8, 9, 16)  # Goals, Actions, Check-ins, Feedback, Rewards and Settings
SENTENCES = Path(__file__).parent.parent / "data" / "goal_sentences.jsonl"


def sentences() -> list[str]:
    """What people wrote as goals, good and poor."""
    return [json.loads(line)["text"] for line in SENTENCES.read_text(encoding="utf-8").splitlines()]


def own_words(goal: Goal, said: Sequence[str], number: int) -> Goal:
    """The goal in words that nobody else has: another sentence, and other numbers in it."""
    words = re.sub(
        r"\b[1-9]\d?\b(?! (?:January|February|March|April|May|June|July))",
        lambda _: str(11 + number % 80),
        said[number % len(said)],
    )
    return dataclasses.replace(goal, statement=f"{words} No. {number}.", why=f"{goal.why} ({number})")


def different_trackers(folder: Path, number: int) -> list[Path]:
    """As many trackers as people; those that are there already are left."""
    paths = [folder / f"{index}.xlsx" for index in range(number)]
    if all(path.exists() for path in paths):
        return paths
    maker, said = TrackerMaker(load(TEMPLATE), TODAY), sentences()
    filled = tracker(tomllib.loads(FILLED_IN.read_text(encoding="utf-8")))
    for index, (path, person) in enumerate(zip(paths, people(number), strict=True)):
        goals = filled.goals[: _FEWEST + index % (_MOST - _FEWEST + 1)]
        own = tuple(own_words(goal, said, index * _MOST + place) for place, goal in enumerate(goals))
        path.write_bytes(maker.make_from(dataclasses.replace(filled, person=person, goals=own)))
    return paths


def least(paths: Sequence[Path]) -> float:
    """Seconds of processors a file for unpacking the sheets that a report reads, and checking them by expat."""
    start = time.process_time()
    for path in paths:
        with zipfile.ZipFile(path) as book:
            for sheet in _READ:
                expat.ParserCreate().Parse(book.read(f"xl/worksheets/sheet{sheet}.xml"), True)
    return (time.process_time() - start) / len(paths)


def timed(folder: Path, what: str, number: int) -> float:
    """Make a report by the command, and print seconds by the clock, of processors, and the largest process.

    Seconds of processors are returned.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    command = [sys.executable, "-m", "goalsheet.scripts", "report", "workbooks"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"  {what:<28}{seconds:7.1f} s, {number / seconds:7.0f} files a second, {worked:7.1f} s of processors,", end=" "
    )
    print(f"peak {after.ru_maxrss / 1024:.0f} MiB, page {(folder / 'report.html').stat().st_size / 1e6:.1f} MB")
    return worked


def main(number: int, folder: Path) -> None:
    """Reports on so many trackers."""
    (folder / "workbooks").mkdir(exist_ok=True)
    paths = different_trackers(folder / "workbooks", number)
    (folder / "workbooks" / NAME).unlink(missing_ok=True)
    print(f"{number} trackers with {_FEWEST} to {_MOST} goals each, on {os.cpu_count()} processors:")
    before = least(paths[:_MANY])
    first = timed(folder, "first report", number) / number
    floor = (before + least(paths[:_MANY])) / 2
    print(f"    {first * 1e3:.1f} ms of processors a file: {first / floor:.1f} times the unpacking and checking alone")
    timed(folder, "again, nothing changed", number)
    for path in paths[::_MANY]:
        os.utime(path)
    timed(folder, "again, one in a hundred", number)


if __name__ == "__main__":
    files = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    if len(sys.argv) > 2:
        main(files, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as name:
            main(files, Path(name))
