"""A compound file reader that forgives nothing (MS-CFB version 3), and the decompression of VBA source.

It imports nothing from goalsheet on purpose: it is what the writers are held against.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

Tree = dict[str, "Tree | bytes"]
SECTOR, MINI_SECTOR, CUTOFF = 512, 64, 4096
FREE, END, FAT, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


class Broken(Exception):
    """What makes Office refuse or repair the file."""


def hold(condition: object, what: str) -> None:
    if not condition:
        raise Broken(what)


@dataclass(frozen=True)
class Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


@dataclass
class Reader:
    data: bytes
    used: set[int] = field(default_factory=set)
    used_mini: set[int] = field(default_factory=set)
    seen: set[int] = field(default_factory=lambda: {0})

    def __post_init__(self) -> None:
        data = self.data
        hold(data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "no compound file")
        hold(struct.unpack_from("<HHHH", data, 26) == (3, 0xFFFE, 9, 6), "the header's version or sizes")
        fats, directory, _, cutoff, mini_fat, _, _, more_fats = struct.unpack_from("<8I", data, 44)
        hold(len(data) % SECTOR == 0 and cutoff == CUTOFF and more_fats == 0, "sizes")
        self.count = len(data) // SECTOR - 1
        fat_sectors = struct.unpack_from("<109I", data, 76)[:fats]
        self.used |= set(fat_sectors)
        self.fat = [number for sector in fat_sectors for number in self.numbers(sector)]
        hold(all(self.fat[sector] == FAT for sector in fat_sectors), "a FAT sector is not marked as one")
        self.entries = entries(self.stream(directory))
        hold(self.entries[0].kind == 5, "no root")
        self.mini_fat = [number for sector in self.chain(mini_fat) for number in self.numbers(sector)]
        self.mini_stream = self.stream(self.entries[0].start)
        hold(len(self.mini_stream) >= self.entries[0].size, "the mini stream is short")

    def sector(self, number: int) -> bytes:
        return self.data[SECTOR * (number + 1) : SECTOR * (number + 2)]

    def numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack("<128I", self.sector(sector))

    def chain(self, start: int) -> list[int]:
        found = []
        while start != END:
            hold(start < self.count and start not in self.used, f"sector {start} is shared or not there")
            self.used.add(start)
            found.append(start)
            start = self.fat[start]
        return found

    def stream(self, start: int) -> bytes:
        return b"".join(map(self.sector, self.chain(start)))

    def mini(self, start: int) -> bytes:
        found = b""
        while start != END:
            hold(start < len(self.mini_fat) and start not in self.used_mini, f"mini sector {start} is shared")
            self.used_mini.add(start)
            found += self.mini_stream[MINI_SECTOR * start : MINI_SECTOR * (start + 1)]
            start = self.mini_fat[start]
        return found

    def content(self, entry: Entry) -> bytes:
        whole = self.stream(entry.start) if entry.size >= CUTOFF else self.mini(entry.start)
        room = SECTOR if entry.size >= CUTOFF else MINI_SECTOR
        hold(0 <= len(whole) - entry.size < room, f"the chain of {entry.name} has another length")
        return whole[: entry.size]

    def walk(self, number: int, low: str | None, high: str | None, found: Tree) -> None:
        if number == NONE:
            return
        hold(number not in self.seen and number < len(self.entries), "the directory has a circle")
        self.seen.add(number)
        entry = self.entries[number]
        hold(low is None or order(low) < order(entry.name), f"{entry.name} stands in the wrong place")
        hold(high is None or order(entry.name) < order(high), f"{entry.name} stands in the wrong place")
        self.walk(entry.left, low, entry.name, found)
        if entry.kind == 1:
            below: Tree = {}
            self.walk(entry.child, None, None, below)
            found[entry.name] = below
        else:
            found[entry.name] = self.content(entry)
        self.walk(entry.right, entry.name, high, found)


def entries(directory: bytes) -> list[Entry]:
    found = []
    for place in range(0, len(directory), 128):
        size, kind, _, left, right, child = struct.unpack_from("<HBBIII", directory, place + 64)
        start, length = struct.unpack_from("<IQ", directory, place + 116)
        name = directory[place : place + max(size - 2, 0)].decode("utf-16-le")
        found.append(Entry(name, kind, left, right, child, start, length))
    return found


def order(name: str) -> tuple[int, str]:
    return len(name), name.upper()


def read_compound_file(data: bytes) -> Tree:
    """The storages and streams; Broken where a sector is lost, shared, or in the wrong place."""
    try:
        reader = Reader(data)
        tree: Tree = {}
        reader.walk(reader.entries[0].child, None, None, tree)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise Broken(f"cut off: {error}") from error
    hold(reader.seen == {n for n, entry in enumerate(reader.entries) if entry.kind}, "an entry cannot be reached")
    taken = {n for n, following in enumerate(reader.fat[: reader.count]) if following != FREE}
    hold(reader.used == taken, "a sector is lost")
    return tree


def decompress(data: bytes) -> bytes:
    """The plain data of a compressed container (MS-OVBA 2.4.1); Broken where it is none."""
    hold(data[:1] == b"\x01", "the container's signature")
    plain, place = bytearray(), 1
    while place < len(data):
        header = int.from_bytes(data[place : place + 2], "little")
        end = place + (header & 0xFFF) + 3
        hold(header >> 12 & 7 == 3 and end <= len(data), "a chunk's header")
        chunk = data[place + 2 : end]
        unpacked = expand(chunk) if header & 0x8000 else chunk
        full = len(unpacked) == 4096 or (header & 0x8000 and end == len(data) and len(unpacked) < 4096)
        hold(full, "a chunk's length")
        plain += unpacked
        place = end
    return bytes(plain)


def expand(chunk: bytes) -> bytes:
    plain, place = bytearray(), 0
    while place < len(chunk):
        flags, place = chunk[place], place + 1
        for bit in range(8):
            if place >= len(chunk):
                break
            if flags >> bit & 1:
                copy(plain, int.from_bytes(chunk[place : place + 2], "little"))
                place += 2
            else:
                plain.append(chunk[place])
                place += 1
    return bytes(plain)


def copy(plain: bytearray, token: int) -> None:
    bits = max((len(plain) - 1).bit_length(), 4)
    length, offset = (token & (0xFFFF >> bits)) + 3, (token >> (16 - bits)) + 1
    hold(offset <= len(plain), "a copy from before the chunk")
    for _ in range(length):
        plain.append(plain[-offset])
