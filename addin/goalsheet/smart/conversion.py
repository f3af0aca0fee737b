"""Units of one kind, and what a number is in another of them: two hours are 120 minutes."""

from __future__ import annotations

import re

from goalsheet.smart.units import CURRENCY

_SIZES = (
    ("time", "ms millisecond milliseconds", 0.001),
    ("time", "s sec secs second seconds", 1.0),
    ("time", "min mins minute minutes", 60.0),
    ("time", "h hr hrs hour hours", 3600.0),
    ("time", "day days", 86400.0),
    ("time", "week weeks", 7 * 86400.0),
    ("working time", "workday workdays", 1.0),
    ("long time", "month months", 1.0),
    ("long time", "year years", 12.0),
    ("mass", "mg", 0.001),
    ("mass", "g gram grams", 1.0),
    ("mass", "kg kilo kilos kilogram kilograms kilogramme kilogrammes", 1e3),
    ("mass", "t tonne tonnes ton tons", 1e6),
    ("length", "mm millimetre millimetres millimeter millimeters", 0.001),
    ("length", "cm centimetre centimetres centimeter centimeters", 0.01),
    ("length", "m metre metres meter meters", 1.0),
    ("length", "km kilometre kilometres kilometer kilometers", 1e3),
    ("volume", "ml millilitre millilitres milliliter milliliters", 0.001),
    ("volume", "cl", 0.01),
    ("volume", "l litre litres liter liters", 1.0),
    ("data", "kb", 1e3),
    ("data", "mb", 1e6),
    ("data", "gb", 1e9),
    ("data", "tb", 1e12),
    ("energy", "wh", 1.0),
    ("energy", "kwh", 1e3),
    ("energy", "mwh", 1e6),
)
_UNITS = {word: (kind, size) for kind, listed, size in _SIZES for word in listed.split()}
_WORKING_DAY = re.compile(r"(?:working|business)[ -]days?\b")
_FIRST_WORD = re.compile(r"[a-z]+")
_MAGNITUDES = {
    word: size
    for listed, size in (("k t thousand thousands", 1e3), ("m mn mio million millions", 1e6), ("bn billion", 1e9))
    for word in listed.split()
}


def convert(value: float, unit: str, other: str) -> float | None:
    """The value in the other unit, as it is where one of them is unknown; None where no number leads over."""
    ours, theirs = _kind_and_size(unit), _kind_and_size(other)
    if ours is None or theirs is None:
        return value
    if ours[0] != theirs[0]:
        return None
    return value if ours == theirs else float(f"{value * ours[1] / theirs[1]:.12g}")


def are_alike(unit: str, other: str) -> bool:
    """Whether both units are known, and of one kind."""
    ours, theirs = _kind_and_size(unit), _kind_and_size(other)
    return ours is not None and theirs is not None and ours[0] == theirs[0]


def are_of_two_kinds(unit: str, other: str) -> bool:
    """Whether both units are known and no number leads from one to the other: kilos and metres."""
    ours, theirs = _kind_and_size(unit), _kind_and_size(other)
    if ours is None or theirs is None or {unit.lower(), other.lower()} & _AMBIGUOUS:
        return False
    kinds = {ours[0].partition("/")[0], theirs[0].partition("/")[0]}
    return len(kinds) > 1 and not all(kind.endswith("time") for kind in kinds)


_AMBIGUOUS = frozenset("mtshg")  # months or metres, thousands or tonnes


def _kind_and_size(unit: str) -> tuple[str, float] | None:
    """The kind of a unit and how large it is among its kind; None if it is unknown."""
    low = unit.lower()
    if _WORKING_DAY.match(low):
        return _UNITS["workday"]
    word = _FIRST_WORD.match(low)
    found = _UNITS.get(word.group()) if word else None
    rate = low[word.end() :] if word and low.startswith("/", word.end()) else ""
    return (f"{found[0]}{rate}", found[1]) if found else None


def magnitude(unit: str) -> float:
    """What the numbers beside a unit of money count in: thousands for "£k" and "k EUR", else ones."""
    words = _FIRST_WORD.findall(CURRENCY.sub(" ", unit.lower()))
    return next((_MAGNITUDES[word] for word in words if word in _MAGNITUDES), 1.0)
