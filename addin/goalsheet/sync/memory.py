"""What was sent to which spreadsheet: a file beside the workbooks. It may be lost.

It saves requests, and knows words of managers that have moved even while somebody's workbook cannot be read.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from goalsheet.errors import CannotWrite
from goalsheet.google.words_seen import NOTHING_SEEN, WordsSeen
from goalsheet.workbook.files import write_whole

NAME = "google-sync.jsonl"


@dataclass(frozen=True)
class Settled:
    """A spreadsheet that was the same as its workbooks: which review it is, who may open it, and what they were then.

    `under` is all else on which it depends; `workbooks` has a digest and a person's id for each file.
    """

    cycle: str
    layout: str
    of: str
    title: str
    readers: Mapping[str, str]
    under: str
    workbooks: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Remembered:
    """The fingerprint of what a spreadsheet holds, Drive's version of it then, and what somebody has to mend in it.

    The version is blank until Drive has told it. `of` is whose review it is, `is_lost` whether it was out of sight,
    `folder` where it lay. `settled` is what can be known by from then on without reading its workbooks, `numbers` are
    those of the last states that its people's workbooks have had, by the people's ids. `giving_way` are edits that were
    about to give way while the workbook was open, as layout/last_state.py writes them. `words` are what managers
    said of whom when a sync both ways last saw it, as keyed tokens.
    """

    content: str
    version: str = ""
    notes: tuple[str, ...] = ()
    of: str = ""
    is_lost: bool = False
    settled: Settled | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)
    giving_way: str = ""
    folder: str = ""
    words: WordsSeen = NOTHING_SEEN


class Memory:
    """What is known of each spreadsheet, by its file's id; of several lines for one, the last counts.

    Where it cannot be written down, as on a full disk, a run goes on with what it knows; `trouble` says so.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._known = _read(self._path)
        self._lock = threading.Lock()
        self.trouble: CannotWrite | None = None

    def __getitem__(self, file: str) -> Remembered | None:
        return self._known.get(file)

    def files(self, of: str) -> dict[str, Remembered]:
        """What is known of the spreadsheets of a review."""
        with self._lock:
            return {file: one for file, one in self._known.items() if one.of == of}

    def settled(self, server_and_tenant: str) -> list[tuple[str, Settled]]:
        """The spreadsheets there that were the same as their workbooks."""
        return [
            (file, one.settled)
            for file, one in self._known.items()
            if one.settled and not one.is_lost and one.of.startswith(server_and_tenant)
        ]

    def remember(self, file: str, new: Remembered) -> None:
        """Note it at once: whatever stops the run, what was sent is known."""
        with self._lock:
            if self._known.get(file) == new:
                return
            self._known[file] = new
            with self._noticing():
                _append(self._path, _line(file, new).encode())

    def tidy(self) -> None:
        """Leave one line a spreadsheet."""
        if self._known:
            text = "".join(_line(file, one) for file, one in self._known.items())
            with self._noticing():
                write_whole(self._path, text.encode())

    @contextlib.contextmanager
    def _noticing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            cure = "What was synced stays so, but the next sync looks at everything anew."
            self.trouble = CannotWrite(f"{self._path} cannot be written ({error.strerror or error}). {_FREE} {cure}")


_FREE = "Free some space on that disk, or check the folder's permissions."


def _append(path: Path, line: bytes) -> None:
    """Add a whole line or nothing; OSError where that cannot be done."""
    with path.open("ab", buffering=0) as lines:
        end = lines.tell()
        try:
            while line:  # on a disk that is nearly full, a part of it is written first
                line = line[lines.write(line) :]
        except OSError:
            lines.truncate(end)
            raise


_NAMES = [one.name for one in fields(Remembered)]


def _line(file: str, one: Remembered) -> str:
    return json.dumps({"file": file, **asdict(one)}) + "\n"


def _read(path: Path) -> dict[str, Remembered]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    found = {}
    for line in lines:
        entry = _entry(line)
        if entry:
            entry["notes"] = tuple(entry.get("notes", ()))
            entry["settled"] = _settled(entry.get("settled"))
            entry["numbers"] = _numbers(entry.get("numbers"))
            entry["words"] = _words(entry.get("words"))
            found[entry["file"]] = Remembered(**{name: entry[name] for name in _NAMES if name in entry})
    return found


def _numbers(said: Any) -> dict[str, int]:
    return {one: held for one, held in said.items() if isinstance(held, int)} if isinstance(said, dict) else {}


def _words(said: Any) -> WordsSeen:
    try:
        bytes.fromhex(said["salt"])
        tables = {
            str(name): {str(row): {str(one): str(held) for one, held in cells.items()} for row, cells in rows.items()}
            for name, rows in said["tables"].items()
        }
    except (TypeError, ValueError, AttributeError, KeyError):
        return NOTHING_SEEN
    return WordsSeen(said["salt"], tables)


def _settled(said: Any) -> Settled | None:
    try:
        found = Settled(**said)
        workbooks = {str(name): (str(digest), str(person)) for name, (digest, person) in found.workbooks.items()}
    except (TypeError, ValueError, AttributeError):
        return None
    return replace(found, workbooks=workbooks)


def _entry(line: str) -> dict[str, Any] | None:
    """A line's entry; None for one that was cut off when a run was stopped."""
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) and {"file", "content"} <= entry.keys() else None
