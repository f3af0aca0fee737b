"""Dates and times as Google counts them: days since 30 December 1899, the time of day as a fraction, no time zone."""

from __future__ import annotations

import datetime as dt

EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - serials have no time zone
SECONDS_A_DAY = 86_400


def serial_of(moment: dt.datetime) -> float:
    """The serial of a moment; whole days are whole numbers."""
    apart = moment - EPOCH
    return apart.days + (apart.seconds / SECONDS_A_DAY if apart.seconds else 0)


def moment_of(serial: float) -> dt.datetime:
    """The moment of a serial, to the second; OverflowError beyond the year 9999."""
    return EPOCH + dt.timedelta(seconds=round(serial * SECONDS_A_DAY))
