"""The manifest: what was made for whom, from what, so that a second run makes only what is missing or changed."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
from collections.abc import Callable, Collection, Container, Iterable, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path
from typing import Self, TextIO

from goalsheet.tracker.person import Person
from goalsheet.workbook.files import write_whole

MANIFEST = "manifest.csv"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Entry:
    """One workbook: whose it is, where it lies, what it was made from, its checksum, and when it was made.

    `carried_from` is the workbook that it goes on from, within the folder of last cycle's; manifests from before it was
    there have one cell less in each line.
    """

    person_id: str
    person: str
    manager: str
    file: str
    template: str
    template_version: str
    sha256: str
    made_from: str
    made_at: str
    carried_from: str = ""


TITLES = tuple(field.name for field in fields(Entry))
_CELLS: Callable[[Entry], tuple[str, ...]] = attrgetter(*TITLES)  # astuple copies each of them in depth
_FACTS: Callable[[Person], tuple[object, ...]] = attrgetter(*(f.name for f in fields(Person) if f.name != "extra"))
_LONGEST_LINE = 100_000  # a line beyond this is damage, and Python's csv would stop at it
_HEAD = "\ufeff" + ",".join(TITLES) + "\n"  # the mark tells Excel that this is UTF-8


def made_from(person: Person, digest: str) -> str:
    """A fingerprint of everything that a workbook is made from: the person's row and the template."""
    parts = [digest, *map(str, _FACTS(person))]
    parts += [part for pair in sorted(person.extra.items()) for part in pair]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _write_lines(out: TextIO, entries: Iterable[Entry]) -> None:
    """Write a line of CSV each; text that a spreadsheet would take for a formula gets an apostrophe in front."""
    csv.writer(out, lineterminator="\n").writerows(map(harmless, _CELLS(entry)) for entry in entries)


def harmless(cell: str) -> str:
    """A cell of a CSV file as text, also for a spreadsheet program that would take it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def read_manifests(folder: Path) -> dict[str, Entry]:
    """The newest entry of each file in a folder's manifests (one a shard); an unreadable line counts as not there."""
    paths = sorted(filter(Path.is_file, folder.glob("manifest*.csv")), key=lambda path: path.stat().st_mtime_ns)
    found: dict[str, Entry] = {}
    for entry in (entry for path in paths for entry in _read(path).values()):
        earlier = found.get(entry.file)
        if earlier is None or _moment(earlier) <= _moment(entry):
            found[entry.file] = entry
    return found


def _moment(entry: Entry) -> float:
    try:
        return dt.datetime.fromisoformat(entry.made_at).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0


def _read(path: Path) -> dict[str, Entry]:
    """The entries of one manifest, also if a spreadsheet program has saved it with semicolons or in cp1252."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    delimiter = ";" if text[: len(_HEAD)].count(";") > text[: len(_HEAD)].count(",") else ","
    # Line by line, since no cell of ours goes over two: a quotation mark that was lost costs one line, not the rest.
    lines = (next(csv.reader([one], delimiter=delimiter), []) for one in text.splitlines() if len(one) < _LONGEST_LINE)
    whole = (row for row in lines if len(row) in (len(TITLES) - 1, len(TITLES)) and tuple(row) != TITLES[: len(row)])
    entries = [Entry(*map(_as_written, row)) for row in whole]
    return {entry.file: entry for entry in entries}


def _as_written(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA_STARTS else cell


class Journal:
    """Keeps a manifest while workbooks are made: a line each at once, one line a file in the end.

    Killed in the middle, the lines so far are there, and the next run goes on from them. Files that are `gone` have no
    line in the end.
    """

    def __init__(self, path: Path, known: Container[str], gone: Collection[str] = ()) -> None:
        self._path, self._known, self._gone, self._again = path, known, gone, False

    def __enter__(self) -> Self:
        """Open the manifest, beginning it if need be, or bringing it back into shape if somebody else has saved it."""
        if not (self._path.exists() and _is_in_shape(self._path.read_bytes())):
            self._write_whole(_read(self._path) if self._path.exists() else {})
        self._file = self._path.open("a", encoding="utf-8", newline="", errors="replace", buffering=1)
        return self

    def add(self, entry: Entry) -> None:
        """Write down one workbook that was made."""
        _write_lines(self._file, [entry])
        self._again = self._again or entry.file in self._known

    def __exit__(self, *_: object) -> None:
        """Close the manifest; a file that was made again keeps only its newest line."""
        self._file.close()
        if self._again or self._gone:
            self._write_whole({file: entry for file, entry in _read(self._path).items() if file not in self._gone})

    def _write_whole(self, entries: Mapping[str, Entry]) -> None:
        out = io.StringIO()
        _write_lines(out, entries.values())
        write_whole(self._path, (_HEAD + out.getvalue()).encode("utf-8", "replace"))


def _is_in_shape(data: bytes) -> bool:
    """Whether a line can be added at the end: our header, our delimiter, and the last line is whole."""
    return data.startswith(_HEAD.encode()) and data.endswith(b"\n")
