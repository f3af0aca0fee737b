"""A good workbook broken in 28 ways, each of which Excel would repair or refuse: the strict readers see every one.

Validators miss half of these, and that openpyxl or olevba opens a file proves next to nothing.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ANNA, TODAY, sheet_part
from packing import packed
from strict_compound_file import Tree, read_compound_file
from strict_macros import PROJECT, TYPES, WORKBOOK, problems_of

from goalsheet.excel.setup import find_xlwings
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.vba.compound_file import write_compound_file
from goalsheet.vba.compression import compress
from goalsheet.workbook.addin import embed_addin
from goalsheet.workbook.package import read_members

Parts = dict[str, bytes]
Break = Callable[[Parts], None]

START, GOALS = sheet_part("Start"), sheet_part("Goals")
VML, DRAWING, RIBBON = "xl/drawings/vmlDrawing1.vml", "xl/drawings/drawing3.xml", "customUI/customUI14.xml"
CONTROLS = r"<mc:AlternateContent><mc:Choice Requires=\"x14\"><controls>.*</controls></mc:Choice></mc:AlternateContent>"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """A tracker that carries everything: buttons, ribbon, all modules."""
    path: Path = tmp_path_factory.mktemp("good") / "book.xlsm"
    path.write_bytes(TrackerMaker(load("career-year"), TODAY, buttons=True).make(ANNA))
    return read_members(embed_addin(path, find_xlwings().folder), "test")


def replaced(part: str, before: str, after: str) -> Break:
    """Once replaced what the pattern finds, which has to be there."""

    def change(parts: Parts) -> None:
        parts[part], number = re.subn(before.encode(), after.encode(), parts[part], count=1, flags=re.DOTALL)
        assert number == 1

    return change


def moved(part: str, what: str, before: str) -> Break:
    """Moved an element to before another."""

    def change(parts: Parts) -> None:
        found = re.search(what.encode(), parts[part], re.DOTALL)
        assert found is not None
        rest = parts[part].replace(found[0], b"")
        assert before.encode() in rest
        parts[part] = rest.replace(before.encode(), found[0] + before.encode(), 1)

    return change


def without_part(part: str) -> Break:
    def change(parts: Parts) -> None:
        del parts[part]

    return change


def doubled(part: str, what: str) -> Break:
    return replaced(part, f"({what})", r"\1\1")


def in_project(change_tree: Callable[[Tree], None]) -> Break:
    """Other streams in the VBA project."""

    def change(parts: Parts) -> None:
        tree = read_compound_file(parts[PROJECT])
        change_tree(tree)
        parts[PROJECT] = write_compound_file(tree)

    return change


def cut_off(parts: Parts) -> None:
    parts[PROJECT] = parts[PROJECT][:3072]


def plain_directory(tree: Tree) -> None:
    streams = tree["VBA"]
    assert isinstance(streams, dict)
    streams["dir"] = bytes(200)


def compressed_names(tree: Tree) -> None:
    names = tree["PROJECTwm"]
    assert isinstance(names, bytes)
    tree["PROJECTwm"] = compress(names)


def swapped_siblings(parts: Parts) -> None:
    """The left and the right neighbour of an entry deep in the directory, exchanged."""
    data = bytearray(parts[PROJECT])
    start = 512 * (struct.unpack_from("<I", data, 48)[0] + 1)
    for entry in range(start + 4 * 128, start + 20 * 128, 128):
        left, right = struct.unpack_from("<II", data, entry + 68)
        if 0xFFFFFFFF not in (left, right):
            struct.pack_into("<II", data, entry + 68, right, left)
            parts[PROJECT] = bytes(data)
            return
    raise AssertionError("no entry has two neighbours")


BROKEN: dict[str, Break] = {
    "legacyDrawing before drawing": moved(START, '<legacyDrawing r:id="buttonShapes"/>', '<drawing r:id="buttons"/>'),
    "controls before drawing": moved(START, CONTROLS, '<drawing r:id="buttons"/>'),
    "a control's properties are missing": without_part("xl/ctrlProps/ctrlProp1.xml"),
    "a control leads nowhere": replaced(START, 'r:id="button1"', 'r:id="rId77"'),
    "legacyDrawing leads nowhere": replaced(
        GOALS, '<legacyDrawing r:id="buttonShapes"/>', '<legacyDrawing r:id="r9"/>'
    ),
    "the workbook is said to have no macros": replaced(
        TYPES,
        r"application/vnd\.ms-excel\.sheet\.macroEnabled\.main\+xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    ),
    "a content type is said twice": doubled(TYPES, '<Override PartName="/xl/styles.xml"[^>]*/>'),
    "no content type for .vml": replaced(TYPES, '<Default Extension="vml"[^>]*/>', ""),
    "no content type for .bin": replaced(TYPES, '<Default Extension="bin"[^>]*/>', ""),
    "no content type for a control": replaced(TYPES, '<Override PartName="/xl/ctrlProps/ctrlProp1.xml"[^>]*/>', ""),
    "x14 is required and means nothing": replaced(START, ' xmlns:x14="[^"]*"', ""),
    "VML that is not well-formed": replaced(VML, "</v:textbox>", "</v:textbo>"),
    "an anchor of seven numbers": replaced(VML, "<x:Anchor>[^<]*", "<x:Anchor>2, 3, 0, 3, 3, 61, 1"),
    "a drawing without clientData": replaced(DRAWING, "<xdr:clientData[^>]*/>", ""),
    "two drawings with one id": replaced(DRAWING, '<xdr:cNvPr id="1026"', '<xdr:cNvPr id="1025"'),
    "a colour with #": replaced(DRAWING, 'srgbClr val="000000"', 'srgbClr val="#000000"'),
    "a title of forty letters": replaced(WORKBOOK, 'name="Actions"', f'name="{"A" * 40}"'),
    "two sheets with one title": replaced(WORKBOOK, 'name="Actions"', 'name="goals"'),
    "a list longer than 255 letters": replaced(
        GOALS, "<formula1>[^<]*</formula1>", f'<formula1>"{"option," * 40}"</formula1>'
    ),
    "merged cells that meet": replaced(START, "(<mergeCells[^>]*>)", r'\1<mergeCell ref="A2:B3"/>'),
    "a code name without its module": replaced(START, 'codeName="Sheet1"', 'codeName="Sheet9"'),
    "a macro that is not there": replaced(VML, r"\[0\]!CheckGoals", "[0]!Nothing"),
    "a project that is cut off": cut_off,
    "a dir stream that is not compressed": in_project(plain_directory),
    "PROJECTwm compressed": in_project(compressed_names),
    "siblings in the wrong order": swapped_siblings,
    "an element that no ribbon has": replaced(RIBBON, "<group (.*?)</group>", r"<grup \1</grup>"),
    "one id for two buttons of the ribbon": replaced(RIBBON, 'id="show_help"', 'id="celebrate"'),
}


#: What the strict readers say first.
SEEN = {
    "legacyDrawing before drawing": "Start: its elements are in the wrong order",
    "controls before drawing": "Start: its elements are in the wrong order",
    "a control's properties are missing": "a content type for xl/ctrlProps/ctrlProp1.xml, which is not there",
    "a control leads nowhere": "xl/worksheets/sheet1.xml: rId77 leads nowhere",
    "legacyDrawing leads nowhere": f"{GOALS}: r9 leads nowhere",
    "the workbook is said to have no macros": "the workbook's content type has no macros",
    "a content type is said twice": "a content type is said twice",
    "no content type for .vml": "no content type for xl/drawings/vmlDrawing1.vml",
    "no content type for .bin": "no content type for xl/vbaProject.bin",
    "no content type for a control": "no content type of its own for xl/ctrlProps/ctrlProp1.xml",
    "x14 is required and means nothing": "xl/worksheets/sheet1.xml: x14 is required, and means nothing",
    "VML that is not well-formed": "xl/drawings/vmlDrawing1.vml is not well-formed: mismatched tag",
    "an anchor of seven numbers": "xl/drawings/vmlDrawing1.vml: the anchor 2, 3, 0, 3, 3, 61, 1",
    "a drawing without clientData": "xl/drawings/drawing3.xml: no clientData",
    "two drawings with one id": "xl/drawings/drawing3.xml: a drawing's id is there twice",
    "a colour with #": "xl/drawings/drawing3.xml: the colour #000000",
    "a title of forty letters": "the title AAAAAAAAAA",
    "two sheets with one title": "two sheets have the same title",
    "a list longer than 255 letters": "Goals: a list longer than 255 characters",
    "merged cells that meet": "Start: merged ranges meet at B2:G2",
    "a code name without its module": "code names ['ThisWorkbook', 'Sheet9', ",
    "a macro that is not there": "xl/drawings/vmlDrawing1.vml: there is no macro [0]!Nothing",
    "a project that is cut off": "xl/vbaProject.bin: sector 5 is shared or not there",
    "a dir stream that is not compressed": "xl/vbaProject.bin: the container's signature",
    "PROJECTwm compressed": "PROJECTwm does not list the modules of dir in their order",
    "siblings in the wrong order": "xl/vbaProject.bin: Sheet4 stands in the wrong place",
    "an element that no ribbon has": "customUI/customUI14.xml: there is no grup in a ribbon",
    "one id for two buttons of the ribbon": "customUI/customUI14.xml: an id is there twice",
}


@pytest.mark.slow
def test_the_good_workbook_is_good(good: Parts) -> None:
    assert problems_of(packed(good)) == []
    assert (len(BROKEN), list(SEEN)) == (28, list(BROKEN))


@pytest.mark.parametrize("name", BROKEN)
def test_each_way_of_breaking_it_is_seen(name: str, good: Parts) -> None:
    broken = dict(good)
    BROKEN[name](broken)
    assert problems_of(packed(broken))[0].startswith(SEEN[name])
