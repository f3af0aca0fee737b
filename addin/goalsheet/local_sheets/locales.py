"""What a spreadsheet's locale decides: how numbers and dates are typed and shown."""

from __future__ import annotations

from dataclasses import dataclass

DECIMAL_COMMA = {
    *("bg", "cs", "da", "de", "el", "es", "et", "fi", "fr", "hr", "hu", "id", "is", "it", "lt", "lv"),
    *("nb", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "tr", "uk", "vi"),
}
DOTTED = {
    "bg",
    "cs",
    "da",
    "de",
    "et",
    "fi",
    "hr",
    "is",
    "lv",
    "nb",
    "nn",
    "no",
    "pl",
    "ro",
    "ru",
    "sk",
    "sl",
    "sr",
    "tr",
    "uk",
}
SPACED = {"bg", "cs", "fi", "fr", "hu", "lt", "lv", "nb", "nn", "no", "pl", "ru", "sk", "sv", "uk"}
YEAR_FIRST = {"hu", "ja", "ko", "lt", "sv", "zh"}
POINT_COUNTRIES = {"es_MX", "de_CH", "it_CH"}


@dataclass(frozen=True)
class Locale:
    """Decimal mark, thousands mark, order of day (d), month (m) and year (y), and what stands between them."""

    decimal: str
    thousands: str
    date_order: str
    date_mark: str

    @property
    def date_pattern(self) -> str:
        """How a date is shown when nothing else is said, in Google's pattern letters."""
        letters = {"d": "d", "m": "m", "y": "yyyy"} if self.date_order == "mdy" else {"d": "dd", "m": "mm", "y": "yyyy"}
        return self.date_mark.join(letters[part] for part in self.date_order)


def locale_of(name: str) -> Locale:
    """The habits of a locale like `de_DE`; an unknown one is as English."""
    language = name.split("_", maxsplit=1)[0]
    comma = language in DECIMAL_COMMA and name not in POINT_COUNTRIES
    thousands = ("\N{NO-BREAK SPACE}" if language in SPACED else ".") if comma else ","
    order = "ymd" if language in YEAR_FIRST else "mdy" if name in {"en_US", "en"} else "dmy"
    mark = "." if language in DOTTED else "-" if language in {"nl", "sv", "lt"} else "/"
    return Locale("," if comma else ".", thousands, order, mark)
