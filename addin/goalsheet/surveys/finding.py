"""Finding: the ledger of an employee's survey, and the forms that came back, among files and folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from goalsheet.errors import CannotRead
from goalsheet.surveys import ledger
from goalsheet.surveys.ledger import Ledger
from goalsheet.tracker.tracker import Tracker
from goalsheet.workbook.collection import workbook_files

#: Files in which somebody may have sent answers back, but which cannot be read as forms.
_OTHER_FORMATS = {".xls", ".xlsb", ".ods", ".numbers", ".pdf", ".docx", ".doc", ".odt", ".zip", ".eml", ".msg"}


def find_ledger(tracker: Tracker, paths: Sequence[Path]) -> tuple[Path, Ledger]:
    """Where the survey of that employee and cycle is remembered, and what; CannotRead if there is none, or two."""
    found = {path: ledger.read(path) for path in _ledgers(paths)}
    own = {path: one for path, one in found.items() if one.survey.person_id == tracker.person.id}
    fitting = [(path, one) for path, one in own.items() if one.survey.cycle == tracker.cycle.name]
    if len(fitting) > 1:
        places = " and ".join(str(path.parent) for path, _ in fitting)
        raise CannotRead(f"There are two surveys of {tracker.person.name} ({places}). Name one of the folders.")
    if not fitting:
        raise CannotRead(_missing(tracker, list(own.values()) or list(found.values())))
    return fitting[0]


def _ledgers(paths: Iterable[Path]) -> list[Path]:
    """In a folder or those in it, and beside a file or above it."""
    places = [place for path in paths for place in _places(path)]
    return list(dict.fromkeys(place.resolve() for place in places if place.is_file()))


def _places(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield path / ledger.NAME
        yield from sorted(path.glob(f"*/{ledger.NAME}"))
    for above in path.absolute().parents[:2]:
        yield above / ledger.NAME


def _missing(tracker: Tracker, others: Sequence[Ledger]) -> str:
    whose = f"{tracker.person.name}, {tracker.cycle.name}"
    if others:
        found = ", ".join(f"{one.survey.person}, {one.survey.cycle}" for one in others)
        return f"There is no survey on {whose} here, only on {found}. Name that workbook, or another folder."
    return f"There is no survey on {whose} here. Name the folder that goalsheet feedback request made, too."


def returned(paths: Sequence[Path], home: Path, workbook: Path) -> list[Path]:
    """The files that may be forms of the survey in that folder: not those in another survey's, nor the tracker."""
    others = {path.parent for path in _ledgers(paths)} - {home}
    found = [*workbook_files(paths), *_in_other_formats(paths)]
    return [
        file for file in found if others.isdisjoint(file.resolve().parents) and file.resolve() != workbook.resolve()
    ]


def is_workbook(path: Path) -> bool:
    """Whether the file can be a form at all."""
    return path.suffix.lower() not in _OTHER_FORMATS


def _in_other_formats(paths: Sequence[Path]) -> Iterator[Path]:
    for path in filter(Path.is_dir, paths):
        yield from (file for file in sorted(path.rglob("*")) if not is_workbook(file))
