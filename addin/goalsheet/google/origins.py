"""Where requests go: to Google, or to a server on this very computer that speaks the same language."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from goalsheet.errors import BadSetting

SHEETS, DRIVE = "https://sheets.googleapis.com", "https://www.googleapis.com"


@dataclass(frozen=True)
class Origin:
    """Google itself (`base` is blank), or a server on this computer."""

    base: str = ""

    @property
    def is_local(self) -> bool:
        """Whether requests stay on this computer."""
        return bool(self.base)

    def place(self, url: str) -> str:
        """Where a request to one of Google's addresses really goes."""
        for google in (SHEETS, DRIVE):
            if self.is_local and url.startswith(google + "/"):
                return self.base + url[len(google) :]
        return url


GOOGLE = Origin()


def origin(url: str | None) -> Origin:
    """The origin that a user names; BadSetting unless it is on this computer, for goals are private."""
    if not url:
        return GOOGLE
    if not is_on_this_computer(url):
        raise BadSetting(
            f"--google-url {url}: only a server on this very computer is allowed, such as http://127.0.0.1:8080. "
            "Leave the option out to use Google."
        )
    parts = urlsplit(url)
    return Origin(f"http://{parts.netloc}{parts.path.rstrip('/')}")


def is_on_this_computer(url: str) -> bool:
    """Whether the address is one of a server on this very computer."""
    try:
        parts = urlsplit(url)
    except ValueError:  # as [ without ]
        return False
    return parts.scheme == "http" and _is_loopback(parts.hostname or "") and not (parts.query or parts.fragment)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
