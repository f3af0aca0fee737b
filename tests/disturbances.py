"""What disturbs a sync: its process is killed at some request or change of a file, or others work meanwhile."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from goalsheet.google.client import Line


class Killed(BaseException):
    """The process is gone, with all that would have tidied up."""


def _raise() -> None:
    raise Killed


@dataclass
class Guard:
    """Kills at the n-th request or change of a file in a folder; once dead, every further one fails, too."""

    folder: str = ""
    left: int = 0
    kill: Callable[[], None] = _raise

    def pass_by(self) -> None:
        """Live on, or not."""
        if self.left > 1:
            self.left -= 1
        elif self.left:
            self.kill()

    def watch(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Hear of everything that the interpreter does."""
        if not self.left:
            return
        changes = event in {"os.rename", "os.remove", "os.chmod"} or (event == "open" and _writes(arguments[2]))
        if changes and str(arguments[0]).startswith(self.folder):
            self.pass_by()


def _writes(flags: Any) -> bool:
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


GUARD = Guard()
sys.addaudithook(GUARD.watch)


@dataclass
class Watched(Line):
    """A line that lets something happen just before the n-th request."""

    happens: Callable[[int], None] = lambda _: None
    sent: int = 0

    def begin(self, kind: str, *, again: bool) -> None:
        """Count it, and let it happen."""
        super().begin(kind, again=again)
        GUARD.pass_by()
        self.sent += 1
        self.happens(self.sent)
