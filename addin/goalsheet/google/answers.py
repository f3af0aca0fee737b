"""What Google says when it refuses, in whichever of its shapes: Sheets', Drive's, or a page of HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import requests

_NO_CONTENT = 204
_LONGEST_RETRY_AFTER = 300.0  # seconds; nobody waits longer for one request


@dataclass(frozen=True)
class Refusal:
    """An answer that is no success: status, Google's reason in a word, its message, and when it says to come back."""

    status: int
    reason: str = ""
    message: str = ""
    retry_after: float | None = None


def refusal(response: requests.Response) -> Refusal:
    """What an answer says; a body that is no JSON has no reason."""
    error = _error(response)
    return Refusal(response.status_code, _reason(error), str(error.get("message", "")), _retry_after(response))


def is_whole(response: requests.Response) -> bool:
    """Whether a success is an answer of Google's, to its end: proxies cut, and networks show their own pages."""
    if response.status_code == _NO_CONTENT or response.headers.get("Content-Type", "").startswith("multipart/"):
        return True
    body = response.content.strip()
    # Where its length was told, what lies between is there: urllib3 counts.
    is_counted = "Content-Length" in response.headers or "Transfer-Encoding" in response.headers
    return body.startswith(b"{") and body.endswith(b"}") and (is_counted or _is_json(response))


def _is_json(response: requests.Response) -> bool:
    try:
        response.json()
    except ValueError:
        return False
    return True


def _error(response: requests.Response) -> Mapping[str, Any]:
    try:
        body = response.json()
    except ValueError:
        return {}
    error = body.get("error") if isinstance(body, dict) else None
    return error if isinstance(error, dict) else {"message": str(error or "")}


def _reason(error: Mapping[str, Any]) -> str:
    for detail in error.get("details") or []:
        if isinstance(detail, dict) and detail.get("reason"):
            return str(detail["reason"])
    for one in error.get("errors") or []:
        if isinstance(one, dict) and one.get("reason"):
            return str(one["reason"])
    return str(error.get("status", ""))


def _retry_after(response: requests.Response) -> float | None:
    try:
        return min(_LONGEST_RETRY_AFTER, max(0.0, float(response.headers.get("Retry-After", ""))))
    except ValueError:
        return None
