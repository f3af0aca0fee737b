"""Text tables: bytes of a CSV file, in whatever encoding and with whatever delimiter, as rows of cells."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice

from goalsheet.errors import BadRoster, CannotRead, Problem
from goalsheet.roster.encodings import decode, is_readable
from goalsheet.roster.words import count

Rows = list[list[str]]
KnownHeaders = Callable[[Sequence[str]], int]  # how many headers of a row we know

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "pipes (|)", "^": "carets (^)"}
SAMPLE = 50  # records that decide the delimiter and hold the header
LONGEST_CELL = 16 * 1024 * 1024  # Python's own limit of 128 KB would hide our message about the cell's length

_SAVE_AS = "In Excel, choose File > Save As and the type “CSV UTF-8” or “Excel Workbook (.xlsx)”."
_END = "\x00end of the table\x00"


def read_text(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Decode the bytes of a text file, and say so where the encoding had to be guessed."""
    try:
        text, notes = decode(data, name, "“CSV UTF-8”")
    except UnicodeDecodeError:
        raise CannotRead(f"{name} is not a table: it is not text in any usual encoding. {_SAVE_AS}") from None
    if not is_readable(text):
        raise CannotRead(f"{name} is not a table: it does not hold readable text. {_SAVE_AS}")
    return text, notes


def read_rows(text: str, name: str, count_known: KnownHeaders) -> tuple[Rows, tuple[str, ...]]:
    """Split a text into rows of cells, with the delimiter that makes the best table."""
    csv.field_size_limit(max(LONGEST_CELL, csv.field_size_limit()))
    delimiter, text = _take_sep_line(text)
    delimiter = delimiter or best_delimiter(text, count_known)
    notes = () if delimiter in ",;\t" else (f"The cells of {name} are separated by {_in_words(delimiter)}.",)
    rows = _all_rows(text, name, delimiter)
    bare = "\n".join(row[0] if row else "" for row in rows)
    # By a program that took each line for one cell. What is no different without the marks has none.
    if _is_quoted_as_a_whole(rows, count_known) and len(bare) < len(text.rstrip()):
        inner, more = read_rows(bare, name, count_known)
        return inner, (f"Each row of {name} stands in quotation marks as a whole; they were taken off.", *more)
    return rows, notes


def _is_quoted_as_a_whole(rows: Rows, count_known: KnownHeaders) -> bool:
    has_delimiters = any(delimiter in row[0] for row in rows[:SAMPLE] for delimiter in DELIMITERS if row)
    return has_delimiters and all(len(row) < 2 for row in rows) and not any(map(count_known, rows[:SAMPLE]))  # noqa: PLR2004  one cell


def _take_sep_line(text: str) -> tuple[str, str]:
    """Take off Excel's own first line `sep=;`, which Excel does not count as a row either."""
    first, _, rest = text.partition("\n")
    line = first.strip().strip('"')
    if line.casefold().startswith("sep=") and len(first.rstrip("\r\n").strip('"')) == len("sep=;"):
        return first.rstrip("\r\n").strip('"')[-1], rest
    return "", text


def _in_words(delimiter: str) -> str:
    return DELIMITERS.get(delimiter, f"“{delimiter}”")


def best_delimiter(text: str, count_known: KnownHeaders) -> str:
    """Choose the delimiter by known headers first, then by how even the rows come out."""

    def merit(delimiter: str) -> tuple[int, float, int]:
        rows = list(islice(_safely(_records(text, delimiter)), SAMPLE))
        widths = Counter(len(row) for row in rows if any(row)) or Counter(len(row) for row in rows if row)
        width, rows_of_it = widths.most_common(1)[0] if widths else (0, 0)
        evenness = rows_of_it / widths.total() if width > 1 else 0.0
        return max(map(count_known, rows), default=0), evenness, width

    return max(DELIMITERS, key=merit)


def _safely(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """Stop at a cell of absurd length: a wrong delimiter can swallow a whole file as one."""
    try:
        yield from rows
    except csv.Error:
        return


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)


def _all_rows(text: str, name: str, delimiter: str) -> Rows:
    # A roster says the same words over and over: keeping one copy of each takes a third of the memory.
    known: dict[str, str] = {}
    # A last line of our own shows whether a quotation mark before it was left open.
    reader = csv.reader(chain(io.StringIO(text, newline=""), [_END]), delimiter=delimiter, skipinitialspace=True)
    rows: Rows = []
    long_rows: list[tuple[int, int, int]] = []  # that go over several lines: their number, first and last line
    end = 0
    try:
        for row in reader:
            rows.append([known.setdefault(cell, cell) for cell in row])
            if reader.line_num > end + 1:
                long_rows.append((len(rows), end, reader.line_num))
            end = reader.line_num
    except csv.Error:
        raise CannotRead(f"{name} is not a table: it has a cell of more than {LONGEST_CELL:,} letters.") from None
    if problems := list(_bad_quotes(text, name, delimiter, long_rows)):
        raise BadRoster(f"{name} cannot be split into rows.", problems)
    rows.pop()
    return rows


def _bad_quotes(text: str, name: str, delimiter: str, long_rows: Sequence[tuple[int, int, int]]) -> Iterator[Problem]:
    """Find quotation marks that make one row of several: left open, or closed by one that was to open another cell."""
    cure = 'Close it, or take it out; inside a quoted cell write "" for ".'
    lines = [*io.StringIO(text, newline=""), _END] if long_rows else []
    for row, start, end in long_rows:
        if end == len(lines):
            what = "a quotation mark is opened in this row and never closed."
        elif not _is_well_quoted(lines[start:end], delimiter):
            below = count(end - start - 1, "line", "lines")
            what = f"a quotation mark is opened in this row and closed {below} further down, so that they run together."
        else:
            continue
        yield Problem(f"{name}, row {row}", what, cure)


def _is_well_quoted(lines: Sequence[str], delimiter: str) -> bool:
    try:
        return bool(list(csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True)))
    except csv.Error:
        return False
