"""What somebody wrote for themselves is read back where their own next workbook is made, and nowhere else."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
from conftest import Office, sheet_part
from packing import packed
from teams import tracker

from goalsheet.layout.places import CellPlace
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.tracker import Tracker
from goalsheet.tracker.vision import JournalEntry, MindMapIdea, PersonalValue, Trait, Vision, VisionTile
from goalsheet.vision.questions import QUESTIONS
from goalsheet.workbook.package import read_members
from goalsheet.workbook.private_reading import read_own_tracker
from goalsheet.workbook.setting import set_cells

VISION = Vision(
    answers=("Drawing\nand singing", None, "Maps", "=1+1 is text", None),
    values=(PersonalValue("Learning", 2, "A book a month"), PersonalValue("Own word"), PersonalValue("Health", 1)),
    traits=(Trait("Strength", "Listening", "In every meeting"), Trait(None, "Patience")),
    tiles=(VisionTile("A garden", "One day", "G01"), VisionTile("A team"), VisionTile("Sea", "This year")),
    ideas=(MindMapIdea("Me"), MindMapIdea("Work", "Me"), MindMapIdea("Garden", "me")),
    journal=(JournalEntry(dt.date(2026, 6, 1), "Good", "Sun", "Rest", "Again", None, "A thought"),),
)


def own() -> Tracker:
    return dataclasses.replace(tracker(), vision=VISION)


def read(folder: Path, data: bytes) -> Vision:
    path = folder / "goals.xlsx"
    path.write_bytes(data)
    found = read_own_tracker(path)
    assert found.problems == ()
    return found.tracker.vision


def test_what_was_written_is_read_back(maker: TrackerMaker, tmp_path: Path) -> None:
    assert read(tmp_path, maker.make_from(own())) == VISION


def test_a_new_workbook_holds_nothing_of_that_kind(maker: TrackerMaker, tmp_path: Path) -> None:
    assert read(tmp_path, maker.make_from(tracker())) == Vision((None,) * len(QUESTIONS))


@pytest.mark.slow
def test_libreoffice_may_have_saved_it(maker: TrackerMaker, office: Office, tmp_path: Path) -> None:
    assert read(tmp_path, office({"a.xlsx": maker.make_from(own())}, "xlsx")["a.xlsx"]) == VISION


def test_an_answer_beside_no_question_of_ours_is_named_and_says_nothing_of_itself(
    maker: TrackerMaker, tmp_path: Path
) -> None:
    members = read_members(maker.make_from(own()), "goals.xlsx")
    part = sheet_part("Vision")
    members[part] = members[part].replace(QUESTIONS[2].text.encode(), b"What is it?")
    (tmp_path / "goals.xlsx").write_bytes(packed(members))
    found = read_own_tracker(tmp_path / "goals.xlsx")
    assert found.tracker.vision.answers == ("Drawing\nand singing", None, None, "=1+1 is text", None)
    assert [str(problem) for problem in found.problems] == [
        "goals.xlsx, Vision!L10: what stands here cannot be read. Move it beside one of the five questions."
    ]


def test_what_cannot_be_read_of_it_is_named_without_its_words(maker: TrackerMaker, tmp_path: Path) -> None:
    (tmp_path / "goals.xlsx").write_bytes(maker.make_from(own()))
    set_cells(tmp_path / "goals.xlsx", {CellPlace("Vision", "C16"): "My secret"}, keeps=False)
    found = read_own_tracker(tmp_path / "goals.xlsx")
    assert found.tracker.vision.values == (PersonalValue("Learning", None, "A book a month"), *VISION.values[1:])
    assert [str(problem) for problem in found.problems] == ["goals.xlsx, Vision!C16: what stands here cannot be read."]
