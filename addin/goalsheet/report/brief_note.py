"""A line of a brief, and how it quotes what people wrote."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

_LONGEST = 110  # characters of a quotation: a page has room for that


@dataclass(frozen=True)
class Note:
    """Something to say, and the number of the goal that it is about; blank where it is about none."""

    goal: str
    text: str
    more: str = ""  # the reason, in smaller letters


def quoted(text: str) -> str:
    """What somebody wrote, in quotation marks, on one line and not too long."""
    return f"“{textwrap.shorten(text, _LONGEST, placeholder=' …')}”"
