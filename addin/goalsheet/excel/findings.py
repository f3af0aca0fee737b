"""The sheet Findings, which is made when there is first something to list, and notes on the cells that are meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from xlwings import Book, Sheet

from goalsheet.excel.message import counted
from goalsheet.excel.open_tracker import OpenTracker
from goalsheet.excel.tables import OpenTable, as_cell, named_areas
from goalsheet.layout import looks
from goalsheet.layout.room import address
from goalsheet.smart.rule import Finding
from goalsheet.smart.verdict import Verdict

TITLE = "Findings"
_TITLES = (TITLE, *(f"{TITLE} ({number})" for number in range(2, 100)))  # somebody may have a sheet called so
NAME = "goalsheet_findings"  # leads to the list's header, whatever the sheet is called by then
HEADER = ("Goal", "Cell", "Letter", "What", "What helps")
_WIDTHS = (7, 8, 12, 50, 50)
HEADER_ROW = 4
_DRESSED = 1000  # rows
MARK = "goalsheet: "  # begins the notes that are ours


@dataclass(frozen=True)
class Place:
    """A goal's row on its sheet."""

    goals: OpenTable
    row: int

    def cell(self, finding: Finding) -> str:
        """The address of the cell that a finding is about: its column's, or the sentence's."""
        column = finding.column if finding.column in self.goals.location.columns else "statement"
        return f"{self.goals.location.columns[column or 'statement']}{self.row}"


Seen = Sequence[tuple[Place, Verdict]]


def show_findings(opened: OpenTracker, seen: Seen, today: dt.date, *, alone: bool) -> str:
    """List what was found and put notes on the cells (`alone`: notes only); where to look, in a sentence."""
    _annotate(opened.goals.sheet, seen)
    if alone:
        return _where_alone(seen)
    sheet = _sheet(opened.book)
    if sheet is None:
        return "The workbook's structure is protected, so no list could be added: the notes on the cells say it all."
    _write(sheet, seen, today)
    found = any(verdict.findings for _, verdict in seen)
    return f"The sheet {sheet.name} lists everything, with a link to each cell." if found else ""


def _where_alone(seen: Seen) -> str:
    cells = list(dict.fromkeys(place.cell(finding) for place, verdict in seen for finding in verdict.findings))
    return f"The notes on {', '.join(cells)} say what and why." if cells else ""


# The list


def _sheet(book: Book) -> Sheet | None:
    """The sheet of the list: the one made before, or a new one behind all others; None where none may be added."""
    titles = [sheet.name for sheet in book.sheets]
    made = next((area.sheet for area in named_areas(book, NAME) if area.sheet in titles), None)
    if made:
        return book.sheets[made]
    shown, title = book.sheets.active, next(title for title in _TITLES if title not in titles)
    try:
        sheet = book.sheets.add(title, after=book.sheets[-1])
    except Exception:  # noqa: BLE001 - each program has its own error for a workbook whose structure is protected
        return None
    book.names.add(NAME, f"='{title}'!{address(HEADER_ROW, 1, fixed='cr')}")
    _dress(sheet)
    shown.activate()  # a new sheet comes to the front, and nobody asked for that
    return sheet


def _dress(sheet: Sheet) -> None:
    for place, width in enumerate(_WIDTHS, 1):
        sheet.range((1, place)).column_width = width
    body = sheet.range((HEADER_ROW + 1, 1), (HEADER_ROW + _DRESSED, len(HEADER)))
    body.vertical_alignment = "top"
    body.columns[3].wrap_text = body.columns[4].wrap_text = True
    body.columns[1].font.color = _rgb(looks.BLUE)
    header = sheet.range((HEADER_ROW, 1), (HEADER_ROW, len(HEADER)))
    header.color, header.font.bold, header.font.color = _rgb(looks.SLATE), True, _rgb(looks.WHITE)
    title = sheet.range((1, 1))
    title.font.bold, title.font.size, title.font.color = True, looks.TITLE.size, _rgb(looks.TEAL_DARK)


def _rgb(color: str) -> tuple[int, int, int]:
    return int(color[:2], 16), int(color[2:4], 16), int(color[4:], 16)


def _write(sheet: Sheet, seen: Seen, today: dt.date) -> None:
    """Write the whole list in one call, over all that stood there before."""
    lines = _lines(seen)
    top = [
        ["Findings"],
        [as_cell(f"{counted(len(lines), 'thing')} to look at, as of {today:%d %B %Y}.")],
        [],
        [*HEADER],
    ]
    block = [row + [None] * (len(HEADER) - len(row)) for row in (*top, *lines)]
    last = max(sheet.used_range.last_cell.row, len(block))
    block += [[None] * len(HEADER)] * (last - len(block))
    sheet.range((1, 1), (last, len(HEADER))).value = block


def _lines(seen: Seen) -> list[list[Any]]:
    return [
        [
            as_cell(verdict.goal.id),
            _link(place.goals.sheet.name, place.cell(finding)),
            as_cell(finding.criterion.capitalize()),
            as_cell(finding.message),
            as_cell(finding.hint),
        ]
        for place, verdict in seen
        for finding in verdict.findings
    ]


def _link(sheet: str, cell: str) -> str:
    """A formula of ours that leads to a cell; the sheet's title, which may be anybody's, is quoted twice."""
    target = f"#'{sheet.replace(chr(39), chr(39) * 2)}'!{cell}".replace('"', '""')
    return f'=HYPERLINK("{target}","{cell}")'


# Notes


def _annotate(sheet: Sheet, seen: Seen) -> None:
    """Notes on the cells that findings are about; in the rows looked at, ours that no longer hold are taken off."""
    wanted, rows = dict(_notes(seen)), {place.row for place, _ in seen}
    taken = set()
    for note in list(iter(sheet.notes)):  # a list alone would first count them, by going through them all
        cell = note.location
        where = address(cell.row, cell.column)
        if note.text.startswith(MARK) and cell.row in rows and note.text != wanted.get(where):
            note.delete()
        else:
            taken.add(where)
    for where, text in wanted.items():
        if where not in taken:
            _add_note(sheet, where, text)


def _notes(seen: Seen) -> Iterator[tuple[str, str]]:
    for place, verdict in seen:
        by_cell: dict[str, list[str]] = {}
        for finding in verdict.findings:
            by_cell.setdefault(place.cell(finding), []).append(f"{finding.message} {finding.hint}")
        yield from ((cell, MARK + "\n".join(said)) for cell, said in by_cell.items())


def _add_note(sheet: Sheet, where: str, text: str) -> None:
    with suppress(Exception):  # a cell with a conversation of people takes no note; the list says it all
        sheet.range(where).add_note(text)
