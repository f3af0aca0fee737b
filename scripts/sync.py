"""`goalsheet sync`: workbooks and managers' review spreadsheets in Google Sheets, each brought up to date."""

from __future__ import annotations

import datetime as dt
import gc
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from goalsheet.errors import BadSetting
from goalsheet.folder import TENANT, FolderSettings
from goalsheet.google import drive
from goalsheet.google.client import LOG, Client, Line, connect
from goalsheet.google.origins import Origin, origin
from goalsheet.google.sign_in import sign_in
from goalsheet.layout.review_content import LAYOUTS, TEAM
from goalsheet.merge.safety import ALL_CHANGED, EMPTIED, SWAPPED
from goalsheet.roster.words import count
from goalsheet.sync.lock import alone
from goalsheet.sync.memory import Memory
from goalsheet.sync.orphans import close, orphans
from goalsheet.sync.participant import Participant
from goalsheet.sync.push import Done, Outcome, Step, Where, is_missing, is_settled, push, steps
from goalsheet.sync.teams import Targets, targets

from . import ALL_WELL, CANNOT_GO_ON, TO_LOOK_AT
from .sync_both import RESOLUTIONS, Sync, say_left_out
from .sync_gathering import Gathering
from .sync_page import kept_lines
from .sync_progress import with_bar
from .today import the_day
from .trackers import Trackers
from .troubles import told_once

_GARBAGE = 5_000  # unlike other commands' things, those of a spreadsheet are of no use when the next one's turn comes
_USUAL = {"layout": TEAM, "tenant": TENANT}


