"""Files on disk: written whole or not at all, and nothing of anybody's is lost."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write the file so that it is either there whole or as it was before; OSError where that cannot be done.

    Made files can be made again, so they are not forced to the disk one by one (fsync costs as much as the rest).
    """
    temporary = Path(f"{path}.part")  # always the same name: what a killed run left is written over by the next
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
        try:
            written = os.write(handle, data)
            while written < len(data):
                written += os.write(handle, data[written:])
        finally:
            os.close(handle)
        temporary.replace(path)
    except BaseException as error:  # Ctrl-C too
        if isinstance(error, FileNotFoundError) and path.exists():
            return  # another run at the same time has just put it there
        temporary.unlink(missing_ok=True)
        raise


def keep_backup(path: Path) -> Path:
    """Rename the file to a name that is free, `… (backup 1).xlsx`, and tell which."""
    number = 1
    while (backup := path.with_name(f"{path.stem} (backup {number}){path.suffix}")).exists():
        number += 1
    path.rename(backup)
    return backup
