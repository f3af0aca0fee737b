"""Whom a letter can be sent to: an address that every mail program takes, and a name that stays on its line."""

from __future__ import annotations

import unicodedata
from email.header import Header
from email.utils import formataddr

from goalsheet.tracker.person import is_address

_BREAKS = ("Cc", "Zl", "Zp")  # control characters, and what ends a line or a paragraph

_END = "\r\n"
_SHORT = 60  # letters that stand on a line beside the header's title

NO_ADDRESS = "there is no e-mail address."


def trouble_of(name: str, address: str) -> str | None:
    """What is wrong with a name or an address, in a sentence; None where nothing is."""
    if not address:
        return NO_ADDRESS
    if _has_break(name) or _has_break(address):
        return "a line break or control character stands in the name or the address."
    if not is_address(address):
        return f'"{address}" is no e-mail address.'
    if _ascii(address) is None:
        return f'"{address}" has letters that not every mail program takes.'
    return None


def on_one_line(text: str) -> str:
    """A text that can stand in a header or a paragraph: without line breaks and control characters."""
    return " ".join("".join(" " if _is_break(character) else character for character in text).split())


def header(title: str, text: str) -> str:
    """The lines of a header of letters; in code (RFC 2047) where the text has others, or what would pass for code.

    Python's own folding loses blanks between two pieces of code, so the text is one piece, cut where it has to be.
    """
    return f"{title}: {_words(title, text)}{_END}"


def addressed(name: str, address: str) -> str:
    """The lines of the header that says to whom; what `trouble_of` finds fault with has none."""
    plain, words = _ascii(address), _words("To", name)
    assert plain is not None
    mailbox = f"{words}{_END} <{plain}>" if _is_code(words) else formataddr((words, plain))
    return f"To: {mailbox}{_END}"


def _words(title: str, text: str) -> str:
    words = on_one_line(text)
    if words.isascii() and not _is_code(words) and len(words) <= _SHORT:
        return words
    return Header(words, "utf-8", header_name=title).encode(linesep=_END)


def _is_code(words: str) -> bool:
    return "=?" in words


def _has_break(text: str) -> bool:
    return any(map(_is_break, text))


def _is_break(character: str) -> bool:
    return unicodedata.category(character) in _BREAKS


def _ascii(address: str) -> str | None:
    """The address with its domain as networks know it; None where its other half has letters beyond ASCII."""
    local, _, domain = address.rpartition("@")
    try:
        plain = f"{local}@{domain.encode('idna').decode()}" if not domain.isascii() else address
    except UnicodeError:
        return None
    return plain if plain.isascii() else None