@click.command("sync")
@click.argument("paths", metavar="FILE|DIR…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--layout", type=click.Choice(LAYOUTS), help="One a manager (team), or one an employee.")
@click.option("--push-only", is_flag=True, help="From the workbooks to Google only; the workbooks stay as they are.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; nothing is.")
@click.option("--resolve", type=click.Choice(RESOLUTIONS), help="Whose is kept in conflicts: workbook, sheet, or ask.")
@click.option("--conflicts", is_flag=True, help="List all edits that ever gave way, from the workbooks; do nothing.")
@click.option(EMPTIED, "accept_emptied", is_flag=True, help="It was meant that a side has lost all it had.")
@click.option(ALL_CHANGED, "accept_all_changed", is_flag=True, help="It was meant that all has changed on a side.")
@click.option(SWAPPED, "accept_swapped", is_flag=True, help="It was meant that goals have exchanged their words.")
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
    conflicts: bool,  # noqa: FBT001 - the same
    accept_emptied: bool,  # noqa: FBT001 - the same
    accept_all_changed: bool,  # noqa: FBT001 - the same
    accept_swapped: bool,  # noqa: FBT001 - the same
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
      goalsheet sync workbooks --layout team --push-only
    """  # noqa: D301 - click's own mark for lines to keep
    gc.freeze()
    gc.set_threshold(_GARBAGE)
    _refuse_together(push_only=push_only, resolve=resolve, form=form)
    if verbose:
        _log()
    day, settings = the_day(today), FolderSettings()
    if conflicts:
        return _list_conflicts(Trackers(paths), day, settings)
    folder = paths[0] if paths[0].is_dir() else paths[0].parent
    found = Trackers(paths) if push_only else Gathering(paths, folder, day, settings)
    said = _USUAL | settings.google(found.files[0]) | {key: flag for key, flag in flags.items() if flag}
    line = Line(origin(google_url or said.get("google_url")))
    if not dry_run:
        click.get_current_context().with_resource(alone(folder))
    account = sign_in(said.get("credentials"), said.get("act_for"), line.origin)
    client = connect(account.credentials, line)
    where = Where(said["tenant"], said.get("folder"), account.email, notify, line.origin.base or "")
    memory = Memory(folder)
    if isinstance(found, Trackers):
        participants = list(_participants(found, day, settings))
        wanted = targets(said["layout"], [one.seen for one in participants], day)
        exit_code = _code(_carry_out(client, wanted, memory, where, line, dry_run=dry_run), found, wanted)
        say_left_out(wanted)
    else:
        accepted = {EMPTIED: accept_emptied, ALL_CHANGED: accept_all_changed, SWAPPED: accept_swapped}
        meant = frozenset(flag for flag, is_meant in accepted.items() if is_meant)
        both = Sync(client, line, found, memory, where, said["layout"], resolve, meant, form)
        exit_code = both.run(dry_run=dry_run)
    if stats:
        click.echo(line.traffic.sentence(), err=True)
    return exit_code


def _list_conflicts(trackers: Trackers, day: dt.date, settings: FolderSettings) -> int:
    for told in kept_lines(list(_participants(trackers, day, settings))):
        click.echo(told)
    return CANNOT_GO_ON if trackers.unread else ALL_WELL


def _refuse_together(*, push_only: bool, resolve: str | None, form: str) -> None:
    """Settings that mean nothing where nothing is brought back."""
    if push_only and (resolve or form != "text"):
        raise BadSetting("--resolve and --format are for a sync both ways. Leave them out, or leave out --push-only.")


def _carry_out(
    client: Client, wanted: Targets, memory: Memory, where: Where, line: Line, *, dry_run: bool
) -> list[Outcome]:
    """Send what has to be sent, or only say it; what became of each spreadsheet."""
    listed = drive.files(client, where.tenant)
    todo = steps(wanted.targets, listed)
    if dry_run:
        _say_plan(todo, memory, where)
        return []
    outcomes = _pushed(client, todo, memory, where, line)
    for name, said in close(client, orphans(wanted.targets, listed), wanted.targets, memory, where.own_email):
        click.echo(f"{name}: {said}", err=True)
    _say_outcomes(outcomes, line.origin)
    return outcomes


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


def _pushed(client: Client, todo: Sequence[Step], memory: Memory, where: Where, line: Line) -> list[Outcome]:
    try:
        return list(with_bar(push(client, todo, memory, where), len(todo), line))
    finally:
        memory.tidy()


def _say_plan(todo: Sequence[Step], memory: Memory, where: Where) -> None:
    for step in todo:
        if is_missing(step, memory, where):
            what = "is out of sight: it was deleted, or put in the bin"
        elif step.file is None:
            what = "would be made"
        elif is_settled(step, memory, where.own_email):
            what = "is the same already"
        else:
            what = "would be looked at and brought up to date"
        click.echo(f"{step.target.review.title} {what}.")
    click.echo("Nothing was sent. Run it again without --dry-run.")


def _say_outcomes(outcomes: Sequence[Outcome], server: Origin) -> None:
    for outcome in outcomes:
        title = outcome.target.review.title
        for note in outcome.notes:
            click.echo(f"{title}: {note}", err=True)
    for line in told_once((one.target.review.title, one.error) for one in outcomes if one.error):
        click.echo(line, err=True)
    found = Counter(outcome.done for outcome in outcomes)
    parts = ", ".join(f"{found[done]:,} {done.value}" for done in Done if found[done])
    click.echo(f"{count(len(outcomes), 'spreadsheet', 'spreadsheets')}: {parts or 'nothing to do'}.")
    there = next((outcome.file for outcome in outcomes if outcome.file), None)
    if there:
        click.echo(f"Open one: {server.base or 'https://docs.google.com'}/spreadsheets/d/{there}")
    if found[Done.FAILED]:
        click.echo("Run the same command again: it goes on where it stopped.", err=True)


def _code(outcomes: Sequence[Outcome], trackers: Trackers, wanted: Targets) -> int:
    if trackers.unread or any(outcome.done is Done.FAILED for outcome in outcomes):
        return CANNOT_GO_ON
    return TO_LOOK_AT if wanted.problems or any(outcome.notes for outcome in outcomes) else 0
