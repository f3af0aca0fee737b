"""The manifest: what was made for whom, from what, so that a second run makes only what is missing or changed."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Container
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Self

from goalsheet.tracker.person import Person
from goalsheet.workbook.files import write_whole

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Entry:
    """One workbook: whose it is, where it lies, what it was made from, its checksum, and when it was made."""

    person_id: str
    person: str
    manager: str
    file: str
    template: str
    template_version: str
    sha256: str
    made_from: str
    made_at: str


TITLES = tuple(field.name for field in fields(Entry))
_HEAD = "\ufeff" + ",".join(TITLES) + "\n"  # the mark tells Excel that this is UTF-8


def made_from(person: Person, digest: str) -> str:
    """A fingerprint of everything that a workbook is made from: the person's row and the template."""
    extra = sorted(person.extra.items())
    parts = [digest, *(str(getattr(person, field.name)) for field in fields(person) if field.name != "extra")]
    parts += [part for pair in extra for part in pair]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def line(entry: Entry) -> str:
    """The entry as a line of CSV; text that a spreadsheet would take for a formula gets an apostrophe in front."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([_harmless(cell) for cell in astuple(entry)])
    return out.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def read_manifests(folder: Path) -> dict[str, Entry]:
    """The newest entry of each file in a folder's manifests (one a shard); an unreadable line counts as not there."""
    found: dict[str, Entry] = {}
    for path in sorted(folder.glob("manifest*.csv")):
        found |= _read(path)
    return found


def _read(path: Path) -> dict[str, Entry]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = [row for row in csv.reader(file) if len(row) == len(TITLES) and tuple(row) != TITLES]
    entries = [Entry(*map(_as_written, row)) for row in rows]
    return {entry.file: entry for entry in entries}


def _as_written(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA_STARTS else cell


class Journal:
    """Keeps a manifest while workbooks are made: a line each at once, one line a file in the end.

    Killed in the middle, the lines so far are there, and the next run goes on from them.
    """

    def __init__(self, path: Path, known: Container[str]) -> None:
        self._path, self._known, self._again = path, known, False

    def __enter__(self) -> Self:
        """Open the manifest, beginning it if need be."""
        fresh = not self._path.exists()
        self._file = self._path.open("a", encoding="utf-8", newline="", errors="replace", buffering=1)
        if fresh:
            self._file.write(_HEAD)
        return self

    def add(self, entry: Entry) -> None:
        """Write down one workbook that was made."""
        self._file.write(line(entry))
        self._again = self._again or entry.file in self._known

    def __exit__(self, *_: object) -> None:
        """Close the manifest; a file that was made again keeps only its newest line."""
        self._file.close()
        if not self._again:
            return
        newest = _read(self._path)
        write_whole(self._path, (_HEAD + "".join(map(line, newest.values()))).encode("utf-8", "replace"))
