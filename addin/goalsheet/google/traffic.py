"""What was sent: requests by kind, and how long we waited, and for what."""

from __future__ import annotations

from dataclasses import dataclass, field

from goalsheet.google.origins import SHEETS

READ, WRITE, DRIVE = "Sheets reads", "Sheets writes", "Drive requests"
KINDS = (READ, WRITE, DRIVE)
#: For what one waits.
QUOTA, ANSWER = "for Google's quota", "for Google to answer"


def kind_of(method: str, url: str) -> str:
    """By which of Google's quotas a request is counted; `url` is Google's own."""
    if not url.startswith(SHEETS):
        return DRIVE
    return READ if method == "GET" else WRITE


@dataclass
class Traffic:
    """Counts requests by kind, repeated ones among them, and the seconds waited for the quota and between tries.

    Whatever goes over the line is in it.
    """

    sent: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    repeated: int = 0
    signed_in: int = 0  # requests for tokens, which no quota counts
    refused: int = 0  # 429, and the like of Drive
    waited: float = 0.0
    reasons: set[str] = field(default_factory=set)  # of the waits

    @property
    def total(self) -> int:
        """All requests."""
        return sum(self.sent.values())

    def sentence(self) -> str:
        """The figures for a reader."""
        kinds = ", ".join(f"{number:,} {kind}" for kind, number in self.sent.items())
        again = f", {self.repeated:,} of them sent again" if self.repeated else ""
        why = " and ".join(reason for reason in (QUOTA, ANSWER) if reason in self.reasons)
        waited = f"; waited {self.waited:,.0f} s {why}" if self.waited >= 1 else ""
        tokens = f"; {self.signed_in:,} more to sign in" if self.signed_in else ""
        return f"{self.total:,} requests to Google: {kinds}{again}{tokens}{waited}."
