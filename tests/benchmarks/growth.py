"""What each step costs as a company grows: processor time, memory, disk and requests to Google, as a table.

python tests/benchmarks/growth.py [PEOPLE …]

Workbooks are filled in (ten goals, their steps, sixty check-ins), ten people to a manager. Seconds are of processors,
so that a busy machine counts as any other; on several processors most steps take less by the clock.

Not all is measured of many people, for it would take hours: sync, which talks to the local server, up to a hundred
(beyond, the time goes by Google's allowance, which `sync.py` counts); what looks at one workbook after the other up to
a thousand; reports up to ten thousand; and beyond, a tenth of the workbooks are made, as one of ten machines would.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

PEOPLE = (10, 100, 1000)
_SYNCED, _LOOKED_AT, _REPORTED = 100, 1_000, 10_000  # people at most
_AS_OF = "--today=2026-11-22"


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds of processors, and the MiB of its largest process."""

    seconds: float
    memory: float
    said: str

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s, {self.memory:.0f} MiB"


def cost(folder: Path, *arguments: str) -> Cost:
    """Run the command in a process of its own; RuntimeError where it cannot go on."""
    said = folder / "said.txt"
    command = [sys.executable, "-m", "goalsheet.scripts", *arguments]
    with said.open("wb") as out:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    words = said.read_text(encoding="utf-8")
    if process.returncode > 1:
        raise RuntimeError(f"{' '.join(arguments)}\n{words[-2000:]}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, words)


def column(number: int) -> dict[str, str]:
    """What each step costs with so many people."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, __file__, "make", name, str(number)], check=True)
        run = partial(cost, folder)
        if number > _REPORTED:
            part = run("generate", "people.csv", "--out", "empty", "--shard", "1/10", _AS_OF)
            return {"generate": f"{part} for a tenth", "disk, as handed out": f"{_megabytes(folder / 'empty')} a tenth"}
        found = {"generate": str(run("generate", "people.csv", "--out", "empty", _AS_OF))}
        found["disk, as handed out"] = _megabytes(folder / "empty")
        found["disk, filled in"] = _megabytes(folder / "filled")
        if number <= _LOOKED_AT:
            for verb in ("check", "progress"):
                found[verb] = str(run(verb, "filled", "--format", "json", _AS_OF))
            found["remind"] = str(run("remind", "filled", "--dry-run", _AS_OF))
        for when in ("report", "report, nothing changed"):
            found[when] = str(run("report", "filled", _AS_OF))
        if number <= _SYNCED:
            found |= synced(run)
        return found


def synced(run: Callable[..., Cost]) -> dict[str, str]:
    """What two syncs cost here, and how many requests they send."""
    found = {}
    with server() as url:
        for when in ("sync", "sync, nothing changed"):
            done = run("sync", "filled", "--google-url", url, "--stats", _AS_OF)
            requests = re.search(r"(\d[\d,]*) requests?", done.said)
            found[when] = f"{done}, {requests[1] if requests else '?'} requests"
    return found


@contextmanager
def server() -> Iterator[str]:
    """The address of a local server, in a process of its own."""
    command = [sys.executable, "-m", "goalsheet.scripts", "local-sheets", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        lines = iter(process.stdout or ())
        yield next(found[0] for line in lines if (found := re.search(r"http://[\d.:]+", line)))
        process.terminate()


def make(folder: Path, number: int) -> None:
    """A list of people, and their trackers filled in.

    In a process of its own, which imports much: on Linux the memory of whoever starts a process counts as its own.
    """
    from generate import write_list  # noqa: PLC0415 - only in that process
    from reading import filled_trackers  # noqa: PLC0415 - the same

    write_list(folder / "people.csv", number)
    if number <= _REPORTED:
        (folder / "filled").mkdir()
        filled_trackers(folder / "filled", number)


def _megabytes(folder: Path) -> str:
    return f"{sum(file.stat().st_size for file in folder.rglob('*') if file.is_file()) / 1e6:.1f} MB"


def main(numbers: list[int]) -> None:
    """The table, in Markdown."""
    columns = {number: column(number) for number in numbers}
    steps = list(dict.fromkeys(step for found in columns.values() for step in found))
    print(f"On {os.cpu_count()} processors:\n")
    print(f"| step | {' | '.join(f'{number:,} people' for number in numbers)} |")
    print(f"|---|{'---|' * len(numbers)}")
    for step in steps:
        print(f"| {step} | {' | '.join(found.get(step, '') for found in columns.values())} |")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make", folder, number]:
            make(Path(folder), int(number))
        case numbers:
            main([int(number) for number in numbers] or list(PEOPLE))
