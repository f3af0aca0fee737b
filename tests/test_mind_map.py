"""The shape of a mind map: where ideas are drawn, and what is said where they cannot hang as somebody wanted."""

from __future__ import annotations

import dataclasses
import io
import itertools
import re
import zipfile
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from command import goalsheet
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st
from resvg_py import svg_to_bytes
from teams import tracker

from goalsheet.layout.map_picture import map_picture
from goalsheet.layout.places import CellPlace
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.vision import MindMapIdea, Vision
from goalsheet.vision.mind_map import (
    BEYOND,
    CIRCLE,
    DEEP,
    MIDDLE,
    NAMELESS,
    ORPHAN,
    ROOM,
    TOO_MANY,
    TWIN,
    MindMap,
    mind_map,
)
from goalsheet.workbook.private_reading import read_own_tracker
from goalsheet.workbook.setting import set_cells


def drawn(*typed: str) -> MindMap:
    """The map of lines such as "Garden < Home"."""
    pairs = (line.partition(" < ") for line in typed)
    return mind_map(tuple(MindMapIdea(idea or None, parent or None) for idea, _, parent in pairs))


def places(of: MindMap) -> dict[str, tuple[float, float]]:
    return {spot.text: (spot.x, spot.y) for spot in of.spots if spot.used}


def notes(of: MindMap) -> dict[str, str | None]:
    return {spot.text: spot.note for spot in of.spots if spot.used or spot.note}


def test_the_first_idea_is_the_middle_and_branches_go_right_and_then_left() -> None:
    found = drawn("Me", "Work", "Home", "Team < Work", "Courses < Work", "Garden < Home")
    assert places(found) == {
        "Me": (0, 0),
        "Work": (1.5, 0),
        "Team": (3, 1 / 3),
        "Courses": (3, -1 / 3),
        "Home": (-1.5, 0),
        "Garden": (-3, 0),
    }
    assert set(notes(found).values()) == {None}


def test_nothing_is_drawn_of_an_empty_list() -> None:
    assert {(spot.x, spot.y, spot.label, spot.note) for spot in mind_map(()).spots} == {(BEYOND, BEYOND, " ", None)}


def test_an_idea_is_found_whatever_its_case_and_the_blanks_around_it() -> None:
    assert places(drawn("Me", " Work  life", "Team < work LIFE "))["Team"][0] == 3


def test_what_cannot_hang_as_it_was_wanted_hangs_from_the_middle_and_says_why() -> None:
    found = drawn(
        *("Me < Work", "Work", "Team < Werk", "A < B", "B < C", "C < A", "Self < Self", "Below < A", "work < Me"),
        *("One", "Two < One", "Three < Two", "Four < Three", "Five < Four", " < Work"),
    )
    assert notes(found) == {
        "Me": MIDDLE,
        "Work": None,
        "Team": ORPHAN,
        "A": CIRCLE,
        "B": CIRCLE,
        "C": CIRCLE,
        "Self": CIRCLE,
        "Below": CIRCLE,
        "work": TWIN,
        "One": None,
        "Two": None,
        "Three": None,
        "Four": DEEP,
        "Five": DEEP,
        "": NAMELESS,
    }
    assert {spot.text: spot.level for spot in found.spots if spot.note} == {
        **dict.fromkeys(("Team", "A", "B", "C", "Self", "Below", "work", "Four", "Five"), 1),
        "Me": 0,
        "": -1,
    }


ideas = st.lists(st.tuples(st.integers(0, 45), st.integers(-3, 45)), max_size=ROOM)


@given(typed=ideas)
def test_no_two_labels_overlap_however_ideas_hang_together(typed: list[tuple[int, int]]) -> None:
    """On a map of 27 by 15 cm that shows 7.2 by 2.1, a label of 22 characters is 1 wide and 0.05 high, and not more."""
    rows = tuple(MindMapIdea(f"idea {name}", f"idea {under}" if under >= 0 else None) for name, under in typed)
    spots = [spot for spot in mind_map(rows).spots if spot.used]
    assert all(-3 <= spot.x <= 3 and -1 <= spot.y <= 1 for spot in spots)
    for one, other in itertools.combinations(spots, 2):
        beside, above = abs(one.x - other.x), abs(one.y - other.y)
        assert beside >= 1 - 1e-9 or above >= 2 / ROOM - 1e-9, (one, other)


@given(typed=ideas)
def test_every_idea_is_drawn_once_and_hangs_from_one_that_is_nearer_to_the_middle(typed: list[tuple[int, int]]) -> None:
    rows = tuple(MindMapIdea(f"idea {name}", f"idea {under}" if under >= 0 else None) for name, under in typed)
    found = mind_map(rows)
    assert sum(spot.used for spot in found.spots) == len(typed)
    for spot in found.spots:
        if spot.level > 0:
            assert found.level[spot.hung] == spot.level - 1


PNG = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}"


@given(typed=ideas)
def test_the_picture_shows_every_idea_once_within_its_frame(typed: list[tuple[int, int]]) -> None:
    rows = tuple(
        MindMapIdea(f"<b> & idea {name}", f"<b> & idea {under}" if under >= 0 else None) for name, under in typed
    )
    found = mind_map(rows)
    picture = ElementTree.fromstring(map_picture(found, "Map of <Bo> & \x0b"))
    assert [text.text for text in picture.iter(f"{SVG}text")] == [spot.label for spot in found.spots if spot.used]
    _, _, width, height = map(float, (picture.get("viewBox") or "").split())
    for left, top, wide, high in plates(picture):
        assert left >= 0
        assert top >= 0
        assert left + wide <= width
        assert top + high <= height


