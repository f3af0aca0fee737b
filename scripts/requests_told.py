"""What commands that ask Google say of their requests: their number, and each one's name."""

from __future__ import annotations

import logging

import click

from goalsheet.google.client import LOG, Line


def _log(_: click.Context, __: click.Parameter, is_wanted: bool) -> None:  # noqa: FBT001 - as click calls it
    if is_wanted:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
        LOG.addHandler(handler)
        LOG.setLevel(logging.INFO)


STATS = click.option("--stats", is_flag=True, help="Say how many requests it took.")
VERBOSE = click.option(
    "--verbose",
    is_flag=True,
    expose_value=False,
    callback=_log,
    help="Name each request, without what is in it.",
)


def say_number(line: Line, *, is_wanted: bool) -> None:
    """Tell beside the output how many requests were sent, if somebody asked for it."""
    if is_wanted:
        click.echo(line.traffic.sentence(), err=True)
