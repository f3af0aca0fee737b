"""What sync left in a spreadsheet where nobody else writes: a digest a row, noted there in the batch that wrote it.

A visit sets what differs from the workbooks. Most of that is news; what stands in a row that was not left so was
written there by somebody, who should learn that it gives way. Behind the digests stands what google/row_tokens.py keeps
of goals' rows.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goalsheet.google.cells import Json

_KEY, _ID = "goalsheet-left", 999_999
_CHARACTERS = 5  # of a digest: by chance, one row in a million looks as left though it is not
_MOST, _MOST_WITH_ROWS = 20_000, 26_000  # characters; Google gives a spreadsheet 30,000 for all its notes
_BEHIND = "|"


def digest(sheet: int, line: Mapping[int, Json]) -> str:
    """A few characters by which a row is known; what formulas point at does not count."""
    said = json.dumps([sheet, *((place, _plain(value)) for place, value in sorted(line.items()) if value)])
    return base64.b64encode(hashlib.sha256(said.encode()).digest())[:_CHARACTERS].decode()


def named(title: str) -> str:
    """The digest of the spreadsheet's own name."""
    return digest(-1, {1: {"stringValue": title}})


def in_locale(locale: str) -> tuple[str, str]:
    """The digests of the spreadsheet's locale: that it was noted at all, and which it was."""
    return digest(-2, {}), digest(-2, {1: {"stringValue": locale}})


def in_order(keys: Sequence[str]) -> tuple[str, str]:
    """The digests of the order in which goals stand: which goals they are at all, and how they follow each other."""
    those, order = ({place: {"stringValue": key} for place, key in enumerate(one)} for one in (sorted(keys), keys))
    return digest(-3, those), digest(-4, order)


def _plain(value: Json) -> str:
    kind, held = next(iter(value.items()))
    if kind == "formulaValue":
        # Google itself changes these where rows and columns move, and where a tab has another name.
        return re.sub(r"('[^']*'|[\w-]+)!|\$?\b[A-Z]{1,3}\$?\d+|\d+|[;\\,$]", "", held)
    return repr(float(held)) if kind == "numberValue" else repr(held)


@dataclass(frozen=True)
class Left:
    """The digests that a spreadsheet holds, and what is kept of `rows`; `is_noted`: there is a note for them."""

    digests: frozenset[str] = frozenset()
    is_noted: bool = False
    rows: str = ""


def left(entries: Sequence[Mapping[str, Any]]) -> Left:
    """The digests among a spreadsheet's notes."""
    noted = next((one.get("metadataValue", "") for one in entries if one.get("metadataKey") == _KEY), None)
    if noted is None:
        return Left()
    said, _, rows = noted.partition(_BEHIND)
    digests = frozenset(said[at : at + _CHARACTERS] for at in range(0, len(said), _CHARACTERS))
    return Left(digests, is_noted=True, rows=rows)


def note(new: Iterable[str], rows: str) -> str:
    """What is noted of the new digests and rows: of what is too long for Google nothing."""
    text = "".join(sorted(set(new)))
    kept = text if len(text) <= _MOST else ""
    return f"{kept}{_BEHIND}{rows}" if len(kept) + len(rows) < _MOST_WITH_ROWS else f"{kept}{_BEHIND}"


def is_of_others(before: Left, text: str) -> bool:
    """Whether a note would say something else of rows than is noted."""
    return before.rows != text.partition(_BEHIND)[2]


def noting(before: Left, text: str) -> Json:
    """The request that notes it."""
    entry: Json = {"metadataValue": text}
    if before.is_noted:
        which = [{"developerMetadataLookup": {"metadataId": _ID}}]
        return {
            "updateDeveloperMetadata": {"dataFilters": which, "developerMetadata": entry, "fields": "metadataValue"}
        }
    entry |= {"metadataId": _ID, "metadataKey": _KEY, "location": {"spreadsheet": True}, "visibility": "DOCUMENT"}
    return {"createDeveloperMetadata": {"developerMetadata": entry}}
