"""Comments at cells: each goes where its cell goes."""

from __future__ import annotations

from collections.abc import Iterator

from goalsheet.layout.places import CellPlace
from goalsheet.layout.room import split_reference
from goalsheet.upgrade.grounds import Sides, Spot, spot_at
from goalsheet.workbook.additions import Additions
from goalsheet.workbook.comments import Comment, add_comments, comments_on, persons_of
from goalsheet.workbook.opened import OpenedWorkbook


def commented(sides: Sides) -> Iterator[tuple[CellPlace, Comment, CellPlace | None]]:
    """Each comment on a sheet of ours: where it stands and where it goes, None if there is no such place any more."""
    for old, new in sides.titles.items():
        spots = sides.old.spots(old)
        titles = {(rows.start - 1, letters): spot for (rows, letters), spot in spots.items()}
        for comment in comments_on(sides.old.book.members, sides.old.book.directory.sheets[old]):
            row, letters = split_reference(comment.cell)[0], comment.cell.rstrip("0123456789")
            spot, titled = spot_at(spots, row, letters), titles.get((row, letters))
            to: CellPlace | None = CellPlace(new, comment.cell)
            if spot or titled:
                to = sides.destination(spot, row) if spot else _title(sides, titled)
            yield CellPlace(old, comment.cell), comment, to


def _title(sides: Sides, spot: Spot | None) -> CellPlace | None:
    """The cell with the title of a table's column."""
    there = sides.new.tables.get(spot.row) if spot else None
    if not spot or not there or not there.location or spot.column not in there.location.columns:
        return None
    location = there.location
    return CellPlace(location.sheet, f"{location.columns[spot.column]}{location.rows.start - 1}")


def carry_comments(sides: Sides, additions: Additions, book: OpenedWorkbook) -> int:
    """Put the comments into the new workbook; how many cells have one."""
    by_sheet: dict[str, list[Comment]] = {}
    for _, comment, to in commented(sides):
        if to:
            by_sheet.setdefault(to.sheet, []).append(comment.at(to.address))
    persons = persons_of(sides.old.book.members)
    for sheet, comments in by_sheet.items():
        add_comments(additions, book.directory.sheets[sheet], comments, persons)
    return sum(map(len, by_sheet.values()))
