"""The day as of which a command looks at goals: today, or the one that the user names."""

from __future__ import annotations

import datetime as dt

from goalsheet.errors import BadSetting

_FIRST, _LAST = 1950, 2500  # years; beyond them a slip of the keyboard is likelier than a plan


def the_day(named: dt.datetime | None) -> dt.date:
    """The named day, or today by this computer's clock; BadSetting for a year that nobody can mean."""
    if named is None:
        return dt.datetime.now().astimezone().date()
    if not _FIRST <= named.year <= _LAST:
        raise BadSetting(f"--today {named:%Y-%m-%d}: the year has to lie between {_FIRST} and {_LAST}.")
    return named.date()
