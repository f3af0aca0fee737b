"""The demo's last part: managers' review spreadsheets on a local server that speaks Google's language."""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

import click

from goalsheet.google import drive
from goalsheet.google.client import Line, connect
from goalsheet.google.local_account import HR, local_account
from goalsheet.google.origins import origin
from goalsheet.layout.review_content import TEAM, look_at
from goalsheet.local_sheets.server import LocalSheets, running
from goalsheet.progress.summary import summarise
from goalsheet.sync.memory import Memory
from goalsheet.sync.push import Where, push, steps
from goalsheet.sync.teams import targets
from goalsheet.workbook.collection import tracker_files
from goalsheet.workbook.reading import read_tracker

_MOST = 50  # workbooks; a demo is to be over soon


@contextlib.contextmanager
def reviewed(workbooks: Path, today: dt.date) -> Iterator[LocalSheets]:
    """A server on which the managers' spreadsheets stand, and what was done in a sentence."""
    trackers = [read_tracker(path).tracker for path in tracker_files([workbooks])[:_MOST]]
    wanted = targets(TEAM, [look_at(one, summarise(one, today), today) for one in trackers], today).targets
    with running() as server:
        started, line = time.perf_counter(), Line(origin(server.url))
        client = connect(local_account(line.origin, HR), line)
        todo = steps(wanted, drive.files(client, "company"))
        made = list(push(client, todo, Memory(workbooks), Where("company", own_email=HR), at_once=1))
        seconds = time.perf_counter() - started
        click.echo(f"6. {len(made)} review spreadsheets, one a manager, on a local server in {seconds:.1f} seconds")
        click.echo(f"   {line.traffic.sentence()}")
        yield server


def keep_serving(server: LocalSheets) -> None:
    """Serve until Ctrl-C."""
    click.echo(f"   Be a manager: open {server.url} and choose who you are. Ctrl-C ends it.")
    with contextlib.suppress(KeyboardInterrupt):
        while True:
            time.sleep(1)
    click.echo("Ended.")
