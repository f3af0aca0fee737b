"""Sheets: what stands in the XML of a workbook's sheet, found by pattern, where python-calamine does not tell."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException

from goalsheet.workbook.package import sheet_parts

_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_LARGEST_PART = 20_000_000  # bytes of the parts that are read whole; a sheet is read in pieces
_PIECE = 1 << 20


def read_small(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a part that is read whole; nothing where it is missing or far too large."""
    there = name in archive.namelist() and archive.getinfo(name).file_size <= _LARGEST_PART
    return archive.read(name) if there else b""


def find_part(archive: zipfile.ZipFile, sheet: str) -> str:
    """The name of a sheet's part; nothing in a workbook of another kind or one that is not as Excel writes it."""
    whole = {name: read_small(archive, name) for name in (_BOOK, _RELATIONS)}
    try:
        return sheet_parts(dict.fromkeys(archive.namelist(), b"") | whole).get(sheet, "") if all(whole.values()) else ""
    except (ParseError, DefusedXmlException, ValueError, KeyError):
        return ""


def search_part(
    archive: zipfile.ZipFile, part: str, pattern: re.Pattern[bytes], end: bytes = b">"
) -> Iterator[tuple[bytes, ...]]:
    """Find a pattern of several groups in pieces that end at `end`: a parser takes ten times as long."""
    with archive.open(part) as file:
        rest = b""
        while piece := file.read(_PIECE):
            whole, last, rest = (rest + piece).rpartition(end)
            yield from pattern.findall(whole + last)
