"""A picture says what it was taken of, by a digest in a text chunk of its PNG: so a test sees when it is stale."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable
from pathlib import Path

from goalsheet.workbook.package import read_members

_HEAD = 33  # bytes: PNG's signature and its first chunk, which has to stay the first
_KEYWORD = b"goalsheet\0"
_CHUNK = struct.Struct(">I4s")  # the size of its data, and what kind of chunk it is


def stamped(png: bytes, digest: str) -> bytes:
    """The picture with the digest of what it was taken of."""
    data = _KEYWORD + digest.encode("ascii")
    chunk = _CHUNK.pack(len(data), b"tEXt") + data + struct.pack(">I", zlib.crc32(b"tEXt" + data))
    return png[:_HEAD] + chunk + png[_HEAD:]


def stamp(png: bytes) -> str:
    """The digest that was put into the picture; blank where there is none."""
    size, kind = _CHUNK.unpack_from(png, _HEAD)
    data = png[_HEAD + _CHUNK.size : _HEAD + _CHUNK.size + size]
    return data.removeprefix(_KEYWORD).decode("ascii") if kind == b"tEXt" and data.startswith(_KEYWORD) else ""


def digest_of_workbook(data: bytes) -> str:
    """A digest of what a workbook holds, however it is packed."""
    members = read_members(data, "sample")
    return _digest(part for name in sorted(members) for part in (name.encode(), members[name]))


def digest_of_files(paths: Iterable[Path]) -> str:
    """A digest of files' lines, whatever ends them."""
    return _digest(path.read_bytes().replace(b"\r\n", b"\n") for path in paths)


def _digest(parts: Iterable[bytes]) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(hashlib.sha256(part).digest())
    return found.hexdigest()[:16]
