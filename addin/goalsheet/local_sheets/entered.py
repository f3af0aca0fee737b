"""What Google makes of text that somebody types into a cell (USER_ENTERED): number, date, truth, formula or text."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Any

from goalsheet.local_sheets.formula_values import whole
from goalsheet.local_sheets.locales import Locale
from goalsheet.local_sheets.serials import SECONDS_A_DAY, serial_of

Json = dict[str, Any]
#: A value as Google stores it, and the number format that typing it that way gives the cell.
Entered = tuple[Json, Json | None]

TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm)?", re.IGNORECASE)
ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
PARTED_DATE = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})")
DAY_FIRST = re.compile(r"(?P<day>\d{1,2})(?P<mark>[ -])(?P<month>[A-Za-z]{3,9})(?P=mark)(?P<year>\d{4})")
MONTH_FIRST = re.compile(r"(?P<month>[A-Za-z]{3,9}) (?P<day>\d{1,2}), ?(?P<year>\d{4})")
MONTHS = calendar.month_name[1:]
CURRENCY = {"$": '"$"#,##0.00', "€": '"€"#,##0.00', "£": '"£"#,##0.00'}
CENTURY_TURN = 30  # 1/1/29 is 2029, 1/1/30 is 1930


def typed(value: Any) -> Json:
    """A JSON value stored as it is (RAW)."""
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int | float):
        return {"numberValue": whole(value)}
    return {"stringValue": str(value)} if value != "" else {}


def entered(value: Any, locale: Locale) -> Entered:
    """A JSON value stored as if it had been typed."""
    if not isinstance(value, str):
        return typed(value), None
    if value.startswith("'"):
        return typed(value[1:]), None
    text = value.strip()
    if value.startswith("=") and len(value) > 1:
        return {"formulaValue": value}, None
    found = _truth(text, locale) or _number(text, locale) or _moment(text, locale)
    if found:
        return found
    if re.match(r"[+-][A-Za-z0-9(]", value):
        return {"formulaValue": "=" + value}, None
    return typed(value), None


def _truth(text: str, locale: Locale) -> Entered | None:
    del locale
    return ({"boolValue": text.upper() == "TRUE"}, None) if text.upper() in {"TRUE", "FALSE"} else None


def _number(text: str, locale: Locale) -> Entered | None:
    sign, bare = ("-", text[1:]) if text.startswith("-") else ("", text.removeprefix("+"))
    currency = next((mark for mark in CURRENCY if bare.startswith(mark)), "")
    bare = bare.removeprefix(currency).strip()
    percent = bare.endswith("%")
    number = _plain_number(bare.removesuffix("%").strip(), locale)
    if number is None:
        return None
    value = float(sign + number)
    return {"numberValue": whole(value / 100 if percent else value)}, _number_format(bare, percent, currency, locale)


def _plain_number(text: str, locale: Locale) -> str | None:
    """The digits as Python reads them, or None where the locale reads no number."""
    groups = re.escape(locale.thousands)
    point = re.escape(locale.decimal)
    pattern = rf"(\d+|\d{{1,3}}(?:{groups}\d{{3}})+)?(?:{point}(\d*))?(?:[eE]([+-]?\d{{1,3}}))?"
    found = re.fullmatch(pattern, text)
    if not found or not (found[1] or found[2]):
        return None
    digits = (found[1] or "0").replace(locale.thousands, "")
    return f"{digits}.{found[2] or '0'}e{found[3] or '0'}"


def _number_format(text: str, percent: bool, currency: str, locale: Locale) -> Json | None:  # noqa: FBT001 - two facts
    fraction = locale.decimal in text
    if currency:
        return {"type": "CURRENCY", "pattern": CURRENCY[currency]}
    if percent:
        return {"type": "PERCENT", "pattern": "0.00%" if fraction else "0%"}
    if "e" in text.lower():
        return {"type": "SCIENTIFIC", "pattern": "0.00E+00"}
    if locale.thousands in text:
        return {"type": "NUMBER", "pattern": "#,##0.00" if fraction else "#,##0"}
    return None


def _moment(text: str, locale: Locale) -> Entered | None:
    """A date, a time, or both with a blank between them."""
    named = _named_date(text)
    if named:
        day, pattern = named
        return {"numberValue": serial_of(dt.datetime.combine(day, dt.time()))}, {"type": "DATE", "pattern": pattern}
    day_text, _, time_text = text.partition(" ")
    time = _time(text)
    if time is not None:
        return {"numberValue": time}, {"type": "TIME", "pattern": "h:mm:ss" if text.count(":") > 1 else "h:mm"}
    found = _date(day_text, locale)
    time = _time(time_text) if time_text else 0.0
    if found is None or time is None:
        return None
    moment = dt.datetime.combine(found[0], dt.time())
    if not time_text:
        return {"numberValue": serial_of(moment)}, {"type": "DATE", "pattern": found[1]}
    return {"numberValue": serial_of(moment) + time}, {"type": "DATE_TIME", "pattern": f"{found[1]} h:mm:ss"}


def _time(text: str) -> float | None:
    """The fraction of a day that a time of day is."""
    found = TIME.fullmatch(text)
    if not found:
        return None
    hours, minutes, seconds = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        hours = hours % 12 + (12 if found[4].lower() == "pm" else 0)
    if max(minutes, seconds) >= 60:  # noqa: PLR2004 - minutes in an hour
        return None
    return (hours * 3600 + minutes * 60 + seconds) / SECONDS_A_DAY


def _date(text: str, locale: Locale) -> tuple[dt.date, str] | None:
    """The day that a text means, and the pattern that shows it as it was typed."""
    iso = ISO_DATE.fullmatch(text)
    if iso:
        day = _day(int(iso[1]), int(iso[2]), int(iso[3]))
        return (day, "yyyy-mm-dd") if day else None
    found = PARTED_DATE.fullmatch(text)
    if not found:
        return None
    parts = dict(zip(locale.date_order, (int(found[1]), int(found[3]), int(found[4])), strict=True))
    day = _day(_year(parts["y"]), parts["m"], parts["d"])
    return (day, locale.date_pattern) if day else None


def _named_date(text: str) -> tuple[dt.date, str] | None:
    """The same of one with its month's name, in English: 9 Jun 2027, 9-June-2027, Jun 9, 2027."""
    found = DAY_FIRST.fullmatch(text) or MONTH_FIRST.fullmatch(text)
    name = found["month"].capitalize() if found else ""
    number = next((place for place, month in enumerate(MONTHS, 1) if name in {month, month[:3]}), 0)
    day = _day(int(found["year"]), number, int(found["day"])) if found and number else None
    if not found or day is None:
        return None
    month = "mmm" if len(name) == len("Jun") else "mmmm"
    mark = found["mark"] if "mark" in found.groupdict() else ""
    return day, mark.join(["d", month, "yyyy"]) if mark else f"{month} d, yyyy"


def _year(number: int) -> int:
    return number + (2000 if number < CENTURY_TURN else 1900) if number < 100 else number  # noqa: PLR2004 - two digits


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
