"""`goalsheet sync --push-only`: from the workbooks to Google; what was sent, or would be."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from goalsheet.errors import LooksLikeAccident
from goalsheet.folder import FolderSettings
from goalsheet.google import drive
from goalsheet.google.drive import File
from goalsheet.google.origins import Origin
from goalsheet.roster.words import count
from goalsheet.sync.cards import Card, by_spreadsheet, card, in_spreadsheets, parts
from goalsheet.sync.orphans import close, orphans
from goalsheet.sync.participant import refuse_incomplete
from goalsheet.sync.plan_words import access
from goalsheet.sync.push import learn_versions, look, pushes
from goalsheet.sync.result import Result
from goalsheet.sync.steps import Done, Outcome, Step, steps
from goalsheet.sync.teams import Targets, all_of, targets

from . import ALL_WELL, CANNOT_GO_ON, TO_LOOK_AT
from .progress_bar import with_quota_bar
from .sync_both import say_left_out, say_trouble
from .sync_page import accesses, say_document
from .sync_participants import participants
from .sync_side import GoogleSide
from .trackers import Trackers, read, sound
from .troubles import told_once


@dataclass(frozen=True)
class Push:
    """All that a push of workbooks needs."""

    side: GoogleSide
    trackers: Trackers
    day: dt.date
    settings: FolderSettings
    accepted: frozenset[str]
    form: str
    flawed: set[Path] = field(default_factory=set)  # in which something could not be read

    def run(self, *, dry_run: bool) -> int:
        """Send what has to be sent, or only say it; the exit code."""
        cards = list(sound(card, self.trackers.files, self.trackers.unread))
        listed = drive.files(self.side.client, self.side.where.tenant)
        wanted: list[Targets] = []
        done = self._planned if dry_run else self._pushed
        outcomes = (
            one for part in parts(cards, self.side.layout) for one in done(self.todo(part, cards, listed, wanted))
        )
        total = len(by_spreadsheet(cards, self.side.layout))
        said = list(outcomes) if dry_run else self._carried_out(with_quota_bar(outcomes, total, self.side.line))
        if not dry_run:
            self._close(listed, all_of(wanted))
        self._say(said, dry_run=dry_run)
        say_left_out(all_of(wanted))
        say_trouble(self.side.memory)
        ended = _code(said, all_of(wanted), is_all_read=not self.trackers.unread)
        return max(ended, TO_LOOK_AT) if self.side.memory.trouble or self.flawed else ended

    def todo(
        self, part: Collection[Card], cards: Collection[Card], listed: Sequence[File], wanted: list[Targets]
    ) -> list[Step]:
        """Some spreadsheets: their workbooks are in memory only as long as they are worked on."""
        here = {one.path for one in part}
        files = list(read([one.path for one in part], self.trackers.unread, refuse_incomplete))
        self.flawed.update(one.path for one in files if one.problems)
        people = [one.seen for one in participants(files, self.day, self.settings)]
        others = in_spreadsheets([one for one in cards if one.path not in here])
        found = targets(self.side.layout, people, self.day, others, is_complete=not self.trackers.unread)
        wanted.append(replace(found, targets=tuple(one.outline for one in found.targets)))
        return steps(found.targets, listed)

    def _planned(self, todo: Sequence[Step]) -> Iterator[Outcome]:
        for one in look(self.side.client, todo, self.side.memory, self.side.where, self.accepted):
            yield replace(one, target=one.target.outline)

    def _pushed(self, todo: Sequence[Step]) -> Iterator[Outcome]:
        for one in pushes(self.side.client, todo, self.side.memory, self.side.where, accepted=self.accepted):
            yield replace(one, target=one.target.outline)

    def _carried_out(self, outcomes: Iterable[Outcome]) -> list[Outcome]:
        side = self.side
        try:
            done = list(outcomes)
            learn_versions(side.client, done, side.memory, side.where)
        finally:
            side.memory.tidy()
        return done

    def _close(self, listed: Sequence[File], wanted: Targets) -> None:
        side = self.side
        files = orphans(wanted.targets, listed)
        for name, said in close(side.client, files, wanted.targets, side.memory, side.where.own_email):
            click.echo(f"{name}: {said}", err=True)

    def _say(self, outcomes: Sequence[Outcome], *, dry_run: bool) -> None:
        line = self.side.line
        if self.form == "json":
            results = [Result(one) for one in outcomes]
            say_document(results, (), self.trackers.unread, line, dry_run=dry_run)
        for said in () if self.form == "json" else _plan(outcomes) if dry_run else _done(outcomes, line.origin):
            click.echo(said)
        for trouble in _troubles(outcomes):
            click.echo(trouble, err=True)


_WOULD = {
    Done.LOST: "is out of sight",
    Done.FAILED: "would stay as it is",
    Done.MADE: "would be made",
    Done.UNCHANGED: "is the same already",
    Done.UPDATED: "would be brought up to date",
}


def _plan(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield from (f"{one.target.review.title} {_WOULD[one.done]}." for one in outcomes)
    yield from (f"{one.target.review.title}: {said}" for one in outcomes for said in access(one.sharing))
    yield "Nothing was sent. Run it again without --dry-run."


def _done(outcomes: Sequence[Outcome], server: Origin) -> Iterator[str]:
    found = Counter(outcome.done for outcome in outcomes)
    parts = ", ".join(f"{found[done]:,} {done.value}" for done in Done if found[done])
    access = "".join(f"; {said}" for said in accesses(outcomes))
    yield f"{count(len(outcomes), 'spreadsheet', 'spreadsheets')}: {parts or 'nothing to do'}{access}."
    there = next((outcome.file for outcome in outcomes if outcome.file), None)
    if there:
        yield f"Open one: {server.base or 'https://docs.google.com'}/spreadsheets/d/{there}"


def _troubles(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield from (f"{one.target.review.title}: {note}" for one in outcomes for note in one.notes)
    yield from told_once((one.target.review.title, one.error) for one in outcomes if one.error)
    if any(one.done is Done.FAILED and not isinstance(one.error, LooksLikeAccident) for one in outcomes):
        yield "Run the same command again: it goes on where it stopped."


def _code(outcomes: Sequence[Outcome], wanted: Targets, *, is_all_read: bool) -> int:
    if not is_all_read or any(outcome.done is Done.FAILED for outcome in outcomes):
        return CANNOT_GO_ON
    return TO_LOOK_AT if wanted.problems or any(outcome.notes for outcome in outcomes) else ALL_WELL
