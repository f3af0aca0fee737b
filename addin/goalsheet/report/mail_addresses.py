"""Whom a letter can be sent to: an address that every mail program takes, and a name that stays on its line."""

from __future__ import annotations

import unicodedata
from email.headerregistry import Address

from goalsheet.tracker.person import is_address

_BREAKS = ("Cc", "Zl", "Zp")  # control characters, and what ends a line or a paragraph

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


def in_a_header(text: str) -> str:
    """A text as a header may hold it: what mail programs would take for a text in code (RFC 2047) is none any more."""
    return on_one_line(text).replace("=?", "= ?")


def mailbox(name: str, address: str) -> Address:
    """The name and the address as a header holds them; what `trouble_of` finds fault with has none."""
    plain = _ascii(address)
    assert plain is not None
    return Address(in_a_header(name), addr_spec=plain)


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
