"""What a formula looks at: areas of cells, as far as its text tells; where it does not tell, everything."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from goalsheet.workbook.cells import split_reference
from goalsheet.workbook.references import Reference

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
ALL_ROWS, ALL_COLUMNS = range(1, LAST_ROW + 1), range(1, LAST_COLUMN + 1)
#: Functions that look where their text does not say.
ANYWHERE = ("INDIRECT", "OFFSET")

_SHEET = r"(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!"
_WORD = r"[^\W\d][\w.\\]*"
_TOKENS = re.compile(
    r'"(?:[^"]|"")*"|#[A-Z0-9/]+[!?]?'  # texts and errors look at nothing
    r"|((?<![\w.])\[[\[#@])"  # [[#This Row],[Due]] without the table's name
    rf"|({_WORD}(?=\[))?\[(?:[^\[\]]|\[[^\[\]]*\])*\]"  # Actions[[#This Row],[Due]]; another workbook, [1]
    rf"|((?:{_SHEET})?\$?[A-Z]{{1,3}}\$?[0-9]{{1,7}}(?::\$?[A-Z]{{1,3}}\$?[0-9]{{1,7}})?(?![\w(.!]))"
    rf"|((?:{_SHEET})?\$?[A-Z]{{1,3}}:\$?[A-Z]{{1,3}}(?![\w(.!]))"
    rf"|((?:{_SHEET})?\$?[0-9]{{1,7}}:\$?[0-9]{{1,7}}(?![\w(.!]))"
    rf"|(?:{_SHEET})?({_WORD}\(?)"
    r"|[0-9.]+(?:E[-+]?[0-9]+)?"
)
_DEEPEST = 20  # names that lead to names


@dataclass(frozen=True)
class Looks:
    """The areas that a formula looks at; `everywhere` where that cannot be told."""

    areas: frozenset[Reference] = frozenset()
    everywhere: bool = False

    def at(self, changed: Mapping[str, Mapping[int, Collection[int]]]) -> bool:
        """Whether it looks at one of those cells: columns by row, by the sheet's title in lower case."""
        return self.everywhere or any(
            row in reference.rows and any(column in reference.columns for column in columns)
            for reference in self.areas
            for row, columns in changed.get(reference.sheet, {}).items()
        )


NOTHING, EVERYWHERE = Looks(), Looks(everywhere=True)


def together(looks: Iterable[Looks]) -> Looks:
    """What several look at."""
    every = list(looks)
    return Looks(frozenset().union(*(one.areas for one in every)), any(one.everywhere for one in every))


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
        return together(self._looks(token, sheet, depth) for token in set(_TOKENS.findall(formula)))

    def names_looking_at(self, changed: Mapping[str, Mapping[int, Collection[int]]]) -> list[str]:
        """The names that lead to one of those cells, or to where nobody can tell."""
        return [name for name in self._names if self._of_name(name.casefold(), 0).at(changed)]

    def tables_at(self, changed: Mapping[str, Mapping[int, Collection[int]]]) -> list[str]:
        """The tables that hold one of those cells."""
        return [name for name, cells in self._tables.items() if Looks(frozenset((cells,))).at(changed)]

    def _looks(self, token: tuple[str, ...], sheet: str, depth: int) -> Looks:
        key = sheet, token
        if key not in self._known:
            self._known[key] = self._work_out(*token, sheet=sheet, depth=depth)
        return self._known[key]

    def _work_out(
        self, nameless: str, table: str, area: str, columns: str, rows: str, word: str, *, sheet: str, depth: int
    ) -> Looks:
        if nameless:
            return EVERYWHERE
        if table:
            cells = self._table_cells.get(table.casefold())
            return Looks(frozenset((cells,))) if cells else NOTHING
        if area or columns or rows:
            return _of_cells(area or columns or rows, sheet)
        if word.endswith("("):
            return EVERYWHERE if word[:-1].upper() in ANYWHERE else NOTHING
        return self._of_name(word.casefold(), depth)

    def _of_name(self, name: str, depth: int) -> Looks:
        if depth == _DEEPEST:
            return EVERYWHERE
        return together(self.of(text, "", depth + 1) for text in self._texts.get(name, ()))


def _of_cells(text: str, sheet: str) -> Looks:
    title, _, cells = text.rpartition("!")
    bare = title[1:-1].replace("''", "'") if title.startswith("'") else title
    if "[" in bare:
        return NOTHING  # another workbook
    first, _, last = cells.replace("$", "").partition(":")
    one, other = (_corner(corner) for corner in (first, last or first))
    rows = ALL_ROWS if one[0] is None or other[0] is None else _between(one[0], other[0])
    columns = ALL_COLUMNS if one[1] is None or other[1] is None else _between(one[1], other[1])
    return Looks(frozenset((Reference(bare.casefold() or sheet, rows, columns),)))


def _corner(text: str) -> tuple[int | None, int | None]:
    """Row and column of a corner, None for what a whole row or column leaves open."""
    if text.isdigit():
        return int(text), None
    if text.isalpha():
        return None, split_reference(f"{text}1")[1]
    return split_reference(text)


def _between(one: int, other: int) -> range:
    return range(min(one, other), max(one, other) + 1)
