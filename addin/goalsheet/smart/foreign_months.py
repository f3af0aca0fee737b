"""Days whose month is named in another language: "30. juni 2027", "30 de junio de 2027"."""

from __future__ import annotations

import datetime as dt

from goalsheet.smart.days import Habits
from goalsheet.smart.text import word_set
from goalsheet.smart.timewords import Match, Reader, day_in_month, register, said_year

READERS: list[Reader] = []
reader = register(READERS)

#: The months in the languages whose words are known, as they stand behind a day; what English writes alike is left out.
_NAMES = (
    "januar januari janvier enero gennaio janeiro stycznia ledna januára ianuarie január ocak tammikuuta tammikuun",
    "februar februari février febrero febbraio fevereiro lutego února februára februarie február şubat helmikuuta",
    "märz maart mars marts marzo março marca března martie március mart maaliskuuta maaliskuun",
    "avril abril aprile kwietnia dubna apríla aprilie április nisan huhtikuuta huhtikuun",
    "mai maj mei mayo maggio maio maja května mája május mayıs toukokuuta toukokuun",
    "juni juin junio giugno junho czerwca června júna iunie június haziran kesäkuuta kesäkuun",
    "juli juillet julio luglio julho lipca července júla iulie július temmuz heinäkuuta heinäkuun",
    "augusti augustus août agosto sierpnia srpna augusta augusztus ağustos elokuuta elokuun",
    "septembre septiembre settembre setembro września září septembra septembrie szeptember eylül syyskuuta syyskuun",
    "oktober octobre octubre ottobre outubro października října októbra octombrie október ekim lokakuuta lokakuun",
    "novembre noviembre novembro listopada listopadu novembra noiembrie kasım marraskuuta marraskuun",
    "dezember december décembre diciembre dicembre dezembro desember grudnia prosince decembra aralık joulukuuta",
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in word_set(names)}
_WORDS_TOO = word_set("mars mart")  # without a year they may be bars
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b"


@reader(
    rf"(?P<day>\d\d?)(?<![.,/:-]\d)(?<![.,/:-]\d\d)(?<!\d\d\d)(?:\.|º|er|e)?\s(?:de |d')?{_MONTH}"
    r"(?:\s(?:de |del )?(?P<year>20\d\d)\b)?",
    *("0. ", "0 ", "0e"),
    is_day=True,
)
def _day(match: Match, today: dt.date, _habits: Habits) -> dt.date | None:
    month, day, year = _MONTHS.get(match["month"]), int(match["day"]), said_year(match, today)
    if month is None or (year is None and match["month"] in _WORDS_TOO):
        return None
    return day_in_month(year, month, day, today)
