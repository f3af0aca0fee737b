"""Formulas that come to a day or a moment: such a cell shows it as one, though nobody gave it a format."""

from __future__ import annotations

from collections.abc import Callable

from goalsheet.local_sheets.formula_syntax import Call, Node, Reference

#: What stands in a cell (title, row, column): "DATE", "DATE_TIME" or "".
Moment = Callable[[Reference], str]
COMING_TO = {"TODAY": "DATE", "DATE": "DATE", "NOW": "DATE_TIME"}


def moment_of_formula(node: Node, moment_of: Moment) -> str:
    """The kind of moment that a formula comes to, "" for none: a day moved on is a day, days apart are a number."""
    if isinstance(node, Reference):
        return moment_of(node) if node.first == node.last else ""
    if not isinstance(node, Call):
        return ""
    kinds = [moment_of_formula(given, moment_of) for given in node.given]
    if node.name == "+":
        return kinds[0] or kinds[1]
    if node.name == "-":
        return "" if kinds[1] else kinds[0]
    if node.name == "IF":
        return next((kind for kind in kinds[1:] if kind), "")
    return kinds[0] if node.name == "IFERROR" else COMING_TO.get(node.name, "")
