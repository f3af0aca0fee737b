"""What of a workbook as a whole cannot go over into a new one: sheets, names and parts of people's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from goalsheet.errors import Problem
from goalsheet.layout.places import PREFIXES
from goalsheet.layout.room import address
from goalsheet.upgrade.commented import commented
from goalsheet.upgrade.findings import is_list
from goalsheet.upgrade.grounds import Sides
from goalsheet.vba.reading import declared_modules
from goalsheet.workbook.drawn import Drawn, drawn_on
from goalsheet.workbook.markup import attributes
from goalsheet.workbook.package import Members
from goalsheet.workbook.parts import WORKBOOK

_VBA = "xl/vbaProject.bin"
#: Parts that neither a tracker nor a program that saves one puts in by itself.
_FOREIGN = {
    "xl/pivotTables/": "a pivot table",
    "xl/slicers/": "a slicer",
    "xl/timelines/": "a timeline",
    "xl/externalLinks/": "a link to another workbook",
    "xl/embeddings/": "an embedded object",
    "xl/activeX/": "an ActiveX control",
    "xl/queryTables/": "a query",
    "xl/connections": "a connection to data",
}
_MOVE = "Move it into a workbook of its own."
_INTO_A_CELL = "Copy its words into another cell, then delete it."


def losses(sides: Sides) -> list[Problem]:
    """All of it."""
    return [
        *_sheets(sides),
        *_names(sides),
        *_comments(sides),
        *(problem for old, new in sides.shown() for problem in _drawings(sides, old, new)),
        *_parts(sides.old.book.members, sides.new.book.members),
        *_macros(sides.old.book.members, sides.new.book.members),
    ]


def _sheets(sides: Sides) -> Iterator[Problem]:
    ours = {title.casefold() for title in (*sides.titles, *sides.new.book.directory.sheets)}
    for title in _titles(sides.old.book.part(WORKBOOK)):
        if title.casefold() not in ours and not is_list(sides.old, title):
            yield Problem(f'sheet "{title}"', "it is your own.", _MOVE)


def _titles(workbook: bytes) -> list[str]:
    """The titles of all sheets, those too that hold nothing but a chart."""
    return [attributes(tag).get("name", "") for tag in re.findall(rb"<(?:[\w.-]+:)?sheet\s([^>]*)>", workbook)]


def _names(sides: Sides) -> Iterator[Problem]:
    ours = {name.casefold() for name, _ in sides.new.book.directory.every_name}
    begins = tuple(f"{prefix}_" for prefix in (*PREFIXES.values(), "list", "line", "_xlnm.", "_xlfn."))
    for name, formula in sides.old.book.directory.every_name:
        if name.casefold() not in ours and not name.casefold().startswith(begins) and not name.startswith("_xl"):
            yield Problem(f'name "{name}"', f"it is your own, for {formula}.", "Delete it in the Name Manager.")


def _comments(sides: Sides) -> Iterator[Problem]:
    """Comments at cells that are no more."""
    for place, _, to in commented(sides):
        if to is None:
            yield Problem(str(place), "a comment stands at a cell that has no place in the new workbook.", _INTO_A_CELL)


def _drawings(sides: Sides, old: str, new: str) -> Iterator[Problem]:
    found = list(drawn_on(sides.old.book.members, sides.old.book.directory.sheets[old]))
    frames = [one for one in found if one.frame]
    ours = sum(one.frame for one in drawn_on(sides.new.book.members, sides.new.book.directory.sheets[new]))
    if len(frames) > ours:
        own = _cells(frames[ours:])
        yield Problem(f"{old}!{own}", "a chart or diagram of your own stands here.", _MOVE)
    for one in found:
        if one.trouble:
            yield Problem(f"{old}!{_cells([one])}", f"a picture or shape stands here, and {one.trouble}.", _MOVE)


def _cells(found: Iterable[Drawn]) -> str:
    return ", ".join(address(*one.cell) for one in found)


def _parts(old: Members, new: Members) -> Iterator[Problem]:
    for begin, what in _FOREIGN.items():
        if any(part.startswith(begin) for part in old) and not any(part.startswith(begin) for part in new):
            yield Problem("the workbook", f"it holds {what}.", _MOVE)


def _macros(old: Members, new: Members) -> Iterator[Problem]:
    if _VBA not in old:
        return
    try:
        own = declared_modules(old[_VBA]).keys() - (declared_modules(new[_VBA]).keys() if _VBA in new else set())
    except ValueError:
        yield Problem("the workbook", "its macros cannot be read.", "Save a copy without macros (.xlsx).")
        return
    sheets = {name for name in own if re.fullmatch(r"(?:Sheet|ThisWorkbook|Tabelle|Feuil)\d*", name)}
    for name in sorted(own - sheets):
        yield Problem(f"macro module {name}", "it is your own.", "Export it in the macro editor, then remove it.")
    signed = [part for part in old if PurePath(part).name.startswith("vbaProjectSignature")]
    if signed and not any(PurePath(part).name.startswith("vbaProjectSignature") for part in new):
        yield Problem("the workbook", "its macros are signed, and new ones are not.", "Say --signed-by FILE.xlsm.")
