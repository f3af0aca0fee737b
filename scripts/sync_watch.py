"""`goalsheet sync --watch MINUTES`: one sync after the other, without a scheduler; a failing one ends nothing."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass

import click

from goalsheet.errors import GoalsheetError
from goalsheet.roster.words import count


@dataclass(frozen=True)
class Time:
    """What time it is here, and waiting."""

    now: Callable[[], dt.datetime] = lambda: dt.datetime.now().astimezone()
    sleep: Callable[[float], None] = time.sleep


def watch(once: Callable[[], int], minutes: int, clock: Time) -> None:
    """Do it again and again, with that long a rest between; only who stops it (KeyboardInterrupt) ends it."""
    while True:
        click.echo(f"{clock.now():%H:%M} Sync begins.")
        try:
            once()
        except GoalsheetError as error:
            click.echo(f"Error: {error}", err=True)
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            click.echo(f"Error: {place}{error.strerror or error}", err=True)
        rest = count(minutes, "minute", "minutes")
        click.echo(f"{clock.now():%H:%M} The next sync is in {rest}. Ctrl-C stops.")
        clock.sleep(60 * minutes)
