"""`goalsheet demo`: everything once in a folder of its own, from a list of people to what is said of their goals."""

from __future__ import annotations

import csv
import datetime as dt
import io
import time
from importlib.resources import files
from pathlib import Path

import click

from goalsheet.bulk.run import compile_template, prepare
from goalsheet.errors import BadSetting
from goalsheet.roster.people import read_roster
from goalsheet.smart.verdict import in_a_sentence
from goalsheet.workbook.reading import read_tracker

from . import ALL_WELL, demo_review
from .generate import SAMPLE
from .today import the_day
from .tracker_check import check_tracker

TEMPLATE = "career-year"


@click.command("demo")
@click.option("--people", type=click.IntRange(1, 100_000), default=25, show_default=True, help="How many people.")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("goalsheet-demo"), show_default=True, help="Folder to fill."
)
@click.option("--keep-serving", is_flag=True, help="Keep the local Sheets server up, to look around in it.")
def command(people: int, out: Path, *, keep_serving: bool) -> int:
    """See it work: a list of invented people becomes one personal goal workbook each, and a check of its goals.

    Example: goalsheet demo
    """
    today = the_day(None)
    out.mkdir(parents=True, exist_ok=True)
    roster_file = out / SAMPLE
    _write_list(roster_file, invented(people))
    roster = read_roster(roster_file, today=today)
    click.echo(f"1. HR's list: {len(roster.people)} people in {roster_file}")

    started = time.perf_counter()
    workbooks = out / "workbooks"
    run = prepare(compile_template(TEMPLATE, today), roster.people, workbooks)
    made = sum(1 for _ in run.carry_out())
    folders = len({person.manager for person in roster.people})
    seconds = time.perf_counter() - started
    click.echo(f"2. {made} personal workbooks in {folders} folders, one a manager, in {seconds:.1f} seconds")
    if run.plan.current:
        click.echo(f"   {len(run.plan.current)} were there from last time and are up to date.")

    first = next(iter(sorted(workbooks.glob("*/*.xlsx"))))
    click.echo(f"3. Open one: {first.resolve()}")
    click.echo("   Start says what to do, Goals reads S-M-A-R-T from left to right, the Dashboard is live.")
    click.echo("   Try: change a date under Goals, type a line under Check-ins, look at the Dashboard.")
    click.echo(f"4. How SMART are its goals? {in_a_sentence(check_tracker(read_tracker(first), today).verdicts)}")
    click.echo(f'   See why: goalsheet check "{first}"')
    click.echo(f'   How goals stand, and when they will be reached: goalsheet progress "{workbooks}"')
    click.echo(f"5. Who got what: {workbooks / 'manifest.csv'}")
    _show_review(workbooks, today, keep_serving=keep_serving)
    click.echo("Next, with your own people: goalsheet generate --sample, then goalsheet generate people.csv --dry-run")
    return ALL_WELL


def _show_review(workbooks: Path, today: dt.date, *, keep_serving: bool) -> None:
    with demo_review.reviewed(workbooks, today) as server:
        if keep_serving:
            demo_review.keep_serving(server)
        else:
            click.echo("   Look around as a manager: goalsheet demo --keep-serving")


def _write_list(path: Path, people: str) -> None:
    """Write the invented list; BadSetting where somebody else's list is in the way."""
    if path.exists() and not path.read_text(encoding="utf-8", errors="replace").startswith(people.partition("\n")[0]):
        raise BadSetting(f"{path} is there already and not the demo's. Choose another folder: --out NAME")
    path.write_text(people, encoding="utf-8")


def invented(number: int) -> str:
    """The sample list as CSV with that many people; beyond its 25 the names repeat with a number."""
    rows = list(csv.reader(io.StringIO((files("goalsheet.templates") / SAMPLE).read_text(encoding="utf-8"))))
    head, people = rows[0], rows[1:]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    for index in range(number):
        again, place = divmod(index, len(people))
        own_id, first, last, email, *rest = people[place]
        if again:
            own_id, last, email = f"{own_id}-{again}", f"{last} {again}", f"{again}.{email}"
            rest[-1] = rest[-1] or people[0][0]
        writer.writerow([own_id, first, last, email, *rest])
    return out.getvalue()
