"""`goalsheet local-sheets`: the local Sheets server by itself."""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path

import click

from goalsheet.local_sheets.server import App, listening, uvicorn_server
from goalsheet.local_sheets.storage import Storage
from goalsheet.local_sheets.world import World


@click.command("local-sheets")
@click.option("--port", type=click.IntRange(0, 65_535), default=8080, show_default=True, help="0 takes any free port.")
@click.option("--host", default="127.0.0.1", show_default=True, help="An address of this computer; others are refused.")
@click.option("--data", type=click.Path(dir_okay=False, path_type=Path), help="Keep everything in this file (SQLite).")
@click.option("--quotas", is_flag=True, help="Limit reads and writes a minute as Google does (60 each a person).")
@click.option("--lag", type=click.IntRange(0), default=0, show_default=True, help="Seconds until modifiedTime shows.")
@click.option("--no-service-storage", "stingy", is_flag=True, help="Service accounts own no files, as with Google.")
def command(port: int, host: str, data: Path | None, quotas: bool, lag: int, stingy: bool) -> int:  # noqa: FBT001 - flags
    """Serve the part of Google Sheets and Drive that goalsheet uses, on this computer alone and without an account.

    Everything is forgotten when it stops, unless --data names a file. Open its address in a browser to look at
    the spreadsheets as any of the people they are shared with. It is for trying things out and for tests: whoever
    can reach it is let in.

    Example: goalsheet local-sheets --port 8080 --data sheets.db
    """
    world = World(lag=dt.timedelta(seconds=lag))
    if quotas:
        world.quotas.switch_on()
    world.accounts.gives_services_storage = not stingy
    storage = Storage(data, world) if data else None
    with listening(host, port) as found:
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"Serving Sheets and Drive on http://{shown}:{found.getsockname()[1]}  (Ctrl-C stops)")
        click.echo(
            f"Everything is kept in {data}." if data else "Everything is forgotten at the end; --data FILE keeps it."
        )
        with contextlib.suppress(KeyboardInterrupt):  # which is how it is meant to end
            uvicorn_server(App(world, keep=storage.save if storage else None)).run(sockets=[found])
    click.echo("Stopped.")
    return 0
