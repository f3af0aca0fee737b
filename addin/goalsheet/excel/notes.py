"""Notes on the cells that findings are about: ours are told from people's by what they end with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from zlib import crc32

from xlwings import Sheet

from goalsheet.excel.place import Seen
from goalsheet.layout.room import address

MARK = "goalsheet: "  # begins what is ours
_OURS = re.compile(re.escape(MARK) + r"(.*?)\s*\[([0-9a-f]{8})\]", re.DOTALL)


def annotate(sheet: Sheet, seen: Seen) -> None:
    """Notes on the cells that findings are about; in the rows looked at, ours that no longer hold are taken off."""
    wanted, rows = note_texts(seen), {place.row for place, _ in seen}
    there = set()
    for note in list(iter(sheet.notes)):  # a list alone would first count them, by going through them all
        cell, text = note.location, note.text
        where = address(cell.row, cell.column)
        renewed = renewal(text, wanted.get(where)) if cell.row in rows else text
        if not renewed:
            note.delete()
            continue
        there.add(where)
        if renewed != text:
            note.text = renewed
    for where in wanted.keys() - there:
        _add_note(sheet, where, wanted[where])


def renewal(text: str, wanted: str | None) -> str:
    """What a note says from now on: what is wanted in place of what we wrote, and all that people wrote.

    A note in which nothing is ours stays as it is; one of ours that people changed is theirs, below a new one.
    """
    theirs = _without_ours(text)
    if theirs == text and MARK not in text:
        return text
    if wanted is None or theirs == "":
        return wanted or theirs
    return f"{wanted}\n\n{theirs}"


def _without_ours(text: str) -> str:
    """What people wrote; the text itself where nothing of it is as we wrote it."""
    for found in _OURS.finditer(text):
        if found[2] == _seal(found[1]):
            around = (text[: found.start()].rstrip(), text[found.end() :].lstrip())
            return "\n\n".join(filter(None, around))
    return text


def note_texts(seen: Seen) -> dict[str, str]:
    """The note of each cell."""
    return dict(_notes(seen))


def _notes(seen: Seen) -> Iterator[tuple[str, str]]:
    for place, verdict in seen:
        by_cell: dict[str, list[str]] = {}
        for finding in verdict.findings:
            by_cell.setdefault(place.cell(finding), []).append(f"{finding.message} {finding.hint}")
        yield from ((cell, sealed(said)) for cell, said in by_cell.items())


def sealed(said: Sequence[str]) -> str:
    """A note of ours, with a seal that tells whether somebody changed it since."""
    body = "\n".join(said)
    return f"{MARK}{body}\n[{_seal(body)}]"


def _seal(body: str) -> str:
    """The same whatever a program makes of line ends."""
    return f"{crc32(' '.join(body.split()).encode()):08x}"


def _add_note(sheet: Sheet, where: str, text: str) -> None:
    with suppress(Exception):  # a cell with a conversation of people takes no note; the list says it all
        sheet.range(where).add_note(text)
