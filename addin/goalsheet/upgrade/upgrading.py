"""One workbook from its former to the newest form: what becomes of it, and what would be lost.

The new workbook is stamped from the template for the same person, cycle and rows. Every cell that people filled is then
compared with what stands at its place there, and set where that differs, so that also what cannot be read as a row (a
date written as text, a row beyond the room) goes over just as it was typed. What has no place in the new workbook is a
loss, and with a loss nothing is written unless it is to be left behind: the backup has it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from goalsheet.errors import CannotWrite, Problem, problem_count
from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.layout.private_rows import PRIVATE_TABLES
from goalsheet.layout.self_description import KEYS, LABELS, MADE_ON, VALUES, entries
from goalsheet.layout.settings import ENTRIES, FIRST_ROW
from goalsheet.tracker.schema import table
from goalsheet.tracker.tracker import SCHEMA_VERSION, TABLES, TemplateName
from goalsheet.upgrade.appearance import dressed, dresses
from goalsheet.upgrade.commented import carry_comments
from goalsheet.upgrade.elsewhere import Cell, Sheets
from goalsheet.upgrade.grounds import Ground, Sides
from goalsheet.upgrade.losses import losses
from goalsheet.upgrade.sizes import carry_sizes
from goalsheet.upgrade.stamping import Stamping
from goalsheet.upgrade.typed import as_value, same
from goalsheet.workbook.additions import Additions
from goalsheet.workbook.drawn import draw, drawn_on, links_on
from goalsheet.workbook.files import refuse_open, replace_whole
from goalsheet.workbook.opened import OpenedWorkbook
from goalsheet.workbook.package import rewritten
from goalsheet.workbook.parts import WORKBOOK
from goalsheet.workbook.reading import TrackerFile, read_opened
from goalsheet.workbook.setting import with_cells
from goalsheet.workbook.settings_sheet import read_self_description, settings_sheet
from goalsheet.workbook.visibility import with_tabs

_HIDDEN_UNTIL_USED = "Conflicts"


@dataclass(frozen=True)
class Carried:
    """How much went over besides what stands in cells.

    Pictures and shapes, cells formatted by hand, comments, formulas of people's own, columns and rows made larger.
    """

    drawn: int = 0
    formatted: int = 0
    comments: int = 0
    formulas: int = 0
    sizes: int = 0


@dataclass(frozen=True)
class Upgrade:
    """What becomes of one workbook: what it was made from and is now, the new bytes, and what has been kept.

    `rows` counts what is in use by the tables' titles. `sheets` and `columns` are new; `moved` says of columns where
    they were and are. `losses` have no place in the new workbook.
    """

    path: Path
    former: TemplateName
    newest: TemplateName
    before: bytes
    data: bytes
    rows: Mapping[str, int]
    notes: int = 0
    carried: Carried = Carried()
    sheets: tuple[str, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    moved: tuple[str, ...] = ()
    losses: tuple[Problem, ...] = ()

    def write(self) -> Path | None:
        """Put the new workbook in the old one's place, and tell where that is kept; CannotWrite where it cannot be."""
        path = self.path.resolve()
        refuse_open(path)
        return replace_whole(path, self.before, self.data)

    def refuse(self) -> None:
        """CannotWrite, with all of it, where something would be lost."""
        if self.losses:
            keep = "keeps" if len(self.losses) == 1 else "keep"
            headline = f"{self.path} stays as it is: {problem_count(self.losses)} {keep} it from going over whole."
            raise CannotWrite(headline, self.losses)


def is_newest(file: TrackerFile, template: TemplateName, schema: float | None) -> bool:
    """Whether a workbook was made from that version of the template and has every table and column there is."""
    if (file.tracker.template.name, file.tracker.template.version) != (template.name, template.version):
        return False
    located = {of: rows.location for of, rows in file.tables.items() if rows.location}
    names = {of: location.columns.keys() for of, location in located.items()}
    whole = all(one.row in names and {column.name for column in one.columns} <= names[one.row] for one in TABLES)
    return whole and schema == SCHEMA_VERSION


def open_tracker(path: Path, data: bytes | None = None) -> tuple[OpenedWorkbook, TrackerFile]:
    """A tracker with its private tables; CannotRead if the file holds none."""
    book = OpenedWorkbook(path, data)
    return book, read_opened(path, book, PRIVATE_TABLES)


