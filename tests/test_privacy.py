"""What somebody writes for themselves stays in the workbook: marked texts turn up nowhere else."""

from __future__ import annotations

import dataclasses
import datetime as dt
import email.policy
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from command import goalsheet
from goalsheet.scripts import VERBS
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from local_google import google
from teams import DAY, LOOKED, target, tracker

from goalsheet.google.visit import EMPTY, mending
from goalsheet.layout.vision_facts import vision_figures
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.schema import Kind, table
from goalsheet.tracker.tracker import TABLES, Tracker
from goalsheet.tracker.vision import (
    JournalEntry,
    MindMapIdea,
    PersonalValue,
    Reflection,
    Trait,
    Vision,
    VisionTile,
)
from goalsheet.workbook.reading import read_tracker

ROWS = {"values": PersonalValue, "traits": Trait, "tiles": VisionTile, "ideas": MindMapIdea, "journal": JournalEntry}


def marked(mark: str) -> Tracker:
    """A tracker in which every text that is somebody's own carries the mark."""
    rows: dict[str, Any] = {name: _rows(row, mark) for name, row in ROWS.items()}
    vision = Vision((mark,) * 5, **rows)
    log = dataclasses.replace(LOOKED, private_note=mark)
    return dataclasses.replace(tracker(check_ins=[log]), vision=vision)


def _rows(row: type, mark: str) -> tuple[object, ...]:
    typed = [column for column in table(row).columns if not column.computed]
    texts = {column.name: mark for column in typed if column.kind in (Kind.TEXT, Kind.CHOICE)}
    return (row(**texts | ({"date": dt.date(2026, 6, 1)} if row is JournalEntry else {})),)


def test_every_private_table_is_marked() -> None:
    assert {of.row for of in TABLES if of.private} == {Reflection, *ROWS.values()}
    of = marked("mark")
    seen = vision_figures(of.vision, of.goals, of.objectives, DAY)
    assert [name for name in ROWS if "mark" not in str(getattr(seen, name)[0])] == []


@given(mark=st.uuids().map(lambda uuid: f"mine {uuid}"))
def test_no_request_to_google_carries_what_is_private(mark: str) -> None:
    sent = json.dumps(mending(target(marked(mark)).review, EMPTY).requests)
    assert "Half-way" in sent
    assert mark not in sent


def test_private_tables_are_not_even_read_of_a_file(maker: TrackerMaker, tmp_path: Path) -> None:
    """What commands and buttons work with knows nothing of them, so nothing that they write can."""
    mark, path = "mine alone", tmp_path / "goals.xlsx"
    path.write_bytes(maker.make_from(marked(mark)))
    found = read_tracker(path)
    assert found.tracker.vision == Vision()
    assert [log.private_note for log in found.tracker.check_ins] == [mark]  # it is read, to be kept where it is
    assert repr(found).count(mark) == repr(found.tracker.check_ins).count(mark) + repr(found.tables).count(mark)


#: What writes, says or sends something of trackers, as it is typed in a folder with `workbooks` and `raters.csv`.
#: A new verb joins here with a line; the test below names it until it does.
TELLING = (
    "check workbooks --format text",
    "check workbooks --format json",
    "progress workbooks --format text",
    "progress workbooks --format json",
    "progress workbooks --write",
    "feedback request workbooks/goals.xlsx --from raters.csv --goal G01",
    "feedback collect workbooks/goals.xlsx feedback",
    "feedback collect workbooks/goals.xlsx feedback --format json",
    "feedback guide workbooks/goals.xlsx --goal G01 --out guide.xlsx",
    "sync workbooks --dry-run --google-url {google}",
    "sync workbooks --google-url {google}",
    "feedback request workbooks/goals.xlsx --from raters.csv --tab --google-url {google}",
    "feedback collect workbooks/goals.xlsx feedback --tab --google-url {google}",
    "sync workbooks --layout individual --google-url {google}",
    "sync workbooks --conflicts --google-url {google}",
    "brief workbooks/goals.xlsx -o brief.html",
    "remind workbooks --out mails",
    "report workbooks -o report.html",
    "report workbooks --manager 0001 -o managers.html",
    "report workbooks --format json",
    "report workbooks --format csv -o figures.csv",
    "upgrade workbooks --again --dry-run",
)
#: Verbs that tell nothing of a tracker's rows to others, and why.
OTHERS = {
    "addin": "reads no tracker",
    "demo": "makes trackers of its own, in which nothing private is written, and calls the other verbs",
    "generate": "carries what is private from somebody's workbook into their next one, and nowhere else",
    "google": "reads no tracker",
    "local-sheets": "reads no tracker",
    "map": "draws what is private for whom it belongs to",
}
_ASKED = "Name,Email,Relation\nCem Ay,cem@example.com,Peer\nBo Ek,bo@example.com,Manager\n"


def test_every_verb_tells_nothing_private_or_says_why_it_is_not_asked() -> None:
    assert {line.split()[0] for line in TELLING} | set(OTHERS) == set(VERBS)


@pytest.mark.slow
@settings(max_examples=1, deadline=None, phases=[Phase.generate])  # a shorter mark would tell no more
@given(mark=st.uuids().map(lambda uuid: f"mine {uuid}"))
def test_nothing_that_verbs_say_write_or_send_holds_what_is_private(maker: TrackerMaker, mark: str) -> None:
    with tempfile.TemporaryDirectory() as place, google() as server:
        folder = Path(place)
        own = _folder(folder, maker.make_from(marked(mark)))
        commands = [line.format(google=server.sheets.url).split() for line in TELLING]
        said = [goalsheet(*command, "--today", DAY.isoformat(), cwd=folder) for command in commands]
        assert [(done.args, done.stderr) for done in said if done.returncode > 1] == []
        world = server.sheets.world
        there = repr((world.files, world.books, world.changes))
        assert "Half-way" in there
        assert [done.args for done in said if mark in done.stdout + done.stderr] == []
        assert mark not in there
        assert [path.name for path in _written(folder, own) if mark in path.name or mark.encode() in _held(path)] == []
        assert mark.encode() in _held(own)


def _folder(folder: Path, workbook: bytes) -> Path:
    """A folder as TELLING has it; the workbook in it."""
    own = folder / "workbooks" / "goals.xlsx"
    own.parent.mkdir()
    own.write_bytes(workbook)
    (folder / "raters.csv").write_text(_ASKED, encoding="utf-8")
    return own


def _written(folder: Path, own: Path) -> list[Path]:
    """The files that are there now, but for the workbook itself and as it was before."""
    found = {path for path in folder.rglob("*") if path.is_file()} - {own, *own.parent.glob(f"{own.stem}*{own.suffix}")}
    assert {path.suffix for path in found} >= {".xlsx", ".json", ".csv", ".html", ".eml"}
    return sorted(found)


def _held(path: Path) -> bytes:
    """What a file holds; of a workbook, its parts unpacked, of an e-mail, decoded."""
    if path.suffix == ".eml":
        mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        texts = [part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"]
        return "".join([*map(str, mail.values()), *texts]).encode()
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as book:
        return b"".join(book.read(name) for name in book.namelist())


def test_only_what_makes_somebodys_next_workbook_or_draws_their_map_reads_private_tables() -> None:
    root = Path(__file__).parent.parent
    found = [path for folder in ("addin", "scripts") for path in (root / folder).rglob("*.py")]
    users = [path for path in found if "import read_own_tracker" in path.read_text(encoding="utf-8")]
    assert {path.parent.name for path in users if path.name != "map.py"} <= {"bulk"}
