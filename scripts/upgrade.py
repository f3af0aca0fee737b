"""`goalsheet upgrade`: workbooks of a former template or version become new ones, with all that stands in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import click

from goalsheet.errors import BadSetting, GoalsheetError
from goalsheet.template.load import built_in
from goalsheet.upgrade.stamping import Stamping
from goalsheet.upgrade.upgrading import Upgrade, upgrade
from goalsheet.workbook.collection import tracker_files
from goalsheet.workbook.reading import read_tracker

from . import ALL_WELL, CANNOT_GO_ON, TO_LOOK_AT
from .today import the_day
from .trackers import no_trackers, refuse_missing
from .upgrade_page import say_newest, say_result, say_upgrade


@click.command("upgrade")
@click.argument("paths", metavar="FILE|DIR...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--template", metavar="NAME|FILE.toml", help="[default: the template that each was made from]")
@click.option("--dry-run", is_flag=True, help="Say what would become of each workbook; write nothing.")
@click.option("--again", is_flag=True, help="Make those anew, too, that are of the newest version.")
@click.option("--leave-behind", is_flag=True, help="Go on where something has no place: only the backup keeps it.")
@click.option(
    "--signed-by",
    type=click.Path(path_type=Path),
    metavar="FILE.xlsm",
    help="Put in the signed macros of that workbook.",
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Work out what is on track as of that day.")
def command(
    paths: tuple[Path, ...],
    template: str | None,
    dry_run: bool,  # noqa: FBT001 - click hands over flags by name
    again: bool,  # noqa: FBT001 - the same
    leave_behind: bool,  # noqa: FBT001 - the same
    signed_by: Path | None,
    today: dt.datetime | None,
) -> int:
    """Bring workbooks to the newest version of their template, or to another one, with all that stands in them.

    A workbook from which something would be lost stays as it is, with a list of what that is. Of each that changes, a
    backup is kept beside it.

    \b
    Example:
      goalsheet upgrade workbooks --dry-run
      goalsheet upgrade workbooks
      goalsheet upgrade "Bo Ek - goals.xlsx" --template performance-quarter
    """  # noqa: D301 - click's own mark for lines to keep
    refuse_missing(paths)
    files = tracker_files(paths)
    if not files:
        raise no_trackers(paths)
    stampings = _Stampings(template, the_day(today), signed_by)
    done: list[Upgrade] = []
    newest: list[Path] = []
    codes = [ALL_WELL, *_each(files, stampings, done, newest, again=again, leaves=leave_behind, writes=not dry_run)]
    say_newest(newest)
    say_result(len(done), len(files), writes=not dry_run)
    return max(codes)


class _Stampings:
    """What makes new workbooks, by template: each is compiled once."""

    def __init__(self, template: str | None, today: dt.date, signed_by: Path | None) -> None:
        self._template, self._today, self._signed_by = template, today, signed_by
        self._made: dict[str, Stamping] = {}
        if template:
            self._of(template)  # a broken template is told at once

    def of(self, path: Path) -> Stamping:
        """That of the template which was named, else of the one that the workbook was made from."""
        return self._of(self._template or _own_template(path))

    def _of(self, template: str) -> Stamping:
        if template not in self._made:
            self._made[template] = Stamping(template, self._today, self._signed_by)
        return self._made[template]


def _own_template(path: Path) -> str:
    name = read_tracker(path).tracker.template.name
    if name not in built_in():
        raise BadSetting(
            f'{path} was made from "{name}", which is no template of goalsheet\'s. Say --template FILE.toml.'
        )
    return name


def _each(
    files: list[Path],
    stampings: _Stampings,
    done: list[Upgrade],
    newest: list[Path],
    *,
    again: bool,
    leaves: bool,
    writes: bool,
) -> Iterator[int]:
    """Upgrade one workbook after the other and say so; the exit code that each asks for."""
    for path in files:
        try:
            found = upgrade(path, stampings.of(path), again=again)
            if found is None:
                newest.append(path)
                yield ALL_WELL
                continue
            if not leaves:
                found.refuse()
            say_upgrade(found, found.write() if writes else None)
        except GoalsheetError as error:
            click.echo(f"Error: {error}", err=True)
            yield CANNOT_GO_ON
        else:
            done.append(found)
            yield TO_LOOK_AT if found.losses else ALL_WELL