def upgrade(path: Path, stamping: Stamping, *, again: bool = False) -> Upgrade | None:
    """What becomes of a workbook; None if it is of the newest form already (and is not to be made `again`)."""
    book, file = open_tracker(path)
    template = stamping.template
    newest = TemplateName(template.name, template.title, template.version)
    schema = entries(file.settings.rows).get("schema_version")
    is_former = not is_newest(file, newest, schema if isinstance(schema, float) else None)
    if not (is_former or again):
        return None
    fresh, fresh_file = open_tracker(path, stamping.make(file, book))
    sides = Sides(
        Ground(book, file.tables, file.settings.title), Ground(fresh, fresh_file.tables, _settings(fresh_file))
    )
    sheets = Sheets(sides)
    data, carried = _carried(path, sides, sheets.cells, is_former=is_former)
    missing = _missing(path, sides, sheets.cells, data)
    return Upgrade(
        path,
        file.tracker.template,
        newest,
        book.members.data,
        data,
        _rows_in_use(file),
        notes=sum(cell.spot is None for cell in sheets.cells),
        carried=carried,
        sheets=tuple(title for title in _seen(fresh) if title not in sides.titles.values()),
        columns=_new_columns(file, fresh_file),
        moved=tuple(_moved(file, fresh_file)),
        losses=tuple(sorted({*sheets.losses, *losses(sides), *missing})),
    )


def _settings(file: TrackerFile) -> str:
    return file.settings.title


def _carried(path: Path, sides: Sides, cells: Sequence[Cell], *, is_former: bool) -> tuple[bytes, Carried]:
    """The new workbook with all that goes over, and how much that is."""
    fresh = sides.new.book
    values = _values(sides, cells)
    data = rewritten(fresh.members, with_cells(fresh, values, {})) if values else fresh.members.data
    book = OpenedWorkbook(path, data)
    looks = dresses(sides, cells)
    book = OpenedWorkbook(path, rewritten(book.members, dressed(book, looks)))
    additions = Additions(book.members)
    drawn = _draw(sides, additions, book)
    _link(sides, additions, book, cells)
    if _is_shown(sides.old.book, _HIDDEN_UNTIL_USED):
        additions.changes[WORKBOOK] = with_tabs(book.part(WORKBOOK), [_HIDDEN_UNTIL_USED])
    own = {cell.to for cell in cells if cell.spot is None or cell.formula}
    formatted = len(looks.keys() - own)
    formulas = sum(bool(cell.formula) for cell in cells)
    comments = carry_comments(sides, additions, book)
    sizes = carry_sizes(sides, additions, book, is_former=is_former)
    carried = Carried(drawn, formatted, comments, formulas, sizes)
    return rewritten(book.members, additions.changes), carried


def _values(sides: Sides, cells: Iterable[Cell]) -> dict[CellPlace, Value]:
    """The cells of the new workbook that do not hold yet what they have to."""
    from_1904 = sides.old.book.directory.from_1904
    wanted = {cell.to: _value(cell, from_1904=from_1904) for cell in cells}
    found = {to: value for to, value in wanted.items() if not same(value, sides.new.content(to))}
    return found | _cleared(sides, wanted) | _remembered(sides)


def _value(cell: Cell, *, from_1904: bool) -> Value:
    if cell.spot:
        return as_value(cell.spot.row, cell.spot.column, cell.content, from_1904=from_1904)
    return as_value(type(None), "", cell.content, from_1904=False)


def _cleared(sides: Sides, wanted: Mapping[CellPlace, Value]) -> dict[CellPlace, Value]:
    """Cells of tables that the new workbook fills by itself, and the old one left blank."""
    found: dict[CellPlace, Value] = {}
    for title in sides.new.book.directory.sheets:
        for (rows, letters), spot in sides.new.spots(title).items():
            if spot.is_typed and sides.old.tables.get(spot.row):
                for number, cells in sides.new.contents(title).items():
                    place = CellPlace(title, f"{letters}{number}")
                    if number in rows and letters in cells and place not in wanted and spot.column != "id":
                        found[place] = None
    return found


