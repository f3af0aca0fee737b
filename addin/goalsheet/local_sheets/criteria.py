"""Criteria of COUNTIF and its like: `>=5`, `<>done`, `A*`, or plain values."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from goalsheet.local_sheets.formula_values import FormulaError, single

Test = Callable[[Any], bool]
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def criterion(given: Any) -> Test:
    """The test that a criterion is."""
    given = single(given)
    if not isinstance(given, str):
        return _equals("" if given is None else given)
    sign = next((sign for sign in ("<=", ">=", "<>", "<", ">", "=") if given.startswith(sign)), "")
    wanted = _value(given[len(sign) :])
    if sign in COMPARE:
        return lambda value: _same_kind(value, wanted) and COMPARE[sign](_plain(value), _plain(wanted))
    if sign == "<>":
        equal = _equals(wanted)
        return lambda value: not equal(value)
    if sign == "=" and wanted == "":
        return lambda value: value is None
    return _equals(wanted)


@lru_cache(maxsize=4096)
def _value(text: str) -> Any:
    if text.upper() in {"TRUE", "FALSE"}:
        return text.upper() == "TRUE"
    if re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?%?", text):
        return float(text.rstrip("%")) / (100 if text.endswith("%") else 1)
    return text


def _equals(wanted: Any) -> Test:
    if isinstance(wanted, str):
        pattern = re.compile(_pattern(wanted), re.IGNORECASE | re.DOTALL)
        return lambda value: bool(pattern.fullmatch("" if value is None else value)) if _textual(value) else False
    if isinstance(wanted, bool):
        return lambda value: value is wanted
    return lambda value: _same_kind(_as_number(value), wanted) and _as_number(value) == wanted


def _as_number(value: Any) -> Any:
    """Text that reads as a number counts as that, as in every spreadsheet program: "0011" is found by "0011"."""
    return _value(value) if isinstance(value, str) else value


def _textual(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _pattern(text: str) -> str:
    """Wildcards `*` and `?` as a regular expression; `~` takes their meaning away."""
    parts = re.findall(r"~.|.", text, re.DOTALL)
    return "".join({"*": ".*", "?": "."}.get(part, re.escape(part.removeprefix("~") or part)) for part in parts)


def _same_kind(value: Any, wanted: Any) -> bool:
    if value is None or isinstance(value, FormulaError):
        return False
    return all(isinstance(value, kind) is isinstance(wanted, kind) for kind in (str, bool))


def _plain(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value
