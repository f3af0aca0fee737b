"""What `goalsheet generate` says: how the list is understood, what would be made, what was made and what was left."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from goalsheet.bulk.plan import Job, Plan
from goalsheet.bulk.survey import Survey
from goalsheet.errors import SHOWN
from goalsheet.roster.people import Roster
from goalsheet.roster.words import count, listing

from .generate_carried import say_carried
from .short_list import say_some


def say_notes(notes: Sequence[str]) -> None:
    """Notes go to standard error."""
    for note in notes:
        click.echo(f"Note: {note}", err=True)


def say_understood(roster: Roster, *, with_columns: bool) -> None:
    """How the list was read."""
    say_notes(roster.notes)
    if with_columns:
        _say_columns(roster)


def _say_columns(roster: Roster) -> None:
    click.echo("How the columns are understood:")
    wide = max((len(guess.header) for guess in roster.columns), default=0)
    for guess in roster.columns:
        click.echo(
            f"  {guess.header:<{wide}}  {guess.field} ({guess.why})"
            if guess.why
            else f"  {guess.header:<{wide}}  {guess.field}"
        )
    click.echo("")


def say_plan(planned: Plan, out: Path, roster: Roster, survey: Survey | None = None) -> None:
    """What a dry run finds."""
    if planned.jobs:
        click.echo(f"{count(len(planned.jobs), 'workbook', 'workbooks')} would be made in {out}{os.sep}, for example:")
        say_some([job.file for job in planned.jobs])
    else:
        click.echo("No workbook would be made.")
    if survey:
        say_carried(survey, [job.source for job in planned.jobs])
    _say_left(planned)
    say_left_out(roster)
    click.echo("Nothing was written. Run it again without --dry-run.")


def say_left_out(roster: Roster) -> None:
    """Who gets no workbook, and why; a problem that two rows share keeps both out."""
    for problem in roster.problems[:SHOWN]:
        click.echo(f"Left out: {problem}", err=True)
    if len(roster.problems) > SHOWN:
        click.echo(f"Left out: and {len(roster.problems) - SHOWN:,} more like these.", err=True)
    if roster.left_out:
        people = count(len(roster.left_out), "person gets", "people get")
        click.echo(f"{people} no workbook: {listing(roster.left_out, most=SHOWN)}.", err=True)


def _say_left(planned: Plan) -> None:
    if planned.current:
        click.echo(f"{count(len(planned.current), 'workbook is', 'workbooks are')} up to date.")
    if planned.outdated:
        left = f"{count(len(planned.outdated), 'workbook is', 'workbooks are')} older than the list or the template."
        click.echo(f"{left} Left as found; --overwrite makes them again.")
    if planned.unknown:
        left = f"{count(len(planned.unknown), 'workbook is', 'workbooks are')} there already and not in the manifest."
        click.echo(f"{left} Left as found; those that nobody has touched go into it.")
    if planned.gone:
        left = count(len(planned.gone), "workbook is of somebody", "workbooks are of people")
        click.echo(f"{left} without a place on the list any more, left as found (see --follow-changes):")
        say_some(list(planned.gone))
    if planned.moved:
        why = _why_elsewhere(*planned.moved[0])
        cure = "make it again with --overwrite"
        if why != _OTHER_KIND:
            cure = "--follow-changes moves it to the new place, --overwrite makes it again there"
        click.echo(f"{_people(planned.moved)} a workbook {why}, left there; {cure}:")
        say_some([f"{place} -> {job.file}" for place, job in planned.moved])
    if planned.replaced:
        click.echo(
            f"{_people(planned.replaced)} a workbook {_why_elsewhere(*planned.replaced[0])}; "
            "the new one replaces it, and if somebody has worked in it, it is kept beside the new one:"
        )
        say_some([f"{place} -> {job.file}" for place, job in planned.replaced])
    if planned.others:
        left = f"{_people(planned.others)} no workbook: one of that name is there for another id."
        click.echo(f"{left} Move it away, or, if it is the same person, make it again with --overwrite:")
        say_some([f"{job.file} (now for {job.person.id})" for job in planned.others])


_OTHER_KIND = "of the other kind, with or without buttons"


def _why_elsewhere(place: str, job: Job) -> str:
    is_other_kind = place.rpartition(".")[0] == job.file.rpartition(".")[0]
    return _OTHER_KIND if is_other_kind else "where a former name or manager put it"


def _people(found: Sequence[object]) -> str:
    return count(len(found), "person has", "people have")


def say_result(made: int, planned: Plan, out: Path, template: str, survey: Survey | None = None) -> None:
    """What was made, what was left as it is, and what to do next."""
    if not made:
        click.echo("Nothing to make.")
        _say_left(planned)
        return
    folders = count(len({job.file.partition("/")[0] for job in planned.jobs}), "folder", "folders")
    workbooks = count(made, "workbook", "workbooks")
    click.echo(f"Made {workbooks} from {template} in {folders}, one a manager, under {out.resolve()}")
    if survey:
        say_carried(survey, [job.source for job in planned.jobs])
    _say_left(planned)
    click.echo(f"Open one: {out / planned.jobs[0].file}")
    click.echo("Who got what is in manifest.csv. A second run makes only what is missing.")
