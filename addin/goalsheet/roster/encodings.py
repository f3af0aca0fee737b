"""Encodings: bytes of a text file, in whatever encoding programs write, as text."""

from __future__ import annotations

import codecs

from goalsheet.roster.words import CONTROL

_BOMS = {  # UTF-32 first: its mark begins with that of UTF-16
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def decode(data: bytes, name: str, as_utf_8: str) -> tuple[str, tuple[str, ...]]:
    """Decode the bytes of a text file, with a note where the encoding had to be guessed.

    `as_utf_8` is what to save it as instead. Raises UnicodeDecodeError if it is text in no usual encoding.
    """
    for bom, encoding in _BOMS.items():
        if data.startswith(bom):
            return data.decode(encoding), ()
    data = data.removeprefix(codecs.BOM_UTF8)
    if encoding := _utf_16_without_mark(data[:4096]):
        return data.decode(encoding), (f"{name} is in UTF-16 without a mark that says so.",)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_lines(data, name, as_utf_8)


def _utf_16_without_mark(head: bytes) -> str:
    """Name the UTF-16 order if every other byte of Latin text is zero."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) <= len(head) / 8 or min(even, odd) > max(even, odd) / 4:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _decode_lines(data: bytes, name: str, as_utf_8: str) -> tuple[str, tuple[str, ...]]:
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
    note = f"{name} is {kind}. If accented letters look wrong, save it as {as_utf_8} and try again."
    return "".join(decoded), (note,)


def is_readable(text: str) -> bool:
    """Whether a text is none of a program's own files: those are full of control characters."""
    head = text[:100_000]
    return len(CONTROL.findall(head)) <= max(10, len(head) // 50)
