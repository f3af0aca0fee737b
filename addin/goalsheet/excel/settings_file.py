"""The add-in's settings file: one line a setting, `"KEY","value"`, as xlwings' VBA reads it."""

from __future__ import annotations

from collections.abc import Mapping

UNREADABLE = "surrogateescape"  # how bytes that the file's encoding does not know stay what they are


def read_settings(text: str) -> dict[str, str]:
    """The settings by key, in upper case; of a key that is said twice the first counts, as in VBA."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        key, comma, value = line.partition(",")
        if comma:
            found.setdefault(key.strip().strip('"').upper(), value.strip().strip('"'))
    return found


def write_settings(text: str, changes: Mapping[str, str | None]) -> str:
    """The file's text with `changes` made: a value is set, None is taken out, all else stays as it is."""
    kept = [line for line in text.splitlines() if line.strip() and not read_settings(line).keys() & changes.keys()]
    added = [f'"{key}","{value}"' for key, value in changes.items() if value is not None]
    return "".join(f"{line}\n" for line in kept + added)
