"""A LibreOffice of our own that does not answer is ended: its calls know no time limit, and nobody waits for ever."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from goalsheet.errors import CannotRead
from goalsheet.excel.libreoffice_process import end, gone

PATIENCE = 300.0  # seconds for all that a press does, without those in which somebody is asked
_SILENT = "LibreOffice did not answer for {} seconds, so it was ended and nothing was saved. Try again."
_WENT_AWAY = "LibreOffice ended before the button was done, and nothing was saved. Try again."


class Watch:
    """Ends a program that we started ourselves when the patience is over; CannotRead then, whatever its end caused.

    CannotRead, too, where it has ended by itself: LibreOffice's own errors cannot pass through generators.
    """

    def __init__(self, program: subprocess.Popen[Any], patience: float = PATIENCE) -> None:
        self._program, self._patience = program, patience
        self._is_over = False
        self._timer = threading.Timer(patience, self._end)

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._timer.cancel()
        if self._is_over and kind and issubclass(kind, Exception):
            raise CannotRead(_SILENT.format(f"{self._patience:.0f}")) from error
        if kind and issubclass(kind, gone()):
            raise CannotRead(_WENT_AWAY) from None

    def _start(self) -> None:
        self._timer = threading.Timer(self._patience, self._end)
        self._timer.daemon = True
        self._timer.start()

    def _end(self) -> None:
        self._is_over = True
        end(self._program)

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Somebody is asked, who may take any time."""
        self._timer.cancel()
        try:
            yield
        finally:
            self._start()
