"""How fast a report on many filled trackers is made, the first time and when one in a hundred has changed.

python tests/benchmarks/report.py [NUMBER]
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reading import filled_trackers

FILES = 1000
_MANY = 100


def timed(folder: Path, what: str, number: int) -> None:
    """Make a report by the command, and print seconds by the clock, of processors, and the largest process."""
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


def main(number: int) -> None:
    """Reports on so many trackers with ten goals and forty check-ins each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "workbooks").mkdir()
        paths = filled_trackers(folder / "workbooks", number)
        print(f"{number} trackers with ten goals each, on {os.cpu_count()} processors:")
        timed(folder, "first report", number)
        timed(folder, "again, nothing changed", number)
        for path in paths[::_MANY]:
            os.utime(path)
        timed(folder, "again, one in a hundred", number)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else FILES)
