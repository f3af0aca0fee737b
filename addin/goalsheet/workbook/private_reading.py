"""Read all of a tracker, with what its person wrote for themselves: for their own next workbook, or their own picture.

Whatever sends, reports or shows anything reads by reading.py, which knows nothing of the private tables.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from goalsheet.layout import private_rows
from goalsheet.layout.private_rows import PRIVATE_TABLES
from goalsheet.workbook.opened import OpenedWorkbook
from goalsheet.workbook.reading import TrackerFile, read_opened


def read_own_tracker(path: Path, data: bytes | None = None) -> TrackerFile:
    """The tracker in a file, private tables and all; CannotRead if it holds none that can be read as a whole.

    `data` are its bytes where they are known, and else read.
    """
    found = read_opened(path, OpenedWorkbook(path, data), PRIVATE_TABLES)
    tracker = replace(found.tracker, vision=private_rows.vision(found.tables))
    return replace(found, tracker=tracker, problems=private_rows.problems(path.name, found.tables))
