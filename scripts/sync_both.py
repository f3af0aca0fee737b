"""`goalsheet sync` without --push-only: both ways, with what was done or would be, and who decides in conflicts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import click

from goalsheet.errors import LooksLikeAccident
from goalsheet.google import drive
from goalsheet.google.client import Line
from goalsheet.google.drive import File
from goalsheet.merge.actions import Conflict
from goalsheet.merge.agreement import shown
from goalsheet.merge.copy import Side
from goalsheet.sync.deciding import Resolve, Wishes
from goalsheet.sync.exchange import Result, Work, exchange, look, works
from goalsheet.sync.orphans import close, orphans
from goalsheet.sync.participant import Participant
from goalsheet.sync.plan_words import access, title
from goalsheet.sync.push import AT_ONCE, Done, steps
from goalsheet.sync.settled import Known, settle
from goalsheet.sync.teams import Targets, targets

from . import ALL_WELL, CANNOT_GO_ON, TO_LOOK_AT
from .sync_gathering import Gathering
from .sync_page import lines, say_document, summary
from .sync_progress import with_bar
from .sync_side import GoogleSide
from .troubles import told_once

MINE, THEIRS, ASK = RESOLUTIONS = ("mine", "theirs", "ask")
_SIDES = {MINE: Side.WORKBOOK, THEIRS: Side.SHEET}


@dataclass(frozen=True)
class Sync:
    """All that a two-way sync of workbooks needs."""

    side: GoogleSide
    gathering: Gathering
    resolve: str | None
    accepted: frozenset[str]
    form: str

    def run(self, *, dry_run: bool) -> int:
        """Do it, or only see what would be done, and say it; the exit code."""
        found, side = self.gathering, self.side
        listed = drive.files(side.client, side.where.tenant)
        found.gather(side.memory, side.where, side.layout, listed)
        others = [person for one in found.known for person in one.people]
        wanted = targets(side.layout, [one.seen for one in found.participants], found.day, others)
        todo = works(steps(wanted.targets, listed), found.participants)
        results = self._looked(todo) if dry_run else self._carried_out(todo, listed, wanted, others)
        say(results, found.known, side.line, self.form, dry_run=dry_run)
        say_left_out(wanted)
        return code(results, wanted, is_all_read=not found.unread)

    def _carried_out(
        self, todo: Sequence[Work], listed: Sequence[File], wanted: Targets, others: Collection[str]
    ) -> list[Result]:
        side, at_once = self.side, 1 if self.resolve == ASK else AT_ONCE
        wishes = Wishes(_resolving(self.resolve), self.accepted)
        try:
            found = exchange(side.client, todo, side.memory, side.where, wishes, at_once)
            results = list(with_bar(found, len(todo), side.line) if self.resolve != ASK else found)
            self._settle(todo, results)
        finally:
            side.memory.tidy()
        files = orphans(wanted.targets, listed, [one.about for one in self.gathering.known])
        own = side.where.own_email
        for name, what in close(side.client, files, wanted.targets, side.memory, own, others):
            click.echo(f"{name}: {what}", err=True)
        return results

    def _settle(self, todo: Sequence[Work], results: Sequence[Result]) -> None:
        """Remember where both sides are the same and there is nothing to look at."""
        for work, result in zip(todo, results, strict=True):
            paths = [one.path for one in work.team]
            if not self.gathering.flawed.intersection(paths):
                settle(self.side.memory, work, result, self.gathering.shelf, self.gathering.under(paths))

    def _looked(self, todo: Sequence[Work]) -> list[Result]:
        """What would be done; a conflict is left to whose cell it is where somebody would be asked."""
        resolve = None if self.resolve == ASK else self.resolve
        wishes = Wishes(_resolving(resolve), self.accepted)
        side = self.side
        return list(look(side.client, todo, side.memory, side.where, wishes))


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


def say(results: Sequence[Result], known: Sequence[Known], line: Line, form: str, *, dry_run: bool) -> None:
    """Say what was done, or would be."""
    if form == "json":
        say_document(results, known, line)
    else:
        for one in (*lines(results), *_ending(results, known, line, dry_run=dry_run)):
            click.echo(one)
    for trouble in _troubles(results):
        click.echo(trouble, err=True)


def say_left_out(wanted: Targets) -> None:
    """Say who is in no spreadsheet, and what there is to look at."""
    if wanted.without_manager:
        click.echo(f"Left out, for they have no manager: {', '.join(wanted.without_manager)}", err=True)
    for problem in wanted.problems:
        click.echo(f"Look at {problem}", err=True)


def _ending(results: Sequence[Result], known: Sequence[Known], line: Line, *, dry_run: bool) -> Iterator[str]:
    yield summary(results, len(known), dry_run=dry_run)
    yield from (f"{one.outcome.target.review.title}: {said}" for one in results for said in one.waiting)
    files = [*(result.outcome.file for result in results), *(one.file for one in known)]
    there = next(filter(None, files), None)
    if dry_run:
        yield from _access(results)
        yield "Nothing was done. Run it again without --dry-run."
    elif there:
        yield f"Open one: {line.origin.base or 'https://docs.google.com'}/spreadsheets/d/{there}"


def _access(results: Sequence[Result]) -> Iterator[str]:
    for one in (result.outcome for result in results):
        yield from (f"{one.target.review.title}: {said}" for said in access(one.sharing))


def _troubles(results: Sequence[Result]) -> Iterator[str]:
    for result in results:
        name = result.outcome.target.review.title
        yield from (f"{name}: {note}" for note in result.outcome.notes)
    yield from told_once(_errors(results))
    if any(_has_failed(result) and not isinstance(result.outcome.error, LooksLikeAccident) for result in results):
        yield "Run the same command again: it goes on where it stopped."


def _errors(results: Sequence[Result]) -> Iterator[tuple[str, object]]:
    for result in results:
        held = [result.outcome.error, *(one.error for one in result.people)]
        yield from ((result.outcome.target.review.title, error) for error in held if error)


def _has_failed(result: Result) -> bool:
    return result.outcome.done is Done.FAILED or any(one.error for one in result.people)


def code(results: Sequence[Result], wanted: Targets, *, is_all_read: bool) -> int:
    """The exit code."""
    if not is_all_read or any(map(_has_failed, results)):
        return CANNOT_GO_ON
    conflicts = any(isinstance(action, Conflict) for one in results for who in one.people for action in who.actions)
    notes = any(result.outcome.notes for result in results)
    return TO_LOOK_AT if conflicts or notes or wanted.problems else ALL_WELL
