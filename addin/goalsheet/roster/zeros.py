"""Zeros: numbers that Excel shows with leading zeros, 123 as 00123, since an id is what people see."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException

from goalsheet.layout.room import split_reference
from goalsheet.roster.sheets import find_part, read_small, search_part
from goalsheet.workbook.dates import number_formats

Mask = tuple[str, ...]  # "0" for each digit, and what stands between them

_STYLES = "xl/styles.xml"

# Quoted and escaped text, what takes room but shows nothing, languages and colours, a digit, plain text, the rest.
_CODE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?:\$[^\]]*|[A-Za-z]{3,}\d*)\]'
    r"|(?P<digit>0)|(?P<plain>[-() ])|(?P<end>;)|."
)


def find_masks(data: bytes, sheet: str) -> dict[tuple[int, int], Mask]:
    """Give the cells of a workbook's sheet that show leading zeros, by row and column from 0, and how they do.

    None in a workbook of another kind or one that is not as Excel writes it: its numbers are read as they are.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles = read_small(archive, _STYLES)
        try:
            masks = _masks_of_styles(styles) if styles else {}
        except (ParseError, DefusedXmlException, ValueError, KeyError):
            return {}
        part = find_part(archive, sheet) if masks else ""
        return dict(_masked_cells(archive, part, masks)) if part else {}


def _masks_of_styles(styles: bytes) -> dict[bytes, Mask]:
    codes = enumerate(code for _, code in number_formats(styles))
    found = ((index, read_mask(code)) for index, code in codes if code)
    return {str(index).encode(): mask for index, mask in found if mask}


def read_mask(code: str) -> Mask | None:
    """Read a number format that only lines up digits, like `00000` or `"E"000-000`; nothing for any other."""
    mask: list[str] = []
    for found in _CODE.finditer(code):
        if found["end"]:
            break  # what follows is for negative numbers
        if found.lastgroup is None and len(found[0]) == 1:
            return None
        if found.lastgroup:
            mask.append(found["quoted"] or found["escaped"] or found["digit"] or found["plain"] or "")
    return tuple(mask) if len(mask) > 1 and "0" in mask else None


def show(number: float, mask: Mask) -> str:
    """Write a whole number as Excel shows it by the mask; further digits stand in front, at the first zero."""
    digits = str(int(number)).rjust(mask.count("0"), "0")
    first = len(digits) - mask.count("0") + 1
    pieces = iter([digits[:first], *digits[first:]])
    return "".join(next(pieces) if one == "0" else one for one in mask)


def _masked_cells(
    archive: zipfile.ZipFile, part: str, masks: Mapping[bytes, Mask]
) -> Iterator[tuple[tuple[int, int], Mask]]:
    """Find the cells that have one of those styles."""
    styles = b"|".join(masks)
    cell = re.compile(
        rb"""<(?:[\w.-]+:)?c(?=\s[^<>]*?\bs=["'](%s)["'])[^<>]*?\sr=["']([A-Z]{1,3}[0-9]{1,7})["']""" % styles
    )
    for style, reference in search_part(archive, part, cell):
        row, column = split_reference(reference.decode())
        yield (row - 1, column - 1), masks[style]
