"""`goalsheet generate`: from a list of people to one personal workbook each."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path

import click

from goalsheet.bulk.plan import Plan
from goalsheet.bulk.processes import aside
from goalsheet.bulk.run import compile_template, look_through, prepare
from goalsheet.errors import BadRoster, BadSetting, Problem
from goalsheet.folder import FolderSettings
from goalsheet.language.shelf import codes
from goalsheet.roster.people import DatesInTwoWays, Roster, read_roster
from goalsheet.roster.words import count
from goalsheet.template.maker import SPREADSHEETS

from . import ALL_WELL, TO_LOOK_AT
from .generate_carried import say_notes_on
from .generate_changes import say_changes, say_followed
from .generate_page import say_left_out, say_notes, say_plan, say_result, say_understood
from .progress_bar import with_bar
from .today import the_day

SAMPLE = "people.csv"
_LONG = 100_000  # bytes of a list: some thousand people


@click.command("generate")
@click.argument("people", type=click.Path(path_type=Path), required=False)
@click.option(
    "--template", default="career-year", show_default=True, help="A template's name, a .toml or an .xlsx file."
)
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("workbooks"), show_default=True, help="Folder to fill."
)
@click.option("--buttons", is_flag=True, help="Make .xlsm workbooks with buttons on the sheets.")
@click.option(
    "--signed-by",
    type=click.Path(path_type=Path),
    metavar="FILE.xlsm",
    help="The same with the signed macros of that workbook.",
)
@click.option("--language", type=click.Choice(codes()), help="For people whose language is not known. [default: en]")
@click.option("--limit", type=click.IntRange(1), help="Make only the first so many, to have a look.")
@click.option("--dry-run", is_flag=True, help="Say what would be made and what is wrong; write nothing.")
@click.option("--overwrite", is_flag=True, help="Make workbooks again whose person or template has changed.")
@click.option("--jobs", type=click.IntRange(1, 61), help="Processes to use. [default: two or more for big lists]")
@click.option("--shard", "part", metavar="I/N", help="Make only part I of N, for spreading the work over machines.")
@click.option(
    "--columns", multiple=True, metavar="THEIRS=OURS", help="What a column of the list means, where it is not guessed."
)
@click.option(
    "--dates", type=click.Choice(["dmy", "mdy", "ymd"]), help="How the list writes dates, where both are possible."
)
@click.option("--skip-problems", is_flag=True, help="Leave out people whose rows have problems instead of stopping.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Make the workbooks as of that day.")
@click.option(
    "--cycle",
    nargs=2,
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="FIRST LAST",
    help="First and last day of the period, for a design in .xlsx. [default: the year]",
)
@click.option(
    "--carry-forward",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Go on from last cycle's workbooks in that folder: goals that are not achieved, and what is on Vision.",
)
@click.option(
    "--follow-changes",
    is_flag=True,
    help="Let workbooks follow the list: move them to new managers' folders, and those of leavers to Left.",
)
@click.option("--sample", is_flag=True, help="Write a list of 25 invented people to start from.")
def command(
    people: Path | None,
    template: str,
    out: Path,
    buttons: bool,  # noqa: FBT001 - click hands over flags by name
    signed_by: Path | None,
    language: str | None,
    limit: int | None,
    dry_run: bool,  # noqa: FBT001 - the same
    overwrite: bool,  # noqa: FBT001 - the same
    jobs: int | None,
    part: str | None,
    columns: tuple[str, ...],
    dates: str | None,
    skip_problems: bool,  # noqa: FBT001 - the same
    today: dt.datetime | None,
    cycle: tuple[dt.datetime, dt.datetime] | None,
    carry_forward: Path | None,
    follow_changes: bool,  # noqa: FBT001 - the same
    sample: bool,  # noqa: FBT001 - the same
) -> int:
    """Make one personal goal workbook for each person on the list PEOPLE (.csv or .xlsx).

    Existing workbooks are never touched unless you say --overwrite, and even then one that somebody has worked in is
    kept beside the new one.

    \b
    Example:
      goalsheet generate --sample
      goalsheet generate people.csv --dry-run
      goalsheet generate people.csv --out workbooks
    """  # noqa: D301 - click's own mark for lines to keep
    if sample:
        return write_sample(people or Path(SAMPLE))
    if people is None:
        raise BadSetting(
            "Which people? Name a .csv or .xlsx list, or write one to start from: goalsheet generate --sample"
        )
    gc.set_threshold(200_000)  # what a run makes leaves nothing to sweep up: looking for it took a tenth of the time
    day, shard = the_day(today), _shard(part)
    if follow_changes and (part or limit or overwrite):
        raise BadSetting("--follow-changes needs the whole list: leave out --shard, --limit and --overwrite.")
    period = (cycle[0].date(), cycle[1].date()) if cycle else None
    reading = partial(read_roster, people, columns=_columns(columns), date_order=dates, today=day)
    is_design = Path(template).suffix.lower() in SPREADSHEETS  # which has its own buttons, if any
    wanted = buttons or (not is_design and FolderSettings().buttons(people))
    with aside(reading, worthwhile=jobs != 1 and _is_long(people)) as roster_read:
        usual = language or FolderSettings().language(people)
        compiled = compile_template(template, day, period, buttons=wanted, signed_by=signed_by, language=usual)
        say_notes(compiled.maker.notes)
        try:
            roster = roster_read()
        except DatesInTwoWays as error:
            say_understood(error.roster, with_columns=dry_run)
            raise
    say_understood(roster, with_columns=dry_run)
    survey = look_through(carry_forward, compiled, roster.people, out, jobs) if carry_forward else None
    problems = [*roster.problems, *(survey.problems if survey else ())]
    if problems and not skip_problems:
        raise _refused(people, roster, survey.problems if survey else ())
    if survey:
        say_notes_on(survey)
        compiled = compiled.going_on_from(survey.sources)
    run = prepare(
        compiled,
        roster.people,
        out,
        part=shard,
        limit=limit,
        overwrite=overwrite,
        processes=jobs,
        follows=follow_changes,
    )
    if dry_run:
        say_changes(run.changes)
        say_plan(run.plan, out, roster, survey)
        return _code(run.plan, problems)
    stayed = say_followed(run.follow())
    gc.freeze()  # all that was read stays to the end: looking through it for garbage again and again takes time
    made = sum(1 for _ in with_bar(run.carry_out(jobs), "Making workbooks", len(run.plan.jobs)))
    say_result(made, run.plan, out, template, survey)
    say_left_out(roster)
    return TO_LOOK_AT if stayed else _code(run.plan, problems)


def _is_long(people: Path) -> bool:
    """Whether reading the list takes long enough to do it in a process of its own."""
    return people.is_file() and people.stat().st_size > _LONG


def write_sample(path: Path) -> int:
    """Write the sample list of people; BadSetting where there is such a file already."""
    if path.suffix.lower() != ".csv" or not path.parent.is_dir():
        raise BadSetting(f"{path} has to be a .csv file in a folder that is there, such as team.csv.")
    if path.exists():
        raise BadSetting(f"{path} is there already. Name another file: goalsheet generate --sample team.csv")
    path.write_bytes((files("goalsheet.templates") / SAMPLE).read_bytes())
    click.echo(f"Wrote {path}: 25 invented people in three teams.")
    click.echo(f"Open it, put your own people in, then: goalsheet generate {path} --dry-run")
    return ALL_WELL


def _columns(pairs: tuple[str, ...]) -> dict[str, str]:
    for pair in pairs:
        if "=" not in pair:
            raise BadSetting(f'--columns "{pair}" needs an equals sign, as in --columns "Boss=manager".')
    return {theirs.strip(): ours.strip() for theirs, _, ours in (pair.rpartition("=") for pair in pairs)}


def _shard(text: str | None) -> tuple[int, int]:
    if text is None:
        return 1, 1
    index, _, count = text.partition("/")
    if not (index.isdecimal() and count.isdecimal() and 1 <= int(index) <= int(count)):
        raise BadSetting(f'--shard "{text}" has to be like 2/4: part 2 of 4.')
    return int(index), int(count)


def _refused(people: Path, roster: Roster, last: Sequence[Problem]) -> BadRoster:
    """All that keeps people from workbooks of their own; with `last`, which keeps last ones from being gone on from."""
    problems = [*roster.problems, *last]
    held = f"{people.name} has {count(len(problems), 'problem', 'problems')}. Nothing was made."
    cure = "leave these people out with --skip-problems"
    if last:
        held = (
            f"{count(len(problems), 'problem keeps', 'problems keep')} people from their workbooks. Nothing was made."
        )
        cure = "go on with --skip-problems: who has one on the list is left out, and other people begin afresh"
    return BadRoster(f"{held} Mend them, or {cure}.", problems)


def _code(planned: Plan, problems: Sequence[Problem]) -> int:
    """Whether somebody on the list has no workbook of their own, or none that goes on: something to look at."""
    return TO_LOOK_AT if problems or planned.others else ALL_WELL
