"""What a workbook was before goalsheet first wrote into it, so that one which only goalsheet has written is known.

A sync writes into workbooks that nobody has opened yet. Kept in the hidden Settings: the SHA-256 of the file as it was
then, as manifests note it down, and one of all its parts but that sheet, which nobody sees.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.layout.room import split_reference
from goalsheet.layout.self_description import KEYS, VALUES, entries
from goalsheet.layout.settings import SettingsSheet
from goalsheet.workbook.opened import OpenedWorkbook
from goalsheet.workbook.settings_sheet import settings_sheet

KEY = "first_written_over"


def note(book: OpenedWorkbook, settings: SettingsSheet, beside: Iterable[CellPlace]) -> dict[CellPlace, Value]:
    """The cells that remember the workbook as it is now, below all that is set `beside`; none if some do already."""
    if KEY in entries(settings.rows):
        return {}
    taken = [split_reference(place.address)[0] for place in beside if place.sheet == settings.title]
    row = settings.row_apart(taken)
    said = f"{_sha256(book.members.data)} {_seen(book, settings.title)}"
    return {CellPlace(settings.title, f"{KEYS}{row}"): KEY, CellPlace(settings.title, f"{VALUES}{row}"): said}


def is_as_made(book: OpenedWorkbook, made: str) -> bool:
    """Whether a workbook of that digest was made, and nobody has seen another one since."""
    if _sha256(book.members.data) == made:
        return True
    settings = settings_sheet(book)
    return entries(settings.rows).get(KEY) == f"{made} {_seen(book, settings.title)}"


def _seen(book: OpenedWorkbook, hidden: str) -> str:
    """A digest of all parts but that sheet."""
    part = book.directory.part(hidden)
    told = (f"{name} {one.CRC}" for name, one in sorted(book.members.entries.items()) if name != part)
    return _sha256("\n".join(told).encode("utf-8", "surrogatepass"))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
