"""Conditions on cells, as conditional formats have them: whether one holds for a cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from goalsheet.local_sheets.areas import Area
from goalsheet.local_sheets.calculation import Calculation
from goalsheet.local_sheets.entered import entered
from goalsheet.local_sheets.formula_values import FormulaError
from goalsheet.local_sheets.references import moved_formula

Json = dict[str, Any]
Place = tuple[int, int]

NUMBERS: dict[str, Callable[[float, list[float]], bool]] = {
    "NUMBER_EQ": lambda value, given: value == given[0],
    "NUMBER_NOT_EQ": lambda value, given: value != given[0],
    "NUMBER_GREATER": lambda value, given: value > given[0],
    "NUMBER_GREATER_THAN_EQ": lambda value, given: value >= given[0],
    "NUMBER_LESS": lambda value, given: value < given[0],
    "NUMBER_LESS_THAN_EQ": lambda value, given: value <= given[0],
    "NUMBER_BETWEEN": lambda value, given: given[0] <= value <= given[1],
    "NUMBER_NOT_BETWEEN": lambda value, given: not given[0] <= value <= given[1],
    "DATE_EQ": lambda value, given: value == given[0],
    "DATE_BEFORE": lambda value, given: value < given[0],
    "DATE_AFTER": lambda value, given: value > given[0],
    "DATE_ON_OR_BEFORE": lambda value, given: value <= given[0],
    "DATE_ON_OR_AFTER": lambda value, given: value >= given[0],
    "DATE_BETWEEN": lambda value, given: given[0] <= value <= given[1],
    "DATE_NOT_BETWEEN": lambda value, given: not given[0] <= value <= given[1],
}
TEXTS: dict[str, Callable[[str, str], bool]] = {
    "TEXT_EQ": lambda text, given: text == given,
    "TEXT_CONTAINS": lambda text, given: given in text,
    "TEXT_NOT_CONTAINS": lambda text, given: given not in text,
    "TEXT_STARTS_WITH": lambda text, given: text.startswith(given),
    "TEXT_ENDS_WITH": lambda text, given: text.endswith(given),
}


def holds(condition: Json, calculation: Calculation, area: Area, place: Place) -> bool:
    """Whether a condition on an area holds for one of its cells; formulas are written for the area's first cell."""
    kind = condition.get("type", "")
    value = calculation.value(area.sheet, *place)
    given = [_given(entry, calculation, area, place) for entry in condition.get("values", ())]
    if kind == "CUSTOM_FORMULA":
        return given[0] is True or bool(_is_number(given[0]) and given[0])
    if kind in {"BLANK", "NOT_BLANK"}:
        return bool(value in {None, ""}) == bool(kind == "BLANK")
    if kind in NUMBERS:
        return bool(_is_number(value) and all(map(_is_number, given)) and NUMBERS[kind](value, given))
    if kind in TEXTS:
        return TEXTS[kind](_text(value), _text(given[0]))
    return False


def _given(entry: Json, calculation: Calculation, area: Area, place: Place) -> Any:
    text = str(entry.get("userEnteredValue", ""))
    if text.startswith("="):
        moved = moved_formula(text, place[0] - area.top, place[1] - area.left)
        return calculation.result(moved, area.sheet, *place)
    return entered(text, calculation.locale)[0].get("numberValue", text)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None or isinstance(value, FormulaError) else str(value).lower()
