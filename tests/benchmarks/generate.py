"""How fast workbooks are made, against what a user would do otherwise, side by side in one run.

    python tests/benchmarks/generate.py

Each way takes turns for some rounds, so that a noisy machine is noisy for all; the quartile q25 is compared. In each
round all ways make as many files, but for openpyxl's one, and these are gone before the next way's turn: a disk that
is busy with the files of one way would slow down another.
"""

from __future__ import annotations

import csv
import datetime as dt
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import cycle
from pathlib import Path

import openpyxl

from goalsheet.bulk.making import likeness
from goalsheet.layout.design import design
from goalsheet.layout.facts import Facts, facts
from goalsheet.layout.plan import Field, Slot
from goalsheet.template.fill import fill
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.person import Manager, Person
from goalsheet.workbook.build import build
from goalsheet.workbook.files import write_whole

TODAY = dt.date(2026, 11, 22)
TEMPLATE = "career-year"
ROUNDS, TURNS, FILES = 15, 5, 200
#: Where whole runs write to, if it is there. On a disk they measure the runs before them: ext4 leaves the place of a
#: file that was deleted in the last minutes alone, and looks past each of thousands whenever a file is made (0.5 ms
#: instead of 0.03, in one process as in two).
IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
FAMILIES = ("sales", "engineering", "marketing", "customer-service", "production", "finance", "people", "general")


def people(number: int) -> list[Person]:
    """Invented people: every name different, a manager for each ten, eight job families."""
    return [
        Person(
            id=f"{index:06}",
            first_name=f"Zoë{index}",
            last_name="Ørsted & Söhne",
            name=f"Zoë{index} Ørsted & Söhne",
            email=f"p{index}@example.com",
            job_title="Specialist",
            job_family=FAMILIES[index % len(FAMILIES)],
            department=f"Department {index % 40}",
            manager=Manager(f"m{index // 10}", f"Manager {index // 10}", "", "Manager"),
        )
        for index in range(number)
    ]


def by_openpyxl(base: Path, out: Path, filled: Facts) -> None:
    """What a user would do otherwise: load the base workbook, set the same cells, save."""
    book = openpyxl.load_workbook(base)
    for plan in design().sheets:
        sheet = book[plan.title]
        for (row, column), cell in plan.cells.items():
            if isinstance(cell.value, Slot):
                source = filled.figures if isinstance(cell.value.value, Field) else filled
                sheet.cell(row, column).value = cell.value.value(source)  # type: ignore[arg-type]  # one or the other
    book.save(out)


