"""References in A1 terms, as defined names spell them: 'My goals'!$B$6:$B$30."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from goalsheet.layout.room import split_reference

_SHEET = r"(?:'(?:[^']|'')+'|[^\s'!:;,()+*/&=<>-]+)!"
_AREA = re.compile(
    rf"({_SHEET})\$?([A-Z]{{1,3}})\$?([0-9]{{1,7}})(?::(?:{_SHEET})?\$?([A-Z]{{1,3}})\$?([0-9]{{1,7}}))?"
)


@dataclass(frozen=True)
class Reference:
    """An area of cells on a sheet; rows and columns count from 1."""

    sheet: str
    rows: range
    columns: range


@lru_cache(4096)  # thousands of trackers of one template have the same names
def areas(formula: str) -> tuple[Reference, ...]:
    """The areas that a formula or a defined name names, in order; those that are gone (#REF!) are left out."""
    return tuple(_reference(*match.groups()) for match in _AREA.finditer(formula))


def _reference(sheet: str, column: str, row: str, right: str | None, low: str | None) -> Reference:
    first, last = split_reference(column + row), split_reference((right or column) + (low or row))
    title = sheet[1:-2].replace("''", "'") if sheet.startswith("'") else sheet[:-1]
    return Reference(title, range(first[0], last[0] + 1), range(first[1], last[1] + 1))
