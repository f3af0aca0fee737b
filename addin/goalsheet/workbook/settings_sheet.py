"""The very hidden Settings sheet of a workbook file: which one it is, and whether the workbook is a tracker at all."""

from __future__ import annotations

from goalsheet.language.catalogue import Catalogue
from goalsheet.language.shelf import catalogue
from goalsheet.layout.places import PREFIXES, SETTINGS
from goalsheet.layout.references import areas
from goalsheet.layout.self_description import (
    KEYS,
    LABELS,
    VALUES,
    VERSION,
    SelfDescription,
    entries,
    self_description,
)
from goalsheet.layout.settings import NAMED, SettingsSheet
from goalsheet.workbook.directory import Directory
from goalsheet.workbook.opened import OpenedWorkbook


def settings_sheet(book: OpenedWorkbook) -> SettingsSheet:
    """The Settings sheet of a workbook, empty if there is none."""
    title = _sheet(book.directory)
    return SettingsSheet(title, book.rows(title, {KEYS, VALUES}))


def read_self_description(book: OpenedWorkbook, settings: SettingsSheet) -> SelfDescription:
    """What the tracker says about itself; CannotRead if it is none, or of a newer goalsheet."""
    return self_description(book.name, settings.rows, from_1904=book.directory.from_1904)


def language_of_sheets(book: OpenedWorkbook) -> Catalogue:
    """The language that the sheets of a workbook are in: what its settings say."""
    return catalogue(str(entries(settings_sheet(book).rows).get(LABELS, "")))


def is_tracker(book: OpenedWorkbook) -> bool:
    """Whether the workbook is a tracker, or was one before somebody damaged it."""
    return f"{PREFIXES['Goal']}_statement" in book.directory.names or VERSION in entries(settings_sheet(book).rows)


def _sheet(directory: Directory) -> str:
    """The Settings sheet's title, which somebody may have changed: names that formulas use still lead there."""
    named = [reference.sheet for key in NAMED for reference in areas(directory.names.get(key, ""))[:1]]
    return next((sheet for sheet in named if directory.part(sheet)), SETTINGS)
