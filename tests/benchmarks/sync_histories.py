"""Histories of two-way syncs, as many as you like: python tests/benchmarks/sync_histories.py 2000 [seed]"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from histories import ANYTHING
from stage import play_many, staged

_COUNTED = ("edits", "rows", "arranged", "restored", "syncs", "pushes", "disturbed", "faults", "kills", "failed")


def main(number: int, first: int) -> None:
    """Run them, and print what happened in them; the first in which something is lost ends it."""
    with staged() as stage:
        started, used = time.perf_counter(), time.process_time()
        try:
            play_many(stage, ANYTHING, number, first)
        finally:
            seconds, cpu = time.perf_counter() - started, time.process_time() - used
            done = stage.counts["histories"]
            said = ", ".join(f"{stage.counts[one]:,} {one}" for one in _COUNTED)
            print(f"{done:,} histories: {said}; in {seconds:.0f} s, with {cpu / done:.2f} s of CPU each")
    print("lost = 0")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
