"""Notes on the cells that findings are about: ours are told from people's by what they end with."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from zlib import crc32

from xlwings import Sheet

from goalsheet.excel.message import NEXT
from goalsheet.excel.place import Seen
from goalsheet.layout.room import address

MARK = "goalsheet: "  # begins what is ours
_MOST_CELLS, _MOST_SAID = 8, 3  # that a message names
_OURS = re.compile(re.escape(MARK) + r"(.*?)\s*\[([0-9a-f]{8})\]", re.DOTALL)


def annotate(sheet: Sheet, seen: Seen, rows: range) -> set[str]:
    """Notes on the cells that findings are about; in those rows ours that no longer hold are taken off.

    The cells that have a note of ours now: a note of somebody else's stays as it is, and the only one on its cell.
    """
    wanted = note_texts(seen)
    there, ours = set(), set()
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
        if where in wanted and renewed.startswith(wanted[where]):
            ours.add(where)
    return ours | {where for where in wanted.keys() - there if _add_note(sheet, where, wanted[where])}


def where_to_read(seen: Seen, noted: Collection[str]) -> str:
    """What the notes say, as far as cells have ours; what is found on other cells is said right here."""
    found = [(place.cell(finding), finding) for place, verdict in seen for finding in verdict.findings]
    cells = list(dict.fromkeys(cell for cell, _ in found if cell in noted))
    others = [f"  {cell}: {finding.message} {finding.hint}" for cell, finding in found if cell not in noted]
    named = ", ".join(cells) if len(cells) <= _MOST_CELLS else f"{len(cells)} cells"
    notes = f"{'The note on' if len(cells) == 1 else 'The notes on'} {named} {'says' if len(cells) == 1 else 'say'}"
    rest = [f"  and {len(others) - _MOST_SAID} more"] if len(others) > _MOST_SAID else []
    here = ["Cells that keep a note of somebody else's:", *others[:_MOST_SAID], *rest]
    return NEXT.join([*([f"{notes} what and why."] if cells else []), *(["\n".join(here)] if others else [])])


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


def _add_note(sheet: Sheet, where: str, text: str) -> bool:
    try:
        sheet.range(where).impl.add_note(text)  # xlwings' own would first look for a note, twice, where we know of none
    except Exception:  # noqa: BLE001 - each program has its own error for a cell with a conversation of people
        return False
    return True
