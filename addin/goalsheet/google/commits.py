"""Commits: every batch of sync's takes the next number of its spreadsheet, which Google gives away only once.

The number is the id of an entry of developer metadata, made in the same batch as everything else. So a batch that
arrives twice (some proxies send again by themselves), late, or beside another sync's for the same state, is refused as
a whole; and whoever got no answer reads by the token in the entry whether the batch was applied.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from goalsheet.google.cells import Json

FIELDS = "developerMetadata(metadataId,metadataKey,metadataValue)"
_KEY = "goalsheet-commit"
_FIRST = 1_000_000  # ids of other programs' entries are random and up to two thousand millions
_KEPT = 20  # entries; no batch comes later than after so many others, and Google gives a spreadsheet 30,000 characters


@dataclass(frozen=True)
class Commit:
    """A batch's number, and the token by which whoever sent it knows it again."""

    number: int
    token: str


@dataclass(frozen=True)
class Commits:
    """The latest commits of a spreadsheet: tokens by number."""

    tokens: Mapping[int, str] = field(default_factory=dict)

    @property
    def layout(self) -> str:
        """The mark of the layout in which the latest one left the spreadsheet; blank where it said none."""
        return self.tokens.get(self.last, "").partition(" ")[2]

    @property
    def last(self) -> int:
        """The number of the latest one; 0 where there was none."""
        return max(self.tokens, default=0)

    def holds(self, commit: Commit) -> bool:
        """Whether that batch was applied."""
        return self.tokens.get(commit.number) == commit.token

    def next(self, token: str, layout: str) -> Commit:
        """What comes now, and in which layout it leaves the spreadsheet."""
        return Commit(self.last + 1, f"{token} {layout}")

    def entering(self, commit: Commit) -> Iterator[Json]:
        """The requests that note it in its own batch, and take away entries that are old."""
        entry = {
            "metadataId": _FIRST + commit.number,
            "metadataKey": _KEY,
            "metadataValue": commit.token,
            "location": {"spreadsheet": True},
            "visibility": "DOCUMENT",
        }
        yield {"createDeveloperMetadata": {"developerMetadata": entry}}
        for number in sorted(self.tokens):
            if number <= commit.number - _KEPT:
                old = {"developerMetadataLookup": {"metadataId": _FIRST + number}}
                yield {"deleteDeveloperMetadata": {"dataFilter": old}}


def commits(entries: Sequence[Mapping[str, Any]]) -> Commits:
    """The commits among a spreadsheet's entries."""
    ours = (entry for entry in entries if entry.get("metadataKey") == _KEY)
    return Commits({entry["metadataId"] - _FIRST: entry.get("metadataValue", "") for entry in ours})
