"""Texts as they are compared and shown: without what tells one computer, or one hand, from another."""

from __future__ import annotations

import re
import unicodedata

#: What nobody sees, but what could mark whose text it is. Joiners stay: scripts and emoji need them.
_UNSEEN = dict.fromkeys(map(ord, "\ufeff\u200b\u2060\u00ad"))


def plain(text: str) -> str:
    """The text with line ends, blanks and accents written in one way, and nothing in it that cannot be seen."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").translate(_UNSEEN).split("\n")
    return "\n".join(" ".join(_seen(line).split()) for line in lines).strip()


def _seen(line: str) -> str:
    """The line without control characters, which no cell holds; a tab is a blank."""
    return "".join(one for one in line.replace("\t", " ") if unicodedata.category(one) not in _UNHELD)


_SIGN = re.compile(r"[\W_]")
#: What people put where they have nothing to say: not applicable, keine Angabe.
_NO_ANSWER = ("na", "ka")


def is_empty(text: str | None) -> bool:
    """Whether a text says nothing: no letter, digit or picture is in it, or only a sign such as n/a."""
    said = text or ""
    if any(unicodedata.category(one) == "So" for one in said):
        return False
    return _SIGN.sub("", said).casefold() in ("", *_NO_ANSWER)


_UNHELD = ("Cc", "Cs", "Cn")  # control, half of a pair, no character at all
