"""How a value is shown: Google's number formats (patterns with sections, digits, dates and literal text)."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from goalsheet.local_sheets.locales import Locale
from goalsheet.local_sheets.serials import moment_of

DEFAULTS = {
    "NUMBER": "#,##0.00",
    "PERCENT": "0.00%",
    "CURRENCY": '"$"#,##0.00',
    "TIME": "h:mm:ss am/pm",
    "SCIENTIFIC": "0.00E+00",
}
MOMENTS = {"DATE", "TIME", "DATE_TIME"}
SIGNIFICANT = 10  # how many digits a number without a format shows
PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<ampm>am/pm|a/p)|(?P<date>y+|m+|d+|h+|s+)|(?P<exponent>e[+-]0+)|(?P<digits>[0#?](?:[0#?,.]*[0#?.])?,*|\.[0#?]+)"
    r"|(?P<percent>%)|(?P<text>@)|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
Piece = tuple[str, str]


def shown(value: Any, number_format: dict[str, Any] | None, locale: Locale) -> str:
    """A cell's value as people see it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return value
    kind = (number_format or {}).get("type", "")
    pattern = (number_format or {}).get("pattern") or default_pattern(kind, locale)
    if not pattern or pattern.lower() == "general" or kind == "TEXT" or pattern == "@":
        return plain(value, locale)
    return by_pattern(value, pattern, locale)


def default_pattern(kind: str, locale: Locale) -> str:
    """The pattern of a kind of format that names none."""
    if kind == "DATE":
        return locale.date_pattern
    if kind == "DATE_TIME":
        return f"{locale.date_pattern} h:mm:ss"
    return DEFAULTS.get(kind, "")


def is_moment(number_format: dict[str, Any] | None) -> bool:
    """Whether a format shows a day or a time."""
    return (number_format or {}).get("type") in MOMENTS


def plain(value: float, locale: Locale) -> str:
    """A number without a format: up to ten digits, no needless zeros."""
    if value == int(value) and abs(value) < 1e15:  # noqa: PLR2004 - exact below
        return str(int(value))
    text = f"{value:.{SIGNIFICANT}g}"
    if "e" in text and 1e-5 <= abs(value) < 1e15:  # noqa: PLR2004 - Google's span without an exponent
        text = f"{Decimal(text):f}"
    return text.replace("e", "E").replace(".", locale.decimal)


def by_pattern(value: float, pattern: str, locale: Locale) -> str:
    """A number by a pattern: the section for its sign, then digits or a moment."""
    section, value = _section(value, pattern)
    pieces = _pieces(section)
    if any(kind in {"date", "ampm"} or _elapsed(kind, text) for kind, text in pieces):
        return _moment(value, pieces)
    return _number(value, pieces, locale)


def _section(value: float, pattern: str) -> tuple[str, float]:
    """The part of `positive;negative;zero` that fits; a section for negatives shows no sign of its own."""
    sections = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', pattern)
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:  # noqa: PLR2004 - the third is for zero
        return sections[2], value
    return sections[0], value


@lru_cache(maxsize=256)
def _pieces(section: str) -> tuple[Piece, ...]:
    return tuple((found.lastgroup or "", found[found.lastgroup or 0]) for found in PIECE.finditer(section))


def _literal(kind: str, text: str) -> str:
    """What a piece shows that is neither digits nor a moment."""
    if kind in {"quoted", "escaped", "literal"}:
        return text
    if kind == "percent":
        return "%"
    return " " if kind == "space" else ""


def _number(value: float, pieces: tuple[Piece, ...], locale: Locale) -> str:
    percents = sum(kind == "percent" for kind, _ in pieces)
    digits = next((text for kind, text in pieces if kind == "digits"), None)
    exponent = next((text for kind, text in pieces if kind == "exponent"), None)
    amount = Decimal(repr(value)) * 100**percents
    power = amount.adjusted() if exponent and amount else 0
    out, done = [], False
    for kind, text in pieces:
        if kind == "digits" and not done:
            done = True
            out.append(_digits(abs(amount) / Decimal(10) ** power, digits or "", locale))
        elif kind == "exponent":
            out.append(f"{text[0]}{'-' if power < 0 else '+'}{abs(power):0{len(text) - 2}d}")
        else:
            out.append(text if kind == "digits" else _literal(kind, text))
    zero = not any(char in "123456789" for char in "".join(out))
    return ("-" if value < 0 and not zero else "") + "".join(out)


def _digits(amount: Decimal, pattern: str, locale: Locale) -> str:
    """Digits by a pattern such as `#,##0.00`; commas at its end divide by a thousand each."""
    scale = len(pattern) - len(pattern.rstrip(","))
    amount /= 1000**scale
    before, _, after = pattern.rstrip(",").partition(".")
    places = len(after)
    whole, _, fraction = f"{amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}".partition(".")
    fraction = _optional_end(fraction, after)
    whole = whole.lstrip("0").rjust(before.count("0"), "0")
    if "," in before:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", locale.thousands, whole)
    return whole + (locale.decimal + fraction if fraction or "." in pattern else "")


def _optional_end(fraction: str, pattern: str) -> str:
    """The fraction without zeros where the pattern says `#`."""
    while fraction.endswith("0") and pattern[len(fraction) - 1] == "#":
        fraction = fraction[:-1]
    return fraction


def _elapsed(kind: str, text: str) -> bool:
    return kind == "bracket" and text.lower().strip("hms") == "" and text != ""


def _moment(serial: float, pieces: tuple[Piece, ...]) -> str:
    try:
        moment = moment_of(serial)
    except OverflowError:
        return str(serial)
    half = any(kind == "ampm" for kind, _ in pieces)
    out, last = [], ""
    for place, (kind, text) in enumerate(pieces):
        if kind == "date":
            following = next((later[0].lower() for what, later in pieces[place + 1 :] if what == "date"), "")
            out.append(_date_part(moment, text.lower(), minutes=last == "h" or following == "s", half=half))
            last = text[0].lower()
        elif kind == "ampm":
            out.append("AM" if moment.hour < 12 else "PM")  # noqa: PLR2004 - noon
        elif _elapsed(kind, text):
            last = text[0].lower()
            out.append(str(int(round(serial * 86_400) // {"h": 3600, "m": 60, "s": 1}[last])).rjust(len(text), "0"))
        else:
            out.append(_literal(kind, text))
    return "".join(out)


def _date_part(moment: dt.datetime, letters: str, *, minutes: bool, half: bool) -> str:
    """One run of letters; `m` means minutes after an hour or before seconds."""
    size = len(letters)
    if letters[0] == "m" and minutes:
        return str(moment.minute).rjust(min(size, 2), "0")
    if letters[0] == "h":
        return str((moment.hour - 1) % 12 + 1 if half else moment.hour).rjust(min(size, 2), "0")
    if letters[0] == "s":
        return str(moment.second).rjust(min(size, 2), "0")
    if letters[0] == "y":
        return str(moment.year) if size > 2 else f"{moment.year % 100:02d}"  # noqa: PLR2004 - yy or yyyy
    number, name = (moment.day, f"{moment:%A}") if letters[0] == "d" else (moment.month, f"{moment:%B}")
    return [str(number), f"{number:02d}", name[:3], name, name[0]][min(size, 5) - 1]
