"""File and folder names: safe on Windows, macOS and in xlwings' shell line, and different for different people."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

LONGEST = 60  # characters of one name: a folder and a file of it leave room in Windows' 260
_UNSAFE = re.compile(r"[^\w .-]")
_RESERVED = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}


def safe_name(text: str, otherwise: str = "unnamed") -> str:
    """The text with only letters, digits, blanks and `-_.`: what shells, Excel and cloud folders all take.

    xlwings passes the file's name through a shell line on macOS, so everything else is dropped.
    """
    kept = _UNSAFE.sub(_mark, unicodedata.normalize("NFC", text))
    name = " ".join(kept.split())[:LONGEST].strip(" .-")
    if not name:
        return otherwise
    device, dot, rest = name.partition(".")  # for Windows, NUL.txt is the device NUL as well
    return f"{device.strip()}_{dot}{rest}" if device.strip().casefold() in _RESERVED else name


def _mark(character: re.Match[str]) -> str:
    # Vowel signs of Indic scripts are marks: without them names fall to pieces.
    return character[0] if unicodedata.category(character[0])[0] == "M" else " "


def distinct_names(
    named: Sequence[tuple[str, str]], otherwise: str = "unnamed", taken: Iterable[str] = ()
) -> list[str]:
    """A safe name for each (wished name, id): those that would be the same get their id, and a code if need be.

    Names that are `taken` by something else are nobody's. It does not matter in which order people stand: each name
    depends only on who else is there.
    """
    taken = list(taken)
    wished = [safe_name(name, otherwise) for name, _ in named]
    with_ids = [
        f"{name} {safe_name(own_id, 'x')}" if again else name
        for name, (_, own_id), again in zip(wished, named, _repeated(wished, taken), strict=True)
    ]
    return [
        f"{name} {hashlib.sha256(own_id.encode()).hexdigest()[:6]}" if again else name
        for name, (_, own_id), again in zip(with_ids, named, _repeated(with_ids, taken), strict=True)
    ]


def _repeated(names: Iterable[str], taken: Iterable[str]) -> list[bool]:
    """Whether each name stands there more than once, as file systems that ignore case and accents' form see it."""
    seen = [_as_compared(name) for name in names]
    counts = Counter([*seen, *map(_as_compared, taken)])
    return [counts[name] > 1 for name in seen]


def _as_compared(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
