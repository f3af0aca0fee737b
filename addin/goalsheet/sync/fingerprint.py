"""A fingerprint of everything that a spreadsheet is to hold: the same twice means there is nothing to send."""

from __future__ import annotations

import hashlib
import json

from goalsheet.google.visit import EMPTY, mending
from goalsheet.sync.teams import Target


def fingerprint(target: Target) -> str:
    """32 hexadecimal digits, of the requests that would make the spreadsheet from nothing."""
    requests = mending(target.review, EMPTY).requests
    return hashlib.sha256(json.dumps(requests).encode()).hexdigest()[:32]
