"""The progress bar of commands that read many workbooks, on standard error where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

_DRAWN_EVERY = 20  # files
Found = TypeVar("Found")


def shown(found: Iterable[Found], total: int) -> Iterator[Found]:
    """What is found, with a bar that says how far it is."""
    if not sys.stderr.isatty():
        yield from found
        return
    from rich.console import Console  # noqa: PLC0415 - a tenth of a second that only a terminal needs
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    parts = (TextColumn("Reading workbooks"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # A thread of its own would be there when processes are forked: so it is drawn by hand.
    with Progress(*parts, console=Console(stderr=True), auto_refresh=False) as progress:
        task = progress.add_task("", total=total)
        for place, one in enumerate(found, 1):
            yield one
            progress.update(task, completed=place)
            if place % _DRAWN_EVERY == 0 or place == total:
                progress.refresh()
