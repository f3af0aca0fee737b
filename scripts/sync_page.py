"""What `goalsheet sync` says of a two-way sync: person by person, old and new, and what gave way; in text or JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from goalsheet.errors import GoalsheetError
from goalsheet.google.client import Line
from goalsheet.layout.last_state import Touch, Touches
from goalsheet.layout.review import day
from goalsheet.merge.actions import AddRow, Conflict, SetCell
from goalsheet.merge.cells import WRITER
from goalsheet.merge.copy import Side
from goalsheet.merge.values import Value
from goalsheet.roster.words import count
from goalsheet.sync.participant import Participant
from goalsheet.sync.plan_words import listed, said
from goalsheet.sync.result import Exchanged, Result
from goalsheet.sync.settled import Known
from goalsheet.sync.steps import Done, Outcome

_SIDES = {Side.WORKBOOK: "workbook", Side.SHEET: "sheet"}


def lines(results: Sequence[Result]) -> Iterator[str]:
    """The plan in words: each spreadsheet in which something is done, its people, their goals."""
    for result in results:
        people = [one for one in result.people if one.actions or one.waited]
        if people:
            yield result.outcome.target.review.title
        for one in people:
            yield f"  {one.person.name}{_COMES_LATER if one.error else ''}"
            yield from (f"    {line}" for action in one.actions for line in said(action, one.touched))
            yield from (
                f"    On its sheet {type(line).TITLE}, from the last sync: {listed(line)}" for line in one.waited
            )


_COMES_LATER = " (the workbook cannot be written: what it lacks comes with a later sync)"


def say_kept(participants: Sequence[Participant], form: str) -> None:
    """Say all edits that ever gave way."""
    if form == "json":
        _say_json({"people": [_kept(one) for one in participants if one.state.kept]})
    else:
        for told in _kept_lines(participants):
            click.echo(told)


def _kept(one: Participant) -> dict[str, Any]:
    conflicts = [{"on": held.on.isoformat(), **_conflict(held.conflict, held.touched)} for held in one.state.kept]
    return {"person": one.tracker.person.name, "workbook": str(one.path), "conflicts": conflicts}


def _kept_lines(participants: Sequence[Participant]) -> Iterator[str]:
    """All edits that ever gave way, person by person, the latest last."""
    kept = [one for one in participants if one.state.kept]
    for one in kept:
        yield one.tracker.person.name
        for held in one.state.kept:
            first, *others = said(held.conflict, held.touched)
            yield f"  {day(held.on)}: {first}"
            yield from (f"  {other}" for other in others)
    if not kept:
        yield "No edit has ever given way in these workbooks."


def summary(results: Sequence[Result], untouched: int, *, dry_run: bool) -> str:
    """How many spreadsheets, cells and conflicts, in a sentence."""
    found = Counter({Done.UNCHANGED: untouched}) + Counter(result.done for result in results)
    words = _WOULD if dry_run else {done: done.value for done in Done}
    parts = ", ".join(f"{found[done]:,} {words[done]}" for done in Done if found[done])
    people = [who for result in results for who in result.people]
    done = Counter((action.side, type(action)) for who in people for action in who.done)
    conflicts = sum(isinstance(action, Conflict) for who in people for action in who.actions)
    said = [f"{count(len(results) + untouched, 'spreadsheet', 'spreadsheets')}: {parts or 'nothing to do'}"]
    for of, (one, several) in _COUNTED.items():
        said += [
            f"{count(done[side, of], one, several)} in {where}" for side, where in _WHERE.items() if done[side, of]
        ]
    said += [] if dry_run else accesses(result.outcome for result in results)
    said += [count(conflicts, "conflict", "conflicts")] if conflicts else []
    waited = sum(len(who.waited) for who in people)
    said += [f"{count(waited, 'line', 'lines')} that waited"] if waited else []
    unwritten = sum(bool(who.error) for who in people)
    said += [f"{count(unwritten, 'workbook', 'workbooks')} not written"] if unwritten else []
    return "; ".join(said) + "."


def accesses(outcomes: Iterable[Outcome]) -> list[str]:
    """To how many people access was given in spreadsheets that were there before, and from how many it was taken."""
    there = [one.sharing for one in outcomes if one.done in (Done.UPDATED, Done.UNCHANGED)]
    counted = {"given to": sum(len(one.give) for one in there), "withdrawn from": sum(len(one.take) for one in there)}
    said = " and ".join(f"{what} {number:,}" for what, number in counted.items() if number)
    return [f"access {said}"] if said else []


_WOULD = {
    Done.MADE: "would be made",
    Done.UPDATED: "would be brought up to date",
    **{done: done.value for done in (Done.UNCHANGED, Done.LOST, Done.FAILED)},
}
_COUNTED = {SetCell: ("cell", "cells"), AddRow: ("new row", "new rows")}
_WHERE = {Side.WORKBOOK: "workbooks", Side.SHEET: "Google sheets"}


def say_document(
    results: Sequence[Result], known: Sequence[Known], unread: Mapping[Path, str], line: Line, *, dry_run: bool
) -> None:
    """Say the same as JSON, with the files that could not be read."""
    made = [_spreadsheet(result, dry_run=dry_run) for result in results] + [_untouched(one) for one in known]
    damaged = [{"workbook": str(path), "error": error} for path, error in unread.items()]
    _say_json({"dry_run": dry_run, "spreadsheets": made, "unread": damaged, "requests": line.traffic.total})


def _say_json(document: dict[str, Any]) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _spreadsheet(result: Result, *, dry_run: bool) -> dict[str, Any]:
    outcome = result.outcome
    return {
        "title": outcome.target.review.title,
        "file": outcome.file or None,
        "done": result.done.name.lower(),
        "notes": list(outcome.notes),
        "error": _error(outcome.error),
        "waiting_rows": len(result.waiting),
        "people": [_person(one, dry_run=dry_run) for one in result.people],
    }


def _untouched(one: Known) -> dict[str, Any]:
    done = Done.UNCHANGED.name.lower()
    nothing: dict[str, Any] = {"notes": [], "error": None, "waiting_rows": 0, "people": []}
    return {"title": one.settled.title, "file": one.file, "done": done, **nothing}


def _error(error: GoalsheetError | None) -> str | None:
    return str(error) if error else None


def _person(one: Exchanged, *, dry_run: bool) -> dict[str, Any]:
    done = () if dry_run else one.done
    return {
        "person": one.person.name,
        "workbook": str(one.path),
        "changes": [
            {**_change(action), "done": action in done} for action in one.actions if isinstance(action, SetCell)
        ],
        "rows": [line for action in one.actions if not isinstance(action, SetCell | Conflict) for line in said(action)],
        "conflicts": [_conflict(action, one.touched) for action in one.actions if isinstance(action, Conflict)],
        "waited": [{"sheet": type(line).TITLE, "line": listed(line)} for line in one.waited],
        "backup": str(one.backup) if one.backup else None,
        "error": _error(one.error),
    }


def _change(action: SetCell) -> dict[str, Any]:
    key = {"table": action.key.table, "id": action.key.id, "column": action.key.column}
    return {"side": _SIDES[action.side], **key, "old": _plain(action.old), "new": _plain(action.new), "why": action.why}


def _conflict(action: Conflict, touched: Touches) -> dict[str, Any]:
    key = {"table": action.key.table, "id": action.key.id, "column": action.key.column}
    values = {"workbook": _plain(action.workbook), "sheet": _plain(action.sheet)}
    changed = {side: _touch(touched.get(of)) for of, side in _SIDES.items()}
    return {
        **key,
        **values,
        "last_changed": changed,
        "owner": WRITER[action.owner],
        "kept": _SIDES[action.kept],
        "why": action.why,
    }


def _touch(who: Touch | None) -> dict[str, str | None] | None:
    return {"by": who.by or None, "at": who.at.isoformat() if who.at else None} if who else None


def _plain(value: Value) -> str | float | None:
    return value.isoformat() if isinstance(value, dt.date) else value
