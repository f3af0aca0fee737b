"""`goalsheet sync` without --push-only: both ways, with what was done or would be, and who decides in conflicts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import click

from goalsheet.errors import IsOpen, LooksLikeAccident
from goalsheet.google import drive
from goalsheet.google.client import Line
from goalsheet.google.drive import File
from goalsheet.layout.last_state import Touches
from goalsheet.merge.actions import Conflict
from goalsheet.merge.agreement import shown_beside
from goalsheet.merge.copy import Side
from goalsheet.sync.cards import Card, by_spreadsheet, in_spreadsheets, parts
from goalsheet.sync.deciding import Resolve, Wishes
from goalsheet.sync.exchange import Work, exchanges, look, works
from goalsheet.sync.memory import Memory
from goalsheet.sync.orphans import close, orphans
from goalsheet.sync.participant import Participant
from goalsheet.sync.plan_words import access, title
from goalsheet.sync.push import AT_ONCE, learn_versions
from goalsheet.sync.result import Result
from goalsheet.sync.settled import Known, settle
from goalsheet.sync.steps import Done, steps
from goalsheet.sync.teams import Targets, all_of, targets
from goalsheet.sync.touches import by_and_at

from . import ALL_WELL, CANNOT_GO_ON, TO_LOOK_AT
from .progress_bar import with_quota_bar
from .sync_gathering import Gathering
from .sync_page import lines, say_document, summary
from .sync_side import GoogleSide
from .troubles import told_once

MINE, THEIRS, ASK = RESOLUTIONS = ("mine", "theirs", "ask")
_SIDES = {MINE: Side.WORKBOOK, THEIRS: Side.SHEET}


_Doing = Callable[[Sequence[Work]], Iterator[Result]]


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
        wanted: list[Targets] = []
        results = self._results(listed, wanted, self._looked) if dry_run else self._done(listed, wanted)
        say(results, found, side.line, self.form, dry_run=dry_run)
        say_left_out(all_of(wanted))
        say_trouble(side.memory)
        ended = code(results, all_of(wanted), is_all_read=not found.unread)
        return max(ended, TO_LOOK_AT) if side.memory.trouble or found.flawed else ended

    def _done(self, listed: Sequence[File], wanted: list[Targets]) -> list[Result]:
        side = self.side
        try:
            results = self._results(listed, wanted, self._carried_out)
            learn_versions(side.client, [one.outcome for one in results], side.memory, side.where)
        finally:
            side.memory.tidy()
        self._close(listed, all_of(wanted))
        return results

    def _results(self, listed: Sequence[File], wanted: list[Targets], done: _Doing) -> list[Result]:
        """What is done, or would be; `wanted` are the spreadsheets to be, as far as they have been come to."""
        cards, layout = self.gathering.cards, self.side.layout
        results = (one for part in parts(cards, layout) for one in self._part(part, listed, wanted, done))
        total = len(by_spreadsheet(cards, layout))
        return list(results if self.resolve == ASK else with_quota_bar(results, total, self.side.line))

    def _part(
        self, part: Collection[Card], listed: Sequence[File], wanted: list[Targets], done: _Doing
    ) -> Iterator[Result]:
        """Some spreadsheets: their workbooks are in memory only as long as they are worked on."""
        people = self.gathering.read(part)
        seen, is_complete = [one.seen for one in people], not self.gathering.unread
        found = targets(self.side.layout, seen, self.gathering.day, self._others(part), is_complete=is_complete)
        wanted.append(replace(found, targets=tuple(one.outline for one in found.targets)))
        yield from done(works(steps(found.targets, listed), people))

    def _others(self, part: Collection[Card]) -> set[str]:
        """The ids of the people in other spreadsheets."""
        here, known = {one.path for one in part}, self.gathering.known
        beside = in_spreadsheets([one for one in self.gathering.cards if one.path not in here])
        return beside.union(*(one.people for one in known))

    def _carried_out(self, todo: Sequence[Work]) -> Iterator[Result]:
        side, at_once = self.side, 1 if self.resolve == ASK else AT_ONCE
        wishes = Wishes(_resolving(self.resolve), self.accepted)
        found = exchanges(side.client, todo, side.memory, side.where, wishes, at_once)
        for work, result in zip(todo, found, strict=True):
            self._settle(work, result)
            yield result

    def _settle(self, work: Work, result: Result) -> None:
        """Remember where both sides are the same and there is nothing to look at."""
        paths = [one.path for one in work.team]
        is_shared = bool(work.step.target.review.manager.email)  # that it is not is told again each time
        if is_shared and not self.gathering.flawed.intersection(paths):
            settle(self.side.memory, work, result, self.gathering.shelf, self.gathering.under(paths))

    def _close(self, listed: Sequence[File], wanted: Targets) -> None:
        """Let nobody see spreadsheets any longer whose people are all in others."""
        known, side = self.gathering.known, self.side
        files = orphans(wanted.targets, listed, [one.about for one in known])
        others = [person for one in known for person in one.people]
        for name, what in close(side.client, files, wanted.targets, side.memory, side.where.own_email, others):
            click.echo(f"{name}: {what}", err=True)

    def _looked(self, todo: Sequence[Work]) -> Iterator[Result]:
        """What would be done; a conflict is left to whose cell it is where somebody would be asked."""
        resolve = None if self.resolve == ASK else self.resolve
        wishes = Wishes(_resolving(resolve), self.accepted)
        yield from look(self.side.client, todo, self.side.memory, self.side.where, wishes)


def _resolving(resolve: str | None) -> Resolve:
    side = _SIDES.get(resolve or "")
    return _asked if resolve == ASK else lambda *_: side


def _asked(one: Participant, conflict: Conflict, touched: Touches) -> Side | None:
    """Whose value is kept, as the user says it."""
    click.echo(f"\n{one.tracker.person.name}, {title(conflict.key)}: {conflict.why}.", err=True)
    mine, theirs = shown_beside(conflict.key.column, conflict.workbook, conflict.sheet)
    click.echo(f"  workbook (mine):       {mine}{by_and_at(touched.get(Side.WORKBOOK))}", err=True)
    click.echo(f"  Google sheet (theirs): {theirs}{by_and_at(touched.get(Side.SHEET))}", err=True)
    usual = next(word for word, side in _SIDES.items() if side is conflict.kept)
    said = click.prompt("Which one is kept?", type=click.Choice([MINE, THEIRS]), default=usual, err=True)
    return _SIDES[str(said)]


def say(results: Sequence[Result], found: Gathering, line: Line, form: str, *, dry_run: bool) -> None:
    """Say what was done, or would be."""
    if form == "json":
        say_document(results, found.known, found.unread, line, dry_run=dry_run)
    else:
        for one in (*lines(results), *_ending(results, found.known, line, dry_run=dry_run)):
            click.echo(one)
    for trouble in _troubles(results):
        click.echo(trouble, err=True)


def say_left_out(wanted: Targets) -> None:
    """Say who is in no spreadsheet, and what there is to look at."""
    if wanted.without_manager:
        click.echo(f"Left out, for they have no manager: {', '.join(wanted.without_manager)}", err=True)
    for problem in wanted.problems:
        click.echo(f"Look at {problem}", err=True)


def say_trouble(memory: Memory) -> None:
    """Say that what was done could not be noted down."""
    if memory.trouble:
        click.echo(f"Error: {memory.trouble}", err=True)


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
    errors = [error for _, error in _errors(results)]
    if not is_all_read or not all(isinstance(one, IsOpen) for one in errors):
        return CANNOT_GO_ON
    conflicts = any(isinstance(action, Conflict) for one in results for who in one.people for action in who.actions)
    notes = any(result.outcome.notes for result in results)
    return TO_LOOK_AT if errors or conflicts or notes or wanted.problems else ALL_WELL
