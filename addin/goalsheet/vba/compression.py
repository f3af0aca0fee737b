"""The compression of VBA source (MS-OVBA 2.4.1): chunks of 4096 bytes, repeated stretches as (offset, length)."""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Mapping, Sequence

_SIGNATURE = b"\x01"
_CHUNK = 4096  # bytes
_SHORTEST = 3  # bytes that are worth a copy
_COMPRESSED, _RAW = 0xB000, 0x3000  # flags of a chunk's header; the rest is its size - 3
_IS_COMPRESSED = 0x8000
_IN_GROUP = 8  # tokens behind one byte of flags
_Seen = Mapping[bytes, Sequence[int]]


def compress(data: bytes) -> bytes:
    """The data as a compressed container; ValueError for what no VBA source is: a remainder that does not shrink."""
    return _SIGNATURE + b"".join(_chunk(data[start : start + _CHUNK]) for start in range(0, len(data), _CHUNK))


def decompress(packed: bytes) -> bytes:
    """The data in a compressed container; ValueError where it is none."""
    if not packed.startswith(_SIGNATURE):
        raise ValueError("the VBA source is damaged")
    plain, place = bytearray(), 1
    while place + 2 <= len(packed):
        header = int.from_bytes(packed[place : place + 2], "little")
        end = place + (header & _CHUNK - 1) + _SHORTEST
        chunk = packed[place + 2 : end]
        plain += _expanded(chunk) if header & _IS_COMPRESSED else chunk
        place = end
    return bytes(plain)


def _expanded(tokens: bytes) -> bytes:
    plain, place = bytearray(), 0
    while place < len(tokens):
        flags, place = tokens[place], place + 1
        for number in range(_IN_GROUP):
            is_copy = flags >> number & 1
            token, place = tokens[place : place + 1 + is_copy], place + 1 + is_copy
            plain += _copied(plain, token) if is_copy and token else token
    return bytes(plain)


def _copied(plain: bytearray, token: bytes) -> bytes:
    bits, number = _offset_bits(len(plain)), int.from_bytes(token, "little")
    offset, length = (number >> 16 - bits) + 1, (number & 0xFFFF >> bits) + _SHORTEST
    repeated = plain[-offset:] if offset <= len(plain) else b""
    return bytes((repeated * (length // max(len(repeated), 1) + 1))[:length])


def _chunk(plain: bytes) -> bytes:
    packed = _tokens(plain)
    if len(packed) < _CHUNK:
        return struct.pack("<H", _COMPRESSED | len(packed) - 1) + packed
    if len(plain) < _CHUNK:
        raise ValueError("the end of the data does not compress")  # and a raw chunk is always a full one
    return struct.pack("<H", _RAW | _CHUNK - 1) + plain


def _tokens(plain: bytes) -> bytes:
    """The chunk as groups of eight tokens, a literal byte or a copy, each group behind its flags (2.4.1.3.6)."""
    out, flags_at, place, number = bytearray(), 0, 0, 0
    seen: defaultdict[bytes, list[int]] = defaultdict(list)
    while place < len(plain):
        if number % _IN_GROUP == 0:
            flags_at = len(out)
            out.append(0)
        offset, length = _longest(plain, place, seen)
        if length:
            out[flags_at] |= 1 << number % _IN_GROUP
            out += _copy_token(place, offset, length)
        else:
            out.append(plain[place])
        end = place + (length or 1)
        for passed in range(place, end):
            seen[plain[passed : passed + _SHORTEST]].append(passed)
        place, number = end, number + 1
    return bytes(out)


def _longest(plain: bytes, place: int, seen: _Seen) -> tuple[int, int]:
    """The nearest of the longest earlier stretches that the bytes here repeat: how far back and how long, or 0, 0."""
    most = min((0xFFFF >> _offset_bits(place)) + _SHORTEST, len(plain) - place)
    best = 0, 0
    for earlier in reversed(seen.get(plain[place : place + _SHORTEST], ())):
        length = _common(plain, earlier, place, most)
        if length > best[1] and length >= _SHORTEST:
            best = place - earlier, length
        if length == most:
            break
    return best


def _common(plain: bytes, earlier: int, place: int, most: int) -> int:
    length = 0
    while length < most and plain[earlier + length] == plain[place + length]:
        length += 1
    return length


def _offset_bits(place: int) -> int:
    """How many of a copy token's 16 bits are the offset, `place` bytes into the chunk (2.4.1.3.19.1)."""
    return max((place - 1).bit_length(), 4)


def _copy_token(place: int, offset: int, length: int) -> bytes:
    return struct.pack("<H", offset - 1 << 16 - _offset_bits(place) | length - _SHORTEST)
