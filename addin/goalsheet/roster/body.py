"""Body: where a table's header stands, and the rows below it that may be people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from goalsheet.errors import BadRoster
from goalsheet.roster.delimited import SAMPLE, KnownHeaders, Rows
from goalsheet.roster.files import Table
from goalsheet.roster.words import count, listing, shorten, tidy

_SUM = re.compile(
    r"(?:(?:grand|sub)[ -]?)?totals?\b.*|(?:sum|summe|gesamt|average|count|headcount|suma|somme)\W*\d*"
    r"|\d+ (?:records?|rows?|employees|people|results)",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"report|generated|exported|printed|applied filters|confidential|end of|page|source|copyright|©", re.IGNORECASE
)


@dataclass(frozen=True)
class Body:
    """The header, the rows below it that hold something, each with its number, and what was skipped."""

    header: list[str]
    rows: list[tuple[int, list[str]]]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Header:
    """A header: the rows it stands in, from the first to the last, and what its cells say."""

    first: int
    last: int
    cells: list[str]


def read_body(table: Table, count_known: KnownHeaders) -> Body:
    """Take a table apart; BadRoster where it has no header or nothing below it."""
    header = _find_header(table, count_known)
    repeats = [_tidied(row) for row in table.rows[header.first : header.last + 1]]
    starts = {cells[0] for cells in repeats if cells}
    rows: list[tuple[int, list[str]]] = []
    blank: list[int] = []
    sums: list[tuple[int, str]] = []
    repeated = 0
    for row, cells in enumerate(islice(table.rows, header.last + 1, None), start=header.last + 2):
        if not _holds_something(cells):
            blank.append(row)
        elif cells[0].strip("\ufeff ") in starts and _tidied(cells) in repeats:
            repeated += 1
        elif what := _sum_or_footer(cells, len(header.cells)):
            sums.append((row, what))
        else:
            rows.append((row, cells))
    if not rows:
        raise BadRoster(f"{table.name} has headers in row {header.last + 1} but no people below them.")
    within = [row for row in blank if row < rows[-1][0]]
    return Body(header.cells, rows, tuple(_notes(header, within, repeated, sums)))


def _notes(header: _Header, blank: Sequence[int], repeated: int, sums: Sequence[tuple[int, str]]) -> Iterator[str]:
    if header.first > 0:
        yield f"The headers are in row {header.first + 1}; what stands above them was skipped."
    if header.last > header.first:
        yield f"Rows {header.first + 1} and {header.last + 1} are both headers; they were read as one."
    if blank:
        rows = "row" if len(blank) == 1 else "rows"
        yield f"{count(len(blank), 'blank row was', 'blank rows were')} skipped ({rows} {listing(blank)})."
    if sums:
        shown = listing([f"row {row}: “{shorten(what, 30)}”" for row, what in sums], most=5)
        yield f"{count(len(sums), 'row is', 'rows are')} no person but a total or a footer, and skipped ({shown})."
    if repeated:
        yield f"The headers are repeated {count(repeated, 'time', 'times')} further down; those rows were skipped."


def _find_header(table: Table, count_known: KnownHeaders) -> _Header:
    """Find the row with the most headers that we know; titles and blank lines may stand above it."""
    top = table.rows[:SAMPLE]
    known = [count_known(row) for row in top]
    if any(known):
        return _with_neighbour(top, known.index(max(known)), count_known)
    if not any(map(_holds_something, top)):
        raise BadRoster(f"{table.name} is empty. It needs a row of headers and a row for each person.")
    widest = [tidy(cell) for cell in max(top, key=lambda row: sum(map(bool, row))) if tidy(cell)]
    seen = listing([f'"{shorten(cell, 30)}"' for cell in widest])
    raise BadRoster(
        f"{table.name} has no row of headers with a name or an id among them; the nearest is {seen}. {_cure(widest)}"
    )


def _cure(nearest: Sequence[str]) -> str:
    """Say what to do about unknown headers; a row with numbers or addresses is a person, and headers are missing."""
    usual = 'like "Name", "Employee ID" and "Email"'
    if any("@" in cell or cell.isdigit() for cell in nearest):
        return f"Put a row above the people that names the columns, {usual}."
    theirs = next((cell for cell in nearest if '"' not in cell), "Who")
    return f'Name the columns, {usual}, or say which is which: --columns "{theirs}=name".'


def _with_neighbour(top: Rows, at: int, count_known: KnownHeaders) -> _Header:
    """Read a header that goes over two rows as one: "Hire" above "Date", or "Manager" above "ID" and "Name"."""
    header = _Header(at, at, _trimmed(top[at]))
    known = count_known(top[at])
    for first in (at - 1, at):
        for joined in _joined(top[first : first + 2] if first >= 0 else []):
            if count_known(joined) > known:
                known, header = count_known(joined), _Header(first, first + 1, _trimmed(joined))
    below = top[at + 1] if at + 1 < len(top) else []
    is_said_twice = header.last == at and known > 1 and count_known(below) * 2 > known
    return _Header(at, at + 1, header.cells) if is_said_twice else header


def _joined(rows: Rows) -> Iterator[list[str]]:
    """Put two rows together: with upper cells that reach over the blank ones behind them, and cell by cell."""
    if len(rows) < 2:  # noqa: PLR2004  an upper and a lower one
        return
    width = max(map(len, rows))
    upper, lower = ([*_tidied(row), *[""] * (width - len(row))] for row in rows)
    yield [
        f"{above} - {below}" if above and below else above or below
        for above, below in zip(_reach(upper), lower, strict=True)
    ]
    yield [tidy(f"{above} {below}") for above, below in zip(upper, lower, strict=True)]


def _reach(upper: Sequence[str]) -> Iterator[str]:
    above = ""
    for cell in upper:
        above = cell or above
        yield above


def _trimmed(row: Sequence[str]) -> list[str]:
    cells = list(row)
    while cells and not tidy(cells[-1]):
        cells.pop()
    return cells


def _sum_or_footer(cells: Sequence[str], width: int) -> str:
    """Give the words by which a row is no person: a total below the columns, or a line about the report."""
    text = next(filter(str.strip, cells)).strip()
    is_sum = _SUM.fullmatch(text)
    if not is_sum and not _FOOTER.match(text):
        return ""
    filled = sum(1 for cell in cells if tidy(cell))
    return tidy(text) if filled <= (max(2, width // 2) if is_sum else 1) < width else ""


def _tidied(cells: Sequence[str]) -> list[str]:
    return [tidy(cell) for cell in cells]


def _holds_something(cells: Sequence[str]) -> bool:
    return any(cells) and any(map(tidy, cells))
