"""What a formula looks at: areas of cells, as far as its text tells; where it does not tell, everything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from goalsheet.layout.references import Reference
from goalsheet.layout.room import split_reference

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
ALL_ROWS, ALL_COLUMNS = range(1, LAST_ROW + 1), range(1, LAST_COLUMN + 1)
#: Functions that look where their text does not say.
ANYWHERE = ("INDIRECT", "OFFSET")

_SHEET = r"(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!"
_WORD = r"[^\W\d][\w.\\]*"
_NO_MORE = r"(?![\w(.!])"
_TOKENS = re.compile(
    r"""(?=[\w"#$'\[])(?:"""  # nothing else begins a token
    r'"(?:[^"]|"")*"|#[A-Z0-9/]+[!?]?'  # texts and errors look at nothing
    r"|((?<![\w.])\[[\[#@])"  # [[#This Row],[Due]] without the table's name
    rf"|({_WORD}(?=\[))?\[(?:[^\[\]]|\[[^\[\]]*\])*\]"  # Actions[[#This Row],[Due]]; another workbook, [1]
    rf"|({_SHEET})?(?:(\$?[A-Z]{{1,3}}\$?[0-9]{{1,7}}(?::\$?[A-Z]{{1,3}}\$?[0-9]{{1,7}})?{_NO_MORE}"
    rf"|\$?[A-Z]{{1,3}}:\$?[A-Z]{{1,3}}{_NO_MORE}|\$?[0-9]{{1,7}}:\$?[0-9]{{1,7}}{_NO_MORE})|({_WORD}\(?))"
    r"|[0-9.]+(?:E[-+]?[0-9]+)?)"
)
#: A part of a named column, as INDEX gives it: from one of its cells to another, or one cell alone.
_PART = re.compile(rf"\bINDEX\(({_WORD}),[0-9]+\):INDEX\(\1,[0-9]+\)")
_CELL = re.compile(rf"\bINDEX\(({_WORD}),([0-9]+)\)")
_TEXTS = re.compile(r'"[^"]*"')
_COLUMN = re.compile(
    rf"(?P<title>{_SHEET})\$(?P<letters>[A-Z]{{1,3}})\$(?P<first>[0-9]+):\$(?P=letters)\$(?P<last>[0-9]+)"
)
#: A range that a function begins or ends, A1:INDEX(…).
_REACHING = re.compile(r"\)\s*:|:\s*[^\W\d][\w.]*\(")
_DEEPEST = 20  # names that lead to names


@dataclass(frozen=True)
class Looks:
    """The areas that a formula looks at; `everywhere` where that cannot be told."""

    areas: tuple[Reference, ...] = ()
    everywhere: bool = False

    def at(self, changed: Changed) -> bool:
        """Whether it looks at something that changed."""
        return self.everywhere or any(map(changed.touches, self.areas))


class Changed:
    """Cells that change: single ones, and whole areas that one formula fills. Sheets are in lower case."""

    def __init__(self, areas: Iterable[Reference]) -> None:
        self.areas: list[Reference] = []
        self.cells: dict[str, dict[int, set[int]]] = {}  # columns by row, by sheet
        for area in areas:
            if len(area.rows) == len(area.columns) == 1:
                rows = self.cells.setdefault(area.sheet, {})
                rows.setdefault(area.rows.start, set()).add(area.columns.start)
            else:
                self.areas.append(area)

    @property
    def sheets(self) -> set[str]:
        """The sheets on which something changes."""
        return self.cells.keys() | {area.sheet for area in self.areas}

    def each(self) -> Iterator[tuple[str, int, int]]:
        """The single cells: sheet, row, column."""
        for sheet, rows in self.cells.items():
            for row, columns in rows.items():
                for column in columns:
                    yield sheet, row, column

    def covers(self, cell: tuple[str, int, int]) -> bool:
        """Whether a cell lies in an area that changes as a whole."""
        sheet, row, column = cell
        return any(one.sheet == sheet and row in one.rows and column in one.columns for one in self.areas)

    def touches(self, area: Reference) -> bool:
        """Whether one of the cells lies in that area."""
        rows = self.cells.get(area.sheet, {})
        own = (columns for row, columns in rows.items() if row in area.rows)
        return any(column in area.columns for columns in own for column in columns) or any(
            _overlap(area, one) for one in self.areas
        )


def _overlap(one: Reference, other: Reference) -> bool:
    return one.sheet == other.sheet and all(
        max(first.start, second.start) < min(first.stop, second.stop)
        for first, second in ((one.rows, other.rows), (one.columns, other.columns))
    )


NOTHING, EVERYWHERE = Looks(), Looks(everywhere=True)


def together(looks: Iterable[Looks]) -> Looks:
    """What several look at."""
    every = [one for one in looks if one is not NOTHING]
    return Looks(tuple(area for one in every for area in one.areas), any(one.everywhere for one in every))


@lru_cache(maxsize=16)
def precedents(names: tuple[tuple[str, str], ...], tables: tuple[tuple[str, Reference], ...]) -> Precedents:
    """The very same for workbooks that have the same names and tables, as all trackers of a template do."""
    return Precedents(names, dict(tables))


class Precedents:
    """Tells what formulas of one workbook look at, by its defined names and tables. Sheets are in lower case."""

    def __init__(self, names: Sequence[tuple[str, str]], tables: Mapping[str, Reference]) -> None:
        self._names, self._tables = dict.fromkeys(name for name, _ in names), dict(tables)
        self._table_cells = {name.casefold(): cells for name, cells in tables.items()}
        self._texts: dict[str, list[str]] = {}
        for name, text in names:  # a sheet may have a name of its own that another has too
            self._texts.setdefault(name.casefold(), []).append(text)
        self._known: dict[tuple[str, tuple[str, ...]], Looks] = {}

    def of(self, formula: str, sheet: str, depth: int = 0) -> Looks:
        """What a formula on that sheet looks at."""
        if "INDEX(" in formula:
            formula = _CELL.sub(self._cell, _PART.sub(r"\1", formula))
        if ":" in formula and _REACHING.search(_TEXTS.sub('""', formula)):
            return EVERYWHERE
        return together(self._looks(token, sheet, depth) for token in set(_TOKENS.findall(formula)))

    def names_looking_at(self, changed: Changed) -> list[str]:
        """The names that lead to one of those cells, or to where nobody can tell."""
        return [name for name in self._names if self._of_name(name.casefold(), 0).at(changed)]

    def tables_at(self, changed: Changed) -> list[str]:
        """The tables that hold one of those cells."""
        return [name for name, cells in self._tables.items() if changed.touches(cells)]

    def _cell(self, found: re.Match[str]) -> str:
        """The cell of a named column that INDEX gives; what was found where the name is none or ends before."""
        texts = self._texts.get(found[1].casefold(), [])
        column = _COLUMN.fullmatch(texts[0]) if len(texts) == 1 else None
        row = int(column["first"]) + int(found[2]) - 1 if column else 0
        is_there = column and int(found[2]) and row <= int(column["last"])
        return f"{column['title']}{column['letters']}{row}" if column and is_there else found[0]

    def _looks(self, token: tuple[str, ...], sheet: str, depth: int) -> Looks:
        key = sheet, token
        if key not in self._known:
            self._known[key] = self._work_out(*token, sheet=sheet, depth=depth)
        return self._known[key]

    def _work_out(
        self, nameless: str, table: str, title: str, cells: str, word: str, *, sheet: str, depth: int
    ) -> Looks:
        if nameless:
            return EVERYWHERE
        if table:
            area = self._table_cells.get(table.casefold())
            return Looks((area,)) if area else NOTHING
        if cells:
            return _of_cells(title, cells, sheet)
        if word.endswith("("):
            return EVERYWHERE if word[:-1].upper() in ANYWHERE else NOTHING
        return self._of_name(word.casefold(), depth)

    def _of_name(self, name: str, depth: int) -> Looks:
        if depth == _DEEPEST:
            return EVERYWHERE
        return together(self.of(text, "", depth + 1) for text in self._texts.get(name, ()))


def _of_cells(title: str, cells: str, sheet: str) -> Looks:
    bare = title[1:-2].replace("''", "'") if title.startswith("'") else title[:-1]
    if "[" in bare:
        return NOTHING  # another workbook
    first, _, last = cells.replace("$", "").partition(":")
    one, other = (_corner(corner) for corner in (first, last or first))
    rows = ALL_ROWS if one[0] is None or other[0] is None else _between(one[0], other[0])
    columns = ALL_COLUMNS if one[1] is None or other[1] is None else _between(one[1], other[1])
    return Looks((Reference(bare.casefold() or sheet, rows, columns),))


def _corner(text: str) -> tuple[int | None, int | None]:
    """Row and column of a corner, None for what a whole row or column leaves open."""
    if text.isdigit():
        return int(text), None
    if text.isalpha():
        return None, split_reference(f"{text}1")[1]
    return split_reference(text)


def _between(one: int, other: int) -> range:
    return range(min(one, other), max(one, other) + 1)
