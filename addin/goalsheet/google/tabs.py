"""The tabs of a review spreadsheet, and a mark by which one is known that this layout has made or mended."""

from __future__ import annotations

import hashlib
import json
from functools import cache

from goalsheet.google import charts, validation
from goalsheet.google.tab_requests import protections
from goalsheet.layout import review_guide, review_overview
from goalsheet.layout.review_tabs import CHECK_INS_TAB, FEEDBACK_TAB, GOALS_TAB, RECOGNITION_TAB

OVERVIEW_TAB = review_overview.TAB
TABS = (OVERVIEW_TAB, GOALS_TAB, CHECK_INS_TAB, FEEDBACK_TAB, RECOGNITION_TAB)


@cache
def mark() -> str:
    """8 hexadecimal digits of all that a visit compares: what differs though it was left with this mark was damaged."""
    tabs = [
        (tab.title, protections(tab, 0, ()), [(one.title, validation.rule(one, "")) for one in tab.columns])
        for tab in TABS
    ]
    guide = (review_guide.SHEET_ID, review_guide.PARAGRAPHS)
    drawn = list(charts.adding(1))
    return hashlib.sha256(json.dumps((tabs, guide, drawn), sort_keys=True).encode()).hexdigest()[:8]
