"""The progress bar of commands that take a while, on standard error where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

    from goalsheet.google.client import Line  # which takes longer to import than many a command to run

READING = "Reading workbooks"
_DRAWN_EVERY = 20  # of what is counted
_TELLING = 1  # seconds, before which nobody can tell how fast it goes
_MINUTE = 60  # seconds
Found = TypeVar("Found")


class Bar:
    """A bar that says how far something is, and a note behind it; `rate` words how many there were a second so far."""

    def __init__(self, progress: Progress, what: str, total: int, rate: Callable[[float], str]) -> None:
        self._progress, self._rate = progress, rate
        self._task = progress.add_task(what, total=total, note="")

    @property
    def done(self) -> int:
        """How many there were so far."""
        return int(self._progress.tasks[0].completed)

    def advance(self) -> None:
        """One more is done."""
        task = self._progress.tasks[0]
        speed = task.speed if (task.elapsed or 0) > _TELLING else None
        self._progress.update(self._task, advance=1, note=self._rate(speed) if speed else "")

    def say(self, note: str) -> None:
        """Show that behind it until the next one is done."""
        self._progress.update(self._task, note=note)

    def end(self) -> None:
        """No more will come: what was counted beforehand may have had none for somebody, as for who has no manager."""
        self._progress.update(self._task, total=self.done)
        self.draw()

    def draw(self) -> None:
        """Draw it, where nobody else does."""
        self._progress.refresh()


def with_bar(found: Iterable[Found], what: str, total: int) -> Iterator[Found]:
    """What is found, with a bar. It is drawn by hand: no thread may be there when processes are forked."""
    if not sys.stderr.isatty():
        yield from found
        return
    with _progress(by_itself=False) as progress:
        bar = Bar(progress, what, total, lambda speed: f"{speed:.0f} a second")
        for one in found:
            yield one
            bar.advance()
            if bar.done % _DRAWN_EVERY == 0:
                bar.draw()
        bar.end()


def with_quota_bar(outcomes: Iterable[Found], total: int, line: Line) -> Iterator[Found]:
    """What comes out for each spreadsheet, with a bar that also says when Google's quota makes us wait."""
    if not sys.stderr.isatty():
        yield from outcomes
        return
    with _progress(by_itself=True) as progress:
        bar = Bar(progress, "Spreadsheets", total, lambda speed: f"{speed * _MINUTE:.0f} a minute")
        line.on_wait = lambda seconds: bar.say(f"waiting {seconds:.0f} s for Google's quota")
        for outcome in outcomes:
            bar.advance()
            yield outcome
        bar.end()


@contextmanager
def _progress(*, by_itself: bool) -> Iterator[Progress]:
    from rich import progress  # noqa: PLC0415 - a tenth of a second that only a terminal needs
    from rich.console import Console  # noqa: PLC0415 - the same

    title, note = progress.TextColumn("{task.description}"), progress.TextColumn("{task.fields[note]}")
    columns = (title, progress.BarColumn(), progress.MofNCompleteColumn(), note, progress.TimeRemainingColumn())
    with progress.Progress(*columns, console=Console(stderr=True), auto_refresh=by_itself) as drawn:
        yield drawn
