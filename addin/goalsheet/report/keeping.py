"""What is kept beside workbooks between two reports, so that those which nobody touched are not read again.

A hidden file in their folder that only its owner may read, and without a word that anybody wrote: outlines, each by
its file's place, size and time. It is never needed: what is damaged, old or not to be written is done without.
"""

from __future__ import annotations

import base64
import json
import os
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from goalsheet import __version__
from goalsheet.workbook.files import UNFINISHED

NAME = ".goalsheet-report"
_VERSION = 3  # of the lines
_OWNER_ONLY = 0o600
_LARGEST = 4_000_000  # bytes of an unpacked line: a tracker has some thousands
_DAMAGES = (ValueError, TypeError, LookupError, OSError)


@dataclass(frozen=True)
class Kept:
    """What is kept of a file: what told it from others when it was read, and its packed outline; none of no tracker."""

    stamp: str
    packed: bytes

    @property
    def is_tracker(self) -> bool:
        """Whether the file held one."""
        return bool(self.packed)


def pack(line: str) -> bytes:
    """A line as it is kept."""
    return zlib.compress(line.encode("utf-8", "surrogatepass"), 6)


def unpack(packed: bytes) -> str:
    """The line; ValueError where it is damaged, or larger than any that was ever packed."""
    unpacking = zlib.decompressobj()
    try:
        line = unpacking.decompress(packed, _LARGEST)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not unpacking.eof:
        raise ValueError("it is cut off, or too long")
    return line.decode("utf-8", "surrogatepass")


def read_kept(folder: Path, month: str) -> dict[str, Kept]:
    """What is kept of the folder's files by their places in it; nothing where it is of another month.

    What wording is worth depends on the day, a little: so each file is judged again once a month.
    """
    try:
        with (folder / NAME).open(encoding="ascii") as lines:
            if json.loads(next(lines, "null")) != _head(month):
                return {}
            return dict(_entry(line) for line in lines)
    except _DAMAGES:
        return {}


def _entry(line: str) -> tuple[str, Kept]:
    file, stamp, packed = json.loads(line)
    return str(file), Kept(str(stamp), base64.b64decode(packed, validate=True))


def _head(month: str) -> dict[str, object]:
    return {"goalsheet": __version__, "lines": _VERSION, "month": month}


def write_kept(folder: Path, month: str, entries: Iterable[tuple[str, Kept]]) -> None:
    """Keep this from now on, if the folder can be written."""
    temporary = folder / f"{NAME}{UNFINISHED}"
    try:
        with suppress(FileNotFoundError):
            temporary.unlink()  # what a killed run left, or a link that somebody laid there
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.writelines(_lines(month, entries))
        temporary.replace(folder / NAME)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _lines(month: str, entries: Iterable[tuple[str, Kept]]) -> Iterable[str]:
    yield json.dumps(_head(month)) + "\n"
    for file, kept in entries:
        yield json.dumps([file, kept.stamp, base64.b64encode(kept.packed).decode()]) + "\n"
