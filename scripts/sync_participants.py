"""The people of a sync: whose workbooks were read, each with its own settings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import click

from goalsheet.folder import FolderSettings
from goalsheet.sync.participant import Participant
from goalsheet.workbook.reading import TrackerFile


def participants(files: Iterable[TrackerFile], day: dt.date, settings: FolderSettings) -> Iterator[Participant]:
    """Each with what its workbook holds; what could not be read in it is said."""
    for file in files:
        for problem in file.problems:
            click.echo(f"Look at {problem}", err=True)
        yield Participant(file, day, settings.habits(file.path))
