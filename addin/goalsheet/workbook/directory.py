"""What a workbook says about itself as a whole: its sheets, its defined names, the day it counts from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree

from goalsheet.errors import CannotRead
from goalsheet.workbook.dates import is_1904
from goalsheet.workbook.markup import readable
from goalsheet.workbook.package import MAIN, Members, sheets_in
from goalsheet.workbook.parts import WORKBOOK


@dataclass(frozen=True)
class Directory:
    """The part of each worksheet by its title, in tab order; the defined names; how the workbook counts days.

    `every_name` has those too that a single sheet knows: a copied sheet brings names of its own.
    """

    sheets: Mapping[str, str]
    names: Mapping[str, str]
    every_name: Sequence[tuple[str, str]]
    from_1904: bool

    def part(self, title: str) -> str | None:
        """The part of the sheet with that title, in whatever case it is written."""
        return self.sheets.get(title) or {t.casefold(): p for t, p in self.sheets.items()}.get(title.casefold())


def read_directory(members: Members) -> Directory:
    """The workbook's directory; CannotRead where it is damaged."""
    with damage(members.name, WORKBOOK):
        found = _directory(members[WORKBOOK], members["xl/_rels/workbook.xml.rels"])
    return replace(found, sheets={title: part for title, part in found.sheets.items() if part in members})


@lru_cache(8)  # thousands of trackers of one template have the same names
def _directory(workbook: bytes, relations: bytes) -> Directory:
    """The directory of a workbook in which all its parts are there."""
    book: Element = ElementTree.fromstring(readable(workbook))
    found = book.findall(f"{{{MAIN}}}definedNames/{{{MAIN}}}definedName")
    every_name = tuple((name.get("name") or "", name.text or "") for name in found)
    names = {name.get("name") or "": name.text or "" for name in found if name.get("localSheetId") is None}
    return Directory(sheets_in(book, relations), names, every_name, is_1904(book))


@contextmanager
def damage(name: str, part: str) -> Iterator[None]:
    """Whatever a part's broken XML raises becomes CannotRead, which names the file and the part."""
    try:
        yield
    except (ParseError, ValueError, LookupError) as error:
        raise CannotRead(f"{name} is damaged ({part}: {error}). Open and save it in Excel.") from error
