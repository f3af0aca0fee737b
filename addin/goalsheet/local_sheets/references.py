"""Cell references inside formulas, found outside text, so that they can move with their cells."""

from __future__ import annotations

import re
from collections.abc import Callable

from goalsheet.local_sheets.areas import column_letters, column_number

#: Text and quoted titles are skipped; a reference is an optional title and one or two corners, none part of a name.
TOKEN = re.compile(
    r'"(?:[^"]|"")*"'
    r"|(?P<title>'(?:[^']|'')*'!|[^\W\d][\w.]*!)?"
    r"(?<![\w.$])(?P<first>\$?[A-Za-z]{1,3}\$?[0-9]+|\$?[A-Za-z]{1,3}(?=:\$?[A-Za-z]{1,3}(?![\w(]))|\$?[0-9]+(?=:\$?[0-9]))"
    r"(?::(?P<last>\$?[A-Za-z]{1,3}\$?[0-9]+|\$?[A-Za-z]{1,3}|\$?[0-9]+))?(?![\w(!.])"
)
CORNER = re.compile(r"(\$?)([A-Za-z]*)(\$?)([0-9]*)")

#: A corner: row and column from 0, None where it names only one of them, and which of the two are fixed by `$`.
Corner = tuple[int | None, int | None, bool, bool]


def corner_of(text: str) -> Corner:
    """What a corner such as `$B$3` names."""
    found = CORNER.fullmatch(text)
    assert found, text
    fixed_column, letters, fixed_row, digits = found.groups()
    if not letters:
        fixed_column, fixed_row = "", fixed_column or fixed_row
    return (
        int(digits) - 1 if digits else None,
        column_number(letters) if letters else None,
        bool(fixed_row),
        bool(fixed_column),
    )


def corner_text(corner: Corner) -> str:
    """A corner as it stands in a formula."""
    row, column, fixed_row, fixed_column = corner
    letters = "" if column is None else ("$" if fixed_column else "") + column_letters(column)
    return letters + ("" if row is None else ("$" if fixed_row else "") + str(row + 1))


def with_references(formula: str, change: Callable[[str, Corner, Corner | None], str]) -> str:
    """The formula with each reference replaced by what `change` makes of its title (with `!`) and corners."""

    def replaced(found: re.Match[str]) -> str:
        if not found["first"]:
            return found[0]
        last = corner_of(found["last"]) if found["last"] else None
        return change(found["title"] or "", corner_of(found["first"]), last)

    return TOKEN.sub(replaced, formula)


def moved_formula(formula: str, rows: int, columns: int) -> str:
    """The formula as it reads when copied that far; what `$` fixes stays."""

    def moved(corner: Corner) -> Corner | None:
        row, column, fixed_row, fixed_column = corner
        row = row if row is None or fixed_row else row + rows
        column = column if column is None or fixed_column else column + columns
        return None if min(row or 0, column or 0) < 0 else (row, column, fixed_row, fixed_column)

    def change(title: str, first: Corner, last: Corner | None) -> str:
        corners = [moved(corner) for corner in (first, last) if corner]
        if None in corners:
            return "#REF!"
        return title + ":".join(corner_text(corner) for corner in corners if corner)

    return with_references(formula, change)
