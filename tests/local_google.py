"""The local server as Google, and people's ways to it."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from google.oauth2.service_account import Credentials

from goalsheet.google.allowance import Clock
from goalsheet.google.client import Client, Line, connect
from goalsheet.google.local_account import HR, local_account
from goalsheet.google.origins import origin
from goalsheet.local_sheets.server import LocalSheets, running
from goalsheet.local_sheets.world import World

__all__ = ["HR", "Google", "Time", "google"]


@dataclass(frozen=True)
class Google:
    """A running server."""

    sheets: LocalSheets

    def line(self) -> Line:
        """A new line to it, with counters at zero, on which nobody really waits."""
        return Line(origin(self.sheets.url), _without_waits())

    def client(self, email: str, line: Line | None = None) -> Client:
        """Somebody's way to it."""
        return connect(_account(self.sheets.url, email), line or self.line())


@dataclass
class Time:
    """A clock for both sides that only waiting moves on."""

    seconds: float = 0.0
    began: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))

    def now(self) -> dt.datetime:
        return self.began + dt.timedelta(seconds=self.seconds)

    def wait(self, seconds: float) -> None:
        self.seconds += seconds


def _without_waits() -> Clock:
    """A clock on which every wait is over at once."""
    waited = Time()
    return Clock(lambda: time.monotonic() + waited.seconds, waited.wait)


@functools.cache
def _account(url: str, email: str) -> Credentials:
    """Signed in once for all: making a key ready takes longer than a request."""
    return local_account(origin(url), email)


@contextlib.contextmanager
def google(world: World | None = None) -> Iterator[Google]:
    """A server that is gone when the block ends."""
    with running(world) as sheets:
        yield Google(sheets)
