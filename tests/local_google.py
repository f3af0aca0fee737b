"""The local server as Google, and people's ways to it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

from goalsheet.google.client import Client, Line, connect
from goalsheet.google.local_account import HR, local_account
from goalsheet.google.origins import origin
from goalsheet.local_sheets.server import LocalSheets, running
from goalsheet.local_sheets.world import World

__all__ = ["HR", "Google", "google"]


@dataclass(frozen=True)
class Google:
    """A running server."""

    sheets: LocalSheets

    def line(self) -> Line:
        """A new line to it, with counters at zero."""
        return Line(origin(self.sheets.url))

    def client(self, email: str, line: Line | None = None) -> Client:
        """Somebody's way to it."""
        return connect(local_account(origin(self.sheets.url), email), line or self.line())


@contextlib.contextmanager
def google(world: World | None = None) -> Iterator[Google]:
    """A server that is gone when the block ends."""
    with running(world) as sheets:
        yield Google(sheets)
