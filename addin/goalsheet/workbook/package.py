"""An .xlsx file as its zip members: read with care, written with members that are already deflated.

zipfile cannot write deflated data as it is (cpython #113924), so headers are our own: sizes known before writing,
no data descriptors, no zip64, one fixed date, so that equal input gives equal bytes.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from goalsheet.errors import CannotRead

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT = b"http://purl.oclc.org/ooxml"

MOST_BYTES = 400_000_000  # of all members unpacked: a workbook of that size is none, or a zip bomb

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage"  # the stream in which Excel keeps a workbook with a password
_OLD_EXCEL = ("Workbook", "Book")  # the stream of an .xls of Excel 97 and later, and of Excel 5
_ENTRY = 128  # bytes of an entry in a compound file's directory, which begins at a multiple of it
_NAME_ROOM = 64  # bytes at the beginning of an entry; behind it the name's size, and what kind of entry it is
_STREAM = 2
#: What zipfile and the unpackers raise over a zip that is none, is cut off, or says what is not so.
_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    OSError,
)

_CHUNK = 32_768  # bytes
_NAME_SIZE_AT = 26  # in a local header
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_DAY = (1 << 5) | 1  # 1 January 1980, the zip format's first day
_DEFLATED, _UTF8 = 8, 0x800
_LARGE = 1_000_000  # bytes
_FOUR_GB = 0xFFFFFFFF


class Member(NamedTuple):
    """One member of a zip, deflated already: its checksum and sizes in bytes, and its deflated data in pieces."""

    name: str
    crc: int
    size: int
    packed: Sequence[bytes]
    packed_size: int


class Members(Mapping[str, bytes]):
    """The members of a workbook's zip by name, each unpacked when it is first asked for."""

    def __init__(self, data: bytes, name: str) -> None:
        """Look into the zip; CannotRead (naming `name`) if this is no sound workbook, or more than one can be."""
        _refuse_compound(data, name)
        _refuse_what_is_no_zip(data, name)
        self.data, self.name = data, name
        with _sound(name):
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self.entries = {entry.filename: entry for entry in self._archive.infolist()}
        if sum(entry.file_size for entry in self._archive.infolist()) > MOST_BYTES:
            raise CannotRead(f"{name} unpacks to more than {MOST_BYTES // 10**6} MB. That is no goal workbook.")
        self._unpacked: dict[str, bytes] = {}
        if "xl/workbook.xml" not in self or "[Content_Types].xml" not in self:
            raise CannotRead(f"{name} is no Excel workbook. Save it as .xlsx in Excel.")
        if STRICT in self["xl/workbook.xml"]:
            raise CannotRead(f'{name} is saved as "Strict Open XML". Save it as an ordinary Excel workbook (.xlsx).')

    def __getitem__(self, part: str) -> bytes:
        """The member's bytes, never more than the directory says, which is bounded; CannotRead if they are damaged."""
        if part not in self._unpacked:
            entry = self.entries[part]
            with _sound(self.name):
                self._unpacked[part] = self._archive.read(entry)
        return self._unpacked[part]

    def beginning(self, part: str, enough: Callable[[bytes], int | None]) -> bytes:
        """The member's bytes up to where it is `enough` (None: not yet), without unpacking what comes later."""
        data = b""
        with _sound(self.name), self._archive.open(self.entries[part]) as stream:
            while chunk := stream.read(max(_CHUNK, len(data))):  # ever larger, so that long ones take no longer
                data += chunk
                end = enough(data)
                if end is not None:
                    return data[:end]
        return data

    def pieces(self, part: str) -> Iterator[bytes]:
        """The member's bytes piece by piece, of which none is kept."""
        with _sound(self.name), self._archive.open(self.entries[part]) as stream:
            while piece := stream.read(_LARGE):
                yield piece

    def __contains__(self, part: object) -> bool:
        return part in self.entries  # a Mapping's own way would unpack it to see

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


