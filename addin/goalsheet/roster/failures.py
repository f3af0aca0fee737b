"""Failures: cells in which a formula failed, such as #N/A, which python-calamine gives as blanks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from goalsheet.layout.room import split_reference
from goalsheet.roster.sheets import find_part, search_part

Failures = Mapping[tuple[int, int], str]  # the errors by row and column, both from 0

_FAILED = re.compile(
    rb"""<(?:[\w.-]+:)?c(?=\s[^<>]*?\bt\s*=\s*["']e["'])[^<>]*?\sr\s*=\s*["']([A-Z]{1,3}[0-9]{1,7})["'][^<>]*>"""
    rb"(?:<(?:[\w.-]+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:[\w.-]+:)?f\s*>))?\s*<(?:[\w.-]+:)?v[^<>]*>([^<]{1,20})</"
)
# Of an empty text, which a formula may well give, Excel says t="str".
_UNKNOWN = re.compile(
    rb"""<(?:[\w.-]+:)?c\s(?![^<>]*\bt\s*=\s*["']str["'])[^<>]*?\br\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["'][^<>]*>\s*"""
    rb"<(?:[\w.-]+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:[\w.-]+:)?f\s*>)\s*"
    rb"(?:<(?:[\w.-]+:)?v\s*(?:/>|>\s*</(?:[\w.-]+:)?v\s*>))?\s*</(?:[\w.-]+:)?c>"
)
# As Excel writes an error in any of its languages: #REF!, #¡VALOR!, #NAME?. What is merely missing is none of them.
_WRITTEN = re.compile(r"#[¡¿]?[A-Z][A-Z/0]*[!?]")


def find_failures(data: bytes, sheet: str) -> Failures:
    """Give the cells of a workbook's sheet that hold errors; none in a workbook of another kind."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = find_part(archive, sheet)
        found = search_part(archive, part, _FAILED, b"c>") if part else iter(())
        return {_place(reference): code.decode("ascii", "replace") for reference, code in found}


def find_unknown(data: bytes, sheet: str) -> list[str]:
    """The cells whose formulas no program has worked out yet: they look like blanks."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = find_part(archive, sheet)
        found = search_part(archive, part, _UNKNOWN, b"c>") if part else iter(())
        return [(column + row).decode() for column, row in found]


def _place(reference: bytes) -> tuple[int, int]:
    row, column = split_reference(reference.decode())
    return row - 1, column - 1


def is_written_failure(text: str) -> bool:
    """Tell whether a text is an error of a formula, as programs export it."""
    return text.startswith("#") and bool(_WRITTEN.fullmatch(text))


def is_not_available(text: str) -> bool:
    """Tell whether a text is #N/A, with which exports say that there is nothing."""
    return "#" in text and text.strip().casefold() in ("#n/a", "#nv")
