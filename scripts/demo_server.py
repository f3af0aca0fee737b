"""The local Sheets server of the demo; what stands on it is kept beside the workbooks, for another look."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click

from goalsheet.local_sheets.server import running
from goalsheet.local_sheets.storage import Storage
from goalsheet.local_sheets.world import World

DATA = "google-sheets.db"


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a server with what a former demo has left in the folder."""
    world = World()
    with contextlib.closing(Storage(folder / DATA, world)) as storage, running(world, keep=storage.save) as server:
        yield server.url


def keep_serving(url: str) -> None:
    """Serve until Ctrl-C, and show it in the browser of whoever sits at a terminal."""
    click.echo(f"   Be a manager: open {url} and choose who you are. Ctrl-C ends it.")
    if sys.stdout.isatty():
        click.launch(url)
    with contextlib.suppress(KeyboardInterrupt):
        while True:
            time.sleep(1)
    click.echo("Ended.")
