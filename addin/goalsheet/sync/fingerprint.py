"""A fingerprint of everything that a spreadsheet is to hold: the same twice means there is nothing to send."""

from __future__ import annotations

import hashlib
import json

from goalsheet.google.wanted import everything
from goalsheet.sync.teams import Target


def fingerprint(target: Target) -> str:
    """32 hexadecimal digits, of what the spreadsheet would hold if it were new."""
    return hashlib.sha256(json.dumps(list(everything(target.review))).encode()).hexdigest()[:32]