@given(typed=ideas)
def test_every_line_of_the_picture_goes_from_half_way_up_a_labels_side_to_another(typed: list[tuple[int, int]]) -> None:
    rows = tuple(MindMapIdea(f"idea {name}" * 3, f"idea {under}" * 3 if under >= 0 else None) for name, under in typed)
    picture = ElementTree.fromstring(map_picture(mind_map(rows), "Map"))
    sides = [(x, top + high / 2) for left, top, wide, high in plates(picture) for x in (left, left + wide)]
    lines = [re.findall(r"-?[\d.]+", path.get("d") or "") for path in picture.iter(f"{SVG}path")]
    assert len(lines) == max(0, len(typed) - 1)
    for line in lines:
        for end in (line[:2], line[-2:]):
            assert pytest.approx(tuple(map(float, end)), abs=0.1) in sides


def plates(picture: Element) -> list[tuple[float, ...]]:
    """Where the labels' plates are: left, top, width, height."""
    found = list(picture.iter(f"{SVG}rect"))[1:]  # without the ground
    return [tuple(float(plate.get(side) or 0) for side in ("x", "y", "width", "height")) for plate in found]


def test_the_picture_fills_whatever_room_it_is_given() -> None:
    picture = ElementTree.fromstring(map_picture(mind_map(IDEAS), "Map"))
    assert (picture.get("viewBox"), picture.get("width"), picture.get("height")) == ("0 0 1540 800", "100%", None)


@pytest.mark.slow
def test_the_command_draws_the_map_of_ones_own_workbook(maker: TrackerMaker, tmp_path: Path) -> None:
    (tmp_path / "goals.xlsx").write_bytes(maker.make_from(dataclasses.replace(tracker(), vision=Vision(ideas=IDEAS))))
    (tmp_path / "empty.xlsx").write_bytes(maker.make_from(tracker()))
    done = goalsheet("map", "goals.xlsx", cwd=tmp_path)
    name = "Anna Müller - mind map.svg"
    said = f"Drew {name}. It is private: keep it where only those look who may.\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, said, "")
    assert (tmp_path / name).read_text(encoding="utf-8") == map_picture(mind_map(IDEAS), "Mind map of Anna Müller")
    assert goalsheet("map", "goals.xlsx", "--out", "map.png", cwd=tmp_path).returncode == 0
    picture = (tmp_path / "map.png").read_bytes()
    assert (picture[:8], int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (PNG, 3080, 1600)
    wordless = re.sub("<text.*", "", map_picture(mind_map(IDEAS), "Mind map of Anna Müller"))
    assert picture != svg_to_bytes(svg_string=wordless, width=3080), "without a font no word is drawn"
    for arguments, why in (
        (("goals.xlsx",), f"{name} is there already. Name another file with --out."),
        (("goals.xlsx", "--out", "map.pdf"), "map.pdf has to end with .svg or .png."),
        (
            ("empty.xlsx", "--out", "map.svg"),
            "There is no idea yet on the sheet Mind map of empty.xlsx. Write the first one there.",
        ),
    ):
        done = goalsheet("map", *arguments, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (2, f"Error: {why}\n")


@pytest.mark.slow
def test_ideas_that_hang_elsewhere_or_are_not_drawn_are_named_with_their_cells(
    maker: TrackerMaker, tmp_path: Path
) -> None:
    ideas = (*IDEAS, MindMapIdea("A", "B"), MindMapIdea("B", "A"), MindMapIdea("C", "Nowhere"))
    path = tmp_path / "goals.xlsx"
    path.write_bytes(maker.make_from(dataclasses.replace(tracker(), vision=Vision(ideas=ideas))))
    more = {CellPlace("Mind map", f"A{row}"): f"Idea {row}" for row in range(11, 305)}  # typed below, as people do
    set_cells(path, more, keeps=False)
    done = goalsheet("map", "goals.xlsx", "--out", "map.svg", cwd=tmp_path)
    assert (done.returncode, done.stderr.splitlines()) == (
        1,
        [
            f"Look at goals.xlsx, Mind map!A8: {CIRCLE}",
            f"Look at goals.xlsx, Mind map!A9: {CIRCLE}",
            f"Look at goals.xlsx, Mind map!A10: {ORPHAN}",
            f"Look at goals.xlsx, Mind map!A45: {TOO_MANY} So it is with 259 more below.",
        ],
    )
    assert (tmp_path / "map.svg").read_text(encoding="utf-8").count("<text") == ROOM
    assert len(read_own_tracker(path).tracker.vision.ideas) == 300


IDEAS = (MindMapIdea("Me"), MindMapIdea("Work"), MindMapIdea("Team", "Work"))


def test_no_label_of_the_map_has_a_colour_that_libreoffice_saves_without_its_first_zero(maker: TrackerMaker) -> None:
    with zipfile.ZipFile(io.BytesIO(maker.make_from(tracker()))) as made:
        charts = b"".join(made.read(name) for name in made.namelist() if name.startswith("xl/charts/"))
    labels = re.findall(rb"<(?:c:)?dLbl>.*?</(?:c:)?dLbl>", charts, re.DOTALL)
    fills = {color for label in labels for color in re.findall(rb'srgbClr val="(\w+)"', label)}
    assert {color for color in fills if color.startswith(b"0")} == set()
    assert b"106B66" in fills