def side_by_side(ways: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """The lower quartile of each way's time for one workbook, in milliseconds."""
    return quartiles({name: partial(_without_place, way) for name, way in ways.items()}, dict.fromkeys(ways, TURNS))


def _without_place(way: Callable[[], object], _: Path) -> None:
    way()


def quartiles(ways: Mapping[str, Callable[[Path], object]], files: Mapping[str, int]) -> dict[str, float]:
    """The same for ways that each write so many files in a turn; they are told where."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            with tempfile.TemporaryDirectory() as folder:
                places = [Path(folder) / f"{number}.xlsx" for number in range(files[name])]
                start = time.perf_counter()
                for place in places:
                    way(place)
                times[name].append((time.perf_counter() - start) / files[name] * 1000)
    return {name: sorted(values)[len(values) // 4] for name, values in times.items()}


def one_core(folder: Path) -> None:
    """Stamping against openpyxl and against writing the same bytes."""
    maker = TrackerMaker(load(TEMPLATE), TODAY)
    with_buttons = TrackerMaker(load(TEMPLATE), TODAY, buttons=True)
    crowd = cycle(sorted(people(20_000), key=likeness))  # in the order in which a run makes them
    data = maker.make(next(crowd))
    base = folder / "base.xlsx"
    base.write_bytes(build(design()))

    def write(place: Path) -> None:
        with place.open("wb") as file:
            file.write(data)

    def load_and_save(place: Path) -> None:
        by_openpyxl(base, place, facts(fill(maker.template, next(crowd), TODAY, maker.cycle), TODAY))

    ways: dict[str, Callable[[Path], object]] = {
        "stamp": lambda place: write_whole(place, maker.make(next(crowd))),
        "stamp with buttons (.xlsm)": lambda place: write_whole(place, with_buttons.make(next(crowd))),
        "only write": write,
        "openpyxl load + set + save": load_and_save,
    }
    found = quartiles(ways, dict.fromkeys(ways, FILES) | {"openpyxl load + set + save": 1})
    print(f"one workbook of {len(data) / 1024:.0f} kB, ms (q25 of {ROUNDS} rounds):")
    for name, value in found.items():
        print(f"  {name:<28}{value:8.3f}")
    print(f"  times faster than openpyxl: {found['openpyxl load + set + save'] / found['stamp']:.0f}  (at least 60)")
    print(f"  times as long with buttons: {found['stamp with buttons (.xlsm)'] / found['stamp']:.2f}")
    print(f"  times the bare writing:     {found['stamp'] / found['only write']:.2f} (at most 3)")


def whole_run(crowd: Path, processes: int) -> tuple[float, float]:
    """Seconds and peak MiB (of the largest process) of the whole command."""
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as out:
        os.sync()  # what earlier runs left to write is not this one's
        command = ["generate", str(crowd), "--jobs", str(processes), "--out", out]
        done = subprocess.run([sys.executable, __file__, *command], check=True, capture_output=True, text=True)
        seconds, peak = map(float, done.stdout.split())
        return seconds, peak


def run_alone(command: Sequence[str]) -> None:
    """The command in a process of its own; prints its seconds and the peak MiB of the largest process."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "goalsheet.scripts", *command], check=True, stdout=subprocess.DEVNULL)
    print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)


def write_list(path: Path, number: int) -> None:
    """The invented people as HR's list."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["id", "first name", "last name", "email", "job title", "job family", "department", "manager"])
        for one in people(number):
            person = (one.id, one.first_name, one.last_name, one.email, one.job_title, one.job_family, one.department)
            lines.writerow([*person, one.manager.name])


def growth(crowd: Path) -> None:
    """Time and memory as the list grows, and what a second process gains."""
    print("the whole command, from list to workbooks: people, processes, seconds, people a second, peak MiB")
    found = {}
    for number, processes in ((500, 1), (2_000, 1), (10_000, 1), (10_000, 2)):
        write_list(crowd, number)
        seconds, peak = min(whole_run(crowd, processes) for _ in range(3))
        found[number, processes] = seconds, peak
        print(f"  {number:>6} {processes} {seconds:8.1f} {number / seconds:8.0f} {peak:8.0f}")
    print(f"  memory of 10,000 against 500: {found[10_000, 1][1] / found[500, 1][1]:.2f} (at most 1.2)")
    print(f"  gain of a second process:     {found[10_000, 1][0] / found[10_000, 2][0]:.2f} (at least 1.6)")


def start_up() -> None:
    """Processor time of `goalsheet --help`, against a bare Python."""
    for name, arguments in (
        ("python -c pass", ["-c", "pass"]),
        ("goalsheet --help", ["-m", "goalsheet.scripts", "--help"]),
    ):
        times = []
        for _ in range(9):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        print(f"  {name:<20} {sorted(times)[4]:.3f} s of processor time")


def main(arguments: Sequence[str]) -> None:
    """Everything, or one command when called for it; with any other argument what this is, and nothing is run."""
    match arguments[1:]:
        case []:
            with tempfile.TemporaryDirectory() as name:
                one_core(Path(name))
                growth(Path(name) / "people.csv")
            start_up()
        case ["generate", *_] as command:
            run_alone(command)
        case _:
            print(__doc__)


if __name__ == "__main__":
    main(sys.argv)
