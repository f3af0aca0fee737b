"""Histories of two-way syncs, as many as you like: python tests/benchmarks/sync_histories.py 2000 [seed]"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from histories import ANYTHING, History
from hypothesis import HealthCheck, Phase, given, seed, settings
from in_process import in_process
from local_google import Time
from stage import Stage

_COUNTED = ("edits", "rows", "arranged", "restored", "syncs", "pushes", "disturbed", "faults", "kills", "failed")


def main(number: int, first: int) -> None:
    """Run them, and print what happened in them; the first in which something is lost ends it."""
    now = Time()
    with tempfile.TemporaryDirectory() as folder:
        stage, counts = Stage(in_process(now), now, Path(folder)), Counter[str]()

        @seed(first)
        @settings(
            max_examples=number,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=[*HealthCheck],
        )
        @given(ANYTHING)
        def run(history: History) -> None:
            counts["histories"] += 1
            stage.play(history)

        started = time.perf_counter()
        try:
            run()
        finally:
            seconds, done = time.perf_counter() - started, counts["histories"]
            said = ", ".join(f"{stage.counts[one]:,} {one}" for one in _COUNTED)
            print(f"{done:,} histories: {said}; in {seconds:.0f} s, {done / seconds:.1f} histories a second")
    print("lost = 0")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
