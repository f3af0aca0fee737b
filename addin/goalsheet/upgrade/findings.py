"""The list that Check goals made in a workbook: it is left behind, for the next check makes it anew."""

from __future__ import annotations

from goalsheet.layout.findings import COUNTED_ROW, HEADER, HEADER_ROW, LINK, TITLE
from goalsheet.layout.places import CellPlace
from goalsheet.layout.room import letters, split_reference
from goalsheet.upgrade.grounds import Ground, formula_text
from goalsheet.workbook.drawn import drawn_on
from goalsheet.workbook.parts import related

_HEADER = {f"{letters(number)}{HEADER_ROW}": title for number, title in enumerate(HEADER, 1)}


def is_list(ground: Ground, title: str) -> bool:
    """Whether a sheet is that list and nothing else: no word, picture or comment of somebody's own stands on it."""
    part = ground.book.directory.sheets.get(title)
    if part is None or not all(ground.content(CellPlace(title, place)) == text for place, text in _HEADER.items()):
        return False
    filled = {f"{column}{row}" for row, cells in ground.contents(title).items() for column in cells}
    has_more = any(drawn_on(ground.book.members, part)) or related(ground.book.members, part, "comments")
    return not has_more and all(_is_ours(ground, title, address) for address in filled)


def _is_ours(ground: Ground, title: str, address: str) -> bool:
    row, column = split_reference(address)
    if row > HEADER_ROW:
        formula = ground.formula(CellPlace(title, f"B{row}"))
        return column <= len(HEADER) and formula is not None and f"={formula_text(formula)}".startswith(LINK)
    is_title = address == "A1" and ground.content(CellPlace(title, address)) == TITLE
    return is_title or address in _HEADER or address == f"A{COUNTED_ROW}"