def _remembered(sides: Sides) -> dict[CellPlace, Value]:
    """What the hidden settings know beyond those that every workbook begins with: above all the last sync."""
    ours = {LABELS, *(key for key, _, _ in ENTRIES)}
    rows = sides.old.book.rows(sides.old.settings, {KEYS, VALUES}, range(FIRST_ROW, sys.maxsize))
    more = [(key, row[VALUES]) for row in rows.values() if (key := row.get(KEYS)) not in ours and VALUES in row and key]
    free = max([*sides.new.book.rows(sides.new.settings, {KEYS, VALUES}), 1]) + 1
    found = _made_on(sides)
    for number, (key, value) in enumerate((key, value) for key, value in more if isinstance(key, str)):
        found[CellPlace(sides.new.settings, f"{KEYS}{free + number}")] = key
        found[CellPlace(sides.new.settings, f"{VALUES}{free + number}")] = as_value(
            type(None), "", value, from_1904=False
        )
    return found


def _made_on(sides: Sides) -> dict[CellPlace, Value]:
    """The day on which the workbook was first made: from then on people may have written in it."""
    made = read_self_description(sides.old.book, settings_sheet(sides.old.book)).made_on()
    row = FIRST_ROW + [key for key, _, _ in ENTRIES].index(MADE_ON)
    return {CellPlace(sides.new.settings, f"{VALUES}{row}"): made} if made else {}


def _draw(sides: Sides, additions: Additions, book: OpenedWorkbook) -> int:
    count = 0
    for old, new in sides.shown():
        for one in drawn_on(sides.old.book.members, sides.old.book.directory.sheets[old]):
            if not one.frame and not one.trouble:
                draw(additions, book.directory.sheets[new], one)
                count += 1
    return count


def _link(sides: Sides, additions: Additions, book: OpenedWorkbook, cells: Iterable[Cell]) -> None:
    """Let cells that lead somewhere lead there."""
    links = {old: links_on(sides.old.book.members, sides.old.book.directory.sheets[old]) for old, _ in sides.shown()}
    for cell in cells:
        link = links[cell.place.sheet].get(cell.place.address)
        if link:
            additions.link(book.directory.sheets[cell.to.sheet], cell.to.address, link)


def _is_shown(book: OpenedWorkbook, title: str) -> bool:
    if title not in book.directory.sheets:
        return False
    xml = book.part(WORKBOOK)
    return with_tabs(xml, [title]) == xml


def _missing(path: Path, sides: Sides, cells: Iterable[Cell], data: bytes) -> list[Problem]:
    """Cells that do not hold, in the new workbook as it is read back, what they held."""
    back = Ground(OpenedWorkbook(path, data), {}, sides.new.settings)
    from_1904 = sides.old.book.directory.from_1904
    lost = (cell for cell in cells if not same(_value(cell, from_1904=from_1904), back.content(cell.to)))
    return [Problem(str(cell.place), "what stands here would not arrive.", "Please tell us.") for cell in lost]


def _rows_in_use(file: TrackerFile) -> dict[str, int]:
    return {table(of).title: len(rows.rows) for of, rows in file.tables.items() if rows.rows}


def _seen(book: OpenedWorkbook) -> list[str]:
    return [title for title in book.directory.sheets if _is_shown(book, title)]


def _new_columns(old: TrackerFile, new: TrackerFile) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for of, rows in old.tables.items():
        there = new.tables[of].location
        if rows.location and there:
            names = [
                column.title
                for column in table(of).columns
                if column.name in there.columns.keys() - rows.location.columns
            ]
            found |= {there.sheet: tuple(names)} if names else {}
    return found


def _moved(old: TrackerFile, new: TrackerFile) -> Iterable[str]:
    for of, rows in old.tables.items():
        here, there = rows.location, new.tables[of].location
        if here and there:
            if here.sheet != there.sheet:
                yield f"sheet {here.sheet} is called {there.sheet}"
            pairs = Counter((here.columns[name], there.columns[name]) for name in here.columns if name in there.columns)
            for before, after in pairs:
                if before != after:
                    title = next(c.title for c in table(of).columns if here.columns.get(c.name) == before)
                    yield f"{there.sheet}: {title} from {before} to {after}"
