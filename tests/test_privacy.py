"""What somebody writes for themselves stays in the workbook: marked texts turn up nowhere else."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command import goalsheet
from hypothesis import given
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


@pytest.fixture
def folder(maker: TrackerMaker, tmp_path: Path) -> Path:
    (tmp_path / "workbooks").mkdir()
    (tmp_path / "workbooks" / "goals.xlsx").write_bytes(maker.make_from(marked("mine alone")))
    return tmp_path


@pytest.mark.slow
def test_no_command_says_or_sends_what_is_private(folder: Path) -> None:
    day = ("--today", DAY.isoformat())
    with google() as server:
        sync = ("sync", "workbooks", "--google-url", server.sheets.url)
        commands = [
            *((verb, "workbooks", "--format", form) for verb in ("check", "progress") for form in ("text", "json")),
            ("progress", "workbooks", "--write"),
            ("brief", "workbooks/goals.xlsx", "-o", "brief.html"),
            ("remind", "workbooks", "--out", "."),
            (*sync, "--dry-run"),
            sync,
        ]
        said = [goalsheet(*command, *day, cwd=folder) for command in commands]
        assert [done.returncode for done in said if done.returncode > 1] == []
        world = server.sheets.world
        there = repr((world.files, world.books, world.changes))
    assert "Half-way" in there
    written = [path for path in folder.rglob("*") if path.suffix in (".html", ".eml", ".csv")]
    made = {path.name: path.read_text("utf-8") for path in written}
    assert [name for name, page in made.items() if "Half-way" in page] == ["brief.html"]
    assert len(made) > 1
    assert [name for name, page in made.items() if "mine alone" in page] == []
    assert [text for done in said for text in (done.stdout, done.stderr) if "mine alone" in text] == []
    assert "mine alone" not in there
    assert b"mine alone" in b"".join(_members(folder / "workbooks" / "goals.xlsx"))


def _members(path: Path) -> Iterator[bytes]:
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            yield book.read(name)


def test_only_what_makes_somebodys_next_workbook_or_draws_their_map_reads_private_tables() -> None:
    root = Path(__file__).parent.parent
    found = [path for folder in ("addin", "scripts") for path in (root / folder).rglob("*.py")]
    users = [path for path in found if "import read_own_tracker" in path.read_text(encoding="utf-8")]
    assert {path.parent.name for path in users if path.name != "map.py"} <= {"bulk"}
