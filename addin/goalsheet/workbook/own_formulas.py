"""Formulas of a company's own workbook that Excel could not work out for anybody: it would ask to repair the file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from defusedxml import ElementTree

from goalsheet.workbook.marks import holds_token
from goalsheet.workbook.package import MAIN

_CELL, _FORMULA = f"{{{MAIN}}}c", f"{{{MAIN}}}f"
_SHEET = re.compile(r"('(?:[^']|'')+'|[^\s'!:;,()+*/&=<>-]+)!")
_LONGEST = 60  # characters of a formula that is repeated
_CURE = "Mend it in Excel, and save the workbook."


class Fault(NamedTuple):
    """The cell, what is wrong with its formula, and what to do."""

    cell: str
    what: str
    cure: str


def faults(xml: bytes, titles: Collection[str]) -> Iterator[Fault]:
    """Those of a sheet's formulas that are no formulas, or point to what is not there; `titles` are the sheets'."""
    known = {title.casefold() for title in titles}
    for cell in ElementTree.fromstring(xml).iter(_CELL):
        formula = cell.find(_FORMULA)
        text = formula.text or "" if formula is not None else ""
        if text and not holds_token(text):  # of those in which something would be filled in, it is said elsewhere
            what = _wrong(text, known)
            if what:
                shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
                yield Fault(cell.get("r") or "?", f"the formula ={shown} {what}.", _CURE)


def _wrong(text: str, titles: Collection[str]) -> str:
    from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError  # noqa: PLC0415 - slow to import

    try:
        found = Tokenizer(f"={text}")
    except (TokenizerError, IndexError):  # the latter for a bracket that was never opened
        return "cannot be read: a quotation mark or a bracket is missing"
    parts = [one for one in found.items if one.type != Token.WSPACE]
    if found.token_stack:
        return "cannot be read: a bracket is not closed"
    if parts and parts[-1].type in (Token.OP_IN, Token.OP_PRE, Token.SEP):
        return "cannot be read: something is missing at its end"
    operands = [one for one in parts if one.type == Token.OPERAND]
    if any(one.subtype != Token.TEXT and "#REF!" in one.value.upper() for one in operands):
        return "points to cells that are gone (#REF!)"
    gone = [title for one in operands if one.subtype == Token.RANGE for title in _sheets(one.value)]
    gone = [title for title in gone if title.casefold() not in titles]
    return f"points to a sheet that is not there ({gone[0]})" if gone else ""


def _sheets(reference: str) -> Iterator[str]:
    """The sheets of this workbook that a reference names: two where it runs from one to another."""
    for found in _SHEET.findall(reference):
        title = found[1:-1].replace("''", "'") if found.startswith("'") else found
        yield from () if "[" in title else title.split(":")
