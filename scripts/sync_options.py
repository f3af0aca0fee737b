"""What the user of `goalsheet sync` may say, and which of it goes together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from goalsheet.errors import BadSetting
from goalsheet.layout.review_content import LAYOUTS
from goalsheet.merge.safety import ALL_CHANGED, EMPTIED, OLDER, SWAPPED

from .requests_told import STATS, VERBOSE
from .sync_both import ASK, RESOLUTIONS

_Function = TypeVar("_Function", bound=Callable[..., Any])

_OPTIONS = (
    click.argument("paths", metavar="FILE|DIR…", nargs=-1, required=True, type=click.Path(path_type=Path)),
    click.option("--layout", type=click.Choice(LAYOUTS), help="One a manager (team), or one an employee."),
    click.option(
        "--push-only", is_flag=True, help="From the workbooks to Google only; the workbooks stay as they are."
    ),
    click.option("--dry-run", is_flag=True, help="Say what would be done; nothing is."),
    click.option(
        "--resolve", type=click.Choice(RESOLUTIONS), help="Whose is kept in conflicts: workbook, sheet, or ask."
    ),
    click.option("--watch", "minutes", metavar="MINUTES", type=click.IntRange(min=1), help="Again and again."),
    click.option(
        "--conflicts", is_flag=True, help="List all edits that ever gave way, from the workbooks; do nothing."
    ),
    click.option(EMPTIED, "accept_emptied", is_flag=True, help="It was meant that a side has lost all it had."),
    click.option(ALL_CHANGED, "accept_all_changed", is_flag=True, help="It was meant that all has changed on a side."),
    click.option(SWAPPED, "accept_swapped", is_flag=True, help="It was meant that rows have exchanged their words."),
    click.option(OLDER, "accept_older", is_flag=True, help="It was meant that an older workbook, a backup, is back."),
    click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True),
    click.option("--google-url", metavar="URL", help="A local server (goalsheet local-sheets) instead of Google."),
    click.option(
        "--credentials", metavar="KEY.json|default", help="A service account's key, or this computer's sign-in."
    ),
    click.option("--act-for", metavar="E-MAIL", help="The person for whom the service account acts."),
    click.option("--folder", metavar="ID", help="Folder or shared drive in which new spreadsheets are put."),
    click.option("--tenant", metavar="NAME", help="Under which name the spreadsheets are found again."),
    click.option("--notify", is_flag=True, help="Let Google write to whom a spreadsheet is shared with."),
    STATS,
    VERBOSE,
    click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Look at the goals as of that day."),
)


@dataclass(frozen=True)
class Options:
    """What the user has said, under click's names."""

    paths: Sequence[Path]
    layout: str | None
    push_only: bool
    dry_run: bool
    resolve: str | None
    minutes: int | None
    conflicts: bool
    accept_emptied: bool
    accept_all_changed: bool
    accept_swapped: bool
    accept_older: bool
    form: str
    google_url: str | None
    credentials: str | None
    act_for: str | None
    folder: str | None
    tenant: str | None
    notify: bool
    stats: bool
    today: dt.datetime | None

    @property
    def home(self) -> Path:
        """The folder where what is remembered of Google lies, and which no other sync may touch meanwhile."""
        return self.paths[0] if self.paths[0].is_dir() else self.paths[0].parent

    @property
    def accepted(self) -> frozenset[str]:
        """The flags that say what was meant."""
        said = {
            EMPTIED: self.accept_emptied,
            ALL_CHANGED: self.accept_all_changed,
            SWAPPED: self.accept_swapped,
            OLDER: self.accept_older,
        }
        return frozenset(flag for flag, is_meant in said.items() if is_meant)

    @property
    def flags(self) -> dict[str, str]:
        """What was said of Google, by the names that it has in a folder's settings."""
        names = ("layout", "google_url", "credentials", "act_for", "folder", "tenant")
        return {name: said for name in names if (said := getattr(self, name))}


def options(function: _Function) -> _Function:
    """The function as a command takes it, with all that the user may say."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def refuse_together(said: Options) -> None:
    """BadSetting for settings of which one means nothing beside the other."""
    if said.push_only and said.resolve:
        raise BadSetting("--resolve is for a sync both ways. Leave it out, or leave out --push-only.")
    if said.minutes is not None and (said.dry_run or said.resolve == ASK or said.form != "text"):
        others = "--dry-run, --resolve ask and --format json"
        raise BadSetting(f"{others} are for one sync that somebody looks at. Leave them out, or leave out --watch.")