def _refuse_compound(data: bytes, name: str) -> None:
    """CannotRead for a compound file: a workbook with a password, an old .xls, or something else of that make."""
    if not data.startswith(_COMPOUND):
        return
    if _holds_stream(data, _ENCRYPTED):
        raise CannotRead(f"{name} is protected by a password. Open it in Excel and save a copy without one.")
    if any(_holds_stream(data, stream) for stream in _OLD_EXCEL):
        raise CannotRead(f"{name} is an old Excel file (.xls). Open it in Excel and save it as .xlsx.")
    raise CannotRead(f"{name} is no Excel workbook but another Office file, such as a Word document (.doc) or a mail.")


def _holds_stream(data: bytes, stream: str) -> bool:
    """Whether the directory of a compound file names that stream ([MS-CFB], 2.6.1)."""
    named = stream.encode("utf-16-le") + b"\0\0"
    entry = named.ljust(_NAME_ROOM, b"\0") + struct.pack("<HB", len(named), _STREAM)
    at = data.find(entry)
    while at > 0 and at % _ENTRY:
        at = data.find(entry, at + 1)
    return at > 0


def _refuse_what_is_no_zip(data: bytes, name: str) -> None:
    if not data:
        raise CannotRead(f"{name} is empty. Take a backup of it.")
    if not data.startswith(b"PK"):
        raise CannotRead(f"{name} is no Excel workbook. Save it as .xlsx in Excel.")
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise CannotRead(f"{name} is damaged: its end is missing. Take a backup of it.")


@contextmanager
def _sound(name: str) -> Iterator[None]:
    try:
        yield
    except _DAMAGES as error:
        raise CannotRead(f"{name} is damaged or no Excel workbook ({error}). Open and save it in Excel.") from error


def read_members(data: bytes, name: str) -> dict[str, bytes]:
    """The unpacked members by name, in the file's order; CannotRead (naming `name`) if this is no sound workbook."""
    return dict(Members(data, name))


def sheet_parts(members: Mapping[str, bytes]) -> dict[str, str]:
    """The part of each worksheet by the sheet's title, in tab order."""
    found = sheets_in(ElementTree.fromstring(members["xl/workbook.xml"]), members["xl/_rels/workbook.xml.rels"])
    return {title: part for title, part in found.items() if part in members}


def sheets_in(workbook: Element, relations: bytes) -> dict[str, str]:
    """The same of the workbook's main part when it is parsed, whether the parts are there or not."""
    parsed = ElementTree.fromstring(relations)
    targets = {relation.get("Id"): _resolved(relation.get("Target") or "") for relation in parsed}
    sheets = workbook.find(f"{{{MAIN}}}sheets")
    return {} if sheets is None else {s.get("name") or "": targets.get(s.get(RELATION_ID), "") for s in sheets}


def _resolved(target: str) -> str:
    return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


def drop_calculation_chain(members: dict[str, bytes]) -> None:
    """Remove calcChain.xml: naming a cell without formula makes Excel offer a repair, and Excel rebuilds it itself."""
    for part in [part for part in members if part.lower().endswith("calcchain.xml")]:
        del members[part]
    for part, tag in (("[Content_Types].xml", b"Override"), ("xl/_rels/workbook.xml.rels", b"Relationship")):
        entry = re.compile(rb"<(?:[\w.-]+:)?" + tag + rb"\b[^>]*calcChain[^>]*/>", re.IGNORECASE)
        members[part] = entry.sub(b"", members[part])


def without_calculation_chain(members: Mapping[str, bytes]) -> dict[str, bytes | None]:
    """The parts that change, and None for those that go, when the calculation chain is dropped."""
    chains = [part for part in members if part.lower().endswith("calcchain.xml")]
    if not chains:
        return {}
    parts = {part: members[part] for part in (*chains, "[Content_Types].xml", "xl/_rels/workbook.xml.rels")}
    kept = dict(parts)
    drop_calculation_chain(kept)
    return {part: kept.get(part) for part in parts}


