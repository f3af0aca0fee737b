"""The progress bar of `goalsheet sync`: how many spreadsheets, how fast, and when Google's quota makes us wait."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TypeVar

from goalsheet.google.client import Line

One = TypeVar("One")


def with_bar(outcomes: Iterator[One], total: int, line: Line) -> Iterator[One]:
    """What comes out for each spreadsheet, with a bar on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console  # noqa: PLC0415 - a tenth of a second that only a terminal needs
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    note = TextColumn("{task.fields[note]}")
    columns = (TextColumn("Spreadsheets"), BarColumn(), MofNCompleteColumn(), note, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("", total=total, note="")
        line.on_wait = lambda seconds: progress.update(task, note=f"waiting {seconds:.0f} s for Google's quota")
        for outcome in outcomes:
            speed = progress.tasks[0].speed
            progress.update(task, advance=1, note=f"{speed * 60:.0f} a minute" if speed else "")
            yield outcome
