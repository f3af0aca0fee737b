"""What `goalsheet generate --carry-forward` says: what goes on from last cycle's workbooks, and what does not."""

from __future__ import annotations

from collections.abc import Sequence

import click

from goalsheet.bulk.source import Source
from goalsheet.bulk.survey import Survey
from goalsheet.roster.words import count

from .short_list import say_some


def say_carried(survey: Survey, sources: Sequence[Source | None]) -> None:
    """How many of the workbooks go on from a last one, and how many goals do; by what each is made from."""
    going = [one for one in sources if one]
    if going:
        click.echo(f"{count(len(going), 'of them goes', 'of them go')} on from a last one, with {_goals(going)}.")
    if afresh := len(sources) - len(going):
        click.echo(f"{count(afresh, 'of them begins', 'of them begin')} afresh: there is no last one to go on from.")
    strangers, later, older = survey.strangers, survey.later, survey.older
    of_strangers = count(len(strangers), "last workbook is of somebody", "last workbooks are of people")
    say_some([one.file for one in strangers], headline=f"{of_strangers} without a place on the list:")
    not_earlier = count(len(later), "workbook is", "workbooks are")
    say_some([one.file for one in later], headline=f"{not_earlier} not of an earlier period, and left aside:")
    give_way = count(len(older), "last workbook gives", "last workbooks give")
    told = [f"{one.file} (newer: {newer.file})" for newer, one in older]
    say_some(told, headline=f"{give_way} way to a newer one of the same person:")


def _goals(sources: Sequence[Source]) -> str:
    going_on, achieved, dropped = (
        sum(getattr(one, name) for one in sources) for name in ("going_on", "achieved", "dropped")
    )
    stay = [f"{number} {what}" for number, what in ((achieved, "achieved"), (dropped, "dropped or closed")) if number]
    behind = f"; {' and '.join(stay)} stay behind" if stay else ""
    return f"{count(going_on, 'goal', 'goals')} not achieved yet{behind}"


def say_notes_on(survey: Survey) -> None:
    """What is not carried forward, on standard error: whole workbooks that were skipped, and cells of others."""
    for problem in survey.problems:
        click.echo(f"Not carried forward: {problem}", err=True)
    for problem in survey.lost():
        click.echo(f"Not carried forward: {problem}", err=True)
