"""How fast filled trackers are read and cells are set, against openpyxl, side by side in one run.

python tests/benchmarks/reading.py
"""

from __future__ import annotations

import dataclasses
import resource
import subprocess
import sys
import tempfile
import time
import tomllib
import warnings
from collections.abc import Sequence
from itertools import count, cycle
from pathlib import Path

import openpyxl
from generate import TEMPLATE, TODAY, people, side_by_side
from goalsheet.scripts.samples import tracker

from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.goal import Goal
from goalsheet.workbook.reading import read_tracker
from goalsheet.workbook.setting import set_cells

FILES = 1000
FILLED_IN = Path(__file__).parents[2] / "sample_workbooks" / "filled_in.toml"


def filled_trackers(folder: Path, number: int) -> list[Path]:
    """Trackers with ten goals, their actions and a full log of check-ins, one a person."""
    maker = TrackerMaker(load(TEMPLATE), TODAY)
    filled = tracker(tomllib.loads(FILLED_IN.read_text(encoding="utf-8")))
    paths = [folder / f"{index}.xlsx" for index in range(number)]
    for path, person in zip(paths, people(number), strict=True):
        path.write_bytes(maker.make_from(dataclasses.replace(filled, person=person)))
    return paths


def reading(paths: Sequence[Path]) -> None:
    """Reading against openpyxl's load_workbook."""
    ours, plain, values, mine = cycle(paths), cycle(paths), cycle(paths), cycle(paths)
    found = side_by_side(
        {
            "read_tracker": lambda: str(read_tracker(next(ours)).tracker.goals),
            "openpyxl load": lambda: openpyxl.load_workbook(next(plain)).close(),
            "openpyxl load, data only": lambda: openpyxl.load_workbook(next(values), data_only=True).close(),
            "bytes from the disk only": lambda: next(mine).read_bytes(),
        }
    )
    print("reading one filled tracker, ms (q25):")
    for name, value in found.items():
        print(f"  {name:<28}{value:8.2f}")
    print(f"  times faster than openpyxl: {found['openpyxl load'] / found['read_tracker']:.1f} (at least 10)")


def setting(paths: Sequence[Path], folder: Path) -> None:
    """Setting three cells against openpyxl's load, set, save."""
    numbers = count()
    no_formula, looked_at = ("hint", "forecast", "comment"), ("target", "current", "due")

    def set_three(path: Path, columns: Sequence[str]) -> None:
        file, number = read_tracker(path), next(numbers)
        places = [file.place(Goal, index, column) for index, column in enumerate(columns)]
        values: list[Value] = [TODAY if column == "due" else number for column in columns]
        set_cells(path, {place: value for place, value in zip(places, values, strict=True) if place})

    def by_openpyxl(path: Path) -> None:
        book = openpyxl.load_workbook(path)
        for cell in ("B6", "I7", "J8"):
            book["Goals"][cell].value = next(numbers)
        book.save(folder / "saved.xlsx")

    ours, other, theirs, places = cycle(paths[:100]), cycle(paths[100:200]), cycle(paths[200:300]), cycle(paths[300:])
    alone = CellPlace("Goals", "B30")
    found = side_by_side(
        {
            "one cell": lambda: set_cells(next(places), {alone: next(numbers)}),
            "read, set 3 that none looks at": lambda: set_three(next(ours), no_formula),
            "read, set 3 that many look at": lambda: set_three(next(other), looked_at),
            "openpyxl load, set 3, save": lambda: by_openpyxl(next(theirs)),
        }
    )
    print("setting cells of one tracker, with a backup forced to the disk, ms (q25):")
    for name, value in found.items():
        print(f"  {name:<32}{value:8.2f}  times faster: {found['openpyxl load, set 3, save'] / value:5.1f}")


def memory(folder: Path) -> None:
    """Seconds and peak memory of reading many trackers, each in a process of its own."""
    for number in (50, FILES):
        start = time.perf_counter()
        command = [sys.executable, __file__, str(number), str(folder)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        print(f"  {number:>5} trackers read in {time.perf_counter() - start:6.1f} s, peak {done.stdout.strip()} MiB")


def read_all(number: int, folder: Path) -> None:
    """Read so many trackers in this process and print its peak memory."""
    goals = sum(len(read_tracker(folder / f"{index}.xlsx").tracker.goals) for index in range(number))
    assert goals >= number
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")


def main(arguments: Sequence[str]) -> None:
    """Everything, or one process's reading when called for it."""
    warnings.simplefilter("ignore")  # what openpyxl does not read it says each time
    if len(arguments) == 3:
        read_all(int(arguments[1]), Path(arguments[2]))
        return
    with tempfile.TemporaryDirectory() as name:
        paths = filled_trackers(Path(name), FILES)
        reading(paths)
        memory(Path(name))
        setting(paths, Path(name))


if __name__ == "__main__":
    main(sys.argv)
