"""`goalsheet sync`: workbooks and managers' review spreadsheets in Google Sheets, each brought up to date."""

from __future__ import annotations

import datetime as dt
import gc
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from goalsheet.errors import BadSetting
from goalsheet.folder import TENANT, FolderSettings
from goalsheet.google.client import LOG, Line, connect
from goalsheet.google.origins import origin
from goalsheet.google.sign_in import sign_in
from goalsheet.layout.review_content import LAYOUTS, TEAM
from goalsheet.merge.safety import ALL_CHANGED, EMPTIED, OLDER, SWAPPED
from goalsheet.sync.lock import alone
from goalsheet.sync.memory import Memory
from goalsheet.sync.participant import Participant, refuse_incomplete
from goalsheet.sync.push import Where
from goalsheet.sync.teams import targets

from . import ALL_WELL, CANNOT_GO_ON
from .sync_both import ASK, RESOLUTIONS, Sync, say_left_out
from .sync_gathering import Gathering
from .sync_page import kept_lines
from .sync_push import carry_out, exit_code
from .sync_watch import Time, watch
from .today import the_day
from .trackers import Trackers

_USUAL = {"layout": TEAM, "tenant": TENANT}


@click.command("sync")
@click.argument("paths", metavar="FILE|DIR…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--layout", type=click.Choice(LAYOUTS), help="One a manager (team), or one an employee.")
@click.option("--push-only", is_flag=True, help="From the workbooks to Google only; the workbooks stay as they are.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; nothing is.")
@click.option("--resolve", type=click.Choice(RESOLUTIONS), help="Whose is kept in conflicts: workbook, sheet, or ask.")
@click.option("--watch", "minutes", metavar="MINUTES", type=click.IntRange(min=1), help="Again and again.")
@click.option("--conflicts", is_flag=True, help="List all edits that ever gave way, from the workbooks; do nothing.")
@click.option(EMPTIED, "accept_emptied", is_flag=True, help="It was meant that a side has lost all it had.")
@click.option(ALL_CHANGED, "accept_all_changed", is_flag=True, help="It was meant that all has changed on a side.")
@click.option(SWAPPED, "accept_swapped", is_flag=True, help="It was meant that goals have exchanged their words.")
@click.option(OLDER, "accept_older", is_flag=True, help="It was meant that an older workbook, a backup, is back.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--google-url", metavar="URL", help="A local server (goalsheet local-sheets) instead of Google.")
@click.option("--credentials", metavar="KEY.json|default", help="A service account's key, or this computer's sign-in.")
@click.option("--act-for", metavar="E-MAIL", help="The person for whom the service account acts.")
@click.option("--folder", metavar="ID", help="Folder or shared drive in which new spreadsheets are put.")
@click.option("--tenant", metavar="NAME", help="Under which name the spreadsheets are found again.")
@click.option("--notify", is_flag=True, help="Let Google write to whom a spreadsheet is shared with.")
@click.option("--stats", is_flag=True, help="Say how many requests it took.")
@click.option("--verbose", is_flag=True, help="Name each request, without what is in it.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Look at the goals as of that day.")
def command(
    paths: Sequence[Path],
    push_only: bool,  # noqa: FBT001 - click hands over flags by name
    dry_run: bool,  # noqa: FBT001 - the same
    resolve: str | None,
    minutes: int | None,
    conflicts: bool,  # noqa: FBT001 - the same
    accept_emptied: bool,  # noqa: FBT001 - the same
    accept_all_changed: bool,  # noqa: FBT001 - the same
    accept_swapped: bool,  # noqa: FBT001 - the same
    accept_older: bool,  # noqa: FBT001 - the same
    form: str,
    google_url: str | None,
    notify: bool,  # noqa: FBT001 - the same
    stats: bool,  # noqa: FBT001 - the same
    verbose: bool,  # noqa: FBT001 - the same
    today: dt.datetime | None,
    **flags: str | None,
) -> int:
    """Bring trackers in files and folders and the spreadsheets in which managers review them up to date, both ways.

    Each manager gets one spreadsheet, shared with nobody else. What employees write goes there; agreement, comment,
    suggested wording and rating come back into the workbooks. What somebody writes in a cell of the other's gives way
    and is listed. A second run does only what has changed. What cannot be read, sent or written is named, and the rest
    goes on. Layout, credentials, act_for, folder, tenant and google_url may also stand in a goalsheet.toml beside the
    workbooks.

    \b
    Example:
      goalsheet sync workbooks --dry-run
      goalsheet sync workbooks
      goalsheet sync workbooks --watch 15
      goalsheet sync workbooks --layout team --push-only
    """  # noqa: D301 - click's own mark for lines to keep
    gc.freeze()
    _refuse_together(push_only=push_only, resolve=resolve, form=form)
    if verbose:
        _log()
    if conflicts:
        return _list_conflicts(Trackers(paths), the_day(today), FolderSettings())
    accepted = {EMPTIED: accept_emptied, ALL_CHANGED: accept_all_changed, SWAPPED: accept_swapped, OLDER: accept_older}
    meant = frozenset(flag for flag, is_meant in accepted.items() if is_meant)
    options = _Options(paths, push_only, dry_run, resolve, meant, form, google_url, notify, stats, today, flags)
    if minutes is None:
        return _once(options)
    _refuse_watching(dry_run=dry_run, resolve=resolve, form=form)
    watch(partial(_once, options), minutes, Time())
    return ALL_WELL


