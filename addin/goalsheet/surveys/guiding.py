"""Guiding: the workbook with an interview's questions and a meeting's agenda, to be printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from goalsheet.errors import BadSetting, CannotWrite
from goalsheet.feedback.agenda import agenda
from goalsheet.feedback.survey import Questions
from goalsheet.feedback.topics import ending_in_names, topics
from goalsheet.layout.guides import guides
from goalsheet.tracker.tracker import Tracker
from goalsheet.workbook.build import Inscription, build
from goalsheet.workbook.files import write_whole
from goalsheet.workbook.names import safe_name


def guide(tracker: Tracker, goals: Sequence[str], questions: Questions, day: dt.date, out: Path | None) -> Path:
    """Write the guides as of that day and tell where.

    BadSetting if that file is there already, for it may hold notes, or if a question would tell who else is asked.
    """
    path = out or Path(f"{safe_name(tracker.person.name)} - talks {day}.xlsx")
    if path.suffix.lower() != ".xlsx":
        raise BadSetting(f"{path} has to end with .xlsx.")
    if path.exists():
        raise BadSetting(f"{path} is there already, perhaps with notes in it. Name another file with --out.")
    about = topics(tracker.goals, tracker.feedback, goals)
    if problems := ending_in_names(about):
        raise BadSetting("No guide was written.", problems)
    design = guides(agenda(tracker, day), about, questions)
    said = Inscription(tracker.person.name, tracker.cycle.name, f"Talks with {tracker.person.name}", "Guides for talks")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, build(design, said))
    except OSError as error:
        raise CannotWrite(f"{path} cannot be written ({error.strerror or error}). Check the folder.") from error
    return path
