"""Every GridRange inside a piece of Google's JSON, found by its keys, so that all of them can be moved alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Json = dict[str, Any]
EDGES = {"startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex"}
#: Fields that hold a GridRange even when it names the tab alone.
RANGE_FIELDS = {"range", "unprotectedRanges", "ranges"}


class Gone(Exception):
    """A range has no cell left: what stands on it goes, too."""


def mapped_ranges(value: Any, change: Callable[[Json], Json | None]) -> Any:
    """The value with each GridRange changed; raises Gone where one that it stands on is no more.

    In a list of ranges those that are gone are left out as long as one is left.
    """
    if isinstance(value, list):
        return _mapped_list(value, change)
    if not isinstance(value, Mapping):
        return value
    if is_range(value):
        changed = change(dict(value))
        if changed is None:
            raise Gone
        return changed
    return {name: _mapped_field(name, part, change) for name, part in value.items()}


def is_range(value: Any) -> bool:
    """Whether a value is a GridRange by its keys."""
    return isinstance(value, Mapping) and bool(EDGES & set(value)) and set(value) <= EDGES | {"sheetId"}


def _mapped_field(name: str, part: Any, change: Callable[[Json], Json | None]) -> Any:
    if name in RANGE_FIELDS and isinstance(part, Mapping) and set(part) <= {"sheetId"}:
        return change(dict(part)) or {}
    if name == "unprotectedRanges":
        return [changed for changed in (change(dict(item)) for item in part) if changed is not None]
    return mapped_ranges(part, change)


def _mapped_list(items: list[Any], change: Callable[[Json], Json | None]) -> list[Any]:
    out = []
    for item in items:
        try:
            out.append(mapped_ranges(item, change))
        except Gone:
            if not is_range(item):
                raise
    if items and not out:
        raise Gone
    return out


def mapped_items(items: tuple[Json, ...], change: Callable[[Json], Json | None]) -> tuple[Json, ...]:
    """The items with their ranges changed, without those whose range is gone."""
    out = []
    for item in items:
        try:
            out.append(mapped_ranges(item, change))
        except Gone:
            continue
    return tuple(out)
