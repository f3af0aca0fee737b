"""The titles of the sheets that a new workbook has."""

from __future__ import annotations

from goalsheet.layout.dashboard import TITLE as DASHBOARD
from goalsheet.layout.places import LISTS, SETTINGS
from goalsheet.layout.start import TITLE as START
from goalsheet.layout.vision_places import FIGURES, VISION
from goalsheet.tracker.tracker import TABLES

TITLES = frozenset({START, VISION, *(of.title for of in TABLES), DASHBOARD, LISTS, FIGURES, SETTINGS})
