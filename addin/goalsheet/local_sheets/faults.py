"""What can go wrong on the way to Google, made to happen on purpose: for tests of whoever asks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from goalsheet.local_sheets.quotas import drive_rate_refusal, rate_refusal
from goalsheet.local_sheets.refusals import Refusal, drive_refusal, sheets_refusal

if TYPE_CHECKING:
    from goalsheet.local_sheets.world import World

NO_STORAGE = (
    "Service Accounts do not have storage quota. Leverage shared drives "
    "(https://developers.google.com/workspace/drive/api/guides/about-shareddrives), or use OAuth delegation "
    "(http://support.google.com/a/answer/7281227) instead."
)
BAD_GATEWAY = (
    b"<!DOCTYPE html>\n<html lang=en>\n<title>Error 502 (Server Error)!!1</title>\n"
    b"<p><b>502.</b> <ins>That\xe2\x80\x99s an error.</ins>\n<p>The server encountered a temporary error and could not "
    b"complete your request.<p>Please try again in 30 seconds.\n</html>"
)


def unavailable() -> Refusal:
    """503 as Sheets sends it."""
    return sheets_refusal(503, "The service is currently unavailable.")


def internal() -> Refusal:
    """500 as Sheets sends it."""
    return sheets_refusal(500, "Internal error encountered.")


def no_storage() -> Refusal:
    """403 for service accounts that want to own a file."""
    return drive_refusal(403, NO_STORAGE, "storageQuotaExceeded", domain="usageLimits")


#: Faults by name; what each answers instead of (or after) the real thing.
REFUSALS: dict[str, Callable[[], Refusal]] = {
    "429": lambda: rate_refusal("read", "User"),
    "403-rate": drive_rate_refusal,
    "403-storage": no_storage,
    "500": internal,
    "503-before": unavailable,
    "503-after": unavailable,
}
#: What proxies do: drop a request or its answer, cut the answer off, send the request twice; and what else happens.
OTHERS = {"502-html", "drop-before", "drop-after", "cut-after", "twice", "delay", "meanwhile"}


@dataclass
class Fault:
    """One fault for the next requests that fit; `meanwhile` is what somebody else does just before."""

    name: str
    times: int = 1
    method: str = ""
    path: str = ""
    skip: int = 0
    seconds: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)
    meanwhile: Callable[[World], Any] | None = None

    def fits(self, method: str, path: str) -> bool:
        """Whether it is for such a request; method and path (a regular expression) left out fit all."""
        return self.times > 0 and self.method in {"", method} and bool(re.search(self.path, path))


@dataclass
class Faults:
    """The faults to come, in the order in which they were asked for."""

    waiting: list[Fault] = field(default_factory=list)

    def add(self, name: str, **details: Any) -> None:
        """Ask for a fault: see REFUSALS and OTHERS for names."""
        if name not in REFUSALS and name not in OTHERS:
            raise ValueError(f"No fault is named {name}. Known: {', '.join(sorted({*REFUSALS, *OTHERS}))}")
        self.waiting.append(Fault(name, **details))

    def next(self, method: str, path: str) -> Fault | None:
        """The fault for this request, if one is due; it is then used up once."""
        for fault in self.waiting:
            if fault.fits(method, path):
                if fault.skip:
                    fault.skip -= 1
                    continue
                fault.times -= 1
                self.waiting = [one for one in self.waiting if one.times > 0]
                return fault
        return None
