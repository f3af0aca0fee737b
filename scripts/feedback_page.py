"""What `goalsheet feedback` says: what was made or brought back, and what to do next."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from goalsheet.feedback.survey import FLOOR, Survey
from goalsheet.feedback.words import called
from goalsheet.layout.review_surveys import TAB
from goalsheet.roster.words import count, shorten
from goalsheet.surveys.asking import LIST, Sent
from goalsheet.surveys.collecting import Collected


def say_sent(sent: Sent, file: Path, form: str, spreadsheet: str | None = None) -> None:
    """What was made of a survey's forms; `spreadsheet` is where the manager answers on a tab."""
    if form == "json":
        click.echo(json.dumps(_sent(sent, file) | _tab(spreadsheet), ensure_ascii=False, indent=2))
        return
    survey = sent.survey
    click.echo(f"Made {count(len(sent.new), 'form', 'forms')} in {sent.folder}.")
    topics = "; ".join(shorten(called(topic)) for topic in survey.topics)
    click.echo(f"Asked about: {topics}.")
    for note in sent.notes:
        click.echo(f"Note: {note}")
    if spreadsheet:
        click.echo(f"The manager can answer on the tab {TAB.title} of {spreadsheet}, and needs no form.")
    click.echo(f"Who gets which form stands in {LIST} there. Keep the folder where {survey.person} cannot look.")
    click.echo("Next: send the forms, save what comes back in a folder, and bring it into the workbook:")
    click.echo(f'  goalsheet feedback collect "{file}" {_quoted(sent.folder)} RETURNED{" --tab" * bool(spreadsheet)}')


def _tab(spreadsheet: str | None) -> dict[str, str]:
    return {"spreadsheet": spreadsheet} if spreadsheet else {}


def _quoted(path: Path) -> str:
    return f'"{path}"' if " " in str(path) else str(path)


def _sent(sent: Sent, file: Path) -> dict[str, object]:
    new = {rater.code for rater in sent.new}
    forms = [
        {
            "file": str(sent.file(rater)),
            "name": rater.person.name,
            "relation": rater.person.relation,
            "how": rater.person.form,
            "new": rater.code in new,
        }
        for rater in sent.survey.raters
    ]
    topics = [{"goal": one.goal, "about": called(one), "asked": list(one.asked)} for one in sent.survey.topics]
    about_it = {"file": str(file), "person": sent.survey.person, "folder": str(sent.folder)}
    return {**about_it, "topics": topics, "forms": forms, "notes": list(sent.notes)}


def say_collected(found: Collected, file: Path, form: str, spreadsheet: str | None = None) -> None:
    """What came back, what is shown, what waits and what is to be mended; never whose it is."""
    if form == "json":
        click.echo(json.dumps(_collected(found, file) | _tab(spreadsheet), ensure_ascii=False, indent=2))
        return
    for line in _lines(found, file):
        click.echo(line)
    if spreadsheet:
        click.echo(f"The tab {TAB.title} of {spreadsheet} says how many have answered by now.")


def _lines(found: Collected, file: Path) -> Iterator[str]:
    survey = found.survey
    yield f"{found.back} of {count(len(survey.raters), 'form', 'forms')} on {survey.person} came back."
    if found.added:
        rows = count(found.added, "row", "rows")
        before = found.backup.name if found.backup else "-"
        yield f"Wrote {rows} on the sheet Feedback of {file}. As it was before: {before}"
    for batch in found.shown:
        said = count(len(batch.answers), "answer", "answers")
        yield f"  {batch.source}: {said} on {_called(survey, batch.topic)}"
    for held in found.held:
        said = count(held.answers, "answer waits", "answers wait")
        yield f"  {held.relation}: {said} for others on {_called(survey, held.topic)}"
    if found.held:
        yield f"What waits is shown as soon as {FLOOR} new answers on a topic are there."
    for note in found.notes:
        yield f"Note: {note}"
    for problem in found.problems:
        yield f"Look at {problem}"
    if not found.added and not found.problems:
        yield "There is nothing new to show."


def _called(survey: Survey, place: int) -> str:
    topic = survey.topics[place]
    return topic.goal or called(topic).lower()


def _collected(found: Collected, file: Path) -> dict[str, object]:
    survey = found.survey
    shown = Counter((batch.topic, batch.source) for batch in found.shown for _ in batch.answers)
    return {
        "file": str(file),
        "person": survey.person,
        "forms": len(survey.raters),
        "came_back": found.back,
        "rows": found.added,
        "shown": [
            {"goal": survey.topics[topic].goal, "from": source, "answers": number}
            for (topic, source), number in shown.items()
        ],
        "waiting": [
            {"goal": survey.topics[one.topic].goal, "from": one.relation, "answers": one.answers} for one in found.held
        ],
        "problems": [{"where": one.where, "message": f"{one.what} {one.cure}".strip()} for one in found.problems],
        "notes": list(found.notes),
        "backup": found.backup.name if found.backup else None,
    }


def say_guide(path: Path, file: Path, form: str) -> None:
    """Where the guides are."""
    if form == "json":
        click.echo(json.dumps({"file": str(file), "guide": str(path)}, ensure_ascii=False, indent=2))
        return
    click.echo(
        f"Wrote {path}: the sheet Interview has questions, the sheet Meeting an agenda. Print them for the talk."
    )
