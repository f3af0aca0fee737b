"""What people wrote beside the tables, and what of all cells cannot be taken over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property

from goalsheet.errors import Problem
from goalsheet.layout.contents import Content, NoResult
from goalsheet.layout.design import design
from goalsheet.layout.places import LISTS, PREFIXES, CellPlace
from goalsheet.layout.plan import Slot
from goalsheet.layout.room import split_reference
from goalsheet.layout.vision_places import FIGURES
from goalsheet.upgrade.grounds import Ground, Sides, Spot, shape, spot_at
from goalsheet.upgrade.own_formulas import moved
from goalsheet.upgrade.typed import same
from goalsheet.workbook.cells import area, inside_merge
from goalsheet.workbook.markup import attributes, prefix_of, text_of

_SHOWN = 40  # characters of a text that a message repeats


@dataclass(frozen=True)
class Cell:
    """A cell that goes over: from where, to where, what stands in it, and of which table, if it is of one.

    A `formula` of people's own comes as its element, with the cells where they are now; the content is its result.
    """

    place: CellPlace
    to: CellPlace
    content: Content
    spot: Spot | None = None
    formula: bytes = b""


class Sheets:
    """All cells of the sheets that people use: those that go over, and the problems of those that cannot."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self.cells: list[Cell] = []
        self.losses: list[Problem] = []
        for old, new in sides.shown():
            _Sheet(sides, old, new, self).look()

    def lose(self, place: CellPlace, what: str, cure: str) -> None:
        """Note down that a cell cannot go over."""
        self.losses.append(Problem(str(place), what, cure))


class _Sheet:
    def __init__(self, sides: Sides, old: str, new: str, found: Sheets) -> None:
        self._sides, self._old, self._new, self._found = sides, old, new, found
        self._spots = sides.old.spots(old)
        self._titles = {(rows.start - 1, letters) for rows, letters in self._spots}
        self._plain = _plain_styles(sides.old, old)

    def look(self) -> None:
        for number, cells in sorted(self._sides.old.contents(self._old).items()):
            for letters, content in cells.items():
                place = CellPlace(self._old, f"{letters}{number}")
                spot = spot_at(self._spots, number, letters)
                if spot:
                    self._in_table(place, number, spot, content)
                elif (number, letters) not in self._titles and self._is_own(place, content):
                    self._beside(place, content)

    def _in_table(self, place: CellPlace, number: int, spot: Spot, content: Content) -> None:
        to, formula = self._sides.destination(spot, number), self._sides.old.formula(place)
        if not spot.is_typed:
            if formula is None and not (to and same(content, self._sides.new.content(to))) and not _is_template(spot):
                what = f'{_told(content)} stands over the formula of "{self._sides.title_of(spot)}".'
                self._found.lose(place, what, "Delete it, or write it into another column.")
        elif to is None:
            self._found.lose(place, f"{_told(content)} has no place in the new workbook.", "Move or delete it.")
        else:
            self._goes_over(Cell(place, to, content, spot), None if self._sides.new.formula(to) else formula)

    def _goes_over(self, cell: Cell, formula: bytes | None) -> None:
        """Take a cell over; one with a formula of somebody's own only if all that it looks at is still there."""
        if formula is None:
            self._found.cells.append(cell)
            return
        is_told = not isinstance(cell.content, NoResult) and not self._sides.old.book.directory.from_1904
        said = moved(formula, self._old, self._sides, self._is_free) if is_told else None
        if said is None:
            what = "a formula of your own stands here that cannot be taken over."
            self._found.lose(cell.place, what, "Put its value in its place.")
        else:
            self._found.cells.append(replace(cell, formula=said))

    def _is_own(self, place: CellPlace, content: Content) -> bool:
        """Whether somebody wrote there: all that we write beside tables is locked and has a look of its own.

        Where the sheet is not protected, like all that come from Google, others can have that, too: then it has to be
        one of our words, or stand where each workbook has words of its own.
        """
        cell = self._sides.old.sheet(place.sheet).cells[place.address]
        style = self._sides.old.style(place)
        row, column = split_reference(place.address)
        if style is None or not style.locked or cell.style in ("0", self._plain.get(column)):
            return True
        is_ours = (
            _uses_our_names(cell.formula)
            if cell.formula
            else content in self._words or self._is_head(row, column) or (row, column) in _varying(self._new)
        )
        return not (self._is_protected or is_ours)

    @cached_property
    def _is_protected(self) -> bool:
        book = self._sides.old.book
        return re.search(rb"<(?:[\w.-]+:)?sheetProtection\s", book.part(book.directory.sheets[self._old])) is not None

    @cached_property
    def _words(self) -> set[Content]:
        return {text for cells in self._sides.new.contents(self._new).values() for text in cells.values()}

    def _is_head(self, row: int, column: int) -> bool:
        """Whether a cell stands above a table, where its heading is."""
        return any(row < rows.start and column <= len(self._spots) for rows, _ in self._spots)

    def _beside(self, place: CellPlace, content: Content) -> None:
        formula = self._sides.old.formula(place)
        to = CellPlace(self._new, place.address)
        if formula is not None:
            if shape(formula) in self._shapes:
                return
        elif same(content, self._sides.new.content(to)):
            return
        if self._is_free(to):
            self._goes_over(Cell(place, to, content), formula)
        else:
            told = _told(content) if formula is None else "a formula of your own"
            what = f"{told} stands where the new workbook has something of its own."
            self._found.lose(place, what, "Move it to an empty place to the right or below, or delete it.")

    @cached_property
    def _shapes(self) -> set[str]:
        return self._sides.new.shapes(self._new)

    def _is_free(self, to: CellPlace) -> bool:
        """Whether the new workbook has nothing there, or what one may write over."""
        row, _ = split_reference(to.address)
        letters = to.address.rstrip("0123456789")
        new = self._sides.new
        if spot_at(new.spots(to.sheet), row, letters) or self._is_inside_merge(to):
            return False
        style = new.style(to)
        is_blank = new.content(to) is None and new.formula(to) is None
        return is_blank or bool(style and not style.locked)

    def _is_inside_merge(self, to: CellPlace) -> bool:
        return inside_merge(to.address, map(area, self._sides.new.sheet(to.sheet).merges))


