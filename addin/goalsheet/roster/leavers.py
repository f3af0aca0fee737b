"""Leavers: who has left, told by a status, a yes-or-no column or the date of the last day."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from goalsheet.roster.words import fold, word_set

# Whole words of a status. "Leave of absence", "on notice" and "future start" are people who stay in the list.
_LEFT = word_set(
    "terminated termination left leaver resigned resignation retired retiree deceased former dismissed departed "
    "separated quit fired redundant offboarded alumni alumnus laid exited withdrawn deactivated archived disabled "
    "discharged gone "
    "ausgeschieden ausgetreten gekundigt verrentet verstorben ehemalig ehemalige deaktiviert "
    "parti partie sorti sortie licencie retraite demissionnaire desactive "
    "despedido despedida cesado cesada jubilado jubilada exempleado desactivado"
)
_PHRASES = (
    *("ex employee", "ex colleague", "ex staff", "ex worker", "off boarded", "let go", "contract ended"),
    *("employment ended", "no longer employed", "no longer active", "no longer with", "not employed"),
)
# Those who are away for a while are "inactive", too, where the status tells that it is for leave.
_INACTIVE = word_set("inactive inaktiv inactif inactivo inactiva nonactive")
_ACTIVE = word_set("active aktiv actif activo activa")
_NOT = word_set("not non no never nicht")
# The one-letter codes of payroll systems count only when they are the whole status.
_LEFT_CODES = word_set("t i term termd termed ret res ex baja")
_YES = word_set("1 yes y true x ja oui si wahr vrai verdadero")
_NO = word_set("0 no n false nein non falsch faux falso")


def is_yes_or_no(text: str) -> bool:
    """Tell whether a cell ticks a box rather than names somebody."""
    return fold(text) in _YES | _NO


def is_standing(text: str) -> bool:
    """Tell whether a cell says in words that somebody works here, is away or has left."""
    words = fold(text).split()
    return not _ACTIVE.isdisjoint(words) or "leave" in words or tells_leaver(text)


@lru_cache(maxsize=4_096)  # a list has a few words for it, and says them again and again
def tells_leaver(status: str) -> bool:
    """Tell whether a status word means that the person has left."""
    folded = fold(status)
    words = folded.split()
    if folded in _LEFT_CODES or any(f" {phrase} " in f" {folded} " for phrase in _PHRASES):
        return True
    said = list(zip(["", *words], words, strict=False))
    is_inactive = any(word in _INACTIVE or (word in _ACTIVE and before in _NOT) for before, word in said)
    return (is_inactive and "leave" not in words) or any(word in _LEFT and before not in _NOT for before, word in said)


def has_left(*, statuses: tuple[str, ...], terminated: str, active: str) -> bool:
    """Tell whether any of the columns about it says that a person has left."""
    by_flag = fold(terminated) in _YES or tells_leaver(terminated)
    return by_flag or fold(active) in _NO or any(map(tells_leaver, (*statuses, active)))


def ended(end_date: dt.date | None, today: dt.date) -> bool:
    """Tell whether the last day is over; a day still to come is none."""
    return end_date is not None and end_date < today
