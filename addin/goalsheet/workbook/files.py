"""Files on disk: written whole or not at all, and nothing of anybody's is lost."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from goalsheet.errors import CannotRead, CannotWrite, IsOpen

UNFINISHED = ".part"  # behind the name of a file that is being written: no program takes it for a workbook


def write_whole(path: Path, data: bytes, *, forced: bool = False) -> None:
    """Write the file so that it is either there whole or as it was before; OSError where that cannot be done.

    Made files can be made again, so they are not `forced` to the disk one by one (fsync costs as much as the rest).
    """
    try:
        _write_whole(path, data, forced=forced)
    except FileNotFoundError:  # another run at the same time has put the file in its place, or swept it away
        if not path.parent.is_dir():
            raise
        if not (path.exists() and path.read_bytes() == data):
            _write_whole(path, data, forced=forced)


def _write_whole(path: Path, data: bytes, *, forced: bool) -> None:
    temporary = Path(f"{path}{UNFINISHED}")  # always the same name: what a killed run left is written over by the next
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
        try:
            written = os.write(handle, data)
            while written < len(data):
                written += os.write(handle, data[written:])
            if forced:
                os.fsync(handle)
        finally:
            os.close(handle)
        temporary.replace(path)
    except BaseException:  # Ctrl-C too
        temporary.unlink(missing_ok=True)
        raise


def sweep(paths: Iterable[Path]) -> None:
    """Take away unfinished files that a killed run left; one that is in use stays."""
    for path in paths:
        with suppress(OSError):
            path.unlink()


def keep_backup(path: Path, beside: Path | None = None) -> Path:
    """Rename the file to a name that is free, `… (backup 1).xlsx`, here or `beside` another file, and tell which."""
    backup = _free_backup((beside or path).with_suffix(path.suffix))
    path.rename(backup)
    return backup


def _free_backup(path: Path) -> Path:
    number = 1
    while (backup := path.with_name(f"{path.stem} (backup {number}){path.suffix}")).exists():
        number += 1
    return backup


def read_whole(path: Path) -> bytes:
    """The file's bytes; CannotRead, saying why, where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise CannotRead(f"There is no file {path}. Check its name and folder.") from None
    except IsADirectoryError:
        raise CannotRead(f"{path} is a folder, not a workbook.") from None
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotRead(f"{path} cannot be read ({reason}). If it is open in Excel, close it there.") from error


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, as manifests note it down."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def digest(data: bytes) -> str:
    """What tells a file's bytes from any other ones."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def refuse_open(path: Path) -> None:
    """IsOpen if a spreadsheet program has the file open: it would write over our changes, or we over its."""
    for lock in (f"~${path.name}", f".~lock.{path.name}#"):
        if (path.parent / lock).exists():
            raise IsOpen(path.name, lock)


def refuse_protected(path: Path) -> None:
    """CannotWrite if nobody may write the file."""
    if not os.access(path, os.W_OK):
        cure = "If it is open in Excel, close it there and try again."
        raise CannotWrite(f"{path.name} cannot be written (it is write-protected). {cure}")


def _holds(path: Path, data: bytes) -> bool:
    with suppress(OSError):
        return path.read_bytes() == data
    return False


def replace_whole(path: Path, before: bytes, data: bytes, *, keeps: bool = True) -> Path | None:
    """Replace what somebody's file holds and tell where the backup with what was in it `before` is, if it `keeps` one.

    CannotWrite where that cannot be done, or where the file was saved meanwhile.
    """
    refuse_protected(path)
    backup = _free_backup(path) if keeps else None
    try:
        if backup:
            write_whole(backup, before, forced=True)
            shutil.copymode(path, backup)
        if path.read_bytes() != before:
            raise CannotWrite(f"{path.name} was saved by somebody else just now. Run the same command again.")
        mode = path.stat().st_mode
        write_whole(path, data, forced=True)
        path.chmod(mode)
    except OSError as error:
        if backup and _holds(path, before):
            backup.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        is_full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        cure = "Free some space on that disk" if is_full else "If it is open in Excel, close it there"
        raise CannotWrite(f"{path.name} cannot be written ({reason}). {cure} and try again.") from error
    return backup
