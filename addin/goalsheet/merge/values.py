"""When two values are the same, whichever program wrote them down: compared as values, never as they look."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata

Value = str | float | dt.date | None

_EPOCH = dt.date(1899, 12, 30).toordinal()  # day 0 of every spreadsheet's count
_RELATIVE, _ABSOLUTE = 1e-9, 1e-12  # what is lost where a number goes through JSON, XML or a percentage
#: What no workbook can hold, so that writing a text drops it.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def same(one: Value, other: Value) -> bool:
    """Whether both hold the same; a text of digits is no number, but a day is its count of days."""
    if one is other or (type(one) is type(other) and one == other):
        return True
    if isinstance(one, str) or isinstance(other, str) or one is None or other is None:
        return normal(one) == normal(other)
    if isinstance(one, dt.date) or isinstance(other, dt.date):
        return _day(one) == _day(other)
    return math.isclose(one, other, rel_tol=_RELATIVE, abs_tol=_ABSOLUTE)


def is_blank(value: Value) -> bool:
    """Whether nothing that one can see stands there."""
    return same(value, None)


def normal(value: Value) -> Value:
    """A text without what programs change by themselves: line ends, blanks at the end, how an accent is put."""
    if not isinstance(value, str):
        return value
    if not value.isprintable():
        value = _UNSEEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return (value if value.isascii() else unicodedata.normalize("NFC", value)).rstrip() or None


def _day(value: float | dt.date) -> float:
    """The count of days; the time of day is left out."""
    return value.toordinal() - _EPOCH if isinstance(value, dt.date) else math.floor(value)
