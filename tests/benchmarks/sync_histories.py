"""Histories of two-way syncs, as many as you like: python tests/benchmarks/sync_histories.py 200 [seed]"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from histories import HISTORIES, History, Step
from hypothesis import HealthCheck, Phase, given, seed, settings
from local_google import google


def main(number: int, first: int) -> None:
    """Run them, and print what happened in them; the first in which something is lost ends it."""
    counts: Counter[str] = Counter()

    @seed(first)
    @settings(
        max_examples=number, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=[*HealthCheck]
    )
    @given(HISTORIES)
    def run(steps: list[Step]) -> None:
        with google() as server, tempfile.TemporaryDirectory() as folder:
            history = History(server, Path(folder))
            history.run(steps)
        counts.update(history.counts, histories=1)

    started = time.perf_counter()
    try:
        run()
    finally:
        said = ", ".join(
            f"{counts[one]:,} {one}" for one in ("histories", "edits", "arranged", "syncs", "failed", "faults", "kills")
        )
        print(f"{said}, in {time.perf_counter() - started:.0f} s")
    print("lost = 0")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
