"""What is remembered of a survey, in a file beside its forms: who was asked, what they said, what is shown.

It names people and their words, so it lies with whoever runs the survey, never with the employee.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from goalsheet.errors import CannotRead, CannotWrite
from goalsheet.feedback.answers import Answer, Collection, Kept
from goalsheet.feedback.survey import Asked, Questions, Rater, Survey, Topic
from goalsheet.tracker.logs import Feedback
from goalsheet.workbook.files import read_whole, write_whole

NAME = "survey.json"
_VERSION = 1


@dataclass(frozen=True)
class Ledger:
    """A survey with its collection; `pending` rows are shown in the workbook, or were about to be."""

    survey: Survey
    collection: Collection = field(default_factory=dict)
    pending: tuple[Feedback, ...] = ()


def read(path: Path) -> Ledger:
    """The ledger in a file; CannotRead if it is none, or of a newer goalsheet."""
    try:
        said = json.loads(read_whole(path).decode("utf-8"))
        if said["version"] > _VERSION:
            raise CannotRead(f"{path} was made by a newer goalsheet. Update goalsheet.")
        return Ledger(_survey(said["survey"]), _collection(said["collection"]), tuple(map(_row, said["pending"])))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        cure = "Take the folder's last good copy, or ask again into another folder."
        raise CannotRead(f"{path} is damaged ({error}). {cure}") from error


def write(path: Path, ledger: Ledger) -> None:
    """Write the ledger, for its owner's eyes only; CannotWrite where that cannot be done."""
    said = {
        "version": _VERSION,
        "survey": dataclasses.asdict(ledger.survey),
        "collection": {code: _kept_said(kept) for code, kept in ledger.collection.items()},
        "pending": [_row_said(row) for row in ledger.pending],
    }
    try:
        write_whole(path, json.dumps(said, ensure_ascii=False, indent=1, default=_day_said).encode(), forced=True)
        path.chmod(0o600)
    except OSError as error:
        raise CannotWrite(f"{path} cannot be written ({error.strerror or error}). Check the folder.") from error


def _survey(said: Mapping[str, Any]) -> Survey:
    return Survey(
        **{
            **said,
            "asked_on": dt.date.fromisoformat(said["asked_on"]),
            "questions": Questions(**said["questions"]),
            "topics": tuple(Topic(one["goal"], one["statement"], tuple(one["asked"])) for one in said["topics"]),
            "raters": tuple(Rater(one["code"], Asked(**one["person"])) for one in said["raters"]),
        }
    )


def _collection(said: Mapping[str, Any]) -> Collection:
    return {
        code: Kept(_answers(kept["answers"]), frozenset(kept["shown"]), tuple(kept["versions"]))
        for code, kept in said.items()
    }


def _answers(said: Sequence[Mapping[str, Any]]) -> tuple[Answer, ...]:
    return tuple(Answer(**answer) for answer in said)


def _kept_said(kept: Kept) -> dict[str, Any]:
    return dataclasses.asdict(kept) | {"shown": sorted(kept.shown)}


_ROW = ("date", "source", "form", "goal", "strengths", "ideas", "rating", "asked_on", "question")


def _row(said: Mapping[str, Any]) -> Feedback:
    days = {name: dt.date.fromisoformat(said[name]) for name in ("date", "asked_on")}
    return Feedback(**{**{name: said[name] for name in _ROW}, **days})


def _row_said(row: Feedback) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _ROW}


def _day_said(value: object) -> str:
    assert isinstance(value, dt.date)
    return value.isoformat()
