"""`goalsheet demo`: the whole story in a folder of its own, from HR's list to the managers' answers and the reports."""

from __future__ import annotations

import csv
import io
from importlib.resources import files
from pathlib import Path

import click

from goalsheet.errors import BadSetting

from . import ALL_WELL
from .demo_server import keep_serving, serving
from .demo_telling import Demo
from .generate import SAMPLE
from .today import the_day


@click.command("demo")
@click.option("--people", type=click.IntRange(1, 100_000), default=25, show_default=True, help="How many people.")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("goalsheet-demo"), show_default=True, help="Folder to fill."
)
@click.option(
    "--keep-serving",
    is_flag=True,
    help="Keep the local Sheets server up, open in the browser.",
)
def command(people: int, out: Path, *, keep_serving: bool) -> int:
    """See it work: invented people get their workbooks, write in them, and their managers answer in Google Sheets.

    All of it happens in one folder on this computer: the spreadsheets stand on a local server that speaks Google's
    language. At the end lie there what HR and managers read: reports, the page for a 1:1, and drafts of e-mails.

    Example: goalsheet demo
    """
    today = the_day(None)
    out.mkdir(parents=True, exist_ok=True)
    _write_list(out / SAMPLE, invented(people))
    demo = Demo(out, today)
    demo.make_workbooks()
    demo.let_employees_write()
    demo.look_at_goals()
    with serving(out) as url:
        demo.let_managers_answer(url)
        demo.report()
        _say_next(demo, url, stays=keep_serving)
    return ALL_WELL


def _say_next(demo: Demo, url: str, *, stays: bool) -> None:
    if stays:
        keep_serving(url)
    else:
        demo.say_where_to_look()
    click.echo("Next, with your own people: goalsheet generate --sample, then goalsheet generate people.csv --dry-run")


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
