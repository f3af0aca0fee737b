"""`goalsheet sync`: workbooks and managers' review spreadsheets in Google Sheets, each brought up to date."""

from __future__ import annotations

import gc
from contextlib import nullcontext
from functools import partial
from typing import Any

import click

from goalsheet.folder import TENANT, FolderSettings
from goalsheet.google.client import Line
from goalsheet.google.origins import origin
from goalsheet.layout.review_content import TEAM
from goalsheet.sync.lock import alone
from goalsheet.workbook.collection import with_neighbours

from . import ALL_WELL, CANNOT_GO_ON
from .requests_told import say_number
from .sync_both import Sync
from .sync_gathering import Gathering
from .sync_options import Options, options, refuse_together
from .sync_page import say_kept
from .sync_participants import participants
from .sync_push import Push
from .sync_side import google_side
from .sync_watch import Time, watch
from .today import the_day
from .trackers import Trackers

_USUAL = {"layout": TEAM, "tenant": TENANT}


@click.command("sync")
@options
def command(**said: Any) -> int:
    """Bring trackers in files and folders and the spreadsheets in which managers review them up to date, both ways.

    Each manager gets one spreadsheet, shared with nobody else. What employees write goes there; agreement, comment,
    suggested wording and rating come back into the workbooks. What somebody writes in a cell of the other's gives way
    and is listed. A second run does only what has changed. What cannot be read, sent or written is named, and the rest
    goes on. A team's spreadsheet shows the whole team: a file stands for all workbooks in its folder there. Layout,
    credentials, act_for, folder, tenant and google_url may also stand in a goalsheet.toml beside the workbooks.

    \b
    Example:
      goalsheet sync workbooks --dry-run
      goalsheet sync workbooks
      goalsheet sync workbooks --watch 15
      goalsheet sync workbooks --layout team --push-only
    """  # noqa: D301 - click's own mark for lines to keep
    gc.freeze()
    chosen = Options(**said)
    refuse_together(chosen)
    if chosen.conflicts:
        return _list_conflicts(chosen)
    if chosen.minutes is None:
        return _once(chosen)
    watch(partial(_once, chosen), chosen.minutes, Time())
    return ALL_WELL


def _once(chosen: Options) -> int:
    """One sync; the exit code."""
    settings, day = FolderSettings(), the_day(chosen.today)
    said = _USUAL | settings.google(chosen.home / "any workbook") | chosen.flags
    # In the spreadsheet of a team stands the whole team: one of its workbooks alone would leave the others out.
    paths = with_neighbours(chosen.paths) if said["layout"] == TEAM else chosen.paths
    found: Trackers | Gathering = Trackers(paths) if chosen.push_only else Gathering(paths, chosen.home, day, settings)
    line = Line(origin(said.get("google_url")))
    with nullcontext() if chosen.dry_run else alone(chosen.home):
        side = google_side(said, line, chosen.home, notify=chosen.notify)
        if isinstance(found, Gathering):
            code = Sync(side, found, chosen.resolve, chosen.accepted, chosen.form).run(dry_run=chosen.dry_run)
        else:
            code = Push(side, found, day, settings, chosen.accepted, chosen.form).run(dry_run=chosen.dry_run)
    say_number(line, is_wanted=chosen.stats)
    return code


def _list_conflicts(chosen: Options) -> int:
    trackers = Trackers(chosen.paths)
    say_kept(list(participants(trackers, the_day(chosen.today), FolderSettings())), chosen.form)
    return CANNOT_GO_ON if trackers.unread else ALL_WELL
