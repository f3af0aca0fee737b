"""How high the rows are in which texts are set: a program keeps the height that is stored until somebody types."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from defusedxml import ElementTree

from goalsheet.layout.columns import needed_height
from goalsheet.workbook.markup import attributes, prefix_of
from goalsheet.workbook.package import MAIN

_STORED = re.compile(rb"""(?<=\sht=["'])[0-9.]+(?=["'])""")
_YES = ("1", "true")


@lru_cache(8)  # thousands of trackers of one template have the same styles
def wrapping_styles(styles: bytes) -> frozenset[str]:
    """The numbers of the looks that break a long text into lines, of the part with the styles."""
    looks = ElementTree.fromstring(styles).find(f"{{{MAIN}}}cellXfs")
    alignments = [one.find(f"{{{MAIN}}}alignment") for one in (() if looks is None else looks)]
    return frozenset(str(n) for n, one in enumerate(alignments) if one is not None and one.get("wrapText") in _YES)


def shown_widths(xml: bytes) -> dict[int, float]:
    """How wide a sheet's columns are, in characters: those that say so and are not hidden."""
    widths: dict[int, float] = {}
    for tag in re.findall(rb"<%bcol\s([^>]*)>" % re.escape(prefix_of(xml)), xml):
        about = attributes(tag)
        if "width" in about and about.get("hidden") not in _YES:
            widths |= dict.fromkeys(range(int(about["min"]), int(about["max"]) + 1), float(about["width"]))
    return widths


def too_low(tag: bytes, texts: Iterable[tuple[str, float]]) -> tuple[int, int, bytes] | None:
    """From where to where a row's tag tells a height that is less than its texts need, and what they need.

    Each text stands in a width in characters. A height that a person has set stays, and where none is stored, programs
    measure by themselves.
    """
    stored = _STORED.search(tag)
    if stored is None or attributes(tag).get("customHeight") in _YES:
        return None
    needed = max((needed_height(text, width) for text, width in texts), default=0.0)
    return (*stored.span(), b"%g" % needed) if needed > float(stored[0]) else None