def deflate(data: bytes, level: int | None = None) -> bytes:
    """Raw deflated data that ends on a byte, so that more can follow; the stream is finished by END_OF_STREAM."""
    if level is None:
        level = 9 if len(data) < _LARGE else 6  # the last per cent takes nine times as long
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    return packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH)


def deflate_short(data: bytes) -> bytes:
    """The same for a few kB: with a window of 8 kB and little memory to prepare, in half the time."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -13, 6)
    return packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH)


END_OF_STREAM = b"\x03\x00"  # an empty final block


def member(name: str, data: bytes) -> Member:
    """A member from its plain data."""
    packed = deflate(data) + END_OF_STREAM
    return Member(name, zlib.crc32(data), len(data), (packed,), len(packed))


@dataclass(frozen=True)
class Archive:
    """The fixed beginning of a zip: its members' bytes, their directory entries and how many they are."""

    body: bytes
    directory: bytes
    count: int


def archive(members: Iterable[Member]) -> Archive:
    """The members as the beginning of a zip to which more members can be added."""
    return extended(Archive(b"", b"", 0), members)


def extended(start: Archive, members: Iterable[Member]) -> Archive:
    """The beginning of a zip with those members behind it."""
    body, directory = _behind(start, members)
    return Archive(b"".join(body), b"".join(directory), start.count + len(directory) - 1)


def finished(start: Archive, members: Iterable[Member]) -> list[bytes]:
    """The whole zip, in pieces: `start`, then `members`, then the directory."""
    body, directory = _behind(start, members)
    count = start.count + len(directory) - 1
    return [
        *body,
        *directory,
        _END.pack(b"PK\5\6", 0, 0, count, count, sum(map(len, directory)), sum(map(len, body)), 0),
    ]


def _behind(start: Archive, members: Iterable[Member]) -> tuple[list[bytes], list[bytes]]:
    """The pieces of the zip's body and of its directory; in both the first piece is the start's."""
    body, directory = [start.body], [start.directory]
    offset = len(start.body)
    for one in members:
        local, central = _headers(one, offset)
        body.append(local)
        body += one.packed
        directory.append(central)
        offset += len(local) + one.packed_size
    return body, directory


def rewritten(members: Members, changes: Mapping[str, bytes | None]) -> bytes:
    """The workbook with those members changed (None: gone); all others keep their very bytes, deflated as they are.

    Members that were not there come last.
    """
    kept = [(name, entry) for name, entry in members.entries.items() if changes.get(name, b"") is not None]
    new = [member(name, data) for name, data in changes.items() if name not in members and data is not None]
    return b"".join(finished(archive(_rewritten(members, entry, changes.get(name)) for name, entry in kept), new))


def _rewritten(members: Members, entry: zipfile.ZipInfo, changed: bytes | None) -> Member:
    if changed is not None:
        packed = deflate(changed, 6) + END_OF_STREAM
        return Member(entry.filename, zlib.crc32(changed), len(changed), (packed,), len(packed))
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        return member(entry.filename, members[entry.filename])
    name_size, extra_size = struct.unpack_from("<2H", members.data, entry.header_offset + _NAME_SIZE_AT)
    start = entry.header_offset + _LOCAL.size + name_size + extra_size
    packed = members.data[start : start + entry.compress_size]
    return Member(entry.filename, entry.CRC, entry.file_size, (packed,), len(packed))


def _headers(one: Member, offset: int) -> tuple[bytes, bytes]:
    if one.size >= _FOUR_GB or offset >= _FOUR_GB:
        raise ValueError("a workbook of 4 GB is not supported")
    name = one.name.encode()
    flag = 0 if name.isascii() else _UTF8
    sizes = (one.crc, one.packed_size, one.size, len(name))
    local = _LOCAL.pack(b"PK\3\4", 20, flag, _DEFLATED, 0, _DAY, *sizes, 0) + name
    central = _CENTRAL.pack(b"PK\1\2", 20, 20, flag, _DEFLATED, 0, _DAY, *sizes, 0, 0, 0, 0, 0, offset) + name
    return local, central
