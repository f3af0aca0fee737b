"""`goalsheet remind`: drafts of e-mails to those who are waited for."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from goalsheet.errors import BadRoster, BadSetting, CannotRead, problem_count
from goalsheet.report.mail_addresses import on_one_line
from goalsheet.report.mail_occasions import NAMES, OCCASIONS, letters
from goalsheet.report.mail_sources import Untouched, by_list
from goalsheet.report.mail_standing import Standing, newest_of_each
from goalsheet.report.mail_texts import ENGLISH, Texts
from goalsheet.report.mail_writing import Mail, Mailing, Unaddressed, list_of, write_drafts, write_out
from goalsheet.report.standings import Unread, standings
from goalsheet.roster.people import read_roster
from goalsheet.roster.words import count
from goalsheet.tracker.person import Person

from . import ALL_WELL, CANNOT_GO_ON, TO_LOOK_AT
from .progress_bar import READING, with_bar
from .remind_json import as_json, left_out, not_read, not_sent
from .today import the_day
from .trackers import Trackers

_HELP = "; ".join(f"{occasion.name} ({occasion.help})" for occasion in OCCASIONS)


@click.command("remind")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), default=Path("reminders"), show_default=True)
@click.option(
    "--occasion",
    "names",
    multiple=True,
    type=click.Choice(NAMES),
    metavar="NAME",
    help=f"Only these; may be said again. {_HELP}. [default: all but invitation]",
)
@click.option(
    "--people",
    metavar="PEOPLE",
    type=click.Path(path_type=Path),
    help="HR's list of today: its addresses and managers count, and whoever is not on it gets no e-mail.",
)
@click.option("--attach", is_flag=True, help="Put the workbook into each invitation.")
@click.option(
    "--link", default="", metavar="ADDRESS", help="Where people find DIR: https://… of the folder in a cloud."
)
@click.option("--texts", type=click.Path(path_type=Path), help="Your own texts: DIR/en/invitation.toml and so on.")
@click.option("--language", default=ENGLISH, show_default=True, help="For people whose language has no texts.")
@click.option("--dry-run", is_flag=True, help="List who would get what; write nothing.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Look at the goals as of that day.")
def command(
    folder: Path,
    out: Path,
    names: Sequence[str],
    people: Path | None,
    link: str,
    texts: Path | None,
    language: str,
    form: str,
    today: dt.datetime | None,
    *,
    attach: bool,
    dry_run: bool,
) -> int:
    """Write drafts of e-mails to those who are waited for, and to their managers. Nothing is sent.

    Each draft is a file .eml, which Outlook and other mail programs open, to be read and sent by you; a list in the
    same folder is for mail merge. No e-mail says what a goal is, only which. A draft that is there already is left.

    \b
    Example:
      goalsheet remind workbooks --dry-run
      goalsheet remind workbooks --out reminders --people people.csv
      goalsheet remind workbooks --occasion invitation --attach
      goalsheet remind workbooks --dry-run --format json
    """  # noqa: D301 - click's own mark for lines to keep
    if not folder.is_dir():
        raise CannotRead(f"{folder} is no folder. Name the folder in which the workbooks are.")
    if "invitation" in names and not (attach or link):
        raise BadSetting("An invitation needs the workbook (--attach) or the way to it (--link https://…).")
    mailing = Mailing(folder, out, the_day(today), Texts(texts), language, attach, link)
    listed = _listed(people, mailing.day) if people else None
    read, unread = _read(folder, mailing.day)
    newest, others = newest_of_each(read)
    newest, gone = by_list(newest, listed) if listed is not None else (newest, [])
    mails, stuck = write_out(letters(newest, mailing.day, names), mailing)
    new = [] if dry_run else write_drafts(mails, mailing)
    _say_left_out(others, gone, stuck)
    if form == "json":
        click.echo(as_json(mailing.day, mails, new, [*left_out(others, gone), *not_sent(stuck), *not_read(unread)]))
    elif dry_run:
        _say_all(mails)
    else:
        _say_written(mails, new, mailing)
    if unread:
        return CANNOT_GO_ON
    return TO_LOOK_AT if others or gone or stuck else ALL_WELL


def _read(folder: Path, day: dt.date) -> tuple[list[Standing], list[Unread]]:
    """How everybody in the folder stands; what cannot be read is said, and left out."""
    files = Trackers([folder]).files
    found = [*with_bar(standings(files, Untouched(folder), day), READING, len(files))]
    unread = [one for one in found if isinstance(one, Unread)]
    for one in unread:
        click.echo(f"Error: {one.why}", err=True)
    return [one for one in found if isinstance(one, Standing)], unread


def _listed(path: Path, day: dt.date) -> Sequence[Person]:
    """The people on HR's list; BadRoster where it has problems: nobody is written to by half a list."""
    roster = read_roster(path, today=day)
    if roster.problems:
        raise BadRoster(f"{path} has {problem_count(roster.problems)}. Nothing was written.", roster.problems)
    return roster.people


def _say_left_out(others: Sequence[Standing], gone: Sequence[Standing], stuck: Sequence[Unaddressed]) -> None:
    for one in gone:
        click.echo(f"Left out: {one.path}. {on_one_line(one.person.name)} is not on the list.", err=True)
    for one in others:
        click.echo(f"Left out: {one.path}. {on_one_line(one.person.name)} has a newer workbook.", err=True)
    for letter, why in ((one.letter, one.why) for one in stuck):
        whom = on_one_line(letter.name) or "somebody without a name"
        cure = "Put it into the list of people, and make the workbook again or write it yourself."
        click.echo(f"No e-mail to {whom} ({letter.occasion.name}): {why} {cure}", err=True)


def _say_all(mails: Sequence[Mail]) -> None:
    for mail in mails:
        letter = mail.letter
        click.echo(f"{letter.occasion.name:20} {on_one_line(letter.name)} <{letter.address}>: {mail.text.subject}")
    click.echo(f"{count(len(mails), 'e-mail', 'e-mails')} would be drafted. Nothing was written.")


def _say_written(mails: Sequence[Mail], new: Sequence[Mail], mailing: Mailing) -> None:
    if not mails:
        click.echo("Nobody has to be written to.")
        return
    made = Counter(mail.letter.occasion.name for mail in new)
    for name, number in made.items():
        click.echo(f"{name:20} {count(number, 'draft', 'drafts')} in {mailing.out / name}")
    if there := len(mails) - len(new):
        left = "left as it is" if there == 1 else "left as they are"
        click.echo(f"{count(there, 'draft was', 'drafts were')} there already and {left}.")
    click.echo(f"For mail merge each folder has a list, {list_of(mailing.out, mailing.day).name}.")
    click.echo("Nothing was sent. Next: open a draft, read it, and send it from your mail program.")
