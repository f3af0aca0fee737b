"""Google's quotas: how many reads and writes a minute an account and the whole project may make."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from goalsheet.local_sheets.refusals import Refusal, drive_refusal, sheets_refusal

Json = dict[str, Any]
MINUTE = dt.timedelta(minutes=1)
PROJECT = "123456789012"


@dataclass
class Quotas:
    """Limits a minute, and when each account made its last requests; 0 means no limit."""

    now: Callable[[], dt.datetime]
    a_user: int = 0
    a_project: int = 0
    drive_a_user: int = 0
    _times: dict[tuple[str, str], deque[dt.datetime]] = field(default_factory=dict)

    def switch_on(self, a_user: int = 60, a_project: int = 300) -> None:
        """Limit as Google does."""
        self.a_user, self.a_project = a_user, a_project

    def count(self, kind: str, email: str) -> None:
        """Count one `read`, `write` (Sheets) or `drive` request; refuses, and does not count, what is too much."""
        if kind == "drive":
            if self._full((kind, email), self.drive_a_user):
                raise drive_rate_refusal()
            self._note((kind, email))
            return
        if self._full((kind, email), self.a_user):
            raise rate_refusal(kind, "User")
        if self._full((kind, ""), self.a_project):
            raise rate_refusal(kind, "Project")
        self._note((kind, email))
        self._note((kind, ""))

    def _full(self, key: tuple[str, str], limit: int) -> bool:
        times = self._times.get(key, deque())
        while times and times[0] <= self.now() - MINUTE:
            times.popleft()
        return bool(limit) and len(times) >= limit

    def _note(self, key: tuple[str, str]) -> None:
        self._times.setdefault(key, deque()).append(self.now())


def rate_refusal(kind: str, whose: str) -> Refusal:
    """429 of Sheets, as recorded."""
    words = "per minute per user" if whose == "User" else "per minute"
    limit = f"{kind.title()}RequestsPerMinutePer{whose}"
    message = (
        f"Quota exceeded for quota metric '{kind.title()} requests' and limit '{kind.title()} requests {words}' "
        f"of service 'sheets.googleapis.com' for consumer 'project_number:{PROJECT}'."
    )
    details: Json = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
        "metadata": {
            "quota_limit": limit,
            "quota_metric": f"sheets.googleapis.com/{kind}_requests",
            "service": "sheets.googleapis.com",
            "consumer": f"projects/{PROJECT}",
        },
    }
    return sheets_refusal(429, message, [details])


def drive_rate_refusal() -> Refusal:
    """403 of Drive for too many requests."""
    return drive_refusal(403, "User Rate Limit Exceeded", "userRateLimitExceeded", domain="usageLimits")
