"""A whole VBA project (vbaProject.bin), source only: Office compiles it when it is opened.

By MS-OVBA's rules for writers: no compiled code (2.3.4.1, 2.3.4.3), no __SRP_ streams (2.2.6). Ids and seeds are fixed.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from goalsheet.vba.compound_file import write_compound_file
from goalsheet.vba.compression import compress
from goalsheet.vba.module import CODE_PAGE, Kind, Module

NAME = "VBAProject"  # as Excel calls every new project
PROJECT_ID = "{1B8A0D57-6C0E-5C0B-9C39-3C6E0B6C2E7D}"

#: What Excel puts into every new project: found by their ids, the paths are only hints. IRibbonControl is Office's.
REFERENCES = {
    "stdole": r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation",
    "Office": r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#C:\Program Files\Common Files\Microsoft Shared"
    r"\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library",
}

_SOURCE_ONLY = struct.pack("<HHBH", 0x61CC, 0xFFFF, 0, 1)  # the _VBA_PROJECT stream without a performance cache
_ORDER = list(Kind)
_WINDOWS_64, _ENGLISH = 3, 0x409
_VERSION = 1_700_000_000, 1  # of the project; any will do
_EDITOR = "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000"
#: Not protected, without a password, visible: what each field says when nobody has set anything.
_PROTECTION = {"CMG": (0x07, bytes(4)), "DPB": (0x0B, bytes(1)), "GC": (0x0F, b"\xff")}


def build_project(modules: Sequence[Module]) -> bytes:
    """The project with those modules; ValueError where it would be none that Excel opens."""
    ordered = sorted(modules, key=lambda module: _ORDER.index(module.kind))
    if len({module.name.lower() for module in ordered}) < len(ordered):
        raise ValueError("two VBA modules have the same name")
    if sum(module.kind is Kind.WORKBOOK for module in ordered) != 1:
        raise ValueError("a VBA project has exactly one module for its workbook")
    streams = {module.name: compress(module.source()) for module in ordered}
    streams |= {"dir": compress(_directory(ordered)), "_VBA_PROJECT": _SOURCE_ONLY}
    return write_compound_file({"VBA": streams, "PROJECT": _project(ordered), "PROJECTwm": _names(ordered)})


def _names(modules: Sequence[Module]) -> bytes:
    """The PROJECTwm stream (2.3.3): each name in both encodings. It is not compressed."""
    both = [module.name.encode("ascii") + b"\0" + module.name.encode("utf-16-le") + b"\0\0" for module in modules]
    return b"".join(both) + b"\0\0"


def _project(modules: Sequence[Module]) -> bytes:
    """The PROJECT stream (2.3.1)."""
    lines = [
        f'ID="{PROJECT_ID}"',
        *(f"{module.kind.keyword}={module.name}{_suffix(module)}" for module in modules),
        f'Name="{NAME}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        *(f'{field}="{obfuscate(data, PROJECT_ID, seed)}"' for field, (seed, data) in _PROTECTION.items()),
        "",
        "[Host Extender Info]",
        _EDITOR,
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
        "",
    ]
    return "\r\n".join(lines).encode("ascii")


def _suffix(module: Module) -> str:
    return "/&H00000000" if module.kind.keyword == "Document" else ""


def obfuscate(data: bytes, project_id: str, seed: int) -> str:
    """The data as PROJECT's fields hold it, in hexadecimal (MS-OVBA 2.4.3.2, "Data Encryption")."""
    key = sum(project_id.encode("ascii")) & 0xFF
    out = bytearray((seed, seed ^ 2, seed ^ key))
    before, last, one_before_last = key, out[2], out[1]
    for plain in bytes((seed & 6) // 2) + struct.pack("<I", len(data)) + data:
        hidden = plain ^ (one_before_last + before & 0xFF)
        out.append(hidden)
        one_before_last, last, before = last, hidden, plain
    return out.hex().upper()


def _directory(modules: Sequence[Module]) -> bytes:
    """The dir stream before it is compressed (2.3.4.2): the project, its references, its modules."""
    return _information() + b"".join(map(_reference, REFERENCES)) + _modules(modules) + _record(0x10)


def _record(number: int, data: bytes = b"") -> bytes:
    return struct.pack("<HI", number, len(data)) + data


def _long(number: int, value: int) -> bytes:
    return _record(number, struct.pack("<I", value))


def _short(number: int, value: int) -> bytes:
    return _record(number, struct.pack("<H", value))


def _twice(number: int, unicode_number: int, text: str) -> bytes:
    return _record(number, text.encode("ascii")) + _record(unicode_number, text.encode("utf-16-le"))


def _information() -> bytes:
    """System, languages, code page, name; no description, help file or constants; the version (2.3.4.2.1)."""
    return b"".join(
        (
            _long(0x01, _WINDOWS_64),
            _long(0x02, _ENGLISH),
            _long(0x14, _ENGLISH),
            _short(0x03, CODE_PAGE),
            _record(0x04, NAME.encode("ascii")),
            _twice(0x05, 0x40, ""),
            _record(0x06) + _record(0x3D),
            _long(0x07, 0),
            _long(0x08, 0),
            struct.pack("<HIIH", 0x09, 4, *_VERSION),  # its size is always said to be 4
            _twice(0x0C, 0x3C, ""),
        )
    )


def _reference(name: str) -> bytes:
    library = REFERENCES[name].encode("ascii")
    return _twice(0x16, 0x3E, name) + _record(0x0D, struct.pack("<I", len(library)) + library + bytes(6))


def _modules(modules: Sequence[Module]) -> bytes:
    return _short(0x0F, len(modules)) + _short(0x13, 0xFFFF) + b"".join(map(_module, modules))


def _module(module: Module) -> bytes:
    """Name, stream, no description, no compiled code before the source, kind (2.3.4.2.3.2)."""
    return b"".join(
        (
            _twice(0x19, 0x47, module.name),
            _twice(0x1A, 0x32, module.name),
            _twice(0x1C, 0x48, ""),
            _long(0x31, 0),
            _long(0x1E, 0),
            _short(0x2C, 0xFFFF),
            _record(0x21 if module.kind is Kind.STANDARD else 0x22),
            _record(0x2B),
        )
    )
