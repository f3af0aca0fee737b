"""The sheet Findings, which is made when there is first something to list; what people typed on it stays."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlwings import Book, Sheet

from goalsheet.excel.message import IS_HIDDEN, counted
from goalsheet.excel.place import Seen
from goalsheet.excel.program import program_of
from goalsheet.excel.tables import as_cell
from goalsheet.layout import looks
from goalsheet.layout.findings import HEADER, HEADER_ROW, LINK, TITLE
from goalsheet.layout.titles import TITLES as TRACKERS

_TITLES = (TITLE, *(f"{TITLE} ({number})" for number in range(2, 100)))  # somebody may have a sheet called so
NO_LIST = "The workbook's structure is protected, so no list could be added."
_WIDTHS = (7, 8, 12, 50, 50)
_DRESSED = 1000  # rows
_MOST_LOOKED_AT = 2  # sheets: a press reads and writes cells but so many times

Lines = Sequence[list[Any]]  # of the list, as they are written


@dataclass(frozen=True)
class List:
    """The list made before, and what stands on its sheet: formulas, or values where there are none, from A1 on."""

    sheet: Sheet
    found: Sequence[Sequence[str]]

    @property
    def head_is_ours(self) -> bool:
        """Whether between title and header nothing stands but what we count."""
        return not any((*self.found[1][1:], *self.found[2]))

    def writes(self, lines: int) -> int:
        """How many calls it takes to list so many lines, besides clearing rows that are parted from it."""
        return (1 if self.head_is_ours else 2) + (1 if self.lacks(lines) else 0)

    def lacks(self, lines: int) -> int:
        """How many rows are too few for so many lines above what people typed below, which has to move down then."""
        return 0 if self.free is None else max(0, lines - self.ours - self.free)

    @property
    def ours(self) -> int:
        """The number of rows below the header that are ours: they have a link under Cell."""
        below = self.found[HEADER_ROW:]
        return next((place for place, row in enumerate(below) if not _is_ours(row)), len(below))

    @property
    def free(self) -> int | None:
        """The number of rows below ours in which nothing stands; None where nothing follows at all."""
        below = self.found[HEADER_ROW + self.ours :]
        return next((place for place, row in enumerate(below) if any(row) and not _is_ours(row)), None)

    @property
    def parted(self) -> list[range]:
        """The sheet rows that are ours too, but below what people put between them and the list; in runs."""
        runs: list[range] = []
        first = HEADER_ROW + self.ours + 1
        for row, cells in enumerate(self.found[first - 1 :], first):
            if _is_ours(cells):
                begin = runs.pop().start if runs and runs[-1].stop == row else row
                runs.append(range(begin, row + 1))
        return runs


@dataclass(frozen=True)
class Renewal:
    """What the list says from now on.

    Of the rows parted from it at most so many runs are cleared: the next press takes the others. `room` is for how many
    lines there has to be room above what people typed below.
    """

    lines: Lines
    today: dt.date
    clears: int
    room: int = 0

    @property
    def count(self) -> str:
        """What stands below the title."""
        return f"'{counted(len(self.lines), 'thing')} to look at, as of {self.today:%d %B %Y}."


def _is_ours(row: Sequence[str]) -> bool:
    return row[1].startswith(LINK)


def find_list(book: Book) -> tuple[List | None, int]:
    """The list made before, wherever it is and whatever its sheet is called by now; and how many reads that took.

    It is known by its header; sheets with its colour are looked at first, then those called so, for ours was made
    behind one of people's own.

    No defined name leads there: LibreOffice forgets that formulas are array formulas when a name is added.
    """
    sheets = {sheet.name: sheet for sheet in book.sheets}
    called_so = [title for title in reversed(_TITLES) if title in sheets]  # whose was there first made ours (2)
    others = [title for title in reversed(sheets) if title not in {*_TITLES, *TRACKERS}]
    teal = _rgb(looks.TEAL_SOFT)
    among = sorted([*called_so, *others], key=lambda title: sheets[title].range((HEADER_ROW, 1)).color != teal)
    among = among[:_MOST_LOOKED_AT]  # their colour was no cell that was read
    for reads, title in enumerate(among, 1):
        bottom = max(sheets[title].used_range.last_cell.row, HEADER_ROW)
        found = sheets[title].range((1, 1), (bottom, len(HEADER))).formula
        if tuple(found[HEADER_ROW - 1]) == HEADER:
            return List(sheets[title], found), reads
    return None, len(among)


def write_findings(goals: Sheet, made: List | None, new: Renewal) -> str:
    """List what was found on that sheet, in place of the list made before; where to look, or NO_LIST."""
    sheet = made.sheet if made else _new_sheet(goals)
    if sheet is None:
        return NO_LIST
    if made:
        _renew(made, new)
    else:
        block = [_row(TITLE), _row(new.count), _row(), [*HEADER], *new.lines]
        sheet.range((1, 1), (len(block), len(HEADER))).value = block
    shown = "" if sheet.visible else f" {IS_HIDDEN}"
    return f"The sheet {sheet.name} lists everything, with a link to each cell.{shown}" if new.lines else ""


def with_others(made: List, seen: Seen) -> Lines:
    """What was found on those goals, among what is listed of the others."""
    ours = dict.fromkeys(tuple(row) for row in made.found[HEADER_ROW:] if _is_ours(row))  # each once
    renewed = {verdict.goal.id for _, verdict in seen}
    kept = [_again(row) for row in ours if row[0] not in renewed]
    return sorted([*kept, *lines_of(seen)], key=lambda line: line[0] or "")


def _again(row: Sequence[str]) -> list[Any]:
    """A line of ours as it is to be written again."""
    return [text if place == 1 else as_cell(text) for place, text in enumerate(row)]


def _row(first: Any = None) -> list[Any]:
    return [first, *[None] * (len(HEADER) - 1)]


def _renew(made: List, new: Renewal) -> None:
    """Write over our own rows only; what people typed below moves down where the list needs the room."""
    first = HEADER_ROW + 1
    for rows in made.parted[: new.clears]:
        made.sheet.range((rows.start, 1), (rows.stop - 1, len(HEADER))).clear_contents()
    lacking = made.lacks(max(len(new.lines), new.room))
    if lacking:
        theirs = first + made.ours + (made.free or 0)  # a row stays empty between the list and theirs
        made.sheet.range((theirs, 1), (theirs + lacking, len(HEADER))).insert("down")
    block = [*new.lines, *[_row()] * (made.ours - len(new.lines))]
    if made.head_is_ours:
        block = [_row(new.count), _row(), [*HEADER], *block]
        first = 2
    else:
        made.sheet.range((2, 1)).value = new.count
    if block:
        made.sheet.range((first, 1), (first + len(block) - 1, len(HEADER))).value = block


def _new_sheet(goals: Sheet) -> Sheet | None:
    """A sheet behind all others; None where none may be added."""
    book = goals.book
    titles = [sheet.name for sheet in book.sheets]
    shown, title = book.sheets.active, next(title for title in _TITLES if title not in titles)
    try:
        sheet = book.sheets.add(title, after=book.sheets[-1])
    except Exception:  # noqa: BLE001 - each program has its own error for a workbook whose structure is protected
        return None
    _dress(sheet)
    with contextlib.suppress(Exception):  # a computer without a printer knows no pages; the list is there all the same
        program_of(book).lay_out(book.api, sheet.api, HEADER_ROW, goals.api)
    shown.activate()  # a new sheet comes to the front, and nobody asked for that
    return sheet


def _dress(sheet: Sheet) -> None:
    for place, width in enumerate(_WIDTHS, 1):
        sheet.range((1, place)).column_width = width
    body = sheet.range((HEADER_ROW + 1, 1), (HEADER_ROW + _DRESSED, len(HEADER)))
    body.vertical_alignment = "top"
    body.columns[0].font.bold = True
    body.columns[3].wrap_text = body.columns[4].wrap_text = True
    body.columns[1].font.color = _rgb(looks.BLUE)
    header = sheet.range((HEADER_ROW, 1), (HEADER_ROW, len(HEADER)))
    header.color, header.font.bold, header.font.color = _rgb(looks.TEAL_SOFT), True, _rgb(looks.TEAL_DARK)
    title = sheet.range((1, 1))
    title.font.bold, title.font.size, title.font.color = True, looks.TITLE.size, _rgb(looks.TEAL_DARK)


def _rgb(color: str) -> tuple[int, int, int]:
    return int(color[:2], 16), int(color[2:4], 16), int(color[4:], 16)


def lines_of(seen: Seen) -> Lines:
    """What was found on those goals, a line each."""
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
