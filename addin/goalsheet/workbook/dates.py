"""How a workbook shows dates: in which of its cell styles, and counted from which day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from goalsheet.layout.plan import Value
from goalsheet.layout.room import BETWEEN_COUNTS
from goalsheet.workbook.package import MAIN

_BUILT_IN = {14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)}  # the later ones are East Asian
_NO_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DAY_OR_YEAR, _MONTH_NAME, _TIME = re.compile("[dy]"), re.compile("mmm"), re.compile("[hs]")


def dated_styles(styles: bytes) -> frozenset[int]:
    """The cell styles that show a number as a date; a time of day alone is none."""
    return frozenset(
        index
        for index, (number, code) in enumerate(number_formats(styles))
        if (is_date_code(code) if code is not None else number in _BUILT_IN)
    )


def number_formats(styles: bytes) -> list[tuple[int, str | None]]:
    """Each cell style's number format: its number, and its code unless that is built into Excel."""
    root = ElementTree.fromstring(styles)
    own = {
        format_.get("numFmtId"): format_.get("formatCode") or ""
        for format_ in root.iterfind(f"{{{MAIN}}}numFmts/{{{MAIN}}}numFmt")
    }
    numbers = [style.get("numFmtId") or "0" for style in root.iterfind(f"{{{MAIN}}}cellXfs/{{{MAIN}}}xf")]
    return [(int(number), own.get(number)) for number in numbers]


def is_date_code(code: str) -> bool:
    """Whether a number format shows days, months or years."""
    bare = _NO_CODE.sub("", code).lower()
    if bare == "general":
        return False
    return bool(_DAY_OR_YEAR.search(bare) or (_MONTH_NAME.search(bare) and not _TIME.search(bare)))


def counts_from_1904(workbook: bytes) -> bool:
    """Whether the workbook counts days the way old Macs did."""
    return is_1904(ElementTree.fromstring(workbook))


def is_1904(workbook: Element) -> bool:
    """The same of the workbook's main part when it is parsed."""
    properties = workbook.find(f"{{{MAIN}}}workbookPr")
    return properties is not None and properties.get("date1904") in ("1", "true", "on")


def in_1904(render: Callable[[Value], bytes]) -> Callable[[Value], bytes]:
    """The same renderer for a workbook that counts days from 1904."""

    def rendered(value: Value) -> bytes:
        return render(value - BETWEEN_COUNTS if isinstance(value, dt.date) else value)

    return rendered
