"""Text tables: bytes of a CSV file, in whatever encoding and with whatever delimiter, as rows of cells."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice

from goalsheet.errors import BadRoster, CannotRead, Problem
from goalsheet.roster.words import CONTROL, count

Rows = list[list[str]]
KnownHeaders = Callable[[Sequence[str]], int]  # how many headers of a row we know

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "pipes (|)", "^": "carets (^)"}
SAMPLE = 50  # records that decide the delimiter and hold the header
LONGEST_CELL = 16 * 1024 * 1024  # Python's own limit of 128 KB would hide our message about the cell's length

_BOMS = {  # UTF-32 first: its mark begins with that of UTF-16
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_SAVE_AS = "In Excel, choose File > Save As and the type “CSV UTF-8” or “Excel Workbook (.xlsx)”."
_END = "\x00end of the table\x00"


def read_text(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Decode the bytes of a text file, and say so where the encoding had to be guessed."""
    try:
        text, notes = _decode(data, name)
    except UnicodeDecodeError:
        raise CannotRead(f"{name} is not a table: it is not text in any usual encoding. {_SAVE_AS}") from None
    if len(CONTROL.findall(text[:100_000])) > max(10, len(text[:100_000]) // 50):
        raise CannotRead(f"{name} is not a table: it does not hold readable text. {_SAVE_AS}")
    return text, notes


def _decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    for bom, encoding in _BOMS.items():
        if data.startswith(bom):
            return data.decode(encoding), ()
    if encoding := _utf_16_without_mark(data[:4096]):
        return data.decode(encoding), (f"{name} is in UTF-16 without a mark that says so.",)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_lines(data, name)


def _utf_16_without_mark(head: bytes) -> str:
    """Name the UTF-16 order if every other byte of Latin text is zero."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) <= len(head) / 8 or min(even, odd) > max(even, odd) / 4:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _decode_lines(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Decode what is not UTF-8 as Windows text, line by line, since exports get pasted together."""
    decoded: list[str] = []
    foreign, is_mixed = 0, False
    for number, line in enumerate(data.splitlines(keepends=True), start=1):
        try:
            decoded.append(line.decode("utf-8"))
            is_mixed = is_mixed or not line.isascii()
        except UnicodeDecodeError:
            decoded.append(line.decode("cp1252"))
            foreign = foreign or number
    mixture = f"partly UTF-8 and partly Windows text (from line {foreign} on)"
    kind = mixture if is_mixed else "not UTF-8 and was read as Windows text (cp1252)"
    note = f"{name} is {kind}. If accented letters look wrong, save it as “CSV UTF-8” and try again."
    return "".join(decoded), (note,)


def read_rows(text: str, name: str, count_known: KnownHeaders) -> tuple[Rows, tuple[str, ...]]:
    """Split a text into rows of cells, with the delimiter that makes the best table."""
    csv.field_size_limit(max(LONGEST_CELL, csv.field_size_limit()))
    delimiter, text = _take_sep_line(text)
    delimiter = delimiter or best_delimiter(text, count_known)
    notes = () if delimiter in ",;\t" else (f"The cells of {name} are separated by {_in_words(delimiter)}.",)
    rows = _all_rows(text, name, delimiter)
    if _is_quoted_as_a_whole(rows, count_known):  # by a program that took each line for one cell
        inner, more = read_rows("\n".join(row[0] if row else "" for row in rows), name, count_known)
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
        widths = Counter(len(row) for row in rows if any(row))
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
