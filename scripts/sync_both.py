"""`goalsheet sync` without --push-only: both ways, with what was done or would be, and who decides in conflicts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click

from goalsheet.errors import LooksLikeAccident
from goalsheet.google import drive
from goalsheet.google.client import Client, Line
from goalsheet.google.drive import File
from goalsheet.merge.actions import Conflict
from goalsheet.merge.agreement import shown
from goalsheet.merge.copy import Side
from goalsheet.sync.deciding import Resolve, Wishes
from goalsheet.sync.exchange import Result, Work, exchange, look, works
from goalsheet.sync.memory import Memory
from goalsheet.sync.orphans import close, orphans
from goalsheet.sync.participant import Participant
from goalsheet.sync.plan_words import title
from goalsheet.sync.push import AT_ONCE, Done, Where, steps
from goalsheet.sync.teams import Targets

from . import ALL_WELL, CANNOT_GO_ON, TO_LOOK_AT
from .sync_page import document, lines, summary
from .sync_progress import with_bar

MINE, THEIRS, ASK = RESOLUTIONS = ("mine", "theirs", "ask")
_SIDES = {MINE: Side.WORKBOOK, THEIRS: Side.SHEET}


@dataclass(frozen=True)
class Sync:
    """All that a two-way sync of these workbooks needs."""

    client: Client
    line: Line
    participants: Sequence[Participant]
    wanted: Targets
    memory: Memory
    where: Where
    resolve: str | None
    accepted: frozenset[str]

    def carried_out(self) -> list[Result]:
        """Do it; what became of each spreadsheet."""
        listed = drive.files(self.client, self.where.tenant)
        todo = self._works(listed)
        at_once = 1 if self.resolve == ASK else AT_ONCE
        wishes = Wishes(_resolving(self.resolve), self.accepted)
        try:
            found = exchange(self.client, todo, self.memory, self.where, wishes, at_once)
            results = list(with_bar(found, len(todo), self.line) if self.resolve != ASK else found)
        finally:
            self.memory.tidy()
        own = self.where.own_email
        closed = close(self.client, orphans(self.wanted.targets, listed), self.wanted.targets, self.memory, own)
        for name, what in closed:
            click.echo(f"{name}: {what}", err=True)
        return results

    def looked(self) -> list[Result]:
        """Only see what would be done; a conflict is left to whose cell it is where somebody would be asked."""
        todo = self._works(drive.files(self.client, self.where.tenant))
        resolve = None if self.resolve == ASK else self.resolve
        wishes = Wishes(_resolving(resolve), self.accepted)
        return list(look(self.client, todo, self.memory, self.where, wishes))

    def _works(self, listed: Sequence[File]) -> list[Work]:
        return works(steps(self.wanted.targets, listed), self.participants)


def _resolving(resolve: str | None) -> Resolve:
    side = _SIDES.get(resolve or "")
    return _asked if resolve == ASK else lambda _, __: side


def _asked(one: Participant, conflict: Conflict) -> Side | None:
    """Whose value is kept, as the user says it."""
    click.echo(f"\n{one.tracker.person.name}, {title(conflict.key)}: {conflict.why}.", err=True)
    click.echo(f"  workbook (mine):       {shown(conflict.key.column, conflict.workbook)}", err=True)
    click.echo(f"  Google sheet (theirs): {shown(conflict.key.column, conflict.sheet)}", err=True)
    usual = next(word for word, side in _SIDES.items() if side is conflict.kept)
    said = click.prompt("Which one is kept?", type=click.Choice([MINE, THEIRS]), default=usual, err=True)
    return _SIDES[str(said)]


def say(results: Sequence[Result], line: Line, form: str, *, dry_run: bool) -> None:
    """Say what was done, or would be."""
    if form == "json":
        click.echo(json.dumps(document(results, line.traffic.total), ensure_ascii=False, indent=2))
    else:
        for one in (*lines(results), *_ending(results, line, dry_run=dry_run)):
            click.echo(one)
    for trouble in _troubles(results):
        click.echo(trouble, err=True)


def _ending(results: Sequence[Result], line: Line, *, dry_run: bool) -> Iterator[str]:
    yield summary(results, dry_run=dry_run)
    yield from (said for result in results for said in result.waiting)
    there = next((result.outcome.file for result in results if result.outcome.file), None)
    if dry_run:
        yield "Nothing was done. Run it again without --dry-run."
    elif there:
        yield f"Open one: {line.origin.base or 'https://docs.google.com'}/spreadsheets/d/{there}"


def _troubles(results: Sequence[Result]) -> Iterator[str]:
    for result in results:
        name = result.outcome.target.review.title
        yield from (f"{name}: {note}" for note in result.outcome.notes)
        if result.outcome.error:
            yield f"Error: {name}: {result.outcome.error}"
        yield from (f"Error: {name}: {one.error}" for one in result.people if one.error)
    if any(_has_failed(result) and not isinstance(result.outcome.error, LooksLikeAccident) for result in results):
        yield "Run the same command again: it goes on where it stopped."


def _has_failed(result: Result) -> bool:
    return result.outcome.done is Done.FAILED or any(one.error for one in result.people)


def code(results: Sequence[Result], wanted: Targets, *, is_all_read: bool) -> int:
    """The exit code."""
    if not is_all_read or any(map(_has_failed, results)):
        return CANNOT_GO_ON
    conflicts = any(isinstance(action, Conflict) for one in results for who in one.people for action in who.actions)
    notes = any(result.outcome.notes for result in results)
    return TO_LOOK_AT if conflicts or notes or wanted.problems else ALL_WELL
