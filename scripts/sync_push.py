"""`goalsheet sync --push-only`: from the workbooks to Google; what was sent, or would be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import click

from goalsheet.google import drive
from goalsheet.google.client import Client, Line
from goalsheet.google.origins import Origin
from goalsheet.roster.words import count
from goalsheet.sync.memory import Memory
from goalsheet.sync.orphans import close, orphans
from goalsheet.sync.push import Done, Outcome, Step, Where, is_missing, is_settled, push, steps
from goalsheet.sync.teams import Targets

from . import CANNOT_GO_ON, TO_LOOK_AT
from .sync_progress import with_bar
from .trackers import Trackers
from .troubles import told_once


def carry_out(
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


def exit_code(outcomes: Sequence[Outcome], trackers: Trackers, wanted: Targets) -> int:
    """The exit code."""
    if trackers.unread or any(outcome.done is Done.FAILED for outcome in outcomes):
        return CANNOT_GO_ON
    return TO_LOOK_AT if wanted.problems or any(outcome.notes for outcome in outcomes) else 0
