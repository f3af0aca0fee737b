"""What is in a VBA project that Excel has saved: its modules and their source (MS-CFB, MS-OVBA)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from goalsheet.vba.compression import decompress

_SECTOR, _MINI_SECTOR, _CUTOFF = 512, 64, 4096  # bytes
_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA  # the largest number of a sector; what is larger ends a chain
_DECLARATION = re.compile(r"^(Document|Module|Class|BaseClass)=([^/\r\n]+)", re.MULTILINE)


_NAME, _STREAM, _OFFSET, _VERSION = 0x19, 0x1A, 0x31, 0x09  # records of the dir stream (MS-OVBA 2.3.4.2)


def declared_modules(project: bytes) -> dict[str, str]:
    """The kind of each module by its name, in order; ValueError where this is no VBA project."""
    with _damages():
        text = _stream(project, "PROJECT").decode("cp1252")
    return {found[2]: found[1] for found in _DECLARATION.finditer(text)}


def module_source(project: bytes, name: str) -> str:
    """The source of the module of that name; ValueError where there is none, or the project is damaged."""
    with _damages():
        places = dict(_places(decompress(_stream(project, "dir"))))
        if name not in places:
            raise ValueError(f"the VBA project has no module {name}")
        stream, offset = places[name]
        return decompress(_stream(project, stream)[offset:]).decode("cp1252")


@contextmanager
def _damages() -> Iterator[None]:
    try:
        yield
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise ValueError("the VBA project is damaged") from error


def _places(directory: bytes) -> Iterator[tuple[str, tuple[str, int]]]:
    """Each module's name, the stream that holds it, and how many bytes of compiled code come before its source."""
    name = stream = ""
    at = 0
    while at < len(directory):
        record, size = struct.unpack_from("<HI", directory, at)
        data = directory[at + 6 : at + 6 + size]
        at += 6 + size + (2 if record == _VERSION else 0)  # the version is said to be 4 bytes long, and is 6
        if record == _NAME:
            name = data.decode("cp1252")
        elif record == _STREAM:
            stream = data.decode("cp1252")
        elif record == _OFFSET:
            yield name, (stream, int.from_bytes(data, "little"))


def _stream(data: bytes, name: str) -> bytes:
    if not data.startswith(_SIGNATURE):
        raise ValueError("it is no VBA project")
    fat_sectors, directory = struct.unpack_from("<II", data, 44)
    fat = _table(data, struct.unpack_from("<109I", data, 76)[:fat_sectors])
    entries = _chained(data, directory, fat, _SECTOR, _SECTOR)
    start, size = _place(entries, name)
    if size >= _CUTOFF:
        return _chained(data, start, fat, _SECTOR, _SECTOR)[:size]
    mini_fat = _table(data, _chain(struct.unpack_from("<I", data, 60)[0], fat))
    mini_stream = _chained(data, struct.unpack_from("<I", entries, 116)[0], fat, _SECTOR, _SECTOR)
    return _chained(mini_stream, start, mini_fat, _MINI_SECTOR, 0)[:size]


def _place(entries: bytes, name: str) -> tuple[int, int]:
    """Where the stream of that name begins, and its size in bytes."""
    wanted = (name + "\0").encode("utf-16-le")
    for at in range(0, len(entries), 128):
        if entries[at : at + len(wanted)] == wanted:
            start, size = struct.unpack_from("<II", entries, at + 116)
            return start, size
    raise ValueError(f"the VBA project has no stream {name}")


def _table(data: bytes, sectors: Sequence[int]) -> list[int]:
    return [number for sector in sectors for number in struct.unpack_from("<128I", data, _SECTOR * (sector + 1))]


def _chain(start: int, table: Sequence[int]) -> list[int]:
    found: list[int] = []
    while start <= _LAST:
        if len(found) > len(table):
            raise ValueError("the VBA project is damaged")
        found.append(start)
        start = table[start]
    return found


def _chained(data: bytes, start: int, table: Sequence[int], size: int, first: int) -> bytes:
    """The sectors of that size along a chain; the sector 0 begins at `first`."""
    return b"".join(data[first + size * number : first + size * (number + 1)] for number in _chain(start, table))