@dataclass(frozen=True)
class _Options:
    """What the user has said."""

    paths: Sequence[Path]
    push_only: bool
    dry_run: bool
    resolve: str | None
    meant: frozenset[str]
    form: str
    google_url: str | None
    notify: bool
    stats: bool
    today: dt.datetime | None
    flags: Mapping[str, str | None]

    @property
    def folder(self) -> Path:
        """Where what is remembered of Google lies, and which no other sync may touch meanwhile."""
        return self.paths[0] if self.paths[0].is_dir() else self.paths[0].parent


def _once(options: _Options) -> int:
    """One sync; the exit code."""
    settings, day = FolderSettings(), the_day(options.today)
    paths, folder = options.paths, options.folder
    found = Trackers(paths, refuse_incomplete) if options.push_only else Gathering(paths, folder, day, settings)
    flags = {key: flag for key, flag in options.flags.items() if flag}
    said = _USUAL | settings.google(found.files[0]) | flags
    line = Line(origin(options.google_url or said.get("google_url")))
    with nullcontext() if options.dry_run else alone(folder):
        account = sign_in(said.get("credentials"), said.get("act_for"), line.origin)
        client = connect(account.credentials, line)
        where = Where(said["tenant"], said.get("folder"), account.email, options.notify, line.origin.base or "")
        memory = Memory(folder)
        if isinstance(found, Trackers):
            participants = list(_participants(found, day, settings))
            wanted = targets(said["layout"], [one.seen for one in participants], day)
            outcomes = carry_out(client, wanted, memory, where, line, dry_run=options.dry_run)
            code = exit_code(outcomes, found, wanted)
            say_left_out(wanted)
        else:
            layout, resolve, form = said["layout"], options.resolve, options.form
            both = Sync(client, line, found, memory, where, layout, resolve, options.meant, form)
            code = both.run(dry_run=options.dry_run)
    if options.stats:
        click.echo(line.traffic.sentence(), err=True)
    return code


def _list_conflicts(trackers: Trackers, day: dt.date, settings: FolderSettings) -> int:
    for told in kept_lines(list(_participants(trackers, day, settings))):
        click.echo(told)
    return CANNOT_GO_ON if trackers.unread else ALL_WELL


def _refuse_together(*, push_only: bool, resolve: str | None, form: str) -> None:
    """Settings that mean nothing where nothing is brought back."""
    if push_only and (resolve or form != "text"):
        raise BadSetting("--resolve and --format are for a sync both ways. Leave them out, or leave out --push-only.")


def _refuse_watching(*, dry_run: bool, resolve: str | None, form: str) -> None:
    """What makes no sense where nobody sits in front of it."""
    if dry_run or resolve == ASK or form != "text":
        others = "--dry-run, --resolve ask and --format json"
        raise BadSetting(f"{others} are for one sync that somebody looks at. Leave them out, or leave out --watch.")


def _log() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)


def _participants(trackers: Trackers, day: dt.date, settings: FolderSettings) -> Iterator[Participant]:
    for file in trackers:
        for problem in file.problems:
            click.echo(f"Look at {problem}", err=True)
        yield Participant(file, day, settings.habits(file.path))
