"""Checksums without reading again what was read before.

Of files that begin alike only what differs is read for their SHA-256. The CRC-32 of a stretch behind others follows
without reading it: a CRC-32 is linear, and what the bytes before do to it depends on the stretch's length alone (zlib's
crc32_combine, which Python does not offer). Four tables hold that for each value of the four bytes of the checksum
before.
"""

from __future__ import annotations

import hashlib
import zlib
from functools import lru_cache

_WORTHWHILE = 8_000  # bytes; up to here reading them is as fast
_BYTE = 0xFF
_ALIKE = 112_000  # bytes, in which workbooks of neighbours are alike

_Tables = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...]]


class Sha256:
    """The SHA-256 of one file after the other, of which neighbours mostly begin alike."""

    def __init__(self) -> None:
        self._beginning = b""
        self._state = hashlib.sha256()

    def of(self, data: bytes) -> str:
        """The checksum of the file, in hexadecimal digits."""
        if not (self._beginning and data.startswith(self._beginning)):
            self._beginning = data[:_ALIKE]
            self._state = hashlib.sha256(self._beginning)
        state = self._state.copy()
        state.update(memoryview(data)[len(self._beginning) :])
        return state.hexdigest()


class Checked:
    """A stretch whose checksum is asked for again and again behind others."""

    def __init__(self, plain: bytes) -> None:
        self._plain = plain
        self._alone = zlib.crc32(plain)
        self._tables = _tables(len(plain)) if len(plain) > _WORTHWHILE else None

    def crc(self, before: int) -> int:
        """The checksum up to the stretch's end, where that of all before it is `before`."""
        if self._tables is None:
            return zlib.crc32(self._plain, before)
        first, second, third, fourth = self._tables
        moved = first[before & _BYTE] ^ second[before >> 8 & _BYTE] ^ third[before >> 16 & _BYTE] ^ fourth[before >> 24]
        return self._alone ^ moved


@lru_cache(maxsize=64)
def _tables(length: int) -> _Tables:
    zeros = bytes(length)
    nothing = zlib.crc32(zeros)
    bits = [zlib.crc32(zeros, 1 << bit) ^ nothing for bit in range(32)]
    first, second, third, fourth = (tuple(_sums(bits[start : start + 8])) for start in range(0, 32, 8))
    return first, second, third, fourth


def _sums(bits: list[int]) -> list[int]:
    """For each value of a byte the sum of what its bits do."""
    sums = [0]
    for bit in bits:
        sums += [other ^ bit for other in sums]
    return sums
