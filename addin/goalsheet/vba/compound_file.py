"""The compound file in which Office keeps a VBA project: storages and streams (MS-CFB, version 3).

Only what a VBA project needs: no time stamps and no class ids, so that equal input gives equal bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

Storage = Mapping[str, "Storage | bytes"]

_SECTOR, _MINI_SECTOR = 512, 64  # bytes
_CUTOFF = 4096  # bytes; smaller streams share the mini stream
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_IN_HEADER = 109  # FAT sectors that the header has room for: about 6.8 MB of data
_NUMBERS, _ENTRIES = _SECTOR // 4, _SECTOR // 128  # numbers and directory entries in a sector
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_BLACK = 1  # a balanced tree whose nodes are all black is a valid red-black tree to every reader
_LONGEST_NAME = 31  # characters
_EMPTY_ENTRY = bytes(68) + struct.pack("<III", _NONE, _NONE, _NONE) + bytes(48)


@dataclass
class _Entry:
    """An entry of the directory: a storage or stream, its neighbours in the tree, and where its data begins."""

    name: str
    kind: int
    data: bytes = b""
    left: int = _NONE
    right: int = _NONE
    child: int = _NONE
    start: int = 0
    size: int = 0

    def packed(self) -> bytes:
        """The entry's 128 bytes (MS-CFB 2.6.1)."""
        name = self.name.encode("utf-16-le")
        fields = (len(name) + 2, self.kind, _BLACK, self.left, self.right, self.child)
        return name.ljust(64, b"\0") + struct.pack("<HBBIII36xIQ", *fields, self.start, self.size)


def write_compound_file(tree: Storage) -> bytes:
    """The compound file with those storages and streams; ValueError where it cannot hold them."""
    entries = [_Entry("Root Entry", _ROOT)]
    entries[0].child = _add(tree, entries)
    streams = [entry for entry in entries if entry.kind == _STREAM]
    mini_stream, mini_fat = _share([entry for entry in streams if len(entry.data) < _CUTOFF])
    large = [entry for entry in streams if len(entry.data) >= _CUTOFF]
    counts = [-(-len(entries) // _ENTRIES), -(-len(mini_fat) // _NUMBERS), _sectors(mini_stream)]
    counts += [_sectors(entry.data) for entry in large]
    fat = _allocation(counts)
    starts = [start if count else _END for start, count in zip(_starts(counts), counts, strict=True)]
    entries[0].start, entries[0].size = starts[2], len(mini_stream)
    for entry, start in zip(large, starts[3:], strict=True):
        entry.start, entry.size = start, len(entry.data)
    content = [_numbers(fat), _directory(entries), _numbers(mini_fat), mini_stream, *(entry.data for entry in large)]
    header = _header(_fat_sectors(counts), starts[0], starts[1], counts[1])
    return header + b"".join(map(_padded, content))


def _add(children: Storage, entries: list[_Entry]) -> int:
    """Append entries for the children and all below them; returns the top of the children's tree."""
    names = sorted(children, key=_order)
    if len(set(map(_order, names))) < len(names):
        raise ValueError("two names differ only in capitals")
    first = len(entries)
    entries += [_entry(name, children[name]) for name in names]
    for number, name in enumerate(names, first):
        below = children[name]
        if not isinstance(below, bytes):
            entries[number].child = _add(below, entries)
    return _link(entries, first, first + len(names))


def _entry(name: str, content: Storage | bytes) -> _Entry:
    if not name.isascii() or len(name) > _LONGEST_NAME or any(character in name for character in "/\\:!"):
        raise ValueError(f"{name!r} cannot be a name in a compound file")
    return _Entry(name, _STREAM, content) if isinstance(content, bytes) else _Entry(name, _STORAGE)


def _order(name: str) -> tuple[int, str]:
    """Shorter names come first, then capitals decide (MS-CFB 2.6.4); a reader that searches finds nothing otherwise."""
    return len(name), name.upper()


def _link(entries: Sequence[_Entry], first: int, end: int) -> int:
    """Make a balanced search tree of the entries from `first` to before `end`; returns its top."""
    if first >= end:
        return _NONE
    middle = (first + end) // 2
    entries[middle].left, entries[middle].right = _link(entries, first, middle), _link(entries, middle + 1, end)
    return middle


def _share(small: Sequence[_Entry]) -> tuple[bytes, list[int]]:
    """The mini stream of all small streams and its allocation table."""
    stream, table = bytearray(), list[int]()
    for entry in small:
        count = -(-len(entry.data) // _MINI_SECTOR)
        entry.start, entry.size = (len(table) if count else _END), len(entry.data)
        table += _chain(len(table), count)
        stream += entry.data.ljust(count * _MINI_SECTOR, b"\0")
    return bytes(stream), table


def _chain(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), _END] if count else []


def _sectors(data: bytes) -> int:
    return -(-len(data) // _SECTOR)


def _fat_sectors(counts: Sequence[int]) -> int:
    """How many sectors the FAT takes to list those, and itself."""
    number = 1
    while number * _NUMBERS < sum(counts) + number:
        number += 1
    if number > _IN_HEADER:
        raise ValueError("the VBA project is larger than 6 MB")
    return number


def _starts(counts: Sequence[int]) -> Iterator[int]:
    return iter(list(accumulate(counts, initial=_fat_sectors(counts)))[:-1])


def _allocation(counts: Sequence[int]) -> list[int]:
    """The FAT (MS-CFB 2.3): itself, then one chain of sectors after the other."""
    fat = [_FAT] * _fat_sectors(counts)
    for count in counts:
        fat += _chain(len(fat), count)
    return fat


def _numbers(table: Sequence[int]) -> bytes:
    free = -len(table) % _NUMBERS
    return struct.pack(f"<{len(table) + free}I", *table, *[_FREE] * free)


def _directory(entries: Sequence[_Entry]) -> bytes:
    return b"".join(entry.packed() for entry in entries) + _EMPTY_ENTRY * (-len(entries) % _ENTRIES)


def _padded(data: bytes) -> bytes:
    return data.ljust(_sectors(data) * _SECTOR, b"\0")


def _header(fat_sectors: int, directory: int, mini_fat: int, mini_fat_sectors: int) -> bytes:
    """The header (MS-CFB 2.2): version 3.62, sectors of 512 bytes, mini sectors of 64."""
    signature = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    kind = struct.pack("<HHHHH6x", 0x003E, 3, 0xFFFE, 9, 6)
    places = struct.pack("<IIIIIIIII", 0, fat_sectors, directory, 0, _CUTOFF, mini_fat, mini_fat_sectors, _END, 0)
    fat = [*range(fat_sectors), *[_FREE] * (_IN_HEADER - fat_sectors)]
    return signature + kind + places + struct.pack(f"<{_IN_HEADER}I", *fat)
