"""Which locales and time zones a spreadsheet may have."""

from __future__ import annotations

import locale
import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from goalsheet.local_sheets.refusals import bad_request

OFFSET = re.compile(r"GMT[+-]\d\d:\d\d")


def require_known_place(properties: Mapping[str, Any]) -> None:
    """Refuse a locale or time zone that there is none of."""
    name, zone = str(properties.get("locale", "en")), str(properties.get("timeZone", "GMT+00:00"))
    if name not in _locales():
        raise bad_request(f"Unsupported locale: {name}")
    if not _is_zone(zone):
        raise bad_request(f"Invalid time zone: {zone}")


@cache
def _locales() -> frozenset[str]:
    """Languages and languages with a country, by Python's own list: Google's is not published."""
    names = {alias.partition(".")[0] for alias in locale.locale_alias.values()}
    return frozenset(names | {name.partition("_")[0] for name in names})


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return bool(OFFSET.fullmatch(name)) or not available_timezones()  # a computer without the list cannot judge
    return True
