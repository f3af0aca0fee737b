"""`goalsheet brief`: the page for a 1:1."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from goalsheet.errors import BadSetting
from goalsheet.folder import FolderSettings
from goalsheet.report.brief_file import write_brief
from goalsheet.workbook.reading import read_tracker

from . import ALL_WELL, TO_LOOK_AT
from .today import the_day


@click.command("brief")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), metavar="FILE.html", help="[default: NAME - 1-1 brief DAY.html]"
)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Tell what changed since that day.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Look at the goals as of that day.")
def command(file: Path, out: Path | None, since: dt.datetime | None, today: dt.datetime | None) -> int:
    """Write the brief for a 1:1: one page to read, or to print.

    It says what changed since the last meeting (the last review, else the last agreement), what there is to
    celebrate, which goals nobody looks at, where what is said and the figures differ, what is open, and which questions
    would help. Vision, journal and private notes never appear. FILE stays as it is.

    \b
    Example:
      goalsheet brief "Bo Ek - goals.xlsx"
      goalsheet brief "Bo Ek - goals.xlsx" --since 2027-03-01 -o brief.html
    """  # noqa: D301 - click's own mark for lines to keep
    day, begin = the_day(today), the_day(since) if since else None
    if begin and begin >= day:
        raise BadSetting(f"--since {begin}: the day has to lie before {day}, as of which the goals are looked at.")
    found = read_tracker(file)
    for problem in found.problems:
        click.echo(f"Look at {problem}", err=True)
    path = write_brief(found.tracker, day, FolderSettings().habits(file), out, Path(), begin, found.language)
    click.echo(f"Wrote {path}. Open it in a browser, or print it: five goals fit on one page.")
    return TO_LOOK_AT if found.problems else ALL_WELL
