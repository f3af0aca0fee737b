"""One sync of a folder at a time on this computer: two would tell each other's work from people's only by luck."""

from __future__ import annotations

import contextlib
import hashlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from goalsheet.errors import CannotWrite


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody else syncs the folder meanwhile; CannotWrite if somebody does already.

    The system lets go of the lock when the process ends, however it ends. The file that is locked lies among the
    temporary ones, for the folder holds people's files only.
    """
    name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]
    with (Path(tempfile.gettempdir()) / f"goalsheet-{name}.lock").open("a+b") as file:
        try:
            _lock(file)
        except OSError:
            cure = "Wait until it is done, and run the same command again."
            raise CannotWrite(f"Another sync of {folder} is running. {cure}") from None
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
