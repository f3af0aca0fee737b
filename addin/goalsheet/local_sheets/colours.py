"""Colours as Google gives them back: each channel a float32, none for zero, and the newer `…Style` beside each."""

from __future__ import annotations

import marshal
import struct
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

#: Most cells of a spreadsheet look alike: each look is worked out, and kept, once.
_LOOKS: dict[bytes, Any] = {}
MOST_LOOKS = 10_000
CHANNELS = ("red", "green", "blue", "alpha")


def with_styles(value: Any) -> Any:
    """The value with every colour in it normalised and its twin added: `tabColor` and `tabColorStyle`."""
    if isinstance(value, list | tuple):
        return [with_styles(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    out: dict[str, Any] = {}
    for name, part in value.items():
        if name in {"color", "rgbColor"} or name.endswith("Color"):
            out[name] = _colour(part) if isinstance(part, Mapping) and _is_colour(part) else with_styles(part)
        else:
            out[name] = with_styles(part)
    return _with_twins(out)


def styled_cell(cell: dict[str, Any]) -> dict[str, Any]:
    """A cell with the colours of its look normalised."""
    looks: dict[str, Any] = {
        name: _look(cell[name]) for name in ("userEnteredFormat", "textFormatRuns") if name in cell
    }
    return {**cell, **looks} if looks else cell


def _look(look: Any) -> Any:
    key = marshal.dumps(look)
    if key not in _LOOKS:
        if len(_LOOKS) >= MOST_LOOKS:
            _LOOKS.clear()
        _LOOKS[key] = with_styles(look)
    return _LOOKS[key]


def _is_colour(value: Mapping[str, Any]) -> bool:
    return set(value) <= set(CHANNELS)


def _colour(value: Mapping[str, Any]) -> dict[str, float]:
    return {name: _float32(value[name]) for name in CHANNELS if value.get(name)}


@lru_cache(maxsize=1024)
def _float32(number: float) -> float:
    """The shortest number that is the same float32, as Google prints it."""
    exact = struct.unpack("f", struct.pack("f", number))[0]
    short = next(
        text
        for digits in range(1, 18)
        if struct.pack("f", float(text := f"{exact:.{digits}g}")) == struct.pack("f", exact)
    )
    value = float(short)
    return int(value) if value.is_integer() else value


def _with_twins(value: dict[str, Any]) -> dict[str, Any]:
    for name in [name for name in value if name.endswith("ColorStyle") or name == "colorStyle"]:
        if isinstance(value[name], dict) and "rgbColor" in value[name]:
            value[name.removesuffix("Style")] = value[name]["rgbColor"]
    for name in [name for name in value if _has_twin(name, value) and f"{name}Style" not in value]:
        value[f"{name}Style"] = {"rgbColor": value[name]}
    return value


def _has_twin(name: str, value: dict[str, Any]) -> bool:
    named = (name.endswith("Color") and name != "rgbColor") or (name == "color" and "colorType" not in value)
    return named and isinstance(value[name], dict) and _is_colour(value[name])
