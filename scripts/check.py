"""`goalsheet check`: how SMART goals are, why, and what would help."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterator
from pathlib import Path

import click

from goalsheet.errors import BadSetting, CannotRead
from goalsheet.folder import DATE_ORDERS, FolderSettings
from goalsheet.roster.encodings import decode, is_readable
from goalsheet.smart.days import Habits
from goalsheet.smart.verdict import judge_sentence

from . import ALL_WELL, TO_LOOK_AT
from .today import the_day
from .verdict_json import line_answer


@click.command("check")
@click.argument("paths", type=click.Path(path_type=Path), nargs=-1, metavar="FILE|DIR...")
@click.option(
    "--lines",
    "lines",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE|-",
    help="Check sentences instead: one a line, one JSON object a line in return.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Check as of that day.")
@click.option("--dates", type=click.Choice(DATE_ORDERS), help="How people write dates: 31/12 (dmy) or 12/31 (mdy).")
@click.option("--fiscal-start", type=click.IntRange(1, 12), metavar="MONTH", help="The fiscal year's first month.")
@click.option("--all", "everything", is_flag=True, help="Show everything found, not just what helps most.")
def command(
    paths: tuple[Path, ...],
    lines: Path | None,
    form: str,
    today: dt.datetime | None,
    dates: str | None,
    fiscal_start: int | None,
    everything: bool,  # noqa: FBT001 - click hands over flags by name
) -> int:
    """Say how SMART the goals in a tracker are, why, and what would help; nothing is changed.

    \b
    Example:
      goalsheet check "filled in goals.xlsx"
      goalsheet check workbooks --format json
      goalsheet check --lines goals.txt
    """  # noqa: D301 - click's own mark for lines to keep
    if bool(paths) == (lines is not None):
        raise BadSetting("Name the trackers to check, or --lines with a file of sentences (- for standard input).")
    day = the_day(today)
    settings = FolderSettings(date_order=dates, fiscal_start=fiscal_start)
    if lines:
        return _check_lines(lines, day, settings.habits(lines))
    from .tracker_check import check_files  # noqa: PLC0415 - sentences need no reader of workbooks

    return check_files(paths, day, settings, form=form, everything=everything)


# Sentences


def _check_lines(file: Path, day: dt.date, habits: Habits) -> int:
    found = False
    for text in _sentences(file):
        verdict = judge_sentence(text, day, habits)
        click.echo(json.dumps(line_answer(text, verdict), ensure_ascii=False))
        found = found or bool(verdict.findings)
    return TO_LOOK_AT if found else ALL_WELL


def _sentences(file: Path) -> Iterator[str]:
    """The lines of a file or of standard input, in whatever encoding; a note on standard error says if it was guessed.

    Raises CannotRead if there is no such file or it holds no text.
    """
    name = "standard input" if str(file) == "-" else str(file)
    try:
        with click.open_file(str(file), "rb") as opened:
            text, notes = decode(opened.read(), name, "UTF-8")
    except OSError as error:
        raise CannotRead(f"{file} cannot be read: {error.strerror}. {_NAME_A_FILE}") from error
    except UnicodeDecodeError:
        raise CannotRead(f"{name} is not text in any usual encoding. {_NAME_A_FILE}") from None
    if not is_readable(text):
        raise CannotRead(f"{name} does not hold readable text. {_NAME_A_FILE}")
    for note in notes:
        click.echo(note, err=True)
    for line in io.StringIO(text, newline=None):
        yield line.rstrip("\n")


_NAME_A_FILE = "Name a text file with one goal a line."