@cache
def _varying(title: str) -> frozenset[tuple[int, int]]:
    """The cells beside tables, by row and column, whose words are made for each workbook: a greeting, its date."""
    cells = next((sheet.cells for sheet in design().sheets if sheet.title == title), {})
    return frozenset(place for place, cell in cells.items() if isinstance(cell.value, Slot) and cell.look.locked)


_OUR_NAMES = re.compile(rf"\b(?:{'|'.join([*PREFIXES.values(), 'line', 'list'])})_\w|\b{LISTS}'?!|'{FIGURES}'!")


def _uses_our_names(formula: bytes) -> bool:
    """Whether a formula finds its cells by the hidden names that goalsheet gives, as people's own hardly ever do."""
    return _OUR_NAMES.search(text_of(formula)) is not None


def _is_template(spot: Spot) -> bool:
    """A column that holds the template's own words, which no formula fills."""
    return spot.column in ("question", "examples")


def _told(content: Content) -> str:
    text = " ".join(str(getattr(content, "code", getattr(content, "number", content))).split())
    return f'"{text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"}"'


def _plain_styles(ground: Ground, title: str) -> dict[int, str]:
    """The look that a new cell of each column of a sheet gets by itself."""
    xml = ground.book.part(ground.book.directory.sheets[title])
    return dict(_of_columns(xml))


def _of_columns(xml: bytes) -> Iterator[tuple[int, str]]:
    for tag in re.findall(rb"<%bcol\s([^>]*)>" % re.escape(prefix_of(xml)), xml):
        about = attributes(tag)
        for column in range(int(about["min"]), min(int(about["max"]), _LAST_COLUMN) + 1):
            yield column, about.get("style", "0")


_LAST_COLUMN = 200  # beyond this nobody of ours writes
